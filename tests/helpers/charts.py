"""Small figures for pictures, and what is found in a picture."""

from __future__ import annotations

import re
from decimal import Decimal
from xml.etree import ElementTree

from retning.core.charts import (
    Better,
    Caption,
    Drawing,
    Point,
    SeriesData,
    StripData,
)
from retning.core.periods import Period, PeriodKind

D = Decimal
FIVE = {
    "101": D("10"),
    "147": D("20"),
    "151": D("20"),
    "187": D("30"),
    "153": D("40"),
}
NAMES = {"101": "Aa", "147": "Bb", "151": "Cc", "187": "Vallensbæk", "153": "Ee", "155": "Ff"}
CAPTION = Caption("The finding", "Kilde: tabel 1")


def year(number: int) -> Period:
    return Period(PeriodKind.YEAR, number)


def strip(**changes: object) -> StripData:
    plain: dict[str, object] = {
        "values": FIVE,
        "names": NAMES,
        "mine": "187",
        "unit": "%",
        "decimals": 1,
        "better": Better.UP,
    }
    return StripData(**{**plain, **changes})  # type: ignore[arg-type]


def course(**changes: object) -> SeriesData:
    points = (Point(year(2018), D("20.5")), Point(year(2019), D("22")))
    plain: dict[str, object] = {"name": "Vallensbæk", "mine": points, "unit": "%", "decimals": 1}
    return SeriesData(**{**plain, **changes})  # type: ignore[arg-type]


def texts(drawing: Drawing, pane: str = "wide") -> list[str]:
    """What is written in a picture, in order."""
    body = next(each.body for each in drawing.panes if each.name in {pane, "any"})
    tree = ElementTree.fromstring(f"<svg>{body}</svg>")
    return ["".join(each.itertext()) for each in tree.iter("text")]


def places(drawing: Drawing, cls: str) -> list[str]:
    """The paths of a class in the widest picture."""
    return re.findall(rf'<path class="{cls}" d="([^"]*)"', drawing.panes[-1].body)
