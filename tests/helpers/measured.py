"""Panels and measured figures for tests, without randomness."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from retning.core.benchmark.figures import Figure, Panel, State, panel_of
from retning.core.periods import period_of
from retning.core.targets import Measured

STATES = {
    "": State.MISSING,
    "..": State.SUPPRESSED,
    "M": State.NOT_PUBLISHED,
    "U": State.UNDEFINED,
}


def figure(said: str) -> Figure:
    """A cell as sources write it: "33.0", "..", "M", "U", or nothing."""
    return Figure(None, STATES[said]) if said in STATES else Figure(Decimal(said))


def panel(rows: Mapping[str, Mapping[str, str]], areas: Sequence[str] = ()) -> Panel:
    """A panel of rows by period: {"2019": {"187": "33.0"}}."""
    return panel_of(
        {
            (area, period_of(code)): figure(said)
            for code, row in rows.items()
            for area, said in row.items()
        },
        areas,
    )


def codes(count: int) -> list[str]:
    """That many municipality codes, from 101; Christiansø is none."""
    return [str(code) for code in range(101, 101 + count)]


def country(figures: Sequence[object], period: str = "2019") -> dict[str, dict[str, str]]:
    """One period's row for the first municipality codes."""
    row = {code: str(each) for code, each in zip(codes(len(figures)), figures, strict=True)}
    return {period: row}


def measured(
    rows: Mapping[str, Mapping[str, str]], municipality: str = "187", **known: Any
) -> Measured:
    """What a target is judged on."""
    return Measured(panel(rows), municipality, **known)
