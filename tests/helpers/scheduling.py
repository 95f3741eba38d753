"""Which files a parallel run begins with, so that no core waits at its end for the other.

A worker is given a file at a time. What takes minutes comes first, what asks the processor beside
what waits for others; the many short files then fill what is left on both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest
from xdist.scheduler import LoadFileScheduling

# Its tests are long and know nothing of each other: each goes to whoever is free.
APART = ("tests/web/test_neighbour_walk.py",)
LONG = (
    "tests/web/test_neighbour_walk.py",
    "tests/web/test_kills_short.py",
    "tests/web/test_api_contract.py",
    "tests/web/test_hearing_kills_short.py",
    "tests/apps/foundation/test_reporting_accessible.py",
    "tests/apps/foundation/test_jobs_killed.py",
    "tests/house/test_migrations.py",
    "tests/web/test_record_kills.py",
    "tests/apps/strategy/test_review_killed.py",
    "tests/web/test_nothing_personal.py",
    "tests/apps/strategy/test_readings_scanned.py",
    "tests/house/test_tool_postgres.py",
    "tests/web/test_hearing_secrecy.py",
    "tests/apps/test_serve.py",
    "tests/web/test_trail_words.py",
    "tests/web/test_bad_uploads_served.py",
    "tests/web/test_staff_pages.py",
    "tests/house/test_budgets.py",
)


class LongestFirst(LoadFileScheduling):
    """The order of the collection, a file at a time."""

    def _split_scope(self, nodeid: str) -> str:
        file = super()._split_scope(nodeid)
        return nodeid if file in APART else file


def file_of(nodeid: str) -> str:
    return nodeid.partition("::")[0]


def longest_first(nodeids: Sequence[str]) -> list[str]:
    """The files that are long, in their order, and then those with the most tests."""
    tests = Counter(map(file_of, nodeids))
    ranks = {file: rank for rank, file in enumerate(LONG)}
    return sorted(tests, key=lambda file: (ranks.get(file, len(LONG)), -tests[file]))


def put_longest_first(items: list[pytest.Item]) -> None:
    """The tests of a file stay together, in the order that they have."""
    order = {file: rank for rank, file in enumerate(longest_first([i.nodeid for i in items]))}
    items.sort(key=lambda item: order[file_of(item.nodeid)])
