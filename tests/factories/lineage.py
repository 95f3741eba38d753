"""Strategies that follow one after another."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from retning.apps.organisation.models import Municipality, Unit
from retning.apps.strategy.models import Goal, Strategy
from retning.apps.strategy.queries.draft import draft_outline
from retning.apps.strategy.services import lineage
from retning.apps.strategy.services.succession import begin_successor
from tests.factories import organisation as org
from tests.factories import strategy as make
from tests.factories.organisation import NOW, TESTER

TITLES = ("Planen 2014-2018", "Planen 2018-2022", "Planen 2022-2026", "Planen 2026-2030")


def first(municipality: Municipality, wordings: Sequence[str]) -> Strategy:
    """A strategy of 2014-2018 with these goals below one objective; not published."""
    made = make.strategy(municipality, TITLES[0], period=(2014, 2018))
    area = make.area(made, body="Om *hverdagen*.")
    make.goals(make.objective(area), wordings)
    make.theme(area)
    return made


def after(strategy: Strategy, *, number: int = 1, with_introduction: bool = False) -> Strategy:
    """The strategy that follows, everything taken along."""
    start = 2014 + 4 * number
    return begin_successor(
        strategy=strategy,
        title=TITLES[number],
        period_from=start,
        period_to=start + 4,
        with_introduction=with_introduction,
        by=TESTER,
        now=NOW,
    )


def goals_of(strategy: Strategy) -> list[Goal]:
    return draft_outline(strategy).all_goals


def adopted(strategy: Strategy, council: Unit, *, number: int = 0) -> None:
    """Adopted, the strategies one day apart."""
    make.adopted(strategy, org.resolution(council), now=NOW + timedelta(days=number))


def end(strategy: Strategy, goal: Goal, reason: str = "") -> None:
    """Say in `strategy` that a goal of its predecessor does not go on."""
    lineage.end_goals(strategy=strategy, reasons={goal.key: reason}, by=TESTER, now=NOW)


def follow(goal: Goal, ancestor: Goal | None) -> None:
    """Say what a goal goes on from; None, that it begins anew."""
    goal.refresh_from_db()
    lineage.set_ancestor(
        node=goal,
        ancestor=ancestor.key if ancestor else None,
        expected_version=goal.version,
        by=TESTER,
        now=NOW,
    )


def generations(municipality: Municipality, council: Unit, count: int) -> list[Strategy]:
    """So many strategies, each adopted and out of the one before, the one goal reworded each
    time: "Målet i ord 1", "Målet i ord 2" …"""
    found = [first(municipality, ["Målet i ord 1"])]
    adopted(found[0], council)
    for number in range(1, count):
        made = after(found[-1], number=number)
        make.reword(goals_of(made)[0], f"Målet i ord {number + 1}")
        adopted(made, council, number=number)
        found.append(made)
    return found
