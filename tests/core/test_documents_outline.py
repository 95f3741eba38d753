"""From blocks to a draft: what is a title, an area, an objective, a goal, a theme, and why."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retning.core.documents import Document, Draft, PieceKind, outline, passages
from retning.core.documents.commitments import commitment
from retning.core.documents.exchange import as_json
from retning.core.documents.headings import Role, is_lead_in, role_of
from retning.core.documents.reading import read_document

STRATEGY = """\
Havnsby Kommune: udviklingsstrategi 2024-2028

Vores vision

En by, hvor alle kender nogen.

Delvision 1: Klima

Vi vil passe på naturen.

Mål

Luften er ren

 • Andelen af elbiler skal stige
 • Vi planter flere træer
   • egetræer
   • bøgetræer

Vandet er klart

 • Åen skal kunne bades i

Temaer

 • Hvordan får vi flere op på cyklen?

  Mange kører korte ture i bil.

 • Hvad betyder havet for os?

Delvision 2: Skole

Målsætninger

- Hver elev læser godt

Kontakt

Rådhuset, Torvet 1

Sidst opdateret 01.02.2024
"""

PAGE = """\
<h1>Udviklingsstrategi for Havnsby Kommune</h1>
<p>Strategien gælder i perioden 2024-2028.</p>
<h2>Klima</h2>
<p>Vi vil passe på naturen.</p>
<h3>Målsætninger</h3>
<h4>Luften er ren</h4>
<p>Her er forklaringen.</p>
<ul><li>Andelen af elbiler skal stige</li><li>Vi planter flere træer</li></ul>
<p>Vandet i åen bliver klart</p>
<ul><li>Åen skal kunne bades i</li></ul>
<h3>Spørgsmål</h3>
<h4>Hvordan får vi flere op på cyklen?</h4>
<p>Mange kører korte ture i bil.</p>
<h3>Baggrund</h3>
<ul><li>Mindst 80 % skal være enige, siger loven</li></ul>
<h2>Skole</h2>
<h3>Det vil vi opnå</h3>
<ul><li>Hver elev læser godt</li><li>Kan alle det?</li></ul>
"""


def drafted(source: str, name: str = "a.txt") -> tuple[Document, Draft]:
    document = read_document(source.encode(), name=name)
    return document, outline(document)


def shown(draft: Draft) -> list[tuple[str, str]]:
    return [(piece.kind.value, piece.text) for piece in passages(draft)]


def check_draft(document: Document, draft: Draft) -> None:
    """Pieces are exact, in order, apart, and leave nothing out but blanks and list marks."""
    marks = {position for block in document.blocks for position in range(block.outer, block.start)}
    covered = set(marks)
    spans = []
    for piece in draft.pieces:
        assert document.text[piece.start : piece.end] == piece.text
        assert document.text[piece.body_start : piece.body_end] == piece.body
        assert piece.text.strip()
        assert 0 < piece.confidence <= 1
        assert piece.rule
        spans.append((piece.start, piece.end))
        if piece.body:
            spans.append((piece.body_start, piece.body_end))
    # A body that goes on behind a page number stands behind that.
    assert all(first[1] <= later[0] for first, later in pairwise(sorted(spans)))
    for start, end in spans:
        covered.update(range(start, end))
    missed = [c for i, c in enumerate(document.text) if i not in covered and not c.isspace()]
    assert set(missed) <= {"|"}
    in_tree = sum(
        len(area.goals) + sum(len(objective.goals) for objective in area.objectives)
        for area in draft.areas
    )
    assert not draft.areas or in_tree == len(draft.goals)


def test_a_strategy_in_plain_text() -> None:
    document, draft = drafted(STRATEGY)
    check_draft(document, draft)
    assert shown(draft) == [
        ("title", "Havnsby Kommune: udviklingsstrategi 2024-2028"),
        ("vision", "En by, hvor alle kender nogen."),
        ("area", "Delvision 1: Klima"),
        ("narrative", "Vi vil passe på naturen."),
        ("objective", "Luften er ren"),
        ("goal", "Andelen af elbiler skal stige"),
        ("goal", "Vi planter flere træer"),
        ("objective", "Vandet er klart"),
        ("goal", "Åen skal kunne bades i"),
        ("theme", "Hvordan får vi flere op på cyklen?"),
        ("theme", "Hvad betyder havet for os?"),
        ("area", "Delvision 2: Skole"),
        ("goal", "Hver elev læser godt"),
        ("unplaced", "Rådhuset, Torvet 1"),
    ]
    assert draft.goals[1].body == "• egetræer\n   • bøgetræer"
    assert draft.themes[0].body == "Mange kører korte ture i bil."
    assert draft.municipality_name == "Havnsby"
    assert draft.period is not None
    assert (draft.period.first, draft.period.last, draft.period.derived) == (2024, 2028, False)
    assert draft.vision is not None
    assert [len(area.objectives) for area in draft.areas] == [2, 0]
    assert [goal.text for goal in draft.areas[1].goals] == ["Hver elev læser godt"]


def test_a_strategy_as_a_web_page() -> None:
    document, draft = drafted(PAGE, "a.html")
    check_draft(document, draft)
    assert shown(draft) == [
        ("title", "Udviklingsstrategi for Havnsby Kommune"),
        ("narrative", "Strategien gælder i perioden 2024-2028."),
        ("area", "Klima"),
        ("narrative", "Vi vil passe på naturen."),
        ("objective", "Luften er ren"),
        ("goal", "Andelen af elbiler skal stige"),
        ("goal", "Vi planter flere træer"),
        ("objective", "Vandet i åen bliver klart"),
        ("goal", "Åen skal kunne bades i"),
        ("theme", "Hvordan får vi flere op på cyklen?"),
        ("narrative", "Baggrund"),
        ("area", "Skole"),
        ("goal", "Hver elev læser godt"),
        ("theme", "Kan alle det?"),
    ]
    assert draft.areas[0].piece.rule == "holds_goal_section"
    assert draft.themes[0].body == "Mange kører korte ture i bil."
    assert draft.objectives[0].body == "Her er forklaringen."
    assert draft.period is not None
    assert (draft.period.first, draft.period.last) == (2024, 2028)


def test_goals_without_an_area_get_the_title_as_theirs() -> None:
    _, draft = drafted("Politiske mål for børn\n\n  1. Børn trives.\n  2. Børn lærer.\n")
    assert shown(draft) == [
        ("area", "Politiske mål for børn"),
        ("goal", "Børn trives."),
        ("goal", "Børn lærer."),
    ]
    assert draft.title is not None
    assert draft.areas[0].piece == draft.title


def test_areas_that_a_list_announces_are_found_in_spite_of_misread_letters() -> None:
    text = (
        "Indsatsområder\n\nDe tre områder er:\n\n"
        "Nærhed i mødet\nFlere unge i gang\nEn sund økonomi\n\n"
        "Naerhed i mødet\n\nVi er der.\n\nFlere unge i gang\n\nVi hjælper.\n\n"
        "En sund økonomi\n\nVi sparer.\n"
    )
    _, draft = drafted(text)
    assert [(area.piece.text, area.piece.rule) for area in draft.areas] == [
        ("Naerhed i mødet", "announced"),
        ("Flere unge i gang", "announced"),
        ("En sund økonomi", "announced"),
    ]


def test_headings_in_capitals_hold_the_others() -> None:
    text = (
        "Grundlag\n\nVÆRDIER\n\nVi er tætte\n\nVi ser hinanden hver dag.\n\n"
        "KOMPETENCER\n\nStrategi og retning\n\n- Viser handlekraft\n- Styrer økonomien\n"
    )
    _, draft = drafted(text)
    assert [area.piece.text for area in draft.areas] == ["VÆRDIER", "KOMPETENCER"]
    assert draft.goals == ()
    assert draft.areas[1].narrative[0].body == "- Viser handlekraft\n- Styrer økonomien"


def test_a_sentence_that_commits_is_a_goal_among_prose() -> None:
    text = (
        "Klimaplan\n\nByrådet mødtes i går. Udledningen skal være 55 % lavere i 2030. "
        "I dag er den høj. I 2019 var den 12 % højere.\n"
    )
    document, draft = drafted(text)
    check_draft(document, draft)
    assert [goal.text for goal in draft.goals] == ["Udledningen skal være 55 % lavere i 2030."]
    assert draft.goals[0].confidence <= 0.9


def test_headings_with_nothing_under_them_are_kept_in_sight() -> None:
    _, draft = drafted("Grundlag\n\nNoget tekst, som er en sætning.\n\nAda Bro\n\nDirektør\n")
    assert [piece.text for piece in draft.unplaced] == ["Ada Bro", "Direktør"]


def test_a_table_keeps_its_rows_in_sight() -> None:
    source = "<h1>Mål</h1><table><tr><td>Luft</td><td>Mindst 80 % skal være glade</td></tr></table>"
    _, draft = drafted(source, "a.html")
    assert shown(draft)[1:] == [("unplaced", "Luft"), ("goal", "Mindst 80 % skal være glade")]


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Forslag til målsætninger", Role.GOALS),
        ("Sundhedspolitikkens mål", Role.GOALS),
        ("Det er Byrådets mål, at:", Role.GOALS),
        ("Tegn på succes", Role.GOALS),
        ("FN's verdensmål", Role.BACKGROUND),
        ("Hvad er vores mål?", Role.BACKGROUND),
        ("Mål 3: Unge er i gang", Role.OBJECTIVE),
        ("Temaer", Role.QUESTIONS),
        ("Tema 2: Natur", Role.AREA),
        ("Delvision 1", Role.AREA),
        ("Vores vision", Role.VISION),
        ("Det gør vi de næste fire år", Role.ACTIONS),
        ("Kontakt", Role.CONTACT),
        ("Status", Role.BACKGROUND),
        ("Flere træer i byen", Role.NONE),
    ],
)
def test_what_headings_say(heading: str, role: Role) -> None:
    assert role_of(heading) is role


def test_lines_that_only_announce() -> None:
    assert is_lead_in("Det er Byrådets mål, at:")
    assert is_lead_in("Vi har sat følgende mål:")
    assert not is_lead_in("Luften er ren:")
    assert not is_lead_in("Luften er ren")


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("Tilfredsheden skal ligge blandt de 25 % bedste i landet.", "quantile"),
        ("Skolerne skal være i landets bedste fjerdedel.", "quantile"),
        ("Vi skal være i top 10 på sygefravær.", "rank"),
        ("Kommunen skal have ret i 7 ud af 10 sager.", "ratio"),
        ("Målet er, at mindst 80 % er med.", "declared"),
        ("Udledningen skal være 30 % lavere end i dag.", "change"),
        ("Ledigheden skal ligge under landsgennemsnittet.", "average"),
        ("Byen vil være CO2-neutral i 2040.", "neutral"),
        ("I 2030 er alle tage dækket af sol.", "deadline"),
        ("Flere unge skal have en uddannelse.", "trend"),
        ("Borgerne skal opleve, at vi er til at få fat på.", "experience"),
        ("Mindst 85 % af borgerne er glade.", "level"),
    ],
)
def test_sentences_that_commit(sentence: str, rule: str) -> None:
    assert commitment(sentence).rule == rule


@pytest.mark.parametrize(
    "sentence",
    [
        "I 2021 lå kommunen nummer 38.",
        "Skal vi måle på 80 % af børnene?",
        "Ifølge loven skal landet spare 70 procent i 2030.",
        "Vi vil nedbryde barrierer.",
        "Ansøgninger skal sendes senest den 1. maj 2024.",
        "Beregninger viser et fald på 90 % i 2030.",
        "Målene skal drøftes hvert år.",
        "Kommunen skal være modig.",
        "Udledningen skal være 30 % lavere. " * 20,
    ],
)
def test_sentences_that_do_not(sentence: str) -> None:
    assert commitment(sentence).rule == ""


def test_a_plan_named_by_its_first_year_gets_its_last_from_the_horizon() -> None:
    _, draft = drafted("Om planen\n\nKommuneplanstrategi 2018 gælder de næste fire år.\n")
    assert draft.period is not None
    assert (draft.period.first, draft.period.last, draft.period.derived) == (2018, 2022, True)


def test_the_json_of_a_draft() -> None:
    document, draft = drafted(STRATEGY)
    found = as_json(document, draft, blocks=True)
    assert found["schema"] == 1
    assert found["text"] == STRATEGY
    goals = found["goals"]
    assert isinstance(goals, list)
    assert [(goal["area"], goal["objective"]) for goal in goals] == [
        (0, 0),
        (0, 0),
        (0, 1),
        (1, None),
    ]
    place = {
        "text": "Andelen af elbiler skal stige",
        "start": STRATEGY.index("Andelen"),
        "end": STRATEGY.index("Andelen") + 29,
        "area": 0,
        "objective": 0,
    }
    assert goals[0].items() >= place.items()
    assert [len(found[name]) for name in ("areas", "objectives", "themes")] == [2, 2, 2]  # type: ignore[arg-type]
    assert found["period"] == {"from": 2024, "to": 2028, "confidence": 0.95, "derived": False}


LINES = st.lists(
    st.sampled_from(
        [
            "", "", "", " ", "Mål", "Temaer", "Kontakt", "Status", "Vores vision", " • Flere skal",
            "  • under", "- x", "3.1: Andelen skal stige.", "4", "MÅL OG VEJ", "Hvordan?", "i byen",
            "a\tmindst 80 % skal med\tc", "I 2030 er alt godt.", "Vi vil. Flere skal med. Og så?",
            "  indrykket tekst", "Det er målet, at:", "***", "Delvision 2: Noget", "1. Et", "2. To",
            "Visionen er enkel: Vi vil.", "Mål 3: Unge", "Sidst opdateret i går", "Luften er ren",
        ]
    ),
    max_size=25,
).map("\n".join)  # fmt: skip


@settings(deadline=None)
@given(LINES, st.sampled_from(["a.txt", "a.html"]))
def test_nothing_is_lost_on_the_way_to_a_draft(text: str, name: str) -> None:
    if not any(character.isalnum() for character in text):
        return
    if name == "a.html":
        marked = text.replace("MÅL OG VEJ", "<h2>Mål og vej</h2>").replace("- x", "<ul><li>x</ul>")
        text = marked.replace("\n\n", "<p>").replace("Delvision", "<h3>Delvision")
    document, draft = drafted(text, name)
    check_draft(document, draft)


@settings(deadline=None)
@given(LINES)
def test_goals_and_themes_come_after_an_area_if_there_is_any_title(text: str) -> None:
    if not any(character.isalnum() for character in text):
        return
    _, draft = drafted(text)
    kinds = [piece.kind for piece in passages(draft)]
    if draft.title is None or not draft.goals:
        return
    first = min(
        kinds.index(kind)
        for kind in (PieceKind.GOAL, PieceKind.OBJECTIVE, PieceKind.THEME)
        if kind in kinds
    )
    if PieceKind.AREA in kinds[:first]:
        return
    # A title further down than the first goal cannot name its area.
    assert draft.title.start > draft.goals[0].start or PieceKind.AREA in kinds
