"""Comparing a hearing's comments: a job, in a process apart, since it needs numpy and room.

What is found is a suggestion: nothing is decided, hidden or counted by it.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django.db import transaction

from retning.apps.hearing.enums import GroupKind
from retning.apps.hearing.models import CommentGroup, Grouping, Hearing
from retning.apps.hearing.queries.groups import groups_of, texts_of
from retning.foundation import clock, confined
from retning.foundation.audit.services import Actor
from retning.foundation.jobs.models import Job
from retning.foundation.jobs.queries import JobView, find_by_key
from retning.foundation.jobs.services import Progress, enqueue, job, repeat

TASK = "retning.core.similarity.grouping:group"
LIMITS = confined.Limits(memory=4096 * 1024 * 1024, processor=300, seconds=900)
SHOWN_GROUPS = 500
"""The largest groups of a kind are kept; a hearing has a few dozen."""


def ask_for_groups(*, hearing: Hearing, by: Actor, now: datetime) -> Job:
    """Have the comments there are now compared. Asked again of the same comments, it is the same
    job, tried again if it failed. Comparing is no deed: no audit line."""
    found = enqueue(
        group_comments,
        tenant=hearing.municipality_id,
        key=_key(hearing),
        by=by.actor_key,
        now=now,
        priority=-10,
        arguments={"hearing_id": hearing.pk},
    )
    repeat(found, now=now)
    return found


def comparing(hearing: Hearing) -> JobView | None:
    """How the comparing of the comments there are now stands; None where nobody asked for it."""
    return find_by_key(_key(hearing), tenant=hearing.municipality_id)


def ask_for_due_groups(*, by: Actor, now: datetime) -> int:
    """Have compared what came since last, in every hearing that has not been concluded."""
    asked = 0
    for hearing in Hearing.objects.filter(concluded_on=None).order_by("pk"):
        if groups_of(hearing).new:
            ask_for_groups(hearing=hearing, by=by, now=now)
            asked += 1
    return asked


def _key(hearing: Hearing) -> str:
    found = groups_of(hearing)
    return f"groups:{hearing.pk}:{found.comments}:{found.newest}"


@job(attempts=2)
def group_comments(progress: Progress, *, hearing_id: int) -> None:
    """Compare a hearing's comments and keep what is found in place of what was found before. Done
    twice, it finds the same."""
    hearing = Hearing.objects.get(pk=hearing_id)
    texts = list(texts_of(hearing))
    progress.report(0, 2)
    data = json.dumps(texts, ensure_ascii=False).encode()
    said = confined.run(TASK, data, limits=LIMITS, meanwhile=lambda: progress.report(0, 2))
    found: dict[str, list[dict[str, Any]]] = json.loads(said)
    progress.report(1, 2)
    with progress.finishing():
        _keep(hearing, [pk for pk, _text in texts], found, now=clock.now())


@transaction.atomic
def _keep(
    hearing: Hearing, compared: list[int], found: dict[str, list[dict[str, Any]]], *, now: datetime
) -> None:
    told = {"comments": len(compared), "newest": max(compared, default=0), "made_at": now}
    grouping, _created = Grouping.objects.update_or_create(
        hearing=hearing, defaults={**told, "municipality_id": hearing.municipality_id}
    )
    grouping.groups.all().delete()
    campaigns = [(GroupKind.CAMPAIGN, each["members"], each) for each in found["campaigns"]]
    matters = [
        (GroupKind.MATTER, [[pk, 1] for pk in each["keys"]], each) for each in found["matters"]
    ]
    kept = [*campaigns[:SHOWN_GROUPS], *matters[:SHOWN_GROUPS]]
    CommentGroup.objects.bulk_create(
        CommentGroup(
            municipality_id=hearing.municipality_id,
            grouping=grouping,
            kind=kind,
            number=number,
            size=len(members),
            members=members,
            words=each["words"],
        )
        for number, (kind, members, each) in enumerate(kept, 1)
    )
