"""The demonstration's made-up figures: plausible, each in its own way, always the same."""

from __future__ import annotations

from itertools import combinations
from statistics import median

import pytest

from retning.apps.indicators.enums import PeriodType, SourceKind
from retning.apps.indicators.models import Indicator
from retning.config.demo.examples import FIRST_YEAR, HOME, SHAPES, example_figures
from retning.config.demo.figures import INDICATORS, WITHOUT

pytestmark = pytest.mark.django_db
LAST_YEAR = 2025


def values(row: Indicator) -> dict[tuple[str, str], float]:
    """By municipality and period."""
    return {
        (area, period.code): float(figure.value or 0)
        for (area, period), figure in example_figures(row, LAST_YEAR).items()
    }


def national() -> list[Indicator]:
    """Every indicator of the catalogue that somebody publishes figures of."""
    sources = {SourceKind.STATBANK, SourceKind.NOEGLETAL, SourceKind.FILE}
    return list(Indicator.objects.filter(source__in=sources, is_catalogued=True).order_by("code"))


def test_every_goals_indicator_has_a_shape_of_its_own() -> None:
    assert set(SHAPES) == set(INDICATORS.values()) - WITHOUT
    found = [values(row) for row in Indicator.objects.filter(code__in=SHAPES).order_by("code")]
    assert len(found) == len(SHAPES)
    for one, other in combinations(found, 2):
        order, another = (
            sorted({area for area, _ in each}, key=lambda area: each[area, newest(each)])
            for each in (one, other)
        )
        assert order != another
        assert set(one.values()) != set(other.values())


def newest(each: dict[tuple[str, str], float]) -> str:
    return max(period for _, period in each)


def test_shares_lie_between_nothing_and_everybody_and_indices_around_one() -> None:
    shares = [row for row in national() if row.unit_da == "%"]
    assert len(shares) > 10
    for row in shares:
        found = values(row).values()
        assert min(found) > 0, row.code
        assert max(found) < 100, row.code
    indices = [row for row in national() if row.unit_da == "indeks"]
    assert indices
    for row in indices:
        found = values(row).values()
        assert 0.9 < median(found) < 1.1, row.code
        assert 0.4 < min(found) < max(found) < 2, row.code


def test_all_98_in_every_period_and_always_the_same() -> None:
    for row in national()[:12]:
        found = values(row)
        a_year = {PeriodType.MONTH: 12, PeriodType.QUARTER: 4}.get(PeriodType(row.period_type), 1)
        assert len(found) == 98 * a_year * (LAST_YEAR - FIRST_YEAR + 1)
        assert found == values(row)


def test_the_demonstrations_own_figures_are_those_it_tells_of() -> None:
    row = Indicator.objects.get(code="private-jobs")
    found = values(row)
    told = SHAPES["private-jobs"].ours
    assert {year: found[HOME, str(year)] for year in told} == told
    assert found[HOME, "2019"] == (told[2018] + told[2020]) / 2
