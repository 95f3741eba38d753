"""Runs the benchmarks: `python -m benchmarks`, or `python -m benchmarks NAME …` for some.

`--help` tells which there are, and what each measures.
"""

from __future__ import annotations

import ast
import pkgutil
import platform
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import benchmarks
from benchmarks import _claims
from benchmarks._claims import Claim

RESULTS = Path(benchmarks.__path__[0]) / "results"
KEPT = RESULTS / "latest.md"


@dataclass
class Ran:
    """What one benchmark claimed and how it ended."""

    name: str
    claims: list[Claim] = field(default_factory=list)
    seconds: float = 0.0
    is_reached: bool = False


def names() -> list[str]:
    """Every module of this folder is a benchmark, those whose name begins with `_` apart."""
    found = (module.name for module in pkgutil.iter_modules(benchmarks.__path__))
    return sorted(name for name in found if not name.startswith("_"))


def says(name: str) -> str:
    """The first line of a benchmark's docstring, read without running it."""
    text = (Path(benchmarks.__path__[0]) / f"{name}.py").read_text()
    return (ast.get_docstring(ast.parse(text)) or "").partition("\n")[0]


def run(name: str) -> Ran:
    """Run one benchmark, show what it prints, and gather what it claims."""
    ran, began = Ran(name), time.monotonic()
    # A process each, so that one's warm caches are not another's result.
    command = [sys.executable, "-u", "-m", f"benchmarks.{name}"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            print(line, end="", flush=True)
            if claim := _claims.read(line):
                ran.claims.append(claim)
    ran.is_reached = process.returncode == 0
    ran.seconds = time.monotonic() - began
    return ran


def machine() -> str:
    """What it was measured on, and how busy that was."""
    return f"Python {platform.python_version()}, {platform.machine()}, {_claims.load()}"


def table(rows: Sequence[Ran]) -> Iterator[str]:
    """Everything that was claimed, as a table that people can read as it is."""
    cells = [("benchmark", "figure", "measured", "must be", "")]
    for ran in rows:
        for claim in ran.claims:
            bar = "" if claim.bar == "printed" else claim.bar
            end = "" if claim.is_reached else "NOT REACHED"
            cells.append((ran.name, claim.name, claim.value, bar, end))
        end = "reached" if ran.is_reached else "NOT REACHED"
        cells.append((ran.name, "all of it", f"in {ran.seconds:.0f} s", "", end))
    widths = [max(len(row[column]) for row in cells) for column in range(5)]
    for number, row in enumerate(cells):
        padded = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        yield f"| {' | '.join(padded)} |"
        if number == 0:
            yield f"| {' | '.join('-' * width for width in widths)} |"


def main(arguments: Sequence[str]) -> int:
    if {"-h", "--help"} & set(arguments):
        print(__doc__, *(f"{name}: {says(name)}" for name in names()), sep="\n")
        return 0
    chosen = list(arguments) or names()
    if unknown := sorted(set(chosen) - set(names())):
        print(f"No such benchmark: {', '.join(unknown)}. There are: {', '.join(names())}")
        return 2
    begun = machine()
    print(begun, flush=True)
    rows = []
    for name in chosen:
        print(f"\n=== {name}: {says(name)}", flush=True)
        rows.append(run(name))
    lines = list(table(rows))
    print("\n=== Summary", *lines, sep="\n", flush=True)
    RESULTS.mkdir(exist_ok=True)
    KEPT.write_text("\n".join([f"{begun}; at the end {_claims.load()}", "", *lines, ""]))
    return 0 if all(ran.is_reached for ran in rows) else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
