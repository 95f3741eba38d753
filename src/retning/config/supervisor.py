"""Web and worker as one process to start and to stop.

The supervisor itself imports nothing slow. It starts its children, starts a dead one again, passes
a stop on to both, and is itself not needed by them to end: they end with it (`lifeline`).
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from types import FrameType

PARENT = "RETNING_SUPERVISOR"
LOOK_SECONDS = 0.05
LIVED_WELL_SECONDS = 3.0
FIRST_PAUSE_SECONDS = 0.2
LONGEST_PAUSE_SECONDS = 10.0
STOP_SECONDS = 8.0


@dataclass
class Child:
    """One supervised command; it is started whenever it is not running."""

    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    start_again_at: float = 0.0
    bad_ends: int = 0

    def start(self, *, now: float) -> None:
        self.process = subprocess.Popen(  # the parent's id lets the child notice our death
            self.command, env=os.environ | {PARENT: str(os.getpid())}, process_group=0
        )
        self.started_at = now

    def note_end(self, *, now: float) -> str:
        """Note that the child has ended and when to start it again; what to say of it."""
        code = self.process.returncode if self.process else 0
        self.process = None
        if code == -signal.SIGKILL:
            self.bad_ends = 0  # killed from outside: not to blame, and back at once
        elif now - self.started_at >= LIVED_WELL_SECONDS:
            self.bad_ends = 1
        else:
            self.bad_ends += 1
        pause = _pause(self.bad_ends)
        self.start_again_at = now + pause
        return f"{self.name} ended ({_how(code)}); starts again in {pause:.1f} s"


def _pause(bad_ends: int) -> float:
    if bad_ends == 0:
        return 0.0
    return float(min(FIRST_PAUSE_SECONDS * 2 ** min(bad_ends - 1, 10), LONGEST_PAUSE_SECONDS))


def _how(code: int) -> str:
    return signal.Signals(-code).name if code < 0 else f"exit code {code}"


@dataclass
class Supervisor:
    """Keeps its children running until it is told to stop."""

    children: list[Child]
    stopping: bool = field(default=False, init=False)

    def run(self) -> int:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        try:
            while not self.stopping:
                self._look(now=time.monotonic())
                time.sleep(LOOK_SECONDS)
        finally:
            self._end_all()
        return 0

    def _stop(self, signum: int, frame: FrameType | None) -> None:
        self.stopping = True

    def _look(self, *, now: float) -> None:
        for child in self.children:
            if child.process is not None and child.process.poll() is not None:
                _say(child.note_end(now=now))
            if child.process is None and now >= child.start_again_at and not self.stopping:
                child.start(now=now)

    def _end_all(self) -> None:
        running = [child.process for child in self.children if child.process is not None]
        for process in running:
            process.terminate()
        deadline = time.monotonic() + STOP_SECONDS
        for process in running:
            try:
                process.wait(timeout=max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                _say(f"process {process.pid} did not stop in {STOP_SECONDS:.0f} s and is killed")
                process.kill()
                process.wait()


def _say(text: str) -> None:
    print(f"retning serve: {text}", file=sys.stderr, flush=True)
