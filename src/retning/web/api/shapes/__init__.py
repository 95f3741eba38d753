"""What the API answers with: one shape each, from which the OpenAPI document is made as well.

`id` is the stable key: the same from edition to edition. `url` is the page for people, `api_url`
this answer; both are whole addresses. Longer texts (`body`, `introduction` …) are small Markdown.
"""

from retning.web.api.shapes.editions import (
    Changes,
    DataDifference,
    EditionList,
    EditionListed,
    EditionSummary,
    Resolution,
    RowDifference,
    Words,
)
from retning.web.api.shapes.goals import (
    FieldName,
    Goal,
    GoalList,
    GoalListed,
    GoalSummary,
    GoalVersion,
    Owner,
    Step,
    Theme,
    ThemeFound,
)
from retning.web.api.shapes.searching import (
    Found,
    FoundStep,
    FoundWords,
    SearchResults,
)
from retning.web.api.shapes.site import (
    Contact,
    Fault,
    Municipality,
    Problem,
    Root,
    RootLinks,
)
from retning.web.api.shapes.strategies import (
    Area,
    AreaSummary,
    AreaText,
    Edition,
    Objective,
    Section,
    Strategy,
    StrategyHead,
    StrategyList,
    StrategySummary,
    StrategyText,
    WholeStrategy,
)
from retning.web.api.shapes.terms import Language, Shape

__all__ = [
    "Area",
    "AreaSummary",
    "AreaText",
    "Changes",
    "Contact",
    "DataDifference",
    "Edition",
    "EditionList",
    "EditionListed",
    "EditionSummary",
    "Fault",
    "FieldName",
    "Found",
    "FoundStep",
    "FoundWords",
    "Goal",
    "GoalList",
    "GoalListed",
    "GoalSummary",
    "GoalVersion",
    "Language",
    "Municipality",
    "Objective",
    "Owner",
    "Problem",
    "Resolution",
    "Root",
    "RootLinks",
    "RowDifference",
    "SearchResults",
    "Section",
    "Shape",
    "Step",
    "Strategy",
    "StrategyHead",
    "StrategyList",
    "StrategySummary",
    "StrategyText",
    "Theme",
    "ThemeFound",
    "WholeStrategy",
    "Words",
]
