"""The text of an edition as the blocks of a report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from retning.apps.strategy.queries.published import EditionNode
from retning.apps.strategy.queries.rows import PUBLICATION
from retning.apps.strategy.queries.wording import (
    area_label,
    day_said,
    fields_of,
    legal_sections,
    owner_of,
)
from retning.core.prose import ProseList, ProseParagraph, Stretch, pieces, plain_text
from retning.foundation.reporting.structure import (
    Block,
    Heading,
    Item,
    Listing,
    Mark,
    Paragraph,
    Run,
    Runs,
    Style,
    Table,
)


def content(text: str, language: str = "", mark: Mark = Mark.PLAIN) -> Runs:
    """The municipality's words as a run; nothing for none."""
    return (Run(text, mark, language=language),) if text else ()


def prose(text: str, language: str, style: Style = Style.NORMAL) -> Iterator[Block]:
    """Small Markdown as paragraphs and lists."""
    for piece in pieces(text):
        match piece:
            case ProseParagraph(stretches=stretches):
                yield Paragraph(_runs(stretches, language), style)
            case ProseList(items=items, is_ordered=is_ordered):
                told = [Item(_runs(item.stretches, language), item.level) for item in items]
                yield Listing(tuple(told), is_ordered)


def _runs(stretches: Iterable[Stretch], language: str) -> Runs:
    return tuple(
        Run(
            each.text,
            Mark.STRONG if each.is_strong else Mark.EMPHASIS if each.is_emphasised else Mark.PLAIN,
            each.url,
            language,
        )
        for each in stretches
    )


def numbers_of(tree: EditionNode) -> dict[UUID, int]:
    """The number of each goal through the whole edition, from 1."""
    goals = [goal for area in tree.areas for goal in goals_of(area)]
    return {goal.row.key: number for number, goal in enumerate(goals, start=1)}


def goals_of(area: EditionNode) -> list[EditionNode]:
    """An area's goals as they are printed: those of its objectives, then the others."""
    return [*(goal for objective in area.objectives for goal in objective.goals), *area.goals]


