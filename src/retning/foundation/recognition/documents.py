"""A stranger's file → a document: read in a process apart, its scanned pages recognised.

Needs neither settings nor a database: the command line reads so too.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import msgspec

from retning.core.documents.blocks import Document
from retning.core.documents.scans import MOST_PAGES, SeenPage, packed_pages, page_of
from retning.core.documents.transport import unpacked
from retning.core.documents.unreadable import Unreadable, UnreadableCode
from retning.foundation import confined
from retning.foundation.recognition import tesseract

READ = "retning.core.documents.apart:read"
READ_LINES = "retning.core.documents.apart:read_lines"
READ_SEEN = "retning.core.documents.apart:read_seen"
PAGE_GREY = "retning.core.documents.apart:page_grey"
# After so many pages that could not be recognised, one after the other, no more are tried.
_PATIENCE = 3

logger = logging.getLogger(__name__)
# Where nobody set up a log, as on the command line, nobody is to be told.
logger.addHandler(logging.NullHandler())


class Kept(Protocol):
    """Where pages that were recognised wait, so that a reading that broke off goes on."""

    def get(self, page: int) -> bytes | None:
        """What `put` was given for the page."""

    def put(self, page: int, said: bytes) -> None:
        """Keep it. May fail without a word."""


@dataclass(frozen=True, slots=True)
class Listeners:
    """`meanwhile` is called several times a second; what it raises ends the work and goes on up.
    `page(done, of)` is called for each scanned page, and once when all are done."""

    meanwhile: Callable[[], None] | None = None
    page: Callable[[int, int], None] | None = None

    def told(self, done: int, of: int) -> None:
        if self.page is not None:
            self.page(done, of)


def read_document(
    data: bytes,
    *,
    name: str,
    meanwhile: Callable[[], None] | None = None,
    page: Callable[[int, int], None] | None = None,
    kept: Kept | None = None,
    limits: confined.Limits = tesseract.LIMITS,
) -> Document:
    """The document in `data`, a file called `name`, with its scanned pages recognised.

    `meanwhile` and `page` as in `Listeners`; `limits` are those of one page. Raises Unreadable
    with a code, whatever the file does to its reader. A page that cannot be recognised is left
    among `pages_without_text`.
    """
    listeners = Listeners(meanwhile, page)
    try:
        document = _asked(READ, data, name, meanwhile)
    except Unreadable as refusal:
        if refusal.code is not UnreadableCode.NO_TEXT or not refusal.detail.isdigit():
            raise
        return _recognised(data, range(1, int(refusal.detail) + 1), listeners, kept, limits)
    if not document.pages_without_text:
        return document
    try:
        return _recognised(data, document.pages_without_text, listeners, kept, limits)
    except Unreadable as refusal:
        # What has text was read all the same.
        return replace(document, not_recognised=refusal.code)


def _recognised(
    data: bytes,
    numbers: Sequence[int],
    listeners: Listeners,
    kept: Kept | None,
    limits: confined.Limits,
) -> Document:
    if len(numbers) > MOST_PAGES:
        raise Unreadable(UnreadableCode.TOO_MANY_SCANS, str(MOST_PAGES))
    recogniser = tesseract.found()
    if isinstance(recogniser, UnreadableCode):
        raise Unreadable(recogniser)
    pages = _Pages(data, recogniser, listeners, kept, limits)
    seen: list[SeenPage] = []
    failed = 0
    for done, number in enumerate(numbers):
        listeners.told(done, len(numbers))
        found = pages.page(number) if failed < _PATIENCE else None
        failed = failed + 1 if found is None else 0
        if found is not None:
            seen.append(found)
    listeners.told(len(numbers), len(numbers))
    if not seen:
        raise Unreadable(UnreadableCode.TOO_HEAVY)
    return _asked(READ_SEEN, packed_pages(seen, data), "", listeners.meanwhile)


@dataclass(frozen=True, slots=True)
class _Pages:
    """The pages of one file, one after the other: drawn in one process, recognised in another."""

    data: bytes
    recogniser: tesseract.Recogniser
    listeners: Listeners
    kept: Kept | None
    limits: confined.Limits

    def page(self, number: int) -> SeenPage | None:
        """The page, or None where it could not be drawn or recognised within the limits."""
        if (before := self._before(number)) is not None:
            return before
        meanwhile = self.listeners.meanwhile
        try:
            told = {"page": str(number)}
            picture = confined.run(PAGE_GREY, self.data, arguments=told, meanwhile=meanwhile)
            if not picture:
                return SeenPage(number, 1, 1)
            said = self.recogniser.recognise(picture, limits=self.limits, meanwhile=meanwhile)
            seen = page_of(said, picture, number=number)
        except (confined.Broken, ValueError) as broken:
            logger.warning("Page %s was not recognised: %s", number, broken)
            return None
        if self.kept is not None:
            self.kept.put(number, msgspec.json.encode(seen))
        return seen

    def _before(self, number: int) -> SeenPage | None:
        said = self.kept.get(number) if self.kept is not None else None
        if said is None:
            return None
        try:
            page = msgspec.json.decode(said, type=SeenPage)
        except (msgspec.DecodeError, UnicodeDecodeError):
            return None
        return page if page.number == number else None


def read_lines(data: bytes) -> Document:
    """The sentences in `data`, one a line (`core.documents.sentence_lines`). Raises Unreadable."""
    return _asked(READ_LINES, data, "", None)


def _asked(task: str, data: bytes, name: str, meanwhile: Callable[[], None] | None) -> Document:
    """What `task` makes of `data`, in a process of its own with limits (decision 0013)."""
    try:
        said = confined.run(task, data, arguments={"name": name}, meanwhile=meanwhile)
    except confined.Broken as broken:
        logger.warning("A document broke its reader: %s", broken)
        crashed = broken.code is confined.BrokenCode.CRASHED
        code = UnreadableCode.BROKE_DOWN if crashed else UnreadableCode.TOO_HEAVY
        raise Unreadable(code) from None
    return unpacked(said)
