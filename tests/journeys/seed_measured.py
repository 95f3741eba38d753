"""Goals for journeys to meet: measured by figures of the 98, by example figures, and by none."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from retning.apps.indicators.enums import PeriodType, SourceKind
from retning.apps.indicators.models import Indicator
from retning.apps.indicators.services.releases import take_in
from retning.apps.indicators.sources.reply import Fetched
from retning.apps.strategy.enums import MeasuredBy, RowKind
from retning.apps.strategy.models import Edition
from retning.apps.strategy.queries.goal_targets import frozen_targets
from retning.apps.strategy.queries.published import edition_rows
from retning.apps.strategy.services.goal_targets import Means
from retning.apps.strategy.services.measuring import Decision, interpret
from retning.config.demo.examples import example_figures
from retning.core.benchmark.figures import Figure
from retning.core.periods import Period, PeriodKind
from retning.core.targets import typed
from retning.foundation.audit.services import Actor
from retning.foundation.clock import date_in_denmark
from tests.factories.indicators import CODES

REAL, EXAMPLE, WITHOUT = "office-floor-area", "private-jobs", "home-care-satisfaction"
WORDING = "blandt de 25 % bedste i landet"


def measured_to_see(edition: Edition, *, by: Actor, now: datetime) -> dict[str, Any]:
    """Keys of goals of the edition, one for each indicator, and the indicators' codes."""
    for code, source in ((REAL, SourceKind.STATBANK), (EXAMPLE, SourceKind.EXAMPLE)):
        _take_in(code, source, by=by, now=now)
    rows = [row for row in edition_rows(edition) if row.kind == RowKind.GOAL]
    chosen = rows[-3:]
    for row, code in zip(chosen, (REAL, EXAMPLE, WITHOUT), strict=True):
        interpret(
            strategy=edition.strategy,
            goal=row.key,
            place=len(frozen_targets(row)),
            target=typed(WORDING),
            means=Means(MeasuredBy.INDICATOR, code),
            decision=Decision("Sådan måles det.", "Økonomiudvalget", date_in_denmark(now)),
            by=by,
            now=now,
        )
    return {"goals": [str(row.key) for row in chosen], "indicators": [REAL, EXAMPLE, WITHOUT]}


def _take_in(code: str, source: SourceKind, *, by: Actor, now: datetime) -> None:
    row = Indicator.objects.get(code=code)
    is_example = source is SourceKind.EXAMPLE
    figures = example_figures(row, now.year - 1) if is_example else _real(row, now.year - 1)
    fetched = Fetched(
        source=source,
        table="" if is_example else "TAL1",
        figures={code: figures},
        names={},
        updated=None if is_example else date_in_denmark(now),
        request_id="",
        checksum="",
        problems=(),
    )
    take_in(fetched=fetched, municipality=None, by=by, now=now)


def _real(row: Indicator, last_year: int) -> dict[tuple[str, Period], Figure]:
    kind = PeriodKind(PeriodType(row.period_type).value)
    assert kind is PeriodKind.YEAR
    return {
        (area, Period(kind, year)): Figure(Decimal(4000 + 37 * place + 11 * (year % 7)))
        for place, area in enumerate(CODES)
        for year in range(last_year - 9, last_year + 1)
    }
