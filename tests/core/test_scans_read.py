"""Scans read by the tesseract of this machine, from pages that are drawn here."""

from __future__ import annotations

import os
import random
import re
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from retning.core.documents import Document, PieceKind, Unreadable, UnreadableCode, outline
from retning.core.documents.reading import read_document as read_text
from retning.core.documents.sureness import unsure_words
from retning.foundation import confined
from retning.foundation.recognition import read_document, tesseract
from tests.helpers.pdfs import pages_of, stream_of
from tests.helpers.scans import (
    Picture,
    drawn,
    joined,
    letters_wrong,
    needs_tesseract,
    of_pictures,
    scanned,
    speckled,
)
from tests.helpers.typeset import BROCHURE, STRATEGY, Layout, as_pdf, pdf_of

pytestmark = needs_tesseract
DANISH = re.compile(r"\w*[æøåÆØÅ]\w*")
PAGE = as_pdf(STRATEGY, Layout(page_numbers=False))
LINE = "Børnene på øen får færre, men større æbler af årets høst."
BARE = Layout(page_numbers=False)
SHORT = pdf_of(LINE, BARE)
NOT_TOLD = {PieceKind.LABEL, PieceKind.BOILERPLATE}
IN_HASTE = confined.Limits(memory=1024**3, processor=60, seconds=2, answer=1024**2)


def read(data: bytes) -> Document:
    return read_document(data, name="scan.pdf")


def plain(text: str) -> str:
    """Without list marks and blanks: they are told apart elsewhere."""
    return " ".join(re.sub(r"(?m)^[•–—+-] |[•|]", "", text).split())


@pytest.fixture(scope="module")
def page() -> Document:
    return read(scanned(PAGE, change=speckled))


def test_a_page_is_read_with_every_danish_letter(page: Document) -> None:
    meant = read_text(PAGE).text
    assert letters_wrong(plain(page.text), plain(meant)) <= 0.01
    assert DANISH.findall(page.text) == DANISH.findall(meant)
    assert len(DANISH.findall(meant)) > 30


def test_a_scan_is_outlined_as_the_text_is(page: Document) -> None:
    scan, meant = outline(page), outline(read_text(PAGE))
    told = [
        [(piece.kind, piece.text) for piece in draft.pieces if piece.kind not in NOT_TOLD]
        for draft in (scan, meant)
    ]
    assert told[0] == told[1]
    assert len(scan.goals) == 9


def test_each_word_says_how_sure_it_is(page: Document) -> None:
    words = [page.text[one.start : one.end] for one in page.words]
    assert "strategiperioden," in words
    assert all(0 < one.confidence <= 100 for one in page.words)
    assert len(words) > 250
    assert len(unsure_words(page)) < 0.05 * len(words)


def test_columns_with_divided_words() -> None:
    brochure = as_pdf(STRATEGY, BROCHURE)
    document = read(scanned(brochure))
    # The running head and foot stand at another place in the order.
    assert letters_wrong(plain(document.text), plain(read_text(brochure).text)) <= 0.02
    assert "landdistrikterne" in document.text
    assert "institutioner" in document.text


def test_scanned_pages_among_pages_with_text_stand_in_their_place() -> None:
    first, last = (
        pdf_of("= Byen\n\nFørst står der tekst.", BARE),
        pdf_of("Sidst står der tekst.", BARE),
    )
    told: list[tuple[int, int]] = []
    document = read_document(
        joined(first, scanned(SHORT), last),
        name="blandet.pdf",
        page=lambda done, of: told.append((done, of)),
    )
    text = " ".join(document.text.split())
    assert text.index("Først står") < text.index(LINE) < text.index("Sidst står")
    assert told == [(0, 1), (1, 1)]
    assert document.pages_without_text == ()
    numbers = [page.number for page in document.pages if document.words[0].start >= page.start]
    assert max(numbers) == 2
    assert not any(word.start < document.pages[1].start for word in document.words)
    assert document.pages[2].start >= document.words[-1].end


def test_a_picture_among_the_text_is_no_text() -> None:
    chance = random.Random(3)
    noise = Picture(800, 1_000, bytes(chance.randrange(256) for _ in range(800_000)))
    document = read(joined(SHORT, of_pictures([noise])))
    assert document.text.split() == LINE.split()
    assert (document.words, document.pages_without_text) == ((), ())


@pytest.mark.parametrize(
    "picture",
    [
        Picture(1, 1, b"\x00"),
        Picture(900, 1_200, b"\x00" * 900 * 1_200),
    ],
)
def test_pictures_of_nothing_are_no_text(picture: Picture) -> None:
    with pytest.raises(Unreadable) as refusal:
        read(of_pictures([picture]))
    assert refusal.value.code is UnreadableCode.NO_TEXT


