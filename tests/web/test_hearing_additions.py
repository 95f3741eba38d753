"""What is added at a response's secret address: guarded as the response was, and not for ever."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from retning.apps.hearing.enums import HeldFor, Phase, Publishing, Showing
from retning.apps.hearing.models import Comment, Hearing, Response
from retning.apps.hearing.queries.happenings import moments_of
from retning.apps.hearing.queries.secrets import Purpose, secret_of
from retning.apps.hearing.services.adding import MOST_ADDITIONS
from retning.foundation import clock
from retning.web.public.guarding import TRAP_FIELD
from tests.cast import Cast
from tests.factories import hearing as make
from tests.factories.organisation import NOW
from tests.helpers.answering import address, answer_form, field_on
from tests.helpers.fields import fields_of
from tests.helpers.guarding import as_people_send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped_clock")]


@pytest.fixture
def hearing(cast: Cast) -> Hearing:
    return make.hearing(cast.municipality, publishing=Publishing.AT_ONCE)


@pytest.fixture
def response(hearing: Hearing) -> Response:
    return make.comment(make.response(hearing)).response


def receipt(response: Response) -> str:
    secret = secret_of(Purpose.FOLLOW, response.key)
    return f"/hoering/{response.hearing.slug}/kvittering/{secret}/"


def add(client: Client, response: Response, text: str, **changed: Any) -> Any:
    guard = as_people_send(response, now=clock.now(), what="addition")
    return client.post(f"{receipt(response)}tilfoej/", guard | {"text": text} | changed)


def added(text: str) -> tuple[str, list[str]]:
    comment = Comment.objects.get(text=text)
    return comment.showing, comment.held_for


def test_what_people_add_is_shown_at_once_where_the_hearing_does_so(
    citizen: Client, response: Response
) -> None:
    assert add(citizen, response, "Mere lys.").status_code == 303
    assert added("Mere lys.") == (Showing.PUBLISHED, [])


@pytest.mark.parametrize(
    ("changed", "reason"),
    [({"proof": ""}, HeldFor.NO_PROOF), ({TRAP_FIELD: "x"}, HeldFor.TRAP)],
)
def test_what_robots_add_is_held_and_it_is_said_why(
    citizen: Client, response: Response, changed: dict[str, str], reason: HeldFor
) -> None:
    assert add(citizen, response, "Billige piller", **changed).status_code == 303
    assert added("Billige piller") == (Showing.WAITING, [reason])


def test_the_receipt_draws_a_form_that_can_be_sent(citizen: Client, response: Response) -> None:
    page = citizen.get(receipt(response)).content.decode()
    assert "public/guard.js" in page
    assert "data-guard=" in page
    fields = fields_of(page) | {"text": "Mere lys."}
    with clock.stopped_at(NOW + timedelta(minutes=1)):
        assert citizen.post(f"{receipt(response)}tilfoej/", fields).status_code == 303
    assert added("Mere lys.") == (Showing.WAITING, ["no_proof"])


@pytest.mark.parametrize("what", ["response", "follow"])
def test_a_copy_of_another_form_is_asked_for_once_more_and_the_text_is_kept(
    citizen: Client, response: Response, what: str
) -> None:
    other = as_people_send(response, now=NOW, what=what)
    answer = add(citizen, response, "Mere lys.", **other)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "har været åben" in page or "havde været åben" in page
    fields = fields_of(page)
    assert fields["text"] == "Mere lys."
    with clock.stopped_at(NOW + timedelta(minutes=1)):
        assert citizen.post(f"{receipt(response)}tilfoej/", fields).status_code == 303
    assert Comment.objects.filter(text="Mere lys.").count() == 1


def test_without_a_copy_nothing_is_added(citizen: Client, response: Response) -> None:
    assert add(citizen, response, "Mere lys.", copy="").status_code == 422
    assert not Comment.objects.filter(text="Mere lys.").exists()


def test_an_old_copy_after_closing_is_told_that_the_hearing_has_closed(
    citizen: Client, response: Response
) -> None:
    Hearing.objects.update(**make.dates(Phase.CLOSED))
    answer = add(citizen, response, "For sent.", copy="")
    assert answer.status_code == 409
    assert "For sent." in answer.content.decode()


def fill(client: Client, response: Response) -> None:
    for number in range(1, MOST_ADDITIONS + 1):
        with clock.stopped_at(NOW + timedelta(minutes=number)):
            assert add(client, response, f"Nummer {number}").status_code == 303


def test_one_response_holds_so_many_additions_and_no_more(
    citizen: Client, response: Response
) -> None:
    fill(citizen, response)
    with clock.stopped_at(NOW + timedelta(minutes=MOST_ADDITIONS + 1)):
        again = add(citizen, response, f"Nummer {MOST_ADDITIONS}")
        refused = add(citizen, response, "En for meget")
        page = citizen.get(receipt(response)).content.decode()
    assert again.status_code == 303, "what is there already is not one more"
    assert refused.status_code == 409
    assert "En for meget" in refused.content.decode()
    assert len(moments_of(response)) == MOST_ADDITIONS + 1
    assert not Comment.objects.filter(text="En for meget").exists()
    assert 'name="text"' not in page
    assert "Send et nyt høringssvar" in page


def test_nor_can_the_first_form_be_sent_without_end(citizen: Client, hearing: Hearing) -> None:
    goal = field_on(hearing, "goal")
    form = answer_form(hearing, **{goal: "Nummer 0"})
    for number in range(MOST_ADDITIONS + 1):
        with clock.stopped_at(NOW + timedelta(minutes=number)):
            answer = citizen.post(address(hearing), form | {goal: f"Nummer {number}"})
            assert answer.status_code == 303
    with clock.stopped_at(NOW + timedelta(minutes=MOST_ADDITIONS + 1)):
        refused = citizen.post(address(hearing), form | {goal: "En for meget"})
        assert refused.status_code == 422
        fields = fields_of(refused.content.decode())
        assert fields[goal] == "En for meget"
        assert (Response.objects.count(), Comment.objects.count()) == (1, MOST_ADDITIONS + 1)
        assert citizen.post(address(hearing), fields).status_code == 303
    assert Response.objects.count() == 2, "sent once more it is a response of its own"
