"""Indicators to choose from, with why each is suggested, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from retning.apps.strategy.queries.goal_targets import GoalTarget
from retning.apps.strategy.queries.linking import Likely, Linking
from retning.core.targets.linking import Ground, GroundKind
from retning.web.staff.targets import language


@dataclass(frozen=True)
class Choice:
    """One indicator to choose: its code, its name with its unit, and why it is suggested."""

    code: str
    label: str
    reason: str


def choices_of(found: Sequence[Likely]) -> list[Choice]:
    """Indicators as they are offered."""
    return [Choice(each.indicator.code, _label(each), "; ".join(_reasons(each))) for each in found]


def choices_for(
    known: Linking, wording: str, target: GoalTarget, asked: str = ""
) -> tuple[list[Choice], bool]:
    """What is offered for a target: what was confirmed, then what a search found or, without one,
    the likeliest; and whether the search found anything."""
    found = known.search(asked, target) if asked else known.likeliest(wording, target)
    standing = known.named(target.indicator) if target.indicator else None
    others = [each for each in found if each.indicator.code != target.indicator]
    return choices_of([standing, *others] if standing else others), bool(found)


def _label(found: Likely) -> str:
    name, unit = found.indicator.name(language()), found.indicator.unit(language())
    return f"{name} ({unit})" if unit else name


def _reasons(found: Likely) -> list[str]:
    said = [_reason(ground) for ground in found.grounds]
    if found.indicator.is_proxy:
        how = found.indicator.proxy(language()).rstrip(".")
        said.append(_("a near figure: %(how)s") % {"how": how})
    if not found.has_figures:
        said.append(_("no figures have come yet"))
    if found.is_example:
        said.append(_("only example figures have come, made up"))
    return said


def _reason(ground: Ground) -> str:
    words = ", ".join(_("“%(word)s”") % {"word": word} for word in ground.words)
    match ground.kind:
        case GroundKind.WORDS:
            return _("both say %(words)s") % {"words": words}
        case GroundKind.KIN:
            return _("akin to %(words)s") % {"words": words}
        case GroundKind.DEFINITION:
            return _("its definition says %(words)s") % {"words": words}
        case GroundKind.UNIT:
            return _("counted in the same unit")
        case GroundKind.OTHER_UNIT:
            return _("counted in another unit")
        case GroundKind.ASKED:
            return _("people are asked about both")
