"""A draft made again from an edition: what has a key keeps it, and its place in the trail."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from retning.apps.organisation.models import Field, Position, Unit
from retning.apps.strategy.enums import RowKind
from retning.apps.strategy.models import Area, Ending, Goal, Objective, Strategy, Theme
from retning.apps.strategy.queries.draft import NODES, Node
from retning.apps.strategy.queries.goal_targets import TARGETS
from retning.apps.strategy.queries.rows import PUBLICATION, published_endings
from retning.apps.strategy.services.trail import recorded
from retning.foundation.audit.services import Actor, snapshot
from retning.foundation.freezing.services import Row

BATCH = 500


@dataclass(frozen=True)
class Here:
    """What the rows name that this municipality has: by key, fields by slug."""

    predecessor: Strategy | None
    units: dict[UUID, Unit]
    positions: dict[UUID, Position]
    fields: dict[str, Field]

    def owner(self, data: dict[str, Any]) -> tuple[Unit | None, Position | None]:
        """Who owns a goal, as far as they are here; a position brings its unit."""
        unit = self.units.get(_key(data.get("owner_unit")))
        position = self.positions.get(_key(data.get("owner_position")))
        if position is None or (unit is not None and position.unit_id != unit.pk):
            return unit, None
        return position.unit, position

    def fields_of(self, data: dict[str, Any]) -> list[Field]:
        named = {named["slug"] for named in data.get("fields") or ()}
        found = [self.fields[slug] for slug in named if slug in self.fields]
        return sorted(found, key=lambda each: (each.name, each.pk))


NOBODY = UUID(int=0)


def _key(named: dict[str, Any] | None) -> UUID:
    return UUID(named["key"]) if named else NOBODY


def look_around(*, strategy_row: Row, rows: Iterable[Row], municipality_code: str) -> Here:
    """What of all that the rows name is here: four queries."""
    data = [row.data for row in rows if row.kind == RowKind.GOAL]
    of = {"municipality": municipality_code}
    units = Unit.objects.filter(**of, key__in={_key(each.get("owner_unit")) for each in data})
    positions = Position.objects.filter(
        **of, key__in={_key(each.get("owner_position")) for each in data}
    )
    predecessor = strategy_row.data.get("predecessor")
    before = Strategy.drafts.filter(**of, key=predecessor) if predecessor else None
    return Here(
        predecessor=before.first() if before is not None else None,
        units={unit.key: unit for unit in units},
        positions={each.key: each for each in positions.select_related("unit")},
        fields={each.slug: each for each in Field.objects.filter(**of)},
    )


def as_draft_rows(rows: Sequence[Row], here: Here) -> list[Row]:
    """The rows as a draft made from them here says them: without what is not here."""
    return [_as_draft_row(row, here) for row in rows]


def _as_draft_row(row: Row, here: Here) -> Row:
    match row.kind:
        case RowKind.STRATEGY:
            before = here.predecessor
            left_out = {PUBLICATION, "endings"}
            kept = {name: value for name, value in row.data.items() if name not in left_out}
            if endings := published_endings(before, row.data.get("endings", ())):
                kept["endings"] = endings
            return replace(row, data=kept | {"predecessor": str(before.key) if before else None})
        case RowKind.GOAL:
            unit, position = here.owner(row.data)
            named = {
                "owner_unit": {"key": str(unit.key), "name": unit.name} if unit else None,
                "owner_position": {"key": str(position.key), "title": position.title}
                if position
                else None,
                "fields": [
                    {"slug": each.slug, "name": each.name} for each in here.fields_of(row.data)
                ],
            }
            return replace(row, data=row.data | named)
        case _:
            return row


@dataclass
class Rebuilder:
    """Walks rows in order; nothing is in the database before `save`."""

    strategy: Strategy
    here: Here
    now: datetime
    standing: dict[UUID, Node]
    nodes: dict[UUID, Node] = field(default_factory=dict)
    fields: dict[UUID, list[Field]] = field(default_factory=dict)
    places: Counter[tuple[str, UUID]] = field(default_factory=Counter)

    def build(self, rows: Iterable[Row]) -> Rebuilder:
        """Every row but the strategy's own. Raises LookupError where one hangs below a row that
        it cannot hang below."""
        for row in rows:
            assert row.parent_key is not None  # noqa: S101 (only the strategy's own has none)
            self.places[str(row.kind), row.parent_key] += 1
            node = self._node(row)
            node.text, node.body, node.changed_at = row.text, row.body, self.now
            node.order = self.places[str(row.kind), row.parent_key]
            ancestor = row.data.get("ancestor")
            node.ancestor = UUID(ancestor) if ancestor else None
            node.version = node.version + 1 if node.pk else 1
            self._place(node, row.parent_key)
            if isinstance(node, Goal):
                node.owner_unit, node.owner_position = self.here.owner(row.data)
                node.targets = row.data.get(TARGETS, [])
                self.fields[row.key] = self.here.fields_of(row.data)
            self.nodes[row.key] = node
        return self

    def _node(self, row: Row) -> Node:
        model = NODES[str(row.kind)]
        found = self.standing.get(row.key)
        if found is None:
            return model(key=row.key, municipality_id=self.strategy.municipality_id)
        if not isinstance(found, model):
            raise LookupError(f"{row.key} is of another kind here")
        return found

    def _place(self, node: Node, parent: UUID) -> None:
        if isinstance(node, Area):
            if parent != self.strategy.key:
                raise LookupError(f"{node.key} hangs below no strategy")
            node.strategy = self.strategy
            return
        above = self.nodes.get(parent)
        if isinstance(node, Goal) and isinstance(above, Objective):
            node.area, node.objective = above.area, above
        elif isinstance(above, Area):
            node.area = above
            if isinstance(node, Goal):
                node.objective = None
        else:
            raise LookupError(f"{node.key} hangs where it cannot")

    def save(self, *, by: Actor) -> None:
        """Write it all, level by level, and take out of the draft what is no longer in it."""
        for model in (Area, Objective, Goal, Theme):
            self._save_kind(model)
        self._save_fields()
        for model in (Goal, Theme, Objective, Area):
            for key, node in self.standing.items():
                if isinstance(node, model) and key not in self.nodes:
                    before = snapshot(node)
                    node.delete()
                    deed = f"{node._meta.model_name}_removed"
                    recorded(deed, node, before=before, by=by, now=self.now)

    def _save_kind(self, model: type[Node]) -> None:
        nodes: list[Any] = [node for node in self.nodes.values() if type(node) is model]
        new = [node for node in nodes if node.pk is None]
        names = [each.name for each in model._meta.concrete_fields if not each.primary_key]
        model.drafts.bulk_update([node for node in nodes if node.pk], names, batch_size=BATCH)
        model.drafts.bulk_create(new, batch_size=BATCH)

    def _save_fields(self) -> None:
        ties = Goal.fields.through
        goals = {key: node for key, node in self.nodes.items() if isinstance(node, Goal)}
        ties._base_manager.filter(goal__in=[goal.pk for goal in goals.values()]).delete()
        ties._base_manager.bulk_create(
            [
                ties(goal_id=goals[key].pk, field_id=each.pk)
                for key, named in self.fields.items()
                for each in named
            ],
            batch_size=BATCH,
        )


def standing_nodes(strategy: Strategy) -> dict[UUID, Node]:
    """Everything in the strategy's draft, by key."""
    found: dict[UUID, Node] = {area.key: area for area in Area.drafts.filter(strategy=strategy)}
    for model in (Objective, Goal, Theme):
        for node in model.drafts.filter(area__strategy=strategy).select_related("area"):
            found[node.key] = node
    return found


def keep_endings(*, strategy: Strategy, endings: Iterable[dict[str, Any]], now: datetime) -> None:
    """The strategy's endings are these, and no others."""
    Ending.drafts.filter(strategy=strategy).delete()
    Ending.drafts.bulk_create(
        [
            Ending(
                municipality_id=strategy.municipality_id,
                strategy=strategy,
                ancestor=UUID(ending["key"]),
                text=ending["text"],
                reason=ending["reason"],
                changed_at=now,
            )
            for ending in endings
        ],
        batch_size=BATCH,
    )
