"""Lines of a page in the order they are read: bands across it, columns in a band, tables.

Rows that leave the same strip of the page blank, with words on both sides of it, are a band of
columns. A band is read column by column, each of which may have bands of its own; or, where it is
a table, row by row.
"""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from itertools import pairwise

from retning.core.danish import marker_of
from retning.core.documents.pdf.print import Region, Row, Segment, rows_of
from retning.core.documents.pdf.tables import close_region, close_tables, is_close, table_rows

_DEEPEST = 4
_NARROWEST_GUTTER = 6.0
_LARGER = 1.15
_LEAST_ROWS = 2
_LEAST_LINES = 3
# Of a column, in sizes of the body's font.
_NARROWEST = 6.0

Strip = tuple[float, float]


@dataclass(slots=True)
class _Band:
    """Rows `first` to `last` (excluded), and the strips that all of them leave blank."""

    first: int
    last: int
    gutters: list[Strip]


def regions_of(segments: list[Segment], body: float, depth: int = 0) -> list[Region]:
    """The regions of a page in reading order. `body` is the size of the body's font in points."""
    rows = rows_of(segments)
    regions: list[Region] = []
    position = 0
    for table in close_tables(rows) if depth < _DEEPEST else ():
        _add_rows(regions, rows[position : table.first], body, depth)
        regions.append(close_region(rows[table.first : table.last], table.cuts))
        position = table.last
    _add_rows(regions, rows[position:], body, depth)
    return regions


def _add_rows(regions: list[Region], rows: list[Row], body: float, depth: int) -> None:
    position = 0
    for band in _bands(rows, body) if depth < _DEEPEST else []:
        _add_plain(regions, rows[position : band.first])
        _add_band(regions, rows[band.first : band.last], band.gutters, body, depth)
        position = band.last
    _add_plain(regions, rows[position:])


def _add_plain(regions: list[Region], rows: list[Row]) -> None:
    lines = [segment for row in rows for segment in row]
    if lines:
        left = min(one.left for one in lines)
        regions.append(Region(left, max(one.right for one in lines), lines))


def _add_band(
    regions: list[Region], rows: list[Row], gutters: list[Strip], body: float, depth: int
) -> None:
    cuts = [(left + right) / 2 for left, right in gutters]
    if _is_table(rows, gutters, cuts):
        beside = [at for at, row in enumerate(rows) if len(row) > 1]
        first, last = beside[0], beside[-1] + 1
        while last < len(rows) and is_close(rows[last - 1], rows[last]):
            last += 1
        _add_plain(regions, rows[:first])
        lines = [segment for row in rows[first:last] for segment in row]
        left, right = min(one.left for one in lines), max(one.right for one in lines)
        regions.append(Region(left, right, rows=table_rows(rows[first:last], cuts)))
        _add_plain(regions, rows[last:])
        return
    for column in range(len(cuts) + 1):
        inside = [one for row in rows for one in row if _column(one, cuts) == column]
        regions.extend(regions_of(inside, body, depth + 1))


def _column(segment: Segment, cuts: list[float]) -> int:
    middle = (segment.left + segment.right) / 2
    return sum(middle > cut for cut in cuts)


def _bands(rows: list[Row], body: float) -> list[_Band]:
    bands: list[_Band] = []
    position = free = 0
    while position < len(rows):
        beside = _beside(rows, position)
        band = _band_at(rows, position, free, body, beside) if len(beside) > 1 else None
        if band is None:
            position += 1
            continue
        bands.append(band)
        position = free = band.last
    return bands


def _beside(rows: list[Row], position: int) -> Row:
    """What stands beside one another at a row: also where two columns' lines are not level."""
    row = rows[position]
    if len(row) > 1 or position + 1 >= len(rows) or len(rows[position + 1]) > 1:
        return row
    one, other = row[0], rows[position + 1][0]
    apart = other.left > one.right or other.right < one.left
    overlap = apart and other.top < one.bottom
    return sorted((one, other), key=lambda found: found.left) if overlap else row


def _band_at(rows: list[Row], position: int, free: int, body: float, row: Row) -> _Band | None:
    """The band around the row at `position`, where the segments of `row` stand side by side."""
    gutters = [(one.right, other.left) for one, other in pairwise(row)]
    gutters = [strip for strip in gutters if strip[1] - strip[0] >= _NARROWEST_GUTTER]
    first, last = position, position + 1
    support = 1
    while last < len(rows) and gutters:
        narrowed = _narrowed(gutters, rows[last])
        if not narrowed or _heads_what_follows(rows, last, body):
            break
        if len(narrowed) < len(gutters):
            if support >= _LEAST_ROWS:
                break
            support = 0
        support += len(rows[last]) > 1
        gutters, last = narrowed, last + 1
    while first > free and gutters:
        narrowed = _narrowed(gutters, rows[first - 1])
        above = rows[first - 1]
        if len(narrowed) < len(gutters) or (len(above) == 1 and above[0].size > body * _LARGER):
            break
        gutters, first = narrowed, first - 1
    last = _without_tail(rows, first, last, gutters)
    band = _Band(first, last, gutters)
    return band if gutters and _is_band(rows[first:last], gutters, body) else None


