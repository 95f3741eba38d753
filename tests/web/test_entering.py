"""Letters and calls behind login: entered once, marked where they came too late."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from retning.apps.hearing.enums import Channel, Phase, Publishing, SenderKind, Showing
from retning.apps.hearing.models import Comment, Hearing, Response
from retning.foundation.outbox.models import OutgoingMail
from tests.cast import Cast
from tests.factories import hearing as make
from tests.factories.organisation import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped_clock")]
Browser = Callable[..., Client]


def address(hearing: Hearing) -> str:
    return reverse("staff:response_enter", args=[hearing.key])


def letter(hearing: Hearing, **changed: Any) -> dict[str, Any]:
    whole = make.rows(hearing.edition, "strategy")[0].pk
    remarks = {f"{name}_{n}": value for n in range(1, 6) for name, value in _EMPTY.items()}
    rows = {f"row_{n}": whole for n in range(1, 6)}
    return {
        "channel": "letter",
        "received_on": TODAY,
        "source_note": "Postliste nr. 12",
        "sender_kind": "citizen",
        "name": "Ida Iversen",
        **remarks,
        **rows,
        "text_1": "Jeg savner bænke.",
        **changed,
    }


_EMPTY = {"kind": "comment", "text": ""}


def test_a_letter_is_kept_with_its_source_and_waits(cast: Cast, client_of: Browser) -> None:
    hearing = make.hearing(cast.municipality, publishing=Publishing.AT_ONCE)
    goal = make.rows(hearing.edition, "goal")[0]
    sent = letter(hearing, row_2=goal.pk, kind_2="wording", text_2="Alle unge er i gang")
    answer = client_of("handler").post(address(hearing), sent)
    kept = Response.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == reverse("staff:response", args=[hearing.key, kept.key])
    assert (kept.channel, kept.source_note, kept.is_late) == (
        Channel.LETTER,
        "Postliste nr. 12",
        False,
    )
    assert (kept.copy, kept.sender_kind, kept.name) == (None, SenderKind.CITIZEN, "Ida Iversen")
    said = Comment.objects.order_by("row__order").values_list("text", "suggestion", "showing")
    assert list(said) == [
        ("Jeg savner bænke.", "", Showing.WAITING),
        ("", "Alle unge er i gang", Showing.WAITING),
    ]
    assert client_of("handler").get(answer["Location"]).status_code == 200


def test_what_came_after_the_last_day_is_kept_and_marked(cast: Cast, client_of: Browser) -> None:
    hearing = make.hearing(cast.municipality, Phase.CLOSED)
    assert hearing.closes_on is not None
    client = client_of("secretary")
    client.post(address(hearing), letter(hearing, received_on=hearing.closes_on))
    client.post(address(hearing), letter(hearing, received_on=TODAY))
    late = Response.objects.order_by("pk").values_list("is_late", flat=True)
    assert list(late) == [False, True]
    page = client.get(reverse("staff:hearing_responses", args=[hearing.key]) + "?vis=late")
    assert page.context["listing"].paginator.count == 1


def test_a_sender_with_an_address_gets_a_receipt(cast: Cast, client_of: Browser) -> None:
    hearing = make.hearing(cast.municipality)
    sent = letter(hearing, email="ida@example.org", channel="mail")
    client_of("handler").post(address(hearing), sent)
    mail = OutgoingMail.objects.get()
    assert mail.to == "ida@example.org"
    assert Response.objects.get().reference in mail.text
    assert "bænke" not in mail.subject + mail.text


def test_a_letter_from_one_that_was_asked_counts_as_their_answer(
    cast: Cast, client_of: Browser
) -> None:
    hearing = make.hearing(cast.municipality)
    council = make.invitation(hearing)
    sent = letter(
        hearing, sender_kind="association", organisation="Ældrerådet", invitation=council.pk
    )
    client_of("handler").post(address(hearing), sent)
    council.refresh_from_db()
    assert council.answered_at == Response.objects.get().received_at


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"source_note": ""}, "source_note"),
        ({"source_note": "   "}, "source_note"),
        ({"received_on": "2026-03-03"}, "received_on"),
        ({"received_on": "2025-01-01"}, "received_on"),
        ({"dated_on": "2026-03-03"}, "dated_on"),
        ({"channel": "web"}, "channel"),
        ({"text_1": "  "}, "text_1"),
        ({"sender_kind": "company"}, "organisation"),
        ({"kind_1": "wording"}, "kind_1"),
        ({"email": "ikke en adresse"}, "email"),
        ({"postcode": "26650"}, "postcode"),
    ],
)
def test_what_is_missing_is_said_beside_its_field(
    cast: Cast, client_of: Browser, changed: dict[str, Any], field: str
) -> None:
    hearing = make.hearing(cast.municipality)
    answer = client_of("handler").post(address(hearing), letter(hearing, **changed))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert not Response.objects.exists()


def test_what_comes_after_the_responses_were_handled_is_entered_and_late(
    cast: Cast, client_of: Browser
) -> None:
    hearing = make.hearing(cast.municipality, Phase.HANDLED)
    page = client_of("handler").get(reverse("staff:hearing_responses", args=[hearing.key]))
    assert address(hearing) in page.content.decode()
    answer = client_of("handler").post(address(hearing), letter(hearing, received_on=TODAY))
    assert answer.status_code == 302
    assert Response.objects.get().is_late


@pytest.mark.parametrize("phase", [Phase.DRAFT, Phase.ANNOUNCED, Phase.CONCLUDED])
def test_nothing_is_entered_in_another_phase(cast: Cast, client_of: Browser, phase: Phase) -> None:
    hearing = make.hearing(cast.municipality, phase)
    sent = letter(hearing, received_on=TODAY)
    answer = client_of("handler").post(address(hearing), sent)
    assert answer.status_code == 422
    assert not Response.objects.exists()
