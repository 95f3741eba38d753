"""Which way an indicator is wished to move: what "bedste" and "forbedring" mean for it.

Told from the words that name it. Its head decides ("tilfredshed med ventetiden" is wished up),
which in Danish stands before the first preposition; else what stands behind it does.
"""

import re

from retning.core.danish.patterns import pattern
from retning.core.targets.kinds import Direction

_DOWN = pattern(
    r"ledig(?!t\b|e\sboliger)|arbejdsløs|fravær|frafald"
    r"|udgift|omkostning|ventetid|ventelist|ventedag"
    r"|ventende|socioøkonomisk|kriminal|indbrud|hærværk"
    r"|\bvold|affald(?!ssortering|ssystem)|\bco2|co₂|udled"
    r"|drivhusgas|emission|forbrug(?!er)|ryge|\brøg|overvægt"
    r"|ensom|klage(?!r\bkan)|\bfejl|gæld(?!end)|\btab\b"
    r"|ulykke"
    r"|tilskade|uheld|indlæggelse|anbring|underretning"
    r"|forsørg|kontanthjælp|\bydelse|overførsel|dagpenge"
    r"|stress|mobning|mobb|skatte(?:procent|tryk)|gebyr"
    r"|takst|madspild|spild|pesticid|støj|fattig|selvmord"
    r"|misbrug|alkohol|narko|administration|behandlingstid|svartid|responstid|dræbt|omkomne"
    r"|personaleomsætning|opsigelse|utryg|utilfreds|ulighed"
    r"|vikar|smitte|infektion|inaktiv|stillesidd"
    r"|sårbar|hjemløs|udsættelse|udsat|konkurs|tomme|fossil"
    r"|benzin|diesel|bilture|\bbiler\b|forurening|kvælstof"
    r"|fosfor"
    r"|lækage|vandtab|oversvøm|afslag|omgør|omgjort|underskud"
    r"|restance|rygning|magtanvendelse|tvang|fald(?:ulykke)"
    r"|arbejdsskade|nedbrud|medicin|karies|diabetes|kortuddannede"
    r"|ufaglærte|efterslæb|sagsbunke|omkost",
    re.IGNORECASE,
)
_UP = pattern(
    r"tilfreds|sorter|indsaml|tryg(?:hed|ge)|trivsel|trives|beskæftigelse"
    r"|genanvend|genbrug|livskvalitet|middellevetid"
    r"|karakter|service|kvalitet|uddannelse|deltagelse"
    r"|erhvervsvenlig|iværksæt|indtægt|provenu|overskud"
    r"|\bfri for|sorteret|nedbring(?:else)|reduktion|forebyg(?:gelse)"
    r"|sundhed|effekt|frivillig|medhold|rettidig"
    r"|fremmøde|svarprocent|biodiversitet|vedvarende|rygestop"
    r"|røgfri|holdt\sop|selvforsørg|selvhjulp",
    re.IGNORECASE,
)
_BEFORE_HEAD = pattern(
    r"^\W*(?:den |det |de |en |et )?(?:samlede |gennemsnitlige |årlige |kommunens |vores )*"
    r"(?:andel(?:en)?(?: af)?|antal(?:let)?(?: af)?|mængden? af"
    r"|omfanget af|niveauet (?:for|af)|graden af)\s",
    re.IGNORECASE,
)
_IN_WORK = pattern(
    r"\b(?:på|af) (?:el|biogas|strøm|grøn \w+)\b|\b(?:fossilfri|eldrevne|elektriske)\b"
    r"|\bi (?:job|arbejde|uddannelse|beskæftigelse|praktik)\b[^,]{0,40}$",
    re.IGNORECASE,
)
_PREPOSITION = pattern(
    r"\s(?:til|med|på|i|for|fra|hos|ved|blandt|pr\.?|om|over|under|inden|efter|af)\s|,",
    re.IGNORECASE,
)


def polarity(indicator: str) -> Direction | None:
    """The wished direction of what `indicator` names, None where its words do not tell.

    >>> polarity("Borgernes tilfredshed med ventetiden"), polarity("Antallet af indbrud")
    (<Direction.UP: 'up'>, <Direction.DOWN: 'down'>)
    """
    named = indicator[:300]
    counted = _BEFORE_HEAD.match(named)
    rest = named[counted.end() :] if counted else named
    if _IN_WORK.search(rest):
        return Direction.UP
    split = _PREPOSITION.search(rest)
    head = rest[: split.start()] if split else rest
    return _told(head) or _told(rest)


def _told(words: str) -> Direction | None:
    """What the last telling word says: "tilfredse medarbejdere uden stress" is rare."""
    downs = [match.start() for match in _DOWN.finditer(words)]
    ups = [match.start() for match in _UP.finditer(words)]
    if not downs and not ups:
        return None
    return Direction.DOWN if max(downs, default=-1) > max(ups, default=-1) else Direction.UP
