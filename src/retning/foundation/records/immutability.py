"""Rows that are written once: the database itself refuses to change or delete them.

A model says `immutable = True`; one whose rows may be deleted when their time is up (the audit
trail) says `erasable = True` as well.
"""

from collections.abc import Iterator

from django.apps import apps
from django.db import IntegrityError
from django.db.backends.base.base import BaseDatabaseWrapper

from retning.foundation.records.triggers import PREFIX, Guard, is_sqlite, is_there, short

NAME = f"{PREFIX}written_once_"

# PostgreSQL's triggers call a function; it is put in with them.
FUNCTION = f"""
CREATE OR REPLACE FUNCTION {PREFIX}refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING
        ERRCODE = 'integrity_constraint_violation', MESSAGE = TG_NAME, CONSTRAINT = TG_NAME;
END $$
"""


def is_refused(error: IntegrityError) -> bool:
    """Whether `error` is the database refusing to change or delete what is written once."""
    return NAME in str(error)


def guards(connection: BaseDatabaseWrapper) -> Iterator[Guard]:
    """The guards that the models ask for."""
    for model in apps.get_models():
        if not getattr(model, "immutable", False) or model._meta.proxy:
            continue
        if not is_there(model, connection):
            continue
        deeds = ["UPDATE"] if getattr(model, "erasable", False) else ["UPDATE", "DELETE"]
        for deed in deeds:
            yield _guard(model._meta.db_table, deed, on_sqlite=is_sqlite(connection))


def _guard(table: str, deed: str, *, on_sqlite: bool) -> Guard:
    name = f"{NAME}{short(table)}_{deed.lower()}"
    create = f'CREATE TRIGGER "{name}" BEFORE {deed} ON "{table}" '
    if on_sqlite:
        return Guard(name=name, create=f"{create}BEGIN SELECT RAISE(ABORT, '{name}'); END")
    return Guard(
        name=name,
        create=f"{create}FOR EACH ROW EXECUTE FUNCTION {PREFIX}refuse()",
        comment_on=f'TRIGGER "{name}" ON "{table}"',
    )
