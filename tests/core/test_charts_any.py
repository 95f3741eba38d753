"""Whatever the figures are: well-formed, complete, within the picture, and told in colours that can
be told apart."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from retning.core.charts import (
    Band,
    Better,
    Caption,
    DistributionData,
    Drawing,
    Gap,
    Kind,
    Line,
    Look,
    MapData,
    Mark,
    MultiplesData,
    Outlook,
    Point,
    ReliabilityBin,
    ReliabilityData,
    SeriesData,
    Small,
    Spread,
    StripData,
    Zone,
    distribution,
    outline_map,
    palette,
    rank_strip,
    reliability,
    scales,
    series,
    small_multiples,
    standalone,
    tile_map,
    tile_names,
)
from retning.core.charts.svg import shortened, text_width, wrapped
from retning.core.periods import Period, PeriodKind, of_ordinal

SHEET = Path(__file__).resolve().parents[2] / "src/retning/web/ui/static/ui/charts.css"
CODES = sorted(tile_names())
SMALLEST_TEXT = 12.0
NARROWEST = 224
"""How wide a picture in a card is where the window is 320 px."""

# Pictures of 98 shrink too slowly to wait for.
quick = settings(max_examples=25, phases=(Phase.explicit, Phase.generate))

figures = st.one_of(
    st.decimals(allow_nan=True, allow_infinity=True),
    st.decimals(min_value=-100, max_value=100, places=1),
    st.sampled_from([Decimal(0), Decimal("-0.0"), Decimal(10) ** 30, Decimal("1e-9")]),
    st.integers(-(10**18), 10**18).map(Decimal),
)
words = st.one_of(st.sampled_from(["", "%", "kr. pr. indbygger", "x" * 90]), st.text(max_size=30))
ends = st.none() | figures
zones = st.none() | st.builds(Zone, ends, ends, words)
betters = st.none() | st.sampled_from(Better)
captions = st.builds(
    Caption, words, words, st.sampled_from(["da", "en"]), st.booleans(), st.just("n")
)
values = st.one_of(
    st.dictionaries(st.sampled_from(CODES), figures, max_size=98),
    figures.map(lambda value: dict.fromkeys(CODES, value)),
)
subsets = st.none() | st.frozensets(st.sampled_from(CODES))
decimals = st.none() | st.integers(0, 3)
strips = st.builds(
    StripData, values, st.just(tile_names()), st.sampled_from(CODES), words, decimals, betters,
    zones, subsets, st.lists(st.builds(Mark, figures, words), max_size=3).map(tuple),
    st.booleans(), words,
)  # fmt: skip
country = st.builds(
    MapData, values, st.just(tile_names()), st.sampled_from(CODES), words, decimals, betters,
    subsets, st.booleans(),
)  # fmt: skip


@st.composite
def courses(draw: st.DrawFn) -> SeriesData:
    kind = draw(st.sampled_from(PeriodKind))
    start = draw(st.integers(1950, 2050)) * kind.a_year

    def period() -> st.SearchStrategy[Period]:
        return st.integers(start, start + 40).map(lambda each: of_ordinal(kind, each))

    mapped = st.dictionaries(period(), figures, max_size=12)
    points = draw(st.dictionaries(period(), st.none() | figures, max_size=25))
    return SeriesData(
        name=draw(words),
        mine=tuple(
            Point(each, value, draw(st.sampled_from(Kind))) for each, value in points.items()
        ),
        unit=draw(words),
        decimals=draw(decimals),
        better=draw(betters),
        zone=draw(zones),
        cut=draw(mapped),
        cut_label=draw(words),
        lines=tuple(draw(st.lists(st.builds(Line, words, mapped), max_size=4))),
        band=draw(st.none() | st.builds(Band, words, mapped, mapped)),
        outlook=tuple(draw(st.lists(st.builds(Outlook, period(), *[figures] * 5), max_size=4))),
        breaks=tuple(draw(st.lists(st.builds(Gap, period(), words), max_size=2))),
        deadline=draw(st.none() | period()),
        is_rank=draw(st.booleans()),
    )


def sound(drawing: Drawing) -> None:
    """What is true of every picture."""
    page = ElementTree.fromstring(f"<div>{_legal(drawing.svg)}</div>")
    ids = [each.get("id") for each in page.iter() if each.get("id")]
    assert len(set(ids)) == len(ids) == 2 * len(drawing.panes)
    for each in page.iter("svg"):
        named = (each.get("aria-labelledby") or "").split()
        assert each.get("role") == "img"
        assert set(named) <= set(ids)
        assert len(named) == 2
    for forbidden in (" style=", "<style", "<script", "nan", 'inf"', "href"):
        bodies = "".join(re.sub(r">[^<]*<", "><", pane.body) for pane in drawing.panes)
        assert forbidden not in bodies.lower()
    for pane in drawing.panes:
        _fits(pane.body, pane.width, pane.height)
    assert all(len(row) == len(drawing.table.head) for row in drawing.table.rows)
    assert drawing.description
    ElementTree.fromstring(_legal(standalone(drawing)))


def _legal(text: str) -> str:
    """Control characters are no XML; HTML passes over them."""
    return re.sub("[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]", "", text)


def _fits(body: str, width: int, height: int) -> None:
    tree = ElementTree.fromstring(f"<svg>{_legal(body)}</svg>")
    size = float(tree.find("g").get("font-size") or 0)  # type: ignore[union-attr]
    for group in tree.iter("g"):
        moved = re.match(r"translate\(([-\d.e+]+) ([-\d.e+]+)\)", group.get("transform") or "")
        dx, dy = (float(moved[1]), float(moved[2])) if moved else (0.0, 0.0)
        for text in group.findall("text"):
            own = float(text.get("font-size") or size)
            wide = text_width("".join(text.itertext()), own)
            share = {"start": 0, "middle": 0.5, "end": 1}[text.get("text-anchor") or "start"]
            left = dx + float(text.get("x") or 0) - wide * share
            assert left >= -0.2
            assert left + wide <= width + 0.2
            assert 0 < dy + float(text.get("y") or 0) <= height


@quick
@given(strips, captions)
def test_any_strip(data: StripData, caption: Caption) -> None:
    drawing = rank_strip(data, caption)
    sound(drawing)
    assert {row[0] for row in drawing.table.rows} == set(tile_names().values())


@quick
@given(country, captions)
def test_any_map(data: MapData, caption: Caption) -> None:
    for drawing in (tile_map(data, caption), outline_map(data, caption)):
        sound(drawing)
        assert len(drawing.table.rows) == 98
        assert drawing.panes[0].body.count("<title>") == 98


@quick
@given(courses(), captions)
def test_any_series(data: SeriesData, caption: Caption) -> None:
    drawing = series(data, caption)
    sound(drawing)
    assert len(drawing.table.rows) >= len({point.period for point in data.mine})


@quick
@given(courses(), captions)
def test_any_distribution(data: SeriesData, caption: Caption) -> None:
    spread = {
        each.period: Spread(each.low, each.quarter, each.middle, each.three_quarters, each.high)
        for each in data.outlook
    }
    sound(distribution(DistributionData(data.name, data.cut, spread, data.unit), caption))


@quick
@given(
    st.lists(
        st.builds(ReliabilityBin, figures, figures, figures, figures, st.integers(0, 10**9)),
        max_size=10,
    ),
    captions,
)
def test_any_reliability(bins: list[ReliabilityBin], caption: Caption) -> None:
    sound(reliability(ReliabilityData(tuple(bins)), caption))


@quick
@given(st.lists(st.tuples(st.none() | strips, st.none() | courses(), words), max_size=5), captions)
def test_any_multiples(
    goals: list[tuple[StripData | None, SeriesData | None, str]], caption: Caption
) -> None:
    small = tuple(Small(label, "1", Look.MET, label, one, two) for one, two, label in goals)
    drawing = small_multiples(MultiplesData(small), caption)
    sound(drawing)
    assert len(drawing.table.rows) == len(goals)


@pytest.mark.parametrize("value", ["0", "5", "-3.2", "1e30", "-1e30", "1e-9"])
def test_all_equal_and_one_alone(value: str) -> None:
    for found in (dict.fromkeys(CODES, Decimal(value)), {"187": Decimal(value)}):
        drawing = rank_strip(StripData(found, tile_names(), "187", better=Better.UP), Caption("x"))
        sound(drawing)
        assert "nr.\u00a01 af" in drawing.description


def test_text_is_large_enough_on_a_phone() -> None:
    data = StripData({"187": Decimal(1)}, tile_names(), "187")
    for drawing in (rank_strip(data, Caption("x")), tile_map(MapData({}, {}, "187"), Caption("x"))):
        pane = drawing.panes[0]
        size = re.match(r'<g font-size="([\d.]+)">', pane.body)
        assert size is not None
        assert float(size[1]) * NARROWEST / pane.width >= SMALLEST_TEXT


def test_two_pictures_of_one_page_have_other_ids() -> None:
    data = StripData({"187": Decimal(1)}, tile_names(), "187")
    one, other = (rank_strip(data, Caption(title)) for title in ("x", "y"))
    assert one.key != other.key
    assert rank_strip(data, Caption("x")).svg == one.svg


@given(st.text(max_size=60), st.floats(20, 300), st.integers(1, 4))
def test_lines_have_room(text: str, width: float, most: int) -> None:
    lines = wrapped(text, 14, width, most)
    assert len(lines) <= most
    assert all(text_width(line, 14) <= width or line == "…" for line in lines)
    assert shortened("kort", 14, 300) == "kort"


@given(st.floats(-1e18, 1e18), st.floats(-1e18, 1e18), st.integers(1, 8))
def test_round_figures_lie_within(one: float, other: float, most: int) -> None:
    low, high = sorted((one, other))
    found = scales.round_figures(low, high, most)
    room = (high - low) * 1e-6
    assert len(found) <= most
    assert all(low - room <= each <= high + room for each in found)


# --- Colours -----------------------------------------------------------------------------


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1.0 to 21.0 (WCAG 2.2)."""

    def luminance(colour: str) -> float:
        shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colours", [palette.LIGHT, palette.DARK], ids=["light", "dark"])
