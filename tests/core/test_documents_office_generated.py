"""Generated Word, OpenDocument and Markdown files: every word is found, blocks hold, and whatever
is done to the bytes, the answer is a document or a refusal."""

from __future__ import annotations

from contextlib import suppress
from xml.sax.saxutils import escape

from hypothesis import given, settings
from hypothesis import strategies as st

from retning.core.documents import Document, Unreadable, outline
from retning.core.documents.reading import read_document
from tests.helpers.office import odt, unzipped, word, zipped

WORDS = st.text(alphabet="abcdefghijklmnopqrstuvwxyzæøåÆØÅé", min_size=3, max_size=12)
TEXTS = st.lists(WORDS, min_size=1, max_size=8).map(" ".join)
# What a paragraph is: 0 text, 1 to 3 heading, 4 bullet, 5 table cell.
PARTS = st.lists(st.tuples(st.integers(0, 5), TEXTS), min_size=1, max_size=12)
KINDS = {4: '<w:pStyle w:val="ListBullet"/>'}


def as_word(parts: list[tuple[int, str]]) -> bytes:
    body = ""
    for kind, text in parts:
        named = KINDS.get(kind) or (f'<w:pStyle w:val="Heading{kind}"/>' if 0 < kind < 4 else "")
        # Words are cut into runs, as Word does for reasons of its own.
        runs = "".join(f"<w:r><w:t>{escape(piece)}</w:t></w:r>" for piece in (text[:2], text[2:]))
        paragraph = f"<w:p><w:pPr>{named}</w:pPr>{runs}</w:p>"
        if kind == 5:
            paragraph = f"<w:tbl><w:tr><w:tc>{paragraph}</w:tc></w:tr></w:tbl>"
        body += paragraph
    styles = '<w:style w:type="paragraph" w:styleId="ListBullet"><w:name w:val="List Bullet"/>'
    return word(body, styles=f"{styles}</w:style>")


def as_open(parts: list[tuple[int, str]]) -> bytes:
    body = ""
    for kind, text in parts:
        paragraph = f"<text:p>{escape(text[:2])}<text:span>{escape(text[2:])}</text:span></text:p>"
        if 0 < kind < 4:
            paragraph = f'<text:h text:outline-level="{kind}">{escape(text)}</text:h>'
        elif kind == 4:
            paragraph = f"<text:list><text:list-item>{paragraph}</text:list-item></text:list>"
        elif kind == 5:
            cell = f"<table:table-cell>{paragraph}</table:table-cell>"
            paragraph = f"<table:table><table:table-row>{cell}</table:table-row></table:table>"
        body += paragraph
    return odt(body)


def as_markdown(parts: list[tuple[int, str]]) -> bytes:
    marks = {0: "", 1: "# ", 2: "## ", 3: "### ", 4: "- ", 5: "| "}
    return "\n\n".join(f"{marks[kind]}{text}" for kind, text in parts).encode()


def hold(document: Document) -> None:
    end = 0
    for block in document.blocks:
        assert end <= block.outer <= block.start <= block.end <= len(document.text)
        assert not document.text[end : block.outer].strip()
        end = block.end
    assert not document.text[end:].strip()


@given(PARTS)
@settings(max_examples=25)
def test_every_word_of_a_word_file_is_found(parts: list[tuple[int, str]]) -> None:
    document = read_document(as_word(parts))
    hold(document)
    assert document.text.replace("- ", "").split() == " ".join(text for _, text in parts).split()


@given(PARTS)
@settings(max_examples=25)
def test_every_word_of_an_opendocument_text_is_found(parts: list[tuple[int, str]]) -> None:
    document = read_document(as_open(parts))
    hold(document)
    assert document.text.replace("- ", "").split() == " ".join(text for _, text in parts).split()


@given(PARTS)
@settings(max_examples=25)
def test_every_word_of_markdown_is_found(parts: list[tuple[int, str]]) -> None:
    document = read_document(as_markdown(parts), name="a.md")
    hold(document)
    found = [one for one in document.text.split() if one not in {"-", "|"}]
    assert found == " ".join(text for _, text in parts).split()


@given(st.binary(max_size=200), st.sampled_from(["a.docx", "a.odt", "a.md", "a.doc", "a"]))
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    for start in (b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        with suppress(Unreadable):
            hold(read_document(start + data, name=name))


MUTATION = st.lists(
    st.tuples(st.integers(0, 5_000), st.integers(0, 255), st.integers(0, 3)), min_size=1, max_size=6
)


def mutated(data: bytes, changes: list[tuple[int, int, int]]) -> bytes:
    changed = bytearray(data)
    for place, value, kind in changes:
        at = place % max(len(changed), 1)
        if kind == 0:
            changed[at : at + 1] = bytes([value])
        elif kind == 1:
            del changed[at : at + value]
        elif kind == 2:
            changed[at:at] = changed[: value * 4]
        else:
            changed[at:at] = bytes([value]) * 3
    return bytes(changed)


GOOD = [(1, "plan for byen"), (2, "mål"), (4, "flere i job"), (5, "tal"), (0, "vi vil noget")]


@given(MUTATION, st.booleans())
@settings(max_examples=150)
def test_mutated_files_are_read_or_refused(
    changes: list[tuple[int, int, int]], opened: bool
) -> None:
    try:
        document = read_document(mutated(as_open(GOOD) if opened else as_word(GOOD), changes))
    except Unreadable:
        return
    hold(document)
    outline(document)


@given(MUTATION, st.sampled_from(["word/document.xml", "word/styles.xml", "content.xml"]))
@settings(max_examples=150)
def test_mutated_parts_are_read_or_refused(changes: list[tuple[int, int, int]], name: str) -> None:
    """Inside the archive, where a changed byte would else be caught by the checksum."""
    members = unzipped(as_open(GOOD) if name == "content.xml" else as_word(GOOD))
    members[name] = mutated(members[name], changes)
    try:
        document = read_document(zipped(members))
    except Unreadable:
        return
    hold(document)
    outline(document)