def _is_band(rows: list[Row], gutters: list[Strip], body: float) -> bool:
    """Whether this is a table, or columns of some lines and some width: two wide blanks that happen
    to stand above one another in a justified text are neither."""
    cuts = [(left + right) / 2 for left, right in gutters]
    if sum(len(row) > 1 for row in rows) >= _LEAST_ROWS and _is_table(rows, gutters, cuts):
        return True
    columns: list[list[Segment]] = [[] for _ in range(len(cuts) + 1)]
    for row in rows:
        for segment in row:
            columns[_column(segment, cuts)].append(segment)
    return all(
        len(column) >= _LEAST_LINES
        and max(one.right for one in column) - min(one.left for one in column) >= _NARROWEST * body
        for column in columns
    )


def _narrowed(gutters: list[Strip], row: Row) -> list[Strip]:
    """What the row leaves blank of `gutters`."""
    left: list[Strip] = []
    for begin, end in gutters:
        pieces = [(begin, end)]
        for segment in row:
            pieces = [
                part
                for start, stop in pieces
                for part in ((start, min(stop, segment.left)), (max(start, segment.right), stop))
                if part[1] - part[0] >= _NARROWEST_GUTTER
            ]
        # A word in the middle of the strip would make two of it: it is no gutter then.
        if len(pieces) == 1:
            left.append(pieces[0])
    return left


def _heads_what_follows(rows: list[Row], at: int, body: float) -> bool:
    """Whether a row alone in large letters heads the columns under it, and not its own column."""
    row = rows[at]
    if len(row) > 1 or row[0].size <= body * _LARGER:
        return False
    before, after = rows[at - 1], rows[at + 1] if at + 1 < len(rows) else []
    # Beside a heading in a column the other column goes on, on the same lines or between them.
    others = [*before, *after]
    right = [one for one in others if one.left > row[0].right or one.right < row[0].left]
    overlaps = any(one.top < row[0].bottom and one.bottom > row[0].top for one in right)
    gap = row[0].top - max(one.bottom for one in before)
    return len(before) > 1 and not overlaps and (len(after) > 1 or gap > body)


def _without_tail(rows: list[Row], first: int, last: int, gutters: list[Strip]) -> int:
    """`last` without rows that only happen to be short: set apart, and text goes on below them."""
    if last >= len(rows) or not gutters:
        return last
    end = last
    while end > first and len(rows[end - 1]) == 1 and rows[end - 1][0].right <= gutters[0][0]:
        end -= 1
    reach = max((row[0].right for row in rows[end:last]), default=0.0)
    if reach > gutters[0][0] - 2 * rows[first][0].height:
        return last  # its lines are broken at the column's edge
    for position in range(max(end, first + 1), last):
        gap = rows[position][0].top - max(one.bottom for one in rows[position - 1])
        if gap > 0.6 * rows[position][0].height:
            return position
    return last


def _is_table(rows: list[Row], gutters: list[Strip], cuts: list[float]) -> bool:
    """Whether the band is read row by row: short cells or figures, or much room between them."""
    beside = [row for row in rows if len(row) > 1]
    cells = [segment for row in beside for segment in row]
    if len(beside) < _LEAST_ROWS or _level(beside) < 0.8:
        return False
    if sum(marker_of(one.text) is not None for one in cells) > 0.3 * len(cells):
        return False
    goes_on = sum(one.text[:1].islower() or one.broken for one in cells)
    # A table's first column is full or its rows wrap; two columns of prose have rows alone too.
    numeric = sum(_is_figure(one.text) for one in cells)
    typical = statistics.median(len(one.text) for one in cells)
    if numeric >= 0.3 * len(cells):
        return True
    if goes_on > 0.35 * len(cells):
        return False
    width = max(one.right for one in cells) - min(one.left for one in cells)
    roomy = max(right - left for left, right in gutters) > 0.12 * width
    return typical <= 18 or len(cuts) >= 3 or roomy


def _level(rows: list[Row]) -> float:
    """The share of rows whose words stand on one line, and not merely beside one another."""
    level = sum(max(one.bottom for one in row) - min(one.bottom for one in row) < 3 for row in rows)
    return level / len(rows)


def _is_figure(text: str) -> bool:
    figures = sum(character.isdigit() for character in text)
    return figures > 0 and figures * 2 >= len(text.replace(" ", ""))
