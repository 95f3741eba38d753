"""One municipality over time: where it was, what was asked for, and where it may be going."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from retning.core.charts import svg
from retning.core.charts.data import Better, Gap, Kind, Outlook, Point, SeriesData, Zone
from retning.core.charts.drawing import Caption, Drawing, Pane, Twin, drawing
from retning.core.charts.numbers import decimals_of, is_usable
from retning.core.charts.plot import (
    BY_TIME,
    NARROW,
    WIDE,
    Measure,
    Place,
    Plot,
    band,
    plot_of,
    usable,
    usable_periods,
)
from retning.core.charts.strip import zone_said
from retning.core.charts.svg import Canvas, Entry
from retning.core.charts.words import Words, period_said, words_of
from retning.core.periods import Period

MOST_DOTS = 45
_LINES = ("c-line", "c-line c-line-2", "c-line c-line-3")


def series(data: SeriesData, caption: Caption) -> Drawing:
    """The municipality's figures over time, with what they are compared with."""
    words = words_of(caption.language)
    data = replace(data, breaks=_breaks_shown(data))
    decimals = data.decimals
    if decimals is None:
        decimals = decimals_of(usable(point.value for point in data.mine))
    measure = Measure(data.unit, max(decimals, 0), words, data.is_rank)
    return drawing(
        "series",
        caption,
        description=described(data, measure),
        table=lambda: _table(data, measure),
        panes=_panes(data, measure),
    )


def _breaks_shown(data: SeriesData) -> tuple[Gap, ...]:
    """Those with figures on both sides: one before the axis begins parts nothing that is drawn."""
    if not data.breaks:
        return ()
    first = min((BY_TIME(each) for each in _periods(data)), default=None)
    return tuple(gap for gap in data.breaks if first is not None and BY_TIME(gap.period) > first)


def outlook_of(data: SeriesData) -> list[Outlook]:
    """The outlook's periods that can be drawn, ascending."""
    whole = [
        each
        for each in data.outlook
        if len(usable((each.low, each.quarter, each.middle, each.three_quarters, each.high))) == 5
    ]
    return sorted(whole, key=lambda each: BY_TIME(each.period))


def known_of(data: SeriesData) -> list[tuple[Point, Decimal]]:
    """The points that have a figure, ascending."""
    found = [(each, each.value) for each in data.mine if each.value is not None]
    return sorted(
        ((point, value) for point, value in found if is_usable(value)),
        key=lambda pair: BY_TIME(pair[0].period),
    )


def _periods(data: SeriesData) -> list[Period]:
    found = {point.period for point in data.mine} | set(data.cut)
    found |= {each.period for each in data.outlook}
    for line in data.lines:
        found |= set(line.points)
    if data.band is not None:
        found |= set(data.band.low) & set(data.band.high)
    if data.deadline is not None:
        found.add(data.deadline)
    kinds = [point.period.kind for point in data.mine] or [each.kind for each in found]
    return sorted((each for each in found if each.kind is kinds[0]), key=BY_TIME) if found else []


def _values(data: SeriesData) -> list[Decimal]:
    zone = data.zone or Zone()
    values: list[Decimal | None] = [point.value for point in data.mine]
    values += [zone.low, zone.high, *data.cut.values()]
    for line in data.lines:
        values += line.points.values()
    if data.band is not None:
        values += [*data.band.low.values(), *data.band.high.values()]
    for each in data.outlook:
        values += [each.low, each.high]
    return usable(values)


# --- In words ----------------------------------------------------------------------------


def described(data: SeriesData, measure: Measure) -> str:
    """The course in sentences."""
    words, known = measure.words, known_of(data)
    if not known:
        return f"{words.no_figures} {words.mine_none.format(name=data.name)}"
    (first, begin), (last, end) = known[0], known[-1]
    template = words.course if len(known) > 1 else words.course_one
    said = [
        template.format(
            name=data.name,
            first=measure.said(begin),
            begin=period_said(first.period, words),
            last=measure.said(end),
            end=period_said(last.period, words),
        ),
        *_wish_said(data, measure),
    ]
    if data.deadline is not None:
        said.append(words.deadline_at.format(period=period_said(data.deadline, words)))
    if outlook := outlook_of(data):
        said.append(
            words.outlook.format(
                period=period_said(outlook[-1].period, words),
                low=measure.said(outlook[-1].low),
                high=measure.said(outlook[-1].high),
            )
        )
    said += [f"{_break_said(gap.period, gap.note, words)}." for gap in data.breaks]
    return " ".join(part for part in said if part)


def _wish_said(data: SeriesData, measure: Measure) -> list[str]:
    if data.zone is not None:
        return [zone_said(data.zone, measure.decimals, data.unit, measure.words)]
    periods = usable_periods(data.cut)
    if not periods:
        return []
    cut = measure.said(data.cut[periods[-1]])
    if _wishes_up(data):
        return [measure.words.wished_from.format(low=cut)]
    return [measure.words.wished_to.format(high=cut)]


