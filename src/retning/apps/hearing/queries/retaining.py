"""How long what is personal in a hearing is kept, where nobody has said otherwise."""

from __future__ import annotations

from datetime import date

from retning.apps.hearing.models import Hearing

YEARS = 2
"""From the last day: time to handle what came in, to adopt, to answer complaints (four weeks, and
half a year to the courts), and to follow up once. Decision 0039."""


def default_erased_on(closes_on: date) -> date:
    """The day from which what is personal in a hearing is gone, unless another is chosen: two years
    after its last day (29 February: 1 March)."""
    try:
        return closes_on.replace(year=closes_on.year + YEARS)
    except ValueError:
        return date(closes_on.year + YEARS, 3, 1)


def is_erased(hearing: Hearing, today: date) -> bool:
    """Whether the day has come from which what is personal in a hearing is gone."""
    return hearing.erased_on is not None and hearing.erased_on <= today
