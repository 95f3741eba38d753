"""The reading room: the text that is heard, with a field beside each thing one can write on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from django.utils.translation import get_language

from retning.apps.hearing.enums import CommentKind, InvitationKind, SenderKind
from retning.apps.hearing.models import Hearing, Invitation
from retning.apps.hearing.queries.answering import HeardRow, heard_row
from retning.apps.strategy.queries.goal_targets import frozen_targets
from retning.apps.strategy.queries.published import EditionNode
from retning.apps.strategy.queries.wording import area_label
from retning.core.targets import LanguageCode
from retning.web.public.forms.answering import Written, field_name
from retning.web.public.presenters.links import anchor
from retning.web.ui.formats import shorten

SHORT = 60


@dataclass(frozen=True)
class WritingField:
    """A field to write in: `about` is what it is about, read out after its label; `is_open` where
    something has been written in it that stands folded away; `stands` is the wording that was
    heard, where another has been written."""

    name: str
    about: str
    value: str
    error: str
    is_open: bool
    stands: str = ""


@dataclass(frozen=True)
class RowToAnswer:
    """A row of the text with its fields; those that it does not take are None."""

    anchor: str
    number: str
    text: str
    body: str
    targets: Sequence[str]
    comment: WritingField
    wording: WritingField | None
    number_field: WritingField | None
    new_goal: WritingField | None


@dataclass(frozen=True)
class ObjectiveToAnswer:
    row: RowToAnswer
    goals: Sequence[RowToAnswer]


@dataclass(frozen=True)
class AreaToAnswer:
    """An area; `goals` are those without an objective."""

    label: str
    row: RowToAnswer
    goals: Sequence[RowToAnswer]
    objectives: Sequence[ObjectiveToAnswer]
    themes: Sequence[RowToAnswer]


@dataclass(frozen=True)
class ReadingRoom:
    """`whole` is the field about everything; `body` the introduction that stands before it."""

    whole: RowToAnswer
    areas: Sequence[AreaToAnswer]

    @property
    def rows(self) -> list[RowToAnswer]:
        """In the order they stand on the page."""
        found = []
        for area in self.areas:
            found += [area.row, *area.goals]
            for objective in area.objectives:
                found += [objective.row, *objective.goals]
            found += area.themes
        return [*found, self.whole]

    @property
    def mistakes(self) -> list[tuple[str, str]]:
        """What is wrong, by the field's name, in the order of the page."""
        fields = (
            each
            for row in self.rows
            for each in (row.comment, row.wording, row.number_field, row.new_goal)
        )
        return [(each.name, each.error) for each in fields if each is not None and each.error]


@dataclass(frozen=True)
class Privacy:
    """What a sender is told before sending; `erased_on` None where no day has been set."""

    erased_on: date | None
    is_never_shown: bool
    is_shown_at_once: bool


def privacy_of(hearing: Hearing) -> Privacy:
    return Privacy(
        erased_on=hearing.erased_on,
        is_never_shown=hearing.publishing == "never",
        is_shown_at_once=hearing.publishing == "at_once",
    )


def invited_sender(invitation: Invitation | None) -> dict[str, str]:
    """Who answers, as far as an invitation says it; they can change it."""
    if invitation is None:
        return {}
    match InvitationKind(invitation.kind):
        case InvitationKind.AUTHORITY:
            kind = SenderKind.AUTHORITY
        case InvitationKind.COMPANY:
            kind = SenderKind.COMPANY
        case _:
            kind = SenderKind.ASSOCIATION
    return {"kind": kind, "organisation": invitation.name}


def reading_room(tree: EditionNode, said: Written) -> ReadingRoom:
    """The whole text with what has been written so far."""
    word = str(tree.row.data.get("area_label", ""))
    numbered = iter(range(1, 10_000))
    return ReadingRoom(
        whole=_row(tree, said),
        areas=[
            AreaToAnswer(
                label=area_label(word, place, area.row.text),
                row=_row(area, said),
                goals=[_row(goal, said, next(numbered)) for goal in area.goals],
                objectives=[
                    ObjectiveToAnswer(
                        row=_row(objective, said),
                        goals=[_row(goal, said, next(numbered)) for goal in objective.goals],
                    )
                    for objective in area.objectives
                ],
                themes=[_row(theme, said) for theme in area.themes],
            )
            for place, area in enumerate(tree.areas, start=1)
        ],
    )


def _row(node: EditionNode, said: Written, place: int = 0) -> RowToAnswer:
    row = heard_row(node.row)
    language = cast(LanguageCode, (get_language() or "da")[:2])
    fields = {kind: _field(row, kind, said) for kind in row.takes}
    return RowToAnswer(
        anchor=anchor(row.key),
        number=str(place) if place else "",
        text=row.text,
        body=node.row.body,
        targets=[target.said(language) for target in frozen_targets(node.row)],
        comment=fields[CommentKind.COMMENT],
        wording=fields.get(CommentKind.WORDING),
        number_field=fields.get(CommentKind.NUMBER),
        new_goal=fields.get(CommentKind.NEW_GOAL),
    )


def _field(row: HeardRow, kind: CommentKind, said: Written) -> WritingField:
    name = field_name(kind, row)
    value = said.values.get(name, "")
    is_wording = kind is CommentKind.WORDING
    is_open = bool(value) and not (is_wording and value.split() == row.text.split())
    return WritingField(
        name=name,
        about=shorten(row.text, SHORT),
        value=value or (row.text if is_wording else ""),
        error=said.errors.get(name, ""),
        is_open=is_open,
        stands=row.text if is_wording and is_open else "",
    )
