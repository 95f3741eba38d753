"""How a municipality says that it is organised."""

from __future__ import annotations

from pathlib import Path

from retning.core.documents.items import Item
from retning.core.documents.organisation import BodyKind, Organisation, organisation
from retning.core.documents.reading import read_document

PAGE = """\
Sådan er kommunen organiseret

Byrådet fastlægger de overordnede mål og budgettet. Vores planer handler om mål inden for
skoler, ældre, natur og byudvikling.

Udvalg og forvaltning

Børneudvalget har ansvaret for dagtilbud og folkeskoler. Borgmesteren er formand for byrådet og
formand for økonomiudvalget.

Direktionen koordinerer arbejdet på tværs af afdelinger. Kommunaldirektøren skal sikre sammenhæng.

Børnehaver og plejecentre ledes af en centerleder. Enheder i byen, fx biblioteker og musikskoler,
refererer til afdelingschefen.

Ældrerådet rådgiver byrådet i sager om ældre.
"""


def read(text: str) -> Organisation:
    return organisation(read_document(text.encode(), name="a.txt"))


def clean(items: tuple[Item, ...]) -> list[str]:
    return [item.clean for item in items]


def test_bodies_and_what_they_answer_for() -> None:
    found = {body.name.clean: body for body in read(PAGE).bodies}
    assert {name: body.kind for name, body in found.items()} == {
        "Byrådet": BodyKind.COUNCIL,
        "skoler": BodyKind.WORKPLACE,
        "Børneudvalget": BodyKind.COMMITTEE,
        "folkeskoler": BodyKind.WORKPLACE,
        "økonomiudvalget": BodyKind.COMMITTEE,
        "Direktionen": BodyKind.BOARD,
        "afdelinger": BodyKind.CENTRE,
        "Børnehaver": BodyKind.WORKPLACE,
        "plejecentre": BodyKind.WORKPLACE,
        "Enheder": BodyKind.WORKPLACE,
        "biblioteker": BodyKind.WORKPLACE,
        "musikskoler": BodyKind.WORKPLACE,
        "Ældrerådet": BodyKind.BODY,
    }
    assert clean(found["Byrådet"].answers_for) == ["fastlægger de overordnede mål og budgettet"]
    assert clean(found["Børneudvalget"].answers_for) == ["dagtilbud og folkeskoler"]
    assert clean(found["Ældrerådet"].answers_for) == ["rådgiver byrådet i sager om ældre"]


def test_whom_a_body_refers_to() -> None:
    found = {body.name.clean: body for body in read(PAGE).bodies}
    refers = {
        name: body.refers_to.clean for name, body in found.items() if body.refers_to is not None
    }
    assert refers == {
        "Børnehaver": "centerleder",
        "plejecentre": "centerleder",
        "Enheder": "afdelingschefen",
        "biblioteker": "afdelingschefen",
        "musikskoler": "afdelingschefen",
    }
    assert found["musikskoler"].within == found["Enheder"].name


def test_roles_have_offices_and_duties() -> None:
    found = {role.name.clean: role for role in read(PAGE).roles}
    assert clean(found["Borgmesteren"].offices) == [
        "formand for byrådet",
        "formand for økonomiudvalget",
    ]
    assert clean(found["Kommunaldirektøren"].answers_for) == ["sikre sammenhæng"]


def test_fields_cut_across() -> None:
    assert clean(read(PAGE).fields) == ["skoler", "ældre", "natur", "byudvikling"]


def test_a_strategy_that_names_schools_tells_of_no_organisation() -> None:
    text = "Strategi for læring\n\nSkolerne skal løfte alle. Byrådet har ansvaret for rammerne.\n"
    assert read(text) == Organisation()


def test_the_known_page_has_its_bodies_roles_and_fields(corpus: Path) -> None:
    path = next((corpus / "docs").glob("S001*"))
    document = read_document(path.read_bytes(), name=path.name)
    found = organisation(document)
    kinds = {body.kind for body in found.bodies}
    assert kinds >= {
        BodyKind.COUNCIL,
        BodyKind.COMMITTEE,
        BodyKind.BOARD,
        BodyKind.CENTRE,
        BodyKind.STAFF,
        BodyKind.WORKPLACE,
    }
    mayor, chiefs = found.roles
    assert (len(mayor.offices), len(mayor.answers_for), chiefs.name.text) == (
        3,
        1,
        "Centerchefer",
    )
    assert len(found.fields) == 7
    board = next(body for body in found.bodies if body.kind is BodyKind.BOARD)
    assert len(board.answers_for) == 3
    assert all(document.text[item.start : item.end] == item.text for item in board.answers_for)
