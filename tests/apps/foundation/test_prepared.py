"""Questions whose SQL is written once: the same answers as Django's own querysets give."""

from __future__ import annotations

from threading import Thread
from typing import Any
from uuid import UUID

import pytest
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import CharField, F, QuerySet, UUIDField
from pytest_django import DjangoAssertNumQueries

from retning.foundation.freezing.models import FrozenRow
from retning.foundation.freezing.services import Row, freeze
from retning.foundation.records.prepared import Asked, Question
from tests.apps.foundation.people import NOW

pytestmark = pytest.mark.django_db

KEYS = [UUID(int=number) for number in range(1, 4)]


def by_key(keys: Any, kind: Asked) -> QuerySet[FrozenRow]:
    found = FrozenRow.objects.filter(key__in=keys, kind=kind)
    return found.annotate(frozen_at=F("frozen_set__frozen_at")).order_by("order")


def values_by_key(keys: Any, kind: Asked) -> QuerySet[FrozenRow, Any]:
    return by_key(keys, kind).values_list("key", "data", "frozen_set__frozen_at")


@pytest.fixture(autouse=True)
def three_goals() -> None:
    rows = [
        Row(key=key, kind="goal", parent_key=None, text=f"Mål {key.int}", data={"n": key.int})
        for key in KEYS
    ]
    freeze(tenant="187", rows=rows, now=NOW)


def question(build: Any = by_key) -> Question:
    return Question(build, keys=UUIDField(), kind=CharField())


def test_instances_are_those_of_the_queryset_with_what_is_annotated() -> None:
    [found] = question().models(keys=[KEYS[1]], kind="goal")
    assert found == FrozenRow.objects.get(key=KEYS[1])
    assert (found.text, found.data, found.frozen_at) == ("Mål 2", {"n": 2}, NOW)
    assert not found._state.adding
    assert found.get_deferred_fields() == set()


def test_rows_are_values_as_python_knows_them() -> None:
    found = question(values_by_key).rows(keys=KEYS[:2], kind="goal")
    assert [tuple(row) for row in found] == [(KEYS[0], {"n": 1}, NOW), (KEYS[1], {"n": 2}, NOW)]


def test_asked_again_it_takes_the_new_values_and_sees_new_rows(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    ours = question()
    with django_assert_num_queries(3):
        assert [row.text for row in ours.models(keys=[KEYS[0]], kind="goal")] == ["Mål 1"]
        assert [row.text for row in ours.models(keys=[KEYS[2]], kind="goal")] == ["Mål 3"]
        assert ours.models(keys=[KEYS[2]], kind="theme") == []
    later = Row(key=UUID(int=9), kind="theme", parent_key=None, text="Nyt", data={})
    freeze(tenant="187", rows=[later], now=NOW)
    assert [row.text for row in ours.models(keys=[UUID(int=9)], kind="theme")] == ["Nyt"]


def test_the_sql_is_written_once_for_each_length_of_a_list() -> None:
    written: list[int] = []

    def noted(keys: Any, kind: Asked) -> QuerySet[FrozenRow]:
        written.append(len(keys))
        return by_key(keys, kind)

    ours = question(noted)
    for count in (1, 2, 1, 3, 2):
        assert len(ours.models(keys=KEYS[:count], kind="goal")) == count
    assert written == [1, 2, 3]


def test_nothing_equals_a_value_that_is_none() -> None:
    def below(parent: Asked) -> QuerySet[FrozenRow]:
        return FrozenRow.objects.filter(parent_key=parent)

    assert Question(below, parent=UUIDField()).models(parent=None) == []


def test_an_empty_list_and_a_missing_value_are_refused() -> None:
    with pytest.raises(EmptyResultSet):
        question().models(keys=[], kind="goal")
    with pytest.raises(KeyError):
        question().models(keys=KEYS)


def test_instances_of_several_models_are_refused() -> None:
    def both(keys: Any, kind: Asked) -> QuerySet[FrozenRow]:
        return by_key(keys, kind).select_related("frozen_set")

    with pytest.raises(TypeError):
        question(both).models(keys=KEYS, kind="goal")


@pytest.mark.django_db(transaction=True)
def test_what_one_thread_has_written_another_asks_by_its_own_connection() -> None:
    ours = question()
    assert len(ours.models(keys=KEYS, kind="goal")) == len(KEYS)
    found: list[int] = []

    def ask() -> None:
        found.append(len(ours.models(keys=KEYS, kind="goal")))
        connection.close()

    other = Thread(target=ask)
    other.start()
    other.join()
    assert found == [len(KEYS)]
