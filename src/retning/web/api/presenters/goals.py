"""Goals and themes: one of them with its chain and history, and all goals that stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from retning.apps.strategy.queries.editions import Published, Series
from retning.apps.strategy.queries.published import (
    EditionNode,
    PublishedRow,
    RowVersion,
    Surroundings,
    edition_trees,
)
from retning.apps.strategy.queries.published_lineage import RowLineage
from retning.apps.strategy.queries.verdicts import GoalVerdict
from retning.web.api import shapes
from retning.web.api.presenters.lineage import goal_lineage
from retning.web.api.presenters.pieces import Teller, owner_of
from retning.web.api.presenters.verdicts import verdicts_of


def goal(
    tell: Teller,
    found: PublishedRow,
    around: Surroundings,
    family: RowLineage,
    judged: Sequence[GoalVerdict],
) -> shapes.Goal:
    """One goal with its chain, its verdicts, its owner and its history."""
    keys = [sibling.key for sibling in around.siblings]
    place = keys.index(found.row.key)
    ancestor = found.row.data.get("ancestor")
    return shapes.Goal(
        **tell.goal_values(found.row),
        **_hanging(tell, found, around),
        ancestor=UUID(ancestor) if ancestor else None,
        lineage=goal_lineage(tell, family),
        verdicts=verdicts_of(tell, judged),
        versions=[_version(tell, version, found.series) for version in found.versions],
        previous=tell.twin("goal", keys[place - 1]) if place else None,
        next=tell.twin("goal", keys[place + 1]) if place + 1 < len(keys) else None,
        embed_url=tell.page("embed", found.row.key),
    )


def theme(tell: Teller, found: PublishedRow, around: Surroundings) -> shapes.ThemeFound:
    """One theme and where it hangs."""
    return shapes.ThemeFound(**tell.theme_values(found.row), **_hanging(tell, found, around))


def _hanging(tell: Teller, found: PublishedRow, around: Surroundings) -> dict[str, Any]:
    return {
        "standing": found.standing.value,
        "strategy": found.edition.slug,
        "chain": tell.chain(around.chain, found.edition.slug),
        "edition": tell.edition(found.edition, found.series),
        "language": tell.language,
    }


def _version(tell: Teller, version: RowVersion, series: Series) -> shapes.GoalVersion:
    row = version.row
    return shapes.GoalVersion(
        edition=tell.edition(version.edition, series),
        is_absent=row is None,
        text=row.text if row else "",
        body=row.body if row else "",
        owner=owner_of(row.data) if row else None,
    )


def goal_list(tell: Teller, every: Published, query: dict[str, Any]) -> shapes.GoalList:
    """A page of the goals that stand and are asked for, in the order of their strategies."""
    found = goals_found(tell, every, query)
    page, size = query["page"], query["page_size"]
    last = max(1, -(-len(found) // size))
    return shapes.GoalList(
        items=found[(page - 1) * size : page * size],
        total=len(found),
        page=page,
        page_size=size,
        next=tell.page_of("goals", query, page + 1) if page < last else None,
        previous=tell.page_of("goals", query, min(page - 1, last)) if page > 1 else None,
        url=tell.page("front"),
        api_url=tell.page_of("goals", query, page),
        language=tell.language,
    )


def goals_found(tell: Teller, every: Published, query: dict[str, Any]) -> list[shapes.GoalListed]:
    """Every goal that stands and is asked for: one query."""
    asked = query["strategy"]
    wanted = [series for series in every.series if asked is None or series.slug == asked]
    trees = edition_trees([series.standing for series in wanted])
    return [
        goal
        for series, tree in zip(wanted, trees, strict=True)
        for goal in _goals(tell, series, tree)
        if _is_asked_for(goal, query)
    ]


def _goals(tell: Teller, series: Series, tree: EditionNode) -> Iterator[shapes.GoalListed]:
    for area in tree.areas:
        groups = [("", area.goals), *((each.row.text, each.goals) for each in area.objectives)]
        for objective, goals in groups:
            for node in goals:
                yield shapes.GoalListed(
                    **tell.goal_values(node.row),
                    strategy=series.slug,
                    area_id=area.row.key,
                    area=area.row.text,
                    objective=objective,
                    edition=series.standing.number,
                )


def _is_asked_for(goal: shapes.GoalListed, query: dict[str, Any]) -> bool:
    area, field, owner = query["area"], query["field"], query["owner"]
    owners = {goal.owner.unit_id, goal.owner.position_id} if goal.owner else set()
    return (
        (area is None or goal.area_id == area)
        and (field is None or field in {each.slug for each in goal.fields})
        and (owner is None or owner in owners)
    )
