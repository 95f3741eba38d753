"""Comparison with others: "under gennemsnittet i regionen", "på niveau med landet"."""

import re
from decimal import Decimal

from retning.core.danish.numbers import Form, Quantity
from retning.core.danish.patterns import pattern
from retning.core.targets.kinds import Among, Comparator, Compare, Direction, Scope, To
from retning.core.targets.polarity import polarity
from retning.core.targets.reading.candidates import Candidate, Place, built, exact
from retning.core.targets.reading.movements import ACTING
from retning.core.targets.reading.phrases import is_actor, subject
from retning.core.targets.reading.signs import among_in, comparator_of, direction_in
from retning.core.targets.reading.standing import IN_WHAT
from retning.core.targets.reading.view import View
from retning.core.targets.readings import Doubt

_WHOM = (
    r"(?:(?:hele\s)?(?:lands|kommune|regions|amts)gennemsnit(?:tet)?"
    r"|(?:det\s)?(?:nationale?\s|landsdækkende\s|regionale\s)?gennemsnit(?:tet)?(?:\s"
    r"(?:for|i|af|blandt|på)\s[^.;,]{2,60})?"
    r"|på\s(?:landsplan|landsbasis)|landet(?:\ssom\shelhed)?"
    r"|resten\saf\slandet|hele\slandet|i\s(?:hele\s|resten\saf\s)?(?:landet"
    r"|regionen|region\s\w+)(?:\ssom\shelhed)?"
    r"|(?:i\s|vores\s|blandt\s)*nabokommuner(?:ne)?|nabokommunernes?"
    r"|(?:i\s)?(?:andre|øvrige|de\søvrige|de\sandre|sammenlignelige"
    r"|lignende|tilsvarende)\s(?:[a-zæøå]+e\s)?(?:kommuner"
    r"|byer)(?:nes|ne|s)?\b|(?:vores\s)?nabo(?:er|erne|ernes|ers)\b"
    r"|landstallet|landsresultatet|nationalt|(?:i\s)?(?:de\sandre\s)?\d-by(?:erne)?"
    r"|(?:i\s)?(?:vestegns|omegns|sammenlignings|hovedstads"
    r"|landdistrikts)kommuner(?:ne)?|regionen|region\s\w+"
    r"|sammenligningsgruppen|(?:i\s)?hovedstadsområdet"
    r"|andre\ssteder\si\slandet|(?<=hos\s)kommuner(?:ne)?(?:\s(?:i"
    r"|på)\s\w+)?)"
)
_ADJ_UP = r"(?:stærkere|højere|større|bedre|flere|længere|hurtigere|mere)"
_ADJ_DOWN = r"(?:lavere|mindre|færre|kortere|dårligere|ringere|langsommere)"
_SAME = (
    r"(?:på\s(?:mindst\s|minimum\s)?(?:samme\s)?(?:niveau"
    r"|højde|linje)\s(?:med|som)|svare\s(?:mindst\s)?til"
    r"|svarer\s(?:mindst\s)?til|lige\s?så\s\w+\ssom|på\shøjde\smed"
    r"|det\ssamme\ssom|følge|følger|matche|matcher|nå(?:r)?(?:\s(?:op\spå"
    r"|ned\spå))?|mindst(?=\slandsgennemsnit)|højst(?=\slandsgennemsnit)"
    r"|(?P<to>til\s(?:det\s)?samme\sniveau\ssom"
    r"|til(?=\s(?:(?:lands|kommune|regions)gennemsnit|gennemsnittet|niveauet\s(?:for|i|på|hos)\s))))"
)
_COMPARISON = pattern(
    rf"(?P<no>\b(?:ikke|aldrig)\s(?:\w+\s){{0,4}}?)?\b(?:(?P<over>over"
    rf"|højere\send|overstige|overgå|{_ADJ_UP}(?:\s(?P<more>[^,.;]{{1,60}}?))?\send)"
    rf"|(?P<under>under|{_ADJ_DOWN}(?:\s(?P<fewer>[^,.;]{{1,60}}?))?\send)|(?P<same>{_SAME}))"
    rf"\s(?:det\s|den\s|dem\s|de\s|niveauet\s|hos\s|for\s|i\s)*?(?P<whom>{_WHOM})"
)
_BY = pattern(r"\smed\s(?:(?:mere\send|højst|mindst|op\stil|over)\s)?")
_BAD = pattern(r"dårligere|ringere|langsommere|bedre|hurtigere")


