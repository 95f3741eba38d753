"""What was read in a sentence: targets with their spans, or why there is none."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from retning.core.targets.kinds import Deadline, Target


class NoTarget(StrEnum):
    """Why a sentence holds no target of this municipality."""

    STATUS = "status"
    FORECAST = "forecast"
    QUESTION = "question"
    MEANS = "means"
    NATIONAL = "national"
    PROCESS = "process"
    HISTORY = "history"
    METHOD = "method"
    BUDGET = "budget"
    RULE = "rule"
    HEADING = "heading"
    CONTENTS = "contents"
    OTHER = "other"


class Doubt(StrEnum):
    """What an ambiguous wording leaves open: the question put to a person."""

    NUMBER_OR_SHARE = "number_or_share"
    WHICH_END = "which_end"
    WHICH_AVERAGE = "which_average"
    CHANGE_OR_LEVEL = "change_or_level"
    DONE_OR_LEVEL = "done_or_level"
    RATIO_OR_SURVEY = "ratio_or_survey"
    WINDOW_OR_DEADLINE = "window_or_deadline"


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` (excluded) of the text that was read."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Found:
    """One target in the sentence.

    `evidence` says which words each part came from (`"kind"`, `"value"`, `"deadline"`,
    `"baseline"`, `"population"`, `"direction"`, `"indicator"`). `indicator` is the phrase that
    names what is measured, as it stands in the text; empty where a goal is judged by people.
    `confidence` (0 to 1) is that kind, direction, value and deadline are all right.
    `alternatives` are the other ways to read it, `doubt` what would settle it.
    """

    target: Target
    span: Span
    indicator: str
    confidence: float
    evidence: Mapping[str, Span] = field(default_factory=dict)
    alternatives: tuple[Target, ...] = ()
    doubt: Doubt | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What is known around a sentence. `listed`: its place says that it is a goal (a list under
    "Forslag til målsætninger"), so that what would be a means elsewhere is judged by people here.
    `period`: first and last year of the plan. `municipality`: its name, where it is known.
    `deadline`: the one that stands beside the sentence (another cell of its row, a heading that is
    a year); it counts where the sentence names none."""

    listed: bool = False
    period: tuple[int, int] | None = None
    municipality: str = ""
    deadline: Deadline | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """The targets of a sentence, in reading order; where there is none, `reason` says why."""

    targets: tuple[Found, ...]
    reason: NoTarget | None = None
