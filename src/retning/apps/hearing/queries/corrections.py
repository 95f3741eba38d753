"""What staff have corrected in what they entered: how a text read before, and from when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from retning.apps.hearing.enums import Channel
from retning.apps.hearing.models import Comment, Correction


@dataclass(frozen=True)
class Words:
    """A comment's two texts at one time."""

    text: str
    suggestion: str


def is_entered(comment: Comment) -> bool:
    """Whether staff typed it in: what a sender adds to a letter at its secret address comes at a
    moment of its own, and is theirs. Reads the comment's response."""
    response = comment.response
    return response.channel != Channel.WEB and comment.received_at == response.received_at


def words_at(comment: Comment, moment: datetime | None = None) -> Words:
    """How a comment read after what had been corrected by `moment`; None: before any of it. Reads
    its corrections."""
    for each in in_order(comment.corrections.all()):
        if moment is None or each.corrected_at > moment:
            return Words(each.text, each.suggestion)
    return Words(comment.text, comment.suggestion)


def corrected_at(comment: Comment, moment: datetime) -> Correction | None:
    """The correction of a comment that was made at a moment."""
    made = (each for each in comment.corrections.all() if each.corrected_at == moment)
    return next(made, None)


def in_order(corrections: Iterable[Correction]) -> list[Correction]:
    """The first one first; sorted here, since they have been fetched beforehand."""
    return sorted(corrections, key=lambda each: (each.corrected_at, each.pk))
