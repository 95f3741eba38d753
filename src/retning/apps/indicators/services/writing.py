"""Writing figures: many at once, and the panels that pages read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.db import connection

from retning.apps.indicators.models import Observation, Panel, Release
from retning.apps.indicators.queries.panels import Cell, fingerprint_of
from retning.core.benchmark.figures import Figure, State, panel_of

COLUMNS = ("indicator_id", "area", "period", "value", "state", "answers", "release_id")

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
            places = ", ".join(["%s"] * len(COLUMNS))
            values: Any = rows  # read one by one, though its type is a list
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", values)  # noqa: S608
    return sum(map(len, changes.values()))


def _copied(cursor: Any, statement: str, rows: Iterable[Sequence[Any]]) -> None:
    with cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def _rows(
    changes: Changes, answers: Mapping[int, Answers], release: int, progress: Progress | None
) -> Iterable[tuple[Any, ...]]:
    codes: dict[Any, str] = {}
    done, of = 0, sum(map(len, changes.values()))
    for indicator, cells in changes.items():
        said = answers.get(indicator) or None
        for cell, figure in cells.items():
            area, period = cell
            code = codes.get(period) or codes.setdefault(period, period.code)
            value = None if figure.value is None else str(figure.value)
            yield indicator, area, code, value, int(figure.state), said and said.get(cell), release
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
        if any(each.state is State.MISSING for each in cells.values()):
            there = {cell: each for cell, each in cells.items() if each.state is not State.MISSING}
        if not there:
            continue
        packed = panel_of(there).packed()
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
