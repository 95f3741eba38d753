"""Deadlines, baselines and spans of time as plans write them, each told from the others.

"senest den 1. juli 2023" and "frem mod 2030" are deadlines, "end i 2015" a baseline, "over de
næste fire år" a horizon, "senest 8 uger efter" a window and "18-64-årige" a band: the last two
say who or what is counted, never by when a goal is to be met.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from retning.core.danish.numbers import WORDS, number


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


@dataclass(frozen=True, slots=True)
class Moment:
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
_SEASONS = {"foråret": 5, "sommeren": 8, "efteråret": 11, "vinteren": 12}
_MONTH = "|".join(_MONTHS)
_YEAR = r"(?:19|20)\d\d"
_COUNT = rf"(?:\d{{1,3}}|(?:{'|'.join(sorted(WORDS, key=len, reverse=True))}|et|en|én|ét)\b)"
_LATEST = r"(?:(?:senest|allerede|inden|pr\.?|per|fra|før|ved|med|til|i|om|den|hen|frem|mod|efter|udgangen|begyndelsen|slutningen|indgangen|starten|af|år|året|årene|kalenderåret|udløbet|løbet)\s)"
_UNITS = r"(?:sekunder|minutter|minut|min\.|timer?|døgn|hverdage?|arbejdsdage?|dage?|uger?|måneder|måned|mdr\.?|år)"

_BANDS = re.compile(
    rf"\d{{1,3}}\s?(?:-|–|til)\s?\d{{1,3}}[- ]?(?:årige|årig)\w*|\b\d{{1,3}}\+?[- ]?årige?\w*"
    rf"|\b(?:mellem|fra|i alderen|alderen)\s{_COUNT}\s?(?:-|–|og|til)\s?{_COUNT}\sår\b"
    rf"|\b\d{{1,2}}\s?[-–]\s?\d{{1,2}}\sår\b"
    rf"|\b(?:(?:på|er)\s)?(?:over|under|ældre end|yngre end|fyldt|fra|mindst|de)\s{_COUNT}\sår\b(?!\ssiden)"
    rf"|\b{_COUNT}\sår\s(?:og|eller)\s(?:derover|ældre|opefter|yngre|derunder)",
    re.IGNORECASE,
)
_TERMS = re.compile(
    r"\b(?:(?:i|inden|inden for|i løbet af|ved|over|med|senest|af|for|gennem)\s)*"
    r"(?:udgangen\saf\s|udløbet\saf\s)?(?:denne\s|den\s|indeværende\s|nuværende\s|næste\s)?"
    r"(?:byråds|valg|kommunalbestyrelses|byrådets\s|kommunalbestyrelsens\s)(?:periode)n?s?\b"
    r"(?:\sudløb)?",
    re.IGNORECASE,
)
_HORIZONS = re.compile(
    rf"\b(?:(?:over|i|inden for|indenfor|i løbet af|inden|hen over|gennem|om|på|for)\s)?"
    rf"(?:(?:de|den|det)\s(?:næste|kommende|næstkommende)\s(?P<next>{_COUNT})\sår\b"
    rf"|(?<=over\s)(?P<over>{_COUNT})\sår\b"
    rf"|(?<=inden for\s)(?P<within>{_COUNT})\sår\b|(?<=indenfor\s)(?P<within2>{_COUNT})\sår\b"
    rf"|(?<=i løbet af\s)(?P<during>{_COUNT})\sår\b|(?<=om\s)(?P<about>{_COUNT})\sår\b"
    rf"|(?<=på\s)(?P<on>{_COUNT})\sår\b)",
    re.IGNORECASE,
)
_WINDOWS = re.compile(
    rf"\b(?:senest|inden for|indenfor|inden|i løbet af|efter|i mindst|i over|i mere end|i højst|før|op til)\s"
    rf"(?:højst\s|maks(?:imalt|\.)?\s|de første\s|den første\s|mindst\s|senest\s|ca\.\s)?(?P<n>{_COUNT}|halvandet)\s"
    rf"{_UNITS}(?:\s(?:efter|før|fra|siden)\b)?|\b{_COUNT}\s{_UNITS}\sefter\b",
    re.IGNORECASE,
)
_PACES = re.compile(
    r"\b(?:årligt|om\såret|hvert\s(?:eneste\s)?år|pr\.?\sår|per\sår|år\sfor\sår)\b", re.IGNORECASE
)
_PRICES = re.compile(
    rf"\(?(?:i\s|målt\si\s|opgjort\si\s)?(?:faste\s)?{_YEAR}[- ]?(?:prisniveau|priser|pl\b|p/l)\)?"
    rf"|\((?:i\s)?{_YEAR}[- ](?:pris\w*|pl)\)|\b(?:prisniveau|priser|pl)\s{_YEAR}",
    re.IGNORECASE,
)
_BASES = re.compile(
    rf"(?:\bend\s(?:(?:niveauet|den|det|de|dem|vi|tallet|udledningen|mængden|forbruget|gennemsnittet|var|havde|er|gjorde)\s){{0,3}}(?:i|fra|for)"
    rf"|\bi\sforhold\stil|\bi?ft\.|\bsammenlignet\smed|\bholdt\sop\smod|\bsiden|\bmålt\smod|\bmålt\si\sforhold\stil"
    rf"|\bset\si\sforhold\stil|\bmed\sudgangspunkt\si|\bud\sfra|\bbaseline(?:n)?(?:\sfra|\si|:)?|\bmod|\bbasisår(?:et)?)"
    rf"\s(?:(?:i|niveauet|tallet|tallene|målingen|målingerne|resultatet|udledningen|forbruget|mængden|året|år|for|fra|på|med|den|undersøgelsen)\s){{0,3}}(?P<year>{_YEAR})\b(?!\s?[-–]\s?\d)"
    rf"|(?P<level>{_YEAR})[- ]?niveau(?:et)?",
    re.IGNORECASE,
)
_SPANS = re.compile(
    rf"\b(?:(?:i|for|fra|perioden|årene|i løbet af|mellem|over)\s){{0,3}}(?P<first>{_YEAR})\s?(?:-|–|til|og)\s?(?:i\s)?(?P<last>{_YEAR})\b",
    re.IGNORECASE,
)
_SCHOOL = re.compile(
    rf"\b{_LATEST}{{0,4}}(?:skoleåret\s)?(?P<first>{_YEAR})/(?P<last>(?:20)?\d\d)\b", re.IGNORECASE
)
_DAYS = re.compile(
    rf"(?P<before>\b{_LATEST}{{0,5}})(?P<day>\d{{1,2}})\.\s?(?P<month>{_MONTH})\b(?:\s(?P<year>{_YEAR})\b)?"
    rf"|(?P<before2>\b{_LATEST}{{0,5}})(?<![\d.])(?P<d>\d{{1,2}})[./-](?P<m>\d{{1,2}})[./-](?P<y>{_YEAR})\b",
    re.IGNORECASE,
)
_MONTHLY = re.compile(
    rf"\b{_LATEST}{{0,5}}(?P<month>{_MONTH}|{'|'.join(_SEASONS)}|(?P<quarter>[1-4])\.\skvartal|ultimo|primo|medio)"
    rf"\s(?:i\s|af\s)?(?P<year>{_YEAR})\b",
    re.IGNORECASE,
)
_COUNTED = r"(?:nye|flere|kr\b|kroner|boliger|borgere|arbejdspladser|job|m2|kvadratmeter|ton)"
_YEARS = re.compile(
    rf"(?P<head>^{_YEAR})\s?[:–-]\s"
    rf"|(?P<before>\b{_LATEST}{{1,6}})(?P<year>{_YEAR})\b(?![-–/]\w|[.,]\d|\s?{_COUNTED})"
    rf"|(?<!\d)(?P<ending>\(?{_YEAR}\)?)\s?[.!]?$",
    re.IGNORECASE,
)
_APPENDED = re.compile(r"[,:–-]\s?$")
_BEFORE_BASE = re.compile(r"\bfra\b[^.;]{0,60}$", re.IGNORECASE)
_SOURCE = re.compile(
    r"(?:undersøgelse\w*|profil\w*|måling\w*|analyse\w*|plan\w*|strategi\w*|tal\w*)\s$",
    re.IGNORECASE,
)


def moments(text: str) -> list[Moment]:
    """The spans of time that `text` names, in reading order, none within another."""
    found: list[Moment] = []
    taken: set[int] = set()
    for each in _candidates(text):
        span = range(each.start, each.end)
        if taken.isdisjoint(span):
            taken.update(span)
            found.append(each)
    return sorted(found, key=lambda each: each.start)


def _candidates(text: str) -> Iterator[Moment]:
    yield from (Moment(Role.PRICES, *match.span()) for match in _PRICES.finditer(text))
    yield from _bases(text)
    yield from (Moment(Role.TERM, *match.span()) for match in _TERMS.finditer(text))
    yield from _horizons(text)
    yield from (Moment(Role.WINDOW, *match.span()) for match in _WINDOWS.finditer(text))
    yield from (Moment(Role.BAND, *match.span()) for match in _BANDS.finditer(text))
    yield from _days(text)
    yield from _spans(text)
    yield from _within_years(text)
    yield from _single_years(text)
    yield from (Moment(Role.PACE, *match.span()) for match in _PACES.finditer(text))


def _bases(text: str) -> Iterator[Moment]:
    for match in _BASES.finditer(text):
        if text[match.start() : match.start() + 4].lower() == "mod " and (
            text[max(0, match.start() - 5) : match.start()].lower() in {"frem ", " hen "}
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
            yield Moment(Role.DEADLINE, *match.span(), year=first + 1)


def _within_years(text: str) -> Iterator[Moment]:
    for match in _MONTHLY.finditer(text):
        word = match["month"].lower()
        year = int(match["year"])
        if match["quarter"]:
            month: int | None = 3 * int(match["quarter"])
        else:
            month = _MONTHS.get(word) or _SEASONS.get(word) or {"primo": 1, "medio": 6}.get(word)
        yield Moment(Role.DEADLINE, *match.span(), year=year, month=month)


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
        following = re.match(r"\)?,?\s(?:og\s)?(?:ned\s|op\s)?til\b", tail, re.IGNORECASE)
        if following and not re.search(r"\btil\b", head[head.lower().rfind("fra") :]):
            return Role.BASELINE
    return Role.DEADLINE
