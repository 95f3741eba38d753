"""The audit trail in words: who, when, which deed, which fields."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from retning.foundation.audit.models import Entry

DEEDS = {
    "strategy_created": gettext_lazy("made the strategy"),
    "strategy_changed": gettext_lazy("changed the strategy's own fields"),
    "area_added": gettext_lazy("added an area"),
    "area_changed": gettext_lazy("changed an area"),
    "area_moved": gettext_lazy("moved an area"),
    "area_removed": gettext_lazy("removed an area"),
    "objective_added": gettext_lazy("added an objective"),
    "objective_changed": gettext_lazy("changed an objective"),
    "objective_moved": gettext_lazy("moved an objective"),
    "objective_removed": gettext_lazy("removed an objective"),
    "goal_added": gettext_lazy("added a goal"),
    "goal_changed": gettext_lazy("changed a goal"),
    "goal_moved": gettext_lazy("moved a goal"),
    "objective_placed": gettext_lazy("moved an objective to another area"),
    "goal_placed": gettext_lazy("moved a goal to another place"),
    "theme_placed": gettext_lazy("moved a theme to another area"),
    "strategy_begun_from": gettext_lazy("took everything along from the strategy before"),
    "area_ancestor_set": gettext_lazy("said what an area goes on from"),
    "objective_ancestor_set": gettext_lazy("said what an objective goes on from"),
    "goal_ancestor_set": gettext_lazy("said what a goal goes on from"),
    "theme_ancestor_set": gettext_lazy("said what a theme goes on from"),
    "goal_ended": gettext_lazy("said that an earlier goal has ended"),
    "goal_ending_taken_back": gettext_lazy("took back that an earlier goal has ended"),
    "goal_assigned": gettext_lazy("said who owns a goal"),
    "goal_removed": gettext_lazy("removed a goal"),
    "theme_added": gettext_lazy("added a theme"),
    "theme_changed": gettext_lazy("changed a theme"),
    "theme_moved": gettext_lazy("moved a theme"),
    "theme_removed": gettext_lazy("removed a theme"),
    "reading_received": gettext_lazy("uploaded a document"),
    "reading_tried_again": gettext_lazy("had a document read again"),
    "reading_discarded": gettext_lazy("discarded a document"),
    "reading_taken_over": gettext_lazy("took over a document"),
    "passage_accepted": gettext_lazy("approved a passage"),
    "passage_unaccepted": gettext_lazy("took the approval of a passage back"),
    "passages_accepted": gettext_lazy("approved at once what is certain in a document"),
    "passage_added": gettext_lazy("added a passage"),
    "passage_changed": gettext_lazy("corrected a passage"),
    "passage_split": gettext_lazy("divided a passage"),
    "passage_merged": gettext_lazy("put two passages together"),
    "passage_moved": gettext_lazy("moved a passage"),
    "passage_dropped": gettext_lazy("left a passage out"),
    "passage_restored": gettext_lazy("took a passage in again"),
    "passage_placed": gettext_lazy("gave an unplaced passage its place"),
    "passage_targets_changed": gettext_lazy("corrected the targets of a goal"),
    "passage_said_no_goal": gettext_lazy("said that a passage is no goal"),
    "repair_made": gettext_lazy("let letters of a document be repaired"),
    "repair_undone": gettext_lazy("kept letters of a document as in the source"),
    "review_step_undone": gettext_lazy("took a step of a review back"),
    "edition_published": gettext_lazy("published an edition"),
    "edition_imported": gettext_lazy("took an edition in from a file"),
    "goal_targets_changed": gettext_lazy("said what the targets of a goal are"),
    "goal_target_linked": gettext_lazy("said what measures a target"),
    "target_interpreted": gettext_lazy("interpreted an adopted target"),
    "milestone_proved": gettext_lazy("said whether a milestone is done"),
    "goal_judged_by_panel": gettext_lazy("kept what people judged of a goal"),
    "strategy_imported": gettext_lazy("made the draft from an edition in a file"),
}

# What every deed touches says nothing of what was done.
BESIDE_THE_POINT = {"id", "version", "changed_at", "municipality", "key", "slug", "frozen_set"}
# A relation has no name of its own for people.
RELATIONS = {
    "owner_unit": gettext_lazy("owner"),
    "owner_position": gettext_lazy("owner's position"),
    "strategy": gettext_lazy("strategy"),
}


@dataclass(frozen=True)
class Line:
    """One deed as a person reads it; `about` is the wording that it was done to, where known."""

    at: datetime
    who: str
    deed: str
    about: str
    fields: tuple[str, ...]


def lines_of(
    entries: Iterable[Entry],
    names_of: Callable[[set[int]], Mapping[int, str]],
    wordings_of: Callable[[list[Entry]], Mapping[int, str]],
) -> list[Line]:
    """Entries in words. `names_of` tells the names of users by their keys, in one query;
    `wordings_of` the words of what was done something to, where an entry does not tell them."""
    entries = list(entries)
    silent = wordings_of([entry for entry in entries if not _about(entry)])
    names = names_of({user for entry in entries if (user := _user_id(entry)) is not None})
    return [
        Line(
            at=entry.at,
            who=_who(entry, names),
            deed=str(DEEDS.get(entry.deed, entry.deed)),
            about=_about(entry) or silent.get(entry.pk, ""),
            fields=tuple(_fields(entry)),
        )
        for entry in entries
    ]


def _user_id(entry: Entry) -> int | None:
    kind, _colon, number = entry.actor_key.partition(":")
    return int(number) if kind == "user" and number.isdecimal() else None


def _who(entry: Entry, names: Mapping[int, str]) -> str:
    user = _user_id(entry)
    if user is None:
        return _("Retning itself")
    return names.get(user, _("a user who is no longer here"))


def _about(entry: Entry) -> str:
    for name in ("text", "title"):
        change = entry.fields.get(name, {})
        said = change.get("to") or change.get("from")
        if isinstance(said, str):
            return said
    return ""


def _fields(entry: Entry) -> Iterable[str]:
    model = apps.get_model(entry.subject_kind)
    for name in entry.fields:
        if name in BESIDE_THE_POINT:
            continue
        try:
            field = model._meta.get_field(name)
        except FieldDoesNotExist:
            yield name
        else:
            yield str(RELATIONS.get(name) or getattr(field, "verbose_name", name))
