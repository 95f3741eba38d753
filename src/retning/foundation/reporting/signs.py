"""What of a text can stand in a document: every format is given texts that have been here."""

from __future__ import annotations

import re

# Controls that XML and PDF forbid, characters that are none, and the byte order mark.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\ud800-\udfff"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000)
    )
    + "]"
)
_LINES = re.compile("\r\n?|[\u0085\u2028\u2029]")
_SAFE_URL = re.compile(r"(?:https?://|mailto:)[^\s\"<>\\^`{|}]+", re.IGNORECASE)


def clean(text: str) -> str:
    """`text` with its lines parted by line feeds, blanks for tabs, and without the signs that a
    document may not hold. What a person can see stays."""
    return _FORBIDDEN.sub("", _LINES.sub("\n", text)).replace("\t", " ")


def one_line(text: str) -> str:
    """The same on one line."""
    return " ".join(clean(text).split())


def followed(url: str) -> str:
    """The address of a link that a reader may follow, or nothing."""
    address = clean(url).strip()
    return address if _SAFE_URL.fullmatch(address) and len(address) <= 2_000 else ""
