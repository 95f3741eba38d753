"""The same document again: which one it was before, and what a person made of it then."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Any

from django.db.models import Count

from retning.apps.strategy.enums import Difference, PassageKind, ReadingState
from retning.apps.strategy.models import Passage, Reading
from retning.apps.strategy.queries.letters import without_places
from retning.apps.strategy.queries.readings import LONG
from retning.apps.strategy.queries.targets import least_confidence
from retning.apps.strategy.services.recutting import recut
from retning.core.danish import fold
from retning.core.documents import Document
from retning.core.documents.since import Said, Since, compared

# Of so many texts, spread over the document, half must stand in another for it to be the same, or
# a tenth where it has the same name.
SAMPLE = 60
HALF = 0.5
SOME = 0.1
FEWEST = 4
SHORTEST = 15


def earlier_reading(reading: Reading, *, title: str, found: Sequence[Passage]) -> Reading | None:
    """The same document as it was read before. Two queries.

    It is the same where half of the passages are; else where the file's name (without its ending)
    or the title is, and some of the passages are too: two strategies may well have one name. Of
    several it is the newest that became a draft, else the newest in review.
    """
    before = (
        Reading.drafts.filter(
            municipality=reading.municipality_id,
            state__in=[ReadingState.TAKEN_OVER, ReadingState.READ],
        )
        .exclude(pk=reading.pk)
        .select_related("attachment")
        .defer(*LONG)
    )
    shared = _shared(reading, found)
    name = _stem(reading.attachment.name)

    def is_called_so(other: Reading) -> bool:
        is_titled_so = bool(title) and fold(other.title) == fold(title)
        return is_titled_so or _stem(other.attachment.name) == name

    there = sorted(before, key=lambda other: other.state != ReadingState.TAKEN_OVER)
    same = (other for other in there if shared.get(other.pk, 0.0) >= HALF)
    named = (other for other in there if shared.get(other.pk, 0.0) >= SOME and is_called_so(other))
    return next(same, None) or next(named, None)


def _stem(name: str) -> str:
    return fold(PurePath(name).stem)


def _shared(reading: Reading, found: Sequence[Passage]) -> dict[int, float]:
    """The documents in which something of a sample of these passages stands word for word, and how
    much of it: above 0, to 1. Of fewer than `FEWEST` texts half is nothing to go by."""
    told = (p.text for p in found if p.kind != PassageKind.TITLE and len(p.text) >= SHORTEST)
    texts = list(dict.fromkeys(told))
    sample = texts[:: max(1, len(texts) // SAMPLE)]
    rows = (
        Passage.drafts.filter(municipality=reading.municipality_id, text__in=sample)
        .exclude(reading=reading.pk)
        .order_by()
        .values("reading")
        .annotate(number=Count("text", distinct=True))
    )
    most = 1.0 if len(sample) >= FEWEST else SOME
    return {row["reading"]: min(most, row["number"] / len(sample)) for row in rows}


def beside(previous: Reading, document: Document, found: Sequence[Passage]) -> list[Passage]:
    """The passages of a document beside those of `previous`: `earlier` and `difference` told, and
    of what is the same everything that a person decided then.

    Where not a letter is another, the passages are those of then; else those that were divided or
    put together are cut so again, where they say the same.
    """
    old = list(Passage.drafts.filter(reading=previous.pk))
    source = Reading.drafts.values_list("source_text", flat=True).get(pk=previous.pk)
    confirmed = previous.state == ReadingState.TAKEN_OVER
    if source == document.text and found:
        return list(_as_then(old, found[0], confirmed=confirmed))
    found = recut(previous, old, source, found)
    result = compared([_said(p, source) for p in old], [Said(p.text, p.body) for p in found])
    for passage, answer in zip(found, result.answers, strict=True):
        passage.difference = Difference(answer.since.value)
        if answer.old is not None:
            _answered(passage, old[answer.old], answer.since, confirmed=confirmed)
    written = [place for place in result.gone if old[place].start is None]
    if not written:
        return found
    answers = {answer.old: place for place, answer in enumerate(result.answers)}
    return _with_written(old, found, answers, set(written), confirmed=confirmed)


def _with_written(
    old: Sequence[Passage],
    found: Sequence[Passage],
    answers: Mapping[int | None, int],
    written: Collection[int],
    *,
    confirmed: bool,
) -> list[Passage]:
    """What a person had written between the passages stands there again, behind what it followed:
    no version of the document says it. `answers` tells the new place of an old one."""
    behind: dict[int, list[Passage]] = defaultdict(list)
    place = -1
    for number, passage in enumerate(old):
        if number in written:
            behind[place].append(passage)
        else:
            place = answers.get(number, place)
    kept = list(_as_then(behind[-1], found[0], confirmed=confirmed)) if found else []
    for number, passage in enumerate(found):
        kept += [passage, *_as_then(behind[number], passage, confirmed=confirmed)]
    for order, passage in enumerate(kept, start=1):
        passage.order = order
    return kept


def _said(passage: Passage, source: str) -> Said:
    """What the document itself said then, whatever words a person gave it."""
    if not passage.edited or passage.start is None or passage.end is None:
        return Said(passage.text, passage.body)
    body = passage.body
    if passage.body_start is not None and passage.body_end is not None:
        body = source[passage.body_start : passage.body_end]
    return Said(source[passage.start : passage.end], body)


def _answered(passage: Passage, old: Passage, since: Since, *, confirmed: bool) -> None:
    """Give a passage what a person decided of the one it answers to."""
    passage.earlier = old
    if old.edited or old.accepted or since is Since.SAME:
        passage.kind = old.kind
    if since is not Since.SAME:
        _targets_of_kind(passage, old)
        return
    if old.edited:
        passage.text, passage.body, passage.edited = old.text, old.body, True
        passage.letters = without_places(passage.letters)
    if old.edited or old.targets_edited:
        _take_targets(passage, old)
    _targets_of_kind(passage, old)
    passage.dropped = old.dropped
    passage.accepted = _is_accepted(old, confirmed=confirmed)


def _take_targets(passage: Passage, old: Passage) -> None:
    passage.targets, passage.targets_edited = old.targets, old.targets_edited
    passage.target_confidence = old.target_confidence


def _targets_of_kind(passage: Passage, old: Passage) -> None:
    """A goal has targets, and nothing else has."""
    if passage.kind != PassageKind.GOAL:
        passage.targets, passage.target_confidence = [], None
    elif not passage.targets and not passage.targets_edited:
        if old.text == passage.text:
            _take_targets(passage, old)
        else:
            passage.target_confidence = least_confidence(passage.kind, passage.targets)


def _is_accepted(old: Passage, *, confirmed: bool) -> bool:
    """What was taken over has been said to be right; what found no place then has not."""
    placed = old.kind != PassageKind.UNPLACED and not old.dropped
    return old.accepted or (confirmed and placed)


COPIED = (
    "kind",
    "text",
    "body",
    "start",
    "end",
    "body_start",
    "body_end",
    "page",
    "confidence",
    "dropped",
    "edited",
    "targets",
    "target_confidence",
    "targets_edited",
    "letters",
)


def _as_then(old: Iterable[Passage], like: Passage, *, confirmed: bool) -> Iterator[Passage]:
    for order, passage in enumerate(old, start=1):
        values: dict[str, Any] = {name: getattr(passage, name) for name in COPIED}
        yield Passage(
            **values,
            municipality_id=like.municipality_id,
            reading=like.reading,
            order=order,
            accepted=_is_accepted(passage, confirmed=confirmed),
            earlier=passage,
            difference=Difference.SAME,
            changed_at=like.changed_at,
        )
