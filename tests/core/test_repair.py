"""Text that a recogniser without Danish letters ruined: what is repaired, what is left alone."""

import json
from importlib.resources import files

import pytest

from benchmarks.repair import measure
from retning.core.danish.lexicon import lexicon
from retning.core.danish.repair.alignment import applied_to
from retning.core.danish.repair.channel import candidates
from retning.core.danish.repair.finding import find_repairs
from retning.core.danish.repair.hints import hint
from retning.core.danish.repair.stretches import lost_stretches
from retning.core.danish.repairs import RepairRule
from retning.core.documents.mending import mend
from retning.core.documents.reading import read_document
from tests.helpers.effort import grows_evenly

RUINED = """Vores vej frem

| de kommende ar vil vi ggre mere for bgrnene og de zldre. Det kraever, at vi gar sammen pa tveers,
og at alle omrader far et feelles mal. Vi skal ogs& na ud til dem, der bor langt vaek fra byen.

Okonomien er stram, men kommunen Hvalsby er en god kommune at bo i, og sadan skal det vzere.
"""
MEANT = """Vores vej frem

I de kommende år vil vi gøre mere for børnene og de ældre. Det kræver, at vi går sammen på tværs,
og at alle områder får et fælles mål. Vi skal også nå ud til dem, der bor langt væk fra byen.

Økonomien er stram, men kommunen Hvalsby er en god kommune at bo i, og sådan skal det være.
"""


def _repaired(text: str) -> str:
    return applied_to(text, find_repairs(text).repairs)[0]


def test_ruined_text_is_read_as_it_was_meant() -> None:
    assert _repaired(RUINED) == MEANT


def test_each_repair_says_what_and_how_surely() -> None:
    repairs = {repair.before: repair for repair in find_repairs(RUINED).repairs}
    assert repairs["kraever"].after == "kræver"
    assert repairs["kraever"].rule is RepairRule.MISREAD
    assert repairs["kraever"].confidence > repairs["mal"].confidence > 0.5
    assert "stram" not in repairs
    assert "Hvalsby" not in repairs


def test_text_with_its_letters_is_left_alone_even_where_a_word_looks_ruined() -> None:
    text = MEANT + "Hun spillede i et band, og far gav en hand. " + MEANT
    assert find_repairs(text).repairs == ()


def test_a_ruined_page_among_sound_ones_is_repaired_alone() -> None:
    text = MEANT * 4 + RUINED * 4 + MEANT * 4
    repairs = [r for r in find_repairs(text).repairs if r.rule is RepairRule.MISREAD]
    assert repairs
    assert all(len(MEANT) * 3 < r.start < len(MEANT) * 4 + len(RUINED) * 5 for r in repairs)
    assert lost_stretches(MEANT * 8) == []


def test_the_same_spelling_is_repaired_alike() -> None:
    repairs = find_repairs(RUINED * 5).repairs
    meant: dict[str, set[str]] = {}
    for repair in repairs:
        meant.setdefault(repair.before, set()).add(repair.after)
    assert meant
    assert all(len(after) == 1 for after in meant.values())


@pytest.mark.parametrize(
    ("ruined", "meant"),
    [
        ("min far og mor", "min far og mor"),
        ("vi far mere tid", "vi får mere tid"),
        ("at made borgerne", "at møde borgerne"),
        ("pa en god made", "på en god måde"),
        ("hand i hand med", "hånd i hånd med"),
        ("bgr vi", "bør vi"),
        ("MAL OG OMRADER", "MÅL OG OMRÅDER"),
        ("18-64-arige", "18-64-årige"),
        ("har vi", "har vi"),
        ("Igfte opgaven", "løfte opgaven"),
        ("Lillebeek Kommune", "Lillebæk Kommune"),
        ("se www.omrade-pa.dk/ar nu", "se www.omrade-pa.dk/ar nu"),
        ("skriv til pa@omrader.dk i dag", "skriv til pa@omrader.dk i dag"),
        ("se bilag_2.txt fra ar 1 nu", "se bilag_2.txt fra år 1 nu"),
        ("fra B12 til A4", "fra B12 til A4"),
        ("genudbudt", "genudbudt"),
    ],
)
def test_words_are_judged_by_their_neighbours_and_their_shape(ruined: str, meant: str) -> None:
    text = RUINED + f"Det er sa det: {ruined}, siger de.\n" + RUINED
    assert f"det: {meant}, siger" in _repaired(text)


@pytest.mark.parametrize("name", ["Kongsgarth", "Mangsa", "Odegren", "Tegglarp"])
def test_names_stay_where_the_document_does_not_say_otherwise(name: str) -> None:
    assert f"ved {name} i" in _repaired(RUINED + f"Vi ses ved {name} i dag, hvor alle kan komme.\n")


def test_bars_of_a_table_are_no_words() -> None:
    table = "| Ar | Mal | Andel |\n| 2016 | pa vej | 12 |\n"
    assert "| År | Mål | Andel |" in _repaired(RUINED + table)


def test_other_languages_without_such_letters_are_left_alone() -> None:
    english = "We want the city to be a good place for all, and that is what the plan is for. " * 9
    assert find_repairs(english).repairs == ()


def test_danish_that_happens_to_hold_none_of_the_letters_is_left_alone() -> None:
    text = "Vi vil gerne have flere unge i arbejde, og det er kommunens opgave at hjelpe til. " * 9
    assert all(repair.before == "hjelpe" for repair in find_repairs(text).repairs)


def test_the_counts_are_those_of_danish_letters_and_slips() -> None:
    counts = json.loads(
        files("retning.core.danish.repair").joinpath("confusions.json").read_text("utf-8")
    )
    assert set("æøåÆØÅ") <= set(counts)
    assert counts["å"]["a"] > 1000
    assert "å" not in counts["å"]


def test_the_channel_turns_what_was_read_into_what_may_have_been_printed() -> None:
    threes = lexicon().threes
    found = {candidate.word: candidate for candidate in candidates("omrader", threes)}
    assert found["områder"].changes == (("a", "å"),)
    assert "omrader" not in found
    assert found["områder"].chance > found["områdær"].chance
    assert candidates("hnk", threes) == []


def test_hints_tell_words_apart() -> None:
    assert hint("far", "min", "") > 0
    assert hint("får", "min", "") == 0
    assert hint("sætte", "at", "") > 0
    assert hint("svære", "at", "") == 0
    assert hint("høre", "are", "") < 0


def test_the_measure_counts_what_is_left_and_what_was_changed() -> None:
    score = measure(RUINED, MEANT.replace("stram", "strøm"))
    assert score.left == ["stram, → stram, (strøm,)"]
    assert score.changed == []
    assert score.damaged == len(find_repairs(RUINED).repairs) + 1


def test_a_document_carries_them_and_is_mended_with_its_blocks() -> None:
    document = read_document(RUINED.encode())
    mended = mend(document).document
    assert mended.text == MEANT
    assert mended.text_of(mended.blocks[0]) == "Vores vej frem"
    first = document.repairs[0]
    assert mend(document, without=[first]).document.text.startswith("Vores vej frem\n\n| de")


def test_a_repair_never_reaches_over_two_blocks() -> None:
    document = read_document(
        b"<p>Vi vil st\xc3\xb8tte og under-</p><p>st\xc3\xb8tte b\xc3\xb8rn</p>"
    )
    assert document.repairs == ()


def test_time_grows_with_the_text_and_no_faster() -> None:
    def text(count: int) -> str:
        return "".join(f"{RUINED} {at}gruppen " for at in range(count))

    find_repairs(text(5))
    grows_evenly(text, find_repairs, size=160)
