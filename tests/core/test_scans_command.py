"""`retning read` of a scan: without a database, with progress on a terminal, or a sentence."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.scans import drawn, joined, needs_tesseract, of_pictures
from tests.helpers.typeset import Layout, pdf_of

pytestmark = needs_tesseract
SOURCE = Path(__file__).resolve().parents[2] / "src"
BARE = Layout(page_numbers=False)
GOAL = "Færre børn bor i støj på øen i 2029"
TEXT = pdf_of("= Retning for Nordegn", BARE)


@pytest.fixture(scope="module")
def scan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("scans") / "scan.pdf"
    page = drawn(pdf_of(f"= Målsætninger\n\n- {GOAL}", BARE), dots=200)
    file.write_bytes(of_pictures([*page, *page]))
    return file


def read(*arguments: object, stderr: int = subprocess.PIPE, **more: str) -> tuple[int, str, str]:
    environment = {**os.environ, "PYTHONPATH": str(SOURCE), "LANG": "da_DK.UTF-8", **more}
    done = subprocess.run(
        [sys.executable, "-m", "retning.config.reading", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=stderr,
        env=environment,
        check=False,
        timeout=600,
    )
    return done.returncode, done.stdout.decode(), (done.stderr or b"").decode()


def test_a_scan_is_read_without_a_database(scan: Path) -> None:
    code, said, told = read(scan, "--json")
    assert (code, told) == (0, "")
    assert GOAL in json.loads(said)["text"]


def test_a_terminal_is_told_of_each_page(scan: Path) -> None:
    ours, theirs = pty.openpty()
    code, _, _ = read(scan, stderr=theirs)
    os.close(theirs)
    told = os.read(ours, 10_000).decode()
    os.close(ours)
    assert code == 0
    assert "Genkender tekst: side 1 af 2 …" in told
    assert "Genkender tekst: side 2 af 2 …" in told
    assert told.endswith("\r\x1b[K")


def test_without_program_or_data_the_packages_are_named(scan: Path, tmp_path: Path) -> None:
    code, said, told = read(scan, PATH=str(tmp_path))
    assert (code, said) == (2, "")
    assert told.startswith("scan.pdf er billeder af sider uden tekst")
    assert "tesseract-ocr og tesseract-ocr-dan" in told
    code, said, told = read(scan, "--language", "en", TESSDATA_PREFIX=str(tmp_path))
    assert (code, said) == (2, "")
    assert "Install the package tesseract-ocr-dan." in told


def test_pages_that_were_not_read_are_named(scan: Path, tmp_path: Path) -> None:
    mixed = tmp_path / "blandet.pdf"
    mixed.write_bytes(joined(TEXT, scan.read_bytes()))
    code, said, told = read(mixed, TESSDATA_PREFIX=str(tmp_path))
    assert code == 0
    assert "Retning for Nordegn" in said
    assert "2 af siderne er billeder uden tekst og er ikke læst (2, 3)." in told
    assert "Installér pakken tesseract-ocr-dan for at få dem læst." in told
