"""Senders are told how what they sent stands, when nothing of it waits any more."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from retning.apps.hearing.enums import Showing
from retning.apps.hearing.models import Response
from retning.apps.hearing.queries.queue import untold_of_harm
from retning.apps.hearing.services.letters import Decided, WriteDecided, decided_key, post


def tell_decided(responses: Iterable[int], *, write: WriteDecided, now: datetime) -> None:
    """Write to each sender of whose response nothing waits any more, in the caller's transaction;
    `responses` are their ids."""
    rows = Response.objects.filter(pk__in=list(responses)).exclude(email="")
    for response in rows.select_related("hearing__municipality").order_by("pk"):
        comments = tuple(response.comments.select_related("row").order_by("pk"))
        files = tuple(response.files.order_by("pk"))
        if Showing.WAITING in {*(each.showing for each in comments), *(f.showing for f in files)}:
            continue
        post(
            write(Decided(response, comments, files)),
            to=response.email,
            tenant=response.municipality_id,
            key=decided_key(response, now),
            at=now,
        )
        Response.objects.filter(pk=response.pk).update(told_at=now)


@transaction.atomic
def tell_of_harm(*, response_id: int, write: WriteDecided, now: datetime) -> bool:
    """Write to the sender of one of `untold_of_harm`; False where they have been told meanwhile, or
    something waits again. Nobody decides that a harmful file is not shown, so nobody's deed tells.
    """
    rows = Response.objects.select_for_update(of=("self",), no_key=True)
    if not rows.filter(pk=response_id, pk__in=untold_of_harm().values("pk")).exists():
        return False
    tell_decided({response_id}, write=write, now=now)
    return True
