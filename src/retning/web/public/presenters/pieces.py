"""The pieces of a strategy: areas with their objectives, goals and themes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import ngettext

from retning.apps.strategy.queries.published import EditionNode
from retning.apps.strategy.queries.wording import area_label, owner_of
from retning.web.public.presenters.links import anchor, area_url, goal_url


@dataclass(frozen=True)
class GoalPiece:
    """A goal in a list; `owner` is empty where nobody has been named."""

    text: str
    body: str
    url: str
    owner: str


@dataclass(frozen=True)
class ObjectivePiece:
    text: str
    body: str
    anchor: str
    goals: Sequence[GoalPiece]


@dataclass(frozen=True)
class ThemePiece:
    question: str
    body: str
    anchor: str


@dataclass(frozen=True)
class AreaPiece:
    """An area; `label` is the municipality's word for it and its number ("Delvision 1"), empty
    where its title says so already. `goals` are those without an objective."""

    title: str
    label: str
    body: str
    url: str
    anchor: str
    counts: str
    goals: Sequence[GoalPiece]
    objectives: Sequence[ObjectivePiece]
    themes: Sequence[ThemePiece]


def area_pieces(tree: EditionNode, slug: str) -> list[AreaPiece]:
    """Every area of an edition, in order."""
    word = str(tree.row.data.get("area_label", ""))
    return [
        area_piece(area, slug=slug, label=area_label(word, number, area.row.text))
        for number, area in enumerate(tree.areas, start=1)
    ]


def area_piece(area: EditionNode, *, slug: str, label: str) -> AreaPiece:
    return AreaPiece(
        title=area.row.text,
        label=label,
        body=area.row.body,
        url=area_url(slug, area.row.key),
        anchor=anchor(area.row.key),
        counts=counts_of(area),
        goals=[goal_piece(goal) for goal in area.goals],
        objectives=[
            ObjectivePiece(
                text=objective.row.text,
                body=objective.row.body,
                anchor=anchor(objective.row.key),
                goals=[goal_piece(goal) for goal in objective.goals],
            )
            for objective in area.objectives
        ],
        themes=[
            ThemePiece(theme.row.text, theme.row.body, anchor(theme.row.key))
            for theme in area.themes
        ],
    )


def goal_piece(goal: EditionNode) -> GoalPiece:
    row = goal.row
    return GoalPiece(row.text, row.body, goal_url(row.key), owner_of(row.data))


def counts_of(node: EditionNode) -> str:
    """How much hangs below: "6 goals · 1 theme"."""
    texts = []
    if goals := node.goal_count:
        texts.append(ngettext("%(count)s goal", "%(count)s goals", goals) % {"count": goals})
    if themes := node.theme_count:
        texts.append(ngettext("%(count)s theme", "%(count)s themes", themes) % {"count": themes})
    return " · ".join(texts)
