"""What pictures say, in both languages. Each is a template for `str.format`."""

from __future__ import annotations

from dataclasses import dataclass

from retning.core.charts.numbers import NO_BREAK
from retning.core.periods import Period, PeriodKind


@dataclass(frozen=True)
class Words:
    """The words of one language."""

    language: str
    place: str
    place_of: str
    tied_one: str
    tied_many: str
    best: str
    worst: str
    municipality: str
    value: str
    rank: str
    period: str
    kind: str
    no_figure: str
    not_compared: str
    no_figures: str
    one_axis: str
    one_axis_in: str
    mine_is: str
    mine_none: str
    missing_many: str
    missing_one: str
    wished_from: str
    wished_to: str
    wished_between: str
    wished_zone: str
    unit_is: str
    each_tick: str
    ties_stacked: str
    others: str
    budget: str
    provisional: str
    break_at: str
    deadline: str
    deadline_at: str
    fan_80: str
    fan_50: str
    outlook: str
    outlook_head: str
    course: str
    course_one: str
    map_of: str
    class_range: str
    middle: str
    half: str
    whole: str
    lowest: str
    quarter: str
    three_quarters: str
    highest: str
    status: str
    goal: str
    goals_are: str
    one_goal_is: str
    where: str
    example: str
    months: tuple[str, ...]
    quarter_of: str
    spread_in: str
    share_said: str
    share_came: str
    step: str
    forecasts: str
    exactly: str
    dot_size: str
    reliability_said: str


DANISH = Words(
    language="da",
    place=f"nr.{NO_BREAK}{{rank}}",
    place_of=f"nr.{NO_BREAK}{{rank}} af {{n}}",
    tied_one="samme tal som én anden",
    tied_many="samme tal som {n} andre",
    best="bedst",
    worst="dårligst",
    municipality="Kommune",
    value="Tal",
    rank="Plads",
    period="Periode",
    kind="Slags tal",
    no_figure="intet tal",
    not_compared="sammenlignes ikke",
    no_figures="Der er ingen tal at vise.",
    one_axis="{n} kommuner på én akse, fra {low} til {high}.",
    one_axis_in="{n} kommuner på én akse i {period}, fra {low} til {high}.",
    mine_is="{name}: {said}.",
    mine_none="{name} har intet tal.",
    missing_many="{n} kommuner har intet tal.",
    missing_one="Én kommune har intet tal.",
    wished_from="Ønsket: {low} eller højere.",
    wished_to="Ønsket: {high} eller lavere.",
    wished_between="Ønsket: fra {low} til {high}.",
    wished_zone="Ønsket område",
    unit_is="Tal i {unit}",
    each_tick="Hver streg er en kommune",
    ties_stacked="Streger over hinanden: samme tal",
    others="Andre kommuner, som målet ikke sammenligner med",
    budget="Budgettal",
    provisional="Foreløbigt tal",
    break_at="Fra {period} opgøres tallet på en ny måde",
    deadline="Frist {period}",
    deadline_at="Fristen er {period}.",
    fan_80="Udsigt: 8 af 10 beregnede forløb",
    fan_50="Udsigt: halvdelen af forløbene",
    outlook="Udsigt til {period}: mellem {low} og {high} i 8 af 10 beregnede forløb.",
    outlook_head="Udsigt",
    course="{name} fra {first} i {begin} til {last} i {end}.",
    course_one="{name}: {last} i {end}.",
    map_of="Kort over {n} kommuner, farvet efter tallet fra {low} til {high}.",
    class_range="{low} til {high}",
    middle="Midten",
    half="Den midterste halvdel",
    whole="Alle kommuner, fra lavest til højest",
    lowest="Laveste",
    quarter="Nederste fjerdedel",
    three_quarters="Øverste fjerdedel",
    highest="Højeste",
    status="Status",
    goal="Mål",
    goals_are="{n} mål: {said}.",
    one_goal_is="Ét mål: {said}.",
    where="Hvor vi er",
    example="Eksempeltal",
    months=("jan.", "feb.", "mar.", "apr.", "maj", "juni", "juli", "aug.", "sep.", "okt.", "nov.",
            "dec."),
    quarter_of=f"{{number}}.{NO_BREAK}kvt. {{year}}",
    spread_in="I {period} er midten {middle}, og halvdelen ligger fra {low} til {high}.",
    share_said="Så sandsynligt var det sagt",
    share_came="Så ofte kom det",
    step="Udsigten sagde",
    forecasts="Antal udsigter",
    exactly="Her holder en udsigt præcis, hvad den siger",
    dot_size="Jo større prik, jo flere udsigter",
    reliability_said="{n} udsigter. Det sagte og det, der kom, ligger i gennemsnit {apart}"
    " procentpoint fra hinanden. Længst fra hinanden: sagt {said}, kom {came}.",
)  # fmt: skip

