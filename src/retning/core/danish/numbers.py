"""Quantities as people write them: "3.000", "3-4.000", "1,5 pct.", "syv ud af ti", "halvdelen".

Values are exact. Positions count characters of the text that was given. Time is linear: every
pattern begins at a digit or a whole word, and no repeat stands inside another one.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import chain, product
from typing import NamedTuple

from retning.core.danish.patterns import pattern

PERCENT = "%"
POINTS = "procentpoint"


class Form(StrEnum):
    """How a quantity is written, which says what it can be."""

    PLAIN = "plain"  # 14, 3.000 boliger, 11,5 dage pr. medarbejder
    PERCENT = "percent"
    POINTS = "points"  # percentage points
    FRACTION = "fraction"  # halvdelen, to tredjedele: a share
    RATIO = "ratio"  # 7 ud af 10, hver tiende


class Quantity(NamedTuple):
    """A number with its unit, at `start` to `end` (excluded). `value` of a share lies between 0 and
    1; of a range ("3-4.000") it is the lower end and `high` the upper one. `unit` as the corpus
    writes it: "%", "procentpoint", "kr.", "dage", "m2", or empty; `per` is what it is counted by
    ("borger", "1.000 indbyggere"). `parts` are the two numbers of a ratio."""

    value: Decimal | Fraction
    form: Form
    start: int
    end: int
    unit: str = ""
    per: str = ""
    high: Decimal | None = None
    parts: tuple[int, int] | None = None


_ONES = {
    "nul": 0, "én": 1, "ét": 1, "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "syv": 7,
    "otte": 8, "ni": 9, "ti": 10, "elleve": 11, "tolv": 12, "tretten": 13, "fjorten": 14,
    "femten": 15, "seksten": 16, "sytten": 17, "atten": 18, "nitten": 19,
}  # fmt: skip
_TENS = {
    "tyve": 20, "tredive": 30, "fyrre": 40, "halvtreds": 50, "tres": 60, "halvfjerds": 70,
    "firs": 80, "halvfems": 90,
}  # fmt: skip
_BEFORE_TENS = {"en": 1} | {word: n for word, n in _ONES.items() if 2 <= n <= 9}
WORDS: dict[str, Decimal] = {word: Decimal(n) for word, n in (_ONES | _TENS).items()} | {
    f"{one}og{ten}": Decimal(n + m)
    for (one, n), (ten, m) in product(_BEFORE_TENS.items(), _TENS.items())
}
WORDS |= {"hundrede": Decimal(100), "tusind": Decimal(1000), "tusinde": Decimal(1000)}
WORDS |= {"halvanden": Decimal("1.5"), "halvandet": Decimal("1.5")}
WORDS |= {"et hundrede": Decimal(100), "hundred": Decimal(100)}
WORDS |= {
    f"{word} {half}": n + Decimal("0.5")
    for word, n in [*WORDS.items()][1:13]
    for half in ("en halv", "et halvt")
} | {"et halvt": Decimal("0.5"), "en halv": Decimal("0.5")}
_SCALES = {
    "hundrede": 100, "tusind": 1000, "tusinde": 1000, "mio.": 10**6, "mio": 10**6,
    "million": 10**6, "millioner": 10**6, "mia.": 10**9, "mia": 10**9, "milliard": 10**9,
    "milliarder": 10**9,
}  # fmt: skip
_PARTS = {
    "halvdel": 2, "halve": 2, "tredjedel": 3, "fjerdedel": 4, "kvart": 4, "kvartil": 4,
    "femtedel": 5, "sjettedel": 6, "ottendedel": 8, "tiendedel": 10, "decil": 10, "kvintil": 5,
}  # fmt: skip
ORDINALS = {
    "anden": 2, "andet": 2, "tredje": 3, "tredie": 3, "fjerde": 4, "femte": 5, "sjette": 6,
    "syvende": 7, "ottende": 8, "niende": 9, "tiende": 10, "tolvte": 12, "tyvende": 20,
}  # fmt: skip


def _either(words: dict[str, int] | dict[str, Decimal]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


DIGITS = r"\d{1,3}(?:[.\u00a0 ]\d{3})+(?!\d)(?:,\d{1,6})?|\d{1,15}(?:,\d{1,6}|\.\d{1,2}(?![\d.]))?"
_NUMBER = rf"(?:{DIGITS}|(?:{_either(WORDS)})\b)"
_SCALE = rf"(?:\s(?P<scale>{_either(_SCALES)})(?![\w]))?"
_PERCENT = (
    r"(?P<points>%[ -]?points?|(?:procent|pct\.?|pro-\s?cent)[ -]?points?)"
    r"|(?P<percent>%|(?:procents?|pct\b\.?|pro-\s?cent\b)(?!\w))"
)
_PLAIN = pattern(
    rf"(?<![\w.,/])(?P<sign>[-–−+±](?=\d))?(?P<first>{_NUMBER})"
    rf"(?:\s?[-–]\s?(?P<last>{DIGITS})(?=[\s%;:)!?]|[.,](?!\d)|$))?{_SCALE}"
    rf"(?:\s{{0,2}}(?:{_PERCENT}))?(?![\d/])",
)
_BETWEEN = pattern(
    rf"\bmellem\s(?P<sign>)(?P<first>{_NUMBER})(?:\s?(?:%|procent|pct\.?))?\sog\s(?P<last>{_NUMBER})"
    rf"{_SCALE}(?:\s{{0,2}}(?:{_PERCENT}))?(?![\d/])",
)
_RATIO = pattern(
    rf"(?<![\w.,])(?P<num>\d{{1,4}}|(?:en|et|{_either(WORDS)})\b)\s(?:ud\s)?af\s"
    r"(?:de\s)?(?:hver\s)?"
    rf"(?P<den>\d{{1,4}}(?![\w.,]*\d|\s?%|\s?pct)|(?:{_either(WORDS)})\b)",
)
_EVERY = pattern(
    rf"\bhver(?:t)?\s(?P<ordinal>{_either(ORDINALS)}|\d{{1,3}}\.)(?=\s)(?!\s"
    r"(?:år|måned|uge|dag|time|gang|minut|kvartal)\b)",
)
_FRACTION = pattern(
    rf"\b(?:(?P<num>en|et|én|to|tre|fire|\d)\s)?(?P<part>{_either(_PARTS)})(?:en|e|ene)?\b",
)
_UNITS: tuple[tuple[str, str], ...] = (
    ("kr.", r"kr\b\.?|kroner"),
    ("m2", r"m2|m²|kvadratmeter|kvm\b\.?"),
    ("m3", r"m3|m³|kubikmeter"),
    ("km/t", r"km/t\b"),
    ("km", r"km\b|kilometer"),
    ("meter", r"meter|m\b"),
    ("gram", r"gram\b"),
    ("kg", r"kg\b\.?|kilo(?:gram)?\b"),
    ("ton", r"tons?\b"),
    ("dage", r"dages?\b|dag\b"),
    ("uger", r"ugers?\b|uge\b"),
    ("måneder", r"måned(?:ers?)?\b|mdr?\b\.?"),
    ("år", r"år\b"),
    ("timer", r"timers?\b|time\b"),
    ("minutter", r"min(?:ut|utters?)?\b\.?"),
    ("hektar", r"hektar"),
    ("ha", r"ha\b"),
    ("liter", r"liter"),
    ("grader", r"grader"),
    ("point", r"points?\b"),
    ("MWh", r"mwh"),
    ("GWh", r"gwh"),
    ("kWh", r"kwh"),
    ("MW", r"mw\b"),
)
MEASURES = frozenset(name for name, _ in _UNITS) | {"mio. kr.", "mia. kr.", PERCENT, POINTS}
"""The units of measure; every other unit is a noun that says what is counted."""
_DIRECT_UNIT = pattern(
    r"\s?(?:" + "|".join(f"(?P<u{i}>{pattern})" for i, (_, pattern) in enumerate(_UNITS))
    + r")(?!\w)",
)  # fmt: skip
_DAYS = pattern(r"\s(?P<word>\w{3,20}dage)\b")
_PER = pattern(r"\s?(?:pr\b\.?|per|/)\s?(?P<by>(?:\d{1,3}(?:\.\d{3})*\s)?[a-zæøå]\w{1,30})")
_PER_BEFORE = pattern(r"(?:\bpr\.?|\bper)\s$")


def number(text: str) -> Decimal | None:
    """The value of one number in digits or as a word, None for anything else.

    >>> number("3.000"), number("1,5"), number("femogtyve"), number("mange")
    (Decimal('3000'), Decimal('1.5'), Decimal('25'), None)
    """
    plain = text.strip().lower()
    if plain in WORDS:
        return WORDS[plain]
    if plain in {"en", "et"}:
        return Decimal(1)
    if not re.fullmatch(DIGITS, plain):
        return None
    whole, _, decimals = plain.partition(",")
    if re.fullmatch(r"\d{1,15}\.\d{1,2}", whole):
        return Decimal(whole)
    whole = re.sub(r"[.\s]", "", whole)
    return Decimal(f"{whole}.{decimals}" if decimals else whole)


def quantities(text: str) -> list[Quantity]:
    """The quantities of `text` in reading order, none within another. A number that others are
    counted by ("pr. 1.000 borgere") is not one."""
    low = text.lower()
    if len(low) != len(text):
        low = text
    found: list[Quantity] = []
    taken: set[int] = set()
    for each in (*_ratios(low), *_fractions(low), *_plain(low)):
        span = range(each.start, each.end)
        if not taken.isdisjoint(span):
            continue
        taken.update(span)
        found.append(each)
    return sorted(found, key=lambda each: each.start)


def _ratios(text: str) -> Iterator[Quantity]:
    for match in _RATIO.finditer(text):
        num, den = number(match["num"]), number(match["den"])
        if num is not None and den is not None and 0 < num < den and num % 1 == 0 == den % 1:
            parts = (int(num), int(den))
            yield Quantity(Fraction(*parts), Form.RATIO, *match.span(), parts=parts)
    for match in _EVERY.finditer(text):
        named = match["ordinal"].lower()
        den_number = int(named[:-1]) if named[0].isdigit() else ORDINALS[named]
        if den_number > 1:
            parts = (1, den_number)
            yield Quantity(Fraction(*parts), Form.RATIO, *match.span(), parts=parts)


def _fractions(text: str) -> Iterator[Quantity]:
    for match in _FRACTION.finditer(text):
        num = number(match["num"]) if match["num"] else Decimal(1)
        den = _PARTS[match["part"].lower()]
        if num is not None and 0 < num < den:
            yield Quantity(Fraction(int(num), den), Form.FRACTION, *match.span())


def _plain(text: str) -> Iterator[Quantity]:
    for match in chain(_BETWEEN.finditer(text), _PLAIN.finditer(text)):
        if _PER_BEFORE.search(text, max(0, match.start() - 5), match.start()):
            continue
        quantity = _of_plain(text, match)
        if quantity is not None:
            yield quantity


def _of_plain(text: str, match: re.Match[str]) -> Quantity | None:
    low = number(match["first"])
    if low is None:
        return None
    high = number(match["last"]) if match["last"] else None
    low, high = _range(low, high)
    scale = _SCALES[match["scale"].lower()] if match["scale"] else 1
    value, top = low * scale, high * scale if high is not None else None
    start, end = match.start("first"), match.end()
    if (match["sign"] or "").strip() in {"-", "–", "−"} and match["percent"]:
        start = match.start()
    if match["points"]:
        return Quantity(value, Form.POINTS, start, end, POINTS, high=top)
    if match["percent"]:
        return Quantity(value, Form.PERCENT, start, end, PERCENT, high=top)
    unit, end = _unit(text, end)
    if unit == "kr." and scale >= 10**6:
        # Goals speak of millions: what is printed is what is meant.
        name = "mio." if scale == 10**6 else "mia."
        value, top, unit = low, high, f"{name} kr."
    per, end = _per(text, end) if unit else ("", end)
    return Quantity(value, Form.PLAIN, start, end, unit, per, top)


def _range(low: Decimal, high: Decimal | None) -> tuple[Decimal, Decimal | None]:
    """ "3-4.000" is three to four thousand; what falls is no range."""
    if high is None:
        return low, None
    if low < 100 and high >= 1000 and low * 1000 <= high:
        low *= 1000
    return (low, high) if low < high else (low, None)


def _unit(text: str, end: int) -> tuple[str, int]:
    days = _DAYS.match(text, end)
    if days is not None:
        return days["word"].lower(), days.end()
    match = _DIRECT_UNIT.match(text, end)
    if match is None or match.lastgroup is None:
        return "", end
    return _UNITS[int(match.lastgroup[1:])][0], match.end()


def _per(text: str, end: int) -> tuple[str, int]:
    match = _PER.match(text, end)
    return (match["by"].lower(), match.end()) if match else ("", end)
