"""Bad input over real HTTP to the real server and worker: a clear Danish sentence that says what
to do, in seconds, in bounded memory, and nothing half-made.

Sentences are what the Danish catalogue gives for the code's own. Memory is the growth of a
process's highest resident size while the deed was done.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation

from retning.foundation.attachments.services import Refusal
from retning.web.staff import reading_sentences, sentences
from tests.helpers.documents import strategy_html, strategy_text
from tests.helpers.office import ole, word, zipped
from tests.helpers.processes import Installation, installation, memory
from tests.helpers.publishers import DOCUMENT, DOCUMENTS
from tests.helpers.under_kills import with_consultant
from tests.helpers.visitor import Answer, Upload, Visitor

UPLOAD = f"{DOCUMENTS}nyt/"
LIMIT = settings.UPLOAD_LIMIT_BYTES
ENGLISH = "Our vision is a town where everybody can live well and where the young find work. " * 40


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """Web and worker with one page process, so that its memory is the one to look at."""
    folder = tmp_path_factory.mktemp("bad-uploads")
    (folder / "temporary").mkdir()
    wanted = {"RETNING_MUNICIPALITY": "187", "RETNING_WEB_WORKERS": "1"}
    wanted["TMPDIR"] = str(folder / "temporary")
    with installation(folder, prepare=(), **wanted) as running:
        running.environment["CONSULTANT"] = "\n".join(with_consultant(running))
        running.start("serve")
        running.wait_until_answers()
        yield running


@pytest.fixture(scope="module")
def consultant(site: Installation) -> Visitor:
    visitor = Visitor(site.url, timeout=300)
    visitor.log_in(*site.environment["CONSULTANT"].split("\n"))
    return visitor


@pytest.fixture(autouse=True)
def in_danish() -> Iterator[None]:
    with translation.override("da"):
        yield


def send(visitor: Visitor, name: str, content: bytes) -> Answer:
    return visitor.send(UPLOAD, {}, document=Upload(name, content))


def kept(site: Installation) -> dict[str, int]:
    """What there is of rows and files, but for the jobs that the calendar brings."""
    tables = ("strategy_reading", "strategy_passage", "attachments_attachment")
    parts = [*tables, "jobs_job WHERE tenant <> ''"]
    rows = {part: int(site.query(f"SELECT COUNT(*) FROM {part}")[0][0]) for part in parts}
    folders = {"files": site.folder / "files", "temporary": site.folder / "temporary"}
    return rows | {
        name: sum(path.is_file() for path in folder.rglob("*")) for name, folder in folders.items()
    }


def nothing_new(site: Installation, before: dict[str, int]) -> None:
    """The page answers before it throws away what was sent: that is waited for."""
    site.wait_for(lambda: kept(site) == before, f"{before}, not {kept(site)}", seconds=60)


@contextmanager
def bounded(site: Installation, role: str, *, mebibytes: int) -> Iterator[None]:
    """Fails where the process in a role has held more at its highest than before, by so much."""
    number = site.find(role)
    Path(f"/proc/{number}/clear_refs").write_text("5")  # the highest is counted from here
    before = memory(number)["highest"]
    yield
    assert site.find(role) == number, "it is another process by now"
    grown = memory(number)["highest"] - before
    assert grown < mebibytes, f"{role} grew by {grown:.0f} MiB"


def finished(site: Installation, visitor: Visitor, path: str) -> Answer:
    """The document's page when nothing moves any more; the review where it has been read."""
    answer = site.wait_for(
        lambda: "data-progress=" not in (now := visitor.get(path)).text and now,
        f"{path} to be read",
        every=0.2,
    )
    return visitor.get(answer.location) if answer.location else answer


def test_two_hundred_megabytes(site: Installation, consultant: Visitor) -> None:
    before = kept(site)
    block = b"Vi vil have flere borgere med. " * 2048
    blocks = 200_000_000 // len(block)
    upload = Upload("stor.txt", (block for _ in range(blocks)), size=len(block) * blocks)
    with bounded(site, "page", mebibytes=30):
        answer = consultant.send(UPLOAD, {}, document=upload)
    assert answer.status == 413
    assert sentences.too_large(LIMIT) in answer.text
    nothing_new(site, before)