class TextWriter:
    """Writes an edition's text. `language` marks the municipality's words; empty where they are
    in the report's own language."""

    def __init__(self, tree: EditionNode, *, language: str) -> None:
        self.tree = tree
        self.language = language
        self.numbers = numbers_of(tree)

    def whole(self, *, note: str) -> Iterator[Block]:
        """Everything, in the order of the page that shows it all."""
        data = self.tree.row.data
        if note:
            yield self._heading(1, gettext("About this edition"))
            yield from prose(note, self.language)
        if vision := str(data.get("vision", "")):
            yield self._heading(1, gettext("Vision"))
            yield from prose(vision, self.language, Style.LEAD)
        if self.tree.row.body:
            yield self._heading(1, gettext("Introduction"))
            yield from prose(self.tree.row.body, self.language)
        word = str(data.get("area_label", ""))
        for number, area in enumerate(self.tree.areas, start=1):
            label = area_label(word, number, area.row.text)
            yield self._heading(1, f"{label}: " if label else "", area.row.text)
            yield from self._area(area, 2)
        yield from self._law()
        yield from self._decisions()

    def area_alone(self, area: EditionNode) -> Iterator[Block]:
        """One area, whose title is the report's."""
        return self._area(area, 1)

    def _heading(self, level: int, own: str, text: str = "") -> Heading:
        return Heading((*content(own), *content(text, self.language)), level)

    def _area(self, area: EditionNode, level: int) -> Iterator[Block]:
        yield from prose(area.row.body, self.language)
        for objective in area.objectives:
            yield self._heading(level, f"{gettext('Objective')}: ", objective.row.text)
            yield from prose(objective.row.body, self.language)
            yield from self._goals(objective.goals, level + 1)
        if area.goals:
            others = gettext("Goals without an objective above them")
            yield self._heading(level, others if area.objectives else gettext("Goals"))
            yield from self._goals(area.goals, level + 1)
        if area.themes:
            yield self._heading(level, gettext("Themes we are curious about"))
            for theme in area.themes:
                yield self._heading(level + 1, "", theme.row.text)
                yield from prose(theme.row.body, self.language)

    def _goals(self, goals: Sequence[EditionNode], level: int) -> Iterator[Block]:
        for goal in goals:
            row = goal.row
            yield self._heading(level, f"{self.numbers[row.key]}. ", row.text)
            yield from prose(row.body, self.language)
            yield Paragraph(self._owner(row.data), Style.QUIET)

    def _owner(self, data: dict[str, Any]) -> Runs:
        owner, fields = owner_of(data), ", ".join(fields_of(data))
        said = (
            (Run(f"{gettext('Owner')}: "), *content(owner, self.language))
            if owner
            else (Run(gettext("No owner named yet")),)
        )
        more = (Run(f" · {gettext('Fields')}: "), *content(fields, self.language))
        return (*said, *more) if fields else said

    def _law(self) -> Iterator[Block]:
        sections = [each for each in legal_sections(self.tree.row.data) if each.body]
        if not sections:
            return
        yield self._heading(1, gettext("What the Planning Act asks for"))
        yield Paragraph(
            content(
                gettext(
                    "The Planning Act, section 23 a, asks the council to publish a strategy with "
                    "these parts."
                )
            ),
            Style.QUIET,
        )
        for section in sections:
            yield self._heading(2, section.heading)
            if section.sentence:
                yield Paragraph(content(section.sentence))
            yield from prose(section.body, self.language)

    def _decisions(self) -> Iterator[Block]:
        resolutions = self.tree.row.data.get(PUBLICATION, {}).get("resolutions", [])
        if not resolutions:
            return
        yield self._heading(1, gettext("How it was decided"))
        for resolution in resolutions:
            yield from self._decision(resolution)

    def _decision(self, said: dict[str, Any]) -> Iterator[Block]:
        day = day_said(date.fromisoformat(said["met_on"]))
        body = said["body"]["name"]
        yield Heading((*content(body, self.language), Run(f", {day}")), 2)
        yield Paragraph((Run(f"{gettext('Agenda item')}: "), *content(said["item"], self.language)))
        if said.get("text"):
            yield Paragraph(content(said["text"], self.language))
        if said.get("dissent"):
            label = Run(f"{gettext('Dissent')}: ", Mark.STRONG)
            yield Paragraph((label, *content(said["dissent"], self.language)))
        if said.get("link"):
            words = gettext("The minutes of %(body)s, %(date)s") % {"body": body, "date": day}
            yield Paragraph((Run(words, url=said["link"]),))


# --- What a workbook holds ---------------------------------------------------------------


def goal_sheets(
    tree: EditionNode, areas: Sequence[EditionNode], *, language: str
) -> tuple[Table, ...]:
    """The goals of `areas`, and their themes where there are any."""
    numbers = numbers_of(tree)
    rows = [
        _goal_row(numbers[goal.row.key], goal, area, objective, language)
        for area in areas
        for goal, objective in _placed(area)
    ]
    head = (
        gettext("Number"), gettext("Goal"), gettext("Explanation"), gettext("Area"),
        gettext("Objective"), gettext("Owner"), gettext("Fields"),
    )  # fmt: skip
    name = gettext("Goals")
    goals = Table(name, head, tuple(rows), sheet=name, row_headers=True, numbers=(0,))
    themes = [
        (
            content(theme.row.text, language),
            content(plain_text(theme.row.body), language),
            content(area.row.text, language),
        )
        for area in areas
        for theme in area.themes
    ]
    if not themes:
        return (goals,)
    name, heads = gettext("Themes"), (gettext("Theme"), gettext("Explanation"), gettext("Area"))
    return goals, Table(name, heads, tuple(themes), sheet=name, row_headers=True)


def _placed(area: EditionNode) -> Iterator[tuple[EditionNode, str]]:
    for objective in area.objectives:
        for goal in objective.goals:
            yield goal, objective.row.text
    for goal in area.goals:
        yield goal, ""


def _goal_row(
    number: int, goal: EditionNode, area: EditionNode, objective: str, language: str
) -> tuple[Runs, ...]:
    row = goal.row
    texts = (
        row.text,
        plain_text(row.body),
        area.row.text,
        objective,
        owner_of(row.data),
        ", ".join(fields_of(row.data)),
    )
    return (Run(str(number)),), *(content(text, language) for text in texts)
