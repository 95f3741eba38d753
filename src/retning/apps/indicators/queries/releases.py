"""What a release brings beside what stands: for those who decide on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count

from retning.apps.indicators.models import Observation, Release
from retning.apps.indicators.queries.panels import cells_of, figures_by_key
from retning.core.benchmark.figures import Figure, State
from retning.core.periods import Period, period_of

MISSING = Figure(None, State.MISSING)


@dataclass(frozen=True)
class BroughtLine:
    """How many figures a release brings of one indicator, and of which periods."""

    code: str
    name_da: str
    name_en: str
    figures: int


@dataclass(frozen=True)
class Change:
    """One figure as it stands, and as the release says it."""

    code: str
    name_da: str
    name_en: str
    area: str
    period: Period
    before: Figure
    after: Figure


def brought_by(release: Release) -> list[BroughtLine]:
    """What a release is about, by indicator. One query."""
    rows = (
        Observation.objects.filter(release=release)
        .values("indicator__code", "indicator__name_da", "indicator__name_en")
        .annotate(figures=Count("pk"))
        .order_by("indicator__name_da", "indicator__code")
    )
    return [
        BroughtLine(
            row["indicator__code"],
            row["indicator__name_da"],
            row["indicator__name_en"],
            row["figures"],
        )
        for row in rows
    ]


def changes_of(
    release: Release, *, code: str | None = None, area: str | None = None, limit: int = 200
) -> list[Change]:
    """What a release changes beside what stands now, so many at most. For a held one that is what
    accepting it does; for a public one `before` and `after` are alike. Two queries."""
    rows = Observation.objects.filter(release=release).select_related("indicator")
    if code is not None:
        rows = rows.filter(indicator__code=code)
    if area is not None:
        rows = rows.filter(area=area)
    told = list(rows.order_by("indicator__name_da", "area", "period", "pk")[:limit])
    owner = release.municipality_id
    standing = figures_by_key({row.indicator_id for row in told}, municipality=owner)
    cells: Mapping[int, Mapping[tuple[str, Period], Figure]] = {
        key: cells_of(each.panel) for (key, whose), each in standing.items() if whose == owner
    }
    return [_change(row, cells.get(row.indicator_id, {})) for row in told]


def _change(row: Observation, stands: Mapping[tuple[str, Period], Figure]) -> Change:
    period = period_of(row.period)
    value = row.value.normalize() if row.value is not None else None
    return Change(
        code=row.indicator.code,
        name_da=row.indicator.name_da,
        name_en=row.indicator.name_en,
        area=row.area,
        period=period,
        before=stands.get((row.area, period), MISSING),
        after=Figure(value if row.state == State.KNOWN else None, State(row.state)),
    )
