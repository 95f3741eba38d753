"""Sentences that commit: does a sentence promise a state of the world, in a way one can check?

Used where the structure does not say it (a list outside a goal section, prose). Each rule has a
name, so that a draft can say why it calls something a goal.
"""

import re
from typing import NamedTuple

from retning.core.danish import fold, is_question
from retning.core.danish.patterns import pattern

_COUNT = r"(?:\d[\d.,]*|en|et|to|tre|fire|fem|seks|syv|otte|ni|ti|tolv|femten|tyve)"
_SHARE = r"\d[\d.,]*\s?(?:%|pct\b\.?|procent)"
_BEST = r"(?:bedste|laveste|hoejeste|mindste|stoerste)"
_PART = r"(?:fjerdedel|tredjedel|halvdel|femtedel|tiendedel|kvartil)"
_UNIT = (
    r"(?:dage|kg|timer|minutter|tons?|aar|borgere|boliger|arbejdspladser|kroner|kr\b|procentpoint"
    r"|mio\b|mia\b|m2|kvadratmeter|hektar|ha\b|traeer|elever|pladser|meter)"
)
_LIMIT = (
    r"(?:mindst|hoejst|under|over|maksimalt|mere end|mindre end|ned til|op til|op paa|ned paa"
    r"|paa|med|nede paa|oppe paa)"
)
_AVERAGE = r"(?:lands|regions)?gennemsnittet"
_QUANTITIES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("quantile", pattern(rf"\b{_BEST} (?:{_SHARE}|{_PART})|{_SHARE} {_BEST}")),
    (
        "rank",
        pattern(
            rf"\btop[ -]?{_COUNT}\b|\bblandt (?:de|landets) {_COUNT} (?:{_BEST}|mest|mindst)"
            rf"|\bblandt (?:de|landets) {_COUNT} \w*kommuner\b"
            rf"|\b(?:landets|danmarks|regionens) {_BEST}\b"
        ),
    ),
    (
        "ratio",
        pattern(rf"\b{_COUNT} ud af {_COUNT}\b|\bhver (?:anden|tredje|fjerde|femte|tiende) "),
    ),
    (
        "level",
        pattern(
            rf"\b{_LIMIT}(?: mindst| hoejst)?(?: \w+)?? (?:{_SHARE}|\d[\d.,]* {_UNIT})"
            r"|\b(?:mindst|hoejst|maksimalt) (?:\w+ )?\d"
            r"|\binden for (?:\d+|\w+) (?:dage|doegn|timer|uger|maaneder)\b"
            rf"|\bfra {_SHARE}.{{0,40}}\btil {_SHARE}"
            r"|\bskal (?:\w+ ){0,4}(?:udgoere|maales til|lande paa|naa|holde sig paa|ligge paa)"
            r" (?:\w+ ){0,2}\d"
        ),
    ),
    (
        "change",
        pattern(rf"{_SHARE} (?:lavere|hoejere|faerre|flere|mindre|mere|reduktion|stigning)"),
    ),
    (
        "average",
        pattern(
            rf"\b(?:under|over|end|som|mod|paa niveau med) {_AVERAGE}\b|\bend paa landsplan"
            r"|\b(?:lige|mindst) saa (?:\w+ ){1,3}som\b"
        ),
    ),
    ("neutral", pattern(r"\b(?:co2|klima|fossil)[- ]?(?:neutral|fri)\w*|\bfri for fossil")),
    (
        "amount",
        pattern(
            r"\b(?:vi|kommunen) vil \w+ .{0,20}\d.{0,60}\b(?:inden|senest|frem mod|frem til|i|ved) "
            r"(?:udgangen af )?20\d\d"
        ),
    ),
    (
        "share_of",
        pattern(rf"(?:genanvende|reducere|oege|nedbringe|saenke|skaere) .{{0,60}}{_SHARE}"),
    ),
)
_FIGURE = pattern(rf"{_SHARE}|\d[\d.,]* {_UNIT}|\b20\d\d\b")
_GOAL_WORD = (
    r"(?:(?:vores|kommunens|byraadets|udvalgets) maal|maalet|ambitionen|maalsaetningen|hensigten"
    r"|succeskriteriet|sigtet)"
)
# "Målet er, at …", "Konkret er målet at …", "… satte udvalget det mål, at …".
_DECLARED = pattern(
    rf"\b{_GOAL_WORD} (?:for \w+ |om \w+ )?(?:er|lyder)\b|\b(?:er|lyder) \w{{0,12}} ?{_GOAL_WORD}\b"
    r"|\b(?:det|et|som) (?:nyt |faelles |konkret |klart )?maal,? (?:om,? )?at\b"
    r"|\b(?:forpligte[rt]|binder|forpligter sig)\b.{0,40}\btil at\b"
    r"|\bhar (?:\w+ )?(?:et|som) maal (?:om )?at\b"
    r"|\b(?:har sat sig for|saetter sig for|(?:sigter|stiler) (?:efter|mod)),? at\b"
)
_MODAL = pattern(
    r"\bskal\b|\bmaa (?:i \d{4} |der )?(?:ikke|hoejst|kun|vaere)\b|\bvil vaere\b"
    r"|\bvil (?:vi )?(?:\w+ )?(?:genanvende|reducere|nedbringe|oege|have|naa|saenke|skaere"
    r"|halvere)\b"
    r"|\b(?:vi|kommunen) vil \w+ .{0,20}\d.{0,60}\b(?:inden|senest|frem mod|frem til|i|ved) "
    r"(?:udgangen af )?20\d\d"
)
_TREND = pattern(
    r"(?:der skal )?(?:vaere )?(?:flere|faerre|mindre|mere)\b"
    r"(?:(?! og mere| og flere).){0,60}\bskal\b"
    r"|ingen (?!af dem\b).{0,40}\b(?:maa|skal) (?!foele sig|vaere i tvivl)"
    r"|der skal ske en (?:stigning|reduktion|forbedring)\b"
    r"|(?:andelen|antallet|maengden|frafaldet|sygefravaeret|udgiften|udgifterne|fravaeret)"
    r"\b.{0,120}\bskal (?:\w+ )?(?:stige|falde|oeges|vokse|ned|op|reduceres|nedbringes|halveres)\b"
    r"|.{0,80}\bskal vaere (?:stigende|faldende)\b"
)
_STRIVES = pattern(
    r"\b(?:gaar|arbejder|stiler)(?: maalrettet)? (?:efter|for|hen imod|mod|paa),? at"
    r" (?:flere|faerre|alle|ingen|mindst|hoejst|andelen|antallet)\b"
)
_PEOPLE = (
    r"(?:borgerne|boernene|eleverne|foraeldrene|aeldre|de aeldre|brugerne|virksomhederne|de unge"
    r"|borgere|medarbejderne|de paaroerende|patienterne)"
)
_EXPERIENCE = pattern(
    rf"(?:alle |de |vores )?(?:{_PEOPLE}|boern|unge|elever|foraeldre|brugere|gaester|patienter)"
    r" skal (?:opleve|moede|kunne maerke|foele)\b"
    r"|(?:alle |de |vores )?\w+(?: og \w+)? skal opleve\b"
)
_BY_THE_END = (
    r"(?:i|inden|senest|senest i|fra|ved|i loebet af|inden udgangen af|senest ved udgangen af)"
)
_MONTH = r"(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december)"
_DEADLINE = pattern(
    rf"{_BY_THE_END} (?:udgangen af )?20\d\d ?(?:\w+ )?(?:er|skal|har|maa)\b"
    rf"|{_BY_THE_END} (?:udgangen af )?20\d\d ?\w{{2,}}(?:r|es)\b"
    r"|20\d\d: "
    r"|.{10,200}\bsenest (?:i |den |ved |med )?(?:\d{1,2}\. )?"
    rf"(?:{_MONTH}|udgangen af)? ?20\d\d"
)
# A share that holds in a year: "80 % af opkaldene besvares inden for et minut i 2016".
_SHARE_BY = pattern(
    rf"(?:over |under |mindst |hoejst )?(?:{_SHARE}|{_COUNT} ud af {_COUNT}) .{{5,160}}"
    rf"\b(?:i|inden|senest|ved|fra) (?:udgangen af )?20\d\d\.?$"
)
_PROCESS = (
    r"\b(?:rapport\w*|evaluer\w*|hoering\w*|moede[trn]?|orientering|foelge[sr]? op|opfoelgning"
    r"|behandle[srt]?|droefte[sr]?|vedtage[sr]?|indberette[sr]?)\b"
)
# Memories, forecasts, means and other people's goals.
_HISTORY = (
    r"\b(?:var|laa|viste|viser|vist|formulerede|udgjorde|steg|faldt|havde|vedtog|besluttede|svarede"
    r"|lykkedes|genanvendte|er (?:faldet|steget|vokset|blevet|naaet)|har altid|har vaeret"
    r"|fik vi|i dag (?:er|har)|allerede i(?! 20))\b"
)
_OTHERS = pattern(
    r"\b(?:danmark skal|i danmark|eu|eu's|regering\w*|statens?|fn|fn's|verdensmaal\w*"
    r"|folketing\w*|dansk\w* \w*plan\w*|nationale? \w*(?:maal|plan|strategi|krav|lov"
    r"|ambition)\w*|nationalt|lovens?|loven|bekendtgoerelsen|ministeriet)\b"
)
_AGAINST = pattern(
    rf"{_HISTORY}|{_OTHERS.pattern}|\b(?:forventes|forventer|ifoelge|beregninger\w*|baseline"
    rf"|prognosen?"
    r"|ansoegningsfrist\w*|ansoegninger (?:skal|sendes|behandles)"
    r"|ansoegning(?:en|erne)? (?:skal )?(?:ind)?sendes|hoeringssvar|maalene|i hoering"
    r"|hvis)\b"
    r"|^(?:vi|kommunen|forvaltningen) (?:laver|ansaetter|arbejder (?!maalrettet|for, at|for at))\b"
    r"|^status\b|^i dag\b|\bdu (?:skal|kan|maa)\b"
)
# In a section of goals these alone speak against a sentence that describes a state.
_EXPLAINS = pattern(
    rf"{_PROCESS}|\b(?:maalene|maalsaetninger\w*|de (?:\w+ )?maal|temaer\w*|pejlemaerker\w*"
    r"|delmaal\w*|effektmaal\w*|strategien|politikken|planen|handleplan\w*|afsnittet|visionen"
    r"|laes|se ogsaa|herunder|nedenfor|foelgende|maales|opgoeres|beregnes|lavet|vedtaget"
    r"|godkendt|udarbejdet|spoergeskema\w*|tallene|afsat|udviklingen|derfor|kapitlet|hoeringen)\b"
    r"|^(?:det|dette|disse|den \w*r|her|de \w+r|derudover|desuden|samtidig|men|og|tallet"
    r"|for eksempel|fx|vi(?! (?:oensker|vil have|skal have)\b)) "
    r"|^(?!alle|ingen)\w+ (?:er|bliver|vil vaere) e[nt] .*, hvor\b"
    r"|^budget\w*|\brummer\b|\bpulje\b"
    r"|^e[nt] (?:borger|dansker|familie|husstand)\b.*\bi (?:gennem)?snit"
    r"|^(?:\w*udvalget|byraadet|kommunalbestyrelsen|direktionen|forvaltningen) (?!skal (?:vaere"
    r"|have))"
    r"|^kommunen (?!skal (?:vaere|have|ligge)|er\b|har\b|vil (?:vaere|have))"
    r"|^efter \w+ timers|^siden (?:19|20)|\b(?:koster|fremskrivning\w*|satte|i gaar|peger)\b"
)
# Process, and what we do: a date in such a sentence says when, not what is reached.
_DOES = pattern(
    rf"{_PROCESS}|^(?:skriv|send|indsend|kom|meld|tilmeld|laes|kontakt|husk|del|se)\b"
    r"|\b(?:kommentar\w*|tilmeld\w*|ansoegningsfrist\w*|bemaerkning\w*)\b|\bderfor\b"
)
_WE = pattern(r"\bvi\b")
_WE_REACH = pattern(
    rf"\bvi (?:mindst |hoejst |over )?{_SHARE}"
    r"|\b(?:genanvender|udleder|bruger|har|naar|forbruger) vi\b"
)
_PAST = pattern(
    r"\b20\d\d (?:\w{2,}(?:ede|edes)|\w{3,}(?:te|tes)"
    r"|blev|var|stod|kom|gik|fik|havde|laa|faldt|steg)\b"
)
_COMPARED = pattern(r"\bend (?:det |den |de |i )?(?:var|laa)\b")
_LIMITED = pattern(r"(?:mindst|hoejst|under|over|mere end) ")
_STATE_OPENS = pattern(
    r"(?:alle|flere|faerre|ingen|mindst|hoejst|andelen|antallet|hver|hvert|det er (?:let|nemt)"
    r"|der (?:er|skal|findes|kommer)|halvdelen|mindre|mere)\b"
)
_VERB = pattern(r"\b(?:er|har|skal|maa|kan|faar|bliver|\w{3,}r|\w{3,}s)\b")
_LONGEST = 320
_OPEN_END = pattern(r"[.!?:;…)\"”]\s*$")


