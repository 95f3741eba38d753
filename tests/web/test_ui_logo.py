"""The logo at the top of the public pages, and the address it is fetched from."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable

import pytest
from django.test import Client

from retning.apps.organisation import services
from retning.apps.organisation.models import Municipality
from retning.foundation.attachments import services as attachments
from retning.foundation.attachments.files import place_of
from tests.cast import Cast
from tests.factories import pictures as make
from tests.factories.organisation import NOW, TESTER
from tests.helpers.queries import assert_queries
from tests.house.test_templates import forbidden

Browser = Callable[..., Client]

PICTURE = make.png(300, 80)
KEY = hashlib.sha256(PICTURE).hexdigest()
ADDRESS = f"/logo/{KEY}"


def set_logo(municipality: Municipality, data: bytes = PICTURE, text: str = "En eg") -> None:
    services.set_logo(
        municipality=municipality, chunks=[data], name="logo.png", text=text, by=TESTER, now=NOW
    )


@pytest.fixture
def with_logo(cast: Cast) -> None:
    set_logo(cast.municipality)


@pytest.mark.usefixtures("with_logo")
def test_the_logo_is_given_out_to_be_kept_for_ever(client_of: Browser) -> None:
    answer = client_of().get(ADDRESS)
    assert (answer.status_code, answer.content) == (200, PICTURE)
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["Content-Length"] == str(len(PICTURE))
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["ETag"] == f'"{KEY}"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "Vary" not in answer.headers
    assert not answer.cookies


def test_webp_is_given_out_as_what_it_is(cast: Cast, client_of: Browser) -> None:
    data = make.lossless_webp(90, 30)
    set_logo(cast.municipality, data)
    answer = client_of().get(f"/logo/{hashlib.sha256(data).hexdigest()}")
    assert answer.headers["Content-Type"] == "image/webp"


@pytest.mark.usefixtures("with_logo")
def test_who_has_it_is_not_sent_it_again(client_of: Browser) -> None:
    answer = client_of().get(ADDRESS, headers={"If-None-Match": f'"{KEY}"'})
    assert (answer.status_code, answer.content) == (304, b"")
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["ETag"] == f'"{KEY}"'
    other = client_of().get(ADDRESS, headers={"If-None-Match": '"other"'})
    assert other.status_code == 200


@pytest.mark.usefixtures("with_logo")
def test_only_read(client_of: Browser) -> None:
    head = client_of().head(ADDRESS)
    assert (head.status_code, head.content) == (200, b"")
    assert client_of().post(ADDRESS).status_code == 405


@pytest.mark.usefixtures("with_logo")
def test_it_costs_two_questions(client_of: Browser) -> None:
    client = client_of()
    with assert_queries(2):
        client.get(ADDRESS)
    with assert_queries(1):
        client.get("/logo/" + "0" * 64)


@pytest.mark.usefixtures("with_logo")
def test_whose_it_is_not_does_not_find_it(cast: Cast, client_of: Browser) -> None:
    theirs = make.png(20, 20)
    set_logo(cast.neighbour, theirs)
    key = hashlib.sha256(theirs).hexdigest()
    assert client_of(at=cast.neighbour).get(f"/logo/{key}").status_code == 200
    assert client_of().get(f"/logo/{key}").status_code == 404
    assert client_of(at=cast.neighbour).get(ADDRESS).status_code == 404


@pytest.mark.usefixtures("with_logo")
def test_an_earlier_logo_is_no_longer_found(cast: Cast, client_of: Browser) -> None:
    set_logo(cast.municipality, make.png(20, 20))
    assert client_of().get(ADDRESS).status_code == 404
    services.remove_logo(municipality=cast.municipality, by=TESTER, now=NOW)
    assert client_of().get(f"/logo/{hashlib.sha256(make.png(20, 20)).hexdigest()}").status_code == (
        404
    )


def test_another_file_of_the_municipality_is_never_given_out(
    cast: Cast, client_of: Browser
) -> None:
    stored = attachments.store(
        tenant="187",
        chunks=[PICTURE],
        name="hemmeligt.png",
        limit=10_000,
        allowed=["image/png"],
        now=NOW,
    )
    assert client_of().get(f"/logo/{stored.sha256}").status_code == 404


@pytest.mark.usefixtures("with_logo")
def test_a_file_that_has_been_lost_is_not_found(client_of: Browser) -> None:
    place_of("187", KEY).unlink()
    assert client_of().get(ADDRESS).status_code == 404


@pytest.mark.usefixtures("with_logo")
@pytest.mark.parametrize("path", ["/", "/kontakt/", "/en/kontakt/", "/was", "/findes-ikke/"])
def test_the_header_shows_it_with_text_and_size(client_of: Browser, path: str) -> None:
    page = client_of().get(path).content.decode()
    prefix = "/en" if path.startswith("/en/") else ""
    assert re.search(
        rf'<a class="site-name"[^>]*><img class="site-logo" src="{prefix}{ADDRESS}" alt="En eg" '
        r'width="300" height="80"> <span>Vallensbæks retning</span></a>',
        page,
    )
    assert list(forbidden(path, page)) == []
    assert client_of().get(f"{prefix}{ADDRESS}").status_code == 200


def test_without_a_logo_the_name_stands_alone(cast: Cast, client_of: Browser) -> None:
    set_logo(cast.neighbour)
    page = client_of().get("/kontakt/").content.decode()
    assert "<img" not in page
    assert "<span>Vallensbæks retning</span></a>" in page


def test_what_a_logo_shows_is_text(cast: Cast, client_of: Browser) -> None:
    set_logo(cast.municipality, text='En "eg" <b>')
    assert 'alt="En &quot;eg&quot; &lt;b&gt;"' in client_of().get("/kontakt/").content.decode()


def test_a_page_that_is_kept_gives_way_to_the_new_logo(cast: Cast, client_of: Browser) -> None:
    client = client_of()
    before = client.get("/kontakt/")
    set_logo(cast.municipality)
    asked = {"If-None-Match": before.headers["ETag"]}
    after = client.get("/kontakt/", headers=asked)
    assert after.status_code == 200
    assert ADDRESS in after.content.decode()
    assert client.get(
        "/kontakt/", headers={"If-None-Match": after.headers["ETag"]}
    ).status_code == (304)
