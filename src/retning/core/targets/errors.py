"""What is wrong with a typed target: where, what was expected there, and an example.

The core has no catalogue, so the sentences stand here in both languages; `Expected` is closed.
"""

from collections.abc import Collection
from difflib import get_close_matches
from enum import StrEnum

from retning.core.targets.words import LanguageCode

SLIP = 0.75
"""How alike a wrong word and the one that is suggested are, at least (`difflib`)."""
LONGEST_SLIP = 30
WINDOW = 96
"""Characters of a long text that the two lines of `caret` show."""


class Expected(StrEnum):
    """What should have stood there, or what is wrong with what stands there."""

    TARGET = "target"
    COMPARATOR = "comparator"
    COMPARATOR_ALONE = "comparator_alone"
    NUMBER = "number"
    WHOLE_NUMBER = "whole_number"
    SMALLER_NUMBER = "smaller_number"
    UNIT = "unit"
    SAME_UNIT = "same_unit"
    SCALE = "scale"
    DEADLINE = "deadline"
    YEAR = "year"
    POSSIBLE_DATE = "possible_date"
    YEARS = "years"
    BASELINE = "baseline"
    DIRECTION = "direction"
    LEAST_CHANGE = "least_change"
    END_OF_RANKING = "end_of_ranking"
    SHARE = "share"
    POPULATION = "population"
    AVERAGE_OR_OTHERS = "average_or_others"
    JUDGES = "judges"
    NOTHING_MORE = "nothing_more"
    CLOSING_QUOTE = "closing_quote"
    SHORTER = "shorter"
    PART_OF_WHOLE = "part_of_whole"
    POSSIBLE_NAME = "possible_name"
    POSSIBLE_TARGET = "possible_target"
    ANOTHER_PART = "another_part"


# (Danish, its example, English, its example)
_SENTENCES: dict[Expected, tuple[str, str, str, str]] = {
    Expected.TARGET: (
        "Begynd med mindst, højst, over, under, blandt, i top, skal eller senest",
        "mindst 85 % i 2025",
        "Begin with at least, at most, more than, less than, among, in the top, must or by",
        "at least 85% by 2025",
    ),
    Expected.COMPARATOR: (
        "Skriv mindst, højst, over eller under foran tallet",
        "mindst 85 %",
        "Write at least, at most, more than or less than before the number",
        "at least 85%",
    ),
    Expected.COMPARATOR_ALONE: (
        "Her skal stå mindst, højst, over eller under",
        "højst",
        "At least, at most, more than or less than belongs here",
        "at most",
    ),
    Expected.NUMBER: ("Her skal stå et tal", "8,5", "A number belongs here", "8.5"),
    Expected.WHOLE_NUMBER: ("Her skal stå et helt tal", "10", "A whole number belongs here", "10"),
    Expected.SMALLER_NUMBER: (
        "Tallet er for langt: højst 15 cifre og 9 decimaler",
        "1.250.000",
        "The number is too long: at most 15 digits and 9 decimals",
        "1,250,000",
    ),
    Expected.UNIT: (
        "Her skal stå, hvad tallet tælles i",
        "kg pr. borger",
        "What the number is counted in belongs here",
        "kg pr. borger",
    ),
    Expected.SAME_UNIT: (
        "Udgangspunktet skal have samme enhed som målet",
        "højst 8 % i 2025, fra 12 % i 2020",
        "The baseline needs the same unit as the target",
        "at most 8% by 2025, from 12% in 2020",
    ),
    Expected.SCALE: (
        "Skalaen går fra et lavt helt tal til et højere",
        "på en skala fra 1 til 5",
        "The scale goes from a low whole number to a higher one",
        "on a scale from 1 to 5",
    ),
    Expected.DEADLINE: (
        "Her skal stå en frist: et år, en måned eller en dato",
        "senest den 1. juli 2027",
        "A deadline belongs here: a year, a month or a date",
        "by 1 July 2027",
    ),
    Expected.YEAR: (
        "Her skal stå et årstal fra 1900 til 2199",
        "2027",
        "A year from 1900 to 2199 belongs here",
        "2027",
    ),
    Expected.POSSIBLE_DATE: (
        "Den dato findes ikke",
        "senest den 30. juni 2027",
        "There is no such date",
        "by 30 June 2027",
    ),
    Expected.YEARS: (
        "Her skal stå, hvor mange år: 1 til 50",
        "over de næste fire år",
        "How many years belongs here: 1 to 50",
        "over the next four years",
    ),
    Expected.BASELINE: (
        "Her skal stå, hvad der regnes fra",
        "fra 12 % i 2020",
        "What it is counted from belongs here",
        "from 12% in 2020",
    ),
    Expected.DIRECTION: (
        "Her skal stå, hvilken vej det skal gå: stige, falde eller forbedres",
        "skal stige over de næste fire år",
        "Which way it must go belongs here: rise, fall or improve",
        "must rise over the next four years",
    ),
    Expected.LEAST_CHANGE: (
        "En ændring er på så meget eller på mindst så meget",
        "mindst 30 % lavere i 2025 end i 2015",
        "A change is by so much, or by at least so much",
        "at least 30% lower by 2025 than in 2015",
    ),
    Expected.END_OF_RANKING: (
        "Her skal stå laveste, højeste eller bedste",
        "blandt de 25 % bedste i landet",
        "Lowest, highest or best belongs here",
        "among the best 25% in the country",
    ),
    Expected.SHARE: (
        "Her skal stå en andel mellem 0 og 100 %",
        "blandt de 25 % bedste i landet",
        "A share between 0 and 100% belongs here",
        "among the best 25% in the country",
    ),
    Expected.POPULATION: (
        (
            "Her skal stå, hvem der sammenlignes med: landet, kommunerne, regionen, "
            "nabokommunerne eller navnet på en gruppe"
        ),
        "blandt nabokommunerne",
        (
            "Whom it is compared with belongs here: the country, the municipalities, the region, "
            "the neighbouring municipalities or the name of a group"
        ),
        "among the neighbouring municipalities",
    ),
    Expected.AVERAGE_OR_OTHERS: (
        "Her skal stå et tal eller det, der sammenlignes med",
        "under gennemsnittet i regionen",
        "A number, or what it is compared with, belongs here",
        "below the average in the region",
    ),
    Expected.JUDGES: (
        "Her skal stå, hvem der vurderer det",
        "borgerne vurderer det hvert andet år",
        "Who judges it belongs here",
        "the residents judge it every two years",
    ),
    Expected.NOTHING_MORE: (
        "Målet er slut her; resten kan ikke læses",
        "mindst 85 % i 2025",
        "The target ends here; the rest cannot be read",
        "at least 85% by 2025",
    ),
    Expected.CLOSING_QUOTE: (
        "Citationstegnet bliver ikke lukket",
        "mindst 5 »sager i kø«",
        "The quotation mark is not closed",
        "at least 5 “cases in line”",
    ),
    Expected.SHORTER: (
        "Teksten er for lang til at være ét mål",
        "mindst 85 % i 2025",
        "The text is too long to be one target",
        "at least 85% by 2025",
    ),
    Expected.PART_OF_WHOLE: (
        "Delen kan ikke være større end det hele",
        "7 ud af 10",
        "The part cannot be larger than the whole",
        "7 out of 10",
    ),
    Expected.POSSIBLE_NAME: (
        "Et navn er højst 80 tegn på én linje",
        "kg pr. borger",
        "A name is at most 80 characters on one line",
        "kg pr. borger",
    ),
    Expected.POSSIBLE_TARGET: (
        "Et mål kan ikke være sådan",
        "mindst 2 procentpoint over landet",
        "A target cannot be like this",
        "at least 2 percentage points above the country",
    ),
    Expected.ANOTHER_PART: (
        "Den slags mål har ikke denne del",
        "mindst 85 % i 2025",
        "This kind of target does not have this part",
        "at least 85% by 2025",
    ),
}


