"""Movements without a size: "skal stige", "flere unge får …", "en voksende del af …"."""

import re

from retning.core.danish.dates import Role
from retning.core.danish.patterns import pattern
from retning.core.targets.kinds import Change, Direction, Target
from retning.core.targets.polarity import polarity
from retning.core.targets.reading.candidates import NOWHERE, Candidate, Place, built
from retning.core.targets.reading.movements import (
    ACTING,
    HAPPEN,
    MOVE_NOUN,
    acting_object,
    noun_phrase,
)
from retning.core.targets.reading.phrases import is_actor, predicate, subject
from retning.core.targets.reading.signs import DOWN, PARTICLE, UP, direction_in
from retning.core.targets.reading.view import View

_FLERE = pattern(
    r"^\W*(?:(?:stadig|endnu|langt|mange|markant|væsentligt"
    r"|betydeligt|fortsat)\s)?(?P<word>flere|færre|mindre"
    r"|mere)\s(?!og\s(?:flere|mere)\b)(?P<rest>.+)"
)


_THERE = pattern(
    r"\b(?:[a-zæøå]{2,}[^n\s]es|der\s(?:skal|er|bliver"
    r"|kommer|vil|sker|bor)|(?:skal|er|sker|bor|kommer|findes|bliver|går)\sder|ønsker|vi\s(?:vil|skal)"
    r"|vil\svi|skal\svi|kommunen\s(?:vil|skal)|skabe|at"
    r"|og)\s(?:(?:fortsat|i \d{4}|gerne|også|bo|bosætte sig"
    r"|etableres|skabes|være|komme|ske|blive|have|få|opføres"
    r"|bygges|skabe|se|sikre|plantes|ansættes|tiltrække"
    r"|uddannes|udpeges|flytte|findes|vi|der|etablere"
    r"|opnå|sikres|tilbydes|tiltrækkes)\s){0,3}?(?:mindst\s"
    r"|\S+\s)?(?P<word>flere|færre|mindre)\s(?P<rest>.+)"
)


_GROWING = pattern(
    r"\b(?:en|et)\s(?:\w+\s)?(?P<word>voksende|stigende"
    r"|større|øget|faldende|mindre|lavere|højere)\s(?P<what>(?:andel"
    r"|del|antal|mængde)\b(?:\saf)?)(?P<rest>.*)"
)


_NOUN_FIRST = pattern(
    rf"^\W*(?:en\s|et\s|\d[\d.,]*\s?(?:%|pct\.?|procent)[ -])?(?:\w+\s)?(?P<move>{MOVE_NOUN})"
    r"\s(?:i|af|på)\s(?P<what>[^.;]+)"
)


_ADJ_FIRST = pattern(
    r"^\W*(?P<word>øget|øgede|højere|lavere|reduceret"
    r"|reducerede|mindre|færre|større|kortere|længere|billigere|dyrere|flere|faldende"
    r"|stigende|voksende|forbedret)\s(?P<what>[^.;]+)"
)


def _way(words: str) -> Direction | None:
    if words.endswith((" op", " ned")):
        return Direction.UP if words.endswith(" op") else Direction.DOWN
    if words.endswith("tilbagegang"):
        return Direction.DOWN
    return direction_in(words)


_SOFT = pattern(
    r"\b(?:fokus|opmærksomhed|samarbejde|kvalitet(?:en)? i"
    r"|trivsel og|sammenhæng|synlighed|forståelse|indsats"
    r"|bevidsthed|kendskab|viden|fællesskab|nærvær|rammer"
    r"|mulighed|inddragelse|dialog|fleksibilitet|barrierer"
    r"|bindinger)"
)


_MEASURABLE = pattern(
    r"andel|antal|mængde|indeks|gennemsnit|karakter|frekvens"
    r"|grad\b|niveau|\btid\b|procent|score|resultat|tal\b"
    r"|tallet|udgift|fravær|ledighed|beskæftigelse|forbrug"
    r"|udledning|levetid|kapacitet|omsætning|tilfredshed"
    r"|deltagelse|frafald|provenu|indtægt|grundlag|folketal"
    r"|andelen"
)


_LEADING_UP = frozenset(("flere", "mere"))


def unsized(view: View) -> Candidate | None:
    """A change of any size: "skal stige", "flere unge får …", "en voksende del af …"."""
    for recognise in (_turned, _several, _growing, _happening, _subject_moves, _acting, _fragment):
        if candidate := recognise(view):
            return candidate
    return None


