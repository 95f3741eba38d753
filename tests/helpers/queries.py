"""Counting queries, with the SQL to look at where the count is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connections
from django.test.utils import CaptureQueriesContext

_HOUSEKEEPING = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK", "BEGIN", "COMMIT")


def counted(context: CaptureQueriesContext) -> list[str]:
    """The statements that ask or change something; a transaction's own are not counted."""
    statements = [query["sql"] for query in context.captured_queries]
    return [sql for sql in statements if not sql.lstrip().startswith(_HOUSEKEEPING)]


@contextmanager
def assert_queries(expected: int, *, using: str = "default") -> Iterator[None]:
    """The block asks the database exactly `expected` times; else every statement is listed."""
    with CaptureQueriesContext(connections[using]) as context:
        yield
    found = counted(context)
    if len(found) != expected:
        listed = "\n".join(f"{number:3}. {sql}" for number, sql in enumerate(found, start=1))
        raise AssertionError(f"{len(found)} queries, expected {expected}:\n{listed}")


def assert_queries_at_1_and_3(
    expected: int, *, add_row: Callable[[int], object], read: Callable[[], object]
) -> None:
    """`read` asks exactly `expected` times with one row and with three.

    `add_row` is called with 1, then with 2 and 3.
    """
    add_row(1)
    with assert_queries(expected):
        read()
    add_row(2)
    add_row(3)
    with assert_queries(expected):
        read()
