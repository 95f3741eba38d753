"""The goals of a group in the overview: those that can be told first, each with its verdicts; the
others gathered under what they have in common, which is why they cannot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from retning.apps.strategy.queries.pictures import strip_data_of
from retning.apps.strategy.queries.verdicts import GoalVerdict
from retning.core.charts import Caption, Drawing, small_strip
from retning.core.targets.verdicts import Reason, Status
from retning.web.public.presenters.figures import language_of_page
from retning.web.public.presenters.horizons import label_of
from retning.web.public.presenters.labels import Label


@dataclass(frozen=True)
class OverviewVerdict:
    """`quoted`: what of the sentence the municipality wrote; `picture`: where the municipality is
    among all, None where there is no figure."""

    said: str
    label: Label
    sentence: str
    quoted: Sequence[str]
    proxy: str
    is_example: bool
    picture: Drawing | None


@dataclass(frozen=True)
class OverviewGoal:
    """`verdicts` are empty where nobody has said how the goal is measured."""

    number: str
    text: str
    url: str
    verdicts: Sequence[OverviewVerdict]


@dataclass(frozen=True)
class OpenGoals:
    """Goals that nothing can be told of, for the same reason; `why` is empty where nobody has said
    how they are measured."""

    label: Label
    why: str
    goals: Sequence[OverviewGoal]


@dataclass(frozen=True)
class OverviewGroup:
    """Goals under one objective, or those of an area that have none (`title` empty). `told`: those
    with a verdict or at least a figure; `open` the others."""

    title: str
    told: Sequence[OverviewGoal]
    open: Sequence[OpenGoals]


@dataclass(frozen=True)
class GoalAsked:
    """A goal of the edition with its number, address and verdicts."""

    number: str
    text: str
    url: str
    verdicts: Sequence[GoalVerdict]

    @property
    def rank(self) -> int:
        return rank_of(self.verdicts)


def rank_of(verdicts: Sequence[GoalVerdict]) -> int:
    """0 where there is a verdict, 1 where there is at least a figure, 2 where nothing is."""
    return min((_rank(found) for found in verdicts), default=2)


def counted_of(verdicts: Sequence[GoalVerdict]) -> Sequence[GoalVerdict]:
    """Those of a goal's verdicts that the overview shows, and so counts."""
    return verdicts[:1] if rank_of(verdicts) == 2 else verdicts


def _rank(found: GoalVerdict) -> int:
    if found.status is not Status.UNKNOWN or found.verdict.reason is Reason.NO_PROOF:
        return 0
    return 1 if found.verdict.value is not None else 2


def group_of(title: str, goals: Sequence[GoalAsked]) -> OverviewGroup:
    """The goals of a group as the overview shows them."""
    told = sorted((goal for goal in goals if goal.rank < 2), key=lambda goal: goal.rank)
    gathered: dict[str, list[GoalAsked]] = {}
    for goal in goals:
        if goal.rank == 2:
            gathered.setdefault(_why(goal), []).append(goal)
    return OverviewGroup(
        title,
        [OverviewGoal(*_named(goal), _verdicts(goal)) for goal in told],
        [_open(why, each) for why, each in gathered.items()],
    )


def _verdicts(goal: GoalAsked) -> list[OverviewVerdict]:
    return [overview_verdict(found, picture=_picture(found)) for found in goal.verdicts]


def _named(goal: GoalAsked) -> tuple[str, str, str]:
    return goal.number, goal.text, goal.url


def _why(goal: GoalAsked) -> str:
    """What keeps a goal from being told, each reason once."""
    said = (found.reason_said(language_of_page()) for found in goal.verdicts)
    return " ".join(dict.fromkeys(said))


def _open(why: str, goals: Sequence[GoalAsked]) -> OpenGoals:
    label = label_of(goals[0].verdicts[0]) if goals[0].verdicts else Label("unknown", "")
    return OpenGoals(label, why, [OverviewGoal(*_named(goal), ()) for goal in goals])


def overview_verdict(found: GoalVerdict, *, picture: Drawing | None = None) -> OverviewVerdict:
    """A verdict in few words."""
    language = language_of_page()
    return OverviewVerdict(
        said=found.said(language),
        label=label_of(found),
        sentence=found.sentence(language),
        quoted=found.quoted,
        proxy=proxy_of(found),
        is_example=found.is_example,
        picture=picture,
    )


def proxy_of(found: GoalVerdict) -> str:
    """How the figure differs from the wording; nothing where there is no figure to differ."""
    return found.proxy_note(language_of_page()) if found.verdict.value is not None else ""


def _picture(found: GoalVerdict) -> Drawing | None:
    language, indicator = language_of_page(), found.indicator
    strip = strip_data_of(found, language)
    if strip is None or indicator is None or len(strip.values) < 2:
        return None
    # A word across it could not be read at this size: the line above says that it is an example.
    return small_strip(strip, Caption(indicator.name(language), "", language))
