"""The targets of a passage as they are kept, and as the core knows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from retning.apps.strategy.enums import PassageKind
from retning.apps.strategy.models import Passage
from retning.apps.strategy.queries.goal_targets import GoalTarget, Item, as_draft_item
from retning.core.targets import (
    Doubt,
    Found,
    NoSuchTarget,
    Span,
    Target,
    as_plain,
    from_plain,
)

Row = dict[str, Any]
"""A target as a passage keeps it: `target` (plain), `span`, `indicator`, `evidence` (spans of the
passage's text), `confidence`, `alternatives` (plain), `doubt`, and `by`: machine or person."""

MACHINE, PERSON = "machine", "person"
SETTLED = 1.0


@dataclass(frozen=True)
class KeptTarget:
    """One target of a passage. `by_person`: somebody has said that it is so."""

    target: Target
    by_person: bool
    indicator: str = ""
    confidence: float = SETTLED
    evidence: Mapping[str, Span] = field(default_factory=dict)
    alternatives: Sequence[Target] = ()
    doubt: Doubt | None = None


def row_of(found: Found) -> Row:
    """What the machine read, to keep."""
    return {
        "target": as_plain(found.target),
        "span": [found.span.start, found.span.end],
        "indicator": found.indicator,
        "evidence": {name: [span.start, span.end] for name, span in found.evidence.items()},
        "confidence": round(found.confidence, 3),
        "alternatives": [as_plain(each) for each in found.alternatives],
        "doubt": found.doubt.value if found.doubt else None,
        "by": MACHINE,
    }


def row_by_person(target: Target, like: Mapping[str, Any] | None = None) -> Row:
    """What a person said, in the place of `like`: the words it came from are the same."""
    kept = like or {}
    return {
        "target": as_plain(target),
        "span": kept.get("span"),
        "indicator": kept.get("indicator", ""),
        "evidence": kept.get("evidence", {}),
        "confidence": SETTLED,
        "alternatives": [],
        "doubt": None,
        "by": PERSON,
    }


def targets_of(passage: Passage) -> list[KeptTarget]:
    """The targets of a passage, in its order; what is none (of a later version of Retning, put in
    by hand) is left out."""
    return [found for row in passage.targets if (found := _kept(row)) is not None]


def _kept(row: Mapping[str, Any]) -> KeptTarget | None:
    try:
        return KeptTarget(
            target=from_plain(row["target"]),
            by_person=row.get("by") == PERSON,
            indicator=row.get("indicator", ""),
            confidence=row.get("confidence", SETTLED),
            evidence={name: Span(*span) for name, span in (row.get("evidence") or {}).items()},
            alternatives=tuple(from_plain(each) for each in row.get("alternatives", ())),
            doubt=Doubt(row["doubt"]) if row.get("doubt") else None,
        )
    except (NoSuchTarget, KeyError, TypeError, ValueError):
        return None


def least_confidence(kind: str, rows: Iterable[Row]) -> float | None:
    """The least of the confidences of a goal's targets, 0 where none was found; None for what is
    no goal."""
    if kind != PassageKind.GOAL:
        return None
    return min((row["confidence"] for row in rows), default=0.0)


def goal_items(passage: Passage) -> list[Item]:
    """The targets as a goal of a draft keeps them; what nobody has settled stays open there."""
    return [
        as_draft_item(
            GoalTarget(
                target=kept.target,
                phrase=kept.indicator,
                doubt=kept.doubt,
                alternatives=tuple(kept.alternatives),
            )
        )
        for kept in targets_of(passage)
    ]
