"""A draft in memory, made of a document's passages, and written in a handful of statements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Max

from retning.apps.strategy import validators
from retning.apps.strategy.enums import PassageKind
from retning.apps.strategy.models import Area, Goal, Objective, Passage, Strategy, Theme
from retning.apps.strategy.queries.draft import NODES, Node
from retning.apps.strategy.queries.targets import goal_items
from retning.apps.strategy.services.living import Living
from retning.apps.strategy.services.telling import fitting, joined, told
from retning.core.prose import from_plain

PROSE = frozenset({PassageKind.NARRATIVE, PassageKind.VISION})


@dataclass
class Report:
    """What became of a later version of a document: parts with another wording (`reworded`), those
    that a person has given yet another (`conflicts`) or taken out (`removed`) since, and how many
    say the same as before."""

    unchanged: int = 0
    reworded: list[Passage] = field(default_factory=list)
    conflicts: list[Passage] = field(default_factory=list)
    removed: list[Passage] = field(default_factory=list)


@dataclass
class Builder:
    """Walks passages in reading order; the level of each follows from what came before.

    `fallback_title` names the area of what has none before it. With `vision_is_told` the vision
    becomes part of the introduction. `living` is what stands in the strategy already: passages
    whose `earlier` one was taken over into it (`is_later`) go on from their part of it, and with
    `merge_areas` an area goes on in that of the same title. Nothing is in the database before
    `save`.
    """

    fallback_title: str
    vision_is_told: bool
    now: datetime
    living: Living | None = None
    is_later: bool = False
    merge_areas: bool = False
    report: Report = field(default_factory=Report)
    introduction: list[str] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    chapters: dict[int, list[str]] = field(default_factory=dict)
    objectives: list[Objective] = field(default_factory=list)
    goals: list[Goal] = field(default_factory=list)
    themes: list[Theme] = field(default_factory=list)
    area: Area | None = None
    objective: Objective | None = None
    missing: Passage | None = None
    places: Counter[tuple[str, int]] = field(default_factory=Counter)
    passages: Sequence[Passage] = ()

    @property
    def count(self) -> int:
        """How many parts are new."""
        made = (*self.areas, *self.objectives, *self.goals, *self.themes)
        return len(made)

    def build(self, passages: Sequence[Passage]) -> Builder:
        """Raises DoesNotFit where a text is too long, naming which."""
        self.passages = passages
        if self.living:
            self.places.update(self.living.lasts)
        for passage in passages:
            if passage.kind in {PassageKind.TITLE, PassageKind.UNPLACED}:
                continue
            with fitting(passage.text):
                if self.living and (earlier := self._earlier(passage)):
                    self._go_on(self.living, passage, earlier)
                else:
                    self._add(passage)
        for area in self.areas:
            with fitting(area.text):
                area.body = validators.prose(joined((area.body, *self._chapters(area))))
        for area in self.living.areas if self.living else []:
            self._told_on(area)
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

    def _earlier(self, passage: Passage) -> Passage | None:
        """The passage of the version before that this one goes on from, if it found a place."""
        earlier = passage.earlier if self.is_later else None
        if earlier is None or earlier.dropped:
            return None
        placed = earlier.kind in PROSE or earlier.kind in NODES
        return earlier if placed else None

    def _go_on(self, living: Living, passage: Passage, earlier: Passage) -> None:
        """What stands in the strategy stays where it is, with its new wording if it has one."""
        if passage.kind in PROSE and earlier.kind in PROSE:
            was_told = living.retell(passage, earlier)
            self._note(passage, earlier, kept=was_told)
            return
        node = living.origins.get(earlier.pk)
        if node is None and earlier.kind in NODES:
            self.report.removed.append(passage)
            if passage.kind == PassageKind.AREA:
                self.area, self.objective, self.missing = None, None, passage
            return
        is_it = node is not None and isinstance(node, NODES.get(passage.kind, ()))
        if node is None or not is_it:
            self.report.conflicts.append(passage)
            return
        self._enter(node)
        kept = living.follow(passage, earlier, node)
        if kept and isinstance(node, Goal):
            living.aim(node, goal_items(passage), goal_items(earlier))
        self._note(passage, earlier, kept=kept)

    def _note(self, passage: Passage, earlier: Passage, *, kept: bool) -> None:
        if not kept:
            self.report.conflicts.append(passage)
        elif (passage.text, passage.body) == (earlier.text, earlier.body):
            self.report.unchanged += 1
        else:
            self.report.reworded.append(passage)

    def _enter(self, node: Node) -> None:
        """What follows a heading belongs below it; a goal tells where only if nothing else does."""
        match node:
            case Area():
                self.area, self.objective, self.missing = node, None, None
            case Objective():
                self.area, self.objective, self.missing = node.area, node, None
            case Goal() | Theme():
                if self.area is None and self.missing is None:
                    self.area = node.area

    def _tell(self, text: str) -> None:
        if self.area is None and self.missing is None:
            self.introduction.append(text)
        else:
            self._chapters(self._area()).append(text)

    def _chapters(self, area: Area) -> list[str]:
        return self.chapters.setdefault(id(area), [])

    def _told_on(self, area: Area) -> None:
        """What is told of an area that stood there already, after its own words."""
        if self.living and (chapters := self._chapters(area)):
            with fitting(area.text):
                text, body = self.living.wording_of(area)
                self.living.reword(area, text, joined((body, *chapters)))

    def _add(self, passage: Passage) -> None:
        match passage.kind:
            case PassageKind.NARRATIVE:
                self._tell(told(passage))
            case PassageKind.VISION if self.vision_is_told:
                self.introduction.append(told(passage))
            case PassageKind.AREA:
                self._add_area(passage)
            case PassageKind.OBJECTIVE:
                area = self._area()
                place = self._next("objective", area)
                self.objective = Objective(area=area, order=place, **self._fields(passage))
                self.objectives.append(self.objective)
            case PassageKind.GOAL:
                area, objective = self._area(), self.objective
                place = self._next("goal", objective or area)
                goal = Goal(area=area, objective=objective, order=place, **self._fields(passage))
                goal.targets = goal_items(passage)
                self.goals.append(goal)
            case PassageKind.THEME:
                area = self._area()
                place = self._next("theme", area)
                self.themes.append(Theme(area=area, order=place, **self._fields(passage)))

    def _add_area(self, passage: Passage) -> None:
        body = from_plain(passage.body)
        standing = self.living.titled(passage.text) if self.living and self.merge_areas else None
        if standing is None:
            self._open(passage.text, body, source=passage)
            return
        self._enter(standing)
        if body:
            self._chapters(standing).append(body)

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
        self._enter(area)
        return area

    def _area(self) -> Area:
        """Where the next part belongs: below the heading before it, be it opened for it."""
        if self.area is not None:
            return self.area
        if self.missing is not None:
            self.report.removed.remove(self.missing)
            return self._open(self.missing.text, from_plain(self.missing.body), source=self.missing)
        return self._nearest() or self._open(self.fallback_title, "", source=None)

    def _nearest(self) -> Area | None:
        """The area of the first passage that has a part in the strategy, for what stands above."""
        origins = self.living.origins if self.living and self.is_later else {}
        nodes = (origins.get(passage.earlier_id or 0) for passage in self.passages)
        node = next((node for node in nodes if node is not None), None)
        return node if node is None or isinstance(node, Area) else node.area
