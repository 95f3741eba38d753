"""The words that frameworks are written in: what a heading announces, how a value is led in."""

from __future__ import annotations

import re
from enum import StrEnum

from retning.core.danish import fold
from retning.core.danish.patterns import pattern

_LONGEST = 120


class Section(StrEnum):
    """What a heading says that the text under it is."""

    VALUES = "values"
    STATEMENTS = "statements"
    LEADERSHIP = "leadership"
    EXPECTATIONS = "expectations"
    ELSEWHERE = "elsewhere"


_OUR = r"(?:vores |de |vore |faelles |\w+ kommunes |kommunens |\w+s )?"
_COUNT = r"(?:\w{2,7} |\d{1,2} )?"
_STAFF = r"(?:medarbejder|ansat|ansatte|kollega)"
_LEADER = r"(?:leder|ledelses|ledelse|chef)"
# In the order asked. Folded; each must fit the whole heading.
_SECTIONS: tuple[tuple[Section, re.Pattern[str]], ...] = (
    (
        Section.ELSEWHERE,
        pattern(
            r"(?:kontakt|indhold|forord|baggrund|proces|om |bilag|kolofon|mus\b|opfoelgning"
            r"|laes mere|paa vegne af"
            r"|underskrift|underskrevet|venlig hilsen|godkendt|rammer for"
            r"|saadan (?:bruger|arbejder)|loen\b|ferie|rekruttering).{0,60}"
        ),
    ),
    # One heading for both is the whole document's.
    (Section.ELSEWHERE, pattern(rf".{{0,30}}{_STAFF}\w*-? (?:og|&) \w*{_LEADER}.{{0,50}}")),
    (Section.ELSEWHERE, pattern(rf".{{0,30}}{_LEADER}\w*-? (?:og|&) \w*{_STAFF}.{{0,50}}")),
    (
        Section.EXPECTATIONS,
        pattern(
            r"(?:.{0,60}\b)?(?:forvent(?:e|er|es|ning|ninger|ningerne)|ledertegn|pejlemaerker for"
            r" (?:god )?ledelse|krav til (?:vores )?ledere?)\b.{0,60}"
        ),
    ),
    (
        Section.VALUES,
        pattern(
            rf"{_OUR}{_COUNT}(?:kerne|grund|organisations|personale)?vaerdi(?:er|erne|grundlag|saet)"
            r"(?:et)?(?: (?:i|for|hos) .{1,40})?"
            r"|(?:det|dette) (?:staar|tror) vi (?:for|paa)|vores dna"
        ),
    ),
    (
        Section.LEADERSHIP,
        pattern(
            rf"{_OUR}{_COUNT}(?:leder|ledelses)(?:grundlag|kompetence|princip|loefte|politik|vaerdi"
            r"|kodeks|rolle|opgave|kendetegn)\w*(?: (?:i|for|hos) .{1,40})?"
            r"|(?:leder(?:en)?|ledelse|god ledelse|det gode lederskab|vores ledelse|at vaere leder)"
            r" (?:i|hos) .{1,60}"
            r"|(?:den|det|en) \w+ leder(?:skab)?|som leder.{0,60}|god ledelse|det gode lederskab"
            r"|vores ledelse"
        ),
    ),
    (
        Section.STATEMENTS,
        pattern(
            rf"{_OUR}{_COUNT}{_STAFF}(?:grundlag|loefte|princip|skab|kodeks|rolle)\w*"
            r"(?: (?:i|for|hos) .{1,40})?"
            rf"|(?:den|det|en) \w+ {_STAFF}(?:skab)?|(?:det )?gode {_STAFF}skab"
            rf"|som {_STAFF}.{{0,60}}|{_STAFF}(?:en)? (?:i|hos) .{{1,60}}"
            rf"|(?:det |her |dette )?lover (?:jeg|vi).{{0,40}}"
            rf"|{_OUR}loefter(?: til (?:hinanden|kolleg\w+|arbejdspladsen))?"
        ),
    ),
)

