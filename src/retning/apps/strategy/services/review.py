"""What a person does to what was read: each deed is one step, and the newest one can be undone."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import Any

from django.db import transaction

from retning.apps.strategy import validators
from retning.apps.strategy.enums import PassageKind, ReadingState, ReviewDeed
from retning.apps.strategy.models import Passage, Reading, ReviewStep
from retning.apps.strategy.queries.readings import (
    page_at,
    passages_of,
    source_between,
    uncertain,
)
from retning.apps.strategy.services.passages import targets_read
from retning.apps.strategy.services.readings import held
from retning.apps.strategy.services.refusals import Refusal, Refused
from retning.apps.strategy.services.review_targets import followed_by
from retning.apps.strategy.services.steps import (
    REMEMBERED,
    TARGETS,
    TITLE,
    fields_of,
    fresh,
    placed,
    reviewable,
    shifted,
    stepped,
    under_review,
    undone,
)
from retning.apps.strategy.services.stretches import divided, united
from retning.apps.strategy.services.trail import recorded
from retning.foundation.audit.services import Actor, snapshot
from retning.foundation.records.services import change


class Unmoved(Enum):
    """Said of a passage that is not put behind another: None would put it first."""

    UNMOVED = "unmoved"


UNMOVED = Unmoved.UNMOVED


@transaction.atomic
def accept_passage(*, passage: Passage, accepted: bool, by: Actor, now: datetime) -> Passage:
    """Say that a passage is right as it stands, or take that back."""
    under_review(passage.reading_id)
    if fresh(passage).accepted == accepted:
        return passage
    _set(passage, ReviewDeed.ACCEPT if accepted else ReviewDeed.UNACCEPT, by, now, accepted)
    return passage


@transaction.atomic
def accept_certain(*, reading: Reading, by: Actor, now: datetime) -> int:
    """Say of everything that the reader was certain of that it is right: how many that were."""
    locked = under_review(reading.pk)
    rows = passages_of(reading).filter(accepted=False, dropped=False).exclude(uncertain())
    keys = list(rows.exclude(kind=PassageKind.UNPLACED).values_list("pk", flat=True))
    if keys:
        Passage.drafts.filter(reading=reading, pk__in=keys).update(accepted=True)
        before = [{"id": key, "accepted": False} for key in keys]
        _step(locked, ReviewDeed.ACCEPT, before=before, by=by, now=now)
        recorded("passages_accepted", locked, before=snapshot(locked), by=by, now=now)
    return len(keys)


@transaction.atomic
def change_passage(
    *,
    passage: Passage,
    expected_version: int,
    kind: PassageKind,
    text: str,
    body: str,
    by: Actor,
    now: datetime,
) -> Passage:
    """Correct what was read: what a passage is, its text, its explanation. It is then certain.

    Raises ChangedMeanwhile where somebody else has corrected it since `expected_version`.
    """
    locked = under_review(passage.reading_id)
    fresh(passage)
    before = snapshot(passage)
    changed = ("kind", "text", "body", "accepted", "edited", "letters", *TARGETS)
    was = fields_of(passage, changed)
    wording = {"kind": kind, "text": kept_text(kind, text), "body": validators.prose(body)}
    edited = passage.edited or any(was[name] != value for name, value in wording.items())
    followed = followed_by(passage, locked, kind=kind, text=wording["text"])
    change(
        passage,
        expected_version=expected_version,
        now=now,
        **wording,
        **followed,
        accepted=True,
        edited=edited,
    )
    told: list[dict[str, Any]] = [was]
    if kind == PassageKind.TITLE and locked.title != passage.text[:300]:
        # What a person says is the title is what the document, and the strategy from it, is called.
        told.append({TITLE: locked.title})
        Reading.drafts.filter(pk=passage.reading_id).update(title=passage.text[:300])
    _step(locked, ReviewDeed.EDIT, before=told, by=by, now=now)
    recorded("passage_changed", passage, before=before, by=by, now=now)
    return passage


@transaction.atomic
def split_passage(
    *,
    passage: Passage,
    expected_version: int,
    at: int,
    kind: PassageKind | None = None,
    by: Actor,
    now: datetime,
) -> Passage:
    """Divide a passage before character `at` of its text; the second half is given back.

    The explanation goes with the second half, which is of `kind` (the first's where None). Raises
    ChangedMeanwhile as `change_passage` does, Refused where either half would be blank.
    """
    locked = under_review(passage.reading_id)
    fresh(passage)
    before = snapshot(passage)
    placed_by = ("text", "body", "start", "end", "body_start", "body_end")
    was = fields_of(passage, (*placed_by, "edited", "letters", *TARGETS))
    halves = divided(passage, at)
    if halves is None:
        raise Refused(Refusal.NOTHING_TO_SPLIT)
    first, second = halves
    # A half's own letters hold over those that followed from another wording.
    second = _aimed(passage, locked, kind or PassageKind(passage.kind), second) | second
    first = _aimed(passage, locked, PassageKind(passage.kind), first) | first
    change(passage, expected_version=expected_version, now=now, **first)
    shifted(passage.reading_id, first=passage.order + 1, by=1)
    values = {name: getattr(passage, name) for name in REMEMBERED} | second
    if page := page_at(passage.reading_id, second["start"]):
        values["page"] = page
    made = Passage.drafts.create(
        **values | {"kind": kind or passage.kind, "order": passage.order + 1, "version": 1},
        municipality_id=passage.municipality_id,
        reading_id=passage.reading_id,
        changed_at=now,
    )
    _step(locked, ReviewDeed.SPLIT, before=[was], created=[made.pk], by=by, now=now)
    recorded("passage_split", passage, before=before, by=by, now=now)
    return made


def _aimed(
    passage: Passage, reading: Reading, kind: PassageKind, half: dict[str, Any]
) -> dict[str, Any]:
    return followed_by(passage, reading, kind=kind, text=half["text"], anew=True)


@transaction.atomic
def merge_passage(*, passage: Passage, by: Actor, now: datetime) -> Passage:
    """Put a passage together with the next one that is not left out, which is then no more.

    Raises ChangedMeanwhile where the passage itself is no more, Refused where none comes after it.
    """
    locked = under_review(passage.reading_id)
    fresh(passage)
    following = passages_of(locked).filter(order__gt=passage.order, dropped=False).first()
    if following is None:
        raise Refused(Refusal.NOTHING_TO_MERGE)
    before = snapshot(passage)
    was = [fields_of(passage, REMEMBERED), fields_of(following, REMEMBERED)]
    together = united(passage, following)
    together |= followed_by(
        passage, locked, kind=PassageKind(passage.kind), text=together.get("text", passage.text)
    )
    change(passage, expected_version=passage.version, now=now, **together)
    following.delete()
    _step(locked, ReviewDeed.MERGE, before=was, by=by, now=now)
    recorded("passage_merged", passage, before=before, by=by, now=now)
    return passage


@transaction.atomic
def drop_passage(*, passage: Passage, dropped: bool, by: Actor, now: datetime) -> Passage:
    """Leave a passage out, or take it in again. It stays visible.

    What no place was found for may be said not to be needed after taking over too.
    """
    locked = held(passage.reading_id)
    is_over = locked.state == ReadingState.TAKEN_OVER
    if fresh(passage).kind != PassageKind.UNPLACED or not is_over:
        reviewable(locked)
    if passage.dropped == dropped:
        return passage
    if is_over:
        before = snapshot(passage)
        passage.dropped = dropped
        passage.save(update_fields=["dropped"])
        deed = "passage_dropped" if dropped else "passage_restored"
        recorded(deed, passage, before=before, by=by, now=now)
    else:
        _set(passage, ReviewDeed.DROP if dropped else ReviewDeed.RESTORE, by, now, dropped)
    return passage


@transaction.atomic
def move_passage(
    *,
    passage: Passage,
    step: int = 0,
    after: Passage | Unmoved | None = UNMOVED,
    by: Actor,
    now: datetime,
) -> Passage:
    """Move a passage past `step` neighbours (-1 is up), or behind `after` (None: first).

    A goal may so reach another objective. Raises ChangedMeanwhile where one of the two is no more.
    """
    locked = under_review(passage.reading_id)
    fresh(passage)
    place = _place_past(passage, step) if isinstance(after, Unmoved) else _behind(passage, after)
    if place == passage.order:
        return passage
    before, was = snapshot(passage), fields_of(passage, ["order"])
    placed(passage, place)
    _step(locked, ReviewDeed.MOVE, before=[was], by=by, now=now)
    recorded("passage_moved", passage, before=before, by=by, now=now)
    return passage


def _place_past(passage: Passage, step: int) -> int:
    """The place of the neighbour that is `step` away, or of the last one there is that way."""
    rows = Passage.drafts.filter(reading=passage.reading_id)
    if step < 0:
        rows = rows.filter(order__lt=passage.order).order_by("-order")
    else:
        rows = rows.filter(order__gt=passage.order).order_by("order")
    places = list(rows.values_list("order", flat=True)[: abs(step)])
    return places[-1] if places else passage.order


def _behind(passage: Passage, after: Passage | None) -> int:
    if after is None:
        return 1
    if after.reading_id != passage.reading_id:
        raise Refused(Refusal.ANOTHER_MUNICIPALITY)
    if after.pk == passage.pk:
        return passage.order
    place = fresh(after).order
    return place if place > passage.order else place + 1


@transaction.atomic
def add_passage(
    *,
    reading: Reading,
    after: Passage | None,
    kind: PassageKind,
    text: str,
    span: tuple[int, int] | None = None,
    by: Actor,
    now: datetime,
) -> Passage:
    """Add what the reader did not see, after a passage, or first.

    `span` says where in the document's text it stands, in characters; without a `text` the words
    are those that stand there. Raises Refused where nothing stands there.
    """
    locked = under_review(reading.pk)
    place = fresh(after).order + 1 if after else 1
    words = text.strip()
    found: dict[str, Any] = {}
    if span is not None:
        found, source = _found_at(reading, span)
        words = words or source
    shifted(reading.pk, first=place, by=1)
    passage = Passage(
        municipality_id=reading.municipality_id,
        reading=reading,
        order=place,
        kind=kind,
        text=kept_text(kind, words),
        accepted=True,
        edited=bool(text.strip()),
        changed_at=now,
        **found,
    )
    for name, value in targets_read(passage, locked).items():
        setattr(passage, name, value)
    passage.save(force_insert=True)
    _step(locked, ReviewDeed.ADD, created=[passage.pk], by=by, now=now)
    recorded("passage_added", passage, by=by, now=now)
    return passage


def _found_at(reading: Reading, span: tuple[int, int]) -> tuple[dict[str, Any], str]:
    """Where the words of a span stand, blanks around them left out, and the words."""
    start, end = span
    source = source_between(reading.pk, start, end) if 0 <= start < end else ""
    words = source.strip()
    if not words or len(source) != end - start:
        raise Refused(Refusal.NOT_IN_SOURCE)
    start += len(source) - len(source.lstrip())
    found = {"start": start, "end": start + len(words), "page": page_at(reading.pk, start)}
    return found, words


@transaction.atomic
def undo(
    *, reading: Reading, expected_number: int | None = None, by: Actor, now: datetime
) -> ReviewStep | None:
    """Take the newest step of a document back, whoever made it; None where there is none left.

    Raises ChangedMeanwhile where the newest step is not the one of `expected_number`.
    """
    locked = under_review(reading.pk)
    return undone(locked, expected_number=expected_number, by=by, now=now)


def kept_text(kind: str, text: str) -> str:
    """A passage's text as it is kept: narrative may have lines, anything else is one."""
    if kind == PassageKind.NARRATIVE:
        return validators.prose(text)
    return validators.wording(text)


def _set(passage: Passage, deed: ReviewDeed, by: Actor, now: datetime, value: bool) -> None:
    """Say yes or no to one thing of a passage; its wording is as it was, and so its version."""
    name, told = _FLAGS[deed]
    before, was = snapshot(passage), fields_of(passage, [name])
    setattr(passage, name, value)
    passage.save(update_fields=[name])
    step: dict[str, Any] = {"municipality_id": passage.municipality_id, "before": [was]}
    stepped(passage.reading_id, deed, **step, by=by, now=now)
    recorded(told, passage, before=before, by=by, now=now)


_FLAGS = {
    ReviewDeed.ACCEPT: ("accepted", "passage_accepted"),
    ReviewDeed.UNACCEPT: ("accepted", "passage_unaccepted"),
    ReviewDeed.DROP: ("dropped", "passage_dropped"),
    ReviewDeed.RESTORE: ("dropped", "passage_restored"),
}


def _step(reading: Reading, deed: ReviewDeed, *, by: Actor, now: datetime, **told: Any) -> None:
    stepped(reading.pk, deed, municipality_id=reading.municipality_id, by=by, now=now, **told)
