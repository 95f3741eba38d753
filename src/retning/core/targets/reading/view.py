"""A clause laid out for reading: its words, verbs, quantities and spans of time."""

# ruff: noqa: SIM905  (lists of words read best as words)
from functools import cached_property
from typing import NamedTuple

from retning.core.danish.dates import Moment, Role, moments
from retning.core.danish.numbers import Quantity, number, quantities
from retning.core.danish.patterns import pattern
from retning.core.targets.kinds import CouncilTerm, Deadline, Horizon, When
from retning.core.targets.reading.verbs import MODALS, is_finite, is_infinitive, is_participle

_WORD = pattern(r"[^\W_](?:[\w%²+&/-]*\w)?")
_PLAIN = str.maketrans(
    dict.fromkeys("–—−‑‐", "-")
    | dict.fromkeys("\t\n\v\f\r\u00a0\u2007\u202f\u2009\u2028\u2029", " ")
)
_SCALE = pattern(
    r"\s?(?:på\s)?(?:en\s)?\w*skala(?:en)?:?\s(?:fra\s|på\s"
    r"|\()?(?P<low>\d{1,3})\s?(?:-|til|og)\s?(?P<high>\d{1,3})\)?"
    r"|\s?(?:på\s)?(?:en\s)?(?P<points>\d{1,2}|tre|fire"
    r"|fem|seks|syv|ti)[- ]?(?:punkts?|trins?|points?)[- ]?skala\w*"
)
_CLAUSES = frozenset("der som hvor hvis når mens selvom idet fordi hvoraf hvorfra".split())
_EDGE = " \t-:;,.!()\"»«”“'"
_LOOSE_START = pattern(
    r"(?:(?:at|og|men|så|i alt|alt|ved|dermed|derfor|samt"
    r"|desuden|endvidere|fortsat|altid|samtidig|i|på|til"
    r"|om|med|også|af)\s)+"
)
_LOOSE_END = pattern(
    r"(?:\s(?:at|og|i|på|til|med|for|skal|er|være|være\sde"
    r"|fortsat|dermed|altid|ikke|mindst|højst|af|om|vi"
    r"|den|som|blandt|med|er\sder|vil|ligge|over|under"
    r"|ind|ind\spå|op|ned|helt))+$"
)


