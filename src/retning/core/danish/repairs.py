"""A repair: letters that a scanner, a program or a careless copy ruined, and what they were."""

from dataclasses import dataclass
from enum import StrEnum


class RepairRule(StrEnum):
    """What was wrong with the letters."""

    MISREAD = "misread"  # by a recogniser that does not know Danish
    MOJIBAKE = "mojibake"  # one encoding read as another
    COMBINING = "combining"  # a letter and its ring or accent as two characters
    HYPHEN = "hyphen"  # a division at a line's end left in the word
    SPACING = "spacing"  # blanks lost between words, or put between letters


@dataclass(frozen=True, slots=True)
class Repair:
    """`text[start:end]` is `before`; it should read `after`. `confidence` in [0, 1]."""

    start: int
    end: int
    before: str
    after: str
    confidence: float
    rule: RepairRule
