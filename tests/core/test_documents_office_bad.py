"""Office files that are broken, huge or made to do harm: refused with the right word, in seconds
and bounded memory, and nothing that they point to is fetched."""

from __future__ import annotations

import resource
import socket
import subprocess
import sys
import tracemalloc
import unicodedata
from collections.abc import Callable

import pytest

from retning.core.documents import Unreadable
from retning.core.documents.packages import Package
from retning.core.documents.reading import read_document
from retning.core.documents.transport import unpacked
from retning.foundation import confined
from tests.helpers.effort import grows_evenly
from tests.helpers.hostile import HOSTILE, PLAIN, wide_directory, with_part
from tests.helpers.office import odt, ole, unzipped, word, zipped

READ = "retning.core.documents.apart:read"
SECONDS = 30.0


@pytest.mark.parametrize("case", HOSTILE)
def test_harm_ends_in_the_process_apart(case: str) -> None:
    """With the very limits that a job has: 512 MiB, 60 seconds of processor."""
    make, expected = HOSTILE[case]
    data = make()
    before = _children_seconds()
    said = confined.run(READ, data, arguments={"name": "strategi.docx"})
    code = ""
    try:
        assert "Vi" in unpacked(said).text
    except Unreadable as refusal:
        code = refusal.code
    assert code == expected
    assert _children_seconds() - before < SECONDS


@pytest.mark.parametrize(
    "make", [lambda: wide_directory(20_000), lambda: zipped({str(n): b"" for n in range(10_000)})]
)
def test_no_object_is_made_of_entries_without_end(make: Callable[[], bytes]) -> None:
    """This runs in the web process, before a file is kept."""
    data = make()
    tracemalloc.start()
    try:
        with pytest.raises(Unreadable, match="bomb"):
            Package(data)
        assert tracemalloc.get_traced_memory()[1] < len(data) + 3_000_000
    finally:
        tracemalloc.stop()


def _children_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@pytest.mark.parametrize(
    ("data", "name", "code", "detail"),
    [
        (ole("EncryptionInfo", "EncryptedPackage"), "a.docx", "encrypted", "docx"),
        (ole("\x05SummaryInformation", "WordDocument"), "a.doc", "binary", "doc"),
        (ole("Workbook"), "a.docx", "binary", "xls"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.doc", "binary", "office"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 4096, "a.doc", "binary", "office"),
        (b"PK\x03\x04", "a.docx", "damaged", "docx"),
        (b"PK\x03\x04", "a.odt", "damaged", "odt"),
        (b"PK\x03\x04", "a.zip", "binary", "zip"),
        (word(PLAIN)[:300], "a.txt", "damaged", "docx"),
        (odt("<text:p>x</text:p>")[:300], "a.txt", "damaged", "odt"),
        (b"", "a.docx", "empty", ""),
        (b"\x00" * 100, "a.md", "not_text", ""),
    ],
)
def test_what_cannot_be_read_is_told_apart(data: bytes, name: str, code: str, detail: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read_document(data, name=name)
    assert (refusal.value.code, refusal.value.detail) == (code, detail)


def test_an_old_container_that_leads_in_a_circle_ends() -> None:
    data = bytearray(ole("a", "b"))
    # The directory's second sector says that the first follows it.
    data[512 + 4 * 3 : 512 + 4 * 4] = (1).to_bytes(4, "little")
    with pytest.raises(Unreadable, match="office"):
        read_document(bytes(data), name="a.doc")


def test_nothing_that_a_file_points_to_is_fetched() -> None:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        listening.setblocking(False)
        address = f"http://127.0.0.1:{listening.getsockname()[1]}/"
        kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        pointing = "".join(
            f'<Relationship Id="r{place}" Type="{kinds}/{kind}" Target="{address}{kind}" '
            'TargetMode="External"/>'
            for place, kind in enumerate(
                ("image", "attachedTemplate", "hyperlink", "oleObject", "styles", "officeDocument")
            )
        )
        space = "http://schemas.openxmlformats.org/package/2006/relationships"
        relations = f'<Relationships xmlns="{space}">{pointing}</Relationships>'
        drawing = '<w:drawing><a:blip xmlns:a="a" r:link="r0"/></w:drawing>'
        body = f'{PLAIN}<w:p><w:hyperlink r:id="r2"><w:r><w:t>Læs</w:t></w:r></w:hyperlink></w:p>'
        data = word(f"{body}<w:p><w:r>{drawing}</w:r></w:p><w:altChunk r:id='r0'/>")
        for name in ("_rels/.rels", "word/_rels/document.xml.rels", "word/_rels/settings.xml.rels"):
            data = with_part(name, relations, data)
        text = odt(
            f'<text:section><text:section-source xlink:href="{address}"/><text:p>Vi</text:p>'
            f'</text:section><text:p><draw:frame><draw:image xlink:href="{address}"/></draw:frame>'
            f'<draw:object xlink:href="{address}"/></text:p>'
        )
        assert read_document(data).text == "Vi vil noget\n\nLæs"
        assert read_document(text).text == "Vi"
        assert read_document(f"![a]({address}) Vi".encode(), name="a.md").text == "Vi"
        with pytest.raises(BlockingIOError):
            listening.accept()


@pytest.mark.parametrize(
    "name",
    [
        "../../../etc/passwd",
        "/etc/passwd",
        "C:\\Windows\\a.dll",
        "word/\u202egpj.exe",
        "m\x00d.xml",
        "a" * 300,
        unicodedata.normalize("NFD", "æblegrød å.png"),
        "word/vbaProject.bin",
        "word/vbaData.xml",
        " ",
        "word/",
    ],
)
def test_names_within_an_archive_mean_nothing(name: str) -> None:
    data = with_part(name, b"\xff\x00 ikke XML")
    assert read_document(data).text == "Vi vil noget"


def test_names_of_windows_and_other_letters_are_found() -> None:
    members = {
        name.replace("/", "\\").upper(): content for name, content in unzipped(word(PLAIN)).items()
    }
    assert read_document(zipped(members)).text == "Vi vil noget"


def test_macros_are_not_even_unpacked() -> None:
    """They are damaged here: whoever unpacked them would see it."""
    data = bytearray(with_part("word/vbaProject.bin", b"MAKRO" * 50))
    place = data.index(b"vbaProject.bin") + len("vbaProject.bin")
    data[place : place + 10] = b"\xff" * 10
    package = Package(bytes(data))
    with pytest.raises(Unreadable):
        package.read("word/vbaProject.bin")
    assert read_document(bytes(data)).text == "Vi vil noget"


def test_a_packages_members_are_counted_together() -> None:
    package = Package(zipped({"a": bytes(3_000_000), "b": b"b"}))
    assert len(package.read("A")) == 3_000_000
    with pytest.raises(Unreadable, match="bomb"):
        package.read("b", most=0)
    with pytest.raises(Unreadable, match="damaged"):
        package.read("c")


def test_reading_needs_no_settings_and_no_django() -> None:
    code = (
        "import sys; from retning.core.documents.reading import read_document;"
        "print('django' in sys.modules, read_document(b'# a', name='a.md').media_type)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": "src"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["False", "text/markdown"]


def test_time_is_linear_in_a_long_document() -> None:
    """Some 150 pages."""
    paragraph = f"<w:p><w:r><w:t>{'Vi vil noget med byen. ' * 20}</w:t></w:r></w:p>"
    assert len(read_document(word(paragraph * 1_000)).blocks) == 1_000
    grows_evenly(lambda size: word(paragraph * size), read_document, size=1_000)
