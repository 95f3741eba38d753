"""Which indicators there are to measure a goal's targets by."""

from __future__ import annotations

from django.db.models import Q

from retning.apps.indicators.models import Indicator


def is_known(code: str, *, municipality_code: str) -> bool:
    """Whether there is such an indicator, shared or the municipality's own: one query."""
    here = Q(municipality=None) | Q(municipality=municipality_code)
    return Indicator.objects.filter(here, code=code).exists()
