"""A draft as JSON, for programs: schema 1, described in docs/reading.md."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from retning.core.documents.blocks import Document
from retning.core.documents.draft import Draft, Named, Period, Piece, PieceKind

SCHEMA = 1

Json: TypeAlias = "Mapping[str, Json] | Sequence[Json] | str | int | float | bool | None"


def as_json(document: Document, draft: Draft, *, blocks: bool = False) -> dict[str, Json]:
    """What `retning read --json` prints. Positions count characters of `"text"`."""
    placed = list(_placed(draft))
    found: dict[str, Json] = {
        "schema": SCHEMA,
        "media_type": document.media_type,
        "encoding": document.encoding,
        "language": {
            "code": document.language.code.value,
            "confident": document.language.confident,
        },
        "title": _piece(draft.title) if draft.title is not None else None,
        "municipality": _named(draft.municipality),
        "period": _period(draft.period),
        "vision": _piece(draft.vision) if draft.vision is not None else None,
    }
    for name, kinds in _LISTS.items():
        found[name] = [entry for kind, entry in placed if kind in kinds]
    if blocks:
        found["blocks"] = [
            {"kind": block.kind.value, "level": block.level, "start": block.start, "end": block.end}
            for block in document.blocks
        ]
    found["text"] = document.text
    return found


_LISTS: dict[str, frozenset[PieceKind]] = {
    "areas": frozenset({PieceKind.AREA}),
    "objectives": frozenset({PieceKind.OBJECTIVE}),
    "goals": frozenset({PieceKind.GOAL}),
    "themes": frozenset({PieceKind.THEME}),
    "narrative": frozenset({PieceKind.NARRATIVE}),
    "unplaced": frozenset({PieceKind.UNPLACED}),
    "boilerplate": frozenset({PieceKind.BOILERPLATE, PieceKind.LABEL}),
}


def _placed(draft: Draft) -> Iterator[tuple[PieceKind, dict[str, Json]]]:
    """Each piece with the place of its area and its objective in their lists, or null."""
    own_objective = {
        goal.start: objective.piece.start
        for area in draft.areas
        for objective in area.objectives
        for goal in objective.goals
    }
    objectives = {piece.start: place for place, piece in enumerate(draft.objectives)}
    area: int | None = None
    for piece in draft.pieces:
        entry = _piece(piece)
        if piece.kind is PieceKind.AREA:
            area = 0 if area is None else area + 1
        else:
            entry["area"] = area
        if piece.kind is PieceKind.GOAL:
            holder = own_objective.get(piece.start)
            entry["objective"] = objectives[holder] if holder is not None else None
        yield piece.kind, entry


def _piece(piece: Piece) -> dict[str, Json]:
    entry: dict[str, Json] = {
        "text": piece.text,
        "start": piece.start,
        "end": piece.end,
        "confidence": piece.confidence,
        "rule": piece.rule,
    }
    if piece.body:
        entry |= {
            "body": piece.body,
            "body_start": piece.body_start,
            "body_end": piece.body_end,
        }
    return entry


def _named(place: Named | None) -> Json:
    if place is None:
        return None
    return {
        "name": place.name,
        "start": place.start,
        "end": place.end,
        "confidence": place.confidence,
    }


def _period(period: Period | None) -> Json:
    if period is None:
        return None
    return {
        "from": period.first,
        "to": period.last,
        "confidence": period.confidence,
        "derived": period.derived,
    }
