"""What a person should know of a document that was read: as one short code, and back.

"language:sv", "scans:12:3,7,9", or both with a blank between. At most `LONGEST` characters, so of
many scanned pages only the first are named. "scans" is followed by a letter where the pages were
not given to text recognition: p where there is no program, d where it knows no Danish, m where
there are too many. "words" is there where a list of words was wanting that repairs needed.
"""

from __future__ import annotations

from dataclasses import dataclass

from retning.core.danish.language import LanguageCode
from retning.core.danish.lexicon import LexiconState
from retning.core.documents.blocks import Document
from retning.core.documents.unreadable import UnreadableCode

LONGEST = 40
_LANGUAGE = "language:"
_WORDS = "words"
_SCANS: dict[UnreadableCode | None, str] = {
    None: "scans:",
    UnreadableCode.NO_RECOGNITION: "scansp:",
    UnreadableCode.NO_DANISH: "scansd:",
    UnreadableCode.TOO_MANY_SCANS: "scansm:",
}


@dataclass(frozen=True, slots=True)
class Cautions:
    """`language` is the code of another language than Danish, or empty; `scan_count` how many
    pages are pictures without text, `scans` the numbers of the first of them, and `not_recognised`
    why they were not given to text recognition, where they were not;
    `lacks_words` says that letters were repaired without the whole lexicon."""

    language: str = ""
    scan_count: int = 0
    scans: tuple[int, ...] = ()
    not_recognised: UnreadableCode | None = None
    lacks_words: bool = False


def caution_code(document: Document) -> str:
    """The code for `document`, empty where there is nothing to say."""
    parts: list[str] = []
    language = document.language
    if language.confident and language.code != LanguageCode.DANISH:
        parts.append(f"{_LANGUAGE}{language.code}")
    if document.lexicon not in {None, LexiconState.WHOLE}:
        parts.append(_WORDS)
    if bare := document.pages_without_text:
        scans = _SCANS.get(document.not_recognised, _SCANS[None])
        said = " ".join([*parts, f"{scans}{len(bare)}:{bare[0]}"])
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
    why: UnreadableCode | None = None
    for part in code.split(" "):
        if part.startswith(_LANGUAGE):
            language = part.removeprefix(_LANGUAGE)
        for reason, prefix in _SCANS.items():
            if part.startswith(prefix):
                total, _, numbers = part.removeprefix(prefix).partition(":")
                count, scans = int(total), tuple(int(number) for number in numbers.split(","))
                why = reason
    return Cautions(language, count, scans, why, _WORDS in code.split(" "))
