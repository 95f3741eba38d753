"""Focus areas in sets: whose, when, why; two sets of one document are never one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from retning.core.danish.repairs import Repair, RepairRule
from retning.core.documents import Document
from retning.core.documents.besides import besides
from retning.core.documents.focus import FocusSet, OwnerKind, focus_areas
from retning.core.documents.items import as_entry
from retning.core.documents.reading import read_document

PLAN = """\
Direktionens fokusområder 2022-2023

Direktionen vælger hvert andet år nogle få områder, som alle centre arbejder med.

Direktionens fokusområder for 2022-2023 er:

1. Færre på sygedagpenge
2. Grønnere indkøb
3. Bedre overgange for unge

Udviklingsstrategien gælder i perioden 2020-2024 og har fire indsatsområder. De fire
indsatsområder er: natur, læring, nabohjælp og lokal handel.

Færre på sygedagpenge

Vi følger op tidligere og taler med arbejdspladsen fra den første dag.

Grønnere indkøb

Indkøb skal tynge klimaet mindre.

Vi begynder med maden.

Bedre overgange for unge

Ingen ung skal stå uden en voksen, der kender sagen.
"""

LISTED = """\
Strategi 2021-2025

Byrådets indsatsområder er følgende:

- Mobilitet: flere skal kunne nå deres job uden bil
- Kultur – byens huse åbnes for foreninger
- Klima
"""

UNDER_A_TITLE = """\
Chefgruppens indsatsområder 2019-2020

Rekruttering

Vi mangler folk i plejen, og derfor skal flere elever blive hos os.

Digitale genveje

Det skal tage kortere tid at få svar, og det skal være lettere at spørge.
"""


def read(text: str) -> tuple[Document, tuple[FocusSet, ...]]:
    document = read_document(text.encode(), name="a.txt")
    return document, focus_areas(document)


def of(found: FocusSet) -> tuple[str | None, OwnerKind, int | None, int | None, list[str]]:
    owner = found.owner.clean if found.owner is not None else None
    names = [area.name.clean for area in found.areas]
    first, last = (found.period.first, found.period.last) if found.period else (None, None)
    return owner, found.owner_kind, first, last, names


def test_two_sets_of_one_document_stay_two() -> None:
    document, found = read(PLAN)
    assert [of(each) for each in found] == [
        (
            "Direktionens",
            OwnerKind.BOARD,
            2022,
            2023,
            ["Færre på sygedagpenge", "Grønnere indkøb", "Bedre overgange for unge"],
        ),
        (
            "Udviklingsstrategien",
            OwnerKind.STRATEGY,
            2020,
            2024,
            ["natur", "læring", "nabohjælp", "lokal handel"],
        ),
    ]
    assert [len(area.reasons) for area in found[0].areas] == [1, 2, 1]
    assert found[0].areas[1].reasons[1].text == "Vi begynder med maden."
    for area in found[0].areas:
        assert document.text[area.name.start : area.name.end] == area.name.text


def test_reasons_may_stand_in_the_list_itself() -> None:
    _, found = read(LISTED)
    assert [of(each) for each in found] == [
        ("Byrådets", OwnerKind.COUNCIL, 2021, 2025, ["Mobilitet", "Kultur", "Klima"])
    ]
    assert [[reason.clean for reason in area.reasons] for area in found[0].areas] == [
        ["flere skal kunne nå deres job uden bil"],
        ["byens huse åbnes for foreninger"],
        [],
    ]


def test_a_sentence_has_an_owner_of_its_own() -> None:
    text = (
        "Fokusområder 2023\n\nUdvalget for Kultur og Fritid har valgt tre. "
        "De tre fokusområder er foreninger, frivillige og faciliteter.\n\n"
        "De bygger på byrådets strategi 2020-2024, som har tre indsatsområder: "
        "læring, ro og natur.\n"
    )
    assert [of(each) for each in read(text)[1]] == [
        (
            "Udvalget for Kultur og Fritid",
            OwnerKind.COMMITTEE,
            2023,
            2023,
            ["foreninger", "frivillige", "faciliteter"],
        ),
        ("strategi", OwnerKind.STRATEGY, 2020, 2024, ["læring", "ro", "natur"]),
    ]


def test_headings_under_such_a_title_are_the_areas() -> None:
    _, found = read(UNDER_A_TITLE)
    assert [of(each) for each in found] == [
        ("Chefgruppens", OwnerKind.BOARD, 2019, 2020, ["Rekruttering", "Digitale genveje"])
    ]
    assert all(area.name.confidence < 0.8 for area in found[0].areas)


@pytest.mark.parametrize(
    "text",
    [
        "Plan\n\nVi har mange indsatsområder, og de er vigtige.\n",
        "Plan\n\nIndsatsområderne er karakteriseret ved, at de går på tværs.\n",
        "Mål\n\n- 10 % flere i job\n- 5 % færre i ledighed\n",
    ],
)
def test_the_word_alone_makes_no_set(text: str) -> None:
    assert read(text)[1] == ()


def test_a_ruined_text_is_read_mended_and_told_as_it_stands() -> None:
    text = "Direktionens fokusomrader 2020-2021\n\nFokusomrader er:\n\n- Bgrn og unge\n- Ældre\n"
    document = read_document(text.encode(), name="a.txt")
    start = document.text.index("Bgrn")
    repair = Repair(start, start + 4, "Bgrn", "Børn", 0.9, RepairRule.MISREAD)
    (found,) = besides(replace(document, repairs=(repair,))).focus_areas
    assert (found.areas[0].name.text, found.areas[0].name.clean) == ("Bgrn og unge", "Børn og unge")
    assert found.areas[0].name.start == start


def test_many_names_are_no_set() -> None:
    lines = "".join(f"- Navn {number}\n" for number in range(40))
    assert read(f"Plan\n\nDirektionens indsatsområder er:\n\n{lines}")[1] == ()


def test_the_scan_has_the_strategys_areas_and_the_forums_focus_areas(corpus: Path) -> None:
    path = next((corpus / "docs").glob("S002*"))
    found = besides(read_document(path.read_bytes(), name=path.name)).focus_areas
    assert [of(each)[1:4] for each in found] == [
        (OwnerKind.BOARD, 2016, 2017),
        (OwnerKind.STRATEGY, 2016, 2020),
    ]
    assert [len(each.areas) for each in found] == [5, 5]
    assert as_entry(found[1])["period"] == {"from": 2016, "to": 2020}
    assert [len(area.reasons) >= 3 for area in found[0].areas] == [True] * 5
    assert found[1].areas[3].name.text == "arbejdsliv"
