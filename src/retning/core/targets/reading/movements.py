"""Movements: what shall rise or fall, by how much, from when."""

import re
from decimal import Decimal

from retning.core.danish.dates import Role
from retning.core.danish.numbers import Form, Quantity
from retning.core.danish.patterns import pattern
from retning.core.targets.kinds import Change, Comparator, Direction, Measure, Target
from retning.core.targets.polarity import polarity
from retning.core.targets.reading.candidates import NOWHERE, Candidate, Place, built, exact
from retning.core.targets.reading.phrases import is_actor, predicate, subject
from retning.core.targets.reading.signs import (
    BETTER,
    DOWN,
    MULTIPLE,
    MULTIPLES,
    PARTICLE,
    UP,
    comparator_of,
    direction_in,
)  # fmt: skip
from retning.core.targets.reading.view import View

_MOVE_NOUN = r"(?:stigning|vækst|fremgang|forøgelse|tilvækst|reduktion|fald|nedgang|nedbringelse|mindskelse|besparelse|forbedring|fordobling|halvering|tredobling|reducering|nedsættelse|øgning)(?:en)?"
_ADJ = r"(?:lavere|mindre|færre|højere|større|flere|mere|bedre|kortere|længere)"
_SIZE_AFTER = pattern(rf"\s?-?\s?(?:(?!eller|og|som|af|er|i|på|mindre|mere)\w+\s)?(?P<move>{_ADJ}|{_MOVE_NOUN})\b")
_SIZE_BEFORE = pattern(
    rf"\b(?:med|{_MOVE_NOUN}(?:\s\w+){{0,2}}?\s(?:på|med)|på|falde|falder|stige|stiger|vokse|vokser|ned|op|reducere|øge)\s(?:mindst\s|minimum\s|yderligere\s|ca\.\s|cirka\s|omkring\s|i alt\s|samlet\s|op til\s|over\s|mere end\s|op mod\s|gennemsnitligt\s|netto\s|brutto\s|endnu\s)*$"
)
_TO_LEVEL = pattern(r"\b(?:til|ned på|op på|under|over|fra)\s(?:mindst\s|højst\s|under\s|over\s|maksimalt\s|minimum\s)?$")
_FLERE = pattern(
    r"^\W*(?:(?:stadig|endnu|langt|mange|markant|væsentligt|betydeligt|fortsat)\s)?(?P<word>flere|færre|mindre|mere)\s(?!og\s(?:flere|mere)\b)(?P<rest>.+)"
)
_THERE = pattern(
    r"\b(?:[a-zæøå]{2,}[^n\s]es|der\s(?:skal|er|bliver|kommer|vil)|skal\sder|er\sder|vi\s(?:vil|skal)|vil\svi|skal\svi|kommunen\s(?:vil|skal)|skabe|at|og)\s(?:(?:fortsat|i \d{4}|gerne|også|bo|bosætte sig|etableres|skabes|være|komme|ske|blive|have|få|opføres|bygges|skabe|se|sikre|plantes|ansættes|tiltrække|uddannes|udpeges|flytte|findes|vi|der|etablere|opnå|sikres|tilbydes|tiltrækkes)\s){0,3}?(?:mindst\s|\S+\s)?(?P<word>flere|færre|mindre)\s(?P<rest>.+)"
)
_GROWING = pattern(
    r"\b(?:en|et)\s(?:\w+\s)?(?P<word>voksende|stigende|større|øget|faldende|mindre|lavere|højere)\s(?P<what>(?:andel|del|antal|mængde)\b(?:\saf)?)(?P<rest>.*)"
)
_HAPPEN = pattern(
    rf"\b(?:en|et|ske|være)\s(?:\w+\s)??(?P<move>{_MOVE_NOUN})(?:\spå\s[^,]{{1,25}}?)?\s(?:i|af|for|på|hvad angår)\s(?P<what>[^.;]+)"
)
_NOUN_FIRST = pattern(rf"^\W*(?:en\s|et\s|\d[\d.,]*\s?(?:%|pct\.?|procent)[ -])?(?:\w+\s)?(?P<move>{_MOVE_NOUN})\s(?:i|af|på)\s(?P<what>[^.;]+)")
_ADJ_FIRST = pattern(r"^\W*(?P<word>øget|øgede|højere|lavere|reduceret|reducerede|mindre|færre|større|kortere|flere|faldende|stigende|voksende|forbedret)\s(?P<what>[^.;]+)")
_ACTING = pattern(
    r"\b(?P<verb>øge|reducere|nedbringe|mindske|sænke|hæve|begrænse|forøge|halvere|fordoble|tredoble|forbedre|minimere|nedsætte|skære|bringe|øger|reducerer|nedbringer|mindsker|sænker|hæver|halverer|fordobler|løfte|forhøje)\s(?P<what>[^.;]+)"
)
def _way(words: str) -> Direction | None:
    if words.endswith((" op", " ned")):
        return Direction.UP if words.endswith(" op") else Direction.DOWN
    if words.endswith("tilbagegang"):
        return Direction.DOWN
    return direction_in(words)


