"""A whole sentence: what leads up to its goal, its clauses, and what speaks against a target."""

from collections.abc import Iterator
from dataclasses import replace

from retning.core.danish.patterns import pattern
from retning.core.danish.sentences import sentences
from retning.core.targets.kinds import Change, Judged, Level
from retning.core.targets.reading.candidates import NOWHERE, Candidate
from retning.core.targets.reading.clauses import read_clause
from retning.core.targets.reading.confidence import tempered
from retning.core.targets.reading.deeds import judged
from retning.core.targets.reading.leads import is_framed, lead
from retning.core.targets.reading.rejecting import (
    has_moved,
    is_aging,
    is_contents,
    is_heading,
    is_means,
    is_saying,
    rejected,
    told_of,
)
from retning.core.targets.reading.series import series
from retning.core.targets.reading.verbs import is_finite
from retning.core.targets.reading.view import View, lowered
from retning.core.targets.readings import Context, Found, NoTarget, Reading, Span
from retning.core.targets.wording import canonical

LONGEST_CANONICAL = 200
LONGEST = 2_000
"""Characters; what is longer is no sentence, and only its beginning is read."""

_SPLIT = pattern(
    r",\s(?=(?:flere|færre|mindst|højst)\s)|,?\sog\s(?=at\s)"
    r"|,\s(?:og|mens|men)\s|;\s|,?\ssamtidig(?:\smed)?,?\s(?:at\s"
    r"|med at\s|skal\s)|\smens\s|\sog\s(?=[^,;]{2,80}\b(?:skal"
    r"|falder|stiger|ned|op|øges|reduceres|falde|stige)\b)"
)
_LEFT_HYPHEN = pattern(
    r"(?<=[a-zæøå]{2})-[ \n](?=(?!og\b|eller\b|samt\b"
    r"|til\b|ud\b|men\b)[a-zæøå]{2})"
)
_IS = pattern(r"\b(?:har|er|rummer|består|ligger|omfatter|findes|bor|arbejder|koster|tæller)\b")
_STANDS_AT = pattern(
    r"\b(?:ligger|er\skommet|er\slandet)\s(?:nu\s|aktuelt\s)?på\s[\d,.]+\s?(?:%|pro|pct)"
)
_COUNTED = pattern(r"\b(?:alle|samtlige|flere|færre|ingen|intet|halvdelen|flertallet)\b")
_SHALL = pattern(r"\b(?:skal|må|vil|bør|mål\w*|gennemsnit\w*)\b|\bnul\b")
_THAN_IT_WAS = pattern(r"\bend (?:det|den|de|vi|niveauet|tallet) (?:var|havde|lå|gjorde)\b")
_JUDGES = pattern(r"vurder|judge")
_NOT_ALONE = pattern(r"^\W*(?:som|hvor|hvis|når|hvoraf|der\s(?!skal|er|må))\b")
_HAS_VERB = pattern(
    r"\b(?:skal|må|er|har|får|ned|op|falder?|stiger?|øges"
    r"|reduceres|vokser|bliver|vil)\b"
)


def read(text: str, context: Context = Context()) -> Reading:  # noqa: B008  (frozen)
    """The targets in `text`, or why there is none. Never raises; time is linear in its length."""
    if _LEFT_HYPHEN.search(text[:LONGEST]):
        return _joined(text[:LONGEST], context)
    if said := _canonical(text):
        return Reading((said,))
    if is_contents(lowered(text[:LONGEST])):
        return Reading((), NoTarget.CONTENTS)
    first: Reading | None = None
    for start, end in _sentences(text):
        reading = _read_sentence(text[start:end], context)
        found = tuple(_shifted(each, start) for each in reading.targets)
        reading = Reading(found, reading.reason)
        if found and not all(isinstance(each.target, Judged) for each in found):
            return reading
        if first is None or (found and not first.targets and first.reason is not NoTarget.QUESTION):
            first = reading
    return first or Reading((), NoTarget.OTHER)


def _joined(text: str, context: Context) -> Reading:
    """Reads "spørg- smål" as one word and gives back places of the text as it stands."""
    cuts = {at for found in _LEFT_HYPHEN.finditer(text) for at in range(*found.span())}
    kept = [at for at in range(len(text)) if at not in cuts]
    reading = read("".join(text[at] for at in kept), context)
    kept.append(len(text))

    def back(span: Span) -> Span:
        return Span(kept[span.start], kept[span.end - 1] + 1 if span.end else 0)

    found = []
    for each in reading.targets:
        evidence = {name: back(span) for name, span in each.evidence.items()}
        named = evidence.get("indicator")
        indicator = text[named.start : named.end] if named else ""
        found.append(replace(each, span=back(each.span), evidence=evidence, indicator=indicator))
    return Reading(tuple(found), reading.reason)


def _canonical(text: str) -> Found | None:
    """The target that `say` words so; the text names no indicator then."""
    # `say` begins with a small letter or a figure, but for the name of who judges.
    if len(text) > LONGEST_CANONICAL or (text[:1].isupper() and not _JUDGES.search(text)):
        return None
    target = canonical(text)
    if target is None:
        return None
    low = lowered(text)
    span = Span(len(low) - len(low.lstrip()), max(len(low.rstrip()), 0))
    evidence = dict.fromkeys(("kind", "value", "comparator", "direction"), span)
    unit = getattr(target, "unit", "") if isinstance(target, Change) else ""
    at = low.find(unit) if unit.isalpha() else -1
    if at >= 0:
        evidence["indicator"] = Span(at, at + len(unit))
    return Found(target, span, text[at : at + len(unit)] if at >= 0 else "", 0.99, evidence)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    yield from sentences(text, 0, min(len(text), LONGEST))


