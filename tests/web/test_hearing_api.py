"""Hearings in the API: what is told is as its document says, and as the pages tell it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from jsonschema import Draft202012Validator

from retning.apps.hearing.enums import Phase
from tests.cast import Cast
from tests.factories import hearing as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped_clock")]
Browser = Callable[..., Client]
SLUG = "sammen-om-vallensbaek"


def told(client: Client, operation: str, address: str) -> Any:
    """An answer that is as the document says."""
    document = client.get("/api/v1/openapi.json").json()
    content = document["paths"][operation]["get"]["responses"]["200"]["content"]
    answer = client.get(f"/api/v1{address}").json()
    schema = content["application/json"]["schema"] | {"components": document["components"]}
    assert list(Draft202012Validator(schema).iter_errors(answer)) == []
    return answer


def test_hearings_and_one_of_them(client_of: Browser, cast: Cast) -> None:
    heard = make.hearing(cast.municipality)
    make.hearing(cast.municipality, Phase.DRAFT, edition=heard.edition, slug="kladde")
    goal = make.rows(heard.edition, "goal")[0]
    make.published_comment(heard, goal)
    client = client_of()
    (only,) = told(client, "/hearings", "/hearings")["items"]
    assert (only["slug"], only["phase"], only["days_left"]) == (SLUG, "open", 56)
    found = told(client, "/hearings/{slug}", f"/hearings/{SLUG}")
    assert (found["comments"], found["edition"], found["renews"]) == (1, 1, None)
    assert {part["text"]: part["comments"] for part in found["parts"]}[goal.text] == 1
    assert found["answer_url"] == f"http://vallensbaek.localhost/hoering/{SLUG}/svar/"
    for slug in ("kladde", "findes-ikke"):
        assert client.get(f"/api/v1/hearings/{slug}").status_code == 404
        assert client.get(f"/api/v1/hearings/{slug}/comments").status_code == 404


def test_comments_by_page_and_filter(client_of: Browser, cast: Cast) -> None:
    heard = make.hearing(cast.municipality)
    goal = make.rows(heard.edition, "goal")[0]
    for number in range(3):
        make.published_comment(heard, goal, f"Nummer {number}.")
    make.published_comment(heard, text="Om det hele.")
    client, path = client_of(), "/hearings/{slug}/comments"
    found = told(client, path, f"/hearings/{SLUG}/comments?about={goal.key}&page_size=2")
    assert [each["text"] for each in found["items"]] == ["Nummer 2.", "Nummer 1."]
    assert (found["total"], found["previous"]) == (3, None)
    second = client.get(found["next"]).json()
    assert [each["text"] for each in second["items"]] == ["Nummer 0."]
    none = told(client, path, f"/hearings/{SLUG}/comments?sender=company&postcode=2665")
    assert (none["items"], none["total"]) == ([], 0)
    for wrong in ("sender=robot", "kind=goal", "postcode=26", "about=x"):
        assert client.get(f"/api/v1/hearings/{SLUG}/comments?{wrong}").status_code == 400


def test_meetings_one_of_them_and_its_minutes(client_of: Browser, cast: Cast) -> None:
    event = make.told_meeting(cast.municipality)
    client = client_of()
    (only,) = told(client, "/events", "/events")["items"]
    found = told(client, "/events/{key}", f"/events/{event.key}")
    assert (only["title"], found["title"]) == (event.title, event.title)
    told(client, "/events/{key}/minutes", f"/events/{event.key}/minutes")
    elsewhere = client_of(at=cast.neighbour)
    for address in (f"/events/{event.key}", f"/events/{event.key}/minutes"):
        assert elsewhere.get(f"/api/v1{address}").status_code == 404