def _wishes_up(data: SeriesData) -> bool:
    return data.better is not Better.DOWN and not data.is_rank


def newest_wish(data: SeriesData) -> Zone | None:
    """What the newest cut asks for; None where there is none."""
    periods = usable_periods(data.cut)
    if not periods:
        return None
    cut = data.cut[periods[-1]]
    return Zone(low=cut) if _wishes_up(data) else Zone(high=cut)


def _break_said(period: Period, note: str, words: Words) -> str:
    said = words.break_at.format(period=period_said(period, words))
    return f"{said}: {note.rstrip('.')}" if note else said


def _kind_said(kind: Kind, words: Words) -> str:
    match kind:
        case Kind.BUDGET:
            return words.budget
        case Kind.PROVISIONAL:
            return words.provisional
        case Kind.FIGURE:
            return ""


# --- As a picture ------------------------------------------------------------------------


def _panes(data: SeriesData, measure: Measure) -> list[Pane]:
    periods, values, entries = _periods(data), _values(data), list(_key(data, measure))
    return [_pane(name, data, measure, periods, values, entries) for name in ("narrow", "wide")]


def _pane(
    name: str,
    data: SeriesData,
    measure: Measure,
    periods: list[Period],
    values: list[Decimal],
    entries: list[Entry],
) -> Pane:
    if not values or not periods:
        canvas = Canvas(NARROW if name == "narrow" else WIDE, 14)
        canvas.text("ct quiet", 0, 24, measure.words.no_figures)
        return Pane(name, int(canvas.width), 36, canvas.body())
    plot = plot_of(name, periods, values, measure)
    canvas = plot.canvas
    _draw_wish(plot, data)
    if data.band is not None:
        canvas.add(band(plot, "c-band", data.band.low, data.band.high))
    _draw_outlook(plot, data)
    for cls, line in zip(_LINES, data.lines, strict=False):
        canvas.add(svg.path(cls, svg.points(plot.places(line.points))))
    _draw_breaks(plot, data)
    _draw_deadline(plot, data, measure)
    draw_mine(plot, data)
    known = known_of(data)
    if known:
        x, y = plot.place(known[-1][0].period, known[-1][1])
        canvas.text("ct mine", x, y - 10, measure.said(known[-1][1]), anchor="middle")
    end = svg.key(canvas, plot.bottom + canvas.size * 2.2, entries)
    return Pane(name, int(canvas.width), round(end + 6), canvas.body())


def _draw_wish(plot: Plot, data: SeriesData) -> None:
    left, right = plot.x.start - 8, plot.x.end + 8
    if data.zone is not None:
        plot.canvas.add(_level(plot, data.zone, left, right))
        return
    places = plot.places(data.cut)
    if not places:
        return
    places = [*places, (right, places[-1][1])]
    edge = plot.y(plot.y.high if _wishes_up(data) else plot.y.low)
    plot.canvas.add(
        svg.polygon("c-zone", places, [(x, edge) for x, _ in places]),
        svg.path("c-edge", svg.points(places)),
    )


def _level(plot: Plot, zone: Zone, left: float, right: float) -> str:
    low = float(zone.low) if is_usable(zone.low) else plot.y.low
    high = float(zone.high) if is_usable(zone.high) else plot.y.high
    top, bottom = sorted((plot.y(low), plot.y(high)))
    edges = [
        svg.line("c-edge", left, plot.y(float(end)), right, plot.y(float(end)))
        for end in usable((zone.low, zone.high))
    ]
    return svg.rect("c-zone", left, top, right - left, bottom - top) + "".join(edges)


def _draw_outlook(plot: Plot, data: SeriesData) -> None:
    outlook, known = outlook_of(data), known_of(data)
    if not outlook:
        return
    start: list[Place] = []
    if known and known[-1][0].period < outlook[0].period:
        start = [plot.place(known[-1][0].period, known[-1][1])]

    def edge(name: str) -> list[Place]:
        return [*start, *(plot.place(each.period, getattr(each, name)) for each in outlook)]

    plot.canvas.add(
        svg.polygon("c-fan80", edge("high"), edge("low")),
        svg.polygon("c-fan50", edge("three_quarters"), edge("quarter")),
        svg.path("c-course", svg.points(edge("middle"))),
    )


def _draw_breaks(plot: Plot, data: SeriesData) -> None:
    for gap in data.breaks:
        x = (plot.along(gap.period) + plot.x(gap.period.ordinal - 1)) / 2
        plot.canvas.add(svg.line("c-break", x, plot.y.end, x, plot.y.start))


