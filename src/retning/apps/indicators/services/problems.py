"""What is odd in a release, and why a feed brings nothing, in sentences for people."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.formats import get_format
from django.utils.translation import gettext as _

from retning.apps.indicators.enums import Held
from retning.apps.indicators.queries.geography import municipality_names
from retning.apps.indicators.sources.reply import OddityCode, UnavailableCode


def problem_sentence(problem: Mapping[str, str | int], *, name: str = "") -> str:
    """One line of `Release.problems`; `name` is the indicator's, where the caller has it."""
    what = _what(str(problem.get("code", "")))
    where = ", ".join(_where(problem, name))
    said = _said(problem)
    if where and said:
        return _("%(where)s: %(what)s (%(said)s).") % {"where": where, "what": what, "said": said}
    if where:
        return _("%(where)s: %(what)s.") % {"where": where, "what": what}
    if said:
        return _("%(what)s (%(said)s).") % {"what": what[:1].upper() + what[1:], "said": said}
    return f"{what[:1].upper()}{what[1:]}."


def _said(problem: Mapping[str, str | int]) -> str:
    """What is odd in it; what we reckoned ourselves, with the language's decimals."""
    said = str(problem.get("said", ""))
    if problem.get("code") in {Held.TENFOLD, Held.SCALE}:
        return said.replace(".", get_format("DECIMAL_SEPARATOR"))
    return said


def _what(code: str) -> str:
    if code in Held.values:
        return str(Held(code).label)
    if code in OddityCode.values:
        return str(OddityCode(code).label)
    return _("something odd")


def _where(problem: Mapping[str, str | int], name: str) -> list[str]:
    area = str(problem.get("area", ""))
    said = [
        name or str(problem.get("indicator", "")),
        municipality_names().get(area, area),
        str(problem.get("period", "")),
    ]
    if problem.get("row"):
        said.append(_("line %(row)s") % {"row": problem["row"]})
    return [each for each in said if each]


def feed_sentence(problem: str) -> str:
    """Why a feed brings nothing; "" where it does."""
    if problem in UnavailableCode.values:
        return str(UnavailableCode(problem).label)
    return f"{_what(problem)[:1].upper()}{_what(problem)[1:]}." if problem else ""
