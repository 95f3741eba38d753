"""The lexicon: two word lists, compounds, and what is said where a list is missing."""

import sys

import pytest

from retning.core.danish import lexicon as module
from retning.core.danish.lexicon import KNOWN, LexiconState, Words, lexicon

FREQUENCIES = {"plan": 5.0, "kommune": 5.2, "by": 5.0, "råd": 4.8, "hus": 5.4, "mål": 5.4}
FORMS = (b"strategi", "bosætning".encode(), b"leder")


def _words() -> Words:
    return Words(FREQUENCIES, FORMS)


def test_words_of_either_list_are_known_with_their_frequency() -> None:
    words = _words()
    assert words.frequency("kommune") == 5.2
    assert words.frequency("strategi") == KNOWN
    assert words.frequency("strætegi") == 0.0
    assert words.knows("leder")
    assert not words.knows("lder")


@pytest.mark.parametrize(
    "word", ["kommuneplan", "byråd", "rådhus", "kommuneplanstrategi", "bosætningsby", "bymål"]
)
def test_compounds_are_known_by_their_parts_and_weigh_less_than_any_word(word: str) -> None:
    words = _words()
    assert words.knows(word)
    assert words.frequency(word) == 0.0
    assert words.weight(word) < KNOWN


@pytest.mark.parametrize("word", ["kommunexplan", "plant", "sby", "bosætningsb", "", "plan plan"])
def test_what_the_parts_do_not_explain_is_no_word(word: str) -> None:
    assert not _words().knows(word)
    assert _words().weight(word) == float("-inf")


def test_a_compound_of_rarer_parts_weighs_less() -> None:
    words = _words()
    assert words.weight("kommuneplan") > words.weight("bosætningsby")


def test_a_very_long_run_of_letters_is_no_word() -> None:
    assert not _words().knows("plan" * 30)


def test_the_state_says_which_list_is_missing() -> None:
    assert _words().state is LexiconState.WHOLE
    assert Words(FREQUENCIES, ()).state is LexiconState.WITHOUT_FORMS
    assert Words({}, FORMS).state is LexiconState.WITHOUT_FREQUENCIES
    assert Words({}, ()).state is LexiconState.ABSENT


def test_the_kept_lists_hold_danish_as_it_is_written() -> None:
    words = lexicon()
    assert words.state is LexiconState.WHOLE
    assert words.frequency("på") > words.frequency("pa") + 2
    assert words.frequency("byrådsmedlemmerne") > 0
    assert words.knows("innovationsnetværk")
    assert not words.knows("indsatsomrader")
    assert "bør" in words.threes
    assert "bqæ" not in words.threes


def test_without_the_libraries_it_degrades(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("wordfreq", "simplemma", "simplemma.strategies.dictionaries.dictionary_factory"):
        monkeypatch.setitem(sys.modules, name, None)
    assert module._frequencies() == {}
    assert module._forms() == frozenset()


def test_a_damaged_list_is_a_missing_one(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = "simplemma.strategies.dictionaries.frontcode"
    lexicon()
    monkeypatch.setattr(sys.modules[stream], "_read_header", lambda data: (False, 1, len(data) - 1))
    assert module._forms() == frozenset()
