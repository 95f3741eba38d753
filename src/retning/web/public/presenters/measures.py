"""How a goal is measured and whether it is met: sentence, pictures, where the figures come from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext

from retning.apps.indicators.queries.pictures import newest_period
from retning.apps.strategy.queries.courses import across, course_of
from retning.apps.strategy.queries.pictures import strip_of
from retning.apps.strategy.queries.verdicts import GoalVerdict
from retning.core.charts import Caption, Drawing, series, tile_map
from retning.core.targets.verdicts import Reason
from retning.web.public.presenters.figures import (
    finding,
    indicator_url,
    language_of_page,
    release_url,
    source_line,
)
from retning.web.public.presenters.foretelling import page_link
from retning.web.public.presenters.horizons import deadline_note, label_of, why_no_outlook
from retning.web.public.presenters.labels import Label
from retning.web.public.presenters.overview_goals import proxy_of
from retning.web.public.presenters.pictures import Picture, picture_at
from retning.web.ui.links import Link


@dataclass(frozen=True)
class Reading:
    """A dated reading of an adopted wording."""

    reason: str
    decided_by: str
    decided_on: date


@dataclass(frozen=True)
class Measure:
    """One target of a goal as people read it. `beside` the sentence: what its deadline means, and
    why there is no outlook."""

    number: int
    said: str
    label: Label
    sentence: str
    beside: Sequence[str]
    proxy: str
    quoted: Sequence[str]
    is_example: bool
    failing_since: datetime | None
    reading: Reading | None
    indicator: Link | None
    source: str
    trace: Link | None
    tested: Link | None
    pictures: Sequence[Picture]


def measures_of(
    goal: UUID, verdicts: Sequence[GoalVerdict], on: date, query: str = ""
) -> list[Measure]:
    """`on`: the day that they were judged on; `query`: what the page was asked to know, for the
    addresses of its pictures."""
    return [
        _measure(goal, number, found, on, query) for number, found in enumerate(verdicts, start=1)
    ]


def _measure(goal: UUID, number: int, found: GoalVerdict, on: date, query: str) -> Measure:
    language = language_of_page()
    drawn = drawings_of_goal(found)
    indicator = found.indicator
    return Measure(
        number=number,
        said=found.said(language),
        label=label_of(found),
        sentence=found.sentence(language),
        beside=[note for note in (deadline_note(found, on), why_no_outlook(found, on)) if note],
        proxy=proxy_of(found),
        quoted=found.quoted,
        is_example=found.is_example,
        failing_since=found.measurement.failing_since if found.measurement else None,
        reading=_reading(found),
        indicator=Link(indicator.name(language), indicator_url(indicator.code))
        if indicator
        else None,
        source=_source(found),
        trace=_trace(found),
        tested=page_link() if found.verdict.probability is not None else None,
        pictures=[
            picture_at(drawn[name], "public:goal_picture", goal, number, name, query=query)
            for name in drawn
        ],
    )


def _reading(found: GoalVerdict) -> Reading | None:
    said = found.interpretation
    if said is None:
        return None
    return Reading(reason=said.reason, decided_by=said.decided_by, decided_on=said.decided_on)


def _source(found: GoalVerdict) -> str:
    evidence = found.verdict.evidence or found.measured.evidence
    if evidence is None:
        return ""
    if found.is_example and found.indicator is not None:
        return source_line(
            found.indicator.source_name, found.indicator.table, None, is_example=True
        )
    licence = found.indicator.licence if found.indicator is not None and not found.is_own else ""
    return source_line(evidence.source, evidence.table, evidence.updated, licence=licence)


def _trace(found: GoalVerdict) -> Link | None:
    """To the release that the verdict rests on, among all the indicator's."""
    evidence = found.verdict.evidence or found.measured.evidence
    if evidence is None or evidence.release is None or found.indicator is None:
        return None
    return Link(
        gettext("Where the figure comes from"), release_url(found.indicator.code, evidence.release)
    )


def drawings_of_goal(found: GoalVerdict) -> dict[str, Drawing]:
    """The pictures of a target, by their names in addresses; those that there are figures for."""
    if found.indicator is None or found.verdict.reason is Reason.NOT_REPRESENTATIVE:
        return {}
    language, indicator = language_of_page(), found.indicator
    name, source = indicator.name(language), _source(found)
    drawn: dict[str, Drawing] = {}
    strip = strip_of(found, language, title=_finding(found), source=source)
    if strip is not None:
        drawn["placering"] = strip
    words = {
        "middle": gettext("Middle of the municipalities"),
        "half": gettext("The middle half"),
        "country": gettext("The whole country"),
    }
    course = course_of(found, language, words=words)
    if course is not None:
        title = gettext("%(indicator)s over time") % {"indicator": name}
        drawn["udvikling"] = series(course, Caption(title, source, language, found.is_example))
    on_map = across(found, language)
    if on_map is not None:
        title = gettext("%(name)s across the country, %(period)s") % {
            "name": name,
            "period": on_map.period,
        }
        drawn["kort"] = tile_map(on_map, Caption(title, source, language, found.is_example))
    return drawn


def _finding(found: GoalVerdict) -> str:
    """Where the municipality stands among all, in few words: the verdict's sentence is above."""
    indicator, panel = found.indicator, found.measured.panel
    period = found.verdict.period or newest_period(panel)
    if indicator is None or period is None:
        return ""
    return finding(panel, indicator, found.measured.municipality, period)
