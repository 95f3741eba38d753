"""A file with figures before it is taken in: its first lines, and what it would change."""

from __future__ import annotations

from dataclasses import dataclass

from retning.apps.indicators.services.loading import ExportState
from retning.apps.indicators.services.previews import Preview
from retning.apps.indicators.sources.sheets.guessing import SheetMapping
from retning.apps.indicators.sources.sheets.sheet import Sheet
from retning.foundation.jobs.enums import JobState
from retning.foundation.jobs.queries import JobView
from retning.web.staff.figures import ChangeLine, change_lines, job_problem, problem_lines
from retning.web.staff.forms.figures import letter

ROWS_SHOWN, COLUMNS_SHOWN = 12, 16


@dataclass(frozen=True)
class FirstRows:
    """The top of a sheet, as spreadsheets show it: letters above, numbers beside."""

    letters: list[str]
    rows: list[tuple[int, bool, list[str]]]
    more_rows: int
    more_columns: int


def first_rows(sheet: Sheet, mapping: SheetMapping) -> FirstRows:
    """The first lines; the one with the titles is marked."""
    columns = min(sheet.width, COLUMNS_SHOWN)
    return FirstRows(
        letters=[letter(column) for column in range(columns)],
        rows=[
            (number + 1, number == mapping.header, [cell.text[:60] for cell in row[:columns]])
            for number, row in enumerate(sheet.rows[:ROWS_SHOWN])
        ],
        more_rows=max(0, len(sheet.rows) - ROWS_SHOWN),
        more_columns=sheet.width - columns,
    )


@dataclass(frozen=True)
class ShownPreview:
    """What would change, in words."""

    counts: Preview
    changes: list[ChangeLine]
    problems: list[str]
    more_changes: int
    more_problems: int
    has_many: bool


def shown_preview(seen: Preview) -> ShownPreview:
    names = {each.code: each.name_da for each in seen.changes}
    return ShownPreview(
        counts=seen,
        changes=change_lines(seen.changes),
        problems=problem_lines(seen.problems, names),
        more_changes=seen.total - len(seen.changes),
        more_problems=seen.odd - len(seen.problems),
        has_many=seen.indicators > 1,
    )


@dataclass(frozen=True)
class ShownExport:
    """How far an export is. `job` is the one that runs, where one does; `problem` a sentence where
    it could not be read; `is_done`: it has been taken in, as `release` unless nothing was new."""

    seen: ShownPreview | None
    job: JobView | None
    is_loading: bool
    is_done: bool
    release: int | None
    problem: str

    @property
    def is_moving(self) -> bool:
        return self.job is not None


def shown_export(state: ExportState | None) -> ShownExport:
    if state is None:
        return ShownExport(None, None, False, False, None, "")
    jobs = [each for each in (state.load, state.look) if each is not None]
    running = next((each for each in jobs if not each.state.is_final), None)
    failed = next((each for each in jobs if each.state is JobState.FAILED), None)
    done = state.load is not None and state.load.state is JobState.DONE
    return ShownExport(
        seen=shown_preview(state.seen) if state.seen is not None else None,
        job=running,
        is_loading=state.load is not None,
        is_done=done,
        release=state.release,
        problem=job_problem(failed.problem) if failed is not None else "",
    )
