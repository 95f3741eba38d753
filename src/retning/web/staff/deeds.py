"""The deeds of a review's list: what a button's name means, what is done, what is then said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from retning.apps.strategy.enums import PassageKind, ReviewDeed
from retning.apps.strategy.models import Passage, Reading
from retning.apps.strategy.queries.reviewing import passage_at
from retning.apps.strategy.services.repairing import set_repair
from retning.apps.strategy.services.review import (
    accept_certain,
    accept_passage,
    change_passage,
    drop_passage,
    merge_passage,
    move_passage,
    undo,
)
from retning.apps.strategy.services.review_targets import answer_doubt, not_a_goal
from retning.foundation.records.services import ChangedMeanwhile
from retning.web.request.site import StaffRequest
from retning.web.staff.lookups import passage_or_404
from retning.web.staff.numbers import number_or_none

ON_ONE = frozenset(
    {"accept", "unaccept", "up", "down", "drop", "restore", "merge", "behind", "become", "no_goal"}
)
ON_ALL = frozenset({"accept_certain", "undo"})
ON_LETTERS = frozenset({"repair", "unrepair", "repair_all", "unrepair_all"})
ANSWER = "answer"


@dataclass(frozen=True)
class Done:
    """What was said of a deed, and the passage where a person goes on (None: where they were)."""

    said: str
    passage: Passage | None = None
    is_refused: bool = False


def done(request: StaffRequest, reading: Reading) -> Done:
    """Do the one deed that the form names. Raises Http404 for none, several, or no such passage;
    Refused and ChangedMeanwhile as the services do."""
    named = set(request.POST) & (ON_ONE | ON_ALL | ON_LETTERS | {ANSWER})
    if len(named) != 1:
        raise Http404("No such deed")
    deed = named.pop()
    by: dict[str, Any] = {"by": request.user, "now": request.now}
    if deed in ON_ALL:
        return _on_all(deed, reading, number_or_none(request.POST[deed]) or 0, by)
    if deed in ON_LETTERS:
        return _on_letters(deed, reading, request.POST[deed], by)
    number, _colon, answer = request.POST[deed].partition(":")
    found = passage_or_404(request, reading.pk, number_or_none(number) or 0)
    match deed:
        case "answer":
            return _answered(found, answer, by)
        case "become":
            return _as_kind(found, request.POST.get("to", ""), by)
        case "behind":
            return _behind(reading, found, request.POST.get(f"place-{found.pk}", ""), by)
        case _:
            return _on_one(deed, found, by)


def _on_all(deed: str, reading: Reading, shown: int, by: Mapping[str, Any]) -> Done:
    """`shown` is the number of the newest step as the person saw it: no other is undone."""
    if deed == "accept_certain":
        number = accept_certain(reading=reading, **by)
        said = ngettext(
            "%(number)s passage has been approved.",
            "%(number)s passages have been approved.",
            number,
        )
        return Done(said % {"number": number})
    try:
        step = undo(reading=reading, expected_number=shown, **by)
    except ChangedMeanwhile:
        said = _("Somebody else has done something meanwhile. See what before you undo it.")
        return Done(said, None, True)
    if step is None:
        return Done(_("There is nothing to undo."))
    touched = [row["id"] for row in step.before if "id" in row] or list(step.created)
    there = reading.passages.filter(pk__in=touched[:1]).first()
    return Done(_("Undone: %(deed)s.") % {"deed": ReviewDeed(step.deed).label}, there)


def _on_one(deed: str, found: Passage, by: Mapping[str, Any]) -> Done:
    match deed:
        case "up" | "down":
            move_passage(passage=found, step=-1 if deed == "up" else 1, **by)
        case "drop" | "restore":
            drop_passage(passage=found, dropped=deed == "drop", **by)
        case "accept" | "unaccept":
            accept_passage(passage=found, accepted=deed == "accept", **by)
        case "no_goal":
            not_a_goal(passage=found, **by)
        case _:
            merge_passage(passage=found, **by)
    return Done(_SAID[deed](), found)


def _on_letters(deed: str, reading: Reading, value: str, by: Mapping[str, Any]) -> Done:
    """`value` is the number of a repair, and after a colon the passage where a person goes on."""
    number, _colon, there = value.partition(":")
    kept, as_rule = deed.startswith("repair"), deed.endswith("_all")
    which = number_or_none(number)
    if which is None:
        raise Http404("No such repair")
    changed = set_repair(reading=reading, number=which, kept=kept, as_rule=as_rule, **by)
    said = ngettext(
        "The letters of %(number)s passage have changed.",
        "The letters of %(number)s passages have changed.",
        changed,
    )
    if not changed:
        return Done(_("No words of the draft have changed."))
    passage = reading.passages.filter(pk=number_or_none(there) or 0).first()
    return Done(said % {"number": changed}, passage)


def _answered(found: Passage, answer: str, by: Mapping[str, Any]) -> Done:
    place, _colon, choice = answer.partition(":")
    at, chosen = number_or_none(place), number_or_none(choice)
    if at is None or chosen is None:
        raise Http404("No such answer")
    answer_doubt(passage=found, place=at, choice=chosen, **by)
    return Done(_("Thank you: the target is read so."), found)


def _behind(reading: Reading, found: Passage, place: str, by: Mapping[str, Any]) -> Done:
    number = number_or_none(place)
    after = passage_at(reading, number) if number is not None else None
    if after is None and place.strip() != "0":
        return Done(_("Write the number of the passage it is to stand behind."), found, True)
    move_passage(passage=found, after=after, **by)
    return Done(_("The passage has been moved."), found)


def _as_kind(found: Passage, kind: str, by: Mapping[str, Any]) -> Done:
    if kind not in PassageKind.values:
        raise Http404("No such kind of passage")
    try:
        change_passage(
            passage=found,
            expected_version=found.version,
            kind=PassageKind(kind),
            text=found.text,
            body=found.body,
            **by,
        )
    except ValidationError as problem:
        return Done(" ".join(problem.messages), found, True)
    said = _("It is now: %(kind)s.") % {"kind": capfirst(str(PassageKind(kind).label))}
    return Done(said, found)


_SAID: Mapping[str, Callable[[], str]] = {
    "up": lambda: _("The passage has been moved up."),
    "down": lambda: _("The passage has been moved down."),
    "drop": lambda: _("The passage is left out. It stays in the list and can be taken in again."),
    "restore": lambda: _("The passage has been taken in again."),
    "accept": lambda: _("Approved."),
    "unaccept": lambda: _("The approval has been taken back."),
    "no_goal": lambda: _("It is no goal, but narrative."),
    "merge": lambda: _("The passage has been put together with the next one."),
}
