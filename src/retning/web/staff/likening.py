"""Comments that are alike, as staff reads them: shared words marked, and what each changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from retning.apps.hearing.enums import GroupKind
from retning.apps.hearing.models import Comment, CommentGroup
from retning.apps.hearing.queries.groups import Likened
from retning.core.danish.stems import clean_text, old_spelling, plain_word, stem, tokens
from retning.core.redline import Segment, words

MOST_LETTERS = 8_000
"""Longer texts are not set beside each other word by word: nobody would read it."""


@dataclass(frozen=True)
class Piece:
    """A stretch of a text; marked where it is a word that the group shares."""

    text: str
    is_shared: bool


@dataclass(frozen=True)
class Beside:
    """A comment of a group, its shared words marked, and what leads from the typical text to it:
    None where nothing does, or where they are two texts about the same."""

    comment: Comment
    percent: int
    pieces: Sequence[Piece]
    changes: Sequence[Segment] | None


def whole_text(comment: Comment) -> str:
    return "\n\n".join(part for part in (comment.text, comment.suggestion) if part)


def beside(group: CommentGroup, typical: Comment, found: Iterable[Likened]) -> list[Beside]:
    """Each comment beside the group's typical one."""
    first, stems = whole_text(typical), _stems(group.words)
    return [_beside(group, first, stems, each) for each in found]


def _beside(group: CommentGroup, first: str, stems: frozenset[str], each: Likened) -> Beside:
    text = whole_text(each.comment)
    is_changed = group.kind == GroupKind.CAMPAIGN and text != first
    is_short = max(len(first), len(text)) <= MOST_LETTERS
    return Beside(
        comment=each.comment,
        percent=round(100 * each.share),
        pieces=marked(text, stems),
        changes=words(first, text) if is_changed and is_short else None,
    )


def marked(text: str, stems: frozenset[str]) -> list[Piece]:
    """The text in pieces, the words with these stems marked. Joined they are the text."""
    clean = clean_text(text)
    pieces: list[Piece] = []
    end = 0
    for token in tokens(clean):
        if old_spelling(stem(token.word)) in stems:
            if token.start > end:
                pieces.append(Piece(clean[end : token.start], False))
            pieces.append(Piece(clean[token.start : token.end], True))
            end = token.end
    if end < len(clean):
        pieces.append(Piece(clean[end:], False))
    return pieces


def _stems(forms: Iterable[str]) -> frozenset[str]:
    return frozenset(old_spelling(stem(plain_word(form))) for form in forms)
