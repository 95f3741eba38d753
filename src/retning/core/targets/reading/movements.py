"""Movements: what shall rise or fall, by how much, from when."""

import re

from retning.core.danish.dates import Role
from retning.core.danish.numbers import Form, Quantity
from retning.core.danish.patterns import pattern
from retning.core.targets.kinds import Change, Comparator, Direction, Measure
from retning.core.targets.reading.candidates import Candidate, Place, built, exact
from retning.core.targets.reading.inner import is_inner
from retning.core.targets.reading.phrases import is_actor, subject
from retning.core.targets.reading.signs import (
    BETTER,
    MOVES,
    MULTIPLE,
    comparator_of,
    direction_in,
    multiple_of,
)
from retning.core.targets.reading.view import View

MOVE_NOUN = (
    r"(?:stigning|vækst|fremgang|forøgelse|tilvækst|reduktion"
    r"|fald|nedgang|nedbringelse|mindskelse|besparelse"
    r"|forbedring|fordobling|halvering|tredobling|reducering"
    r"|nedsættelse|øgning)(?:en)?"
)
_ADJ = r"(?:billigere|dyrere|lavere|mindre|færre|højere|større|flere|mere|bedre|kortere|længere)"
_SIZE_AFTER = pattern(
    rf"\s?-?\s?(?:(?!eller|og|som|af|er|i|på|mindre|mere)\w+\s)?(?P<move>{_ADJ}"
    rf"|{MOVE_NOUN}|(?:ned|op)(?!\s(?:på|til|i|ad|af|under|over)\b))\b"
)
_SIZE_BEFORE = pattern(
    rf"\b(?:med|{MOVE_NOUN}(?:\s\w+){{0,2}}?\s(?:på|med)"
    r"|på|fjernes?|fjerner|spares?|sparer|ned|op"
    rf"|{MOVES})\s(?:mindst\s|minimum\s|yderligere\s"
    r"|ca\.\s|cirka\s|omkring\s|i alt\s|samlet\s|op til\s"
    r"|over\s|mere end\s|op mod\s|gennemsnitligt\s|netto\s"
    r"|brutto\s|endnu\s)*$"
)
_TO_LEVEL = pattern(
    r"\b(?:til|ned på|op på|under|over|fra)\s(?:mindst\s"
    r"|højst\s|under\s|over\s|maksimalt\s|minimum\s)?$"
)
HAPPEN = pattern(
    rf"\b(?:en|et|ske|være)\s(?:\w+\s)??(?P<move>{MOVE_NOUN})(?:\spå\s[^,]{{1,25}}?)?\s"
    r"(?:i|af|for|på|hvad angår)\s(?P<what>[^.;]+)"
)
ACTING = pattern(
    r"\b(?P<verb>øge|reducere|nedbringe|mindske|sænke"
    r"|forbedrer|hæve|begrænse|forøge|halvere|fordoble|tredoble"
    r"|forbedre|minimere|nedsætte|skære|bringe|øger|reducerer"
    r"|nedbringer|mindsker|sænker|hæver|halverer|fordobler"
    r"|løfte|forhøje)\s(?P<what>[^.;]+)"
)


_INTO = pattern(
    r"\s(?:med|til|på|ned|op|i forhold til|fra|inden|senest"
    r"|frem mod|årligt|over de|i løbet)\b"
)
_END_OF_WHAT = pattern(r",?\s(?:så|for at|således|idet|fordi|og at|gennem|ved at|sammen med)\b")


def sized(view: View) -> Candidate | None:
    """A change by so much: "med 20 procent", "30 % lavere", "fordobles", "2.500 flere"."""
    if multiple := MULTIPLE.search(view.low):
        return _multiple(view, multiple)
    for each in view.quantities:
        if (
            each.form is Form.RATIO
            or is_inner(view, each)
            or (told := _told_size(view, each)) is None
        ):
            continue
        return _of_size(view, each, *told)
    return None


def _told_size(view: View, each: Quantity) -> tuple[Direction, Place] | None:
    """Which way a quantity moves something, and the words that say so; None where it does not."""
    sign = re.search(r"(?:^|[\s:(])([-+])$", view.low[: each.start])
    if view.low[each.start] == "-" or (sign and each.form in {Form.PERCENT, Form.POINTS}):
        is_up = bool(sign) and sign is not None and sign[1] == "+"
        return (Direction.UP if is_up else Direction.DOWN), (each.start, each.end)
    if after := _SIZE_AFTER.match(view.low, each.end):
        word = after["move"]
        direction = _direction_of(word)
        if direction and not (each.form is Form.FRACTION and word in {"flere", "mere"}):
            return direction, after.span("move")
    head = view.low[: each.start]
    if _TO_LEVEL.search(head) or not (before := _SIZE_BEFORE.search(head)):
        return None
    direction = (
        direction_in(before[0]) or direction_in(view.low[: each.start]) or direction_in(view.low)
    )
    if direction is None and BETTER.search(view.low):
        direction = Direction.BETTER
    if direction is None or (before[0].startswith("på ") and not re.search(MOVE_NOUN, head)):
        return None
    return direction, before.span()


def _direction_of(word: str) -> Direction | None:
    if word in {"ned", "op"}:
        return Direction.UP if word == "op" else Direction.DOWN
    if word.startswith(("bedre", "forbedring")):
        return Direction.BETTER
    return direction_in(word)


