"""What stands in a strategy already, and from which passages of documents it was read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import Exists, OuterRef, Subquery

from retning.apps.strategy import validators
from retning.apps.strategy.models import (
    Area,
    Goal,
    Objective,
    Passage,
    Reading,
    Strategy,
    Theme,
)
from retning.apps.strategy.queries.draft import NODES, Node
from retning.apps.strategy.queries.goal_targets import is_untouched
from retning.apps.strategy.services import draft
from retning.apps.strategy.services.telling import fitting, replaced, told
from retning.apps.strategy.services.trail import recorded
from retning.core.danish import fold
from retning.core.prose import from_plain
from retning.foundation.audit.services import Actor, snapshot
from retning.foundation.records.services import change

Child = TypeVar("Child", Objective, Goal, Theme)
Targets = list[dict[str, Any]]


@dataclass
class Living:
    """A strategy's parts, held while a document is taken over into it.

    `origins` tells the part by the passage that it was read from; `lasts` the last place among the
    siblings of a kind below a parent. New wordings gather here until `save`.
    """

    strategy: Strategy
    areas: list[Area]
    origins: dict[int, Node] = field(default_factory=dict)
    lasts: Counter[tuple[str, int]] = field(default_factory=Counter)
    wordings: dict[tuple[str, int], tuple[Node, str, str]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    targets: dict[tuple[str, int], Targets] = field(default_factory=dict)

    @classmethod
    def of(cls, strategy: Strategy) -> Living:
        """Four queries, however much stands in it; the strategy is held by the caller."""
        areas = list(Area.drafts.filter(strategy=strategy).select_for_update())
        texts = {"vision": strategy.vision, "introduction": strategy.introduction}
        found = cls(strategy, areas, texts=texts)
        by_key = {area.pk: area for area in areas}
        objectives: dict[int, Objective] = {}
        for area in areas:
            found.know(area)
        for objective in _below(Objective, strategy):
            objective.area = by_key[objective.area_id]
            objectives[objective.pk] = objective
            found.know(objective, "objective", objective.area)
        for theme in _below(Theme, strategy):
            theme.area = by_key[theme.area_id]
            found.know(theme, "theme", theme.area)
        for goal in _below(Goal, strategy):
            goal.area = by_key[goal.area_id]
            goal.objective = objectives.get(goal.objective_id or 0)
            found.know(goal, "goal", goal.objective or goal.area)
        return found

    def know(self, node: Node, kind: str = "", parent: Area | Objective | None = None) -> None:
        if node.source_id is not None:
            self.origins[node.source_id] = node
        if parent is not None:
            place = (kind, id(parent))
            self.lasts[place] = max(self.lasts[place], node.order)

    def titled(self, title: str) -> Area | None:
        """The area of the same title, as a person reads it."""
        folded = fold(title)
        return next((area for area in self.areas if fold(area.text) == folded), None)

    def wording_of(self, node: Node) -> tuple[str, str]:
        """A part's wording and explanation, as they will be."""
        _node, text, body = self.wordings.get(_key(node), (node, node.text, node.body))
        return text, body

    def reword(self, node: Node, text: str, body: str) -> None:
        with fitting(text):
            kept = validators.wording(text), validators.prose(body)
        if kept != self.wording_of(node):
            self.wordings[_key(node)] = (node, *kept)

    def follow(self, passage: Passage, earlier: Passage, node: Node) -> bool:
        """Give a part the wording of a later version: False where a person has given it another
        since, so that it is left as it is."""
        text, body = self.wording_of(node)
        old_text, new_text = validators.wording(earlier.text), validators.wording(passage.text)
        old_body, new_body = from_plain(earlier.body), from_plain(passage.body)
        if (old_text, old_body) == (new_text, new_body):
            return True
        if isinstance(node, Area):
            body_then = replaced(body, old_body, new_body)  # what is told below it stands there too
        else:
            body_then = new_body if body in {validators.prose(old_body), new_body} else None
        if text not in {old_text, new_text} or body_then is None:
            return False
        self.reword(node, new_text, body_then)
        return True

    def aim(self, goal: Goal, targets: Targets, earlier: Targets) -> None:
        """Give a goal the targets of a later version, where nobody has given it others since."""
        if goal.targets == targets:
            return
        if not goal.targets or is_untouched(goal.targets, earlier):
            self.targets[_key(goal)] = targets
            self.wordings.setdefault(_key(goal), (goal, goal.text, goal.body))

    def retell(self, passage: Passage, earlier: Passage) -> bool:
        """The same for a passage of prose, wherever in the strategy it is told."""
        old, new = told(earlier), told(passage)
        if old == new:
            return True
        for name, text in self.texts.items():
            if (now := replaced(text, old, new)) is not None:
                self.texts[name] = now
                return True
        for area in self.areas:
            title, body = self.wording_of(area)
            if (now := replaced(body, old, new)) is not None:
                self.reword(area, title, now)
                return True
        return False

    def save(self, *, by: Actor, now: datetime) -> Strategy:
        """Write the new wordings, each with its line in the trail, and what the strategy tells."""
        for node, text, body in self.wordings.values():
            before = snapshot(node)
            aimed = {"targets": self.targets[_key(node)]} if _key(node) in self.targets else {}
            change(node, expected_version=node.version, now=now, text=text, body=body, **aimed)
            recorded(f"{node._meta.model_name}_changed", node, before=before, by=by, now=now)
        strategy = self.strategy
        changed = {
            name: text for name, text in self.texts.items() if text != getattr(strategy, name)
        }
        if changed:
            with fitting(strategy.title):
                return draft.change_strategy(
                    strategy=strategy,
                    expected_version=strategy.version,
                    by=by,
                    now=now,
                    **changed,
                )
        # It has changed when anything in it has: the work list asks it alone.
        strategy.changed_at = now
        strategy.save(update_fields=["changed_at"])
        return strategy


def _below(model: type[Child], strategy: Strategy) -> Iterable[Child]:
    rows: Iterable[Child] = model.drafts.filter(area__strategy=strategy).select_for_update()
    return rows


def _key(node: Node) -> tuple[str, int]:
    return node._meta.label, node.pk


def read_from_later(reading: Reading, previous: Reading, strategy: Strategy) -> None:
    """What was read from `previous` is from now on read from what answers to it in `reading`: one
    statement a kind."""
    later = Passage.drafts.filter(reading=reading, dropped=False, earlier=OuterRef("source"))
    for kind, model in NODES.items():
        place = "strategy" if kind == "area" else "area__strategy"
        rows = model.drafts.filter(**{place: strategy}, source__reading=previous)
        rows.filter(Exists(later)).update(source=Subquery(later.order_by("pk").values("pk")[:1]))
