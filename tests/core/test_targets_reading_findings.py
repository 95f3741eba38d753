"""What a reader of the reader found: owners, years before figures, moving verbs, tenses, others."""

from decimal import Decimal

import pytest

from retning.core.targets import read
from retning.core.targets.kinds import (
    Among,
    Best,
    Change,
    Comparator,
    Compare,
    Deadline,
    Direction,
    Judged,
    Level,
    Measure,
    Milestone,
    Rank,
    Scope,
    SurveyLevel,
    Target,
    To,
)
from retning.core.targets.readings import Context, Doubt, NoTarget


def _steps(text: str) -> list[tuple[int, str]]:
    """(year, figure) of every target in the text."""
    found = []
    for each in read(text).targets:
        assert isinstance(each.target, Level | SurveyLevel)
        assert isinstance(each.target.by, Deadline)
        found.append((each.target.by.year, str(each.target.value)))
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "I 2027 skal 40 pct. af bilerne køre på el, i 2030 60 pct. og i 2035 75 pct.",
            [(2027, "40"), (2030, "60"), (2035, "75")],
        ),
        ("I 2026: 70 %, i 2028: 80 % af eleverne trives.", [(2026, "70"), (2028, "80")]),
        (
            "I 2026 skal fraværet være højst 6 %, i 2028 5 % og i 2030 4 %.",
            [(2026, "6"), (2028, "5"), (2030, "4")],
        ),
        (
            "Mindst 55 % i 2025 og 82 % i 2030 af husene varmes op uden olie.",
            [(2025, "55"), (2030, "82")],
        ),
    ],
)
def test_every_year_gets_its_own_figure(text: str, expected: list[tuple[int, str]]) -> None:
    assert _steps(text) == expected


def test_what_the_steps_are_about_may_stand_behind_the_last() -> None:
    found = read("I 2026: 70 %, i 2028: 80 % af eleverne trives.").targets
    assert [each.indicator for each in found] == ["trives", "trives"]
    assert all(isinstance(each.target, SurveyLevel) for each in found)


@pytest.mark.parametrize(
    "text",
    [
        "Regeringens mål er, at 90 % af de unge gennemfører en uddannelse.",
        "EU's mål er, at 55 % af affaldet genanvendes i 2025.",
        "KL's mål er, at 75 % af eleverne trives.",
    ],
)
def test_others_goals_are_not_ours(text: str) -> None:
    assert read(text).reason is NoTarget.NATIONAL


def test_the_councils_goal_is_ours() -> None:
    found = read("Det er byrådets mål, at 90 % af de unge gennemfører en uddannelse.").targets
    assert [each.target for each in found] == [Level(Comparator.AT_LEAST, Decimal(90), "%")]


def _only(text: str, *, listed: bool = False) -> Target:
    found = read(text, Context(listed=listed)).targets
    assert len(found) == 1, found
    return found[0].target


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Befolkningstallet skal vokse til 25.000 i 2035.",
            Level(Comparator.AT_LEAST, Decimal(25_000), by=Deadline(2035)),
        ),
        (
            "Oplaget skal falde til 400 inden 2027.",
            Level(Comparator.AT_MOST, Decimal(400), by=Deadline(2027)),
        ),
        (
            "Elevtallet skal stige til 2030.",  # a year alone is no figure
            Change(Direction.UP, by=Deadline(2030)),
        ),
    ],
)
def test_a_moving_verb_says_where_to(text: str, expected: Target) -> None:
    assert _only(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Udvalget vil nedsætte ventetiden til 20 dage.", Comparator.AT_MOST),
        ("Behandlingstiden skal forkortes til 14 dage.", Comparator.AT_MOST),
        ("Klassekvotienten skal hæves til 24 elever.", Comparator.AT_LEAST),
    ],
)
def test_every_moving_verb_tells_how_the_figure_stands(text: str, expected: Comparator) -> None:
    target = _only(text)
    assert isinstance(target, Level)
    assert target.comparator is expected


