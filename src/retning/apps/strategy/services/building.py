"""A draft in memory, made of a document's passages, and written in a handful of statements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db.models import Max

from retning.apps.strategy import validators
from retning.apps.strategy.enums import PassageKind
from retning.apps.strategy.models import Area, Goal, Objective, Passage, Strategy, Theme
from retning.apps.strategy.services.refusals import DoesNotFit
from retning.core.prose import from_plain


@contextmanager
def fitting(text: str) -> Iterator[None]:
    """Say of which text it was that a limit was passed."""
    try:
        yield
    except ValidationError as error:
        if error.code != "too_long":
            raise
        raise DoesNotFit(text, error.params["limit"] if error.params else 0) from error


def joined(texts: Iterable[str]) -> str:
    """Small Markdown of several parts, as chapters of one text."""
    return "\n\n".join(text for text in texts if text)


def vision_of(passages: Iterable[Passage]) -> str:
    """All that the passages say of the vision, as small Markdown."""
    return joined(
        joined((from_plain(passage.text), from_plain(passage.body)))
        for passage in passages
        if passage.kind == PassageKind.VISION
    )


@dataclass
class Builder:
    """Walks passages in reading order; the level of each follows from what came before.

    `fallback_title` names the area of what has none before it. With `vision_is_told` the vision
    becomes part of the introduction. Nothing is in the database before `save`.
    """

    fallback_title: str
    vision_is_told: bool
    now: datetime
    introduction: list[str] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    chapters: list[list[str]] = field(default_factory=list)
    objectives: list[Objective] = field(default_factory=list)
    goals: list[Goal] = field(default_factory=list)
    themes: list[Theme] = field(default_factory=list)
    objective: Objective | None = None
    places: Counter[tuple[str, int]] = field(default_factory=Counter)

    def build(self, passages: Iterable[Passage]) -> Builder:
        """Raises DoesNotFit where a text is too long, naming which."""
        for passage in passages:
            match passage.kind:
                case PassageKind.NARRATIVE:
                    self._tell(passage)
                case PassageKind.VISION if self.vision_is_told:
                    self.introduction.append(vision_of([passage]))
                case _:
                    with fitting(passage.text):
                        self._add(passage)
        for area, chapters in zip(self.areas, self.chapters, strict=True):
            with fitting(area.text):
                area.body = validators.prose(joined((area.body, *chapters)))
        return self

    def save(self, strategy: Strategy) -> None:
        """Write it all below `strategy`, its areas last: one statement a kind and batch."""
        last = Area.drafts.filter(strategy=strategy).aggregate(last=Max("order"))["last"] or 0
        for area in self.areas:
            area.strategy = strategy
            area.order += last
        for node in (*self.areas, *self.objectives, *self.goals, *self.themes):
            node.municipality_id = strategy.municipality_id
        Area.drafts.bulk_create(self.areas)
        Objective.drafts.bulk_create(self.objectives)
        Goal.drafts.bulk_create(self.goals)
        Theme.drafts.bulk_create(self.themes)

    def _tell(self, passage: Passage) -> None:
        heading, text = (passage.text, passage.body) if passage.body else ("", passage.text)
        chapter = self.chapters[-1] if self.chapters else self.introduction
        chapter.append(from_plain(text, heading=heading))

    def _add(self, passage: Passage) -> None:
        match passage.kind:
            case PassageKind.AREA:
                self._open(passage.text, from_plain(passage.body), source=passage)
            case PassageKind.OBJECTIVE:
                area = self._area()
                place = self._next("objective", area)
                self.objective = Objective(area=area, order=place, **self._fields(passage))
                self.objectives.append(self.objective)
            case PassageKind.GOAL:
                area, objective = self._area(), self.objective
                place = self._next("goal", objective or area)
                goal = Goal(area=area, objective=objective, order=place, **self._fields(passage))
                self.goals.append(goal)
            case PassageKind.THEME:
                area = self._area()
                place = self._next("theme", area)
                self.themes.append(Theme(area=area, order=place, **self._fields(passage)))

    def _fields(self, passage: Passage) -> dict[str, object]:
        return {
            "text": validators.wording(passage.text),
            "body": validators.prose(from_plain(passage.body)),
            "source": passage,
            "changed_at": self.now,
        }

    def _next(self, kind: str, parent: Area | Objective) -> int:
        self.places[kind, id(parent)] += 1
        return self.places[kind, id(parent)]

    def _open(self, title: str, body: str, *, source: Passage | None) -> Area:
        area = Area(
            text=validators.wording(title),
            body=validators.prose(body),
            order=len(self.areas) + 1,
            source=source,
            changed_at=self.now,
        )
        self.areas.append(area)
        self.chapters.append([])
        self.objective = None
        return area

    def _area(self) -> Area:
        if self.areas:
            return self.areas[-1]
        return self._open(self.fallback_title, "", source=None)
