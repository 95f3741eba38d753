"""The review is done: its passages become a draft strategy."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from retning.apps.strategy import validators
from retning.apps.strategy.enums import PassageKind, ReadingState
from retning.apps.strategy.models import Passage, Reading, Strategy
from retning.apps.strategy.services import draft
from retning.apps.strategy.services.building import Builder, fitting, joined, vision_of
from retning.apps.strategy.services.refusals import Refusal, Refused
from retning.apps.strategy.services.trail import recorded
from retning.foundation.audit.services import Actor, snapshot

# A document with none of these is no strategy.
ENOUGH = frozenset({PassageKind.AREA, PassageKind.OBJECTIVE, PassageKind.GOAL})


@transaction.atomic
def take_over(
    *,
    reading: Reading,
    strategy: Strategy | None,
    title: str,
    period_from: int,
    period_to: int,
    by: Actor,
    now: datetime,
) -> Strategy:
    """Make a draft of what was read: a new strategy, or new areas in `strategy`.

    A strategy that is there keeps its own vision; the document's goes into its introduction.
    Dropped and unplaced passages stay with the document. Raises Refused where the document was
    taken over before, holds nothing that belongs in a strategy, or is another municipality's than
    the strategy, and DoesNotFit where one of its texts is too long for one.
    """
    locked = Reading.drafts.select_for_update().defer("source_text").get(pk=reading.pk)
    kept = _to_take_over(locked, strategy)
    standing = Strategy.drafts.select_for_update().get(pk=strategy.pk) if strategy else None
    title = title.strip() or (standing.title if standing else locked.title)
    built = Builder(fallback_title=title, vision_is_told=standing is not None, now=now).build(kept)
    if standing:
        into = _told(standing, built.introduction, by=by, now=now)
    else:
        vision, introduction = _texts(title, kept, built.introduction)
        with fitting(title):
            into = draft.create_strategy(
                municipality=locked.municipality,
                title=title,
                period_from=period_from,
                period_to=period_to,
                vision=vision,
                introduction=introduction,
                by=by,
                now=now,
            )
    built.save(into)
    return _closed(locked, into, by=by, now=now)


def _closed(reading: Reading, strategy: Strategy, *, by: Actor, now: datetime) -> Strategy:
    before = snapshot(reading)
    reading.state = ReadingState.TAKEN_OVER
    reading.strategy = strategy
    reading.changed_at = now
    reading.save(update_fields=["state", "strategy", "changed_at"])
    recorded("reading_taken_over", reading, before=before, by=by, now=now)
    return strategy


def _to_take_over(reading: Reading, strategy: Strategy | None) -> list[Passage]:
    if strategy is not None and strategy.municipality_id != reading.municipality_id:
        raise Refused(Refusal.ANOTHER_MUNICIPALITY)
    if reading.state == ReadingState.TAKEN_OVER:
        raise Refused(Refusal.ALREADY_TAKEN_OVER)
    if reading.state != ReadingState.READ:
        raise Refused(Refusal.NOT_READ_YET)
    kept = list(Passage.drafts.filter(reading=reading, dropped=False))
    if not any(passage.kind in ENOUGH for passage in kept):
        raise Refused(Refusal.NOTHING_TO_TAKE_OVER)
    return kept


def _texts(title: str, kept: Sequence[Passage], introduction: Sequence[str]) -> tuple[str, str]:
    """A new strategy's vision and introduction, as they are kept."""
    vision = vision_of(kept)
    with fitting(vision):
        vision = validators.prose(vision)
    with fitting(title):
        return vision, validators.prose(joined(introduction))


def _told(strategy: Strategy, introduction: Sequence[str], *, by: Actor, now: datetime) -> Strategy:
    """A locked strategy with what a document says before its first area, after its own words."""
    if not introduction:
        # It has changed when anything in it has: the work list asks it alone.
        strategy.changed_at = now
        strategy.save(update_fields=["changed_at"])
        return strategy
    with fitting(strategy.title):
        return draft.change_strategy(
            strategy=strategy,
            expected_version=strategy.version,
            introduction=joined((strategy.introduction, *introduction)),
            by=by,
            now=now,
        )
