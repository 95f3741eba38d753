"""Running heads and feet: what stands at the same place of many pages, and page numbers."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from retning.core.documents.lines import is_page_number
from retning.core.documents.pdf.print import Segment, Sheet, rows_of

_FIGURES = re.compile(r"\d+|\b[ivxlc]{1,6}\b")
# The upper and the lower part of a page that may hold heads and feet, as a share of its height.
_MARGIN = 0.14
_ROWS = 3
_FEW_PAGES = 4
_STEP = 4.0
_OUTERMOST = 0.085
_LONGEST_APART = 70


def furniture_of(sheets: list[Sheet]) -> list[list[Segment]]:
    """For each page what is furniture, which is taken out of its segments."""
    candidates = [_at_the_edges(sheet) for sheet in sheets]
    places: dict[tuple[str, int], set[int]] = defaultdict(set)
    for sheet, edges in zip(sheets, candidates, strict=True):
        for segment in edges:
            for key in _keys(segment):
                places[key].add(sheet.number)
    needed = 2 if len(sheets) <= _FEW_PAGES else 3
    body = _usual_size(sheets)
    found: list[list[Segment]] = []
    for sheet, edges in zip(sheets, candidates, strict=True):
        taken = [
            one
            for one in edges
            if any(len(places[key]) >= needed for key in _keys(one))
            or _is_number(one, sheet)
            or _stands_apart(one, sheet, body)
        ]
        gone = set(map(id, taken))
        sheet.segments = [one for one in sheet.segments if id(one) not in gone]
        found.append(taken)
    return found


def _at_the_edges(sheet: Sheet) -> list[Segment]:
    rows = rows_of(sheet.segments)
    edge = _MARGIN * sheet.height
    heads = [one for row in rows[:_ROWS] for one in row if one.middle <= edge]
    feet = [one for row in rows[-_ROWS:] for one in row if one.middle >= sheet.height - edge]
    return heads + feet


def _keys(segment: Segment) -> list[tuple[str, int]]:
    """The words with their figures left off, at their height on the page and just beside it."""
    words = _FIGURES.sub("#", " ".join(segment.text.casefold().split()))
    at = int(segment.middle // _STEP)
    return [(words, at), (words, at + 1)]


def _is_number(segment: Segment, sheet: Sheet) -> bool:
    edge = _MARGIN * sheet.height / 2
    far_out = segment.middle <= edge or segment.middle >= sheet.height - edge
    return far_out and is_page_number(segment.text)


def _stands_apart(segment: Segment, sheet: Sheet, body: float) -> bool:
    """Whether a short line lies at the very edge, well away from everything else."""
    if segment.size > body * 1.05 or len(segment.text) > _LONGEST_APART:
        return False
    outer = _OUTERMOST * sheet.height
    if outer < segment.middle < sheet.height - outer:
        return False
    others = [one for one in sheet.segments if abs(one.middle - segment.middle) > one.height]
    nearest = min((_distance(one, segment) for one in others), default=0.0)
    return nearest > 1.2 * segment.height


def _distance(one: Segment, other: Segment) -> float:
    return max(one.top - other.bottom, other.top - one.bottom)


def _usual_size(sheets: list[Sheet]) -> float:
    sizes: Counter[float] = Counter()
    for sheet in sheets:
        for segment in sheet.segments:
            sizes[segment.size] += len(segment.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0
