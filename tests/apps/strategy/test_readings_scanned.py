"""A scan comes in: a job recognises its pages one by one, can be stopped, and goes on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings

from retning.apps.organisation.models import Municipality
from retning.apps.strategy.enums import PassageKind, ReadingState
from retning.apps.strategy.models import Passage, Reading, SourcePage
from retning.apps.strategy.services import readings
from retning.foundation.jobs.models import Job
from retning.foundation.jobs.progress import Progress
from retning.foundation.jobs.services import cancel, repeat
from retning.foundation.jobs.worker import run_waiting
from retning.foundation.recognition.kept import kept_of
from tests.factories.organisation import NOW, TESTER, municipality_of
from tests.helpers.processes import installation
from tests.helpers.scans import drawn, needs_tesseract, of_pictures
from tests.helpers.typeset import Layout, pdf_of

pytestmark = [pytest.mark.django_db, needs_tesseract]
LAYOUT = Layout(page_numbers=False)
GOALS = ("Færre børn bor i støj på øen", "Flere ældre får hjælp til måltiderne i 2029")
MORE_GOALS = ("Alle nye bygninger er uden udledning", "Flere unge er med i en forening")


def scan(goals: tuple[str, ...] = GOALS) -> bytes:
    """A page with a heading and a goal for each of `goals`, as pictures."""
    pages = [
        # Each at a height of its own, or the heading would be the pages' running head.
        pdf_of(f"#v({50 * number}pt)\n= Målsætninger\n\n- {goal}", LAYOUT)
        for number, goal in enumerate(goals)
    ]
    return of_pictures([picture for page in pages for picture in drawn(page, dots=200)])


def receive(home: Municipality, data: bytes) -> Reading:
    return readings.receive_document(
        municipality=home, chunks=[data], name="scan.pdf", limit=50_000_000, by=TESTER, now=NOW
    )


@pytest.fixture
def home() -> Municipality:
    return municipality_of("187")


@pytest.fixture
def reports(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int]]:
    """What the job has told of its progress, each once."""
    told: list[tuple[int, int]] = []
    report = Progress.report

    def looked_at(progress: Progress, done: int, of: int) -> None:
        if (done, of) not in told:
            told.append((done, of))
        report(progress, done, of)

    monkeypatch.setattr(Progress, "report", looked_at)
    return told


def test_a_scan_is_read_page_by_page(home: Municipality, reports: list[tuple[int, int]]) -> None:
    reading = receive(home, scan())
    assert run_waiting() == 1
    reading.refresh_from_db()
    assert (reading.state, reading.problem, reading.page_count) == (ReadingState.READ, "", 2)
    goals = Passage.drafts.filter(reading=reading, kind=PassageKind.GOAL)
    assert [goal.text for goal in goals] == list(GOALS)
    assert [goal.page for goal in goals] == [1, 2]
    assert [page.number for page in SourcePage.drafts.filter(reading=reading)] == [1, 2]
    assert reports == [(0, 3), (0, 2), (1, 2), (2, 2)]
    assert not (Path(settings.DATA_DIR) / "recognised" / f"reading-{reading.pk}").exists()


def test_who_cancels_is_heard_between_pages_and_the_rest_is_read_another_time(
    home: Municipality, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading = receive(home, scan())
    report = Progress.report

    def cancelled_on_the_second_page(progress: Progress, done: int, of: int) -> None:
        if (done, of) == (1, 2):
            cancel(Job.objects.get(pk=reading.job_id), now=NOW)
            progress.beat(now=NOW)
        report(progress, done, of)

    with monkeypatch.context() as patched:
        patched.setattr(Progress, "report", cancelled_on_the_second_page)
        assert run_waiting() == 1
    reading.refresh_from_db()
    assert (reading.state, reading.page_count) == (ReadingState.WAITING, 2)
    kept = kept_of(f"reading-{reading.pk}")
    first = kept.get(1)
    assert first is not None
    assert kept.get(2) is None
    # That the first page is not recognised again shows in a word that only what is kept has.
    kept.put(1, first.replace("støj".encode(), b"bulder"))
    repeat(Job.objects.get(pk=reading.job_id), now=NOW)
    assert run_waiting() == 1
    goals = Passage.drafts.filter(reading=reading, kind=PassageKind.GOAL)
    assert [goal.text for goal in goals] == [GOALS[0].replace("støj", "bulder"), GOALS[1]]
    assert not kept.folder.exists()


def test_what_is_put_away_leaves_no_pages_behind(
    home: Municipality, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    reading = receive(home, scan(GOALS[:1]))
    kept = kept_of(f"reading-{reading.pk}")
    kept.put(1, b"{}")
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        readings.discard_reading(reading=reading, by=TESTER, now=NOW)
    assert not kept.folder.exists()


def test_without_danish_data_the_reading_says_so(
    home: Municipality, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    reading = receive(home, scan(GOALS[:1]))
    assert run_waiting() == 1
    reading.refresh_from_db()
    assert (reading.state, reading.problem) == (ReadingState.FAILED, "no_danish")
    assert reading.page_count == 0


@pytest.mark.parametrize("name", ["../a", "", "a/b", "a.b"])
def test_only_a_plain_name_is_a_folder(name: str) -> None:
    with pytest.raises(ValueError, match="name"):
        kept_of(name)


@pytest.mark.kill
def test_a_worker_killed_hard_on_the_second_page_loses_and_doubles_nothing(tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").write_bytes(scan((*GOALS, *MORE_GOALS)))
    with installation(tmp_path) as site:
        site.python("-c", UPLOAD.format(file=tmp_path / "scan.pdf"))
        data = Path(site.environment["RETNING_DATA_DIR"])
        worker = site.start("worker")
        site.wait_for(lambda: list(data.glob("recognised/*/1.json")), "a page")
        worker.kill()
        worker.wait()
        assert site.query("SELECT state FROM strategy_reading") == [("waiting",)]
        site.python("-c", EXPIRE)
        site.start("worker")
        read = "SELECT state FROM strategy_reading"
        site.wait_for(lambda: site.query(read) == [("read",)], "the scan to be read")
        goals = "SELECT text FROM strategy_passage WHERE kind = 'goal' ORDER BY \"order\""
        assert [text for (text,) in site.query(goals)] == [*GOALS, *MORE_GOALS]
        assert not list(data.glob("recognised/*"))


UPLOAD = """
import django; django.setup()
from pathlib import Path
from tests.factories.organisation import NOW, TESTER, municipality_of
from retning.apps.strategy.services.readings import receive_document
receive_document(municipality=municipality_of("187"), chunks=[Path("{file}").read_bytes()],
                 name="scan.pdf", limit=50_000_000, by=TESTER, now=NOW)
"""
EXPIRE = """
import django; django.setup()
from retning.foundation.jobs.models import Job
Job.objects.filter(tenant="187").update(lease_until="2020-01-01T00:00:00Z")
"""