def is_of_several(view: View) -> bool:
    """Whether the clause begins with "flere", "færre" or "en større del"."""
    if _FLERE.match(view.low):
        return True
    growing = _GROWING.search(view.low)
    return growing is not None and growing.start() <= view.begin


def _change(
    view: View, direction: Direction, indicator: Place, told: Place, sure: float
) -> Candidate | None:
    since = view.moment(Role.BASELINE)
    target: Target | None = built(
        lambda: Change(direction, baseline_year=since.year if since else None, by=view.by)
    )
    if target is None or indicator[0] >= indicator[1]:
        return None
    return Candidate(target, sure, indicator, {"kind": told, "direction": told})


_TREND = (
    r"(?:den\s)?(?P<{way}>stigende\s\w+|stigning(?:en)?|vækst(?:en)?"
    r"|faldende\s\w+|fald(?:et)?|tilbagegang(?:en)?|kurven|udviklingen)\s(?:i|af|for|over)\s"
)
_STOPPED = pattern(
    r"\b(?:stopper?\sfor|stoppe[rst]?|bremse[rst]?|bryde[rs]?|brudt|vende[rst]?|knække[rst]?)\s"
    + _TREND.format(way="way") + r"(?P<what>[^.;]+)"
    + r"|" + _TREND.format(way="way2")
    + r"(?P<what2>[^.;]+?)\s(?:skal|er|bliver|må)\s(?:\w+\s){0,2}?"
    r"(?:brydes|brudt|vendes|vendt|stoppes|stoppet|bremses|bremset|knækkes|knækket)\b"
)  # fmt: skip


def _turned(view: View) -> Candidate | None:
    """ "Den stigende tendens i … skal brydes": what has moved one way shall move the other."""
    found = _STOPPED.search(view.low)
    if found is None:
        return None
    way, what = ("way", "what") if found["way"] else ("way2", "what2")
    upwards = found[way].startswith(("fald", "tilbage"))
    indicator = noun_phrase(view, *found.span(what))
    if found[way] in {"kurven", "udviklingen"}:
        upwards = polarity(view.text[slice(*indicator)]) is Direction.UP
    return _change(
        view, Direction.UP if upwards else Direction.DOWN, indicator, found.span(way), 0.88
    )


def _several(view: View) -> Candidate | None:
    """ "Flere unge skal have …", "Der skal flere private arbejdspladser", "færre har …"."""
    first = _FLERE.match(view.low)
    found = first or _THERE.search(view.low)
    if found is None:
        return None
    word = found["word"]
    if word == "mere" or (
        word == "mindre"
        and not re.match(
            r"[a-zæøå]+(?:spild|affald|forbrug|forurening|støj"
            r"|fravær|energi|vand|stress|co2)",
            found["rest"],
        )
    ):
        return None
    direction = Direction.UP if word in _LEADING_UP else Direction.DOWN
    is_there = first is None
    indicator = NOWHERE if is_there else predicate(view, found.start("rest"))
    sure = 0.94
    if indicator == NOWHERE or indicator[0] >= indicator[1]:
        indicator = noun_phrase(view, *found.span("rest"))
        dated = view.deadline is not None or view.moment(Role.BASELINE) is not None
        sure = 0.93 if is_there or dated else 0.8
    if _SOFT.search(view.low[slice(*indicator)]):
        sure = 0.6
    return _change(view, direction, indicator, found.span("word"), sure)


def _growing(view: View) -> Candidate | None:
    found = _GROWING.search(view.low)
    if found is None:
        return None
    direction = direction_in(found["word"]) or Direction.UP
    indicator = predicate(view, found.start("rest"))
    if found["what"].startswith(("antal", "mængde")) or indicator == NOWHERE:
        indicator = noun_phrase(view, found.start("what"), len(view.low))
    return _change(view, direction, indicator, found.span("word"), 0.94)


def _happening(view: View) -> Candidate | None:
    found = HAPPEN.search(view.low) or _NOUN_FIRST.match(view.low)
    if found is None:
        return None
    indicator = noun_phrase(view, *found.span("what"))
    move = found["move"]
    if move.startswith("forbedring"):
        return _better(view, indicator, found.span("move"))
    return _change(view, direction_in(move) or Direction.UP, indicator, found.span("move"), 0.94)


