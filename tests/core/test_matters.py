"""Texts about the same matter, in whatever words."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from retning.core.similarity.matching import Text
from retning.core.similarity.matters import matters
from tests.helpers.campaign_texts import WORDS

SAID = (
    "Svømmehallen er slidt og skal renoveres.",
    "Hvorfor bruge penge på svømmehal, når skolens tag er utæt?",
    "Vi vil beholde vores svømmehal og have længere åbningstid.",
    "Svømmehalsbyggeriet er for dyrt.",
    "Cykelstien langs Hovedgaden mangler belysning.",
    "Der er farligt på Hovedgaden: lav en cykelsti.",
    "Belysning på cykelstier er vigtig for de yngste.",
    "Lav flere cykelstier.",
    "Jeg elsker biblioteket.",
    "",
)
SHORT_TEXTS = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)


def test_two_matters_and_the_words_that_name_them() -> None:
    found = matters(Text(number, text) for number, text in enumerate(SAID))
    assert [each.keys for each in found] == [(0, 1, 2, 3), (4, 5, 6, 7)]
    assert found[0].words[0] == "svømmehal"
    assert found[1].words[0] == "cykelstier"


@settings(max_examples=60, deadline=None)
@given(st.lists(SHORT_TEXTS, max_size=20), st.randoms(use_true_random=False))
def test_the_order_of_the_texts_does_not_matter(wordings: list[str], chance: object) -> None:
    given_texts = [Text(number, text) for number, text in enumerate(wordings)]
    found = matters(given_texts)
    every = [key for each in found for key in each.keys]
    assert len(every) == len(set(every))
    assert all(len(each.keys) >= 3 and each.words for each in found)
    assert all(wordings[key] for key in every)
    chance.shuffle(given_texts)  # type: ignore[attr-defined]
    assert matters(given_texts) == found
