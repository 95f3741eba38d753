"""Prose read sentence by sentence: which sentences are goals, which state the vision."""

from __future__ import annotations

import re

from retning.core.danish import fold, is_question, sentences
from retning.core.danish.patterns import pattern
from retning.core.documents.commitments import commitment, is_aside, may_say_how_much, states
from retning.core.documents.draft import PieceKind
from retning.core.documents.headings import label_end
from retning.core.documents.units import Unit
from retning.core.targets import (
    Compare,
    Found,
    Level,
    NoTarget,
    Quantile,
    Rank,
    Ratio,
    Reading,
    SurveyLevel,
    read,
)

_VISION_SENTENCE = pattern(
    r"(?:vores |kommunens |byens |den faelles )?vision(?:en)?\b.{0,60}"
    r"\b(?:er|lyder)\b.{0,40}(?::|at\b)"
)
_REFUSED = frozenset(
    {
        NoTarget.STATUS, NoTarget.FORECAST, NoTarget.QUESTION, NoTarget.NATIONAL, NoTarget.HISTORY,
        NoTarget.BUDGET, NoTarget.RULE,
    }
)  # fmt: skip
# Of a sentence that only describes: what we spend or are today, how we go about it.
_TELLS = _REFUSED | {NoTarget.PROCESS, NoTarget.METHOD}
_ASKS = pattern(r"\?[\s\"”’»)]*(?:\([^()]{0,60}\)\s*)?$")
_MODALS = pattern(r"\b(?:skal|må|vil)\b", re.IGNORECASE)
_YEARS = pattern(r"\b20\d\d\b")
_LONGEST_VISION = 400
_STATED = 0.7
_SURE = 0.9
_MEASURED = (Level, SurveyLevel, Ratio, Rank, Quantile, Compare)


def goal_in(text: str, start: int, end: int, *, stated: bool) -> Unit | None:
    """The goal that a sentence of prose is. `stated`: the section tells goals, so that a sentence
    need only describe a state."""
    sentence = text[start:end]
    if sentence.endswith(":"):
        return None
    label = label_end(sentence)
    if label and not is_question(sentence):
        return Unit(PieceKind.GOAL, start + label, end, 0.85, "goal_label")
    evidence = commitment(sentence)
    declared = evidence.rule == "declared"
    found = Reading(()) if declared or not evidence.rule else _read(sentence)
    if evidence.rule and (found.targets or found.reason not in _REFUSED):
        raised = 0.1 if stated else 0.0
        sure = min(1.0, evidence.confidence * 0.95 + raised) - doubt_of(sentence)
        return Unit(PieceKind.GOAL, start, end, sure, evidence.rule, targets=found.targets)
    if not evidence.rule and may_say_how_much(sentence):
        found = _read(sentence)
        if any(map(_says_how_much, found.targets)):
            sure = 0.75 - doubt_of(sentence)
            return Unit(PieceKind.GOAL, start, end, sure, "measured", targets=found.targets)
    if stated and states(sentence) and _read(sentence).reason not in _TELLS:
        return Unit(PieceKind.GOAL, start, end, _STATED - doubt_of(sentence), "goal_stated")
    return None


def _read(sentence: str) -> Reading:
    return read(" ".join(sentence.split()))


def _says_how_much(found: Found) -> bool:
    """Whether the reader of sentences is sure of a target that can be measured."""
    return found.confidence >= _SURE and isinstance(found.target, _MEASURED)


def asks(text: str) -> bool:
    """Whether an item is a question, perhaps with a note behind it: "Hvor mange …? (afventer)"."""
    return bool(_ASKS.search(text))


def is_vision(sentence: str) -> bool:
    """ "Vores vision er, at …"."""
    return len(sentence) <= _LONGEST_VISION and bool(_VISION_SENTENCE.match(fold(sentence)))


def doubt_of(sentence: str) -> float:
    """How much less sure a goal is whose words seem to be several sentences run together."""
    stops = len(_MODALS.findall(sentence))
    years = len(set(_YEARS.findall(sentence)))
    unmarked = not any(sign in sentence for sign in ",;:")
    return 0.15 if (stops > 2 or (stops > 1 and unmarked) or (years > 1 and unmarked)) else 0.0


def goal_and_asides(text: str, start: int, end: int) -> tuple[int, int]:
    """Of an item, the end of what states the goal, and where the sentences begin that tell how it
    stands or is measured (`end` twice where there are none)."""
    spans = list(sentences(text, start, end))
    kept = len(spans)
    while kept > 1 and is_aside(text[slice(*spans[kept - 1])]):
        kept -= 1
    if kept == len(spans):
        return end, end
    return spans[kept - 1][1], spans[kept][0]
