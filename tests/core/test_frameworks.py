"""Frameworks that we invented, in words and shapes of other municipalities than the known one."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from retning.core.documents import Document, Unreadable
from retning.core.documents.besides import besides
from retning.core.documents.frameworks import Framework, framework
from retning.core.documents.items import Item, as_entry, each_item
from retning.core.documents.reading import read_document

HANDBOOK = """\
Personalepolitik for Egholm Kommune

Forord
Vi går på arbejde for borgernes skyld, og det skal kunne mærkes.

Vores værdier

Ordentlighed, mod og omtanke er vores værdier. De gælder på alle arbejdspladser.

Ordentlighed
• Vi holder, hvad vi lover
• Vi taler med hinanden og ikke om hin-
  anden

Mod
• Vi siger til, når noget kan gøres
  bedre
• Vi prøver nye veje af og
  fortæller om det, der ikke lykkedes
• Vi stopper det, der ikke virker

Omtanke
• Vi tænker et skridt længere end vores eget bord

Medarbejderløfter

Jeg møder borgeren med respekt
Jeg lytter, før jeg svarer, og jeg forklarer mine afgørelser, så de er til at forstå.

Jeg er en god kollega
Jeg hjælper, når der er travlt, og siger tak for hjælpen. Jeg taler pænt om andre.

Ledelsesgrundlag

Retning
Lederen sætter en tydelig retning og forklarer, hvorfor den er valgt, så den giver mening.

Nærhed
Lederen er til at få fat på og kender medarbejdernes opgaver godt nok til at kunne stille krav.

Udvikling
Lederen gør det muligt at lære af fejl og giver plads til, at alle kan blive dygtigere.

Vi forventer af vores ledere

Som retningsgiver
• Omsætter byrådets mål til opgaver
• Prioriterer tydeligt

Som kollega
• Deler viden med andre ledere
• Beder om hjælp i tide
• Bakker op om fælles beslutninger

På vegne af Hovedudvalget

Karen Holm-Nielsen
Formand for Hovedudvalget

Jens P. Friis, næstformand for Hovedudvalget

Kontakt
Lise Madsen
Personalekonsulent
Tlf. 12 34 56 78
"""

LEAFLET = """\
# Værdigrundlag for Nordlund

Når vi siger åbenhed, mener vi:

1. Vi deler viden, før nogen spørger
2. Vi viser vores tvivl

Når vi siger fællesskab, mener vi:

1. Vi løser opgaven sammen på tværs af faggrænser
2. Vi fejrer det, der lykkes

## Den professionelle medarbejder

- Jeg kender mit ansvar
- Jeg søger råd, når jeg er i tvivl
- Jeg passer på mig selv og andre

## Fire ledelsesprincipper

- Tydelighed: Lederen siger, hvad der gælder.
- Tillid: Lederen giver ansvar fra sig.
- Samarbejde: Lederen tænker i hele kommunen.
- Mod: Lederen træffer også de svære valg.

## Forventninger til lederen

Lederen forventes at:

- følge op på aftaler
- give feedback i hverdagen
"""

STRATEGY = """\
Strategi for natur 2020-2024

Visionen er, at vi:
- planter flere træer
- værner om åen

Målet er at:
- 10 % af kommunens areal er natur i 2024

