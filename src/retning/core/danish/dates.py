"""Deadlines, baselines and spans of time as plans write them, each told from the others.

"senest den 1. juli 2023" and "frem mod 2030" are deadlines, "end i 2015" a baseline, "over de
næste fire år" a horizon, "senest 8 uger efter" a window and "18-64-årige" a band: the last two
say who or what is counted, never by when a goal is to be met.
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from retning.core.danish.numbers import number
from retning.core.danish.patterns import pattern


class Role(StrEnum):
    """What a span of time says."""

    DEADLINE = "deadline"
    BASELINE = "baseline"
    HORIZON = "horizon"
    TERM = "term"  # the council's
    WINDOW = "window"
    BAND = "band"  # ages
    PRICES = "prices"  # the price level
    PACE = "pace"  # each year


class Moment(NamedTuple):
    """A span of time at `start` to `end` (excluded) of the text. A deadline or baseline has a year
    (a date without one has None), perhaps a month and a day; a horizon its number of years."""

    role: Role
    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    years: int | None = None


_MONTHS = {
    "januar": 1, "februar": 2, "marts": 3, "april": 4, "maj": 5, "juni": 6, "juli": 7, "august": 8,
    "september": 9, "oktober": 10, "november": 11, "december": 12,
}  # fmt: skip
_LAST_DAY = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_SEASONS = {
    "foråret": 5,
    "sommeren": 8,
    "efteråret": 11,
    "vinteren": 12,
    "sommerferien": 6,
    "efterårsferien": 10,
    "årsskiftet": 12,
    "årets udgang": 12,
}
_MONTH = "|".join(_MONTHS)
_YEAR = r"(?:19|20)\d\d"
_COUNT = (
    r"(?:\d{1,3}|(?:halvandet|to|tre|fire|fem|seks|syv|otte|ni|ti|elleve|tolv|femten|atten|tyve"
    r"|tredive|fyrre|halvtreds|tres|et|en|én|ét)\b)"
)
_LATEST = (
    r"(?:(?:senest|allerede|for|inden|pr\.?|per|fra|før"
    r"|ved|med|til|i|den|hen|frem|mod|efter|udgangen|begyndelsen"
    r"|\w{0,30}(?:måling(?:en)?|undersøgelse[nr]?)(?=\s(?:19|20)\d)"
    r"|slutningen|indgangen|starten|af|år(?=\s(?:19|20)\d)"
    r"|året(?=\s(?:19|20)\d)|årene(?=\s(?:19|20)\d)|kalenderåret"
    r"|udløbet|løbet)\s)"
)
_UNITS = (
    r"(?:sekunder|minutter|minut|min\.|timer?|døgn|hverdage?"
    r"|arbejdsdage?|dage?|uger?|måneder|måned|mdr\.?|år)"
)

_HAS_YEAR = pattern(r"(?:19|20)\d\d")
_HAS_UNIT = pattern(r"sekund|minut|min\.|time|døgn|dag|uge|måned|mdr|år")
_BANDS = pattern(
    rf"\d{{1,3}}\s?(?:-|–|til)\s?\d{{1,3}}[- ]?(?:årige|årig)\w*|\b\d{{1,3}}\+?[- ]?årige?\w*"
    rf"|\b(?:mellem|fra|i alderen|alderen)\s{_COUNT}\s?(?:-|–|og|til)\s?{_COUNT}\sår\b"
    rf"|\b\d{{1,2}}\s?[-–]\s?\d{{1,2}}\sår\b"
    r"|\b(?:(?:på|er)\s)?(?<!skal\s)(?<!være\s)(?<!komme\s)(?:over"
    r"|under|ældre end|yngre end|fyldt|fylder|fylde|bliver"
    rf"|fra|mindst|de)\s{_COUNT}\sår\b(?!\ssiden)"
    rf"|\b{_COUNT}\sår\s(?:og|eller)\s(?:derover|ældre|opefter|yngre|derunder)",
)
_TERMS = pattern(
    r"\b(?:(?:i|inden|inden for|i løbet af|ved|over|med|senest|af|for|gennem)\s)*"
    r"(?:udgangen\saf\s|udløbet\saf\s)?(?:denne\s|den\s|indeværende\s|nuværende\s|næste\s)?"
    r"(?:byråds|valg|kommunalbestyrelses|byrådets\s|kommunalbestyrelsens\s)(?:periode)n?s?\b"
    r"(?:\sudløb)?",
)
_HORIZONS = pattern(
    rf"\b(?:(?:over|i|inden for|indenfor|i løbet af|inden|hen over|gennem|om|på|for)\s)?"
    rf"(?:(?:de|den|det)\s(?:næste|kommende|næstkommende)\s(?P<next>{_COUNT})\sår\b"
    rf"|(?<=over\s)(?P<over>{_COUNT})\sår\b"
    rf"|(?<=inden for\s)(?P<within>{_COUNT})\sår\b|(?<=indenfor\s)(?P<within2>{_COUNT})\sår\b"
    rf"|(?<=i løbet af\s)(?P<during>{_COUNT})\sår\b|(?<=om\s)(?P<about>{_COUNT})\sår\b"
    rf"|(?<=på\s)(?P<on>{_COUNT})\sår\b)",
)
_WINDOWS = pattern(
    r"\b(?:senest|inden for|indenfor|inden|i løbet af"
    r"|efter|i mindst|i over|i mere end|i højst|før|op til)\s"
    r"(?:højst\s|maks(?:imalt|\.)?\s|de første\s|den første\s"
    rf"|mindst\s|senest\s|ca\.\s)?(?P<n>{_COUNT}|halvandet)\s"
    rf"{_UNITS}(?:\s(?:efter|før|fra|siden)\b)?|\b{_COUNT}\s{_UNITS}\sefter\b",
)
_PACES = pattern(
    r"\b(?:årligt|om\såret|hvert\s(?:eneste\s)?år|pr\.?\sår|per\sår|år\sfor\sår)\b", re.IGNORECASE
)
_PRICES = pattern(
    rf"\(?(?:i\s|målt\si\s|opgjort\si\s)?(?:faste\s)?{_YEAR}[- ]?(?:prisniveau|priser|pl\b|p/l)\)?"
    rf"|\((?:i\s)?{_YEAR}[- ](?:pris\w*|pl)\)|\b(?:prisniveau|priser|pl)\s{_YEAR}",
)
_BASES = pattern(
    r"(?:\bend\s(?:(?:niveauet|den|det|de|dem|vi|tallet"
    r"|udledningen|mængden|forbruget|gennemsnittet|var"
    rf"|havde|er|gjorde)\s){{0,3}}(?:i|fra|for|ved\sudgangen\saf)"
    r"|\bi\sforhold\stil|\bsom\s(?=i\s)|\bi?ft\.|\bsammenlignet\smed"
    r"|\bholdt\sop\smod|\bsiden|\bmålt\smod|\bmålt\si\sforhold\stil"
    r"|\bset\si\sforhold\stil|\bmed\sudgangspunkt\si|\bud\sfra"
    r"|\bbaseline(?:n)?(?:\sfra|\si|:)?|\bmod|\bbasisår(?:et)?)"
    r"\s(?:(?:i|niveauet|tallet|tallene|målingen|målingerne"
    r"|resultatet|udledningen|forbruget|mængden|året|år"
    rf"|for|fra|på|med|den|undersøgelsen)\s){{0,3}}(?P<year>{_YEAR})\b(?!\s?[-–]\s?\d)"
    rf"|(?P<level>{_YEAR})[- ]?niveau(?:et)?",
)
_SPANS = pattern(
    r"\b(?:(?:i|for|fra|perioden|årene|i løbet af|mellem"
    rf"|over)\s){{0,3}}(?P<first>{_YEAR})\s?(?:-|–|til"
    rf"|og)\s?(?:i\s)?(?P<last>{_YEAR})\b",
)
_SCHOOL = pattern(
    rf"\b{_LATEST}{{0,4}}(?:skoleåret\s|årsskiftet\s|sæsonen\s)?(?P<first>{_YEAR})"
    r"/(?P<last>(?:20)?\d\d)\b",
    re.IGNORECASE,
)
_DAYS = pattern(
    rf"(?P<before>\b{_LATEST}{{0,5}})(?P<day>\d{{1,2}})\.\s?(?P<month>{_MONTH})"
    rf"\b(?:\s(?P<year>{_YEAR})\b)?"
    rf"|(?P<before2>\b{_LATEST}{{0,5}})(?<![\d.])(?P<d>\d{{1,2}})[./-](?P<m>\d{{1,2}})"
    rf"[./-](?P<y>{_YEAR})\b",
)
_MONTHLY = pattern(
    rf"\b{_LATEST}{{0,5}}(?P<month>{_MONTH}|{'|'.join(_SEASONS)}"
    r"|(?P<quarter>[1-4])\.\skvartal|ultimo|primo|medio)"
    rf"\s(?:i\s|af\s)?(?P<year>{_YEAR})\b",
)
_COUNTED = r"(?:nye|flere|kr\b|kroner|boliger|borgere|arbejdspladser|job|m2|kvadratmeter|ton)"
_YEARS = pattern(
    rf"(?:^|\bmål(?:tal|et)?\s)(?P<head>{_YEAR})\s?[:–-]\s"
    rf"|(?P<before>\b{_LATEST}{{1,6}})(?P<year>{_YEAR})\b(?![-–/]\w|[.,]\d|\s?{_COUNTED})"
    rf"|(?<!\d)(?P<ending>\(?{_YEAR}\)?)\s?[.!]?$",
)
_APPENDED = pattern(r"[,:–-]\s?$")
_BEFORE_BASE = pattern(r"\bfra\b[^;]{0,60}$")
_UNTIL = pattern(rf"\s(?:og\s)?(?:frem\s|ind\s)?til\s(?:{_MONTH}|udgangen|{_YEAR})\b")
_SOURCE = pattern(
    r"(?:undersøgelse\w*|profil\w*|måling\w*|analyse\w*|plan\w*|strategi\w*|tal\w*)\s$",
)


def moments(text: str) -> list[Moment]:
    """The spans of time that `text` names, in reading order, none within another."""
    low = text.lower()
    if len(low) != len(text):
        low = text
    found: list[Moment] = []
    taken: set[int] = set()
    for each in _candidates(low):
        span = range(each.start, each.end)
        if taken.isdisjoint(span):
            taken.update(span)
            found.append(each)
    return sorted(found, key=lambda each: each.start)


def _candidates(low: str) -> Iterator[Moment]:
    """Every span of time, those first that hold others. What a pattern cannot do without is asked
    for before it, since most sentences name no time."""
    dated = _HAS_YEAR.search(low) is not None
    if dated:
        yield from _all_of(_PRICES, Role.PRICES, low)
        yield from _bases(low)
    if "period" in low:
        yield from _all_of(_TERMS, Role.TERM, low)
    if "år" in low:
        yield from _horizons(low)
    if _HAS_UNIT.search(low):
        yield from _all_of(_WINDOWS, Role.WINDOW, low)
    if "år" in low:
        yield from _all_of(_BANDS, Role.BAND, low)
        yield from _all_of(_PACES, Role.PACE, low)
    if any(char.isdigit() for char in low):
        yield from _days(low)
    if dated:
        yield from _spans(low)
        yield from _within_years(low)
        yield from _single_years(low)


def _all_of(which: re.Pattern[str], role: Role, low: str) -> Iterator[Moment]:
    return (Moment(role, *match.span()) for match in which.finditer(low))


def _bases(text: str) -> Iterator[Moment]:
    for match in _BASES.finditer(text):
        if text.startswith("mod ", match.start()) and (
            text[max(0, match.start() - 5) : match.start()] in {"frem ", " hen "}
        ):
            continue
        yield Moment(Role.BASELINE, *match.span(), year=int(match["year"] or match["level"]))


def _horizons(text: str) -> Iterator[Moment]:
    for match in _HORIZONS.finditer(text):
        count = number(next(group for group in match.groups() if group))
        is_next = match["next"] is not None
        if count is None or count % 1 or not 1 <= count <= 50 or (count < 2 and not is_next):
            continue
        yield Moment(Role.HORIZON, *match.span(), years=int(count))


def _days(text: str) -> Iterator[Moment]:
    for match in _DAYS.finditer(text):
        day = int(match["day"] or match["d"])
        month = _MONTHS[match["month"].lower()] if match["month"] else int(match["m"])
        year = match["year"] or match["y"]
        if not 1 <= month <= 12 or not 1 <= day <= _LAST_DAY[month - 1]:
            continue
        yield Moment(Role.DEADLINE, *match.span(), int(year) if year else None, month, day)


def _spans(text: str) -> Iterator[Moment]:
    for match in _SPANS.finditer(text):
        first, last = int(match["first"]), int(match["last"])
        if not first < last <= first + 60:
            continue
        yield Moment(Role.BASELINE, match.start(), match.end("first"), year=first)
        yield Moment(Role.DEADLINE, match.start("last"), match.end(), year=last)
    for match in _SCHOOL.finditer(text):
        first, short = int(match["first"]), int(match["last"]) % 100
        if (first + 1) % 100 == short:
            year = first if "årsskiftet" in match[0] else first + 1
            yield Moment(Role.DEADLINE, *match.span(), year=year)


def _within_years(text: str) -> Iterator[Moment]:
    for match in _MONTHLY.finditer(text):
        word = match["month"].lower()
        year = int(match["year"])
        if match["quarter"]:
            month: int | None = 3 * int(match["quarter"])
        else:
            month = _MONTHS.get(word) or _SEASONS.get(word) or {"primo": 1, "medio": 6}.get(word)
        role = Role.BASELINE if _starts_span(text, match) else Role.DEADLINE
        yield Moment(role, *match.span(), year=year, month=month)


def _starts_span(text: str, match: re.Match[str]) -> bool:
    """ "fra maj 2014 til maj", whether or not a year was lost at the end."""
    return match[0].startswith("fra ") and _UNTIL.match(text, match.end()) is not None


def _single_years(text: str) -> Iterator[Moment]:
    for match in _YEARS.finditer(text):
        if match["head"]:
            yield Moment(Role.DEADLINE, match.start(), match.end("head"), year=int(match["head"]))
        elif match["ending"]:
            year = int(re.sub(r"\D", "", match["ending"]))
            if match["ending"].startswith("(") or _APPENDED.search(text, 0, match.start()):
                yield Moment(Role.DEADLINE, *match.span("ending"), year=year)
        elif match["before"]:
            role = _role_of(text, match)
            yield Moment(role, match.start(), match.end("year"), year=int(match["year"]))


def _role_of(text: str, match: re.Match[str]) -> Role:
    """ "fra 5,6 % i 2021 til 4,2 % i 2024": the first year is the baseline's."""
    head, tail = text[max(0, match.start() - 60) : match.start()], text[match.end("year") :][:40]
    before = match["before"].lower().split()
    if before[0] == "fra" and head.strip() and _SOURCE.search(head):
        return Role.BASELINE
    if before[-1] in {"i", "fra", "for"} and _BEFORE_BASE.search(head):
        following = re.match(r"\)?,?\s(?:og\s)?(?:ned\s|op\s)?til\b", tail)
        if following and not re.search(r"\btil\b", head[head.lower().rfind("fra") :]):
            return Role.BASELINE
    return Role.DEADLINE
