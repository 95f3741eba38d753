"""A hearing's timetable in words: what each step is, when it must be at the latest, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from retning.apps.hearing.queries.timetables import Timetable
from retning.core.law.days import Closed
from retning.core.law.timetable import Because, StepKind, Timed, Timing
from retning.web.ui.formats import long_date

COLOURS: Mapping[Timing, str] = {
    Timing.AHEAD: "draft",
    Timing.SET: "working",
    Timing.DONE: "met",
    Timing.LATE: "unmet",
    Timing.PASSED: "unmet",
    Timing.OVERTAKEN: "earlier",
}

HOLIDAYS: Mapping[Closed, str | Promise] = {
    Closed.NEW_YEARS_DAY: gettext_lazy("New Year's Day"),
    Closed.MAUNDY_THURSDAY: gettext_lazy("Maundy Thursday"),
    Closed.GOOD_FRIDAY: gettext_lazy("Good Friday"),
    Closed.EASTER_DAY: gettext_lazy("Easter Day"),
    Closed.EASTER_MONDAY: gettext_lazy("Easter Monday"),
    Closed.PRAYER_DAY: gettext_lazy("Store bededag"),
    Closed.ASCENSION_DAY: gettext_lazy("Ascension Day"),
    Closed.WHIT_SUNDAY: gettext_lazy("Whit Sunday"),
    Closed.WHIT_MONDAY: gettext_lazy("Whit Monday"),
    Closed.CONSTITUTION_DAY: gettext_lazy("Constitution Day"),
    Closed.CHRISTMAS_EVE: gettext_lazy("Christmas Eve"),
    Closed.CHRISTMAS_DAY: gettext_lazy("Christmas Day"),
    Closed.BOXING_DAY: gettext_lazy("Boxing Day"),
    Closed.NEW_YEARS_EVE: gettext_lazy("New Year's Eve"),
}
"""What people call the days that `core.law.hearings.holidays_within` finds."""


@dataclass(frozen=True)
class ShownStep:
    """A line of the timetable. `kind` and `state` are for the status component."""

    what: str
    latest: date
    why: str
    set_on: date | None
    kind: str
    state: str
    is_too_late: bool


def shown_steps(timetable: Timetable) -> list[ShownStep]:
    return [
        ShownStep(
            what=what(each.step.kind),
            latest=each.step.on,
            why=why(each, timetable),
            set_on=each.set_on,
            kind=COLOURS[each.timing],
            state=state(each),
            is_too_late=each.is_too_late,
        )
        for each in timetable.steps
    ]


def shown_holidays(timetable: Timetable) -> list[tuple[str, date]]:
    """The holidays that the hearing lies over, the first one first; those of a weekend too."""
    return [(str(HOLIDAYS[why]), day) for day, why in timetable.holidays.items()]


def what(kind: StepKind) -> str:
    match kind:
        case StepKind.PROPOSAL_READY:
            return _("The proposal is handed in for the agenda")
        case StepKind.COMMITTEE_SENDS:
            return _("It is recommended that the proposal goes into hearing")
        case StepKind.COUNCIL_SENDS:
            return _("It is decided that the proposal goes into hearing")
        case StepKind.OPENS:
            return _("First day of the hearing")
        case StepKind.CLOSES:
            return _("Last day of the hearing")
        case StepKind.HANDLED:
            return _("The responses have been handled, and the case is handed in for the agenda")
        case StepKind.COMMITTEE_ADOPTS:
            return _("The text is recommended for adoption")
        case StepKind.COUNCIL_ADOPTS:
            return _("The text is adopted")
        case StepKind.PUBLISHED:
            return _("The adopted text is published")


def why(each: Timed, timetable: Timetable) -> str:
    """What the latest day follows from."""
    choices = timetable.choices
    match each.step.because:
        case Because.DEADLINE:
            return _("The deadline is %(day)s; this is the last working day up to it.") % {
                "day": long_date(choices.deadline)
            }
        case Because.MEETING:
            return _("It is the last meeting in the calendar that is early enough.")
        case Because.NO_MEETING:
            return _("The calendar has no meeting near enough. The day is a guess.")
        case Because.AGENDA:
            return _("Then the agenda of the meeting closes.")
        case Because.HANDLING:
            return ngettext(
                "%(days)s working day is left to handle the responses.",
                "%(days)s working days are left to handle the responses.",
                choices.handling,
            ) % {"days": choices.handling}
        case Because.SHORTEST_PERIOD:
            return ngettext(
                "The hearing lasts %(weeks)s week at least.",
                "The hearing lasts %(weeks)s weeks at least.",
                timetable.rule.weeks,
            ) % {"weeks": timetable.rule.weeks}


def state(each: Timed) -> str:
    match each.timing:
        case Timing.AHEAD:
            return _("Can be met")
        case Timing.SET:
            return _("Set, and in time")
        case Timing.DONE:
            return _("Done in time")
        case Timing.OVERTAKEN:
            return _("Behind us")
        case Timing.LATE:
            return ngettext("%(days)s day too late", "%(days)s days too late", each.late) % {
                "days": each.late
            }
        case Timing.PASSED:
            return ngettext(
                "Was to be done %(days)s day ago", "Was to be done %(days)s days ago", each.late
            ) % {"days": each.late}
