"""OpenDocument text and Markdown: what a person sees of them."""

from __future__ import annotations

import pytest

from retning.core.documents import Document, PieceKind, outline
from retning.core.documents.reading import read_document
from tests.helpers.office import as_docx, as_markdown, as_odt, odt, unzipped, zipped
from tests.helpers.typeset import STRATEGY, Strategy, as_html

ODT = "application/vnd.oasis.opendocument.text"


def read(body: str, **styles: str) -> Document:
    return read_document(odt(body, **styles), name="strategi.odt")


def p(text: str, style: str = "Standard") -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def style(name: str, properties: str = "", *, family: str = "paragraph", more: str = "") -> str:
    return (
        f'<style:style style:name="{name}" style:family="{family}" {more}>'
        f"<style:text-properties {properties}/></style:style>"
    )


def kinds(document: Document) -> list[tuple[str, int, str]]:
    return [(block.kind, block.level, document.text_of(block)) for block in document.blocks]


def markdown(text: str, name: str = "strategi.md") -> Document:
    return read_document(text.encode(), name=name)


def told(data: bytes, name: str) -> dict[str, object]:
    """What the draft says, without where it stands."""
    draft = outline(read_document(data, name=name))
    return {
        "title": draft.title_text,
        "vision": draft.vision.text if draft.vision else "",
        "period": draft.period,
        "areas": [area.piece.text for area in draft.areas],
        "objectives": [
            [(one.piece.text, [goal.text for goal in one.goals]) for one in area.objectives]
            for area in draft.areas
        ],
        "themes": [[theme.text for theme in area.themes] for area in draft.areas],
        "prose": [piece.text for piece in draft.pieces if piece.kind is PieceKind.NARRATIVE],
        "unplaced": [piece.text for piece in draft.unplaced],
    }


@pytest.mark.parametrize(
    ("as_kind", "name"),
    [(as_docx, "strategi.docx"), (as_odt, "strategi.odt"), (as_markdown, "strategi.md")],
)
def test_one_strategy_gives_one_draft_whatever_kind_of_file_it_is(as_kind, name) -> None:
    expected = told(as_html(STRATEGY), "strategi.html")
    assert told(as_kind(STRATEGY), name) == expected
    assert expected["title"] == STRATEGY.title
    assert expected["areas"] == [area.title for area in STRATEGY.areas]
    assert _objectives(STRATEGY) == expected["objectives"]
    assert expected["themes"] == [list(area.themes) for area in STRATEGY.areas]


def _objectives(strategy: Strategy) -> list[list[tuple[str, list[str]]]]:
    return [[(one.text, list(one.goals)) for one in area.objectives] for area in strategy.areas]


def test_headings_have_their_outline_level_and_lists_their_depth() -> None:
    inner = f"<text:list><text:list-item>{p('to')}</text:list-item></text:list>"
    lists = f"<text:list><text:list-item>{p('en')}{inner}</text:list-item></text:list>"
    document = read(f'<text:h text:outline-level="3">Del</text:h>{lists}{p("Tekst")}')
    assert kinds(document) == [
        ("heading", 3, "Del"),
        ("list_item", 0, "en"),
        ("list_item", 1, "to"),
        ("paragraph", 0, "Tekst"),
    ]


def test_a_list_that_begins_deep_inside_is_one_list() -> None:
    items = "".join(f"<text:list-item>{p(one)}</text:list-item>" for one in ("en", "to"))
    body = f"<text:list><text:list-item><text:list>{items}</text:list></text:list-item></text:list>"
    assert [block.level for block in read(body).blocks] == [0, 0]


