"""Workers killed hard and started again: every job is done, and done once."""

from __future__ import annotations

import os
import signal
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from tests.helpers.processes import PATIENCE_SECONDS, Installation, Killer, installation

pytestmark = pytest.mark.kill

JOBS = 100
KILLS = 10


def counts(site: Installation) -> dict:
    # What is done is asked first: whoever reads "done" reads the effect of it after that.
    states = site.query(
        "SELECT task.status, COUNT(*), SUM(job.losses) FROM jobs_job job"
        " JOIN django_tasks_database_dbtaskresult task ON task.id = job.task_id"
        " WHERE job.tenant = '187' GROUP BY task.status"
    )
    numbers = site.query("SELECT number FROM counted ORDER BY number")
    return {
        "numbers": [number for (number,) in numbers],
        "states": {status: amount for status, amount, _ in states},
        "losses": sum(int(losses) for _, _, losses in states),
    }


def wait_until_done(site: Installation, jobs: int) -> dict:
    return site.wait_for(
        lambda: (now := counts(site))["states"] == {"SUCCESSFUL": jobs} and now,
        f"{jobs} jobs done: {counts(site)}",
        every=0.1,
    )


def prepared(site: Installation, *, jobs: int, seconds: float = 0.1, gate: str = "") -> None:
    site.python("-m", "tests.helpers.counting", "prepare")
    site.python("-m", "tests.helpers.counting", "enqueue", str(jobs), str(seconds), gate)


def test_no_job_is_lost_or_done_twice_by_kills(tmp_path: Path) -> None:
    with installation(tmp_path) as site:
        prepared(site, jobs=JOBS, seconds=0.3)

        def two_workers() -> None:
            for _ in range(2 - len(site.in_role("worker"))):
                site.start("worker")
            site.wait_for(lambda: "RUNNING" in counts(site)["states"], "a job at work")

        killer = Killer(site, seed=187)
        killer.run(kills=KILLS, victims=("worker",), pause=(0.0, 0.5), between=two_workers)
        site.start("worker")
        done = wait_until_done(site, JOBS)
        assert len(killer.kills) == KILLS
        assert done["numbers"] == list(range(JOBS))
        assert done["losses"] >= 1, "no kill hit a job at work: the test proves nothing"


def expired(site: Installation) -> bool:
    """Let the lease of every job be over; False where somebody holds what is to be written."""
    change = "UPDATE jobs_job SET lease_until = '2020-01-01 00:00:00' WHERE tenant = '187'"
    url = site.environment["DATABASE_URL"]
    if url.startswith("sqlite:///"):
        file = url.removeprefix("sqlite:///")
        with closing(sqlite3.connect(file, timeout=0.5, isolation_level=None)) as connection:
            try:
                return connection.execute(change).rowcount == 1
            except sqlite3.OperationalError:
                return False
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SET lock_timeout = '500ms'")
        try:
            return connection.execute(change).rowcount == 1
        except psycopg.errors.LockNotAvailable:
            return False


def test_a_worker_that_was_stopped_for_long_cannot_finish_what_another_took(
    tmp_path: Path,
) -> None:
    with installation(tmp_path) as site:
        gate = tmp_path / "gate"
        prepared(site, jobs=1, gate=str(gate))
        sleeper = site.start("worker")
        site.wait_for(lambda: "RUNNING" in counts(site)["states"], "the job to run")
        sleeper.send_signal(signal.SIGSTOP)
        while not expired(site):
            # Stopped in the middle of a heartbeat it would keep everybody from writing.
            sleeper.send_signal(signal.SIGCONT)
            time.sleep(0.05)
            sleeper.send_signal(signal.SIGSTOP)
        gate.touch()
        site.start("worker")
        done = wait_until_done(site, 1)
        assert done["numbers"] == [0]
        os.kill(sleeper.pid, signal.SIGCONT)
        site.wait_for(lambda: ": lost in" in site.log, "the sleeper to notice")
        time.sleep(0.5)
        assert counts(site)["numbers"] == [0]


def test_a_terminated_worker_hands_back_the_job_that_it_cannot_finish(tmp_path: Path) -> None:
    with installation(tmp_path) as site:
        prepared(site, jobs=1, gate=str(tmp_path / "never opened"))
        worker = site.start("worker")
        site.wait_for(lambda: "RUNNING" in counts(site)["states"], "the job to run")
        worker.terminate()
        assert worker.wait(timeout=PATIENCE_SECONDS) == 0
        left = counts(site)
        assert (left["states"], left["losses"], left["numbers"]) == ({"READY": 1}, 0, [])