@pytest.mark.parametrize(
    ("name", "content", "code", "detail"),
    [
        ("tom.txt", b"", Refusal.EMPTY, ""),
        ("blank.html", b"\r\n \t\n" * 2000, Refusal.EMPTY, ""),
        ("strategi.txt", bytes(range(256)) * 4000, Refusal.NOT_TEXT, ""),
        ("strategi.docx", b"{\\rtf1\\ansi Hej}", Refusal.WRONG_TYPE, "RTF"),
        ("strategi.docx", ole("WordDocument"), Refusal.WRONG_TYPE, "Word 97–2003"),
        ("strategi.docx", ole("EncryptedPackage"), Refusal.ENCRYPTED, "docx"),
        ("strategi.docx", word("<w:p/>")[:-30], Refusal.DAMAGED, "zip"),
        ("strategi.txt", zipped({"[Content_Types].xml": "<!DOCTYPE a>"}), Refusal.BOMB, "zip"),
        ("s.txt", "Vi vil".encode("utf-16") + b"\x00\xd8" * 9, Refusal.NOT_DECODABLE, ""),
        ("s.txt", b"M\x8fl og \x81ndring. " * 90, Refusal.NOT_DECODABLE, ""),
    ],
    ids=[
        *("empty", "blank", "binary", "rich-text", "old-word", "locked-word", "cut-off", "bomb"),
        *("half-a-letter", "unknown-encoding"),
    ],
)
def test_what_is_no_text_is_refused(
    site: Installation, consultant: Visitor, name: str, content: bytes, code: Refusal, detail: str
) -> None:
    before = kept(site)
    with bounded(site, "page", mebibytes=30):
        answer = send(consultant, name, content)
    assert answer.status == 422
    assert sentences.file_refused(code, detail, limit=LIMIT) in answer.text
    nothing_new(site, before)


def test_an_old_encoding_is_read_with_its_letters(site: Installation, consultant: Visitor) -> None:
    answer = send(consultant, "gammel.txt", strategy_text(71).encode("cp1252"))
    review = finished(site, consultant, answer.location)
    assert answer.status == 302
    assert "Målsætninger" in review.text


def test_another_language_is_read_with_a_warning(site: Installation, consultant: Visitor) -> None:
    answer = send(consultant, "english.txt", ENGLISH.encode())
    review = finished(site, consultant, answer.location)
    assert "engelsk" in review.text


def test_markup_that_never_closes_is_read_in_bounded_memory(
    site: Installation, consultant: Visitor
) -> None:
    names = ("div", "b", "span", "em", "i", "u", "a", "font")
    opened = (f"<{names[number % 8]}>Ord nummer {number} i byen " for number in range(200_000))
    data = ("<!doctype html><html><body>" + "".join(opened)).encode()
    assert len(data) > 5_000_000
    with bounded(site, "worker", mebibytes=200):
        answer = send(consultant, "aaben.html", data)
        review = finished(site, consultant, answer.location)
    assert review.status == 200
    assert "Ord nummer 8 i byen" in review.text
    number = DOCUMENT.search(answer.location)
    assert number is not None
    where = f"WHERE id = {number[1]}"
    assert site.query(f"SELECT LENGTH(source_text) > 4000000 FROM strategy_reading {where}") == [
        (True,)
    ]
    assert len(review.body) < 1_000_000


def test_more_parts_than_can_be_read_is_said_and_nothing_half_read(
    site: Installation, consultant: Visitor
) -> None:
    data = b"<!doctype html><html><body>" + b"<p>Ord <li>og " * 120_000
    with bounded(site, "worker", mebibytes=200):
        answer = send(consultant, "mange.html", data)
        page = finished(site, consultant, answer.location)
    assert reading_sentences.unreadable("too_large") in page.text
    number = DOCUMENT.search(answer.location)
    assert number is not None
    where = f"WHERE reading_id = {number[1]}"
    assert site.query(f"SELECT COUNT(*) FROM strategy_passage {where}") == [(0,)]


def test_the_same_document_twice_leads_to_the_first(
    site: Installation, consultant: Visitor
) -> None:
    data = strategy_text(72).encode()
    first = send(consultant, "strategi.txt", data)
    finished(site, consultant, first.location)
    before = kept(site)
    again = send(consultant, "et-andet-navn.txt", data)
    assert again.status == 409
    assert f'href="{first.location}"' in again.text
    assert translation.gettext("You already have this document") in again.text
    nothing_new(site, before)


def test_a_second_upload_waits_while_the_first_is_read(
    site: Installation, consultant: Visitor
) -> None:
    first = send(consultant, "lang.html", strategy_html(73, areas=60, paragraphs=40).encode())
    second = send(consultant, "kort.txt", strategy_text(74).encode())
    assert (first.status, second.status) == (302, 302)
    assert sentences.queued(1) in consultant.get(second.location).text
    for number, path in ((73, first.location), (74, second.location)):
        assert f"egn nummer {number}" in finished(site, consultant, path).text
