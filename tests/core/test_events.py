"""Targets as events on simulated figures: each path as judging would have it at the deadline."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import islice

import numpy as np
import pytest

from retning.core.benchmark.figures import Break, Figure, panel_of
from retning.core.periods import Period, PeriodKind, period_of
from retning.core.targets import Direction, Measured, Peers, judge, typed
from retning.core.targets.events import event_of
from tests.helpers.measured import codes
from tests.helpers.national import numbers

AREAS = codes(20)
OWN = AREAS[5]
ON = date(2019, 12, 31)
PEERS = Peers(
    region=frozenset(AREAS[:9]),
    neighbours=frozenset(AREAS[3:7]),
    groups={"6-byerne": frozenset(AREAS[4:10])},
)
SAID = [
    "mindst 12,5 % i 2023",
    "over 12,5 % i 2023",
    "højst 11 % over de næste fire år",
    "under 11 % i 2023",
    "2 ud af 10 i 2023",
    "mindst 14 % af de adspurgte i 2023",
    "skal stige over de næste fire år",
    "skal forbedres over de næste fire år",
    "skal være lavere i 2023 end i 2017",
    "20 % højere i 2023 end i 2018",
    "20 % lavere i 2023 end i 2018",
    "skal stige med 1 % om året frem til 2023",
    "1,5 procentpoint højere i 2023 end i 2018",
    "i top 5 blandt kommunerne med den laveste værdi i 2023",
    "blandt de 25 % bedste i landet i 2023",
    "i top 2 blandt nabokommunerne i 2023",
    "blandt den højeste tredjedel i regionen i 2023",
    "under gennemsnittet i regionen i 2023",
    "højere end i nabokommunerne i 2023",
    "mindst 1,5 procentpoint over landet i 2023",
    "højst 10 % fra gennemsnittet i landet i 2023",
    "mindst 10 % under gennemsnittet blandt 6-byerne i 2023",
    "på niveau med landet i 2023",
]
PATHS = 40


def _measured(**known):
    chance = numbers(3)
    figures = {
        (area, Period(PeriodKind.YEAR, year)): Figure(Decimal(50 + next(chance) % 200) / 10)
        for year in range(2015, 2020)
        for area in AREAS
    }
    population = {area: 1000 + next(chance) % 5000 for area in AREAS}
    return Measured(
        panel_of(figures, AREAS),
        OWN,
        **{
            "unit": "%", "polarity": Direction.UP, "peers": PEERS, "population": population,
            "period": (2019, 2022), **known,
        },
    )  # fmt: skip


def _tenths():
    drawn = [50 + each % 200 for each in islice(numbers(8), PATHS * len(AREAS))]
    return np.array(drawn).reshape(PATHS, len(AREAS))


@cache
def _outcomes():
    """The panel of each path, as it would be published."""
    panel, later = _measured().panel, period_of("2023")
    known = {(area, period): panel.at(area, period) for area in AREAS for period in panel.periods}
    return [
        panel_of(
            known
            | {
                (area, later): Figure(Decimal(int(each)) / 10)
                for area, each in zip(AREAS, path, strict=True)
            },
            AREAS,
        )
        for path in _tenths()
    ]


@pytest.mark.parametrize("said", SAID)
@pytest.mark.parametrize("polarity", [Direction.UP, Direction.DOWN])
def test_an_event_holds_where_judging_says_met(said, polarity):
    measured, target = _measured(polarity=polarity), typed(said)
    asked = event_of(target, measured, on=ON)
    assert asked is not None
    assert (asked.newest.code, asked.period.code, asked.steps) == ("2019", "2023", 4)
    assert asked.areas == tuple(AREAS)
    met = asked.event.met(_tenths() / 10)
    assert met.shape == (PATHS, len(AREAS))
    judged = [
        judge(target, replace(measured, panel=panel), on=date(2023, 12, 31)).met_now
        for panel in _outcomes()
    ]
    assert met[:, asked.column].tolist() == judged
    assert len(set(judged)) == 2, "the paths should not all end alike"


@pytest.mark.parametrize(
    ("said", "known"),
    [
        ("mindst 12 %", {}),  # no deadline
        ("mindst 12 % i 2018", {}),  # passed
        ("mindst 12 % i 2019", {}),
        ("mindst 12 dage i 2023", {}),  # another unit
        ("mindst 12 % i 2023", {"is_representative": False}),
        ("mindst 12 % i 2023", {"municipality": "860"}),
        ("senest i 2023", {}),
        ("vurderes i 2023", {}),
        ("blandt de 25 % bedste i landet i 2023", {"polarity": None}),
        ("i top 2 blandt »ukendte« i 2023", {}),
        ("skal være højere i 2023 end i 2018", {"breaks": (Break(period_of("2019")),)}),
        ("skal stige frem til 2023", {"period": (2021, 2023)}),  # the plan has not begun
    ],
)
def test_there_is_nothing_to_ask(said, known):
    measured = replace(_measured(), **known)
    assert event_of(typed(said), measured, on=ON) is None


def test_the_figure_of_the_deadline_is_known_already():
    measured = _measured()
    assert event_of(typed("mindst 12 % i 2019"), measured, on=date(2019, 6, 1)) is None


def test_without_a_plan_a_movement_counts_from_the_newest_figures():
    asked = event_of(typed("skal stige frem til 2023"), _measured(period=None), on=ON)
    assert asked is not None
    now = np.array([float(_measured().panel.at(area, asked.newest).value) for area in AREAS])
    assert not asked.event.met(now[None]).any()
    assert asked.event.met(now[None] + 0.1).all()
