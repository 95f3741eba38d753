"""Targets: goals as rules that a machine can judge. Reading, saying and (later) judging them.

Pure functions of their arguments, in Danish and English; see docs/targets.md.
"""

from retning.core.targets.kinds import (
    Among,
    Best,
    Change,
    Comparator,
    Compare,
    CouncilTerm,
    Deadline,
    Direction,
    Horizon,
    Judged,
    Level,
    Measure,
    Milestone,
    Quantile,
    Rank,
    Ratio,
    Scope,
    SurveyLevel,
    Target,
    To,
    When,
)
from retning.core.targets.readings import Context, Doubt, Found, NoTarget, Reading, Span

__all__ = [
    "Among",
    "Best",
    "Change",
    "Comparator",
    "Compare",
    "Context",
    "CouncilTerm",
    "Deadline",
    "Direction",
    "Doubt",
    "Found",
    "Horizon",
    "Judged",
    "Level",
    "Measure",
    "Milestone",
    "NoTarget",
    "Quantile",
    "Rank",
    "Ratio",
    "Reading",
    "Scope",
    "Span",
    "SurveyLevel",
    "Target",
    "To",
    "When",
]
