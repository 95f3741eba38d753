"""A document from the process that read it to the one that asked for it: JSON, checked on arrival.

The reader works on bytes from strangers and may have been led astray by them: nothing that it says
is believed without a check, and nothing that it says is code.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import msgspec

from retning.core.documents.blocks import Document
from retning.core.documents.unreadable import Unreadable, UnreadableCode


@dataclass(frozen=True, slots=True)
class Answer:
    """What reading gave: a document, or why there is none."""

    document: Document | None = None
    code: UnreadableCode | None = None
    detail: str = ""


def packed(answer: Answer) -> bytes:
    """`answer` as JSON in UTF-8."""
    return msgspec.json.encode(answer)


def unpacked(said: bytes) -> Document:
    """The document in what `packed` gave. Raises Unreadable with the reason given, and with
    BROKE_DOWN where what was said is no answer, or one whose positions do not hold."""
    try:
        answer = msgspec.json.decode(said, type=Answer)
    except (msgspec.DecodeError, UnicodeDecodeError) as problem:
        raise Unreadable(UnreadableCode.BROKE_DOWN) from problem
    if answer.code is not None:
        raise Unreadable(answer.code, answer.detail[:100])
    if answer.document is None or not _holds(answer.document):
        raise Unreadable(UnreadableCode.BROKE_DOWN)
    return answer.document


def _holds(document: Document) -> bool:
    """Whether every position lies in the text, in order."""
    last = len(document.text)
    blocks = [(block.outer, block.start, block.end) for block in document.blocks]
    pages = [(page.start, page.start, page.end) for page in document.pages]
    lines = [(line.start, line.start, line.end) for page in document.pages for line in page.lines]
    repairs = [(repair.start, repair.start, repair.end) for repair in document.repairs]
    words = [(word.start, word.start, word.end) for word in document.words]
    stand = all(document.text[r.start : r.end] == r.before for r in document.repairs)
    return stand and all(_in_order(spans, last) for spans in (blocks, pages, lines, repairs, words))


def _in_order(spans: list[tuple[int, int, int]], last: int) -> bool:
    inside = all(0 <= outer <= start <= end <= last for outer, start, end in spans)
    return inside and all(former[2] <= latter[0] for former, latter in pairwise(spans))
