"""A hearing's timetable: what it is reckoned from, its steps, and how they stand on a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from retning.apps.hearing.enums import HearingKind
from retning.apps.hearing.models import Hearing
from retning.apps.organisation.enums import UnitKind
from retning.apps.organisation.models import Meeting, Unit
from retning.core.law.days import Closed
from retning.core.law.hearings import (
    PLANNING_STRATEGY,
    VOLUNTARY,
    Rule,
    holidays_within,
    is_over_summer,
    strategy_deadline,
)
from retning.core.law.timetable import Sitting, StepKind, Timed, Wish, backwards, timed


def rule_of(kind: str) -> Rule:
    """The law's conditions for a kind of hearing."""
    match HearingKind(kind):
        case HearingKind.PLANNING_STRATEGY:
            return PLANNING_STRATEGY
        case HearingKind.VOLUNTARY:
            return VOLUNTARY


@dataclass(frozen=True)
class Choices:
    """What a timetable is reckoned from, as `Hearing.timetable` keeps it: the day by which the
    adopted text must be published, working days to publish, to handle responses, and from an
    agenda's closing to its meeting; and whose meetings count."""

    deadline: date
    publishing: int = 3
    handling: int = 20
    agenda: int = 10
    council: UUID | None = None
    committee: UUID | None = None

    def as_plain(self) -> dict[str, Any]:
        """For JSON."""
        return {
            **asdict(self),
            "deadline": self.deadline.isoformat(),
            "council": None if self.council is None else str(self.council),
            "committee": None if self.committee is None else str(self.committee),
        }

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> Choices:
        """The inverse of `as_plain`."""
        return cls(
            deadline=date.fromisoformat(plain["deadline"]),
            publishing=plain["publishing"],
            handling=plain["handling"],
            agenda=plain["agenda"],
            council=_key(plain["council"]),
            committee=_key(plain["committee"]),
        )


def _key(text: str | None) -> UUID | None:
    return None if text is None else UUID(text)


def choices_of(hearing: Hearing, *, today: date) -> Choices | None:
    """What has been chosen; else, of a planning strategy, the deadline that the law gives the
    council that sits, with the council's own meetings. None where nobody has given a deadline."""
    if hearing.timetable:
        return Choices.of(hearing.timetable)
    if hearing.kind != HearingKind.PLANNING_STRATEGY:
        return None
    councils = Unit.objects.filter(municipality=hearing.municipality_id, kind=UnitKind.COUNCIL)
    council = councils.valid_on(today).order_by("pk").first()
    key = None if council is None else council.key
    return Choices(deadline=strategy_deadline(today), council=key)


@dataclass(frozen=True)
class Timetable:
    """The steps in the order in which they happen, each as it stands."""

    choices: Choices
    rule: Rule
    steps: tuple[Timed, ...]

    @property
    def too_late(self) -> tuple[Timed, ...]:
        """The steps that cannot be met, or were not."""
        return tuple(each for each in self.steps if each.is_too_late)

    @property
    def next(self) -> Timed | None:
        """The next thing that nobody has done or set a day for."""
        return next((each for each in self.steps if each.timing == "ahead"), None)

    @property
    def is_over_summer(self) -> bool:
        """Whether July lies in the hearing as it is reckoned."""
        return is_over_summer(*self._hearing_days)

    @property
    def holidays(self) -> Mapping[date, Closed]:
        """The holidays in the hearing as it is reckoned, the first one first."""
        return holidays_within(*self._hearing_days)

    @property
    def _hearing_days(self) -> tuple[date, date]:
        days = {each.step.kind: each.set_on or each.step.on for each in self.steps}
        return days[StepKind.OPENS], days[StepKind.CLOSES]


def timetable_of(hearing: Hearing, choices: Choices, *, today: date) -> Timetable:
    """The timetable by the meetings in the calendar: one query."""
    rule = rule_of(hearing.kind)
    sittings = _sittings(hearing.municipality_id, choices)
    wish = Wish(
        deadline=choices.deadline,
        rule=rule,
        council=sittings.get(choices.council, ()),
        committee=None if choices.committee is None else sittings.get(choices.committee, ()),
        publishing=choices.publishing,
        handling=choices.handling,
        agenda=choices.agenda,
    )
    known = {
        StepKind.COUNCIL_SENDS: hearing.resolution.met_on if hearing.resolution else None,
        StepKind.OPENS: hearing.opens_on,
        StepKind.CLOSES: hearing.closes_on,
        StepKind.HANDLED: hearing.handled_on,
    }
    given = {kind: day for kind, day in known.items() if day is not None}
    return Timetable(choices, rule, timed(backwards(wish), today=today, known=given))


def _sittings(municipality_code: str, choices: Choices) -> Mapping[UUID | None, list[Sitting]]:
    found: dict[UUID | None, list[Sitting]] = {}
    bodies = [key for key in (choices.council, choices.committee) if key is not None]
    rows = Meeting.objects.filter(
        municipality=municipality_code, body__key__in=bodies, held_on__lte=choices.deadline
    ).order_by("held_on", "pk")
    for key, held_on, closes_on in rows.values_list("body__key", "held_on", "agenda_closes_on"):
        found.setdefault(key, []).append(Sitting(held_on, closes_on))
    return found
