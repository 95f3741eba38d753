"""Figures in a folder, for `retning judge`: the ministry's export, and tables of CSV.

Known by what stands in them, not by their names:
    ;Kom.nr;2007;2008;…                        the export of noegletal.dk
    indikator,kommunekode,periode,vaerdi       long tables, .csv or .csv.gz: an indicator's column
    OMRÅDE;TID;INDHOLD                         … or one indicator, called as the file is
"""

from __future__ import annotations

import csv
import gzip
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from retning.apps.indicators import sources
from retning.apps.indicators.enums import BUDGET_YEARS
from retning.apps.indicators.sources.areas import area_of_code, area_of_name
from retning.apps.indicators.sources.noegletal import TABLE, code_of, read_noegletal
from retning.apps.indicators.sources.numbers import NoNumber, danish_number, plain_number
from retning.core.benchmark.figures import Break, Evidence, Figure, Panel, State, panel_of
from retning.core.periods import NoPeriod, Period, period_of
from retning.core.targets import Direction
from retning.core.targets.polarity import polarity

CATALOGUE = Path(sources.__path__[0]).parent / "data" / "catalogue"
MOST_FILES = 200
LARGEST = 100_000_000
_EXPORT = "Kom.nr"
_MONEY = re.compile(r"(?i)\budg\.|udgifter\b|\bindt\.|indtægter\b")
_POPULATION = "Indbyggertal 1. januar"
_AREAS = frozenset(("kommunekode", "kommune", "municipality", "område", "omraade", "area"))
_PERIODS = frozenset(("periode", "period", "tid", "time", "år", "aar", "year"))
_VALUES = frozenset(("vaerdi", "værdi", "value", "indhold", "tal", "e"))
_INDICATORS = frozenset(("indikator", "indicator", "noegletal", "nøgletal", "code"))
_MISSING = {"": State.MISSING, "..": State.SUPPRESSED, "M": State.NOT_PUBLISHED}
_MISSING["U"] = State.UNDEFINED

Cells = dict[tuple[str, Period], Figure]


@dataclass(frozen=True)
class Named:
    """An indicator that the folder has figures of."""

    code: str
    name: str
    unit: str
    polarity: Direction | None
    panel: Panel
    evidence: Evidence
    breaks: tuple[Break, ...] = ()
    proxies: tuple[str, str] = ("", "")
    population: Mapping[Period, Mapping[str, int]] = field(default_factory=dict)


@dataclass(frozen=True)
class _Table:
    """One indicator's figures as a file has them; `said` are the names it goes by there."""

    said: tuple[str, ...]
    cells: Cells
    evidence: Evidence


class NoFigures(Exception):
    """The folder has no such indicator: `there_are` are the names of those it has; `is_known`:
    the catalogue has it all the same."""

    def __init__(self, there_are: Iterable[str], *, is_known: bool) -> None:
        super().__init__("no such indicator")
        self.there_are = sorted(set(there_are))
        self.is_known = is_known


def find(folder: Path, asked: str) -> Named:
    """The indicator called `asked`: a code of the catalogue, what the file calls it, or a part of
    one name alone.

    Raises NoFigures, OSError, and `sources.reply.Unavailable` where the export is broken.
    """
    said = _catalogued(asked)
    wanted = {asked.casefold()} | {name.casefold() for name in _names_of(said)}
    tables = list(_tables(folder))
    for table in tables:
        if wanted & {name.casefold() for name in table.said}:
            return _named(asked, said, table, tables)
    part = asked.casefold()
    holding = [table for table in tables if part in table.said[0].casefold()]
    if len(holding) == 1 and not said:
        name = holding[0].said[0]
        return _named(name, _catalogued(name), holding[0], tables)
    raise NoFigures(_codes_of(tables), is_known=bool(said))


def _codes_of(tables: list[_Table]) -> Iterator[str]:
    """What there are figures of: codes of the catalogue, and names."""
    for table in tables:
        yield table.said[0]
        if said := _catalogued(table.said[0]):
            yield said["code"]


def _named(asked: str, said: Mapping[str, Any], table: _Table, tables: list[_Table]) -> Named:
    name = str(said.get("name_da") or table.said[0])
    unit = str(said["unit_da"]) if said else _unit_of(table.said[0])
    told = said.get("polarity")
    wished = Direction(told) if told in {"up", "down"} else None
    return Named(
        code=str(said.get("code") or asked),
        name=name,
        unit=unit,
        polarity=wished if said else polarity(table.said[0].replace("_", " ")),
        panel=panel_of(table.cells),
        evidence=replace(table.evidence, budget_years=_budget_years(said, table)),
        breaks=tuple(
            Break(period_of(str(each["period"])), each.get("da", ""), each.get("en", ""))
            for each in said.get("breaks", ())
        ),
        proxies=(str(said.get("proxy_da", "")), str(said.get("proxy_en", ""))),
        population=_population(tables),
    )


def _budget_years(said: Mapping[str, Any], table: _Table) -> frozenset[int]:
    """The years in which the export has budgets: of money alone. What the catalogue lacks is money
    by its name."""
    if table.evidence.table != TABLE:
        return frozenset()
    is_money = bool(said.get("price_level")) if said else bool(_MONEY.search(table.said[0]))
    return BUDGET_YEARS if is_money else frozenset()


