"""The whole and nothing: "alle", "ingen", "der må ikke være", "flertallet"."""

import re
from decimal import Decimal
from functools import partial

from retning.core.danish.patterns import pattern
from retning.core.targets.kinds import Comparator, Level, SurveyLevel, Target
from retning.core.targets.reading.amounts import is_survey
from retning.core.targets.reading.candidates import NOWHERE, Candidate, Place, built, done_by, exact
from retning.core.targets.reading.phrases import share_of
from retning.core.targets.reading.signs import comparator_of
from retning.core.targets.reading.view import View
from retning.core.targets.readings import Doubt

_ALL = pattern(
    r"(?:(?:i|på|blandt|ved)\s[^,]{0,40}?\b)?(?:(?:skal"
    r"|er|har|får|kan)\s)?(?P<all>alle|samtlige|al|alt"
    r"|hver\seneste?|hvert\seneste|hver|hvert|enhver|ethvert)\s(?!andet"
    r"|anden|tredje|fjerde|femte|tiende)(?P<rest>.+)"
)


_NONE = pattern(
    r"(?:(?:i|på|ved)\s[^,]{0,40}?\b)?(?:der\s)?(?:(?:må"
    r"|skal|er|har|får|kan)\s)?(?:der\s)?(?:være\s)?(?:må\s(?:i\s\d{4}\s)?)?\b(?P<none>ingen"
    r"|intet|nul)\s(?P<rest>.+)"
)


_NOT_ANY = pattern(
    r"\bder\s(?:må|skal)\sikke\s(?:længere\s)?(?:være"
    r"|forekomme|findes|ske|opstå)\s(?P<what>.+)|\b(?:må"
    r"|skal)\sder\sikke\s(?:være|forekomme|findes|ske)\s(?P<what2>.+)"
)


_ACCEPTED = pattern(
    r"\b(?:accepter(?:er|e|es)|tolerer(?:er|e|es)|tillader|tillade)\s(?P<none>ingen|intet|nul|ikke)"
    r"\s(?P<what>[^.;]+)"
)


_MAJORITY = pattern(r"\b(?:et\s|det\s)?(?:stort\s|store\s)?(?:flertal(?:let)?)\saf\b")


_IDIOM = pattern(
    r"mellem to stole|i stikken|bagud|alene|uden for fællesskab"
    r"|tabes|glemmes|tilovers|ladt|ligeglad|i tvivl|den bedste"
    r"|mulighed for|lige adgang|adgang til|velkom|respekt"
    r"|ret til|oplev|føl|bidrag|ansvar|kan\b|potentiale"
    r"|møde[rs]?\b|så dygtig"
)


_HAS_PLAN = pattern(
    r"\bhar\s.{0,60}\b(?:en|et)\s(?:\w+\s)?\w*(?:plan|politik|strategi|aftale|procedure|vejledning)\b"
)


_PEOPLE_STATE = pattern(
    r"(?:skal|er|har|får|deltager|gennemfører|består|kommer"
    r"|fuldfører|sorterer|bliver|modtager|afslutter|tilbydes"
    r"|overholder|opfylder|bruger|benytter|anvender|besøger|følger|være|have|få|må)"
)


def universal(view: View) -> Candidate | None:
    """ "alle", "ingen", "der må ikke være", "flertallet": the whole, nothing, more than half."""
    if found := _MAJORITY.search(view.low):
        target = Level(Comparator.OVER, Decimal(50), "%", by=view.by)
        return Candidate(
            target,
            0.85,
            share_of(view, found.end()),
            {"value": found.span(), "comparator": found.span()},
        )
    if found := _NOT_ANY.search(view.low):
        return _nothing(view, found.span("what") if found["what"] else found.span("what2"), 0.85)
    if found := _ACCEPTED.search(view.low):
        return _nothing(view, found.span("what"), 0.85, found.span("none"))
    if found := _NONE.match(view.low, view.begin):
        if _IDIOM.search(view.low) and view.deadline is None:
            return None
        return _nothing(
            view, found.span("rest"), 0.9 if view.deadline else 0.75, found.span("none")
        )
    if view.deadline and _HAS_PLAN.search(view.low):
        return None
    found = _ALL.match(view.low, view.begin)
    state = view.verbs[0].text if view.verbs else ""
    if found is None or not _PEOPLE_STATE.fullmatch(state) or _IDIOM.search(view.low):
        return _all_of(view, found)
    return _whole(view, found, 0.82)


