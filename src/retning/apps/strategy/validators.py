"""Pure checks of what people write, shared by forms, services and importers."""

from __future__ import annotations

import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

WORDING_LIMIT = 2_000
BODY_LIMIT = 50_000
# What the reader was less certain of than this, of 1, a person must look at.
CERTAIN_FROM = 0.6


def wording(text: str) -> str:
    """One commitment, question or title as it is kept: one line, trimmed, composed characters.

    Raises ValidationError where nothing is left or it is longer than `WORDING_LIMIT`.
    """
    kept = " ".join(unicodedata.normalize("NFC", text).split())
    if not kept:
        raise ValidationError(_("Write the wording."), code="empty")
    if len(kept) > WORDING_LIMIT:
        raise ValidationError(
            _("The wording is too long: at most %(limit)s characters. Move the rest below it."),
            code="too_long",
            params={"limit": WORDING_LIMIT},
        )
    return kept


def prose(text: str) -> str:
    """A longer text as it is kept: composed characters, plain line ends, no control characters.

    Raises ValidationError where it is longer than `BODY_LIMIT`.
    """
    composed = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(
        char for char in composed if char == "\n" or unicodedata.category(char) != "Cc"
    ).strip()
    if len(kept) > BODY_LIMIT:
        raise ValidationError(
            _("The text is too long: at most %(limit)s characters."),
            code="too_long",
            params={"limit": BODY_LIMIT},
        )
    return kept


def period(first: int, last: int) -> None:
    """Raises ValidationError where a strategy would end before it begins."""
    if last < first:
        raise ValidationError(_("The last year comes before the first."), code="backwards")
