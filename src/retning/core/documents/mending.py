"""A document with its repairs applied, and the way back to what stands in the source."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple, TypeVar

from retning.core.danish.repair.alignment import Alignment, applied_to, fitting
from retning.core.danish.repairs import Repair
from retning.core.documents.blocks import Block, Document, Line, Page, Word


class Mended(NamedTuple):
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
    applied = tuple(fitting(document.text, (r for r in document.repairs if r not in undone)))
    if not applied:
        return Mended(replace(document, repairs=()), (), Alignment())
    text, alignment = applied_to(document.text, applied)
    mended = replace(
        document,
        text=text,
        blocks=tuple(_moved_blocks(document.blocks, alignment)),
        pages=tuple(_moved_pages(document.pages, alignment)),
        words=tuple(_moved_spans(document.words, alignment)),
        repairs=(),
    )
    return Mended(mended, applied, alignment)


def alike(repair: Repair, repairs: Iterable[Repair]) -> tuple[Repair, ...]:
    """Every one of `repairs` that turns the same wrong word into the same right one, whatever its
    capitals: what a person undoes as a rule."""
    wanted = (repair.before.lower(), repair.after.lower(), repair.rule)
    return tuple(r for r in repairs if (r.before.lower(), r.after.lower(), r.rule) == wanted)


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
        lines = tuple(_moved_spans(page.lines, alignment, start))
        yield replace(page, start=start, end=end, lines=lines)
        reached = end


_Span = TypeVar("_Span", Line, Word)


def _moved_spans(
    spans: tuple[_Span, ...], alignment: Alignment, reached: int = 0
) -> Iterator[_Span]:
    for span in spans:
        start = max(reached, alignment.there(span.start, ends=False))
        end = max(start, alignment.there(span.end, ends=True))
        yield replace(span, start=start, end=end)
        reached = end
