"""One municipality in all figures, and two to six of them side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext

from retning.apps.indicators.queries.geography import municipality_names
from retning.apps.indicators.queries.national import National
from retning.apps.indicators.queries.pictures import newest_period, points_of, series_data
from retning.apps.indicators.queries.views import IndicatorView
from retning.core.charts import Caption, Drawing, Line, Point, SeriesData, series
from retning.core.periods import Period
from retning.core.targets.saying_verdicts import said_period
from retning.web.public.presenters.figures import (
    INDICATOR,
    KNOWN,
    MUNICIPALITY,
    indicator_url,
    language_of_page,
    place_in,
    said_difference,
    said_end,
    said_figure,
    said_place,
    source_of,
)
from retning.web.public.presenters.pictures import Picture, picture_at
from retning.web.ui.links import Link

FEWEST, MOST = 2, 6
MOST_INDICATORS = 12
YEARS_BACK = 4


@dataclass(frozen=True)
class ProfileLine:
    """One indicator of a municipality: the newest figure, the place among all, what has changed
    over four years. `quarter`: "met" in the best quarter, "unmet" in the worst, else empty."""

    name: str
    url: str
    period: str
    figure: str
    place: str
    end: str
    change: str
    quarter: str
    is_example: bool


@dataclass(frozen=True)
class ProfileField:
    name: str
    anchor: str
    lines: Sequence[ProfileLine]


@dataclass(frozen=True)
class Profile:
    code: str
    name: str
    is_mine: bool
    fields: Sequence[ProfileField]
    others: Sequence[Link]
    compare_url: str

    @property
    def count(self) -> int:
        return sum(len(field.lines) for field in self.fields)

    @property
    def is_example(self) -> bool:
        return any(line.is_example for field in self.fields for line in field.lines)


def profile_of(
    code: str,
    mine: str,
    found: Sequence[National],
    others: Sequence[Link],
    known_on: str = "",
) -> Profile:
    """`known_on`: the day that the page was asked to know, for the addresses of what it shows."""
    known = [(KNOWN, known_on)] if known_on else []
    grouped: dict[str, list[ProfileLine]] = defaultdict(list)
    for each in found:
        line = _line(code, each, f"?{urlencode(known)}" if known else "")
        if line is not None:
            grouped[each.indicator.fields[0] if each.indicator.fields else ""].append(line)
    compared = (
        [(MUNICIPALITY, mine), (MUNICIPALITY, code)] if code != mine else [(MUNICIPALITY, mine)]
    )
    return Profile(
        code=code,
        name=municipality_names()[code],
        is_mine=code == mine,
        fields=[
            ProfileField(
                name.replace("-", " ") or gettext("other figures"), f"felt-{name}", grouped[name]
            )
            for name in sorted(grouped, key=lambda name: (not name, name))
        ],
        others=others,
        compare_url=f"{reverse('public:compare')}?{urlencode(compared + known)}",
    )


def _line(code: str, each: National, query: str) -> ProfileLine | None:
    panel, indicator = each.figures.panel, each.indicator
    period = newest_period(panel)
    if period is None:
        return None
    language = language_of_page()
    figure = panel.at(code, period)
    standing = place_in(panel, indicator, code, period)
    return ProfileLine(
        name=indicator.name(language),
        url=indicator_url(indicator.code) + query,
        period=said_period(period, language),
        figure=said_figure(figure, panel, indicator.unit(language)),
        place=said_place(standing[0]) if standing else "",
        end=said_end(indicator),
        change=_change(each, code, period),
        quarter=_quarter(standing[0].rank, standing[0].n, indicator) if standing else "",
        is_example=each.figures.is_example,
    )


def _quarter(rank: int, n: int, indicator: IndicatorView) -> str:
    if indicator.direction is None:
        return ""
    if rank * 4 <= n:
        return "met"
    return "unmet" if (n - rank) * 4 < n else ""


def _change(each: National, code: str, period: Period) -> str:
    """Over four years; nothing where the way of counting has changed in between."""
    panel = each.figures.panel
    before = period.years_later(-YEARS_BACK)
    if any(before < broken.period <= period for broken in each.indicator.breaks):
        return ""
    now, then = panel.at(code, period).value, panel.at(code, before).value
    if now is None or then is None:
        return ""
    return said_difference(now, then, panel, each.indicator.unit(language_of_page()))


@dataclass(frozen=True)
class ComparedRow:
    """One indicator with a cell for each municipality: figure and place."""

    name: str
    url: str
    period: str
    cells: Sequence[tuple[str, str]]
    is_example: bool


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class Comparison:
    """`problem`: why nothing is compared; `places` the selects of the form, each with all;
    `today_url`: the same comparison as it stands."""

    problem: str
    names: Sequence[str]
    places: Sequence[Sequence[Option]]
    indicators: Sequence[Option]
    rows: Sequence[ComparedRow]
    pictures: Sequence[Picture]
    csv_url: str
    today_url: str


def comparison_of(
    codes: Sequence[str],
    asked: Sequence[str],
    found: Sequence[National],
    every: Sequence[National],
    known_on: str = "",
) -> Comparison:
    """Municipalities beside each other in the indicators `found`; `every`: those to choose from;
    `known_on`: the day that the page was asked to know."""
    names = municipality_names()
    chosen = [code for code in dict.fromkeys(codes) if code in names][:MOST]
    problem = _problem(chosen, found, was_known=not (known_on and asked))
    codes_found = ",".join(each.indicator.code for each in found)
    twin = {"municipalities": ",".join(chosen), "indicators": codes_found}
    query = urlencode(twin | ({"known_on": known_on} if known_on else {}))
    places = [(MUNICIPALITY, code) for code in chosen]
    figures = [(INDICATOR, code) for code in asked]
    known = [(KNOWN, known_on)] if known_on else []
    return Comparison(
        problem=problem,
        names=[names[code] for code in chosen],
        places=[_options(chosen[n] if n < len(chosen) else "") for n in range(MOST)],
        indicators=[
            Option(
                each.indicator.code,
                each.indicator.name(language_of_page()),
                each.indicator.code in asked,
            )
            for each in every
        ],
        rows=[]
        if problem
        else [row for each in found if (row := _row(chosen, each, urlencode(known)))],
        pictures=[] if problem else _pictures(chosen, found, urlencode(places + known)),
        csv_url=f"{reverse('api:comparison_table')}?{query}",
        today_url=f"{reverse('public:compare')}?{urlencode(places + figures)}",
    )


def _problem(chosen: Sequence[str], found: Sequence[National], *, was_known: bool) -> str:
    if len(chosen) < FEWEST:
        return gettext("Choose two to six municipalities.")
    if not found and not was_known:
        return gettext("No figures of this were known then.")
    return "" if found else gettext("Choose at least one figure to compare.")


def _pictures(codes: Sequence[str], found: Sequence[National], query: str) -> list[Picture]:
    """The municipalities over time, a picture an indicator, with the addresses of its files."""
    pictures = []
    for each in found:
        drawing = courses_of(codes, each)
        if drawing is not None:
            code = each.indicator.code
            pictures.append(picture_at(drawing, "public:compare_picture", code, query=f"?{query}"))
    return pictures


def _options(chosen: str) -> list[Option]:
    named = sorted(municipality_names().items(), key=lambda each: each[1])
    return [Option(code, name, code == chosen) for code, name in named]


def _row(codes: Sequence[str], each: National, query: str) -> ComparedRow | None:
    panel, indicator, language = each.figures.panel, each.indicator, language_of_page()
    period = newest_period(panel)
    if period is None:
        return None
    cells = []
    for code in codes:
        standing = place_in(panel, indicator, code, period)
        amount = said_figure(panel.at(code, period), panel, indicator.unit(language))
        cells.append((amount, said_place(standing[0]) if standing else ""))
    return ComparedRow(
        name=indicator.name(language),
        url=indicator_url(indicator.code) + (f"?{query}" if query else ""),
        period=said_period(period, language),
        cells=cells,
        is_example=each.figures.is_example,
    )


def courses_of(codes: Sequence[str], each: National) -> Drawing | None:
    """The municipalities over time in one picture."""
    panel, indicator, language = each.figures.panel, each.indicator, language_of_page()
    names = municipality_names()
    mine = series_data(
        panel, indicator, codes[0], names[codes[0]], language,
        words={"middle": "", "half": "", "country": ""},
    )  # fmt: skip
    courses = {code: points_of(panel, indicator, code) for code in codes[1:]}
    lines = tuple(_line_of(points, names[code]) for code, points in courses.items() if points)
    if len(mine.mine) < 2 or not lines:
        return None
    data = SeriesData(
        name=mine.name, mine=mine.mine, unit=mine.unit, decimals=mine.decimals,
        better=mine.better, lines=lines, breaks=mine.breaks,
    )  # fmt: skip
    caption = Caption(
        gettext("%(indicator)s over time") % {"indicator": indicator.name(language)},
        source_of(each.figures, indicator),
        language,
        each.figures.is_example,
    )
    return series(data, caption)


def _line_of(points: Sequence[Point], name: str) -> Line:
    return Line(name, {each.period: each.value for each in points if each.value is not None})
