"""No two rows of a `Validity` model may hold on the same day within its `no_overlap` fields.

PostgreSQL holds it by an exclusion constraint over the period (with the extension btree_gist), so
that the second of two transactions at once waits, and is refused. SQLite has one writer at a time
(our transactions are immediate), so a trigger that looks is as good.
"""

from collections.abc import Iterator

from django.apps import apps
from django.db import IntegrityError
from django.db.backends.base.base import BaseDatabaseWrapper

from retning.foundation.records.triggers import PREFIX, Guard, is_sqlite, is_there, short

NAME = f"{PREFIX}no_overlap_"


def is_overlap(error: IntegrityError) -> bool:
    """Whether `error` is the database refusing a second row for the same days."""
    return NAME in str(error)


def guards(connection: BaseDatabaseWrapper) -> Iterator[Guard]:
    """The guards that the models ask for."""
    for model in apps.get_models():
        fields: tuple[str, ...] = getattr(model, "no_overlap", ())
        if not fields or model._meta.proxy or not is_there(model, connection):
            continue
        table = model._meta.db_table
        column_of = {field.name: str(field.column) for field in model._meta.local_concrete_fields}
        columns = [column_of[name] for name in fields]
        if is_sqlite(connection):
            yield from _sqlite(table, columns, key=str(model._meta.pk.column))
        else:
            yield _postgresql(table, columns)


def _sqlite(table: str, columns: list[str], *, key: str) -> Iterator[Guard]:
    name = f"{NAME}{short(table)}"
    same = "".join(f' AND other."{column}" IS {{row}}."{column}"' for column in columns)
    overlaps = (
        f'SELECT 1 FROM "{table}" AS other WHERE '  # noqa: S608 (names from the models)
        '(other."valid_to" IS NULL OR other."valid_to" > {row}."valid_from") AND '
        '({row}."valid_to" IS NULL OR {row}."valid_to" > other."valid_from")' + same
    )
    refuse = f"BEGIN SELECT RAISE(ABORT, '{name}'); END"
    breach = (
        f'SELECT 1 FROM "{table}" AS this WHERE EXISTS '  # noqa: S608
        f'({overlaps.format(row="this")} AND other."{key}" <> this."{key}") LIMIT 1'
    )
    inserted = overlaps.format(row="NEW")
    updated = f'{inserted} AND other."{key}" IS NOT OLD."{key}"'
    for deed, select in (("INSERT", inserted), ("UPDATE", updated)):
        trigger = f"{name}_{deed.lower()}"
        yield Guard(
            name=trigger,
            create=(
                f'CREATE TRIGGER "{trigger}" BEFORE {deed} ON "{table}" '
                f"WHEN EXISTS ({select}) {refuse}"
            ),
            existing_breach=breach,
        )


def _postgresql(table: str, columns: list[str]) -> Guard:
    name = f"{NAME}{short(table)}"
    same = "".join(
        f"(CASE WHEN \"{column}\" IS NULL THEN 'null' ELSE '=' || \"{column}\"::text END) WITH =, "
        for column in columns
    )
    return Guard(
        name=name,
        create=(
            f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" EXCLUDE USING gist '
            f"({same}daterange(valid_from, valid_to) WITH &&)"
        ),
        comment_on=f'CONSTRAINT "{name}" ON "{table}"',
        needs_btree_gist=True,
    )