Indsatser
- Vi slår græsset sjældnere
- Vi fjerner spærringer i vandløb
"""


def read(text: str, name: str = "a.txt") -> tuple[Document, Framework]:
    document = read_document(text.encode(), name=name)
    return document, framework(document)


def names(items: tuple[Item, ...]) -> list[str]:
    return [item.clean for item in items]


def test_values_stand_with_their_behaviours() -> None:
    _, found = read(HANDBOOK)
    assert [(value.name.clean, names(value.behaviours)) for value in found.core_values] == [
        (
            "Ordentlighed",
            ["Vi holder, hvad vi lover", "Vi taler med hinanden og ikke om hinanden"],
        ),
        (
            "Mod",
            [
                "Vi siger til, når noget kan gøres bedre",
                "Vi prøver nye veje af og fortæller om det, der ikke lykkedes",
                "Vi stopper det, der ikke virker",
            ],
        ),
        ("Omtanke", ["Vi tænker et skridt længere end vores eget bord"]),
    ]


def test_employees_speak_of_themselves() -> None:
    _, found = read(HANDBOOK)
    assert [statement.heading.clean for statement in found.statements] == [
        "Jeg møder borgeren med respekt",
        "Jeg er en god kollega",
    ]
    assert names(found.statements[1].body) == [
        "Jeg hjælper, når der er travlt, og siger tak for hjælpen. Jeg taler pænt om andre."
    ]


def test_leaders_have_competences_and_what_is_expected_of_them() -> None:
    _, found = read(HANDBOOK)
    assert [each.name.clean for each in found.competences] == ["Retning", "Nærhed", "Udvikling"]
    assert all(len(each.body) == 1 for each in found.competences)
    assert [
        (group.heading.clean if group.heading else None, names(group.expectations))
        for group in found.expectations
    ] == [
        ("Som retningsgiver", ["Omsætter byrådets mål til opgaver", "Prioriterer tydeligt"]),
        (
            "Som kollega",
            [
                "Deler viden med andre ledere",
                "Beder om hjælp i tide",
                "Bakker op om fælles beslutninger",
            ],
        ),
    ]


def test_who_signed_is_not_who_can_be_called() -> None:
    _, found = read(HANDBOOK)
    assert [
        [item.clean if item else None for item in (each.name, each.title, each.office, each.organ)]
        for each in found.signatories
    ] == [
        ["Karen Holm-Nielsen", None, "Formand", "Hovedudvalget"],
        ["Jens P. Friis", None, "næstformand", "Hovedudvalget"],
    ]


def test_a_leaflet_with_other_shapes_is_read_too() -> None:
    _, found = read(LEAFLET, "a.md")
    assert [(value.name.clean, len(value.behaviours)) for value in found.core_values] == [
        ("åbenhed", 2),
        ("fællesskab", 2),
    ]
    assert [statement.heading.clean for statement in found.statements] == [
        "Jeg kender mit ansvar",
        "Jeg søger råd, når jeg er i tvivl",
        "Jeg passer på mig selv og andre",
    ]
    assert [(each.name.clean, names(each.body)) for each in found.competences] == [
        ("Tydelighed", ["Lederen siger, hvad der gælder."]),
        ("Tillid", ["Lederen giver ansvar fra sig."]),
        ("Samarbejde", ["Lederen tænker i hele kommunen."]),
        ("Mod", ["Lederen træffer også de svære valg."]),
    ]
    assert [names(group.expectations) for group in found.expectations] == [
        ["følge op på aftaler", "give feedback i hverdagen"]
    ]
    assert found.signatories == ()


def test_a_strategy_is_no_framework() -> None:
    assert read(STRATEGY)[1] == Framework()


def test_a_value_named_alone_has_no_behaviours() -> None:
    _, found = read("Om os\n\nVores tre værdier er mod, omsorg og faglighed. Dem står vi ved.\n")
    assert [(value.name.clean, value.behaviours) for value in found.core_values] == [
        ("mod", ()),
        ("omsorg", ()),
        ("faglighed", ()),
    ]


def test_every_item_is_the_source_exactly() -> None:
    for text, name in ((HANDBOOK, "a.txt"), (LEAFLET, "a.md")):
        document, found = read(text, name)
        seen: list[Item] = []
        each_item(found, lambda item, seen=seen: seen.append(item) or item)  # type: ignore[misc]
        assert len(seen) > 15
        assert all(document.text[item.start : item.end] == item.text for item in seen)


def test_an_entry_for_programs_has_its_words_and_where_they_stand() -> None:
    document, found = read(HANDBOOK)
    entry = as_entry(found)
    value, signed = entry["core_values"][0], entry["signatories"][0]
    assert (value["name"], value["text"]) == ("Ordentlighed", "Ordentlighed")
    assert document.text[value["start"] : value["end"]] == "Ordentlighed"
    assert value["behaviours"][1]["clean"] == "Vi taler med hinanden og ikke om hinanden"
    assert (signed["name"], signed["title"], signed["organ"]) == (
        "Karen Holm-Nielsen",
        None,
        "Hovedudvalget",
    )
    assert document.text[signed["organ_start"] : signed["organ_end"]] == "Hovedudvalget"


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from([*HANDBOOK.splitlines(), "V Æ R D I E R", "", "“ Ord ”", "Med x mener vi:"])
        | st.text(max_size=60),
        max_size=40,
    )
)
def test_odd_text_raises_nothing(lines: list[str]) -> None:
    text = "\n".join(lines)
    try:
        document = read_document(text.encode("utf-8", "replace"))
    except Unreadable:
        return
    found = besides(document)
    seen: list[Item] = []
    each_item(found, lambda item: seen.append(item) or item)  # type: ignore[func-returns-value]
    assert all(document.text[item.start : item.end] == item.text for item in seen)
