"""The catalogue, an indicator's page, its releases, and each figure with where it came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from retning.apps.indicators.enums import ReleaseState, SourceKind
from retning.apps.indicators.models import (
    Indicator,
    IndicatorUse,
    Observation,
    Panel,
    Release,
)
from retning.apps.indicators.queries.panels import (
    Cell,
    Figures,
    figures_by_key,
    known_rows,
    without_examples,
)
from retning.apps.indicators.queries.views import IndicatorView, UseView, indicator_view, shown
from retning.apps.organisation.models import Municipality
from retning.core.benchmark.figures import Figure, State


def indicators_for(municipality: Municipality | None) -> QuerySet[Indicator]:
    """The shared ones, and those that `municipality` has made; never another's."""
    shared = Q(municipality=None)
    own = Q(municipality=municipality) if municipality is not None else Q()
    return Indicator.objects.filter(shared | own if own else shared)


@dataclass(frozen=True)
class CatalogueLine:
    """An indicator, whether figures of it have come (national ones or the municipality's), and
    whether those that are shown are made up."""

    indicator: IndicatorView
    has_figures: bool
    is_example: bool = False


def catalogue(
    field: str | None = None,
    *,
    municipality: Municipality | None = None,
    only_catalogued: bool = True,
) -> list[CatalogueLine]:
    """Indicators by name, all or those of a field ("klima"); one query. Those that only an export
    has named come along where `only_catalogued` is False; a municipality's own always do."""
    panels = Panel.objects.filter(indicator=OuterRef("pk")).values("release__source")
    uses = IndicatorUse.objects.filter(indicator=OuterRef("pk"), municipality=municipality)
    rows = indicators_for(municipality).annotate(
        national_source=Subquery(panels.filter(municipality=None)[:1]),
        own_source=Subquery(panels.filter(municipality=municipality)[:1]),
        prefers_own=Exists(uses.filter(prefers_own=True)),
    )
    if only_catalogued:
        rows = rows.filter(Q(is_catalogued=True) | Q(municipality__isnull=False))
    return [
        _line(indicator_view(row), row.national_source, row.own_source, row.prefers_own)
        for row in rows.order_by("name_da", "code")
        if field is None or field in row.fields
    ]


def _line(
    indicator: IndicatorView, national: str | None, own: str | None, prefers_own: bool
) -> CatalogueLine:
    source = shown(indicator, UseView(prefers_own=prefers_own), national=national, own=own)
    return CatalogueLine(indicator, source is not None, source == SourceKind.EXAMPLE)


@dataclass(frozen=True)
class IndicatorPage:
    """An indicator with its figures: national ones, and the municipality's own apart."""

    indicator: IndicatorView
    national: Figures | None
    own: Figures | None
    use: UseView

    def chosen(self, *, own: bool | None = None) -> Figures | None:
        """The figures to show; `own`: which of the two a reader has asked for."""
        return shown(self.indicator, self.use, national=self.national, own=self.own, asked_own=own)


def indicator_page(
    code: str, *, municipality: Municipality | None = None, known_on: datetime | None = None
) -> IndicatorPage | None:
    """One indicator as it stands or was known at a moment; None where the municipality has no such
    indicator. Three queries, four as known at a moment."""
    row = indicators_for(municipality).filter(code=code).first()
    if row is None:
        return None
    owner = municipality.pk if municipality is not None else None
    figures = figures_by_key([row.pk], municipality=owner, known_on=known_on)
    use = IndicatorUse.objects.filter(indicator=row, municipality=municipality).first()
    return IndicatorPage(
        indicator=indicator_view(row),
        national=figures.get((row.pk, None)),
        own=figures.get((row.pk, owner)) if owner is not None else None,
        use=use_view(use),
    )


def use_view(use: IndicatorUse | None) -> UseView:
    """The municipality's choices; the defaults where it has made none."""
    if use is None:
        return UseView()
    return UseView(use.name, use.note, use.shows_outlook, use.prefers_own, use.version)


@dataclass(frozen=True)
class ReleaseView:
    """A public release as far as everybody may know it: not who, nor what was odd in it."""

    id: int
    source: SourceKind
    source_name: str
    table: str
    updated: date | None
    known_from: datetime
    request_id: str
    checksum: str
    note: str
    added: int
    is_own: bool
    takes_back: int | None


def releases_of(code: str, *, municipality: Municipality | None = None) -> list[ReleaseView]:
    """The public releases that brought figures of an indicator, the newest first, each with how
    many it brought; national ones and the municipality's own. One query."""
    brought = Observation.objects.filter(release=OuterRef("pk"), indicator__code=code)
    rows = _public(municipality).filter(Exists(brought))
    return [_release_view(row) for row in rows.order_by("-known_from", "-pk")]


def _public(municipality: Municipality | None) -> QuerySet[Release]:
    whose = Q(municipality=None) | Q(municipality=municipality)
    return Release.objects.filter(whose, state=ReleaseState.PUBLIC)


def release_view(
    release_id: int, *, municipality: Municipality | None = None
) -> ReleaseView | None:
    """One public release; None where it is none, or another municipality's own."""
    row = _public(municipality).filter(pk=release_id).first()
    return _release_view(row) if row is not None else None


def _release_view(row: Release) -> ReleaseView:
    if row.known_from is None:
        raise ValueError("a public release is known from a moment")
    return ReleaseView(
        id=row.pk,
        source=SourceKind(row.source),
        source_name=str(SourceKind(row.source).label),
        table=row.table,
        updated=row.updated,
        known_from=row.known_from,
        request_id=row.request_id,
        checksum=row.checksum,
        note=row.note,
        added=row.added,
        is_own=row.municipality_id is not None,
        takes_back=row.takes_back_id,
    )


@dataclass(frozen=True)
class Traced:
    """A figure and the release that brought it."""

    figure: Figure
    release: int
    answers: int | None


def figures_of(
    code: str,
    *,
    municipality: Municipality | None = None,
    own: bool = False,
    known_on: datetime | None = None,
) -> Mapping[Cell, Traced]:
    """Every figure of an indicator with the release that it came with, as it stands or was known
    at a moment: national ones, or the municipality's own. One query."""
    owner = municipality.pk if municipality is not None and own else None
    indicators = indicators_for(municipality).filter(code=code)
    rows = known_rows(indicators, municipality=owner, known_on=known_on)
    found: dict[Cell, Traced] = {}
    for row in without_examples(each for each in rows if each.key[1] == owner):
        found[row.cell] = Traced(row.figure, row.release, row.answers)
    return {cell: each for cell, each in found.items() if each.figure.state != State.MISSING}


@dataclass(frozen=True)
class Earlier:
    """One wording of a figure over time: what it was, with which release, known from when."""

    figure: Figure
    release: int
    known_from: datetime
    source: SourceKind
    table: str


def history_of(
    code: str, area: str, period: str, *, municipality: Municipality | None = None
) -> list[Earlier]:
    """Everything that one figure has been, the newest first. One query."""
    rows = Observation.objects.filter(
        Q(release__municipality=None) | Q(release__municipality=municipality),
        indicator__in=indicators_for(municipality).filter(code=code),
        area=area,
        period=period,
        release__state=ReleaseState.PUBLIC,
    ).annotate(known=F("release__known_from"))
    return [
        Earlier(
            Figure(row.value if row.state == State.KNOWN else None, State(row.state)),
            row.release_id,
            row.known,
            SourceKind(row.release.source),
            row.release.table,
        )
        for row in rows.select_related("release").order_by("-known", "-release_id", "-pk")
    ]
