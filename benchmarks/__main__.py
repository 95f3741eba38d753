"""Runs the benchmarks: `python -m benchmarks`, or `python -m benchmarks NAME …` for some."""

from __future__ import annotations

import ast
import pkgutil
import platform
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import benchmarks


def names() -> list[str]:
    """Every module of this folder is a benchmark, those whose name begins with `_` apart."""
    found = (module.name for module in pkgutil.iter_modules(benchmarks.__path__))
    return sorted(name for name in found if not name.startswith("_"))


def says(name: str) -> str:
    """The first line of a benchmark's docstring, read without running it."""
    text = (Path(benchmarks.__path__[0]) / f"{name}.py").read_text()
    return (ast.get_docstring(ast.parse(text)) or "").partition("\n")[0]


def main(arguments: Sequence[str]) -> int:
    chosen = list(arguments) or names()
    if unknown := sorted(set(chosen) - set(names())):
        print(f"No such benchmark: {', '.join(unknown)}. There are: {', '.join(names())}")
        return 2
    print(f"Python {platform.python_version()}, {platform.machine()}", flush=True)
    failed = []
    for name in chosen:
        print(f"\n=== {name}: {says(name)}", flush=True)
        # A process each, so that one's warm caches are not another's result.
        command = [sys.executable, "-m", f"benchmarks.{name}"]
        if subprocess.run(command, check=False).returncode != 0:
            failed.append(name)
    if failed:
        print(f"\nNot reached: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
