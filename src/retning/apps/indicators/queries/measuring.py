"""What targets are judged on: an indicator's figures, with everything a verdict needs beside them.

However many indicators are asked for, the database is asked twice (three times for figures as they
were known at a moment): indicators with what the municipality chose, and figures.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import CharField, Exists, F, FilteredRelation, Q, QuerySet

from retning.apps.indicators.enums import SourceKind
from retning.apps.indicators.models import FigureSettings, Indicator
from retning.apps.indicators.queries.credits import credit_of
from retning.apps.indicators.queries.geography import peers_of
from retning.apps.indicators.queries.panels import NO_FIGURES, Figures, Key, figures_by_key
from retning.apps.indicators.queries.views import IndicatorView, UseView, indicator_view, shown
from retning.apps.organisation.models import Municipality
from retning.core.benchmark.figures import COUNTRY, Evidence, Panel
from retning.core.periods import Period
from retning.core.targets.verdicts import Measured
from retning.foundation.clock import date_in_denmark
from retning.foundation.records.prepared import Asked, Question

POPULATION = "population"
"""The catalogue's indicator whose figures weigh averages."""


@dataclass(frozen=True)
class Measurement:
    """One indicator for one municipality. `measured` goes to `core.targets.judge`.

    `is_own`: the figures are the municipality's own, not national ones. `shows_outlook` is what
    the municipality has chosen, for all figures and for this one. `failing_since`: since when the
    source has not come again.
    """

    indicator: IndicatorView
    measured: Measured
    use: UseView
    panel_fingerprint: str
    is_example: bool
    is_own: bool
    shows_outlook: bool = True
    failing_since: datetime | None = None


def measured_by_code(
    codes: Collection[str],
    *,
    municipality: Municipality,
    on: date,
    known_on: datetime | None = None,
    period: tuple[int, int] | None = None,
) -> dict[str, Measurement]:
    """By indicator code, as the figures stand or were known at a moment; codes that the
    municipality has no indicator of are left out. `on` settles who makes the region; `period` is
    the plan's first and last year."""
    if not codes:
        return {}
    used = _used({*codes, POPULATION}, municipality)
    figures = figures_by_key(
        [each.indicator.id for each in used.values()],
        municipality=municipality.pk,
        known_on=known_on,
    )
    weighing = used.get(POPULATION)
    weights = figures.get((weighing.indicator.id, None)) if weighing is not None else None
    return {
        code: _measurement(used[code], figures, weights, municipality.pk, on, period)
        for code in dict.fromkeys(codes)
        if code in used
    }


@dataclass(frozen=True)
class _Used:
    indicator: IndicatorView
    use: UseView
    shows_outlook: bool


def _used(codes: Collection[str], municipality: Municipality) -> dict[str, _Used]:
    """Indicators that the municipality can use, each with its choices. One query."""
    found: dict[str, _Used] = {}
    for row in _USABLE.models(codes=sorted(codes), municipality=municipality.pk):
        use = UseView()
        if row.use_version is not None:
            use = UseView(
                row.use_name, row.use_note, row.use_shows, row.use_prefers, row.use_version
            )
        found[row.code] = _Used(indicator_view(row), use, use.shows_outlook and not row.hides_all)
    return found


def _usable(codes: list[Asked], municipality: Asked) -> QuerySet[Indicator]:
    own = Q(municipality=municipality)
    hides = FigureSettings.objects.filter(own, shows_outlooks=False)
    return (
        Indicator.objects.filter(Q(municipality=None) | own, code__in=codes)
        .annotate(own=FilteredRelation("uses", condition=Q(uses__municipality=municipality)))
        .annotate(
            use_name=F("own__name"),
            use_note=F("own__note"),
            use_shows=F("own__shows_outlook"),
            use_prefers=F("own__prefers_own"),
            use_version=F("own__version"),
            hides_all=Exists(hides),
        )
    )


_USABLE = Question(_usable, codes=CharField(), municipality=CharField())


def _measurement(
    used: _Used,
    figures: Mapping[Key, Figures],
    weights: Figures | None,
    municipality: str,
    on: date,
    period: tuple[int, int] | None,
) -> Measurement:
    own = figures.get((used.indicator.id, municipality))
    national = figures.get((used.indicator.id, None))
    chosen = shown(used.indicator, used.use, national=national, own=own)
    panel = chosen.panel if chosen is not None else NO_FIGURES
    # Made-up inhabitants weigh no real figures: their average is the plain one, and is called so.
    can_weigh = weights is not None and (not weights.is_example or _is_example(chosen))
    measured = Measured(
        panel=panel,
        municipality=municipality,
        unit=used.indicator.unit_da,
        polarity=used.indicator.direction,
        breaks=used.indicator.breaks,
        peers=peers_of(municipality, on),
        population=_nearest(weights, panel) if chosen is national and can_weigh else {},
        evidence=_evidence(used.indicator, chosen),
        period=period,
        has_source=used.indicator.has_source or chosen is not None,
        self_selected=_self_selected(chosen, municipality),
        answers=_answers(chosen, municipality),
    )
    return Measurement(
        indicator=used.indicator,
        measured=measured,
        use=used.use,
        panel_fingerprint=chosen.fingerprint if chosen is not None else "",
        is_example=_is_example(chosen),
        is_own=chosen is not None and chosen is own,
        shows_outlook=used.shows_outlook,
        failing_since=chosen.failing_since if chosen is not None else None,
    )


def _is_example(chosen: Figures | None) -> bool:
    return chosen is not None and chosen.is_example


def _self_selected(chosen: Figures | None, municipality: str) -> frozenset[Period]:
    said = chosen.self_selected if chosen is not None else ()
    return frozenset(period for area, period in said if area == municipality)


def _evidence(indicator: IndicatorView, chosen: Figures | None) -> Evidence | None:
    if chosen is None:
        return None
    release = chosen.release
    return Evidence(
        source=credit_of(indicator, chosen).name
        if not chosen.is_example
        else str(release.source.label),
        table=release.table or indicator.table,
        updated=release.updated,
        known_from=date_in_denmark(release.known_from),
        release=release.id,
        budget_years=indicator.budget_years
        if release.source is SourceKind.NOEGLETAL
        else frozenset(),
    )


def _nearest(weights: Figures | None, panel: Panel) -> dict[str, int]:
    """Inhabitants in the year of the newest figures, or the nearest year to it."""
    if weights is None or not weights.panel.periods or not panel.periods:
        return {}
    year = panel.periods[-1].year
    nearest = min(weights.panel.periods, key=lambda each: (abs(each.year - year), each.year))
    return {
        area: int(weights.panel.value(scaled))
        for area, scaled in weights.panel.scaled_in(nearest).items()
        if area != COUNTRY
    }


def _answers(chosen: Figures | None, municipality: str) -> int | None:
    """How many stand behind the municipality's newest figure, where it was said."""
    said = chosen.answers if chosen is not None else {}
    periods = [period for area, period in said if area == municipality]
    return said[municipality, max(periods)] if periods else None
