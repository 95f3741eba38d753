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


def told_before_the_kill(site: Installation, seed: int, *, seconds: float) -> int:
    """The last step that the reviewer was told of before it was killed."""
    command = [sys.executable, "-m", "tests.helpers.reviewing", "work", str(seed)]
    with subprocess.Popen(command, env=site.environment, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline()]
        time.sleep(seconds)
        process.kill()
        lines += process.stdout.read().split(b"\n")
    return max(int(line) for line in lines if line.strip())


def test_every_step_is_whole_and_none_is_lost(tmp_path: Path) -> None:
    chance = random.Random(187)
    with installation(tmp_path) as site:
        before = json.loads(site.python("-m", "tests.helpers.reviewing", "prepare"))
        told = 0
        for seed in range(KILLS):
            last = told_before_the_kill(site, seed, seconds=chance.uniform(0.0, 0.3))
            assert last > told, "no deed came through: the test proves nothing"
            told = last
        found = json.loads(site.python("-m", "tests.helpers.reviewing", "reckon"))
    # A deed may have come through whose answer was cut off by the kill, one each time at most.
    assert told <= found["steps"] <= told + 1
    assert found["told"] == found["steps"]
    assert found["there"] == before
