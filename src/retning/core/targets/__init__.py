"""Targets: goals as rules that a machine can judge. Reading, saying and judging them.

Pure functions of their arguments, in Danish and English; see docs/targets.md.
"""

from retning.core.targets.changing import Part, parts_of, with_part
from retning.core.targets.errors import Expected, WordingError
from retning.core.targets.judging import judge
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
    Kind,
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
    kind_of,
)
from retning.core.targets.labels import as_label, as_labels
from retning.core.targets.plain import NoSuchTarget, as_plain, from_plain
from retning.core.targets.reading import read
from retning.core.targets.readings import Context, Doubt, Found, NoTarget, Reading, Span
from retning.core.targets.saying import said_among, said_amount, said_when, say
from retning.core.targets.saying_parts import part_said
from retning.core.targets.saying_verdicts import said_period, said_status, say_verdict
from retning.core.targets.turning import NeedsYear, as_kind, direction_of
from retning.core.targets.verdicts import (
    Mean,
    Measured,
    Peers,
    Reason,
    Standing,
    Status,
    Ties,
    Verdict,
)
from retning.core.targets.wording import canonical, typed
from retning.core.targets.words import LanguageCode

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
    "Expected",
    "Found",
    "Horizon",
    "Judged",
    "Kind",
    "LanguageCode",
    "Level",
    "Mean",
    "Measure",
    "Measured",
    "Milestone",
    "NeedsYear",
    "NoSuchTarget",
    "NoTarget",
    "Part",
    "Peers",
    "Quantile",
    "Rank",
    "Ratio",
    "Reading",
    "Reason",
    "Scope",
    "Span",
    "Standing",
    "Status",
    "SurveyLevel",
    "Target",
    "Ties",
    "To",
    "Verdict",
    "When",
    "WordingError",
    "as_kind",
    "as_label",
    "as_labels",
    "as_plain",
    "canonical",
    "direction_of",
    "from_plain",
    "judge",
    "kind_of",
    "part_said",
    "parts_of",
    "read",
    "said_among",
    "said_amount",
    "said_period",
    "said_status",
    "said_when",
    "say",
    "say_verdict",
    "typed",
    "with_part",
]