class Evidence(NamedTuple):
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
    if evidence is _NONE or _OTHERS.search(folded) or _AGAINST.search(_claim(folded)):
        return _NONE
    if evidence.rule == "deadline" and _is_done(folded):
        return _NONE
    return evidence


def _is_done(folded: str) -> bool:
    """Whether a dated sentence says what somebody does, and not what is reached."""
    we = bool(_WE.search(folded)) and not _WE_REACH.search(folded)
    return we or bool(_DOES.search(folded) or _PAST.search(folded))


def _claim(folded: str) -> str:
    """What a sentence says is wished: behind "… det mål, at", whatever was told before it."""
    declared = _DECLARED.search(folded)
    return _COMPARED.sub("", folded[declared.end() :] if declared else folded)


def _evidence(folded: str) -> Evidence:
    """What speaks for a folded sentence. The costly search for quantities only where it decides."""
    if _DECLARED.search(folded):
        has_figure = bool(_FIGURE.search(folded) or _quantity_in(folded))
        return Evidence(0.95, "declared") if has_figure else Evidence(0.8, "declared_state")
    is_modal, is_limited = bool(_MODAL.search(folded)), bool(_LIMITED.match(folded))
    quantity = _quantity_in(folded) if is_modal or is_limited else ""
    if quantity and is_modal:
        return Evidence(0.9, quantity)
    if "20" in folded and (_DEADLINE.match(folded) or _SHARE_BY.match(folded)):
        return Evidence(0.8, "deadline")
    if _TREND.match(folded) or _STRIVES.search(folded):
        return Evidence(0.8, "trend")
    if _EXPERIENCE.match(folded):
        return Evidence(0.75, "experience")
    if quantity and is_limited:
        return Evidence(0.75, quantity)
    return _NONE


