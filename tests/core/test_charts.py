"""Pictures: exact places, words and tables; what is said of ties, zones and who has no figure."""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest

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
    SeriesData,
    Small,
    Spread,
    StripData,
    Zone,
    distribution,
    maps,
    outline_map,
    palette,
    rank_strip,
    series,
    small_multiples,
    standalone,
    tile_map,
)
from retning.core.periods import Period, PeriodKind, period_of

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


# --- The strip ---------------------------------------------------------------------------


def test_the_table_ranks_everyone_and_names_who_has_no_figure() -> None:
    table = rank_strip(strip(), CAPTION).table
    assert table.head == ("Kommune", "Tal", "Plads")
    assert table.rows == (
        ("Ee", "40,0\u00a0%", "1"),
        ("Vallensbæk", "30,0\u00a0%", "2"),
        ("Bb", "20,0\u00a0%", "3"),
        ("Cc", "20,0\u00a0%", "3"),
        ("Aa", "10,0\u00a0%", "5"),
        ("Ff", "intet tal", "–"),
    )
    assert table.marked == 1
    assert table.numeric == {1, 2}


def test_strict_ties_and_the_other_end() -> None:
    ranks = [row[2] for row in rank_strip(strip(strict_ties=True), CAPTION).table.rows]
    assert ranks == ["1", "2", "4", "4", "5", "–"]
    down = rank_strip(strip(better=Better.DOWN, strict_ties=True), CAPTION).table.rows
    assert [(row[0], row[2]) for row in down[:4]] == [
        ("Aa", "1"), ("Bb", "3"), ("Cc", "3"), ("Vallensbæk", "4"),
    ]  # fmt: skip


def test_nobody_is_ranked_where_no_end_is_best() -> None:
    drawing = rank_strip(strip(better=None), CAPTION)
    assert drawing.table.head == ("Kommune", "Tal")
    assert "nr." not in drawing.description
    assert "bedst" not in " ".join(texts(drawing))


def test_only_those_compared_are_ranked_and_the_others_are_fainter() -> None:
    drawing = rank_strip(strip(compared=frozenset({"147", "187"})), CAPTION)
    by_name = {row[0]: row[2] for row in drawing.table.rows}
    assert by_name["Vallensbæk"] == "1"
    assert by_name["Bb"] == "2"
    assert by_name["Ee"] == "sammenlignes ikke"
    assert places(drawing, "c-tick")[0].count("M") == 2
    assert places(drawing, "c-faint")[0].count("M") == 3


def test_each_municipality_is_a_stroke_and_equal_ones_stand_above_each_other() -> None:
    strokes = re.findall(r"M([\d.]+) ([\d.]+)v", places(rank_strip(strip(), CAPTION), "c-tick")[0])
    assert len(strokes) == 5
    columns = [x for x, _ in strokes]
    assert sorted(columns.count(x) for x in set(columns)) == [1, 1, 1, 2]
    tied = [float(y) for x, y in strokes if columns.count(x) == 2]
    assert tied[0] != tied[1]


def test_strokes_lie_as_far_apart_as_their_figures() -> None:
    strokes = re.findall(r"M([\d.]+) ", places(rank_strip(strip(), CAPTION), "c-tick")[0])
    low, middle, mine, high = sorted({float(x) for x in strokes})
    assert middle - low == pytest.approx(mine - middle, abs=0.2)
    assert high - low == pytest.approx(3 * (mine - middle), abs=0.3)


def test_the_description_says_it_all() -> None:
    said = rank_strip(
        strip(zone=Zone(low=D("25")), marks=(Mark(D("20"), "Midten"),), period="2019"), CAPTION
    ).description
    assert said == (
        "5 kommuner på én akse i 2019, fra 10,0\u00a0% til 40,0\u00a0%. "
        "Vallensbæk: 30,0\u00a0%, nr.\u00a02 af 5. Én kommune har intet tal. "
        "Ønsket: 25,0\u00a0% eller højere. Midten: 20,0\u00a0%."
    )


def test_ties_of_mine_are_said() -> None:
    assert "samme tal som én anden" in rank_strip(strip(mine="147"), CAPTION).description
    tied = {**FIVE, "153": D("20.0")}
    said = rank_strip(strip(mine="147", values=tied), CAPTION).description
    assert "nr.\u00a02 af 5, samme tal som 2 andre" in said


def test_mine_without_a_figure_is_told_and_drawn_nowhere() -> None:
    drawing = rank_strip(strip(mine="155"), CAPTION)
    assert "Ff har intet tal." in drawing.description
    assert "Ff har intet tal." in texts(drawing)
    assert places(drawing, "c-mine") == []


