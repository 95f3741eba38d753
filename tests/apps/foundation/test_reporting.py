"""The report kit: every text stays text in every format, and every format keeps its structure."""

from __future__ import annotations

import io
import itertools
import re
import subprocess
import sys
import zipfile
from collections import defaultdict
from html.parser import HTMLParser

import pypdfium2
import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retning.foundation import confined
from retning.foundation.reporting.drawing_docx import docx_of
from retning.foundation.reporting.drawing_html import html_of, page_of
from retning.foundation.reporting.drawing_pdf import FONTS, pdf_of
from retning.foundation.reporting.drawing_xlsx import xlsx_of
from retning.foundation.reporting.services import drawn
from retning.foundation.reporting.signs import clean, followed
from retning.foundation.reporting.structure import (
    Format,
    Heading,
    Paragraph,
    Report,
    Run,
    Table,
    packed,
    unpacked,
)
from tests.apps.foundation.reports import TORTURE, ordinary, report, runs, torture
from tests.helpers.workbooks import cells_of

FEW = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
ANY_TEXT = st.text(max_size=60)
# What our fonts have and a line holds, with every sign that means something to somebody.
LATIN = st.text(
    st.characters(min_codepoint=0x21, max_codepoint=0x17F, exclude_categories=["Cc", "Cf"])
    | st.sampled_from(list("#$*_`@<>=-+/\\[]{}()\"'~^&%|;:")),
    min_size=1,
    max_size=40,
)


def one(text: str) -> Report:
    return report(
        Heading(runs(text), 1),
        Paragraph((Run(text),)),
        Table("Tabel", ("Navn",), ((runs(text),),), sheet="Ark"),
    )


def pdf_text(data: bytes) -> str:
    pages = pypdfium2.PdfDocument(data)
    return "".join(page.get_textpage().get_text_range() for page in pages)


def bare(text: str) -> str:
    """Without what a line break and a hyphen add."""
    return re.sub(r"[\s\u00ad\u200b\u0002\ufffe-]", "", text)


# --- Texts stay texts ------------------------------------------------------------------


@FEW
@given(LATIN)
def test_any_text_comes_through_in_pdf(text: str) -> None:
    assert bare(pdf_text(pdf_of(one(text)))).count(bare(text)) >= 3


@FEW
@given(ANY_TEXT)
def test_any_unicode_makes_a_pdf(text: str) -> None:
    assert pdf_of(one(text)).startswith(b"%PDF-")


@pytest.mark.parametrize("text", ["\u200b", "\u00ad", "\u202e", "\u0300", "\ufe0f", "\u3164", " "])
def test_a_heading_that_cannot_be_seen_is_a_dash(text: str) -> None:
    assert pdf_of(one(text)).startswith(b"%PDF-")


@FEW
@given(ANY_TEXT)
def test_any_unicode_comes_through_in_word(text: str) -> None:
    document = Document(io.BytesIO(docx_of(one(text))))
    said = clean(text)
    if said:
        assert said in [line.text for line in document.paragraphs]
        assert document.tables[0].rows[1].cells[0].text == said


@FEW
@given(ANY_TEXT)
def test_any_unicode_comes_through_in_a_workbook(text: str) -> None:
    rows = cells_of(xlsx_of(one(text)))["Ark"]
    assert rows[0] == ["Navn"]
    assert rows[1] == [clean(text)] if clean(text) else rows[1:] in ([], [[""]])


@FEW
@given(ANY_TEXT)
def test_any_unicode_comes_through_in_html(text: str) -> None:
    reader = _Reader()
    reader.feed(html_of(one(text)))
    assert reader.tags <= _TAGS
    assert bare("".join(reader.texts)).count(bare(clean(text))) >= 3 or not bare(clean(text))


_TAGS = {
    "article", "h2", "h3", "dl", "dt", "dd", "p", "div", "table", "caption", "thead", "tbody",
    "tr", "th", "td", "br",
}  # fmt: skip


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_no_text_is_typst_code() -> None:
    text = pdf_text(pdf_of(report(*[Paragraph(runs(each)) for each in TORTURE[:2]])))
    assert '#read("/etc/passwd")' in text
    assert "root:" not in text
    assert "$x^2$ *a* _b_ `c` @d <e> = f - g + h / i // j /* k */" in text


