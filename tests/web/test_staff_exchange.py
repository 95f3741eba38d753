"""An edition in from a file, behind login: choose it, look at it, take it in."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from retning.apps.strategy.models import Edition, Strategy
from retning.apps.strategy.queries.exchange import document_bytes, edition_document
from retning.apps.strategy.services.import_previews import KEPT_FOR, forget_preview
from retning.foundation.attachments import files
from retning.foundation.attachments.models import Attachment
from retning.foundation.jobs.models import Job
from tests.cast import Cast
from tests.factories import strategy as make

pytestmark = pytest.mark.django_db
Browser = Callable[..., Client]


@pytest.fixture
def document(cast: Cast) -> bytes:
    """What another installation has exported; it is not here."""
    try:
        with transaction.atomic():
            made = make.small_strategy(cast.municipality)
            data = document_bytes(edition_document(make.published(made)))
            raise InterruptedError
    except InterruptedError:
        return data


def sent(client: Client, data: bytes) -> HttpResponse:
    file = SimpleUploadedFile("udgave.json", data)
    return client.post(reverse("staff:edition_import"), {"document": file})


def confirmed(client: Client, page: HttpResponse) -> HttpResponse:
    found = re.search(r'name="file" value="([0-9a-f]{64})"', page.content.decode())
    assert found
    return client.post(reverse("staff:edition_import"), {"file": found[1]})


def test_it_is_shown_first_and_then_taken_in(
    client_of: Browser, cast: Cast, document: bytes
) -> None:
    client = client_of("consultant")
    shown = sent(client, document)
    assert shown.status_code == 200
    assert "Sammen om Vallensbæk" in shown.content.decode()
    assert Strategy.drafts.count() == Edition.objects.count() == 0
    taken = confirmed(client, shown)
    edition = Edition.objects.get()
    assert taken.status_code == 302
    assert taken.headers["Location"] == reverse(
        "staff:edition", args=[edition.strategy.key, edition.number]
    )
    assert document_bytes(edition_document(edition)) == document
    public = client.get(f"/strategi/{edition.slug}/udgaver/1/udgave.json")
    assert public.content == document
    assert "udgave.json" in client.get(f"/strategi/{edition.slug}/udgaver/1/").content.decode()


def test_a_second_click_says_where_it_is(client_of: Browser, cast: Cast, document: bytes) -> None:
    client = client_of("consultant")
    shown = sent(client, document)
    confirmed(client, shown)
    again = confirmed(client, shown)
    assert again.status_code == 422
    assert "Udgaven er her allerede som udgave 1." in again.content.decode()
    assert Edition.objects.count() == 1


def changed(document: bytes, **values: Any) -> bytes:
    return json.dumps(json.loads(document) | values).encode()


def test_what_cannot_come_in_is_told_in_a_sentence(
    client_of: Browser, cast: Cast, document: bytes
) -> None:
    client = client_of("consultant")
    for data, sentence in [
        (b"<html>", "Filen er ikke JSON."),
        (b"{}", "Filen indeholder ikke en udgave fra Retning"),
        (changed(document, version=2), "Filen kommer fra en nyere version af Retning."),
        (changed(document, checksum="0" * 64), "Kontrolsummerne passer ikke."),
        (changed(document, municipality="183"), "hører til en anden kommune (kode 183)"),
    ]:
        page = sent(client, data)
        assert page.status_code == 422
        assert sentence in page.content.decode()
    assert sent(client, b" " * 5_000_001).status_code == 413
    nothing = client.post(reverse("staff:edition_import"), {})
    assert nothing.status_code == 422
    assert "Der fulgte ingen fil med." in nothing.content.decode()
    assert Strategy.drafts.count() == 0


def test_the_neighbours_file_cannot_be_taken_in_by_its_checksum(
    client_of: Browser, cast: Cast, document: bytes
) -> None:
    shown = sent(client_of("consultant"), document)
    client = client_of("neighbour_consultant", at=cast.neighbour)
    assert confirmed(client, shown).status_code == 422
    assert Edition.objects.count() == 0


def test_a_file_that_is_only_looked_at_is_let_go_after_a_day(
    client_of: Browser, cast: Cast, document: bytes
) -> None:
    client = client_of("consultant")
    shown = sent(client, document)
    [kept] = Attachment.objects.all()
    [job] = Job.objects.filter(name="forget_preview")
    assert job.task.run_after - job.created_at == KEPT_FOR
    sent(client, document)
    assert Job.objects.filter(name="forget_preview").count() == 1
    forget_preview.call(None, attachment_id=kept.pk)
    assert not Attachment.objects.exists()
    assert confirmed(client, shown).status_code == 422
    assert Edition.objects.count() == 0


def test_a_file_lost_from_the_disk_is_asked_for_again(
    client_of: Browser, cast: Cast, document: bytes
) -> None:
    client = client_of("consultant")
    shown = sent(client, document)
    files.place_of("187", Attachment.objects.get().sha256).unlink()
    assert confirmed(client, shown).status_code == 422
