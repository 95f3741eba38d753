"""Things to be done by a date, neutrality, and what people judge."""

import re
from decimal import Decimal

from retning.core.danish.dates import Role
from retning.core.danish.patterns import pattern
from retning.core.targets.kinds import Comparator, Deadline, Judged, Level, Milestone
from retning.core.targets.reading.candidates import NOWHERE, Candidate, Place, built, done_by
from retning.core.targets.reading.phrases import is_actor, subject
from retning.core.targets.reading.verbs import is_finite, is_participle, is_passive
from retning.core.targets.reading.view import View
from retning.core.targets.readings import Doubt

NEUTRAL = pattern(
    r"\b(?:(?:co2|co₂|klima|kuldioxid|karbon|carbon|drivhusgas)[- ]?neutral(?:e"
    r"|t|itet)?|fossilfri(?:e|t)?|fossiluafhængig|nul(?:udledning"
    r"|emission)\w*|netto-?nul|netto ?0|neutral(?:e|t)?)\b"
)
_DONE = pattern(
    r"\b(?:klar|færdig(?:e|t)?|på plads|i drift|i brug"
    r"|i gang|i mål|operationel\w*|rullet ud|tilgængelig\w*"
    r"|fri for)\b"
)
_THERE = pattern(r"\b(?:er|skal|har|bliver|vil)\s(?:der|vi|kommunen|byrådet)\b")
_HAPPENS_OFTEN = pattern(
    r"\b(?:årligt|hvert år|løbende|hvert andet år|hvert kvartal"
    r"|kvartalsvis\w*|en gang om)\b"
)
_EXPERIENCES = pattern(r"\b(?:oplever|opleve|føler|føle|synes|mærke|mærker)\b")
_OF_ALL = pattern(r"(?:(?:er|har|skal)\s)?(?:alle|samtlige)\b")
_EVERY = pattern(r"\bhvert\s(?P<n>andet|tredje|fjerde)?\s?år\b")


def neutral(view: View) -> Candidate | None:
    """ "CO2-neutral i 2030": no net emission, whatever is built for it."""
    found = NEUTRAL.search(view.low)
    if found is None or (not view.deadline and found[0].startswith("neutral")):
        return None
    if found[0].startswith("fossil"):
        return None
    target = built(lambda: Level(Comparator.AT_MOST, Decimal(0), by=view.by))
    if target is None:
        return None
    evidence = {"kind": found.span(), "value": found.span()}
    sure = 0.93 if view.deadline else 0.75
    own = subject(view, found.start())
    named = own[0] < own[1] and not is_actor(view, own) and own[1] < found.start()
    indicator = (own[0], found.end()) if named else found.span()
    others = done_by(view.by)
    doubt = Doubt.DONE_OR_LEVEL if others else None
    return Candidate(target, sure, indicator, evidence, alternatives=others, doubt=doubt)


def milestone(view: View) -> Candidate | None:
    """ "Den nye svømmehal står klar i 2025": a deed and its date."""
    when = view.deadline
    if when is None or not isinstance(when[0], Deadline):
        return None
    if _HAPPENS_OFTEN.search(view.low):
        return None
    by = when[0]
    target = built(lambda: Milestone(by))
    if target is None:
        return None
    evidence = {"kind": (when[1].start, when[1].end)}
    done, sure = _done(view)
    if done:
        evidence["kind"] = done
    if _OF_ALL.match(view.low, view.begin):
        sure = min(sure, 0.85)
    if _EXPERIENCES.search(view.low):
        sure = 0.5
    doubt = Doubt.WINDOW_OR_DEADLINE if view.moment(Role.WINDOW) else None
    return Candidate(target, sure, _thing(view), evidence, doubt=doubt)


def is_done(view: View) -> bool:
    """Whether the words say that something is finished: "er indført", "står klar"."""
    return _done(view)[0] is not None


def _done(view: View) -> tuple[Place | None, float]:
    if found := _DONE.search(view.low):
        return found.span(), 0.94
    for verb in view.verbs:
        if is_participle(verb.text) or is_passive(verb.text):
            return (verb.start, verb.end), 0.94
    return None, 0.72


def _thing(view: View) -> Place:
    """What is done: the subject, behind "er der vedtaget" what follows, of a place the rest."""
    free = re.search(r"\bfri(?:e|t)? for\b", view.low)
    if free:
        return view.trimmed(free.start(), len(view.low))
    verbs = view.verbs
    last = next((v for v in reversed(verbs) if is_participle(v.text) or is_passive(v.text)), None)
    if last and _THERE.search(view.low, 0, last.start):
        behind = view.trimmed(last.end, len(view.low))
        if behind[0] < behind[1]:
            return behind
    own = subject(view, last.start if last else None)
    if not is_actor(view, own):
        done = _DONE.search(view.low, *own)
        return _deed(view, view.trimmed(own[0], done.start()) if done else own)
    acting = next((v for v in verbs if not is_finite(v.text) or v.start > own[1] + 6), None)
    if last is not None:
        behind = view.trimmed(last.end, len(view.low))
        if behind[0] < behind[1]:
            return behind
    return (
        view.trimmed(acting.start, len(view.low)) if acting else view.trimmed(own[0], len(view.low))
    )


def _deed(view: View, own: Place) -> Place:
    """What "alle institutioner" do themselves is the deed: "sorterer i ti fraktioner"."""
    words = view.low[slice(*own)]
    verb = next((v for v in view.verbs if v.start >= own[1]), None)
    if verb is None or not re.match(r"(?:alle|samtlige|hver)\b", words):
        return own
    if (
        is_passive(verb.text)
        or is_participle(verb.text)
        or verb.text in {"er", "skal", "har", "bliver", "være", "vil"}
    ):
        return own
    return view.trimmed(verb.start, len(view.low))


def judged(view: View, sure: float) -> Candidate:
    """What people judge, since nothing in the words can be counted."""
    who = re.match(
        r"^\W*(?P<who>(?:de\s)?(?:borgerne|børn(?:ene)?(?: og unge)?"
        r"|eleverne|forældrene|ældre|brugerne|medarbejderne"
        r"|virksomhederne|unge|pårørende))\s(?:skal\s)?(?:oplever?"
        r"|føler?|synes|mærker?)\b",
        view.low,
    )
    every = _EVERY.search(view.low)
    years = {"andet": 2, "tredje": 3, "fjerde": 4}.get(every["n"] or "", 1) if every else None
    name = view.text[slice(*who.span("who"))] if who else ""
    target = built(lambda: Judged(" ".join(name.split()), years, view.by)) or Judged()
    evidence = {"kind": who.span()} if who else {}
    return Candidate(target, sure, NOWHERE, evidence)
