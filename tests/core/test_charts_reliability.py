"""The reliability diagram: what was said against what came, in dots, words and table."""

from __future__ import annotations

import re
from decimal import Decimal
from xml.etree import ElementTree

from retning.core.charts import Caption, Drawing, ReliabilityBin, ReliabilityData, reliability
from tests.helpers.charts import CAPTION, texts

D = Decimal
TWO = ReliabilityData(
    (
        ReliabilityBin(D("0.1"), D("0.2"), D("0.15"), D("0.10"), 300),
        ReliabilityBin(D("0.9"), D("1"), D("0.95"), D("0.97"), 1200),
    )
)


def dots(drawing: Drawing) -> list[tuple[float, float, float]]:
    """Across, down and radius of each dot of the widest picture; the key's is left out."""
    tree = ElementTree.fromstring(f"<svg>{drawing.panes[-1].body}</svg>")
    circles = [each for each in tree.iter("circle") if each.get("class") == "c-hollow"]
    return [tuple(float(each.get(at) or 0) for at in ("cx", "cy", "r")) for each in circles[:-1]]  # type: ignore[misc]


def test_each_step_is_a_row_with_what_was_said_and_what_came() -> None:
    table = reliability(TWO, CAPTION).table
    assert table.head == (
        "Udsigten sagde", "Så sandsynligt var det sagt", "Så ofte kom det", "Antal udsigter",
    )  # fmt: skip
    assert table.rows == (
        ("10\u00a0% til 20\u00a0%", "15\u00a0%", "10\u00a0%", "300"),
        ("90\u00a0% til 100\u00a0%", "95\u00a0%", "97\u00a0%", "1.200"),
    )
    assert table.numeric == {1, 2, 3}


def test_the_words_say_how_far_apart_weighed_by_forecasts() -> None:
    said = reliability(TWO, CAPTION).description
    # (300 * 5 + 1200 * 2) / 1500 = 2.6
    assert said == (
        "1.500 udsigter. Det sagte og det, der kom, ligger i gennemsnit 2,6 procentpoint fra "
        "hinanden. Længst fra hinanden: sagt 15\u00a0%, kom 10\u00a0%."
    )


def test_a_dot_lies_where_it_is_said_and_is_as_large_as_it_is_many() -> None:
    drawing = reliability(TWO, CAPTION)
    line = re.search(
        r'class="c-line" d="M([\d.]+) ([\d.]+)L([\d.]+) ([\d.]+)"', drawing.panes[-1].body
    )
    assert line is not None
    left, bottom, right, top = (float(each) for each in line.groups())
    (x, y, few), (across, _, many) = dots(drawing)
    assert abs(x - (left + 0.15 * (right - left))) < 0.2
    assert abs(y - (bottom + 0.10 * (top - bottom))) < 0.2
    assert abs(across - (left + 0.95 * (right - left))) < 0.6
    assert abs(many / few - 2) < 0.01


def test_steps_without_forecasts_are_left_out() -> None:
    empty = ReliabilityBin(D(0), D("0.1"), D(0), D(0), 0)
    assert reliability(ReliabilityData((empty, *TWO.bins)), CAPTION).table.rows[0][0][:2] == "10"
    nothing = reliability(ReliabilityData((empty,)), CAPTION)
    assert nothing.table.rows == ()
    assert texts(nothing) == ["Der er ingen tal at vise."]


def test_the_axes_are_told_in_both_languages() -> None:
    shown = texts(reliability(TWO, CAPTION))
    assert {"Så ofte kom det", "Så sandsynligt var det sagt", "50\u00a0%"} <= set(shown)
    english = texts(reliability(TWO, Caption("The finding", language="en")))
    assert {"How often it came", "How likely it was called", "50%"} <= set(english)


def test_the_shares_below_a_narrow_picture_have_room() -> None:
    narrow, wide = reliability(TWO, CAPTION).panes
    assert narrow.body.count(">75\u00a0%<") == 1
    assert wide.body.count(">75\u00a0%<") == 2
