"""What a document's print says about its lines: which size is the body's, how far lines stand
apart, which styles are headings and of what level."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from retning.core.documents.pdf.print import Region, Segment, Sheet

# How much larger than the body a heading is set, at least.
LARGER = 1.1
_USUAL_LEADING = 1.25
_DEEPEST = 6
_TITLE_PAGES = 2

Style = tuple[float, bool]


def style_of(segment: Segment) -> Style:
    """Size and boldness, by which headings are ranked."""
    return segment.size, segment.bold


@dataclass(frozen=True, slots=True)
class Print:
    """The body's size in points, whether it is bold, its lines' distance over its size."""

    body: float
    bold: bool
    leading: float

    def stands_out(self, segment: Segment) -> bool:
        """Whether the line is set as headings are: larger than the body, or bolder."""
        if segment.size >= self.body * LARGER:
            return True
        return segment.bold and not self.bold and segment.size > self.body * 0.85


def body_of(sheets: Iterable[Sheet]) -> Style:
    """The style that most letters of the document have."""
    letters: Counter[Style] = Counter()
    for sheet in sheets:
        for segment in sheet.segments:
            letters[style_of(segment)] += len(segment.text)
    return letters.most_common(1)[0][0] if letters else (11.0, False)


def print_of(body: Style, pages: Iterable[list[Region]]) -> Print:
    """Measure how far apart the body's lines stand."""
    steps: Counter[float] = Counter()
    for regions in pages:
        for region in regions:
            for line, following in pairwise(region.lines):
                step = following.middle - line.middle
                if style_of(line) == style_of(following) == body and 0.8 < step / body[0] < 3:
                    steps[round(step * 4) / 4] += 1
    # Of steps that are nearly as frequent the smallest: paragraphs of one line stand further apart.
    most = max(steps.values(), default=0)
    leading = min((step for step, count in steps.items() if count * 2 >= most), default=0.0)
    return Print(body[0], body[1], leading / body[0] if leading else _USUAL_LEADING)


def levels_of(headings: Iterable[tuple[int, Style]]) -> dict[Style, int]:
    """Style of each heading (given with its page) → its level. The largest on the first pages is
    the title's; what is larger later in the document is not above it."""
    seen = list(headings)
    first = min((page for page, _ in seen), default=0)
    title = max((style for page, style in seen if page < first + _TITLE_PAGES), default=None)
    ranked = sorted({style for _, style in seen}, reverse=True)
    above = ranked.index(title) if title is not None else 0
    return {style: min(max(rank - above + 1, 1), _DEEPEST) for rank, style in enumerate(ranked)}
