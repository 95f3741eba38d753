"""Lineage as the public reads it: by the editions alone, however many strategies there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q

from retning.apps.strategy.enums import RowKind
from retning.apps.strategy.models import Edition
from retning.apps.strategy.queries.editions import Published, Series
from retning.apps.strategy.queries.lineage import Lineage, Wording, key_of, lineage_of, wordings
from retning.apps.strategy.queries.published import (
    PublishedRow,
    edition_of_strategy,
    published_rows,
)
from retning.foundation.freezing.models import FrozenRow
from retning.foundation.freezing.queries import rows_of


@dataclass(frozen=True)
class InStrategy:
    """What a strategy was called and which years it was for, by one of its editions."""

    edition: Edition
    period: tuple[int, int]


@dataclass(frozen=True)
class Relative:
    """A row of another strategy that this one comes from, or that comes from it."""

    found: PublishedRow
    strategy: InStrategy


@dataclass(frozen=True)
class PublishedEnding:
    """That a later strategy says that a goal does not go on; `reason` may be empty."""

    strategy: InStrategy
    reason: str


@dataclass(frozen=True)
class RowLineage:
    """`forebears`: what a row goes on from, the nearest first. `heirs`: what goes on from it in the
    editions that stand, and from those, the oldest strategy first. `endings`: the strategies that
    say that it does not go on; none where it has heirs."""

    forebears: Sequence[Relative] = ()
    heirs: Sequence[Relative] = ()
    endings: Sequence[PublishedEnding] = ()


@dataclass(frozen=True)
class StrategyLineage:
    """What became of the goals of the strategy before: `old` and `new` are the editions that
    stand for the two."""

    old: InStrategy
    new: InStrategy
    goals: Lineage


@dataclass(frozen=True)
class _Links:
    """Who comes from whom, by key, as frozen: in any edition, and in the editions that stand."""

    ancestor: Mapping[UUID, UUID]
    heirs: Mapping[UUID, Sequence[UUID]]
    endings: Mapping[UUID, Sequence[tuple[int, str]]]
    periods: Mapping[int, tuple[int, int]]


def published_lineage(published: Published, row: PublishedRow) -> RowLineage:
    """Where a row comes from and what became of it: nothing to ask where the municipality has one
    strategy, else two queries, however many generations. Never runs in a circle."""
    if len(published.series) < 2:
        return RowLineage()
    links = _links(published, RowKind(row.row.kind))
    above = list(_above(row.row.key, row.row.data.get("ancestor"), links.ancestor))
    below = [key for key in _below(row.row.key, links.heirs) if key not in above]
    found = published_rows(published, RowKind(row.row.kind), [*above, *below])

    def relatives(keys: Iterable[UUID]) -> list[Relative]:
        return [
            Relative(found[key], _strategy(found[key].edition, links))
            for key in keys
            if key in found
        ]

    return RowLineage(
        forebears=relatives(above),
        heirs=relatives(below),
        endings=[] if below else _endings(published, row, links),
    )


def strategy_lineage(published: Published, series: Series) -> StrategyLineage | None:
    """What became of the goals of a strategy's predecessor, by the editions that stand; None where
    no predecessor has been published. Three queries, and one more where a goal goes on from one
    that the predecessor's standing edition is without."""
    new = rows_of(series.standing.frozen_set_id)
    key = key_of(new[0].data.get("predecessor"))
    edition = edition_of_strategy(published, key) if key else None
    if edition is None or edition.strategy_id == series.standing.strategy_id:
        return None
    old = rows_of(edition.frozen_set_id)
    new_goals, old_goals = wordings(new)[RowKind.GOAL], wordings(old)[RowKind.GOAL]
    goals = lineage_of(
        new_goals,
        old_goals,
        dict(_said_endings(new[0].data)),
        once=_once(published.of_edition(edition), new_goals, old_goals),
    )
    return StrategyLineage(
        old=InStrategy(edition, _period(old[0].data.get("period"))),
        new=InStrategy(series.standing, _period(new[0].data.get("period"))),
        goals=goals,
    )


