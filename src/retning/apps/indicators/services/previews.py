"""What figures would change, told before anything is taken in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from retning.apps.indicators.enums import Held, ReleaseState
from retning.apps.indicators.models import Indicator
from retning.apps.indicators.queries.panels import figures_by_key
from retning.apps.indicators.queries.releases import MISSING, Change
from retning.apps.indicators.services.comparing import Compared
from retning.apps.indicators.services.odd import Problem
from retning.apps.indicators.services.refusals import Refusal, Refused
from retning.apps.indicators.services.releases import all_compared, decided_before, oddities_in
from retning.apps.indicators.sources.reply import Fetched
from retning.apps.organisation.models import Municipality
from retning.core.benchmark.figures import Figure, State
from retning.core.periods import period_of

MOST_CHANGES = 100
MOST_PROBLEMS = 100


@dataclass(frozen=True)
class Preview:
    """How many figures are new, changed and as they stand, of how many indicators; the first of the
    changes (corrected ones before new ones), what is odd, and how many odd things there are.
    `unknown`: indicators that get their names from the file. `decided`: "held" or "rejected" where
    the very same has come before."""

    new: int
    changed: int
    unchanged: int
    indicators: int
    unknown: int
    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]
    odd: int
    decided: str = ""

    @property
    def total(self) -> int:
        return self.new + self.changed

    def as_plain(self) -> dict[str, Any]:
        """For JSON; `preview_of` reads it."""
        counts = ("new", "changed", "unchanged", "indicators", "unknown", "odd", "decided")
        return {
            **{name: getattr(self, name) for name in counts},
            "problems": list(self.problems),
            "changes": [
                [
                    *(each.code, each.name_da, each.name_en, each.area, each.period.code),
                    *(_said(figure) for figure in (each.before, each.after)),
                ]
                for each in self.changes
            ],
        }


def preview_of(plain: Mapping[str, Any]) -> Preview:
    """What `as_plain` has told."""
    changes = tuple(
        Change(code, da, en, area, period_of(period), _heard(before), _heard(after))
        for code, da, en, area, period, before, after in plain["changes"]
    )
    return Preview(**{**plain, "changes": changes, "problems": tuple(plain["problems"])})


def _said(figure: Figure) -> list[str | int]:
    return ["" if figure.value is None else str(figure.value), int(figure.state)]


def _heard(said: list[Any]) -> Figure:
    value, state = said
    return Figure(Decimal(value) if value else None, State(state))


def preview(fetched: Fetched, *, municipality: Municipality | None, now: datetime) -> Preview:
    """What `take_in` would do with figures, without doing it. Three queries, four of own ones.

    Raises Refused: other_municipality.
    """
    rows = {row.code: row for row in Indicator.objects.filter(code__in=fetched.figures)}
    owner = municipality.pk if municipality is not None else None
    if any(row.municipality_id not in {None, owner} for row in rows.values()):
        raise Refused(Refusal.OTHER_MUNICIPALITY)
    named = {code for code in fetched.figures if code not in rows and fetched.names.get(code)}
    standing = figures_by_key([row.pk for row in rows.values()], municipality=owner)
    known = rows | {code: Indicator(code=code, name_da=fetched.names[code]) for code in named}
    new = all_compared(fetched, known, standing, owner)
    problems: list[Problem] = [
        {"code": Held.NO_INDICATOR.value, "indicator": code, "said": code[:120]}
        for code in sorted(set(fetched.figures).difference(known))
    ]
    problems += [each.as_plain() for each in fetched.problems] + oddities_in(new, owner, now)
    decided = decided_before(fetched, owner)
    return Preview(
        new=sum(len(each.changed.keys() - each.standing.keys()) for each in new.values()),
        changed=sum(len(each.changed.keys() & each.standing.keys()) for each in new.values()),
        unchanged=sum(len(each.came) - len(each.changed) for each in new.values()),
        indicators=len(new),
        unknown=len(named),
        changes=tuple(_changes(new, known)[:MOST_CHANGES]),
        problems=tuple(problems[:MOST_PROBLEMS]),
        odd=len(problems),
        decided=str(ReleaseState(decided.state)) if decided is not None else "",
    )


def _changes(new: Mapping[str, Compared], rows: Mapping[str, Indicator]) -> list[Change]:
    corrected, added = list[Change](), list[Change]()
    for code, each in new.items():
        name_da, name_en = rows[code].name_da, rows[code].name_en
        for (area, period), figure in each.changed.items():
            before = each.standing.get((area, period), MISSING)
            into = added if before.state is State.MISSING else corrected
            if len(into) < MOST_CHANGES:
                into.append(Change(code, name_da, name_en, area, period, before, figure))
    return corrected + added
