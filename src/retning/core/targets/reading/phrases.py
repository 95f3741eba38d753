"""The phrase that names what is measured: a subject, a predicate or an object of the clause."""

import re

from retning.core.danish.patterns import pattern
from retning.core.targets.polarity import polarity
from retning.core.targets.reading.candidates import NOWHERE, Place
from retning.core.targets.reading.verbs import MODALS
from retning.core.targets.reading.view import View

_PEOPLE = pattern(
    r"\b(?:borger\w*|børn\w*|barn\w*|ung\w*|ældre\w*|elev\w*"
    r"|forældre\w*|kvinder\w*|mænd\w*|voksne\w*|medarbejder\w*"
    r"|ansatte\w*|leder(?:e|ne)\w*"
    r"|brugere?n?e?|beboer\w*|pårørende|flygtning\w*|indvandrer\w*"
    r"|ledige\w*|kontanthjælps\w*|patient\w*|studerende"
    r"|turist\w*|gæster\w*|familie\w*"
    r"|nyuddannede|nyankomne|dimittend\w*|årgang\w*|ungdomsårgang\w*"
    r"|befolkning\w*|virksomhed\w*|institution\w*|skoler\w*"
    r"|dagtilbud\w*|plejehjem\w*"
    r"|\w*årige\w*|kommuner\w*|iværksætter\w*|personer\w*"
    r"|mennesker\w*|\w*ryger(?:e|ne)?|lærer\w*|pædagog\w*"
    r"|frivillige\w*|husstand\w*|husholdning\w*|handicappede"
    r"|seniorer\w*|modtager\w*|ansøger\w*|kunder\w*|pendler\w*"
    r"|lejer\w*|træner\w*|naboer\w*|seniorer\w*|lærling\w*"
    r"|kursist\w*|politiker\w*|deltager\w*|folk\b|de\s\w+e"
    r"|alle|andel\w*)\b"
)
_ACTORS = pattern(
    r"(?:(?:en\s)?(?:placering|plads)|en|et|alt|i alt"
    r"|fra\s.{1,30}|vi|vi\s\w{2,4}|kommunen|byen|byrådet"
    r"|kommunalbestyrelsen|[\wæøå-]+\skommunes?|vores kommune"
    r"|ind|op|ned|os|kommunens skoler|skolerne|vores skoler|det|der"
    r"|der\s.{1,40}|den|man|erhvervslivet|virksomhederne"
    r"|kommunen som helhed|kommunens virksomheder)"
)
_MODAL = pattern(r",?\s(?:skal|vil|er|må|ligger)\b")
_HEAD = pattern(r"\s(?:i|på|fra|med|til|for|hos|ved|under|over)\s|,")
_NAME = pattern(r"[A-ZÆØÅ][a-zæøåéü]{2,}(?:-[A-ZÆØÅ][a-zæøå]+)?s?")
_NOUN = pattern(r"(?:en|et|ene|erne|hed|ing|tion|grad|tal|else|elser|er|tid|skab|indeks)s?$")
_THAT_WHICH = pattern(r"\s*(?:af\s)?(?:det|dem|de),?\s(?:der|som)\s[^,]+,")
_OF = pattern(r"\s*(?:af\s)?(?:de\s|alle\s)?")
_BECAUSE = pattern(r",\s(?:fordi|idet|så|for at|end|sådan at)\b")
_AFTER_RANK = pattern(
    r"\b(?:målt (?:på|i|ved|efter)|når det (?:gælder|kommer til"
    r"|handler om|drejer sig om)|hvad angår|inden for"
    r"|indenfor|for så vidt angår|i forhold til|opgjort på"
    r"|vurderet på|med hensyn til)\s(?P<what>[^.;]+)"
)


def subject(view: View, stop: int | None = None) -> Place:
    """The subject of the clause: before its first verb, or behind it where the verb comes first
    ("I 2021 skal sygefraværet være …"). `stop` is where the rest begins at the latest."""
    limit = len(view.low) if stop is None else stop
    verbs = [verb for verb in view.verbs if verb.start < limit]
    if not verbs:
        return view.trimmed(0, limit)
    first = verbs[0]
    before = view.trimmed(0, first.start)
    if before[0] < before[1] and not _is_opening(view, before):
        return before
    second = next((verb for verb in verbs[1:] if verb.start > first.end + 1), None)
    end = min(second.start, limit) if second else limit
    return view.trimmed(first.end, end)


def _is_opening(view: View, span: Place) -> bool:
    """ "For at sikre …", "Blandt 6-byerne": what stands before a verb that comes first."""
    words = view.low[span[0] : span[1]]
    start = view.low[: span[1]].lstrip(" -\"'")
    return bool(
        re.match(
            r"(?:for at|blandt|på|i|inden|senest|derfor|samtidig"
            r"|dermed|også|målt|ved|efter|fra|pr|som|til)\b",
            start,
        )
        or words in {"der", "det", "derfor", "samtidig", "dermed"}
    )


def predicate(view: View, start: int, stop: int | None = None) -> Place:
    """What is said of the population that begins at `start`: from its verb on, without "skal"."""
    limit = len(view.low) if stop is None else stop
    verbs = [verb for verb in view.verbs if start <= verb.start < limit]
    if not verbs:
        return NOWHERE
    first = verbs[0]
    begin = first.start
    if because := _BECAUSE.search(view.low, first.end, limit):
        limit = because.start()
    if first.text in MODALS and len(verbs) > 1:
        begin = verbs[1].start
    elif first.text in MODALS:
        begin = first.end
    return view.trimmed(begin, limit)


def population_end(view: View, start: int) -> int | None:
    """Where the population that begins at `start` ends: at its clause's verb."""
    return next((verb.start for verb in view.verbs if verb.start >= start), None)


def is_of_people(words: str) -> bool:
    """Whether small-lettered words name people, so that what they do is what is measured."""
    return bool(_PEOPLE.search(words))


def is_actor(view: View, span: Place) -> bool:
    """Whether the span names who wants it ("vi", "X Kommune"), not what is measured."""
    words = view.low[span[0] : span[1]]
    return not words or bool(_ACTORS.fullmatch(words)) or _is_name(view.text[span[0] : span[1]])


def _is_name(word: str) -> bool:
    """Whether one word is a place's name: no noun in the definite form, no known indicator."""
    return bool(_NAME.fullmatch(word)) and polarity(word) is None and not _NOUN.search(word)


def named_after(view: View, start: int = 0) -> Place:
    """What is ranked, where "målt på …" or "når det gælder …" names it."""
    found = _AFTER_RANK.search(view.low, start)
    if found is None:
        return NOWHERE
    verb = _MODAL.search(view.low, *found.span("what"))
    return view.trimmed(found.start("what"), verb.start() if verb else found.end())


def share_of(view: View, start: int) -> Place:
    """What is measured in "N % af <people> <do so>", from behind the number: what people do;
    of things ("af henvendelserne afsluttes …") the things with it."""
    first = population_end(view, start)
    if first is None:
        return view.trimmed(start, len(view.low))
    people = view.low[start:first]
    if clause := _THAT_WHICH.match(view.low, start):
        later = [verb for verb in view.verbs if verb.start >= clause.end()]
        return predicate(view, later[0].start) if later else NOWHERE
    if is_of_people(_HEAD.split(people, maxsplit=1)[0]):
        return predicate(view, start)
    begin = _OF.match(view.low, start)
    return view.trimmed(begin.end() if begin else start, len(view.low))
