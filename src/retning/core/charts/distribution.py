"""How all municipalities lie over time, and mine among them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from retning.core.charts import svg
from retning.core.charts.data import DistributionData, Point, SeriesData, Spread
from retning.core.charts.drawing import Caption, Drawing, Pane, Twin, drawing
from retning.core.charts.numbers import decimals_of, is_usable
from retning.core.charts.plot import BY_TIME, NARROW, WIDE, Measure, band, plot_of, usable
from retning.core.charts.series import described as course_described
from retning.core.charts.series import draw_mine, known_of
from retning.core.charts.svg import Canvas, Entry
from retning.core.charts.words import period_said, words_of
from retning.core.periods import Period


def distribution(data: DistributionData, caption: Caption) -> Drawing:
    """Bands from the lowest to the highest figure and of the middle half, and the middle."""
    words = words_of(caption.language)
    figures = usable([*data.mine.values(), *(each.middle for each in data.spread.values())])
    decimals = decimals_of(figures) if data.decimals is None else max(data.decimals, 0)
    measure = Measure(data.unit, decimals, words)
    spread = {period: each for period, each in data.spread.items() if _is_whole(each)}
    return drawing(
        "spread",
        caption,
        description=_described(data, spread, measure),
        table=lambda: _table(data, spread, measure),
        panes=[_pane(name, data, spread, measure) for name in ("narrow", "wide")],
    )


def _is_whole(each: Spread) -> bool:
    figures = (each.lowest, each.quarter, each.middle, each.three_quarters, each.highest)
    return all(is_usable(figure) for figure in figures)


def _as_series(data: DistributionData) -> SeriesData:
    points = tuple(Point(period, data.mine[period]) for period in sorted(data.mine, key=BY_TIME))
    return SeriesData(data.name, points, data.unit, data.decimals, data.better)


def _described(data: DistributionData, spread: Mapping[Period, Spread], measure: Measure) -> str:
    said = course_described(_as_series(data), measure)
    if not spread:
        return said
    last = max(spread, key=BY_TIME)
    in_last = measure.words.spread_in.format(
        period=period_said(last, measure.words),
        middle=measure.said(spread[last].middle),
        low=measure.said(spread[last].quarter),
        high=measure.said(spread[last].three_quarters),
    )
    return f"{said} {in_last}"


def _of(spread: Mapping[Period, Spread], name: str) -> dict[Period, Decimal]:
    return {period: getattr(each, name) for period, each in spread.items()}


def _pane(
    name: str, data: DistributionData, spread: Mapping[Period, Spread], measure: Measure
) -> Pane:
    values = usable(data.mine.values())
    for each in spread.values():
        values += [each.lowest, each.highest]
    periods = sorted({*data.mine, *spread}, key=BY_TIME)
    if not values or not periods:
        canvas = Canvas(NARROW if name == "narrow" else WIDE, 14)
        canvas.text("ct quiet", 0, 24, measure.words.no_figures)
        return Pane(name, int(canvas.width), 36, canvas.body())
    plot = plot_of(name, periods, values, measure)
    canvas, words = plot.canvas, measure.words
    canvas.add(
        band(plot, "c-band", _of(spread, "lowest"), _of(spread, "highest")),
        band(plot, "c-half", _of(spread, "quarter"), _of(spread, "three_quarters")),
        svg.path("c-line", svg.points(plot.places(_of(spread, "middle")))),
    )
    mine = _as_series(data)
    draw_mine(plot, mine)
    if known := known_of(mine):
        x, y = plot.place(known[-1][0].period, known[-1][1])
        canvas.text("ct mine", x, y - 10, measure.said(known[-1][1]), anchor="middle")
    entries = [Entry("c-mine", data.name)]
    if spread:
        entries += [
            Entry("c-line", words.middle),
            Entry("c-half", words.half),
            Entry("c-band", words.whole),
        ]
    end = svg.key(canvas, plot.bottom + canvas.size * 2.2, entries)
    return Pane(name, int(canvas.width), round(end + 6), canvas.body())


def _table(data: DistributionData, spread: Mapping[Period, Spread], measure: Measure) -> Twin:
    words = measure.words
    columns: list[tuple[str, Mapping[Period, Decimal]]] = [
        (data.name, data.mine),
        (words.lowest, _of(spread, "lowest")),
        (words.quarter, _of(spread, "quarter")),
        (words.middle, _of(spread, "middle")),
        (words.three_quarters, _of(spread, "three_quarters")),
        (words.highest, _of(spread, "highest")),
    ]
    rows = []
    for period in sorted({*data.mine, *spread}, key=BY_TIME):
        figures = [column.get(period) for _, column in columns]
        cells = [measure.said(each) if each is not None and is_usable(each) else "–"
                 for each in figures]  # fmt: skip
        rows.append((period_said(period, words), *cells))
    head = (words.period, *(label for label, _ in columns))
    return Twin(head, tuple(rows), frozenset(range(1, len(head))))
