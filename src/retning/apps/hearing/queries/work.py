"""What waits for somebody in a municipality's hearings: of the work list of each person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from retning.apps.hearing.enums import JournalState, RequestState
from retning.apps.hearing.models import Hearing, JournalEntry, SubjectRequest
from retning.apps.hearing.queries.hearings import NEWEST_FIRST, number_of
from retning.apps.hearing.queries.queue import reported_comments, waiting_comments, waiting_files


@dataclass(frozen=True)
class HearingWork:
    """One hearing in which something waits: comments and files that nobody has looked at,
    comments that readers have reported, requests without an answer, and documents that could not
    be put on record."""

    hearing: Hearing
    comments: int
    files: int
    reports: int
    requests: int
    undelivered: int

    @property
    def to_look_at(self) -> int:
        """What a moderator has to look at."""
        return self.comments + self.files + self.reports


def work_in(rows: QuerySet[Hearing]) -> list[HearingWork]:
    """Of the hearings that somebody may see (`rules.visible_to`), those in which something waits,
    in the order of `NEWEST_FIRST`: one query."""
    counted: Any = rows.annotate(
        waiting_comment_count=number_of(waiting_comments()),
        waiting_file_count=number_of(waiting_files(), of="response__hearing"),
        reported_count=number_of(reported_comments()),
        open_request_count=number_of(SubjectRequest.objects.filter(state=RequestState.OPEN)),
        failed_entry_count=number_of(JournalEntry.objects.filter(state=JournalState.FAILED)),
    ).order_by(*NEWEST_FIRST)
    found = [
        HearingWork(
            hearing=row,
            comments=row.waiting_comment_count,
            files=row.waiting_file_count,
            reports=row.reported_count,
            requests=row.open_request_count,
            undelivered=row.failed_entry_count,
        )
        for row in counted
    ]
    return [each for each in found if each.to_look_at or each.requests or each.undelivered]
