"""Every target that can be built, as hypothesis strategies."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import strategies as st

from retning.core.targets import (
    Among,
    Best,
    Change,
    Comparator,
    Compare,
    CouncilTerm,
    Deadline,
    Direction,
    Horizon,
    Judged,
    Level,
    Measure,
    Milestone,
    Quantile,
    Rank,
    Ratio,
    Scope,
    SurveyLevel,
    Target,
    To,
    When,
)
from retning.core.targets.sayable import QUOTES
from retning.core.targets.words_da import DANISH
from retning.core.targets.words_en import ENGLISH

# Words with which something else begins make the awkward names.
_STOPS = {
    " ".join(way) for words in (DANISH, ENGLISH) for ways in words.stops.values() for way in ways
}
_AWKWARD = sorted({*_STOPS, *DANISH.stops, *ENGLISH.stops, *DANISH.numeral_values, "2025", "1."})
_UNITS = (
    *("%", "procentpoint", "dage", "days", "kr.", "mio. kr.", "kg pr. borger", "m2", "pct."),
    *("% point", "%-point", "Procent", "5", "-5", "1. juli 2023", "2023-07-01", "på en skala"),
    *("percentage points", "DKK", "i 2025", "borger.", "a, b", "%", "% af alle", "pr. 1.000"),
    *(
        "timer om ugen",
        "kr. om året",
        "kg affald af",
        "sager i kø",
        "8%",
        "Region Nord",
        "region",
        "6-byerne",
        "vurderer det",
        "det",
        "10 000",
        "., x",
        "1st",
    ),
)


def _is_name(text: str) -> bool:
    return text.isprintable() and text == " ".join(text.split()) and len(text) <= 80


names = st.one_of(
    st.sampled_from(_UNITS),
    st.lists(st.sampled_from(_AWKWARD + list(_UNITS)), min_size=1, max_size=4)
    .map(" ".join)
    .filter(_is_name),
    st.text(
        st.characters(exclude_categories=["C", "Zl", "Zp"], exclude_characters=QUOTES),
        min_size=1,
        max_size=12,
    )
    .map(lambda text: " ".join(text.split()))
    .filter(_is_name)
    .filter(bool),
)
units = st.one_of(st.just(""), names)
numbers = st.one_of(
    st.integers(-3000, 3000).map(Decimal),
    st.decimals(-(10**14), 10**14, places=9),
    st.decimals(0, 100, places=1),
    st.sampled_from([Decimal("4.0"), Decimal("1E+3"), Decimal("-0"), Decimal("2025")]),
)
sizes = numbers.map(abs)
years = st.integers(1900, 2199)
some_years = st.none() | years
deadlines = st.one_of(
    st.builds(Deadline, years),
    st.builds(Deadline, years, st.integers(1, 12)),
    st.dates().map(lambda day: Deadline(1900 + day.year % 300, day.month, min(day.day, 28))),
)
whens: st.SearchStrategy[When] = st.one_of(
    deadlines, st.builds(Horizon, st.integers(1, 50)), st.just(CouncilTerm())
)
by = st.none() | whens
comparators = st.sampled_from(Comparator)
amongs = st.one_of(
    st.sampled_from([Among(scope) for scope in Scope if scope is not Scope.GROUP]),
    st.builds(Among, st.sampled_from([Scope.GROUP, Scope.REGION]), names),
    st.builds(Among, st.just(Scope.REGION), names.map(lambda name: f"Region {name}"[:80].strip())),
)

levels = st.builds(Level, comparators, numbers, units, st.none() | numbers, some_years, by)
ratios = st.integers(1, 10**9).flatmap(
    lambda den: st.builds(Ratio, st.integers(0, den), st.just(den), comparators, by)
)
scales = st.tuples(st.integers(-1000, 999), st.integers(1, 100)).map(
    lambda pair: (pair[0], min(pair[0] + pair[1], 1000))
)
survey_levels = st.one_of(
    st.builds(SurveyLevel, comparators, numbers, units, st.none(), st.none() | numbers, some_years),
    st.builds(SurveyLevel, comparators, numbers, st.just(""), scales, numbers, some_years, by),
)
directions = st.sampled_from(Direction)
absolute_units = units.filter(lambda unit: unit != "%")
changes = st.one_of(
    st.builds(Change, directions, baseline_year=some_years, by=by),
    st.builds(
        *(Change, directions, sizes, st.just("%"), st.just(Measure.RELATIVE)),
        *(st.booleans(), st.booleans(), some_years, by),
    ),
    st.builds(
        *(Change, directions, sizes, absolute_units, st.just(Measure.ABSOLUTE)),
        *(st.booleans(), st.booleans(), some_years, by),
    ),
)
bests = st.sampled_from(Best)
ranks = st.builds(Rank, st.integers(1, 10**9) | st.integers(1, 12), bests, amongs, by)
shares = st.one_of(
    st.fractions(0, 1, max_denominator=10**9),
    st.integers(1, 9999).map(lambda part: Fraction(part, 10000)),
    st.sampled_from([Fraction(1, 4), Fraction(1, 3), Fraction(1, 10)]),
).filter(lambda share: 0 < share < 1)
quantiles = st.builds(Quantile, shares, bests, amongs, by)
to = st.sampled_from(To)
margins = sizes.filter(bool)
compares = st.one_of(
    st.builds(Compare, st.none() | comparators, to, amongs, by=by),
    st.builds(Compare, st.none() | comparators, to, amongs, margins, units, by),
    st.builds(Compare, comparators, to, amongs, margins.map(lambda size: -size), units, by),
)
milestones = st.builds(Milestone, deadlines)
judged = st.builds(Judged, units, st.none() | st.integers(1, 50), by)

targets: st.SearchStrategy[Target] = st.one_of(
    *(levels, ratios, survey_levels, changes, ranks, quantiles, compares, milestones, judged)
)
