"""Judging: a target, figures and a day give a verdict (docs/algorithms/judging.md).

Exact and total: whole numbers and fractions, no network, no clock, and never an exception.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from retning.core.targets.judging.amounts import judge_change, judge_level, judge_ratio
from retning.core.targets.judging.basis import Basis, CannotTell, basis_of
from retning.core.targets.judging.comparing import judge_compare
from retning.core.targets.judging.deadlines import last_day
from retning.core.targets.judging.people import judge_judged, judge_milestone
from retning.core.targets.judging.standing import judge_standing
from retning.core.targets.kinds import (
    Change,
    Compare,
    Judged,
    Level,
    Milestone,
    Quantile,
    Rank,
    Ratio,
    SurveyLevel,
    Target,
)
from retning.core.targets.verdicts import Measured, Reason, Status, Verdict

ON_TRACK_FROM = 2 / 3
OFF_TRACK_UNDER = 1 / 3

__all__ = ["OFF_TRACK_UNDER", "ON_TRACK_FROM", "judge"]


def judge(target: Target, measured: Measured, *, on: date, outlook: float | None = None) -> Verdict:
    """Whether the target is met on a day, by figures known then.

    `outlook`: how likely it is met at its deadline, 0 to 1; left out of the verdict where there is
    no deadline, or it has passed.
    """
    deadline = last_day(target.by, on=on, plan=measured.period)
    try:
        found = _judged(target, measured, on=on, deadline=deadline)
    except CannotTell as unknown:
        found = replace(Verdict(Status.UNKNOWN, reason=unknown.reason), **unknown.known)
    found = replace(found, deadline=deadline, evidence=measured.evidence)
    if found.met_now is None or isinstance(target, Milestone):
        return found
    return _settled(found, on=on, outlook=outlook)


def _judged(target: Target, measured: Measured, *, on: date, deadline: date | None) -> Verdict:
    if isinstance(target, Milestone):
        return judge_milestone(measured, on=on, deadline=deadline or on)
    if isinstance(target, Judged):
        return judge_judged(measured, on=on)
    basis = basis_of(measured, on=on, deadline=deadline)
    try:
        if not measured.is_representative or basis.period in measured.self_selected:
            raise CannotTell(Reason.NOT_REPRESENTATIVE)
        return _on_figures(target, basis)
    except CannotTell as unknown:
        shown = {"value": basis.verdict.value, "period": basis.period, "answers": measured.answers}
        raise CannotTell(unknown.reason, **shown, **unknown.known) from None


def _on_figures(
    target: Level | Ratio | SurveyLevel | Change | Rank | Quantile | Compare, basis: Basis
) -> Verdict:
    match target:
        case Level() | SurveyLevel():
            return judge_level(target, basis)
        case Ratio():
            return judge_ratio(target, basis)
        case Change():
            return judge_change(target, basis)
        case Rank() | Quantile():
            return judge_standing(target, basis)
        case Compare():
            return judge_compare(target, basis)


def _settled(found: Verdict, *, on: date, outlook: float | None) -> Verdict:
    """The status, of what is met now and when it must be."""
    met, deadline = bool(found.met_now), found.deadline
    if deadline is None:
        return replace(found, status=Status.MET if met else Status.NOT_MET)
    if deadline <= on:
        return replace(found, status=Status.MET if met else Status.MISSED)
    if outlook is None:
        return replace(found, status=Status.ON_TRACK if met else Status.AT_RISK)
    if outlook >= ON_TRACK_FROM:
        status = Status.ON_TRACK
    else:
        status = Status.OFF_TRACK if outlook < OFF_TRACK_UNDER else Status.AT_RISK
    return replace(found, status=status, probability=outlook)
