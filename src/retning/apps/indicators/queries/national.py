"""Many indicators at once, with their national figures: profiles and comparisons."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import QuerySet

from retning.apps.indicators.models import Indicator
from retning.apps.indicators.queries.panels import Figures, figures_by_key
from retning.apps.indicators.queries.views import IndicatorView, indicator_view


@dataclass(frozen=True)
class National:
    """An indicator with its national figures."""

    indicator: IndicatorView
    figures: Figures


def national_figures(codes: Collection[str] | None = None) -> list[National]:
    """The shared indicators that have national figures, by name; those with these codes, or every
    one of the catalogue. Two queries, however many."""
    rows = shared_indicators(codes)
    figures = figures_by_key(rows, municipality=None)
    return [
        National(indicator_view(row), figures[row.pk, None])
        for row in rows
        if (row.pk, None) in figures
    ]


def shared_indicators(codes: Collection[str] | None = None) -> QuerySet[Indicator]:
    """Those that all municipalities have, by name: with these codes, or all of the catalogue."""
    rows = Indicator.objects.filter(municipality=None).order_by("name_da", "code")
    return rows.filter(is_catalogued=True) if codes is None else rows.filter(code__in=codes)
