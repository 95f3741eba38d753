"""A goal's targets as staff see them: the rule, what measures it, how it stands today."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from retning.apps.strategy.enums import MeasuredBy
from retning.apps.strategy.models import Goal
from retning.apps.strategy.queries.draft import DraftOutline
from retning.apps.strategy.queries.goal_targets import GoalTarget, targets_of_draft
from retning.apps.strategy.queries.linking import linking
from retning.apps.strategy.queries.pictures import history_of, strip_of
from retning.apps.strategy.queries.verdicts import Asked, GoalVerdict, judged_targets
from retning.core.charts import Drawing, figure
from retning.core.targets import LanguageCode, Target, say
from retning.core.targets.saying_verdicts import said_period
from retning.core.targets.verdicts import Verdict
from retning.web.request.site import StaffRequest
from retning.web.staff.linking import Choice, choices_of
from retning.web.staff.targets import Answer, language, question_of
from retning.web.ui.statuses import LOOKS


@dataclass(frozen=True)
class ShownVerdict:
    """A verdict in words; `picture` where one was asked for and there are figures."""

    look: str
    status: str
    sentence: str
    indicator: str
    note: str
    quoted: Sequence[str]
    is_example: bool
    picture: Drawing | None = None


@dataclass(frozen=True)
class ShownTarget:
    """One target of a goal of a draft."""

    number: int
    place: int
    said: str
    means: str
    missing: str
    url: str
    question: str
    answers: Sequence[Answer]
    verdict: ShownVerdict


@dataclass(frozen=True)
class ShownGoal:
    """A goal with its targets. `missing` is what keeps it from being measured, in words."""

    goal: Goal
    targets: Sequence[ShownTarget]
    missing: str

    @property
    def is_ready(self) -> bool:
        return not self.missing and not any(each.missing for each in self.targets)


def shown_verdict(found: GoalVerdict, *, with_picture: bool = False) -> ShownVerdict:
    """A verdict in the page's language."""
    said = language()
    return ShownVerdict(
        look=LOOKS[found.status],
        status=found.status_said(said),
        sentence=found.sentence(said),
        indicator=found.indicator.name(said) if found.indicator else "",
        note=found.proxy_note(said),
        quoted=found.quoted,
        is_example=found.is_example,
        picture=strip_of(found, said) if with_picture else None,
    )


def means_said(target: GoalTarget, indicator: str) -> str:
    """What measures a target, in words; empty where nobody has said."""
    match target.measured_by:
        case MeasuredBy.INDICATOR:
            return indicator or target.indicator
        case MeasuredBy.MILESTONE:
            return _("Done by a date, with proof")
        case MeasuredBy.PANEL:
            return _("People judge it")
        case MeasuredBy.NONE:
            return _("There is no national source")
        case None:
            return ""


def missing_of(target: GoalTarget, found: GoalVerdict) -> str:
    """What somebody must still say of a target."""
    if target.doubt is not None:
        return _("Its wording can be read in more than one way.")
    if target.measured_by is None:
        return _("Nobody has said what measures it.")
    if target.measured_by is MeasuredBy.INDICATOR and found.indicator is None:
        return _("There is no indicator with that code here any longer.")
    return ""


def draft_verdicts(request: StaffRequest, goals: Iterable[Goal]) -> dict[UUID, list[GoalVerdict]]:
    """Every target of the goals judged as it would be today: constant SQL."""
    goals = list(goals)
    found: dict[UUID, list[GoalVerdict]] = {goal.key: [] for goal in goals}
    asked = [Asked(goal.key, each) for goal in goals for each in targets_of_draft(goal)]
    if not goals:
        return found
    strategy = goals[0].area.strategy
    judged = judged_targets(
        asked,
        municipality=request.municipality,
        on=request.today,
        period=(strategy.period_from, strategy.period_to),
    )
    for verdict in judged:
        found[verdict.goal].append(verdict)
    return found


def shown_target(goal: Goal, found: GoalVerdict, *, with_picture: bool = False) -> ShownTarget:
    """One target of a goal of a draft, with its verdict."""
    target = found.target
    ways: list[Target] = [target.target, *target.alternatives] if target.doubt else []
    verdict = shown_verdict(found, with_picture=with_picture)
    return ShownTarget(
        number=target.number,
        place=target.place,
        said=target.said(language()),
        means=means_said(target, verdict.indicator),
        missing=missing_of(target, found),
        url=reverse("staff:goal_target", args=[goal.key, target.number]),
        question=question_of(target.doubt) if target.doubt else "",
        answers=[
            Answer(f"{target.place}:{number}", say(way, language()))
            for number, way in enumerate(ways)
        ],
        verdict=verdict,
    )


def shown_goals(request: StaffRequest, outline: DraftOutline) -> list[ShownGoal]:
    """Every goal of a draft, with what is missing before it is measured."""
    goals = outline.all_goals
    areas = {each.area.pk: each.area for each in outline.areas}
    for goal in goals:
        goal.area = areas[goal.area_id]
        goal.area.strategy = outline.strategy
    verdicts = draft_verdicts(request, goals)
    return [
        ShownGoal(
            goal=goal,
            targets=[shown_target(goal, found) for found in verdicts[goal.key]],
            missing="" if verdicts[goal.key] else _("It has no target."),
        )
        for goal in goals
    ]


@dataclass(frozen=True)
class PastVerdict:
    """How a target stood in an earlier period."""

    period: str
    look: str
    word: str
    value: str
    place: str


def shown_history(found: GoalVerdict) -> list[PastVerdict]:
    """How the target would have stood before, the newest period first; nothing where it has no
    figures."""
    said = language()
    shown = []
    for past in history_of(found):
        look, word = _stood(past.verdict)
        standing = past.verdict.standing
        shown.append(
            PastVerdict(
                period=said_period(past.period, said),
                look=look,
                word=word,
                value=_figure(found, past.verdict, said),
                place=_("no. %(rank)s of %(n)s") % {"rank": standing.rank, "n": standing.n}
                if standing
                else "",
            )
        )
    return shown


def _figure(found: GoalVerdict, verdict: Verdict, said: LanguageCode) -> str:
    if verdict.value is None or found.indicator is None:
        return "–"
    return figure(verdict.value, found.measured.panel.decimals, found.indicator.unit(said), said)


def _stood(verdict: Verdict) -> tuple[str, str]:
    match verdict.met_now:
        case True:
            return "met", _("Met then")
        case False:
            return "unmet", _("Not met then")
        case None:
            return "unknown", _("Cannot be told")


@dataclass(frozen=True)
class OpenTarget:
    """A target that nobody has said what measures, with the likeliest indicators, to choose from
    at once. `name` is the field of the form."""

    goal: Goal
    target: GoalTarget
    said: str
    name: str
    choices: Sequence[Choice]


def open_targets(request: StaffRequest, goals: Iterable[Goal]) -> list[OpenTarget]:
    """Those of the goals' targets that an indicator is wanted for: one query."""
    wanted = [
        (goal, target)
        for goal in goals
        for target in targets_of_draft(goal)
        if target.measured_by is None and target.doubt is None
    ]
    if not wanted:
        return []
    known = linking(request.municipality)
    return [
        OpenTarget(
            goal=goal,
            target=target,
            said=say(target.target, language()),
            name=f"m-{goal.pk}-{target.place}",
            choices=choices_of(known.likeliest(goal.text, target)),
        )
        for goal, target in wanted
    ]
