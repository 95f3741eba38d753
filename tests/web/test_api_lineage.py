"""Goals over strategies in the API; and that each public page has a twin there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import reverse
from jsonschema import Draft202012Validator

from retning.apps.strategy.models import Goal, Strategy
from retning.web.api.operations import OPERATIONS
from retning.web.request.rendering import CACHE
from tests.cast import Cast
from tests.factories import lineage as family
from tests.factories import strategy as make
from tests.factories.lineage import goals_of
from tests.helpers.addresses import addresses

pytestmark = pytest.mark.django_db
Browser = Callable[..., Client]

# By the names of the pages; a twin is called as its page is, or as is told here.
TWINS = {
    "front": "root",
    "contact": "municipality",
    "edition_document": "document",
    "survey_results": "survey",
}
WITHOUT_TWIN = {
    "accessibility": "a statement to people, whose address `municipality` tells",
    "api": "it is about the API",
    "embed": "the goal once more, small",
    "favicon": "a picture",
    "feed": "for machines already",
    "oembed": "for machines already",
    "robots": "for machines already",
    "sitemap": "for machines already",
    "sitemap_part": "for machines already",
    "survey_thanks": "thanks to people",
    "whole_file": "the text of a twin, as a file",
    "area_file": "the text of a twin, as a file",
    "edition_file": "the text of a twin, as a file",
    "changes_file": "the text of a twin, as a file",
    "goal_picture": "a picture of what a twin tells",
    "indicator_picture": "a picture of what a twin tells",
    "compare_picture": "a picture of what a twin tells",
    "verdicts_picture": "a picture of what a twin tells",
    "outlook_skill_picture": "a picture of what a twin tells",
    "own_profile": "leads to a page that has one",
    "hearing_answer": "a form for people",
    "hearing_receipt": "one person's own page",
    "hearing_add": "only a deed",
    "hearing_withdraw": "only a deed",
    "hearing_invited": "for those who are asked",
    "hearing_challenge": "for machines already",
    "hearing_feed": "for machines already",
    "hearing_embed": "the hearing once more, small",
    "hearing_follow": "a form for people",
    "follow_confirm": "one person's own page",
    "follow_leave": "one person's own page",
    "comment_report": "a form for people",
    "response_file": "a file that came with a comment",
    "event_sign_up": "a form for people",
    "sign_up": "one person's own page",
    "event_table": "a host's own page",
    "event_calendar": "for machines already",
}


@pytest.fixture(autouse=True)
def cold_cache() -> Iterator[None]:
    caches[CACHE].clear()
    yield
    caches[CACHE].clear()


def test_every_public_page_has_a_twin() -> None:
    pages = {each.name.partition(":")[2] for each in addresses() if each.door == "public"}
    operations = {each.name for each in OPERATIONS}
    missing = {
        name for name in pages - WITHOUT_TWIN.keys() if TWINS.get(name, name) not in operations
    }
    assert missing == set()
    assert WITHOUT_TWIN.keys() | TWINS.keys() <= pages


def told(client: Client, name: str, **values: object) -> Any:
    """An answer that is as the document says."""
    document = client.get("/api/v1/openapi.json").json()
    operation = next(each for each in OPERATIONS if each.name == name)
    content = document["paths"][f"/{operation.path}"]["get"]["responses"]["200"]["content"]
    answer = client.get(reverse(f"api:{name}", kwargs=values)).json()
    schema = content["application/json"]["schema"] | {"components": document["components"]}
    assert list(Draft202012Validator(schema).iter_errors(answer)) == []
    return answer


def goal_named(strategy: Strategy, text: str) -> Goal:
    return next(goal for goal in goals_of(strategy) if goal.text == text)


@pytest.fixture
def two(cast: Cast) -> list[Strategy]:
    """One goal is kept, one reworded, one ended and one new."""
    old = family.first(cast.municipality, ["Samme ord", "Gamle ord", "Slut her"])
    family.adopted(old, cast.units.council)
    new = family.after(old)
    make.reword(goal_named(new, "Gamle ord"), "Nye ord")
    ended = goal_named(new, "Slut her")
    family.follow(ended, None)
    make.reword(ended, "Begynder her")
    family.end(new, goal_named(old, "Slut her"), "Det er nået")
    family.adopted(new, cast.units.council, number=1)
    return [old, new]


def test_a_goal_tells_what_it_goes_on_from_and_what_became_of_it(
    client_of: Browser, two: list[Strategy]
) -> None:
    client, (old, new) = client_of(), two
    before, after = goal_named(old, "Gamle ord"), goal_named(new, "Nye ord")
    found = told(client, "goal", key=after.key)
    assert found["ancestor"] == str(before.key)
    [forebear] = found["lineage"]["forebears"]
    assert (forebear["id"], forebear["text"]) == (str(before.key), "Gamle ord")
    assert (forebear["strategy"]["slug"], forebear["strategy"]["period_from"]) == (old.slug, 2014)
    assert (found["lineage"]["heirs"], found["lineage"]["endings"]) == ([], [])
    lineage = told(client, "goal", key=before.key)["lineage"]
    assert [each["text"] for each in lineage["heirs"]] == ["Nye ord"]
    ended = told(client, "goal", key=goal_named(old, "Slut her").key)["lineage"]
    assert [(each["strategy"]["slug"], each["reason"]) for each in ended["endings"]] == [
        (new.slug, "Det er nået")
    ]


def test_a_strategy_tells_what_became_of_the_goals_before(
    client_of: Browser, two: list[Strategy]
) -> None:
    client, (old, new) = client_of(), two
    found = told(client, "lineage", slug=new.slug)
    assert (found["old"]["slug"], found["new"]["slug"]) == (old.slug, new.slug)
    pairs = {
        name: [(each["old"]["text"], each["new"]["text"]) for each in found[name]]
        for name in ("kept", "changed")
    }
    assert pairs == {
        "kept": [("Samme ord", "Samme ord")],
        "changed": [("Gamle ord", "Nye ord")],
    }
    assert [each["text"] for each in found["added"]] == ["Begynder her"]
    assert [(each["text"], each["reason"]) for each in found["ended"]] == [
        ("Slut her", "Det er nået")
    ]
    assert found["unanswered"] == []
    assert client.get(found["url"].partition("localhost")[2]).status_code == 200


def test_a_strategy_without_a_predecessor_has_no_lineage(
    client_of: Browser, two: list[Strategy]
) -> None:
    refused = client_of().get(f"/api/v1/strategies/{two[0].slug}/lineage")
    assert (refused.status_code, refused.json()["status"]) == (404, 404)
