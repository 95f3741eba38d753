"""What the public pages have done by themselves: those who follow a hearing are told once a day,
those who come to a meeting are reminded of it the day before."""

from __future__ import annotations

from datetime import time, timedelta

from django.urls import reverse

from retning.apps.hearing.models import Follower
from retning.apps.hearing.queries.events import to_be_reminded_of
from retning.apps.hearing.queries.following import News, followers_to_tell
from retning.apps.hearing.services.event_mails import Link
from retning.apps.hearing.services.following import tell_follower
from retning.apps.hearing.services.letters import Letter
from retning.apps.hearing.services.reminding import remind_of_event
from retning.apps.organisation.queries import site_address
from retning.foundation import clock
from retning.foundation.jobs.services import Progress, job, recurring
from retning.web.public.following import leave_address, news_letter


@recurring(daily_at=time(7, 0))
@job()
def tell_followers(progress: Progress) -> None:
    """Mail everyone who follows a hearing what is new in it. Broken off and done again, it goes on
    where it was: who has been told today is not told once more."""
    now = clock.now()
    waiting = list(followers_to_tell(now))
    for done, follower in enumerate(waiting):
        progress.report(done, len(waiting))
        tell_follower(follower_id=follower, write=_letter, leave_address=_leave, now=now)


@recurring(every=timedelta(minutes=30))
@job()
def remind_of_events(progress: Progress) -> None:
    """Write to those who come to a meeting tomorrow. Done twice, nobody gets a second mail."""
    now = clock.now()
    events = to_be_reminded_of(now)
    for done, event in enumerate(events):
        progress.report(done, len(events))
        remind_of_event(event=event, link=_link_at(site_address(event.municipality)), now=now)


def _link_at(site: str) -> Link:
    return lambda secret: site + reverse("public:sign_up", args=[secret])


def _letter(follower: Follower, news: News) -> Letter:
    site = site_address(follower.hearing.municipality)
    return news_letter(follower, news, lambda path: f"{site}{path}")


def _leave(follower: Follower) -> str:
    site = site_address(follower.hearing.municipality)
    return leave_address(follower, lambda path: f"{site}{path}")
