"""The frame of pictures over time: periods along, figures up, round figures written at both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter

from retning.core.charts import scales, svg
from retning.core.charts.numbers import SHORT_UNIT, figure, is_usable
from retning.core.charts.strip import rounded_texts
from retning.core.charts.svg import Canvas, text_width
from retning.core.charts.words import Words, period_said
from retning.core.periods import Period, of_ordinal

NARROW, WIDE = 248, 680
HEIGHTS = {"narrow": 190.0, "wide": 230.0}
SIZES = {"narrow": 14.0, "wide": 15.0}
_STEPS = (1, 2, 3, 4, 5, 10, 20, 25, 50, 100, 200)

Place = tuple[float, float]
BY_TIME = attrgetter("year", "number")
"""Orders periods of one kind; several times as quick as comparing them."""


@dataclass(frozen=True)
class Measure:
    """How figures are written here."""

    unit: str
    decimals: int
    words: Words
    is_rank: bool = False

    def said(self, value: Decimal) -> str:
        if self.is_rank:
            return self.words.place.format(rank=figure(value, 0, "", self.words.language))
        return figure(value, self.decimals, self.unit, self.words.language)


@dataclass(frozen=True)
class Plot:
    """Where things lie: `x` by a period's ordinal, `y` by figure."""

    canvas: Canvas
    x: scales.Scale
    y: scales.Scale
    bottom: float
    a_year: int

    def along(self, period: Period) -> float:
        return self.x(period.year * self.a_year + period.number - 1)

    def place(self, period: Period, value: Decimal) -> Place:
        return self.along(period), self.y(float(value))

    def places(self, figures: Mapping[Period, Decimal]) -> list[Place]:
        """In the order of periods; what cannot be drawn is left out."""
        return [self.place(each, figures[each]) for each in usable_periods(figures)]


def usable_periods(figures: Mapping[Period, Decimal]) -> list[Period]:
    """Those whose figure can be drawn, ascending."""
    return sorted((period for period, value in figures.items() if is_usable(value)), key=BY_TIME)


def usable(values: Iterable[Decimal | None]) -> list[Decimal]:
    """Those that can be drawn."""
    return [value for value in values if is_usable(value)]


def plot_of(
    pane: str, periods: Sequence[Period], values: Sequence[Decimal], measure: Measure
) -> Plot:
    """An empty frame for these periods (ascending) and figures, with its axes drawn."""
    width = NARROW if pane == "narrow" else WIDE
    canvas = Canvas(width, SIZES[pane])
    top = canvas.size * (1.6 if len(measure.unit) <= SHORT_UNIT else 3.0)
    bottom = top + HEIGHTS[pane]
    y = scales.spanning((float(each) for each in values), bottom, top, margin=0.08)
    if measure.is_rank:
        y = scales.Scale(min(y.low, 1.0), y.high, top, bottom)
    figures = scales.round_figures(y.low, y.high, 5 if pane == "narrow" else 6)
    if measure.is_rank:
        figures = sorted({1.0, *(each for each in figures if each >= 1 and each == int(each))})
    unit = "" if measure.is_rank else measure.unit
    texts = rounded_texts(figures, unit, measure.words.language)
    left = max((text_width(text, canvas.size) for text in texts), default=0.0) + 8
    left = min(left, width * 0.45)
    for each, text in zip(figures, texts, strict=True):
        canvas.add(svg.line("c-grid", left, y(each), width, y(each)))
        canvas.text("ct quiet", left - 8, y(each) + canvas.size * 0.35, text, anchor="end")
    if len(unit) > SHORT_UNIT:
        canvas.text("ct quiet", 0, canvas.size, measure.words.unit_is.format(unit=unit))
    x = _along(periods, left + 8, width - 8)
    plot = Plot(canvas, x, y, bottom, periods[0].kind.a_year)
    _write_periods(plot, periods, measure.words)
    return plot


def _along(periods: Sequence[Period], start: float, end: float) -> scales.Scale:
    first, last = periods[0].ordinal, periods[-1].ordinal
    if first == last:
        return scales.Scale(first - 1, last + 1, start, end)
    return scales.Scale(first, last, start, end)


def _write_periods(plot: Plot, periods: Sequence[Period], words: Words) -> None:
    canvas, y = plot.canvas, plot.bottom + plot.canvas.size + 6
    canvas.add(svg.line("c-axis", plot.x.start - 8, plot.bottom, plot.x.end + 8, plot.bottom))
    for place, text in period_labels(plot, periods, words):
        canvas.add(svg.line("c-axis", place, plot.bottom, place, plot.bottom + 5))
        canvas.text("ct quiet", place, y, text, anchor="middle")


def period_labels(plot: Plot, periods: Sequence[Period], words: Words) -> list[tuple[float, str]]:
    """Which periods are written, so that they stand free of each other."""
    kind, first, last = periods[0].kind, periods[0], periods[-1]
    parts = kind.a_year
    if parts > 1 and last.ordinal - first.ordinal >= parts:
        start = first.year + (first.number > 1)
        ordinals = [year * parts for year in range(start, last.year + 1)]
        texts = [f"{each // parts}" for each in ordinals]
    else:
        ordinals = list(range(first.ordinal, last.ordinal + 1))
        texts = [period_said(of_ordinal(kind, each), words) for each in ordinals]
    widest = max(text_width(text, plot.canvas.size) for text in texts) + plot.canvas.size
    apart = (plot.x(ordinals[1]) - plot.x(ordinals[0])) if len(ordinals) > 1 else widest
    step = next((each for each in _STEPS if each * apart >= widest), len(ordinals))
    return [(plot.x(each), text) for each, text in list(zip(ordinals, texts, strict=True))[::step]]


def band(
    plot: Plot, cls: str, low: Mapping[Period, Decimal], high: Mapping[Period, Decimal]
) -> str:
    """The area between two figures of each period that has both."""
    both = [each for each in usable_periods(low) if is_usable(high.get(each))]
    return svg.polygon(
        cls,
        [plot.place(each, high[each]) for each in both],
        [plot.place(each, low[each]) for each in both],
    )
