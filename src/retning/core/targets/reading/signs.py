"""Words that say how a figure must stand, which way it moves and who is compared."""

import re
from decimal import Decimal

from retning.core.danish.numbers import Quantity
from retning.core.danish.patterns import pattern
from retning.core.targets.kinds import Among, Best, Comparator, Direction, Scope
from retning.core.targets.reading.view import View

_MORE = (
    r"(?:over|mere end|flere end|højere end|større end"
    r"|længere end|overstige|overskride|ovenfor)"
)
_LESS = r"(?:under|mindre end|færre end|lavere end|kortere end)"
_NO = r"(?:ikke|aldrig|på intet tidspunkt)"
_FILL = r"(?:\s(?!til\b|fra\b|ikke\b)[a-zæøå]+){0,2}\s(?:på\s|i\s|med\s)?$"
_BEFORE: tuple[tuple[Comparator, re.Pattern[str]], ...] = (
    (
        Comparator.AT_MOST,
        pattern(
            rf"\b{_NO}\s(?:[a-zæøå]+\s){{0,3}}?{_MORE}\s(?:på\s)?$"
            rf"|\bikke\s(?:[a-zæøå]+\s){{0,2}}op over\s$"
        ),
    ),
    (
        Comparator.AT_LEAST,
        pattern(rf"\b{_NO}\s(?:[a-zæøå]+\s){{0,3}}?{_LESS}\s(?:på\s)?$"),
    ),
    (
        Comparator.AT_LEAST,
        pattern(
            rf"(?:\b(?:mindst|minimum|min\.)|≥)(?:{_FILL}|\s?$)"
            r"|\bop(?:pe)? (?:på|til)\s(?:ca\.\s)?$"
            r"|\b(?:runder?|passerer?|rammer?)\s(?:de\s)?$"
        ),
    ),
    (
        Comparator.AT_MOST,
        pattern(
            r"(?:\b(?:højst|højest|maksimalt|maksimum|maks\.?"
            rf"|max\.?|ikke|kun)|≤)(?:{_FILL}|\s?$)|\bnede? (?:på"
            r"|til)\s(?:ca\.\s)?$"
        ),
    ),
    (Comparator.OVER, pattern(rf"(?:\b{_MORE}|>)\s?$")),
    (Comparator.UNDER, pattern(rf"(?:\b{_LESS}|<)\s?$")),
)
_AFTER: tuple[tuple[Comparator, re.Pattern[str]], ...] = (
    (
        Comparator.AT_LEAST,
        pattern(
            r"\s?(?:eller|og)\s(?:der|her)?(?:over|mere|flere"
            r"|højere|bedre|opefter)|\+|\s(?:som\s)?(?:minimum"
            r"|mindst)\b"
        ),
    ),
    (
        Comparator.AT_MOST,
        pattern(
            r"\s?(?:eller|og)\s(?:der|her)?(?:under|mindre|færre"
            r"|lavere|kortere|nedefter)|\s(?:som\s)?(?:maksimum"
            r"|maksimalt|højst)\b"
        ),
    ),
)