ENGLISH = Words(
    language="en",
    place=f"no.{NO_BREAK}{{rank}}",
    place_of=f"no.{NO_BREAK}{{rank}} of {{n}}",
    tied_one="the same figure as one other",
    tied_many="the same figure as {n} others",
    best="best",
    worst="worst",
    municipality="Municipality",
    value="Figure",
    rank="Place",
    period="Period",
    kind="Kind of figure",
    no_figure="no figure",
    not_compared="not compared",
    no_figures="There are no figures to show.",
    one_axis="{n} municipalities on one axis, from {low} to {high}.",
    one_axis_in="{n} municipalities on one axis in {period}, from {low} to {high}.",
    mine_is="{name}: {said}.",
    mine_none="{name} has no figure.",
    missing_many="{n} municipalities have no figure.",
    missing_one="One municipality has no figure.",
    wished_from="Wished: {low} or higher.",
    wished_to="Wished: {high} or lower.",
    wished_between="Wished: from {low} to {high}.",
    wished_zone="Wished zone",
    unit_is="Figures in {unit}",
    each_tick="Each line is a municipality",
    ties_stacked="Lines above each other: the same figure",
    others="Other municipalities, which the target does not compare with",
    budget="Budget figure",
    provisional="Provisional figure",
    break_at="From {period} on the figure is counted in a new way",
    deadline="Deadline {period}",
    deadline_at="The deadline is {period}.",
    fan_80="Outlook: 8 of 10 simulated courses",
    fan_50="Outlook: half of the courses",
    outlook="Outlook for {period}: between {low} and {high} in 8 of 10 simulated courses.",
    outlook_head="Outlook",
    course="{name} from {first} in {begin} to {last} in {end}.",
    course_one="{name}: {last} in {end}.",
    map_of="Map of {n} municipalities, coloured by the figure from {low} to {high}.",
    class_range="{low} to {high}",
    middle="The middle",
    half="The middle half",
    whole="All municipalities, from lowest to highest",
    lowest="Lowest",
    quarter="Lower quarter",
    three_quarters="Upper quarter",
    highest="Highest",
    status="Status",
    goal="Goal",
    goals_are="{n} goals: {said}.",
    one_goal_is="One goal: {said}.",
    where="Where we are",
    example="Example figures",
    months=("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sep", "Oct", "Nov",
            "Dec"),
    quarter_of=f"Q{{number}}{NO_BREAK}{{year}}",
    spread_in="In {period} the middle is {middle}, and half of them lie from {low} to {high}.",
    share_said="How likely it was called",
    share_came="How often it came",
    step="The outlook said",
    forecasts="Number of outlooks",
    exactly="Here an outlook holds exactly what it says",
    dot_size="The larger the dot, the more outlooks",
    reliability_said="{n} outlooks. What was said and what came lie {apart} percentage points"
    " apart on average. Furthest apart: said {said}, came {came}.",
)  # fmt: skip


def words_of(language: str) -> Words:
    """Danish, or English for every other language."""
    return DANISH if language == "da" else ENGLISH


def period_said(period: Period, words: Words) -> str:
    """2019 · 2018/19 · 3. kvt. 2025 · juli 2025."""
    match period.kind:
        case PeriodKind.YEAR:
            return f"{period.year}"
        case PeriodKind.SCHOOL_YEAR:
            return f"{period.year}/{(period.year + 1) % 100:02}"
        case PeriodKind.QUARTER:
            return words.quarter_of.format(number=period.number, year=period.year)
        case PeriodKind.MONTH:
            return f"{words.months[period.number - 1]} {period.year}"
