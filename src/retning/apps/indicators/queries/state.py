"""What tells one state of all figures from another, so that pages that rest on them can be kept."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Model, Q, QuerySet, Subquery

from retning.apps.indicators.enums import ReleaseState
from retning.apps.indicators.models import (
    Feed,
    FigureSettings,
    Indicator,
    IndicatorUse,
    Outlook,
    Release,
    Survey,
)
from retning.apps.organisation.models import Municipality
from retning.foundation.records.prepared import Asked


def figure_columns(code: str | Asked) -> dict[str, Subquery]:
    """Columns to put beside any rows: all that can change what is shown of figures to the readers
    of a municipality's pages."""
    whose = Q(municipality=None) | Q(municipality=code)
    public = Release.objects.filter(whose, state=ReleaseState.PUBLIC)
    own = Q(municipality=code)
    return {
        "figures_known": newest(public, "known_from"),
        "figures_release": newest(public, "pk"),
        "figures_asked": newest(Feed.objects.exclude(tried_at=None), "tried_at"),
        "figures_indicator": newest(Indicator.objects.filter(whose), "pk"),
        "figures_outlook": newest(Outlook.objects.all(), "pk"),
        "figures_use": newest(IndicatorUse.objects.filter(own), "changed_at"),
        "figures_settings": newest(FigureSettings.objects.filter(own), "changed_at"),
        "figures_survey": newest(Survey.objects.filter(own), "changed_at"),
    }


def newest(rows: QuerySet[Model], field: str) -> Subquery:
    """The largest value of a field, none where there is no row."""
    return Subquery(rows.order_by(f"-{field}").values(field)[:1])


def state_of(told: Mapping[str, object]) -> str:
    """The columns of a row as one text."""
    return " ".join(f"{name}={told[name]}" for name in sorted(told))


def figures_state(municipality: Municipality) -> str:
    """A text that changes whenever a figure, an outlook or a choice does: one query."""
    columns = figure_columns(municipality.pk)
    row = Municipality.objects.filter(pk=municipality.pk).values(**columns).get()
    return state_of(row)
