"""A new strategy out of an old one: everything in it goes on until somebody says otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from retning.apps.organisation.models import Field, Municipality, Position, Unit
from retning.apps.strategy.enums import LegalBasis, RowKind
from retning.apps.strategy.models import Area, Goal, Objective, Strategy, Theme
from retning.apps.strategy.queries.goal_targets import TARGETS
from retning.apps.strategy.queries.rows import standing_rows
from retning.apps.strategy.services.draft import create_strategy
from retning.apps.strategy.services.trail import recorded
from retning.foundation.audit.services import Actor, snapshot
from retning.foundation.clock import date_in_denmark
from retning.foundation.freezing.models import FrozenRow


@transaction.atomic
def begin_successor(
    *,
    strategy: Strategy,
    title: str,
    period_from: int,
    period_to: int,
    by: Actor,
    now: datetime,
    with_introduction: bool = False,
) -> Strategy:
    """A new draft with `strategy` as its predecessor: its vision, areas, objectives, goals (whose
    they are, which fields) and themes as they stand published, or in the draft where nothing is
    published; each with a key of its own and the old one as its ancestor.

    An owner who is no longer there is left out, and what planloven § 23 a asks for is to be written
    anew. One statement a kind, however many rows.
    """
    rows = standing_rows(strategy)
    root, below = rows[0], rows[1:]
    made = create_strategy(
        municipality=strategy.municipality,
        title=title,
        period_from=period_from,
        period_to=period_to,
        predecessor=strategy,
        legal_basis=LegalBasis(root.data.get("legal_basis") or LegalBasis.NONE),
        vision=str(root.data.get("vision") or ""),
        area_label=str(root.data.get("area_label") or ""),
        introduction=root.body if with_introduction else "",
        by=by,
        now=now,
    )
    _Copy(made, _Places.of(strategy.municipality, now=now), now).take(below).save()
    recorded("strategy_begun_from", made, before=snapshot(made), by=by, now=now)
    return made


@dataclass(frozen=True)
class _Places:
    """Who can own a goal today, and the fields, by how frozen rows name them."""

    units: Mapping[str, Unit]
    positions: Mapping[str, Position]
    fields: Mapping[str, Field]

    @classmethod
    def of(cls, municipality: Municipality, *, now: datetime) -> _Places:
        ours = {"municipality": municipality}
        day = date_in_denmark(now)
        return cls(
            units={str(each.key): each for each in Unit.objects.valid_on(day).filter(**ours)},
            positions={
                str(each.key): each for each in Position.objects.valid_on(day).filter(**ours)
            },
            fields={each.slug: each for each in Field.objects.filter(**ours)},
        )


@dataclass
class _Copy:
    """Rows of an edition on their way to being a draft; in memory until `save`."""

    strategy: Strategy
    places: _Places
    now: datetime
    areas: dict[UUID, Area] = field(default_factory=dict)
    objectives: dict[UUID, Objective] = field(default_factory=dict)
    goals: list[tuple[Goal, list[Field]]] = field(default_factory=list)
    themes: list[Theme] = field(default_factory=list)

    def take(self, rows: Iterable[FrozenRow]) -> _Copy:
        """Rows in their order, each after what it hangs on."""
        for order, row in enumerate(rows, start=1):
            common = self._common(row, order)
            match row.kind:
                case RowKind.AREA:
                    self.areas[row.key] = Area(strategy=self.strategy, **common)
                case RowKind.OBJECTIVE:
                    area, _objective = self._parent(row)
                    self.objectives[row.key] = Objective(area=area, **common)
                case RowKind.GOAL:
                    area, objective = self._parent(row)
                    goal = Goal(area=area, objective=objective, **common, **self._owner(row))
                    goal.targets = row.data.get(TARGETS, [])
                    self.goals.append((goal, self._fields(row)))
                case RowKind.THEME:
                    area, _objective = self._parent(row)
                    self.themes.append(Theme(area=area, **common))
        return self

    def save(self) -> None:
        Area.drafts.bulk_create(self.areas.values())
        Objective.drafts.bulk_create(self.objectives.values())
        Goal.drafts.bulk_create([goal for goal, _fields in self.goals])
        Theme.drafts.bulk_create(self.themes)
        tie = Goal.fields.through
        ties = [
            tie(goal_id=goal.pk, field_id=each.pk) for goal, fields in self.goals for each in fields
        ]
        tie._default_manager.bulk_create(ties)

    def _common(self, row: FrozenRow, order: int) -> dict[str, Any]:
        return {
            "municipality_id": self.strategy.municipality_id,
            "order": order,
            "text": row.text,
            "body": row.body,
            "ancestor": row.key,
            "changed_at": self.now,
        }

    def _parent(self, row: FrozenRow) -> tuple[Area, Objective | None]:
        assert row.parent_key is not None  # noqa: S101 (only a strategy's own row has none)
        objective = self.objectives.get(row.parent_key)
        return (objective.area, objective) if objective else (self.areas[row.parent_key], None)

    def _owner(self, row: FrozenRow) -> dict[str, Any]:
        unit = self.places.units.get(_named(row, "owner_unit"))
        position = self.places.positions.get(_named(row, "owner_position"))
        is_in_unit = unit is not None and position is not None and position.unit_id == unit.pk
        return {"owner_unit": unit, "owner_position": position if is_in_unit else None}

    def _fields(self, row: FrozenRow) -> list[Field]:
        named: Sequence[Mapping[str, str]] = row.data.get("fields") or ()
        found = (self.places.fields.get(each["slug"]) for each in named)
        return [each for each in found if each is not None]


def _named(row: FrozenRow, name: str) -> str:
    """The key of the unit or position that a row names; empty where it names none."""
    return str((row.data.get(name) or {}).get("key", ""))
