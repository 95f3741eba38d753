"""A document with its repairs applied, and the way back to what stands in the source."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from retning.core.danish.repairs import Repair
from retning.core.documents.blocks import Block, Document, Line, Page


@dataclass(frozen=True, slots=True)
class Alignment:
    """Where repairs moved what: for each, in order, its span in the source (`before`) and in the
    mended text (`after`). What stands between two repairs is the same in both."""

    before: tuple[tuple[int, int], ...] = ()
    after: tuple[tuple[int, int], ...] = ()

    def there(self, position: int, *, ends: bool) -> int:
        """Where a source position, as an end or as a start, lies in the mended text."""
        return _across(self.before, self.after, position, ends=ends)

    def back(self, position: int, *, ends: bool) -> int:
        """Where a mended position, as an end or as a start, lies in the source."""
        return _across(self.after, self.before, position, ends=ends)


@dataclass(frozen=True, slots=True)
class Mended:
    """`document` is the mended one (its own `repairs` are empty), `applied` what was done to it, in
    order, with positions in the source."""

    document: Document
    applied: tuple[Repair, ...]
    alignment: Alignment

    def source_start(self, position: int) -> int:
        """Where a stretch that begins at `position` of the mended text begins in the source: before
        the whole of a repair that it begins within."""
        return self.alignment.back(position, ends=False)

    def source_end(self, position: int) -> int:
        """Where a stretch that ends at `position` of the mended text ends in the source: behind the
        whole of a repair that it ends within."""
        return self.alignment.back(position, ends=True)

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """The source's span of the mended text's; an empty one stays empty."""
        first = self.source_start(start)
        return first, max(first, self.source_end(end)) if end > start else first


def mend(document: Document, *, without: Collection[Repair] = ()) -> Mended:
    """`document` with its repairs applied, save those in `without` (a person has undone them).

    A repair that does not fit the text, or reaches into the one before it, is left out. Linear in
    the text.
    """
    undone = frozenset(without)
    applied = tuple(_fitting(document, (r for r in document.repairs if r not in undone)))
    if not applied:
        return Mended(replace(document, repairs=()), (), Alignment())
    text, alignment = _applied(document.text, applied)
    mended = replace(
        document,
        text=text,
        blocks=tuple(_moved_blocks(document.blocks, alignment)),
        pages=tuple(_moved_pages(document.pages, alignment)),
        repairs=(),
    )
    return Mended(mended, applied, alignment)


def alike(repair: Repair, repairs: Iterable[Repair]) -> tuple[Repair, ...]:
    """Every one of `repairs` that turns the same wrong word into the same right one, whatever its
    capitals: what a person undoes as a rule."""
    wanted = (repair.before.lower(), repair.after.lower(), repair.rule)
    return tuple(r for r in repairs if (r.before.lower(), r.after.lower(), r.rule) == wanted)


def _fitting(document: Document, repairs: Iterable[Repair]) -> Iterator[Repair]:
    reached = 0
    for repair in sorted(repairs, key=lambda repair: (repair.start, repair.end)):
        stands = document.text[repair.start : repair.end] == repair.before
        if repair.start >= reached and stands and repair.start <= repair.end:
            yield repair
            reached = repair.end


def _applied(text: str, repairs: tuple[Repair, ...]) -> tuple[str, Alignment]:
    parts: list[str] = []
    after: list[tuple[int, int]] = []
    reached = length = 0
    for repair in repairs:
        between = text[reached : repair.start]
        start = length + len(between)
        length = start + len(repair.after)
        parts += (between, repair.after)
        after.append((start, length))
        reached = repair.end
    parts.append(text[reached:])
    before = tuple((repair.start, repair.end) for repair in repairs)
    return "".join(parts), Alignment(before, tuple(after))


def _across(
    here: tuple[tuple[int, int], ...],
    there: tuple[tuple[int, int], ...],
    position: int,
    *,
    ends: bool,
) -> int:
    """An end looks back at what stands before it, a start ahead at what comes."""
    # Of the spans that begin before an end, or at or before a start, the last one decides.
    found = bisect_right(here, (position, -1) if ends else (position, _FAR)) - 1
    if found < 0:
        return position
    (_, last), (first_there, last_there) = here[found], there[found]
    if position >= last:
        return last_there + position - last
    return last_there if ends else first_there


_FAR = 1 << 62


def _moved_blocks(blocks: tuple[Block, ...], alignment: Alignment) -> Iterator[Block]:
    reached = 0
    for block in blocks:
        outer = max(reached, alignment.there(block.outer, ends=False))
        start = max(outer, alignment.there(block.start, ends=False))
        end = max(start, alignment.there(block.end, ends=True))
        yield replace(block, outer=outer, start=start, end=end)
        reached = end


def _moved_pages(pages: tuple[Page, ...], alignment: Alignment) -> Iterator[Page]:
    reached = 0
    for page in pages:
        start = max(reached, alignment.there(page.start, ends=False))
        end = max(start, alignment.there(page.end, ends=True))
        lines = tuple(_moved_lines(page.lines, alignment, start))
        yield replace(page, start=start, end=end, lines=lines)
        reached = end


def _moved_lines(lines: tuple[Line, ...], alignment: Alignment, reached: int) -> Iterator[Line]:
    for line in lines:
        start = max(reached, alignment.there(line.start, ends=False))
        end = max(start, alignment.there(line.end, ends=True))
        yield replace(line, start=start, end=end)
        reached = end