def _multiple(view: View, found: re.Match[str]) -> Candidate | None:
    size = multiple_of(found)
    direction = Direction.DOWN if size < 0 else Direction.UP
    size = abs(size)
    since = view.moment(Role.BASELINE)
    target = built(
        lambda: Change(
            direction,
            size,
            "%",
            Measure.RELATIVE,
            baseline_year=since.year if since else None,
            by=view.by,
        )
    )
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
        behind = _BEHIND.match(view.low, each.end)
        unit = behind["noun"] if behind else _counted(view, indicator)
    if each.per:
        unit = f"{unit} pr. {each.per}"
    least = bool(said and said[0] in {Comparator.AT_LEAST, Comparator.OVER})
    target = built(
        lambda: Change(
            direction,
            abs(value),
            unit,
            measure,
            is_yearly=pace is not None,
            at_least=least,
            baseline_year=since.year if since else None,
            by=view.by,
        )
    )
    if target is None:
        return None
    evidence = {"kind": told, "direction": told, "value": (each.start, each.end)}
    if said and least:
        evidence["comparator"] = said[1:]
    if since:
        evidence["baseline"] = (since.start, since.end)
    return Candidate(target, 0.94 if each.form is not Form.PLAIN else 0.9, indicator, evidence)


_BEHIND = pattern(
    r"\s(?:(?:flere|færre|nye|ekstra|yderligere|private|almene|offentlige)\s)*"
    r"(?!inden\b|senest|frem\b|over\b|under\b|pr\b|ved\b|til\b|årligt|mere\b|mindre|lavere|højere"
    r"|for\b|end\b|fra\b|hvert?\b|gennem|mod\b|efter|eller|også|mellem|med\b|blandt|samlet|i\s)"
    r"(?P<noun>[a-zæøå][a-zæøå-]{2,39})(?=\W|$)"
)


def _counted(view: View, indicator: Place) -> str:
    """The unit of a bare number: what is counted, in one word."""
    words = re.findall(r"[a-zæøå][a-zæøå-]+", view.low[slice(*indicator)])
    skipped = {
        "nye",
        "private",
        "almene",
        "offentlige",
        "antallet",
        "antal",
        "af",
        "i",
        "den",
        "det",
        "flere",
    }
    return next((word for word in words if word not in skipped), "")[:40]


def _moved_by(view: View, each: Quantity, told: Place) -> Place:
    """What a sized change moves: behind "N % reduktion af", "N flere", else subject or object."""
    noun = re.match(r"\s(?:i|af|for|på)\s", view.low[told[1] :])
    word = view.low[slice(*told)]
    if told[0] >= each.end and noun and re.fullmatch(MOVE_NOUN, word):
        return noun_phrase(view, told[1] + noun.end(), len(view.low))
    if told[0] >= each.end and word in {"flere", "færre"}:
        return noun_phrase(view, told[1], len(view.low))
    return _moved(view, (min(told[0], each.start), max(told[1], each.end)))


def _moved(view: View, move: Place) -> Place:
    """What moves: the object of an acting verb, what stands behind the noun, else the subject."""
    own = subject(view, move[0])
    acting = ACTING.search(view.low)
    if acting and any(verb.start == acting.start() for verb in view.verbs):
        thing = acting_object(view, acting)
        if thing[0] < thing[1]:
            return thing
    happen = HAPPEN.search(view.low)
    if happen and (own[0] >= own[1] or is_actor(view, own) or happen.start() < own[0]):
        return noun_phrase(view, *happen.span("what"))
    if own[0] >= own[1] or is_actor(view, own):
        return noun_phrase(view, move[1], len(view.low))
    return _without_movement(view, own)


def _without_movement(view: View, own: Place) -> Place:
    """ "energiforbruget ned" is "energiforbruget"."""
    tail = re.search(r"\s(?:ned|op|sænket|reduceret|øget)$", view.low[slice(*own)])
    return view.trimmed(own[0], own[0] + tail.start()) if tail else own


def acting_object(view: View, acting: re.Match[str]) -> Place:
    start, end = acting.span("what")
    words = view.low[start:end]
    into = _INTO.search(words)
    quantity = next((q for q in view.quantities if start <= q.start < end), None)
    if acting["verb"] in {"skære", "bringe"} and (down := re.search(r"\s(?:ned|op)\b", words)):
        end = start + down.start()
    elif quantity is not None and into:
        end = start + max(
            (m.start() for m in _INTO.finditer(words) if start + m.start() < quantity.start),
            default=into.start(),
        )
    return noun_phrase(view, start, end)


def noun_phrase(view: View, start: int, end: int) -> Place:
    """A noun phrase: without the quantities, spans of time and subclauses behind it."""
    base = next((m.start for m in view.moments if m.start > start and m.role in _OUTSIDE), end)
    cut = _END_OF_WHAT.search(view.low, start, end)
    stop = min(end, base, cut.start() if cut else end)
    amount = next(
        (q for q in view.quantities if start < q.start < stop and q.form is not Form.PLAIN), None
    )
    if amount is not None:
        stop = amount.start
    return view.trimmed(start, stop)


_OUTSIDE = {Role.DEADLINE, Role.HORIZON, Role.TERM, Role.BASELINE, Role.PACE}
