"""What outlooks are worth, and what one costs: skill, calibration and milliseconds.

Forecasts of 2007-2015, four years ahead, of the events in `outlook_events.csv`, each from what was
known at its start (`retning.core.benchmark.backtest`). `--write` also keeps the results beside this
file, and them and the calibration in the package; `--publish` only copies the kept results there.
"""

from __future__ import annotations

import argparse
import csv
import statistics
import sys
import time
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path

import numpy as np

from benchmarks import _noegletal
from benchmarks._claims import claim, figure
from benchmarks._noegletal import FIRST, HORIZON, LAST, Export
from benchmarks._outlook_published import publish
from retning.core.benchmark import backtest, calibration, outlook
from retning.core.benchmark.backtest import Case, Forecasts
from retning.core.benchmark.calibration import Calibration, Skill, brier
from retning.core.benchmark.events import Best, EventKind
from retning.core.benchmark.worth import Foretold

RESULTS = Path(__file__).parent / "results"
KEPT = _noegletal.ROOT / "src" / "retning" / "core" / "benchmark" / "outlook.json"
YEARS = range(FIRST, LAST - HORIZON + 1)
# Earlier starts only teach: they are never judged.
TAUGHT_FROM = 1995
# A page draws 2,000; fewer paths here only make the forecasts coarser, and the run affordable.
PATHS, RUNS = 200, 15
MILLISECONDS, TODAY_SKILL, GAP_SKILL, BETTER_SKILL, ERROR = 50, 0.13, 0.08, 0.10, 0.03
SAYS = {
    EventKind.STANDING: "among the best 25 %",
    EventKind.MOVEMENT: "better than now",
    EventKind.LEVEL: "a fixed level",
}
NAMED = {said: Foretold(kind.value) for kind, said in SAYS.items()}
PROVENANCE = (
    "Fitted by benchmarks/outlook.py on De Kommunale Nøgletal, Social- og Indenrigsministeriet, "
    "as exported on 10 September 2019 (1993-2019; accounts to 2017). "
    "Each fit names its number of outcomes."
)


def main(arguments: Sequence[str] = ()) -> int:
    chosen = _chosen(arguments)
    if chosen.publish:
        publish(RESULTS, NAMED)
        return 0
    if not _noegletal.EXPORT.exists():
        print(f"{_noegletal.EXPORT} is not here: nothing is measured")
        return 0
    export = _noegletal.read()
    found = gathered(export, HORIZON)
    judged = {kind: foretold(found, kind) for kind in EventKind}
    is_reached = [show_cost(export), show_standing(judged[EventKind.STANDING])]
    is_reached += [show_movement(judged[EventKind.MOVEMENT]), show_level(judged[EventKind.LEVEL])]
    if chosen.write:
        write_results(export, judged)
        publish(RESULTS, NAMED)
        KEPT.write_text(calibration.written(calibrated(export, found, judged)), encoding="utf-8")
    return 0 if all(is_reached) else 1


def gathered(export: Export, horizon: int) -> list[Case]:
    """Every listed event, and the starts before them that teach, forecast and judged."""
    listed = _noegletal.listed(export)
    taught = [s for s in _noegletal.starts_by_rule(export, TAUGHT_FROM) if s.year < FIRST]
    return backtest.cases(
        export.figures, export.first_year, [*taught, *listed], horizon=horizon, paths=PATHS
    )


def foretold(found: Sequence[Case], kind: EventKind) -> Forecasts:
    return backtest.forecasts(of_kind(found, kind), YEARS, horizon=HORIZON)


def of_kind(found: Sequence[Case], kind: EventKind) -> list[Case]:
    """The cases of a kind; of levels, three at each start, every third start."""
    is_level = kind is EventKind.LEVEL
    return [
        case
        for case in found
        if case.kind is kind and not (is_level and (case.start.indicator + case.start.year) % 3)
    ]


def show_standing(found: Forecasts) -> bool:
    name = SAYS[EventKind.STANDING]
    today, gap = skill(found, "as_today"), skill(found, "by_gap")
    is_reached = [
        claim(f"{name}, skill over calibrated as today", today, at_least=TODAY_SKILL),
        claim(f"{name}, skill over a logistic fit on the gap", gap, at_least=GAP_SKILL),
    ]
    figure(f"{name}, skill over the base rate", skill(found, "base_rate"))
    return all([*is_reached, show_error(name, found)])


