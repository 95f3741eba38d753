"""Verdicts as the API tells them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, cast
from uuid import UUID

from retning.apps.strategy.queries.editions import Series
from retning.apps.strategy.queries.published import EditionNode
from retning.apps.strategy.queries.verdicts import GoalVerdict
from retning.core.targets import as_plain
from retning.web.api import shapes
from retning.web.api.presenters.pieces import Teller

Verdicts = Mapping[UUID, Sequence[GoalVerdict]]


def strategy_verdicts(
    tell: Teller, series: Series, tree: EditionNode, verdicts: Verdicts, on: date
) -> shapes.StrategyVerdicts:
    """Every goal in reading order."""
    items = [
        shapes.GoalVerdicts(
            id=node.row.key,
            text=node.row.text,
            verdicts=verdicts_of(tell, verdicts.get(node.row.key, ())),
            url=tell.page("goal", node.row.key),
            api_url=tell.twin("goal", node.row.key),
        )
        for node in _goals(tree)
    ]
    return shapes.StrategyVerdicts(
        strategy=series.slug,
        edition=series.standing.number,
        judged_on=on,
        items=items,
        url=tell.page("verdicts", series.slug),
        api_url=tell.twin("verdicts", series.slug),
        language=tell.language,
    )


def _goals(node: EditionNode) -> Iterator[EditionNode]:
    for area in node.areas:
        yield from _goals(area)
    for objective in node.objectives:
        yield from objective.goals
    yield from node.goals


def verdicts_of(tell: Teller, found: Sequence[GoalVerdict]) -> list[shapes.Verdict]:
    return [_verdict(tell, number, each) for number, each in enumerate(found, start=1)]


def _verdict(tell: Teller, number: int, found: GoalVerdict) -> shapes.Verdict:
    verdict, indicator = found.verdict, found.indicator
    standing = verdict.standing
    return shapes.Verdict(
        number=number,
        target=found.said(tell.language),
        rule=as_plain(found.target.target),
        status=cast(Any, verdict.status.value),
        label=found.status_said(tell.language),
        reason=verdict.reason.value if verdict.reason else "",
        met_now=verdict.met_now,
        sentence=found.sentence(tell.language),
        period=verdict.period.code if verdict.period else None,
        value=_number(verdict.value),
        threshold=_number(verdict.threshold),
        gap=_number(verdict.gap),
        rank=standing.rank if standing else None,
        tied=standing.tied if standing else None,
        of=standing.n if standing else None,
        cut=standing.cut if standing else None,
        deadline=verdict.deadline,
        probability=verdict.probability,
        indicator=indicator.code if indicator else None,
        indicator_url=tell.twin("indicator", indicator.code) if indicator else None,
        proxy=found.proxy_note(tell.language),
        is_example=found.is_example,
        evidence=_evidence(found),
        reading=_reading(found),
    )


def _number(value: Decimal | Fraction | None) -> float | None:
    return float(value) if value is not None else None


def _evidence(found: GoalVerdict) -> shapes.VerdictEvidence | None:
    evidence = found.verdict.evidence
    if evidence is None:
        return None
    return shapes.VerdictEvidence(
        source=evidence.source,
        licence=found.indicator.licence if found.indicator and not found.is_own else "",
        table=evidence.table,
        updated=evidence.updated,
        known_from=evidence.known_from,
        release=evidence.release,
        is_budget=found.verdict.is_budget,
    )


def _reading(found: GoalVerdict) -> shapes.VerdictReading | None:
    said = found.interpretation
    if said is None:
        return None
    return shapes.VerdictReading(
        reason=said.reason, decided_by=said.decided_by, decided_on=said.decided_on
    )
