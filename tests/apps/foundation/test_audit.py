"""The trail says who did what to which fields, and holds no more of them than they are classed."""

import json
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import override_settings
from django.utils.functional import SimpleLazyObject

from retning.apps.organisation.models import Membership, Unit
from retning.apps.strategy.models import Goal
from retning.foundation.audit.models import Entry
from retning.foundation.audit.queries import trail, trail_of
from retning.foundation.audit.services import SystemActor, record, snapshot
from retning.foundation.records.classes import Trace, classed
from retning.foundation.records.immutability import is_refused
from tests.apps.foundation.people import NOW, membership, person, unit, user

pytestmark = pytest.mark.django_db
JOBS = SystemActor("jobs")


def recorded(subject, before=None, *, deed="unit_renamed", tenant="901", by=JOBS, now=NOW) -> Entry:
    return record(tenant=tenant, deed=deed, subject=subject, before=before, by=by, now=now)


def test_a_change_is_told_field_by_field():
    centre = unit("Center for Børn")
    before = snapshot(centre)
    centre.name = "Center for Børn og Unge"
    centre.valid_to = date(2027, 1, 1)
    centre.save()
    entry = recorded(centre, before)
    entry.refresh_from_db()
    assert entry.fields == {
        "name": {"from": "Center for Børn", "to": "Center for Børn og Unge"},
        "valid_to": {"from": None, "to": "2027-01-01"},
    }
    assert (entry.tenant, entry.at, entry.actor_key) == ("901", NOW, "system:jobs")
    assert (entry.deed, entry.subject_kind, entry.subject_id) == (
        "unit_renamed",
        "organisation.unit",
        str(centre.pk),
    )


def test_a_new_row_is_told_whole():
    row = membership(user(), "2026-01-01")
    row.save()
    fields = recorded(row, deed="member_added").fields
    assert fields["role"] == {"to": "consultant"}
    assert fields["municipality"] == {"to": "901"}
    assert fields["user"] == {"to": row.user_id}
    assert fields["unit"] == {"to": None}
    assert set(fields) == {field.name for field in Membership._meta.concrete_fields}


def test_a_deleted_row_is_told_by_what_it_was():
    centre = unit()
    key, before = str(centre.pk), snapshot(centre)
    centre.delete()
    entry = recorded(centre, before, deed="unit_deleted")
    assert entry.subject_id == key
    assert entry.fields["name"] == {"from": "Center for Børn"}


def test_a_deed_needs_a_subject():
    with pytest.raises(ValueError, match="is, or was, in the database"):
        recorded(Unit(name="Aldrig gemt"))


def test_nothing_changed_leaves_no_fields():
    centre = unit()
    assert recorded(centre, snapshot(centre)).fields == {}


def test_ties_to_many_rows_are_told_by_their_keys():
    goal = Goal(pk=5, area_id=1, text="Et mål", municipality_id="901")
    before = snapshot(goal)

    def tied(**related):
        entry = record(
            tenant="901", deed="d", subject=goal, before=before, related=related, by=JOBS, now=NOW
        )
        entry.refresh_from_db()
        return entry.fields

    assert tied(fields=([3, 1], [1, 2])) == {"fields": {"from": [1, 3], "to": [1, 2]}}
    assert tied(fields=([3, 1], [1, 3])) == {}
    with pytest.raises(ValueError, match="does not tie to many rows"):
        tied(text=([], [1]))


def test_hashed_fields_tell_only_that_they_changed():
    somebody = person("Karin Jensen", email="karin@example.dk")
    before = snapshot(somebody)
    somebody.name = "Karin Holm"
    entry = recorded(somebody, before)
    assert set(entry.fields) == {"name"}
    old, new = entry.fields["name"]["from"], entry.fields["name"]["to"]
    assert old.startswith("hmac:")
    assert len(old) == len("hmac:") + 64
    assert old != new
    assert "Karin" not in json.dumps(entry.fields)
    somebody.name = "Karin Jensen"
    assert snapshot(somebody).values == before.values


def test_hashes_are_keyed_and_an_empty_field_is_told_as_empty():
    somebody = person("Karin Jensen", email="")
    values = snapshot(somebody).values
    assert values["email"] == ""
    with override_settings(SECRET_KEY="another" * 10):
        assert snapshot(somebody).values["name"] != values["name"]


def test_never_means_never():
    karin = user(password="argon2$secret", email="karin@example.dk")
    before = snapshot(karin)
    karin.password = "argon2$other"
    karin.last_login = NOW
    assert "password" not in before.values
    assert recorded(karin, before).fields == {}
    stored = json.dumps([entry.fields for entry in Entry.objects.all()])
    assert "argon2" not in stored
    assert "karin@example.dk" not in stored


def test_an_unclassed_field_is_a_mistake_and_is_not_kept(monkeypatch):
    monkeypatch.setattr(Unit, "trace", classed(keep=("key", "kind", "parent")))
    with pytest.raises(KeyError, match="name"):
        snapshot(Unit(name="x"))


def test_a_field_has_one_class():
    assert classed(keep=("a",), hashed=("b",), never=("c",)) == {
        "a": Trace.KEEP,
        "b": Trace.HASH,
        "c": Trace.NEVER,
    }
    with pytest.raises(ValueError, match="twice"):
        classed(keep=("a",), never=("a",))


def test_a_request_s_lazy_user_is_a_user():
    karin = user()
    assert snapshot(SimpleLazyObject(lambda: karin)) == snapshot(karin)


def test_a_user_is_named_by_key():
    karin = user()
    assert recorded(unit(), by=karin).actor_key == f"user:{karin.pk}"


def test_a_line_may_not_be_changed():
    entry = recorded(unit())
    entry.deed = "something_else"
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        entry.save()
    assert is_refused(caught.value)
    Entry.objects.filter(pk=entry.pk).delete()
    assert not Entry.objects.exists()


def test_the_trail_of_a_row_is_newest_first_and_only_its_own():
    first, second = unit("A"), unit("B")
    lines = [
        recorded(first, now=NOW),
        recorded(second),
        recorded(first, now=NOW + timedelta(hours=1)),
    ]
    assert trail_of(first) == [lines[2], lines[0]]
    assert trail_of(second) == [lines[1]]


def test_a_tenant_s_trail_comes_in_pages_and_is_its_own(django_assert_num_queries):
    centre = unit()
    lines = [recorded(centre) for _ in range(5)]
    recorded(centre, tenant="902")
    with django_assert_num_queries(1):
        first = trail("901", size=2)
    second = trail("901", size=2, before=first.before)
    third = trail("901", size=2, before=second.before)
    assert [first.entries, second.entries, third.entries] == [
        [lines[4], lines[3]],
        [lines[2], lines[1]],
        [lines[0]],
    ]
    assert third.before is None
    assert trail("901", size=5).before is None
