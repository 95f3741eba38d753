"""The review is done: its passages become a draft strategy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from retning.apps.strategy.enums import PassageKind, ReadingState
from retning.apps.strategy.models import Area, Objective, Passage, Reading, Strategy
from retning.apps.strategy.services import draft
from retning.apps.strategy.services.refusals import DoesNotFit, Refusal, Refused
from retning.apps.strategy.services.trail import recorded
from retning.core.prose import from_plain
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

    Dropped and unplaced passages stay with the document. Raises Refused where the document was
    taken over before, or holds nothing that belongs in a strategy, and DoesNotFit where one of its
    texts is too long for one.
    """
    locked = Reading.drafts.select_for_update().get(pk=reading.pk)
    kept = _to_take_over(locked)
    vision = _text_of(PassageKind.VISION, kept)
    with _fitting(vision):
        into = strategy or draft.create_strategy(
            municipality=locked.municipality,
            title=title,
            period_from=period_from,
            period_to=period_to,
            vision=vision,
            by=by,
            now=now,
        )
    _Builder(strategy=into, fallback_title=title, by=by, now=now).build(kept)
    before = snapshot(locked)
    locked.state = ReadingState.TAKEN_OVER
    locked.strategy = into
    locked.changed_at = now
    locked.save(update_fields=["state", "strategy", "changed_at"])
    recorded("reading_taken_over", locked, before=before, by=by, now=now)
    return into


def _to_take_over(reading: Reading) -> list[Passage]:
    if reading.state == ReadingState.TAKEN_OVER:
        raise Refused(Refusal.ALREADY_TAKEN_OVER)
    if reading.state != ReadingState.READ:
        raise Refused(Refusal.NOT_READ_YET)
    kept = list(Passage.drafts.filter(reading=reading, dropped=False))
    if not any(passage.kind in ENOUGH for passage in kept):
        raise Refused(Refusal.NOTHING_TO_TAKE_OVER)
    return kept


@contextmanager
def _fitting(text: str) -> Iterator[None]:
    """Say of which text it was that a limit was passed."""
    try:
        yield
    except ValidationError as error:
        if error.code != "too_long":
            raise
        raise DoesNotFit(text, error.params["limit"] if error.params else 0) from error


def _text_of(kind: PassageKind, passages: Iterable[Passage]) -> str:
    return "\n\n".join(passage.text for passage in passages if passage.kind == kind)


@dataclass
class _Builder:
    """Walks the passages in reading order; the level of each follows from what came before."""

    strategy: Strategy
    fallback_title: str
    by: Actor
    now: datetime
    area: Area | None = None
    objective: Objective | None = None

    def build(self, passages: Iterable[Passage]) -> None:
        introduction = [self.strategy.introduction] if self.strategy.introduction else []
        narrative: dict[int, list[str]] = {}
        for passage in passages:
            if passage.kind == PassageKind.NARRATIVE:
                heading, text = (passage.text, passage.body) if passage.body else ("", passage.text)
                text = from_plain(text, heading=heading)
                chapter = narrative.setdefault(self.area.pk, []) if self.area else introduction
                chapter.append(text)
            else:
                with _fitting(passage.text):
                    self._add(passage)
        self._keep_narrative(introduction, narrative)

    def _add(self, passage: Passage) -> None:
        fields = {"text": passage.text, "body": from_plain(passage.body)}
        match passage.kind:
            case PassageKind.AREA:
                self.area = draft.add_area(
                    strategy=self.strategy, by=self.by, now=self.now, **fields
                )
                self.objective = None
            case PassageKind.OBJECTIVE:
                self.objective = draft.add_objective(
                    area=self._area(), by=self.by, now=self.now, **fields
                )
            case PassageKind.GOAL:
                parent = self.objective or self._area()
                draft.add_goal(parent=parent, by=self.by, now=self.now, **fields)
            case PassageKind.THEME:
                draft.add_theme(area=self._area(), by=self.by, now=self.now, **fields)

    def _area(self) -> Area:
        if self.area is None:
            self.area = draft.add_area(
                strategy=self.strategy, text=self.fallback_title, by=self.by, now=self.now
            )
        return self.area

    def _keep_narrative(self, introduction: list[str], chapters: dict[int, list[str]]) -> None:
        if introduction:
            with _fitting(self.strategy.title):
                draft.change_strategy(
                    strategy=self.strategy,
                    expected_version=self.strategy.version,
                    introduction="\n\n".join(introduction),
                    by=self.by,
                    now=self.now,
                )
        for area in Area.drafts.filter(pk__in=chapters):
            body = "\n\n".join(part for part in (area.body, *chapters[area.pk]) if part)
            with _fitting(area.text):
                draft.change_node(
                    node=area,
                    expected_version=area.version,
                    text=area.text,
                    body=body,
                    by=self.by,
                    now=self.now,
                )
