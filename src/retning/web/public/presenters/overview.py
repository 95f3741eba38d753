"""A strategy's goals with every verdict: whether the direction holds, on one page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext

from retning.apps.strategy.queries.editions import Series
from retning.apps.strategy.queries.pictures import strip_data_of
from retning.apps.strategy.queries.published import EditionNode
from retning.apps.strategy.queries.verdicts import GoalVerdict
from retning.core.charts import Caption, Drawing, Look, MultiplesData, Small, small_multiples
from retning.core.targets.verdicts import Status
from retning.web.public.presenters.figures import KNOWN, language_of_page
from retning.web.public.presenters.horizons import label_of
from retning.web.public.presenters.labels import EditionLabel, Label, edition_label
from retning.web.public.presenters.links import chain_links, goal_url
from retning.web.public.presenters.overview_goals import (
    GoalAsked,
    OverviewGroup,
    counted_of,
    group_of,
)
from retning.web.public.presenters.pictures import Picture, picture_at
from retning.web.ui.formats import shorten
from retning.web.ui.links import Link

Verdicts = Mapping[UUID, Sequence[GoalVerdict]]
LABEL = 90
CONTENT = "da"
"""The language that goals are written in."""


@dataclass(frozen=True)
class OverviewArea:
    title: str
    groups: Sequence[OverviewGroup]


@dataclass(frozen=True)
class StatusCount:
    label: Label
    count: int


@dataclass(frozen=True)
class Overview:
    title: str
    chain: Sequence[Link]
    edition: EditionLabel
    counts: Sequence[StatusCount]
    example_counts: Sequence[StatusCount]
    unmeasured: int
    goal_count: int
    areas: Sequence[OverviewArea]
    picture: Picture | None
    table_url: str


def overview_of(
    series: Series, tree: EditionNode, verdicts: Verdicts, known_on: str = ""
) -> Overview:
    """`known_on`: the day that the page was asked to know, for the addresses of its goals and of
    its table."""
    query = f"?{KNOWN}={known_on}" if known_on else ""
    edition = series.standing
    chain = [*chain_links([tree.row], edition.slug)]
    goals = list(_goals(tree))
    return Overview(
        title=tree.row.text,
        chain=chain,
        edition=edition_label(edition, series),
        counts=_counts(verdicts, examples=False),
        example_counts=_counts(verdicts, examples=True),
        unmeasured=sum(goal.row.key not in verdicts for _, goal in goals),
        goal_count=len(goals),
        areas=[
            _area(number, area, verdicts, query) for number, area in enumerate(tree.areas, start=1)
        ],
        picture=_picture(edition.slug, tree, verdicts, query),
        table_url=reverse("api:verdicts_table", args=[edition.slug])
        + (f"?known_on={known_on}" if known_on else ""),
    )


def _goals(tree: EditionNode) -> Iterator[tuple[str, EditionNode]]:
    """Every goal with its number, in reading order."""
    for place, area in enumerate(tree.areas, start=1):
        number = 0
        for objective in area.objectives:
            for goal in objective.goals:
                number += 1
                yield f"{place}.{number}", goal
        for goal in area.goals:
            number += 1
            yield f"{place}.{number}", goal


def _area(place: int, area: EditionNode, verdicts: Verdicts, query: str) -> OverviewArea:
    groups, number = [], 0
    for objective in (*area.objectives, None):
        nodes = objective.goals if objective is not None else area.goals
        goals = []
        for node in nodes:
            number += 1
            goals.append(_goal(f"{place}.{number}", node, verdicts, query))
        if goals:
            groups.append(group_of(objective.row.text if objective else "", goals))
    return OverviewArea(area.row.text, groups)


def _goal(number: str, node: EditionNode, verdicts: Verdicts, query: str) -> GoalAsked:
    return GoalAsked(
        number=number,
        text=node.row.text,
        url=goal_url(node.row.key) + query,
        verdicts=verdicts.get(node.row.key, ()),
    )


def _counts(verdicts: Verdicts, *, examples: bool) -> list[StatusCount]:
    """How many verdicts there are of each kind, the best first; those on made-up figures apart. A
    goal that nothing can be told of counts once, as it stands on the page."""
    found = [each for of_goal in verdicts.values() for each in counted_of(of_goal)]
    ordered = sorted(found, key=lambda each: list(Status).index(each.status))
    counted = Counter(label_of(each) for each in ordered if each.is_example is examples)
    return [StatusCount(label, count) for label, count in counted.items()]


def _picture(slug: str, tree: EditionNode, verdicts: Verdicts, query: str) -> Picture | None:
    drawing = drawing_of_goals(tree, verdicts)
    if drawing is None:
        return None
    return picture_at(drawing, "public:verdicts_picture", slug, query=query)


def drawing_of_goals(tree: EditionNode, verdicts: Verdicts) -> Drawing | None:
    """Every measured goal small; None where there is none with a figure."""
    language = language_of_page()
    smalls = []
    for number, goal in _goals(tree):
        for found in verdicts.get(goal.row.key, ()):
            label = label_of(found)
            smalls.append(
                Small(
                    label=shorten(goal.row.text, LABEL),
                    number=number,
                    look=Look(label.kind),
                    status=label.word,
                    strip=strip_data_of(found, language),
                    language="" if language == CONTENT else CONTENT,
                )
            )
    if not any(each.strip for each in smalls):
        return None
    is_example = any(found.is_example for each in verdicts.values() for found in each)
    caption = Caption(
        gettext("The goals of %(title)s among all municipalities") % {"title": tree.row.text},
        gettext("Sources: see each goal"),
        language,
        is_example,
    )
    return small_multiples(MultiplesData(tuple(smalls)), caption)