_COUNTRY = Among(Scope.COUNTRY)


@pytest.mark.parametrize(
    ("text", "expected", "indicator"),
    [
        (
            "Sygefraværet skal nedbringes til samme niveau som landsgennemsnittet.",
            Compare(Comparator.AT_MOST, To.AVERAGE, _COUNTRY),
            "Sygefraværet",
        ),
        (
            "Karaktererne skal stige til landsgennemsnittet i 2027.",
            Compare(Comparator.AT_LEAST, To.AVERAGE, _COUNTRY, by=Deadline(2027)),
            "Karaktererne",
        ),
        (
            "Vi vil nedbringe ventetiden til niveauet for hele landet.",
            Compare(Comparator.AT_MOST, To.OTHERS, _COUNTRY),
            "ventetiden",
        ),
    ],
)
def test_a_movement_to_others_standing_is_a_comparison(
    text: str, expected: Target, indicator: str
) -> None:
    found = read(text).targets
    assert [(each.target, each.indicator) for each in found] == [(expected, indicator)]


def test_the_way_to_others_is_no_comparison() -> None:
    found = read("Vejen til landsgennemsnittet er lang.").targets
    assert not any(isinstance(each.target, Compare) for each in found)


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("Energiforbruget reduceres 3 % om året.", Direction.DOWN),
        ("Udgifterne skal sænkes 3 procent hvert år.", Direction.DOWN),
        ("Biblioteksbesøgene øges 3 % årligt.", Direction.UP),
    ],
)
def test_a_share_right_behind_a_moving_verb_is_its_size(text: str, way: Direction) -> None:
    expected = Change(way, Decimal(3), "%", Measure.RELATIVE, is_yearly=True)
    assert _only(text) == expected


def test_a_share_behind_til_is_where_to() -> None:
    target = _only("Energiforbruget skal reduceres til 3 %.")
    assert target == Level(Comparator.AT_MOST, Decimal(3), "%")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Vi vil være den mest erhvervsvenlige kommune i Region Nordjylland.",
            Rank(1, Best.HIGHEST, Among(Scope.REGION, "Region Nordjylland")),
        ),
        (
            "Kommunen er den mest cykelvenlige kommune i landet i 2030.",
            Rank(1, Best.HIGHEST, _COUNTRY, by=Deadline(2030)),
        ),
        ("Vi vil have den mest spændende skole i byen.", Judged()),
    ],
)
def test_the_most_municipality_of_many_is_the_first(text: str, expected: Target) -> None:
    assert _only(text) == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Vi har nedbragt ventetiden fra 40 til 20 dage.", NoTarget.STATUS),
        ("Vi har øget andelen af økologi til 60 %.", NoTarget.STATUS),
        ("Ventetiden er nedbragt til 20 dage.", NoTarget.STATUS),
        ("Sygefraværet ligger på 5,3 procent.", NoTarget.STATUS),
        ("Vi har 12 biblioteker.", NoTarget.STATUS),
        ("Der bor 3.400 ældre.", NoTarget.STATUS),
        ("Antallet af ældre over 80 år stiger med 40 %.", NoTarget.FORECAST),
    ],
)
def test_what_has_been_reached_or_comes_of_itself_is_no_goal(text: str, reason: NoTarget) -> None:
    reading = read(text)
    assert (reading.targets, reading.reason) == ((), reason)


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("Ventetiden er nedbragt til 20 dage.", True),  # a line of a list of goals
        ("Ventetiden er nedbragt til 20 dage i 2027.", False),
        ("Ventetiden skal være nedbragt til 20 dage.", False),
        ("Sygefraværet skal ligge på 5,3 procent.", False),
        ("Antallet af unge i job stiger med 40 %.", False),
    ],
)
def test_the_same_words_with_a_deadline_a_modal_or_in_a_list_are(text: str, listed: bool) -> None:
    assert len(read(text, Context(listed=listed)).targets) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Antal lærepladser øges med 3-4.000.",
            Change(Direction.UP, Decimal(3000), "lærepladser", Measure.ABSOLUTE),
        ),
        (
            "Måltal 2028: højst 4 %.",
            Level(Comparator.AT_MOST, Decimal(4), "%", by=Deadline(2028)),
        ),
        (
            "Mål 1: 75 % af eleverne består.",  # a number of a goal is no year
            Level(Comparator.AT_LEAST, Decimal(75), "%"),
        ),
        ("Højst 15 minutters ventetid.", Level(Comparator.AT_MOST, Decimal(15), "minutter")),
        ("Senest d. 1/9-2026 er den nye hal taget i brug.", Milestone(Deadline(2026, 9, 1))),
    ],
)
def test_ranges_years_units_and_days_as_people_write_them(text: str, expected: Target) -> None:
    assert _only(text) == expected


