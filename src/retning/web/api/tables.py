"""Answers as tables (CSV) that Excel in Denmark opens right: semicolons, UTF-8 with its mark."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.utils.translation import gettext

from retning.apps.indicators.queries.credits import credit_of
from retning.apps.indicators.queries.geography import municipality_names
from retning.apps.indicators.queries.panels import Figures
from retning.apps.indicators.queries.views import IndicatorView
from retning.core.benchmark.figures import COUNTRY, State
from retning.web.api import shapes
from retning.web.api.shapes import Language
from retning.web.ui.licences import said_licence
from retning.web.ui.spreadsheets import Cell, as_csv


def table(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """A head and its rows."""
    return as_csv([head, *rows])


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


def figures_table(figures: Figures, indicator: IndicatorView, language: Language) -> bytes:
    """A line an area, a column a period; decimal commas where the words are Danish. What is no
    figure is told by its own word, what is not there by nothing."""
    panel, names = figures.panel, municipality_names()
    states = {
        State.MISSING: "",
        State.SUPPRESSED: gettext("withheld"),
        State.NOT_PUBLISHED: gettext("not published"),
        State.UNDEFINED: gettext("undefined"),
    }
    credit = credit_of(indicator, figures)
    said = [credit.name, said_licence(credit.licence)]
    said += [gettext("Example figures")] if figures.is_example else []
    head = [gettext("Code"), gettext("Municipality"), *(each.code for each in panel.periods)]
    title = f"{indicator.name(language)} ({indicator.unit(language)})"
    rows: list[list[Cell]] = []
    for area in panel.areas:
        cells: list[Cell] = [
            states[found.state] if found.value is None else _amount(found.value, language)
            for _, found in panel.history(area)
        ]
        name = gettext("The whole country") if area == COUNTRY else names.get(area, area)
        rows.append([area, name, *cells])
    # In one cell, so that nothing but figures stands in a period's column.
    return table(head, [*rows, [title, " · ".join(each for each in said if each)]])


def comparison_table(compared: shapes.Comparison) -> bytes:
    """A line an indicator and municipality."""
    names = municipality_names()
    head = [
        gettext("Indicator"), gettext("Name"), gettext("Unit"), gettext("Period"),
        gettext("Municipality"), gettext("Figure"), gettext("Place"), gettext("Of"),
        gettext("Example figures"), gettext("Source"), gettext("Terms of use"),
    ]  # fmt: skip
    return table(
        head,
        (
            [
                line.indicator,
                line.name,
                line.unit,
                each.period,
                names.get(each.municipality, each.municipality),
                "" if each.value is None else _amount(Decimal(str(each.value)), compared.language),
                each.rank,
                each.of,
                gettext("Yes") if line.is_example else gettext("No"),
                line.source,
                said_licence(line.licence),
            ]
            for line in compared.items
            for each in line.standings
        ),
    )


def outlook_skill_table(told: shapes.OutlookSkill) -> bytes:
    """A line a kind of outlook and indicator; the first of a kind is of all of them together."""
    head = [
        gettext("Kind"), gettext("Name"), gettext("Indicator"), gettext("Forecasts"),
        gettext("Shown"), gettext("Brier score"), gettext("Over the usual rate"),
        gettext("Over its own usual rate"), gettext("Over as today"), gettext("Over the gap"),
        gettext("No outlook is given"),
    ]  # fmt: skip
    return table(
        head,
        (
            [
                kind.kind,
                each.name or gettext("All of them"),
                each.indicator or "",
                each.forecasts,
                each.shown,
                *(
                    _amount(Decimal(str(share)), told.language)
                    for share in (
                        each.brier,
                        each.over_base_rate,
                        each.over_own_rate,
                        each.over_as_today,
                        each.over_gap,
                    )
                ),
                gettext("Yes") if each.is_silent else gettext("No"),
            ]
            for kind in told.items
            for each in (kind.whole, *kind.indicators)
        ),
    )


def verdicts_table(told: shapes.StrategyVerdicts) -> bytes:
    """A line a target; a goal that nobody has made measurable has one line of its own."""
    head = [
        gettext("Stable key"), gettext("Goal"), gettext("Target"), gettext("Status"),
        gettext("Verdict"), gettext("Indicator"), gettext("Period"), gettext("Figure"),
        gettext("Place"), gettext("Of"), gettext("Deadline"), gettext("Source"),
        gettext("Terms of use"), gettext("Example figures"), gettext("Address"),
    ]  # fmt: skip
    rows: list[list[Cell]] = []
    for goal in told.items:
        if not goal.verdicts:
            rows.append([str(goal.id), goal.text, *[""] * 12, goal.url])
        for each in goal.verdicts:
            evidence = each.evidence
            rows.append(
                [
                    str(goal.id),
                    goal.text,
                    each.target,
                    each.label,
                    each.sentence,
                    each.indicator or "",
                    each.period or "",
                    "" if each.value is None else _amount(Decimal(str(each.value)), told.language),
                    each.rank,
                    each.of,
                    each.deadline.isoformat() if each.deadline else "",
                    f"{evidence.source} {evidence.table}".strip() if evidence else "",
                    said_licence(evidence.licence) if evidence else "",
                    gettext("Yes") if each.is_example else gettext("No"),
                    goal.url,
                ]
            )
    return table(head, rows)


def _amount(value: Decimal, language: Language) -> str:
    said = f"{value:f}"
    return said.replace(".", ",") if language == "da" else said
