"""A strategy's goals beside each other: each with its status, and a strip or a line."""

from __future__ import annotations

from collections import Counter

from retning.core.charts import scales, svg
from retning.core.charts.areas import areas_of
from retning.core.charts.data import Look, MultiplesData, SeriesData, Small, StripData
from retning.core.charts.drawing import Caption, Drawing, Pane, Twin, drawing
from retning.core.charts.numbers import decimals_of, figure, is_usable
from retning.core.charts.plot import usable
from retning.core.charts.series import known_of, newest_wish, segments
from retning.core.charts.strip import strip_scale, ticks, zone_shape
from retning.core.charts.svg import Canvas, short
from retning.core.charts.words import Words, period_said, words_of

NARROW, WIDE, SMALL = 248, 680, 340
_BAND, _GUTTER = 22, 24
SHAPES = {
    Look.MET: "M-4 0l3 3.5l6 -7",
    Look.NEAR: "M-5 1c2.5 -4 4 -4 5 -1s3 3 5 -1",
    Look.UNMET: "M-4 -4l8 8M4 -4l-8 8",
    Look.UNKNOWN: "M-3 -2.5a3 3 0 1 1 4 2.8c-1 .4 -1 .9 -1 1.9M0 5v.6",
}
"""The sign within each status's disc; drawn around its middle."""


def small_multiples(data: MultiplesData, caption: Caption) -> Drawing:
    """Every goal with its status by word, shape and colour, and where the municipality is."""
    words = words_of(caption.language)
    return drawing(
        "multiples",
        caption,
        description=_described(data, words),
        table=lambda: _table(data, words),
        panes=[_pane("narrow", NARROW, 1, data, words), _pane("wide", WIDE, 2, data, words)],
    )


def small_strip(data: StripData, caption: Caption) -> Drawing:
    """One goal's strip alone, to stand beside words that say the rest."""
    words = words_of(caption.language)
    areas = areas_of(data, caption.language)
    canvas = Canvas(SMALL, 14)
    bottom = _strip(canvas, data, 2, SMALL, words)
    return drawing(
        "small",
        caption,
        description=areas.said_of(data.mine),
        table=areas.table,
        panes=[Pane("any", SMALL, round(bottom), canvas.body())],
    )


def _described(data: MultiplesData, words: Words) -> str:
    counted = Counter(goal.status for goal in data.goals)
    said = ", ".join(f"{count} {status.lower()}" for status, count in counted.items())
    if not said:
        return words.no_figures
    template = words.one_goal_is if len(data.goals) == 1 else words.goals_are
    return template.format(n=len(data.goals), said=said)


def _table(data: MultiplesData, words: Words) -> Twin:
    rows = [
        (f"{goal.number} {goal.label}".strip(), goal.status, where_said(goal, words) or "–")
        for goal in data.goals
    ]
    head = (words.goal, words.status, words.where)
    return Twin(head, tuple(rows), languages=tuple(goal.language for goal in data.goals))


def where_said(goal: Small, words: Words) -> str:
    """33,0 %, nr. 19 af 98; of a line its newest figure; nothing where there is neither."""
    if goal.strip is not None:
        areas = areas_of(goal.strip, words.language)
        return areas.said_of(goal.strip.mine)
    if goal.series is not None:
        return _newest_said(goal.series, words)
    return ""


def _newest_said(data: SeriesData, words: Words) -> str:
    known = known_of(data)
    if not known:
        return words.no_figure
    point, value = known[-1]
    decimals = data.decimals
    if decimals is None:
        decimals = decimals_of(each for _, each in known)
    said = (
        words.place.format(rank=value)
        if data.is_rank
        else figure(value, max(decimals, 0), data.unit, words.language)
    )
    return f"{said} ({period_said(point.period, words)})"


