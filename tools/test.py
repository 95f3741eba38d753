"""Runs every check and every test, in steps, and sums up: `make test`.

Every step runs, whatever became of the ones before. A step that cannot run for want of a program
is skipped and says which package to install; under CI=true that is a failure.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import FrameType

from tools import postgres, provision, setup

ROOT = setup.ROOT
TWO_AT_A_TIME = ["-n", "2", "--dist", "loadfile"]
NO_TESTS_FOUND = 5


class Outcome(StrEnum):
    PASSED = "passed"
    FAILED = "FAILED"
    SKIPPED = "skipped"


@dataclass(frozen=True)
class Step:
    """One step: `run` gives its exit code, `needs` the programs it cannot do without."""

    name: str
    says: str
    run: Callable[[], int]
    needs: tuple[provision.Need, ...] = ()


@dataclass(frozen=True)
class Done:
    step: Step
    outcome: Outcome
    seconds: float
    why: str = ""


def _call(command: Sequence[object], **environment: str) -> int:
    words = [str(word) for word in command]
    inherited = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    ran = subprocess.run(
        words,
        cwd=ROOT,
        env={**inherited, "PYTHONDONTWRITEBYTECODE": "1", **environment},
        stdin=subprocess.DEVNULL,
        check=False,
    )
    return ran.returncode


def _pytest(folders: Sequence[str], *options: str, core: bool = False, **environment: str) -> int:
    python = setup.python_of(setup.CORE_VENV if core else setup.VENV)
    there = [folder for folder in folders if any((ROOT / folder).rglob("test_*.py"))]
    if not there:
        print(f"There is no test in {' '.join(folders)}")
        return NO_TESTS_FOUND
    return _call([python, "-m", "pytest", "-q", *options, *there], **environment)


def _lint() -> int:
    return _call([setup.python_of(setup.VENV), "-m", "tools.lint"])


def _core() -> int:
    return _pytest(["tests/core"], *TWO_AT_A_TIME, core=True)


def _sqlite() -> int:
    return _pytest(["tests/apps", "tests/web", "tests/house"], *TWO_AT_A_TIME)


def _postgres() -> int:
    try:
        with postgres.cluster() as running:
            folders = ["tests/apps", "tests/web"]
            return _pytest(folders, *TWO_AT_A_TIME, DATABASE_URL=running.url)
    except (postgres.Missing, postgres.Unstartable) as problem:
        print(problem)
        return 1


def _journeys() -> int:
    return _pytest(["tests/journeys"])


STEPS = (
    Step("lint", "style, types, import contracts, templates, locks, catalogue", _lint),
    Step("core", "the pure cores, without Django", _core, (provision.TESSERACT,)),
    Step(
        "sqlite",
        "apps, web and house on SQLite",
        _sqlite,
        (provision.JAXB, provision.TESSERACT, provision.CLAMD),
    ),
    Step(
        "postgres",
        "apps and web on PostgreSQL",
        _postgres,
        (provision.POSTGRESQL, provision.TESSERACT),
    ),
    Step("journeys", "journeys in Chromium", _journeys, (provision.CHROMIUM,)),
)


def perform(step: Step, missing: Sequence[provision.Need], *, is_ci: bool) -> Done:
    """Run one step, or skip it where something it needs is missing (a failure under CI)."""
    print(f"\n=== {step.name}: {step.says}", flush=True)
    started = time.monotonic()
    needed = [need for need in step.needs if not need.is_optional]
    lacking = [need.missing for need in needed if need in missing]
    if lacking:
        why = "; ".join(lacking)
        print(why, flush=True)
        return Done(step, Outcome.FAILED if is_ci else Outcome.SKIPPED, 0.0, why)
    code = step.run()
    outcome = Outcome.FAILED if code else Outcome.PASSED
    why = "no test was found" if code == NO_TESTS_FOUND else f"exit code {code}" if code else ""
    return Done(step, outcome, time.monotonic() - started, why)


def sum_up(results: Sequence[Done], seconds: float) -> None:
    print("\n=== Summary")
    for done in results:
        why = f"  ({done.why})" if done.why else ""
        line = f"  {done.outcome:8}{done.step.name:10}{done.seconds:6.0f} s  {done.step.says}"
        print(line + why)
    counts = [sum(done.outcome is outcome for done in results) for outcome in Outcome]
    print(f"  in {seconds:.0f} s")
    print(f"steps: {counts[0]} passed, {counts[1]} failed, {counts[2]} skipped", flush=True)


def _leave(sign: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + sign)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    names = [step.name for step in STEPS]
    parser.add_argument("steps", nargs="*", metavar="step", help=", ".join(names))
    given = parser.parse_args(arguments).steps
    if unknown := set(given) - set(names):
        parser.error(f"no such step: {', '.join(sorted(unknown))} (there are {', '.join(names)})")
    # `kill` ends the run as tidily as an interrupt: servers are stopped.
    signal.signal(signal.SIGTERM, _leave)
    started = time.monotonic()
    try:
        setup.set_up("test")
    except setup.Failed as problem:
        print(f"\nSet-up could not finish:\n{problem}", file=sys.stderr)
        return 1
    steps = [step for step in STEPS if not given or step.name in given]
    is_ci = os.environ.get("CI", "").lower() in {"true", "1"}
    missing = provision.provide([need for step in steps for need in step.needs])
    results = [perform(step, missing, is_ci=is_ci) for step in steps]
    sum_up(results, time.monotonic() - started)
    return 1 if any(done.outcome is Outcome.FAILED for done in results) else 0


if __name__ == "__main__":
    raise SystemExit(main())
