"""What has an address of its own among what stands: for maps of the site."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from retning.apps.strategy.enums import RowKind
from retning.apps.strategy.models import Edition
from retning.apps.strategy.queries.editions import Published
from retning.foundation.freezing.models import FrozenRow


@dataclass(frozen=True)
class Addressed:
    """An area or a goal of a standing edition."""

    edition: Edition
    kind: RowKind
    key: UUID


def addressed(published: Published) -> list[Addressed]:
    """Every area and goal that stands, in order, by strategy: one query."""
    standing = {series.standing.frozen_set_id: series.standing for series in published.series}
    rows = FrozenRow.objects.filter(
        frozen_set__in=standing, kind__in=[RowKind.AREA, RowKind.GOAL]
    ).order_by("-frozen_set_id", "order")
    found = rows.values_list("frozen_set_id", "kind", "key")
    return [Addressed(standing[frozen], RowKind(kind), key) for frozen, kind, key in found]
