"""The kill-and-restart harness: Retning as its own processes, on a database of their own.

    with installation(tmp_path) as site:            # migrated; DATABASE_URL's kind of database
        site.start("serve")                          # or "web", "worker"
        site.wait_until_answers("/")
        site.kill(site.find("worker"))               # kill -9; `serve` starts it again
        killer = Killer(site, seed=1)                # kills at random moments, the same each time
        killer.run(kills=200, victims=("web", "worker"), pause=(0.2, 1.5))

Nothing here uses Django in the test's own process: what is to be asked of the site's database is
asked by `site.query(...)`, or by `site.python(...)`, a process in the site's environment.
Processes are told apart by the command line that /proc shows, and only descendants of what was
started here are ever killed.
"""

from __future__ import annotations

import http.client
import os
import random
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

ROOT = Path(__file__).resolve().parent.parent.parent
MIGRATE = ("manage", "migrate", "--no-input", "--skip-checks", "-v0")
# How long is waited before something is taken to have hung. A busy machine takes its time, so this
# is no measure of anything: every wait ends with what it waits for.
PATIENCE_SECONDS = 300.0
COMMAND = (sys.executable, "-m", "retning.config.cli")


class NotInTime(AssertionError):
    """What was waited for did not happen; the message ends with the site's log."""


@dataclass(frozen=True)
class Process:
    """A living process: its parent's id, and its command line."""

    parent: int
    command_line: str

    def role(self, *, parent: Process | None) -> str:
        """serve, web or worker as started; `page` for what the web server has forked or spawned."""
        words = self.command_line.split()
        if "spawn_main" in self.command_line:
            return "page"
        if "retning.config.cli" not in words:
            return ""
        return "page" if parent and parent.command_line == self.command_line else words[-1]


