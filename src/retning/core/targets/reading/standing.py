"""Standing among others: rank, quantile and comparison."""

import re
from fractions import Fraction
from functools import partial

from retning.core.danish.numbers import WORDS, number
from retning.core.danish.patterns import pattern
from retning.core.targets.kinds import (
    Among,
    Best,
    Quantile,
    Rank,
    Scope,
    Target,
)
from retning.core.targets.reading.candidates import NOWHERE, Candidate, Place, built
from retning.core.targets.reading.phrases import is_actor, named_after, subject
from retning.core.targets.reading.signs import DEFINITE, ENDS, among_in, end_of
from retning.core.targets.reading.view import View
from retning.core.targets.readings import Doubt

_N = rf"(?:\d{{1,3}}|{'|'.join(sorted(WORDS, key=len, reverse=True))})"
_PCT = r"\s?(?:%|procent|pct\.?)"
_PART = (
    r"(?:(?:en|to|tre)\s)?(?:halvdel|tredjedel|fjerdedel"
    r"|kvartil|femtedel|tiendedel|kvintil|decil|sjettedel)(?:en)?"
)
_QUANTILES = (
    pattern(
        rf"\b(?P<n>{_N}){_PCT}\s(?:af\s(?:landets\s|de\s|alle\s)?kommuner(?:ne)?,?\s"
        rf"(?:der\shar|med)\s)?(?:\w+\s)?(?P<end>{DEFINITE})\b"
    ),
    pattern(rf"\b(?P<end>{DEFINITE})\s(?P<n>{_N}){_PCT}"),
    pattern(rf"\b(?P<end>{ENDS}|øverste|nederste)\s(?P<part>{_PART})\b"),
    pattern(rf"\b(?P<side>top|bund)[ -]?(?P<n>{_N}){_PCT}"),
    pattern(
        rf"\b(?P<n>{_N}){_PCT}\s(?:af\s)?(?:de\s)?(?:\w+\s)?kommuner(?:ne)?[^.]{{0,25}}?\s"
        rf"(?P<end>{ENDS})\b"
    ),
    pattern(
        rf"\b(?P<part>{_PART})\saf\s(?:\w+\s){{0,2}}kommuner(?:ne)?[^.]{{0,25}}?\s"
        rf"(?P<end>{ENDS})\b"
    ),
)
_PLACE = r"(?:plads(?:en)?|placering)"
_RANKS = (
    pattern(rf"\b(?P<side>top|bund)[ -]?(?P<n>{_N})\b(?!{_PCT})"),
    pattern(
        r"\b(?:blandt|af|iblandt|mellem|hører til|være)\s(?:de\s"
        rf"|landets\s|danmarks\s|regionens\s)?(?:absolut\s)?(?P<n>{_N})\s(?P<end>{DEFINITE})"
        r"\b"
    ),
    pattern(
        r"\b(?:blandt|en af|én af|iblandt)\s(?:de\s|landets\s"
        rf"|danmarks\s|regionens\s)?(?P<n>{_N})\s(?:\w+\s){{0,2}}?(?:kommuner(?:ne)?"
        rf"|byer)[^.]{{0,40}}?\s(?P<end>{ENDS})\b"
    ),
    pattern(
        r"\b(?:blandt|en af|én af|iblandt|mellem)\s(?:de\s|landets\s|danmarks\s|regionens\s){1,2}"
        rf"(?P<n>{_N})\s(?P<end>mest|mindst)\s[a-zæøå]+e\b"
    ),
    pattern(rf"\b(?P<end>{DEFINITE})\s(?P<n>{_N})\s(?:\w+\s)?(?:kommuner|byer)\b"),
    pattern(
        r"\b(?:fra\s(?:en\s)?(?:nummer|nr\.?|plads)\s(?:som\s)?\d{1,3}\stil\s(?:mindst\s|en\s)?)?"
        rf"(?:nummer|nr\.?)\s(?P<n>{_N}|ét|et|en|én)\b(?!\.)"
    ),
    pattern(rf"\b(?P<ordinal>\d{{1,2}})\.[ -]?{_PLACE}\b|\b(?P<first>første)[ -]?{_PLACE}\b"),
    pattern(
        r"(?<!en af )(?<!blandt )\b(?:landets|danmarks|regionens|hele landets)"
        rf"\s(?:absolut\s)?(?P<end>{ENDS})"
        r"\b(?!\s(?:fjerdedel|tredjedel|halvdel|kvartil|femtedel"
        rf"|{_N}\b))"
    ),
    pattern(
        rf"\b(?:det|den|de)\s(?P<end>{DEFINITE})\s(?:i|af|blandt|på)\s(?:hele\s|alle\s)?"
        r"(?:landet|danmark|landsplan|regionen|region|kommuner(?:ne)?|nabokommunerne|landets)\b"
    ),
    pattern(
        r"\b(?:være|er|blive|bliver)\s(?:\w+\s)?den\s(?P<end>mest|mindst)\s[a-zæøå]+e\skommune\s"
        r"(?:i|af|blandt|på)\s(?:hele\s|alle\s)?(?:landet|danmark|landsplan|regionen|region\s\w+"
        r"|kommuner(?:ne)?|sjælland|fyn|jylland)\b"
    ),
    pattern(
        rf"^\W*blandt\s[^,.]{{3,60}}?\b(?:have|har|være)\s(?:det|den|de)\s(?P<end>{DEFINITE})\b"
    ),
    pattern(
        rf"\b(?:være|er|ligge|ligger|bliver|blive)\s(?:klart\s|blandt\s(?:de|det)\s)?(?P<end>{ENDS})\s"
        r"(?:i|blandt|på)\s(?:hele\s)?(?:landet|danmark|regionen|region\s\w+|landsplan|\w*kommunerne)\b"
    ),
    pattern(
        r"\b(?:have|har|få|opnå|ligge\smed|være den kommune,? (?:i \w+ )?(?:med"
        rf"|der har))\s(?:det\s|den\s|de\s)?(?P<end>{ENDS})\s(?P<alone>[^.]{{3,80}}?)"
        r"\s(?:i|af|blandt)\s(?:hele\s)?(?:landet|danmark"
        r"|regionen|alle kommuner|kommunerne|landets kommuner)\b"
    ),
)
_BEHIND_OTHERS = pattern(
    r"\s?(?:,|-?placering|plads)?\s?(?:(?:i|af|blandt"
    r"|over|på)\s(?:alle\s|de\s|danske\s|landets\s|hele\s)*(?:landet"
    r"|danmark|landsplan|kommuner(?:ne)?|regionen|region \w+"
    r"|\S*byerne|sjælland|fyn|jylland|bornholm|\w+kommunerne)\b)*"
)
_FREE = pattern(
    r"\b(?:den|det|de)\s(?:\w+\s)?(?:bedste|bedst mulige"
    r"|højeste)\s(?:service|hjælp|mulig\w*|rammer|liv"
    r"|vilkår|start|løsning\w*|betingelser)"
)
_WITH = pattern(
    rf"\b(?:med|har|have|hvor)\s(?:det\s|den\s|de\s|der er\s)?(?P<end>{ENDS}"
    rf"|[a-zæøå]{{3,}}(?:ig|e)st)\s(?P<what>[^.;]+)"
)
IN_WHAT = pattern(
    r"\s?(?:-?placering\s|plads\s)?(?:i|på|for|inden for|over|af|med|når)\s(?P<what>[^.;]+)"
)
_MOST = frozenset(("mest", "mindst"))
_WHEN_TOLD = pattern(
    r",\snår\s(?P<what>[^.;,]{3,80}?)\s(?:offentliggøres|måles|opgøres|opgjort|vurderes)\b"
)
_PUBLISHES = pattern(
    r",?\s?når\s(?:\w+\s){1,3}?(?:offentliggør|måler|opgør"
    r"|udgiver|rangerer|vurderer)\s(?P<what>[^.;]+)"
)
_OTHERS = pattern(
    r"^\s?(?:\w+\s){0,2}?(?:danske\s|landets\s|alle\s"
    r"|de\s)*(?:kommuner(?:ne)?|byer(?:ne)?)\s?(?:i\s(?:landet"
    r"|danmark)\s?)?"
)
_SOURCE_TAIL = pattern(
    r"\s(?:i|på|blandt|af|over)\s(?:\w+\s){0,3}?(?:landet"
    r"|danmark|kommuner(?:ne)?|landsplan|regionen|region \w+"
    r"|landets kommuner)\s*$|\s(?:i|blandt)\s\S*byerne\s*$"
)


