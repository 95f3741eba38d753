"""Lists as people keep them: from a spreadsheet, pasted from a mail, with and without headings."""

from __future__ import annotations

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from retning.apps.hearing.enums import InvitationKind
from retning.apps.hearing.validators import MOST_LINES, Line, Problem, kind_of, read_list

ELDERS = Line(1, "Ældrerådet", "raad@example.org", InvitationKind.ELDERS_COUNCIL, "")


@pytest.mark.parametrize(
    "data",
    [
        "Ældrerådet;raad@example.org".encode(),
        "Ældrerådet;raad@example.org;\r\n".encode("cp1252"),
        "Ældrerådet\traad@example.org\t".encode(),
        "Ældrerådet,raad@example.org,Ældreråd".encode(),
        '"Ældrerådet";"raad@example.org";"";""'.encode("utf-8-sig"),
        " Ældrerådet ;  raad@example.org\r".encode(),
    ],
)
def test_one_line_in_the_ways_that_it_is_saved(data: bytes) -> None:
    assert read_list(data).lines == (ELDERS,)


def test_headings_say_which_column_is_which() -> None:
    data = "Slags;E-mail;Navn;Note\nmyndighed;post@example.org;Vejdirektoratet;brev\n\n;;;\n"
    found = read_list(data.encode())
    assert found.lines == (
        Line(2, "Vejdirektoratet", "post@example.org", InvitationKind.AUTHORITY, "brev"),
    )
    assert found.problems == ()


def test_each_line_that_cannot_be_used_is_told_by_its_number() -> None:
    data = f"Ældrerådet;raad@example.org\nSkolen;ikke en adresse\n;x@example.org\n{'x' * 201};\n"
    found = read_list(data.encode())
    assert found.lines == (ELDERS,)
    assert found.problems == (
        Problem(2, "email", "ikke en adresse"),
        Problem(3, "name", ""),
        Problem(4, "name", "x" * 60),
    )


def test_a_list_without_addresses_is_a_list() -> None:
    found = read_list("G/F Enghaven\nHandicaprådet\n".encode())
    assert [(line.name, line.kind) for line in found.lines] == [
        ("G/F Enghaven", InvitationKind.OWNERS_ASSOCIATION),
        ("Handicaprådet", InvitationKind.DISABILITY_COUNCIL),
    ]


def test_too_long_a_list_is_not_read() -> None:
    assert read_list(b"Navn X\n" * (MOST_LINES + 1)).is_too_long
    assert not read_list(b"Navn X\n" * MOST_LINES).is_too_long
    assert read_list(b"x" * 200_000).is_too_long


@pytest.mark.parametrize(
    ("said", "name", "kind"),
    [
        ("", "Seniorrådet", InvitationKind.ELDERS_COUNCIL),
        ("", "Skolebestyrelsen på Egholm", InvitationKind.SCHOOL_BOARD),
        ("", "Forældrebestyrelsen i Løkken", InvitationKind.USER_BOARD),
        ("", "Grundejerforeningen Syd", InvitationKind.OWNERS_ASSOCIATION),
        ("", "Ishøj Kommune", InvitationKind.AUTHORITY),
        ("", "Nabokommunen", InvitationKind.OTHER),
        ("", "Region Hovedstaden", InvitationKind.AUTHORITY),
        ("", "Vallensbæk Idrætsforening", InvitationKind.ASSOCIATION),
        ("", "Byg og Bo ApS", InvitationKind.COMPANY),
        ("forening", "Byg og Bo", InvitationKind.ASSOCIATION),
        ("virksomhed", "Ældrerådet", InvitationKind.COMPANY),
        ("school_board", "Byg og Bo", InvitationKind.SCHOOL_BOARD),
        ("noget andet", "Cyklistforbundet", InvitationKind.ASSOCIATION),
        ("", "Ida Iversen", InvitationKind.OTHER),
    ],
)
def test_the_kind_is_what_was_said_else_what_the_name_tells(
    said: str, name: str, kind: InvitationKind
) -> None:
    with translation.override("da"):
        assert kind_of(said, name) is kind


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_told(data: bytes) -> None:
    found = read_list(data)
    assert all(line.name for line in found.lines)
