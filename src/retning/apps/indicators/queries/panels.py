"""Figures of indicators as they stand, and as they were known at any moment.

National figures and a municipality's own are two panels, never mixed: `owner` is None for the
national one, else the municipality's code.
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import BigIntegerField, CharField, Exists, OuterRef, Q, QuerySet, Subquery

from retning.apps.indicators.enums import ReleaseState, SourceKind, SurveyMode
from retning.apps.indicators.models import Feed, Indicator, Observation, Panel, Release, Survey
from retning.apps.indicators.queries.geography import municipality_names
from retning.core.benchmark import figures as core
from retning.core.benchmark.figures import Figure, State, panel_of, unpacked
from retning.core.periods import Period, period_of
from retning.foundation.records.prepared import Asked, Question

Cell = tuple[str, Period]
NO_FIGURES = core.Panel((), (), 0, array("q"), b"")


@dataclass(frozen=True)
class ReleaseFacts:
    """What of a release must be told beside its figures."""

    id: int
    source: SourceKind
    table: str
    updated: date | None
    known_from: datetime


@dataclass(frozen=True)
class Figures:
    """One indicator's figures, national or one municipality's own, and the newest release that
    any of them came with. `owner`: the municipality whose own they are. `answers`: how many stand
    behind a figure, where it was said. `self_selected`: figures that came from a survey open to
    anybody. `failing_since`: since when the source of figures that stand has not come again as it
    should."""

    panel: core.Panel
    fingerprint: str
    release: ReleaseFacts
    answers: Mapping[Cell, int]
    self_selected: frozenset[Cell] = frozenset()
    failing_since: datetime | None = None
    owner: str | None = None

    @property
    def is_example(self) -> bool:
        return self.release.source is SourceKind.EXAMPLE


Key = tuple[int, str | None]
"""An indicator's id, and whose the figures are: None for national ones."""


def figures_by_key(
    indicators: Collection[int] | QuerySet[Indicator],
    *,
    municipality: str | None,
    known_on: datetime | None = None,
) -> dict[Key, Figures]:
    """National figures of the indicators, and the own ones of `municipality` where one is named;
    as they stand, or as they were known at a moment. One query."""
    if known_on is None:
        return _standing(indicators, municipality)
    return _as_known(indicators, municipality, known_on)


def _whose(municipality: str | Asked | None, path: str = "") -> Q:
    national = Q(**{f"{path}municipality__isnull": True})
    return national | Q(**{f"{path}municipality": municipality}) if municipality else national


def _failing_since() -> Subquery:
    """Since when the table that a panel's newest figures came from does not come, if it is so."""
    feeds = Feed.objects.filter(
        source=OuterRef("release__source"), table=OuterRef("release__table")
    )
    return Subquery(feeds.values("failing_since")[:1])


def _open_survey(**of: object) -> Exists:
    return Exists(Survey.objects.filter(mode=SurveyMode.OPEN, **of))


def _self_selected(
    keys: Collection[Key], known_on: datetime | None = None
) -> dict[Key, frozenset[Cell]]:
    """Which figures of these came from surveys open to anybody, and stand. One query."""
    rows = Observation.objects.filter(
        indicator__in={indicator for indicator, _ in keys},
        release__municipality__in={owner for _, owner in keys if owner},
        release__state=ReleaseState.PUBLIC,
    ).annotate(is_open=_open_survey(release=OuterRef("release")))
    if known_on is not None:
        rows = rows.filter(release__known_from__lte=known_on)
    found: dict[Key, dict[Cell, bool]] = {}
    told = rows.order_by("release__known_from", "release_id", "pk").values_list(
        "indicator_id", "release__municipality_id", "area", "period", "is_open"
    )
    for indicator, owner, area, code, is_open in told:
        found.setdefault((indicator, owner), {})[area, period_of(code)] = is_open
    return {
        key: frozenset(cell for cell, is_open in cells.items() if is_open)
        for key, cells in found.items()
    }