def _shifted(found: Found, by: int) -> Found:
    evidence = {k: Span(s.start + by, s.end + by) for k, s in found.evidence.items()}
    span = Span(found.span.start + by, found.span.end + by)
    return replace(found, span=span, evidence=evidence)


def _read_sentence(text: str, context: Context) -> Reading:
    low = lowered(text)
    if not any(char.isalpha() for char in low):
        return Reading((), NoTarget.OTHER)
    if reason := rejected(low):
        return Reading((), reason)
    at = lead(low)
    framed = is_framed(low, at)
    body = low[at:] if framed else low
    if reason := told_of(_THAN_IT_WAS.sub("", body)):
        return Reading((), reason)
    if framed and told_of(low[:at]) is NoTarget.NATIONAL:
        return Reading((), NoTarget.NATIONAL)
    found = list(_targets(text, at))
    if not (framed or context.listed):
        if has_moved(low) and not any(each.target.by for each in found):
            return Reading((), NoTarget.STATUS)
        if len(found) == 1 and (is_aging(low) or _describes(found[0], low)):
            return Reading((), NoTarget.FORECAST if is_aging(low) else NoTarget.STATUS)
    if found:
        return Reading(tuple(found))
    return _judged(text, low, framed, context)


def _describes(found: Found, low: str) -> bool:
    """ "Skolen har 520 elever": a bare number of now, without a word of how it shall be."""
    target = found.target
    if not isinstance(target, Level) or target.by is not None:
        return False
    if target.unit == "%" and not _STANDS_AT.search(low):
        return False
    if {"comparator", "baseline"} & found.evidence.keys() or target.value == 0:
        return False
    return bool(_IS.search(low)) and not _SHALL.search(low)


def _judged(text: str, low: str, framed: bool, context: Context) -> Reading:
    view = View(text)
    if not context.listed and not framed:
        if is_means(low):
            return Reading((), NoTarget.MEANS)
        if is_saying(low):
            return Reading((), NoTarget.OTHER)
        if is_heading(low, bool(view.verbs)):
            return Reading((), NoTarget.HEADING)
    left = view.quantities or view.deadline or _COUNTED.search(low)
    sure = (0.6 if left else 0.92) if context.listed else 0.7 if framed or "oplev" in low else 0.6
    return Reading((_found(judged(view, sure), view, text, 0),))


def _targets(text: str, at: int) -> Iterator[Found]:
    """The targets of the goal that begins at `at`: of each of its clauses, or of all together."""
    whole = View(text[at:])
    if at and whole.deadline is None and (before := View(text[:at]).deadline):
        whole.given = before[0]
    steps = series(whole)
    if len(steps) > 1:
        yield from (_found(each, whole, text, at) for each in steps)
        return
    pieces = list(_pieces(text, at))
    if len(pieces) > 1:
        clauses = [(View(text[start:end]), start) for start, end in pieces]
        read_ones = [(read_clause(view), view, start) for view, start in clauses]
        good = [(c, view, at) for c, view, at in read_ones if c and c.indicator != NOWHERE]
        if len(good) > 1 or (good and _is_alone(good[0][0])):
            yield from (_found(c, view, text, start) for c, view, start in good)
            return
    candidate = read_clause(whole)
    if candidate is not None:
        yield _found(candidate, whole, text, at)


def _is_alone(candidate: Candidate) -> bool:
    """Whether one clause of several carries the goal: what it says is more than a date."""
    return candidate.confidence >= 0.9


def _pieces(text: str, at: int) -> Iterator[tuple[int, int]]:
    low = lowered(text)
    start = at
    for split in _SPLIT.finditer(low, at):
        left, right = low[start : split.start()], low[split.end() :]
        if not _has_verb(left) or not _has_verb(right) or _NOT_ALONE.match(right):
            continue
        yield start, split.start()
        start = split.end()
    yield start, len(text)


def _has_verb(words: str) -> bool:
    return bool(_HAS_VERB.search(words)) or any(is_finite(w.strip(",.")) for w in words.split())


def _found(candidate: Candidate, view: View, text: str, offset: int) -> Found:
    """A candidate of a clause as what was found in `text`, where the clause begins at `offset`."""
    evidence = {
        name: Span(place[0] + offset, min(place[1] + offset, len(text)))
        for name, place in candidate.evidence.items()
        if place[0] < place[1]
    }
    indicator = ""
    if candidate.indicator[0] < candidate.indicator[1]:
        span = Span(candidate.indicator[0] + offset, candidate.indicator[1] + offset)
        evidence["indicator"] = span
        indicator = text[span.start : span.end]
    if view.deadline and "deadline" not in evidence and getattr(candidate.target, "by", None):
        moment = view.deadline[1]
        evidence["deadline"] = Span(moment.start + offset, moment.end + offset)
    start, end = offset, offset + len(view.text)
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Found(
        candidate.target,
        Span(start, end),
        indicator,
        tempered(view, candidate),
        evidence,
        candidate.alternatives,
        candidate.doubt,
    )
