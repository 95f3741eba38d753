"""A parallel run begins with what takes longest."""

from __future__ import annotations

from pathlib import Path

from tests.helpers.scheduling import APART, LONG, LongestFirst, longest_first


def test_the_long_come_first_and_then_those_with_the_most_tests() -> None:
    nodeids = ["a.py::x", "b.py::x", "b.py::y[a::b]", f"{LONG[1]}::x", f"{LONG[0]}::x", "c.py::x"]
    assert longest_first(nodeids) == [LONG[0], LONG[1], "b.py", "a.py", "c.py"]


def test_a_file_is_one_piece_of_work_but_for_those_apart(pytestconfig) -> None:
    def piece(nodeid: str) -> str:
        return LongestFirst._split_scope(object.__new__(LongestFirst), nodeid)

    assert piece("tests/web/test_api.py::test_it[a]") == "tests/web/test_api.py"
    assert piece(f"{APART[0]}::test_it[a]") == f"{APART[0]}::test_it[a]"


def test_every_file_that_is_named_is_there(repository: Path) -> None:
    assert [file for file in (*APART, *LONG) if not (repository / file).is_file()] == []
