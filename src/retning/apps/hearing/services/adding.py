"""What a sender does later, at the response's secret address: add to it, take it out of sight."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F

from retning.apps.hearing.enums import HeldFor
from retning.apps.hearing.models import Comment, Response
from retning.apps.hearing.queries.happenings import moments_of
from retning.apps.hearing.queries.phases import May, allows
from retning.apps.hearing.services.files import keep_files
from retning.apps.hearing.services.refusals import Refusal, Refused
from retning.apps.hearing.services.responses import Said, comments_of, not_yet
from retning.foundation.attachments.enclosures import Enclosure
from retning.foundation.audit.services import SystemActor, record, snapshot

SENDER = SystemActor("sender")
"""Whoever holds a response's secret address; it is not asked who that is."""
MOST_ADDITIONS = 20
"""To one response. Each is a document on the municipality's record; who has more to say sends a
response more."""


@transaction.atomic
def add_to_response(
    *,
    response: Response,
    said: Sequence[Said],
    enclosures: Sequence[Enclosure] = (),
    held_for: Collection[HeldFor] = (),
    now: datetime,
) -> int:
    """Add what has not been said in the response already; how much that was.

    The same sent twice is there once: no copy of the form is needed. Raises Refused: not_now where
    the hearing takes no more, is_withdrawn, added_enough, and those of the files.
    """
    held = _locked(response)
    if not allows(held.hearing, May.ADD, now) or held.erased_at is not None:
        raise Refused(Refusal.NOT_NOW)
    new = not_yet(list(held.comments.all()), said)
    if (new or enclosures) and held.withdrawn_at is not None:
        raise Refused(Refusal.IS_WITHDRAWN)
    if (new or enclosures) and is_full(held):
        raise Refused(Refusal.ADDED_ENOUGH)
    added_for = {str(each) for each in held_for} - set(held.held_for)
    reasons = {*held.held_for, *added_for}
    comments = comments_of(held, held.hearing, new, held_for=reasons, now=now)
    for comment in comments:
        comment.held_for = sorted({*comment.held_for, *added_for})
    Comment.objects.bulk_create(comments)
    files = keep_files(response=held, enclosures=enclosures, now=now) if enclosures else ()
    return len(new) + len(files)


def is_full(response: Response) -> bool:
    """Whether as much has been added to a response as one can hold. Two queries, none where its
    comments and files have been fetched."""
    return len(moments_of(response)) > MOST_ADDITIONS


@transaction.atomic
def withdraw_response(*, response: Response, now: datetime) -> None:
    """Take a response out of everyone's sight; the municipality's record keeps it as it was sent.
    Withdrawn already: nothing happens. Raises Refused: not_now."""
    held = _locked(response)
    if not allows(held.hearing, May.WITHDRAW, now):
        raise Refused(Refusal.NOT_NOW)
    if held.withdrawn_at is not None:
        return
    before = snapshot(held)
    Response.objects.filter(pk=held.pk).update(
        withdrawn_at=now, changed_at=now, version=F("version") + 1
    )
    held.refresh_from_db()
    record(
        tenant=held.municipality_id,
        deed="response_withdrawn",
        subject=held,
        before=before,
        by=SENDER,
        now=now,
    )


def _locked(response: Response) -> Response:
    rows = Response.objects.select_for_update(of=("self",), no_key=True).select_related("hearing")
    return rows.get(pk=response.pk)
