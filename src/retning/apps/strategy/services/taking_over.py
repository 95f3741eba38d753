"""The review is done: its passages become a draft strategy, or go on in one that stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from retning.apps.strategy import validators
from retning.apps.strategy.enums import PassageKind, ReadingState
from retning.apps.strategy.models import Passage, Reading, Strategy
from retning.apps.strategy.queries.readings import gone_since
from retning.apps.strategy.services import draft
from retning.apps.strategy.services.building import Builder, Report
from retning.apps.strategy.services.living import Living, read_from_later
from retning.apps.strategy.services.readings import held
from retning.apps.strategy.services.refusals import Refusal, Refused
from retning.apps.strategy.services.telling import fitting, joined, vision_of
from retning.apps.strategy.services.trail import recorded
from retning.foundation.audit.services import Actor, snapshot

# A document with none of these is no strategy.
ENOUGH = frozenset({PassageKind.VISION, PassageKind.AREA, PassageKind.OBJECTIVE, PassageKind.GOAL})


@dataclass(frozen=True)
class TakingOver:
    """What became of a document: how many parts of the strategy are new, and, where an earlier
    version of it was taken over into the same strategy before, how many say the same, which have
    another wording now, which a person had given yet another or taken out since (they are left
    alone), and what the document does not say any more (it stays in the strategy)."""

    strategy: Strategy
    added: int
    unchanged: int = 0
    reworded: Sequence[Passage] = ()
    conflicts: Sequence[Passage] = ()
    removed: Sequence[Passage] = ()
    gone: Sequence[Passage] = ()


def take_over(
    *,
    reading: Reading,
    strategy: Strategy | None,
    title: str,
    period_from: int,
    period_to: int,
    merge_areas: bool = False,
    by: Actor,
    now: datetime,
) -> Strategy:
    """`taken_over`, for who asks for nothing but the strategy."""
    return taken_over(
        reading=reading,
        strategy=strategy,
        title=title,
        period_from=period_from,
        period_to=period_to,
        merge_areas=merge_areas,
        by=by,
        now=now,
    ).strategy


@transaction.atomic
def taken_over(
    *,
    reading: Reading,
    strategy: Strategy | None,
    title: str,
    period_from: int,
    period_to: int,
    merge_areas: bool = False,
    by: Actor,
    now: datetime,
) -> TakingOver:
    """Make a draft of what was read: a new strategy, or more of `strategy`.

    A strategy that is there keeps its own vision, and the document's goes into its introduction;
    where it has none, the document's is its vision. Its areas come last, or with `merge_areas` go
    on in those of the same title. Where an earlier version of the document was taken over into it,
    what is there gets its new wording, and only what is new is added. Dropped and unplaced passages
    stay with the document. Raises Refused where the document was taken over before, holds nothing
    that belongs in a strategy, or is another municipality's than the strategy, and DoesNotFit where
    one of its texts is too long for one.
    """
    locked = held(reading.pk)
    kept = _to_take_over(locked, strategy)
    if strategy is None:
        period = (period_from, period_to)
        made = _made(locked, kept, title, period, by=by, now=now)
    else:
        standing = Strategy.drafts.select_for_update().get(pk=strategy.pk)
        title = title.strip() or standing.title
        made = _gone_on(locked, kept, standing, title, merge_areas=merge_areas, by=by, now=now)
    _closed(locked, made.strategy, by=by, now=now)
    return made


def _made(
    reading: Reading,
    kept: Sequence[Passage],
    title: str,
    period: tuple[int, int],
    *,
    by: Actor,
    now: datetime,
) -> TakingOver:
    """A new strategy of what a document says."""
    title = title.strip() or reading.title
    built = Builder(fallback_title=title, vision_is_told=False, now=now).build(kept)
    vision = vision_of(kept)
    with fitting(vision):
        vision = validators.prose(vision)
    with fitting(title):
        strategy = draft.create_strategy(
            municipality=reading.municipality,
            title=title,
            vision=vision,
            introduction=validators.prose(joined(built.introduction)),
            period_from=period[0],
            period_to=period[1],
            by=by,
            now=now,
        )
    built.save(strategy)
    return TakingOver(strategy, added=built.count)


def _gone_on(
    reading: Reading,
    kept: Sequence[Passage],
    strategy: Strategy,
    title: str,
    *,
    merge_areas: bool,
    by: Actor,
    now: datetime,
) -> TakingOver:
    """A strategy that stands, with what a document adds to it."""
    previous = reading.previous
    is_later = previous is not None and previous.strategy_id == strategy.pk
    has_vision = bool(strategy.vision.strip())
    living = Living.of(strategy)
    built = Builder(
        fallback_title=title,
        vision_is_told=has_vision,
        now=now,
        living=living,
        is_later=is_later,
        merge_areas=merge_areas,
    ).build(kept)
    if not has_vision and not is_later:
        living.texts["vision"] = vision_of(kept)
    living.texts["introduction"] = joined((living.texts["introduction"], *built.introduction))
    strategy = living.save(by=by, now=now)
    built.save(strategy)
    if previous is None or not is_later:
        return TakingOver(strategy, added=built.count)
    gone = _gone(reading)
    read_from_later(reading, previous, strategy)
    return _told(built.report, strategy, added=built.count, gone=gone)


def _told(report: Report, strategy: Strategy, *, added: int, gone: Sequence[Passage]) -> TakingOver:
    return TakingOver(
        strategy,
        added=added,
        unchanged=report.unchanged,
        reworded=report.reworded,
        conflicts=report.conflicts,
        removed=report.removed,
        gone=gone,
    )


def _gone(reading: Reading) -> list[Passage]:
    """What the document does not say any more, and what it says and a person left out now."""
    left_out = Passage.drafts.filter(reading=reading, dropped=True).values("earlier")
    then = Passage.drafts.filter(reading=reading.previous_id, dropped=False)
    return list(gone_since(reading)) + list(then.filter(pk__in=left_out))


def _closed(reading: Reading, strategy: Strategy, *, by: Actor, now: datetime) -> None:
    before = snapshot(reading)
    reading.state = ReadingState.TAKEN_OVER
    reading.strategy = strategy
    reading.changed_at = now
    reading.save(update_fields=["state", "strategy", "changed_at"])
    recorded("reading_taken_over", reading, before=before, by=by, now=now)


def _to_take_over(reading: Reading, strategy: Strategy | None) -> list[Passage]:
    if strategy is not None and strategy.municipality_id != reading.municipality_id:
        raise Refused(Refusal.ANOTHER_MUNICIPALITY)
    if reading.state == ReadingState.TAKEN_OVER:
        raise Refused(Refusal.ALREADY_TAKEN_OVER)
    if reading.state != ReadingState.READ:
        raise Refused(Refusal.NOT_READ_YET)
    rows = Passage.drafts.filter(reading=reading, dropped=False)
    kept = list(rows.select_related("earlier"))
    if not any(passage.kind in ENOUGH for passage in kept):
        raise Refused(Refusal.NOTHING_TO_TAKE_OVER)
    return kept
