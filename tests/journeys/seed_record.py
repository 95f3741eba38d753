"""A hearing's record and requests in every state, for journeys to meet."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from retning.apps.hearing.enums import JournalState, RequestKind, RequestState
from retning.apps.hearing.models import Hearing, JournalEntry
from retning.apps.hearing.queries.holdings import holdings
from retning.apps.hearing.services.archives import ask_for_archive
from retning.apps.hearing.services.journal import make_entries
from retning.apps.hearing.services.requests import (
    choose_subjects,
    decide_request,
    make_request,
)
from retning.foundation.clock import date_in_denmark


def record_to_see(key: str, asker: str, *, by: Any, now: datetime) -> dict[str, Any]:
    """Documents that wait, are on record and failed; a request that waits and one that has been
    refused; a ZIP that is to be made."""
    deed: dict[str, Any] = {"by": by, "now": now}
    hearing = Hearing.objects.get(key=key)
    make_entries(**deed)
    entries = JournalEntry.objects.filter(hearing=hearing).order_by("number")
    numbers = list(entries.values_list("number", flat=True))
    entries.filter(number=numbers[0]).update(
        state=JournalState.DELIVERED, delivered_at=now, reference="2026-004711", attempts=1
    )
    entries.filter(number=numbers[-1]).update(
        state=JournalState.FAILED, last_error="answered 413", attempts=1
    )
    wanted: dict[str, Any] = {
        "hearing": hearing,
        "asker": asker,
        "asked_on": date_in_denmark(now),
        **deed,
    }
    waits = make_request(kind=RequestKind.ERASURE, **wanted)
    found = [one.name for one in holdings(hearing.municipality, asker) if one.can_be_chosen]
    choose_subjects(request=waits, names=found, **deed)
    answered = make_request(kind=RequestKind.PUBLIC_ACCESS, **wanted)
    decide_request(
        request=answered,
        state=RequestState.REFUSED,
        reason="Svarene er ikke færdigbehandlet.",
        link=str,
        **deed,
    )
    ask_for_archive(hearing=hearing, **deed)
    return {"requests": [str(waits.key), str(answered.key)]}
