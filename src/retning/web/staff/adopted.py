"""Adopted goals as staff see them: each target with its verdict, and what may be said of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from retning.apps.strategy.enums import MeasuredBy, PanelShare, RowKind, TieRule
from retning.apps.strategy.models import Interpretation, PanelJudgement, PanelMark, Strategy
from retning.apps.strategy.queries.measuring import as_interpreted, holds_for
from retning.apps.strategy.queries.verdicts import GoalVerdict
from retning.foundation.freezing.models import FrozenRow
from retning.web.staff.measuring import ShownVerdict, means_said, shown_verdict
from retning.web.staff.targets import language
from retning.web.ui.links import Link


@dataclass(frozen=True)
class AdoptedTarget:
    """One target as it is read now; `frozen` as it was adopted, where that is another; `file` shows
    that it is done."""

    said: str
    frozen: str
    means: str
    verdict: ShownVerdict
    deeds: Sequence[Link]
    file: Link | None


@dataclass(frozen=True)
class AdoptedGoal:
    key: UUID
    text: str
    targets: Sequence[AdoptedTarget]
    add_url: str


def shown_adopted_goals(
    strategy: Strategy,
    rows: Iterable[FrozenRow],
    verdicts: Mapping[UUID, tuple[GoalVerdict, ...]],
) -> list[AdoptedGoal]:
    """The goals of the adopted edition, in its order."""
    shown = []
    for row in rows:
        if row.kind != RowKind.GOAL:
            continue
        found = verdicts.get(row.key, ())
        behind = max((each.target.number for each in found), default=0) + 1
        shown.append(
            AdoptedGoal(
                key=row.key,
                text=row.text,
                targets=[_target(strategy, row, each) for each in found],
                add_url=reverse("staff:interpretation", args=[strategy.key, row.key, behind]),
            )
        )
    return shown


def _target(strategy: Strategy, row: FrozenRow, found: GoalVerdict) -> AdoptedTarget:
    said = found.said(language())
    frozen = found.frozen.said(language()) if found.frozen else ""
    verdict = shown_verdict(found)
    at = [strategy.key, row.key, found.target.number]
    deeds = [Link(_("Interpret"), reverse("staff:interpretation", args=at))]
    if found.target.measured_by is MeasuredBy.MILESTONE:
        deeds.append(Link(_("Say that it is done"), reverse("staff:proof", args=at)))
    if found.target.measured_by is MeasuredBy.PANEL:
        deeds.append(Link(_("Let people judge it"), reverse("staff:judgement", args=at)))
    return AdoptedTarget(
        said=said,
        frozen=frozen if found.interpretation and frozen != said else "",
        means=means_said(found.target, verdict.indicator) or _("Nobody has said what measures it."),
        verdict=verdict,
        deeds=deeds,
        file=_file(at, found),
    )


def _file(at: Sequence[object], found: GoalVerdict) -> Link | None:
    """The file that came with what was last said of a milestone."""
    proof = found.proof
    if proof is None or proof.attachment is None:
        return None
    return Link(proof.attachment.name, reverse("staff:proof_file", args=[*at, proof.pk]))


@dataclass(frozen=True)
class ShownInterpretation:
    """One interpretation in words. `holds`: it is the newest of its target, and the wording that
    it reads still stands."""

    goal: str
    number: int
    said: str
    means: str
    ties: str
    reason: str
    decided_by: str
    decided_on: date
    resolution: str
    holds: bool


def shown_interpretations(
    interpretations: Sequence[Interpretation],
    rows: Iterable[FrozenRow],
    verdicts: Mapping[UUID, tuple[GoalVerdict, ...]],
) -> list[ShownInterpretation]:
    """Every interpretation of a strategy, the newest first; indicators that a target is measured by
    now are named."""
    views = [each.indicator for found in verdicts.values() for each in found if each.indicator]
    names = {view.code: view.name(language()) for view in views}
    by_key = {row.key: row for row in rows}
    superseded = {each.supersedes_id for each in interpretations}
    return [
        _interpretation(each, by_key.get(each.goal), names, is_newest=each.pk not in superseded)
        for each in interpretations
    ]


def _interpretation(
    found: Interpretation, row: FrozenRow | None, names: Mapping[str, str], *, is_newest: bool
) -> ShownInterpretation:
    read = as_interpreted(found)
    decided = found.resolution
    return ShownInterpretation(
        goal=found.wording,
        number=found.place + 1,
        said=read.said(language()) if read else "",
        means=means_said(read, names.get(read.indicator, "")) if read else "",
        ties=str(TieRule(found.ties).label),
        reason=found.reason,
        decided_by=found.decided_by,
        decided_on=found.decided_on,
        resolution=f"{decided.body.name}: {decided.item}" if decided else "",
        holds=is_newest and row is not None and holds_for(found, row),
    )


@dataclass(frozen=True)
class ShownJudgement:
    """What people found, in words."""

    judged_on: date
    question: str
    asked: str
    asked_number: int
    given: int
    counting: int
    rule: str
    holds: bool
    marks: Sequence[PanelMark]


def shown_judgements(judgements: Iterable[PanelJudgement]) -> list[ShownJudgement]:
    """Judgements of a target, the newest first."""
    return [
        ShownJudgement(
            judged_on=each.judged_on,
            question=each.question,
            asked=each.asked,
            asked_number=each.asked_number,
            given=each.marks_given,
            counting=each.marks_counting,
            rule=rule_said(each),
            holds=each.holds,
            marks=list(each.marks.all()),
        )
        for each in judgements
    ]


def rule_said(judgement: PanelJudgement) -> str:
    """When the goal holds, by the rule that was stated beforehand."""
    return _(
        "It holds where %(share)s of those who answered gave %(mark)s or more of %(most)s."
    ) % {
        "share": PanelShare(judgement.share).label,
        "mark": judgement.counts_from,
        "most": judgement.highest,
    }
