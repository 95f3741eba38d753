"""One clause: every recogniser asked in turn, the surest way to read it first."""

import re

from retning.core.danish.dates import Role
from retning.core.danish.numbers import Form
from retning.core.danish.patterns import pattern
from retning.core.targets.kinds import Level
from retning.core.targets.reading import (
    ahead,
    amounts,
    comparison,
    deeds,
    movements,
    speeds,
    standing,
    trends,
    wholes,
)
from retning.core.targets.reading.candidates import Candidate
from retning.core.targets.reading.view import View

_ORDER = (
    standing.quantile,
    comparison.compare,
    standing.rank,
    amounts.ratio,
    movements.sized,
)
_SLOGAN = pattern(r"^\W*(?:vi|kommunen|[\wæøå-]+)\s(?:\w+\s)?100\s?(?:%|procent|pct\.?)\s(?!af\b)")
_STANDS = pattern(
    r"\b(?:tredjedel|fjerdedel|halvdel|kvartil|bedst|lavest"
    r"|højest|færrest|flest|top|bund|øverste|nederste"
    r"|femtedel|tiendedel|sjettedel|kvintil|decil|nr\b"
    r"|nummer|plads|placering|landets|danmarks|mindst"
    r"|størst|[a-zæøå]+(?:e|ig)ste\b|mest\b|kortest|længst|billigst|blandt)"
)
_DASH = pattern(
    r"\s\|\s|\s-\s(?!\d)|\s-\s(?=\d[\d.,]*\s?(?:%|pct|procent))|(?<=[\wæøå)])(?<!skala):\s"
)
_MODAL = pattern(r"\b(?:skal|må)\b")
_LABEL = pattern(
    r"^\W*andel(?:en)?,?\s(?:der|som)\s(?:(?:siger|mener"
    r"|svarer|oplever|synes|angiver),?\sat\s)?"
)


def read_clause(view: View) -> Candidate | None:
    """The best reading of a clause that holds something to count or to finish, else None."""
    if dashed := _DASH.search(view.low):
        candidate = _labelled(view, dashed)
        if candidate is not None:
            return candidate
    return _read(view)


def _read(view: View) -> Candidate | None:
    if (candidate := ahead.outdone(view)) or (candidate := wholes.waiting(view)):
        return candidate
    if wholes.is_none(view) and (none := wholes.universal(view)):
        return none
    for recognise in _ORDER:
        if recognise in (standing.quantile, standing.rank) and not _STANDS.search(view.low):
            continue
        if candidate := recognise(view):
            return candidate
    if _SLOGAN.match(view.low) and not view.deadline:
        return None
    level = speeds.speed(view) or amounts.level(view)
    if level is not None and _is_worth(view, level):
        return _before_bare(view, level) or level
    return deeds.neutral(view) or trends.unsized(view) or _last(view)


def _before_bare(view: View, level: Candidate) -> Candidate | None:
    """ "Alle skoler har mindst to venskabsklasser", "Færre unge … 25": the bare figure is part of
    what is counted."""
    value = level.evidence.get("value")
    quantity = next((q for q in view.quantities if value and q.start == value[0]), None)
    if quantity is None or quantity.form is not Form.PLAIN:
        return None
    if wholes.is_all(view):
        return wholes.all_of_them(view)
    return trends.unsized(view) if trends.is_of_several(view) else None


def _is_worth(view: View, level: Candidate) -> bool:
    """A bare number in a deed ("sorterer i ti fraktioner senest …") is no threshold."""
    if level.confidence >= 0.7 or "comparator" in level.evidence:
        return True
    return not isinstance(level.target, Level) or not (view.deadline or _is_deed(view))


def _is_deed(view: View) -> bool:
    return deeds.is_done(view) or not re.search(r"\b(?:skal|må|være|på|til)\b", view.low)


def _last(view: View) -> Candidate | None:
    milestone = deeds.milestone(view)
    is_deed = deeds.is_done(view) or _has_day(view)
    if milestone and is_deed and not wholes.is_none(view):
        return milestone
    return wholes.universal(view) or milestone


def _has_day(view: View) -> bool:
    dated = view.moment(Role.DEADLINE)
    return dated is not None and dated.day is not None


def _labelled(view: View, dashed: re.Match[str]) -> Candidate | None:
    """ "Andel af ture på cykel - fra 33 pct. til 40 pct. i 2022": the indicator stands before."""
    left, right = view.trimmed(0, dashed.start()), view.text[dashed.end() :]
    if left[0] >= left[1] or not right.strip():
        return None
    behind = View(right)
    if not (
        behind.quantities
        or re.search(
            r"\b(?:stigende|faldende|stige|falde|øges|lavere|højere"
            r"|ned|op|top|stigning|fald)\b",
            behind.low,
        )
    ):
        return None
    if _MODAL.search(behind.low) and not behind.low.lstrip().startswith(("skal", "må")):
        return _offset(_read(behind), dashed.end())
    label = _LABEL.match(view.low[left[0] : left[1]])
    named = (left[0] + label.end(), left[1]) if label else left
    whole = View(view.text[left[0] : left[1]] + " skal være " + right)
    candidate = _read(whole)
    if candidate is None:
        return None
    candidate.evidence = _moved_back(candidate, left, dashed.end(), len(view.text))
    candidate.indicator = view.trimmed(*named)
    return candidate


def _offset(candidate: Candidate | None, by: int) -> Candidate | None:
    if candidate is None:
        return None
    moved = {name: (start + by, end + by) for name, (start, end) in candidate.evidence.items()}
    start, end = candidate.indicator
    candidate.evidence = moved
    candidate.indicator = (start + by, end + by) if start < end else (0, 0)
    return candidate


def _moved_back(
    candidate: Candidate, left: tuple[int, int], right: int, size: int
) -> dict[str, tuple[int, int]]:
    """Evidence places of the joined words as places of the clause; what fell between is dropped."""
    seam = left[1] - left[0] + len(" skal være ")
    moved = {}
    for name, (start, end) in candidate.evidence.items():
        if start >= seam and end - seam + right <= size:
            moved[name] = (start - seam + right, end - seam + right)
        elif end <= left[1] - left[0]:
            moved[name] = (start + left[0], end + left[0])
    return moved
