"""Outlooks of many rules at once, as the process apart works them out."""

from __future__ import annotations

import base64
import json
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from retning.core.benchmark.calibration import Calibration, Fit, Skill
from retning.core.benchmark.events import Best, BetterThan, Beyond, EventKind
from retning.core.benchmark.figures import Break, Figure, Panel, panel_of
from retning.core.benchmark.paths import shape_of, simulate
from retning.core.benchmark.traits import past_of, traits
from retning.core.periods import period_of
from retning.core.targets import as_plain, typed
from retning.core.targets.foreseeing import answers, foresee, history_of
from retning.core.targets.verdicts import Measured

# As good as its constants: what matters here is what is asked and told, not how well.
KINDS = {EventKind.LEVEL: 2.0, EventKind.STANDING: 0.0, EventKind.MOVEMENT: 0.0}
EVENTS = {
    EventKind.LEVEL: Beyond(1, 40.0),
    EventKind.STANDING: Best(1, Fraction(1, 4)),
    EventKind.MOVEMENT: BetterThan(1, np.arange(98.0)),
}
FLAT = np.arange(98.0) + np.arange(10.0)[:, None] % 3
PATHS = simulate(FLAT, horizon=2, paths=20)
TRAITS = {
    kind: traits(event, past_of(FLAT, shape_of(FLAT), 2), PATHS, 2).values.shape[1]
    for kind, event in EVENTS.items()
}
CALIBRATION = Calibration(
    fits={
        (kind, horizon): Fit(constant, (0.0,) * TRAITS[kind], 0.5, 1000)
        for kind, constant in KINDS.items()
        for horizon in range(1, 5)
    },
    skills={
        (kind, horizon): Skill(0.15, 0.25 if horizon < 4 else 0.1, 900, 2007, 2015)
        for kind in KINDS
        for horizon in range(1, 5)
    },
    provenance="tests",
)
AREAS = [f"{number}" for number in range(101, 199)]


def panel(first: int = 2005, last: int = 2025) -> Panel:
    """98 municipalities in a row, all rising, each with a swing of its own."""
    cells = {}
    for year in range(first, last + 1):
        for place, area in enumerate(AREAS):
            swing = ((place * 7 + year * 13) % 11) - 5
            value = Decimal(300 + place * 5 + (year - first) * 4 + swing).scaleb(-1)
            cells[area, period_of(str(year))] = Figure(value)
    return panel_of(cells)


def asked(
    *rules: dict[str, Any],
    figures: Panel | None = None,
    calibration: Calibration | None = CALIBRATION,
    **more: Any,
) -> list[Any]:
    said = {
        "panel": base64.b64encode((figures or panel()).packed()).decode(),
        "municipality": "150",
        "unit": "%",
        "polarity": "up",
        "breaks": [],
        "region": [],
        "neighbours": [],
        "groups": {},
        "population": {},
        **more,
    }
    question = {"on": "2026-03-02", "indicators": {"a": said}, "rules": list(rules)}
    return answers(question, calibration)


def rule(text: str, period: list[int] | None = None) -> dict[str, Any]:
    return {"code": "a", "target": as_plain(typed(text)), "period": period or []}


def test_a_level_is_told_with_deadline_fan_and_skill() -> None:
    near, far = asked(rule("mindst 40 % i 2027"), rule("mindst 40 % i 2028"))
    assert (near["deadline"], far["deadline"]) == ("2027", "2028")
    assert near["probability"] == 0.8808  # 1 / (1 + e^-2)
    assert [line["period"] for line in near["fan"]] == ["2026", "2027"]
    assert Decimal(near["fan"][0]["p10"]) <= Decimal(near["fan"][0]["p90"])
    assert (near["skill"]["kind"], near["skill"]["horizon"]) == ("level", 2)
    assert (near["skill"]["skill"], near["skill"]["events"]) == (0.4, 900)


def test_the_same_question_has_the_same_answer() -> None:
    one = asked(rule("blandt de 25 % bedste i 2028"), rule("mindst 45 % i 2028"))
    assert one == asked(rule("blandt de 25 % bedste i 2028"), rule("mindst 45 % i 2028"))
    assert one[0]["probability"] == 0.5
    assert one[0]["fan"] == one[1]["fan"]


def test_where_forecasts_were_no_better_than_the_base_rate_nothing_is_told() -> None:
    (answer,) = asked(rule("mindst 40 % i 2029"))
    assert answer["silent_because"] == "no_skill"
    assert "probability" not in answer
    assert "fan" not in answer


def test_without_a_calibration_nothing_is_told() -> None:
    (answer,) = asked(rule("mindst 40 % i 2027"), calibration=None)
    assert answer == {"deadline": "2027", "silent_because": "untested"}


def test_as_a_process_apart_is_asked() -> None:
    question = {"on": "2026-03-02", "indicators": {}, "rules": []}
    assert foresee(json.dumps(question).encode(), {}) == b"[]"


@pytest.mark.parametrize(
    "text", ["mindst 40 %", "mindst 40 % i 2024"], ids=["no deadline", "deadline has passed"]
)
def test_what_has_no_deadline_ahead_is_not_asked(text: str) -> None:
    assert asked(rule(text)) == [{"silent_because": "not_asked"}]


def test_figures_of_a_few_municipalities_are_untested() -> None:
    few = panel_of(
        {cell: figure for area in AREAS[40:60] for cell, figure in _of(panel(), area).items()}
    )
    (answer,) = asked(rule("mindst 40 % i 2027"), figures=few)
    assert answer == {"deadline": "2027", "silent_because": "untested"}


def test_a_single_year_says_nothing_of_movement() -> None:
    (answer,) = asked(rule("mindst 40 % i 2027"), figures=panel(2025, 2025))
    assert answer["silent_because"] == "too_short"
    assert "probability" not in answer


def test_a_deadline_further_ahead_than_was_tested_is_not_told() -> None:
    (answer,) = asked(rule("mindst 40 % i 2060"))
    assert answer["silent_because"] == "too_far"


def test_history_begins_at_the_last_break_and_keeps_gaps() -> None:
    cells = {
        (area, period_of(year)): Figure(Decimal(5))
        for area in AREAS
        for year in ("2018", "2020", "2022", "2023")
    }
    measured = Measured(
        panel_of(cells), "150", breaks=(Break(period_of("2020")), Break(period_of("2030")))
    )
    history = history_of(measured, AREAS, period_of("2023"))
    assert history.shape == (4, 98)
    assert [bool(row[0] == 5) for row in history] == [True, False, True, True]


def _of(figures: Panel, area: str) -> dict[Any, Figure]:
    return {(area, period): figure for period, figure in figures.history(area)}
