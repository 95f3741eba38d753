"""List marks that are drawn, and not written: many programs print bullets as small shapes."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from itertools import repeat

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from retning.core.danish import marker_of
from retning.core.documents.pdf.print import Segment

_MARK = "• "
_MOST_THINGS = 3_000
# A page with more small shapes than this shows a map or a chart.
_MOST_SHAPES = 150
_SMALLEST, _LARGEST = 1.2, 7.0
_SQUARE = 1.4
# Of the font's size: how large a mark may be, and how far before its words it may stand.
_LARGEST_SHARE = 0.75
_FURTHEST = 3.0

Edges = list[float]
Turn = Callable[[Edges, Edges, Edges, Edges], tuple[Edges, Edges, Edges, Edges]]
Box = tuple[float, float, float, float]


class _Thing(ctypes.c_void_p):
    """The address of something that is drawn."""


# By plain addresses, as `calls` does for letters.
_thing = ctypes.PYFUNCTYPE(_Thing)(ctypes.cast(raw.FPDFPage_GetObject, ctypes.c_void_p).value or 0)
_kind = ctypes.PYFUNCTYPE(ctypes.c_int)(
    ctypes.cast(raw.FPDFPageObj_GetType, ctypes.c_void_p).value or 0
)


def give_marks(page: pdfium.PdfPage, segments: list[Segment], turn: Turn) -> None:
    """Write a bullet before each segment that a small shape stands before."""
    shapes = _small_shapes(page, turn)
    if not 0 < len(shapes) <= _MOST_SHAPES:
        return
    for shape in shapes:
        segment = _first_beside(shape, segments)
        if segment is not None and marker_of(segment.text) is None:
            segment.text, segment.content_left = _MARK + segment.text, segment.left
            segment.left = shape[0]


def _small_shapes(page: pdfium.PdfPage, turn: Turn) -> list[Box]:
    """The boxes of small paths, about as wide as high."""
    address = ctypes.cast(page.raw, ctypes.c_void_p)
    count = min(raw.FPDFPage_CountObjects(page), _MOST_THINGS)
    things = list(map(_thing, repeat(address), range(count)))
    corners = (ctypes.c_float * 4)()
    places = [ctypes.byref(corners, 4 * at) for at in range(4)]
    bounds = ctypes.PYFUNCTYPE(ctypes.c_int)(
        ctypes.cast(raw.FPDFPageObj_GetBounds, ctypes.c_void_p).value or 0
    )
    found: list[list[float]] = []
    for thing, kind in zip(things, map(_kind, things), strict=True):
        if kind == raw.FPDF_PAGEOBJ_PATH and bounds(thing, *places):
            left, bottom, right, top = corners[:4]
            wide, high = right - left, top - bottom
            sized = _SMALLEST <= wide <= _LARGEST and _SMALLEST <= high <= _LARGEST
            if sized and wide <= _SQUARE * high and high <= _SQUARE * wide:
                found.append([left, top, right, bottom])
    if not found:
        return []
    columns = [list(column) for column in zip(*found, strict=True)]
    return list(zip(*turn(columns[0], columns[1], columns[2], columns[3]), strict=True))


def _first_beside(shape: Box, segments: list[Segment]) -> Segment | None:
    """The segment that begins right after the shape, on its line; none where words stand before
    the shape on that line and close to it."""
    left, top, right, bottom = shape
    middle = (top + bottom) / 2
    level = [one for one in segments if one.top <= middle <= one.bottom]
    after = [one for one in level if one.left >= right - 0.5]
    if not after:
        return None
    first = min(after, key=lambda one: one.left)
    if first.left - right > _FURTHEST * first.size:
        return None
    if max(right - left, bottom - top) > _LARGEST_SHARE * first.size:
        return None
    follows = any(-0.5 < left - one.right < first.size for one in level)
    return None if follows or any(one.left < left < one.right for one in level) else first
