"""The twins of a strategy's page of verdicts."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.utils.translation import gettext

from retning.apps.strategy.queries.judged import published_with_state
from retning.apps.strategy.queries.published import edition_tree
from retning.apps.strategy.queries.verdicts import goals_with_verdicts
from retning.web.api import shapes, tables
from retning.web.api.asking import Asked, told
from retning.web.api.presenters.verdicts import strategy_verdicts
from retning.web.api.problems import not_found
from retning.web.api.views.reading import teller
from retning.web.api.views.tables import table_answer

Builds = Callable[[], shapes.StrategyVerdicts]


def verdicts(asked: Asked, slug: str) -> HttpResponse:
    """Every goal of a strategy as it stands, and whether it is met."""
    parts, build = _asked_for(asked, slug)
    return told(asked, ("verdicts", *parts), build)


def verdicts_table(asked: Asked, slug: str) -> HttpResponse:
    """The same as a table, a line a target."""
    parts, build = _asked_for(asked, slug)
    return table_answer(
        asked,
        ("verdicts.csv", *parts),
        lambda: tables.verdicts_table(build()),
        name=f"{slug}-maal.csv",
    )


def _asked_for(asked: Asked, slug: str) -> tuple[tuple[str, ...], Builds]:
    here, today = asked.request.municipality, asked.request.today
    every, state = published_with_state(here, on=today)
    series = every.of_slug(slug)
    if series is None:
        raise not_found(gettext("No such strategy has been published."))

    def build() -> shapes.StrategyVerdicts:
        tree = edition_tree(series.standing)
        judged = goals_with_verdicts(
            series.standing,
            municipality=here,
            on=asked.judged_on,
            known_on=asked.query["known_on"],
        )
        return strategy_verdicts(teller(asked), series, tree, judged, asked.judged_on)

    return (every.fingerprint, state), build
