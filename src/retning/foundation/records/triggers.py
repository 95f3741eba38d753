"""What a guard of the database is made of, and which guards a database has now.

`records.guards` puts them in; `records.overlap` and `records.immutability` say which are wanted.
"""

import hashlib
from dataclasses import dataclass

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

PREFIX = "retning_"
# PostgreSQL cuts names after 63 bytes; what we put around a table's name has at most 20 more.
LONGEST_TABLE = 63 - len(PREFIX) - 20


@dataclass(frozen=True)
class Guard:
    """One trigger or constraint: its name, and how it is made.

    `existing_breach`: a query for a row that breaks it, where the database does not look at the
    rows already there. `comment_on`: what to note the definition on, where the database does not
    keep the words it was made by.
    """

    name: str
    create: str
    existing_breach: str = ""
    comment_on: str = ""
    needs_btree_gist: bool = False

    @property
    def definition(self) -> str:
        """A mark by which a database's guard is known to be this one."""
        return digest(self.create)


@dataclass(frozen=True)
class Present:
    """A guard that the database has now, with its mark and how it is taken away."""

    name: str
    definition: str
    drop: str


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def short(table: str) -> str:
    """`table`, where need be cut so that a guard's name fits, and still unlike any other."""
    if len(table) <= LONGEST_TABLE:
        return table
    return f"{table[: LONGEST_TABLE - 9]}_{digest(table)[:8]}"


def is_sqlite(connection: BaseDatabaseWrapper) -> bool:
    return connection.vendor == "sqlite"


def is_there(model: type[models.Model], connection: BaseDatabaseWrapper) -> bool:
    """Whether the database has the model's table with all its columns: half-way through the
    migrations it may not."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if table not in connection.introspection.table_names(cursor):
            return False
        described = connection.introspection.get_table_description(cursor, table)
    columns = {column.name for column in described}
    return columns >= {field.column for field in model._meta.local_concrete_fields}


def present(connection: BaseDatabaseWrapper) -> list[Present]:
    """The guards that the database has now."""
    pattern = PREFIX.replace("_", r"\_") + "%"
    with connection.cursor() as cursor:
        if is_sqlite(connection):
            cursor.execute(_SQLITE_PRESENT, [pattern])
            return [
                Present(name, digest(sql), f'DROP TRIGGER "{name}"')
                for name, sql in cursor.fetchall()
            ]
        cursor.execute(_POSTGRESQL_PRESENT, [pattern, pattern])
        return [
            Present(name, definition or "", drop) for name, definition, drop in cursor.fetchall()
        ]


_SQLITE_PRESENT = r"""
SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s ESCAPE '\'
"""

_POSTGRESQL_PRESENT = """
SELECT c.conname, obj_description(c.oid, 'pg_constraint'),
       format('ALTER TABLE %%I DROP CONSTRAINT %%I', t.relname, c.conname)
  FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid
 WHERE c.contype = 'x' AND c.conname LIKE %s
   AND t.relnamespace = current_schema()::regnamespace
UNION ALL
SELECT g.tgname, obj_description(g.oid, 'pg_trigger'),
       format('DROP TRIGGER %%I ON %%I', g.tgname, t.relname)
  FROM pg_trigger g JOIN pg_class t ON t.oid = g.tgrelid
 WHERE NOT g.tgisinternal AND g.tgname LIKE %s
   AND t.relnamespace = current_schema()::regnamespace
"""
