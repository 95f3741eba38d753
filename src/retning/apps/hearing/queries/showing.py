"""Whether what is sent in can be read by everyone at once, or waits until somebody has looked."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from retning.apps.hearing.enums import HeldFor, Publishing


class Publishes(Protocol):
    """What a hearing says of when comments are shown."""

    publishing: str


def shows_at_once(
    hearing: Publishes, held_for: Collection[HeldFor | str], finds: Collection[object]
) -> bool:
    """Whether a comment is shown without anybody having looked at it.

    `held_for` is why its response is held (no proof, the trap, the crowd …), `finds` is what
    `core.screening.find` found in its text and suggestion; either gives cause to look first.
    Only a hearing that publishes at once shows anything unseen.
    """
    return hearing.publishing == Publishing.AT_ONCE and not held_for and not finds