def test_colours_can_be_told_apart(colours: dict[str, str]) -> None:
    grounds = [colours[name] for name in ("surface", "zone")]
    for ground in grounds:
        for text in ("ink", "quiet", "primary"):
            assert contrast(colours[text], ground) >= 4.5, (text, ground)
        for shape in ("tick", "primary", "ink", "strong"):
            assert contrast(colours[shape], ground) >= 3, (shape, ground)
    for name in ("met", "near", "unmet", "unknown"):
        assert contrast(colours[name], colours["surface"]) >= 4.5
        assert contrast(colours["on"], colours[name]) >= 4.5
    for name in ("fan80", "band", "half", "zone"):
        assert contrast(colours["primary"], colours[name]) >= 3, name
    for name in ("q0", "q1", "q2", "q3", "q4"):  # mine is edged twice: in ink, and a halo around
        edges = (colours["ink"], colours["surface"])
        assert max(contrast(edge, colours[name]) for edge in edges) >= 3, name


def test_the_sheet_knows_every_class() -> None:
    sheet = SHEET.read_text(encoding="utf-8")
    for name in palette.CLASSES:
        selector = "." + name.split(" ")[-1]
        assert re.search(rf"{re.escape(selector)}\b", sheet), name
    for name, known in (("tick", "tick"), ("band", "band"), ("half", "half")):
        for colours in (palette.LIGHT, palette.DARK):
            assert f"--chart-{name}: {colours[known]};" in sheet
