"""Tables: rows of cells between cuts, and tables whose columns stand too close for any gap.

Where no blank strip parts the columns, the left edges of cells do: at least three edges, each with
cells of two rows or more, that no words reach across.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from retning.core.danish import marker_of
from retning.core.documents.pdf.print import Region, Row, Segment

_LEAST_EDGES = 3
_LEAST_ROWS = 3
_SAME_EDGE = 1.5
# Wider blanks than this, in points, part columns by themselves.
_NARROW = 6.0
# Of a line's height: further apart, rows belong to different things.
_FURTHEST = 3.0
_LONGEST_ALONE = 30


@dataclass(slots=True)
class Close:
    """A table of close columns: rows `first` to `last` (excluded), and where its columns part."""

    first: int
    last: int
    cuts: list[float]


def close_tables(rows: list[Row]) -> Iterator[Close]:
    """Tables in runs of rows that have words side by side."""
    first = 0
    while first < len(rows):
        last = first
        while last < len(rows) and _is_beside(rows, first, last) and _is_near(rows, first, last):
            last += 1
        if last - first >= _LEAST_ROWS:
            cuts = _close_cuts(rows[first:last])
            if cuts:
                yield Close(first, last, cuts)
        first = max(last, first + 1)


def _is_beside(rows: list[Row], first: int, at: int) -> bool:
    """Whether words stand side by side in the row, or it is a cell's line between such rows."""
    if len(rows[at]) > 1:
        return True
    between = first < at < len(rows) - 1 and len(rows[at + 1]) > 1
    return between and len(rows[at][0].text) <= _LONGEST_ALONE


def _is_near(rows: list[Row], first: int, at: int) -> bool:
    if at == first:
        return True
    gap = min(one.top for one in rows[at]) - max(one.bottom for one in rows[at - 1])
    return gap < _FURTHEST * rows[at][0].height


def _close_cuts(rows: list[Row]) -> list[float]:
    """Where the columns part; none where this is no table, or its blanks part it well enough."""
    cells = [one for row in rows for one in row]
    edges = _edges(rows)
    if len(edges) < _LEAST_EDGES or any(marker_of(one.text) for one in cells):
        return []
    cuts = [edge - _SAME_EDGE for edge in edges[1:]]
    if any(one.left < cut < one.right - _SAME_EDGE for cut in cuts for one in cells):
        return []
    full = sum({_column(one, cuts) for one in row} >= set(range(len(edges))) for row in rows)
    if full < _LEAST_ROWS - 1:
        return []
    reach = [max(one.right for one in cells if one.right <= cut + _SAME_EDGE) for cut in cuts]
    return (
        cuts
        if min(edge - end for edge, end in zip(edges[1:], reach, strict=True)) < _NARROW
        else []
    )


def _edges(rows: list[Row]) -> list[float]:
    """Left edges that cells of two rows or more begin at, from the left."""
    found: list[list[float]] = []
    for left in sorted(one.left for row in rows for one in row):
        if found and left - found[-1][0] <= _SAME_EDGE:
            found[-1].append(left)
        else:
            found.append([left])
    return [lefts[0] for lefts in found if len(lefts) > 1]


def _column(segment: Segment, cuts: list[float]) -> int:
    return sum(segment.left > cut for cut in cuts)


def close_region(rows: list[Row], cuts: list[float]) -> Region:
    """The region of a table of close columns."""
    cells = [one for row in rows for one in row]
    left, right = min(one.left for one in cells), max(one.right for one in cells)
    return Region(left, right, rows=table_rows(rows, cuts, by_left_edge=True))


def table_rows(
    rows: list[Row], cuts: list[float], *, by_left_edge: bool = False
) -> list[list[list[Segment]]]:
    """Rows of cells of lines: a line under a row whose first cell is blank belongs to that row, and
    so does one that goes on in lower case where the row above leaves a cell blank."""
    table: list[list[list[Segment]]] = []
    previous: Row = []
    for row in rows:
        cells: list[list[Segment]] = [[] for _ in range(len(cuts) + 1)]
        for segment in row:
            at = segment.left if by_left_edge else (segment.left + segment.right) / 2
            cells[sum(at > cut for cut in cuts)].append(segment)
        close = bool(previous) and is_close(previous, row)
        starts = not cells[0] or cells[0][0].text[:1].islower()
        blank = not all(cells) or (bool(table) and not all(table[-1]))
        if table and close and starts and blank:
            for cell, more in zip(table[-1], cells, strict=True):
                cell.extend(more)
        else:
            table.append(cells)
        previous = row
    return table


def is_close(above: Row, below: Row) -> bool:
    """Whether two rows stand as close as the lines of one cell."""
    gap = min(one.top for one in below) - max(one.bottom for one in above)
    return gap < 0.6 * below[0].height
