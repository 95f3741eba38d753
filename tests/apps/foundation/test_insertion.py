"""Rows that are put in with SQL written once: as Django itself would have put them."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from retning.foundation.freezing.models import FrozenRow, FrozenSet
from retning.foundation.outbox.models import OutgoingMail
from retning.foundation.records.insertion import put, put_all
from tests.apps.foundation.people import NOW

pytestmark = pytest.mark.django_db


def mail(key: str) -> OutgoingMail:
    return OutgoingMail(
        tenant="187",
        key=key,
        message_id=f"<{key}@localhost>",
        to="anna@example.dk",
        subject="Emne",
        text="Tekst\n'; DROP TABLE x; -- 💡",
        next_try_at=NOW,
        queued_at=NOW,
    )


def test_a_row_is_what_saving_it_would_have_made(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(1):
        row = put(mail("a"))
    saved = mail("b")
    saved.save(force_insert=True)
    again, other = OutgoingMail.objects.get(pk=row.pk), OutgoingMail.objects.get(key="b")
    names = [each.name for each in OutgoingMail._meta.concrete_fields]
    unlike = {name for name in names if getattr(again, name) != getattr(other, name)}
    assert unlike == {"id", "key", "message_id"}
    row.subject = "Et andet"
    row.save()
    assert OutgoingMail.objects.get(pk=row.pk).subject == "Et andet"


def test_many_rows_are_one_statement_and_each_has_its_own_number(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    kept = put(FrozenSet(tenant="187", checksum="0" * 64, frozen_at=NOW))
    rows = [
        FrozenRow(frozen_set=kept, kind="goal", order=n, text=f"Mål {n}", data={"n": n}, hash="x")
        for n in range(3)
    ]
    with django_assert_num_queries(1):
        put_all(rows)
    assert {row.pk: (row.text, row.data, row.key) for row in FrozenRow.objects.all()} == {
        row.pk: (f"Mål {n}", {"n": n}, row.key) for n, row in enumerate(rows)
    }


def test_none_is_no_statement(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        assert put_all([]) == []


def test_what_the_database_forbids_it_refuses() -> None:
    put(mail("a"))
    with pytest.raises(IntegrityError), transaction.atomic():
        put(mail("a"))
    assert OutgoingMail.objects.count() == 1