def _better(view: View, indicator: Place, told: Place) -> Candidate | None:
    """ "forbedring": a change where polarity or the words say that it can be measured."""
    words = view.text[slice(*indicator)]
    if polarity(words) is None and not _MEASURABLE.search(words.lower()):
        return None
    return _change(view, Direction.BETTER, indicator, told, 0.85)


_STATE_MOVES = pattern(
    r"\b(?:(?:være|er|bliver|blive|ligge)\s(?:\w+\s)?(?P<adj>stigende"
    r"|faldende|voksende|lavere|højere|mindre|større|kortere"
    r"|længere|reduceret|øget|nedbragt|forøget|mindsket)\b(?!\s(?:end\s(?:på"
    r"|lands|gennem|i\s(?:region|nabo))|del|andel))"
    r"|(?<!til\sat\s)(?<!for\sat\s)(?P<verb>udlignes|udjævnes|indsnævres|stige|stiger|fald(?:e|er)(?!\s(?:mellem"
    r"|fra\b|bagud))|vokse|vokser|øges|forøges|hæves|løftes"
    r"|sænkes|reduceres|nedbringes|mindskes|begrænses"
    r"|nedsættes|minimeres|forhøjes|aftage|aftager|dale)\b"
    r"|(?P<bring>(?:bringes|skæres|sættes|køres|presses"
    r"|trækkes|bringer|gøres|fylde|koste|bruge|udlede"
    r"|tage|fylder|udleder|bruger)\s(?:ned|op|mindre|større"
    r"|lavere|højere|mere|færre|flere)|vende[rs]?\s(?:\w+\s){0,2}?til\s(?:fremgang"
    r"|vækst|stigning|fald|tilbagegang|nedgang))\b(?!\send\s(?:på"
    r"|lands|gennem))|(?P<better>forbedres|bliver bedre"
    r"|blive bedre)\b)"
)


def _subject_moves(view: View) -> Candidate | None:
    found = _STATE_MOVES.search(view.low)
    particle = PARTICLE.search(view.low)
    if found is None and particle is None:
        return None
    place = found.span() if found else particle.span("way") if particle else NOWHERE
    own = subject(view, place[0])
    if own[0] >= own[1] or is_actor(view, own):
        return None
    words = view.low[slice(*own)]
    if found and found["better"]:
        return _better(view, own, place) if _MEASURABLE.search(words) else None
    direction = _way(found[0]) if found else direction_in(view.low)
    if direction and view.low[: place[0]].endswith("ikke "):
        direction = Direction.DOWN if direction is Direction.UP else Direction.UP
    if direction is None:
        return None
    return _change(view, direction, own, place, 0.7 if _SOFT.search(words) else 0.94)


def _acting(view: View) -> Candidate | None:
    found = ACTING.search(view.low)
    if found is None:
        return None
    indicator = acting_object(view, found)
    words = view.low[slice(*indicator)]
    if found["verb"].startswith("forbedre"):
        return _better(view, indicator, found.span("verb"))
    if _SOFT.search(words) or found["verb"] in {"løfte", "bringe"}:
        return None
    direction = (
        Direction.UP
        if UP.search(found["verb"])
        else Direction.DOWN
        if DOWN.search(found["verb"])
        else None
    )
    if direction is None:
        return None
    known = polarity(words) is not None or bool(_MEASURABLE.search(words))
    return _change(view, direction, indicator, found.span("verb"), 0.9 if known else 0.7)


def _fragment(view: View) -> Candidate | None:
    """ "Øget vækst i antallet", "Lavere sygefravær": a noun phrase with a movement in front."""
    found = _ADJ_FIRST.match(view.low)
    if found is None or (view.verbs and found["word"] not in {"færre", "flere"}):
        return None
    indicator = noun_phrase(view, *found.span("what"))
    words = view.low[slice(*indicator)]
    if _SOFT.search(words):
        return None
    if found["word"] == "forbedret":
        return _better(view, indicator, found.span("word"))
    known = polarity(words) is not None or bool(_MEASURABLE.search(words))
    direction = direction_in(found["word"] if found["word"] != "øgede" else "øget")
    if found["word"] in {"reduceret", "reducerede"}:
        direction = Direction.DOWN
    return _change(
        view, direction or Direction.UP, indicator, found.span("word"), 0.85 if known else 0.6
    )
