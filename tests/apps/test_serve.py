"""`retning serve`: web and worker together, back after a kill, and gone with their supervisor."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Iterator

import pytest

from retning.config.supervisor import Child
from tests.helpers.processes import PATIENCE_SECONDS, Installation, descendants, installation


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    with installation(tmp_path_factory.mktemp("serve")) as running:
        yield running


@pytest.fixture
def site(installed: Installation) -> Iterator[Installation]:
    """A migrated site of which nothing runs yet; stopped after each test."""
    (installed.folder / "log").unlink(missing_ok=True)
    yield installed
    installed.stop()


def whole_family(site: Installation) -> list[int]:
    """The supervisor, web, two pages and worker by their ids, once all of them are there."""
    roles = {"serve": 1, "web": 1, "page": 2, "worker": 1}
    is_whole = all(len(site.in_role(role)) >= number for role, number in roles.items())
    return list(site.processes()) if is_whole else []


@pytest.mark.kill
@pytest.mark.parametrize("role", ["page", "web", "worker"])
def test_whoever_is_killed_comes_back(site: Installation, role: str) -> None:
    site.start("serve")
    site.wait_until_answers()
    victim = site.find(role)
    site.kill(victim)
    site.wait_for(lambda: site.in_role(role) and victim not in site.in_role(role), f"a new {role}")
    site.wait_until_answers()
    both = ["web", "worker"]
    site.wait_for(lambda: [len(site.in_role(one)) for one in both] == [1, 1], "one of each")


@pytest.mark.parametrize("command", ["serve", "web"])
def test_a_taken_port_is_told_in_a_sentence(site: Installation, command: str) -> None:
    with socket.create_server(("127.0.0.1", site.port)):
        started = site.start(command)
        assert started.wait(timeout=PATIENCE_SECONDS) == 2
    assert f"Another program listens at 127.0.0.1:{site.port}." in site.log
    assert "Traceback" not in site.log


@pytest.mark.kill
def test_nobody_outlives_a_killed_supervisor(site: Installation) -> None:
    supervisor = site.start("serve")
    site.wait_until_answers()
    family = site.wait_for(lambda: whole_family(site), "web, two pages and worker")
    family.remove(supervisor.pid)
    supervisor.kill()
    supervisor.wait()
    site.wait_for(lambda: not descendants(family), "the children to end")


@pytest.mark.kill
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_told_to_stop_everything_stops(site: Installation, how: signal.Signals) -> None:
    supervisor = site.start("serve")
    site.wait_until_answers()
    site.wait_for(lambda: "Worker" in site.log and "starts" in site.log, "the worker to say so")
    family = site.wait_for(lambda: whole_family(site), "web, two pages and worker")
    os.kill(supervisor.pid, how)
    assert supervisor.wait(timeout=PATIENCE_SECONDS) == 0
    assert "has stopped" in site.log, "the worker was told, and came to its end"
    site.wait_for(lambda: not descendants(family), "the children to end")


@pytest.mark.kill
def test_web_and_worker_run_apart(site: Installation) -> None:
    web = site.start("web")
    site.wait_until_answers()
    assert site.in_role("worker") == []
    worker = site.start("worker")
    site.wait_for(lambda: "starts" in site.log, "the worker to say so")
    for process in (web, worker):
        process.terminate()
        assert process.wait(timeout=PATIENCE_SECONDS) == 0


def ended(child: Child, *, code: int, lived: float) -> float:
    """The pause that a child with this end gets before it is started again."""

    class Ended:
        returncode = code

    child.process, child.started_at = Ended(), 100.0  # type: ignore[assignment]
    child.note_end(now=100.0 + lived)
    return round(child.start_again_at - 100.0 - lived, 3)


def test_who_fails_at_once_waits_longer_each_time_and_who_is_killed_does_not() -> None:
    child = Child("web", ["web"])
    assert [ended(child, code=1, lived=0.5) for _ in range(4)] == [0.2, 0.4, 0.8, 1.6]
    assert ended(child, code=-signal.SIGKILL, lived=0.5) == 0.0
    assert ended(child, code=1, lived=0.5) == 0.2
    assert [ended(child, code=1, lived=0.5) for _ in range(9)][-1] == 10.0
    assert ended(child, code=1, lived=60.0) == 0.2
    assert ended(child, code=1, lived=0.5) == 0.4
