"""Workers killed hard and started again: every job is done, and done once."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from tests.helpers.processes import Installation, Killer, installation

pytestmark = pytest.mark.kill

JOBS = 60
KILLS = 10


def counts(site: Installation) -> dict:
    numbers = site.query("SELECT number FROM counted ORDER BY number")
    states = site.query(
        "SELECT task.status, COUNT(*), SUM(job.losses) FROM jobs_job job"
        " JOIN django_tasks_database_dbtaskresult task ON task.id = job.task_id"
        " WHERE job.tenant = '187' GROUP BY task.status"
    )
    return {
        "numbers": [number for (number,) in numbers],
        "states": {status: amount for status, amount, _ in states},
        "losses": sum(int(losses) for _, _, losses in states),
    }


def wait_until_done(site: Installation, jobs: int) -> dict:
    return site.wait_for(
        lambda: (now := counts(site))["states"] == {"SUCCESSFUL": jobs} and now,
        f"{jobs} jobs done: {counts(site)}",
        seconds=60,
        every=0.1,
    )


def prepared(site: Installation, *, jobs: int, seconds: float) -> None:
    site.python("-m", "tests.helpers.counting", "prepare")
    site.python("-m", "tests.helpers.counting", "enqueue", str(jobs), str(seconds))


def test_no_job_is_lost_or_done_twice_by_kills(tmp_path: Path) -> None:
    with installation(tmp_path) as site:
        prepared(site, jobs=JOBS, seconds=0.3)

        def two_workers() -> None:
            for _ in range(2 - len(site.in_role("worker"))):
                site.start("worker")
            site.wait_for(lambda: "RUNNING" in counts(site)["states"], "a job at work", seconds=30)

        killer = Killer(site, seed=187)
        killer.run(kills=KILLS, victims=("worker",), pause=(0.0, 0.5), between=two_workers)
        site.start("worker")
        done = wait_until_done(site, JOBS)
        assert len(killer.kills) == KILLS
        assert done["numbers"] == list(range(JOBS))
        assert done["losses"] >= 1, "no kill hit a job at work: the test proves nothing"


def test_a_worker_that_was_stopped_for_long_cannot_finish_what_another_took(
    tmp_path: Path,
) -> None:
    with installation(tmp_path) as site:
        prepared(site, jobs=1, seconds=2.0)
        sleeper = site.start("worker")
        site.wait_for(lambda: "RUNNING" in counts(site)["states"], "the job to run")
        sleeper.send_signal(signal.SIGSTOP)
        expire = (
            "import django; django.setup();"
            "from retning.foundation.jobs.models import Job;"
            "jobs = Job.objects.filter(tenant='187');"
            "print(jobs.update(lease_until='2020-01-01T00:00:00Z'))"
        )
        assert site.python("-c", expire).strip() == "1"
        site.start("worker")
        done = wait_until_done(site, 1)
        assert done["numbers"] == [0]
        os.kill(sleeper.pid, signal.SIGCONT)
        site.wait_for(lambda: ": lost in" in site.log, "the sleeper to notice")
        time.sleep(0.5)
        assert counts(site)["numbers"] == [0]


def test_a_terminated_worker_hands_its_job_back_in_seconds(tmp_path: Path) -> None:
    with installation(tmp_path) as site:
        prepared(site, jobs=1, seconds=8.0)
        worker = site.start("worker")
        site.wait_for(lambda: "RUNNING" in counts(site)["states"], "the job to run")
        begun = time.monotonic()
        worker.terminate()
        assert worker.wait(timeout=10) == 0
        assert time.monotonic() - begun < 5
        left = counts(site)
        assert (left["states"], left["losses"], left["numbers"]) == ({"READY": 1}, 0, [])
