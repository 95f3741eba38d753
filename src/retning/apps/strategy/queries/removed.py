"""What was removed from a draft, as the audit trail remembers it."""

from __future__ import annotations

from uuid import UUID

from retning.apps.organisation.models import Municipality
from retning.apps.strategy.models import Area, Strategy
from retning.apps.strategy.queries.draft import NODES
from retning.foundation.audit.models import Entry


def strategy_once_with(municipality: Municipality, kind: str, key: UUID) -> Strategy | None:
    """The strategy that a removed area, objective, goal or theme hung in; None where the
    municipality's drafts never had it."""
    if kind not in NODES:
        return None
    removed = Entry.objects.filter(tenant=municipality.pk, deed=f"{kind}_removed")
    entry = removed.filter(fields__key__from=str(key)).first()
    if entry is None:
        return None
    if kind != "area":
        area_id = entry.fields["area"]["from"]
        area = Area.drafts.filter(pk=area_id).select_related("strategy__municipality").first()
        if area is not None:
            return area.strategy
        areas = Entry.objects.filter(tenant=municipality.pk, deed="area_removed")
        entry = areas.filter(subject_id=str(area_id)).first()
    strategies = Strategy.drafts.filter(municipality=municipality).select_related("municipality")
    return strategies.filter(pk=entry.fields["strategy"]["from"]).first() if entry else None
