"""The record under kill -9: each document is where it belongs exactly once, whole, whenever the
worker dies."""

from __future__ import annotations

import json
import signal
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.helpers.journal import delivered_in
from tests.helpers.processes import Installation, installation
from tests.helpers.replay import Replayer, json_reply, replay

pytestmark = pytest.mark.kill
DOCUMENTS = 12
KILLED_AFTER = (2, 6)
"""How many documents are there when the worker is killed, at whatever it is doing then."""
SEED = f"""
import django
django.setup()
from tests.cast import make_cast
from tests.factories import hearing as make
from tests.factories.organisation import NOW, TESTER
from tests.helpers.journal import sent, with_file
from retning.apps.hearing.services.journal import JOBS, make_entries, queue_deliveries
from retning.foundation import clock
hearing = make.hearing(make_cast().municipality)
for number in range({DOCUMENTS}):
    with_file(sent(hearing), f"Fil {{number}}.txt", f"Fil {{number}}".encode())
make_entries(by=JOBS, now=clock.now())
queue_deliveries(by=JOBS, now=clock.now())
"""


def delivered_under_kills(site: Installation, there: Callable[[], int]) -> None:
    """Kill the worker again and again while it delivers; then let one finish."""
    for least in KILLED_AFTER:
        worker = site.start("worker")
        site.wait_for(lambda least=least: there() >= least, f"{least} documents")
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    last: subprocess.Popen[bytes] = site.start("worker")
    site.wait_for(lambda: not _waiting(site), "every document on record")
    last.terminate()
    last.wait()


def _waiting(site: Installation) -> int:
    ((count,),) = site.query("SELECT COUNT(*) FROM hearing_journalentry WHERE state = 'waiting'")
    return int(count)


def states(site: Installation) -> Counter[str]:
    return Counter(state for (state,) in site.query("SELECT state FROM hearing_journalentry"))


def test_in_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "journal"
    folder.mkdir()
    with installation(_made(tmp_path / "site"), RETNING_JOURNAL=folder.as_uri()) as site:
        site.python("-c", SEED)
        delivered_under_kills(site, lambda: len(delivered_in(folder)))
        assert states(site) == {"delivered": DOCUMENTS}
    found = delivered_in(folder)
    numbers = sorted(int(name.rpartition("/")[2].partition("-")[0]) for name in found)
    assert numbers == list(range(1, DOCUMENTS + 1))
    assert {len(files) for files in found.values()} == {3}
    for name in found:
        data = json.loads((folder / name / "metadata.json").read_text())
        (file,) = data["files"]
        assert (folder / name / file["path"]).stat().st_size == file["size"]


def test_at_an_endpoint(tmp_path: Path) -> None:
    with replay() as server:
        server.on("POST /journal", json_reply({}))
        url = f"{server.url}/journal"
        with installation(_made(tmp_path / "site"), RETNING_JOURNAL=url) as site:
            site.python("-c", SEED)
            delivered_under_kills(site, lambda: len(_bodies(server)))
            assert states(site) == {"delivered": DOCUMENTS}
        bodies = _bodies(server)
    assert len(bodies) == DOCUMENTS
    # What came twice came under the same key, word for word: the receiver has it once.
    assert {len(said) for said in bodies.values()} == {1}
    twice = len(server.asked("POST /journal")) - DOCUMENTS
    assert 0 <= twice <= len(KILLED_AFTER)


def _bodies(server: Replayer) -> dict[str, set[bytes]]:
    """What was sent, by the key it was sent under."""
    found: dict[str, set[bytes]] = {}
    for request in list(server.requests):
        found.setdefault(request.headers["idempotency-key"], set()).add(request.body)
    return found


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder
