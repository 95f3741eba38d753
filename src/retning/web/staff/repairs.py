"""The repaired letters of a document, as a list shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from retning.apps.strategy.models import Reading
from retning.apps.strategy.queries.letters import RepairGroup
from retning.apps.strategy.queries.repairs import Place, repairs_of_reading
from retning.core.danish.repairs import RepairRule
from retning.web.staff.targets import SURE_FROM

SHOWN_PLACES = 12


@dataclass(frozen=True)
class ShownRepair:
    """All repairs that turn the same into the same: in words, and where they stand."""

    group: RepairGroup
    rule: str
    certainty: str
    places: Sequence[Place] = field(default_factory=list)
    more: int = 0

    @property
    def before(self) -> str:
        return visible(self.group.before)

    @property
    def after(self) -> str:
        return visible(self.group.after)


def visible(letters: str) -> str:
    """Letters for a page: a line's end is seen."""
    return letters.replace("\r", "").replace("\n", "↵")


def shown_repairs(reading: Reading) -> list[ShownRepair]:
    """The repairs of a document by what they do, the least certain first: two queries."""
    groups, places = repairs_of_reading(reading)
    return [
        ShownRepair(
            group=group,
            rule=_rule(group.rule),
            certainty=_("Certain") if group.confidence >= SURE_FROM else _("Uncertain"),
            places=places.get(group.number, [])[:SHOWN_PLACES],
            more=max(0, group.count - SHOWN_PLACES),
        )
        for group in groups
    ]


def _rule(rule: RepairRule) -> str:
    match rule:
        case RepairRule.MISREAD:
            return _("misread letters")
        case RepairRule.MOJIBAKE:
            return _("wrongly decoded letters")
        case RepairRule.COMBINING:
            return _("a letter and its mark apart")
        case RepairRule.HYPHEN:
            return _("a hyphen left in a word")
        case RepairRule.SPACING:
            return _("blanks lost or put in")
