"""The index itself: how places are packed, questions read, texts cut, and tenants kept apart."""

from __future__ import annotations

from uuid import UUID

import pytest

from retning.foundation.search.excerpts import excerpt, segments
from retning.foundation.search.models import Entry, Occurrences, Source, Word
from retning.foundation.search.places import (
    ENTRY,
    FIELD,
    MOST_WORDS,
    WEIGHTS,
    is_in_text,
    line_of,
    number_of,
    pack,
    place,
    unpack,
)
from retning.foundation.search.queries import Found, find
from retning.foundation.search.questions import MOST_TERMS, question_of
from retning.foundation.search.services import (
    Text,
    forget_unused_words,
    is_up_to_date,
    names_in,
    put,
    take_out,
)


def text(number: int, title: str, body: str = "", kind: str = "goal") -> Text:
    return Text(kind=kind, key=UUID(int=number), title=title, text=body, data={"number": number})


def keys(found: Found) -> list[int]:
    return [hit.key.int for hit in found.hits]


# --- Places ------------------------------------------------------------------------------


@pytest.mark.parametrize("entry", [1, 77, (1 << 40) - 1])
@pytest.mark.parametrize("in_text", [False, True])
@pytest.mark.parametrize("number", [0, 1, MOST_WORDS, MOST_WORDS + 5])
def test_a_place_keeps_what_it_is_made_of(entry: int, in_text: bool, number: int) -> None:
    packed = place(entry=entry, in_text=in_text, title_words=7, number=number)
    assert packed < 1 << 64
    assert (packed >> ENTRY, is_in_text(packed)) == (entry, in_text)
    assert number_of(packed) == min(number, MOST_WORDS)
    assert list(unpack(pack([packed, 3]))) == [packed, 3]


def test_places_are_the_same_bytes_everywhere() -> None:
    assert pack([1, 256]).hex() == "01000000000000000001000000000000"


def test_a_short_title_weighs_most_and_the_text_least() -> None:
    def weight(*, in_text: bool, title_words: int) -> float:
        packed = place(entry=1, in_text=in_text, title_words=title_words, number=0)
        return WEIGHTS[packed >> FIELD & 0xFF]

    weights = [weight(in_text=False, title_words=words) for words in (1, 2, 10, 500)]
    assert weights == sorted(weights, reverse=True)
    assert weights[0] == 1.5
    assert weight(in_text=True, title_words=1) == 0.4 < weights[-1]


def test_the_title_and_the_text_are_two_lines() -> None:
    title = place(entry=5, in_text=False, title_words=3, number=0)
    assert line_of(title) == line_of(place(entry=5, in_text=False, title_words=3, number=2))
    assert line_of(title) != line_of(place(entry=5, in_text=True, title_words=3, number=0))


# --- Questions ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "terms", "phrases"),
    [
        ("Børn og UNGE", ["børn", "unge"], []),
        ('klima "børn og unge" skole', ["klima", "skole"], [["børn", "og", "unge"]]),
        ("„tæt på” ”byen”", [], [["tæt", "på"], ["byen"]]),
        ('klima "børn', ["klima", "børn"], []),
        ("klima klima", ["klima"], []),
        ("og i", [], []),
        ('""', [], []),
        (" ".join(f"ord{n}" for n in range(30)), [f"ord{n}" for n in range(MOST_TERMS)], []),
    ],
)
def test_what_is_asked_for(typed: str, terms: list[str], phrases: list[list[str]]) -> None:
    question = question_of(typed)
    assert [term.word for term in question.terms] == terms
    assert [[term.word for term in phrase] for phrase in question.phrases] == phrases


@pytest.mark.parametrize(
    ("typed", "begun"),
    [("klima bib", "bib"), ("klima bib ", ""), ("klima bib.", ""), ('klima "bib"', "")],
)
def test_only_the_last_word_may_be_unfinished(typed: str, begun: str) -> None:
    terms = question_of(typed).terms
    assert "".join(term.word for term in terms if term.spelled[0].is_begun) == begun


