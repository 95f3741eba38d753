"""How a room declares work: `@job` over a module-level function, and `@recurring` over a job."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import time, timedelta
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec

from django_tasks.base import Task

if TYPE_CHECKING:
    from retning.foundation.jobs.progress import Progress

P = ParamSpec("P")


class GivesUp(Exception):
    """Raised by a handler when trying again is no use. `code` says why, for people to be told.

    The job fails at once, whatever attempts are left.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True, kw_only=True)
class JobTask(Task[Any, None]):
    """A task of the kept library that also knows how many attempts may end in an error."""

    attempts: int = 3


@dataclass(frozen=True)
class Recurrence:
    """When a job runs by itself: every so often, or daily at a time in Denmark."""

    task: JobTask
    every: timedelta | None
    daily_at: time | None


_recurrences: dict[str, Recurrence] = {}


def job(
    *, attempts: int = 3, priority: int = 0
) -> Callable[[Callable[Concatenate[Progress, P], None]], JobTask]:
    """Make a module-level function a job: it takes a Progress, then keyword arguments of JSON.

    attempts: how many may end in an unexpected error before the job has failed.
    priority: -100 to 100; a higher one is taken first.
    """

    def declared(function: Callable[Concatenate[Progress, P], None]) -> JobTask:
        return JobTask(func=function, priority=priority, attempts=attempts)

    return declared


def recurring(
    *, every: timedelta | None = None, daily_at: time | None = None
) -> Callable[[JobTask], JobTask]:
    """Let a job that needs no arguments be enqueued by the workers themselves.

    Periods of `every` are counted from 1970 in UTC; `daily_at` is local time in Denmark. Whatever
    was missed while no worker ran is made up for once.
    """
    if (every is None) is (daily_at is None):
        raise ValueError("Say either every or daily_at")
    if every is not None and every < timedelta(seconds=1):
        raise ValueError("A job recurs every second at most")

    def registered(task: JobTask) -> JobTask:
        _recurrences[task.module_path] = Recurrence(task=task, every=every, daily_at=daily_at)
        return task

    return registered


def recurrences() -> list[Recurrence]:
    """Every recurring job of the modules imported so far, in order of name."""
    return [_recurrences[name] for name in sorted(_recurrences)]
