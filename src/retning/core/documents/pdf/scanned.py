"""Pages that were recognised → sheets, so that their lines go the way of any other page's."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import pairwise

from retning.core.danish import marker_of
from retning.core.documents.pdf.print import Box, Segment, Sheet, Sureness, rows_of, widest_blank
from retning.core.documents.scans import SeenLine, SeenPage, SeenWord

# Of a font's size: how high its tall letters are, how far its lines reach above and below.
_TALL = 0.71
_ABOVE, _BELOW = 0.93, 0.24
_WIDEST_MARK_GAP = 5.0
# Recognition often takes a word's first or last letter out of its box, and parts columns itself.
_LEAST_GAP = 1.4
# Sizes that differ by less are one: they are measured in whole pixels.
_SAME_SIZE = 0.07
_BOLDER = 1.22
# What two parts of one line may differ in size, and lie apart, of their size.
_ALIKE, _BLANK = 0.2, 0.5
_FEW = 3
_LEAST_SLOPE = 0.001
_HYPHENS = frozenset("-\u2010\u00ad¬")
# What a round or square list mark is taken for.
_MISREAD_LETTERS = frozenset("eo+©®¢°")
_TEXTUAL_SIGNS = frozenset("§%&#@/([{\"“”„’'=<$€£")
_DASHES = frozenset("-–—")


def recognised(sheets: list[Sheet], pages: Mapping[int, SeenPage]) -> list[Sheet]:
    """`sheets`, with those in `pages` replaced by what was recognised on them."""
    seen = [
        replace(sheet, segments=_segments(sheet, pages[sheet.number]), marks=True, seen=True)
        if sheet.number in pages
        else sheet
        for sheet in sheets
    ]
    printed = [one for sheet in sheets if sheet.number not in pages for one in sheet.segments]
    read = [one for sheet in seen if sheet.seen for one in sheet.segments]
    _even_sizes(read, printed)
    _find_bold(sheet for sheet in seen if sheet.seen)
    return seen


def _segments(sheet: Sheet, page: SeenPage) -> list[Segment]:
    """The lines of a page in points, upright, parted where their words stand far apart."""
    across, down = sheet.width / max(page.width, 1), sheet.height / max(page.height, 1)
    slope = _slope_of(page.lines)
    found: list[Segment] = []
    for line in page.lines:
        left, _, _, bottom = line.box
        size = line.height * down / _TALL
        for words in _parted(sorted(line.words, key=lambda word: word.box[0]), line.height / _TALL):
            edges = [word.box for word in words]
            middle = (edges[0][0] + edges[-1][2]) / 2
            foot = bottom - line.rise + line.slope * (middle - left) - slope * middle
            box = (
                min(one[0] for one in edges) * across,
                foot * down - _ABOVE * size,
                max(one[2] for one in edges) * across,
                foot * down + _BELOW * size,
            )
            found.append(_segment(words, box, size, line.stroke * down, across))
    return _joined(found)


def _joined(segments: list[Segment]) -> list[Segment]:
    """The segments, with those made one that recognition parted though no more than a blank lies
    between them."""
    joined: list[Segment] = []
    for row in rows_of(segments):
        parts = row[:1]
        for after in row[1:]:
            before = parts[-1]
            near = 0 <= after.left - before.right < _BLANK * before.size
            even = abs(after.size - before.size) < _ALIKE * before.size
            if near and even and not before.broken:
                parts[-1] = _one_of(before, after)
            else:
                parts.append(after)
        joined += parts
    return joined


def _one_of(before: Segment, after: Segment) -> Segment:
    at = len(before.text) + 1
    return replace(
        before,
        text=f"{before.text} {after.text}",
        right=after.right,
        bottom=max(before.bottom, after.bottom),
        broken=after.broken,
        sure=before.sure + tuple((at + first, at + last, sure) for first, last, sure in after.sure),
    )


def _slope_of(lines: tuple[SeenLine, ...]) -> float:
    """How much the page was laid askew: by its longer lines."""
    slopes = [line.slope for line in lines if len(line.words) >= _FEW]
    slope = statistics.median(slopes) if slopes else 0.0
    return slope if abs(slope) > _LEAST_SLOPE else 0.0


def _parted(words: list[SeenWord], size: float) -> list[list[SeenWord]]:
    blanks = [after.box[0] - before.box[2] for before, after in pairwise(words)]
    wide = max(widest_blank(blanks, size), _LEAST_GAP * size)
    parts = [words[:1]]
    for blank, word in zip(blanks, words[1:], strict=True):
        starts_with_mark = len(parts) == 1 and len(parts[0]) == 1 and _is_mark(parts[0][0].text)
        if blank > (_WIDEST_MARK_GAP * size if starts_with_mark else wide):
            parts.append([word])
        else:
            parts[-1].append(word)
    return parts


def _is_misread_mark(text: str) -> bool:
    """Whether a word alone before a line is a list mark: no sentence begins with such signs."""
    if text in _MISREAD_LETTERS:
        return True
    signs = all(not one.isalnum() and one not in _TEXTUAL_SIGNS for one in text)
    return signs and len(text) <= 2 and text not in _DASHES


def _is_mark(text: str) -> bool:
    return _is_misread_mark(text) or (len(text) <= 4 and marker_of(f"{text} x") is not None)


def _segment(words: list[SeenWord], box: Box, size: float, stroke: float, across: float) -> Segment:
    texts = [word.text for word in words]
    if len(texts) > 1 and _is_misread_mark(texts[0]) and texts[1] not in _DASHES:
        texts[0] = "•"
    broken = texts[-1][-1] in _HYPHENS and texts[-1][:-1].isalpha()
    if broken:
        texts[-1] = texts[-1][:-1]
    sure: list[Sureness] = []
    at = 0
    for text, word in zip(texts, words, strict=True):
        # A mark is no word; how sure it is says nothing.
        if any(one.isalnum() or one == "%" for one in text):
            sure.append((at, at + len(text), word.confidence))
        at += len(text) + 1
    segment = Segment(" ".join(texts), *box, size, bold=False, broken=broken)
    segment.sure, segment.stroke = tuple(sure), stroke
    segment.content_left = segment.left
    if len(words) > 1 and marker_of(segment.text) is not None:
        segment.content_left = words[1].box[0] * across
    return segment


def _even_sizes(read: Iterable[Segment], printed: Iterable[Segment]) -> None:
    """Give lines of nearly one size the one that most letters have; where the document's own text
    has it, that one."""
    waiting = list(read)
    sizes: Counter[float] = Counter()
    for segment in waiting:
        sizes[round(segment.size, 1)] += len(segment.text)
    own: Counter[float] = Counter()
    for segment in printed:
        own[segment.size] += len(segment.text)
    for size in [one for one, _ in own.most_common(1)] + [one for one, _ in sizes.most_common()]:
        near = [one for one in waiting if abs(one.size - size) <= _SAME_SIZE * size]
        for segment in near:
            segment.size = size
        if near:
            waiting = [one for one in waiting if abs(one.size - size) > _SAME_SIZE * size]


def _find_bold(sheets: Iterable[Sheet]) -> None:
    """Lines whose strokes are wider, for their size, than those of most letters on their page."""
    for sheet in sheets:
        drawn = [one for one in sheet.segments if one.stroke]
        weights = sorted((one.stroke / one.size, len(one.text)) for one in drawn)
        half = sum(count for _, count in weights) / 2
        usual = 0.0
        for weight, count in weights:
            usual, half = weight, half - count
            if half <= 0:
                break
        for segment in drawn:
            segment.bold = segment.stroke > _BOLDER * usual * segment.size
