"""Guards: what the database itself holds beyond Django's constraints.

They are put in after every `migrate` (SQLite loses its triggers where a migration rebuilds a
table), replaced where a model's declaration has changed, and taken away with it. On SQLite they
step aside while migrations change tables, and while `flush` empties them.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, IntegrityError, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from retning.foundation.records import immutability, overlap
from retning.foundation.records.triggers import Guard, is_sqlite, present


def wanted(connection: BaseDatabaseWrapper) -> list[Guard]:
    """Every guard that the models ask for and whose table is there."""
    return [*overlap.guards(connection), *immutability.guards(connection)]


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of the guards that the database ought to have and has not, or has otherwise."""
    now = {guard.name: guard.definition for guard in present(connection)}
    return [guard.name for guard in wanted(connection) if now.get(guard.name) != guard.definition]


def install(connection: BaseDatabaseWrapper) -> None:
    """Make the database's guards those that the models ask for.

    Raises IntegrityError where rows already there break one, and ImproperlyConfigured where
    PostgreSQL's extension btree_gist is missing and may not be created.
    """
    with transaction.atomic(using=connection.alias):
        want = {guard.name: guard for guard in wanted(connection)}
        have = {guard.name: guard for guard in present(connection)}
        for name, old in have.items():
            if name not in want or want[name].definition != old.definition:
                _execute(connection, old.drop)
        new = [
            guard
            for name, guard in want.items()
            if name not in have or have[name].definition != guard.definition
        ]
        if new and not is_sqlite(connection):
            _execute(connection, immutability.FUNCTION)
        if any(guard.needs_btree_gist for guard in new):
            _create_btree_gist(connection)
        for guard in new:
            _put_in(connection, guard)


def lift(connection: BaseDatabaseWrapper) -> None:
    """Take every guard away. `install` puts them back."""
    with transaction.atomic(using=connection.alias):
        for guard in present(connection):
            _execute(connection, guard.drop)


@contextmanager
def lifted_on_sqlite(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Without guards while SQLite does by DELETE what PostgreSQL does by TRUNCATE, which no row's
    trigger sees."""
    if not is_sqlite(connection):
        yield
        return
    lift(connection)
    try:
        yield
    finally:
        install(connection)


def _put_in(connection: BaseDatabaseWrapper, guard: Guard) -> None:
    if guard.existing_breach:
        with connection.cursor() as cursor:
            cursor.execute(guard.existing_breach)
            if cursor.fetchone():
                raise IntegrityError(f"{guard.name}: rows already there break it")
    _execute(connection, guard.create)
    if guard.comment_on:
        _execute(connection, f"COMMENT ON {guard.comment_on} IS '{guard.definition}'")


def _create_btree_gist(connection: BaseDatabaseWrapper) -> None:
    try:
        with transaction.atomic(using=connection.alias):
            _execute(connection, "CREATE EXTENSION IF NOT EXISTS btree_gist")
    except DatabaseError as error:
        raise ImproperlyConfigured(
            "Retning needs PostgreSQL's extension btree_gist (Debian: in the package postgresql; "
            "elsewhere often postgresql-contrib), and may not create it here. Ask whoever runs "
            "the database to run, in this database: CREATE EXTENSION btree_gist;"
        ) from error


def _execute(connection: BaseDatabaseWrapper, sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)
