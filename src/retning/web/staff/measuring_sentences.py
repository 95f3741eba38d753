"""Why what was said of a target was refused, in sentences."""

from __future__ import annotations

from typing import Literal

from django.utils.translation import gettext as _

from retning.apps.strategy.services.refusals import Refusal

MeasuringRefusal = Literal[
    Refusal.NO_SUCH_TARGET,
    Refusal.NO_SUCH_INDICATOR,
    Refusal.OTHER_MEANS,
    Refusal.NOT_ADOPTED,
    Refusal.NOTHING_NEW,
    Refusal.NOT_YET,
    Refusal.NO_REASON,
    Refusal.NOT_A_MILESTONE,
    Refusal.NOT_FOR_PEOPLE,
    Refusal.NO_MARKS,
    Refusal.OFF_THE_SCALE,
    Refusal.TOO_MANY_MARKS,
]


def not_measured(code: MeasuringRefusal) -> str:
    """Why a deed on a target, an interpretation, a proof or a judgement was not done."""
    match code:
        case Refusal.NO_SUCH_TARGET:
            return _("The goal has no such target any longer. Nothing was changed.")
        case Refusal.NO_SUCH_INDICATOR:
            return _("There is no indicator with that code. Nothing was changed.")
        case Refusal.OTHER_MEANS:
            return _(
                "A target of that kind is not measured so: a date is done or not, what has no "
                "number people judge, and everything else has an indicator. Nothing was changed."
            )
        case Refusal.NOT_ADOPTED:
            return _(
                "The goal does not stand in an adopted edition. Change it in the draft instead."
            )
        case Refusal.NOTHING_NEW:
            return _("It is read so already. Nothing was changed.")
        case Refusal.NOT_YET:
            return _(
                "The day cannot be: it lies in the future, or before the strategy was adopted. "
                "Nothing was changed."
            )
        case Refusal.NO_REASON:
            return _("Write who, why and what shows it. Nothing was changed.")
        case Refusal.NOT_A_MILESTONE:
            return _("Only a target with a date is done or not. Nothing was changed.")
        case Refusal.NOT_FOR_PEOPLE:
            return _("Only a target without a number is judged by people. Nothing was changed.")
        case Refusal.NO_MARKS:
            return _("Nobody has given a mark. Nothing was changed.")
        case Refusal.OFF_THE_SCALE:
            return _(
                "A mark, or the mark from which the goal holds, lies off the scale. "
                "Nothing was changed."
            )
        case Refusal.TOO_MANY_MARKS:
            return _("There are more marks than people who were asked. Nothing was changed.")
