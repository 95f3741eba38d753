"""Texts that lost blanks throughout: what is parted there, and what stays whole."""

import pytest

from retning.core.danish.repair.alignment import applied_to
from retning.core.danish.repair.finding import find_repairs
from retning.core.danish.repairs import RepairRule
from tests.helpers.effort import grows_evenly

# Holds words without their blanks, so that the text is suspicious as a whole.
LOST = (
    " Vi vil gerne medalle borgere, og det skalvære let atlave sund mad hver dag. Når enhver "
    "harhøjst ti minutter til skole, erglade børn ikke sjældne. "
)
SOUND = (
    " Vi vil gerne sammen med alle borgere, og det skal være let at lave sund mad hver dag. Når vi "
    "gør det rigtigt, er glade børn ikke sjældne. "
)


def _made(text: str) -> dict[str, str]:
    found = find_repairs(text).repairs
    assert all(repair.before == text[repair.start : repair.end] for repair in found)
    assert all(repair.rule is RepairRule.SPACING for repair in found)
    assert all(0.5 < repair.confidence < 0.9 for repair in found)
    return {repair.before: repair.after for repair in found}


@pytest.mark.parametrize(
    ("stuck", "parted"),
    [
        ("skalvære", "skal være"),
        ("atlave", "at lave"),
        ("harhøjst", "har højst"),
        ("påen", "på en"),
        ("afde", "af de"),
        ("ibyen", "i byen"),
        ("pågaden", "på gaden"),
        ("hvertredje", "hver tredje"),
        ("lærernei", "lærerne i"),
        ("Flerevoksne", "Flere voksne"),
        ("adgangentil", "adgangen til"),
        ("mulighederfor", "muligheder for"),
        ("kanforsørge", "kan forsørge"),
        ("4.500cyklister", "4.500 cyklister"),
        ("2031skal", "2031 skal"),
        ("i2031", "i 2031"),
        ("Klimaplan2024-2030", "Klimaplan 2024-2030"),
        ("7-15-årigepiger", "7-15-årige piger"),
    ],
)
def test_words_of_a_text_that_lost_its_blanks_are_parted(stuck: str, parted: str) -> None:
    text = f"{LOST}\n{stuck} i morgen.\n"
    assert parted in applied_to(text, find_repairs(text).repairs)[0]
    assert _made(text)["erglade"] == "er glade"


@pytest.mark.parametrize(
    "whole",
    [
        "forebyggelsesindsatsen",
        "medarbejderudvikling",
        "hverdagsliv",
        "landsbyrådet",
        "havneplanen",
        "kunstgræsbaner",
        "fuldtidspersoner",
        "demensdiagnose",
        "sprogvejleder",
        "dermed",
        "derfor",
        "Skalborg",
        "i Rylsø",
        "1990erne",
        "de 15årige",
        "25km",
        "hej@skalvære.dk",
    ],
)
def test_compounds_and_names_stay_whole_there(whole: str) -> None:
    text = f"{LOST}\n{whole} i morgen.\n"
    assert whole in applied_to(text, find_repairs(text).repairs)[0]


@pytest.mark.parametrize("single", ["skalvære", "ibyen", "landsbyrådet", "2031skal", "Skalborg"])
def test_one_such_word_alone_makes_no_text_suspicious(single: str) -> None:
    assert _made(f"{SOUND}{single} i morgen.") == {}


def test_the_lexicon_is_not_loaded_for_a_sound_text() -> None:
    found = find_repairs(SOUND * 20)
    assert found.lexicon is None
    assert found.repairs == ()


def test_time_is_linear_in_a_suspicious_text() -> None:
    find_repairs(LOST)
    grows_evenly(lambda size: LOST * size, find_repairs, size=500)


@pytest.mark.parametrize("letters", ["skal", "9", "årige-"])
def test_any_letters_are_borne(letters: str) -> None:
    find_repairs(LOST)
    grows_evenly(lambda size: f"{LOST}{letters * size}skal {LOST}", find_repairs, size=20_000)
