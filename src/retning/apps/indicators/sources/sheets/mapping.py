"""A sheet and what its columns are, as figures; what does not fit is said, line by line."""

from __future__ import annotations

from collections.abc import Iterator

from retning.apps.indicators.enums import SourceKind
from retning.apps.indicators.sources.reply import (
    Cell as Place,
)
from retning.apps.indicators.sources.reply import (
    Fetched,
    Oddities,
    OddityCode,
    Unavailable,
    UnavailableCode,
)
from retning.apps.indicators.sources.sheets.guessing import Layout, SheetMapping, area_in
from retning.apps.indicators.sources.sheets.sheet import Cell, CellKind, Sheet, Workbook
from retning.apps.indicators.sources.sheets.words import (
    decimal_of,
    is_other_row,
    number_of,
    period_in,
    sign_of,
    unit_family,
)
from retning.core.benchmark.figures import Figure
from retning.core.periods import Period, PeriodKind, period_of


def mapped(
    workbook: Workbook,
    mapping: SheetMapping,
    *,
    code: str,
    unit: str = "",
    kind: PeriodKind | None = None,
) -> Fetched:
    """The figures of the indicator `code`, whose unit and kind of period are `unit` and `kind`.

    Left out and said: lines of no municipality, what is no number or no period, a number that can
    be read in two ways, a second figure that differs from the first (and the first). Said and
    kept: a second that is the same, decimals in another fashion than the others. An empty cell
    says nothing. Raises Unavailable: COLUMNS_CHANGED where the sheet has no such columns,
    NO_FIGURES where nothing is left.
    """
    if not 0 <= mapping.sheet < len(workbook.sheets):
        raise Unavailable(UnavailableCode.COLUMNS_CHANGED, f"sheet {mapping.sheet + 1}")
    sheet = workbook.sheets[mapping.sheet]
    taking = _Taking(sheet, mapping, code, unit, kind)
    taking.all()
    if not taking.figures:
        raise Unavailable(UnavailableCode.NO_FIGURES, _first(taking.odd))
    return Fetched(
        source=SourceKind.FILE,
        table=sheet.name[:60],
        figures={code: taking.figures},
        checksum=workbook.checksum,
        problems=taking.odd.found(),
        answers={code: taking.answers} if taking.answers else {},
    )


