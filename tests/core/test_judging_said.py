"""What is said of verdicts, in both languages: every status, every reason, and no blame."""

from datetime import date

import pytest

from retning.core.benchmark.figures import Break
from retning.core.periods import period_of
from retning.core.targets import (
    Direction,
    Mean,
    Peers,
    Reason,
    Status,
    Ties,
    judge,
    said_period,
    say_verdict,
    typed,
)
from retning.core.targets.saying_verdicts import say_reason
from retning.core.targets.verdict_words import DANISH, ENGLISH
from tests.helpers.measured import codes, country, measured

END = date(2019, 12, 31)
BLAME = ("fejl", "dårlig", "skuff", "svigt", "for sent ude", "fail", "bad", "poor", "blame")

NOT_NOW = "Lige nu er målet ikke nået; fristen er 31. december 2022."


def said(text, figures, language="da", *, on=END, outlook=None, **more):
    target = typed(text)
    verdict = judge(target, figures, on=on, outlook=outlook)
    return say_verdict(verdict, target, figures, language, **more)


def two_years(**known):
    rows = {"2018": {"187": "32.0", "101": "50.5"}, "2019": {"187": "33.0", "101": "51"}}
    return measured(rows, **{"unit": "%", **known})


@pytest.mark.parametrize("words", [DANISH, ENGLISH])
def test_everything_has_words_and_none_of_them_blame(words):
    assert set(words.statuses) == set(words.endings) == set(Status)
    assert set(words.reasons) == set(Reason)
    assert set(words.means) == set(Mean)
    spoken = [*words.statuses.values(), *words.endings.values(), *words.reasons.values()]
    spoken += [*words.no_outlook.values(), *words.met_now.values(), words.too_low, words.too_high]
    assert not [text for text in spoken for word in BLAME if word in text.lower()]


@pytest.mark.parametrize(
    ("outlook", "ending"),
    [
        (0.8, f"{NOT_NOW} Udsigten er god: 80 % sandsynlighed for, at målet nås til tiden."),
        (0.5, "Det er usikkert, om målet nås: 50 % sandsynlighed for, at det nås til tiden."),
        (0.2, "Udsigten er, at målet ikke nås til tiden: 20 % sandsynlighed for, at det gør."),
        (0.99, "over 95 % sandsynlighed for, at målet nås til tiden."),
        (0.01, "under 5 % sandsynlighed for, at det gør."),
        (
            None,
            "Målet er ikke nået endnu. Fristen er 31. december 2022, og der gives ingen udsigt.",
        ),
    ],
)  # fmt: skip
def test_outlooks(outlook, ending):
    assert said("mindst 35 % i 2022", two_years(), outlook=outlook).endswith(ending)


def test_met_now_and_ahead():
    assert said("mindst 30 % i 2022", two_years(), "en").endswith(
        "The target is met now. Its deadline is 31 December 2022, and no outlook is given."
    )
    assert "Right now the target is met; its deadline is 31 December 2022." in said(
        "mindst 30 % i 2022", two_years(), "en", outlook=0.5
    )


def test_ties_are_named():
    values = [*range(23), 50, 50, 50, 50, *range(60, 131)]
    text = "blandt de 25 % laveste i landet"
    own = codes(98)[24]
    assert said(text, measured(country(values), own)) == (
        "Tallet for 2019 er 50. Det er delt nr. 24 med 3 andre af 98 med et tal, talt fra det "
        "laveste. 25 % af 98 er 24, så målet er nr. 24 eller bedre; i dag kræver det højst 50. "
        "Der er ingen pladser at give af. Målet er nået."
    )
    strict = said(text, measured(country(values), own, ties=Ties.STRICT))
    assert "delt nr. 24 med 3 andre (de, der står lige, tæller med, så det regnes som nr. 27)" in (
        strict
    )
    assert "Der mangler 3 pladser." in strict
    pair = said(text, measured(country([1, 1, 3, 4]), "101"))
    assert "delt nr. 1 med én anden af 4" in pair


def test_the_first_place_and_no_place_at_all():
    first = said("lavest i landet", measured(country([3, 1, 2]), "101"))
    assert first.endswith(
        "Målet er nr. 1; i dag kræver det højst 1. Der mangler 2 pladser. Målet er ikke nået endnu."
    )
    none = said("blandt de 1 % laveste i landet", measured(country([3, 1, 2]), "102"))
    assert "1 % af 3 er færre end én, så ingen kan være med." in none


def test_which_average_is_said():
    rows = {"2019": {"101": "10", "187": "21.5", "147": "4"}}
    people = {"101": 300, "187": 100, "147": 100}
    figures = measured(rows, unit="%", population=people)
    assert said("under gennemsnittet i landet", figures) == (
        "Tallet for 2019 er 21,5 %. Der sammenlignes med gennemsnittet efter indbyggertal: 11,1 %. "
        "Målet er under gennemsnittet i landet. Tallet er 10,4 procentpoint for højt. "
        "Målet er ikke nået endnu."
    )
    plain = said("over gennemsnittet i landet", measured(rows, unit="%"))
    assert "Der sammenlignes med det simple gennemsnit: 11,83 %." in plain
    level = said("på niveau med landet", measured(rows, unit="%", polarity=Direction.UP))
    assert "Et bedre tal tæller også som på niveau." in level
    apart = said("højst 2 procentpoint fra landet", measured(rows, unit="%"))
    assert "Der er 7,67 procentpoint for langt imellem." in apart


