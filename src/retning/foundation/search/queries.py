"""Asking the index: three queries, however much is found."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from rapidfuzz import fuzz, process

from retning.foundation.search.excerpts import Segment, excerpt, segments
from retning.foundation.search.models import Entry, Occurrences, Word
from retning.foundation.search.places import unpack
from retning.foundation.search.questions import Question, Term, question_of
from retning.foundation.search.ranking import Scores, marked, ordered, scored
from retning.foundation.search.ways import Plan, plan_of

PAGE = 20
MOST_SUGGESTIONS = 3
_ALIKE = 68  # of 100
_CLOSEST = 20
_SHORTEST, _LONGEST = 3, 40

OfKind = dict[str, dict[int, list["array[int]"]]]  # kind → key of a word → lists of places


@dataclass(frozen=True)
class Hit:
    """One entry that was found; `title` whole, `excerpt` around the first word found in the text,
    else its beginning."""

    kind: str
    key: UUID
    title: tuple[Segment, ...]
    excerpt: tuple[Segment, ...]
    data: dict[str, Any]


@dataclass(frozen=True)
class Found:
    """One page of what was found.

    `total` counts the kinds that were asked for, `by_kind` all of them. `suggestions` are
    questions that would find something, where this one finds nothing. `is_question` is false
    where nothing was asked for: no words, or only such as stand everywhere.
    """

    hits: tuple[Hit, ...] = ()
    total: int = 0
    by_kind: Mapping[str, int] = field(default_factory=dict)
    suggestions: tuple[str, ...] = ()
    is_question: bool = True


def find(
    *, tenant: str, text: str, kinds: Collection[str] = (), page: int = 1, size: int = PAGE
) -> Found:
    """What a tenant's index has that answers `text`, best first; pages count from 1."""
    question = question_of(text)
    if question.is_empty:
        return Found(is_question=False)
    plan = plan_of(question, tenant=tenant)
    lists = _lists(plan.keys)
    scores = {kind: scored(plan, of_kind) for kind, of_kind in sorted(lists.items())}
    by_kind = {kind: len(found) for kind, found in scores.items() if found}
    if not by_kind:
        return Found(suggestions=_suggestions(question, plan, tenant))
    wanted = {kind: found for kind, found in scores.items() if not kinds or kind in kinds}
    order = _order(plan, lists, wanted)
    begin = (max(page, 1) - 1) * size
    hits = _hits(order[begin : begin + size], plan, lists)
    return Found(hits=hits, total=len(order), by_kind=by_kind)


def _lists(keys: Collection[int]) -> OfKind:
    lists: OfKind = defaultdict(lambda: defaultdict(list))
    rows = Occurrences.objects.filter(word__in=keys) if keys else Occurrences.objects.none()
    for word, kind, places in rows.values_list("word_id", "kind", "places"):
        lists[kind][word].append(unpack(bytes(places)))
    return lists


def _order(plan: Plan, lists: OfKind, wanted: Mapping[str, Scores]) -> list[int]:
    scores: Scores = {}
    merged: dict[int, list[array[int]]] = defaultdict(list)
    for kind, found in wanted.items():
        scores |= found
        for word, places in lists[kind].items():
            merged[word] += places
    return ordered(plan, merged, scores)


def _hits(entries: list[int], plan: Plan, lists: OfKind) -> tuple[Hit, ...]:
    if not entries:
        return ()
    shown = set(entries)
    words: dict[int, set[tuple[bool, int]]] = {}
    for of_kind in lists.values():
        words |= marked(plan, of_kind, shown)
    rows = Entry.objects.in_bulk(entries)
    # An entry may have been put in anew since its places were read.
    return tuple(_hit(rows[entry], words[entry]) for entry in entries if entry in rows)


def _hit(entry: Entry, words: Collection[tuple[bool, int]]) -> Hit:
    in_title = {number for in_text, number in words if not in_text}
    in_text = {number for in_text, number in words if in_text}
    return Hit(
        kind=entry.kind,
        key=entry.key,
        title=segments(entry.title, in_title),
        excerpt=excerpt(entry.text, in_text),
        data=entry.data,
    )


def _suggestions(question: Question, plan: Plan, tenant: str) -> tuple[str, ...]:
    """Other questions, for one that finds nothing: with its unknown words spelled as known ones,
    or else each of its words alone."""
    terms = [*question.terms, *(term for phrase in question.phrases for term in phrase)]
    unknown = {
        term.word for term, ways in zip(question.terms, plan.terms, strict=True) if ways.is_none
    }
    unknown |= {
        term.word
        for phrase, keys in zip(question.phrases, plan.phrases, strict=True)
        for term, known in zip(phrase, keys, strict=True)
        if not known
    }
    if unknown:
        return _respelled(terms, unknown, tenant)
    single = dict.fromkeys(term.word for term in terms)
    return tuple(single)[:MOST_SUGGESTIONS] if len(single) > 1 else ()


def _respelled(terms: list[Term], unknown: set[str], tenant: str) -> tuple[str, ...]:
    alike = {word: _alike(word, forms) for word, forms in _resembling(unknown, tenant).items()}
    in_use = Word.objects.filter(
        Exists(Occurrences.objects.filter(word=OuterRef("pk"))),
        tenant=tenant,
        form__in={form for found in alike.values() for form in found},
    )
    used = set(in_use.values_list("form", flat=True))
    close = {
        word: [form for form in alike.get(word, ()) if form in used][:MOST_SUGGESTIONS]
        for word in unknown
    }
    words = list(dict.fromkeys(term.word for term in terms))
    suggested = [
        " ".join(_nth(close[word], rank) if word in unknown else word for word in words).split()
        for rank in range(MOST_SUGGESTIONS)
    ]
    return tuple(dict.fromkeys(" ".join(each) for each in suggested if each))


def _resembling(unknown: set[str], tenant: str) -> dict[str, list[str]]:
    """For each unknown word the known ones that begin or end like it: few people miss both."""
    ends = {word: (word[:1], word[-_SHORTEST:]) for word in unknown if len(word) >= _SHORTEST}
    if not ends:
        return {}
    wanted = Q()
    for begin, end in ends.values():
        wanted |= Q(form__startswith=begin) | Q(form__endswith=end)
    forms = list(Word.objects.filter(wanted, tenant=tenant).values_list("form", flat=True))
    return dict.fromkeys(ends, forms)


def _alike(word: str, forms: list[str]) -> list[str]:
    """The known words most like `word`, the likest first."""
    if len(word) > _LONGEST:
        return []
    found = process.extract(word, forms, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=_CLOSEST)
    return [form for form, _, _ in sorted(found, key=lambda each: (-each[1], each[0]))]


def _nth(words: list[str], rank: int) -> str:
    """The word of a rank, or the best where there are fewer; nothing where there is none."""
    return words[min(rank, len(words) - 1)] if words else ""