def all_of_them(view: View) -> Candidate | None:
    """What "alle" do or have, whichever figure stands in it."""
    found = _ALL.match(view.low, view.begin)
    return _whole(view, found, 0.82) if found else None


def waiting(view: View) -> Candidate | None:
    """ "Ingen skal vente længere end to måneder": a limit on everybody's time."""
    if not is_none(view) or not _WAIT.search(view.low):
        return None
    for each in view.quantities:
        said = comparator_of(view, each)
        if said and said[0] is Comparator.OVER and each.unit:
            target = built(
                partial(Level, Comparator.AT_MOST, exact(each.value), each.unit, by=view.by)
            )
            verb = next((verb for verb in view.verbs if verb.text == "vente"), view.words[0])
            place = (each.start, each.end)
            evidence = {"kind": said[1:], "value": place, "comparator": said[1:]}
            indicator = view.trimmed(verb.start, len(view.low))
            return Candidate(target, 0.85, indicator, evidence) if target else None
    return None


def _all_of(view: View, found: re.Match[str] | None) -> Candidate | None:
    """ "Al fjernvarme kommer fra …" with its year."""
    if (
        found is None
        or view.deadline is None
        or found["all"] not in {"al", "alt", "alle", "samtlige"}
    ):
        return None
    return _whole(view, found, 0.85)


def _whole(view: View, found: re.Match[str], sure: float) -> Candidate | None:
    indicator = share_of(view, found.start("rest"))
    if found["all"] in {"al", "alt"}:
        indicator = view.trimmed(found.start("all"), len(view.low))
    if indicator[0] >= indicator[1]:
        return None
    target: Target = (
        SurveyLevel(Comparator.AT_LEAST, Decimal(100), "%", by=view.by)
        if is_survey(view, indicator)
        else Level(Comparator.AT_LEAST, Decimal(100), "%", by=view.by)
    )
    evidence = {"kind": found.span("all"), "value": found.span("all")}
    others = done_by(view.by)
    doubt = Doubt.DONE_OR_LEVEL if others else None
    return Candidate(target, sure, indicator, evidence, alternatives=others, doubt=doubt)


_WAIT = pattern(r"\bvente[rs]?\b")
_WAITING = pattern(r"vente(?:tid|dage)")


def _nothing(view: View, what: Place, sure: float, word: Place = NOWHERE) -> Candidate | None:
    words = view.low[slice(*what)]
    clause = re.search(r"\b(?:der|som)\s", words)
    people = bool(clause) or bool(
        word != NOWHERE
        and re.match(r"(?:børn|unge|borgere|elever|ældre|medarbejdere|ledige)", words)
    )
    unit = "ventedage" if _WAITING.search(words) else "%" if people else ""
    start = what[0] + clause.start() if clause else what[0]
    indicator = view.trimmed(start, what[1])
    if not clause and people:
        indicator = share_of(view, what[0])
    target = built(lambda: Level(Comparator.AT_MOST, Decimal(0), unit, by=view.by))
    evidence = {"kind": word, "value": word} if word != NOWHERE else {}
    return Candidate(target, sure, indicator, evidence) if target else None


def is_all(view: View) -> bool:
    """Whether the clause is about all of some: "alle skoler"."""
    found = _ALL.match(view.low, view.begin)
    return found is not None and found["all"] in {"alle", "samtlige"}


def is_none(view: View) -> bool:
    """Whether the clause is about none at all: "ingen"."""
    return _NONE.match(view.low, view.begin) is not None
