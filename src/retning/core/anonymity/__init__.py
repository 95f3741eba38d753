"""Small numbers of people are not told: who knows the others could know the one.

The least number that is told is 5, as is common in Danish surveys; no law sets it.
"""

from __future__ import annotations

from collections.abc import Sequence

LEAST = 5


def told(counts: Sequence[int], *, least: int = LEAST) -> tuple[int | None, ...]:
    """`counts` with those under `least` as None, where their sum is told beside them.

    One hidden count would be the sum less the others, so a second is hidden with it: the smallest
    of those left. Where all together are under `least`, nothing is told.

    >>> told([40, 12, 3]), told([40, 12, 3, 1]), told([2, 1])
    ((40, None, None), (40, 12, None, None), (None, None))
    """
    if any(count < 0 for count in counts):
        raise ValueError("nobody is counted less than never")
    if sum(counts) < least:
        return (None,) * len(counts)
    hidden = {place for place, count in enumerate(counts) if count < least}
    others = sorted((count, place) for place, count in enumerate(counts) if place not in hidden)
    if len(hidden) == 1 and others:
        hidden.add(others[0][1])
    return tuple(None if place in hidden else count for place, count in enumerate(counts))
