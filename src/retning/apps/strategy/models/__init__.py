"""The draft people work on, the editions the public reads, the documents they came from."""

from retning.apps.strategy.models.draft import Area, Ending, Goal, Objective, Strategy, Theme
from retning.apps.strategy.models.editions import Edition
from retning.apps.strategy.models.measuring import (
    Interpretation,
    PanelJudgement,
    PanelMark,
    Proof,
)
from retning.apps.strategy.models.readings import Passage, Reading, ReviewStep, SourcePage

__all__ = [
    "Area",
    "Edition",
    "Ending",
    "Goal",
    "Interpretation",
    "Objective",
    "PanelJudgement",
    "PanelMark",
    "Passage",
    "Proof",
    "Reading",
    "ReviewStep",
    "SourcePage",
    "Strategy",
    "Theme",
]
