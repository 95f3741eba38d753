"""What the columns of somebody's sheet are, guessed: a person looks at it and changes it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from retning.apps.indicators.sources.areas import area_of_code, area_of_name
from retning.apps.indicators.sources.reply import Unavailable, UnavailableCode
from retning.apps.indicators.sources.sheets.sheet import Cell, CellKind, Sheet, Workbook
from retning.apps.indicators.sources.sheets.words import (
    decimal_of,
    number_of,
    period_in,
    sign_of,
    unit_family,
)
from retning.core.periods import NoPeriod, Period, period_of

_ABOVE = 6
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
_AREA_TITLES = ("kommune", "kom.nr", "komnr", "municipality", "område", "omraade", "area")
_PERIOD_TITLES = ("år", "aar", "year", "periode", "period", "tid", "kvartal", "måned", "dato")
_VALUE_TITLES = ("værdi", "vaerdi", "value", "indhold", "andel", "pct", "procent", "tal", "score")
_ANSWERS_TITLES = ("besvarelser", "antal svar", "svar", "n", "antal sager", "respondenter")


class Layout(StrEnum):
    LONG = "long"  # a line for each municipality and period
    WIDE = "wide"  # a line for each municipality, a column for each period


@dataclass(frozen=True)
class SheetMapping:
    """What stands where; rows and columns from 0, -1 for none. `header` is the row of titles:
    figures are below it.

    LONG: `value`, and `period` or else `all_period`, the one period of all. WIDE: `periods`, a
    period's code by column. Without a column of areas all rows are `all_area`'s. `decimal` is what
    texts have before their decimals; `unit` what the file says its figures are.
    """

    sheet: int = 0
    layout: Layout = Layout.LONG
    header: int = 0
    area: int = -1
    period: int = -1
    value: int = -1
    answers: int = -1
    periods: tuple[tuple[int, str], ...] = ()
    all_period: str = ""
    all_area: str = ""
    decimal: str = ","
    unit: str = ""

    def as_plain(self) -> dict[str, Any]:
        """For JSON and forms; `mapping_of` reads it."""
        plain = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return {**plain, "layout": self.layout.value, "periods": [list(x) for x in self.periods]}


def mapping_of(plain: Mapping[str, Any]) -> SheetMapping:
    """Raises Unavailable(COLUMNS_CHANGED) for what is no mapping."""
    numbers = ("sheet", "header", "area", "period", "value", "answers")
    try:
        mapping = SheetMapping(
            **{name: int(plain[name]) for name in numbers},
            layout=Layout(plain["layout"]),
            periods=tuple((int(column), period_of(code).code) for column, code in plain["periods"]),
            all_period=period_of(plain["all_period"]).code if plain["all_period"] else "",
            all_area=str(plain["all_area"]),
            decimal=str(plain["decimal"]),
            unit=str(plain["unit"])[:60],
        )
    except (KeyError, ValueError, TypeError, NoPeriod) as error:
        raise Unavailable(UnavailableCode.COLUMNS_CHANGED, f"{type(error).__name__}") from error
    if mapping.decimal not in {",", "."}:
        raise Unavailable(UnavailableCode.COLUMNS_CHANGED, "decimals")
    if mapping.all_area and area_of_code(mapping.all_area) is None:
        raise Unavailable(UnavailableCode.COLUMNS_CHANGED, "area")
    return mapping


def guess(workbook: Workbook, *, municipality: str = "") -> SheetMapping:
    """What the sheet with the most municipalities holds. Where none names any, all lines are of
    `municipality` (its code), if that is said.

    Raises Unavailable: NO_AREAS, NO_FIGURES.
    """
    columns = [
        (_matches(sheet, column), -place, -column)
        for place, sheet in enumerate(workbook.sheets)
        for column in range(sheet.width)
    ]
    best = max(columns, default=(0, 0, 0))
    if best[0] > 0:
        return _Guess(workbook.sheets[-best[1]], -best[1], -best[2]).made()
    if municipality:
        return _Guess(workbook.sheets[0], 0, -1, municipality).made()
    raise Unavailable(UnavailableCode.NO_AREAS)


def area_in(cell: Cell) -> str | None:
    """The municipality or country that a cell names."""
    if cell.kind is CellKind.NUMBER:
        return area_of_code(cell.text)
    if cell.kind is CellKind.TEXT:
        return area_of_code(cell.text) or area_of_name(cell.text)
    return None


def _matches(sheet: Sheet, column: int) -> int:
    """How many municipalities a column names; more where its title says that it does, and where
    it is names and not numbers, which may be figures. None unless half of what stands is one."""
    cells = [row[column] for row in sheet.rows]
    written = [cell for cell in cells if cell.text]
    areas = [area for cell in written if (area := area_in(cell))]
    if not areas or 2 * len(areas) < len(written) - _ABOVE:
        return 0
    has_title = any(_is_titled(cell, _AREA_TITLES) for cell in written[: _ABOVE + 1])
    has_names = any(cell.kind is CellKind.TEXT for cell in written if area_in(cell))
    if not has_names and not has_title:
        return 0
    return 4 * len(set(areas)) + 2 * has_title + has_names


class _Guess:
    """One sheet, with the column of its areas (-1: all are `municipality`'s)."""

    def __init__(self, sheet: Sheet, place: int, area: int, municipality: str = "") -> None:
        self._sheet = sheet
        self._place = place
        self._area = area
        self._municipality = municipality
        self._data = [row for row in range(len(sheet.rows)) if self._is_data(row)]

    def _is_data(self, row: int) -> bool:
        if self._area >= 0:
            return area_in(self._sheet.cell(row, self._area)) is not None
        cells = self._sheet.rows[row]
        numbers = [cell for cell in cells if _is_figure(cell) and period_in(cell) is None]
        return bool(numbers)

    def made(self) -> SheetMapping:
        if not self._data:
            raise Unavailable(UnavailableCode.NO_FIGURES)
        first = self._data[0]
        above = range(max(0, first - _ABOVE), first)
        wide = max(((len(self._periods_in(row)), row) for row in above), default=(0, 0))
        if wide[0] > 0 and self._column_of(period_in, _PERIOD_TITLES, set()) < 0:
            return self._wide(wide[1])
        return self._long(next((row for row in reversed(above) if self._written(row)), first - 1))

    def _wide(self, header: int) -> SheetMapping:
        periods = self._periods_in(header)
        cells = [self._sheet.cell(row, column) for row in self._data for column in periods]
        return SheetMapping(
            sheet=self._place,
            layout=Layout.WIDE,
            header=header,
            area=self._area,
            periods=tuple((column, period.code) for column, period in periods.items()),
            all_area=self._municipality,
            decimal=_decimal(cells),
            unit=self._unit(header, cells),
        )

    def _long(self, header: int) -> SheetMapping:
        used = {self._area}
        period = self._column_of(period_in, _PERIOD_TITLES, used)
        used.add(period)
        answers = self._titled(header, _ANSWERS_TITLES, used)
        if answers == self._only_figures(used):
            answers = -1
        used.add(answers)
        value = self._value(header, used)
        if value < 0:
            raise Unavailable(UnavailableCode.NO_FIGURES)
        cells = [self._sheet.cell(row, value) for row in self._data]
        return SheetMapping(
            sheet=self._place,
            header=header,
            area=self._area,
            period=period,
            value=value,
            answers=answers,
            all_period=self._year_above(header) if period < 0 else "",
            all_area=self._municipality,
            decimal=_decimal(cells),
            unit=self._unit(header, [self._sheet.cell(header, value), *cells[:20]]),
        )

    def _year_above(self, header: int) -> str:
        """The one year that the titles, or the sheet's name, tell of."""
        above = [cell.text for row in self._sheet.rows[: header + 1] for cell in row]
        years = set(_YEAR.findall(" ".join([*above, self._sheet.name])))
        return years.pop() if len(years) == 1 else ""

    def _periods_in(self, row: int) -> dict[int, Period]:
        """Columns of figures under a period; of several under one (a merged title) the first."""
        found: dict[int, Period] = {}
        for column in range(self._sheet.width):
            period = period_in(self._sheet.cell(row, column))
            if period is None or period in found.values() or column == self._area:
                continue
            if self._share(column, _is_figure) >= 0.5:
                found[column] = period
        return found

    def _column_of(
        self, reads: Callable[[Cell], object], titles: tuple[str, ...], used: set[int]
    ) -> int:
        """The column that reads best all the way down, titled ones first; -1 where none does."""
        header = self._data[0] - 1
        found = [
            (_is_titled(self._sheet.cell(header, column), titles), -column)
            for column in range(self._sheet.width)
            if column not in {*used, self._area}
            and self._share(column, lambda cell: reads(cell) is not None) > 0.9
        ]
        return -max(found)[1] if found else -1

    def _value(self, header: int, used: set[int]) -> int:
        found = [
            (
                _is_titled(self._sheet.cell(header, column), _VALUE_TITLES),
                self._share(column, lambda cell: area_in(cell) is None),
                column,
            )
            for column in range(self._sheet.width)
            if column not in used and self._share(column, _is_figure) >= 0.5
        ]
        return max(found)[2] if found else -1

    def _only_figures(self, used: set[int]) -> int:
        """The one column of figures, where there is but one."""
        found = [
            column
            for column in range(self._sheet.width)
            if column not in used and self._share(column, _is_figure) >= 0.5
        ]
        return found[0] if len(found) == 1 else -2

    def _titled(self, header: int, titles: tuple[str, ...], used: set[int]) -> int:
        for column in range(self._sheet.width):
            text = self._sheet.cell(header, column).text.casefold().strip(" .:")
            if column not in used and text in titles:
                return column
        return -1

    def _share(self, column: int, is_one: Callable[[Cell], bool]) -> float:
        """Of the data's cells that hold something."""
        cells = [self._sheet.cell(row, column) for row in self._data]
        written = [cell for cell in cells if cell.text]
        return sum(is_one(cell) for cell in written) / len(written) if written else 0.0

    def _written(self, row: int) -> bool:
        return any(cell.text for cell in self._sheet.rows[row])

    def _unit(self, header: int, cells: list[Cell]) -> str:
        """What the titles, or the cells themselves, say that the figures are."""
        if any(cell.kind is CellKind.PERCENT for cell in cells):
            return "%"
        above = [cell.text for row in self._sheet.rows[: header + 1] for cell in row]
        said = [text for text in (*(cell.text for cell in cells), *above) if unit_family(text)]
        return (
            {"percent": "%", "thousands": "1.000 kr.", "millions": "mio. kr.", "money": "kr."}[
                unit_family(said[0])
            ]
            if said
            else ""
        )


def _is_figure(cell: Cell) -> bool:
    return number_of(cell, decimal=",") is not None or sign_of(cell) is not None


def _is_titled(cell: Cell, titles: tuple[str, ...]) -> bool:
    text = cell.text.casefold()
    return cell.kind is CellKind.TEXT and any(text.startswith(title) for title in titles)


def _decimal(cells: list[Cell]) -> str:
    return decimal_of([cell.text for cell in cells if cell.kind is CellKind.TEXT])[0]
