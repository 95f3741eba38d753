"""Nightly: files that nobody asks for are let go; they can be made again."""

from __future__ import annotations

from datetime import time

from retning.foundation import clock
from retning.foundation.jobs.definition import job, recurring
from retning.foundation.jobs.progress import Progress
from retning.foundation.reporting.services import forget_unasked


@recurring(daily_at=time(3, 25))
@job()
def forget_renditions(_progress: Progress) -> None:
    """Let go of what nobody has asked for in 90 days. Done twice, it finds nothing more."""
    forget_unasked(now=clock.now())