def _draw_deadline(plot: Plot, data: SeriesData, measure: Measure) -> None:
    if data.deadline is None:
        return
    x, top = plot.along(data.deadline), min(plot.y.start, plot.y.end)
    said = measure.words.deadline.format(period=period_said(data.deadline, measure.words))
    plot.canvas.add(svg.line("c-deadline", x, top - 4, x, plot.bottom))
    plot.canvas.text("ct quiet", x, top - 8, said, anchor="middle")


def segments(data: SeriesData) -> Iterator[list[tuple[Point, Decimal]]]:
    """Stretches of the line: a period without a figure ends one, and so does a break."""
    stretch: list[tuple[Point, Decimal]] = []
    for point in sorted(data.mine, key=lambda each: BY_TIME(each.period)):
        crossed = stretch and any(
            stretch[-1][0].period < gap.period <= point.period for gap in data.breaks
        )
        if stretch and (crossed or not is_usable(point.value)):
            yield stretch
            stretch = []
        if is_usable(point.value):
            stretch = [*stretch, (point, point.value)]
    if stretch:
        yield stretch


def draw_mine(plot: Plot, data: SeriesData, *, dots: bool = True) -> None:
    """The thick line, and a dot for each figure; hollow ones are no final figures."""
    canvas, places = plot.canvas, []
    for stretch in segments(data):
        here = [plot.place(point.period, value) for point, value in stretch]
        places += [(point, at) for (point, _), at in zip(stretch, here, strict=True)]
        if len(here) > 1:
            canvas.add(svg.path("c-mine", svg.points(here)))
    if not dots or len(places) > MOST_DOTS:
        places = [pair for pair in places if pair[0].kind is not Kind.FIGURE] + places[-1:]
    for point, (x, y) in places:
        cls = "c-fill" if point.kind is Kind.FIGURE else "c-hollow"
        canvas.add(svg.circle(cls, x, y, 3.5))


def _key(data: SeriesData, measure: Measure) -> Iterator[Entry]:
    words = measure.words
    yield Entry("c-mine", data.name)
    if data.zone is not None or data.cut:
        label = data.zone.label if data.zone is not None else data.cut_label
        yield Entry("c-zone", label or words.wished_zone)
    for cls, line in zip(_LINES, data.lines, strict=False):
        yield Entry(cls, line.label)
    if data.band is not None:
        yield Entry("c-band", data.band.label)
    if outlook_of(data):
        yield Entry("c-fan80", words.fan_80)
        yield Entry("c-fan50", words.fan_50)
    for kind in sorted({point.kind for point in data.mine} - {Kind.FIGURE}):
        yield Entry("c-hollow", _kind_said(kind, words))
    for gap in data.breaks:
        yield Entry("c-break", _break_said(gap.period, gap.note, words))


# --- As a table --------------------------------------------------------------------------


def _table(data: SeriesData, measure: Measure) -> Twin:
    words, mine = measure.words, {point.period: point for point in data.mine}
    columns: list[tuple[str, dict[Period, Decimal]]] = [
        (data.name, {each: point.value for each, point in mine.items() if point.value is not None})
    ]
    if data.cut:
        columns.append((data.cut_label or words.wished_zone, dict(data.cut)))
    columns += [(line.label, dict(line.points)) for line in data.lines]
    if data.band is not None:
        columns.append((f"{data.band.label}: {words.lowest.lower()}", dict(data.band.low)))
        columns.append((f"{data.band.label}: {words.highest.lower()}", dict(data.band.high)))
    for share, name in (("10", "low"), ("25", "quarter"), ("50", "middle"),
                        ("75", "three_quarters"), ("90", "high")):  # fmt: skip
        if data.outlook:
            figures = {each.period: getattr(each, name) for each in data.outlook}
            columns.append((f"{words.outlook_head} {share} %", figures))
    notes = _notes(data, words)
    periods = sorted({each for _, figures in columns for each in figures} | set(mine), key=BY_TIME)
    rows = []
    for period in periods:
        cells = [_cell(figures.get(period), measure) for _, figures in columns]
        note = (notes.get(period, ""),) if notes else ()
        rows.append((period_said(period, words), *cells, *note))
    head = (words.period, *(label for label, _ in columns), *((words.kind,) if notes else ()))
    return Twin(head, tuple(rows), frozenset(range(1, len(columns) + 1)))


def _notes(data: SeriesData, words: Words) -> dict[Period, str]:
    notes = {each.period: _kind_said(each.kind, words) for each in data.mine}
    for gap in data.breaks:
        said = _break_said(gap.period, gap.note, words)
        notes[gap.period] = ". ".join(part for part in (notes.get(gap.period, ""), said) if part)
    return {period: note for period, note in notes.items() if note}


def _cell(value: Decimal | None, measure: Measure) -> str:
    return measure.said(value) if is_usable(value) else "–"