@dataclass
class Installation:
    """A site of its own: data folder, database, port, environment, and what runs of it."""

    folder: Path
    port: int
    environment: dict[str, str]
    started: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        """Everything the processes have said so far."""
        path = self.folder / "log"
        return path.read_text(errors="replace") if path.exists() else ""

    def start(self, *command: str, program: Sequence[str] = COMMAND) -> subprocess.Popen[bytes]:
        """Start `retning COMMAND` (or another program) in this site's environment."""
        with (self.folder / "log").open("ab") as log:
            process = subprocess.Popen(
                [*program, *command],
                env=self.environment,
                cwd=ROOT,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self.started.append(process)
        return process

    def run(self, *command: str, program: Sequence[str] = COMMAND) -> str:
        """Run `retning COMMAND` (or another program) to its end; what it printed."""
        done = subprocess.run(
            [*program, *command],
            env=self.environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=PATIENCE_SECONDS,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def python(self, *command: str) -> str:
        """Run `python COMMAND` in the site's environment; what it printed."""
        return self.run(*command, program=(sys.executable,))

    def query(self, statement: str) -> list[tuple[Any, ...]]:
        """Rows of the site's database, read past Django by the driver itself."""
        url = self.environment["DATABASE_URL"]
        if url.startswith("sqlite:///"):
            file = url.removeprefix("sqlite:///")
            with closing(sqlite3.connect(file, timeout=PATIENCE_SECONDS)) as connection:
                return list(connection.execute(statement))
        import psycopg

        with psycopg.connect(url) as connection:
            return list(connection.execute(statement))

    def processes(self) -> dict[int, Process]:
        """Every living descendant of what was started here, by id."""
        return descendants([process.pid for process in self.started if process.poll() is None])

    def find(self, role: str, *, seconds: float = PATIENCE_SECONDS) -> int:
        """The id of a process in a `role`: serve, web, worker, or `page` for a web server's own
        worker. Waits for one up to so many seconds."""
        return self.all_in_role(role, seconds=seconds)[0]

    def all_in_role(self, role: str, *, seconds: float = PATIENCE_SECONDS) -> list[int]:
        """The ids of all processes in a role, at least one; waits for it up to so many seconds."""
        what = f"a process in the role {role}"
        found: list[int] = self.wait_for(lambda: self.in_role(role), what, seconds=seconds)
        return found

    def in_role(self, role: str) -> list[int]:
        """The ids of all processes in a role, the oldest first."""
        found = self.processes()
        return sorted(
            process_id
            for process_id, process in found.items()
            if process.role(parent=found.get(process.parent)) == role
        )

    def kill(self, process_id: int) -> bool:
        """kill -9, of a process of this site only; whether it was still there."""
        if process_id not in self.processes():
            return False
        try:
            os.kill(process_id, signal.SIGKILL)
        except ProcessLookupError:
            return False
        return True

    def stop(self) -> None:
        """Ask everything to end, and kill what has not after a minute."""
        for process in self.started:
            if process.poll() is None:
                process.terminate()
        for process in self.started:
            try:
                process.wait(timeout=60)
            except subprocess.TimeoutExpired:
                for process_id in descendants([process.pid]):
                    os.kill(process_id, signal.SIGKILL)
                process.wait()
        self.started.clear()

    def get(
        self, path: str = "/", *, headers: Mapping[str, str] | None = None
    ) -> tuple[int, bytes]:
        """Status and body of a page; 0 where nobody answered, or died in the middle of it."""
        request = urllib.request.Request(self.url + path, headers=dict(headers or {}))
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as refusal:
            return refusal.code, refusal.read()
        except (OSError, http.client.HTTPException):
            return 0, b""

    def wait_until_answers(self, path: str = "/", *, seconds: float = PATIENCE_SECONDS) -> float:
        """Wait until the site answers at all; how many seconds that took."""
        begun = time.monotonic()
        self.wait_for(lambda: self.get(path)[0] or None, f"an answer at {path}", seconds=seconds)
        return time.monotonic() - begun

    def wait_for(
        self,
        look: Callable[[], Any],
        what: str,
        *,
        seconds: float = PATIENCE_SECONDS,
        every: float = 0.02,
    ) -> Any:
        """The first true value of `look`; NotInTime after `seconds`."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if found := look():
                return found
            time.sleep(every)
        raise NotInTime(f"Waited {seconds:.0f} s for {what}\n{self.log[-4000:]}")


@dataclass
class Killer:
    """Kills processes at moments that are random and, for one seed, always the same."""

    site: Installation
    seed: int
    kills: list[str] = field(default_factory=list)

    def run(
        self,
        *,
        kills: int,
        victims: Sequence[str],
        pause: tuple[float, float],
        between: Callable[[], object] = lambda: None,
    ) -> None:
        """Kill `kills` times, each a random role of `victims`, after a random pause in seconds.

        `between` is called before each pause: start what is not supervised, or do some work.
        """
        chance = random.Random(self.seed)
        for _ in range(kills):
            role = chance.choice(list(victims))
            wait = chance.uniform(*pause)
            between()
            self.site.find(role)
            time.sleep(wait)
            # Who is there may end by itself before it is hit, and then another one must be.
            while not self.site.kill(chance.choice(self.site.all_in_role(role))):
                pass
            self.kills.append(role)


def descendants(roots: Sequence[int]) -> dict[int, Process]:
    """Living processes begun by `roots`, themselves included, by id (Linux)."""
    living: dict[int, Process] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state, parent = (folder / "stat").read_text().rpartition(")")[2].split()[:2]
            line = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode().strip()
        except OSError:
            continue
        if state != "Z" and line:
            living[int(folder.name)] = Process(parent=int(parent), command_line=line)
    found: dict[int, Process] = {}
    wanted = set(roots)
    while wanted:
        found |= {number: living[number] for number in wanted if number in living}
        wanted = {number for number, one in living.items() if one.parent in wanted} - found.keys()
    return found


def memory(process_id: int) -> dict[str, float]:
    """MiB of a process: `rss` as the kernel counts it, `pss` with shared pages divided, and
    `highest`, the most that `rss` has been."""
    rollup = Path(f"/proc/{process_id}/smaps_rollup").read_text().splitlines()[1:]
    status = Path(f"/proc/{process_id}/status").read_text().splitlines()
    lines = [*rollup, *(line for line in status if line.startswith("VmHWM"))]
    sizes = {line.split(":")[0]: int(line.split()[1]) / 1024 for line in lines}
    return {"rss": sizes["Rss"], "pss": sizes["Pss"], "highest": sizes["VmHWM"]}


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


@contextmanager
def installation(
    folder: Path, *, prepare: Sequence[str] = MIGRATE, **settings: str
) -> Iterator[Installation]:
    """A migrated site in `folder`, in test mode; stopped and its database dropped at the end.

    On SQLite the database is a file in `folder`; where DATABASE_URL names a PostgreSQL, a new
    database there. `settings` are further environment variables.
    """
    port = free_port()
    with _database(folder) as database_url:
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith("RETNING_")
        } | {
            "RETNING_MODE": "test",
            "RETNING_DATA_DIR": str(folder),
            "RETNING_BIND": f"127.0.0.1:{port}",
            "DATABASE_URL": database_url,
            "DJANGO_SETTINGS_MODULE": "retning.config.settings",
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
            "PYTHONUNBUFFERED": "1",
            # A site that starts as fast as an installed one: its code is compiled once.
            "PYTHONDONTWRITEBYTECODE": "",
            "PYTHONPYCACHEPREFIX": str(ROOT / ".pytest_cache" / "bytecode"),
            **settings,
        }
        site = Installation(folder=folder, port=port, environment=environment)
        try:
            if prepare:
                site.run(*prepare)
            yield site
        finally:
            site.stop()


@contextmanager
def _database(folder: Path) -> Iterator[str]:
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        yield f"sqlite:///{folder / 'retning.sqlite3'}"
        return
    import psycopg

    name = f"retning_{uuid4().hex[:12]}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            base, _, old = url.rpartition("/")
            _, mark, options = old.partition("?")
            yield f"{base}/{name}{mark}{options}"
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