def quantile(view: View) -> Candidate | None:
    """ "blandt de 25 % bedste", "landets bedste fjerdedel"."""
    for at, each in enumerate(_QUANTILES):
        found = each.search(view.low)
        if found is None or _part(found) is None:
            continue
        if at == 2 and (found["end"] in _NO_ENDS or not found["end"].endswith("e")):
            continue
        end, doubt = _end(found)
        among, named = among_in(view, Among(Scope.COUNTRY))
        indicator = _ranked(view, found)
        share = _part(found) or Fraction(1, 2)
        if _NOT_WORST.search(view.low, 0, found.end()):
            share, end = 1 - share, Best.BEST
        target = built(partial(Quantile, share, end, among, view.by))
        if target is None:
            return None
        return _standing(target, found, indicator, named, 0.95, doubt)
    return None


_NOT_WORST = pattern(r"\b(?:ikke|aldrig)\s.{0,40}\b(?:dårligste|ringeste|nederste)\s\S+$")
_NO_ENDS = frozenset(("seneste", "næste", "eneste", "sidste", "første", "fleste"))


def rank(view: View) -> Candidate | None:
    """ "top 10", "blandt de 15 laveste", "landets laveste"."""
    for at, each in enumerate(_RANKS):
        found = each.search(view.low)
        if found is None or (place := _place(found)) is None or _is_counted(view, found):
            continue
        end, doubt = _end(found)
        default = Among(Scope.COUNTRY if at == 7 else Scope.MUNICIPALITIES)
        among, named = among_in(view, default)
        indicator = _ranked(view, found)
        if end is Best.BEST and (adjective := _WITH.search(view.low)):
            end = end_of(adjective["end"])
        target = built(partial(Rank, place, end, among, view.by))
        if target is None:
            continue
        sure = 0.95 if at < 4 else 0.88 if at < 10 else 0.7
        candidate = _standing(target, found, indicator, named, sure, doubt)
        if _counts_people(view, indicator):
            candidate.doubt, candidate.alternatives = Doubt.NUMBER_OR_SHARE, (target,)
        return candidate
    return None


