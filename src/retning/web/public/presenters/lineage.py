"""Where a goal comes from, what became of it, and what became of all the goals of a strategy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext

from retning.apps.strategy.models import Edition
from retning.apps.strategy.queries.editions import Published, Series
from retning.apps.strategy.queries.lineage import Ended, Succession, Wording
from retning.apps.strategy.queries.published import PublishedRow
from retning.apps.strategy.queries.published_lineage import (
    InStrategy,
    PublishedEnding,
    Relative,
    RowLineage,
    strategy_lineage,
)
from retning.core.redline import Segment, words
from retning.web.public.presenters.labels import EditionLabel, edition_label
from retning.web.public.presenters.links import CRUMB, goal_url, strategy_url
from retning.web.ui.formats import shorten
from retning.web.ui.links import Link


@dataclass(frozen=True)
class StrategyName:
    """A strategy in few words: its title, its years, where it is read. `years` are left out of the
    sentence where the title says them."""

    title: str
    period: tuple[int, int]
    url: str

    @property
    def names_its_years(self) -> bool:
        return all(str(year) in self.title for year in self.period)


@dataclass(frozen=True)
class RelatedGoal:
    """A goal of another strategy. `redline` leads from the older words to the newer, and is empty
    where they are the same; `edition` is where the words stand."""

    text: str
    url: str
    strategy: StrategyName
    edition: EditionLabel
    redline: Sequence[Segment]


@dataclass(frozen=True)
class EndedGoal:
    """That a later strategy says the goal does not go on; `reason` may be empty."""

    strategy: StrategyName
    reason: str


@dataclass(frozen=True)
class GoalFamily:
    """`forebears` the nearest first; `heirs` the oldest strategy first."""

    forebears: Sequence[RelatedGoal]
    heirs: Sequence[RelatedGoal]
    endings: Sequence[EndedGoal]


def goal_family(found: PublishedRow, lineage: RowLineage) -> GoalFamily:
    """No query."""
    chain = [found, *(each.found for each in lineage.forebears)]
    return GoalFamily(
        forebears=[
            _related(each, older=each.found.row.text, newer=_first(younger))
            for younger, each in zip(chain, lineage.forebears, strict=False)
        ],
        heirs=[
            _related(each, older=found.row.text, newer=_first(each.found)) for each in lineage.heirs
        ],
        endings=[_ended(each) for each in lineage.endings],
    )


def _first(found: PublishedRow) -> str:
    """The first wording of a row in its own strategy."""
    row = found.versions[-1].row or found.row
    return row.text


def _related(relative: Relative, *, older: str, newer: str) -> RelatedGoal:
    found = relative.found
    return RelatedGoal(
        text=found.row.text,
        url=goal_url(found.row.key),
        strategy=_name(relative.strategy),
        edition=edition_label(found.edition, found.series),
        redline=words(older, newer) if older != newer else (),
    )


def _ended(ending: PublishedEnding) -> EndedGoal:
    return EndedGoal(_name(ending.strategy), ending.reason)


def _name(strategy: InStrategy) -> StrategyName:
    return StrategyName(
        strategy.edition.title, strategy.period, strategy_url(strategy.edition.slug)
    )


@dataclass(frozen=True)
class PairOfGoals:
    """A new goal and the old one that it goes on from; `redline` is empty where the words are the
    same."""

    text: str
    url: str
    old_text: str
    old_url: str
    redline: Sequence[Segment]


@dataclass(frozen=True)
class OneGoal:
    """A goal of one of the two strategies; `reason` where it ended, and somebody has said why."""

    text: str
    url: str
    reason: str = ""


@dataclass(frozen=True)
class LineagePage:
    """What became of the goals of `old` in `new`; `edition` is the one that stands for `new`."""

    old: StrategyName
    new: StrategyName
    edition: EditionLabel
    chain: Sequence[Link]
    kept: Sequence[PairOfGoals]
    changed: Sequence[PairOfGoals]
    ended: Sequence[OneGoal]
    unanswered: Sequence[OneGoal]
    added: Sequence[OneGoal]
    updated: datetime


def lineage_page(published: Published, series: Series) -> LineagePage | None:
    """None where no predecessor has been published. Three queries, seldom four."""
    found = strategy_lineage(published, series)
    if found is None:
        return None
    goals = found.goals
    return LineagePage(
        old=_name(found.old),
        new=_name(found.new),
        edition=edition_label(series.standing, series),
        chain=[Link(shorten(series.standing.title, CRUMB), strategy_url(series.slug))],
        kept=[_pair(each) for each in goals.kept],
        changed=[_pair(each) for each in goals.changed],
        ended=[_ended_goal(each) for each in goals.ended],
        unanswered=[_one(each) for each in goals.unanswered],
        added=[_one(each) for each in goals.new],
        updated=max(found.old.edition.published_at, found.new.edition.published_at),
    )


def lineage_link(edition: Edition) -> Link:
    """To the page of what became of the predecessor's goals."""
    return Link(
        gettext("What became of the goals?"), reverse("public:lineage", args=[edition.slug])
    )


def _pair(pair: Succession) -> PairOfGoals:
    is_same = pair.old.text == pair.new.text
    return PairOfGoals(
        text=pair.new.text,
        url=goal_url(pair.new.key),
        old_text=pair.old.text,
        old_url=goal_url(pair.old.key),
        redline=() if is_same else words(pair.old.text, pair.new.text),
    )


def _one(wording: Wording) -> OneGoal:
    return OneGoal(wording.text, goal_url(wording.key))


def _ended_goal(ended: Ended) -> OneGoal:
    return OneGoal(ended.old.text, goal_url(ended.old.key), ended.reason)
