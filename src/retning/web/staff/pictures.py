"""Pictures of a document's pages, drawn while somebody waits.

There are few threads to answer with, and the public shares them: so a drawing is short, one is made
at a time in a process, and what was drawn, or could not be, is remembered for a while.
"""

from __future__ import annotations

from threading import BoundedSemaphore

from django.core.cache import caches

from retning.foundation.attachments.models import Attachment
from retning.foundation.attachments.services import open_stored
from retning.foundation.confined import Broken, Limits, run

CACHE = "pictures"
TASK = "retning.core.documents.apart:page_picture"
MEGABYTE = 1024 * 1024
# The largest there can be is 900 by 3,200 pixels of three bytes.
LIMITS = Limits(processor=5, seconds=8, answer=12 * MEGABYTE)
LONGEST_WAIT = 2.0
# With the cache's number of entries: at most 12 MB of a process. A page of text is 100 to 300 KB.
LARGEST_KEPT = MEGABYTE // 2
FAILURE_KEPT_SECONDS = 300
_BEGINS = b"\x89PNG"
_TURN = BoundedSemaphore()


def picture_of_page(attachment: Attachment, number: int, *, width: int) -> bytes:
    """Page `number` (from 1) of a PDF as PNG, `width` pixels wide; nothing where it cannot be
    drawn within the limits, and where another has been drawn for two seconds since it was asked."""
    name = f"{attachment.sha256}-{number}-{width}"
    kept: bytes | None = caches[CACHE].get(name)
    if kept is not None:
        return kept
    if not _TURN.acquire(timeout=LONGEST_WAIT):
        return b""
    try:
        picture = _drawn(attachment, number, width)
    finally:
        _TURN.release()
    if not picture:
        caches[CACHE].set(name, picture, timeout=FAILURE_KEPT_SECONDS)
    elif len(picture) <= LARGEST_KEPT:
        caches[CACHE].set(name, picture, timeout=None)
    return picture


def _drawn(attachment: Attachment, number: int, width: int) -> bytes:
    arguments = {"page": str(number), "width": str(width)}
    try:
        with open_stored(attachment) as file:
            picture = run(TASK, file.read(), arguments=arguments, limits=LIMITS)
    except (Broken, FileNotFoundError):
        return b""
    return picture if picture.startswith(_BEGINS) else b""
