"""A goal's targets as the review shows them: the sentence, the words it came from, the question."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from retning.apps.strategy.models import Passage
from retning.apps.strategy.queries.targets import KeptTarget, targets_of
from retning.apps.strategy.validators import CERTAIN_FROM
from retning.core.targets import Doubt, Judged, Kind, LanguageCode, Target, say

SURE_FROM = 0.9
LONGEST = 400


def language() -> LanguageCode:
    """The language that targets are said and typed in: the page's."""
    return "en" if (get_language() or "da").startswith("en") else "da"


@dataclass(frozen=True)
class Answer:
    """One way to read an ambiguous wording: what the button sends, and says."""

    value: str
    sentence: str


@dataclass(frozen=True)
class ShownTarget:
    """One target in words. `certainty` is empty where a person has said that it is so; `status` is
    the kind of mark beside it."""

    sentence: str
    certainty: str
    status: str
    question: str = ""
    answers: Sequence[Answer] = ()
    note: str = ""


def shown_targets(passage: Passage) -> list[ShownTarget]:
    """The targets of a goal, in its order."""
    return [_shown(passage, place, kept) for place, kept in enumerate(targets_of(passage))]


def _shown(passage: Passage, place: int, kept: KeptTarget) -> ShownTarget:
    certainty, status = _certainty(kept, settled=passage.targets_edited)
    answers: list[Answer] = []
    if kept.doubt or kept.alternatives:
        ways = [kept.target, *kept.alternatives]
        answers = [
            Answer(f"{passage.pk}:{place}:{number}", say(way, language()))
            for number, way in enumerate(ways)
        ]
    question = question_of(kept.doubt) if answers else ""
    note = _("no number") if isinstance(kept.target, Judged) else ""
    sentence = say(kept.target, language())
    return ShownTarget(sentence, certainty, status, question, answers, note)


def _certainty(kept: KeptTarget, *, settled: bool) -> tuple[str, str]:
    if kept.by_person:
        return _("Corrected"), "changed"
    if settled:
        return "", ""
    if kept.confidence >= SURE_FROM:
        return _("Certain"), "met"
    if kept.confidence >= CERTAIN_FROM:
        return _("Fairly certain"), "unknown"
    return _("Uncertain: check it"), "near"


def question_of(doubt: Doubt | None) -> str:
    """What would settle an ambiguous wording."""
    match doubt:
        case Doubt.NUMBER_OR_SHARE:
            return _("Is it a number or a share?")
        case Doubt.WHICH_END:
            return _("Which end of the ranking is wished?")
        case Doubt.WHICH_AVERAGE:
            return _("Which average is it compared with?")
        case Doubt.CHANGE_OR_LEVEL:
            return _("Is it a change or a level to reach?")
        case Doubt.DONE_OR_LEVEL:
            return _("Is it to be done, or a level to reach?")
        case Doubt.RATIO_OR_SURVEY:
            return _("Is it counted, or do people say so when asked?")
        case Doubt.WINDOW_OR_DEADLINE:
            return _("Is the date a deadline, or part of what is measured?")
        case None:
            return _("How is it to be read?")


def kind_choices() -> list[tuple[str, str]]:
    """The kinds of target in words."""
    return [
        (Kind.LEVEL, _("Level to reach")),
        (Kind.RATIO, _("So many out of so many")),
        (Kind.SURVEY_LEVEL, _("Level of what people answer")),
        (Kind.TREND, _("Change")),
        (Kind.RANK, _("Place in a ranking")),
        (Kind.QUANTILE, _("Among the best part")),
        (Kind.COMPARE, _("Compared with others")),
        (Kind.MILESTONE, _("Done by a date")),
        (Kind.QUALITATIVE, _("Judged by people")),
    ]


def said(targets: Iterable[Target]) -> list[str]:
    """Targets in words, as a goal's own page shows them."""
    return [say(target, language()) for target in targets]


# --- The words that a target came from ------------------------------------------------------

