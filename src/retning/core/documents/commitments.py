"""Sentences that commit: does a sentence promise a state of the world, in a way one can check?

Used where the structure does not say it (a list outside a goal section, prose). Each rule has a
name, so that a draft can say why it calls something a goal.
"""

import re
from dataclasses import dataclass

from retning.core.danish import fold, is_question

_COUNT = r"(?:\d[\d.,]*|en|to|tre|fire|fem|seks|syv|otte|ni|ti|tolv|femten|tyve)"
_SHARE = r"\d[\d.,]*\s?(?:%|pct\b\.?|procent)"
_BEST = r"(?:bedste|laveste|hoejeste|mindste|stoerste)"
_PART = r"(?:fjerdedel|tredjedel|halvdel|femtedel|tiendedel|kvartil)"
_UNIT = (
    r"(?:dage|kg|timer|minutter|tons?|aar|borgere|boliger|arbejdspladser|kroner|kr\b|procentpoint)"
)
_LIMIT = (
    r"(?:mindst|hoejst|under|over|maksimalt|mere end|mindre end|ned til|op til|op paa|ned paa"
    r"|paa|med)"
)
_AVERAGE = r"(?:lands)?gennemsnittet"
_QUANTITIES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("quantile", re.compile(rf"\b{_BEST} (?:{_SHARE}|{_PART})|{_SHARE} {_BEST}")),
    (
        "rank",
        re.compile(
            rf"\btop[ -]?{_COUNT}\b|\bblandt (?:de|landets) {_COUNT} {_BEST}"
            rf"|\b(?:landets|danmarks) {_BEST} "
        ),
    ),
    (
        "ratio",
        re.compile(rf"\b{_COUNT} ud af {_COUNT}\b|\bhver (?:anden|tredje|fjerde|femte|tiende) "),
    ),
    (
        "level",
        re.compile(
            rf"\b{_LIMIT}(?: mindst| hoejst)?(?: \w+)?? (?:{_SHARE}|\d[\d.,]* {_UNIT})"
            rf"|\bfra {_SHARE}.{{0,40}}\btil {_SHARE}"
        ),
    ),
    (
        "change",
        re.compile(rf"{_SHARE} (?:lavere|hoejere|faerre|flere|mindre|mere|reduktion|stigning)"),
    ),
    (
        "average",
        re.compile(rf"\b(?:under|over|end|paa niveau med) {_AVERAGE}\b|\bend paa landsplan"),
    ),
    ("neutral", re.compile(r"\b(?:co2|klima|fossil)[- ]?(?:neutral|fri)\w*|\bfri for fossil")),
    (
        "share_of",
        re.compile(rf"(?:genanvende|reducere|oege|nedbringe|saenke|skaere) .{{0,60}}{_SHARE}"),
    ),
)
_MODAL = re.compile(
    r"\bskal\b|\bmaa (?:i \d{4} )?(?:ikke|hoejst|kun)\b|\b(?:maalet|ambitionen) er\b"
    r"|\bdet maal,? at\b|\bvil vaere\b"
)
_MEASURE = r"(?:andelen|antallet|maengden|frafaldet|sygefravaeret)"
_TREND = re.compile(
    r"(?:der skal )?(?:vaere )?(?:flere|faerre|mindre|mere)\b"
    r"(?:(?! og mere| og flere).){0,60}\bskal\b"
    r"|ingen\b.{0,40}\bmaa\b|der skal ske en (?:stigning|reduktion|forbedring)\b"
    rf"|{_MEASURE} .{{0,120}}\bskal (?:stige|falde|oeges|vokse|ned|op)\b"
)
_PEOPLE = r"(?:borgerne|boernene|eleverne|foraeldrene|aeldre|brugerne|virksomhederne|de unge)"
_EXPERIENCE = re.compile(rf"(?:alle |de )?{_PEOPLE} skal (?:opleve|moede|kunne maerke)\b")
_BY_THE_END = r"(?:i|inden|senest|fra|inden udgangen af|senest ved udgangen af)"
_DEADLINE = re.compile(
    rf"{_BY_THE_END} (?:udgangen af )?20\d\d\b.{{0,12}}\b(?:er|skal|har)\b"
    r"|20\d\d: "
    r"|.{10,200}\bsenest (?:den )?(?:\d{1,2}\. \w+|i|ved|med)(?: udgangen af)? ?20\d\d"
)
# Memories, forecasts, means and other people's goals.
_AGAINST = re.compile(
    r"\b(?:var|laa|viste|viser|vist|formulerede|udgjorde|steg|faldt|forventes|ifoelge"
    r"|beregninger\w*|baseline|prognosen?|ansoegning\w*|hoeringssvar|maalene|i hoering|lovens?"
    r"|danmark skal|eu|regeringen|fn|verdensmaal|folketinget|hvis|i dag er)\b"
    r"|^(?:vi|kommunen|forvaltningen) (?:laver|ansaetter|arbejder)\b"
)
_LIMITED = re.compile(r"(?:mindst|hoejst|under|over|mere end) ")
_LONGEST = 320


@dataclass(frozen=True, slots=True)
class Evidence:
    """How sure we are that a sentence commits (0 to 1), and the name of the rule that says so."""

    confidence: float
    rule: str


_NONE = Evidence(0.0, "")


def commitment(sentence: str) -> Evidence:
    """The evidence that `sentence` states a goal; confidence 0 where there is none."""
    if len(sentence) > _LONGEST or is_question(sentence):
        return _NONE
    folded = fold(sentence)
    evidence = _evidence(folded)
    # What speaks against is looked for last: few sentences get as far.
    return _NONE if evidence is _NONE or _AGAINST.search(folded) else evidence


def _evidence(folded: str) -> Evidence:
    """What speaks for a folded sentence. The costly search for quantities only where it decides."""
    is_modal, is_limited = bool(_MODAL.search(folded)), bool(_LIMITED.match(folded))
    quantity = _quantity_in(folded) if is_modal or is_limited else ""
    if quantity and is_modal:
        return Evidence(0.75, quantity)
    if "20" in folded and _DEADLINE.match(folded):
        return Evidence(0.6, "deadline")
    if _TREND.match(folded):
        return Evidence(0.6, "trend")
    if _EXPERIENCE.match(folded):
        return Evidence(0.55, "experience")
    if quantity and is_limited:
        return Evidence(0.6, quantity)
    return _NONE


def _quantity_in(folded: str) -> str:
    return next((name for name, pattern in _QUANTITIES if pattern.search(folded)), "")


def listed_commitment(item: str) -> Evidence:
    """As `commitment`, for a list item outside a goal section: a quantity alone says a little."""
    evidence = commitment(item)
    return Evidence(min(evidence.confidence + 0.05, 1.0), evidence.rule) if evidence.rule else _NONE