# What leads a value in, over the heading or the lead as it is written; the name is its own group.
_NAME = r"[\"”“»«']?(?P<name>[^\W\d_][\w \-]{1,40}?)[\"”“»«']?"
_THAT = r"(?:,? at)?(?: vi)?:?"
_TO_US = r"(?: (?:for|hos) os)?(?: i (?:hverdagen|praksis))?"
# These say it wherever they stand …
_SURE_LEADS = tuple(
    pattern(source, re.IGNORECASE)
    for source in (
        rf"(?:med|ved|under) {_NAME},? (?:mener|forstår|tænker) vi(?: hos os)?{_THAT}",
        rf"når vi (?:siger|taler om) {_NAME},? (?:så )?mener vi{_THAT}",
        rf"(?:vi viser|sådan viser vi) {_NAME}(?: ved,? at| når)?(?: vi)?:",
        rf"vores værdi(?: nr\.?)? ?\d{{0,2}} ?[:.–-] ?{_NAME}",
    )
)
# … and these among values alone: "Visionen er, at vi:" is none.
_LEADS = tuple(
    pattern(source, re.IGNORECASE)
    for source in (
        rf"(?:at (?:vise|have|være) )?{_NAME} (?:betyder|vil sige|er){_TO_US}{_THAT}",
        rf"{_NAME}(?: [–-]|:) (?:det|dette) betyder{_TO_US}{_THAT}",
        rf"{_NAME} (?:hos|for) os:?",
        rf"værdi(?: nr\.?)? ?\d{{0,2}} ?[:.–-] ?{_NAME}",
    )
)
_NUMBERED = pattern(r"(?:\d{1,2}|[IVX]{1,4})[.):]\s+")
_NAMED = (
    # "Mod, omsorg og tillid er vores værdier"
    pattern(
        r"(?:^|[.!?:]\s+)(?P<names>[^.!?:;]{3,120}?)\s+er\s+(?:vores|kommunens|de|\w+\s+kommunes)"
        r"\s+(?:\w+\s+)?(?:\w+)?værdier\b",
        re.IGNORECASE,
    ),
    # "Vores fire værdier er mod, omsorg og tillid", and with a colon
    pattern(
        r"\b(?:vores|kommunens|kommunes|de)\s+(?:\w+\s+)?(?:\w+)?værdier(?:\s+(?:er|hedder)|:)"
        r"\s*:?\s*(?P<names>[^.!?:;]{3,160})",
        re.IGNORECASE,
    ),
)
_BETWEEN_NAMES = pattern(r"\s*,\s*(?:og\s+)?|\s+(?:og|samt)\s+")
# "Vi bygger på tre værdier:" over a list of them.
_VALUES_FOLLOW = pattern(r".{0,80}\b\w{0,20}vaerdier(?:ne)?(?: (?:er|hedder))?:")
_PEOPLE = pattern(
    r"\b(?:\w*leder|ledelse|\w*chef|medarbejder|ansat|kolleg|dig\b|dem\b|hinanden)\w*"
)
_FIRST_PERSON = pattern(r"\b(?:jeg|mig|min|mit|mine)\b", re.IGNORECASE)


def section_of(heading: str) -> Section | None:
    """What the heading (as a person would write it) announces, or None where it does not say."""
    if len(heading) > _LONGEST:
        return None
    folded = fold(heading)
    if _VALUES_FOLLOW.fullmatch(folded):
        return Section.VALUES
    folded = folded.rstrip(":?! ")
    return next((section for section, rule in _SECTIONS if rule.fullmatch(folded)), None)


def value_led_in(text: str, *, among_values: bool) -> tuple[int, int] | None:
    """Where the value's name stands in a lead like "Med tillid mener vi:", or None."""
    if len(text) > _LONGEST:
        return None
    for lead in (*_SURE_LEADS, *_LEADS) if among_values else _SURE_LEADS:
        if found := lead.fullmatch(text):
            return found.span("name")
    return None


def name_of(heading: str) -> tuple[int, int]:
    """Where the name stands in a heading that is one: its number and its last mark left off."""
    found = _NUMBERED.match(heading)
    start, end = found.end() if found else 0, len(heading)
    while end > start and heading[end - 1] in " :.–-":
        end -= 1
    return start, end


def values_named(sentence: str) -> list[tuple[int, int]]:
    """Spans of the values that a sentence lists: "Mod, omsorg og tillid er vores værdier"."""
    for rule in _NAMED:
        if found := rule.search(sentence):
            spans = list(_names(sentence, *found.span("names")))
            words = max((len(sentence[start:end].split()) for start, end in spans), default=9)
            if len(spans) >= 2 and words <= 3:
                return spans
    return []


def _names(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans = []
    begin = start
    for between in _BETWEEN_NAMES.finditer(text, start, end):
        spans.append((begin, between.start()))
        begin = between.end()
    spans.append((begin, end))
    return [(first, last) for first, last in spans if text[first:last].strip()]


def is_of_people(heading: str) -> bool:
    """Whether a heading is about those who work there: what is expected of prices is not."""
    return bool(_PEOPLE.search(fold(heading)))


def says_i(text: str) -> bool:
    """Whether somebody speaks of themself in `text`."""
    return bool(_FIRST_PERSON.search(text))
