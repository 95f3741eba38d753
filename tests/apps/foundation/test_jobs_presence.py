"""Who is alive: a lock that the kernel drops with its process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from retning.foundation.jobs.presence import Presence

HOLD = """
import sys
from pathlib import Path
from retning.foundation.jobs.presence import Presence
with Presence(Path(sys.argv[1]), worker="other"):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_worker_is_alive_while_its_process_is(tmp_path: Path) -> None:
    with Presence(tmp_path, worker="me") as presence:
        process = subprocess.Popen(
            [sys.executable, "-c", HOLD, str(tmp_path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": "src"},
        )
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        assert not presence.is_dead("other")
        process.kill()
        process.wait()
        assert presence.is_dead("other")


def test_nothing_is_known_of_a_worker_elsewhere_and_oneself_is_alive(tmp_path: Path) -> None:
    with Presence(tmp_path, worker="me") as presence:
        assert not presence.is_dead("on another machine")
        assert not presence.is_dead("me")


def test_the_files_of_the_long_dead_are_swept(tmp_path: Path) -> None:
    for number in range(150):
        (tmp_path / f"w{number}.lock").touch()
    with Presence(tmp_path, worker="me"):
        assert len(list(tmp_path.glob("*.lock"))) == 101
