"""Comments as a moderator reads them: what was found in them marked, why they wait, where they
sit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from retning.apps.hearing.enums import CommentKind, HeldFor, Showing, WithheldFor
from retning.apps.hearing.models import Comment
from retning.apps.hearing.queries.corrections import is_entered
from retning.apps.hearing.queries.queue import state_of
from retning.apps.strategy.enums import RowKind
from retning.core.redline import Segment, words
from retning.core.screening import Kind, find
from retning.core.screening.blackout import Stretch, joined, plain_lines, with_bars


@dataclass(frozen=True)
class Piece:
    """A piece of a text; `found` says what was found in it, empty where nothing was."""

    text: str
    found: str = ""


@dataclass(frozen=True)
class Item:
    """A comment to decide on, and what its moderator has to know."""

    comment: Comment
    reports: tuple[Any, ...] = ()

    @property
    def key(self) -> UUID:
        return self.comment.key

    @property
    def state(self) -> str:
        return state_of(self.comment)

    @property
    def text(self) -> tuple[Piece, ...]:
        return pieces(self.comment.text)

    @property
    def suggestion(self) -> tuple[Piece, ...]:
        return pieces(self.comment.suggestion)

    @property
    def changed(self) -> list[Segment]:
        """A suggested wording as a red-line against the one heard; empty where it is none."""
        sent = self.comment
        is_wording = sent.kind == CommentKind.WORDING and sent.suggestion
        return words(sent.row.text, plain_lines(sent.suggestion)) if is_wording else []

    @property
    def is_suggestion_marked(self) -> bool:
        """Whether anything was found in the suggestion."""
        return any(each.found for each in self.suggestion)

    @property
    def now(self) -> list[str]:
        """Its texts, as far as it has them."""
        return [each for each in (self.comment.text, self.comment.suggestion) if each]

    @property
    def is_entered(self) -> bool:
        """Whether staff typed it in."""
        return is_entered(self.comment)

    @property
    def sender(self) -> list[tuple[Piece, ...]]:
        """Who sent it, where everyone is to read that beside the comment."""
        sent = self.comment.response
        if not sent.shows_name:
            return []
        own = (pieces(each, but=Kind.NAME) for each in (sent.organisation, sent.name))
        return [each for each in (*own, pieces(sent.on_behalf_of)) if each]

    @property
    def shown_text(self) -> tuple[Stretch, ...]:
        return with_bars(self.comment.shown_text)

    @property
    def shown_suggestion(self) -> tuple[Stretch, ...]:
        return with_bars(self.comment.shown_suggestion)

    @property
    def row_kind(self) -> str:
        return str(RowKind(self.comment.row.kind).label)

    @property
    def is_about_all(self) -> bool:
        return bool(self.comment.row.kind == RowKind.STRATEGY)

    @property
    def reasons(self) -> list[str]:
        """Why it is to be looked at, in words; of the comment first, then of its response."""
        codes = dict.fromkeys([*self.comment.held_for, *self.comment.response.held_for])
        return [str(HeldFor(code).label) for code in codes]

    @property
    def showing(self) -> Showing:
        return Showing(self.comment.showing)

    @property
    def status(self) -> str:
        return STATUSES[self.showing]

    @property
    def withheld_for(self) -> str:
        code = self.comment.withheld_for
        return str(WithheldFor(code).label) if code else ""


STATUSES = {
    Showing.WAITING: "waiting",
    Showing.PUBLISHED: "published",
    Showing.WITHHELD: "removed",
}
"""Which `{% status %}` a showing has."""


def spans_found(text: str) -> tuple[tuple[int, int], ...]:
    """Where something was found in a text, ready to be marked for blacking out."""
    return joined((each.start, each.end) for each in find(plain_lines(text)))


def pieces(text: str, *, but: Kind | None = None) -> tuple[Piece, ...]:
    """The text with what was found in it apart, for marking; `but` is what it is not marked for."""
    plain, place, found = plain_lines(text), 0, list[Piece]()
    for each in sorted(find(plain), key=lambda finding: (finding.start, finding.end)):
        if each.start < place or each.kind is but:
            continue
        if each.start > place:
            found.append(Piece(plain[place : each.start]))
        label = str(HeldFor(str(each.kind)).label)
        found.append(Piece(plain[each.start : each.end], label))
        place = each.end
    return (*found, Piece(plain[place:])) if place < len(plain) else tuple(found)


def items(comments: Iterable[Comment]) -> list[Item]:
    """Comments of `queries.queue.pile_of`, or of a response with their open reports."""
    return [Item(each, tuple(getattr(each, "open_reports", ()))) for each in comments]
