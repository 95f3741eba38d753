"""The parts of a document of the record, in the language that is active."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.db.models import F
from django.utils.text import capfirst
from django.utils.translation import gettext

from retning.apps.hearing.enums import (
    CommentKind,
    KeptFor,
    NoteKind,
    RequestKind,
    RequestState,
)
from retning.apps.hearing.models import Comment, Event, Note, SubjectRequest
from retning.apps.hearing.queries.corrections import Words
from retning.apps.strategy.enums import RowKind
from retning.apps.strategy.queries.wording import row_word
from retning.foundation.freezing.models import FrozenRow
from retning.foundation.reporting.structure import (
    Block,
    Heading,
    Item,
    Listing,
    Mark,
    Paragraph,
    Run,
    Runs,
    Style,
)

LONGEST_HEADING = 160
_BLANK_LINES = re.compile(r"\n\s*\n")


def fact(name: str, value: str) -> tuple[str, Runs]:
    return name, (Run(value),)


def heading(text: str, level: int = 1) -> Heading:
    return Heading((Run(text),), level)


def paragraphs(text: str) -> Iterator[Block]:
    """A text's paragraphs, its line breaks kept."""
    for part in _BLANK_LINES.split(text.replace("\r\n", "\n").strip()):
        if part.strip():
            yield Paragraph((Run(part.strip("\n")),))


def about(row: FrozenRow) -> str:
    """What a comment or note is about: "Goal: More young people …"."""
    if row.kind == RowKind.STRATEGY:
        return gettext("About the whole")
    text = " ".join(row.text.split())
    if len(text) > LONGEST_HEADING:
        text = text[:LONGEST_HEADING].rpartition(" ")[0] + " …"
    return f"{row_word(RowKind(row.kind))}: {text}"


def comment_blocks(comment: Comment, words: Words) -> Iterator[Block]:
    """A comment in these words, under what it is about."""
    yield heading(about(comment.row))
    if comment.kind == CommentKind.NEW_GOAL:
        yield Paragraph((Run(capfirst(str(CommentKind.NEW_GOAL.label))),), Style.QUIET)
    yield from word_blocks(words)


def word_blocks(words: Words) -> Iterator[Block]:
    """The texts of a comment."""
    yield from paragraphs(words.text)
    if words.suggestion:
        yield Paragraph((Run(gettext("Suggested wording:"), Mark.STRONG),))
        yield from paragraphs(words.suggestion)


def corrected_blocks(comment: Comment, words: Words, before: Words, reason: str) -> Iterator[Block]:
    """A comment as staff have corrected it, how they had typed it, and why it was changed."""
    yield from comment_blocks(comment, words)
    yield heading(gettext("As it was typed before"), 2)
    yield from word_blocks(before)
    if reason:
        yield heading(gettext("Why it was corrected"), 2)
        yield from paragraphs(reason)


def minutes_blocks(event: Event) -> Iterator[Block]:
    """The notes of a meeting that are in its minutes, those of no table first, then by table."""
    notes = event.notes.filter(is_left_out=False).select_related("row", "table")
    place = ""
    by_table = F("table__number").asc(nulls_first=True)
    for note in notes.order_by(by_table, "noted_at", "pk"):
        here = _place_of(note)
        if here != place:
            place = here
            yield heading(here)
        yield Listing((Item((Run(_note_said(note)),)),))


def _place_of(note: Note) -> str:
    table = note.table
    if table is None:
        return gettext("Notes")
    words = {"number": table.number, "topic": table.topic}
    return gettext("Table %(number)s: %(topic)s") % words


def _note_said(note: Note) -> str:
    parts = []
    if note.row is not None:
        parts.append(about(note.row))
    if note.kind != NoteKind.NOTE:
        parts.append(capfirst(str(NoteKind(note.kind).label)))
    parts.append(note.text)
    if note.dots:
        parts.append(gettext("Dots: %(number)s") % {"number": note.dots})
    return "\n".join(parts)


def request_blocks(request: SubjectRequest) -> Iterator[Block]:
    """Who asked for what, what was decided, why, and what was kept."""
    yield heading(gettext("What was asked"))
    yield Paragraph((Run(capfirst(str(RequestKind(request.kind).label))),))
    if request.asker:
        yield Paragraph((Run(gettext("By: %(asker)s") % {"asker": request.asker}),))
    found = sorted(one.reference for one in request.responses.all())
    if found:
        yield Paragraph(
            (Run(gettext("Responses: %(references)s") % {"references": ", ".join(found)}),)
        )
    yield heading(gettext("What was decided"))
    yield Paragraph((Run(capfirst(str(RequestState(request.state).label))),))
    yield from paragraphs(request.reason)
    if request.kept:
        yield heading(gettext("What is kept, and why"))
        for name, code in request.kept:
            yield Listing((Item((Run(f"{name}: {KeptFor(code).label}"),)),))
