"""The unit of a figure: what stands behind it, or the noun that is counted."""

import re

from retning.core.danish.dates import Role
from retning.core.danish.numbers import MEASURES, Form, Quantity
from retning.core.danish.patterns import pattern
from retning.core.targets.reading.candidates import Place
from retning.core.targets.reading.view import View

KIND_UNIT = pattern(
    r"\s(?!og|eller|i|på|med|af|til|for|inden|senest|der"
    r"|som|er|skal|pr|fra|kommuner|om|ud|at|ved|mod|år"
    r"|ad)(?:(?:nye|flere|ekstra|almene|private|offentlige"
    r"|yderligere|forskellige|grønne|fuldtids|[a-zæøå]+-\sog)\s)*(?P<noun>[a-zæøå][a-zæøå0-9-]{2,40})"
    r"(?:(?<=ige|ede|ske|lle|ale)\s(?!inden\b|under\b|efter\b|over\b|uden\b)"
    r"(?P<after>[a-zæøå]{3,40}(?:er|e)\b))?"
)
_NUMBER_OF = pattern(
    r"(?:det\s(?:samlede|årlige)\s)?antal(?:let)?\s(?:af\s)?(?:[a-zæøå-]+e\s"
    r"){0,2}?(?P<noun>[a-zæøå-]{3,40})(?=\s(?:på|i|med"
    r"|til|for|fra|der|som|hos|pr|skal|er)\b|$|,)"
)
_TALLIES = {
    "indbygger": "indbyggere", "folke": "indbyggere", "elev": "elever", "medlems": "medlemmer",
    "besøgs": "besøg", "børne": "børn", "passager": "passagerer", "gæste": "gæster",
}  # fmt: skip
_TALLY = pattern(rf"\b({'|'.join(_TALLIES)})tal(?:let)?\b")
_EACH = pattern(
    r"(?<!fra )(?<!til )(?<!for )\b(?:hver|hvert|den enkelte|enhver|ethvert)"
    r"\s(?!år|måned|uge|dag|gang|time|tredje|anden)"
    r"(?P<who>[a-zæøå]{3,})"
)
_PER = pattern(r"\s(?:pr\.?|per)\s(?P<by>[a-zæøå]\w+)")


def unit_of(view: View, found: Quantity, indicator: Place) -> str:
    """The unit as the labels write it, with what it is counted by; empty for a bare number."""
    if found.form in {Form.FRACTION, Form.PERCENT}:
        return "%"
    if found.form is Form.POINTS:
        return found.unit
    named = view.low[slice(*indicator)]
    words = named + " " + view.low
    unit, per = found.unit, found.per
    if unit == "dage" and re.search(r"sygefravær", words) and per:
        unit = "sygefraværsdage"
    if not unit and view.low[: found.start].endswith("indeks "):
        return "indeks"
    if not unit and re.search(r"\bkvadratmeter\b|\bm2\b", words):
        return "m2"
    if not per and unit and (each := _EACH.search(view.low, 0, found.start)):
        per = each["who"]
    if not unit and (counted_of := _NUMBER_OF.match(named) or _NUMBER_OF.match(words)):
        unit = counted_of["noun"]
    if not unit and (tally := _TALLY.search(named)):
        unit = _TALLIES[tally[1]]
    if not unit and (noun := KIND_UNIT.match(view.low, found.end)):
        unit = noun["after"] or noun["noun"]
        counted = _PER.match(view.low, noun.end())
        per = counted["by"] if counted else per
    if unit and not per and view.moment(Role.PACE) and unit not in MEASURES:
        per = "år"
    return f"{unit} pr. {per}" if per and unit else unit