_SOFT = pattern(r"\b(?:fokus|opmærksomhed|samarbejde|kvalitet(?:en)? i|trivsel og|sammenhæng|synlighed|forståelse|indsats|bevidsthed|kendskab|viden|fællesskab|nærvær|rammer|mulighed|inddragelse|dialog|fleksibilitet|barrierer|bindinger)")
_MEASURABLE = pattern(
    r"andel|antal|mængde|indeks|gennemsnit|karakter|frekvens|grad\b|niveau|\btid\b|procent|score|resultat|tal\b|tallet|udgift|fravær|ledighed|beskæftigelse|forbrug|udledning|levetid|kapacitet|omsætning|tilfredshed|deltagelse|frafald|provenu|indtægt|grundlag|folketal|andelen"
)
_INTO = pattern(r"\s(?:med|til|på|ned|op|i forhold til|fra|inden|senest|frem mod|årligt|over de|i løbet)\b")
_LEADING_UP = frozenset(("flere", "mere"))
_END_OF_WHAT = pattern(r",?\s(?:så|for at|således|idet|fordi|og at|gennem|ved at|sammen med)\b")


def sized(view: View) -> Candidate | None:
    """A change by so much: "med 20 procent", "30 % lavere", "fordobles", "2.500 flere"."""
    if multiple := MULTIPLE.search(view.low):
        return _multiple(view, multiple)
    for each in view.quantities:
        if each.form is Form.RATIO or (told := _told_size(view, each)) is None:
            continue
        return _of_size(view, each, *told)
    return None


def _told_size(view: View, each: Quantity) -> tuple[Direction, Place] | None:
    """Which way a quantity moves something, and the words that say so; None where it does not."""
    sign = re.search(r"(?:^|[\s:(])([-+])\s?$", view.low[: each.start])
    if view.low[each.start] == "-" or (sign and each.form in {Form.PERCENT, Form.POINTS}):
        is_up = bool(sign) and sign is not None and sign[1] == "+"
        return (Direction.UP if is_up else Direction.DOWN), (each.start, each.end)
    if after := _SIZE_AFTER.match(view.low, each.end):
        word = after["move"]
        direction = _direction_of(view, word)
        if direction and not (each.form is Form.FRACTION and word in {"flere", "mere"}):
            return direction, after.span("move")
    head = view.low[: each.start]
    if _TO_LEVEL.search(head) or not (before := _SIZE_BEFORE.search(head)):
        return None
    direction = direction_in(before[0]) or direction_in(view.low[: each.start]) or direction_in(view.low)
    if direction is None and BETTER.search(view.low):
        direction = Direction.BETTER
    if direction is None or (before[0].startswith("på ") and not re.search(_MOVE_NOUN, head)):
        return None
    return direction, before.span()


def _direction_of(view: View, word: str) -> Direction | None:
    if word.startswith(("bedre", "forbedring")):
        return Direction.BETTER
    return direction_in(word)


def _multiple(view: View, found: re.Match[str]) -> Candidate | None:
    stem = found["stem"]
    direction = Direction.DOWN if stem == "halver" else Direction.UP
    size = Decimal(50) if stem == "halver" else Decimal(MULTIPLES[stem])
    since = view.moment(Role.BASELINE)
    target = built(
        lambda: Change(
            direction, size, "%", Measure.RELATIVE,
            baseline_year=since.year if since else None, by=view.by,
        )
    )  # fmt: skip
    evidence = {"kind": found.span(), "direction": found.span(), "value": found.span()}
    return Candidate(target, 0.94, _moved(view, found.span()), evidence) if target else None


