"""Pictures at the doors: everyone saves a copy without position and time, staff see both, and who
sends or shows a file reads what is taken out and what is not."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from retning.apps.hearing.enums import Publishing, Showing
from retning.apps.hearing.models import Hearing, ResponseFile
from retning.apps.hearing.services.files import keep_files
from retning.foundation.attachments.enclosures import Enclosure
from retning.foundation.jobs.worker import run_waiting
from tests.cast import Cast
from tests.factories import hearing as make
from tests.factories.organisation import NOW, host_of
from tests.factories.photographs import CAMERA, photograph

pytestmark = pytest.mark.usefixtures("stopped_clock")
PDF = b"%PDF-1.7\nMere lys\n%%EOF"
PHOTOGRAPH = photograph(orientation=6)
TOLD = "Af et billede får alle en kopi uden sted, tidspunkt og kamera"
PROPERTIES = "Dens egenskaber kan fortælle, hvem der har skrevet den"
TO_SHOW = "Lad alle åbne den"


def came(cast: Cast, data: bytes, *, jobs: int = 1, **hearing: Any) -> ResponseFile:
    """A file that came, and what waits to be done with it done."""
    response = make.response(make.hearing(cast.municipality, **hearing))
    enclosure = Enclosure([data], "Vores gade.jpg")
    [kept] = keep_files(response=response, enclosures=[enclosure], now=NOW)
    run_waiting(limit=jobs)
    return kept


def body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def page_of(client: Client, file: ResponseFile) -> str:
    """The page on which staff decide on the file."""
    response = file.response
    address = reverse("staff:response", args=[response.hearing.key, response.key])
    return unescape(client.get(address).content.decode())


def test_everyone_saves_the_copy_and_staff_both(
    cast: Cast, client_of: Callable[..., Client]
) -> None:
    file = came(cast, PHOTOGRAPH)
    ResponseFile.objects.update(showing=Showing.PUBLISHED)
    hearing, citizen = file.response.hearing, Client(SERVER_NAME=host_of(cast.municipality))
    answer = citizen.get(f"/hoering/{hearing.slug}/fil/{file.key}/")
    copy = body(answer)
    assert answer.status_code == 200
    assert CAMERA.encode() not in copy
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["Content-Length"] == str(len(copy))
    assert PHOTOGRAPH not in copy
    path = reverse("staff:hearing_file", args=[hearing.key, file.key])
    assert body(client_of("moderator").get(path)) == PHOTOGRAPH
    assert body(client_of("moderator").get(f"{path}?kopi")) == copy
    assert "Selve billedet bliver, som det kom" in page_of(client_of("moderator"), file)


def test_without_a_copy_the_address_leads_nowhere(
    cast: Cast, client_of: Callable[..., Client]
) -> None:
    file = came(cast, PHOTOGRAPH, jobs=0)
    ResponseFile.objects.update(showing=Showing.PUBLISHED)
    hearing, citizen = file.response.hearing, Client(SERVER_NAME=host_of(cast.municipality))
    assert citizen.get(f"/hoering/{hearing.slug}/fil/{file.key}/").status_code == 404
    path = reverse("staff:hearing_file", args=[hearing.key, file.key])
    assert client_of("moderator").get(f"{path}?kopi").status_code == 404


def test_staff_are_told_why_a_picture_cannot_be_shown(
    cast: Cast, client_of: Callable[..., Client]
) -> None:
    page = page_of(client_of("moderator"), came(cast, PHOTOGRAPH[:-300]))
    assert "Billedet kan ikke læses. Bed afsenderen om at sende det igen" in page
    assert TO_SHOW not in page


def test_while_the_copy_is_made_staff_are_told_so(
    cast: Cast, client_of: Callable[..., Client]
) -> None:
    page = page_of(client_of("moderator"), came(cast, PHOTOGRAPH, jobs=0))
    assert "Den er ved at blive lavet" in page
    assert TO_SHOW not in page


def test_whoever_shows_a_document_reads_that_its_properties_stay(
    cast: Cast, client_of: Callable[..., Client]
) -> None:
    page = page_of(client_of("moderator"), came(cast, PDF, jobs=0))
    assert PROPERTIES in page
    assert TO_SHOW in page
    text = came(cast, b"Mere lys", jobs=0, slug="en-anden")
    assert PROPERTIES not in page_of(client_of("moderator"), text)


@pytest.mark.parametrize(
    ("publishing", "is_told"), [(Publishing.AFTER_CHECK, True), (Publishing.NEVER, False)]
)
def test_the_sender_is_told_where_anything_is_shown(
    cast: Cast, publishing: Publishing, is_told: bool
) -> None:
    hearing: Hearing = make.hearing(cast.municipality, publishing=publishing)
    citizen = Client(SERVER_NAME=host_of(cast.municipality))
    page = unescape(citizen.get(f"/hoering/{hearing.slug}/svar/").content.decode())
    assert (TOLD in page) is is_told