def _unit_of(name: str) -> str:
    low = name.casefold()
    is_share = low.startswith("andel") or "pct" in low or "procent" in low
    return "%" if is_share else ""


def _population(tables: list[_Table]) -> dict[Period, dict[str, int]]:
    found: dict[Period, dict[str, int]] = {}
    table = next((each for each in tables if _POPULATION in each.said), None)
    for (area, period), figure in (table.cells if table else {}).items():
        if figure.value is not None:
            found.setdefault(period, {})[area] = int(figure.value)
    return found


@cache
def _catalogue() -> dict[str, dict[str, Any]]:
    files = sorted(CATALOGUE.glob("*.toml"))
    rows = (
        row
        for file in files
        for row in tomllib.loads(file.read_text(encoding="utf-8")).get("indicator", ())
    )
    return {row["code"]: row for row in rows}


def _catalogued(asked: str) -> Mapping[str, Any]:
    """What the catalogue says of a code, or of the name that the export gives it."""
    by_code = _catalogue().get(asked)
    if by_code is not None:
        return by_code
    low = asked.casefold()
    return next((row for row in _catalogue().values() if low in _names_in_export(row)), {})


def _names_in_export(row: Mapping[str, Any]) -> set[str]:
    name = str(row.get("query", {}).get("name", ""))
    return {name.casefold(), code_of(name).casefold()} if name else set()


def _names_of(said: Mapping[str, Any]) -> set[str]:
    if not said:
        return set()
    name = str(said.get("query", {}).get("name", ""))
    table = str(said.get("table", ""))
    is_alone = sum(row.get("table") == table for row in _catalogue().values()) == 1
    return {said["code"], name, table if is_alone else ""} - {""}


# Reading the files


def _tables(folder: Path) -> Iterator[_Table]:
    if not folder.is_dir():
        raise NotADirectoryError(folder)
    found = (path for path in sorted(folder.rglob("*")) if _is_table(path))
    for path in islice(found, MOST_FILES):
        data = _bytes(path)
        if _EXPORT.encode() in data[:4000]:
            yield from _exported(data)
        else:
            yield from _long(path, data)


def _is_table(path: Path) -> bool:
    return path.name.lower().endswith((".csv", ".csv.gz")) and path.is_file()


def _bytes(path: Path) -> bytes:
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as stream:
        return stream.read(LARGEST)


def _exported(data: bytes) -> Iterator[_Table]:
    fetched = read_noegletal(data)
    evidence = Evidence("De Kommunale Nøgletal", fetched.table, fetched.updated)
    for code, cells in fetched.figures.items():
        yield _Table((fetched.names[code], code), dict(cells), evidence)


def _long(path: Path, data: bytes) -> Iterator[_Table]:
    lines = _text(data).splitlines()
    if not lines:
        return
    delimiter = max(";,\t", key=lines[0].count)
    head, *rows = csv.reader(lines, delimiter=delimiter)
    head = [cell.strip().casefold() for cell in head]
    area = _column(head, _AREAS)
    area = _holding_areas(rows[:200], len(head)) if area is None else area
    period, value = _column(head, _PERIODS), _column(head, _VALUES)
    if area is None or period is None or value is None:
        return
    stem = path.name.removesuffix(".gz").removesuffix(".csv")
    indicator = _column(head, _INDICATORS)
    columns = _Columns(area, period, value, indicator, len(head), delimiter)
    others = set(range(len(head))) - {area, period, value, indicator}
    others -= {place for place, name in enumerate(head) if name in _AREAS}
    # A table with more dimensions than these says several things under one name.
    if any(len({row[place] for row in rows if len(row) > place}) > 1 for place in others):
        return
    found: dict[str, Cells] = {}
    for row in rows:
        columns.take(row, stem, found)
    evidence = Evidence(stem)
    for name, cells in found.items():
        yield _Table((name, stem.split("_")[0]) if name == stem else (name,), cells, evidence)


def _holding_areas(rows: list[list[str]], count: int) -> int | None:
    """The column with most municipalities' codes: tables call it by many names."""
    counts = [
        sum(len(row) > place and area_of_code(row[place].strip()) is not None for row in rows)
        for place in range(count)
    ]
    most = max(counts, default=0)
    return counts.index(most) if most else None


@dataclass(frozen=True)
class _Columns:
    """Which column holds what."""

    area: int
    period: int
    value: int
    indicator: int | None
    count: int
    delimiter: str

    def take(self, row: list[str], stem: str, found: dict[str, Cells]) -> None:
        """One line, if it is a municipality's or the country's."""
        if len(row) < self.count:
            return
        said = row[self.area].strip()
        area = area_of_code(said) or area_of_name(said)
        try:
            cell = (area or "", period_of(row[self.period].strip()))
            figure = self._figure(row[self.value].strip())
        except (NoPeriod, NoNumber):
            return
        if area is not None:
            name = stem if self.indicator is None else row[self.indicator].strip()
            found.setdefault(name, {})[cell] = figure

    def _figure(self, said: str) -> Figure:
        if said in _MISSING:
            return Figure(None, _MISSING[said])
        if self.delimiter != "," and "," in said:
            return Figure(danish_number(said))
        return Figure(plain_number(said))


def _column(head: list[str], names: frozenset[str]) -> int | None:
    return next((place for place, name in enumerate(head) if name in names), None)


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")