_UP_VERB = (
    r"stig(?:e|er|es)|steget|øg(?:e|es|er|et)|forøg(?:e|es|er"
    r"|et)|voks(?:e|er|et)|hæv(?:e|es|er|et)|løft(?:e"
    r"|es|er|et)|forhøj(?:e|es|er|et)"
)
_DOWN_VERB = (
    r"fald(?:e|er|et)(?!\s(?:mellem|fra\b|bagud|i\ssøvn))"
    r"|mindsk(?:e|es|er|et)|reducer(?:e|es|er|et)|nedbring(?:e"
    r"|es|er)|nedbragt|sænk(?:e|es|er|et)"
    r"|begræns(?:e|es|er|et)|nedsætte?s?|minimer(?:e|es"
    r"|er|et)|(?:skære|skæres|skærer|bringe|bringes|bringer"
    r"|sætte|sættes) (?:\S+ ){0,8}?ned|skåret ned|dale"
    r"|aftage|effektiviser(?:e|es|er)"
)
MOVED = (
    r"(?:steget|øget|forøget|vokset|hævet|løftet|forhøjet|faldet|mindsket|reduceret|nedbragt"
    r"|sænket|begrænset|nedsat|minimeret|skåret|halveret|fordoblet|forkortet|forbedret)"
)
MOVES = rf"(?:{_UP_VERB}|{_DOWN_VERB})"
UP_VERBS = pattern(rf"\b(?:{_UP_VERB})\b")
DOWN_VERBS = pattern(rf"\b(?:{_DOWN_VERB}|forkort(?:e|es|er|et))\b")
UP = pattern(
    rf"\b(?:{_UP_VERB}|stigning(?:en)?|vækst(?:en)?|fremgang"
    r"|udvid(?:e|es|er|et)|forlæng(?:e|es|er|et)|dyrere|stærkere"
    r"|forøgelse|tilvækst|stigende|voksende|højere|større"
    r"|flere|mere|længere|fordobl(?:e|es|er|et|ing)|tredobl(?:e"
    r"|es|er|et|ing)|firedobl(?:e|es|er|et|ing)|mangedobl\w+)\b"
)
DOWN = pattern(
    rf"\b(?:{_DOWN_VERB}|fald(?:et)?|reduktion(?:en)?|nedgang"
    r"|nedbringelse(?:n)?|reducering|mindskelse|besparelse"
    r"|udlign(?:e|es|er|et)|udjævn(?:e|es|er|et)|indsnævr(?:e|es|er|et)"
    r"|fjern(?:e|es|er|et)|forkort(?:e|es|er|et)|spar(?:e|es|er|et)|billigere"
    r"|faldende|aftagende|lavere|mindre|færre|kortere"
    r"|halver(?:e|es|er|et|ing))\b"
)
PARTICLE = pattern(
    r"\bskal\s(?:(?:dermed|derfor|fortsat|også|yderligere"
    r"|markant|gradvist|samlet|igen|endnu|betydeligt|hele\svejen"
    r"|år\sfor\sår|længere|væsentligt|klart|mærkbart|i \d{4}"
    r"|inden \d{4})\s){0,3}?(?P<way>ned|op)\b(?!\s(?:i\s(?!\d)"
    r"|ad|af)\b)"
)
BETTER = pattern(r"\b(?:forbedr(?:e|es|er|et|ing|ingen)|bedre)\b")
MULTIPLES = {"fordobl": 100, "tredobl": 200, "firedobl": 300, "femdobl": 400, "tidobl": 900}
MULTIPLE = pattern(
    r"\b(?P<stem>fordobl|tredobl|firedobl|femdobl|tidobl"
    r"|halver)(?:e|es|er|et|ing|ingen|ede)\b"
    r"|\b(?P<times>halvt?|dobbelt|tredobbelt|(?:tre|fire|fem|ti) gange)\s(?:op\s)?så\s"
    r"(?P<much>mange|meget|stor[te]?|høj[te]?|lav[te]?|få|lang[te]?)\b"
)
_TIMES = {"dobbelt": 100, "tre": 200, "tredobbelt": 200, "fire": 300, "fem": 400, "ti": 900}


def multiple_of(found: re.Match[str]) -> Decimal:
    """By how many per cent a found multiple changes something: -50 for "halveres"."""
    if found["times"]:
        return Decimal(_TIMES.get(found["times"].split()[0], -50))
    return Decimal(MULTIPLES.get(found["stem"], -50))


_HIGHEST = r"højeste?|flest|største?|længste?|meste|mest"
_LOWEST = r"laveste?|færrest|mindste?|korteste?|billigste?|lavest"
DEFINITE = (
    r"(?:højeste|største|længste|laveste|mindste|korteste|billigste|bedste|[a-zæøå]{4,}(?:e|ig)ste)"
)
ENDS = rf"(?:{_HIGHEST}|{_LOWEST}|bedste?|[a-zæøå]{{4,}}(?:e|ig)ste)"
_LOWEST_WORD = pattern(rf"(?:{_LOWEST}|færreste)\b")
_HIGHEST_WORD = pattern(rf"(?:{_HIGHEST}|fleste)\b")

