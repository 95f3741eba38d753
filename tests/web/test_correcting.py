"""The page on which staff correct what they typed, and the ways to it and back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from retning.apps.hearing.enums import Channel, CommentKind, Showing
from retning.apps.hearing.models import Comment, Correction, Hearing, Response
from retning.apps.hearing.queries.queue import state_of
from tests.cast import Cast
from tests.factories import hearing as make
from tests.factories.organisation import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped_clock")]
Browser = Callable[..., Client]
TYPED, MEANT = "Jeg savner bænke ved stein.", "Jeg savner bænke ved stien."


@pytest.fixture
def hearing(cast: Cast) -> Hearing:
    return make.hearing(cast.municipality)


@pytest.fixture
def letter(hearing: Hearing) -> Comment:
    return make.comment(make.response(hearing, channel=Channel.LETTER), text=TYPED)


def page(comment: Comment, query: str = "") -> str:
    return reverse("staff:comment_correct", args=[comment.hearing.key, comment.key]) + query


def of_response(comment: Comment) -> str:
    return reverse("staff:response", args=[comment.hearing.key, comment.response.key])


def form(comment: Comment, text: str = MEANT, **changed: Any) -> dict[str, Any]:
    return {"state": state_of(comment), "text": text, "reason": "Læst forkert", **changed}


def test_it_is_corrected_and_how_it_was_typed_before_stands_below(
    letter: Comment, client_of: Browser
) -> None:
    client = client_of("handler")
    assert page(letter) in client.get(of_response(letter)).content.decode()
    shown = client.get(page(letter))
    assert list(shown.context["form"].fields) == ["state", "text", "reason"]
    assert shown.context["form"]["text"].value() == TYPED
    answer = client.post(page(letter), form(letter))
    assert (answer.status_code, answer["Location"]) == (302, of_response(letter))
    told = client.get(of_response(letter)).content.decode()
    assert MEANT in told
    assert told.index("se, hvordan det var indtastet før") < told.index(TYPED)
    assert "Læst forkert" in told


def test_what_was_shown_waits_again_and_that_is_said(letter: Comment, client_of: Browser) -> None:
    Comment.objects.update(
        showing=Showing.PUBLISHED, shown_text=TYPED, decided_at=NOW, published_at=NOW
    )
    letter.refresh_from_db()
    answer = client_of("handler").post(page(letter), form(letter))
    said = [str(each) for each in get_messages(answer.wsgi_request)]
    assert said[-1] == "Det venter på gennemgang, før alle kan læse det igen."
    letter.refresh_from_db()
    assert (letter.showing, letter.shown_text) == (Showing.WAITING, "")


def test_the_suggested_wording_of_a_letter_is_corrected(
    hearing: Hearing, client_of: Browser
) -> None:
    goal = make.rows(hearing.edition, "goal")[0]
    response = make.response(hearing, channel=Channel.CALL)
    typed = make.comment(response, goal, "", kind=CommentKind.WORDING, suggestion="Alle ung")
    sent = {"state": state_of(typed), "suggestion": "Alle unge", "reason": "Hørt forkert"}
    assert client_of("moderator").post(page(typed), sent).status_code == 302
    typed.refresh_from_db()
    assert (typed.text, typed.suggestion) == ("", "Alle unge")


@pytest.mark.parametrize(
    ("changed", "field", "status"),
    [
        ({"text": " "}, "text", 422),
        ({"reason": ""}, "reason", 422),
        ({"text": TYPED}, "__all__", 409),
        ({"text": "x" * 50_001}, "text", 422),
    ],
)
def test_what_is_missing_is_said_beside_its_field(
    letter: Comment, client_of: Browser, changed: dict[str, str], field: str, status: int
) -> None:
    answer = client_of("handler").post(page(letter), form(letter, **changed))
    assert (answer.status_code, list(answer.context["form"].errors)) == (status, [field])
    assert not Correction.objects.exists()


def test_who_comes_second_sees_what_the_first_wrote_and_can_go_on(
    letter: Comment, client_of: Browser
) -> None:
    stale = form(letter, "Jeg savner ti bænke.")
    client_of("moderator").post(page(letter), form(letter))
    client = client_of("handler")
    answer = client.post(page(letter), stale)
    assert answer.status_code == 409
    assert MEANT in answer.content.decode()
    again = answer.context["form"]
    sent = {name: again[name].value() for name in ("state", "text", "reason")}
    assert client.post(page(letter), sent).status_code == 302
    letter.refresh_from_db()
    assert letter.text == "Jeg savner ti bænke."


def test_what_people_sent_themselves_has_no_such_page(hearing: Hearing, client_of: Browser) -> None:
    sent = make.comment(make.response(hearing), text=TYPED)
    client = client_of("administrator")
    assert client.get(page(sent)).status_code == 404
    assert client.post(page(sent), form(sent)).status_code == 404
    assert page(sent) not in client.get(of_response(sent)).content.decode()
    sent.refresh_from_db()
    assert sent.text == TYPED


def test_of_a_withdrawn_letter_nothing_is_offered(letter: Comment, client_of: Browser) -> None:
    Response.objects.update(withdrawn_at=NOW)
    assert page(letter) not in client_of("handler").get(of_response(letter)).content.decode()
    assert client_of("handler").post(page(letter), form(letter)).status_code == 409


@pytest.mark.parametrize("name", ["comment_correct", "comment_redact"])
def test_who_comes_from_the_queue_goes_back_to_it(
    letter: Comment, client_of: Browser, name: str
) -> None:
    client = client_of("moderator")
    queue = reverse("staff:hearing_queue", args=[letter.hearing.key])
    own = reverse(f"staff:{name}", args=[letter.hearing.key, letter.key])
    from_queue = f"{own}?bunke=waiting&amp;side=1"
    assert from_queue in client.get(queue).content.decode()
    shown = client.get(f"{own}?bunke=waiting&side=3").content.decode()
    back = f"{queue}?bunke=waiting&amp;side=3#comment-{letter.key}"
    assert shown.count(f'href="{back}"') == 2
    text = MEANT if name == "comment_correct" else TYPED.replace("stein", "[[stein]]")
    answer = client.post(f"{own}?bunke=waiting", form(letter, text))
    assert answer["Location"] == f"{queue}?bunke=waiting#comment-{letter.key}"
    assert client.get(own).content.decode().count(f'href="{of_response(letter)}"') == 2
