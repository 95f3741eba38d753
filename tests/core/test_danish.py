"""Danish in text: folding, lists, sentences, years, names, languages."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retning.core.danish import (
    LanguageCode,
    fold,
    horizon_years,
    is_question,
    language_of,
    marker_of,
    municipality_in,
    sentences,
    year_ranges,
    years_named,
)

DANISH = (
    "Vi vil gerne have, at flere børn og unge får en god skole, og at de er glade for den hver dag."
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Målsætninger", "maalsaetninger"),
        ("MA\u030aL", "maal"),
        ("Øje\u00a0for\n ældre", "oeje for aeldre"),
        ("ud\u00advikling", "udvikling"),
    ],
)
def test_one_spelling_for_comparison(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("line", "mark", "content", "numbers"),
    [
        ("• Flere unge", "•", 2, ()),
        ("⦁  Flere unge", "⦁", 3, ()),
        ("- Flere unge", "-", 2, ()),
        ("3.1: Andelen", "3.1:", 5, (3, 1)),
        ("2. Børn", "2.", 3, (2,)),
        ("a) faste rutiner", "a)", 3, ()),
    ],
)
def test_list_marks(line: str, mark: str, content: int, numbers: tuple[int, ...]) -> None:
    found = marker_of(line)
    assert found is not None
    assert (found.mark, found.content, found.numbers) == (mark, content, numbers)


@pytest.mark.parametrize(
    "line", ["2020: Fabrikken er i drift", "18-24-årige", "-5 grader", "•", "12"]
)
def test_what_is_no_list_mark(line: str) -> None:
    assert marker_of(line) is None


def parts(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text, 0, len(text))]


def test_abbreviations_and_dates_end_no_sentence() -> None:
    text = "Udgiften falder, jf. Bilag 2, med ca. 3 kr. Det sker senest den 1. maj 2024! Og så? Ja."
    assert parts(text) == [
        "Udgiften falder, jf. Bilag 2, med ca. 3 kr.",
        "Det sker senest den 1. maj 2024!",
        "Og så?",
        "Ja.",
    ]


def test_a_shortened_limit_ends_no_sentence() -> None:
    assert parts("Der er maks. 9 ugers ventetid.") == ["Der er maks. 9 ugers ventetid."]


def test_sentences_keep_their_closing_quotes() -> None:
    assert parts("Vi siger “kom bare.” Det mener vi.") == ["Vi siger “kom bare.”", "Det mener vi."]


@given(st.text(alphabet='aB1 .?!\n"(', max_size=80))
def test_sentences_hold_every_character_that_is_not_blank(text: str) -> None:
    spans = list(sentences(text, 0, len(text)))
    assert all(first[1] <= later[0] for first, later in pairwise(spans))
    assert "".join(text[start:end] for start, end in spans).replace(" ", "").replace(
        "\n", ""
    ) == text.replace(" ", "").replace("\n", "")


def test_questions() -> None:
    assert is_question("Hvordan får vi flere med? ”")
    assert not is_question("Flere er med.")


def test_years_and_spans_of_years() -> None:
    text = "Planen for 2018-2022 følger 2014 – 2018; journal 2012-169, den 31.07.2018, i 2030."
    assert [(found.first, found.last) for found in year_ranges(text)] == [
        (2018, 2022),
        (2014, 2018),
    ]
    assert [found.first for found in years_named("i 2030, ikke 31.07.2018 eller 2018-2022")] == [
        2030
    ]
    assert year_ranges("2022-2018 og 1901-2000") == []


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("over de næste fire år", 4),
        ("i de kommende 4 år", 4),
        ("de naeste 10 ar", 10),
        ("for fire år siden", None),
    ],
)
def test_how_far_ahead(text: str, years: int | None) -> None:
    assert horizon_years(text) == years


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Lillestrand Kommunes byråd. Lillestrand Kommune vil. Danske Kommune", "Lillestrand"),
        ("NØRREVIG\nKOMMUNE", "Nørrevig"),
        ("Øster-Vang Byråd mødes", "Øster-Vang"),
        ("Borgerne i Havnsby har det godt", "Havnsby"),
        ("Vores Kommune er god", None),
        ("Ældrepolitik\nByrådet vil gøre det let at flytte", None),
        ("", None),
    ],
)
def test_whose_document_it_is(text: str, name: str | None) -> None:
    found = municipality_in(text)
    assert (found.name if found else None) == name
    if found:
        assert text[found.start : found.end].casefold() == found.name.casefold()


SPOKEN = {
    "da": DANISH,
    "no": """Vi vil at flere barn og unge skal få en god skole, og at de også har det bra hver dag
        når de blir eldre, uten å måtte flytte ut av kommunen.""",
    "sv": """Vi vill att fler barn och unga ska få en bra skola och att de också mår bra varje dag
        när de blir äldre, utan att de måste flytta ut från kommunen.""",
    "en": """We will make sure that more of the children in our schools have a good day, and that
        they should not have to move from the town when they are older.""",
    "de": """Wir werden dafür sorgen, dass die Kinder in der Schule einen guten Tag haben und dass
        sie nicht aus der Stadt ziehen, wenn sie älter sind und eine Arbeit für sich finden.""",
    "other": """Mes chers amis, nous voulons que nos enfants aillent dans une bonne école chaque
        jour, avec leurs parents, leurs voisins, leurs maîtres, sans quitter cette ville.""",
}


@pytest.mark.parametrize(("code", "text"), SPOKEN.items())
def test_the_language(code: str, text: str) -> None:
    language = language_of(text)
    assert (language.code, language.confident) == (LanguageCode(code), True)


def test_a_few_words_tell_nothing() -> None:
    language = language_of("Hello world")
    assert language.code is LanguageCode.DANISH
    assert not language.confident
