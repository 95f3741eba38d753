"""Who is to be named beside figures, and on which terms they may be used."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from retning.apps.indicators.queries.panels import Figures
from retning.apps.indicators.queries.views import IndicatorView


@dataclass(frozen=True)
class Credit:
    """`licence`: the publisher's own word for the terms; empty where it has said none."""

    name: str
    licence: str


def credit_of(indicator: IndicatorView, figures: Figures | None) -> Credit:
    """Whose figures these are, or would be: a municipality's own are not the publisher's."""
    if figures is None or figures.owner is None:
        return Credit(indicator.source_name, indicator.licence)
    own = gettext("the municipality's own figures")
    return Credit(own if indicator.has_source else indicator.source_name, "")
