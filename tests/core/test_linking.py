"""A goal's phrase to the indicators it may speak of, with reasons, or none."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.linking import CORPUS, catalogue, measured, of_goals
from retning.core.targets.kinds import Kind
from retning.core.targets.linking import (
    ENOUGH,
    Ground,
    GroundKind,
    Linkable,
    likeliest,
)
from tests.core.linking_phrases import BLIND, NOTHING, SEEN

LEDIGHED = Linkable("unemployment", "Ledighed", ("arbejdsløshed",), "Fuldtidsledige.", "%")
UNGE = Linkable("youth", "Ungeledighed, 16-24 år", (), "Ledige på 16-24 år.", "%")
ANTAL = Linkable("people", "Ledige, antal", (), "Fuldtidsledige.", "personer")
SKAT = Linkable("tax", "Selskabsskat pr. indbygger", (), "Skat af selskaber.", "kr.")
TILFREDS = Linkable("home", "Tilfredshed med hjemmehjælp", (), "", "%", True, False)
TID = Linkable("home-time", "Hjemmehjælp, timer", (), "", "timer")
ALL = (LEDIGHED, UNGE, ANTAL, SKAT, TILFREDS, TID)


def codes(phrase: str, **more: object) -> list[str]:
    return [each.code for each in likeliest(phrase, ALL, **more)]  # type: ignore[arg-type]


def test_the_same_word_comes_first_and_says_so() -> None:
    first = likeliest("Ledigheden", ALL)[0]
    assert first.code == "unemployment"
    assert first.reasons == (Ground(GroundKind.WORDS, ("Ledigheden",)),)
    assert first.score > 0.8


def test_a_compound_is_of_the_family_of_its_head() -> None:
    found = likeliest("ungdomsledighed", (LEDIGHED, SKAT))
    assert [each.code for each in found] == ["unemployment"]
    assert found[0].reasons[0] == Ground(GroundKind.KIN, ("ungdomsledighed",))
    assert found[0].score < likeliest("ledighed", (LEDIGHED, SKAT))[0].score


def test_another_word_for_it_is_as_good_as_its_name() -> None:
    assert codes("arbejdsløsheden")[0] == "unemployment"


def test_words_of_no_indicator_find_nothing() -> None:
    assert likeliest("tropiske fisk", ALL) == ()
    assert likeliest("", ALL) == ()
    assert likeliest("andelen af borgere i kommunen", ALL) == ()
    assert likeliest("ledighed", ()) == ()


def test_the_unit_settles_between_share_and_number() -> None:
    twins = (
        Linkable("share", "Ledige borgere", unit="%"),
        Linkable("number", "Ledige personer", unit="personer"),
    )
    by_share = likeliest("ledige", twins, unit="procent")
    by_number = likeliest("ledige", twins, unit="personer")
    assert by_share[0].code == "share"
    assert Ground(GroundKind.UNIT) in by_share[0].reasons
    assert Ground(GroundKind.OTHER_UNIT) in by_share[1].reasons
    assert by_number[0].code == "number"


@pytest.mark.parametrize(("written", "unit"), [("mio. kr.", "kr."), ("pct.", "%"), ("dage", "dag")])
def test_a_unit_is_the_same_however_it_is_written(written: str, unit: str) -> None:
    found = likeliest("selskabsskat", (Linkable("tax", "Selskabsskat", unit=unit),), unit=written)
    assert Ground(GroundKind.UNIT) in found[0].reasons


def test_where_people_are_asked_a_survey_goes_first() -> None:
    plain = {each.code: each.score for each in likeliest("hjemmehjælp", ALL)}
    asked = likeliest("hjemmehjælp", ALL, kind=Kind.SURVEY_LEVEL)
    assert asked[0].code == "home"
    assert asked[0].score > plain["home"]
    assert Ground(GroundKind.ASKED) in asked[0].reasons


def test_among_all_municipalities_national_figures_go_first() -> None:
    own = Linkable("own", "Hjemmehjælp", is_national=False)
    national = Linkable("z-national", "Hjemmehjælp")
    assert likeliest("hjemmehjælp", (own, national))[0].code == "own"
    assert likeliest("hjemmehjælp", (own, national), kind=Kind.RANK)[0].code == "z-national"


def test_no_more_than_asked_for_and_the_order_never_varies() -> None:
    assert len(likeliest("ledighed", ALL, limit=2)) == 2
    assert len(likeliest("ledighed", ALL)) == 3
    assert likeliest("ledighed", ALL) == likeliest("ledighed", tuple(reversed(ALL)))
    assert all(each.score >= ENOUGH for each in likeliest("ledighed", ALL, limit=9))


def test_a_whole_book_as_phrase_is_read_in_part() -> None:
    assert likeliest("x " * 1_000 + "ledighed", ALL) == ()
    assert codes("ledighed " + "x " * 100_000) == codes("ledighed " + "x " * 296)


@pytest.mark.parametrize(("pairs", "first", "among"), [(BLIND, 0.9, 0.95), (SEEN, 0.95, 0.97)])
def test_phrases_find_their_indicators(
    pairs: tuple[tuple[str, tuple[str, ...]], ...], first: float, among: float
) -> None:
    share, share_of_three, wrong = measured(pairs, catalogue())
    assert share >= first, wrong
    assert share_of_three >= among, wrong


def test_the_lists_are_long_enough_and_name_indicators_that_there_are() -> None:
    assert len(BLIND) + len(SEEN) >= 60
    assert len(BLIND) >= 30
    known = {each.code for each in catalogue()} | {NOTHING}
    assert {code for _, right in (*BLIND, *SEEN) for code in right} <= known
    assert not {phrase for phrase, _ in BLIND} & {phrase for phrase, _ in SEEN}


def test_the_goals_of_the_real_sub_vision_find_theirs() -> None:
    if not CORPUS.exists():
        pytest.skip("../shared/corpus is not here")
    first, among, wrong = of_goals(catalogue())
    assert first >= 16, wrong
    assert among == 18, wrong


def test_it_is_light() -> None:
    """Web workers link phrases: nothing heavy may come along."""
    heavy = "{'numpy', 'simplemma', 'wordfreq', 'httpx', 'django'}"
    code = f"import sys, retning.core.targets.linking; print({heavy} & set(sys.modules))"
    source = str(Path(__file__).resolve().parents[2] / "src")
    done = subprocess.run(
        [sys.executable, "-c", code], env={"PYTHONPATH": source},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == "set()"
