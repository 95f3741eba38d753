"""What is said twice: a goal in a box and in the text, in the contents and under its heading."""

from __future__ import annotations

from retning.core.danish import fold
from retning.core.danish.patterns import pattern
from retning.core.documents.draft import PieceKind
from retning.core.documents.units import Unit

_REVIEWED_ONCE = frozenset({PieceKind.GOAL, PieceKind.OBJECTIVE, PieceKind.THEME})
_SIGNS = pattern(r"[\W_]+")
_SHORTEST = 12


def said_once(text: str, units: list[Unit]) -> None:
    """Of goals, objectives and themes in the same words keep the surest (the first of equals); the
    others become narrative, or what they say would be followed up twice. In place; linear."""
    kept: dict[str, Unit] = {}
    for unit in units:
        if unit.kind not in _REVIEWED_ONCE:
            continue
        words = _SIGNS.sub(" ", fold(text[unit.start : unit.end])).strip()
        if len(words) < _SHORTEST:
            continue
        earlier = kept.setdefault(words, unit)
        if earlier is unit or unit.body_end:
            continue
        again = unit
        if earlier.kind is not PieceKind.GOAL and unit.kind is PieceKind.GOAL:
            continue  # An objective and the one goal on it may share their words.
        if unit.confidence > earlier.confidence and not earlier.body_end:
            again, kept[words] = earlier, unit
        again.kind, again.confidence, again.rule = PieceKind.NARRATIVE, 0.6, "said_before"
