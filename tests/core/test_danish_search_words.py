"""Stems and compounds: which words Danish readers would call the same, and which are kin."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retning.core.danish.compounds import Asked, Kin, kin, parts
from retning.core.danish.stems import (
    LONGEST,
    clean_text,
    old_spelling,
    plain_word,
    spellings,
    stem,
    tokens,
)

ONE_STEM = """
bolig boliger boligen boligerne boligernes
fravær fraværet fraværets
kvalitet kvaliteten kvaliteter
by byen byer byerne byens
sø søen søer søerne
bro broen broer
cykel cykler cyklen cyklerne
center centre centret centeret centrene
søster søstre
barn barnet børn børns børnene
bog bogen bøger bøgerne
hånd hænder
nat natten nætter
far fædre
mor mødre
datter døtre
gås gæs
tand tænder
fod fødder
rod rødder
stad stæder
ko køer
mand mænd mændene
formand formænd formændene
skole skoler skolen skolerne skolernes
bibliotek biblioteker biblioteket bibliotekerne
uddannelse uddannelser uddannelsen
mulighed muligheder mulighederne
aktivitet aktiviteter
tema temaer temaet temaerne
borger borgere borgerne borgernes
medlem medlemmer medlemmerne
museum museer museet
gymnasium gymnasier gymnasiet
dans danser dansen
plads pladser pladsen
indsats indsatser indsatsen indsatserne
grøn grønt grønne
social socialt sociale
ny nyt nye
hus huse huset husene
idé ideer ideen
kommune kommuner kommunen kommunens
medarbejder medarbejdere medarbejderne
"""
TWO_STEMS = [
    ("mor", "møde"),
    ("bolig", "bold"),
    ("formål", "mål"),
    ("hus", "hund"),
    ("dans", "dansk"),
    ("kost", "kyst"),
    ("museum", "mus"),
]


@pytest.mark.parametrize("line", ONE_STEM.strip().splitlines())
def test_all_forms_of_a_word_have_one_stem(line: str) -> None:
    assert len({stem(plain_word(form)) for form in line.split()}) == 1


@pytest.mark.parametrize(("one", "other"), TWO_STEMS)
def test_different_words_have_different_stems(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("Århus", "århus"),
        ("A\u030arhus", "århus"),
        ("IDÉ", "ide"),
        ("Malmö", "malmø"),
        ("Käthe", "kæthe"),
        ("naïve", "naive"),
        ("CO2", "co2"),
        ("x" * 300, "x" * LONGEST),
    ],
)
def test_a_word_in_plain_letters(written: str, plain: str) -> None:
    assert plain_word(written) == plain


@pytest.mark.parametrize(
    ("word", "spelled"),
    [
        ("aarhus", ("aarhus", "århus")),
        ("århus", ("århus", "aarhus")),
        ("boern", ("boern", "børn")),
        ("broen", ("broen", "brøn")),
        ("skole", ("skole",)),
    ],
)
def test_the_spellings_of_a_word(word: str, spelled: tuple[str, ...]) -> None:
    assert spellings(word) == spelled
    assert old_spelling("ærø å") == "aeroe aa"


def test_words_and_where_they_stand() -> None:
    assert [tuple(token) for token in tokens("Sø- og å-mål: 2030!")] == [
        ("sø", 0, 2),
        ("og", 4, 6),
        ("å", 7, 8),
        ("mål", 9, 12),
        ("2030", 14, 18),
    ]
    assert clean_text("Syge\u00adfrava\u030ar\0") == "Sygefravår"


@pytest.mark.parametrize(
    ("asked", "found", "kinship"),
    [
        ("fravær", "sygefraværet", Kin.HEAD),
        ("bibliotek", "folkebiblioteker", Kin.HEAD),
        ("mål", "klimamålene", Kin.HEAD),
        ("barn", "småbørn", Kin.HEAD),
        ("by", "landsbyer", Kin.HEAD),
        ("pladser", "arbejdspladserne", Kin.HEAD),
        ("klima", "klimamål", Kin.MODIFIER),
        ("skole", "skolegården", Kin.MODIFIER),
        ("uddannelse", "uddannelsesplaner", Kin.MODIFIER),
        ("børn", "børnehaver", Kin.MODIFIER),
        ("barn", "børnehaver", Kin.MODIFIER),
        ("land", "landsby", Kin.MODIFIER),
        ("syge", "sygefravær", Kin.MODIFIER),
        ("fravær", "sygefraværsmål", Kin.INSIDE),
        ("mål", "formål", Kin.DERIVED),
        ("borgernes", "borger", Kin.SAME),
        ("dans", "dansk", None),
        ("skole", "skoldning", None),
        ("bolig", "symbol", None),
        ("by", "byggeri", None),
        ("ret", "retning", None),
        ("is", "basis", None),
        ("ung", "ungdom", None),
    ],
)
def test_which_compounds_answer(asked: str, found: str, kinship: Kin | None) -> None:
    assert kin(Asked(asked), stem(found)) is kinship


@pytest.mark.parametrize(
    ("asked", "found", "kinship"),
    [
        ("bibliote", "bibliotek", Kin.BEGUN),
        ("dans", "dansk", Kin.BEGUN),
        ("bib", "bibliotek", None),
    ],
)
def test_an_unfinished_word(asked: str, found: str, kinship: Kin | None) -> None:
    assert kin(Asked(asked, is_begun=True), stem(found)) is kinship
    assert kin(Asked(asked), stem(found)) is None


@pytest.mark.parametrize(
    ("word", "pair"),
    [
        ("sygefravær", ("syg", "fravær")),
        ("klimamålene", ("klima", "mål")),
        ("uddannelsesplan", (stem("uddannelse"), "plan")),
        ("folkebibliotekerne", ("folk", "bibliotek")),
    ],
)
def test_what_a_compound_is_made_of(word: str, pair: tuple[str, str]) -> None:
    assert pair in set(parts(word))


def test_a_short_word_is_not_divided() -> None:
    assert list(parts("skole")) == []


@given(st.text(max_size=80))
def test_nothing_that_is_typed_breaks_a_stem(text: str) -> None:
    for token in tokens(clean_text(text)):
        root = stem(token.word)
        assert plain_word(token.word) == token.word
        assert stem(root) == root
        assert 0 < len(root) <= LONGEST + 1
        assert clean_text(text)[token.start : token.end]


@given(st.text(alphabet="abdefgiklmnorstvyæøå", min_size=1, max_size=24))
def test_stems_of_danish_letters_are_stems_of_themselves(word: str) -> None:
    root = stem(word)
    assert stem(root) == root
    assert kin(Asked(word), root) is Kin.SAME


@given(
    st.text(alphabet="adeghiklmnorstæøå", min_size=1, max_size=12),
    st.text(alphabet="adeghiklmnorstæøå", min_size=1, max_size=24),
)
def test_what_answers_has_a_piece_of_what_was_asked(word: str, found: str) -> None:
    asked = Asked(word, is_begun=True)
    if kin(asked, found) not in (None, Kin.SAME):
        assert any(piece in found for piece in asked.pieces)


LOADED = """
import sys
from retning.core.danish.stems import stem
from retning.core.similarity import score
assert stem("skolerne") == "skol"
assert score("Flere skoler", "Skolerne") > 0
print("snowballstemmer" in sys.modules or any("finnish" in name for name in sys.modules))
"""


def test_the_other_languages_of_the_stemmer_are_not_loaded() -> None:
    told = subprocess.run(
        [sys.executable, "-c", LOADED],
        env={"PYTHONPATH": str(Path(__file__).resolve().parents[2] / "src")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == "False"
