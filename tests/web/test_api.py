"""The JSON twins: what they tell, to whom, how they are kept, and how they refuse."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import reverse
from jsonschema import Draft202012Validator

from retning.apps.strategy.models import Strategy
from retning.apps.strategy.queries.draft import draft_outline
from retning.apps.strategy.queries.exchange import document_bytes, edition_document
from retning.web.api.operations import OPERATIONS
from retning.web.request.rendering import CACHE
from tests.cast import NOW, Cast
from tests.factories import indicators as figures
from tests.factories import organisation as org
from tests.factories import strategy as make
from tests.helpers.queries import assert_queries

pytestmark = pytest.mark.django_db
Browser = Callable[..., Client]
SITE = "http://vallensbaek.localhost"
# The strategy here has no predecessor, and there is no survey, no hearing and no meeting: see
# test_api_lineage, test_surveys and test_hearing_api.
ELSEWHERE = {"lineage", "survey", "hearing", "hearing_comments", "event", "event_minutes"}
ANSWERED = [each for each in OPERATIONS if each.name not in ELSEWHERE]
MEASURED = "test-share"
ASKED = {
    "search": "?q=uddannelse",
    "compare": f"?municipalities=187,165&indicators={MEASURED}",
    "comparison_table": f"?municipalities=187,165&indicators={MEASURED}",
}


@pytest.fixture(autouse=True)
def cold_cache() -> Iterator[None]:
    caches[CACHE].clear()
    yield
    caches[CACHE].clear()


@pytest.fixture
def strategy(cast: Cast) -> Strategy:
    """Proposed, then adopted with another wording and an owner; a draft with a secret after it."""
    made = make.small_strategy(cast.municipality, wordings=("Flere unge i uddannelse", "=Ro()"))
    make.published(made, note="Til *høring*")
    goals = draft_outline(made).all_goals
    make.reword(goals[0], "Alle unge i uddannelse")
    make.own(goals[0], cast.centre_chief_position)
    make.adopted(made, org.resolution(cast.units.council), now=NOW + timedelta(days=1))
    make.reword(draft_outline(made).all_goals[0], "kolibri")
    figures.indicator(MEASURED)
    figures.release({MEASURED: {"2024": figures.country(), "2025": figures.country(41)}})
    return made


@pytest.fixture
def client(client_of: Browser) -> Client:
    return client_of()


def paths(strategy: Strategy) -> dict[str, str]:
    """The address of every question with something to answer."""
    area = draft_outline(strategy).areas[0]
    values: dict[str, Any] = {
        "slug": strategy.slug, "number": 2, "code": MEASURED, "place": "vallensbaek",
    }  # fmt: skip
    keys = {"area": area.area.key, "theme": area.themes[0].key, "goal": area.all_goals[0].key}
    found = {}
    for each in ANSWERED:
        named = {
            name: keys[each.name] if name == "key" else values[name]
            for name in each.path_parameters
        }
        found[each.name] = reverse(f"api:{each.name}", kwargs=named) + ASKED.get(each.name, "")
    return found


def told(client: Client, path: str, **headers: str) -> Any:
    response = client.get(path, headers=headers)
    assert response.status_code == 200, response.content
    return json.loads(response.content)


# --- What is told ----------------------------------------------------------------------


def test_every_answer_is_as_the_document_says_in_both_languages(
    client: Client, strategy: Strategy
) -> None:
    document = told(client, "/api/v1/openapi.json")
    schemas = {"components": document["components"]}
    asked = paths(strategy)
    for each in ANSWERED:
        for language in ("da", "en"):
            path = asked[each.name]
            response = client.get(path, {"lang": language} if "?" not in path else None)
            assert response.status_code == 200, (path, response.content)
            if each.shape is None:
                assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
                continue
            assert response.headers["Content-Type"] == "application/json"
            content = document["paths"][f"/{each.path}"]["get"]["responses"]["200"]["content"]
            schema = content["application/json"]["schema"] | schemas
            assert list(Draft202012Validator(schema).iter_errors(response.json())) == [], path


def test_examples_are_as_the_document_says(client: Client, strategy: Strategy) -> None:
    document = told(client, "/api/v1/openapi.json")
    found = 0
    for path in document["paths"].values():
        content = path["get"]["responses"]["200"]["content"].get("application/json", {})
        for example in content.get("examples", {}).values():
            schema = content["schema"] | {"components": document["components"]}
            assert list(Draft202012Validator(schema).iter_errors(example["value"])) == []
            found += 1
    assert found == 2


def test_the_root_leads_to_everything(client: Client, strategy: Strategy) -> None:
    root = told(client, "/api/v1/")
    assert root["municipality"] == "187"
    assert root["links"]["goals"].startswith(f"{SITE}/api/v1/goals{{?")
    for name in ("municipality", "strategies", "indicators", "openapi", "documentation", "feed"):
        assert client.get(root["links"][name].removeprefix(SITE)).status_code == 200


def test_the_municipality(client: Client, strategy: Strategy) -> None:
    found = told(client, "/api/v1/municipality")
    assert (found["code"], found["official_name"]) == ("187", "Vallensbæk Kommune")
    assert found["url"] == f"{SITE}/kontakt/"


def test_a_goal_with_owner_chain_and_history(
    client: Client, strategy: Strategy, cast: Cast
) -> None:
    goal = told(client, paths(strategy)["goal"])
    assert goal["text"] == "Alle unge i uddannelse"
    assert goal["owner"] == {
        "unit_id": str(cast.units.centre.key),
        "unit": "Center for Børn og Unge",
        "position_id": str(cast.centre_chief_position.key),
        "position": "Centerchef",
    }
    assert [step["kind"] for step in goal["chain"]] == ["strategy", "area", "objective"]
    assert goal["chain"][0]["id"] == str(strategy.key)
    versions = [(each["edition"]["number"], each["text"]) for each in goal["versions"]]
    assert versions == [(2, "Alle unge i uddannelse"), (1, "Flere unge i uddannelse")]
    assert goal["url"] == f"{SITE}/maal/{goal['id']}/"
    assert (goal["previous"], goal["standing"]) == (None, "current")
    assert told(client, goal["next"].removeprefix(SITE))["text"] == "=Ro()"


def test_urls_and_labels_follow_the_language_and_the_texts_do_not(
    client: Client, strategy: Strategy
) -> None:
    path = paths(strategy)["edition"]
    danish, english = told(client, path), told(client, f"{path}?lang=en")
    assert (danish["label"], english["label"]) == ("Vedtaget", "Adopted")
    assert english["url"] == danish["url"].replace(f"{SITE}/", f"{SITE}/en/")
    assert english["strategy"]["title"] == danish["strategy"]["title"]
    assert (danish["language"], english["language"]) == ("da", "en")


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", "da"),
        ("en-GB,en;q=0.9", "en"),
        ("da,en;q=0.5", "da"),
        ("fr, en;q=0.5, da;q=0.1", "en"),
        ("tlh", "da"),
    ],
)
def test_the_language_is_negotiated(client: Client, accepted: str, language: str) -> None:
    response = client.get("/api/v1/", headers={"accept-language": accepted})
    assert response.json()["language"] == language
    assert response.headers["Content-Language"] == language
    assert "Accept-Language" in response.headers["Vary"]


def test_what_was_never_published_is_never_told(client: Client, strategy: Strategy) -> None:
    for path in paths(strategy).values():
        assert b"kolibri" not in client.get(path).content
    draft = make.small_strategy(strategy.municipality, wordings=("Kun en kladde",))
    goal = draft_outline(draft).all_goals[0]
    assert client.get(f"/api/v1/goals/{goal.key}").status_code == 404
    assert client.get(f"/api/v1/strategies/{draft.slug}").status_code == 404


def test_the_neighbour_has_nothing_of_it(
    client_of: Browser, strategy: Strategy, cast: Cast
) -> None:
    client = client_of(at=cast.neighbour)
    everybodys = {each.name for each in ANSWERED if each.tag == "figures"}
    for name, path in paths(strategy).items():
        if name in everybodys:
            continue  # national figures: see test_api_figures
        response = client.get(path)
        assert "uddannelse" not in response.content.decode().replace(path, "") or name == "search"
        assert response.status_code == (404 if strategy.slug in path or "-" in path else 200), name


# --- Lists -----------------------------------------------------------------------------


def test_goals_are_filtered_and_paged(client: Client, strategy: Strategy, cast: Cast) -> None:
    area = draft_outline(strategy).areas[0].area
    for asked, count in [
        ("", 2),
        (f"strategy={strategy.slug}", 2),
        ("strategy=en-anden", 0),
        (f"area={area.key}", 2),
        (f"area={strategy.key}", 0),
        (f"owner={cast.units.centre.key}", 1),
        (f"owner={cast.centre_chief_position.key}", 1),
        (f"owner={cast.units.board.key}", 0),
        ("field=klima", 0),
    ]:
        assert told(client, f"/api/v1/goals?{asked}")["total"] == count, asked
    first = told(client, "/api/v1/goals?page_size=1")
    assert [each["text"] for each in first["items"]] == ["Alle unge i uddannelse"]
    assert (first["total"], first["previous"]) == (2, None)
    second = told(client, first["next"].removeprefix(SITE))
    assert [each["text"] for each in second["items"]] == ["=Ro()"]
    assert second["next"] is None
    assert second["previous"] == first["api_url"]
    beyond = told(client, "/api/v1/goals?page=9&page_size=1")
    assert (beyond["items"], beyond["next"]) == ([], None)
    assert beyond["previous"].endswith("page=2&page_size=1")


def test_changes_are_told_in_words(client: Client, strategy: Strategy) -> None:
    changes = told(client, paths(strategy)["changes"])
    found = {each["kind"]: each for each in changes["items"]}
    assert found["goal"]["old"] == "Flere unge i uddannelse"
    assert found["goal"]["new"] == "Alle unge i uddannelse"
    assert [each["name"] for each in found["goal"]["data"]] == ["owner_position", "owner_unit"]
    assert changes["since"]["number"] == 1
    first = told(client, f"/api/v1/strategies/{strategy.slug}/editions/1/changes")
    assert (first["since"], first["items"]) == (None, [])


def test_search_tells_where_it_hangs(client: Client, strategy: Strategy) -> None:
    found = told(client, "/api/v1/search?q=uddannelser&kind=goal")
    assert [each["kind"] for each in found["items"]] == ["goal"]
    assert "".join(each["text"] for each in found["items"][0]["title"]) == "Alle unge i uddannelse"
    assert found["items"][0]["chain"][0]["id"] == str(strategy.key)
    assert client.get("/api/v1/search").status_code == 400


def test_an_edition_as_a_file(client: Client, strategy: Strategy) -> None:
    edition = strategy.editions.get(number=1)
    path = f"/api/v1/strategies/{strategy.slug}/editions/1/document"
    assert client.get(path).content == document_bytes(edition_document(edition))


# --- Tables ----------------------------------------------------------------------------


def read_table(client: Client, path: str) -> list[list[str]]:
    content = client.get(path).content
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def test_goals_as_a_table_without_formulas(client: Client, strategy: Strategy) -> None:
    head, first, second = read_table(client, "/api/v1/goals.csv")
    assert head[:3] == ["Nøgle", "Strategi", "Udgave"]
    assert (first[5], first[6], first[7]) == (
        "Alle unge i uddannelse", "Center for Børn og Unge", "Centerchef",
    )  # fmt: skip
    assert second[5] == "'=Ro()"
    assert b"\r\n" in client.get("/api/v1/goals.csv").content
    sent = client.get("/api/v1/goals.csv").headers["Content-Disposition"]
    assert sent == 'attachment; filename="maal.csv"'


def test_editions_and_changes_as_tables(client: Client, strategy: Strategy) -> None:
    head, newest, first = read_table(client, paths(strategy)["editions_table"])
    assert head[0] == "Nummer"
    assert [newest[0], newest[1], newest[2]] == ["2", "Vedtaget", "Ja"]
    assert [first[0], first[2]] == ["1", "Nej"]
    rows = read_table(client, paths(strategy)["changes_table"])
    assert ["Flere unge i uddannelse", "Alle unge i uddannelse"] in [row[4:6] for row in rows]
    english = read_table(client, paths(strategy)["changes_table"] + "?lang=en")
    assert english[0][0] == "Stable key"


# --- Keeping, reading from elsewhere, refusing -----------------------------------------


def test_answers_are_kept_and_conditional(client: Client, strategy: Strategy) -> None:
    path = paths(strategy)["goal"]
    first = client.get(path, headers={"accept-encoding": "br"})
    assert first.headers["Content-Encoding"] == "br"
    assert first.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    with assert_queries(2):
        again = client.get(path, headers={"if-none-match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["Access-Control-Allow-Origin"] == "*"
    english = client.get(
        path, headers={"if-none-match": first.headers["ETag"], "accept-language": "en"}
    )
    assert english.status_code == 200
    make.published(strategy, now=NOW + timedelta(days=3))
    later = client.get(path, headers={"if-none-match": first.headers["ETag"]})
    assert later.status_code == 200


def test_everyone_may_read_and_nobody_may_write(client: Client, strategy: Strategy) -> None:
    strict = Client(enforce_csrf_checks=True, SERVER_NAME="vallensbaek.localhost")
    for path in (*paths(strategy).values(), "/api/v1/openapi.json", "/api/v1/ukendt"):
        options = strict.options(path, headers={"origin": "https://avis.example"})
        assert options.status_code == 204
        assert options.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
        for response in (options, strict.get(path)):
            assert response.headers["Access-Control-Allow-Origin"] == "*"
            assert "Access-Control-Allow-Credentials" not in response.headers
            assert not response.cookies
        for method in ("post", "put", "patch", "delete"):
            refused = getattr(strict, method)(path)
            assert refused.status_code == 405
            assert refused.headers["Allow"] == "GET, HEAD, OPTIONS"
            assert refused.headers["Content-Type"] == "application/problem+json"


def test_no_other_page_may_be_read_from_elsewhere(client: Client, strategy: Strategy) -> None:
    for name in ("public:front", "staff:login", "public:contact", "public:feed"):
        assert "Access-Control-Allow-Origin" not in client.get(reverse(name)).headers
    assert "Access-Control-Allow-Origin" not in client.get("/arbejde/").headers


def test_a_head_has_no_body(client: Client, strategy: Strategy) -> None:
    response = client.head("/api/v1/goals")
    assert (response.status_code, response.content) == (200, b"")


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("/api/v1/ukendt", "API'et har ingen sådan adresse. Begynd ved /api/v1/."),
        ("/api/v1/strategies/ukendt", "Der er ikke udgivet en strategi med det navn."),
        (
            "/api/v1/goals/00000000-0000-4000-8000-000000000001",
            "Der er ikke udgivet noget med den nøgle.",
        ),
    ],
)
def test_what_is_not_there_is_a_problem_in_danish(
    client: Client, strategy: Strategy, path: str, sentence: str
) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.json() == {
        "type": f"{SITE}/api/#not-found",
        "title": "Der er ikke noget på adressen",
        "status": 404,
        "detail": sentence,
        "instance": path,
        "errors": [],
    }
    assert client.get(f"{path}?lang=en").json()["title"] == "There is nothing at this address"


@pytest.mark.parametrize(
    ("asked", "parameter"),
    [
        ("page=0", "page"),
        ("page=-1", "page"),
        ("page=x", "page"),
        ("page=1&page=2", "page"),
        ("page=٣", "page"),
        ("page_size=201", "page_size"),
        ("area=x", "area"),
        ("area={00000000-0000-4000-8000-000000000001}", "area"),
        ("strategy=", "strategy"),
        ("strategy=æ", "strategy"),
        ("field=a%00", "field"),
        ("lang=fr", "lang"),
        ("sort=text", "sort"),
    ],
)
def test_parameters_that_cannot_be_used_are_named(
    client: Client, asked: str, parameter: str
) -> None:
    response = client.get(f"/api/v1/goals?{asked}")
    assert response.status_code == 400
    assert [fault["parameter"] for fault in response.json()["errors"]] == [parameter]
    assert response.json()["type"] == f"{SITE}/api/#bad-parameter"