def test_letters_that_no_font_has_become_boxes_and_the_others_stay() -> None:
    text = pdf_text(pdf_of(report(Paragraph(runs("før 😀 漢 efter")))))
    assert "før □ □ efter" in text


def test_no_text_is_a_formula_or_a_link_in_a_workbook() -> None:
    data = xlsx_of(torture())
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        sheets = [book.read(name) for name in book.namelist() if "worksheets/" in name]
    assert len(sheets) == 4
    assert not any(b"<f>" in sheet or b"hyperlink" in sheet for sheet in sheets)
    assert "=1+1" in [row[0] for rows in cells_of(data).values() for row in rows]


@pytest.mark.parametrize("form", list(Format))
def test_what_would_break_a_drawer_does_not(form: Format) -> None:
    assert len(drawn(torture(), form)) > 5_000


def test_only_addresses_that_are_safe_are_followed() -> None:
    assert followed("https://example.dk/a?b=1") == "https://example.dk/a?b=1"
    assert followed("mailto:a@example.dk") == "mailto:a@example.dk"
    for address in ("javascript:alert(1)", "file:///etc/passwd", "https://a b", "data:x", "//x"):
        assert followed(address) == ""


# --- Structure -------------------------------------------------------------------------


def test_a_report_travels_as_it_is() -> None:
    for each in (ordinary(), torture()):
        assert unpacked(packed(each)) == each


def test_pdf_has_an_outline_a_title_and_a_language() -> None:
    data = pdf_of(ordinary())
    pdf = pypdfium2.PdfDocument(data)
    marks = [(mark.level, mark.get_title()) for mark in pdf.get_toc()]
    assert marks[:4] == [
        (0, "Vision"),
        (0, "Delvision 1: Hverdagsliv"),
        (1, "Overordnet mål: Børn trives"),
        (2, "1. Flere læser"),
    ]
    assert pdf.get_metadata_dict()["Title"] == "Sammen om byen"
    assert b"/Lang(da-DK)" in data
    assert {tuple(round(side) for side in page.get_size()) for page in pdf} == {(595, 842)}
    last = pdf[len(pdf) - 1].get_textpage().get_text_range()
    assert f"Side {len(pdf)} af {len(pdf)}" in last


def test_pdf_repeats_the_head_of_a_table_and_leaves_no_heading_behind() -> None:
    blocks = [Paragraph(runs("ord " * 90)) for _ in range(8)]
    data = pdf_of(report(*blocks, *[Heading(runs(f"Kapitel {n}"), 1) for n in range(9)]))
    assert "Kapitel 0" in pdf_text(data)
    pages = [
        page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf_of(ordinary()))
    ]
    assert sum("Nr." in page for page in pages) >= 3
    for count in range(20, 60, 3):
        filler = Paragraph((Run("linje\n" * count),))
        made = pdf_of(
            report(filler, Heading(runs("Et kapitel"), 1), Paragraph(runs("Og dets tekst")))
        )
        together = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(made)]
        assert [text for text in together if "Et kapitel" in text and "Og dets tekst" in text]


def test_the_same_report_is_the_same_pdf() -> None:
    assert pdf_of(ordinary()) == pdf_of(ordinary())


def test_word_has_styles_lists_header_rows_and_languages() -> None:
    document = Document(io.BytesIO(docx_of(ordinary())))
    lines = [(line.style.name, line.text) for line in document.paragraphs if line.style]
    assert ("Title", "Sammen om byen") in lines
    assert ("Heading 1", "Delvision 1: Hverdagsliv") in lines
    assert ("Heading 3", "1. Flere læser") in lines
    assert ("List Bullet", "et") in lines
    assert ("List Bullet 2", "to a") in lines
    assert ("List Number", "igen først") in lines
    assert ("toc 2", "Overordnet mål: Børn trives") in lines
    styles = document.styles.element
    assert next(each.get(qn("w:val")) for each in styles.iter(qn("w:lang"))) == "da-DK"
    body = document.element.body
    assert "en-GB" in [each.get(qn("w:val")) for each in body.iter(qn("w:lang"))]
    heads = [
        row for row in body.iter(qn("w:tr")) if row.find(f".//{qn('w:tblHeader')}") is not None
    ]
    assert len(heads) == 1
    assert len(list(body.iter(qn("w:cantSplit")))) == 61
    assert [each.get(qn("w:val")) for each in body.iter(qn("w:tblCaption"))] == ["Mål"]
    assert [each.get("descr") for each in body.iter(qn("wp:docPr"))] == ["To børn læser"]
    facts = document.core_properties
    assert (facts.title, facts.author) == ("Sammen om byen", "Vallensbæk Kommune")
    assert facts.language == "da-DK"
    foot = document.sections[0].footer.paragraphs[0]._p
    assert [each.text.strip() for each in foot.iter(qn("w:instrText"))] == ["PAGE", "NUMPAGES"]


