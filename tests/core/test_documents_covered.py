"""Whatever the reader: every character with ink lies in a piece of the draft, and in one alone.

Pieces that nobody reviews (page furniture, a site's front matter) are among them: they stand in the
source beside the review, and so are seen there.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retning.core.documents import Document, PieceKind, outline, passages
from retning.core.documents.reading import read_document
from tests.core.test_documents_office_generated import PARTS, as_markdown, as_open, as_word
from tests.helpers.typeset import STRATEGY, as_html, as_pdf

Parts = list[tuple[int, str]]
FRONT = b"---\ntitle: Vores by\ndraft: false\n---\n"
FRONT_TOML = b'+++\ntitle = "Vores by"\n+++\n'


def check_covered(document: Document) -> None:
    """Marks of lists and the lines between cells are the readers' own, and no ink of the file's."""
    times = [0] * len(document.text)
    for piece in outline(document).pieces:
        spans = {(piece.start, piece.end), (piece.body_start, piece.body_end)}
        for start, end in spans:
            for place in range(start, end):
                times[place] += 1
    for block in document.blocks:
        for place in range(block.outer, block.start):
            times[place] += not times[place]
    wrong = [
        (place, character)
        for place, (character, count) in enumerate(zip(document.text, times, strict=True))
        if count > 1 or (not count and not character.isspace() and character != "|")
    ]
    assert wrong == []


def as_page(parts: Parts) -> bytes:
    names = {0: "p", 1: "h1", 2: "h2", 3: "h3", 4: "li", 5: "nav"}
    body = "".join(f"<{names[kind]}>{text}</{names[kind]}>" for kind, text in parts)
    return f'<!doctype html><html lang="da"><body>{body}</body></html>'.encode()


def as_text(parts: Parts) -> bytes:
    marks = {0: "", 1: "1. ", 2: "Mål 2: ", 3: "Indsatsområde: ", 4: "- ", 5: "  • "}
    return "\n\n".join(f"{marks[kind]}{text}" for kind, text in parts).encode()


@pytest.mark.parametrize(
    ("written", "name"),
    [
        (as_word, "a.docx"),
        (as_open, "a.odt"),
        (as_markdown, "a.md"),
        (as_page, "a.html"),
        (as_text, "a.txt"),
    ],
)
@given(PARTS)
@settings(max_examples=20, deadline=None)
def test_all_ink_is_in_a_piece(written: Callable[[Parts], bytes], name: str, parts: Parts) -> None:
    check_covered(read_document(written(parts), name=name))


@given(PARTS, st.sampled_from([FRONT, FRONT_TOML]))
@settings(max_examples=20, deadline=None)
def test_front_matter_is_in_a_piece(parts: Parts, front: bytes) -> None:
    document = read_document(front + as_markdown(parts), name="a.md")
    check_covered(document)
    draft = outline(document)
    furniture = [one.text for one in draft.pieces if one.kind is PieceKind.BOILERPLATE]
    assert any("Vores by" in text for text in furniture)
    assert not any("Vores by" in one.text + one.body for one in passages(draft))


@pytest.mark.parametrize(("made", "name"), [(as_html, "a.html"), (as_pdf, "a.pdf")])
def test_a_whole_strategy(made: Callable[..., bytes], name: str) -> None:
    check_covered(read_document(made(STRATEGY), name=name))
