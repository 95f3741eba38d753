"""A reader finds that a comment should not be shown, and says so."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from retning.apps.hearing.enums import ReportReason, Showing
from retning.apps.hearing.models import AbuseReport, Comment
from retning.apps.hearing.queries.phases import May, allows
from retning.apps.hearing.services.refusals import Refusal, Refused

LONGEST = 2_000
"""Characters of what a reader says."""


@transaction.atomic
def report_comment(
    *, comment: Comment, reason: ReportReason, text: str, copy: int, now: datetime
) -> bool:
    """Put a comment before those who moderate; it is shown until they have decided. False where
    this copy of the form had been sent before: it counts once. Nothing is known of who reports,
    and no line of the trail is written.

    Raises Refused: not_now (also where it is not shown any more), not_valid.
    """
    row = Comment.objects.select_related("hearing").get(pk=comment.pk)
    if row.showing != Showing.PUBLISHED or not allows(row.hearing, May.REPORT, now):
        raise Refused(Refusal.NOT_NOW)
    if len(text) > LONGEST:
        raise Refused(Refusal.NOT_VALID, "text")
    _report, is_new = AbuseReport.objects.get_or_create(
        copy=copy,
        defaults={
            "municipality_id": row.municipality_id,
            "comment": row,
            "reason": reason,
            "text": text.strip(),
            "reported_at": now,
        },
    )
    return is_new
