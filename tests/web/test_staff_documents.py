"""A document comes in: what is taken, what is refused and how that is said, how far it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import translation

from retning.apps.strategy.enums import PassageKind, ReadingState
from retning.apps.strategy.models import Reading
from retning.foundation.attachments.models import Attachment
from retning.foundation.jobs.enums import JobState
from retning.foundation.jobs.models import Job
from tests.cast import Cast
from tests.factories import drafts as make
from tests.helpers.queries import assert_queries_at_1_and_3

Browser = Callable[..., Client]
UPLOAD = "/arbejde/dokumenter/nyt/"


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Sentences are compared as they stand in the code."""
    with translation.override("en"):
        yield


def send(client: Client, content: bytes, name: str = "strategi.txt", **fields: str) -> HttpResponse:
    document = SimpleUploadedFile(name, content)
    answer = client.post(f"/en{UPLOAD}", {"document": document, **fields})
    assert isinstance(answer, HttpResponse)
    return answer


def test_a_document_is_received_and_queued(cast: Cast, client_of: Browser) -> None:
    answer = send(client_of("consultant"), make.DOCUMENT.encode())
    reading = Reading.drafts.get()
    assert answer.status_code == 302
    assert answer.headers["Location"] == reverse("staff:document", args=[reading.pk])
    assert reading.state == ReadingState.WAITING
    assert reading.municipality == cast.municipality
    assert Job.objects.get(pk=reading.job_id).state is JobState.WAITING


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "tom.txt", "The document is empty."),
        (b" \n\t ", "blank.txt", "The document is empty."),
        (b"{\\rtf1\\ansi Hej}", "strategi.txt", "looks like RTF"),
        (b"PK\x03\x04" + b"\x00" * 60, "strategi.html", "Nothing has been kept."),
        (bytes(range(256)) * 8, "strategi.txt", "Nothing has been kept."),
    ],
    ids=["empty", "blank", "rich-text", "zip", "binary"],
)
def test_what_cannot_be_taken_is_said(
    cast: Cast, client_of: Browser, content: bytes, name: str, said: str
) -> None:
    answer = send(client_of("consultant"), content, name)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Reading.drafts.exists()
    assert not Attachment.objects.exists()


def test_no_file_at_all_is_said(cast: Cast, client_of: Browser) -> None:
    answer = client_of("consultant").post(f"/en{UPLOAD}", {})
    assert answer.status_code == 422
    assert "No file came along." in answer.content.decode()


def test_too_large_is_said_with_413(cast: Cast, client_of: Browser, settings: object) -> None:
    settings.UPLOAD_LIMIT_BYTES = 1_000_000  # type: ignore[attr-defined]
    client = client_of("consultant")
    answer = send(client, b"a" * 1_000_001)
    assert answer.status_code == 413
    assert "larger than 1 MB" in answer.content.decode()
    assert not Attachment.objects.exists()
    assert send(client, b"a " * 500_000).status_code == 302


class Endless(BytesIO):
    """A body of 200 MB that is never in memory at once; remembers how much was read."""

    SIZE = 200_000_000

    def __init__(self, head: bytes, tail: bytes) -> None:
        super().__init__()
        self._parts = [head, tail]
        self.length = len(head) + self.SIZE + len(tail)
        self.place = 0

    def readline(self, size: int | None = -1) -> bytes:
        raise AssertionError("200 MB may be one line: reading by lines is unbounded")

    def read(self, size: int | None = -1) -> bytes:
        head, tail = self._parts
        wanted = min(size if size and size > 0 else 65_536, self.length - self.place, 65_536)
        start, end = self.place, self.place + wanted
        self.place = end
        if end <= len(head):
            return head[start:end]
        if start < len(head):
            return head[start:] + b"a" * (end - len(head))
        if start >= len(head) + self.SIZE:
            return tail[start - len(head) - self.SIZE : end - len(head) - self.SIZE]
        filled = min(end, len(head) + self.SIZE) - start
        return b"a" * filled + tail[: end - start - filled]


def test_200_megabytes_are_drained_and_nothing_is_stored(cast: Cast, client_of: Browser) -> None:
    client = client_of("consultant")
    head = (
        b'--grense\r\nContent-Disposition: form-data; name="document"; filename="stor.txt"\r\n'
        b"Content-Type: text/plain\r\n\r\n"
    )
    body = Endless(head, b"\r\n--grense--\r\n")
    answer = client.generic(
        "POST",
        f"/en{UPLOAD}",
        **{
            "wsgi.input": body,
            "CONTENT_TYPE": "multipart/form-data; boundary=grense",
            "CONTENT_LENGTH": str(body.length),
        },
    )
    assert answer.status_code == 413
    assert f"larger than {settings.UPLOAD_LIMIT_BYTES // 1_000_000} MB" in answer.content.decode()
    assert body.place == body.length
    assert not Attachment.objects.exists()


def test_the_same_document_twice_leads_to_the_first(cast: Cast, client_of: Browser) -> None:
    client = client_of("consultant")
    send(client, make.DOCUMENT.encode())
    answer = send(client, make.DOCUMENT.encode(), "et-andet-navn.txt")
    reading = Reading.drafts.get()
    assert answer.status_code == 409
    assert reverse("staff:document", args=[reading.pk]) in answer.content.decode()


