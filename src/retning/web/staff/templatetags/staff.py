"""What the pages behind login need of tags: the menu, and states in words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from retning.apps.hearing.rules import READ_HEARINGS
from retning.apps.indicators.rules import MANAGE_SURVEYS, READ_RELEASES
from retning.apps.organisation.rules import ADMINISTER, ENTER, MANAGE_ORGANISATION
from retning.apps.strategy.enums import PassageKind, ReviewDeed
from retning.apps.strategy.models import Goal, Passage
from retning.apps.strategy.queries.draft import Node
from retning.apps.strategy.queries.goal_targets import targets_of_draft
from retning.apps.strategy.queries.readings import ReadingOnItsWay
from retning.apps.strategy.rules import EDIT_STRATEGIES, READ_DRAFTS
from retning.apps.strategy.validators import CERTAIN_FROM
from retning.core.prose import to_html
from retning.core.redline import Segment
from retning.web.request.site import StaffRequest
from retning.web.staff.passages import View, address_of
from retning.web.staff.passages import redline as redline_of
from retning.web.staff.repairs import visible
from retning.web.staff.sentences import reading_state
from retning.web.staff.targets import ShownTarget, marked_text, said, shown_targets
from retning.web.ui.links import Link

register = template.Library()


def places(request: StaffRequest) -> list[Link]:
    """The pages that whoever asks may open; the one that is open is marked."""
    entries = [
        (ENTER, _("My work"), "staff:home"),
        (EDIT_STRATEGIES, _("Documents"), "staff:documents"),
        (READ_DRAFTS, _("Strategies"), "staff:strategies"),
        (READ_HEARINGS, _("Hearings"), "staff:hearings"),
        (READ_RELEASES, _("Figures"), "staff:figures"),
        (MANAGE_SURVEYS, _("Surveys"), "staff:surveys"),
        (MANAGE_ORGANISATION, _("Organisation"), "staff:organisation"),
        (ADMINISTER, _("Members"), "staff:members"),
        (ADMINISTER, _("Appearance"), "staff:appearance"),
    ]
    home = reverse("staff:home")
    # A goal's own page lies beside the strategies in the address, below them for people.
    nodes, strategies = f"{home}led/", reverse("staff:strategies")

    def below(url: str) -> tuple[str, ...]:
        return (url, nodes) if url == strategies else (url,)

    links = []
    for permission, label, name in entries:
        url = reverse(name)
        is_here = request.path == url if url == home else request.path.startswith(below(url))
        if permission(request.standing):
            links.append(Link(label, url, current=is_here))
    return links


@register.inclusion_tag("staff/parts/navigation.html", takes_context=True)
def staff_navigation(context: dict[str, Any]) -> dict[str, Any]:
    """The menu of the pages behind login."""
    request = context.get("request")
    standing = getattr(request, "standing", None)
    return {"places": places(request) if request is not None and standing is not None else []}


@register.inclusion_tag("ui/parts/status.html")
def document_state(item: ReadingOnItsWay) -> dict[str, str]:
    """How a document stands, by word, shape and colour."""
    kind, label = reading_state(item)
    shapes = {
        "failed": ("error", "error"),
        "working": ("info", "circle"),
        "waiting": ("info", "clock"),
        "new": ("warning", "edit"),
        "met": ("success", "check"),
        "unknown": ("plain", "minus"),
    }
    colour, shape = shapes[kind]
    return {"colour": colour, "shape": shape, "label": label}


@register.filter
def prose(text: str) -> SafeString:
    """Small Markdown as HTML; `core.prose` has sanitised it."""
    return mark_safe(to_html(text))  # noqa: S308


@register.filter
def kind_label(kind: str) -> str:
    """The word for what a passage is."""
    return capfirst(str(PassageKind(kind).label))


@register.filter
def deed_label(deed: str) -> str:
    """The word for a step of a review, in the middle of a line."""
    return str(ReviewDeed(deed).label)


@register.filter
def since_last_time(passage: Passage) -> list[Segment]:
    """The red-line from the wording of last time, where it changed."""
    return redline_of(passage)


@register.filter
def targets(passage: Passage) -> list[ShownTarget]:
    """A goal's targets in words."""
    return shown_targets(passage) if passage.kind == PassageKind.GOAL else []


@register.filter
def marked(passage: Passage) -> SafeString:
    """A passage's words, with those that its targets came from, repaired and unsure ones marked."""
    return marked_text(passage)


@register.filter
def repaired(passage: Passage) -> list[dict[str, Any]]:
    """The repairs in a passage."""
    return [row for row in passage.letters if "n" in row]


@register.filter
def letters(text: str) -> str:
    """Letters for a page: a line's end is seen."""
    return visible(text)


@register.filter
def say_targets(goal: Goal) -> list[str]:
    """The targets of a goal of a draft, in words."""
    return said(each.target for each in targets_of_draft(goal))


@register.simple_tag
def view_query(view: View, vis: str | None = None, **changed: Any) -> str:
    """The query of a review's address with some of it changed: what is shown alone (`vis`), the
    `number` of the page, `as_pictures`."""
    if vis is not None:
        changed["only"] = vis
    return replace(view, **changed).query()


@register.filter
def is_uncertain(passage: Passage) -> bool:
    """Whether the reader was in doubt of a passage or its targets, and nobody has said a word. That
    a goal has no target is said below it, and is no mark."""
    words = passage.confidence is not None and passage.confidence < CERTAIN_FROM
    least = passage.target_confidence if passage.targets else None
    aims = least is not None and least < CERTAIN_FROM
    return (words and not passage.edited) or (aims and not passage.targets_edited)


@register.inclusion_tag("staff/parts/read_from.html")
def read_from(node: Node) -> dict[str, Any]:
    """Where in which document an area, objective, goal or theme was read; nothing where it was
    written by a person."""
    source = node.source
    return {"source": source, "url": address_of(source) if source else ""}
