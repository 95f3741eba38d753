"""Fetching by itself: every hour what is due is asked for, each table in a job of its own."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings

from retning.apps.indicators.models import Feed
from retning.apps.indicators.services.feeds import ask, due_feeds, settle
from retning.foundation import clock
from retning.foundation.audit.services import SystemActor
from retning.foundation.jobs.services import Progress, enqueue, job, recurring

JOBS = SystemActor("jobs")


@recurring(every=timedelta(hours=1))
@job(attempts=1)
def fetch_due_figures(_progress: Progress) -> None:
    """Let every due table be fetched; nothing where this installation asks nobody by itself."""
    if not settings.FETCHES_FIGURES:
        return
    now = clock.now()
    for feed in due_feeds(now):
        enqueue(
            fetch_figures,
            tenant="",
            key=f"figures:{feed.pk}:{now:%Y-%m-%dT%H}",
            by=JOBS.actor_key,
            now=now,
            arguments={"feed_id": feed.pk},
        )


@job(attempts=1)
def fetch_figures(progress: Progress, *, feed_id: int) -> None:
    """Ask one table's source and take in what it says. The source's client tries again by itself;
    what fails in the end is noted with the feed, and the last good release stands."""
    feed = Feed.objects.filter(pk=feed_id).first()
    if feed is None:
        return
    reply = ask(feed, meanwhile=lambda: progress.report(0, 2))
    progress.report(1, 2)
    with progress.finishing():
        settle(feed=feed, reply=reply, by=JOBS, now=clock.now())
