"""Every numeric kind of rule on the whole country: `judge_nationally`.

Written beside `judging`, kind by kind and reason by reason in the same order: the tests hold the
two against each other cell by cell.
"""

from __future__ import annotations

from retning.core.targets.kinds import Change, Compare, Level, Quantile, Rank, Ratio, SurveyLevel
from retning.core.targets.national import Held, Judgements, National, Numeric, joined, settled
from retning.core.targets.national_amounts import changes_held, levels_held
from retning.core.targets.national_comparing import compares_held
from retning.core.targets.national_standing import standings_held


def judge_nationally(national: National, target: Numeric) -> Judgements:
    """One rule on every indicator, municipality and period; each cell as `judge` on the last day
    of the period, with the inhabitants of the period whose figure counts."""
    parts = [settled(block, target.by, held(block, target)) for block in national.blocks]
    return joined(parts)


def held(national: National, target: Numeric) -> Held:
    """What a rule says of each row of figures by itself."""
    match target:
        case Level() | SurveyLevel() | Ratio():
            return levels_held(national, target)
        case Change():
            return changes_held(national, target)
        case Rank() | Quantile():
            return standings_held(national, target)
        case Compare():
            return compares_held(national, target)
