"""One target of an adopted goal, as the pages that speak of it show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import Http404
from django.urls import reverse

from retning.apps.strategy.enums import MeasuredBy, RowKind
from retning.apps.strategy.models import Edition, Strategy
from retning.apps.strategy.queries.measuring import standing_decided
from retning.apps.strategy.queries.published import edition_rows
from retning.apps.strategy.queries.verdicts import GoalVerdict, verdicts_of, years_of
from retning.foundation.freezing.models import FrozenRow
from retning.web.request.site import StaffRequest
from retning.web.staff.lookups import strategy_or_404
from retning.web.staff.measuring import shown_verdict
from retning.web.staff.targets import language


@dataclass(frozen=True)
class Place:
    """One target of a goal of the adopted edition; `verdict` is None for one first given now."""

    strategy: Strategy
    edition: Edition
    row: FrozenRow
    place: int
    verdict: GoalVerdict | None

    def context(self, form: Form) -> dict[str, Any]:
        shown = shown_verdict(self.verdict) if self.verdict else None
        return {
            "strategy": self.strategy,
            "edition": self.edition,
            "row": self.row,
            "number": self.place + 1,
            "said": self.verdict.said(language()) if self.verdict else "",
            "frozen": self._frozen(),
            "verdict": shown,
            "form": form,
            "back": _adopted_url(self.strategy, self.row.key),
        }

    def _frozen(self) -> str:
        """The rule as it was adopted, where it is read otherwise now."""
        found = self.verdict
        if found is None or found.frozen is None or found.interpretation is None:
            return ""
        return found.frozen.said(language())


def _adopted_url(strategy: Strategy, goal: object = "") -> str:
    address = reverse("staff:adopted", args=[strategy.key])
    return f"{address}#goal-{goal}" if goal else address


def place_or_404(request: StaffRequest, key: UUID, goal: UUID, number: int) -> Place:
    strategy = strategy_or_404(request, key)
    edition = standing_decided(strategy.pk)
    rows = edition_rows(edition) if edition else []
    row = next((each for each in rows if each.key == goal and each.kind == RowKind.GOAL), None)
    if edition is None or row is None:
        raise Http404("No such adopted goal")
    verdicts = verdicts_of(
        [row],
        edition=edition,
        municipality=request.municipality,
        on=request.today,
        period=years_of(rows),
    ).get(goal, ())
    by_number = {each.target.number: each for each in verdicts}
    if not 1 <= number <= max(by_number, default=0) + 1:
        raise Http404("No such target")
    return Place(strategy, edition, row, number - 1, by_number.get(number))


def as_read(there: Place, today: date) -> dict[str, Any]:
    """The target as it is read now."""
    found = there.verdict
    if found is None:
        return {"decided_on": today}
    standing = found.interpretation
    return {
        "wording": found.said(language()),
        "indicator": found.target.indicator,
        "no_source": found.target.measured_by is MeasuredBy.NONE,
        "note": found.target.note,
        "ties": standing.ties if standing else "standard",
        "decided_on": today,
    }


def check_means(there: Place, means: MeasuredBy) -> None:
    """Raises Http404 where the target is measured otherwise."""
    found = there.verdict
    if found is None or found.target.measured_by is not means:
        raise Http404("The target is measured otherwise")
