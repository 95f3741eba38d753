"""Writing figures: many at once, and the panels that pages read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from operator import attrgetter
from typing import Any

from django.db import connection

from retning.apps.indicators.models import Observation, Panel, Release
from retning.apps.indicators.queries.panels import Cell, fingerprint_of, whole_panel
from retning.core.benchmark.figures import Figure, State

COLUMNS = ("indicator_id", "area", "period", "value", "state", "answers", "release_id")
AT_ONCE = 50
"""Rows a statement, where there is no COPY."""

Answers = Mapping[Cell, int]
Changes = Mapping[int, Mapping[Cell, Figure]]
"""New figures by indicator's id."""


Progress = Callable[[int, int], Any]
"""Told how many figures are done, of all."""


def write_observations(
    changes: Changes,
    *,
    answers: Mapping[int, Answers],
    release: Release,
    progress: Progress | None = None,
) -> int:
    """Append figures; how many. Straight to the database: half a million take seconds. Half the
    work was done before it: `progress` goes on from there."""
    rows = _rows(changes, answers, release.pk, progress)
    table = connection.ops.quote_name(Observation._meta.db_table)
    names = ", ".join(map(connection.ops.quote_name, COLUMNS))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            _copied(cursor, f"COPY {table} ({names}) FROM STDIN", rows)
        else:
            _inserted(cursor, f"INSERT INTO {table} ({names}) VALUES", rows)
    return sum(map(len, changes.values()))


def _inserted(cursor: Any, statement: str, rows: Iterable[Sequence[Any]]) -> None:
    """Many rows a statement: SQLite looks up the last id and begins anew with each."""
    place = "(" + ", ".join(["%s"] * len(COLUMNS)) + ")"
    left = iter(rows)
    last: list[Sequence[Any]] = []

    def together() -> Iterator[list[Any]]:
        while len(some := list(islice(left, AT_ONCE))) == AT_ONCE:
            yield list(chain.from_iterable(some))
        last.extend(some)

    cursor.executemany(f"{statement} {', '.join([place] * AT_ONCE)}", together())
    if last:
        cursor.execute(
            f"{statement} {', '.join([place] * len(last))}", list(chain.from_iterable(last))
        )


def _copied(cursor: Any, statement: str, rows: Iterable[Sequence[Any]]) -> None:
    with cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def _area(entry: tuple[Cell, Figure]) -> str:
    return entry[0][0]


def _rows(
    changes: Changes, answers: Mapping[int, Answers], release: int, progress: Progress | None
) -> Iterable[tuple[Any, ...]]:
    done, of = 0, sum(map(len, changes.values()))
    # In the order of the index, which then grows at its end alone.
    for indicator, cells in sorted(changes.items()):
        said = answers.get(indicator) or {}
        # Few different objects stand in many cells: each is written out once, known by its id.
        codes = {key: period.code for key, period in {id(p): p for _, p in cells}.items()}
        different = {id(each): each for each in cells.values()}
        written = {
            key: (None if each.value is None else str(each.value), int(each.state))
            for key, each in different.items()
        }
        for cell, figure in sorted(cells.items(), key=_area):
            area, period = cell
            value, state = written[id(figure)]
            many = said.get(cell) if said else None
            yield indicator, area, codes[id(period)], value, state, many, release
        done += len(cells)
        if progress is not None:
            progress((of + done) // 2, of)


def rebuild_panels(
    merged: Changes,
    *,
    answers: Mapping[int, Answers],
    owner: str | None,
    releases: Mapping[int, Release],
) -> None:
    """Make the panels of these indicators anew from all their public figures; those without any
    have none. `releases`: the newest that each indicator's figures came with."""
    Panel.objects.filter(indicator__in=list(merged), municipality=owner).delete()
    made = []
    for indicator, cells in merged.items():
        there = cells
        if State.MISSING in map(attrgetter("state"), cells.values()):
            there = {cell: each for cell, each in cells.items() if each.state is not State.MISSING}
        if not there:
            continue
        packed = whole_panel(there).packed()
        made.append(
            Panel(
                indicator_id=indicator,
                municipality_id=owner,
                release=releases[indicator],
                fingerprint=fingerprint_of(packed),
                packed=packed,
                answers=plain_answers(answers.get(indicator, {})),
            )
        )
    Panel.objects.bulk_create(made, batch_size=50)


def plain_answers(answers: Answers) -> dict[str, dict[str, int]]:
    """For `Panel.answers`."""
    plain: dict[str, dict[str, int]] = {}
    for (area, period), many in answers.items():
        plain.setdefault(area, {})[period.code] = many
    return plain
