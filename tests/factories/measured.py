"""A strategy whose goals are measured, with figures of the 98 that can be reckoned by heart.

The 98 stand in the order of their codes: the figure of the one at place p (from 0) is `first`
+ p × `step` tenths. Vallensbæk (187) is given figures of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from retning.apps.indicators.enums import SourceKind
from retning.apps.organisation.models import Municipality
from retning.apps.strategy.enums import MeasuredBy
from retning.apps.strategy.models import Goal, Strategy
from retning.apps.strategy.services.goal_targets import Means, Worded, link_target, word_goal
from retning.core.targets import Target, typed
from tests.factories import indicators as figures
from tests.factories import strategy as make
from tests.factories.organisation import NOW, TESTER

CODE = "test-share"
BEST = "blandt de 25 % bedste i landet"
DEED: dict[str, Any] = {"by": TESTER, "now": NOW}


def aimed(of: Strategy, text: str, wording: str | Target = BEST, code: str = CODE) -> Goal:
    """A goal of the first area with a target that an indicator measures; none: no code."""
    made = make.goal(of.areas.all()[0], text)
    target = typed(wording) if isinstance(wording, str) else wording
    word_goal(goal=made, expected_version=1, targets=[Worded(target)], **DEED)
    if code:
        means = Means(MeasuredBy.INDICATOR, code)
        link_target(goal=made, expected_version=2, place=0, means=means, **DEED)
    return made


def country(mine: Sequence[str], first_year: int = 2023) -> dict[str, dict[str, figures.Said]]:
    """Figures of the 98 from 40.0 up by half a point a municipality, ours year by year."""
    return {
        str(first_year + n): figures.country(step=5) | {"187": each} for n, each in enumerate(mine)
    }


def measured(
    municipality: Municipality,
    mine: Sequence[str] = ("45.0", "60.0", "99.9"),
    *,
    wordings: Sequence[str] = (BEST,),
    source: SourceKind = SourceKind.NOEGLETAL,
    now: datetime = NOW,
    **more: object,
) -> Strategy:
    """Goals "Mål 1", "Mål 2" … of a published strategy, each measured by `CODE`."""
    figures.indicator(CODE, **more)  # type: ignore[arg-type]
    figures.release({CODE: country(mine)}, source=source, now=now)
    made = make.strategy(municipality)
    make.area(made)
    for number, wording in enumerate(wordings, start=1):
        aimed(made, f"Mål {number}", wording)
    make.published(made)
    return made