@pytest.mark.parametrize(
    ("name", "more", "expected"),
    [
        ("Heading_20_2", "", ("heading", 2)),
        ("Overskrift_20_2", "", ("heading", 2)),
        ("P9", 'style:parent-style-name="Heading_20_2"', ("heading", 2)),
        ("P9", 'style:display-name="Overskrift 4"', ("heading", 4)),
        ("P9", 'style:default-outline-level="5"', ("heading", 5)),
        ("Title", "", ("heading", 1)),
        ("Subtitle", 'style:parent-style-name="Title"', ("paragraph", 0)),
        ("Quotations", "", ("paragraph", 0)),
        ("P1", 'style:parent-style-name="P1"', ("paragraph", 0)),
    ],
)
def test_styles_say_what_a_paragraph_is(name: str, more: str, expected: tuple[str, int]) -> None:
    document = read(p("Vi vil noget", name), automatic=style(name, more=more))
    assert kinds(document) == [(*expected, "Vi vil noget")]


def test_bold_is_found_in_either_part() -> None:
    bold = 'fo:font-weight="bold"'
    inner = '<text:span text:style-name="T1">Vand</text:span>'
    document = read(
        p("Skov", "P1") + p("Tekst om det.") + p(inner) + p("Mere om det."),
        automatic=style("P1", bold),
        styles=style("T1", bold, family="text"),
    )
    assert [block.kind for block in document.blocks] == [
        "heading", "paragraph", "heading", "paragraph",
    ]  # fmt: skip


def test_spaces_tabs_breaks_and_soft_hyphens() -> None:
    first = "kom\u00admunen<text:s text:c='3'/>har<text:tab/>20\u00a0%"
    assert (
        read(p(f"{first}<text:line-break/>ny linje<text:s/>")).text
        == "kommunen har 20\u00a0%\nny linje"
    )


def test_more_spaces_than_anybody_wants_are_few() -> None:
    for said in ("999999999", "-4", "a", "³", "99"):
        assert read(p(f"a<text:s text:c='{said}'/>b")).text == "a b"


def test_deleted_text_comments_and_hidden_text_are_left_out() -> None:
    deleted = (
        f"<text:tracked-changes><text:changed-region><text:deletion>{p('Slettet')}"
        "</text:deletion></text:changed-region></text:tracked-changes>"
    )
    hidden = (
        '<text:span text:style-name="T9">skjult</text:span>'
        "<text:hidden-text text:is-hidden='true'>skjult</text:hidden-text>"
        f"<office:annotation>{p('Kommentar')}</office:annotation>"
        '<text:change text:change-id="a"/><text:change-start text:change-id="b"/>'
    )
    section = f'<text:section text:display="none">{p("Skjult")}</text:section>'
    shown = f'<text:section text:name="a">{p("I afsnit")}</text:section>'
    lines = p("Væk<text:hidden-paragraph text:is-hidden='true'/>")
    lines += p("Her<text:hidden-paragraph text:is-hidden='false'/>")
    styles = style("T9", 'text:display="none"', family="text")
    document = read(deleted + p(f"Ses {hidden}dog") + section + shown + lines, automatic=styles)
    assert document.text == "Ses dog\n\nI afsnit\n\nHer"


def test_notes_stand_at_the_end() -> None:
    note = (
        f"<text:note><text:note-citation>7</text:note-citation><text:note-body>{p('Kilde')}"
        f"{p('mere')}</text:note-body></text:note>"
    )
    document = read(p(f"Mål{note} her") + p("Sidst"))
    assert kinds(document) == [
        ("paragraph", 0, "Mål her"),
        ("paragraph", 0, "Sidst"),
        ("note", 0, "[1] Kilde mere"),
    ]


def test_tables_boxes_and_contents() -> None:
    cell = "<table:table-cell>{}</table:table-cell>".format
    row = f"<table:table-row>{cell(p('Vand'))}<table:covered-table-cell/>{cell(p('Luft'))}"
    table = f"<table:table>{row}</table:table-row></table:table>"
    frame = f"<draw:frame><draw:text-box>{p('I boks')}</draw:text-box></draw:frame>"
    contents = f"<text:table-of-content><text:index-body>{p('Vand 3')}</text:index-body>"
    body = f"{contents}</text:table-of-content>{table}{p(f'Ved {frame}siden')}"
    assert kinds(read(body)) == [
        ("boilerplate", 0, "Vand 3"),
        ("table_row", 0, "Vand | Luft"),
        ("paragraph", 0, "Ved siden"),
        ("paragraph", 0, "I boks"),
    ]


