"""A throwaway PostgreSQL cluster for tests, stopped and removed whatever happens.

It listens on a Unix socket in a folder that only its owner may enter, never on the network, and
never runs as root. From the command line, with `DATABASE_URL` set for the command:

    python tools/postgres.py run -- pytest tests/apps
    python tools/postgres.py run --durable -- pytest -m kill
"""

from __future__ import annotations

import argparse
import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from urllib.parse import quote

PACKAGE = "postgresql"
ROLE = DATABASE = "retning"
FOLDERS = ("usr/lib/postgresql/*/bin", "usr/pgsql-*/bin", "opt/homebrew/opt/postgresql@*/bin")
PR_SET_PDEATHSIG = 1
FAST = ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]


class Missing(RuntimeError):
    """PostgreSQL's server programs are not on this machine."""


class Unstartable(RuntimeError):
    """The cluster did not come up; the message holds the end of its log."""


@dataclass(frozen=True)
class Account:
    """Whom the server runs as; None means as ourselves."""

    user: int | None
    group: int | None


@dataclass(frozen=True)
class Cluster:
    """A running cluster. `url` is what `DATABASE_URL` takes; `folder` holds socket and data."""

    url: str
    folder: Path
    process_id: int


def programs() -> Path:
    """The folder of `initdb` and `postgres`, the newest where several are installed.

    Raises Missing where there is none.
    """
    found = [
        folder
        for pattern in (
            "/usr/lib/postgresql/*/bin",
            "/usr/pgsql-*/bin",
            "/opt/homebrew/opt/postgresql@*/bin",
        )
        for folder in sorted(Path("/").glob(pattern.lstrip("/")), key=_version)
    ]
    on_path = shutil.which("initdb")
    if on_path:
        found.insert(0, Path(on_path).resolve().parent)
    for folder in reversed(found):
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise Missing(f"PostgreSQL's server is missing (Debian and Ubuntu: apt install {PACKAGE})")


def _version(folder: Path) -> int:
    digits = "".join(character for character in folder.parent.name if character.isdigit())
    return int(digits or 0)


def _account() -> Account:
    if os.geteuid() != 0:
        return Account(None, None)
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid)
    raise Missing("PostgreSQL refuses to run as root, and there is no user postgres or nobody")


def _end_with_parent() -> None:
    # A test run that is killed hard must not leave a server behind (Linux only).
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGINT)


def _popen(command: Sequence[object], account: Account, log: Path) -> subprocess.Popen[bytes]:
    environment = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    with log.open("ab") as output:
        return subprocess.Popen(
            [str(part) for part in command],
            cwd=log.parent,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            user=account.user,
            group=account.group,
            extra_groups=None if account.user is None else [],
            start_new_session=True,
            preexec_fn=_end_with_parent,  # noqa: PLW1509 - this program has one thread here
        )


def _initialise(bin_folder: Path, folder: Path, account: Account) -> None:
    command = [
        *(bin_folder / "initdb", "--pgdata", folder / "data", "--username", ROLE),
        *("--auth", "trust", "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"),
    ]
    log = folder / "initdb.log"
    if _popen(command, account, log).wait(timeout=120) != 0:
        raise Unstartable(f"initdb failed:\n{log.read_text()[-2000:]}")


def _ready(bin_folder: Path, folder: Path, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    command = [str(bin_folder / "createdb"), "-h", str(folder), "-U", ROLE, DATABASE]
    while time.monotonic() < deadline:
        if server.poll() is not None:
            break
        if subprocess.run(command, capture_output=True, check=False).returncode == 0:
            return
        time.sleep(0.1)
    raise Unstartable(f"PostgreSQL did not start:\n{(folder / 'server.log').read_text()[-2000:]}")


def _stop(server: subprocess.Popen[bytes]) -> None:
    for sign in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        if server.poll() is not None:
            return
        server.send_signal(sign)
        try:
            server.wait(timeout=15)
        except subprocess.TimeoutExpired:
            continue


@contextmanager
def cluster(*, durable: bool = False) -> Iterator[Cluster]:
    """A running cluster with an empty database; `durable` really writes to disk (fsync).

    Raises Missing or Unstartable.
    """
    bin_folder, account = programs(), _account()
    folder = Path(tempfile.mkdtemp(prefix="retning-pg-", dir="/tmp"))
    try:
        if account.user is not None and account.group is not None:
            os.chown(folder, account.user, account.group)
        _initialise(bin_folder, folder, account)
        settings = ["-c", "listen_addresses=", "-c", f"unix_socket_directories={folder}"]
        settings += ["-c", "max_connections=60", *([] if durable else FAST)]
        command = [bin_folder / "postgres", "-D", folder / "data", *settings]
        server = _popen(command, account, folder / "server.log")
        try:
            _ready(bin_folder, folder, server)
            url = f"postgresql://{ROLE}@{quote(str(folder), safe='')}/{DATABASE}"
            yield Cluster(url=url, folder=folder, process_id=server.pid)
        finally:
            _stop(server)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _leave(sign: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + sign)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    actions = parser.add_subparsers(dest="action", required=True)
    run = actions.add_parser("run", help="run a command against a throwaway cluster")
    run.add_argument("--durable", action="store_true", help="write to disk for real (fsync)")
    run.add_argument("command", nargs="+", help="after --, the command and its arguments")
    given = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, _leave)
    try:
        with cluster(durable=given.durable) as running:
            environment = {**os.environ, "DATABASE_URL": running.url}
            return subprocess.run(given.command, env=environment, check=False).returncode
    except (Missing, Unstartable) as problem:
        print(problem, file=sys.stderr)
        return 3


if __name__ == "__main__":
    raise SystemExit(main())
