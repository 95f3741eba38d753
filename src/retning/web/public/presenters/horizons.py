"""What a page says of a verdict beside its sentence: its status in a word and a sign, what its
deadline means for it, and why no outlook is given."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext, gettext_lazy

from retning.apps.strategy.queries.verdicts import GoalVerdict
from retning.core.targets import said_status
from retning.core.targets.saying_verdicts import said_period
from retning.core.targets.verdicts import Reason, Status, Ties
from retning.web.public.presenters.figures import language_of_page
from retning.web.public.presenters.labels import Label
from retning.web.ui.formats import long_date
from retning.web.ui.statuses import LOOKS

WHY_SILENT: Mapping[str, object] = {
    "no_figure": gettext_lazy("There are too few figures to reckon one."),
    "too_short": gettext_lazy("The figures do not go far enough back."),
    "too_far": gettext_lazy("The deadline is further ahead than outlooks have been tested for."),
    "no_skill": gettext_lazy(
        "Tested on earlier years, outlooks of this kind came no nearer than a simple guess."
    ),
    "not_asked": gettext_lazy("Outlooks are not made of targets of this kind."),
    "untested": gettext_lazy("Outlooks have not been tested on figures like these."),
}
"""By what the job that makes outlooks says (`OutlookView.silent_because`)."""


def label_of(found: GoalVerdict) -> Label:
    """The status. A deadline that has passed without a word is not a figure that is missing."""
    if found.verdict.reason is Reason.NO_PROOF:
        return Label("near", gettext("The deadline has passed"))
    if found.status is Status.UNKNOWN:
        return Label(LOOKS[found.status], said_status(found.status, language_of_page()))
    return Label(LOOKS[found.status], found.status_said(language_of_page()))


def deadline_note(found: GoalVerdict, on: date) -> str:
    """Why it is this period's figure that counts; empty where the sentence says enough."""
    verdict, plan = found.verdict, found.measured.period
    if verdict.period is None or verdict.value is None:
        return ""
    period = said_period(verdict.period, language_of_page())
    if verdict.deadline is not None:
        if verdict.deadline > on:
            return ""
        return gettext(
            "The deadline was %(day)s, so the goal is held up against the figures of that time, "
            "even where there are newer ones."
        ) % {"day": long_date(verdict.deadline)}
    if plan is None or plan[1] >= on.year:
        return gettext("The goal has no deadline. It is held up against the newest figure.")
    return gettext(
        "The plan ran until %(year)s, but the goal has no deadline. It is still held up against "
        "the newest figure that we have, that of %(period)s."
    ) % {"year": plan[1], "period": period}


def why_no_outlook(found: GoalVerdict, on: date) -> str:
    """Why no outlook is given where the deadline is ahead; empty where one is, or none is due."""
    verdict, measurement = found.verdict, found.measurement
    is_ahead = verdict.deadline is not None and verdict.deadline > on
    if not is_ahead or verdict.met_now is None or measurement is None:
        return ""
    if verdict.probability is not None:
        return ""
    return gettext("No outlook: %(why)s") % {"why": _why(found, measurement.shows_outlook)}


def _why(found: GoalVerdict, shows_outlook: bool) -> str:
    if not shows_outlook:
        return gettext("The municipality has chosen not to show outlooks.")
    if found.is_example:
        return gettext("The figures are examples.")
    if found.measured.ties is Ties.STRICT:
        return gettext("Outlooks have not been tested where those who tie count too.")
    if found.outlook is None:
        return gettext("It has not been worked out on these figures yet.")
    return str(WHY_SILENT.get(found.outlook.silent_because, WHY_SILENT["untested"]))
