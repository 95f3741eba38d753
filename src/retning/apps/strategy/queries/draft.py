"""The draft as staff see it. Constant in SQL, however many goals there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet

from retning.apps.organisation.models import Municipality
from retning.apps.strategy.models import Area, Ending, Goal, Objective, Strategy, Theme

Node = Area | Objective | Goal | Theme
Child = TypeVar("Child", Objective, Theme)
NODES: dict[str, type[Node]] = {
    "area": Area,
    "objective": Objective,
    "goal": Goal,
    "theme": Theme,
}


@dataclass(frozen=True)
class ObjectiveOutline:
    objective: Objective
    goals: Sequence[Goal] = ()


@dataclass(frozen=True)
class AreaOutline:
    """An area with what hangs below it; `goals` are those without an objective."""

    area: Area
    objectives: Sequence[ObjectiveOutline] = ()
    goals: Sequence[Goal] = ()
    themes: Sequence[Theme] = ()

    @property
    def all_goals(self) -> list[Goal]:
        return [*self.goals, *(goal for group in self.objectives for goal in group.goals)]


@dataclass(frozen=True)
class DraftOutline:
    """A whole draft; `endings` say which of the predecessor's goals do not go on in it."""

    strategy: Strategy
    areas: Sequence[AreaOutline] = field(default_factory=list)
    endings: Sequence[Ending] = ()

    @property
    def all_goals(self) -> list[Goal]:
        return [goal for area in self.areas for goal in area.all_goals]

    @property
    def goals_without_owner(self) -> list[Goal]:
        return [goal for goal in self.all_goals if goal.owner_unit_id is None]


@dataclass(frozen=True)
class DraftStanding:
    """A strategy with what its work list must know; no edition is number 0."""

    strategy: Strategy
    goal_count: int
    unowned_count: int
    last_edition: int
    last_published: datetime | None

    @property
    def is_changed(self) -> bool:
        """Whether the draft has changed since it was last published."""
        return self.last_published is not None and self.strategy.changed_at > self.last_published


def draft_strategies(municipality: Municipality) -> QuerySet[Strategy]:
    """The municipality's strategies, newest period first."""
    return Strategy.drafts.filter(municipality=municipality)


def draft_standings(municipality: Municipality) -> list[DraftStanding]:
    """The municipality's strategies and how far each is, newest period first: one query."""
    goals = Count("areas__goals", distinct=True)
    unowned = Count("areas__goals", filter=Q(areas__goals__owner_unit=None), distinct=True)
    counted = (
        draft_strategies(municipality)
        .annotate(
            goals=goals,
            unowned=unowned,
            newest=Max("editions__number"),
            published=Max("editions__published_at"),
        )
        # Grouping drops the model's own order.
        .order_by("-period_from", "title")
    )
    return [
        DraftStanding(
            strategy=strategy,
            goal_count=strategy.goals,
            unowned_count=strategy.unowned,
            last_edition=strategy.newest or 0,
            last_published=strategy.published,
        )
        for strategy in counted
    ]


def draft_strategy(municipality: Municipality, key: UUID) -> Strategy | None:
    """One of the municipality's strategies, or None: another municipality's is None too."""
    return (
        Strategy.drafts.filter(municipality=municipality, key=key)
        .select_related("predecessor", "municipality")
        .first()
    )


def successors_of(strategy: Strategy) -> list[Strategy]:
    """A strategy and all that come after it, one after another: none of them can be its
    predecessor. One query."""
    every = list(draft_strategies(strategy.municipality))
    found = [strategy]
    for earlier in found:
        after = (each for each in every if each.predecessor_id == earlier.pk)
        found += [each for each in after if each not in found]
    return found


def draft_node(municipality: Municipality, kind: str, key: UUID) -> Node | None:
    """One area, objective, goal or theme of the municipality's drafts, or None."""
    model = NODES.get(kind)
    if model is None:
        return None
    path = "strategy" if model is Area else "area__strategy"
    found: Node | None = (
        model.drafts.filter(municipality=municipality, key=key).select_related(path).first()
    )
    return found


def strategy_id_of(node: Node) -> int:
    """The database key of the strategy that a node hangs in."""
    return node.strategy_id if isinstance(node, Area) else node.area.strategy_id


def strategy_of(node: Node) -> Strategy:
    """The strategy that a node hangs in."""
    return node.strategy if isinstance(node, Area) else node.area.strategy


def draft_outline(strategy: Strategy) -> DraftOutline:
    """Everything in a draft, in order: five queries, and one more where it has a predecessor."""
    areas = list(Area.drafts.filter(strategy=strategy))
    objectives = _by_area(Objective.drafts.filter(area__strategy=strategy))
    themes = _by_area(Theme.drafts.filter(area__strategy=strategy))
    goals: dict[tuple[int, int | None], list[Goal]] = defaultdict(list)
    owned = Goal.drafts.filter(area__strategy=strategy).select_related(
        "owner_unit", "owner_position"
    )
    for goal in owned.prefetch_related("fields"):
        goals[goal.area_id, goal.objective_id].append(goal)
    return DraftOutline(
        strategy=strategy,
        areas=[
            AreaOutline(
                area=area,
                objectives=[
                    ObjectiveOutline(objective, goals[area.pk, objective.pk])
                    for objective in objectives[area.pk]
                ],
                goals=goals[area.pk, None],
                themes=themes[area.pk],
            )
            for area in areas
        ],
        endings=_endings(strategy),
    )


def _endings(strategy: Strategy) -> Sequence[Ending]:
    if strategy.predecessor_id is None:
        return ()
    return list(Ending.drafts.filter(strategy=strategy).order_by("pk"))


def _by_area(nodes: Iterable[Child]) -> dict[int, list[Child]]:
    grouped: dict[int, list[Child]] = defaultdict(list)
    for node in nodes:
        grouped[node.area_id].append(node)
    return grouped