def test_word_numbers_each_list_from_one() -> None:
    document = Document(io.BytesIO(docx_of(ordinary())))
    numbered = [
        line for line in document.paragraphs if line.style and line.style.name == "List Number"
    ]
    ids = [line._p.pPr.numPr.numId.val for line in numbered if line._p.pPr is not None]
    assert ids[0] == ids[1] != ids[2]


def test_word_draws_red_line_with_more_than_colour() -> None:
    document = Document(io.BytesIO(docx_of(ordinary())))
    added, removed = document.styles["Added"], document.styles["Removed"]
    assert (added.font.underline, added.font.strike) == (True, None)
    assert (removed.font.underline, removed.font.strike) == (None, True)
    marked = {
        run.text: run.style.name
        for line in document.paragraphs
        for run in line.runs
        if run.style and run.style.name in {"Added", "Removed"}
    }
    assert marked == {"gammel": "Removed", "ny": "Added"}


def test_a_workbook_has_a_sheet_for_each_table() -> None:
    data = xlsx_of(ordinary())
    assert list(cells_of(data)) == ["Mål", "Om rapporten"]
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        facts = book.read("docProps/core.xml").decode()
    assert 'state="frozen"' in sheet
    assert '<autoFilter ref="A1:B61"' in sheet
    assert '<c r="A2" s="2"><v>1</v></c>' in sheet
    assert "<dc:title>Sammen om byen</dc:title>" in facts
    names = list(cells_of(xlsx_of(torture())))
    assert len({name.casefold() for name in names}) == 4
    assert all(len(name) <= 31 and name.casefold() != "history" for name in names)


def test_html_marks_what_it_says() -> None:
    html = html_of(ordinary())
    assert "<del>gammel</del><ins>ny</ins>" in html
    assert '<th scope="col">Nr.</th>' in html
    assert '<th scope="row">1</th>' in html
    assert '<span lang="en">In English</span>' in html
    assert 'alt="To børn læser"' in html


def test_html_is_a_document_of_its_own() -> None:
    page = page_of(ordinary())
    reader = _Document()
    reader.feed(page)
    assert page.startswith("<!doctype html>\n")
    assert reader.attributes["html"] == [{"lang": "da"}]
    assert [len(reader.attributes[tag]) for tag in ("title", "h1", "main", "style")] == [1, 1, 1, 1]
    assert reader.attributes["th"]
    assert all(each["scope"] in {"col", "row"} for each in reader.attributes["th"])
    assert reader.attributes.keys() & {"script", "link", "iframe", "object", "form"} == set()
    assert all(
        each["src"].startswith("data:image/png;base64,") for each in reader.attributes["img"]
    )
    levels = [int(tag[1]) for tag in reader.order if re.fullmatch("h[1-6]", tag)]
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert "url(" not in page
    assert drawn(ordinary(), Format.HTML).decode() == page


class _Document(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.attributes: dict[str, list[dict[str, str]]] = defaultdict(list)
        self.order: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes[tag].append({name: value or "" for name, value in attrs})
        self.order.append(tag)


# --- The process apart -----------------------------------------------------------------


def test_what_serves_pages_does_not_carry_the_drawers() -> None:
    program = (
        "import django; django.setup();"
        "import sys, retning.web.public.views.downloads, retning.foundation.reporting.tasks;"
        "print([n for n in ('typst', 'docx', 'xlsxwriter', 'lxml') if n in sys.modules])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == "[]"


def test_what_is_no_report_ends_in_the_process_apart() -> None:
    with pytest.raises(confined.Broken):
        confined.run(
            "retning.foundation.reporting.drawing_pdf:draw",
            b"not a report",
        )


def test_pdf_is_drawn_also_without_our_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    from retning.foundation.reporting import drawing_pdf

    monkeypatch.setattr(drawing_pdf, "FONTS", FONTS / "none")
    assert "Flere læser" in pdf_text(pdf_of(ordinary()))
