"""What in a text should be looked at before everyone can read it: CPR numbers, addresses, telephone
numbers, e-mail addresses, links, names, words about somebody's health. It finds; a person decides.
"""

from __future__ import annotations

from itertools import chain

from retning.core.screening.findings import Finding, Kind, levelled
from retning.core.screening.health import health_in
from retning.core.screening.names import people_in
from retning.core.screening.numbers import net_addresses_in, numbers_in
from retning.core.screening.places import homes_in

__all__ = ["Finding", "Kind", "find"]

_ORDER = {kind: place for place, kind in enumerate(Kind)}


def find(text: str) -> tuple[Finding, ...]:
    """What is found in a text, in its order; no two overlap, and `start` and `end` count the
    characters of `text` as it is. Never raises, whatever was written.

    >>> [(found.kind.value, found.start) for found in find("Ring til 20 12 34 56, CPR 010180-1234")]
    [('phone', 9), ('cpr', 26)]
    """
    plain = levelled(text)
    found = chain(
        net_addresses_in(plain),
        numbers_in(plain),
        homes_in(plain),
        people_in(plain),
        health_in(plain),
    )
    ordered = sorted(found, key=lambda one: (_ORDER[one.kind], one.start, -one.end))
    return tuple(_apart(ordered, len(text)))


def _apart(found: list[Finding], length: int) -> list[Finding]:
    """Those that overlap none before them in the list, in the text's order."""
    taken = bytearray(length)
    apart = []
    for each in found:
        if not any(taken[each.start : each.end]):
            taken[each.start : each.end] = b"\1" * (each.end - each.start)
            apart.append(each)
    return sorted(apart)
