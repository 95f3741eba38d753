"""Lineage in words and shapes."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _

from retning.apps.strategy.queries.lineage import Answer
from retning.core.similarity import Certainty
from retning.web.staff.kinds import words_of

register = template.Library()


@register.filter
def certainty_words(certainty: Certainty) -> str:
    """How sure a suggestion is."""
    match certainty:
        case Certainty.SAME:
            return _("suggested, the same words")
        case Certainty.CERTAIN:
            return _("suggested, much alike")
        case Certainty.LIKELY:
            return _("suggested, perhaps")


@register.filter
def node_word(kind: str) -> str:
    """What a row is: "Goal"."""
    return words_of(kind).name


@register.inclusion_tag("ui/parts/status.html")
def lineage_answer(answer: Answer) -> dict[str, str]:
    """What has been said of where a row comes from, by word, shape and colour."""
    match answer:
        case Answer.KEPT:
            return {"colour": "success", "shape": "check", "label": _("Kept")}
        case Answer.CHANGED:
            return {"colour": "info", "shape": "edit", "label": _("Changed")}
        case Answer.NEW:
            return {"colour": "success", "shape": "add", "label": _("New")}
        case Answer.OPEN:
            return {"colour": "warning", "shape": "near", "label": _("Not answered yet")}
        case Answer.LOST:
            return {"colour": "warning", "shape": "near", "label": _("Look at it again")}