def test_where_a_change_counts_from():
    text = said("skal stige", two_years(period=(2018, 2022)))
    assert "Målet nævner intet udgangspunkt, så der regnes fra planens begyndelse, 2018." in text
    assert "udgangspunkt" not in said("skal være højere end i 2018", two_years())
    assert said("10 % højere", two_years(), "en").startswith(
        "The figure for 2019 is 33.0%. The figure for 2018 was 32.0%. The target is 10% higher, "
        "that is at least 35.2%. The target names no starting point, so it is the year before, "
        "2018. The figure is 2.2 percentage points too low."
    )


@pytest.mark.parametrize(
    ("text", "figures", "sentence"),
    [
        ("mindst 5", measured({}, has_source=False), "Der er ingen national kilde"),
        ("mindst 5", measured({}), "Der er ingen tal endnu."),
        ("mindst 5", measured({"2019": {"101": "1"}}), "Kommunens tal mangler i kilden."),
        ("skal forbedres", two_years(), "om et højt eller et lavt tal er bedst"),
        ("lavest i regionen", two_years(), "Det vides ikke, hvem der skal sammenlignes med."),
        ("lavest i landet", measured({"2019": {"187": "1"}}), "Kun 1 af de 98, der sammenlignes"),
        ("mindst 5", two_years(is_representative=False), "Undersøgelsen er ikke repræsentativ"),
        ("vurderes i 2022", measured({}), "det skal vurderes, og det er ikke sket endnu"),
        ("senest i 2022", measured({}), "Det skal være gjort senest i 2022; fristen er ikke gået"),
        ("senest i 2018", measured({}), "Fristen var 31. december 2018, og ingen har meldt"),
        (
            "skal stige",
            two_years(period=(2019, 2022)),
            "Målet regnes fra 2019, og vi har ikke et senere tal endnu.",
        ),
        ("mindst 5 ud af 6", measured({"2019": {"187": "1"}}, unit="kr."), "samme enhed"),
    ],
)
def test_why_nothing_can_be_told(text, figures, sentence):
    assert sentence in said(text, figures)
    assert judge(typed(text), figures, on=END).status is Status.UNKNOWN
    assert said(text, figures, "en")


def test_which_figure_is_awaited():
    assert said("mindst 30 % i 2022", two_years(), on=date(2023, 5, 1)) == (
        "Tallet for 2019 er 33,0 %. Målet er mindst 30 % i 2022. "
        "Målet holdes op mod tallet for 2022, og det har vi ikke endnu."
    )
    late = {"2018": {"187": "32.0"}, "2019": {"187": "M", "101": "51"}}
    assert said("mindst 30 %", measured(late, unit="%"), "en").endswith(
        "The target is judged on the figure for 2019, and we do not have it yet."
    )


def test_a_break_is_said_with_its_reason():
    figures = two_years(breaks=(Break(period_of("2019"), "Ny optælling.", "New count."),))
    assert said("skal stige", figures).endswith(
        "Tallene kan ikke sammenlignes: fra 2019 er de gjort op på en anden måde. Ny optælling."
    )
    assert said("skal stige", figures, "en").endswith("counted differently. New count.")


def test_milestones_and_people():
    done = measured({}, done_on=date(2023, 6, 1), proof="Referat, punkt 4.")
    assert said("senest den 1. juli 2023", done, on=date(2024, 1, 1)) == (
        "Det er gjort den 1. juni 2023, inden fristen 1. juli 2023. Vist ved: Referat, "
        "punkt 4. Målet er nået."
    )
    late = measured({}, done_on=date(2023, 8, 1))
    assert said("senest den 1. juli 2023", late, "en", on=date(2024, 1, 1)) == (
        "It was done on 1 August 2023, after the deadline, 1 July 2023. "
        "The target was not met by its deadline, 1 July 2023."
    )
    judged = measured({}, opinion=False)
    assert said("borgerne vurderer det", judged) == (
        "De, der vurderer målet, siger, at det ikke holder endnu. Målet er ikke nået endnu."
    )


def test_surveys_say_how_many_answered_and_proxies_how_they_differ():
    figures = measured({"2019": {"187": "91"}}, unit="%", answers=1204)
    text = said("mindst 90 % af de adspurgte", figures, proxy="Kun hjemmehjælp.")
    assert "Tallet for 2019 er 91 %. 1.204 har svaret." in text
    assert text.endswith("Tallet ligger tæt på målet, men er ikke det samme: Kun hjemmehjælp.")


@pytest.mark.parametrize(
    ("code", "danish", "english"),
    [
        ("2019", "2019", "2019"),
        ("2019/2020", "skoleåret 2019/20", "the school year 2019/20"),
        ("1999/2000", "skoleåret 1999/00", "the school year 1999/00"),
        ("2025K3", "3. kvartal 2025", "quarter 3 of 2025"),
        ("2026M07", "juli 2026", "July 2026"),
    ],
)
def test_periods(code, danish, english):
    period = period_of(code)
    assert (said_period(period), said_period(period, "en")) == (danish, english)


def test_a_region_is_said():
    peers = Peers(region=frozenset(("101", "187")))
    text = said("over gennemsnittet i regionen", two_years(peers=peers))
    assert "Målet er over gennemsnittet i regionen." in text


def test_numbers_below_zero_and_large_ones():
    assert "Tallet for 2019 er -1.234,5 kr." in said(
        "mindst 5 kr.", measured({"2019": {"187": "-1234.5"}}, unit="kr.")
    )


def test_the_reason_alone():
    verdict = judge(typed("mindst 5"), measured({}), on=END)
    assert say_reason(verdict, typed("mindst 5"), measured({})) == "Der er ingen tal endnu."
    known = judge(typed("mindst 5 %"), two_years(), on=END)
    assert say_reason(known, typed("mindst 5 %"), two_years()) == ""
