"""Whether forecasts held what they said: how often it came, by how likely it was called."""

from __future__ import annotations

import math
from decimal import Decimal

from retning.core.charts import scales, svg
from retning.core.charts.data import ReliabilityBin, ReliabilityData
from retning.core.charts.drawing import Caption, Drawing, Pane, Twin, drawing
from retning.core.charts.numbers import figure, is_usable, number
from retning.core.charts.plot import NARROW, SIZES, WIDE
from retning.core.charts.strip import rounded_texts
from retning.core.charts.svg import Canvas, Entry, text_width
from retning.core.charts.words import Words, words_of

HEIGHTS = {"narrow": 200.0, "wide": 320.0}
LARGEST = {"narrow": 9.0, "wide": 15.0}
SMALLEST = 2.5
SHARES = (0.0, 25.0, 50.0, 75.0, 100.0)


def reliability(data: ReliabilityData, caption: Caption) -> Drawing:
    """A dot for each step of probability, as large as there were forecasts, and the diagonal on
    which a forecast holds exactly what it says."""
    words = words_of(caption.language)
    bins = [each for each in data.bins if each.count > 0 and _is_whole(each)]
    return drawing(
        "reliability",
        caption,
        description=_described(bins, words),
        table=_table(bins, words),
        panes=[_pane(name, bins, words) for name in ("narrow", "wide")],
    )


def _is_whole(each: ReliabilityBin) -> bool:
    return all(is_usable(share) for share in (each.low, each.high, each.said, each.came))


def _percent(share: Decimal, words: Words) -> str:
    return figure(share * 100, 0, "%", words.language)


def _described(bins: list[ReliabilityBin], words: Words) -> str:
    if not bins:
        return words.no_figures
    total = sum(each.count for each in bins)
    apart = sum(abs(each.said - each.came) * each.count for each in bins) / total * 100
    widest = max(bins, key=lambda each: abs(each.said - each.came))
    return words.reliability_said.format(
        n=number(total, 0, words.language),
        apart=number(apart, 1, words.language),
        said=_percent(widest.said, words),
        came=_percent(widest.came, words),
    )


def _pane(name: str, bins: list[ReliabilityBin], words: Words) -> Pane:
    canvas = Canvas(NARROW if name == "narrow" else WIDE, SIZES[name])
    if not bins:
        canvas.text("ct quiet", 0, 24, words.no_figures)
        return Pane(name, int(canvas.width), 36, canvas.body())
    size, room = canvas.size, LARGEST[name] + 2
    texts = rounded_texts(list(SHARES), "%", words.language)
    left = max(text_width(text, size) for text in texts) + 8
    top = size * 1.8 + room
    bottom = top + HEIGHTS[name]
    x = scales.Scale(0, 100, left + room, canvas.width - room)
    y = scales.Scale(0, 100, bottom, top)
    canvas.text("ct quiet", 0, size, words.share_came)
    for share, text in zip(SHARES, texts, strict=True):
        canvas.add(svg.line("c-grid", left, y(share), canvas.width, y(share)))
        canvas.text("ct quiet", left - 8, y(share) + size * 0.35, text, anchor="end")
    floor = bottom + room
    canvas.add(svg.line("c-axis", left, floor, canvas.width, floor))
    for share, text in zip(SHARES, texts, strict=True):
        canvas.add(svg.line("c-axis", x(share), floor, x(share), floor + 5))
        if name == "wide" or share % 50 == 0:
            canvas.text("ct quiet", x(share), floor + size + 6, text, anchor="middle")
    canvas.text("ct quiet", canvas.width, floor + size * 2.5, words.share_said, anchor="end")
    canvas.add(svg.line("c-line", x(0), y(0), x(100), y(100)))
    most = max(each.count for each in bins)
    for each in bins:
        radius = max(SMALLEST, LARGEST[name] * math.sqrt(each.count / most))
        canvas.add(
            svg.circle("c-hollow", x(float(each.said) * 100), y(float(each.came) * 100), radius)
        )
    entries = [Entry("c-line", words.exactly), Entry("c-hollow", words.dot_size)]
    end = svg.key(canvas, floor + size * 3, entries)
    return Pane(name, int(canvas.width), round(end + 6), canvas.body())


def _table(bins: list[ReliabilityBin], words: Words) -> Twin:
    head = (words.step, words.share_said, words.share_came, words.forecasts)
    rows = tuple(
        (
            words.class_range.format(
                low=_percent(each.low, words), high=_percent(each.high, words)
            ),
            _percent(each.said, words),
            _percent(each.came, words),
            number(each.count, 0, words.language),
        )
        for each in bins
    )
    return Twin(head, rows, frozenset({1, 2, 3}))
