"""Files that come with a response: limits, kinds, and the search for harmful programs."""

from __future__ import annotations

import io
import socket
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from retning.apps.hearing.enums import ScanState, Showing, WithheldFor
from retning.apps.hearing.models import Hearing, Response, ResponseFile
from retning.apps.hearing.services.files import AGAIN_AFTER, MOST_FILES, FileRefused, keep_files
from retning.apps.hearing.services.refusals import Refusal
from retning.foundation import clock
from retning.foundation.attachments.enclosures import LIMIT, Enclosure
from retning.foundation.attachments.models import Attachment
from retning.foundation.attachments.scanner import NotThere, examine
from retning.foundation.audit.queries import trail_of
from retning.foundation.jobs.worker import run_waiting
from tests.cast import Cast
from tests.factories import hearing as make
from tests.factories.organisation import NOW
from tests.factories.pictures import png
from tests.helpers.clamd import EICAR, clamd, scanner
from tests.helpers.office import ole, word
from tools import provision

pytestmark = pytest.mark.usefixtures("stopped_clock")
PDF = b"%PDF-1.7\nMere lys\n%%EOF"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9"
PAGE = b"<!doctype html><script>alert(1)</script>"


@pytest.fixture
def response(cast: Cast) -> Response:
    return make.response(make.hearing(cast.municipality))


def keep(response: Response, *files: tuple[str, bytes]) -> Sequence[ResponseFile]:
    enclosures = [Enclosure([data], name) for name, data in files]
    return keep_files(response=response, enclosures=enclosures, now=NOW)


def refusal(response: Response, *files: tuple[str, bytes]) -> tuple[Refusal, str]:
    with pytest.raises(FileRefused) as refused:
        keep(response, *files)
    assert not ResponseFile.objects.exists()
    return refused.value.code, refused.value.name


def test_a_file_is_kept_under_its_name_and_shown_to_nobody(response: Response) -> None:
    [kept] = keep(response, ("Vores gade.pdf", PDF))
    assert (kept.name, kept.showing) == ("Vores gade.pdf", Showing.WAITING)
    assert (kept.scan, kept.scanned_at) == (ScanState.NOT_EXAMINED, None)
    assert kept.attachment.media_type == "application/pdf"


def test_who_sends_the_same_sees_nothing_of_the_other(response: Response) -> None:
    [mine] = keep(response, ("Anna Holms brev.pdf", PDF))
    [other] = keep(make.response(response.hearing), ("kopi.pdf", PDF))
    assert mine.attachment_id == other.attachment_id
    assert (mine.name, other.name) == ("Anna Holms brev.pdf", "kopi.pdf")
    assert Attachment.objects.get().name == "response-file"


def test_the_same_twice_in_one_response_is_there_once(response: Response) -> None:
    assert len(keep(response, ("a.pdf", PDF), ("b.pdf", PDF))) == 1
    assert keep(response, ("c.pdf", PDF)) == ()
    assert [row.name for row in ResponseFile.objects.all()] == ["a.pdf"]


def test_at_most_five_come_with_a_response_and_those_before_count(response: Response) -> None:
    files = [(f"{number}.txt", b"Tekst %d" % number) for number in range(MOST_FILES + 1)]
    assert refusal(response, *files) == (Refusal.TOO_MANY_FILES, "")
    assert len(keep(response, *files[:4])) == 4
    with pytest.raises(FileRefused):
        keep(response, *files[4:])
    assert len(keep(response, *files[:1], files[4])) == 1
    assert ResponseFile.objects.count() == MOST_FILES


def test_a_hearing_may_take_no_files(response: Response) -> None:
    Hearing.objects.update(takes_files=False)
    response.refresh_from_db()
    assert refusal(response, ("a.pdf", PDF)) == (Refusal.NO_FILES_HERE, "")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", Refusal.FILE_EMPTY),
        (b" \n ", Refusal.FILE_EMPTY),
        (b"%PDF" + bytes(LIMIT), Refusal.FILE_TOO_LARGE),
        (PAGE, Refusal.FILE_KIND),
        (b"MZ\x90\x00" + bytes(100), Refusal.FILE_KIND),
        (b"GIF89a/*\x00\x00*/=1;alert(1)" + bytes(20), Refusal.FILE_KIND),
        (b"PK\x03\x04" + bytes(60), Refusal.FILE_DAMAGED),
        (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', Refusal.FILE_KIND),
        (PAGE + PDF, Refusal.FILE_KIND),
        (ole("EncryptedPackage"), Refusal.FILE_LOCKED),
    ],
)
def test_what_is_not_taken_is_said_with_its_name(
    response: Response, data: bytes, code: Refusal
) -> None:
    assert refusal(response, ("god.pdf", PDF), ("slem.pdf", data)) == (code, "slem.pdf")


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (PDF + PAGE, "application/pdf"),
        (JPEG + PAGE, "image/jpeg"),
        (png() + b"PK\x03\x04", "image/png"),
        (word("<w:p/>"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ],
)
def test_what_is_two_things_at_once_is_what_it_begins_as(
    response: Response, data: bytes, media_type: str
) -> None:
    [kept] = keep(response, ("side.html", data))
    assert kept.attachment.media_type == media_type


