"""The overview of a strategy and what stands beside a verdict: what can be told first, the rest
gathered by its reason, made-up figures counted apart, deadlines and silence about what is to come
explained."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.core.cache import caches
from django.test import Client

from retning.apps.indicators.enums import SourceKind
from retning.apps.indicators.models import Indicator, Outlook, OutlookRule, Panel
from retning.apps.indicators.services.choices import show_outlooks
from retning.apps.strategy.models import Strategy
from retning.apps.strategy.queries.draft import draft_outline
from retning.apps.strategy.services.goal_targets import Worded, word_goal
from retning.core.benchmark.outlook import WhySilent
from retning.core.targets import typed
from retning.core.targets.foreseeing import NOT_ASKED, UNTESTED
from retning.web.public.presenters.horizons import WHY_SILENT
from tests.cast import NOW, Cast
from tests.factories import indicators as figures
from tests.factories import strategy as make
from tests.factories.measured import BEST, DEED, aimed, country, measured

pytestmark = pytest.mark.django_db
Browser = Callable[..., Client]
OLD_ONES = (
    "Fristen var 31. december 2024, så målet holdes op mod tallene fra dengang, også hvor der er "
    "nyere tal."
)
AFTER_THE_PLAN = (
    "Planen gik til 2022, men målet har ingen frist. Det holdes stadig op mod det nyeste tal, vi "
    "har: tallet for 2025."
)
BY_2022 = "senest den 1. juli 2022"


@pytest.fixture
def client(client_of: Browser) -> Client:
    return client_of()


def text_of(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return unescape(answer.content.decode()).replace("\xa0", " ")


def overview(client: Client, strategy: Strategy) -> str:
    """The overview's page, each run of white space as one."""
    return " ".join(text_of(client, f"/strategi/{strategy.slug}/maal/").split())


def goal_page(client: Client, strategy: Strategy, place: int = 0) -> str:
    return text_of(client, f"/maal/{draft_outline(strategy).all_goals[place].key}/")


def counts(page: str) -> list[str]:
    """The words of each list of counts."""
    found = re.findall(r'<ul class="status-counts">(.*?)</ul>', page, re.S)
    return [" ".join(re.sub(r"<[^>]+>", " ", each).split()) for each in found]


def beside(page: str) -> list[str]:
    return re.findall(r'measure__note">(.*?)</p>', page)


def mixed(cast: Cast) -> Strategy:
    """1.1 and 1.2 have no figure, for one reason; 1.3 has one; 1.4 is said by nobody to be done."""
    strategy = make.strategy(cast.municipality)
    make.area(strategy)
    figures.indicator("test-share")
    figures.indicator("empty")
    figures.release({"test-share": country(("45.0", "60.0", "99.9"))}, source=SourceKind.NOEGLETAL)
    aimed(strategy, "Mål uden tal", BEST, "empty")
    aimed(strategy, "Andet mål uden tal", "mindst 5 %", "empty")
    aimed(strategy, "Mål med tal")
    make.goal(strategy.areas.get(), "Mål uden regel")
    make.published(strategy)
    return strategy


# --- Order and reasons ------------------------------------------------------------------


def test_what_can_be_told_comes_first_and_the_rest_is_gathered(client: Client, cast: Cast) -> None:
    page = overview(client, mixed(cast))
    places = [page.index(f"1.{number} M") for number in (3, 1)]
    assert places == sorted(places)
    assert page.count("Der er ingen tal endnu.") == 1
    open_goals = page[page.index("Der er ingen tal endnu.") :]
    assert re.search(
        r"<ul><li>.*1\.1 Mål uden tal</a></li><li>.*1\.2 Andet mål uden tal", open_goals
    )
    assert "Det er endnu ikke aftalt, hvordan målet måles." in open_goals


def test_each_goal_stands_once_and_carries_its_small_picture(client: Client, cast: Cast) -> None:
    page = overview(client, mixed(cast))
    assert page.count("1.3 Mål med tal") == 1
    assert page.count("chart--small") == 1
    assert "<desc" in page
    assert "99,9 %, nr. 1 af 98" in page


