"""Every check that runs without running Retning: style, types, contracts, templates, locks.

All checks run, whatever the first ones say; the exit code is 1 where any of them failed.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PYTHON_FOLDERS = ["src", "tests", "tools", "benchmarks"]
PIN = re.compile(r"^([a-z0-9-]+)(?:\[[a-z,-]+\])?==(\S+?)(?: ;.*)?(?: \\)?$", re.MULTILINE)


@dataclass(frozen=True)
class Result:
    name: str
    problems: str
    seconds: float


def lock_problems(root: Path = ROOT) -> Iterator[str]:
    """What is wrong with the lock files: addresses, missing hashes, two pins of one package."""
    locks = [*sorted((root / "requirements").glob("*.txt")), root / "package-lock.json"]
    for lock in locks:
        text = lock.read_text()
        for word in ("http:", "https:", "resolved", "index-url", "find-links", "file:"):
            if word in text:
                yield f"{lock.relative_to(root)}: names an address ({word!r})"
        if lock.suffix == ".txt" and text.count("==") and "--hash=sha256:" not in text:
            yield f"{lock.relative_to(root)}: holds no hashes"
    yield from _disagreements(root)


def _disagreements(root: Path) -> Iterator[str]:
    pins: dict[str, dict[str, str]] = {}
    for name in ("base", "core", "test", "bootstrap"):
        for package, version in PIN.findall((root / "requirements" / f"{name}.txt").read_text()):
            pins.setdefault(package, {})[name] = version
    for package, versions in sorted(pins.items()):
        if len(set(versions.values())) > 1:
            yield f"requirements: {package} is pinned differently: {versions}"
        if "base" in versions and "test" not in versions:
            yield f"requirements: test.txt lacks {package}, which base.txt has"


def _locks() -> str:
    return "\n".join(lock_problems())


def _command(*words: object) -> Callable[[], str]:
    def run() -> str:
        ran = subprocess.run(
            [str(word) for word in words],
            cwd=ROOT,
            env={**os.environ, "RETNING_MODE": "test", "PYTHONPATH": str(ROOT / "src")},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return ran.stdout.strip() or f"exit code {ran.returncode}" if ran.returncode else ""

    return run


def _templates() -> str:
    found = sorted((ROOT / "src").rglob("templates/**/*.html"))
    return _command(BIN / "djhtml", "--check", *found)() if found else ""


def checks() -> dict[str, Callable[[], str]]:
    """Each check's name, and a function that returns its problems: empty where there are none."""
    folders = [name for name in PYTHON_FOLDERS if (ROOT / name).exists()]
    return {
        "types (mypy)": _command(BIN / "mypy"),
        "style (ruff check)": _command(BIN / "ruff", "check", "--quiet", *folders),
        "layout (ruff format)": _command(BIN / "ruff", "format", "--quiet", "--check", *folders),
        "who may import whom (lint-imports)": _command(BIN / "lint-imports", "--no-cache"),
        "templates (djhtml)": _templates,
        "locks": _locks,
        "Danish catalogue": _command(sys.executable, ROOT / "tools" / "messages.py", "--check"),
    }


def _timed(item: tuple[str, Callable[[], str]]) -> Result:
    started = time.monotonic()
    problems = item[1]()
    return Result(item[0], problems, time.monotonic() - started)


def main() -> int:
    with ThreadPoolExecutor(max_workers=2) as pool:
        results = list(pool.map(_timed, checks().items()))
    for result in results:
        mark = "failed" if result.problems else "ok"
        print(f"  {mark:7}{result.name}  ({result.seconds:.1f} s)")
    for result in results:
        if result.problems:
            print(f"\n--- {result.name}\n{result.problems}")
    return 1 if any(result.problems for result in results) else 0


if __name__ == "__main__":
    raise SystemExit(main())
