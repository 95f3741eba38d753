"""A draft as JSON, for programs: schema 1, described in docs/reading.md."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeAlias

from retning.core.documents.besides import Besides, besides
from retning.core.documents.blocks import Document
from retning.core.documents.draft import Draft, Named, Period, Piece, PieceKind
from retning.core.documents.items import as_entry
from retning.core.targets import Found, Reading, Span, say
from retning.core.targets.labels import as_label

SCHEMA = 1
# What a goal says of its first target, in the label words of the corpus.
RULE = (
    "kind", "direction", "value", "unit", "baseline", "deadline", "population", "indicator_phrase",
)  # fmt: skip

Json: TypeAlias = "Mapping[str, Json] | Sequence[Json] | str | int | float | bool | None"


def as_json(document: Document, draft: Draft, *, blocks: bool = False) -> dict[str, Json]:
    """What `retning read --json` prints. Positions count characters of `"text"`."""
    placed = list(_placed(draft))
    found = facts_json(document, draft)
    for name, kinds in _LISTS.items():
        found[name] = [entry for kind, entry in placed if kind in kinds]
    if blocks:
        found["blocks"] = [
            {"kind": block.kind.value, "level": block.level, "start": block.start, "end": block.end}
            for block in document.blocks
        ]
    return {**found, **besides_json(besides(document))}


def facts_json(document: Document, draft: Draft) -> dict[str, Json]:
    """What is true of the whole file: what it is, of whom, for when, its text and its repairs."""
    return {
        "schema": SCHEMA,
        "media_type": document.media_type,
        "encoding": document.encoding,
        "language": {
            "code": document.language.code.value,
            "confident": document.language.confident,
        },
        "title": piece_json(draft.title) if draft.title is not None else None,
        "municipality": _named(draft.municipality),
        "period": _period(draft.period),
        "vision": piece_json(draft.vision) if draft.vision is not None else None,
        "repairs": repairs_json(document),
        "text": document.text,
    }


def repairs_json(document: Document) -> list[dict[str, Json]]:
    """What was found ruined in the document's text, in order."""
    return [
        {
            "start": repair.start,
            "end": repair.end,
            "before": repair.before,
            "after": repair.after,
            "confidence": repair.confidence,
            "rule": repair.rule.value,
        }
        for repair in document.repairs
    ]


_LISTS: dict[str, frozenset[PieceKind]] = {
    "areas": frozenset({PieceKind.AREA}),
    "objectives": frozenset({PieceKind.OBJECTIVE}),
    "goals": frozenset({PieceKind.GOAL}),
    "themes": frozenset({PieceKind.THEME}),
    "narrative": frozenset({PieceKind.NARRATIVE}),
    "unplaced": frozenset({PieceKind.UNPLACED}),
    "boilerplate": frozenset({PieceKind.BOILERPLATE, PieceKind.LABEL}),
}


def besides_json(found: Besides) -> dict[str, Json]:
    """What a document may hold beside a strategy's parts: a framework of values, focus areas, how
    the municipality is organised."""
    values = found.framework
    return {
        "core_values": [as_entry(value) for value in values.core_values],
        "statements": [as_entry(statement) for statement in values.statements],
        "competences": [as_entry(competence) for competence in values.competences],
        "expectations": [as_entry(group) for group in values.expectations],
        "signatories": [as_entry(signatory) for signatory in values.signatories],
        "focus_areas": [as_entry(each) for each in found.focus_areas],
        "organisation": as_entry(found.organisation),
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
        entry = piece_json(piece)
        if piece.kind is PieceKind.AREA:
            area = 0 if area is None else area + 1
        else:
            entry["area"] = area
        if piece.kind is PieceKind.GOAL:
            holder = own_objective.get(piece.start)
            entry["objective"] = objectives[holder] if holder is not None else None
        yield piece.kind, entry


def piece_json(piece: Piece) -> dict[str, Json]:
    """A piece with its places; a goal with its rule."""
    entry: dict[str, Json] = {
        "text": piece.text,
        "start": piece.start,
        "end": piece.end,
        "confidence": piece.confidence,
        "rule": piece.rule,
    }
    if piece.clean:
        entry["clean"] = piece.clean
    if piece.body:
        entry |= {
            "body": piece.body,
            "body_start": piece.body_start,
            "body_end": piece.body_end,
        }
    if piece.kind is PieceKind.GOAL:
        entry |= _rule(piece)
    return entry


def _rule(goal: Piece) -> dict[str, Json]:
    """The goal as a rule: its first target's parts, and all `targets`. The confidence is that it is
    a goal and that its first target is read right; `goal_confidence` the former alone."""
    targets = [_target(found, goal.in_source) for found in goal.targets]
    first = targets[0] if targets else dict.fromkeys(RULE)
    sure = min((goal.confidence, *(found.confidence for found in goal.targets[:1])))
    return {
        **{name: first.get(name) for name in RULE},
        "confidence": sure,
        "goal_confidence": goal.confidence,
        "targets": targets,
    }


def of_sentence(reading: Reading, in_source: Callable[[Span], tuple[int, int]]) -> dict[str, Json]:
    """What `retning read --lines` prints of one sentence: the parts of its first target, and all
    `targets`; those alone, and empty, where there is none. `in_source` says where in the line a
    stretch of the sentence stands."""
    targets = [_target(found, in_source) for found in reading.targets]
    if not targets:
        return {"targets": []}
    first = targets[0]
    return {**{name: first.get(name) for name in (*RULE, "confidence")}, "targets": targets}


def _target(found: Found, in_source: Callable[[Span], tuple[int, int]]) -> dict[str, Json]:
    """A target in label words, with where it stands and which words each of its parts came from."""
    start, end = in_source(found.span)
    words = {part: in_source(span) for part, span in found.evidence.items()}
    said = {part: {"start": first, "end": last} for part, (first, last) in words.items()}
    entry: dict[str, Json] = {**as_label(found), "start": start, "end": end, "words": said}
    if found.doubt is not None:
        entry["doubt"] = found.doubt.value
        entry["alternatives"] = [say(other, "da") for other in found.alternatives]
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
