"""Word files: what a person sees of them, and nothing of what was deleted, hidden or about them."""

from __future__ import annotations

import pytest

from retning.core.documents import BlockKind, Document, outline
from retning.core.documents.reading import read_document
from tests.helpers.office import content_types, word, zipped

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DOCM = "application/vnd.ms-word.document.macroEnabled"


def read(body: str, **parts: str) -> Document:
    return read_document(word(body, **parts), name="strategi.docx")


def p(text: str, style: str = "", *, more: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{more}</w:pPr>{r(text)}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def style(identity: str, name: str, inside: str = "", *, kind: str = "paragraph") -> str:
    inside = f'<w:name w:val="{name}"/>{inside}'
    return f'<w:style w:type="{kind}" w:styleId="{identity}">{inside}</w:style>'


def kinds(document: Document) -> list[tuple[str, int, str]]:
    return [(block.kind, block.level, document.text_of(block)) for block in document.blocks]


@pytest.mark.parametrize(
    ("identity", "name", "expected"),
    [
        ("Heading2", "heading 2", ("heading", 2)),
        ("Overskrift2", "heading 2", ("heading", 2)),
        ("Overskrift2", "Overskrift 2", ("heading", 2)),
        ("berschrift3", "heading 3", ("heading", 3)),
        ("Heading9", "heading 9", ("heading", 6)),
        ("Titel", "Title", ("heading", 1)),
        ("Title", "Titel", ("heading", 1)),
        ("Undertitel", "Subtitle", ("paragraph", 0)),
        ("Citat", "Quote", ("paragraph", 0)),
        ("Listeafsnit", "List Paragraph", ("paragraph", 0)),
        ("Opstilling-punkttegn", "List Bullet", ("list_item", 0)),
        ("Opstilling-talellerbogst", "List Number", ("list_item", 0)),
        ("punkt", "Opstilling - punkttegn", ("list_item", 0)),
        ("Indholdsfortegnelse1", "toc 1", ("boilerplate", 0)),
        ("Normal", "Normal", ("paragraph", 0)),
    ],
)
def test_styles_are_known_by_danish_and_english_names(
    identity: str, name: str, expected: tuple[str, int]
) -> None:
    document = read(p("Vi vil noget", identity), styles=style(identity, name))
    assert kinds(document) == [(*expected, "Vi vil noget")]


def test_a_style_is_known_by_its_id_where_no_style_is_defined() -> None:
    document = read(p("Klima", "Overskrift3") + p("Om luft", "Titel"))
    assert kinds(document) == [("heading", 4, "Klima"), ("heading", 1, "Om luft")]


def test_a_style_inherits_from_the_one_it_is_based_on() -> None:
    styles = style("Heading2", "heading 2") + style(
        "Delvision", "Kommunens delvision", '<w:basedOn w:val="Heading2"/>'
    )
    assert kinds(read(p("Klima", "Delvision"), styles=styles)) == [("heading", 2, "Klima")]


def test_styles_based_on_one_another_end() -> None:
    styles = style("A", "a", '<w:basedOn w:val="B"/>') + style("B", "b", '<w:basedOn w:val="A"/>')
    assert kinds(read(p("Klima", "A"), styles=styles)) == [("paragraph", 0, "Klima")]


def test_an_outline_level_makes_a_heading() -> None:
    own = '<w:outlineLvl w:val="1"/>'
    styles = style("Mit", "Mit eget", f"<w:pPr>{own}</w:pPr>")
    document = read(p("Klima", "Mit") + p("Natur", more=own) + p("Tekst"), styles=styles)
    assert [one[:2] for one in kinds(document)] == [
        ("heading", 2),
        ("heading", 2),
        ("paragraph", 0),
    ]


def test_headings_stand_below_a_title_of_its_own_style() -> None:
    document = read(p("Plan", "Title") + p("Del", "Heading1") + p("Under", "Heading6"))
    assert [block.level for block in document.blocks] == [1, 2, 6]


NUMBERING = (
    '<w:abstractNum w:abstractNumId="7">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>'
    '<w:pStyle w:val="Heading1"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/>'
    '<w:lvlText w:val="%1.%2)"/></w:lvl>'
    '</w:abstractNum><w:abstractNum w:abstractNumId="8">'
    '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>'
    '<w:num w:numId="4"><w:abstractNumId w:val="8"/></w:num>'
)


def numbered(number: int, level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def test_lists_keep_their_levels() -> None:
    body = (
        p("en", more=numbered(4, 0)) + p("to", more=numbered(4, 1)) + p("tre", more=numbered(4, 2))
    )
    body += p("fire", more=numbered(4, 0))
    assert kinds(read(body, numbering=NUMBERING)) == [
        ("list_item", 0, "en"),
        ("list_item", 1, "to"),
        ("list_item", 2, "tre"),
        ("list_item", 0, "fire"),
    ]


def test_a_list_that_begins_deep_inside_is_one_list() -> None:
    body = "".join(p(word, more=numbered(4, level)) for word, level in (("en", 1), ("to", 1)))
    assert [block.level for block in read(body, numbering=NUMBERING).blocks] == [0, 0]


def test_number_zero_is_no_list() -> None:
    styles = style("Punkt", "Punkt", f"<w:pPr>{numbered(4, 0)}</w:pPr>")
    body = p("en", "Punkt") + p("to", "Punkt", more=numbered(0, 0))
    document = read(body, numbering=NUMBERING, styles=styles)
    assert [block.kind for block in document.blocks] == ["list_item", "paragraph"]


def test_numbers_of_headings_are_counted_as_word_does() -> None:
    styles = style("Heading1", "heading 1", f"<w:pPr>{numbered(3, 0)}</w:pPr>")
    styles += style("Heading2", "heading 2", f"<w:pPr>{numbered(3, 1)}</w:pPr>")
    body = p("Natur", "Heading1") + p("Skov", "Heading2") + p("Vand", "Heading2")
    body += p("Klima", "Heading1") + p("Luft", "Heading2")
    document = read(body, numbering=NUMBERING, styles=styles)
    assert [document.text_of(block) for block in document.blocks] == [
        "1. Natur",
        "1.a) Skov",
        "1.b) Vand",
        "2. Klima",
        "2.a) Luft",
    ]
    assert document.blocks[3].numbers == (2,)


def test_tables_are_rows_of_cells() -> None:
    cell = "<w:tc><w:tcPr/>{}</w:tc>".format
    below = "<w:tc><w:tcPr><w:vMerge/></w:tcPr>" + p("Dækket") + "</w:tc>"
    first = '<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{}</w:tc>'.format(p("Mål"))
    rows = f"<w:tr>{first}{cell(p('Vand'))}</w:tr><w:tr>{below}{cell(p('Luft') + p('Jord'))}</w:tr>"
    gone = f"<w:tr><w:trPr><w:del w:id='1'/></w:trPr>{cell(p('Slettet'))}</w:tr>"
    document = read(f"<w:tbl><w:tblPr/>{rows}{gone}</w:tbl>")
    assert kinds(document) == [("table_row", 0, "Mål | Vand"), ("table_row", 0, "Luft Jord")]


def test_tables_within_tables_are_read_however_deep() -> None:
    body = p("Inderst")
    for _ in range(20):
        body = f"<w:tbl><w:tr><w:tc>{body}</w:tc></w:tr></w:tbl>"
    assert "Inderst" in read(body).text


def changed(kind: str, inside: str) -> str:
    return f'<w:{kind} w:id="1">{inside}</w:{kind}>'


DELETED = "<w:r><w:delText>ikke </w:delText></w:r>"
END_DELETED = f"<w:pPr><w:rPr>{changed('del', '')}</w:rPr></w:pPr>"
CHANGES = {
    "inserted": (f"<w:p>{r('Vi ')}{changed('ins', r('vil'))}{r(' mere')}</w:p>", "Vi vil mere"),
    "deleted": (
        f"<w:p>{r('Vi ')}{changed('del', DELETED + r('kan '))}{r('mere')}</w:p>",
        "Vi mere",
    ),
    "moved": (
        f"<w:p>{changed('moveFrom', r('Her. '))}{r('Fast. ')}{changed('moveTo', r('Her.'))}</w:p>",
        "Fast. Her.",
    ),
    "an end deleted": (f"<w:p>{END_DELETED}{r('Første ')}</w:p>{p('anden')}", "Første anden"),
    "the last end deleted": (f"<w:p>{END_DELETED}{r('Sidste')}</w:p>", "Sidste"),
    "inserted and deleted again": (
        f"<w:p>{r('Vi')}{changed('ins', changed('del', r(' kan')))}</w:p>",
        "Vi",
    ),
}


@pytest.mark.parametrize("case", CHANGES)
def test_tracked_changes_are_read_as_accepted(case: str) -> None:
    body, expected = CHANGES[case]
    assert read(body).text == expected


def test_hidden_text_is_left_out() -> None:
    styles = style("Skjult", "Skjult", "<w:rPr><w:vanish/></w:rPr>", kind="character")
    styles += style("Note", "Note", "<w:rPr><w:vanish/></w:rPr>")
    body = f"<w:p>{r('Ses')}{r(' ses ikke', '<w:vanish/>')}"
    body += r(" heller ikke", '<w:rStyle w:val="Skjult"/>')
    body += r(" dog", '<w:vanish w:val="0"/>') + "</w:p>" + p("Væk", "Note")
    assert read(body, styles=styles).text == "Ses dog"


def test_comments_fields_links_and_marks_leave_their_text_alone() -> None:
    body = (
        '<w:p><w:bookmarkStart w:id="1" w:name="a"/><w:commentRangeStart w:id="5"/>'
        f'<w:hyperlink r:id="rId1">{r("Læs")}</w:hyperlink>{r(" mere")}'
        '<w:commentRangeEnd w:id="5"/><w:r><w:commentReference w:id="5"/></w:r>'
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r(" 4")}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        f'<w:fldSimple w:instr="AUTHOR">{r(" af Asta")}</w:fldSimple>'
        f"<w:smartTag>{r(' i Nordegn')}</w:smartTag><w:bdo>{r(' nu')}</w:bdo></w:p>"
    )
    assert read(body).text == "Læs mere 4 af Asta i Nordegn nu"


def test_content_controls_are_read() -> None:
    inner = f"<w:sdt><w:sdtPr/><w:sdtContent>{r('valg')}</w:sdtContent></w:sdt>"
    body = f"<w:sdt><w:sdtContent>{p('Felt')}<w:p>{r('Et ')}{inner}</w:p></w:sdtContent></w:sdt>"
    assert read(body).text == "Felt\n\nEt valg"


def test_spaces_hyphens_and_breaks_are_those_a_person_sees() -> None:
    body = (
        "<w:p><w:r><w:t>kom</w:t><w:softHyphen/><w:t>mune\u00adns e</w:t><w:noBreakHyphen/>"
        "<w:t>mail</w:t><w:tab/><w:t>20\u00a0%</w:t><w:br/><w:t>ny linje</w:t>"
        '<w:br w:type="page"/><w:t>ny side</w:t><w:cr/><w:t>igen</w:t></w:r></w:p>'
    )
    assert read(body).text == "kommunens e-mail 20\u00a0%\nny linje\nny side\nigen"


def test_signs_of_symbol_fonts_are_letters() -> None:
    good = '<w:sym w:font="Wingdings" w:char="F0FC"/>'
    bad = '<w:sym w:font="Wingdings"/><w:sym w:font="X" w:char="zzzz"/><w:sym w:char=""/>'
    assert read(f"<w:p>{r('Klar ')}<w:r>{good}{bad}</w:r></w:p>").text == "Klar ✓"


def test_formulas_are_read_as_their_letters() -> None:
    body = f"<w:p>{r('Vi måler ')}<m:oMath><m:r><m:t>CO2</m:t></m:r></m:oMath></w:p>"
    assert read(body).text == "Vi måler CO2"


def box(text: str) -> str:
    return f"<w:txbxContent>{p(text)}</w:txbxContent>"


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    choice = (
        f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{box("I boks")}</wps:txbx></w:drawing>'
    )
    fallback = f"<mc:Fallback><w:pict><v:textbox>{box('I boks')}</v:textbox></w:pict></mc:Fallback>"
    both = f"<mc:AlternateContent>{choice}</mc:Choice>{fallback}</mc:AlternateContent>"
    document = read(f"<w:p>{r('Ved ')}<w:r>{both}</w:r>{r('siden')}</w:p>{p('Efter')}")
    assert document.text == "Ved siden\n\nI boks\n\nEfter"


def test_an_old_text_box_is_read() -> None:
    body = f"<w:p><w:r><w:pict><v:shape><v:textbox>{box('Boks')}</v:textbox></v:shape></w:pict>"
    assert read(f"{body}</w:r></w:p>").text == "Boks"


def note(number: int, text: str) -> str:
    return f'<w:footnote w:id="{number}">{p(text)}</w:footnote>'


def test_notes_stand_at_the_end_and_their_marks_are_not_in_the_text() -> None:
    mark = '<w:r><w:footnoteReference w:id="{}"/></w:r>'.format
    body = f"<w:p>{r('Mindst 20 % i 2029')}{mark(3)}</w:p><w:p>{r('Mere')}{mark(2)}</w:p>"
    gone = f'<w:p><w:del w:id="9">{mark(4)}</w:del>{r("Sidst")}</w:p>'
    notes = note(0, "streg") + note(2, "Kilde B") + note(3, "Kilde A") + note(4, "Slettet")
    document = read(body + gone, footnotes=notes)
    assert document.text == "Mindst 20 % i 2029\n\nMere\n\nSidst\n\n[1] Kilde A\n\n[2] Kilde B"
    assert [block.kind for block in document.blocks[3:]] == [BlockKind.NOTE] * 2


def test_a_note_is_no_goal_and_is_not_lost() -> None:
    body = p("Plan", "Title") + p("Mål", "Heading1")
    body += p("Flere i job", "ListBullet").replace(
        "</w:p>", '<w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    )
    styles = style("ListBullet", "List Bullet")
    draft = outline(read(body, styles=styles, footnotes=note(2, "Mindst 5 % skal ske i 2028")))
    assert [goal.text for goal in draft.goals] == ["Flere i job"]
    assert [(one.rule, one.text) for one in draft.unplaced] == [
        ("note", "[1] Mindst 5 % skal ske i 2028")
    ]


def test_bold_lines_head_what_follows() -> None:
    styles = style("Mellem", "Mellemrubrik", "<w:rPr><w:b/></w:rPr>")
    body = p("Om skoven", "Mellem") + p("Her er tekst.") + f"<w:p>{r('Vand', '<w:b/>')}</w:p>"
    document = read(body, styles=styles)
    assert [block.kind for block in document.blocks] == ["heading", "paragraph", "heading"]


def test_headers_and_footers_are_left_out() -> None:
    data = word(p("Tekst"), header1=p("Sidehoved"), footer1=p("Sidefod"))
    assert read_document(data).text == "Tekst"


def test_strict_files_are_read() -> None:
    members = {
        "[Content_Types].xml": content_types({"/word/document.xml": f"{DOCX}.main+xml"}),
        "word/document.xml": (
            '<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main">'
            f"<w:body>{p('Streng')}</w:body></w:document>"
        ),
    }
    assert read_document(zipped(members)).text == "Streng"


def test_a_file_in_utf_16_is_read() -> None:
    main = (
        '<?xml version="1.0" encoding="UTF-16"?><w:document xmlns:w="http://schemas.openxmlformats'
        f'.org/wordprocessingml/2006/main"><w:body>{p("Æblet")}</w:body></w:document>'
    )
    types = content_types({"/word/document.xml": f"{DOCX}.main+xml"})
    members = {"[Content_Types].xml": types, "word/document.xml": main.encode("utf-16")}
    assert read_document(zipped(members)).text == "Æblet"


def test_a_file_with_macros_is_read_and_its_macros_left_alone() -> None:
    data = word(p("Med makro"), main=f"{DOCM}.main+xml")
    document = read_document(data, name="strategi.docm")
    assert (document.text, document.media_type) == ("Med makro", f"{DOCM}.12")


def test_what_kind_it_is_and_where_things_stand_is_said() -> None:
    document = read_document(word(p("Æblet", "Heading1") + p("Grøn")), name="x.html")
    assert (document.media_type, document.encoding) == (DOCX, "utf-8")
    assert document.has_levels
    assert [document.text[one.start : one.end] for one in document.blocks] == ["Æblet", "Grøn"]
