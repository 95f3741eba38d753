"""Many indicators as they were known at a moment, with no more of them than a profile or a
comparison shows: reading half a million figures to show a hundred would take seconds."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db.models import Q

from retning.apps.indicators.enums import SourceKind
from retning.apps.indicators.models import Observation
from retning.apps.indicators.queries.national import (
    National,
    national_figures,
    shared_indicators,
)
from retning.apps.indicators.queries.panels import (
    Cell,
    Figures,
    Known,
    ReleaseFacts,
    figures_of_cells,
    national_releases,
    without_examples,
)
from retning.apps.indicators.queries.views import indicator_view
from retning.core.benchmark.figures import COUNTRY, Figure, State
from retning.core.periods import Period, period_of

LARGEST = frozenset({"101", "751"})
"""København and Aarhus: nobody withholds their figures for being few, so where a
table's newest period is, they as a rule have one."""
Cells = dict[Cell, Known]


def figures_for(
    places: Collection[str],
    codes: Collection[str] | None = None,
    *,
    known_on: datetime | None = None,
) -> list[National]:
    """What a profile or a comparison of `places` rests on, as it stands or was known at a moment:
    of the indicators with these codes, or of every one of the catalogue."""
    if known_on is None:
        return national_figures(codes)
    return national_figures_known(codes, places=places, known_on=known_on)


def national_figures_known(
    codes: Collection[str] | None = None, *, places: Collection[str], known_on: datetime
) -> list[National]:
    """`national_figures` as they were known at a moment, for `places`: their own figures of every
    period, and all municipalities' of the newest one; the panels hold no more than that, and
    `release` is the newest that any of these came with. Four queries, however many."""
    rows = list(shared_indicators(codes))
    releases = national_releases(known_on)
    ids = [row.pk for row in rows]
    found = _read(ids, Q(area__in={*places, *LARGEST}), releases)
    # Every figure in a period that may be newer than the newest of these few.
    by_period: dict[str, list[int]] = {}
    for pk in ids:
        by_period.setdefault(_newest(found.get(pk, {})), []).append(pk)
    newer = Q()
    for period, indicators in sorted(by_period.items()):
        newer |= Q(period__gte=period, indicator__in=indicators)
    of_newest = _read(ids, newer, releases) if ids else {}
    figures = {
        pk: _figures(found.get(pk, {}) | of_newest.get(pk, {}), places, releases) for pk in ids
    }
    return [
        National(indicator_view(row), shown)
        for row in rows
        if (shown := figures[row.pk]) is not None
    ]


def _read(
    indicators: Collection[int], only: Q, releases: Mapping[int, ReleaseFacts]
) -> dict[int, Cells]:
    """The newest wording of some national figures, by indicator. Which releases count is sorted out
    here: a database that is asked to begins with the releases, and reads every figure of theirs."""
    told = Observation.objects.filter(only, indicator__in=indicators).values_list(
        "pk", "indicator_id", "area", "period", "value", "state", "answers", "release_id"
    )
    rows = sorted(
        (row for row in told if row[-1] in releases),
        key=lambda row: (releases[row[-1]].known_from, row[-1], row[0]),
    )
    periods: dict[str, Period] = {}
    found: dict[int, list[Known]] = {}
    for _, indicator, area, code, value, state, answers, release in rows:
        period = periods.get(code) or periods.setdefault(code, period_of(code))
        figure = Figure(value if state == State.KNOWN else None, State(state))
        source = releases[release].source
        known = Known((indicator, None), (area, period), figure, answers, release, source)
        found.setdefault(indicator, []).append(known)
    return {
        pk: {each.cell: each for each in without_examples(known)} for pk, known in found.items()
    }


def _newest(cells: Cells) -> str:
    """The code of the newest period with a municipality's figure; "" before all where there is
    none. The codes of one indicator's periods stand in order as texts."""
    known = (
        period.code
        for (area, period), each in cells.items()
        if area != COUNTRY and each.figure.state is State.KNOWN
    )
    return max(known, default="")


def _figures(
    cells: Cells, places: Collection[str], releases: Mapping[int, ReleaseFacts]
) -> Figures | None:
    real = {cell: each for cell, each in cells.items() if each.source is not SourceKind.EXAMPLE}
    standing = real or cells
    newest = _newest(standing)
    shown = {
        cell: each for cell, each in standing.items() if cell[0] in places or cell[1].code == newest
    }
    if not shown:
        return None
    release = max(
        (each.release for each in shown.values()), key=lambda pk: (releases[pk].known_from, pk)
    )
    return figures_of_cells(shown, releases[release])
