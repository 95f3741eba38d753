"""What rows, changes and values of an edition are called, on pages and in reports alike. In the
language that is active."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext

from retning.apps.strategy.enums import (
    EditionKind,
    LegalBasis,
    MeasuredBy,
    RevisionKind,
    RowKind,
)
from retning.apps.strategy.models import Edition
from retning.apps.strategy.queries.editions import Series
from retning.apps.strategy.queries.goal_targets import GoalTarget, goal_targets_of
from retning.foundation.clock import date_in_denmark
from retning.foundation.freezing.comparison import Change


@dataclass(frozen=True)
class Section:
    """A part of the text that the law asks for; heading and sentence are ours, the body is the
    municipality's prose."""

    heading: str
    body: str
    sentence: str = ""


def row_word(kind: RowKind) -> str:
    """What a row is: "Goal"."""
    words = {
        RowKind.STRATEGY: gettext("The strategy"),
        RowKind.AREA: gettext("Area"),
        RowKind.OBJECTIVE: gettext("Objective"),
        RowKind.GOAL: gettext("Goal"),
        RowKind.THEME: gettext("Theme"),
    }
    return words[kind]


def change_word(change: Change) -> str:
    """What became of a row: "Taken out"."""
    match change:
        case Change.ADDED:
            return gettext("New")
        case Change.REMOVED:
            return gettext("Taken out")
        case Change.MOVED:
            return gettext("Moved")
        case Change.CHANGED | Change.SAME:
            return gettext("Changed")


def edition_word(number: int) -> str:
    return gettext("Edition %(number)s") % {"number": number}


def decision_word(kind: EditionKind) -> str:
    """What an edition was when it was published."""
    match kind:
        case EditionKind.PROPOSAL:
            return gettext("Proposal – not yet adopted")
        case EditionKind.ADOPTED:
            return gettext("Adopted")
        case EditionKind.REVISED:
            return gettext("Adopted, revised")


def standing_word(edition: Edition, series: Series) -> str:
    """What an edition is now: a proposal that has been overtaken no longer waits to be adopted."""
    kind = EditionKind(edition.kind)
    if kind is EditionKind.PROPOSAL and edition.pk != series.newest.pk:
        return gettext("Earlier proposal")
    return decision_word(kind)


def told(names: Sequence[str]) -> list[str]:
    """Those of a row's changed data that people are told; unit and position are one owner."""
    return [name for name in names if name != "owner_position" or "owner_unit" not in names]


def data_label(name: str) -> str:
    """What a value of a row's data is called."""
    labels = {
        "vision": gettext("Vision"),
        "period": gettext("Period"),
        "area_label": gettext("The word for an area"),
        "legal_basis": gettext("Legal basis"),
        "planning_since_revision": gettext("Planning since the last revision"),
        "revision_kind": gettext("Decision on revising the municipal plan"),
        "revision_decision": gettext("Decision on revising the municipal plan"),
        "readopted_parts": gettext("Parts adopted again"),
        "predecessor": gettext("Earlier strategy"),
        "owner_unit": gettext("Owner"),
        "owner_position": gettext("Owner"),
        "fields": gettext("Fields"),
        "targets": gettext("Targets"),
        "ancestor": gettext("What it goes on from"),
        "endings": gettext("Goals of the earlier strategy that have ended"),
    }
    return labels.get(name, name)


def data_said(name: str, data: dict[str, Any]) -> str:
    """A value of a row's data in words; empty for none."""
    match name, data.get(name):
        case _, None | "":
            return ""
        case "period", [first, last]:
            return years_said(first, last)
        case "legal_basis", basis:
            return str(LegalBasis(basis).label)
        case "revision_kind", kind:
            return str(RevisionKind(kind).label)
        case "owner_unit" | "owner_position", _:
            return owner_of(data)
        case "fields", _:
            return ", ".join(fields_of(data))
        case "targets", items:
            return " · ".join(target_said(each) for each in goal_targets_of(items))
        case "predecessor", _:
            return gettext("another strategy")
        case "ancestor", _:
            return gettext("a row of the earlier strategy")
        case "endings", endings:
            return " · ".join(_ending_said(ending) for ending in endings)
        case _, value:
            return str(value)


def target_said(found: GoalTarget) -> str:
    """A rule as a sentence, and what it is measured by."""
    sentence = found.said("en" if (get_language() or "da").startswith("en") else "da")
    match found.measured_by:
        case MeasuredBy.INDICATOR:
            means = gettext("measured by %(code)s") % {"code": found.indicator}
        case MeasuredBy.NONE:
            means = gettext("no national source")
        case MeasuredBy.MILESTONE | MeasuredBy.PANEL | None:
            means = ""
    return " – ".join(part for part in (sentence, means, found.note) if part)


def _ending_said(ending: dict[str, str]) -> str:
    text, reason = str(ending.get("text", "")), str(ending.get("reason", ""))
    return f"{text} ({reason})" if reason else text


def owner_of(data: dict[str, Any]) -> str:
    """Who owns a goal by its frozen data: position and unit, or the unit, or nobody ("")."""
    unit, position = data.get("owner_unit"), data.get("owner_position")
    names = [position["title"] if position else "", unit["name"] if unit else ""]
    return ", ".join(name for name in names if name)


def fields_of(data: dict[str, Any]) -> list[str]:
    """The names of the fields that a goal belongs to."""
    return [str(field["name"]) for field in data.get("fields") or ()]


def area_label(word: str, number: int, title: str) -> str:
    """The municipality's word for an area with its number: "Delvision 1"."""
    word = word or gettext("Area")
    if title.casefold().startswith(word.casefold()):
        return ""
    return f"{word[:1].upper()}{word[1:]} {number}"


def legal_sections(data: dict[str, Any]) -> list[Section]:
    """What planloven § 23 a asks a strategy to hold, besides the strategy itself; from the data
    of the strategy's own row."""
    if data.get("legal_basis") != LegalBasis.PLANLOVEN_23A:
        return []
    kinds = {
        RevisionKind.FULL: gettext("The municipal plan is to be revised in full."),
        RevisionKind.THEMED: gettext("Particular themes or districts are to be revised."),
    }
    kind = data.get("revision_kind", "")
    return [
        Section(
            gettext("Planning since the last revision"), data.get("planning_since_revision", "")
        ),
        Section(
            gettext("Decision on revising the municipal plan"),
            data.get("revision_decision", ""),
            sentence=kinds[RevisionKind(kind)] if kind else "",
        ),
        Section(gettext("Parts adopted again"), data.get("readopted_parts", "")),
    ]


def years_said(first: int, last: int) -> str:
    """2018–2030, or one year alone."""
    return str(first) if first == last else f"{first}–{last}"


def day_said(day: date) -> str:
    """22. november 2026, or 22 November 2026 in English; a moment's date in Denmark."""
    day = date_in_denmark(day) if isinstance(day, datetime) else day
    in_english = (get_language() or "da").startswith("en")
    return date_format(day, "j F Y" if in_english else "j. F Y")
