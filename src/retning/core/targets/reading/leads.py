"""What stands before the goal itself: "Det er Byrådets mål, at …", "Ambitionen er …"."""

import re

from retning.core.danish.patterns import pattern

_NOUN = (
    r"(?:mål|målet|målsætning(?:en)?|ambition(?:en)?|ønske(?:t)?"
    r"|vision(?:en)?|sigte(?:t)?|pejlemærke(?:t)?|måltal(?:let)?"
    r"|hensigt(?:en)?|delmål(?:et)?|succeskriteri(?:um"
    r"|et)|tegn på succes)"
)
_LEADS = (
    pattern(
        rf"^(?=.{{0,120}}\bat\b)\W*(?:(?!\bskal\b|\d)[^.?]){{0,80}}?\b{_NOUN}(?:\s"
        rf"(?!skal)[a-zæøå]+){{0,4}}?(?:\s(?:for|i|inden)\s\d{{4}})?,?\s(?:er,?\s"
        r"|om,?\s|,\s)*(?P<at>at)\s"
    ),
    pattern(
        r"^\W*(?:(?:vores|kommunens|byrådets|det|den|udvalgets"
        rf"|mit)\s)?(?:\w+\s)?{_NOUN}(?:\sfor\s\w+)?\s(?:er"
        rf"|i \d{{4}} er)\s(?!at\b|i dag|nået|opfyldt)"
    ),
    pattern(rf"^\W*{_NOUN}(?:\s\d{{1,2}})?\s?:\s"),
    pattern(
        r"^\W*(?:vi|kommunen|byrådet|[\wæøå-]+\skommune)\s(?:vil\s(?:gerne\s)?(?:have"
        r"|sikre|arbejde for|gå efter|opnå|måles på)|ønsker"
        r"|arbejder(?:\s\w+){0,2}?\s(?:for|på)|går\s(?:\w+\s)?efter"
        r"|stræber efter|sigter (?:mod|efter)|stiler (?:mod"
        r"|efter)|har sat sig for|forpligter os til|lægger vægt på),?\s(?P<at>at)"
        r"\s"
    ),
    pattern(r"^\W*(?:at)\s"),
    pattern(
        r"^\W*(?:på den baggrund|derfor|samtidig|desuden|endelig"
        r"|dertil|konkret|overordnet)\s(?=skal\b|vil\b|er\b)"
    ),
    pattern(
        r"^\W*\d{1,2}(?:\.\d{1,2})*[.)]\s(?!(?:januar|februar"
        r"|marts|april|maj|juni|juli|august|september|oktober"
        r"|november|december|kvartal|halvår|klasse|plads)\b)"
    ),
    pattern(r"^\s*[-•⦁*▪●]\s"),
)


def lead(low: str) -> int:
    """Where the goal begins in small-lettered words, behind what leads up to it."""
    at = 0
    for _ in range(3):
        step = _step(low[at:])
        if not step:
            return at
        at += step
    return at


def is_framed(low: str, at: int) -> bool:
    """Whether what was led up with says that a goal follows."""
    return at > 0 and bool(re.search(rf"\b{_NOUN}\b|ønsker|vil have|sikre|arbejder|går", low[:at]))


def _step(low: str) -> int:
    for each in _LEADS:
        found = each.match(low)
        if found is not None and found.end() < len(low):
            return found.end()
    return 0
