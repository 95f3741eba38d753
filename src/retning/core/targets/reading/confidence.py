"""How sure a reading is: as sure as its wording, but less where the clause says more than was read.

What own documents showed before they were mended: most of the surely wrong readings left something
over — a second figure, a year, a word for a movement — that no recogniser had used.
"""

from retning.core.danish.dates import Role
from retning.core.danish.patterns import pattern
from retning.core.targets.kinds import Change, Level, SurveyLevel
from retning.core.targets.reading.candidates import Candidate
from retning.core.targets.reading.inner import is_inner
from retning.core.targets.reading.signs import DOWN, UP
from retning.core.targets.reading.view import View

DOUBTED = 0.85
"""At most this sure where one thing was left over; below what counts as sure (0.9)."""
LEFT_OVER = 0.1
"""What each further thing takes off."""
LEAST = 0.3
UNPAIRED = 0.55
"""At most this sure where it is open which figure goes with which year."""

_YEAR = pattern(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,]\d|\d)")
_THAN = pattern(r"\s(?:\S+\s)?end\b")


def tempered(view: View, candidate: Candidate) -> float:
    """The candidate's confidence, lowered by what of the clause it did not use."""
    left = _figures(view, candidate) + _years(view, candidate) + _movements(view, candidate)
    if not left:
        return candidate.confidence
    sure = max(LEAST, min(candidate.confidence, DOUBTED) - LEFT_OVER * (left - 1))
    return min(sure, UNPAIRED) if _is_unpaired(view, candidate) else sure


def _is_unpaired(view: View, candidate: Candidate) -> bool:
    """Several figures and several years, of which one of each was read."""
    dated = {each.year for each in view.moments if each.role is Role.DEADLINE and each.year}
    if len(dated) < 2 or "deadline" in candidate.evidence:
        return False
    return len(view.quantities) > 1 and "baseline" not in candidate.evidence


def _used(candidate: Candidate, start: int, end: int) -> bool:
    return any(a < end and start < b for a, b in candidate.evidence.values())


def _figures(view: View, candidate: Candidate) -> int:
    """Quantities that are neither value nor baseline nor part of what is counted."""
    start, end = candidate.indicator
    return sum(
        not _used(candidate, each.start, each.end)
        and not (start < each.start < end or is_inner(view, each))
        for each in view.quantities
    )


def _years(view: View, candidate: Candidate) -> int:
    """Years in no span of time, and deadlines beyond the one that counts."""
    told = [(each.start, each.end) for each in view.moments]
    loose = sum(
        not any(start <= found.start() < end for start, end in told)
        for found in _YEAR.finditer(view.low)
    )
    dated = {each.year for each in view.moments if each.role is Role.DEADLINE and each.year}
    at = candidate.evidence.get("deadline")
    return loose + (len(dated) > 1 and at is None)


def _movements(view: View, candidate: Candidate) -> int:
    """A word for a movement in what was read as a plain figure ("gøres 2 % billigere")."""
    if isinstance(candidate.target, Change) or not isinstance(
        candidate.target, Level | SurveyLevel
    ):
        return 0
    if "baseline" in candidate.evidence:
        return 0
    value = candidate.evidence.get("value", (len(view.low), 0))
    for way in (UP, DOWN):
        for found in way.finditer(view.low):
            if _used(candidate, *found.span()) or _THAN.match(view.low, found.end()):
                continue
            if found[0].endswith("ere") and found.start() > value[1] - 1:
                return 1
            if found.start() < view.begin + 12 and found[0].endswith(("ere", "ende")):
                return 1
    return 0