# --- Excerpts ----------------------------------------------------------------------------


def shown(text: str, numbers: set[int], length: int) -> str:
    return "".join(
        f"[{part.text}]" if part.is_hit else part.text
        for part in excerpt(text, numbers, length=length)
    )


@pytest.mark.parametrize(
    ("numbers", "length", "expected"),
    [
        (set(), 100, "en to tre fire fem seks syv otte"),
        ({1, 3}, 100, "en [to] tre [fire] fem seks syv otte"),
        (set(), 12, "en to tre…"),
        ({7}, 12, "…syv [otte]"),
    ],
)
def test_a_text_is_cut_at_words_around_what_was_found(
    numbers: set[int], length: int, expected: str
) -> None:
    assert shown("en to tre fire fem seks syv otte", numbers, length) == expected


def test_marks_are_by_word_not_by_letters() -> None:
    assert [part.text for part in segments("Mål og mål", {2}) if part.is_hit] == ["mål"]


# --- Tenants and sources -----------------------------------------------------------------


@pytest.mark.django_db
def test_tenants_are_kept_apart() -> None:
    put(tenant="901", name="a", mark="1", texts=[text(1, "En zebra")])
    put(tenant="902", name="a", mark="1", texts=[text(2, "En zebra")])
    assert keys(find(tenant="901", text="zebra")) == [1]
    assert keys(find(tenant="902", text="zebra")) == [2]
    assert find(tenant="903", text="zebra") == Found()


@pytest.mark.django_db
def test_a_source_is_replaced_and_taken_out_whole() -> None:
    put(tenant="901", name="a", mark="1", texts=[text(1, "En zebra"), text(2, "En giraf")])
    put(tenant="901", name="b", mark="1", texts=[text(3, "En zebra til")])
    put(tenant="901", name="a", mark="2", texts=[text(4, "To zebraer")])
    assert sorted(keys(find(tenant="901", text="zebra"))) == [3, 4]
    assert find(tenant="901", text="giraf").total == 0
    assert is_up_to_date(tenant="901", marks={"a": "2", "b": "1"})
    assert not is_up_to_date(tenant="901", marks={"a": "1", "b": "1"})
    assert not is_up_to_date(tenant="901", marks={"a": "2"})
    take_out(tenant="901", name="a")
    assert names_in(tenant="901") == ["b"]
    assert keys(find(tenant="901", text="zebra")) == [3]
    take_out(tenant="901", name="b")
    left = Word.objects.filter(tenant="901").count()
    assert forget_unused_words(tenant="901") == left > 0
    assert not any(model.objects.exists() for model in (Source, Entry, Word, Occurrences))


@pytest.mark.django_db
def test_words_near_each_other_come_first() -> None:
    texts = [
        text(1, "Zebraen løber længe og når langt om længe frem til en giraf"),
        text(2, "Giraf og zebra"),
        text(3, "Her står en zebra giraf midt i alle de andre ord der er"),
        text(4, "Noget andet", "om en zebra og en giraf"),
    ]
    put(tenant="901", name="a", mark="1", texts=texts)
    assert keys(find(tenant="901", text="zebra giraf ")) == [2, 3, 1, 4]


@pytest.mark.django_db
def test_equal_answers_stand_in_the_order_of_their_texts() -> None:
    put(tenant="901", name="a", mark="1", texts=[text(n, "En zebra") for n in (3, 1, 2)])
    assert keys(find(tenant="901", text="zebra")) == [3, 1, 2]


@pytest.mark.django_db
def test_an_unused_word_is_not_suggested() -> None:
    put(tenant="901", name="a", mark="1", texts=[text(1, "Biblioteket")])
    assert find(tenant="901", text="biblotek").suggestions == ("biblioteket",)
    put(tenant="901", name="a", mark="2", texts=[text(1, "Noget andet")])
    assert find(tenant="901", text="biblotek").suggestions == ()
