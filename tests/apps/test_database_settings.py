"""SQLite as we want it: each promise asked of a connection that Django opened."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

pytestmark = [
    pytest.mark.skipif(connection.vendor != "sqlite", reason="about SQLite alone"),
    pytest.mark.django_db,
]


@pytest.fixture
def on_file(tmp_path: Path) -> Iterator[BaseDatabaseWrapper]:
    """A connection with the settings of the site, to a database in a file."""
    wrapper = connections.create_connection("default")
    wrapper.settings_dict = {
        **wrapper.settings_dict,
        "NAME": str(tmp_path / "site.sqlite3"),
        "OPTIONS": dict(settings.DATABASES["default"]["OPTIONS"]),
    }
    yield wrapper
    wrapper.close()


def asked(wrapper: BaseDatabaseWrapper, pragma: str) -> object:
    with wrapper.cursor() as cursor:
        cursor.execute(f"PRAGMA {pragma}")
        return cursor.fetchone()[0]


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 20_000)],
)
def test_each_connection_is_set(on_file: BaseDatabaseWrapper, pragma: str, value: object) -> None:
    assert asked(on_file, pragma) == value
    on_file.close()
    assert asked(on_file, pragma) == value, "the second connection is not set"


def test_a_transaction_takes_its_lock_when_it_begins(on_file: BaseDatabaseWrapper) -> None:
    with on_file.cursor() as cursor:
        cursor.execute("CREATE TABLE kept (number integer)")
    on_file.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    try:
        name = on_file.settings_dict["NAME"]
        with (
            closing(sqlite3.connect(name, timeout=0, isolation_level=None)) as other,
            pytest.raises(sqlite3.OperationalError, match="locked"),
        ):
            other.execute("BEGIN IMMEDIATE")
    finally:
        on_file.rollback()
        on_file.set_autocommit(True)


@pytest.mark.django_db(transaction=True)
def test_a_reference_to_nothing_is_refused() -> None:
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO auth_permission (name, content_type_id, codename)"
            " VALUES ('x', 999999, 'x')"
        )
