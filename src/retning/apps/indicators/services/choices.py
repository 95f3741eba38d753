"""What a municipality chooses: how it uses an indicator, and whether outlooks are shown."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from retning.apps.indicators.models import FigureSettings, Indicator, IndicatorUse
from retning.apps.indicators.queries.views import UseView
from retning.apps.indicators.services.refusals import Refusal, Refused
from retning.apps.organisation.models import Municipality
from retning.foundation.audit.services import Actor, record, snapshot
from retning.foundation.records.services import change


@transaction.atomic
def set_use(
    *, municipality: Municipality, indicator: Indicator, use: UseView, by: Actor, now: datetime
) -> IndicatorUse:
    """How a municipality uses an indicator; `use.version` is the one that was read, 0 for none.

    Raises Refused: other_municipality, not_valid; ChangedMeanwhile.
    """
    if indicator.municipality_id not in {None, municipality.pk}:
        raise Refused(Refusal.OTHER_MUNICIPALITY)
    if len(use.name.strip()) > 200:
        raise Refused(Refusal.NOT_VALID, detail="name")
    row, made = IndicatorUse.objects.get_or_create(
        municipality=municipality, indicator=indicator, defaults={"changed_at": now}
    )
    before = None if made else snapshot(row)
    change(
        row,
        expected_version=row.version if made and not use.version else use.version,
        now=now,
        name=use.name.strip(),
        note=use.note.strip(),
        shows_outlook=use.shows_outlook,
        prefers_own=use.prefers_own,
    )
    record(
        tenant=municipality.pk, deed="indicator_used", subject=row, before=before, by=by, now=now
    )
    return row


@transaction.atomic
def show_outlooks(
    *, municipality: Municipality, shows_outlooks: bool, by: Actor, now: datetime
) -> FigureSettings:
    """Whether outlooks are shown at all on a municipality's pages; again the same is no change."""
    row, made = FigureSettings.objects.select_for_update().get_or_create(
        municipality=municipality, defaults={"changed_at": now}
    )
    if row.shows_outlooks is shows_outlooks:
        return row
    before = None if made else snapshot(row)
    change(row, expected_version=row.version, now=now, shows_outlooks=shows_outlooks)
    record(
        tenant=municipality.pk, deed="outlooks_shown", subject=row, before=before, by=by, now=now
    )
    return row


def shows_outlooks(municipality: Municipality) -> bool:
    """What a municipality has chosen for all its figures; shown unless it has said otherwise."""
    hides = FigureSettings.objects.filter(municipality=municipality, shows_outlooks=False)
    return not hides.exists()