def test_a_deadline_that_has_passed_without_a_word_is_not_a_missing_figure(
    client: Client, cast: Cast
) -> None:
    strategy = make.strategy(cast.municipality)
    make.area(strategy)
    aimed(strategy, "Noget skal være gjort", BY_2022, "")
    make.published(strategy)
    page = overview(client, strategy)
    assert counts(page) == ["Fristen er gået 1"]
    assert "status--warning" in page
    assert "Fristen var 1. juli 2022, og ingen har meldt, at det er gjort." in page
    assert "Fristen var 1. juli 2022" in goal_page(client, strategy)


def test_a_goal_that_nothing_can_be_told_of_counts_once(client: Client, cast: Cast) -> None:
    figures.indicator("empty")
    strategy = make.strategy(cast.municipality)
    make.area(strategy)
    goal = aimed(strategy, "Mål med to regler", BEST, "empty")
    targets = [Worded(typed(BEST)), Worded(typed("mindst 5 %"))]
    word_goal(goal=goal, expected_version=3, targets=targets, **DEED)
    make.published(strategy)
    page = overview(client, strategy)
    assert counts(page) == ["Kan ikke afgøres 1"]
    assert page.count("Mål med to regler") == 1


# --- Made-up figures --------------------------------------------------------------------


def test_verdicts_on_made_up_figures_are_counted_apart(client: Client, cast: Cast) -> None:
    strategy = measured(cast.municipality, source=SourceKind.EXAMPLE)
    page = overview(client, strategy)
    assert counts(page) == ["", "Nået 1"]
    assert "På eksempeltal, som ikke siger noget om kommunen:" in page
    mark = '<strong class="example-mark">Eksempeltal</strong>'
    assert mark in page
    assert mark in goal_page(client, strategy)


def test_made_up_figures_name_where_the_real_ones_are(client: Client, cast: Cast) -> None:
    strategy = measured(cast.municipality, source=SourceKind.EXAMPLE, table="PR1")
    line = (
        "Eksempeltal, fundet på for at vise, hvordan siden ser ud. Ikke rigtige tal. De rigtige "
        "tal kommer fra: Danmarks Prøvestatistik, tabel PR1."
    )
    assert line in goal_page(client, strategy)
    shown = text_of(client, "/tal/test-share/")
    assert shown.count(line) > 3


def test_real_figures_are_counted_as_they_were(client: Client, cast: Cast) -> None:
    page = overview(client, measured(cast.municipality))
    assert counts(page) == ["Nået 1"]
    assert "example-mark" not in page


# --- Notes of the analyst ---------------------------------------------------------------


@pytest.mark.parametrize("has_figures", [True, False])
def test_how_a_figure_differs_is_said_where_there_is_one(
    client: Client, cast: Cast, has_figures: bool
) -> None:
    figures.indicator("test-share", proxy_da="Tæller også gæster.")
    if has_figures:
        figures.release({"test-share": country(("45.0", "60.0", "99.9"))})
    strategy = make.strategy(cast.municipality)
    make.area(strategy)
    aimed(strategy, "Mål")
    make.published(strategy)
    assert ("Tæller også gæster." in goal_page(client, strategy)) is has_figures
    assert ("Tæller også gæster." in overview(client, strategy)) is has_figures


# --- Deadlines and silence --------------------------------------------------------------


@pytest.mark.parametrize(
    ("wording", "note"),
    [
        (BEST, "Målet har ingen frist. Det holdes op mod det nyeste tal."),
        ("højst 50 % i 2024", OLD_ONES),
    ],
)
def test_which_figure_counts_is_explained(
    client: Client, cast: Cast, wording: str, note: str
) -> None:
    assert beside(goal_page(client, measured(cast.municipality, wordings=(wording,)))) == [note]


def test_a_goal_outlives_its_plan(client: Client, cast: Cast) -> None:
    strategy = make.strategy(cast.municipality, period=(2018, 2022))
    make.area(strategy)
    figures.indicator("test-share")
    figures.release({"test-share": country(("45.0", "60.0", "99.9"))})
    aimed(strategy, "Mål")
    make.published(strategy)
    assert beside(goal_page(client, strategy)) == [AFTER_THE_PLAN]


