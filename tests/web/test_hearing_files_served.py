"""Files with responses at the door: taken with the words, too large without them lost, and served
so that no browser runs them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from retning.apps.hearing.enums import Publishing, ScanState, Showing
from retning.apps.hearing.models import Comment, Hearing, Response, ResponseFile
from retning.apps.hearing.services.files import keep_files
from retning.foundation.attachments.enclosures import LIMIT, Enclosure
from tests.cast import Cast
from tests.factories import hearing as make
from tests.factories.organisation import NOW, TODAY, host_of
from tests.helpers.guarding import as_people_send

pytestmark = pytest.mark.usefixtures("stopped_clock")
PAGE = b"<!doctype html><script>alert(1)</script>"
PDF = b"%PDF-1.7\nMere lys\n%%EOF" + PAGE


def said(hearing: Hearing, *files: tuple[str, bytes]) -> dict[str, Any]:
    row = make.rows(hearing.edition, "goal")[0]
    return {
        **as_people_send(hearing, now=NOW),
        "kind": "citizen",
        f"comment-{row.pk}": "Mere lys på stien.",
        "files": [SimpleUploadedFile(name, data, "text/html") for name, data in files],
    }


def shown(hearing: Hearing, **fields: Any) -> ResponseFile:
    """A file that everyone can open, unless `fields` say otherwise."""
    response = make.response(hearing)
    [kept] = keep_files(
        response=response, enclosures=[Enclosure([PDF], "Vores æblegade.pdf")], now=NOW
    )
    ResponseFile.objects.update(**{"showing": Showing.PUBLISHED, **fields})
    return kept


def address(file: ResponseFile) -> str:
    return f"/hoering/{file.response.hearing.slug}/fil/{file.key}/"


def test_files_come_with_the_words(citizen: Client, hearing: Hearing) -> None:
    answer = citizen.post(
        f"/hoering/{hearing.slug}/svar/", said(hearing, ("a.pdf", PDF), ("b.txt", b"Tekst"))
    )
    assert answer.status_code == 303
    assert list(ResponseFile.objects.order_by("name").values_list("name", flat=True)) == [
        "a.pdf",
        "b.txt",
    ]
    assert "a.pdf" in citizen.get(answer["Location"]).content.decode()


@pytest.mark.parametrize("size", [LIMIT + 1, 3 * LIMIT])
def test_a_file_that_is_too_large_takes_no_words_with_it(
    citizen: Client, hearing: Hearing, size: int
) -> None:
    form = said(hearing, ("stor.pdf", PDF + bytes(size)), ("lille.pdf", PDF))
    answer = citizen.post(f"/hoering/{hearing.slug}/svar/", form)
    page = answer.content.decode()
    assert answer.status_code == 413
    assert "Mere lys på stien.</textarea>" in page
    assert "stor.pdf er større end 10 MB og kom ikke med." in page
    assert form["copy"] in page
    assert not Response.objects.exists()
    again = {**form, "files": []}
    assert citizen.post(f"/hoering/{hearing.slug}/svar/", again).status_code == 303
    assert Comment.objects.get().text == "Mere lys på stien."


def test_a_file_of_another_kind_takes_no_words_with_it(citizen: Client, hearing: Hearing) -> None:
    form = said(hearing, ("god.pdf", PDF), ("side.pdf", PAGE))
    answer = citizen.post(f"/hoering/{hearing.slug}/svar/", form)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Mere lys på stien.</textarea>" in page
    assert "side.pdf: Filen er af en slags, vi ikke kan tage imod." in page
    assert not Response.objects.exists()


def test_more_than_five_files_are_too_many(citizen: Client, hearing: Hearing) -> None:
    files = [(f"{number}.txt", b"Tekst %d" % number) for number in range(9)]
    answer = citizen.post(f"/hoering/{hearing.slug}/svar/", said(hearing, *files))
    assert answer.status_code == 422
    assert "Der kan højst være fem filer" in answer.content.decode()
    assert not Response.objects.exists()


# --- Opening them ----------------------------------------------------------------------


def test_a_file_is_saved_under_its_name_and_never_run(citizen: Client, hearing: Hearing) -> None:
    answer = citizen.get(address(shown(hearing)))
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content) == PDF
    headers = answer.headers
    assert headers["Content-Type"] == "application/pdf"
    assert headers["Content-Disposition"].startswith("attachment; filename*=utf-8''Vores%20%C3%A6b")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert headers["X-Robots-Tag"] == "noindex"
    assert "no-store" in headers["Cache-Control"]


@pytest.mark.parametrize(
    "fields",
    [
        {"showing": Showing.WAITING},
        {"showing": Showing.WITHHELD},
        {"scan": ScanState.WAITING},
        {"scan": ScanState.INFECTED},
    ],
)
def test_what_is_not_shown_has_no_address(
    citizen: Client, hearing: Hearing, fields: dict[str, str]
) -> None:
    assert citizen.get(address(shown(hearing, **fields))).status_code == 404


def test_what_is_withdrawn_or_of_a_closed_door_has_no_address(
    citizen: Client, hearing: Hearing, cast: Cast
) -> None:
    file = shown(hearing)
    assert Client(SERVER_NAME=host_of(cast.neighbour)).get(address(file)).status_code == 404
    assert citizen.get(f"/hoering/en-anden/fil/{file.key}/").status_code == 404
    for row, fields in (
        (Response, {"withdrawn_at": NOW}),
        (Hearing, {"publishing": Publishing.NEVER}),
        (Hearing, {"announced_on": TODAY + timedelta(days=1)}),
    ):
        before = {name: getattr(row.objects.get(), name) for name in fields}
        row.objects.update(**fields)
        assert citizen.get(address(file)).status_code == 404
        row.objects.update(**before)
    assert citizen.head(address(file)).status_code == 200


def test_staff_open_a_file_under_its_name_once_it_has_been_examined(
    client_of: Callable[..., Client], hearing: Hearing
) -> None:
    file = shown(hearing, showing=Showing.WAITING)
    moderator, path = client_of("moderator"), f"/arbejde/hoeringer/{hearing.key}/filer/{file.key}/"
    answer = moderator.get(path)
    assert answer.headers["Content-Disposition"].endswith("Vores%20%C3%A6blegade.pdf")
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    for scan in (ScanState.WAITING, ScanState.INFECTED):
        ResponseFile.objects.update(scan=scan)
        assert moderator.get(path).status_code == 404