def test_links_and_fields_leave_their_text() -> None:
    body = '<text:a xlink:href="http://example.invalid/">Læs</text:a> af <text:author-name>Asta'
    assert read(p(f"{body}</text:author-name>")).text == "Læs af Asta"


def test_signs_of_markup_are_letters() -> None:
    assert read(p("a &lt;script&gt; &amp;amp; b")).text == "a <script> &amp; b"


def test_the_kind_is_said_also_of_templates_and_of_files_without_a_mark() -> None:
    members = unzipped(odt(p("Tekst")))
    assert read_document(zipped(members)).media_type == ODT
    assert read_document(zipped(members | {"mimetype": f"{ODT}-template"})).media_type == (
        f"{ODT}-template"
    )
    del members["mimetype"]
    manifest = f'<manifest full-path="/" media-type="{ODT}"/>'
    assert read_document(zipped(members | {"META-INF/manifest.xml": manifest})).media_type == ODT


def test_markdown_is_read_by_its_name() -> None:
    text = "# Plan\n\n## Mål\n\n1. Flere i job\n   fra i dag\n   - under\n\n"
    text += "| a | b |\n|---|---|\n| c | d |\n"
    document = markdown(text)
    assert document.media_type == "text/markdown"
    assert kinds(document) == [
        ("heading", 1, "Plan"),
        ("heading", 2, "Mål"),
        ("list_item", 0, "Flere i job fra i dag"),
        ("list_item", 1, "under"),
        ("table_row", 0, "a | b"),
        ("table_row", 0, "c | d"),
    ]
    assert markdown(text, name="strategi.txt").media_type == "text/plain"
    assert markdown(text, name="STRATEGI.MARKDOWN").media_type == "text/markdown"


@pytest.mark.parametrize(
    "content", ["<!DOCTYPE html><p>Hej", "\n <html><p>Hej", "\ufeff<html >Hej"]
)
def test_a_web_page_is_one_whatever_it_is_called(content: str) -> None:
    assert markdown(content).media_type == "text/html"


def test_what_is_no_text_is_not_markdown() -> None:
    document = read_document(as_docx(STRATEGY), name="strategi.md")
    assert document.media_type.endswith("wordprocessingml.document")


@pytest.mark.parametrize("fence", ["---", "+++"])
def test_what_stands_above_a_page_for_its_machinery_is_kept_apart(fence: str) -> None:
    document = markdown(f"{fence}\ntitle: Plan\nlayout: <b>side</b>\n{fence}\n# Plan\n")
    assert kinds(document) == [
        ("boilerplate", 0, "title: Plan"),
        ("boilerplate", 0, "layout: <b>side</b>"),
        ("heading", 1, "Plan"),
    ]
    assert markdown(f"Hej\n\n{fence}\n\na\n").blocks[0].kind == "paragraph"


def test_markup_in_markdown_smuggles_nothing() -> None:
    document = markdown(
        "Hej <script>ondt()</script> <b>med</b> <span hidden>skjult</span> dig\n\n"
        "<style>p {}</style>\n\n<div style='display:none'>væk</div>\n\n![alt](http://x.invalid/a)\n"
    )
    assert document.text == "Hej med dig"


def test_lines_of_other_systems_are_lines() -> None:
    assert kinds(markdown("# Plan\r\n\r\n- en\r\n- to\r")) == [
        ("heading", 1, "Plan"),
        ("list_item", 0, "en"),
        ("list_item", 0, "to"),
    ]