def test_one_that_was_taken_over_may_be_read_again(cast: Cast, client_of: Browser) -> None:
    client = client_of("consultant")
    send(client, make.DOCUMENT.encode())
    Reading.drafts.update(state=ReadingState.TAKEN_OVER)
    assert 'name="again"' in send(client, make.DOCUMENT.encode()).content.decode()
    assert send(client, make.DOCUMENT.encode(), again="on").status_code == 302
    assert Reading.drafts.count() == 2


def test_a_second_upload_is_told_that_it_waits_its_turn(cast: Cast, client_of: Browser) -> None:
    client = client_of("consultant")
    make.waiting_document(cast.municipality)
    make.waiting_document(cast.neighbour, "Naboens tekst")
    send(client, b"En anden tekst.")
    said = client.get(reverse("staff:documents")).content.decode()
    assert "Another document is being read first" in said


def test_progress_is_shown_with_and_without_a_script(cast: Cast, client_of: Browser) -> None:
    reading = make.waiting_document(cast.municipality)
    client = client_of("consultant")
    page = client.get(reverse("staff:document", args=[reading.pk])).content.decode()
    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in page
    told = client.get(reverse("staff:document_progress", args=[reading.pk])).json()
    assert told["is_moving"] is True
    assert "You may leave this page" in told["html"]


def test_of_a_scan_the_page_is_told(cast: Cast, client_of: Browser) -> None:
    reading = make.waiting_document(cast.municipality)
    client = client_of("consultant")
    address = reverse("staff:document_progress", args=[reading.pk])
    for done, of, pages, said in (
        (0, 3, 0, "The document is being read"),
        (0, 3, 12, "The document is being read"),
        (2, 12, 12, "Recognising text: page 3 of 12"),
        (12, 12, 12, "The text of all 12 pages is recognised"),
    ):
        Reading.drafts.filter(pk=reading.pk).update(page_count=pages)
        Job.objects.filter(pk=reading.job_id).update(done=done, of=of)
        html = client.get(address).json()["html"]
        assert said in html
        assert ("page by page" in html) == (of == 12)


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        ("no_recognition", "install the packages tesseract-ocr and tesseract-ocr-dan"),
        ("no_danish", "install the package tesseract-ocr-dan"),
        ("too_many_scans", "more scanned pages than we can read at once (300)"),
        ("no_text", "no text could be recognised"),
    ],
)
def test_why_a_scan_was_not_read_is_said(
    cast: Cast, client_of: Browser, problem: str, said: str
) -> None:
    reading = make.waiting_document(cast.municipality)
    Reading.drafts.filter(pk=reading.pk).update(state=ReadingState.FAILED, problem=problem)
    page = client_of("consultant").get(reverse("staff:document", args=[reading.pk]))
    assert said in page.content.decode()


def test_a_read_document_is_shown_for_review(cast: Cast, client_of: Browser) -> None:
    reading = make.reviewed_document(cast.municipality, [(PassageKind.GOAL, "Et mål")])
    client = client_of("consultant")
    answer = client.get(reverse("staff:document", args=[reading.pk]))
    assert answer.headers["Location"] == reverse("staff:review", args=[reading.pk])
    told = client.get(reverse("staff:document_progress", args=[reading.pk])).json()
    assert told["is_moving"] is False


def test_a_reading_can_be_stopped_and_uploaded_again(cast: Cast, client_of: Browser) -> None:
    client = client_of("consultant")
    send(client, make.DOCUMENT.encode())
    reading = Reading.drafts.get()
    client.post(reverse("staff:document_discard", args=[reading.pk]))
    reading.refresh_from_db()
    assert reading.state == ReadingState.DISCARDED
    assert Job.objects.get(pk=reading.job_id).state is JobState.CANCELLED
    assert send(client, make.DOCUMENT.encode()).status_code == 302


def test_a_job_that_broke_off_can_be_tried_again(cast: Cast, client_of: Browser) -> None:
    reading = make.waiting_document(cast.municipality)
    task = Job.objects.get(pk=reading.job_id).task
    task.status = "FAILED"
    task.save()
    client = client_of("consultant")
    page = client.get(reverse("staff:document", args=[reading.pk])).content.decode()
    assert "The reading broke off" in page
    client.post(reverse("staff:document_repeat", args=[reading.pk]))
    assert Job.objects.get(pk=reading.job_id).state is JobState.WAITING


def test_one_that_cannot_be_read_says_what_to_do(cast: Cast, client_of: Browser) -> None:
    reading = make.waiting_document(cast.municipality)
    Reading.drafts.update(state=ReadingState.FAILED, problem="undecodable")
    page = client_of("consultant").get(reverse("staff:document", args=[reading.pk]))
    assert "Save it as plain text with the encoding UTF-8" in page.content.decode()


def test_the_list_asks_the_same_number_of_times(cast: Cast, client_of: Browser) -> None:
    client = client_of("consultant")

    def add(number: int) -> None:
        make.waiting_document(cast.municipality, f"Tekst nummer {number}")

    # session, user, municipality, standing, count, documents, jobs
    assert_queries_at_1_and_3(7, add_row=add, read=lambda: client.get(reverse("staff:documents")))


def test_the_work_list_asks_the_same_number_of_times(cast: Cast, client_of: Browser) -> None:
    client = client_of("consultant")

    def add(number: int) -> None:
        make.waiting_document(cast.municipality, f"Tekst nummer {number}")
        make.strategy(cast.municipality, f"Strategi {number}")

    # session, user, municipality, standing, hearings, strategies, documents, jobs, held figures
    assert_queries_at_1_and_3(9, add_row=add, read=lambda: client.get(reverse("staff:home")))
