"""How a benchmark says what it claims: one line each, which `python -m benchmarks` gathers.

goal page: 1.41 × bare (at most 2)
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass

MISSED = "  NOT REACHED"
LINE = re.compile(
    r"(?P<name>[^:]+): (?P<value>.+?) \((?P<bar>(?:at most|at least|exactly|printed) ?[^)]*)\)"
    rf"(?P<missed>{MISSED})?"
)


@dataclass(frozen=True)
class Claim:
    """One figure beside its bar; `bar` is "printed" where there is none."""

    name: str
    value: str
    bar: str
    is_reached: bool


def claim(
    name: str,
    value: float,
    unit: str = "",
    *,
    at_most: float | None = None,
    at_least: float | None = None,
) -> bool:
    """Print a figure beside its bar, of which there is one; whether it is reached."""
    if at_most is not None:
        is_reached = value <= at_most
        bar = f"at most {at_most:g}" if at_most else "exactly 0"
    elif at_least is not None:
        is_reached = value >= at_least
        bar = f"at least {at_least:g}"
    else:
        raise TypeError("a claim has a bar")
    _say(name, value, unit, bar, "" if is_reached else MISSED)
    return is_reached


def figure(name: str, value: float, unit: str = "") -> None:
    """Print a figure that has no bar."""
    _say(name, value, unit, "printed", "")


def read(line: str) -> Claim | None:
    """The claim that a printed line makes, or None."""
    found = LINE.fullmatch(line.rstrip())
    if found is None:
        return None
    return Claim(found["name"], found["value"], found["bar"], not found["missed"])


def load() -> str:
    """How busy the machine is: processes that want a processor, and processors."""
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"


def _say(name: str, value: float, unit: str, bar: str, end: str) -> None:
    whole = value == int(value) or abs(value) >= 100
    shown = f"{value:.0f}" if whole else f"{value:.3f}" if value < 1 else f"{value:.2f}"
    print(f"{name}: {shown}{' ' if unit else ''}{unit} ({bar}){end}", flush=True)
