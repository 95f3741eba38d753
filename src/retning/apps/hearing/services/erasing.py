"""Erasure, as far as the law allows: what is done to each thing that is held about somebody."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from retning.apps.hearing.models import (
    AbuseReport,
    Archive,
    Comment,
    Correction,
    Follower,
    Grouping,
    Invitation,
    Response,
    ResponseFile,
    SignUp,
)
from retning.apps.hearing.queries.requests import Outcome, Subjects, response_outcome
from retning.apps.hearing.services.event_mails import Link
from retning.apps.hearing.services.refusals import Refusal, Refused
from retning.apps.hearing.services.signing_up import cancel_sign_up
from retning.foundation.attachments.models import Attachment
from retning.foundation.attachments.services import let_go
from retning.foundation.audit.services import Actor, record, snapshot
from retning.foundation.outbox.services import forget_mails

WHO = ("name", "organisation", "on_behalf_of", "email", "postcode", "source_note")


@transaction.atomic
def erase(*, tenant: str, subjects: Subjects, link: Link, by: Actor, now: datetime) -> None:
    """Let go of what the law does not keep; `link` is for the mails to those who get the places of
    a sign-up that goes. Raises Refused: not_filed, and then lets go of nothing."""
    responses = held(subjects.responses)
    emails = {row.email for rows in _with_email(subjects) for row in rows if row.email}
    for response in responses:
        _erase_response(response, response_outcome(response, now=now), by=by, now=now)
    for invitation in subjects.invitations:
        before = snapshot(invitation)
        invitation.email = invitation.note = ""
        invitation.version += 1
        invitation.changed_at = now
        invitation.save(update_fields=["email", "note", "version", "changed_at"])
        record(
            tenant=invitation.municipality_id,
            deed="invitation_erased",
            subject=invitation,
            before=before,
            by=by,
            now=now,
        )
    for sign_up in subjects.sign_ups:
        if sign_up.event.starts_at > now:
            cancel_sign_up(sign_up=sign_up, link=link, now=now)
        _delete(sign_up, "sign_up_erased", by=by, now=now)
    for follower in subjects.followers:
        _delete(follower, "follower_erased", by=by, now=now)
    for email in sorted(emails):
        forget_mails(tenant=tenant, to=email)


def held(responses: Iterable[Response]) -> tuple[Response, ...]:
    """The responses as they are now, each held until the caller's transaction ends: nothing is
    added to one between it is judged and what it says goes. In order, so that two who hold some of
    the same come after each other."""
    rows = Response.objects.select_related("hearing").order_by("pk")
    rows = rows.filter(pk__in=[each.pk for each in responses])
    return tuple(rows.select_for_update(of=("self",), no_key=True))


def _with_email(
    subjects: Subjects,
) -> Iterable[Iterable[Response | Invitation | Follower | SignUp]]:
    return (subjects.responses, subjects.invitations, subjects.followers, subjects.sign_ups)


def _erase_response(row: Response, outcome: Outcome, *, by: Actor, now: datetime) -> None:
    """Anonymous in Retning, taken out of everyone's sight unless the council decided on it; the
    record has what was sent. The row is held. Raises Refused: not_filed."""
    if not outcome.is_erased:
        raise Refused(Refusal.NOT_FILED)
    before = snapshot(row)
    for name in WHO:
        setattr(row, name, "")
    row.shows_name = False
    row.erased_at = now
    if outcome.is_withdrawn and row.withdrawn_at is None:
        row.withdrawn_at = now
    row.version += 1
    row.changed_at = now
    row.save(
        update_fields=[*WHO, "shows_name", "erased_at", "withdrawn_at", "version", "changed_at"]
    )
    comments = Comment.objects.filter(response=row)
    comments.update(text="", suggestion="")
    Correction.objects.filter(comment__response=row).update(text="", suggestion="", reason="")
    if outcome.is_withdrawn:
        comments.update(shown_text="", shown_suggestion="")
    AbuseReport.objects.filter(comment__response=row).update(text="", settled_at=now)
    _erase_files(ResponseFile.objects.filter(response=row))
    _drop_archives(row)
    Grouping.objects.filter(hearing=row.hearing_id).delete()  # words of it; made again without
    record(
        tenant=row.municipality_id,
        deed="response_erased",
        subject=row,
        before=before,
        by=by,
        now=now,
    )


def _erase_files(files: Iterable[ResponseFile]) -> None:
    """The rows and, where nothing else holds them, the files and their copies."""
    for file in files:
        held = [pk for pk in (file.attachment_id, file.public_copy_id) if pk is not None]
        file.delete()
        for stored in Attachment.objects.filter(pk__in=held):
            let_go(stored)


def _drop_archives(response: Response) -> None:
    """ZIPs in which it stands; they can be made again without it."""
    archives = Archive.objects.filter(hearing=response.hearing_id).select_related("attachment")
    for archive in archives:
        stored = archive.attachment
        archive.delete()
        if stored is not None:
            let_go(stored)


def _delete(row: Follower | SignUp, deed: str, *, by: Actor, now: datetime) -> None:
    before = snapshot(row)
    row.delete()
    record(tenant=row.municipality_id, deed=deed, subject=row, before=before, by=by, now=now)
