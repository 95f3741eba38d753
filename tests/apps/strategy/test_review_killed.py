"""A reviewer is killed in the middle of deeds: what was told is there, nothing is half-done."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.helpers.processes import Installation, installation

pytestmark = pytest.mark.kill

KILLS = 8


def told_before_the_kill(site: Installation, seed: int, *, after: int, seconds: float) -> int:
    """The last step that the reviewer was told of before it was killed, `seconds` after it had
    done the first one of its own: a step beyond `after`."""
    command = [sys.executable, "-m", "tests.helpers.reviewing", "work", str(seed)]
    with subprocess.Popen(command, env=site.environment, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        # A deed that changes nothing makes no step, and tells the number of the one before.
        steps = (int(line) for line in process.stdout)
        last = next((step for step in steps if step > after), None)
        assert last is not None, "the reviewer ended by itself"
        time.sleep(seconds)
        process.kill()
        return max([last, *steps])


def test_every_step_is_whole_and_none_is_lost(tmp_path: Path) -> None:
    chance = random.Random(187)
    with installation(tmp_path) as site:
        before = json.loads(site.python("-m", "tests.helpers.reviewing", "prepare"))
        told = 0
        for seed in range(KILLS):
            told = told_before_the_kill(site, seed, after=told, seconds=chance.uniform(0.0, 0.3))
        found = json.loads(site.python("-m", "tests.helpers.reviewing", "reckon"))
    # A deed may have come through whose answer was cut off by the kill, one each time at most.
    assert told <= found["steps"] <= told + 1
    assert found["told"] == found["steps"]
    assert found["there"] == before
