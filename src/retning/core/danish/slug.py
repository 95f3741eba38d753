"""Addresses that can be read aloud: Danish letters written out, the rest left off."""

import re
import unicodedata

_WRITTEN_OUT = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ß": "ss", "é": "e"})
_NOT_IN_ADDRESSES = re.compile(r"[^a-z0-9]+")


def slug_of(text: str, *, limit: int = 60) -> str:
    """`text` as an address part of at most `limit` characters, cut at a word; may be empty."""
    folded = text.casefold().translate(_WRITTEN_OUT)
    ascii_only = unicodedata.normalize("NFKD", folded).encode("ascii", "ignore").decode()
    slug = _NOT_IN_ADDRESSES.sub("-", ascii_only).strip("-")
    if len(slug) <= limit:
        return slug
    return slug[: limit + 1].rpartition("-")[0] or slug[:limit]
