"""What a hearing's timetable is reckoned from. It decides nothing: the days are set elsewhere."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from retning.apps.hearing.models import Hearing
from retning.apps.hearing.queries.timetables import Choices
from retning.apps.hearing.services.refusals import Refusal, Refused
from retning.apps.hearing.services.writing import changed, locked
from retning.apps.organisation.models import Unit
from retning.foundation.audit.services import Actor

MOST_DAYS = 250
"""Working days, of each number: about a year."""


@transaction.atomic
def set_timetable(
    *, hearing: Hearing, expected_version: int, choices: Choices, by: Actor, now: datetime
) -> Hearing:
    """Raises Refused: not_valid (the detail names the field), other_municipality;
    ChangedMeanwhile."""
    row = locked(hearing, None, now)
    for name in ("publishing", "handling", "agenda"):
        if not 0 <= getattr(choices, name) <= MOST_DAYS:
            raise Refused(Refusal.NOT_VALID, name)
    for name in ("council", "committee"):
        key = getattr(choices, name)
        ours = Unit.objects.filter(municipality=row.municipality_id, key=key)
        if key is not None and not ours.exists():
            raise Refused(Refusal.OTHER_MUNICIPALITY, name)
    fields = {"timetable": choices.as_plain()}
    return changed("hearing_timetabled", row, expected_version, fields, by=by, now=now)
