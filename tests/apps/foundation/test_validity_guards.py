"""The guards that the database holds: put in once, kept up to date, back after every migration."""

import sqlite3
import threading
from datetime import date

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import CharField

from retning.apps.organisation.models import RegionPeriod
from retning.foundation.records import guards, triggers
from retning.foundation.records.overlap import is_overlap
from tests.apps.foundation.people import municipality, period

ON_SQLITE = connection.vendor == "sqlite"
TABLE = "organisation_regionperiod"
REGION_GUARDS = (
    {f"retning_no_overlap_{TABLE}_insert", f"retning_no_overlap_{TABLE}_update"}
    if ON_SQLITE
    else {f"retning_no_overlap_{TABLE}"}
)


def held() -> dict[str, str]:
    return {guard.name: guard.definition for guard in triggers.present(connection)}


@pytest.mark.django_db
def test_migrations_leave_every_guard_in_place():
    assert guards.missing(connection) == []
    assert set(held()) >= REGION_GUARDS
    assert {name for name in held() if "freezing_frozenrow" in name} == {
        "retning_written_once_freezing_frozenrow_update",
        "retning_written_once_freezing_frozenrow_delete",
    }


@pytest.mark.django_db
def test_putting_them_in_again_changes_nothing():
    before = held()
    statements = []

    def no_writing(execute, sql, params, many, context):
        statements.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(no_writing):
        guards.install(connection)
    assert held() == before
    assert not [sql for sql in statements if sql.lstrip().startswith(("CREATE", "DROP", "ALTER"))]


@pytest.mark.django_db
def test_a_changed_declaration_is_followed(monkeypatch):
    monkeypatch.setattr(RegionPeriod, "no_overlap", ("municipality", "region"))
    assert set(guards.missing(connection)) == REGION_GUARDS
    guards.install(connection)
    assert guards.missing(connection) == []
    period("2026-01-01").save()
    period("2026-01-01", region="sjaelland").save()
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        period("2026-05-01", region="sjaelland").save()
    assert is_overlap(caught.value)


@pytest.mark.django_db
def test_a_declaration_taken_away_takes_its_guard_along(monkeypatch):
    monkeypatch.setattr(RegionPeriod, "no_overlap", ())
    guards.install(connection)
    assert not REGION_GUARDS & set(held())
    period("2026-01-01").save()
    period("2026-01-01").save()


@pytest.mark.django_db
def test_rows_that_overlap_already_stop_the_guard(monkeypatch):
    monkeypatch.setattr(RegionPeriod, "no_overlap", ())
    guards.install(connection)
    RegionPeriod.objects.bulk_create([period("2026-01-01"), period("2026-06-01")])
    connection.check_constraints()
    monkeypatch.undo()
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        guards.install(connection)
    assert is_overlap(caught.value)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(not ON_SQLITE, reason="only SQLite rebuilds tables")
def test_a_rebuilt_table_gets_its_guards_back():
    old = RegionPeriod._meta.get_field("region")
    new = CharField(max_length=30)
    new.set_attributes_from_name("region")
    with connection.schema_editor() as editor:
        editor.alter_field(RegionPeriod, old, new)
    assert not REGION_GUARDS & set(held())
    with connection.schema_editor() as editor:
        editor.alter_field(RegionPeriod, new, old)
    call_command("migrate", verbosity=0)
    assert guards.missing(connection) == []


@pytest.mark.django_db(transaction=True)
def test_a_migration_that_breaks_off_leaves_the_guards(monkeypatch):
    guards.lift(connection)
    with pytest.raises(CommandError):
        call_command("migrate", "no_such_app", verbosity=0)
    assert guards.missing(connection) == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("alone", [False, True])
def test_flush_empties_guarded_tables_and_leaves_the_guards(alone):
    period("2026-01-01").save()
    call_command("flush", interactive=False, verbosity=0, inhibit_post_migrate=alone)
    assert not RegionPeriod.objects.filter(municipality="901").exists()
    assert guards.missing(connection) == []


def test_names_fit_postgresql_and_stay_apart():
    long = "organisation_a_very_long_name_of_a_table_indeed"
    assert triggers.short(TABLE) == TABLE
    assert triggers.short(f"{long}_1") != triggers.short(f"{long}_2")
    for name in ("retning_written_once_{}_update", "retning_written_once_{}_delete"):
        assert len(name.format(triggers.short(long * 2))) <= 63


@pytest.mark.django_db
@pytest.mark.skipif(ON_SQLITE, reason="the extension is PostgreSQL's")
def test_a_missing_extension_is_told_in_plain_words(monkeypatch):
    def refuse(execute, sql, params, many, context):
        if sql.startswith("CREATE EXTENSION"):
            raise DatabaseError("permission denied to create extension")
        return execute(sql, params, many, context)

    guards.lift(connection)
    with (
        pytest.raises(ImproperlyConfigured, match="CREATE EXTENSION btree_gist"),
        connection.execute_wrapper(refuse),
        transaction.atomic(),
    ):
        guards.install(connection)


def race(write, count: int = 6) -> list[str]:
    """What became of `count` writers who begin in the same moment."""
    start, outcomes = threading.Barrier(count), []

    def run() -> None:
        start.wait()
        outcomes.append(write())

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(ON_SQLITE, reason="see the SQLite test below")
def test_postgresql_lets_one_of_many_writers_through():
    municipality()

    def write() -> str:
        try:
            with transaction.atomic():
                period("2026-01-01").save()
        except IntegrityError as error:
            return "overlap" if is_overlap(error) else str(error)
        finally:
            connection.close()
        return "written"

    assert race(write) == ["overlap"] * 5 + ["written"]
    assert RegionPeriod.objects.filter(municipality="901").count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(ON_SQLITE, reason="SQLite has one writer at a time")
def test_postgresql_lets_the_second_transaction_wait_for_the_first():
    municipality()
    first_has_written, outcome = threading.Event(), []

    def second() -> None:
        first_has_written.wait()
        try:
            with transaction.atomic():
                period("2026-06-01").save()
            outcome.append("written")
        except IntegrityError as error:
            outcome.append("overlap" if is_overlap(error) else str(error))
        finally:
            connection.close()

    thread = threading.Thread(target=second)
    thread.start()
    with transaction.atomic():
        period("2026-01-01").save()
        first_has_written.set()
        thread.join(timeout=0.5)
        assert thread.is_alive()
        assert outcome == []
    thread.join(timeout=300)
    assert outcome == ["overlap"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(not ON_SQLITE, reason="see the PostgreSQL tests above")
def test_sqlite_lets_one_of_many_writers_through(tmp_path):
    """In a file of its own, as in life: the tests' database is in memory, where locks differ."""
    municipality()
    file = tmp_path / "copy.sqlite3"
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(file)])

    def write() -> str:
        copy = sqlite3.connect(file, timeout=300, isolation_level=None)
        try:
            copy.execute("BEGIN IMMEDIATE")
            copy.execute(
                f"INSERT INTO {TABLE} (municipality_id, region, valid_from) VALUES (?, ?, ?)",
                ("901", "hovedstaden", str(date(2026, 1, 1))),
            )
            copy.execute("COMMIT")
        except sqlite3.IntegrityError as error:
            return "overlap" if is_overlap(IntegrityError(str(error))) else str(error)
        finally:
            copy.close()
        return "written"

    assert race(write) == ["overlap"] * 5 + ["written"]
