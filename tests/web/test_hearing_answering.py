"""The reading room: what is sent from it is kept once, with everything that came with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from retning.apps.hearing.enums import CommentKind, Phase, SenderKind, Showing
from retning.apps.hearing.models import Comment, Hearing, Response
from retning.foundation import clock
from retning.foundation.outbox.models import OutgoingMail
from retning.web.public.guarding import draw_copy
from tests.cast import Cast
from tests.factories import hearing as make
from tests.factories.organisation import NOW, host_of

pytestmark = pytest.mark.usefixtures("stopped_clock")
Fields = dict[str, Any]


@pytest.fixture
def hearing(cast: Cast) -> Hearing:
    return make.hearing(cast.municipality)


@pytest.fixture
def citizen(cast: Cast) -> Client:
    return Client(SERVER_NAME=host_of(cast.municipality))


def address(hearing: Hearing) -> str:
    return f"/hoering/{hearing.slug}/svar/"


def form(hearing: Hearing, **said: Any) -> Fields:
    """The form as a browser sends it, drawn a quarter of an hour ago."""
    copy = draw_copy(hearing, now=NOW - timedelta(minutes=15))
    return {"copy": copy, "proof": "", "emne": "", "kind": "citizen", **said}


def on(hearing: Hearing, kind: str, place: int = 0, name: str = "comment") -> str:
    """The name of the field on a row of the text."""
    return f"{name}-{make.rows(hearing.edition, kind)[place].pk}"


def test_a_response_is_kept_and_its_receipt_shown(citizen: Client, hearing: Hearing) -> None:
    said = form(
        hearing,
        **{
            on(hearing, "goal"): "Mere lys på stien.",
            on(hearing, "theme"): "I skoven.",
            "email": "anna@example.dk",
            "name": "Anna",
            "postcode": "2665",
        },
    )
    answer = citizen.post(address(hearing), said)
    assert answer.status_code == 303
    response = Response.objects.get()
    assert (response.name, response.email, response.postcode) == ("Anna", "anna@example.dk", "2665")
    assert not response.shows_name
    assert [comment.text for comment in response.comments.order_by("row__order")] == [
        "Mere lys på stien.",
        "I skoven.",
    ]
    receipt = citizen.get(answer["Location"])
    assert receipt.status_code == 200
    assert receipt.headers["Referrer-Policy"] == "no-referrer"
    page = receipt.content.decode()
    assert response.reference in page
    assert "Mere lys på stien." in page
    mail = OutgoingMail.objects.get()
    assert mail.to == "anna@example.dk"
    assert answer["Location"] in mail.text
    assert "Anna" not in mail.subject
    assert hearing.title not in mail.subject