def strategies_with_lineage(published: Published) -> set[int]:
    """The editions that stand (by `pk`) whose strategy goes on from another that has been
    published: one query, or none where there is one strategy."""
    if len(published.series) < 2:
        return set()
    sets = {edition.frozen_set_id: edition for edition in published.editions}
    named = list(
        FrozenRow.objects.filter(kind=RowKind.STRATEGY, frozen_set__in=sets).values_list(
            "frozen_set_id", "key", "data__predecessor"
        )
    )
    known = {key for _, key, _ in named}
    standing = {series.standing.pk for series in published.series}
    return {
        sets[frozen_set].pk
        for frozen_set, key, before in named
        if sets[frozen_set].pk in standing and key_of(before) in known - {key}
    }


def _once(before: Series, new: Sequence[Wording], old: Sequence[Wording]) -> Mapping[UUID, Wording]:
    """Goals of the predecessor's other editions that new ones go on from, as they were last."""
    missing = {each.ancestor for each in new if each.ancestor} - {each.key for each in old}
    if not missing:
        return {}
    sets = [edition.frozen_set_id for edition in before.editions]
    rows = FrozenRow.objects.filter(frozen_set__in=sets, kind=RowKind.GOAL, key__in=missing)
    # The newest last, so that it is what remains.
    return {row.key: Wording(row.key, row.text) for row in rows.order_by("frozen_set_id")}


def _links(published: Published, kind: RowKind) -> _Links:
    """The whole family of a municipality's rows of one kind: one query."""
    sets = {edition.frozen_set_id: edition for edition in published.editions}
    standing = {series.standing.frozen_set_id for series in published.series}
    descends = Q(kind=kind, data__ancestor__isnull=False)
    rows = (
        FrozenRow.objects.filter(Q(kind=RowKind.STRATEGY) | descends, frozen_set__in=sets)
        .order_by("frozen_set_id", "order")
        .values_list(
            "frozen_set_id", "kind", "key", "data__ancestor", "data__endings", "data__period"
        )
    )
    ancestor: dict[UUID, UUID] = {}
    heirs: dict[UUID, list[UUID]] = defaultdict(list)
    endings: dict[UUID, list[tuple[int, str]]] = defaultdict(list)
    periods: dict[int, tuple[int, int]] = {}
    for frozen_set, row_kind, key, above, ended, period in rows:
        if row_kind == RowKind.STRATEGY:
            periods[frozen_set] = _period(period)
            if frozen_set in standing:
                for old, reason in _said_endings({"endings": ended}):
                    endings[old].append((frozen_set, reason))
        elif (origin := key_of(above)) is not None:
            ancestor[key] = origin
            if frozen_set in standing:
                heirs[origin].append(key)
    return _Links(ancestor, heirs, endings, periods)


def _above(key: UUID, named: object, ancestor: Mapping[UUID, UUID]) -> Iterator[UUID]:
    """The chain upwards, the nearest first; it ends where it would come back on itself."""
    seen = {key}
    following = key_of(named)
    while following is not None and following not in seen:
        seen.add(following)
        yield following
        following = ancestor.get(following)


def _below(key: UUID, heirs: Mapping[UUID, Sequence[UUID]]) -> Iterator[UUID]:
    """Everything downwards, generation by generation, each once."""
    seen = {key}
    generation = [key]
    while generation:
        children = (heir for parent in generation for heir in heirs.get(parent, ()))
        generation = [heir for heir in dict.fromkeys(children) if heir not in seen]
        seen.update(generation)
        yield from generation


def _endings(published: Published, row: PublishedRow, links: _Links) -> list[PublishedEnding]:
    editions = {edition.frozen_set_id: edition for edition in published.editions}
    return [
        PublishedEnding(_strategy(editions[frozen_set], links), reason)
        for frozen_set, reason in links.endings.get(row.row.key, ())
        if editions[frozen_set].strategy_id != row.edition.strategy_id
    ]


def _strategy(edition: Edition, links: _Links) -> InStrategy:
    return InStrategy(edition, links.periods[edition.frozen_set_id])


def _said_endings(data: Mapping[str, Any]) -> Iterator[tuple[UUID, str]]:
    for ending in data.get("endings") or ():
        key = key_of(ending.get("key"))
        if key is not None:
            yield key, str(ending.get("reason") or "")


def _period(value: Any) -> tuple[int, int]:
    first, last = value
    return int(first), int(last)