def _pane(name: str, width: int, columns: int, data: MultiplesData, words: Words) -> Pane:
    canvas = Canvas(width, 14)
    if not data.goals:
        canvas.text("ct quiet", 0, 24, words.no_figures)
        return Pane(name, width, 36, canvas.body())
    cell = (width - _GUTTER * (columns - 1)) / columns
    y = 0.0
    for start in range(0, len(data.goals), columns):
        row = data.goals[start : start + columns]
        drawn = [_cell(goal, cell, words) for goal in row]
        for number, (shapes, _) in enumerate(drawn):
            x = number * (cell + _GUTTER)
            canvas.add(f'<g transform="translate({short(x)} {short(y)})">{shapes}</g>')
        y += max(height for _, height in drawn) + 14
    return Pane(name, width, round(y), canvas.body())


def _cell(goal: Small, width: float, words: Words) -> tuple[str, float]:
    """One goal's shapes, and how high they are."""
    canvas, row = Canvas(width, 14), 19.0
    canvas.add(svg.line("c-grid", 0, 4, width, 4))
    y = 6.0
    for text in svg.wrapped(f"{goal.number} {goal.label}".strip(), 14, width, 2):
        y += row
        canvas.text("ct", 0, y, text, language=goal.language)
    y += row + 3
    canvas.add(
        f'<g transform="translate(9 {short(y - 5)})">{svg.circle(f"c-disc c-{goal.look}", 0, 0, 9)}'
        f"{svg.path('c-sign', SHAPES[goal.look])}</g>"
    )
    canvas.text("ct strong", 24, y, goal.status)
    if goal.strip is not None:
        y = _strip(canvas, goal.strip, y + 10, width, words)
    elif goal.series is not None:
        y = _line(canvas, goal.series, y + 10, width)
    if said := where_said(goal, words):
        y += row
        canvas.text("ct quiet", 0, y, said)
    return "".join(canvas.parts), y + 4


def _strip(canvas: Canvas, data: StripData, y: float, width: float, words: Words) -> float:
    areas = areas_of(data, words.language)
    if not areas.values:
        return y - 10
    scale = strip_scale(areas, data, 3, width - 3)
    bottom = y + _BAND
    canvas.add(
        zone_shape(data.zone, scale, y, bottom),
        svg.path("c-faint", ticks(areas.others_counted, scale, bottom, _BAND)),
        svg.path("c-tick", ticks(areas.counted, scale, bottom, _BAND)),
    )
    if areas.mine is not None:
        place = scale(float(areas.mine))
        canvas.add(svg.line("c-mine", place, y - 2, place, bottom + 2))
    return bottom + 2


def _line(canvas: Canvas, data: SeriesData, y: float, width: float) -> float:
    """A small line of mine, with the wished zone."""
    known = known_of(data)
    if not known:
        return y - 10
    zone = data.zone or newest_wish(data)
    ends = [zone.low, zone.high] if zone is not None else []
    height = _BAND * 1.6
    top, bottom = (y, y + height) if not data.is_rank else (y + height, y)
    values = [float(each) for each in [*usable(ends), *(value for _, value in known)]]
    up = scales.spanning(values, bottom, top, margin=0.12)
    ordinals = [point.period.ordinal for point, _ in known]
    along = scales.Scale(min(ordinals) - 0.5, max(ordinals) + 0.5, 0, width)
    if zone is not None:
        low = float(zone.low) if is_usable(zone.low) else up.low
        high = float(zone.high) if is_usable(zone.high) else up.high
        first, last = sorted((up(low), up(high)))
        canvas.add(svg.rect("c-zone", 0, first, width, last - first))
        canvas.add(*(svg.line("c-edge", 0, up(float(end)), width, up(float(end)))
                     for end in usable(ends)))  # fmt: skip
    for stretch in segments(data):
        places = [(along(point.period.ordinal), up(float(value))) for point, value in stretch]
        canvas.add(svg.path("c-mine", svg.points(places)) if len(places) > 1 else "")
    x, place = along(ordinals[-1]), up(float(known[-1][1]))
    canvas.add(svg.circle("c-fill", x, place, 3.5))
    return y + height + 2
