"""Answers as tables (CSV) that Excel in Denmark opens right: semicolons, UTF-8 with its mark."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext

from retning.web.api import shapes

CONTENT_TYPE = "text/csv; charset=utf-8"
MARK = "\ufeff"
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")

Cell = str | int | None


def table(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """The rows as CSV. A text that Excel would take for a formula gets an apostrophe before it."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return (MARK + written.getvalue()).encode()


def _harmless(cell: Cell) -> Cell:
    is_formula = isinstance(cell, str) and cell.startswith(STARTS_A_FORMULA)
    return f"'{cell}" if is_formula else cell


def goals_table(goals: Iterable[shapes.GoalListed]) -> bytes:
    head = [
        gettext("Stable key"), gettext("Strategy"), gettext("Edition"), gettext("Area"),
        gettext("Objective"), gettext("Goal"), gettext("Unit"), gettext("Position"),
        gettext("Fields"), gettext("Address"),
    ]  # fmt: skip
    return table(
        head,
        (
            [
                str(goal.id),
                goal.strategy,
                goal.edition,
                goal.area,
                goal.objective,
                goal.text,
                goal.owner.unit if goal.owner else "",
                goal.owner.position if goal.owner else "",
                ", ".join(field.name for field in goal.fields),
                goal.url,
            ]
            for goal in goals
        ),
    )


def editions_table(editions: Iterable[shapes.EditionListed]) -> bytes:
    head = [
        gettext("Number"), gettext("Kind"), gettext("Applies today"), gettext("Title"),
        gettext("Published"), gettext("Decided by"), gettext("Checksum"), gettext("Address"),
    ]  # fmt: skip
    return table(
        head,
        (
            [
                edition.number,
                edition.label,
                gettext("Yes") if edition.is_standing else gettext("No"),
                edition.title,
                edition.published_at.isoformat(),
                ", ".join(f"{each.body} {each.met_on}" for each in edition.resolutions),
                edition.checksum,
                edition.url,
            ]
            for edition in editions
        ),
    )


def changes_table(changes: shapes.Changes) -> bytes:
    head = [
        gettext("Stable key"), gettext("Kind"), gettext("Change"), gettext("Moved"),
        gettext("Before"), gettext("Now"), gettext("Explanation before"),
        gettext("Explanation now"), gettext("Other changes"), gettext("Address"),
    ]  # fmt: skip
    kinds = {
        "strategy": gettext("The strategy"), "area": gettext("Area"),
        "objective": gettext("Objective"), "goal": gettext("Goal"), "theme": gettext("Theme"),
    }  # fmt: skip
    deeds = {
        "added": gettext("New"), "removed": gettext("Taken out"),
        "changed": gettext("Changed"), "moved": gettext("Moved"),
    }  # fmt: skip
    return table(
        head,
        (
            [
                str(row.id),
                kinds[row.kind],
                deeds[row.change],
                gettext("Yes") if row.is_moved else gettext("No"),
                row.old,
                row.new,
                "".join(words.text for words in row.body if words.kind != "added"),
                "".join(words.text for words in row.body if words.kind != "removed"),
                ", ".join(each.name for each in row.data),
                row.url,
            ]
            for row in changes.items
        ),
    )