def _of_size(view: View, each: Quantity, direction: Direction, told: Place) -> Candidate | None:
    said = comparator_of(view, each)
    unit, measure = each.unit, Measure.ABSOLUTE
    value = exact(each.value, 100)
    if each.form in {Form.PERCENT, Form.FRACTION}:
        unit, measure = "%", Measure.RELATIVE
    since = view.moment(Role.BASELINE)
    pace = view.moment(Role.PACE)
    indicator = _moved_by(view, each, told)
    if not unit and each.form is Form.PLAIN:
        unit = _counted(view, indicator)
    if each.per:
        unit = f"{unit} pr. {each.per}"
    least = bool(said and said[0] in {Comparator.AT_LEAST, Comparator.OVER})
    target = built(
        lambda: Change(
            direction, abs(value), unit, measure, is_yearly=pace is not None, at_least=least,
            baseline_year=since.year if since else None, by=view.by,
        )
    )  # fmt: skip
    if target is None:
        return None
    evidence = {"kind": told, "direction": told, "value": (each.start, each.end)}
    if said and least:
        evidence["comparator"] = said[1:]
    if since:
        evidence["baseline"] = (since.start, since.end)
    return Candidate(target, 0.94 if each.form is not Form.PLAIN else 0.88, indicator, evidence)


def _counted(view: View, indicator: Place) -> str:
    """The unit of a bare number: what is counted, in one word."""
    words = re.findall(r"[a-zæøå][a-zæøå-]+", view.low[slice(*indicator)])
    skipped = {"nye", "private", "almene", "offentlige", "antallet", "antal", "af", "i", "den", "det", "flere"}
    return next((word for word in words if word not in skipped), "")[:40]


def _moved_by(view: View, each: Quantity, told: Place) -> Place:
    """What a sized change moves: behind "N % reduktion af", "N flere", else subject or object."""
    noun = re.match(r"\s(?:i|af|for|på)\s", view.low[told[1] :])
    word = view.low[slice(*told)]
    if told[0] >= each.end and noun and re.fullmatch(_MOVE_NOUN, word):
        return _what(view, told[1] + noun.end(), len(view.low))
    if told[0] >= each.end and word in {"flere", "færre"}:
        return _what(view, told[1], len(view.low))
    return _moved(view, (min(told[0], each.start), max(told[1], each.end)))


def _moved(view: View, move: Place) -> Place:
    """What moves: the object of an acting verb, what stands behind the noun, else the subject."""
    own = subject(view, move[0])
    acting = _ACTING.search(view.low)
    if acting and any(verb.start == acting.start() for verb in view.verbs):
        thing = _object(view, acting)
        if thing[0] < thing[1]:
            return thing
    happen = _HAPPEN.search(view.low)
    if happen and (own[0] >= own[1] or is_actor(view, own) or happen.start() < own[0]):
        return _what(view, *happen.span("what"))
    if own[0] >= own[1] or is_actor(view, own):
        return _what(view, move[1], len(view.low))
    return _without_movement(view, own)


def _without_movement(view: View, own: Place) -> Place:
    """ "energiforbruget ned" is "energiforbruget"."""
    tail = re.search(r"\s(?:ned|op|sænket|reduceret|øget)$", view.low[slice(*own)])
    return view.trimmed(own[0], own[0] + tail.start()) if tail else own


def _object(view: View, acting: re.Match[str]) -> Place:
    start, end = acting.span("what")
    words = view.low[start:end]
    into = _INTO.search(words)
    quantity = next((q for q in view.quantities if start <= q.start < end), None)
    if acting["verb"] in {"skære", "bringe"} and (down := re.search(r"\s(?:ned|op)\b", words)):
        end = start + down.start()
    elif quantity is not None and into:
        end = start + max((m.start() for m in _INTO.finditer(words) if start + m.start() < quantity.start), default=into.start())  # fmt: skip
    return _what(view, start, end)


def _what(view: View, start: int, end: int) -> Place:
    """A noun phrase: without the quantities, spans of time and subclauses behind it."""
    base = next((m.start for m in view.moments if m.start > start and m.role in _OUTSIDE), end)
    cut = _END_OF_WHAT.search(view.low, start, end)
    stop = min(end, base, cut.start() if cut else end)
    amount = next((q for q in view.quantities if start < q.start < stop and q.form is not Form.PLAIN), None)
    if amount is not None:
        stop = amount.start
    return view.trimmed(start, stop)


_OUTSIDE = {Role.DEADLINE, Role.HORIZON, Role.TERM, Role.BASELINE, Role.PACE}


