"""Findings of documents that nobody had looked at, each in a text of ours."""

from retning.core.documents import outline
from retning.core.documents.draft import Draft, PieceKind
from retning.core.documents.reading import read_document

TRANSCRIPT = "Havmiljøplan\n\nStørrelse: px\n\nTranskript\n\n1 Havmiljøplan Fjordkysten\n\n"


def draft_of(source: str) -> Draft:
    return outline(read_document(source.encode(), name="a.txt"))


def goals(source: str) -> list[str]:
    return [" ".join(piece.text.split()) for piece in draft_of(source).goals]


def test_goals_under_det_vil_vi_in_a_running_line_are_told_apart() -> None:
    source = (
        f"{TRANSCRIPT}2 Det vil vi Færre både lækker olie i havnen Flere fiskere afleverer deres "
        "gamle net Senest i har alle broer en affaldsstation Planen gennemgås hvert år, og "
        "resultatet lægges på hjemmesiden.\n"
    )
    assert goals(source) == [
        "Færre både lækker olie i havnen",
        "Flere fiskere afleverer deres gamle net",
        "Senest i har alle broer en affaldsstation",
    ]


def test_a_numbered_row_of_a_flattened_annex_gives_its_indicator() -> None:
    source = (
        f"{TRANSCRIPT}2 Bilag Nr. Mål Indikator Målemetode 1 Rent vand Andel badesteder med blåt "
        "flag - mindst 80 pct. i 2024 Tælles af havnefogeden. 2 Stille strande Antal klager over "
        "støj - skal være faldende Hentes i journalen.\n"
    )
    assert goals(source) == [
        "Andel badesteder med blåt flag - mindst 80 pct. i 2024",
        "Antal klager over støj - skal være faldende",
    ]


def test_what_is_spent_each_year_is_no_goal_among_points_of_measure() -> None:
    source = (
        "Det vil vi opnå på vejene\n\nBirkested bruger hvert år 40 mio. kr. på vejene.\n\n"
        "Landeveje\n\n- Færre huller i asfalten\n- Mindst 90 % af skiltene er hele i 2026\n"
    )
    assert goals(source) == ["Færre huller i asfalten", "Mindst 90 % af skiltene er hele i 2026"]


def test_words_of_a_site_are_no_title_though_their_letters_were_ruined() -> None:
    source = "Gå til hovedindhold\n\nIdrætspolitik for Østerløkke\n\nVision\n\nAlle rører sig.\n"
    ruined = source.encode().decode("latin-1")
    draft = draft_of(ruined)
    first = next(piece for piece in draft.pieces if piece.text.endswith("hovedindhold"))
    assert first.kind is PieceKind.BOILERPLATE
    assert draft.title is not None
    assert draft.title.wording == "Idrætspolitik for Østerløkke"


HARBOUR = """Kystpolitik

Livet ved vandet

- Mindst 70 % af de voksne bader i havet i 2028.
- Der er plads til begyndere i alle sejlklubber.
- Børn kender navnene på de almindelige fisk.
- Hver skole skal have en stranddag mindst to gange om året.
- Den nye badebro åbner i sommeren 2027.
- Byen har tre lystbådehavne.
- Der er 14 badebroer på kysten.
- Klubberne drives af frivillige.
- Borgere kan låne redningsveste på havnen.
- Vi rydder stranden for tang i maj.
- Havnerådet mødes fire gange årligt.
- Moleanlægget er fra 2019.
- Man skal være medlem for at stemme.
- Ansøgningen skal sendes senest 1. maj 2027.
"""


def test_items_beside_a_sure_goal_that_state_a_wish_are_goals_less_surely() -> None:
    found = draft_of(HARBOUR).goals
    assert [piece.text for piece in found] == [
        "Mindst 70 % af de voksne bader i havet i 2028.",
        "Der er plads til begyndere i alle sejlklubber.",
        "Børn kender navnene på de almindelige fisk.",
        "Hver skole skal have en stranddag mindst to gange om året.",
        "Den nye badebro åbner i sommeren 2027.",
    ]
    # What is read surely beside them is a little surer.
    assert {piece.confidence for piece in found[1:]} <= {0.6, 0.65}


def test_without_a_sure_goal_the_same_items_are_told() -> None:
    source = HARBOUR.replace("- Mindst 70 % af de voksne bader i havet i 2028.\n", "")
    assert goals(source) == []


def test_most_lists_of_a_page_speak_for_its_other_lists() -> None:
    last = "Rammer\n\n- Den nye fiskemole tages i brug i 2028.\n- Der arbejdes på et kort.\n"
    sure = "Fisk\n\n- Antallet af ørreder skal op på 900 i 2029.\n\n"
    also = "Fugle\n\n- Mindst 40 par terner skal yngle på holmen i 2029.\n\n"
    milestone = "Den nye fiskemole tages i brug i 2028."
    assert milestone in goals(f"Kystpolitik\n\n{sure}{also}{last}")
    assert milestone not in goals(f"Kystpolitik\n\n{sure}{last}")
