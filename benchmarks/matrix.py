"""The national matrix: every indicator × municipality × year × the seven numeric kinds at once.

Figures: ../shared/data (made up where it is not there). Cold arrays: judged once, in a process of
its own, CPU of one core. Then 10,000 cells against the scalar judge, ten times the figures, and
Vallensbæk's ranks and medians against an independent list.
"""

from __future__ import annotations

import os
import sys
import time
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
from numpy.typing import NDArray

from benchmarks._claims import claim, figure
from retning.core.benchmark.figures import Break
from retning.core.periods import period_of
from retning.core.targets import Direction, typed
from retning.core.targets.national import National, Numeric, stacked
from retning.core.targets.national_rules import judge_nationally
from tests.helpers.baseline import EXPORT, LIST, by_name, differing, export_of
from tests.helpers.national import country_of, numbers, unlike

DATA = Path(__file__).parents[2] / "shared" / "data"
SAID = (
    "mindst 20",
    "7 ud af 10",
    "mindst 50 % af de adspurgte",
    "skal stige med 1,5 % om året",
    "i top 10 blandt kommunerne",
    "blandt de 25 % bedste i landet",
    "mindst 2 % over gennemsnittet i landet",
)
CELLS = 10_000
RUNS = 5
TIMES = 10
LINEAR = 1.25
"""Ten times the figures may take ten times as long, and a quarter more."""


def rules() -> list[Numeric]:
    """One of each numeric kind."""
    return [typed(said) for said in SAID]  # type: ignore[misc]


def real() -> National:
    """The ministry's export, with breaks where the municipalities were merged and counting
    changed, and as many directions as there are."""
    panels, names, population = export_of(DATA)
    merged = Break(period_of("2007"))
    younger = Break(period_of("2004"))
    count = len(panels)
    return stacked(
        panels,
        units=["%" if name.startswith("Andel") else "" for name in names],
        polarities=[(Direction.UP, Direction.DOWN)[place % 2] for place in range(count)],
        breaks=[((), (merged,), (younger, merged))[place % 3] for place in range(count)],
        population=population,
    )


def made_up() -> National:
    """As large, where the export is not on this machine."""
    return country_of(180, 98, 27)


def cold(national: National) -> National:
    """The same arrays, with nothing worked out yet."""
    return replace(national, scaled=national.scaled.copy(), states=national.states.copy())


def seconds(national: National) -> float:
    """CPU for all seven kinds."""
    began = time.process_time()
    for rule in rules():
        judge_nationally(national, rule)
    return time.process_time() - began


def tenfold(national: National) -> National:
    """Ten times as many indicators."""
    return National(
        areas=national.areas,
        periods=national.periods,
        decimals=national.decimals * TIMES,
        scaled=_repeated(national.scaled),
        states=_repeated(national.states),
        country=_repeated(national.country),
        country_states=_repeated(national.country_states),
        weights=national.weights,
        units=national.units * TIMES,
        polarities=national.polarities * TIMES,
        breaks=national.breaks * TIMES,
    )


def _repeated(array: NDArray[Any]) -> NDArray[Any]:
    return np.concatenate([array] * TIMES)


def main() -> int:
    has_export = (DATA / EXPORT).is_file()
    national = real() if has_export else made_up()
    indicators, years, municipalities = national.scaled.shape
    print(f"{indicators} indicators, {municipalities} municipalities, {years} years")
    cells = indicators * years * municipalities
    reached = [show_time(national), show_growth(national), show_equal(national, cells)]
    if has_export and (DATA / LIST).is_file():
        reached.append(show_baseline())
    return 0 if all(reached) else 1


def show_time(national: National) -> bool:
    """The first run of this process, and the middle of more of them."""
    first = seconds(cold(national))
    more = sorted(seconds(cold(national)) for _ in range(RUNS))
    figure("national matrix again, CPU", more[RUNS // 2], "s")
    return claim("national matrix from cold arrays, CPU", first, "s", at_most=1)


def show_growth(national: National) -> bool:
    """Taken by turns, so that a busy moment falls on both; the quickest of each."""
    large = tenfold(national)
    runs = [(seconds(cold(national)), seconds(cold(large))) for _ in range(3)]
    one, ten = (min(each) for each in zip(*runs, strict=True))
    return claim("ten times the figures take", ten / one, "times", at_most=TIMES * LINEAR)


def show_equal(national: National, cells: int) -> bool:
    """Cells spread over every kind, and those that differ from the scalar judge."""
    wrong, chance = [], numbers(2026)
    each = CELLS // len(SAID) + 1
    for rule in rules():
        sampled = [number % cells for number in islice(chance, each)]
        wrong += unlike(national, rule, judge_nationally(national, rule), sampled)
    print(*wrong[:5], sep="\n", end="\n" if wrong else "")
    figure("cells held against the scalar judge", each * len(SAID))
    return claim("cells that differ from the scalar judge", len(wrong), at_most=0)


def show_baseline() -> bool:
    """An independent list of one municipality's ranks and medians."""
    panels, names, _ = export_of(DATA)
    lines, wrong = differing(DATA, by_name(panels, names))
    print(*wrong[:5], sep="\n", end="\n" if wrong else "")
    figure("years of Vallensbæk's ranks and medians held against a list", lines)
    return claim("of them not exactly the same", len(wrong), at_most=0)


if __name__ == "__main__":
    sys.exit(main())