def unsized(view: View) -> Candidate | None:
    """A change of any size: "skal stige", "flere unge får …", "en voksende del af …"."""
    for recognise in (_several, _growing, _happening, _subject_moves, _acting, _fragment):
        if candidate := recognise(view):
            return candidate
    return None


def is_of_several(view: View) -> bool:
    """Whether the clause begins with "flere" or "færre"."""
    return _FLERE.match(view.low) is not None


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


def _several(view: View) -> Candidate | None:
    """ "Flere unge skal have …", "Der skal flere private arbejdspladser", "færre har …"."""
    first = _FLERE.match(view.low)
    found = first or _THERE.search(view.low)
    if found is None:
        return None
    word = found["word"]
    if word == "mere" or (word == "mindre" and not re.match(r"[a-zæøå]+(?:spild|affald|forbrug|forurening|støj|fravær|energi|vand|stress|co2)", found["rest"])):
        return None
    direction = Direction.UP if word in _LEADING_UP else Direction.DOWN
    is_there = first is None
    indicator = NOWHERE if is_there else predicate(view, found.start("rest"))
    sure = 0.94
    if indicator == NOWHERE or indicator[0] >= indicator[1]:
        indicator = _what(view, *found.span("rest"))
        sure = 0.93 if is_there else 0.8
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
        indicator = _what(view, found.start("what"), len(view.low))
    return _change(view, direction, indicator, found.span("word"), 0.94)


def _happening(view: View) -> Candidate | None:
    found = _HAPPEN.search(view.low) or _NOUN_FIRST.match(view.low)
    if found is None:
        return None
    indicator = _what(view, *found.span("what"))
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
    rf"\b(?:(?:være|er|bliver|blive|ligge)\s(?:\w+\s)?(?P<adj>stigende|faldende|voksende|lavere|højere|mindre|større|kortere|længere|reduceret|øget|nedbragt|forøget|mindsket)\b(?!\s(?:end\s(?:på|lands|gennem|i\s(?:region|nabo))|del|andel))"
    rf"|(?P<verb>stige|stiger|fald(?:e|er)(?!\s(?:mellem|fra\b|bagud))|vokse|vokser|øges|forøges|hæves|løftes|sænkes|reduceres|nedbringes|mindskes|begrænses|nedsættes|minimeres|forhøjes|aftage|aftager|dale)\b|(?P<bring>(?:bringes|skæres|sættes|køres|presses|trækkes|bringer|gøres|fylde|koste|bruge|udlede|tage|fylder|udleder|bruger)\s(?:ned|op|mindre|større|lavere|højere|mere|færre|flere)|vende[rs]?\s(?:\w+\s){0,2}?til\s(?:fremgang|vækst|stigning|fald|tilbagegang|nedgang))\b(?!\send\s(?:på|lands|gennem))|(?P<better>forbedres|bliver bedre|blive bedre)\b)"
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
    found = _ACTING.search(view.low)
    if found is None:
        return None
    indicator = _object(view, found)
    words = view.low[slice(*indicator)]
    if found["verb"].startswith("forbedre"):
        return _better(view, indicator, found.span("verb"))
    if _SOFT.search(words) or found["verb"] in {"løfte", "bringe"}:
        return None
    direction = Direction.UP if UP.search(found["verb"]) else Direction.DOWN if DOWN.search(found["verb"]) else None
    if direction is None:
        return None
    known = polarity(words) is not None or bool(_MEASURABLE.search(words))
    return _change(view, direction, indicator, found.span("verb"), 0.9 if known else 0.7)


def _fragment(view: View) -> Candidate | None:
    """ "Øget vækst i antallet", "Lavere sygefravær": a noun phrase with a movement in front."""
    found = _ADJ_FIRST.match(view.low)
    if found is None or (view.verbs and found["word"] not in {"færre", "flere"}):
        return None
    indicator = _what(view, *found.span("what"))
    words = view.low[slice(*indicator)]
    if _SOFT.search(words) or (found["word"] in {"flere", "færre"} and False):
        return None
    if found["word"] == "forbedret":
        return _better(view, indicator, found.span("word"))
    known = polarity(words) is not None or bool(_MEASURABLE.search(words))
    direction = direction_in(found["word"] if found["word"] != "øgede" else "øget")
    if found["word"] in {"reduceret", "reducerede"}:
        direction = Direction.DOWN
    return _change(view, direction or Direction.UP, indicator, found.span("word"), 0.85 if known else 0.6)
