"""What reading may not do more often than it must: counted, since times depend on the machine."""

from __future__ import annotations

import re
from importlib import import_module

import pytest

from retning.core.danish.patterns import needed_words, pattern
from retning.core.documents import outline
from retning.core.documents.reading import read_document
from retning.core.targets import wording
from retning.core.targets.wording import canonical

SHARES = range(60, 90)
PAGE = "Mål\n\n" + "\n".join(f"- Mindst {share} % af dem består i 2030" for share in SHARES)


@pytest.mark.parametrize(
    "sentence",
    [
        "andelen af elever, der består, skal være mindst 80 % i 2030",
        "vi vil have flere i job inden 2030",
        "kommunen udleder højst 3 ton pr. borger",
    ],
)
def test_a_natural_sentence_is_no_wording_before_it_is_parsed(
    sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed: list[str] = []
    monkeypatch.setattr(wording, "typed", lambda text, _: parsed.append(text))
    assert canonical(sentence) is None
    assert parsed == []


@pytest.mark.parametrize("said", ["mindst 80 % i 2030", "Borgerne vurderer det", "tre af fire"])
def test_what_may_be_a_wording_is_parsed(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []

    def typed(text: str, language: str) -> None:
        parsed.append(text)
        raise wording.WordingError(text, 0, 1, wording.Expected.NUMBER, "da")

    monkeypatch.setattr(wording, "typed", typed)
    canonical(said)
    assert said in parsed


def test_each_goal_of_a_page_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    texts: list[str] = []
    # The package's own name `outline` is the function.
    outlining = import_module("retning.core.documents.outline")
    read = outlining.read

    def counted(text: str, *rest: object) -> object:
        texts.append(text)
        return read(text, *rest)

    monkeypatch.setattr(outlining, "read", counted)
    draft = outline(read_document(PAGE.encode(), name="a.txt"))
    assert len(draft.goals) == 30
    assert sorted(texts) == sorted(set(texts))
    assert len(texts) == 30


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (r"\b(?:ansøg|tilmeld)\w*", {"ansøg", "tilmeld"}),
        (r"\bfrist\b|\bi høring\b|\bhøringsfrist", {"frist", "i høring"}),
        (r"\d+ (?:procent)?", set()),
        (r"(?:rød)?grød\w+ med|fløde", {"grød", "fløde"}),
        (r"(?i:ring)|skriv", set()),
        (r"(?!nej)ja+", set()),
    ],
)
def test_the_words_that_a_match_cannot_do_without(source: str, words: set[str]) -> None:
    assert set(needed_words(re.compile(source))) == words


@pytest.mark.parametrize("text", ["ansøgning sendes", "", "en tilmelding", "ANSØG", "x" * 99])
def test_a_pattern_finds_what_it_finds_without_its_words(text: str) -> None:
    source = r"\b(?:ansøg|tilmeld)\w*"
    late, plain = pattern(source), re.compile(source)
    assert [found.span() for found in late.finditer(text)] == [
        found.span() for found in plain.finditer(text)
    ]
    assert (late.search(text) is None) == (plain.search(text) is None)
    assert (late.search(text, 3) is None) == (plain.search(text, 3) is None)