def test_the_zone_reaches_from_its_threshold_to_the_end() -> None:
    drawing = rank_strip(strip(zone=Zone(low=D("30"))), CAPTION)
    zone = re.search(r'class="c-zone" x="([\d.]+)"[^>]*width="([\d.]+)"', drawing.panes[-1].body)
    mine = re.match(r"M([\d.]+) ", places(drawing, "c-mine")[0])
    assert zone is not None
    assert mine is not None
    assert float(zone[1]) == pytest.approx(float(mine[1]), abs=0.2)
    assert float(zone[1]) + float(zone[2]) == pytest.approx(676, abs=0.2)


def test_in_english() -> None:
    drawing = rank_strip(strip(), Caption("x", language="en"))
    assert "Vallensbæk: 30.0%, no.\u00a02 of 5." in drawing.description
    assert drawing.table.head == ("Municipality", "Figure", "Place")


# --- The series --------------------------------------------------------------------------


def test_the_course_in_words_and_table() -> None:
    drawing = series(
        course(
            better=Better.UP,
            cut={year(2018): D("21"), year(2019): D("21.5")},
            cut_label="Nr. 24",
            lines=(Line("Landet", {year(2018): D("19")}),),
            deadline=year(2021),
            outlook=(Outlook(year(2021), D("20"), D("22"), D("23"), D("24"), D("26")),),
        ),
        CAPTION,
    )
    assert drawing.description == (
        "Vallensbæk fra 20,5\u00a0% i 2018 til 22,0\u00a0% i 2019. Ønsket: 21,5\u00a0% eller "
        "højere. Fristen er 2021. Udsigt til 2021: mellem 20,0\u00a0% og 26,0\u00a0% i 8 af 10 "
        "beregnede forløb."
    )
    assert drawing.table.head[:4] == ("Periode", "Vallensbæk", "Nr. 24", "Landet")
    assert drawing.table.rows[0][:4] == ("2018", "20,5\u00a0%", "21,0\u00a0%", "19,0\u00a0%")
    assert drawing.table.rows[2][0] == "2021"
    assert drawing.table.rows[2][4:] == tuple(f"{each},0\u00a0%" for each in (20, 22, 23, 24, 26))
    assert "Frist 2021" in texts(drawing)


@pytest.mark.parametrize(
    ("changes", "stretches"),
    [
        ({}, 1),
        ({"breaks": (Gap(year(2019), "ny opgørelse"),)}, 2),
        ({"breaks": (Gap(year(2016), ""),)}, 1),
    ],
)
def test_no_line_is_drawn_across_a_break(changes: dict[str, object], stretches: int) -> None:
    points = tuple(Point(year(each), D(each - 2000)) for each in range(2016, 2022))
    drawing = series(course(mine=points, **changes), CAPTION)
    assert len(places(drawing, "c-mine")) == stretches + 1  # and the one in the key


def test_a_period_without_a_figure_leaves_a_hole() -> None:
    points = tuple(
        Point(year(each), None if each == 2018 else D(each)) for each in range(2015, 2022)
    )
    drawing = series(course(mine=points), CAPTION)
    assert len(places(drawing, "c-mine")) == 2 + 1
    assert ("2018", "–") in drawing.table.rows


def test_a_break_is_told_with_its_note() -> None:
    drawing = series(course(breaks=(Gap(year(2019), "Ny opgørelse."),)), CAPTION)
    said = "Fra 2019 opgøres tallet på en ny måde: Ny opgørelse"
    assert drawing.description.endswith(f"{said}.")
    assert said in texts(drawing)
    assert drawing.table.rows[1][-1] == said


def test_budgets_and_provisional_figures_are_hollow_and_told() -> None:
    points = (
        Point(year(2017), D(1)),
        Point(year(2018), D(2), Kind.BUDGET),
        Point(year(2019), D(3), Kind.PROVISIONAL),
    )
    drawing = series(course(mine=points), CAPTION)
    assert drawing.panes[-1].body.count('"c-hollow"') == 2 + 2  # and two in the key
    assert drawing.table.head[-1] == "Slags tal"
    assert [row[-1] for row in drawing.table.rows] == ["", "Budgettal", "Foreløbigt tal"]
    assert {"Budgettal", "Foreløbigt tal"} <= set(texts(drawing))


