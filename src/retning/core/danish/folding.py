"""One spelling for comparison: what a person would call the same word compares equal."""

import unicodedata

_LETTERS = str.maketrans(
    {"æ": "ae", "ø": "oe", "å": "aa", "\u00ad": None, "\u200b": None, "\ufeff": None}
)


def fold(text: str) -> str:
    """`text` in lower case with æ, ø, å written ae, oe, aa, and every run of blanks one space.

    A ring or an accent set as a combining character counts as part of its letter. The result is
    for comparing only: its positions are not those of `text`.
    """
    composed = unicodedata.normalize("NFKC", text)
    return " ".join(composed.casefold().translate(_LETTERS).split())