def test_a_noun_in_es_is_no_verb() -> None:
    found = read("Færre borgere med diabetes.").targets
    assert [(each.target, each.indicator) for each in found] == [
        (Change(Direction.DOWN), "borgere med diabetes")
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Kommunen tilbyder gratis rådgivning.", NoTarget.MEANS),
        ("Kommuneplanen revideres hvert fjerde år.", NoTarget.PROCESS),
        ("En god nabo er guld værd.", NoTarget.OTHER),
    ],
)
def test_offers_routines_and_sayings_are_no_goals(text: str, reason: NoTarget) -> None:
    reading = read(text)
    assert (reading.targets, reading.reason) == ((), reason)


def test_a_saying_with_a_modal_is_judged() -> None:
    assert _only("En god nabo skal være guld værd.") == Judged()


@pytest.mark.parametrize(
    ("text", "is_sure"),
    [
        ("Børnene har det godt", True),
        ("Alle har mulighed for at bidrage", False),
        ("Vores dør er åben 24 timer i døgnet", False),
    ],
)
def test_what_was_left_uncounted_in_a_list_is_told_unsurely(text: str, is_sure: bool) -> None:
    found = read(text, Context(listed=True)).targets
    assert (found[0].confidence > 0.6) is is_sure


def test_figures_and_years_that_find_no_partner_are_told_unsurely() -> None:
    found = read("I 2026 bygger vi 40 boliger og 3 skoler, i 2028 80 boliger.").targets
    assert all(each.confidence < 0.6 for each in found)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Skalaen går fra 1 til 7, og 7 er bedst.", NoTarget.METHOD),
        ("Puljen svarer til 0,4 pct. af budgettet.", NoTarget.BUDGET),
        ("Bålpladsen er lukket fra den 1. marts til den 31. maj.", NoTarget.RULE),
        ("Færre regler, mere frihed", NoTarget.HEADING),
        ("Strategi for grøn omstilling 2026-2030", NoTarget.HEADING),
        ("Kommunen indfører et nyt system til booking af lokaler.", NoTarget.MEANS),
        ("Der oprettes et ungeråd med egne penge.", NoTarget.MEANS),
    ],
)
def test_what_only_looks_like_a_goal(text: str, reason: NoTarget) -> None:
    assert read(text).reason is reason


@pytest.mark.parametrize("text", ["Færre ulykker og færre dræbte i trafikken", "Flere unge i job"])
def test_what_is_wished_in_few_words_is_a_goal(text: str) -> None:
    assert read(text).targets


@pytest.mark.parametrize(
    "text",
    [
        "I 2029 oplever mindst 85 procent af borgerne, at de får svar til tiden",
        "I 2029 synes over 75 % af pendlerne, at stationen er tryg",
    ],
)
def test_what_people_are_asked_may_stand_before_how_many(text: str) -> None:
    [found] = read(text).targets
    assert isinstance(found.target, SurveyLevel)


def test_a_deed_that_is_also_a_level_offers_both() -> None:
    [found] = read("Alle kommunens biler kører på grøn strøm senest i 2028").targets
    assert (found.doubt, found.alternatives) == (
        Doubt.DONE_OR_LEVEL,
        (Milestone(Deadline(2028)),),
    )
