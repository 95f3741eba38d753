"""Goals over strategies, as published."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext

from retning.apps.strategy.queries import lineage as of_draft
from retning.apps.strategy.queries.editions import Published, Series
from retning.apps.strategy.queries.published_lineage import (
    InStrategy,
    Relative,
    RowLineage,
    strategy_lineage,
)
from retning.web.api import shapes
from retning.web.api.presenters.pieces import Teller
from retning.web.api.problems import not_found


def goal_lineage(tell: Teller, found: RowLineage) -> shapes.GoalLineage:
    """A goal's history over strategies: no query."""
    return shapes.GoalLineage(
        forebears=[_related(tell, each) for each in found.forebears],
        heirs=[_related(tell, each) for each in found.heirs],
        endings=[
            shapes.GoalEnding(strategy=_name(tell, each.strategy), reason=each.reason)
            for each in found.endings
        ],
    )


def lineage(tell: Teller, every: Published, series: Series) -> shapes.StrategyLineage:
    """What became of the goals of the strategy before: three queries, seldom four. Raises Refused:
    not_found, where none has been published."""
    found = strategy_lineage(every, series)
    if found is None:
        raise not_found(gettext("No predecessor of the strategy has been published."))
    goals = found.goals
    return shapes.StrategyLineage(
        old=_name(tell, found.old),
        new=_name(tell, found.new),
        edition=tell.edition(series.standing, series),
        kept=_pairs(tell, goals.kept),
        changed=_pairs(tell, goals.changed),
        added=[_goal(tell, each) for each in goals.new],
        ended=[
            shapes.GoalEnded(**_values(tell, each.old), reason=each.reason) for each in goals.ended
        ],
        unanswered=[_goal(tell, each) for each in goals.unanswered],
        url=tell.page("lineage", series.slug),
        api_url=tell.twin("lineage", series.slug),
        language=tell.language,
    )


def _related(tell: Teller, relative: Relative) -> shapes.RelatedGoal:
    found = relative.found
    return shapes.RelatedGoal(
        id=found.row.key,
        text=found.row.text,
        strategy=_name(tell, relative.strategy),
        edition=tell.edition(found.edition, found.series),
        url=tell.page("goal", found.row.key),
        api_url=tell.twin("goal", found.row.key),
    )


def _name(tell: Teller, strategy: InStrategy) -> shapes.StrategyName:
    slug = strategy.edition.slug
    return shapes.StrategyName(
        slug=slug,
        title=strategy.edition.title,
        period_from=strategy.period[0],
        period_to=strategy.period[1],
        url=tell.page("strategy", slug),
        api_url=tell.twin("strategy", slug),
    )


def _pairs(tell: Teller, pairs: Sequence[of_draft.Succession]) -> list[shapes.Succession]:
    return [
        shapes.Succession(old=_goal(tell, each.old), new=_goal(tell, each.new)) for each in pairs
    ]


def _goal(tell: Teller, wording: of_draft.Wording) -> shapes.GoalNamed:
    return shapes.GoalNamed(**_values(tell, wording))


def _values(tell: Teller, wording: of_draft.Wording) -> dict[str, Any]:
    return {
        "id": wording.key,
        "text": wording.text,
        "url": tell.page("goal", wording.key),
        "api_url": tell.twin("goal", wording.key),
    }