_GROUP = pattern(
    r"\b(?:\d{1,2}-by(?:erne|er)|(?:storby|vestegns|omegns"
    r"|hovedstads|landdistrikts|udkants|ø-?|provinsby"
    r"|universitets|sammenlignings)kommuner(?:ne)?"
    r"|(?:sammenlignelige|de store|landets store|tilsvarende"
    r"|lignende) (?:kommuner|byer)|sammenligningsgruppen"
    r"|kommunerne? på (?P<place>\w+)"
    r"|trekant(?:s)?området|business region \w+"
    r"|(?:[a-zæøå]{2,20}(?<!nabo)(?<!omegns))kommuner(?:ne)?(?!s\w)|de seks største byer)\b"
)
_NEIGHBOUR = pattern(
    r"\b(?:nabo|omegns|nærliggende )kommuner(?:ne)?s?\b|\b(?:vores )?nabo(?:er|erne|ernes|erne?)\b"
)
_REGION = pattern(
    r"\bregion (?P<name>nordjylland|midtjylland|syddanmark"
    r"|sjælland|hovedstaden)s?\b|\b(?:hovedstadsområdet|landsdelen)\b|\bregion(?:en|ens|alt"
    r"|sgennemsnittet|sgennemsnit|alt niveau)?\b"
)
_COUNTRY = pattern(
    r"\b(?:landet|landets|landsplan|lands?gennemsnit\w*"
    r"|danmark|danmarks(?=\s(?:[a-zæøå]+este?\b|\d))|herhjemme|nationalt|hele landet"
    r"|landsresultat\w*|landstal\w*|nationale|danske|på landsbasis)\b"
)
_MUNICIPALITIES = pattern(r"\bkommune(?:r|rne|rnes|gennemsnittet|gennemsnit)\b")


def comparator_of(view: View, quantity: Quantity) -> tuple[Comparator, int, int] | None:
    """How a figure must stand to a quantity, where the words around it say so, and which words."""
    head = view.low[max(0, quantity.start - 45) : quantity.start]
    for comparator, each in _BEFORE:
        if found := each.search(head):
            at = quantity.start - len(head)
            return comparator, at + found.start(), quantity.start
    tail = view.low[quantity.end : quantity.end + 20]
    for comparator, each in _AFTER:
        if found := each.match(tail):
            return comparator, quantity.end, quantity.end + found.end()
    return None


def direction_in(words: str) -> Direction | None:
    """The movement that comes first in small-lettered words."""
    up, down = UP.search(words), DOWN.search(words)
    if particle := PARTICLE.search(words):
        return Direction.UP if particle["way"] == "op" else Direction.DOWN
    if up and (not down or up.start() < down.start()):
        return Direction.UP
    if down:
        return Direction.DOWN
    return None


def end_of(adjective: str) -> Best:
    """Which end of a ranking a superlative means."""
    if _LOWEST_WORD.search(adjective):
        return Best.LOWEST
    if _HIGHEST_WORD.search(adjective):
        return Best.HIGHEST
    return Best.BEST


def among_in(view: View, default: Among) -> tuple[Among, tuple[int, int] | None]:
    """Whom the clause compares with, and which words say so."""
    low = view.low
    if found := _NEIGHBOUR.search(low):
        return Among(Scope.NEIGHBOURS), found.span()
    if found := _GROUP.search(low):
        return Among(Scope.GROUP, view.text[found.start() : found.end()][:80]), found.span()
    if found := _REGION.search(low):
        return _region(view, found), found.span()
    for scope, each in ((Scope.MUNICIPALITIES, _MUNICIPALITIES), (Scope.COUNTRY, _COUNTRY)):
        if found := each.search(low):
            return Among(scope), found.span()
    return default, None


def _region(view: View, found: re.Match[str]) -> Among:
    named = found["name"] or found[0].endswith("området")
    name = " ".join(view.text[found.start() : found.end()].split()) if named else ""
    return Among(Scope.REGION, name)