def _counts_people(view: View, indicator: Place) -> bool:
    """ "flest flygtninge i beskæftigelse": the number, or the share?"""
    words = view.low[indicator[0] : indicator[1]]
    return bool(re.search(r"\b(?:flest|færrest)\b", view.low)) and not words.startswith("andel")


def _is_counted(view: View, found: re.Match[str]) -> bool:
    """ "top-professionel", "den bedste service": no place in a ranking."""
    return bool(_FREE.search(view.low)) and "n" not in found.groupdict()


def _part(found: re.Match[str]) -> Fraction | None:
    groups = found.groupdict()
    if groups.get("part"):
        words = groups["part"]
        den = next(n for stem, n in _DENOMINATORS.items() if stem in words)
        num = {"to": 2, "tre": 3}.get(words.split()[0], 1)
        return Fraction(num, den) if num < den else None
    count = number(groups["n"]) if groups.get("n") else None
    return Fraction(count) / 100 if count is not None and 0 < count < 100 else None


_DENOMINATORS = {
    "halvdel": 2,
    "tredjedel": 3,
    "fjerdedel": 4,
    "kvartil": 4,
    "femtedel": 5,
    "kvintil": 5,
    "sjettedel": 6,
    "tiendedel": 10,
    "decil": 10,
}


def _place(found: re.Match[str]) -> int | None:
    groups = found.groupdict()
    if groups.get("ordinal"):
        return int(groups["ordinal"]) or None
    if groups.get("n"):
        count = number(groups["n"])
        return int(count) if count is not None and count % 1 == 0 and count >= 1 else None
    return 1