def _quantity_in(folded: str) -> str:
    return next((name for name, pattern in _QUANTITIES if pattern.search(folded)), "")


def may_say_how_much(sentence: str) -> bool:
    """Whether it is worth asking the reader of sentences: a short one that says with "skal" or "må"
    how much, and neither remembers, foretells nor tells of others' goals."""
    if len(sentence) > _LONGEST or not _AMOUNT.search(sentence) or is_question(sentence):
        return False
    folded = fold(sentence)
    return not (_AGAINST.search(folded) or _DOES.search(folded) or _WE.search(folded))


_AMOUNT = pattern(r"\b(?:skal|må)\b.*\d|\d.*\b(?:skal|må)\b", re.DOTALL)


def listed_commitment(item: str) -> Evidence:
    """As `commitment`, for a list item outside a goal section: a quantity alone says a little."""
    evidence = commitment(item)
    return Evidence(min(evidence.confidence + 0.05, 1.0), evidence.rule) if evidence.rule else _NONE


def could_commit(item: str) -> bool:
    """Whether an item among others that commit may be a goal as well: it wishes for something, or
    says of all, of more or of none what holds."""
    if len(item) > _LONGEST or is_question(item):
        return False
    folded = fold(item)
    if _AGAINST.search(folded) or _EXPLAINS.search(folded) or _PAST.search(folded):
        return False
    return bool(_STATE_OPENS.match(folded) or re.search(r"\bskal\b", folded))