PARTS: Mapping[str, Callable[[], str]] = {
    "value": lambda: _("value"),
    "deadline": lambda: _("deadline"),
    "population": lambda: _("compared with"),
    "direction": lambda: _("direction"),
    "baseline": lambda: _("counted from"),
    "comparator": lambda: _("direction"),
    "indicator": lambda: _("what is measured"),
}
# The narrower part stands in the wider: what is measured is marked outermost.
_OUTERMOST = ("indicator",)


def marked_parts() -> list[tuple[str, str]]:
    """The legend: the marks of a goal's words, and what they mean."""
    shown = ("value", "deadline", "population", "direction", "baseline", "indicator")
    return [(name, PARTS[name]()) for name in shown]


def marked_text(passage: Passage) -> SafeString:
    """The beginning of a passage's text, with the words its targets came from, its repaired words
    and its unsure ones marked."""
    text = passage.text
    limit = len(text) if len(text) <= LONGEST else LONGEST
    parts = _parts(passage, limit)
    letters = {row["at"]: row for row in passage.letters if _stands(row, text, limit)}
    if not parts and not letters:
        return format_html("{}{}", text[:limit], " …" if limit < len(text) else "")
    borders = {0, limit, *(place for start, end, _name in parts for place in (start, end))}
    borders |= {place for row in letters.values() for place in (row["at"], row["until"])}
    places = sorted(borders)
    drawn: list[str] = []
    for start, end in pairwise(places):
        inner = _lettered(text[start:end], letters.get(start), end)
        drawn.append(_part_marked(inner, start, end, parts))
    if limit < len(text):
        drawn.append(" …")
    return mark_safe("".join(drawn))  # noqa: S308  (each part is escaped)


def _parts(passage: Passage, limit: int) -> list[tuple[int, int, str]]:
    """Where which part stands, without overlap: the narrowest holds."""
    spans = [
        (span.end - span.start, span.start, min(span.end, limit), name)
        for kept in targets_of(passage)
        for name, span in kept.evidence.items()
        if name in PARTS and 0 <= span.start < min(span.end, limit)
    ]
    taken: list[tuple[int, int, str]] = []
    for _length, start, end, name in sorted(spans, key=lambda span: (span[3] in _OUTERMOST, span)):
        for first, last in _free(start, end, taken):
            taken.append((first, last, name))
    return sorted(taken)


def _free(start: int, end: int, taken: Sequence[tuple[int, int, str]]) -> list[tuple[int, int]]:
    """What of a span no other has taken."""
    free: list[tuple[int, int]] = []
    for first, last, _name in sorted(taken):
        if last <= start or first >= end:
            continue
        if first > start:
            free.append((start, first))
        start = max(start, last)
    if start < end:
        free.append((start, end))
    return free


def _stands(row: Mapping[str, Any], text: str, limit: int) -> bool:
    at, until = row["at"], row["until"]
    if at is None or not 0 <= at < until <= limit:
        return False
    if "n" not in row:
        return True
    return not row["undone"] and text[at:until] == row["after"]


def _lettered(text: str, row: Mapping[str, Any] | None, end: int) -> SafeString:
    if row is None or row["until"] != end:
        return format_html("{}", text)
    if "n" in row:
        told = _("in the source: %(before)s") % {"before": row["before"]}
        return format_html(
            '<ins class="repair" title="{}">{}</ins><span class="visually-hidden"> ({})</span>',
            told, text, told,
        )  # fmt: skip
    told = _("unsure in the scan")
    return format_html(
        '<span class="unsure" title="{}">{}</span><span class="visually-hidden"> ({})</span>',
        told, text, told,
    )  # fmt: skip


def _part_marked(
    inner: SafeString, start: int, end: int, parts: Iterable[tuple[int, int, str]]
) -> SafeString:
    name = next((name for first, last, name in parts if first <= start and end <= last), None)
    if name is None:
        return inner
    label = PARTS[name]()
    return format_html('<span class="part part--{}" title="{}">{}</span>', name, label, inner)
