"""What stands on a page, as a person sees it: the words of this room."""

from collections.abc import Sequence
from dataclasses import dataclass, field

# Begin and end in a segment's text, and how sure its recognition is, in percent.
Sureness = tuple[int, int, int]
# Left, top, right, bottom.
Box = tuple[float, float, float, float]
# A blank parts two columns or cells where it is more than this share of a line's height, and this
# many times the blanks of its line.
_WIDE_GAP = 0.6
_WIDER = 2.2
_FEW_BLANKS = 3


@dataclass(slots=True)
class Segment:
    """Words that stand together on one line.

    Positions are in points from the upper left corner of the page as a person sees it. `size` is
    the font's, in points. `broken` says that a hyphen at its end divides a word, or may (the
    hyphen is not in `text`). `content_left` is where the words after a list mark begin.
    `unmapped`: its font does not say which letters it draws, and PDFium guessed. `sure` are its
    words, and `stroke` how wide its strokes are in points, where it was recognised in a picture.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    bold: bool
    broken: bool = False
    content_left: float = 0.0
    unmapped: bool = False
    sure: tuple[Sureness, ...] = ()
    stroke: float = 0.0

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(slots=True)
class Sheet:
    """A page before its order is known. `marks`: whether anything at all is drawn on it;
    `opens`: whether it could be opened; `draws_letters`: whether anything drawn on it is text,
    though none came out; `seen`: whether its words were recognised in a picture of it."""

    number: int
    width: float
    height: float
    segments: list[Segment]
    marks: bool = False
    opens: bool = True
    draws_letters: bool = False
    seen: bool = False


@dataclass(slots=True)
class Region:
    """Lines of one column, from the top down; `rows` are cells instead, where it is a table."""

    left: float
    right: float
    lines: list[Segment] = field(default_factory=list)
    rows: list[list[list[Segment]]] = field(default_factory=list)


Row = list[Segment]


def widest_blank(blanks: Sequence[float], size: float) -> float:
    """The widest blank that still parts words of one text: in a justified line all are wide."""
    if len(blanks) < _FEW_BLANKS:
        return _WIDE_GAP * size
    return max(_WIDE_GAP * size, _WIDER * sorted(blanks)[(len(blanks) - 1) // 3])


def rows_of(segments: list[Segment]) -> list[Row]:
    """Segments that stand beside one another, from the top down, each row from the left."""
    rows: list[Row] = []
    top = bottom = 0.0
    for segment in sorted(segments, key=lambda one: (one.middle, one.left)):
        if rows and top <= segment.middle <= bottom and segment.top < bottom:
            rows[-1].append(segment)
            continue
        rows.append([segment])
        top, bottom = segment.top, segment.bottom
    for row in rows:
        row.sort(key=lambda one: one.left)
    return rows
