"""Which old text a new one goes on from: the score, the pairs, and how sure they are."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retning.core.similarity import Certainty, Match, Text, matches, matching, ranked, score
from retning.core.similarity.score import Reading, alike

WORDS = st.sampled_from(
    """flere unge skal have en uddannelse af borgerne kommunen natur vand skov cykel 95 2030 på
    Ældre hjemmehjælp Ældrepleje klima, energi. klimaet ENERGI""".split()  # noqa: SIM905
)
TEXTS = st.one_of(st.lists(WORDS, max_size=12).map(" ".join), st.text(max_size=40))


@given(TEXTS, TEXTS)
def test_the_score_is_symmetric_and_between_0_and_1(one: str, other: str) -> None:
    value = score(one, other)
    assert value == score(other, one)
    assert 0.0 <= value <= 1.0


@given(TEXTS)
def test_the_same_text_scores_1(text: str) -> None:
    assert score(text, text) == 1.0


@given(st.lists(TEXTS, max_size=8), st.lists(TEXTS, max_size=8), st.randoms())
def test_the_order_of_the_texts_does_not_matter(
    olds: list[str], news: list[str], chance: random.Random
) -> None:
    old = [Text(number, text) for number, text in enumerate(olds)]
    new = [Text(100 + number, text) for number, text in enumerate(news)]
    found = matches(old, new)
    assert len({match.old for match in found}) == len({match.new for match in found}) == len(found)
    chance.shuffle(old)
    chance.shuffle(new)
    assert matches(old, new) == found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Flere unge tager en uddannelse", "flere unge  tager en uddannelse."),
        ("Ældre på Ærø får støtte", "AELDRE PAA AEROE FAAR STOETTE"),
        ("Rent badevand – hele året!", "Rent badevand, hele året"),
    ],
)
def test_case_blanks_points_and_spelling_of_letters_do_not_count(one: str, other: str) -> None:
    assert score(one, other) == 1.0


def test_words_in_another_order_are_not_the_same_wording() -> None:
    assert score("klima og energi", "energi og klima") == 0.99


@pytest.mark.parametrize(
    ("one", "other", "least"),
    [
        ("Flere unge tager en uddannelse", "Alle unge tager en uddannelse", 0.8),
        ("Flere unge skal gennemføre en ungdomsuddannelse",
         "Mindst 95 % af de unge gennemfører en ungdomsuddannelse", 0.7),
        ("Borgerne skal have svar inden for 10 dage.",
         "Borgere får svar inden for ti dage", 0.6),
        ("Der skal plantes 100 træer om året", "Vi planter 200 træer hvert år", 0.5),
        ("Kommunen skal have et varieret udbud af boliger",
         "Boligudbuddet i kommunen skal være varieret", 0.5),
    ],
)  # fmt: skip
def test_a_goal_in_other_words_is_worth_asking_about(one: str, other: str, least: float) -> None:
    assert least <= score(one, other) < 1.0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Vi vil have rent badevand", "Flere skal tage bussen"),
        ("Kommunen skal være til for borgerne", "Borgerne i kommunen skal have mere at vælge i"),
        ("Affald skal sorteres i ti fraktioner", "Mindst 60 % af vores energi er grøn"),
        ("", "Flere unge tager en uddannelse"),
    ],
)
def test_another_matter_is_not(one: str, other: str) -> None:
    assert score(one, other) < 0.5


def test_the_same_wording_wins_over_one_that_is_like_it() -> None:
    old = [Text("a", "Flere unge tager en uddannelse"), Text("b", "Alle unge tager en uddannelse")]
    new = [Text("y", "Alle unge tager en uddannelse"), Text("x", "Rent badevand")]
    assert matches(old, new) == [Match("b", "y", 1.0, Certainty.SAME)]


def test_what_nothing_else_comes_near_is_certain_and_two_that_rival_are_not() -> None:
    old = [Text("a", "Alle unge tager en uddannelse")]
    only = matches(old, [Text("x", "Flere unge tager en uddannelse")])
    assert [(each.new, each.certainty) for each in only] == [("x", Certainty.CERTAIN)]
    rivals = [
        Text("x", "Flere unge tager en uddannelse"),
        Text("y", "Mange unge tager en uddannelse"),
    ]
    found = matches(old, rivals)
    assert [(each.old, each.certainty) for each in found] == [("a", Certainty.LIKELY)]


def test_equals_are_told_apart_by_their_keys() -> None:
    same = "Rent badevand"
    found = matches([Text(2, same), Text(1, same)], [Text(4, same), Text(3, same)])
    assert [(match.old, match.new) for match in found] == [(1, 3), (2, 4)]


def test_the_most_alike_comes_first() -> None:
    among = [
        Text("c", "Rent badevand"),
        Text("b", "Flere ældre får hjælp"),
        Text("a", "Flere unge tager en uddannelse"),
    ]
    found = ranked("Alle unge tager en uddannelse", among)
    assert found[0][0].key == "a"
    assert [value for _text, value in found] == sorted(
        (value for _text, value in found), reverse=True
    )
    assert len(found) == 3


def test_the_work_grows_as_the_texts_do(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(1)
    words = [f"{start}{end}" for start in ("skole", "klima", "natur", "job") for end in "abcdefgh"]
    texts = [
        Text(number, " ".join(chance.choices(words, k=12)) + f" nr{number}")
        for number in range(200)
    ]
    compared = []

    def counted(one: Reading, other: Reading) -> float:
        compared.append(1)
        return alike(one, other)

    monkeypatch.setattr(matching, "alike", counted)
    found = matches(texts, texts)
    assert [(each.old, each.certainty) for each in found if each.old == each.new] == [
        (each.old, Certainty.SAME) for each in found
    ]
    assert len(found) == 200
    assert len(compared) <= 200 * (matching.COMPARED + 1)


def test_more_equals_than_are_compared_find_each_other() -> None:
    many = [Text(number, "Rent badevand i havnen") for number in range(3 * matching.COMPARED)]
    assert len(matches(many, many)) == len(many)
