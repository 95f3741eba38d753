"""The rank strip: every municipality on one axis, mine marked and named, the wished zone shaded."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from retning.core.charts import scales, svg
from retning.core.charts.areas import Areas, areas_of
from retning.core.charts.data import Better, StripData, Zone
from retning.core.charts.drawing import Caption, Drawing, Pane, drawing
from retning.core.charts.numbers import (
    SHORT_UNIT,
    compact,
    figure,
    is_usable,
    number,
)
from retning.core.charts.svg import Canvas, Entry, short, text_width
from retning.core.charts.words import Words

NARROW, WIDE = 248, 680
TICK, BAND = 20, 52
MOST_APART = 4
_LINE = 1.4


def rank_strip(data: StripData, caption: Caption) -> Drawing:
    """Where the municipality stands among all, and where it wishes to be."""
    areas = areas_of(data, caption.language)
    return drawing(
        "strip",
        caption,
        description=described(areas, data),
        table=areas.table,
        panes=[_pane("narrow", NARROW, data, areas), _pane("wide", WIDE, data, areas)],
    )


def described(areas: Areas, data: StripData) -> str:
    """The strip in sentences."""
    words = areas.words
    if not areas.values:
        return f"{words.no_figures} {areas.mine_said()}"
    low, high = areas.lowest, areas.highest
    template = words.one_axis_in if data.period else words.one_axis
    said = [
        template.format(
            n=len(areas.values),
            period=data.period,
            low=areas.said(low),
            high=areas.said(high),
        ),
        areas.mine_said(),
        *areas.missing_said(),
    ]
    if data.zone is not None:
        said.append(zone_said(data.zone, areas.decimals, data.unit, words))
    said += [f"{mark.label}: {areas.said(mark.value)}." for mark in data.marks]
    return " ".join(part for part in said if part)


def zone_said(zone: Zone, decimals: int, unit: str, words: Words) -> str:
    """Ønsket: 31,2 % eller højere."""
    low, high = (
        "" if each is None else figure(each, decimals, unit, words.language)
        for each in (zone.low, zone.high)
    )
    match bool(low), bool(high):
        case True, True:
            return words.wished_between.format(low=low, high=high)
        case True, False:
            return words.wished_from.format(low=low)
        case False, True:
            return words.wished_to.format(high=high)
        case _:
            return ""


def strip_scale(areas: Areas, data: StripData, start: float, end: float) -> scales.Scale:
    """A scale with room for every figure, mark and end of the zone."""
    more: list[Decimal | None] = [mark.value for mark in data.marks]
    if data.zone is not None:
        more += [data.zone.low, data.zone.high]
    shown = [*areas.ends, *(float(each) for each in more if is_usable(each))]
    return scales.spanning(shown, start, end)


def ticks(counted: Counter[Decimal], scale: scales.Scale, bottom: float, band: float) -> str:
    """One stroke for each figure (with how often it is there), upwards from `bottom`; equal figures
    stand above each other."""
    if not counted:
        return ""
    most = max(counted.values())
    height, gap = (TICK * band / BAND, 3.0) if most == 1 else _heights(most, band)
    step, high = height + gap, short(height)
    rises = [f" {bottom - above * step:.4g}v-{high}" for above in range(most)]
    first = rises[0]
    strokes = []
    for value, count in counted.items():
        place = f"M{scale(float(value)):.4g}"
        strokes.append(place + first)
        if count > 1:
            strokes.extend([place + rise for rise in rises[1:count]])
    return "".join(strokes)


def _heights(most: int, band: float) -> tuple[float, float]:
    gap = 2.0 if most <= 2 * MOST_APART else band / most * 0.25
    return min(TICK * band / BAND, band / most - gap), gap


def zone_shape(zone: Zone | None, scale: scales.Scale, top: float, bottom: float) -> str:
    """The wished zone, and a line at each end that it has."""
    if zone is None or (zone.low is None and zone.high is None):
        return ""
    left = scale(float(zone.low)) if is_usable(zone.low) else scale.start
    right = scale(float(zone.high)) if is_usable(zone.high) else scale.end
    parts = [svg.rect("c-zone", left, top, right - left, bottom - top)]
    if is_usable(zone.low):
        parts.append(svg.line("c-edge", left, top, left, bottom))
    if is_usable(zone.high):
        parts.append(svg.line("c-edge", right, top, right, bottom))
    return "".join(parts)


def _pane(name: str, width: int, data: StripData, areas: Areas) -> Pane:
    canvas = Canvas(width, 14 if name == "narrow" else 15)
    if not areas.values:
        canvas.text("ct quiet", 0, 24, areas.words.no_figures)
        return Pane(name, width, 36, canvas.body())
    scale = strip_scale(areas, data, 4, width - 4)
    y = _above(canvas, data, areas, scale)
    bottom = y + BAND + 8
    canvas.add(zone_shape(data.zone, scale, y - 4, bottom + 4))
    canvas.add(svg.path("c-faint", ticks(areas.others_counted, scale, bottom, BAND)))
    canvas.add(svg.path("c-tick", ticks(areas.counted, scale, bottom, BAND)))
    for mark in data.marks:
        if is_usable(mark.value):
            place = scale(float(mark.value))
            canvas.add(svg.line("c-mark", place, y, place, bottom + 10))
    if areas.mine is not None:
        place = scale(float(areas.mine))
        canvas.add(svg.line("c-mine", place, y - 4, place, bottom + 4))
        canvas.add(svg.path("c-fill", f"M{short(place - 6)} {short(y - 12)}h12l-6 8z"))
    y = axis(canvas, scale, bottom + 4, data.unit, areas)
    y = _marks(canvas, data, areas, scale, y)
    y = _ends(canvas, data, areas, y)
    return Pane(name, width, round(y + 6), canvas.body())


def _above(canvas: Canvas, data: StripData, areas: Areas, scale: scales.Scale) -> float:
    """What is written over the strip: the zone's words, then mine. Returns where the strip is."""
    y, row = 0.0, canvas.size * _LINE
    zone = data.zone
    if zone is not None and (zone.low is not None or zone.high is not None):
        said = zone.label or zone_said(zone, areas.decimals, data.unit, areas.words)
        if zone.low is None:
            place, anchor = scale.start, "start"
        else:
            place, anchor = scale.end, "end"
        for text in svg.wrapped(said, canvas.size, canvas.width, 2):
            y += row
            canvas.text("ct quiet", place, y - 4, text, anchor=anchor)
    if areas.mine is None:
        y += row
        canvas.text("ct mine", 0, y - 4, areas.mine_said())
        return y + 4
    name = areas.name(data.mine)
    said = areas.said_of(data.mine, whole=False)
    place = scale(float(areas.mine))
    whole = f"{name} {said}"
    has_room = text_width(whole, canvas.size) <= canvas.width
    texts = [whole] if has_room else [name, said]
    for text in texts:
        y += row
        canvas.text("ct mine", place, y - 4, text, anchor="middle")
    return y + 14


