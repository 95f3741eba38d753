"""What everyone is given of a stored picture: a copy without metadata (decision 0043)."""

from __future__ import annotations

import logging
from collections.abc import Callable

from retning.foundation import confined
from retning.foundation.attachments.images import NoCopy, told
from retning.foundation.attachments.models import Attachment
from retning.foundation.attachments.services import open_stored

TASK = "retning.foundation.attachments.bare:bare"
LARGEST = 256 * 1024 * 1024
"""Bytes of a copy."""
LIMITS = confined.Limits(memory=1024 * 1024 * 1024, processor=120, seconds=300, answer=LARGEST)
"""64 million pixels of four bytes, twice where they are turned, and what reads them."""
logger = logging.getLogger(__name__)


class NotCopied(Exception):
    """No copy can be made of the picture."""

    def __init__(self, why: NoCopy) -> None:
        super().__init__(str(why))
        self.why = why


def bare_copy(picture: Attachment, *, meanwhile: Callable[[], None] | None = None) -> bytes:
    """A stored picture (`images.PICTURES`) without metadata, upright, made in a process apart; the
    same picture gives the same bytes. `meanwhile` as of `confined.run`. Raises NotCopied."""
    try:
        with open_stored(picture) as stored:
            data = stored.read()
        kind = {"media_type": picture.media_type}
        said = confined.run(TASK, data, arguments=kind, limits=LIMITS, meanwhile=meanwhile)
    except FileNotFoundError:
        raise NotCopied(NoCopy.DAMAGED) from None
    except confined.Broken as broken:
        logger.warning("Picture %s is not copied: %s", picture.sha256, broken.code)
        is_crash = broken.code is confined.BrokenCode.CRASHED
        raise NotCopied(NoCopy.DAMAGED if is_crash else NoCopy.TOO_LARGE) from None
    made = told(said)
    if isinstance(made, NoCopy):
        raise NotCopied(made)
    return made
