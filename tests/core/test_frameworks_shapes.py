"""Frameworks in shapes that extractions and layouts leave: letters apart, numbers, columns."""

from __future__ import annotations

from retning.core.documents.frameworks import Framework, framework
from retning.core.documents.items import Item
from retning.core.documents.reading import read_document

LETTERS_APART = """\
LEDELSES- OG MEDARBEJDERGRUNDLAG
SØKØBING KOMMUNE

V Æ R D I E R

RESPEKT

Respekt betyder, at vi
- taler ordentligt
- møder til tiden

ENGAGEMENT

Engagement betyder, at vi
- byder ind
- tager ansvar for helheden

D E N  E N G A G E R E D E  M E D A R B E J D E R

Jeg tager initiativ

Jeg ser, hvad der skal gøres, og gør det uden
at blive bedt om det.

Jeg samarbejder

Jeg opsøger kolleger i andre huse og deler det,
jeg ved, også når det koster mig tid.

D E N  T Y D E L I G E  L E D E R

Strategisk blik

Som leder forbinder jeg hverdagen med kommunens
langsigtede mål og kan fortælle historien om hvorfor.

Personlig styrke

Som leder tør jeg træffe upopulære beslutninger og står
ved dem bagefter over for borgere og medarbejdere.

FORVENTNINGER TIL LEDERE

Strategisk blik
- Kender byrådets mål
- Oversætter mål til handling

Personlig styrke
- Træffer beslutninger rettidigt
- Erkender fejl

Søkøbing, den 3. marts 2021

Mette Lund            Ole Kjær
Kommunaldirektør      Næstformand i Hovedudvalget
"""

NUMBERED = """\
Personalepolitik

Værdier

Vi bygger på tre værdier:

- Åbenhed
- Helhed
- Handlekraft

Åbenhed

Åbenhed er, at vi siger tingene, som de er. Vi svarer på henvendelser inden for to dage.

Helhed

Helhed er, at vi tænker på tværs af forvaltninger.

Handlekraft

Handlekraft er, at vi kommer fra ord til gerning.

Ledelsesprincipper

1. Vi leder med nærvær
Lederen er synlig i hverdagen og går forrest, også når det blæser, og beslutningerne er svære.

2. Vi leder med retning
Lederen omsætter de politiske mål til klare opgaver, som medarbejderne kan genkende.

3. Vi leder på tværs
Lederen ser ud over egen afdeling og søger løsninger sammen med andre ledere.
"""

PAGE = """\
<html><body><h1>Ledelse i Fjordby</h1>
<p>Vores værdier er tillid og nysgerrighed.</p>
<h2>Tillid</h2><p>Vi stoler på hinandens gode vilje. Vi giver ansvar fra os.</p>
<h2>Nysgerrighed</h2><p>Vi spørger, før vi dømmer.</p>
<h2>Hvad forventer vi af dig som leder?</h2>
<h3>Du sætter retning</h3><ul><li>Du kan forklare målene</li><li>Du vælger fra</li></ul>
<h3>Du skaber resultater</h3><ul><li>Du følger op</li></ul>
<h2>Hvad kan du forvente af din leder?</h2><ul><li>At du får svar</li></ul>
</body></html>
"""


def read(text: str, name: str = "a.txt") -> Framework:
    return framework(read_document(text.encode(), name=name))


def clean(items: tuple[Item, ...]) -> list[str]:
    return [item.clean for item in items]


def groups(found: Framework) -> list[tuple[str, list[str]]]:
    return [
        (each.heading.clean if each.heading else "", clean(each.expectations))
        for each in found.expectations
    ]


def test_headings_with_their_letters_apart_open_sections() -> None:
    found = read(LETTERS_APART)
    assert [(each.name.clean, clean(each.behaviours)) for each in found.core_values] == [
        ("Respekt", ["taler ordentligt", "møder til tiden"]),
        ("Engagement", ["byder ind", "tager ansvar for helheden"]),
    ]
    assert [each.heading.clean for each in found.statements] == [
        "Jeg tager initiativ",
        "Jeg samarbejder",
    ]
    assert [each.name.clean for each in found.competences] == [
        "Strategisk blik",
        "Personlig styrke",
    ]
    assert groups(found) == [
        ("Strategisk blik", ["Kender byrådets mål", "Oversætter mål til handling"]),
        ("Personlig styrke", ["Træffer beslutninger rettidigt", "Erkender fejl"]),
    ]


def test_signatures_beside_each_other_are_two() -> None:
    signed = read(LETTERS_APART).signatories
    assert [
        [item.clean if item else None for item in (each.name, each.title, each.office, each.organ)]
        for each in signed
    ] == [
        ["Mette Lund", "Kommunaldirektør", None, None],
        ["Ole Kjær", None, "Næstformand", "Hovedudvalget"],
    ]


def test_numbers_before_headings_make_no_list() -> None:
    found = read(NUMBERED)
    assert [each.name.clean for each in found.competences] == [
        "Vi leder med nærvær",
        "Vi leder med retning",
        "Vi leder på tværs",
    ]
    assert found.expectations == ()


def test_values_named_in_a_list_stand_with_the_text_under_their_headings() -> None:
    found = read(NUMBERED)
    assert [(each.name.clean, len(each.behaviours)) for each in found.core_values] == [
        ("Åbenhed", 2),
        ("Helhed", 1),
        ("Handlekraft", 1),
    ]


def test_a_web_page_is_read_by_its_headings() -> None:
    found = read(PAGE, "a.html")
    assert [(each.name.clean, len(each.behaviours)) for each in found.core_values] == [
        ("Tillid", 2),
        ("Nysgerrighed", 1),
    ]
    assert groups(found) == [
        ("Du sætter retning", ["Du kan forklare målene", "Du vælger fra"]),
        ("Du skaber resultater", ["Du følger op"]),
        ("Hvad kan du forvente af din leder?", ["At du får svar"]),
    ]
