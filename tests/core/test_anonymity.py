"""Small numbers of people are not told, nor can they be worked out."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retning.core import anonymity
from retning.core.anonymity import LEAST, told


def test_the_examples_hold() -> None:
    assert doctest.testmod(anonymity).failed == 0


@pytest.mark.parametrize(
    ("counts", "seen"),
    [
        ((40, 12, 5), (40, 12, 5)),
        ((40, 12, 4), (40, None, None)),
        ((40, 4), (None, None)),
        ((40, 4, 3), (40, None, None)),
        ((40, 12, 0), (40, None, None)),
        ((4,), (None,)),
        ((), ()),
    ],
)
def test_under_five_is_hidden_and_never_alone(
    counts: tuple[int, ...], seen: tuple[int | None, ...]
) -> None:
    assert told(counts) == seen


@given(st.lists(st.integers(0, 50), max_size=8))
def test_what_is_told_is_right_and_no_hidden_one_stands_alone(counts: list[int]) -> None:
    seen = told(counts)
    assert all(each is None or each == count for each, count in zip(seen, counts, strict=True))
    assert all(each is None or each >= LEAST for each in seen)
    assert seen.count(None) != 1 or len(counts) == 1


def test_nobody_is_counted_less_than_never() -> None:
    with pytest.raises(ValueError, match="less than never"):
        told([-1, 9])
