"""What the reader made of a document, as passages to review: words, letters, targets."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple
from datetime import datetime
from typing import Any

from retning.apps.strategy.enums import PassageKind
from retning.apps.strategy.models import Passage, Reading
from retning.apps.strategy.queries.letters import (
    Source,
    Undone,
    lettered,
    repairs_of,
    without_places,
)
from retning.apps.strategy.queries.targets import least_confidence, row_of
from retning.core.documents import Document, Piece
from retning.core.documents.sureness import unsure_words
from retning.core.targets import Context, read


def passages_read(
    reading: Reading, document: Document, found: Sequence[Piece], *, now: datetime
) -> Iterator[Passage]:
    """The pieces of a document as passages, not saved."""
    starts = [page.start for page in document.pages]
    source = Source(document.text, document.repairs, frozenset(), unsure_words(document))
    for order, piece in enumerate(found, start=1):
        targets = [row_of(each) for each in piece.targets]
        passage = Passage(
            municipality_id=reading.municipality_id,
            reading=reading,
            order=order,
            kind=piece.kind,
            start=piece.start,
            end=piece.end,
            body_start=piece.body_start if piece.body else None,
            body_end=piece.body_end if piece.body else None,
            page=bisect_right(starts, piece.start) or None,
            confidence=piece.confidence,
            targets=targets,
            target_confidence=least_confidence(piece.kind, targets),
            changed_at=now,
        )
        for name, value in said_by_source(passage, source).items():
            setattr(passage, name, value)
        yield passage


def said_by_source(passage: Passage, source: Source) -> dict[str, Any]:
    """A passage's `text`, `body` and `letters` as its document has them, repaired. A goal stands on
    one line: the spans of its targets count on it."""
    said: dict[str, Any] = {"letters": []}
    if passage.start is not None and passage.end is not None:
        one_line = passage.kind == PassageKind.GOAL
        text = lettered(source, passage.start, passage.end, one_line=one_line)
        said |= {"text": text.text, "letters": text.letters}
    if passage.body_start is not None and passage.body_end is not None:
        body = lettered(source, passage.body_start, passage.body_end, one_line=False)
        said |= {"body": body.text, "letters": said["letters"] + without_places(body.letters)}
    return said


def letters_read(document: Document) -> dict[str, Any]:
    """What a document keeps of its letters."""
    return {
        "repairs": [[*astuple(repair)[:5], repair.rule.value] for repair in document.repairs],
        "unsure_words": [list(word) for word in unsure_words(document)],
    }


def letters_then(previous: Reading, document: Document, found: Iterable[Passage]) -> dict[str, Any]:
    """What a person kept as the source has it the last time is kept so again: everything where not
    a letter is another, else what was undone as a rule. Changes `found`; two queries at most."""
    then = Undone.of(previous.undone_repairs)
    if not then.single and not then.rules:
        return {}
    told = Reading.drafts.values("source_text", "repairs").get(pk=previous.pk)
    if told["source_text"] == document.text:
        return {"repairs": told["repairs"], "undone_repairs": previous.undone_repairs}
    undone = Undone(rules=then.rules)
    numbers = undone.numbers(document.repairs)
    source = Source(document.text, document.repairs, numbers, unsure_words(document))
    for passage in found:
        if any(row.get("n") in numbers for row in passage.letters):
            was = passage.text
            for name, value in said_by_source(passage, source).items():
                setattr(passage, name, value)
            if passage.text != was:
                for name, value in targets_read(passage, passage.reading).items():
                    setattr(passage, name, value)
    return {"undone_repairs": undone.kept()}


def source_of(reading: Reading, undone: Undone) -> Source:
    """The document's text and letters: one query, as long as the document."""
    told = Reading.drafts.values("source_text", "repairs", "unsure_words").get(pk=reading.pk)
    repairs = repairs_of(told["repairs"])
    return Source(told["source_text"], repairs, undone.numbers(repairs), told["unsure_words"])


def targets_read(passage: Passage, reading: Reading) -> dict[str, Any]:
    """The targets of a passage as the machine reads its words now; none where it is no goal."""
    rows: list[dict[str, Any]] = []
    if passage.kind == PassageKind.GOAL:
        period = (
            (reading.period_from, reading.period_to)
            if reading.period_from is not None and reading.period_to is not None
            else None
        )
        context = Context(listed=True, period=period, municipality=reading.municipality_name)
        rows = [row_of(each) for each in read(passage.text, context).targets]
    return {
        "targets": rows,
        "target_confidence": least_confidence(passage.kind, rows),
        "targets_edited": False,
    }
