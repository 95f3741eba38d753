"""Outlooks of many rules at once, worked out in a process apart: JSON in, JSON out.

One simulation serves all rules of an indicator that look equally far ahead. Needs numpy: this is
imported by that process, benchmarks and tests only (`foundation.confined`).
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retning.core.benchmark.calibration import Calibration, committed
from retning.core.benchmark.figures import Break, Panel, unpacked
from retning.core.benchmark.outlook import Outlook, WhySilent, outlook
from retning.core.benchmark.paths import Paths
from retning.core.benchmark.worth import Foretold
from retning.core.benchmark.worth import measured as measured_worth
from retning.core.periods import Period, of_ordinal, period_of
from retning.core.targets.events import Asked, event_of, figures_in
from retning.core.targets.kinds import Direction
from retning.core.targets.plain import from_plain
from retning.core.targets.verdicts import Measured, Peers

FEWEST = 50
"""Municipalities with figures below which the calibration, made on the whole country, says
nothing."""
QUANTILES = ("p10", "p25", "p50", "p75", "p90")
NOT_ASKED, UNTESTED = "not_asked", "untested"


def foresee(question: bytes, _arguments: Mapping[str, str]) -> bytes:
    """`{"on", "indicators": {code: {"panel", …}}, "rules": [{"code", "target", "period"}]}` to a
    list of answers in the order of the rules: `{"probability", "silent_because", "deadline",
    "fan", "skill"}`."""
    try:
        calibration: Calibration | None = committed()
    except FileNotFoundError:
        calibration = None
    return json.dumps(answers(json.loads(question), calibration)).encode()


def answers(asked: Mapping[str, Any], calibration: Calibration | None) -> list[dict[str, Any]]:
    """What `foresee` says, by a calibration; without one nothing is told."""
    on = date.fromisoformat(asked["on"])
    measured = {code: _measured(said) for code, said in asked["indicators"].items()}
    kept: dict[tuple[str, str, int], Paths | None] = {}
    return [_answer(rule, measured[rule["code"]], on, calibration, kept) for rule in asked["rules"]]


def _measured(said: Mapping[str, Any]) -> Measured:
    return Measured(
        panel=unpacked(base64.b64decode(said["panel"])),
        municipality=said["municipality"],
        unit=said["unit"],
        polarity=Direction(said["polarity"]) if said["polarity"] else None,
        breaks=tuple(Break(period_of(code)) for code in said["breaks"]),
        peers=Peers(
            region=frozenset(said["region"]),
            neighbours=frozenset(said["neighbours"]),
            groups={name: frozenset(codes) for name, codes in said["groups"].items()},
        ),
        population=said["population"],
        is_representative=said.get("is_representative", True),
    )


def _answer(
    rule: Mapping[str, Any],
    measured: Measured,
    on: date,
    calibration: Calibration | None,
    kept: dict[tuple[str, str, int], Paths | None],
) -> dict[str, Any]:
    period = rule.get("period") or None
    whole = Measured(**{**vars(measured), "period": tuple(period) if period else None})
    asked = event_of(from_plain(rule["target"]), whole, on=on)
    if asked is None:
        return {"silent_because": NOT_ASKED}
    told = {"deadline": asked.period.code}
    if calibration is None:
        return {**told, "silent_because": UNTESTED}
    history = history_of(whole, asked.areas, asked.newest)
    if np.isfinite(history[-1]).sum() < FEWEST:
        return {**told, "silent_because": UNTESTED}
    horizon = years_ahead(asked)
    key = (rule["code"], asked.newest.code, horizon)
    found = outlook(
        history, asked.event, horizon=horizon, calibration=calibration, paths=kept.get(key)
    )
    kept[key] = found.paths
    said = _told(found, asked, horizon, whole.panel)
    if measured_worth().is_silent(rule["code"], Foretold(asked.event.kind.value)):
        said = {"silent_because": WhySilent.NO_SKILL.value, "skill": said["skill"]}
    return {**told, **said}


def years_ahead(asked: Asked) -> int:
    """Whole years, the last one begun counted whole: forecasts were tested by the year."""
    return -(-asked.steps // asked.newest.kind.a_year)


def history_of(measured: Measured, areas: Sequence[str], newest: Period) -> NDArray[np.float64]:
    """`[year, municipality]` up to `newest`, the same part of each year, NaN where there is no
    figure; only what is counted as the newest figures are (after the last break)."""
    panel = measured.panel
    earliest = min(period for period in panel.periods)
    breaks = [each.period for each in measured.breaks if each.period.kind is newest.kind]
    since = max((each for each in breaks if each <= newest), default=earliest)
    first = max(since, earliest)
    years = range(newest.ordinal, first.ordinal - 1, -newest.kind.a_year)
    rows = [figures_in(measured, areas, of_ordinal(newest.kind, each)) for each in years]
    return np.array(rows[::-1])


def _told(found: Outlook, asked: Asked, horizon: int, panel: Panel) -> dict[str, Any]:
    skill = {}
    if found.skill is not None:
        skill = {
            **asdict(found.skill),
            "skill": round(found.skill.skill, 4),
            "kind": asked.event.kind.value,
            "horizon": horizon,
        }
    if found.why_silent is not None or not found.is_shown[asked.column]:
        why = found.why_silent.value if found.why_silent is not None else "no_figure"
        return {"silent_because": why, "skill": skill}
    return {
        "probability": round(float(found.probability[asked.column]), 4),
        "skill": skill,
        "fan": _fan(found, asked, panel.decimals),
    }


def _fan(found: Outlook, asked: Asked, decimals: int) -> list[dict[str, Any]]:
    quantiles = found.fan(asked.column)
    if quantiles is None or not np.isfinite(quantiles).all():
        return []
    return [
        {
            "period": asked.newest.years_later(year).code,
            **{
                name: f"{float(value):.{decimals}f}"
                for name, value in zip(QUANTILES, row, strict=True)
            },
        }
        for year, row in enumerate(quantiles, 1)
    ]
