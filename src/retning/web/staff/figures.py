"""Figures, releases and how sources stand, in words for those who look after them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from retning.apps.accounts.queries import names_of
from retning.apps.indicators.queries.feeds import FeedHealth
from retning.apps.indicators.queries.geography import municipality_names
from retning.apps.indicators.queries.releases import Change
from retning.apps.indicators.services.problems import feed_sentence, problem_sentence
from retning.apps.indicators.sources.reply import Unavailable
from retning.core.benchmark.figures import COUNTRY, Figure, State
from retning.core.periods import Period
from retning.core.targets import LanguageCode
from retning.core.targets.saying_verdicts import said_period
from retning.foundation.attachments.services import Refusal
from retning.foundation.jobs.enums import Problem
from retning.web.ui import formats


def language() -> LanguageCode:
    """The page's language, as cores know it."""
    return "en" if (get_language() or "da").startswith("en") else "da"


def figure_text(figure: Figure) -> str:
    """A figure as it is read, or why there is none."""
    match figure.state:
        case State.KNOWN if figure.value is not None:
            return formats.number(figure.value)
        case State.SUPPRESSED:
            return _("withheld")
        case State.NOT_PUBLISHED:
            return _("not published")
        case State.UNDEFINED:
            return _("undefined")
        case _:
            return _("no figure")


def area_name(code: str) -> str:
    return _("All of Denmark") if code == COUNTRY else municipality_names().get(code, code)


def period_text(period: Period) -> str:
    return said_period(period, language())


@dataclass(frozen=True)
class ChangeLine:
    """A figure before and after, in words; what its trace page needs of it."""

    code: str
    name: str
    area_code: str
    area: str
    period_code: str
    period: str
    before: str
    after: str


def change_lines(changes: Iterable[Change]) -> list[ChangeLine]:
    is_english = language() == "en"
    return [
        ChangeLine(
            code=each.code,
            name=each.name_en or each.name_da if is_english else each.name_da,
            area_code=each.area,
            area=area_name(each.area),
            period_code=each.period.code,
            period=period_text(each.period),
            before=figure_text(each.before),
            after=figure_text(each.after),
        )
        for each in changes
    ]


def problem_lines(
    problems: Iterable[Mapping[str, str | int]], names: Mapping[str, str]
) -> list[str]:
    """What is odd, a sentence each; `names` of indicators by code."""
    return [
        problem_sentence(each, name=names.get(str(each.get("indicator", "")), ""))
        for each in problems
    ]


@dataclass(frozen=True)
class SourceLine:
    """How a table's source stands. `state` is a kind of `status`, `label` its word."""

    health: FeedHealth
    newest: str
    state: str
    label: str
    problem: str
    since: datetime | None


_ORDER = ("failed", "waiting", "met", "unknown")


def source_lines(health: Iterable[FeedHealth]) -> list[SourceLine]:
    """What somebody must look at first, then what has figures, then the rest."""
    lines = [_source_line(each) for each in health]
    return sorted(lines, key=lambda line: (_ORDER.index(line.state), not line.health.examples))


def _source_line(line: FeedHealth) -> SourceLine:
    feed = line.feed
    problem = feed_sentence(feed.problem) if feed is not None and line.is_failing else ""
    state, label = _source_state(line)
    return SourceLine(
        health=line,
        newest=period_text(line.newest) if line.newest is not None else "",
        state=state,
        label=label,
        problem=problem,
        since=feed.failing_since if feed is not None else None,
    )


def _source_state(line: FeedHealth) -> tuple[str, str]:
    if line.is_failing:
        return "failed", _("Does not come")
    if line.held:
        return "waiting", _("Held for a look")
    if line.release is None:
        return "unknown", _("Example figures") if line.examples else _("No figures yet")
    return "met", _("Figures are here")


def names_of_actors(keys: Iterable[str]) -> dict[str, str]:
    """People's names by actor key; "" and the system itself say who they are. One query."""
    found = {key: _number(key) for key in keys}
    names = names_of({number for number in found.values() if number is not None})
    return {
        key: names.get(number, _("a user who is no longer here"))
        if number is not None
        else _("Retning itself")
        for key, number in found.items()
    }


def _number(key: str) -> int | None:
    kind, _colon, number = key.partition(":")
    return int(number) if kind == "user" and number.isdecimal() else None


def unreadable(refusal: Unavailable) -> str:
    """Why a file gives no figures."""
    return feed_sentence(refusal.code.value)


_FILE_REFUSED: Mapping[Refusal, Any] = {
    Refusal.EMPTY: gettext_lazy("The file is empty."),
    Refusal.ENCRYPTED: gettext_lazy("The file is protected by a password. Save it without one."),
    Refusal.DAMAGED: gettext_lazy("The file cannot be opened: it is damaged. Save it again."),
    Refusal.BOMB: gettext_lazy(
        "The file unpacks to far more than figures need. Nothing of it was kept."
    ),
}


def file_refused(refusal: Refusal) -> str:
    """Why a file was not kept, and what to do."""
    if refusal is Refusal.TOO_LARGE:
        return too_large()
    other = _("The file is no table. Save it as CSV, Excel or OpenDocument, and choose it again.")
    return str(_FILE_REFUSED.get(refusal, other))


def too_large() -> str:
    return _("The file is too large: a table may have 5 MB, an export 20 MB.")


def job_problem(code: str) -> str:
    """Why a job with figures failed."""
    return str(Problem(code).label) if code in Problem.values else feed_sentence(code)