AHEAD = "mindst 99,95 % i 2027"


def silent(because: str) -> None:
    asked = OutlookRule.objects.get()
    Outlook.objects.create(
        indicator=asked.indicator, area="187", rule=asked.rule, deadline="2027",
        fingerprint=Panel.objects.get().fingerprint, silent_because=because, made_at=NOW,
    )  # fmt: skip


def test_why_there_is_no_outlook_is_said(client: Client, cast: Cast) -> None:
    strategy = measured(cast.municipality, wordings=(AHEAD,))
    assert beside(goal_page(client, strategy)) == [
        "Ingen udsigt: Den er ikke regnet på disse tal endnu."
    ]
    silent("no_skill")
    assert beside(goal_page(client, strategy)) == [
        "Ingen udsigt: Afprøvet på tidligere år ramte sådan en udsigt ikke bedre end et enkelt gæt."
    ]
    show_outlooks(municipality=cast.municipality, shows_outlooks=False, **DEED)
    assert beside(goal_page(client, strategy)) == [
        "Ingen udsigt: Kommunen har valgt ikke at vise udsigter."
    ]


def test_no_outlook_is_made_of_made_up_figures(client: Client, cast: Cast) -> None:
    strategy = measured(cast.municipality, wordings=(AHEAD,), source=SourceKind.EXAMPLE)
    assert beside(goal_page(client, strategy)) == ["Ingen udsigt: Tallene er eksempler."]


def test_every_silence_has_its_words() -> None:
    assert set(WHY_SILENT) == {*(each.value for each in WhySilent), NOT_ASKED, UNTESTED}


# --- The list of figures ----------------------------------------------------------------


def listed(client: Client, query: str = "") -> str:
    return " ".join(text_of(client, f"/tal/{query}").split())


def test_the_list_of_figures_is_folded_by_field(client: Client, cast: Cast) -> None:
    figures.indicator("test-share", name="Andel der unicykler", fields=["klima"])
    page = listed(client)
    assert re.search(r'<details class="details figure-field" id="felt-klima">', page)
    assert re.search(r'id="felt-klima">.*?Klima \(\d+\)</h2>.*?Andel der unicykler', page)
    assert 'figure-field" open' not in page
    assert "Vis alle" not in page


def test_a_word_narrows_the_list(client: Client, cast: Cast) -> None:
    figures.indicator("test-share", name="Andel der unicykler", fields=["klima"])
    figures.indicator("other", name="Antal pramme", fields=["erhverv"])
    page = listed(client, "?ord=UNICYKLER++andel")
    assert "1 slags tal" in page
    assert re.search(r'id="felt-klima" open>.*Andel der unicykler', page)
    assert "Antal pramme" not in page
    assert 'value="UNICYKLER andel"' in page
    nothing = listed(client, "?ord=findesikkeher")
    assert "0 slags tal" in nothing
    assert "Der er ingen tal, der hedder det" in nothing


def test_only_those_with_figures(client: Client, cast: Cast) -> None:
    figures.indicator("test-share", name="Andel der unicykler")
    figures.indicator("other", name="Antal pramme")
    figures.release({"other": country(("45.0",))})
    page = listed(client, "?med=tal")
    assert "1 slags tal" in page
    assert "Antal pramme" in page
    assert "Andel der unicykler" not in page
    assert '<a href="/tal/">Vis alle</a>' in page


def test_english_sentences_say_english_units(client: Client, cast: Cast) -> None:
    strategy = measured(cast.municipality, wordings=("mindst 5 personer",), unit="personer")
    Indicator.objects.filter(code="test-share").update(unit_en="people")
    caches["pages"].clear()
    english = text_of(client, f"/en/maal/{draft_outline(strategy).all_goals[0].key}/")
    assert "The figure for 2025 is 99.9 people." in english
    assert "Tallet for 2025 er 99,9 personer." in goal_page(client, strategy)
