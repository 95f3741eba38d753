"""Pictures over time, of many goals, and what stands alone."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from retning.core.charts import (
    Band,
    Better,
    Caption,
    DistributionData,
    Gap,
    Kind,
    Line,
    Look,
    MultiplesData,
    Outlook,
    Point,
    Small,
    Spread,
    Zone,
    distribution,
    palette,
    rank_strip,
    series,
    small_multiples,
    standalone,
)
from retning.core.periods import period_of
from tests.helpers.charts import CAPTION, NAMES, course, places, strip, texts, year

D = Decimal


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


def test_a_break_before_the_axis_begins_is_not_told() -> None:
    old = Gap(year(1990), "Gammel opgørelse.")
    drawing = series(course(breaks=(old, Gap(year(2019), "Ny opgørelse."))), CAPTION)
    assert series(course(breaks=(Gap(year(2019), "Ny opgørelse."),)), CAPTION) == drawing
    assert "Gammel opgørelse" not in drawing.description + drawing.svg
    assert "Ny opgørelse" in drawing.description
