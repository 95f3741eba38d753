"""What a person should know of a document that was read: as one short code, and back.

"language:sv", "scans:12:3,7,9", or both with a blank between. At most `LONGEST` characters, so of
many scanned pages only the first are named.
"""

from __future__ import annotations

from dataclasses import dataclass

from retning.core.danish.language import LanguageCode
from retning.core.documents.blocks import Document

LONGEST = 40
_LANGUAGE, _SCANS = "language:", "scans:"


@dataclass(frozen=True, slots=True)
class Cautions:
    """`language` is the code of another language than Danish, or empty; `scan_count` how many
    pages are pictures without text, and `scans` the numbers of the first of them."""

    language: str = ""
    scan_count: int = 0
    scans: tuple[int, ...] = ()


def caution_code(document: Document) -> str:
    """The code for `document`, empty where there is nothing to say."""
    parts: list[str] = []
    language = document.language
    if language.confident and language.code != LanguageCode.DANISH:
        parts.append(f"{_LANGUAGE}{language.code}")
    if bare := document.pages_without_text:
        said = " ".join([*parts, f"{_SCANS}{len(bare)}:{bare[0]}"])
        for number in bare[1:]:
            longer = f"{said},{number}"
            if len(longer) > LONGEST:
                break
            said = longer
        return said
    return " ".join(parts)


def cautions_of(code: str) -> Cautions:
    """What `caution_code` said; any other code says nothing."""
    language, count = "", 0
    scans: tuple[int, ...] = ()
    for part in code.split(" "):
        if part.startswith(_LANGUAGE):
            language = part.removeprefix(_LANGUAGE)
        elif part.startswith(_SCANS):
            total, _, numbers = part.removeprefix(_SCANS).partition(":")
            count, scans = int(total), tuple(int(number) for number in numbers.split(","))
    return Cautions(language, count, scans)
