"""Every personal field is declared, and is let go of when its time is up."""

from datetime import UTC, date, datetime, timedelta

import pytest
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session

from retning.apps.accounts.models import User
from retning.apps.organisation.models import HostName, Membership, Person, PositionHolder, Unit
from retning.foundation.audit.models import Entry
from retning.foundation.audit.services import SystemActor, record
from retning.foundation.clock import stopped_at
from retning.foundation.jobs.definition import recurrences
from retning.foundation.jobs.services import enqueue
from retning.foundation.jobs.tasks import let_go_of_personal_data, sweep_files
from retning.foundation.jobs.worker import run_waiting
from retning.foundation.records.classes import Afterwards, Retention
from retning.foundation.retention.queries import registry, undeclared, unsound
from retning.foundation.retention.services import Applied, apply
from tests.apps.foundation.people import NOW, membership, municipality, person, position, unit, user

pytestmark = pytest.mark.django_db
FIVE_YEARS = timedelta(days=5 * 365)
ERASE, ANONYMISE = Afterwards.ERASE, Afterwards.ANONYMISE


def labels() -> set[str]:
    return {held.label for held in registry()}


def done(now: datetime, tenant: str | None = None) -> dict[str, int]:
    return {applied.label: applied.count for applied in apply(now=now, tenant=tenant)}


def test_the_registry_knows_our_own_fields_and_the_libraries():
    assert labels() >= {
        "accounts.User.email",
        "accounts.User.password",
        "audit.Entry.actor_key",
        "organisation.Person.name",
        "organisation.Membership.user",
        "axes.AccessAttempt.ip_address",
        "sessions.Session.session_data",
    }
    assert [held.label for held in registry()] == sorted(labels())


def test_every_field_that_looks_personal_is_declared():
    assert undeclared() == []


def test_every_declaration_can_be_carried_out():
    assert unsound() == []


@pytest.mark.parametrize(
    ("model", "forgotten"),
    [(User, "email"), (User, "password"), (Person, "name"), (Person, "user"), (Membership, "user")],
)
def test_a_forgotten_field_is_found(monkeypatch, model, forgotten):
    rest = {name: held for name, held in model.personal.items() if name != forgotten}
    monkeypatch.setattr(model, "personal", rest)
    assert undeclared() == [f"{model._meta.label}.{forgotten}"]


def test_a_model_that_says_nothing_is_found(monkeypatch):
    monkeypatch.delattr(HostName, "personal")
    assert undeclared() == ["organisation.HostName"]


def test_a_name_alone_is_not_taken_for_a_person_s():
    assert "name" in {field.name for field in Unit._meta.concrete_fields}
    assert not [label for label in undeclared() if label.startswith("organisation.Unit")]


@pytest.mark.parametrize(
    ("model", "field", "then", "since", "problem"),
    [
        (User, "nickname", ANONYMISE, "created_at", "there is no such field"),
        (User, "email", ANONYMISE, "left_at", "left_at is no date"),
        (User, "email", ANONYMISE, "name", "name is no date"),
        (Person, "email", ANONYMISE, "positions__ended", "positions__ended is no date"),
        (Entry, "actor_key", ANONYMISE, "at", "a row that is written once cannot be anonymised"),
    ],
)
def test_a_declaration_that_cannot_be_carried_out_is_found(
    monkeypatch, model, field, then, since, problem
):
    held = Retention("p", timedelta(days=1), then, "b", since=since)
    monkeypatch.setattr(model, "personal", {field: held})
    assert unsound() == [f"{model._meta.label}.{field}: {problem}"]


@pytest.mark.parametrize(
    ("keep", "then"), [(None, ERASE), (None, ANONYMISE), (FIVE_YEARS, Afterwards.KEEP)]
)
def test_a_time_and_a_deed_belong_together(keep, then):
    with pytest.raises(ValueError, match="needs a deed"):
        Retention("p", keep, then, "b")


def test_nothing_is_done_before_its_time_and_once_at_it():
    karin = user(last_login=NOW, password="argon2$x")
    assert done(NOW + FIVE_YEARS - timedelta(seconds=1)) == {}
    karin.refresh_from_db()
    assert karin.email == "karin@example.dk"
    assert apply(now=NOW + FIVE_YEARS) == [
        Applied(f"accounts.User.{field}", ANONYMISE, 1) for field in ("email", "name", "password")
    ]
    karin.refresh_from_db()
    assert (karin.email, karin.name, karin.password) == (
        f"user-{karin.pk}@anonymous.invalid",
        f"user {karin.pk}",
        "!",
    )
    assert apply(now=NOW + FIVE_YEARS) == []


def test_an_account_never_used_counts_from_when_it_was_made():
    user(last_login=None, created_at=NOW)
    assert "accounts.User.email" in done(NOW + FIVE_YEARS)


def test_an_account_in_use_is_left_alone_however_old():
    user(created_at=NOW - 2 * FIVE_YEARS, last_login=NOW)
    assert done(NOW + timedelta(days=1)) == {}


def held_position(who: Person, start: str, end: str | None) -> None:
    PositionHolder.objects.create(
        municipality=municipality(),
        person=who,
        position=position(),
        valid_from=date.fromisoformat(start),
        valid_to=date.fromisoformat(end) if end else None,
    )


