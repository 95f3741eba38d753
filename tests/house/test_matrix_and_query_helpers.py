"""The helpers that other tests lean on say what is wrong, and do fail."""

from __future__ import annotations

import pytest

from retning.apps.organisation.models import Municipality
from tests.helpers.permissions import Case, assert_matrix, cases
from tests.helpers.queries import assert_queries, assert_queries_at_1_and_3

TABLE = """
           | draft | edition/neighbour
consultant | yes   | no
citizen    | no    | no
"""


def test_every_cell_is_a_case() -> None:
    assert cases(TABLE) == [
        Case("consultant", "draft", "own", "yes"),
        Case("consultant", "edition", "neighbour", "no"),
        Case("citizen", "draft", "own", "no"),
        Case("citizen", "edition", "neighbour", "no"),
    ]


def test_a_row_that_is_too_short_is_an_error() -> None:
    with pytest.raises(ValueError, match="zip"):
        cases("a | b | c\nx | yes")


def test_a_right_matrix_passes_and_a_wrong_one_shows_the_cell() -> None:
    assert_matrix(TABLE, lambda case: case.who == "consultant" and case.tenant == "own")
    with pytest.raises(AssertionError) as failure:
        assert_matrix(TABLE, lambda case: case.state == "draft")
    assert str(failure.value).splitlines() == [
        "1 of 4 cells are wrong:",
        "           | draft/own    | edition/neighbour",
        "consultant | yes          | no               ",
        "citizen    | yes (not no) | no               ",
    ]


@pytest.mark.django_db
def test_a_wrong_count_lists_the_statements() -> None:
    with assert_queries(1):
        Municipality.objects.count()

    def two() -> None:
        with assert_queries(1):
            list(Municipality.objects.all()[:1])
            Municipality.objects.count()

    with pytest.raises(AssertionError, match=r"2 queries, expected 1:\n  1\. SELECT.*\n  2\. "):
        two()


@pytest.mark.django_db
def test_a_count_that_grows_with_the_rows_is_found() -> None:
    rows: list[int] = []

    def read() -> None:
        for _ in rows:
            Municipality.objects.exists()

    with pytest.raises(AssertionError, match="3 queries, expected 1"):
        assert_queries_at_1_and_3(1, add_row=rows.append, read=read)
