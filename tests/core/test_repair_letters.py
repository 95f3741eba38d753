"""Encodings, combining letters, hyphens and blanks: what is repaired, and what is let be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retning.core.danish.lexicon import LexiconState, Words
from retning.core.danish.repair.alignment import applied_to
from retning.core.danish.repair.finding import find_repairs
from retning.core.danish.repairs import Repair, RepairRule
from tests.helpers.effort import grows_evenly

# Enough of Danish around a word that the language is beyond doubt.
AROUND = (
    " Vi vil sammen med borgerne skabe flere gode rammer, og det er vigtigt for os, at alle kan "
    "være med til at udvikle det nære samfund på en god måde for børn og voksne."
)


def _repaired(text: str) -> str:
    return applied_to(text, find_repairs(text).repairs)[0]


def _rules(text: str) -> list[tuple[str, str, RepairRule]]:
    return [(r.before, r.after, r.rule) for r in find_repairs(text).repairs]


@pytest.mark.parametrize(
    ("ruined", "meant"),
    [
        ("fÃ¥r bÃ¸rn gode vÃ¦rdier", "får børn gode værdier"),
        ("Ã…rhus og Ã˜stbyen", "Århus og Østbyen"),
        ("skolen â€“ ogsÃ¥", "skolen – også"),
        ("FÃ¦llesskabet her og fællesskabet dér", "Fællesskabet her og fællesskabet dér"),
        ("pÃƒÂ¥", "på"),
    ],
)
def test_one_encoding_read_as_another_is_turned_back(ruined: str, meant: str) -> None:
    assert _repaired(ruined) == meant


def test_a_repair_of_encoding_is_of_the_whole_word() -> None:
    assert _rules("De fÃ¦lles mål") == [("fÃ¦lles", "fælles", RepairRule.MOJIBAKE)]


@pytest.mark.parametrize(
    "sound", ["får æbler på Ærø", "café à la carte", "Ångström × 3", "Ã er en tilde", "£ & § ¶"]
)
def test_letters_that_mean_themselves_stay(sound: str) -> None:
    assert find_repairs(sound).repairs == ()


def test_letters_of_several_characters_become_one() -> None:
    assert _rules("på ga\u030aden") == [("ga\u030aden", "gåden", RepairRule.COMBINING)]
    assert _repaired("A\u030arets re\u0301sume\u0301") == "Årets résumé"
    assert _repaired("pa\u02da vej") == "på vej"
    assert _repaired("in\ufb02ation") == "inflation"


def test_soft_hyphens_go() -> None:
    assert _rules("kom\u00admune\u00adplan") == [
        ("kom\u00admune\u00adplan", "kommuneplan", RepairRule.HYPHEN)
    ]


@pytest.mark.parametrize(
    ("divided", "whole"),
    [
        ("Vi vil under-\nstøtte det." + AROUND, "understøtte"),
        ("Vi vil under- støtte det." + AROUND, "understøtte"),
        ("Fem pro-cent flere." + AROUND, "procent"),
        ("Hele kommune- \r\nplanen er ny." + AROUND, "kommuneplanen"),
        ("Vores nærmods-\nkultur og nærmodskultur." + AROUND, "nærmodskultur og nærmodskultur"),
        ("MEDARBEJDER-\nGRUNDLAG" + AROUND, "MEDARBEJDERGRUNDLAG"),
    ],
)
def test_words_that_a_hyphen_divided_are_whole_again(divided: str, whole: str) -> None:
    assert whole in _repaired(divided)


@pytest.mark.parametrize(
    "text",
    [
        "Vi er medarbejder- og lederstyret.",
        "Vi er medarbejder-\nog lederstyret.",
        "Den er i pdf-format og på e-mail.",
        "Grøndal-\nHansen er født i Nord-\nJylland.",
        "Se www.by-en.dk/for-skel nu.",
        "Alle 18-64-årige.",
        "Vi snuppel-\nfrakker.",
    ],
)
def test_hyphens_that_belong_to_the_word_stay(text: str) -> None:
    assert _rules(text + AROUND) == []


def test_letter_spaced_words_are_read_as_words() -> None:
    text = "L E D E L S E S G R U N D L A G  O G  M Å L" + AROUND
    found = _rules(text)
    assert found[0] == (
        "L E D E L S E S G R U N D L A G",
        "LEDELSESGRUNDLAG",
        RepairRule.SPACING,
    )


@pytest.mark.parametrize("text", ["Vælg a b c d", "X Q Z K W V", "A 1 B 2 C 3", "i i i i i i"])
def test_letters_that_make_no_word_stay_apart(text: str) -> None:
    assert _rules(text + AROUND) == []


def test_blanks_that_were_lost_everywhere_are_put_back() -> None:
    text = (
        "Kommunenskalgivebørnogunge og medborgereforpligtetpåfælles. Sådanskabervifremtidenibyen."
    )
    found = {r.before: r.after for r in find_repairs(text + " Børnogunge." + AROUND).repairs}
    assert found["Børnogunge"] == "Børn og unge"


def test_compounds_are_not_parted() -> None:
    text = "Børneogungeforvaltning arbejdsmarkedsområdet forebyggelsesindsats." + AROUND
    assert _rules(text) == []


def test_other_languages_keep_their_words() -> None:
    german = (
        "Wir wollen, dass die Stadt und das Land für alle da ist, und das ist nicht zu viel. " * 3
    )
    assert find_repairs(german + "unter-\nstützen").repairs == ()


def test_the_lexicon_is_loaded_only_where_something_looks_ruined() -> None:
    assert find_repairs("Alle børn skal have det godt." + AROUND).lexicon is None
    assert find_repairs("Under-\nstøtte." + AROUND).lexicon is LexiconState.WHOLE


def test_without_a_lexicon_less_is_repaired_and_it_is_said() -> None:
    found = find_repairs("fÃ¥r vi under-\nstøtte?" + AROUND, load=lambda: Words({}, ()))
    assert [repair.after for repair in found.repairs] == ["får"]
    assert found.lexicon is LexiconState.ABSENT


def test_repairs_of_repaired_words_are_one_repair_of_the_source() -> None:
    text = "Vi vil under-\nstÃ¸tte alle." + AROUND
    assert [(r.before, r.after) for r in find_repairs(text).repairs] == [
        ("under-\nstÃ¸tte", "understøtte")
    ]


def _assert_sound(text: str, repairs: tuple[Repair, ...]) -> None:
    reached = 0
    for repair in repairs:
        assert reached <= repair.start <= repair.end
        assert text[repair.start : repair.end] == repair.before != repair.after
        assert 0 < repair.confidence <= 1
        reached = repair.end


@given(st.text(max_size=300))
def test_any_text_gives_repairs_that_stand_in_it(text: str) -> None:
    _assert_sound(text, find_repairs(text).repairs)


PIECES = st.sampled_from(
    ["pa", "bgrn", "|", " ", "\n", "- ", "-\n", "Ã¥", "a\u030a", "\u00ad", "L E D E", "omrader",
     "og", "er", "vi", "Ã", "p3", "f&", ".", "KOMMUNENS", "a b c d ", "at", "til", "det"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=60))
def test_any_mixture_of_ruins_does_too(pieces: list[str]) -> None:
    text = "og vi er det til " * 6 + "".join(pieces)
    _assert_sound(text, find_repairs(text).repairs)


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "a ",
        "a-",
        "| ",
        "Ã¥",
        "a\u030a",
        "pa bgrn ",
        "a@",
        "a-\n",
        "\u00ad",
        "x.dk",
        "\ufffd",
        "pa3&",
    ],
)
def test_time_is_linear_in_a_megabyte_of_anything(piece: str) -> None:
    find_repairs("bgrn pa omrader og faelles mal er der til det for at vi " * 3)
    grows_evenly(
        lambda size: "og vi er det til " * 10 + piece * (size // len(piece)),
        find_repairs,
        size=1_000_000,
    )


def test_one_word_stuck_to_two_others_of_the_text_is_parted() -> None:
    text = "Det gælder børnogunge. Både børn her og unge dér." + AROUND
    assert _rules(text) == [("børnogunge", "børn og unge", RepairRule.SPACING)]


def test_blanks_behind_points_are_put_back() -> None:
    text = "Skolen er god.Vi vil have børn,unge og voksne med." + AROUND
    assert [(r.before, r.after) for r in find_repairs(text).repairs] == [
        ("god.Vi", "god. Vi"),
        ("børn,unge", "børn, unge"),
    ]


@pytest.mark.parametrize(
    "text", ["Se borger.dk og Borger.Dk/Os", "Det koster 2,5 mio.kr. bl.a.", "www.by.Vi.dk"]
)
def test_points_in_addresses_numbers_and_short_forms_stay(text: str) -> None:
    assert _rules(text + "." + AROUND) == []


def test_letters_that_no_encoding_could_say_are_found_by_the_word() -> None:
    text = (
        "Vi vil have flere b\ufffdrn og unge med p\ufffd tur, og m\ufffdlet er at alle er med.\n"
        * 2
    )
    assert "flere børn og unge med på tur, og målet er" in _repaired(text)
