"""What outlooks are worth, as the API tells it."""

from __future__ import annotations

from collections.abc import Collection

from retning.core.benchmark.worth import MOST, Foretold, Measured, Record, Worth
from retning.web.api import shapes
from retning.web.api.presenters.pieces import Teller


def outlook_skill(tell: Teller, record: Record, known: Collection[str]) -> shapes.OutlookSkill:
    """`known`: codes of the indicators that are here."""
    return shapes.OutlookSkill(
        items=[_kind(kind, found, known) for kind, found in record.kinds.items()],
        provenance=record.provenance,
        table_url=tell.twin("outlook_skill_table"),
        url=tell.page("outlook_skill"),
        api_url=tell.twin("outlook_skill"),
        language=tell.language,
    )


def _kind(kind: Foretold, found: Measured, known: Collection[str]) -> shapes.OutlookKind:
    return shapes.OutlookKind(
        kind=kind.value,
        first_start=found.first_start,
        last_start=found.last_start,
        years_ahead=MOST,
        calibration_error=round(found.calibration_error, 4),
        whole=_worth(found.whole, found, known),
        indicators=[_worth(each, found, known) for each in found.indicators],
        steps=[
            shapes.OutlookStep(
                low=each.low,
                high=each.high,
                said=each.said,
                came=each.came,
                forecasts=each.count,
            )
            for each in found.steps
        ],
    )


def _worth(line: Worth, found: Measured, known: Collection[str]) -> shapes.OutlookWorth:
    return shapes.OutlookWorth(
        name=line.name,
        indicator=line.code if line.code in known else None,
        forecasts=line.forecasts,
        shown=line.shown,
        brier=round(line.brier, 4),
        over_base_rate=round(line.over_base_rate, 4),
        over_own_rate=round(line.over_own_rate, 4),
        over_as_today=round(line.over_as_today, 4),
        over_gap=round(line.over_gap, 4),
        is_silent=found.is_silent(line),
    )
