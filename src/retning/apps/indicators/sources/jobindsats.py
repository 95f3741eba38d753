"""Jobindsats.dk: the answers of its API v3, and the recorded file that `figures load` reads.

An answer is `{"columns": […], "rows": [[…]]}`: areas are names without codes, numbers are Danish,
`-` and `..` stand for figures of too few people. Which column holds areas and which periods is
found by what stands in them.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from retning.apps.indicators.enums import SourceKind
from retning.apps.indicators.sources.areas import area_of_code, area_of_name, is_other_area
from retning.apps.indicators.sources.numbers import NoNumber, Reader, danish_number, plain_number
from retning.apps.indicators.sources.query import JobindsatsQuery
from retning.apps.indicators.sources.reply import (
    SUPPRESSED,
    Cell,
    Fetched,
    Oddities,
    OddityCode,
    Unavailable,
    UnavailableCode,
    checksum_of,
)
from retning.core.benchmark.figures import Figure
from retning.core.danish.slug import slug_of
from retning.core.periods import NoPeriod, Period, PeriodKind, period_of

TABLE = "jobindsats"
LARGEST = 100_000_000
"""Bytes, unpacked; the recorded file has 3 million."""
RECORDED = ["indikator", "kommunekode", "kommune", "periode", "vaerdi"]
_SIGNS = {"-": SUPPRESSED, "..": SUPPRESSED, "": SUPPRESSED, "*": SUPPRESSED}
_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_MONTH = re.compile(r"([a-zæøå]{3,9})\.?\s+(\d{4})")
_QUARTER = re.compile(r"(?:([1-4])\.?\s*(?:kvt|kvartal|kv)\.?\s*(\d{4})|(\d{4})\s*[kq]([1-4]))")
_ISO = re.compile(r"(\d{4})[-m](\d{2})")


def code_of(name: str) -> str:
    """The code of a recorded indicator that the catalogue does not have."""
    return f"{TABLE}-{slug_of(name, limit=69)}"


def read_recorded(data: bytes, *, known: Mapping[str, str] | None = None) -> Fetched:
    """The recorded file, CSV or packed with gzip: `indikator,kommunekode,kommune,periode,vaerdi`.
    `known`: codes by the name an indicator has in the file. An empty value is suppressed: it is so
    of the smallest municipalities alone.

    Raises Unavailable: TOO_LARGE, UNREADABLE, COLUMNS_CHANGED, BROKEN_OFF, NO_FIGURES.
    """
    rows = _recorded_rows(data)
    if next(rows, None) != RECORDED:
        raise Unavailable(UnavailableCode.COLUMNS_CHANGED, ",".join(RECORDED))
    names: dict[str, str] = {}
    odd = Oddities()
    try:
        found = _recorded(rows, known or {}, names, odd)
    except csv.Error as error:
        raise Unavailable(UnavailableCode.UNREADABLE, str(error)) from error
    if not any(found.values()):
        raise Unavailable(UnavailableCode.NO_FIGURES)
    return Fetched(
        source=SourceKind.JOBINDSATS,
        table=TABLE,
        figures={code: cells for code, cells in found.items() if cells},
        names=names,
        checksum=checksum_of(data),
        problems=odd.found(),
    )


def _recorded(
    rows: Iterable[list[str]], known: Mapping[str, str], names: dict[str, str], odd: Oddities
) -> dict[str, dict[Cell, Figure]]:
    """The lines' figures by code; `names` and `odd` are added to."""
    found: dict[str, dict[Cell, Figure]] = {}
    reader = Reader(plain_number, _SIGNS)
    period, area_of = cache(period_of), cache(area_of_code)
    for number, row in enumerate(rows, 2):
        if len(row) != len(RECORDED):
            raise Unavailable(UnavailableCode.BROKEN_OFF, f"line {number}")
        name, area_code, _, period_code, token = row
        code = known.get(name) or code_of(name)
        names[code] = name
        cells, said = found.setdefault(code, {}), (area_code, period_code, token)
        _keep(cells, code, area_of(area_code), said, period, reader, odd, number)
    return found


def read_answer(
    body: bytes, query: JobindsatsQuery, code: str, odd: Oddities
) -> dict[Cell, Figure]:
    """One table's answer, of v3. Rows of regions and the like are left out; what is no
    municipality, no period or no number goes to `odd`.

    Raises Unavailable: UNREADABLE, COLUMNS_CHANGED, NO_AREAS, NO_FIGURES.
    """
    columns, rows = _answer(body)
    if not rows:
        raise Unavailable(UnavailableCode.NO_FIGURES, query.measure)
    measure = _column(columns, query.measure)
    places = {_column(columns, title): member for title, member in query.where.items()}
    used = {measure, *places}
    area = _most_of(rows, used, lambda text: area_of_name(text) is not None)
    if area is None:
        raise Unavailable(UnavailableCode.NO_AREAS, ", ".join(columns)[:200])
    time = _most_of(rows, {*used, area}, lambda text: _period_or_none(text) is not None)
    if time is None:
        raise Unavailable(UnavailableCode.COLUMNS_CHANGED, "no column of periods")
    found: dict[Cell, Figure] = {}
    reader = Reader(danish_number, _SIGNS)
    for number, row in enumerate(rows, 1):
        if any(row[place] != member for place, member in places.items()):
            continue
        name = row[area]
        known = area_of_name(name)
        if known is None and is_region(name):
            continue
        said = (name, row[time], row[measure])
        _keep(found, code, known, said, period_said, reader, odd, number)
    if not found:
        raise Unavailable(UnavailableCode.NO_FIGURES, str(dict(query.where))[:200])
    return found


