"""Limits on the time that things take: "Svar gives inden for højst tre uger"."""

import re

from retning.core.danish.numbers import Form
from retning.core.danish.patterns import pattern
from retning.core.targets.kinds import Comparator, Level
from retning.core.targets.reading.candidates import Candidate, built, exact
from retning.core.targets.reading.phrases import subject
from retning.core.targets.reading.view import View
from retning.core.targets.readings import Doubt

_SPEED = pattern(
    r"\b(?:inden for|indenfor|inden|senest|i løbet af"
    r"|på)\s(?P<limit>højst\s|maks(?:imalt|\.)?\s|senest\s)?(?P<n>\S+)\s(?P<unit>minutter"
    r"|timer?|døgn|hverdage?|arbejdsdage?|dage?|uger?"
    r"|måneder|måned)\b"
)


_DAYS = {"uger": 7, "uge": 7}


_ANSWER = pattern(
    r"\b(?:svar|sagsbehandling\w*|behandling\w*|afgørelse\w*"
    r"|henvendelse\w*|ansøgning\w*|sager|tilbud|tid)\b"
)


def speed(view: View) -> Candidate | None:
    """ "Svar gives inden for højst tre uger": a limit on the time that things take."""
    found = _SPEED.search(view.low)
    if found is None or not (found["limit"] or _ANSWER.search(view.low)):
        return None
    if any(each.form is not Form.PLAIN for each in view.quantities):
        return None
    return _within(view, found)


def _within(view: View, found: re.Match[str]) -> Candidate | None:
    from_word = View(found["n"] + " " + found["unit"]).quantities
    if not from_word:
        return None
    value = exact(from_word[0].value) * _DAYS.get(found["unit"], 1)
    unit = "dage" if found["unit"] in _DAYS else from_word[0].unit or found["unit"]
    target = built(lambda: Level(Comparator.AT_MOST, value, unit, by=view.by))
    own = subject(view, found.start())
    if (
        target is None
        or own[0] >= own[1]
        or view.low.lstrip().startswith(("flere", "færre", "alle"))
    ):
        return None
    evidence = {"kind": found.span(), "value": found.span(), "comparator": found.span()}
    sure = 0.9 if found["limit"] else 0.72
    return Candidate(target, sure, own, evidence, doubt=Doubt.WINDOW_OR_DEADLINE)
