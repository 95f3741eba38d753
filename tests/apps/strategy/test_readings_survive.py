"""Hostile documents end in a sentence each, and the next one in the queue is read."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest

from retning.apps.organisation.models import Municipality
from retning.apps.strategy.enums import PassageKind, ReadingState
from retning.apps.strategy.models import Passage, Reading
from retning.apps.strategy.services import readings
from retning.foundation import confined
from retning.foundation.attachments.services import Refused as FileRefused
from retning.foundation.jobs.models import Job
from retning.foundation.jobs.services import cancel
from retning.foundation.jobs.worker import run_waiting
from tests.factories.organisation import NOW, TESTER, municipality_of
from tests.helpers.hostile import HOSTILE
from tests.helpers.office import as_docx
from tests.helpers.typeset import STRATEGY

pytestmark = pytest.mark.django_db
CASES = ("a member that swells", "laughs", "elements in elements", "cut off", "no text in it")


@pytest.fixture
def home() -> Municipality:
    return municipality_of("187")


def receive(home: Municipality, data: bytes, name: str = "strategi.docx") -> Reading:
    return readings.receive_document(
        municipality=home, chunks=[data], name=name, limit=50_000_000, by=TESTER, now=NOW
    )


def test_the_worker_survives_hostile_documents(home: Municipality) -> None:
    waiting, refused = {}, {}
    for case in CASES:
        make, code = HOSTILE[case]
        try:
            waiting[case] = (receive(home, make()).pk, code)
        except FileRefused as refusal:
            # Told at the door already: what cannot even be opened.
            refused[case] = refusal.code, code
    good = receive(home, as_docx(STRATEGY))
    before = os.getpid()
    assert run_waiting() == len(waiting) + 1
    assert os.getpid() == before
    assert len(waiting) >= 4
    assert all(said == meant for said, meant in refused.values())
    for pk, code in waiting.values():
        reading = Reading.drafts.get(pk=pk)
        assert (reading.state, reading.problem) == (ReadingState.FAILED, code)
        assert not Passage.drafts.filter(reading=reading).exists()
    good.refresh_from_db()
    assert (good.state, good.title) == (ReadingState.READ, STRATEGY.title)
    goals = Passage.drafts.filter(reading=good, kind=PassageKind.GOAL)
    assert goals.count() == sum(
        len(one.goals) for area in STRATEGY.areas for one in area.objectives
    )


@pytest.mark.parametrize(
    ("task", "problem"),
    [
        ("__import__('ctypes').string_at(0)", "broke_down"),
        ("bytes(10**9)", "too_heavy"),
        ("b'this is no document'", "broke_down"),
        ('b\'{"document": {"text": "a"}}\'', "broke_down"),
        ("exec('while True: pass')", "too_heavy"),
    ],
    ids=["crash", "memory", "noise", "half an answer", "endless"],
)
def test_whatever_becomes_of_the_reader_the_job_ends(
    home: Municipality, monkeypatch: pytest.MonkeyPatch, task: str, problem: str
) -> None:
    """The child runs `task` instead of the reader, under a limit that ends it soon."""
    limits = confined.Limits(processor=2)
    run = confined.run

    def led_astray(name: str, data: bytes, **given: Callable[[], None]) -> bytes:
        return run("builtins:eval", task.encode(), limits=limits, meanwhile=given["meanwhile"])

    monkeypatch.setattr(confined, "run", led_astray)
    reading = receive(home, b"Vi vil noget", "a.txt")
    assert run_waiting() == 1
    reading.refresh_from_db()
    assert (reading.state, reading.problem) == (ReadingState.FAILED, problem)
    assert Job.objects.get(pk=reading.job_id).task.status == "SUCCESSFUL"


def test_who_cancels_is_heard_while_the_child_works(
    home: Municipality, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The heart learns of it and tells the progress; here its part is played by the first look."""
    reading = receive(home, b"Vi vil noget", "a.txt")
    run = confined.run
    looks = []

    def sleeping(name: str, data: bytes, **given: Callable[[], None]) -> bytes:
        def look() -> None:
            looks.append(1)
            if len(looks) == 2:
                cancel(Job.objects.get(pk=reading.job_id), now=NOW)
                progress.beat(now=NOW)
            given["meanwhile"]()

        progress = given["meanwhile"].__self__.progress  # type: ignore[attr-defined]
        return run("builtins:eval", b"__import__('time').sleep(60)", meanwhile=look)

    monkeypatch.setattr(confined, "run", sleeping)
    assert run_waiting() == 1
    reading.refresh_from_db()
    assert reading.state == ReadingState.WAITING
    assert len(looks) == 2