def _end(found: re.Match[str]) -> tuple[Best, Doubt | None]:
    groups = found.groupdict()
    if groups.get("side") == "bund" or groups.get("end") == "nederste":
        return Best.LOWEST, Doubt.WHICH_END
    if groups.get("end") == "øverste":
        return Best.BEST, Doubt.WHICH_END
    return (end_of(groups["end"]) if groups.get("end") else Best.BEST), None


def _standing(
    target: Target,
    found: re.Match[str],
    indicator: Place,
    named: Place | None,
    sure: float,
    doubt: Doubt | None,
) -> Candidate:
    evidence = {"kind": found.span(), "value": found.span()}
    if named:
        evidence["population"] = named
    group = next((g for g in ("end", "side") if found.groupdict().get(g)), None)
    if group:
        evidence["direction"] = found.span(group)
    if indicator == NOWHERE:
        sure -= 0.1
    return Candidate(target, sure, indicator, evidence, doubt=doubt)


def _ranked(view: View, found: re.Match[str]) -> Place:
    """What is ranked: named behind ("målt på …", "med det laveste …"), else the subject."""
    own = subject(view, found.start())
    if (named := named_after(view)) != NOWHERE:
        return named
    if found.groupdict().get("end") in _MOST:
        place = _cut(view, found.start("end"), found.end())
        if len(view.low[slice(*place)].split()) == 2:
            return place
    if publishes := _WHEN_TOLD.search(view.low) or _PUBLISHES.search(view.low):
        return view.trimmed(*publishes.span("what"))
    if (adjective := _WITH.search(view.low, max(0, found.start() - 5))) and is_behind(
        adjective, found
    ):
        return _cut(view, *adjective.span("what"))
    if found.groupdict().get("end") and is_actor(view, own):
        return _cut(view, *_without_others(view, found.end()))
    if is_actor(view, own) or view.low[own[0] : own[1]].startswith(("målet", "ambitionen")):
        behind = IN_WHAT.match(view.low, _past_others(view, found.end()))
        if behind:
            return _cut(view, *behind.span("what"))
        rest = _cut(view, _past_others(view, found.end()), len(view.low))
        if rest[0] < rest[1]:
            return rest
        opening = _opening(view)
        return opening if opening[0] < opening[1] else own
    return own


def _opening(view: View) -> Place:
    """ "På den nationale trivselsmåling skal vi …": what the clause opens with."""
    first = next(iter(view.verbs), None)
    return view.trimmed(0, first.start) if first else NOWHERE


def is_behind(adjective: re.Match[str], found: re.Match[str]) -> bool:
    """Whether the superlative belongs to the ranking rather than stands in it."""
    return adjective.end() > found.end() or adjective.start() >= found.start()


def _past_others(view: View, at: int) -> int:
    others = _BEHIND_OTHERS.match(view.low, at)
    at = others.end() if others else at
    return next((m.end for m in view.moments if 0 <= m.start - at <= 1), at)


def _without_others(view: View, at: int) -> Place:
    """ "blandt de ti kommuner med lavest fravær": what stands behind the adjective."""
    return (at, len(view.low))


def _cut(view: View, start: int, end: int) -> Place:
    """The span without "i landet" and "blandt kommunerne" at its end."""
    start, end = view.trimmed(start, end)
    tail = _SOURCE_TAIL.search(view.low[start:end])
    return view.trimmed(start, start + tail.start()) if tail and tail.start() else (start, end)