def period_said(text: str) -> Period:
    """`2026M07`, `Jul 2026`, `juli 2026`, `2026-07`, `3. kvt. 2026`, `2026`. Raises NoPeriod.

    >>> period_said("Jul 2026").code, period_said("3. kvt. 2026").code
    ('2026M07', '2026K3')
    """
    folded = text.strip().casefold()
    if month := _MONTH.fullmatch(folded):
        if month[1][:3] in _MONTHS:
            return Period(PeriodKind.MONTH, int(month[2]), _MONTHS.index(month[1][:3]) + 1)
    elif quarter := _QUARTER.fullmatch(folded):
        year, number = quarter[2] or quarter[3], quarter[1] or quarter[4]
        return Period(PeriodKind.QUARTER, int(year), int(number))
    elif iso := _ISO.fullmatch(folded):
        return Period(PeriodKind.MONTH, int(iso[1]), int(iso[2]))
    return period_of(text.strip())


def is_region(name: str) -> bool:
    """Whether it names an area that is known to be no municipality."""
    folded = name.casefold()
    others = ("region", "landsdel", "rar ", "hele", "christiansø")
    return folded.startswith(others) or is_other_area(name)


def _keep(
    cells: dict[Cell, Figure],
    code: str,
    area: str | None,
    said: tuple[str, str, str],
    period: Callable[[str], Period],
    reader: Reader,
    odd: Oddities,
    row: int,
) -> None:
    """One figure into `cells`, or what is wrong with it into `odd`."""
    area_said, period_text, token = said
    where: dict[str, str | int] = {"indicator": code, "period": period_text[:20], "row": row}
    if area is None:
        odd.add(OddityCode.UNKNOWN_AREA, said=area_said[:60], **where)
        return
    where["area"] = area
    try:
        cell = (area, period(period_text))
        figure = reader.figure(token.strip())
    except NoPeriod:
        odd.add(OddityCode.NOT_A_PERIOD, **where)
    except NoNumber:
        odd.add(OddityCode.NOT_A_NUMBER, said=token[:60], **where)
    else:
        if cell in cells:
            odd.add(OddityCode.DUPLICATE, **where)
        else:
            cells[cell] = figure


def _recorded_rows(data: bytes) -> Any:
    if data[:2] == b"\x1f\x8b":
        data = _unpacked(data)
    if len(data) > LARGEST:
        raise Unavailable(UnavailableCode.TOO_LARGE)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unavailable(UnavailableCode.UNREADABLE, "not UTF-8") from error
    if not text.endswith("\n"):
        raise Unavailable(UnavailableCode.BROKEN_OFF, "the last line has no end")
    return csv.reader(io.StringIO(text, newline=""))


def _unpacked(data: bytes) -> bytes:
    unpacking = zlib.decompressobj(wbits=31)
    try:
        found = unpacking.decompress(data, LARGEST + 1)
    except zlib.error as error:
        raise Unavailable(UnavailableCode.UNREADABLE, str(error)) from error
    if len(found) > LARGEST:
        raise Unavailable(UnavailableCode.TOO_LARGE)
    if not unpacking.eof:
        raise Unavailable(UnavailableCode.BROKEN_OFF, "the packed file has no end")
    return found


def _answer(body: bytes) -> tuple[list[str], list[list[str]]]:
    """Titles and rows, all as texts. Raises Unavailable."""
    try:
        # A number of JSON's own has a point; the texts are Danish, and so it becomes.
        said = json.loads(body, parse_float=lambda text: text.replace(".", ","), parse_int=str)
        columns = [_title(column) for column in said["columns"]]
        rows = [[_text(cell) for cell in row] for row in said["rows"]]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise Unavailable(UnavailableCode.UNREADABLE, type(error).__name__) from error
    if any(len(row) != len(columns) for row in rows):
        raise Unavailable(UnavailableCode.BROKEN_OFF, "a row has more or fewer columns")
    return columns, rows


def _title(column: Any) -> str:
    if isinstance(column, dict):
        column = column.get("label") or column.get("name") or column["id"]
    if not isinstance(column, str):
        raise TypeError("a column without a title")
    return " ".join(column.split())


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if not isinstance(cell, str):
        raise TypeError("a cell that is neither text nor number")
    return cell.strip()


def _column(columns: Sequence[str], title: str) -> int:
    folded = [column.casefold() for column in columns]
    wanted = " ".join(title.casefold().split())
    if folded.count(wanted) != 1:
        detail = f"no column {title!r} in {', '.join(columns)}"
        raise Unavailable(UnavailableCode.COLUMNS_CHANGED, detail[:500])
    return folded.index(wanted)


def _most_of(
    rows: Sequence[Sequence[str]], used: set[int], is_one: Callable[[str], bool]
) -> int | None:
    """The column where most of what stands is such a one: half of it at least."""
    sample = rows[:: max(1, len(rows) // 500)]
    counts = {
        place: sum(is_one(row[place]) for row in sample)
        for place in range(len(rows[0]))
        if place not in used
    }
    best = max(counts, key=lambda place: counts[place], default=None)
    return best if best is not None and 2 * counts[best] >= len(sample) else None


def _period_or_none(text: str) -> Period | None:
    try:
        return period_said(text)
    except NoPeriod:
        return None
