"""What is found in a text before everyone can read it, and what is not."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from retning.core.screening import Kind, find
from tests.helpers.effort import grows_evenly

CPR, EMAIL, LINK, PHONE = Kind.CPR, Kind.EMAIL, Kind.LINK, Kind.PHONE
ADDRESS, NAME, HEALTH = Kind.ADDRESS, Kind.NAME, Kind.HEALTH


def found(text: str) -> list[tuple[Kind, str]]:
    return [(each.kind, text[each.start : each.end]) for each in find(text)]


@pytest.mark.parametrize(
    ("text", "kind", "what"),
    [
        ("Mit nummer er 010180-1234.", CPR, "010180-1234"),
        ("Mit nummer er 010180–1234.", CPR, "010180–1234"),
        ("Nummeret 0101801234 er mit", CPR, "0101801234"),
        ("01 01 80 1234", CPR, "01 01 80 1234"),
        ("01.01.80-1234", CPR, "01.01.80-1234"),
        ("født 290204 - 1234", CPR, "290204 - 1234"),
        ("et erstatningsnummer: 610180-1234", CPR, "610180-1234"),
        ("０１０１８０－１２３４", CPR, "０１０１８０－１２３４"),
        ("Ring på 20 12 34 56", PHONE, "20 12 34 56"),
        ("Ring på 20 12 34 56.", PHONE, "20 12 34 56"),
        ("Mit nummer: 20123456", PHONE, "20123456"),
        ("4797-4000, spørg efter mig", PHONE, "4797-4000"),
        ("+45 20 12 34 56", PHONE, "+45 20 12 34 56"),
        ("0045 20123456", PHONE, "0045 20123456"),
        ("tlf. 201 234 56", PHONE, "201 234 56"),
        ("+46 70 123 45 67", PHONE, "+46 70 123 45 67"),
        ("Skriv til anna.b@firma.dk!", EMAIL, "anna.b@firma.dk"),
        ("anna (at) firma (dot) dk", EMAIL, "anna (at) firma (dot) dk"),
        ("anna snabel-a firma.dk", EMAIL, "anna snabel-a firma.dk"),
        ("åse@blåbær.dk", EMAIL, "åse@blåbær.dk"),
        ("Se https://spam.example/x?y=1.", LINK, "https://spam.example/x?y=1"),
        ("Se www.spam.example, hvor", LINK, "www.spam.example"),
        ("Vi bor på Rosenvænget 12.", ADDRESS, "Rosenvænget 12"),
        ("Vi bor på Vallensbækvej 12, 2. tv. og", ADDRESS, "Vallensbækvej 12, 2. tv."),
        ("H.C. Andersens Vej 3 er smal", ADDRESS, "H.C. Andersens Vej 3"),
        ("Ved Søen 7A", ADDRESS, "Ved Søen 7A"),
        ("Gammel Køge Landevej 120", ADDRESS, "Gammel Køge Landevej 120"),
        ("Lederen Hanne Sørensen lovede det", NAME, "Hanne Sørensen"),
        ("Skriver Anne-Marie B. Holm om det", NAME, "Anne-Marie B. Holm"),
        ("Det sagde hr. Hansen", NAME, "hr. Hansen"),
        ("Mvh Peter", NAME, "Peter"),
        ("Venlig hilsen\nKirsten fra Ishøj", NAME, "Kirsten"),
        ("Min søn har autisme.", HEALTH, "autisme"),
        ("Min ældste datter har fået en depression", HEALTH, "depression"),
        ("Jeg er sygemeldt og går hjemme", HEALTH, "sygemeldt"),
        ("Mit handicap gør det svært", HEALTH, "handicap"),
        ("Peter har fået kræft", HEALTH, "kræft"),
        ("Vores nabo er dement", HEALTH, "dement"),
    ],
)
def test_what_should_be_looked_at_is_found(text: str, kind: Kind, what: str) -> None:
    assert found(text) == [(kind, what)]


@pytest.mark.parametrize(
    "text",
    [
        "Der mangler tilbud til unge med autisme og angst.",
        "Jeg synes, at der mangler tilbud til unge med ADHD.",
        "Jeg er formand for handicaprådet.",
        "Jeg arbejder med demens og vil gerne have flere hænder.",
        "Jeg har læst om demens, og hun har skrevet om autisme.",
        "Min søn mener, at unge med angst skal have hjælp.",
        "Jeg fik bekræftet, at bussen kører, og har kræfter til mere.",
        "Vores demensvenlige by skal have flere bænke.",
        "I 2030 skal 95 % af eleverne gå i skole, mod 89,5 % i 2025.",
        "I perioden 2024-2025 og 2026 2027",
        "Det koster 25000000 kr. eller 20 12 34 56 kroner.",
        "CVR-nr. 20123456 og EAN 5798000000000",
        "Sag nr. 20123456 og 26/1234567",
        "Den 12.12.2025 kl. 10.00 og 31-12-2025",
        "Tallet 1.234.567,89 og 320180-1234 og 011380-1234 og 300280-1234",
        "Fra 2.000 til 3.000 borgere, 20.123.456 i alt",
        "Ring 3, Motorring 4 og Ringvej 3 er fyldt.",
        "Strandvejen 2 gange om dagen",
        "Mål 3 og indsats 4 hører til Skolen 2026",
        "Anna Anchers Vej og Niels Bohrs Skole",
        "Vallensbæk Kommune og Region Hovedstaden",
        "Vi vil have flere cykelstier, og bussen skal køre oftere.",
        "Se bilaget, kapitel 2, side 14. Tak!",
        "a@b og @anna",
        "",
    ],
)
def test_ordinary_sentences_are_left_in_peace(text: str) -> None:
    assert found(text) == []


def test_of_two_that_overlap_the_graver_is_kept() -> None:
    assert found("0101801234@firma.dk") == [(CPR, "0101801234")]
    assert found("https://x.example/?m=anna@firma.dk") == [(EMAIL, "anna@firma.dk")]


def test_several_come_in_their_order() -> None:
    text = "Mvh Anna, 20 12 34 56, anna@firma.dk"
    assert found(text) == [(NAME, "Anna"), (PHONE, "20 12 34 56"), (EMAIL, "anna@firma.dk")]


TEXTS = st.text(max_size=200) | st.text(alphabet="0123456789 -.@/:+akvejhtpws\n", max_size=200)


@given(TEXTS)
@example("\u200b010180-1234\u200b")
@example("🙂 +45 20123456 🙂" * 20)
def test_any_text_gives_findings_in_order_apart_and_inside_it(text: str) -> None:
    told = find(text)
    places = [(each.start, each.end) for each in told]
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert all(end <= start for (_, end), (start, _) in pairwise(places))
    assert find(text) == told


DAYS = st.dates()
WORDS = st.sampled_from(["", "Mit nummer er ", "(", "CPR: ", "🙂 "])


@given(WORDS, DAYS, st.integers(0, 9999), st.sampled_from(["", "-", " ", " - ", "–", "\u00a0"]))
def test_every_cpr_number_is_found(before: str, day: object, last: int, sign: str) -> None:
    number = f"{day:%d%m%y}{sign}{last:04d}"
    assert found(f"{before}{number} og mere") == [(CPR, number)]


@given(
    WORDS,
    st.integers(20_000_000, 99_999_999),
    st.sampled_from(["", "+45 ", "+45"]),
    st.sampled_from([8, 4, 2]),
    st.sampled_from([" ", "-"]),
)
def test_every_danish_telephone_number_is_found(
    before: str, number: int, country: str, together: int, sign: str
) -> None:
    digits = str(number)
    said = country + sign.join(digits[at : at + together] for at in range(0, 8, together))
    is_years = not country and together == 4 and {digits[:2], digits[4:6]} <= {"19", "20"}
    assert found(f"{before}{said} tak") == ([] if is_years else [(PHONE, said)])


LOCAL = st.from_regex(r"[a-z][a-z0-9]{0,10}(\.[a-z0-9]{1,5})?", fullmatch=True)


@given(WORDS, LOCAL, st.from_regex(r"[a-z]{2,10}\.(dk|com|org)", fullmatch=True))
def test_every_email_address_is_found(before: str, local: str, domain: str) -> None:
    assert found(f"{before}{local}@{domain} tak") == [(EMAIL, f"{local}@{domain}")]


@pytest.mark.parametrize(
    "piece",
    [
        "ord og flere ord ",
        "a",
        "0",
        "01 ",
        "a.",
        "a@",
        "Aa ",
        "A.",
        "Vej ",
        "min søn ",
        "(at) ",
        "(",
    ],
)
def test_a_long_text_costs_what_its_length_does(piece: str) -> None:
    grows_evenly(lambda size: piece * (size // len(piece)), find, size=50_000)