def show_movement(found: Forecasts) -> bool:
    name = SAYS[EventKind.MOVEMENT]
    over = skill(found, "base_rate")
    is_reached = claim(f"{name}, skill over the base rate", over, at_least=BETTER_SKILL)
    own = skill(found, "own_base_rate")
    figure(f"{name}, skill over each indicator's own base rate", own)
    return is_reached & show_error(name, found)


def show_level(found: Forecasts) -> bool:
    name = SAYS[EventKind.LEVEL]
    for reference, says in (
        ("base_rate", "the base rate"),
        ("by_gap", "a logistic fit on the gap"),
    ):
        figure(f"{name}, skill over {says}", skill(found, reference))
    figure(f"{name}, skill over calibrated as today", skill(found, "as_today"))
    return show_error(name, found)


def show_error(name: str, found: Forecasts) -> bool:
    """Print how many are shown, Brier and, of those shown, the calibration error."""
    figure(f"{name}, forecasts", len(found.said))
    figure(f"{name}, shown", 100 * float(found.is_shown.mean()), "%")
    figure(f"{name}, Brier score", brier(found.said, found.came))
    error = calibration.calibration_error(shown_bins(found))
    return claim(f"{name}, calibration error", error, at_most=ERROR)


def shown_bins(found: Forecasts) -> tuple[calibration.Reliability, ...]:
    return calibration.reliability(found.said[found.is_shown], found.came[found.is_shown])


def show_cost(export: Export) -> bool:
    """Milliseconds of CPU of one outlook from cold figures: 2,000 paths, 98, four years."""
    history = export.figures[export.indicators.index("Indtægter fra selskabsskat pr. indb.")]
    event, fits = Best(1, Fraction(1, 4)), calibration.committed()
    spent = []
    for seed in range(RUNS):
        began = time.process_time()
        outlook.outlook(history, event, horizon=HORIZON, calibration=fits, seed=seed)
        spent.append(1000 * (time.process_time() - began))
    return claim(
        "outlook of 98 municipalities", statistics.median(spent), "ms", at_most=MILLISECONDS
    )


def skill(found: Forecasts, reference: str) -> float:
    return 1 - brier(found.said, found.came) / brier(getattr(found, reference), found.came)


def calibrated(
    export: Export, found: Sequence[Case], judged: Mapping[EventKind, Forecasts]
) -> Calibration:
    """The calibration to use: fitted on all outcomes; its skill is the walk-forward one."""
    fits, skills = {}, {}
    for horizon in range(1, HORIZON + 1):
        here = found if horizon == HORIZON else gathered(export, horizon)
        for kind in EventKind:
            cases = of_kind(here, kind)
            forecast = judged[kind]
            if horizon != HORIZON:
                forecast = backtest.forecasts(cases, YEARS, horizon=horizon)
            fits[kind, horizon] = backtest.fit_all(cases)
            score, base = (brier(p, forecast.came) for p in (forecast.said, forecast.base_rate))
            years = (int(forecast.year.min()), int(forecast.year.max()))
            skills[kind, horizon] = Skill(
                round(score, 5), round(base, 5), len(forecast.said), *years
            )
    return Calibration(fits, skills, PROVENANCE)


def write_results(export: Export, judged: Mapping[EventKind, Forecasts]) -> None:
    """Keep the figures by indicator, and the bins of the reliability diagrams."""
    with (RESULTS / "outlook_reliability.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, delimiter=";", lineterminator="\n")
        out.writerow(("event", "from", "to", "said", "came", "forecasts"))
        for kind, found in judged.items():
            for b in shown_bins(found):
                said, came = f"{b.said:.4f}", f"{b.came:.4f}"
                out.writerow((SAYS[kind], f"{b.low:.1f}", f"{b.high:.1f}", said, came, b.count))
    with (RESULTS / "outlook_by_indicator.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, delimiter=";", lineterminator="\n")
        heads = ("brier", "base rate", "own base rate", "as today", "by gap")
        out.writerow(("event", "indicator", "forecasts", "shown", *heads))
        for kind, found in judged.items():
            for number in np.unique(found.indicator):
                here = found.indicator == number
                columns = (
                    found.said, found.base_rate, found.own_base_rate, found.as_today, found.by_gap,
                )  # fmt: skip
                scores = [f"{brier(column[here], found.came[here]):.4f}" for column in columns]
                shown = int(found.is_shown[here].sum())
                name = export.indicators[int(number)]
                out.writerow((SAYS[kind], name, int(here.sum()), shown, *scores))


def _chosen(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="keep results and calibration")
    parser.add_argument(
        "--publish", action="store_true", help="only copy the kept results into the package"
    )
    return parser.parse_args(arguments)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