class WordingError(ValueError):
    """A text that is no target. `position` and `length` are the word in `text` that is wrong
    (at the end of the text where something is missing); `expected` says what should stand there,
    `example` shows it in `language`."""

    def __init__(
        self,
        text: str,
        position: int,
        length: int,
        expected: Expected,
        language: LanguageCode,
        *,
        known: Collection[str] = (),
    ) -> None:
        super().__init__(text, position, length, expected, language)
        self._known = known
        self.text = text
        self.position = position
        self.length = max(length, 1)
        self.expected = expected
        self.language: LanguageCode = language

    @property
    def sentence(self) -> str:
        """What is wrong, in the error's language, without a full stop."""
        danish, _, english, _ = _SENTENCES[self.expected]
        return danish if self.language == "da" else english

    @property
    def example(self) -> str:
        """Something that could have stood there, in the error's language."""
        _, danish, _, english = _SENTENCES[self.expected]
        return danish if self.language == "da" else english

    @property
    def suggestion(self) -> str:
        """The word of the target language that the wrong word is nearly; empty where none is."""
        if self.expected in {Expected.NUMBER, Expected.WHOLE_NUMBER}:
            return ""
        word = self.text[self.position : self.position + self.length].lower()
        if not 3 <= len(word) <= LONGEST_SLIP or word in self._known:
            return ""
        return next(iter(get_close_matches(word, self._known, n=1, cutoff=SLIP)), "")

    def caret(self) -> str:
        """Two lines: the text (a window of it where it is long) and marks under what is wrong."""
        start = max(0, min(self.position - WINDOW // 2, len(self.text) - WINDOW))
        window = self.text[start : start + WINDOW]
        line = "".join(letter if letter.isprintable() else " " for letter in window)
        at = self.position - start
        marks = "^" * max(1, min(self.length, WINDOW - at))
        return f"{line}\n{' ' * at}{marks}"

    def __str__(self) -> str:
        is_danish = self.language == "da"
        sentence = f"{self.sentence}, {'fx' if is_danish else 'for example'} {self.example}."
        if suggestion := self.suggestion:
            sentence += f" Mente du {suggestion}?" if is_danish else f" Did you mean {suggestion}?"
        return f"{sentence}\n{self.caret()}"