def compare(view: View) -> Candidate | None:
    """ "under gennemsnittet i regionen", "højst 0,5 procentpoint over landsgennemsnittet"."""
    found = _COMPARISON.search(view.low)
    if found is None:
        return None
    way = _towards(view, found)
    if found["to"] and way is None:
        return None
    own = subject(view, found.start())
    acting = ACTING.search(view.low, 0, found.start()) if way else None
    more = next((g for g in ("more", "fewer") if found[g]), None)
    if acting and is_actor(view, own):
        own = view.trimmed(acting.start("what"), found.start())
    elif more and is_actor(view, own):
        own = view.trimmed(*found.span(more))
    elif is_actor(view, own):
        behind = IN_WHAT.match(view.low, found.end())
        own = view.trimmed(*behind.span("what")) if behind else own
    comparator = way or _relation(view, found, own)
    margin = _margin(view, found)
    to = To.AVERAGE if re.search("gennemsnit|tallet|resultatet", found["whom"]) else To.OTHERS
    among, _ = among_in(_part_view(view, found), Among(Scope.COUNTRY))
    value, unit, comparator = _with_margin(view, found, margin, comparator)
    target = built(lambda: Compare(comparator, to, among, value, unit, view.by))
    if target is None:
        return None
    evidence = {"kind": found.span(), "comparator": found.span(), "direction": found.span()}
    evidence["population"] = found.span("whom")
    if margin:
        evidence["value"] = (margin.start, margin.end)
    doubt = Doubt.WHICH_AVERAGE if to is To.AVERAGE and among.scope is Scope.GROUP else None
    sure = 0.95 if comparator else 0.75
    return Candidate(target, sure, own, evidence, doubt=doubt)


def _towards(view: View, found: re.Match[str]) -> Comparator | None:
    """ "falde til landsgennemsnittet": that low at least. None where nothing moves there."""
    way = direction_in(view.low[: found.start()]) if found["to"] else None
    if way is None:
        return None
    return Comparator.AT_MOST if way is Direction.DOWN else Comparator.AT_LEAST


def _part_view(view: View, found: re.Match[str]) -> View:
    return View(view.text[found.start("whom") : found.end("whom")])


def _relation(view: View, found: re.Match[str], own: Place) -> Comparator | None:
    head = view.low[max(0, found.start() - 30) : found.end()]
    if found["same"]:
        if re.search(r"\b(?:mindst|minimum|nå(?:r)? op)\b", head):
            return Comparator.AT_LEAST
        if re.search(r"\b(?:højst|maksimalt|nå(?:r)? ned)\b", head):
            return Comparator.AT_MOST
        return None
    upwards = bool(found["over"])
    told = _BAD.search(found[0])
    if told and polarity(view.text[own[0] : own[1]]) is Direction.DOWN:
        upwards = not upwards
    if found["no"]:
        return Comparator.AT_MOST if upwards else Comparator.AT_LEAST
    return Comparator.OVER if upwards else Comparator.UNDER


def _margin(view: View, found: re.Match[str]) -> Quantity | None:
    for each in view.quantities:
        if each.form is Form.RATIO or each.form is Form.FRACTION:
            continue
        if 0 <= found.start() - each.end <= 2:
            return each
        if _BY.fullmatch(view.low, found.end(), max(found.end(), each.start)):
            return each
    return None


def _with_margin(
    view: View, found: re.Match[str], margin: Quantity | None, comparator: Comparator | None
) -> tuple[Decimal | None, str, Comparator | None]:
    if margin is None:
        return None, "", comparator
    value = exact(margin.value)
    if found["under"]:
        value = -value
    said = comparator_of(view, margin)
    upwards = comparator in {Comparator.OVER, Comparator.AT_LEAST}
    if margin.end <= found.start() and said and said[0] in {Comparator.AT_MOST, Comparator.UNDER}:
        upwards = not upwards
    return value, margin.unit, Comparator.AT_LEAST if upwards else Comparator.AT_MOST
