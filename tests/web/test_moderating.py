"""The queue behind login: what waits, why, and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from retning.apps.hearing.enums import HeldFor, Publishing, Showing, WithheldFor
from retning.apps.hearing.models import AbuseReport, Comment, Hearing
from retning.apps.hearing.queries.queue import state_of
from retning.core.screening.blackout import BAR
from retning.foundation.outbox.models import OutgoingMail
from tests.cast import Cast
from tests.factories import hearing as make
from tests.factories.organisation import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped_clock")]
Browser = Callable[..., Client]
PHONE = "Ring til mig på 20 12 34 56, så vi kan tale om stien."


def queue(hearing: Hearing, pile: str = "waiting") -> str:
    return f"{reverse('staff:hearing_queue', args=[hearing.key])}?bunke={pile}"


def deeds(hearing: Hearing) -> str:
    return reverse("staff:hearing_decide", args=[hearing.key])


def sent(*comments: Comment, **more: str) -> dict[str, str]:
    return {f"state-{each.key}": state_of(each) for each in comments} | more


@pytest.fixture
def hearing(cast: Cast) -> Hearing:
    return make.hearing(cast.municipality)


@pytest.fixture
def moderator(client_of: Browser) -> Client:
    return client_of("moderator")


def test_the_queue_shows_what_waits_and_why(hearing: Hearing, moderator: Client) -> None:
    row = make.rows(hearing.edition, "goal")[0]
    comment = make.comment(make.response(hearing), row, PHONE)
    Comment.objects.filter(pk=comment.pk).update(held_for=[HeldFor.PHONE])
    page = moderator.get(queue(hearing)).content.decode()
    assert row.text in page
    assert '<mark title="Måske et telefonnummer">20 12 34 56</mark>' in page or "<mark" in page
    assert str(comment.response.reference) in page


def test_published_it_is_read_by_everyone_and_its_sender_is_told(
    hearing: Hearing, moderator: Client
) -> None:
    comment = make.comment(make.response(hearing, email="ida@example.org"), text="Gode stier.")
    answer = moderator.post(deeds(hearing), sent(comment, publish=str(comment.key)))
    assert answer.status_code == 302
    comment.refresh_from_db()
    assert (comment.showing, comment.shown_text) == (Showing.PUBLISHED, "Gode stier.")
    mail = OutgoingMail.objects.get()
    assert mail.to == "ida@example.org"
    assert "Gode stier" not in mail.subject + mail.text
    assert "/kvittering/" in mail.text
