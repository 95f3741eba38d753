"""What outlooks are worth, as pages tell it: the committed results, and where we are silent."""

from __future__ import annotations

import csv
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks import _outlook_published, outlook
from retning.core.benchmark.worth import Foretold, Measured, Worth, measured

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "retning" / "core" / "benchmark"
LINE = Worth(Foretold.MOVEMENT, "Tal", "tal", 1764, 1764, 0.2, 0.25, 0.25, 0.25, 0.25)


def test_the_package_carries_exactly_the_committed_results(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_outlook_published, "KEPT", tmp_path)
    _outlook_published.publish(outlook.RESULTS, outlook.NAMED)
    for name in ("outlook_by_indicator.csv", "outlook_reliability.csv"):
        assert (tmp_path / name).read_bytes() == (PACKAGE / name).read_bytes()


def test_all_together_are_as_the_algorithm_page_says() -> None:
    kinds = measured().kinds
    standing, movement, level = (kinds[kind] for kind in Foretold)
    assert round(standing.whole.over_as_today, 3) == 0.147
    assert round(standing.whole.over_gap, 3) == 0.127
    assert round(standing.calibration_error, 3) == 0.010
    assert round(movement.whole.over_base_rate, 3) == 0.130
    assert round(movement.whole.over_own_rate, 3) == 0.082
    assert round(movement.calibration_error, 3) == 0.022
    assert round(level.whole.over_as_today, 3) == 0.160
    assert round(100 * movement.whole.shown / movement.whole.forecasts) == 97
    assert {(each.first_start, each.last_start) for each in kinds.values()} == {(2007, 2015)}
    assert [len(each.steps) for each in kinds.values()] == [10, 10, 10]


def test_an_indicator_is_found_by_its_code_here() -> None:
    found = measured().of("unemployed-per-100")
    assert {each.name for each in found} == {"Fuldtidsledige pr. 100 17-64/66-årige"}
    assert [each.kind for each in found] == list(Foretold)
    imported = measured().of("noegletal-andel-0-2-aarige")
    assert imported[0].over_as_today == pytest.approx(1 - 0.0990 / 0.1193, abs=1e-6)
    assert measured().of("unknown") == []
    assert measured().of("") == []


def test_silence_needs_more_than_a_little_bad_luck() -> None:
    whole = replace(LINE, brier=0.225)  # skill 0.1
    found = Measured(whole, [], [], 2007, 2015)
    # Nine start years of -0.04 are less than four years of 0.1; of -0.05 they are more.
    assert not found.is_silent(replace(LINE, brier=0.26))
    assert found.is_silent(replace(LINE, brier=0.2625))
    # One start year alone must be far worse to silence us.
    assert not found.is_silent(replace(LINE, forecasts=196, brier=0.2625))


def test_indicators_without_skill_are_silent_for_that_kind_alone() -> None:
    record = measured()
    assert record.is_silent("unemployed-per-100", Foretold.MOVEMENT)
    assert not record.is_silent("unemployed-per-100", Foretold.STANDING)
    assert not record.is_silent("unknown", Foretold.MOVEMENT)
    silent = {
        kind: sum(found.is_silent(each) for each in found.indicators)
        for kind, found in record.kinds.items()
    }
    assert silent == {Foretold.STANDING: 0, Foretold.MOVEMENT: 36, Foretold.LEVEL: 0}


def test_every_code_is_one_indicators() -> None:
    with (PACKAGE / "outlook_by_indicator.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    keys = [(row["kind"], row["code"]) for row in rows]
    assert len(keys) == len(set(keys))


def test_reading_it_needs_no_numpy() -> None:
    said = (
        "import sys, retning.core.benchmark.worth as w; w.measured(); print('numpy' in sys.modules)"
    )
    source = str(Path(__file__).resolve().parents[2] / "src")
    done = subprocess.run(
        [sys.executable, "-c", said], env={"PYTHONPATH": source},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == "False"