def test_the_wished_side_of_the_cut_is_shaded() -> None:
    def shaded(better: Better, *, is_rank: bool = False) -> tuple[float, float]:
        drawing = series(course(better=better, cut={year(2018): D(21)}, is_rank=is_rank), CAPTION)
        (zone,) = places(drawing, "c-zone")
        heights = [float(y) for y in re.findall(r"[ML][\d.]+ ([\d.]+)", zone)]
        return heights[0], heights[-1]

    cut, edge = shaded(Better.UP)
    assert edge < cut, "up is towards the top"
    cut, edge = shaded(Better.DOWN)
    assert edge > cut
    cut, edge = shaded(Better.DOWN, is_rank=True)
    assert edge < cut, "the first place is at the top"


def test_places_are_written_as_places() -> None:
    points = (Point(year(2007), D(32)), Point(year(2019), D(19)))
    drawing = series(course(mine=points, unit="", is_rank=True, decimals=None), CAPTION)
    assert drawing.description == "Vallensbæk fra nr.\u00a032 i 2007 til nr.\u00a019 i 2019."
    assert "1" in texts(drawing)


@pytest.mark.parametrize(
    ("codes", "first", "written"),
    [
        (("2018/2019", "2019/2020"), "2018/19", "2018/19"),
        (("2025K1", "2025K3"), "1.\u00a0kvt. 2025", "1.\u00a0kvt. 2025"),
        (("2023M05", "2025M03"), "maj 2023", "2024"),
    ],
)
def test_other_periods_than_years(codes: tuple[str, ...], first: str, written: str) -> None:
    points = tuple(Point(period_of(code), D(number)) for number, code in enumerate(codes))
    drawing = series(course(mine=points), CAPTION)
    assert drawing.table.rows[0][0] == first
    assert written in texts(drawing)


# --- Maps --------------------------------------------------------------------------------


def test_each_municipality_has_its_own_square(municipalities: dict[str, str]) -> None:
    tiles = maps.tiles()
    assert set(tiles) == set(municipalities)
    assert maps.tile_names() == municipalities
    assert len(set(tiles.values())) == 98
    assert min(min(place) for place in tiles.values()) == 0


@pytest.fixture(scope="module")
def municipalities() -> dict[str, str]:
    """Code → name, from the room that knows them."""
    data = Path(__file__).resolve().parents[2] / "src/retning/apps/organisation/data"
    with (data / "municipalities.csv").open(encoding="utf-8") as file:
        lines = [line for line in file if not line.startswith("#")]
    return {row["code"]: row["name"] for row in csv.DictReader(lines)}


def test_neighbours_lie_near_each_other() -> None:
    tiles = maps.tiles()
    pairs = [("187", "183"), ("187", "153"), ("461", "440"), ("851", "840"), ("101", "147")]
    for one, other in pairs:
        apart = [abs(a - b) for a, b in zip(tiles[one], tiles[other], strict=True)]
        assert max(apart) <= 2, (one, other)
    assert tiles["851"][1] < tiles["751"][1] < tiles["510"][1], "Aalborg, Aarhus, Haderslev"
    assert tiles["561"][0] < tiles["461"][0] < tiles["101"][0], "Esbjerg, Odense, København"


def whole_map(count: int = 98) -> MapData:
    codes = sorted(maps.tiles())
    values = {code: D(number) for number, code in enumerate(codes[:count])}
    return MapData(values, maps.tile_names(), "187", "kr.", 0, Better.UP)


def test_fifths_are_shaded_alike() -> None:
    body = tile_map(whole_map(), CAPTION).panes[0].body
    counts = [len(re.findall(rf'class="c-q{shade}" [^>]*><title>', body)) for shade in range(5)]
    assert counts == [20, 20, 19, 20, 19]
    assert body.count("<title>") == 98


def test_who_has_no_figure_is_crossed_out() -> None:
    drawing = tile_map(whole_map(90), CAPTION)
    assert len(re.findall(r'class="c-none" [^>]*><title>', drawing.panes[0].body)) == 8
    assert "8 kommuner har intet tal." in drawing.description
    assert len(drawing.table.rows) == 98


def test_equal_figures_have_one_shade() -> None:
    same = MapData(dict.fromkeys(maps.tiles(), D(3)), maps.tile_names(), "187")
    body = tile_map(same, CAPTION).panes[0].body
    assert len(re.findall(r'class="c-q0" [^>]*><title>', body)) == 98


