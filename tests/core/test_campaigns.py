"""Campaigns: found however much each sender has changed, and nothing else taken for one."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks._letters import letters, pair_scores
from retning.core.similarity.campaigns import Campaign, campaigns
from retning.core.similarity.grouping import group
from retning.core.similarity.matching import Text
from tests.helpers.campaign_texts import CAMPAIGN, CHANGED, IN_A_LETTER, OTHERS, WORDS

SHORT_TEXTS = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)


def keys_of(found: list[Campaign[int]]) -> list[list[int]]:
    return sorted(sorted(member.key for member in each.members) for each in found)


def texts(*wordings: str) -> list[Text[int]]:
    return [Text(number, wording) for number, wording in enumerate(wordings)]


def test_a_changed_text_and_one_inside_a_longer_letter_are_of_one_campaign() -> None:
    found = campaigns(texts(CAMPAIGN, OTHERS[0], IN_A_LETTER, OTHERS[1], CHANGED, OTHERS[2]))
    assert keys_of(found) == [[0, 2, 4]]
    assert {"kunstgræs", "boldspillere", "grusbanen"} <= set(found[0].words)
    assert "mormor" not in found[0].words


def test_a_stock_phrase_makes_no_campaign() -> None:
    stock = "Jeg vil gerne takke for muligheden for at komme med bemærkninger."
    assert campaigns(texts(*(f"{stock} {other}" for other in OTHERS))) == []


def test_the_same_words_are_together_whatever_their_signs() -> None:
    found = campaigns(
        texts("Nej til støj!", OTHERS[0], "nej  til støj", OTHERS[1], "Nej, til støj.")
    )
    assert keys_of(found) == [[0, 2, 4]]
    assert [member.share for member in found[0].members] == [1.0, 1.0, 1.0]


def test_texts_without_words_are_alone() -> None:
    assert campaigns(texts("", "", " … ", "!!!", "👍", "👍")) == []


def test_half_of_generated_texts_find_their_campaigns() -> None:
    made = letters(1_500, seed=41)
    labels = [-1] * 1_500
    for number, each in enumerate(campaigns(texts(*made.texts))):
        for member in each.members:
            labels[member.key] = number
    precision, recall, f1 = pair_scores(made.campaigns, labels)
    assert (precision >= 0.95, recall >= 0.95, f1 >= 0.95) == (True, True, True)


def test_a_campaign_of_nearly_everybody_is_seen() -> None:
    made = letters(400, seed=7)
    everybody = [text for text, one in zip(made.texts, made.campaigns, strict=True) if one >= 0]
    found = campaigns(texts(*everybody))
    assert len(found[0].members) >= 20


@pytest.mark.parametrize("seed", [3, 11])
def test_the_order_of_the_texts_does_not_matter(seed: int) -> None:
    made = list(enumerate(letters(300, seed=seed).texts))
    there = campaigns(Text(key, text) for key, text in made)
    back = campaigns(Text(key, text) for key, text in reversed(made))
    assert there == back
    assert there != []


@settings(max_examples=60, deadline=None)
@given(st.lists(SHORT_TEXTS, max_size=14), st.randoms(use_true_random=False))
def test_always_in_one_group_at_most_and_equals_together(
    wordings: list[str], chance: object
) -> None:
    given_texts = texts(*wordings)
    found = campaigns(given_texts)
    every = [key for each in keys_of(found) for key in each]
    assert len(every) == len(set(every))
    assert all(len(each.members) >= 2 for each in found)
    home = {key: at for at, each in enumerate(keys_of(found)) for key in each}
    for one in given_texts:
        for other in given_texts:
            if one.key < other.key and one.text and one.text == other.text:
                assert home[one.key] == home[other.key]
    shuffled = list(given_texts)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert campaigns(shuffled) == found


def test_the_door_takes_and_gives_json() -> None:
    texts = {7: CAMPAIGN, 9: CHANGED, 10: IN_A_LETTER, 11: OTHERS[0], 12: OTHERS[1]}
    asked = json.dumps(list(texts.items()))
    told = json.loads(group(asked.encode(), {}))
    assert told["matters"] == []
    assert sorted(key for key, _share in told["campaigns"][0]["members"]) == [7, 9, 10]
    assert json.loads(group(b"[]", {})) == {"campaigns": [], "matters": []}
