"""The record in a folder: each document there exactly once, whole, whenever we are interrupted."""

from __future__ import annotations

import hashlib
import json
import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from retning.apps.hearing.enums import JournalState, ScanState
from retning.apps.hearing.models import Hearing, JournalEntry
from retning.apps.hearing.queries.journal import whole
from retning.apps.hearing.services import parcels, receivers
from retning.apps.hearing.services.journal import make_entries, sweep_receiver, try_again
from retning.apps.hearing.services.parcels import parcel_of
from retning.apps.hearing.services.receivers import INCOMING, Folder, NotNow
from retning.foundation import confined
from retning.foundation.attachments.files import place_of
from retning.foundation.audit.models import Entry
from retning.foundation.reporting.services import drawn
from retning.foundation.reporting.structure import Format, Report
from tests.factories.organisation import NOW, TESTER
from tests.helpers.journal import PDF, delivered_in, kept, sent, with_file


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.JOURNAL_URL = tmp_path.as_uri()
    return tmp_path


def entry() -> JournalEntry:
    return whole(JournalEntry.objects.all()).get()


def test_a_document_its_data_and_its_files(hearing: Hearing, folder: Path) -> None:
    response = sent(hearing)
    with_file(response, 'Plan: "nord"/../vej.pdf')
    kept()
    name = f"187/sammen-om-vallensbaek/000001-response-{response.reference}"
    inside = ["document.pdf", "files/01-vej.pdf", "metadata.json"]
    assert delivered_in(folder) == {name: inside}
    assert (folder / name / "files/01-vej.pdf").read_bytes() == PDF
    document = (folder / name / "document.pdf").read_bytes()
    assert document.startswith(b"%PDF-1.7")
    data = json.loads((folder / name / "metadata.json").read_text())
    assert data["hearing"]["case_number"] == "26/1234"
    assert data["response"]["sender"]["email"] == "hanne@post.example"
    assert data["document"]["sha256"] == hashlib.sha256(document).hexdigest()
    assert data["files"][0]["sha256"] == hashlib.sha256(PDF).hexdigest()
    found = entry()
    assert (found.state, found.attempts) == (JournalState.DELIVERED, 1)
    assert (
        found.checksum == hashlib.sha256((folder / name / "metadata.json").read_bytes()).hexdigest()
    )
    assert list((folder / INCOMING).iterdir()) == []


def test_killed_between_the_folder_and_our_commit_it_is_there_once(
    hearing: Hearing, folder: Path
) -> None:
    sent(hearing)
    make_entries(by=TESTER, now=NOW)
    Folder(folder).deliver(parcel_of(entry()))
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}
    assert entry().state == JournalState.WAITING
    kept()
    after = {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}
    assert (entry().state, after) == (JournalState.DELIVERED, before)


