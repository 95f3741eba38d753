"""Questions to the database whose SQL is written once in a process, and asked with other values.

Django builds a queryset and writes its SQL anew each time it is asked. For what every public page
asks, with ten subqueries, that takes longer than the database's answer. No answer is kept here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Expression, Field, Model, QuerySet
from django.db.models.sql.compiler import SQLCompiler

MOST_SHAPES = 64
"""How many lengths of lists a question is written for; longer ones are written each time."""


class Asked(Expression):
    """Where a value goes that is given when the question is asked; `field` says how a database
    takes it. `place` is that in a list, from 0."""

    def __init__(self, name: str, field: Field[Any, Any], place: int | None = None) -> None:
        super().__init__(output_field=field)
        self.name, self.place = name, place

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[Any, ...]]:
        return "%s", (self,)

    def given(self, values: dict[str, Any], connection: BaseDatabaseWrapper) -> Any:
        """The value as the database's driver takes it."""
        value = values[self.name] if self.place is None else values[self.name][self.place]
        return self.output_field.get_db_prep_value(value, connection)


@dataclass(frozen=True)
class _Written:
    sql: str
    params: tuple[Any, ...]
    compiler: SQLCompiler

    def rows(self, values: dict[str, Any]) -> Iterator[Sequence[Any]]:
        connection = connections[DEFAULT_DB_ALIAS]
        params = [
            each.given(values, connection) if isinstance(each, Asked) else each
            for each in self.params
        ]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, params)
            found = cursor.fetchall()
        compiler = copy(self.compiler)
        compiler.connection = connection  # another thread's has written the SQL
        return iter(compiler.apply_converters(found, self.converters))

    @cached_property
    def converters(self) -> Any:
        return self.compiler.get_converters([each[0] for each in self._select])

    @property
    def _select(self) -> list[Any]:
        # `col_count` and `select` are None only before the SQL has been written.
        return list((self.compiler.select or [])[: self.compiler.col_count])

    @cached_property
    def _shape(self) -> tuple[type[Model], list[str], slice, dict[str, int]]:
        info, select = self.compiler.klass_info, self._select
        if info is None or info.get("related_klass_infos"):
            raise TypeError("instances are made of one model: annotate, not select_related")
        where = slice(info["select_fields"][0], info["select_fields"][-1] + 1)
        names = [each[0].target.attname for each in select[where]]
        return info["model"], names, where, self.compiler.annotation_col_map or {}

    def models(self, values: dict[str, Any]) -> Iterator[Any]:
        model, names, where, annotations = self._shape
        for row in self.rows(values):
            made = model.from_db(DEFAULT_DB_ALIAS, names, row[where])
            for name, column in annotations.items():
                setattr(made, name, row[column])
            yield made


class Question:
    """`build` makes the queryset of what is asked: it is given an `Asked`, or a list of them, for
    each of `fields`. Asked by calling `models` or, where it names values, `rows`: one query."""

    def __init__(self, build: Callable[..., QuerySet[Any, Any]], **fields: Field[Any, Any]) -> None:
        self._build, self._fields = build, fields
        self._written: dict[tuple[int, ...], _Written] = {}
        self._lock = Lock()

    def models(self, **values: Any) -> list[Any]:
        """Instances, with what is annotated beside them. No list may be empty."""
        return list(self._written_for(values).models(values))

    def rows(self, **values: Any) -> list[Sequence[Any]]:
        """Rows of a queryset with `values_list`. No list may be empty."""
        return list(self._written_for(values).rows(values))

    def _written_for(self, values: dict[str, Any]) -> _Written:
        given = [values[name] for name in self._fields]
        shape = tuple(len(each) if isinstance(each, list) else -1 for each in given)
        found = self._written.get(shape)
        if found is None:
            found = self._write(values)
            with self._lock:
                if len(self._written) < MOST_SHAPES:
                    self._written[shape] = found
        return found

    def _write(self, values: dict[str, Any]) -> _Written:
        asked = {name: _asked(name, value, self._fields[name]) for name, value in values.items()}
        compiler = self._build(**asked).query.get_compiler(using=DEFAULT_DB_ALIAS)
        sql, params = compiler.as_sql()
        return _Written(sql, tuple(params), compiler)


def _asked(name: str, value: Any, field: Field[Any, Any]) -> Asked | list[Asked]:
    if isinstance(value, list):
        return [Asked(name, field, place) for place in range(len(value))]
    return Asked(name, field)
