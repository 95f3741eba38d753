"""The ministry's key figures (`../shared/data`) as arrays, and the committed list of events."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from retning.core.benchmark.backtest import Start
from retning.core.benchmark.paths import COVERED, Real

ROOT = Path(__file__).parents[1]
EXPORT = ROOT.parent / "shared" / "data" / "noegletal" / "noegletal_1993_2019.csv"
LISTED = Path(__file__).parent / "outlook_events.csv"
HORIZON, FIRST, LAST, LAST_ACCOUNTS = 4, 2007, 2019, 2017
# Names of indicators in kroner, or shares of kroner: their 2018 and 2019 are budget, no outcome.
MONEY = (
    "Udg", "udg", "Indt", "indt", "takst", "Betaling", "afgift pr.", "afgift (abs)", "afgift til",
    "rundlag", "Beskatningsgrl", "Grundværdier", "gæld", "Likvid", "Refusion", "finansiering",
    "anl.fin.", "Serviceniveau", "Skat/service", "konk", "Privat-lev", "Udlicitering", "bidrag",
    "Tilskud",
)  # fmt: skip
NO_MONEY = ("Udskrivningsprocent",)


@dataclass(frozen=True, eq=False)
class Export:
    """`figures[indicator, year, municipality]`, NaN where there is none."""

    indicators: tuple[str, ...]
    municipalities: tuple[str, ...]
    first_year: int
    figures: Real


def read(path: Path = EXPORT) -> Export:
    """Read the export: a name alone on its line, then a line for each municipality."""
    blocks: dict[str, dict[str, list[float]]] = {}
    name, first_year = "", 0
    with path.open(encoding="utf-8", newline="") as file:
        for cells in csv.reader(file, delimiter=";", quoting=csv.QUOTE_NONE):
            if cells and cells[0].startswith("Tegnforklaring"):
                break
            if len(cells) > 1 and cells[1] == "Kom.nr":
                first_year = int(cells[2])
            elif len(cells) > 1 and cells[1]:
                blocks[name][cells[1]] = [_number(cell) for cell in cells[2:]]
            elif first_year and cells and cells[0] and not any(cells[1:]):
                name = cells[0]
                blocks[name] = {}
    codes = sorted({code for block in blocks.values() for code in block})
    years = max(len(row) for block in blocks.values() for row in block.values())
    nothing = [np.nan] * years
    figures = np.array([[b.get(code, nothing) for code in codes] for b in blocks.values()])
    return Export(tuple(blocks), tuple(codes), first_year, figures.swapaxes(1, 2))


def is_money(name: str) -> bool:
    return name not in NO_MONEY and any(word in name for word in MONEY)


def starts_by_rule(export: Export, first: int, last_outcome: int = LAST) -> Iterator[Start]:
    """Every indicator, both directions, every start year from `first` whose figures, then and four
    years later, cover nine tenths of the municipalities; accounts only where it is about money."""
    covered = np.isfinite(export.figures).mean(axis=2) >= COVERED
    for number, name in enumerate(export.indicators):
        last = min(last_outcome, LAST_ACCOUNTS if is_money(name) else LAST) - HORIZON
        for year in range(first, last + 1):
            row = year - export.first_year
            if covered[number, row] and covered[number, row + HORIZON]:
                yield from (Start(number, direction, year) for direction in (1, -1))


def write_listed(export: Export) -> None:
    """Write the list of events: a line for each indicator and direction with its start years."""
    years: dict[tuple[int, int], list[str]] = {}
    for start in starts_by_rule(export, FIRST):
        years.setdefault((start.indicator, start.direction), []).append(str(start.year))
    with LISTED.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, delimiter=";", lineterminator="\n")
        out.writerow(("indicator", "direction", "start years"))
        for (indicator, direction), listed in years.items():
            wished = "up" if direction > 0 else "down"
            out.writerow((export.indicators[indicator], wished, " ".join(listed)))


def listed(export: Export) -> list[Start]:
    """The committed events."""
    number = {name: at for at, name in enumerate(export.indicators)}
    with LISTED.open(encoding="utf-8", newline="") as file:
        return [
            Start(number[row["indicator"]], 1 if row["direction"] == "up" else -1, int(year))
            for row in csv.DictReader(file, delimiter=";")
            for year in row["start years"].split()
        ]


def _number(cell: str) -> float:
    """A Danish number; a lone dash is zero, M and U are no figure, nor are words."""
    text = cell.strip()
    if text == "-":
        return 0.0
    try:
        return float(text.replace(".", "").replace(",", "."))
    except ValueError:
        return float("nan")