def _standing(
    indicators: Collection[int] | QuerySet[Indicator], municipality: str | None
) -> dict[Key, Figures]:
    if isinstance(indicators, QuerySet):
        rows: Iterable[Sequence[Any]] = _panels(Q(indicator__in=indicators), _whose(municipality))
    elif indicators:
        rows = _PANELS.rows(indicators=list(indicators), municipality=municipality)
    else:
        rows = []
    panels = [_Row(*row) for row in rows]
    asked = [row.key for row in panels if row.has_open_survey]
    self_selected = _self_selected(asked) if asked else {}
    return {
        row.key: Figures(
            panel=unpacked(bytes(row.packed)),
            fingerprint=row.fingerprint,
            release=ReleaseFacts(
                row.release, SourceKind(row.source), row.table, row.updated, row.known_from
            ),
            answers=answers_of(row.answers),
            self_selected=self_selected.get(row.key, frozenset()),
            failing_since=row.failing_since,
            owner=row.key[1],
        )
        for row in panels
    }


class _Row(NamedTuple):
    """What stands of one indicator, with the release that it came with."""

    indicator: int
    municipality: str | None
    fingerprint: str
    packed: bytes
    answers: dict[str, dict[str, int]]
    release: int
    source: str
    table: str
    updated: date | None
    known_from: datetime
    has_open_survey: bool
    failing_since: datetime | None

    @property
    def key(self) -> Key:
        return self.indicator, self.municipality


def _panels(which: Q, whose: Q) -> QuerySet[Panel, Any]:
    has_open_survey = _open_survey(
        indicator=OuterRef("indicator"),
        municipality=OuterRef("municipality"),
        release__isnull=False,
    )
    return (
        Panel.objects.filter(which, whose)
        .annotate(has_open_survey=has_open_survey, failing_since=_failing_since())
        .values_list(
            "indicator_id",
            "municipality_id",
            "fingerprint",
            "packed",
            "answers",
            "release_id",
            "release__source",
            "release__table",
            "release__updated",
            "release__known_from",
            "has_open_survey",
            "failing_since",
        )
    )


def _panels_of(indicators: Any, municipality: Asked) -> QuerySet[Panel, Any]:
    return _panels(Q(indicator__id__in=indicators), _whose(municipality))


_PANELS = Question(_panels_of, indicators=BigIntegerField(), municipality=CharField())


def _facts(release: Release) -> ReleaseFacts:
    if release.known_from is None:
        raise ValueError("what stands in a panel is public")
    return ReleaseFacts(
        id=release.pk,
        source=SourceKind(release.source),
        table=release.table,
        updated=release.updated,
        known_from=release.known_from,
    )


@dataclass(frozen=True)
class Known:
    """One figure as a release brought it."""

    key: Key
    cell: Cell
    figure: Figure
    answers: int | None
    release: int
    source: SourceKind


def known_rows(
    indicators: Collection[int] | QuerySet[Indicator],
    *,
    municipality: str | None,
    known_on: datetime | None = None,
) -> Iterator[Known]:
    """Every public figure, the earliest known first: who comes later takes the place. One query."""
    rows = Observation.objects.filter(
        _whose(municipality, "release__"),
        indicator__in=indicators,
        release__state=ReleaseState.PUBLIC,
    )
    if known_on is not None:
        rows = rows.filter(release__known_from__lte=known_on)
    periods: dict[str, Period] = {}
    told = rows.order_by("release__known_from", "release_id", "pk").values_list(
        "indicator_id",
        "release__municipality_id",
        "area",
        "period",
        "value",
        "state",
        "answers",
        "release_id",
        "release__source",
    )
    for indicator, owner, area, code, value, state, answers, release, source in told:
        period = periods.get(code) or periods.setdefault(code, period_of(code))
        figure = Figure(value if state == State.KNOWN else None, State(state))
        yield Known(
            (indicator, owner), (area, period), figure, answers, release, SourceKind(source)
        )


