"""What a hearing rests on, and whether its days keep the law."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from retning.apps.hearing.models import Hearing
from retning.apps.hearing.queries.hearings import is_behind_another
from retning.apps.hearing.queries.timetables import rule_of
from retning.apps.hearing.services.refusals import Refusal, Refused
from retning.apps.organisation.enums import UnitKind
from retning.apps.organisation.models import Resolution
from retning.core.law.hearings import (
    Rule,
    TooShort,
    earliest_last_day,
    what_is_too_short,
)

REFERENCE_LIMIT = 60
LEAST_KEPT = timedelta(days=182)


@dataclass(frozen=True)
class Basis:
    """What a hearing rests on: the council's decision, and when and under which number the
    proposal was published in Plandata. A voluntary hearing needs none of it."""

    resolution: Resolution | None = None
    plandata_published_on: date | None = None
    plandata_reference: str = ""

    def fields(self) -> dict[str, Any]:
        """As they are kept. Raises Refused: not_valid."""
        reference = " ".join(self.plandata_reference.split())
        if len(reference) > REFERENCE_LIMIT:
            raise Refused(Refusal.NOT_VALID, "plandata_reference")
        return {
            "resolution": self.resolution,
            "plandata_published_on": self.plandata_published_on,
            "plandata_reference": reference,
        }


def what_is_wrong(
    hearing: Hearing,
    *,
    opens_on: date | None,
    closes_on: date | None,
    basis: Basis,
    today: date,
) -> Iterator[Refused]:
    """Everything that keeps a hearing from having these days on this basis, field by field; a day
    that is None has not been given, and is not judged.

    Refused: in_the_past, before_announced, no_decision, other_municipality, behind_another,
    not_the_councils, not_in_plandata, not_published_yet, published_before_decision,
    opens_before_publication, too_short, gone_too_soon.
    """
    rule = rule_of(hearing.kind)
    if opens_on is not None and opens_on < today:
        yield Refused(Refusal.IN_THE_PAST, "opens_on")
    yield from _wrong_decision(hearing, rule, basis.resolution, opens_on or today, today)
    yield from _wrong_publication(rule, basis, today)
    announced_on = hearing.announced_on
    if opens_on is None:
        return
    if announced_on is not None and opens_on < announced_on:
        yield Refused(Refusal.BEFORE_ANNOUNCED, "opens_on")
    if closes_on is not None:
        yield from _wrong_period(rule, opens_on, closes_on, basis.plandata_published_on)
        if hearing.erased_on is not None and hearing.erased_on < closes_on + LEAST_KEPT:
            yield Refused(Refusal.GONE_TOO_SOON, "erased_on")


def check_days(
    hearing: Hearing, *, opens_on: date, closes_on: date, basis: Basis, today: date
) -> None:
    """Raises the first of `what_is_wrong`."""
    for refusal in what_is_wrong(
        hearing, opens_on=opens_on, closes_on=closes_on, basis=basis, today=today
    ):
        raise refusal


def _wrong_decision(
    hearing: Hearing, rule: Rule, resolution: Resolution | None, opens_on: date, today: date
) -> Iterator[Refused]:
    if resolution is None:
        if rule.needs_decision:
            yield Refused(Refusal.NO_DECISION, "resolution")
        return
    if resolution.municipality_id != hearing.municipality_id:
        yield Refused(Refusal.OTHER_MUNICIPALITY, "resolution")
        return
    is_late = resolution.met_on > min(opens_on, today)
    if is_late or (rule.needs_decision and resolution.body.kind != UnitKind.COUNCIL):
        yield Refused(Refusal.NOT_THE_COUNCILS, "resolution")
    elif is_behind_another(hearing, resolution):
        yield Refused(Refusal.BEHIND_ANOTHER, "resolution")


def _wrong_publication(rule: Rule, basis: Basis, today: date) -> Iterator[Refused]:
    published_on = basis.plandata_published_on
    if published_on is None:
        if rule.needs_plandata:
            yield Refused(Refusal.NOT_IN_PLANDATA, "plandata_published_on")
    elif published_on > today:
        yield Refused(Refusal.NOT_PUBLISHED_YET, "plandata_published_on")
    elif _was_published_first(rule, basis):
        yield Refused(Refusal.PUBLISHED_BEFORE_DECISION, "plandata_published_on")


def _wrong_period(
    rule: Rule, opens_on: date, closes_on: date, published_on: date | None
) -> Iterator[Refused]:
    match what_is_too_short(
        rule, opens_on=opens_on, closes_on=closes_on, published_on=published_on
    ):
        case TooShort.OPENS_BEFORE_PUBLICATION:
            yield Refused(Refusal.OPENS_BEFORE_PUBLICATION, "opens_on")
        case TooShort.CLOSES_TOO_EARLY:
            first = earliest_last_day(rule, opens_on=opens_on, published_on=published_on)
            yield Refused(Refusal.TOO_SHORT, first.isoformat())
        case None:
            return


def _was_published_first(rule: Rule, basis: Basis) -> bool:
    """Whether what stands in Plandata cannot be what was decided, where the law asks for both."""
    resolution, published_on = basis.resolution, basis.plandata_published_on
    if published_on is None or resolution is None:
        return False
    return rule.needs_decision and rule.needs_plandata and published_on < resolution.met_on


def check_erasure(erased_on: date, closes_on: date, *, field: str = "erased_on") -> None:
    """Raises Refused: gone_too_soon, where what is personal would go before it can be handled."""
    if erased_on < closes_on + LEAST_KEPT:
        raise Refused(Refusal.GONE_TOO_SOON, field)
