"""Whether goals are met, as everybody reads it: a goal's page, its pictures, the overview, the
goal on another site; and what changes them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from uuid import UUID

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from retning.apps.indicators.enums import SourceKind
from retning.apps.indicators.models import Outlook, OutlookRule, Panel
from retning.apps.indicators.queries.views import UseView
from retning.apps.indicators.services.choices import set_use, show_outlooks
from retning.apps.strategy.enums import MeasuredBy
from retning.apps.strategy.models import Strategy
from retning.apps.strategy.queries.draft import draft_outline
from retning.apps.strategy.services.goal_targets import Means
from retning.apps.strategy.services.measuring import Decision, interpret
from retning.core.targets import typed
from tests.cast import NOW, TODAY, Cast
from tests.factories import indicators as figures
from tests.factories import organisation as org
from tests.factories import strategy as make
from tests.factories.measured import BEST, CODE, DEED, country, measured
from tests.factories.organisation import TESTER

pytestmark = pytest.mark.django_db
Browser = Callable[..., Client]
SENTENCE = (
    "Tallet for 2025 er 99,9 %. Det er nr. 1 af 98 med et tal, talt fra det højeste. 25 % af 98 er "
    "24, så målet er nr. 24 eller bedre; i dag kræver det mindst 77,5 %."
)


@pytest.fixture
def client(client_of: Browser) -> Client:
    return client_of()


def key_of(strategy: Strategy) -> UUID:
    return draft_outline(strategy).all_goals[0].key


def plain(text: str) -> str:
    """Without entities, and with spaces where a line may not break."""
    return unescape(text).replace("\xa0", " ")


def text_of(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return plain(answer.content.decode())


def sentence(client: Client, path: str) -> str:
    """The verdict's own words on a goal's page."""
    found = re.search(r'measure__sentence">(.*?)</p>', text_of(client, path), re.S)
    assert found, path
    return found[1]


def cost(client: Client, path: str) -> int:
    caches["pages"].clear()
    with CaptureQueriesContext(connection) as sent:
        assert client.get(path).status_code == 200
    return len(sent)


# --- The goal's page -------------------------------------------------------------------


def test_a_goal_says_whether_it_is_met_and_how_we_know(client: Client, cast: Cast) -> None:
    goal = key_of(measured(cast.municipality))
    page = text_of(client, f"/maal/{goal}/")
    assert SENTENCE in page
    assert re.search(r'measure__verdict">.*?Nået', page, re.S)
    assert "Kilde: Danmarks Prøvestatistik, tabel TEST1, opdateret 1. februar 2026" in page
    assert "Eksempeltal" not in page
    release = Panel.objects.get().release_id
    assert f'href="/tal/{CODE}/#udgivelse-{release}"' in page
    assert f'id="udgivelse-{release}"' in text_of(client, f"/tal/{CODE}/")
    english = text_of(client, f"/en/maal/{goal}/")
    assert "Met" in english
    assert "no. 1 of 98" in english


def test_a_goal_that_is_not_met_says_what_is_missing(client: Client, cast: Cast) -> None:
    page = text_of(client, f"/maal/{key_of(measured(cast.municipality, ('45.0',)))}/")
    assert "nr. 87 af 98" in page
    assert "Ikke nået" in page


def test_a_goal_without_targets_has_no_verdict(client: Client, cast: Cast) -> None:
    strategy = make.small_strategy(cast.municipality, wordings=("Det skal være rart",))
    make.published(strategy)
    page = text_of(client, f"/maal/{key_of(strategy)}/")
    assert "measure__verdict" not in page
    assert "charts.css" not in page


@pytest.mark.parametrize("name", ["placering", "udvikling", "kort"])
def test_each_picture_is_a_file(client: Client, cast: Cast, name: str) -> None:
    at = f"/maal/{key_of(measured(cast.municipality))}/1/{name}"
    assert client.get(f"{at}.svg").headers["Content-Type"] == "image/svg+xml"
    assert client.get(f"{at}.csv").content.startswith(b"\xef\xbb\xbf")
    assert "99,9 %" in text_of(client, f"{at}.csv")


def test_pictures_that_are_not_there(client: Client, cast: Cast) -> None:
    goal = key_of(measured(cast.municipality))
    for path in ("2/placering.svg", "0/placering.svg", "1/omrids.svg", "1/placering.exe"):
        assert client.get(f"/maal/{goal}/{path}").status_code == 404
    assert client.get(f"/maal/{UUID(int=5)}/1/placering.svg").status_code == 404


def test_example_figures_are_marked_wherever_the_verdict_is(client: Client, cast: Cast) -> None:
    strategy = measured(cast.municipality, source=SourceKind.EXAMPLE)
    goal = key_of(strategy)
    for path in (
        f"/maal/{goal}/",
        f"/maal/{goal}/indlejret/",
        f"/strategi/{strategy.slug}/maal/",
        *(f"/maal/{goal}/1/{name}.svg" for name in ("placering", "udvikling", "kort")),
        f"/maal/{goal}/1/placering.csv",
    ):
        assert "Eksempeltal" in text_of(client, path), path
    found = client.get(f"/api/v1/strategies/{strategy.slug}/verdicts").json()
    assert found["items"][0]["verdicts"][0]["is_example"] is True
    table = client.get(f"/api/v1/strategies/{strategy.slug}/verdicts.csv").content.decode()
    assert ";Ja;" in table


# --- On another site -------------------------------------------------------------------


def test_the_embedded_goal_says_it_small(client: Client, cast: Cast) -> None:
    answer = client.get(f"/maal/{key_of(measured(cast.municipality))}/indlejret/")
    assert SENTENCE in plain(answer.content.decode())
    assert "Nået" in answer.content.decode()
    assert len(answer.content) < 3_000
    assert "<svg" not in answer.content.decode()


# --- The overview ----------------------------------------------------------------------


def test_the_overview_counts_and_says_every_verdict(client: Client, cast: Cast) -> None:
    wordings = (BEST, "højst 50 % i 2025", "mindst 99 %")
    strategy = measured(cast.municipality, wordings=wordings)
    page = text_of(client, f"/strategi/{strategy.slug}/maal/")
    assert SENTENCE in page
    found = re.search(r'<ul class="status-counts">(.*?)</ul>', page, re.S)
    assert found
    counted = " ".join(re.sub(r"<[^>]+>", " ", found[1]).split())
    assert counted == "Nået 2 Ikke nået inden fristen 1"
    assert f"/strategi/{strategy.slug}/maal/" in text_of(client, f"/strategi/{strategy.slug}/")
    assert client.get("/strategi/ukendt/maal/").status_code == 404


def test_the_neighbour_finds_no_verdict(client_of: Browser, cast: Cast) -> None:
    strategy = measured(cast.municipality)
    there, goal = client_of(at=cast.neighbour), key_of(strategy)
    for path in (
        f"/maal/{goal}/", f"/maal/{goal}/indlejret/", f"/maal/{goal}/1/placering.svg",
        f"/strategi/{strategy.slug}/maal/", f"/api/v1/strategies/{strategy.slug}/verdicts",
        f"/api/v1/strategies/{strategy.slug}/verdicts.csv",
    ):  # fmt: skip
        assert there.get(path).status_code == 404, path


# --- What changes a kept page ----------------------------------------------------------


def test_a_page_is_kept_until_a_figure_a_reading_or_the_day_changes(
    client: Client, cast: Cast
) -> None:
    strategy = measured(cast.municipality)
    make.adopted(strategy, org.resolution(cast.units.council))
    path = f"/maal/{key_of(strategy)}/"
    tags = [client.get(path).headers["ETag"]]
    assert client.get(path, headers={"If-None-Match": tags[0]}).status_code == 304

    def changed() -> bool:
        answer = client.get(path, headers={"If-None-Match": tags[-1]})
        tags.append(answer.headers["ETag"])
        return answer.status_code == 200

    figures.release({CODE: country(("45.0", "60.0", "98.1"))}, now=NOW + timedelta(hours=1))
    assert changed()
    assert "98,1 %" in text_of(client, path)
    interpret(
        strategy=strategy, goal=key_of(strategy), place=0, target=typed("mindst 50 %"),
        means=Means(MeasuredBy.INDICATOR, CODE),
        decision=Decision("Så er det tydeligt.", "Økonomiudvalget", TODAY), **DEED,
    )  # fmt: skip
    assert changed()
    page = text_of(client, path)
    assert "Så er det tydeligt." in page
    assert "Økonomiudvalget" in page
    show_outlooks(municipality=cast.municipality, shows_outlooks=False, **DEED)
    assert changed()
    assert not changed()


# --- Outlooks --------------------------------------------------------------------------


def fan(*middles: int) -> list[dict[str, object]]:
    return [
        {"period": str(2026 + n), "p10": m - 4, "p25": m - 2, "p50": m, "p75": m + 2, "p90": m + 4}
        for n, m in enumerate(middles)
    ]


@pytest.fixture
def foreseen(cast: Cast) -> Strategy:
    """Our figure is to be at least 99,95 % in 2027, and an outlook says 80 %."""
    strategy = measured(cast.municipality, wordings=("mindst 99,95 % i 2027",))
    asked = OutlookRule.objects.get()
    Outlook.objects.create(
        indicator=asked.indicator, area="187", rule=asked.rule, deadline="2027",
        fingerprint=Panel.objects.get().fingerprint, probability=0.8, fan=fan(95, 96),
        made_at=NOW,
    )  # fmt: skip
    return strategy


def test_an_outlook_is_said_and_drawn(client: Client, foreseen: Strategy) -> None:
    said = sentence(client, f"/maal/{key_of(foreseen)}/")
    assert "80 %" in said
    assert "2027" in client.get(f"/maal/{key_of(foreseen)}/1/udvikling.csv").content.decode()
    assert "96" in client.get(f"/maal/{key_of(foreseen)}/1/udvikling.csv").content.decode()
    for blaming in ("skyld", "burde", "svigte", "dårlig"):
        assert blaming not in said


@pytest.mark.parametrize("which", ["this", "all"])
def test_a_hidden_outlook_is_nowhere(
    client: Client, cast: Cast, foreseen: Strategy, which: str
) -> None:
    if which == "all":
        show_outlooks(municipality=cast.municipality, shows_outlooks=False, by=TESTER, now=NOW)
    else:
        indicator = OutlookRule.objects.get().indicator
        use = UseView(shows_outlook=False)
        set_use(municipality=cast.municipality, indicator=indicator, use=use, by=TESTER, now=NOW)
    goal = key_of(foreseen)
    assert "80 %" not in sentence(client, f"/maal/{goal}/")
    course = text_of(client, f"/maal/{goal}/1/udvikling.csv")
    assert "96" not in course
    verdicts = client.get(f"/api/v1/strategies/{foreseen.slug}/verdicts").json()
    assert verdicts["items"][0]["verdicts"][0]["probability"] is None


# --- Costs -----------------------------------------------------------------------------


def test_a_goal_with_pictures_costs_eight_queries_at_most(client: Client, cast: Cast) -> None:
    strategy = measured(cast.municipality)
    client.get("/")
    assert cost(client, f"/maal/{key_of(strategy)}/") <= 8


def test_forty_verdicts_cost_what_one_does(client_of: Browser, cast: Cast) -> None:
    strategy = measured(cast.municipality, wordings=[BEST])
    client, path = client_of(), f"/strategi/{strategy.slug}/maal/"
    client.get("/")
    one = cost(client, path)
    area = strategy.areas.get()
    first = draft_outline(strategy).all_goals[0]
    for number in range(2, 41):
        other = make.goal(area, f"Mål {number}")
        other.targets = first.targets
        other.save(update_fields=["targets"])
    make.published(strategy, now=NOW + timedelta(hours=1))
    assert cost(client, path) == one
    assert text_of(client, path).count("measure__verdict") == 40
