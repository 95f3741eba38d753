"""What a body decided. Recorded once; a correction is a new resolution."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from retning.apps.organisation.models import Resolution, Unit
from retning.apps.organisation.services.writing import write
from retning.foundation.audit.services import Actor


@transaction.atomic
def record_resolution(
    *,
    body: Unit,
    met_on: date,
    item: str,
    text: str,
    by: Actor,
    now: datetime,
    dissent: str = "",
    link: str = "",
) -> Resolution:
    """What `body` decided at its meeting on `met_on`, under agenda item `item`.

    Raises Refused: not_valid.
    """
    resolution = Resolution(
        municipality_id=body.municipality_id,
        body=body,
        met_on=met_on,
        item=item.strip(),
        text=text.strip(),
        dissent=dissent.strip(),
        link=link.strip(),
    )
    write(resolution, deed="resolution_recorded", before=None, by=by, now=now)
    return resolution