def test_outlines_give_way_to_squares(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(maps, "OUTLINES", tmp_path / "none.json")
    maps.outlines.cache_clear()
    try:
        assert outline_map(whole_map(), CAPTION).kind == "tiles"
        (tmp_path / "none.json").write_text('{"width": 3}')
        maps.outlines.cache_clear()
        assert outline_map(whole_map(), CAPTION).kind == "tiles"
    finally:
        maps.outlines.cache_clear()


def test_outlines_are_those_of_the_98() -> None:
    found = maps.outlines()
    if found is None:
        pytest.skip("outlines come with the npm packages: make setup")
    assert set(found.paths) == set(maps.tiles())
    assert sum(map(len, found.paths.values())) < 20_000, "a page must stay light"
    drawing = outline_map(whole_map(), CAPTION)
    assert drawing.kind == "outlines"
    assert drawing.panes[0].body.count("<title>") == 98


# --- Distribution and multiples ----------------------------------------------------------


def test_the_distribution_in_words_and_table() -> None:
    spread = {year(2018): Spread(D(1), D(2), D(3), D(4), D(5))}
    data = DistributionData("Vallensbæk", {year(2018): D("3.5")}, spread, "%", 1)
    drawing = distribution(data, CAPTION)
    assert drawing.table.rows == (
        ("2018", *(f"{each}\u00a0%" for each in ("3,5", "1,0", "2,0", "3,0", "4,0", "5,0"))),
    )
    assert drawing.description == (
        "Vallensbæk: 3,5\u00a0% i 2018. I 2018 er midten 3,0\u00a0%, og halvdelen ligger fra "
        "2,0\u00a0% til 4,0\u00a0%."
    )


def test_goals_have_status_by_word_shape_and_colour() -> None:
    goals = MultiplesData(
        (
            Small("Et mål", "1.1", Look.MET, "Opfyldt", strip=strip()),
            Small("Et til", "1.2", Look.UNKNOWN, "Kan ikke vurderes"),
            Small("Et tredje", "", Look.UNMET, "Ikke opfyldt", series=course()),
        )
    )
    drawing = small_multiples(goals, CAPTION)
    assert drawing.table.rows == (
        ("1.1 Et mål", "Opfyldt", "30,0\u00a0%, nr.\u00a02 af 5"),
        ("1.2 Et til", "Kan ikke vurderes", "–"),
        ("Et tredje", "Ikke opfyldt", "22,0\u00a0% (2019)"),
    )
    assert drawing.description == "3 mål: 1 opfyldt, 1 kan ikke vurderes, 1 ikke opfyldt."
    body = drawing.panes[0].body
    for look in ("met", "unknown", "unmet"):
        assert body.count(f'"c-disc c-{look}"') == 1
    assert len(set(places(drawing, "c-sign"))) == 3


# --- What stands alone -------------------------------------------------------------------


def test_a_picture_that_stands_alone_carries_colours_title_and_source() -> None:
    drawing = rank_strip(strip(), CAPTION)
    alone = standalone(drawing)
    assert "class=" not in alone
    assert "style" not in alone
    assert palette.LIGHT["primary"] in alone
    assert ">The finding</text>" in alone
    assert ">Kilde: tabel 1</text>" in alone
    assert "Eksempeltal" not in alone
    assert palette.DARK["surface"] in standalone(drawing, dark=True)


@pytest.mark.parametrize(("language", "word"), [("da", "Eksempeltal"), ("en", "Example figures")])
def test_generated_figures_are_stamped_everywhere(language: str, word: str) -> None:
    drawing = rank_strip(strip(), Caption("x", language=language, is_example=True))
    assert drawing.is_example
    assert f">{word}</text>" in drawing.svg
    assert f">{word}</text>" in standalone(drawing)
    assert f">{word}: x</title>" in standalone(drawing)


def test_texts_are_escaped() -> None:
    wild = '<script>&"'
    drawing = rank_strip(
        strip(names={**NAMES, "187": wild}, unit=wild, zone=Zone(D(1), None, wild)),
        Caption(wild, wild, name="n"),
    )
    for made in (drawing.svg, standalone(drawing)):
        assert "<script" not in made
        assert "&lt;script&gt;" in made


def test_a_band_and_lines_have_their_colour_alone() -> None:
    figures = {year(2018): D(1), year(2019): D(2)}
    data = course(
        band=Band("Midten", figures, {each: value + 1 for each, value in figures.items()}),
        lines=(Line("A", figures), Line("B", figures), Line("C", figures)),
        zone=Zone(D(1), D(2), "Målet"),
    )
    alone = standalone(series(data, CAPTION))
    assert alone.count(palette.LIGHT["band"]) >= 2
    assert len(set(re.findall(r'stroke-dasharray="([^"]+)"', alone))) >= 4