# --- The search for harmful programs ---------------------------------------------------
# What else waits, drawings of the edition, comes after it: `limit` does the search alone.


def test_a_harmful_file_is_found_and_opened_by_nobody(
    response: Response, settings: Settings
) -> None:
    with scanner() as told:
        settings.CLAMAV = told.address
        bad, good = keep(response, ("slem.txt", EICAR), ("god.pdf", PDF))
        assert (bad.scan, good.scan) == (ScanState.WAITING, ScanState.WAITING)
        assert run_waiting(limit=2) == 2
        assert sorted(told.seen) == sorted([EICAR, PDF])
    bad.refresh_from_db()
    good.refresh_from_db()
    assert (bad.scan, bad.scanned_at) == (ScanState.INFECTED, NOW)
    assert (bad.showing, bad.withheld_for) == (Showing.WITHHELD, WithheldFor.HARMFUL_FILE)
    assert (good.scan, good.scanned_at) == (ScanState.CLEAN, NOW)
    assert (good.showing, good.withheld_for) == (Showing.WAITING, "")
    assert [entry.deed for entry in trail_of(bad)] == ["file_examined"]


def test_while_nobody_examines_files_they_wait(response: Response, settings: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        settings.CLAMAV = f"127.0.0.1:{taken.getsockname()[1]}"
    [kept] = keep(response, ("a.pdf", PDF))
    run_waiting(limit=1)
    kept.refresh_from_db()
    assert (kept.scan, kept.scanned_at) == (ScanState.WAITING, None)
    with scanner() as told, clock.stopped_at(NOW + AGAIN_AFTER + timedelta(seconds=1)):
        settings.CLAMAV = told.address
        run_waiting(limit=1)
    kept.refresh_from_db()
    assert kept.scan == ScanState.CLEAN


def test_where_the_scanner_is_taken_away_files_that_wait_are_said_to_be_not_examined(
    response: Response, settings: Settings
) -> None:
    settings.CLAMAV = "127.0.0.1:1"
    [kept] = keep(response, ("a.pdf", PDF))
    settings.CLAMAV = ""
    run_waiting(limit=1)
    kept.refresh_from_db()
    assert (kept.scan, kept.scanned_at) == (ScanState.NOT_EXAMINED, None)


@pytest.mark.parametrize("answer", [b"INSTREAM size limit exceeded. ERROR", b"", b"stream: huh"])
def test_an_answer_that_is_neither_yes_nor_no_is_no_answer(answer: bytes) -> None:
    with scanner(answer or b"\0") as told, pytest.raises(NotThere):
        examine(io.BytesIO(PDF), scanner=told.address)


def test_large_files_go_in_pieces() -> None:
    data = bytes(range(256)) * 4000
    with scanner() as told:
        assert examine(io.BytesIO(data), scanner=told.address).found == ""
        assert told.seen == [data]


# --- clamd itself, with a signature of our own -----------------------------------------

CLAMD = pytest.mark.skipif(provision.clamd() is None, reason=provision.CLAMD.missing)
LATER = NOW + AGAIN_AFTER + timedelta(seconds=1)


@CLAMD
def test_clamd_itself_finds_the_test_file(tmp_path: Path) -> None:
    with clamd(tmp_path) as address:
        assert examine(io.BytesIO(EICAR), scanner=address).found == "Eicar-Signature.UNOFFICIAL"
        assert examine(io.BytesIO(PDF), scanner=address).found == ""
        large = bytes(range(256)) * (LIMIT // 256)
        assert examine(io.BytesIO(large), scanner=address).found == ""
    with pytest.raises(NotThere):
        examine(io.BytesIO(PDF), scanner=address)


@CLAMD
def test_what_clamd_finds_is_opened_by_nobody_and_while_it_is_away_files_wait(
    response: Response, settings: Settings, tmp_path: Path
) -> None:
    with clamd(tmp_path) as settings.CLAMAV:
        keep(response, ("slem.txt", EICAR), ("god.pdf", PDF))
        assert run_waiting(limit=2) == 2
        assert scans() == {"slem.txt": ScanState.INFECTED, "god.pdf": ScanState.CLEAN}
    keep(response, ("senere.txt", b"Mere lys"))
    run_waiting(limit=1)
    assert scans()["senere.txt"] == ScanState.WAITING
    with clamd(tmp_path) as settings.CLAMAV, clock.stopped_at(LATER):
        run_waiting(limit=1)
    assert scans()["senere.txt"] == ScanState.CLEAN
    assert ResponseFile.objects.get(name="slem.txt").withheld_for == WithheldFor.HARMFUL_FILE


def scans() -> dict[str, str]:
    """What has been said of each file."""
    return dict(ResponseFile.objects.values_list("name", "scan"))
