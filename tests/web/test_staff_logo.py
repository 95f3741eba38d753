"""An administrator chooses the logo, says what it shows, takes it away."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pytest_django import Settings

from retning.apps.organisation.models import Appearance
from retning.foundation.attachments.models import Attachment
from tests.cast import Cast
from tests.factories import pictures as make
from tests.helpers.permissions import Case, assert_matrix

Browser = Callable[..., Client]

PICTURE = make.png(300, 80)
KEY = hashlib.sha256(PICTURE).hexdigest()


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def administrator(client_of: Browser) -> Client:
    return client_of("administrator")


def send(client: Client, data: bytes | None = PICTURE, text: str = "An oak"):  # type: ignore[no-untyped-def]
    form: dict[str, object] = {"logo_text": text}
    if data is not None:
        form["logo"] = SimpleUploadedFile("logo.png", data, content_type="image/png")
    return client.post(reverse("staff:logo"), form)


def saved(cast: Cast) -> Appearance:
    return Appearance.objects.get(municipality=cast.municipality)


def test_a_logo_is_chosen_and_shown(administrator: Client, cast: Cast) -> None:
    empty = administrator.get(reverse("staff:appearance")).content.decode()
    assert "There is no logo yet." in empty
    assert f'href="{reverse("staff:logo")}"' in empty
    answer = send(administrator)
    assert (answer.status_code, answer.headers["Location"]) == (302, reverse("staff:appearance"))
    assert (saved(cast).logo_key, saved(cast).logo_text) == (KEY, "An oak")
    for name in ("appearance", "logo"):
        page = administrator.get(reverse(f"staff:{name}")).content.decode()
        assert f'logo/{KEY}" alt="An oak" lang="da" width="300" height="80"' in page


def test_the_text_alone_is_changed(administrator: Client, cast: Cast) -> None:
    send(administrator)
    assert send(administrator, None, "Two oaks").status_code == 302
    assert (saved(cast).logo_key, saved(cast).logo_text) == (KEY, "Two oaks")


def test_the_logo_is_removed(administrator: Client, cast: Cast) -> None:
    assert "Remove the logo" not in administrator.get(reverse("staff:logo")).content.decode()
    send(administrator)
    page = administrator.get(reverse("staff:logo")).content.decode()
    assert 'name="deed" value="remove"' in page
    answer = administrator.post(reverse("staff:logo"), {"deed": "remove"})
    assert answer.status_code == 302
    assert saved(cast).logo_key == ""
    assert administrator.post(reverse("staff:logo"), {"deed": "remove"}).status_code == 302


@pytest.mark.parametrize(
    ("data", "text", "said"),
    [
        (None, "An oak", "No picture came along"),
        (b"", "An oak", "No picture came along"),
        (b"%PDF-1.7\n", "An oak", "must be a PNG or WebP picture"),
        (b"<svg></svg>", "An oak", "because it can carry programs"),
        (PICTURE[:-12], "An oak", "damaged or cut off"),
        (make.png(20, 20, size=30_001), "An oak", "larger than 30 kB"),
        (make.png(2001, 20), "An oak", "more than 2000 pixels"),
        (make.png(20, 20, moves=True), "An oak", "stands still"),
        (PICTURE, "", "Write what the logo shows"),
        (PICTURE, "x" * 201, "at most 200 characters"),
    ],
)
def test_a_refusal_is_said_and_the_text_is_kept(
    administrator: Client, cast: Cast, data: bytes | None, text: str, said: str
) -> None:
    answer = send(administrator, data, text)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count(said) >= 2, "in the summary and at the field"
    assert f'value="{text}"' in page or not text
    assert saved(cast).logo_key == ""
    assert not Attachment.objects.exists()


def test_a_refused_logo_leaves_the_one_that_is_there(administrator: Client, cast: Cast) -> None:
    send(administrator)
    page = send(administrator, b"%PDF-1.7\n", "Another").content.decode()
    assert f"logo/{KEY}" in page
    assert (saved(cast).logo_key, saved(cast).logo_text) == (KEY, "An oak")


def test_what_is_far_too_large_is_not_taken_in(
    administrator: Client, cast: Cast, settings: Settings
) -> None:
    settings.UPLOAD_LIMIT_BYTES = 250_000
    answer = send(administrator, make.png(20, 20, size=300_000))
    page = answer.content.decode()
    assert answer.status_code == 413
    assert "larger than 30 kB" in page
    assert "Write what the logo shows." not in page
    assert saved(cast).logo_key == ""


WHO_CHOOSES = """
                     | post
administrator        | 302
consultant           | 403
executive            | 403
centre_chief         | 403
workplace_leader     | 403
employee             | 403
politician           | 403
analyst              | 403
neighbour_consultant | 403
"""


def test_only_an_administrator_chooses(cast: Cast, client_of: Browser) -> None:
    assert_matrix(WHO_CHOOSES, lambda case: _status(case, client_of))
    assert list(Attachment.objects.values_list("sha256", flat=True)) == [KEY]


def _status(case: Case, client_of: Browser) -> int:
    status: int = send(client_of(case.who)).status_code
    return status


def test_nobody_is_sent_to_log_in(cast: Cast, client_of: Browser) -> None:
    answer = send(client_of())
    assert answer.headers["Location"].startswith(reverse("staff:login"))
    assert saved(cast).logo_key == ""


def test_it_needs_the_token_against_forgery(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True, SERVER_NAME="vallensbaek.localhost")
    client.force_login(cast.administrator, backend="django.contrib.auth.backends.ModelBackend")
    assert send(client).status_code == 403
    assert client.post(reverse("staff:logo"), {"deed": "remove"}).status_code == 403