def _as_known(
    indicators: Collection[int] | QuerySet[Indicator],
    municipality: str | None,
    known_on: datetime,
) -> dict[Key, Figures]:
    rows = known_rows(indicators, municipality=municipality, known_on=known_on)
    gathered: dict[Key, dict[Cell, Known]] = {}
    newest: dict[Key, int] = {}
    for row in without_examples(rows):
        gathered.setdefault(row.key, {})[row.cell] = row
        newest[row.key] = row.release
    releases = _releases(set(newest.values()))
    own = [key for key in gathered if key[1]]
    self_selected = _self_selected(own, known_on) if own else {}
    found: dict[Key, Figures] = {}
    for key, cells in gathered.items():
        figures = figures_of_cells(
            cells, releases[newest[key]], self_selected=self_selected.get(key, frozenset())
        )
        if figures is not None:
            found[key] = figures
    return found


def figures_of_cells(
    cells: Mapping[Cell, Known],
    release: ReleaseFacts,
    *,
    self_selected: frozenset[Cell] = frozenset(),
) -> Figures | None:
    """What stands in these cells; None where nothing does."""
    there = {cell: row for cell, row in cells.items() if row.figure.state != State.MISSING}
    if not there:
        return None
    panel = whole_panel({cell: row.figure for cell, row in there.items()})
    return Figures(
        panel=panel,
        fingerprint=fingerprint_of(panel.packed()),
        release=release,
        answers={cell: row.answers for cell, row in there.items() if row.answers is not None},
        self_selected=self_selected,
        owner=next(iter(there.values())).key[1],
    )


def without_examples(rows: Iterable[Known]) -> list[Known]:
    """As soon as an indicator has real figures, example figures are gone."""
    kept = list(rows)
    real = {row.key for row in kept if row.source is not SourceKind.EXAMPLE}
    return [row for row in kept if row.key not in real or row.source is not SourceKind.EXAMPLE]


def _releases(ids: Collection[int]) -> dict[int, ReleaseFacts]:
    return {row.pk: _facts(row) for row in Release.objects.filter(pk__in=ids)}


def national_releases(known_on: datetime) -> dict[int, ReleaseFacts]:
    """The public releases of national figures that were known at a moment. One query."""
    rows = Release.objects.filter(
        municipality=None, state=ReleaseState.PUBLIC, known_from__lte=known_on
    )
    return {row.pk: _facts(row) for row in rows.defer("problems")}


def answers_of(plain: Mapping[str, Mapping[str, int]]) -> dict[Cell, int]:
    """`Panel.answers`, {area: {period: how many}}, by cell."""
    return {
        (area, period_of(code)): answers
        for area, by_period in plain.items()
        for code, answers in by_period.items()
    }


def cells_of(panel: core.Panel) -> dict[Cell, Figure]:
    """What stands in a panel, by cell; what is missing is left out."""
    found: dict[Cell, Figure] = {}
    width, step = len(panel.areas), Decimal(1).scaleb(-panel.decimals)
    others: dict[int, Figure] = {state: Figure(None, state) for state in State}
    for row, period in enumerate(panel.periods):
        start = row * width
        for column, area in enumerate(panel.areas):
            state = panel.states[start + column]
            if state == State.KNOWN:
                found[area, period] = Figure(panel.scaled[start + column] * step)
            elif state != State.MISSING:
                found[area, period] = others[state]
    return found


def whole_panel(cells: Mapping[Cell, Figure]) -> core.Panel:
    """A panel of these figures; where several municipalities have one, all of the 98 are there, so
    that those who are left out of a table count as missing."""
    areas = {area for area, _ in cells} - {core.COUNTRY}
    return panel_of(cells, sorted(municipality_names()) if len(areas) > 1 else ())


def fingerprint_of(packed: bytes) -> str:
    """64 hexadecimal characters that change whenever a figure does."""
    return hashlib.sha256(packed).hexdigest()