def test_killed_while_writing_nothing_half_made_is_seen(
    hearing: Hearing, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        """As the process ends there, nothing after it is done."""

    def killed(_beside: Path, _place: Path) -> None:
        raise Killed

    sent(hearing)
    make_entries(by=TESTER, now=NOW)
    with monkeypatch.context() as patched:
        patched.setattr(receivers, "_move", killed)
        patched.setattr(receivers.shutil, "rmtree", lambda *_args, **_named: None)
        with pytest.raises(Killed):
            Folder(folder).deliver(parcel_of(entry()))
    assert delivered_in(folder) == {}
    left = list((folder / INCOMING).iterdir())
    assert len(left) == 1
    kept()
    assert len(delivered_in(folder)) == 1
    os.utime(left[0], (0, 0))
    assert sweep_receiver(by=TESTER, now=NOW) == 1
    assert list((folder / INCOMING).iterdir()) == []


def test_two_at_once_make_one(hearing: Hearing, folder: Path) -> None:
    """The other one moved it into place after we had looked."""
    sent(hearing)
    make_entries(by=TESTER, now=NOW)
    parcel = parcel_of(entry())
    place = folder / parcel.municipality / parcel.hearing / parcel.name
    Folder(folder)._put(parcel, place)
    Folder(folder)._put(parcel, place)
    assert list(delivered_in(folder)) == [place.relative_to(folder).as_posix()]
    assert list((folder / INCOMING).iterdir()) == []


def test_a_folder_that_is_not_there_is_not_made(hearing: Hearing, tmp_path: Path) -> None:
    sent(hearing)
    make_entries(by=TESTER, now=NOW)
    gone = tmp_path / "disk"
    with pytest.raises(NotNow, match="folder_missing"):
        Folder(gone).deliver(parcel_of(entry()))
    assert not gone.exists()


def test_while_the_disk_is_away_everything_waits_as_long_as_it_takes(
    hearing: Hearing, tmp_path: Path, settings: Any
) -> None:
    disk = tmp_path / "disk"
    settings.JOURNAL_URL = disk.as_uri()
    for _ in range(3):
        sent(hearing)
    for days in range(0, 30, 6):
        kept(NOW + timedelta(days=days))
    states = set(JournalEntry.objects.values_list("state", "attempts"))
    assert states == {(JournalState.WAITING, 0)}
    assert JournalEntry.objects.filter(last_error="folder_missing").exists()
    disk.mkdir()
    kept(NOW + timedelta(days=31))
    assert len(delivered_in(disk)) == 3


def test_without_a_receiver_everything_waits(hearing: Hearing, settings: Any) -> None:
    settings.JOURNAL_URL = ""
    sent(hearing)
    kept()
    assert entry().state == JournalState.WAITING


def test_more_than_a_job_takes_go_by_the_next(
    hearing: Hearing, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("retning.apps.hearing.services.journal.SLICE", 2)
    for _ in range(5):
        sent(hearing)
    kept()
    assert len(delivered_in(folder)) == 5


def test_it_waits_until_its_files_have_been_examined(hearing: Hearing, folder: Path) -> None:
    with_file(sent(hearing), scan=ScanState.WAITING)
    kept(NOW + timedelta(minutes=59))
    assert delivered_in(folder) == {}
    kept(NOW + timedelta(hours=2))
    assert len(delivered_in(folder)) == 1


def test_a_harmful_file_and_a_lost_one_are_left_out_and_said_to_be(
    hearing: Hearing, folder: Path
) -> None:
    response = sent(hearing)
    with_file(response, "virus.txt", b"harmful", scan=ScanState.INFECTED)
    lost = with_file(response, "lost.txt", b"lost").attachment
    place_of(lost.tenant, lost.sha256).unlink()
    kept()
    (name, files), *_ = delivered_in(folder).items()
    assert files == ["document.pdf", "metadata.json"]
    data = json.loads((folder / name / "metadata.json").read_text())
    assert [one["left_out"] for one in data["files"]] == ["harmful", "lost"]


def test_a_text_that_breaks_the_drawer_comes_as_html(
    hearing: Hearing, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_long(report: Report, form: Format) -> bytes:
        if form is Format.PDF:
            raise confined.Broken(confined.BrokenCode.TOO_LONG)
        return drawn(report, form)

    monkeypatch.setattr(parcels, "drawn", too_long)
    sent(hearing, text="<script>æøå 😀</script>")
    kept()
    (name, files), *_ = delivered_in(folder).items()
    assert files == ["document.html", "metadata.json"]
    page = (folder / name / "document.html").read_text()
    assert "&lt;script&gt;æøå 😀" in page
    data = json.loads((folder / name / "metadata.json").read_text())
    assert data["document"]["media_type"] == "text/html"


def test_one_that_cannot_be_made_does_not_hold_back_the_others(
    hearing: Hearing, folder: Path
) -> None:
    sent(hearing)
    JournalEntry.objects.create(
        municipality_id="187", hearing=hearing, number=99, happening="x", kind="response",
        occurred_at=NOW,
    )  # fmt: skip
    kept()
    states = dict(JournalEntry.objects.values_list("number", "last_error"))
    assert states == {99: "unexpected", 100: ""}
    assert len(delivered_in(folder)) == 1


def test_what_failed_is_tried_again_when_somebody_says_so(hearing: Hearing, folder: Path) -> None:
    sent(hearing)
    make_entries(by=TESTER, now=NOW)
    failed = {"state": JournalState.FAILED, "last_error": "answered 400", "attempts": 3}
    JournalEntry.objects.update(**failed)
    kept()
    assert delivered_in(folder) == {}
    assert try_again(hearing=hearing, by=TESTER, now=NOW) == 1
    assert Entry.objects.get(deed="journal_tried_again").subject_id == str(entry().pk)
    kept()
    assert (entry().state, len(delivered_in(folder))) == (JournalState.DELIVERED, 1)
    assert try_again(hearing=hearing, by=TESTER, now=NOW) == 0
