"""Who sends is read as widely as what they say: screened as well, and left out where asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from retning.apps.hearing.enums import HeldFor, Publishing, Showing
from retning.apps.hearing.models import Comment, Hearing, Response
from retning.apps.hearing.queries.queue import state_of
from retning.core.screening.blackout import BAR
from retning.foundation import clock
from retning.foundation.audit.queries import trail_of
from retning.foundation.outbox.models import OutgoingMail
from tests.cast import Cast
from tests.factories import hearing as make
from tests.factories.organisation import NOW
from tests.helpers.answering import address, field_on
from tests.helpers.guarding import as_people_send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped_clock")]
Browser = Callable[..., Client]
PHONE = "Ring 20 12 34 56"


@pytest.fixture
def hearing(cast: Cast) -> Hearing:
    return make.hearing(cast.municipality, publishing=Publishing.AT_ONCE)


@pytest.fixture
def moderator(client_of: Browser) -> Client:
    return client_of("moderator")


@pytest.mark.parametrize(
    ("who", "held_for"),
    [
        ({"name": "Anna Holm", "shows_name": "on"}, []),
        ({"name": PHONE, "shows_name": "on"}, ["phone"]),
        ({"name": "anna@example.dk", "shows_name": "on"}, ["email"]),
        ({"name": "010180-1234", "shows_name": "on"}, ["cpr"]),
        ({"name": PHONE}, []),
        ({"kind": "company", "organisation": "Holm ApS", "shows_name": "on"}, []),
        ({"kind": "company", "organisation": f"Holm ApS, {PHONE}", "shows_name": "on"}, ["phone"]),
        (
            {"name": "Anna Holm", "on_behalf_of": "Mette Jensen", "shows_name": "on"},
            ["name"],
        ),
        ({"name": "Anna Holm", "on_behalf_of": "beboerne", "shows_name": "on"}, []),
    ],
)
def test_what_stands_with_a_comment_is_screened_as_the_comment_is(
    citizen: Client, hearing: Hearing, who: dict[str, str], held_for: list[str]
) -> None:
    form = as_people_send(hearing, now=NOW) | {"kind": "citizen"} | who
    form[field_on(hearing, "goal")] = "Mere lys på stien."
    assert citizen.post(address(hearing), form).status_code == 303
    comment = Comment.objects.get()
    assert comment.held_for == held_for
    assert comment.showing == (Showing.WAITING if held_for else Showing.PUBLISHED)


def waiting(hearing: Hearing, **who: Any) -> Comment:
    response = make.response(hearing, email="anna@example.dk", **who)
    Response.objects.filter(pk=response.pk).update(on_behalf_of="Mette Jensen")
    return make.comment(Response.objects.get(pk=response.pk), text=f"Mere lys. {PHONE}.")


def decide(client: Client, comment: Comment, **deed: str) -> Any:
    place = reverse("staff:hearing_decide", args=[comment.hearing.key])
    return client.post(place, {f"state-{comment.key}": state_of(comment), **deed})


def test_the_queue_shows_what_is_to_stand_with_the_comment(
    hearing: Hearing, moderator: Client
) -> None:
    queue = f"{reverse('staff:hearing_queue', args=[hearing.key])}?bunke=waiting"
    waiting(hearing, name="Kun For Kommunen")
    page = moderator.get(queue).content.decode()
    assert "Kun For Kommunen" not in page
    assert "Vis den uden navnet" not in page
    waiting(hearing, name=f"Anna Holm, {PHONE}", shows_name=True)
    page = moderator.get(queue).content.decode()
    assert "Anna Holm, Ring <mark" in page, "one's own name is no cause"
    assert page.count(">20 12 34 56</mark>") == 3
    assert ">Mette Jensen</mark>" in page
    assert page.count("Vis den uden navnet") == 1


def test_without_the_name_everyone_reads_it_and_its_sender_is_told(
    hearing: Hearing, moderator: Client, citizen: Client
) -> None:
    comment = waiting(hearing, name="Anna Holm", shows_name=True)
    decide(moderator, comment, publish_nameless=str(comment.key))
    page = citizen.get(reverse("public:hearing_comments", args=[hearing.slug])).content.decode()
    assert "Mere lys." in page
    assert "Anna Holm" not in page
    assert "Mette Jensen" not in page
    comment.response.refresh_from_db()
    assert (comment.response.name, comment.response.shows_name) == ("Anna Holm", False)
    assert "Dit navn står ikke ved noget af det." in OutgoingMail.objects.get().text
    [entry] = trail_of(comment.response)
    assert entry.deed == "sender_left_out"
    assert "shows_name" in entry.fields


def test_of_what_is_shown_already_the_name_can_be_left_out(
    hearing: Hearing, moderator: Client, citizen: Client
) -> None:
    comment = waiting(hearing, name="Anna Holm", shows_name=True)
    decide(moderator, comment, publish=str(comment.key))
    place = reverse("public:hearing_comments", args=[hearing.slug])
    assert "Anna Holm" in citizen.get(place).content.decode()
    comment.refresh_from_db()
    with clock.stopped_at(NOW + timedelta(minutes=1)):
        decide(moderator, comment, publish_nameless=str(comment.key))
        assert "Anna Holm" not in citizen.get(place).content.decode()
    assert OutgoingMail.objects.count() == 2, "what is read is another: the sender is told again"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Mere lys. Ring [[20 12 34 56]].", f"Mere lys. Ring {BAR}."),
        ("Mere lys. Ring 20 12 34 56.", "Mere lys. Ring 20 12 34 56."),
    ],
)
def test_blacking_out_can_leave_the_name_out_too(
    hearing: Hearing, moderator: Client, text: str, shown: str
) -> None:
    comment = waiting(hearing, name="Anna Holm", shows_name=True)
    place = reverse("staff:comment_redact", args=[hearing.key, comment.key])
    assert "Anna Holm" in moderator.get(place).content.decode()
    sent = {"state": state_of(comment), "text": text, "is_nameless": "on"}
    assert moderator.post(place, sent).status_code == 302
    comment.refresh_from_db()
    comment.response.refresh_from_db()
    assert (comment.shown_text, comment.is_redacted) == (shown, BAR in shown)
    assert comment.response.shows_name is False


def test_a_name_that_is_not_shown_cannot_be_left_out(hearing: Hearing, moderator: Client) -> None:
    comment = waiting(hearing, name="Anna Holm")
    place = reverse("staff:comment_redact", args=[hearing.key, comment.key])
    assert "is_nameless" not in moderator.get(place).content.decode()
    decide(moderator, comment, publish_nameless=str(comment.key))
    comment.refresh_from_db()
    assert comment.showing == Showing.PUBLISHED
    assert not trail_of(comment.response)


def test_a_cpr_number_in_a_name_is_looked_at_by_itself(citizen: Client, hearing: Hearing) -> None:
    form = as_people_send(hearing, now=NOW) | {"kind": "citizen", "shows_name": "on"}
    form |= {"name": "Anna 010180-1234", field_on(hearing, "goal"): "Lys."}
    citizen.post(address(hearing), form)
    assert Comment.objects.get().held_for == [HeldFor.CPR]
