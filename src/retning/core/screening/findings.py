"""What was found, and the characters that are read as the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What may be there. Which one is kept where two overlap follows from their order here."""

    CPR = "cpr"
    EMAIL = "email"
    LINK = "link"
    PHONE = "phone"
    ADDRESS = "address"
    NAME = "name"
    HEALTH = "health"


@dataclass(frozen=True, order=True)
class Finding:
    """Characters `start` to `end` of the text, and what they may be."""

    start: int
    end: int
    kind: Kind


Found = Iterator[Finding]

_ALIKE = str.maketrans(
    {
        **dict.fromkeys("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009", " "),
        **dict.fromkeys("\u200a\u200b\u200c\u200d\u202f\u205f\u2060\u3000\ufeff\t", " "),
        **dict.fromkeys("\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u30fc\uff0d", "-"),
        **{chr(0xFF10 + digit): str(digit) for digit in range(10)},
        "\uff0b": "+",
        "\uff20": "@",
        "\uff0e": ".",
    }
)


def levelled(text: str) -> str:
    """The text with every dash, space and digit in its plainest form, each at its place."""
    return text.translate(_ALIKE)
