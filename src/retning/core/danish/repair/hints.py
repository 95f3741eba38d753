"""Which of the words that a misreading makes alike is meant, by the words beside them.

The neighbours are known as they were read: "pa" stands for "på" too.
"""

# ruff: noqa: SIM905  (lists of words read best as words)
from __future__ import annotations

_STRONG = 2.5
_ENGLISH = frozenset("you are the of is to and this with your page".split())
_BEFORE_INFINITIVES = frozenset(
    "at skal vil kan ma må mé bør bor ber bgr kunne skulle ville matte måtte".split()
)
_INFINITIVES = tuple(
    "sætte tænke træde være løse møde gøre føre høre øge åbne råde måle lære læse støtte ønske "
    "følge søge skære bære sælge tælle vælge hjælpe dække lægge række spørge drøfte ændre øve "
    "løfte børste køre købe gå få stå nå så slå forstå opnå bygge påvirke tørre rømme tæmme hænge "
    "trænge bøje føle prøve røre nøjes kæmpe mærke nære tære nævne præge væge våge tåle".split()
)
_TIME = frozenset("ar år år uger uge dage dag maneder måneder timer minutter".split())


def hint(word: str, before: str, after: str) -> float:
    """What the neighbours (in small letters, as read) add to the weight of `word`, in powers of
    ten; less than 0 where they are English."""
    found = 0.0
    if (before in _ENGLISH) + (after in _ENGLISH) and not word.isascii():
        found -= _STRONG
    if before in _BEFORE_INFINITIVES and _is_infinitive(word):
        found += _STRONG / 2
    wanted = _HINTS.get(word)
    if wanted is not None:
        preceding, following = wanted
        found += _STRONG * ((before in preceding) + (after in following))
    return found


def _is_infinitive(word: str) -> bool:
    """Of a verb with a Danish letter, by itself or behind a prefix (fortælle, genåbne)."""
    if word.isascii() or not word.endswith(_INFINITIVES):
        return False
    return any(
        word.endswith(verb) and (word == verb or len(word) - len(verb) > 1) for verb in _INFINITIVES
    )


def _hint(before: str, after: str = "") -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(before.split()), frozenset(after.split())


_HINTS = {
    "før": (
        _TIME | frozenset("kort lige aldrig helst allerede umiddelbart endnu".split()),
        frozenset("klokken kl jul paske påske sommerferien sommeren udgangen tid".split()),
    ),
    "far": _hint("min din sin hans hendes deres mor en", "mor"),
    "måde": _hint("en den pa på pé anden samme hvilken denne egen ny hver god made samtlige"),
    "møde": _hint("et at i til", "borgerne borgere hinanden med andre os dem"),
    "bør": _hint("vi man der", "have vaere veere være vere kunne ikke altid derfor ske blive"),
    "bor": _hint("der som", "i pa på her der alene hjemme til"),
    "øver": _hint("", "sig os mig"),
    "bød": _hint("", "pa på pé velkommen ind"),
    "hår": _hint("langt kort mit dit sit hendes hans"),
    "længe": _hint("sa så hvor ikke godt og lige meget", "som siden"),
    "vare": _hint("en denne hver"),
    "band": _hint("et rock"),
    "bånd": _hint("stærke staerke steerke sociale teette taette tætte det", "til mellem"),
    "hånd": _hint("i med under gar egen", "i om pa på"),
    "hand": _hint("", "ball"),
    "mal": _hint("en"),
    "løser": _hint("vi og de der som", "opgaver opgaverne opgaven den det"),
    "øge": _hint("at og", "antallet andelen trygheden kvaliteten"),
}
