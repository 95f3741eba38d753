"""Jobs for tests of the machinery: module-level, as a worker must be able to import them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.contrib.sessions.models import Session

from retning.foundation import clock
from retning.foundation.jobs.services import GivesUp, Progress, job

# What a test hooks in for `obey` to do, given its progress and its arguments.
obedience: list[Callable[..., None]] = []


def leave_mark(mark: str) -> None:
    """A row in the database that tests can look for: an effect."""
    later = clock.now() + timedelta(days=1)
    Session.objects.create(session_key=mark, session_data="", expire_date=later)


def has_mark(mark: str) -> bool:
    return Session.objects.filter(session_key=mark).exists()


@job(attempts=3)
def obey(progress: Progress, **arguments: object) -> None:
    """Do what the test says now."""
    for deed in list(obedience):
        deed(progress, **arguments)


@job(attempts=1)
def mark_once(progress: Progress, *, mark: str) -> None:
    """Leave a mark in one commit with the completion."""
    with progress.finishing():
        leave_mark(mark)


@job(attempts=2)
def always_raise(progress: Progress) -> None:
    raise ValueError("as ever")


@job(attempts=5)
def give_up(progress: Progress) -> None:
    raise GivesUp("no_such_document")


@job(priority=10)
def urgent(progress: Progress) -> None:
    """Taken before the others."""
