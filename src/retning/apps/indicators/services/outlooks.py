"""Outlooks: which rules they are asked of, and the job that works them out on new figures."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime


def after_release(indicators: Collection[int], *, release: int, by: str, now: datetime) -> None:
    """New figures are public: let the outlooks that rest on them be worked out anew."""
