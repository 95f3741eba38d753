"""Goals with their verdicts: each target as it was frozen or is interpreted, judged on the figures
that were known. Constant in SQL, however many goals and indicators there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from retning.apps.indicators.queries.measuring import Measurement, measured_by_code
from retning.apps.indicators.queries.outlooks import OutlookView, Wanted, outlooks_for, rule_of
from retning.apps.indicators.queries.panels import NO_FIGURES
from retning.apps.indicators.queries.views import IndicatorView
from retning.apps.organisation.models import Municipality
from retning.apps.strategy.enums import MeasuredBy, RowKind
from retning.apps.strategy.models import Edition, Interpretation, PanelJudgement, Proof
from retning.apps.strategy.queries.goal_targets import GoalTarget, frozen_targets
from retning.apps.strategy.queries.measuring import (
    Place,
    as_interpreted,
    interpretations_by_place,
    judgements_by_place,
    proofs_by_place,
    ties_of,
)
from retning.apps.strategy.queries.published import edition_rows
from retning.core.targets import LanguageCode, judge, said_status, say_verdict
from retning.core.targets.saying_verdicts import say_reason
from retning.core.targets.verdicts import Measured, Status, Ties, Verdict
from retning.foundation.freezing.models import FrozenRow

Years = tuple[int, int]


@dataclass(frozen=True)
class GoalVerdict:
    """One target of a goal and whether it is met.

    `target` is the rule as it is read now, `frozen` as it was adopted (None where it was first
    given after adoption); they differ only where there is an `interpretation`. `measurement` is
    None where no indicator measures it, or its code is not known here.
    """

    goal: UUID
    target: GoalTarget
    frozen: GoalTarget | None
    verdict: Verdict
    measured: Measured
    measurement: Measurement | None = None
    outlook: OutlookView | None = None
    interpretation: Interpretation | None = None
    proof: Proof | None = None
    judgement: PanelJudgement | None = None

    @property
    def indicator(self) -> IndicatorView | None:
        return self.measurement.indicator if self.measurement else None

    @property
    def is_linked(self) -> bool:
        """Whether somebody has said what measures it (that nothing does is an answer too)."""
        return self.target.measured_by is not None

    @property
    def is_proxy(self) -> bool:
        """Whether the indicator is near to what the wording says, and not the thing itself."""
        return bool(self.target.note) or bool(self.indicator and self.indicator.is_proxy)

    @property
    def is_example(self) -> bool:
        """Whether it rests on made-up figures."""
        return bool(self.measurement and self.measurement.is_example)

    @property
    def is_own(self) -> bool:
        """Whether it rests on the municipality's own figures."""
        return bool(self.measurement and self.measurement.is_own)

    @property
    def status(self) -> Status:
        return self.verdict.status

    def status_said(self, language: LanguageCode = "da") -> str:
        """The status in a word or two, and that it rests on a budget where it does."""
        return said_status(self.status, language, is_budget=self.verdict.is_budget)

    def said(self, language: LanguageCode = "da") -> str:
        """The rule in its canonical wording."""
        return self.target.said(language)

    def sentence(self, language: LanguageCode = "da") -> str:
        """The verdict in a sentence."""
        return say_verdict(self.verdict, self.target.target, self._said_of(language), language)

    @property
    def quoted(self) -> tuple[str, ...]:
        """What the municipality itself has written of what is said here, in its own language."""
        return tuple(text for text in (self.measured.proof, self.target.note) if text)

    def reason_said(self, language: LanguageCode = "da") -> str:
        """Why it cannot be told, alone; empty where it can."""
        return say_reason(self.verdict, self.target.target, self._said_of(language), language)

    def _said_of(self, language: LanguageCode) -> Measured:
        """What it was judged on, in the language's own unit: judging reads Danish ones."""
        unit = self.indicator.unit(language) if self.indicator else self.measured.unit
        return self.measured if unit == self.measured.unit else replace(self.measured, unit=unit)

    def proxy_note(self, language: LanguageCode = "da") -> str:
        """How the indicator differs from the wording: the municipality's words, else ours."""
        return self.target.note or (self.indicator.proxy(language) if self.indicator else "")


@dataclass(frozen=True)
class Asked:
    """A target to judge, with what has been said of it."""

    goal: UUID
    target: GoalTarget
    frozen: GoalTarget | None = None
    interpretation: Interpretation | None = None
    proof: Proof | None = None
    judgement: PanelJudgement | None = None

    @property
    def code(self) -> str:
        is_figure = self.target.measured_by is MeasuredBy.INDICATOR
        return self.target.indicator if is_figure else ""

    @property
    def at(self) -> Place:
        return self.goal, self.target.place

    @property
    def ties(self) -> Ties:
        return ties_of(self.interpretation)


def goals_with_verdicts(
    edition: Edition,
    *,
    municipality: Municipality,
    on: date,
    known_on: datetime | None = None,
) -> dict[UUID, tuple[GoalVerdict, ...]]:
    """Every goal of an edition that has targets, by key, in its order, judged on a day by what was
    known then (`known_on`: at a moment). Seven queries at most, however many."""
    rows = edition_rows(edition)
    return verdicts_of(rows, edition=edition, municipality=municipality, on=on, known_on=known_on)


