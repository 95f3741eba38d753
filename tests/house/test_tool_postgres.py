"""The throwaway PostgreSQL: never root's, never on the network, gone at the end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from tools import postgres, provision

ROOT = Path(postgres.__file__).resolve().parent.parent

pytestmark = pytest.mark.skipif(provision.postgresql() is None, reason=provision.POSTGRESQL.missing)


def is_running(process_id: int) -> bool:
    try:
        return Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def wait_until_gone(process_id: int, folder: Path) -> None:
    deadline = time.monotonic() + 300
    while is_running(process_id) or folder.exists():
        assert time.monotonic() < deadline, f"{process_id} or {folder} is still there"
        time.sleep(0.05)


def test_it_is_nobodys_and_ends() -> None:
    with postgres.cluster() as running:
        assert Path(f"/proc/{running.process_id}").stat().st_uid != 0
        assert (running.folder.stat().st_mode & 0o777) == 0o700
        with psycopg.connect(running.url) as connection:
            said = {
                name: connection.execute(f"SHOW {name}").fetchone()
                for name in ("listen_addresses", "fsync")
            }
        assert said == {"listen_addresses": ("",), "fsync": ("off",)}
    wait_until_gone(running.process_id, running.folder)


def break_down(seen: list[postgres.Cluster]) -> None:
    with postgres.cluster(durable=True) as running:
        seen.append(running)
        with psycopg.connect(running.url) as connection:
            assert connection.execute("SHOW fsync").fetchone() == ("on",)
        raise ZeroDivisionError


def test_it_ends_when_the_tests_break() -> None:
    seen: list[postgres.Cluster] = []
    with pytest.raises(ZeroDivisionError):
        break_down(seen)
    wait_until_gone(seen[0].process_id, seen[0].folder)


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_when_the_run_is_ended(sign: signal.Signals) -> None:
    told = "import os; print(os.environ['DATABASE_URL'], flush=True); import time; time.sleep(600)"
    command = [sys.executable, "tools/postgres.py", "run", "--", sys.executable, "-c", told]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as run:
        assert run.stdout is not None
        url = run.stdout.readline().strip()
        folder = Path("/" + url.partition("%2F")[2].partition("/")[0].replace("%2F", "/"))
        process_id = int((folder / "data" / "postmaster.pid").read_text().split()[0])
        assert is_running(process_id)
        run.send_signal(sign)
    wait_until_gone(process_id, folder)


def test_its_exit_code_is_the_commands() -> None:
    command = [sys.executable, "tools/postgres.py", "run", "--", "sh", "-c", "exit 7"]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == 7


def test_root_is_given_up() -> None:
    if os.geteuid() != 0:
        pytest.skip("only root has something to give up")
    assert postgres._account().user not in {None, 0}