def wishes(item: str) -> bool:
    """Whether an item of a vision may name what is wished for, with or without a verb: it does not
    tell what was, explain, or say who does what."""
    if len(item) > _LONGEST or is_question(item) or len(item.split()) < 2:
        return False
    folded = fold(item)
    return not (_AGAINST.search(folded) or _EXPLAINS.search(folded) or _PAST.search(folded))


def states(sentence: str) -> bool:
    """Whether a sentence, where goals are told in prose, describes a state that is wished, and does
    not tell what was, explain, or say who does what."""
    if len(sentence) > _LONGEST or is_question(sentence) or not sentence[:1].isalnum():
        return False
    folded = fold(sentence)
    if _AGAINST.search(folded) or _EXPLAINS.search(folded) or _PAST.search(folded):
        return False
    return bool(_VERB.search(folded)) and len(folded.split()) >= 3


def is_aside(sentence: str) -> bool:
    """Whether a sentence behind a goal tells how it stands or how it is measured."""
    folded = fold(sentence)
    return bool(re.search(_HISTORY, folded) or _ASIDE.search(folded))


_ASIDE = pattern(
    r"\b(?:maales|opgoeres|beregnes|baseline|status|i dag|udgangspunktet)\b|^\(.{0,60}\)\.?$"
    r"|^(?:vis|se) (?:udvikl|data|graf|tal)"
)