def axis(canvas: Canvas, scale: scales.Scale, y: float, unit: str, areas: Areas) -> float:
    """The line under the strip with round figures. Returns where it ends."""
    language = areas.words.language
    canvas.add(svg.line("c-axis", scale.start, y, scale.end, y))
    labels = axis_labels(scale, unit, language, canvas.size)
    for place, text in labels:
        canvas.add(svg.line("c-axis", place, y, place, y + 5))
        canvas.text("ct quiet", place, y + 6 + canvas.size, text, anchor="middle")
    return y + 8 + canvas.size


def axis_labels(
    scale: scales.Scale, unit: str, language: str, size: float, most: int = 7
) -> list[tuple[float, str]]:
    """Round figures with their places, as many as stand free of each other."""
    room = abs(scale.end - scale.start)
    for count in range(most, 1, -1):
        figures = scales.round_figures(scale.low, scale.high, count)
        texts = rounded_texts(figures, unit, language)
        widths = [text_width(text, size) for text in texts]
        if texts and (len(texts) == 1 or max(widths) + size < room / (len(texts) - 1) * 0.9):
            return [(scale(each), text) for each, text in zip(figures, texts, strict=True)]
    return []


def rounded_texts(figures: list[float], unit: str, language: str) -> list[str]:
    """How round figures are written at an axis."""
    step = abs(figures[1] - figures[0]) if len(figures) > 1 else 1.0
    shown = unit if len(unit) <= SHORT_UNIT else ""
    if any(abs(each) >= 1e6 for each in figures):
        return [compact(each, language) for each in figures]
    decimals = scales.decimals_for(step)
    if shown:
        return [figure(each, decimals, shown, language) for each in figures]
    return [number(each, decimals, language) for each in figures]


def _marks(canvas: Canvas, data: StripData, areas: Areas, scale: scales.Scale, y: float) -> float:
    for mark in data.marks:
        if is_usable(mark.value):
            y += canvas.size * _LINE
            text = f"{mark.label} {areas.said(mark.value)}"
            place = scale(float(mark.value))
            canvas.text("ct quiet", place, y, text, anchor="middle")
    return y


def _ends(canvas: Canvas, data: StripData, areas: Areas, y: float) -> float:
    """Which end is best, and what a stroke means."""
    words = areas.words
    if data.better is not None:
        y += canvas.size * _LINE
        up = data.better is Better.UP
        canvas.text("ct quiet", 0, y, f"← {words.worst if up else words.best}")
        right = f"{words.best if up else words.worst} →"
        canvas.text("ct quiet", canvas.width, y, right, anchor="end")
    entries = [Entry("c-tick", words.each_tick)]
    if len(areas.counted) < len(areas.compared):
        entries.append(Entry("c-tick", words.ties_stacked))
    if areas.others:
        entries.append(Entry("c-faint", words.others))
    if len(data.unit) > SHORT_UNIT:
        y += canvas.size * _LINE
        canvas.text("ct quiet", 0, y, words.unit_is.format(unit=data.unit))
    return svg.key(canvas, y + 4, entries)
