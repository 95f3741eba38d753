"""The benchmarks say what they are: in their README, and when they are asked."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from benchmarks import __main__ as benchmarks

ROW = re.compile(r"^\| `(\w+)` \| \S", re.MULTILINE)


def test_the_readme_names_benchmarks_that_there_are_and_all_of_the_hearing(
    repository: Path,
) -> None:
    told = set(ROW.findall((repository / "benchmarks" / "README.md").read_text()))
    assert told - set(benchmarks.names()) == set()
    of_the_hearing = {name for name in benchmarks.names() if name.startswith("hearing_")}
    assert len(of_the_hearing) >= 6
    assert of_the_hearing - told == set()


def test_whoever_asks_is_told_and_nothing_is_run(capsys: pytest.CaptureFixture[str]) -> None:
    assert benchmarks.main(["--help"]) == 0
    lines = capsys.readouterr().out.splitlines()
    for name in benchmarks.names():
        assert f"{name}: {benchmarks.says(name)}" in lines
    assert not any(line.startswith("===") for line in lines)
