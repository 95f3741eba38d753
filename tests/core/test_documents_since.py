"""A document that comes again: what is the same, what has another wording, what is new and gone."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retning.core.documents.since import Answer, Comparison, Said, Since, compared, rising
from tests.helpers.effort import grows_evenly

GOALS = [
    "Tilfredsheden med rengøring i hjemmet skal stige",
    "Der skal være flere lærepladser hos kommunens virksomheder",
    "Alle børn lærer at svømme, inden de er ti år",
    "Vi planter skov på den gamle losseplads",
    "Hvordan får vi flere til at cykle på arbejde?",
]


def said(*texts: str) -> list[Said]:
    return [Said(text) for text in texts]


def told(old: list[Said], new: list[Said]) -> tuple[str, tuple[int, ...]]:
    """Each answer as `=2`, `~2` or `+`, and what is gone."""
    marks = {Since.SAME: "=", Since.CHANGED: "~", Since.NEW: "+"}
    found = compared(old, new)
    answers = [f"{marks[one.since]}{'' if one.old is None else one.old}" for one in found.answers]
    return " ".join(answers), found.gone


def test_the_same_document() -> None:
    assert told(said(*GOALS), said(*GOALS)) == ("=0 =1 =2 =3 =4", ())


def test_nothing_before_and_nothing_now() -> None:
    assert compared([], []) == Comparison((), ())
    assert told([], said("Ny")) == ("+", ())
    assert told(said("Gammel"), []) == ("", (0,))


def test_case_blanks_and_line_ends_do_not_count() -> None:
    assert told(said("Vi planter\nskov"), said("VI  planter skov")) == ("=0", ())


def test_a_new_figure_is_a_change() -> None:
    new = GOALS.copy()
    new[1] = "Der skal være 20 flere lærepladser hos kommunens virksomheder"
    assert told(said(*GOALS), said(*new)) == ("=0 ~1 =2 =3 =4", ())


def test_another_matter_at_the_same_place_is_new() -> None:
    new = [*GOALS[:2], "Biblioteket holder åbent om søndagen", *GOALS[3:]]
    assert told(said(*GOALS), said(*new)) == ("=0 =1 + =3 =4", (2,))


def test_one_taken_out_and_one_put_in() -> None:
    new = [GOALS[0], *GOALS[2:], "Biblioteket holder åbent om søndagen"]
    assert told(said(*GOALS), said(*new)) == ("=0 =2 =3 =4 +", (1,))


def test_what_was_moved_is_the_same() -> None:
    assert told(said(*GOALS), said(*GOALS[3:], *GOALS[:3])) == ("=3 =4 =0 =1 =2", ())


def test_what_was_moved_and_reworded_is_found() -> None:
    new = ["Vi planter mere skov på den gamle losseplads", *GOALS[:3], GOALS[4]]
    assert told(said(*GOALS), said(*new)) == ("~3 =0 =1 =2 =4", ())


def test_another_explanation_is_a_change() -> None:
    old = [Said("Mål", "Fordi det haster."), Said("Andet mål")]
    new = [Said("Mål", "Helt andre ord om noget andet end før."), Said("Andet mål")]
    assert told(old, new) == ("~0 =1", ())


def test_what_stands_several_times_answers_in_order() -> None:
    old = said("Mål", GOALS[0], "Mål", GOALS[1], "Mål")
    assert told(old, said("Mål", GOALS[0], "Mål", GOALS[1], "Mål"))[0] == "=0 =1 =2 =3 =4"
    assert told(old, said(GOALS[0], "Mål", GOALS[1], "Mål")) == ("=1 =2 =3 =4", (0,))


def test_the_most_alike_of_two() -> None:
    old = said("Flere unge tager en uddannelse", "Flere unge tager en uddannelse i byen")
    new = said("Mange flere unge tager en uddannelse i byen")
    assert told(old, new) == ("~1", (0,))


texts = st.lists(st.sampled_from([*GOALS, "Mål", "mål ", "Vi planter skov", ""]), max_size=12)


@given(texts, texts)
def test_each_old_one_answers_once_and_none_is_forgotten(old: list[str], new: list[str]) -> None:
    found = compared(said(*old), said(*new))
    answered = [one.old for one in found.answers if one.old is not None]
    assert sorted([*answered, *found.gone]) == list(range(len(old)))
    assert len(found.answers) == len(new)
    assert all((one.old is None) == (one.since is Since.NEW) for one in found.answers)


@given(texts)
def test_a_document_beside_itself_is_the_same(passages: list[str]) -> None:
    expected = tuple(Answer(Since.SAME, place) for place in range(len(passages)))
    assert compared(said(*passages), said(*passages)) == Comparison(expected, ())


@given(st.lists(st.integers(0, 9), max_size=8))
def test_the_longest_rising_series(numbers: list[int]) -> None:
    best = [numbers[place] for place in rising(numbers)]
    assert best == sorted(set(best))
    longest = 0
    for chosen in range(2 ** len(numbers)):
        series = [number for place, number in enumerate(numbers) if chosen >> place & 1]
        if series == sorted(set(series)):
            longest = max(longest, len(series))
    assert len(best) == longest


@pytest.mark.parametrize("every", [1, 3, 50])
def test_five_thousand_passages_in_a_moment(every: int) -> None:
    def both(count: int) -> tuple[Any, Any]:
        old = [
            f"{GOALS[n % 5]} nummer {n} i kvarter {n % 97}, og det skal ske snart"
            for n in range(count)
        ]
        new = [f"{text} nu" if n % every == 0 else text for n, text in enumerate(old)]
        return said(*old), said(*new)

    found = compared(*both(5000))
    assert [one.old for one in found.answers].count(None) == 0
    grows_evenly(both, lambda pair: compared(*pair), size=5000)