def test_a_person_counts_from_the_end_of_the_last_position():
    who = person("Karin", email="karin@example.dk", user=user(last_login=NOW + FIVE_YEARS))
    held_position(who, "2019-01-01", "2020-01-01")
    held_position(who, "2020-01-01", "2026-03-02")
    assert done(datetime(2031, 2, 28, 12, tzinfo=UTC)) == {}
    assert done(datetime(2031, 3, 1, 12, tzinfo=UTC)) == {
        "organisation.Person.email": 1,
        "organisation.Person.name": 1,
        "organisation.Person.user": 1,
    }
    who.refresh_from_db()
    assert (who.name, who.email, who.user) == ("", "", None)


def test_a_person_who_never_held_a_position_counts_from_when_they_were_noted():
    who = person("Karin", email="karin@example.dk", created_on=date(2026, 3, 2))
    assert done(datetime(2031, 2, 28, 12, tzinfo=UTC)) == {}
    assert done(datetime(2031, 3, 1, 12, tzinfo=UTC)) == {
        "organisation.Person.email": 1,
        "organisation.Person.name": 1,
    }
    who.refresh_from_db()
    assert (who.name, who.email) == ("", "")


def test_a_person_who_has_just_left_is_kept_however_long_ago_they_were_noted():
    who = person(created_on=date(2000, 1, 1))
    held_position(who, "2000-01-01", "2026-03-01")
    assert done(NOW) == {}


def test_a_person_with_an_open_position_is_kept():
    who = person()
    held_position(who, "2000-01-01", "2001-01-01")
    held_position(who, "2001-01-01", None)
    assert done(NOW) == {}


def test_memberships_are_erased_by_the_day_in_denmark():
    holder = user(last_login=NOW + 3 * FIVE_YEARS)
    membership(holder, "2020-01-01", "2021-01-01").save()
    membership(holder, "2021-01-01").save()
    # One minute to midnight on the last day in Denmark, then midnight (23:00 in UTC).
    assert done(datetime(2025, 12, 30, 22, 59, tzinfo=UTC)) == {}
    assert done(datetime(2025, 12, 30, 23, 0, tzinfo=UTC)) == {"organisation.Membership.user": 1}
    assert Membership.objects.get().valid_to is None


def test_a_tenant_s_part_leaves_the_neighbour_s():
    for code in ("901", "902"):
        membership(
            user(f"{code}@example.dk", last_login=NOW),
            "2010-01-01",
            "2011-01-01",
            municipality=municipality(code),
        ).save()
    assert done(NOW, tenant="901") == {"organisation.Membership.user": 1}
    assert Membership.objects.get().municipality_id == "902"
    user("gammel@example.dk", created_at=NOW - 2 * FIVE_YEARS)
    assert done(NOW, tenant="902") == {"organisation.Membership.user": 1}
    assert User.objects.filter(email="gammel@example.dk").exists()


def test_the_trail_tells_how_many_and_never_whom():
    for number in range(3):
        holder = user(f"{number}@example.dk", last_login=NOW)
        membership(holder, "2010-01-01", "2011-01-01").save()
    apply(now=NOW)
    entry = Entry.objects.get()
    assert (entry.tenant, entry.actor_key, entry.deed) == (
        "901",
        "system:retention",
        "retention_erase",
    )
    assert (entry.subject_kind, entry.subject_id) == ("organisation.membership", "")
    assert entry.fields == {"user": {"count": 3}}


def test_the_trail_itself_is_let_go_of():
    centre = unit()
    for at in (NOW - FIVE_YEARS, NOW - FIVE_YEARS + timedelta(seconds=1)):
        record(tenant="901", deed="d", subject=centre, before=None, by=SystemActor("jobs"), now=at)
    assert done(NOW) == {"audit.Entry.actor_key": 1}
    assert sorted(Entry.objects.values_list("deed", flat=True)) == ["d", "retention_erase"]


def test_the_libraries_rows_are_let_go_of_too():
    Session.objects.create(session_key="old", session_data="", expire_date=NOW)
    Session.objects.create(session_key="new", session_data="", expire_date=NOW + FIVE_YEARS)
    attempt = AccessAttempt.objects.create(username="karin", failures_since_start=1)
    AccessAttempt.objects.filter(pk=attempt.pk).update(attempt_time=NOW - timedelta(days=30))
    assert done(NOW) == {
        "axes.AccessAttempt.get_data": 1,  # the row goes with its first field
        "sessions.Session.session_data": 1,
    }
    assert Session.objects.get().session_key == "new"
    assert not AccessAttempt.objects.exists()


def test_many_rows_are_taken_in_batches(monkeypatch):
    monkeypatch.setattr("retning.foundation.retention.services.BATCH", 2)
    Session.objects.bulk_create(
        Session(session_key=str(number), session_data="", expire_date=NOW) for number in range(5)
    )
    assert done(NOW) == {"sessions.Session.session_data": 5}
    assert not Session.objects.exists()


def test_it_is_done_every_night():
    nightly = {one.task.name for one in recurrences() if one.daily_at}
    assert {let_go_of_personal_data.name, sweep_files.name} <= nightly
    Session.objects.create(session_key="old", session_data="", expire_date=NOW)
    for task in (let_go_of_personal_data, sweep_files):
        enqueue(task, tenant="", key=task.name, by="system:test", now=NOW)
    with stopped_at(NOW):
        assert run_waiting() == 2
    assert not Session.objects.exists()