class _Taking:
    def __init__(
        self, sheet: Sheet, mapping: SheetMapping, code: str, unit: str, kind: PeriodKind | None
    ) -> None:
        self.figures: dict[Place, Figure] = {}
        self.answers: dict[Place, int] = {}
        self.odd = Oddities()
        self._sheet = sheet
        self._mapping = mapping
        self._code = code
        self._unit = unit
        self._kind = kind
        self._columns = self._checked()
        self._both_signs = self._are_mixed()
        self._units: set[str] = set()
        self._contradicted: set[Place] = set()

    def _checked(self) -> list[tuple[int, Period | None]]:
        """The columns of figures, with the period of each where it is the column's."""
        mapping, width = self._mapping, self._sheet.width
        wide = mapping.layout is Layout.WIDE
        columns: list[tuple[int, Period | None]] = (
            [(column, period_of(said)) for column, said in mapping.periods]
            if wide
            else [(mapping.value, period_of(mapping.all_period) if mapping.all_period else None)]
        )
        needed = [column for column, _ in columns]
        if not mapping.all_area:
            needed.append(mapping.area)
        if not wide and not mapping.all_period:
            needed.append(mapping.period)
        if not columns or any(not 0 <= column < width for column in needed):
            raise Unavailable(UnavailableCode.COLUMNS_CHANGED, f"{width} columns")
        if len(set(needed)) < len(needed):
            raise Unavailable(UnavailableCode.COLUMNS_CHANGED, "one column twice")
        return columns

    def _are_mixed(self) -> bool:
        cells = (
            self._sheet.cell(row, column)
            for row in range(self._mapping.header + 1, len(self._sheet.rows))
            for column, _ in self._columns
        )
        texts = [cell.text for cell in cells if cell.kind is CellKind.TEXT]
        likely, both = decimal_of(texts)
        return both or likely != self._mapping.decimal

    def all(self) -> None:
        for row in range(max(0, self._mapping.header + 1), len(self._sheet.rows)):
            area = self._area(row)
            if area is not None:
                for column, period in self._columns:
                    self._take(row, column, area, period)
        for place in self._contradicted:
            self.figures.pop(place, None)
            self.answers.pop(place, None)
        self._judge_unit()

    def _area(self, row: int) -> str | None:
        """Whose a line is; None where it is nobody's, which is odd only beside a figure."""
        if self._mapping.all_area:
            return self._mapping.all_area
        cell = self._sheet.cell(row, self._mapping.area)
        area = area_in(cell)
        if area is None and not is_other_row(cell.text) and any(self._numbers(row)):
            found = OddityCode.UNKNOWN_AREA if cell.text else OddityCode.NO_AREA
            self._odd(found, row, said=cell.text)
        return area

    def _numbers(self, row: int) -> Iterator[bool]:
        for column, _ in self._columns:
            cell = self._sheet.cell(row, column)
            yield number_of(cell, decimal=self._mapping.decimal) is not None

    def _take(self, row: int, column: int, area: str, period: Period | None) -> None:
        cell = self._sheet.cell(row, column)
        if cell.kind is CellKind.EMPTY:
            return
        said = self._sheet.cell(row, self._mapping.period)
        period = period or period_in(said, self._kind)
        if period is None or (self._kind is not None and period.kind is not self._kind):
            wrong = said.text if period is None else period.code
            self._odd(OddityCode.NOT_A_PERIOD, row, area=area, said=wrong)
            return
        figure = self._figure(cell, row, area, period)
        if figure is not None:
            self._keep((area, period), figure, row)
            answers = self._sheet.cell(row, self._mapping.answers)
            count = number_of(answers, decimal=self._mapping.decimal)
            if count is not None and count.value >= 0:
                self.answers[area, period] = int(count.value)

    def _figure(self, cell: Cell, row: int, area: str, period: Period) -> Figure | None:
        if (sign := sign_of(cell)) is not None:
            return sign
        where = {"area": area, "period": period.code, "said": cell.text}
        if cell.kind is CellKind.ERROR:
            self._odd(OddityCode.FORMULA_ERROR, row, **where)
            return None
        number = number_of(cell, decimal=self._mapping.decimal, has_points=self._both_signs)
        if number is None:
            self._odd(OddityCode.NOT_A_NUMBER, row, **where)
            return None
        if number.unit:
            self._units.add(number.unit)
        if number.oddity is not None:
            self._odd(number.oddity, row, **where)
            if number.oddity is OddityCode.AMBIGUOUS_NUMBER:
                return None
        return Figure(number.value)

    def _keep(self, place: Place, figure: Figure, row: int) -> None:
        if place not in self.figures:
            self.figures[place] = figure
            return
        self._odd(OddityCode.DUPLICATE, row, area=place[0], period=place[1].code)
        if self.figures[place] != figure:
            self._contradicted.add(place)

    def _judge_unit(self) -> None:
        """Another unit than the indicator's, said or to be seen: for percent, shares below 1, or
        nothing but more than a hundred."""
        wanted = unit_family(self._unit)
        for unit in sorted({self._mapping.unit, *self._units} - {""}):
            family = unit_family(unit)
            if self._unit and family != wanted and (family or wanted):
                self._odd(OddityCode.WRONG_UNIT, -1, said=unit)
                return
        values = [figure.value for figure in self.figures.values() if figure.value is not None]
        has_parts = any(value != value.to_integral_value() for value in values)
        if wanted == "percent" and has_parts and all(0 <= value <= 1 for value in values):
            self._odd(OddityCode.WRONG_UNIT, -1, said="0-1")
        elif wanted == "percent" and values and min(values) > 100:
            self._odd(OddityCode.WRONG_UNIT, -1, said="> 100")

    def _odd(self, found: OddityCode, row: int, **where: str) -> None:
        self.odd.add(found, indicator=self._code, row=row + 1, **where)


def _first(odd: Oddities) -> str:
    found = odd.found()
    return f"{found[0].code.value}, line {found[0].row}" if found else ""
