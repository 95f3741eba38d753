"""A response that its sender has withdrawn: its receipt promises nothing that no longer holds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from retning.apps.hearing.models import Comment, Hearing, Response
from retning.apps.hearing.queries.secrets import Purpose, secret_of
from retning.apps.hearing.services.adding import withdraw_response
from retning.foundation import clock
from tests.cast import Cast
from tests.factories import hearing as make
from tests.factories.organisation import NOW
from tests.helpers.answering import address, answer_form, field_on
from tests.helpers.fields import fields_of
from tests.helpers.guarding import as_people_send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped_clock")]
ONLY_BEFORE = (
    "Det, der venter, bliver gennemgået",
    "Navnet bliver vist sammen med kommentarerne.",
    'name="text"',
    "tilfoej/",
)


@pytest.fixture
def visitor(client_of: Callable[..., Client]) -> Client:
    return client_of()


@pytest.fixture
def hearing(cast: Cast) -> Hearing:
    return make.hearing(cast.municipality)


def receipt(response: Response) -> str:
    secret = secret_of(Purpose.FOLLOW, response.key)
    return f"/hoering/{response.hearing.slug}/kvittering/{secret}/"


def added(client: Client, response: Response, text: str) -> Any:
    guard = as_people_send(response, now=NOW, what="addition")
    return client.post(f"{receipt(response)}tilfoej/", guard | {"text": text})


def test_what_no_longer_holds_is_not_said(visitor: Client, hearing: Hearing) -> None:
    response = make.response(hearing, name="Anna", email="a@example.dk", shows_name=True)
    make.comment(response, text="Mere lys.")
    before = visitor.get(receipt(response)).content.decode()
    assert [words in before for words in ONLY_BEFORE] == [True] * 4
    withdraw_response(response=response, now=NOW)
    after = visitor.get(receipt(response)).content.decode()
    assert [words in after for words in ONLY_BEFORE] == [False] * 4
    assert f'href="{address(hearing)}"' in after
    assert "Send et nyt høringssvar</a>" in after
    for page in (before, after):
        assert "Den står også i mailen til a@example.dk." in page


def test_what_is_sent_from_a_page_that_stood_open_is_given_back(
    visitor: Client, hearing: Hearing
) -> None:
    response = make.comment(make.response(hearing), text="Mere lys.").response
    withdraw_response(response=response, now=NOW)
    answer = added(visitor, response, "Og bænke.")
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Høringssvaret er trukket tilbage." in page
    assert "Og bænke.</textarea>" in page
    assert [each.text for each in Comment.objects.all()] == ["Mere lys."]


def test_the_reading_room_sent_again_is_a_response_of_its_own(
    visitor: Client, hearing: Hearing
) -> None:
    goal = field_on(hearing, "goal")
    form = answer_form(hearing, **{goal: "Mere lys."})
    first = visitor.post(address(hearing), form)
    withdraw_response(response=Response.objects.get(), now=NOW)
    assert visitor.post(address(hearing), form)["Location"] == first["Location"], "nothing new"
    refused = visitor.post(address(hearing), form | {goal: "Og bænke."})
    assert refused.status_code == 422
    again = fields_of(refused.content.decode())
    assert again[goal] == "Og bænke."
    with clock.stopped_at(NOW + timedelta(minutes=1)):
        assert visitor.post(address(hearing), again).status_code == 303
    assert Response.objects.count() == 2