def lowered(text: str) -> str:
    """`text` in small letters with plain blanks and hyphens, every character in its place."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    return low.translate(_PLAIN)


class Word(NamedTuple):
    """A word in small letters and its place; `after_comma` where a comma stands before it."""

    text: str
    start: int
    end: int
    after_comma: bool


class View:
    """A clause: `text`, and what stands in it. All positions count its characters."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.low = lowered(text)
        self.given: When | None = None
        """By when, where what leads up to the clause says so ("Målet for 2025 er, at …")."""

    @cached_property
    def words(self) -> list[Word]:
        found = []
        end = 0
        for match in _WORD.finditer(self.low):
            found.append(Word(match[0], *match.span(), "," in self.low[end : match.start()]))
            end = match.end()
        return found

    @cached_property
    def moments(self) -> list[Moment]:
        return moments(self.low)

    @cached_property
    def quantities(self) -> list[Quantity]:
        """The quantities that are not part of a span of time."""
        taken = [(each.start, each.end) for each in self.moments]
        if self.scale:
            taken.append(self.scale[1])
        return [
            each
            for each in quantities(self.low)
            if not any(start < each.end and each.start < end for start, end in taken)
        ]

    @cached_property
    def begin(self) -> int:
        """Where the clause begins, behind signs and a date."""
        return self.trimmed(0, len(self.low))[0]

    @cached_property
    def scale(self) -> tuple[tuple[int, int], tuple[int, int]] | None:
        """The ends of a scale that answers are given on, and the words that name it."""
        found = _SCALE.search(self.low) if "skala" in self.low else None
        if found is None:
            return None
        ends = (
            (1, int(number(found["points"]) or 1))
            if found["points"]
            else (int(found["low"]), int(found["high"]))
        )
        return (ends, found.span()) if ends[0] < ends[1] else None

    @cached_property
    def deadline(self) -> tuple[When, Moment] | None:
        """By when: the latest year that is named, else a horizon, else the council's term."""
        dated = [each for each in self.moments if each.role is Role.DEADLINE and each.year]
        if dated:
            latest = max(dated, key=lambda each: each.year or 0)
            return when_of(latest), latest
        for each in self.moments:
            if each.role in {Role.HORIZON, Role.TERM}:
                return when_of(each), each
        return None

    @property
    def by(self) -> When | None:
        return self.deadline[0] if self.deadline else self.given

    def moment(self, role: Role) -> Moment | None:
        """The first span of time with a role."""
        return next((each for each in self.moments if each.role is role), None)

    @cached_property
    def verbs(self) -> list[Word]:
        """The verbs of the main clause, in order: those of clauses within it are left out."""
        return _main_verbs(self.words)

    def trimmed(self, start: int, end: int) -> tuple[int, int]:
        """The span without spans of time, signs and loose words at its edges."""
        for _ in range(6):
            before = (start, end)
            while start < end and self.low[start] in _EDGE:
                start += 1
            while end > start and self.low[end - 1] in _EDGE and not self._closes(start, end):
                end -= 1
            start, end = self._without_moments(start, end)
            if loose := _LOOSE_START.match(self.low, start, end):
                start = loose.end()
            if loose := _LOOSE_END.search(self.low, start, end):
                end = loose.start()
            if (start, end) == before:
                break
        return start, max(start, end)

    def _closes(self, start: int, end: int) -> bool:
        return self.low[end - 1] == ")" and "(" in self.low[start:end]

    def _without_moments(self, start: int, end: int) -> tuple[int, int]:
        for each in self.moments:
            if each.role in {Role.BAND, Role.WINDOW}:
                continue
            if each.start <= start < each.end <= end:
                start = each.end
            if start <= each.start and each.end >= end > each.start:
                end = each.start
        return start, end


def when_of(moment: Moment) -> When:
    """The deadline, horizon or term of a span of time."""
    if moment.role is Role.TERM:
        return CouncilTerm()
    if moment.role is Role.HORIZON:
        return Horizon(moment.years or 1)
    return Deadline(moment.year or 0, moment.month, moment.day)


def _main_verbs(words: list[Word]) -> list[Word]:
    found: list[Word] = []
    at = 0
    while at < len(words):
        word = words[at]
        if at and word.text in _CLAUSES and not _is_placeholder(words, at):
            at = _after_clause(words, at)
            continue
        if (
            is_finite(word.text)
            or _is_infinitive(words, at)
            or (found and is_participle(word.text))
        ):
            found.append(word)
        at += 1
    return found


def _is_infinitive(words: list[Word], at: int) -> bool:
    """Whether a word is an infinitive: a known one, or what stands behind "at" or a modal."""
    word = words[at].text
    if is_infinitive(word):
        return True
    if not word.endswith("e") or len(word) < 4:
        return False
    if at == 0:
        return len(words) > 1 and words[1].text[0].isdigit()
    return words[at - 1].text in MODALS or words[at - 1].text == "at"


def _is_placeholder(words: list[Word], at: int) -> bool:
    """ "I 2030 er der ingen", "og der skal ske": this "der" begins no clause."""
    if words[at].text != "der" or words[at].after_comma:
        return False
    return is_finite(words[at - 1].text) or words[at - 1].text in {"og", "at", "men", "hvor"}


def _after_clause(words: list[Word], at: int) -> int:
    """Where the main clause goes on: behind the next comma if a verb follows, else behind the
    first verb of the clause within."""
    if words[at].after_comma:
        for later in range(at + 1, len(words)):
            if words[later].after_comma and any(is_finite(w.text) for w in words[later:]):
                return later + (words[later].text in _CLAUSES)
    for later in range(at + 1, len(words)):
        if is_finite(words[later].text):
            return later + 1
    return len(words)