def verdicts_of(
    rows: Iterable[FrozenRow],
    *,
    edition: Edition,
    municipality: Municipality,
    on: date,
    known_on: datetime | None = None,
    period: Years | None = None,
) -> dict[UUID, tuple[GoalVerdict, ...]]:
    """The same for rows of an edition that the caller has already (a goal's page: one). `period`:
    the strategy's first and last year, where its own row is not among them. One query for
    interpretations, three for what indicators measure, one each where something is to be proved or
    judged by people."""
    rows = list(rows)
    goals = [row for row in rows if row.kind == RowKind.GOAL]
    asked = asked_of(goals, edition.strategy_id, on=on, known_on=known_on)
    judged = judged_targets(
        asked, municipality=municipality, on=on, known_on=known_on, period=period or years_of(rows)
    )
    found: dict[UUID, list[GoalVerdict]] = {}
    for verdict in judged:
        found.setdefault(verdict.goal, []).append(verdict)
    return {key: tuple(verdicts) for key, verdicts in found.items()}


def years_of(rows: Iterable[FrozenRow]) -> Years | None:
    """The strategy's first and last year, where its own row is among the rows."""
    root = next((row for row in rows if row.kind == RowKind.STRATEGY), None)
    first_and_last = root.data.get("period") if root else None
    return (first_and_last[0], first_and_last[1]) if first_and_last else None


def asked_of(
    goals: Sequence[FrozenRow], strategy_id: int, *, on: date, known_on: datetime | None = None
) -> list[Asked]:
    """Every target of the goals as it is read now, with what has been said of it: the frozen ones,
    and those first given after adoption."""
    if not goals:
        return []
    read = interpretations_by_place(strategy_id, goals, on=on, known_on=known_on)
    asked = [each for row in goals for each in _read_now(row, read)]
    proofs = proofs_by_place(
        strategy_id, _keys(asked, MeasuredBy.MILESTONE), on=on, known_on=known_on
    )
    judgements = judgements_by_place(
        strategy_id, _keys(asked, MeasuredBy.PANEL), on=on, known_on=known_on
    )
    return [
        replace(each, proof=proofs.get(each.at), judgement=judgements.get(each.at))
        for each in asked
    ]


def _keys(asked: Iterable[Asked], means: MeasuredBy) -> list[UUID]:
    return list(dict.fromkeys(each.goal for each in asked if each.target.measured_by is means))


def _read_now(row: FrozenRow, read: Mapping[Place, Interpretation]) -> Iterator[Asked]:
    frozen = {each.place: each for each in frozen_targets(row)}
    later = {place for goal, place in read if goal == row.key}
    for place in sorted({*frozen, *later}):
        interpretation = read.get((row.key, place))
        target = as_interpreted(interpretation) if interpretation else None
        if target is None:
            interpretation, target = None, frozen.get(place)
        if target is not None:
            yield Asked(row.key, target, frozen.get(place), interpretation)


def judged_targets(
    asked: Sequence[Asked],
    *,
    municipality: Municipality,
    on: date,
    known_on: datetime | None = None,
    period: Years | None = None,
) -> list[GoalVerdict]:
    """Each target judged, as they were given: three queries at most, however many."""
    codes = {each.code for each in asked if each.code}
    measurements: Mapping[str, Measurement] = {}
    if codes:
        measurements = measured_by_code(
            codes, municipality=municipality, on=on, known_on=known_on, period=period
        )
    outlooks = _outlooks(asked, measurements, municipality, period, known_on)
    return [
        _judged(each, measurements.get(each.code), outlook, municipality, on, period)
        for each, outlook in zip(asked, outlooks, strict=True)
    ]


def _outlooks(
    asked: Sequence[Asked],
    measurements: Mapping[str, Measurement],
    municipality: Municipality,
    period: Years | None,
    known_on: datetime | None,
) -> list[OutlookView | None]:
    """What was worked out of each target on these very figures, where the municipality shows it."""
    wanted = [_wanted(each, measurements, municipality, period) for each in asked]
    found = outlooks_for({each for each in wanted if each is not None})
    views = (found.get(each) if each is not None else None for each in wanted)
    return [
        view if view is not None and (known_on is None or view.made_at <= known_on) else None
        for view in views
    ]


def _wanted(
    asked: Asked,
    measurements: Mapping[str, Measurement],
    municipality: Municipality,
    period: Years | None,
) -> Wanted | None:
    measurement = measurements.get(asked.code)
    if measurement is None or not measurement.shows_outlook or not measurement.panel_fingerprint:
        return None
    if asked.ties is Ties.STRICT:
        return None  # outlooks are worked out with ordinary ranks
    rule = rule_of(asked.target.target, asked.code, municipality.pk, period)
    return Wanted(asked.code, rule, municipality.pk, measurement.panel_fingerprint)


def _judged(
    asked: Asked,
    measurement: Measurement | None,
    outlook: OutlookView | None,
    municipality: Municipality,
    on: date,
    period: Years | None,
) -> GoalVerdict:
    measured = _measured(asked, measurement, municipality.pk, period)
    probability = outlook.probability if outlook else None
    return GoalVerdict(
        goal=asked.goal,
        target=asked.target,
        frozen=asked.frozen,
        verdict=judge(asked.target.target, measured, on=on, outlook=probability),
        measured=measured,
        measurement=measurement,
        outlook=outlook,
        interpretation=asked.interpretation,
        proof=asked.proof,
        judgement=asked.judgement,
    )


def _measured(
    asked: Asked, measurement: Measurement | None, code: str, period: Years | None
) -> Measured:
    """What a target is judged on: the indicator's figures, or what people have said of it."""
    base = (
        measurement.measured
        if measurement
        else Measured(panel=NO_FIGURES, municipality=code, has_source=bool(asked.code))
    )
    proof, judgement = asked.proof, asked.judgement
    return replace(
        base,
        ties=asked.ties,
        period=period or base.period,
        done_on=proof.done_on if proof else None,
        proof=proof.text if proof else "",
        opinion=judgement.holds if judgement else None,
        judged_on=judgement.judged_on if judgement else None,
    )