def test_a_picture_that_is_damaged_is_no_text() -> None:
    image = stream_of(
        b"\xff\xd8\xff" + b"\x00\xff" * 900,
        b"/Type/XObject/Subtype/Image/Width 900/Height 900/ColorSpace/DeviceGray"
        b"/BitsPerComponent 8/Filter/DCTDecode",
    )
    shown = stream_of(b"q 595 0 0 842 0 0 cm /I0 Do Q")
    data = pages_of([shown], more=[image], resources=b"/XObject<</I0 3 0 R>>")
    with pytest.raises(Unreadable) as refusal:
        read(data)
    assert refusal.value.code is UnreadableCode.NO_TEXT


def test_without_danish_data_letters_are_not_ruined(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    with pytest.raises(Unreadable) as refusal:
        read(scanned(SHORT))
    assert refusal.value.code is UnreadableCode.NO_DANISH
    document = read(joined(SHORT, scanned(SHORT)))
    assert (document.pages_without_text, document.words) == ((2,), ())
    assert document.not_recognised is UnreadableCode.NO_DANISH
    assert LINE in " ".join(document.text.split())


def test_without_the_program_its_packages_are_wanted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Unreadable) as refusal:
        read(scanned(SHORT))
    assert refusal.value.code is UnreadableCode.NO_RECOGNITION


def false_program(folder: Path, deed: str) -> None:
    script = folder / "tesseract"
    script.write_text(
        f'#!/bin/sh\n[ "$1" = --list-langs ] && printf "List:\\ndan\\n" && exit\n{deed}\n'
    )
    script.chmod(0o755)


def test_a_program_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    false_program(tmp_path, f"exec {sys.executable} -c 'import time; time.sleep(600)' {tmp_path}")
    monkeypatch.setenv("PATH", str(tmp_path))
    began = time.monotonic()
    with pytest.raises(Unreadable) as refusal:
        read_document(scanned(SHORT, dots=40), name="", limits=IN_HASTE)
    assert refusal.value.code is UnreadableCode.TOO_HEAVY
    assert time.monotonic() - began < 500, "the sleeper was waited for"
    assert not any(str(tmp_path).encode() in command for command in commands())


def commands() -> Iterator[bytes]:
    """What runs on this machine now."""
    for place in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            yield place.read_bytes()


def test_a_page_that_fails_is_named_and_the_others_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    false_program(tmp_path, "exit 1")
    monkeypatch.setenv("PATH", str(tmp_path))
    document = read(joined(SHORT, scanned(SHORT, dots=40)))
    assert document.pages_without_text == (2,)
    assert LINE in " ".join(document.text.split())


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the filter is Linux's")
def test_the_program_writes_no_file_and_knows_no_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RETNING_SECRET_KEY", "secret")
    told = tmp_path / "told"
    false_program(tmp_path, f'echo written > "{told}"; exec /usr/bin/env')
    said = confined.run_program([str(tmp_path / "tesseract"), "stdin"])
    assert not told.exists()
    assert b"secret" not in said
    assert b"LANG=C.UTF-8" in said


def test_what_was_recognised_before_is_not_done_again() -> None:
    class Kept(dict[int, bytes]):
        def put(self, page: int, said: bytes) -> None:
            self[page] = said

    class Stopped(BaseException):
        pass

    def stop(done: int, _of: int) -> None:
        if done == 1:
            raise Stopped

    kept = Kept()
    two = of_pictures(
        [*drawn(SHORT, dots=200), *drawn(pdf_of("Den anden side er også læst.", BARE), dots=200)]
    )
    with pytest.raises(Stopped):
        read_document(two, name="", page=stop, kept=kept)
    assert list(kept) == [1]
    kept[1] = kept[1].replace(b"\xc3\xb8en", b"fjorden")
    document = read_document(two, name="", kept=kept)
    assert "på fjorden får" in document.text
    assert "Den anden side er også læst." in document.text
    assert list(kept) == [1, 2]


def test_who_stops_it_is_heard_while_a_page_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Stopped(BaseException):
        pass

    false_program(tmp_path, f"exec {sys.executable} -c 'import time; time.sleep(600)' {tmp_path}")
    monkeypatch.setenv("PATH", str(tmp_path))

    def stop() -> None:
        if any(b"sleep(600)" in one and str(tmp_path).encode() in one for one in commands()):
            raise Stopped

    began = time.monotonic()
    with pytest.raises(Stopped):
        read_document(scanned(SHORT, dots=40), name="", meanwhile=stop)
    assert time.monotonic() - began < 500, "the sleeper was waited for"


def test_one_thread_and_its_languages() -> None:
    found = tesseract.found()
    assert isinstance(found, tesseract.Recogniser)
    assert Path(found.program).is_absolute()
    assert os.access(found.program, os.X_OK)
