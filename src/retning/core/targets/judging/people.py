"""Milestones and goals that people judge: no figures."""

from __future__ import annotations

from datetime import date

from retning.core.targets.judging.basis import CannotTell
from retning.core.targets.verdicts import Measured, Reason, Status, Verdict


def judge_milestone(measured: Measured, *, on: date, deadline: date) -> Verdict:
    """Done in time, done late, or nobody has said that it is done. What is done stays done."""
    done_on = measured.done_on
    if done_on is None or done_on > on:
        raise CannotTell(Reason.AHEAD if on <= deadline else Reason.NO_PROOF)
    is_met = done_on <= deadline
    return Verdict(Status.MET if is_met else Status.MISSED, met_now=is_met)


def judge_judged(measured: Measured, *, on: date) -> Verdict:
    """What people said, if they have said it by then."""
    is_later = measured.judged_on is not None and measured.judged_on > on
    if measured.opinion is None or is_later:
        raise CannotTell(Reason.NOT_JUDGED)
    return Verdict(Status.UNKNOWN, met_now=measured.opinion, answers=measured.answers)
