"""Strips and maps: places, words and tables; what is said of ties and of who has no figure."""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from pathlib import Path

import pytest

from retning.core.charts import (
    Better,
    Caption,
    MapData,
    Mark,
    Zone,
    maps,
    outline_map,
    rank_strip,
    tile_map,
)
from tests.helpers.charts import CAPTION, FIVE, places, strip, texts

D = Decimal


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


def test_a_map_has_its_municipalities_by_name_and_a_strip_by_rank() -> None:
    names = [row[0] for row in tile_map(whole_map(90), CAPTION).table.rows]
    assert names[:90] == sorted(names[:90])
    assert names[90:] == sorted(names[90:])
    table = tile_map(whole_map(), CAPTION).table
    assert table.marked is not None
    assert table.rows[table.marked][0] == "Vallensbæk"
    assert rank_strip(strip(), CAPTION).table.rows[0][2] == "1"
