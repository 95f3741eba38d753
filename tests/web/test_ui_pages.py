"""The frame around every page: language, demonstration, contact, statement, errors."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client, RequestFactory
from pytest_django import Settings

from retning.web.public.views import errors
from tests.cast import Cast
from tests.house.test_templates import forbidden

Browser = Callable[..., Client]

FRAMED = ["/", "/kontakt/", "/was", "/komponenter/", "/arbejde/log-ind/", "/findes-ikke/"]


@pytest.mark.parametrize("path", FRAMED)
@pytest.mark.parametrize(("prefix", "language"), [("", "da"), ("/en", "en")])
def test_every_page_says_its_language_and_leads_to_the_other(
    client_of: Browser, path: str, prefix: str, language: str
) -> None:
    page = client_of().get(prefix + path).content.decode()
    assert re.search(rf'<html lang="{language}">', page)
    other = path if language == "en" else f"/en{path}"
    assert f'href="{other}"' in page
    assert page.count("<h1") == 1
    assert re.search(r"<title>[^<]+</title>", page)


@pytest.mark.parametrize("path", FRAMED)
def test_nothing_stands_inline_and_no_script_is_there(client_of: Browser, path: str) -> None:
    page = client_of().get(path).content.decode()
    assert list(forbidden(path, page)) == []
    assert "<script" not in page


@pytest.mark.parametrize("path", ["/", "/kontakt/", "/was", "/komponenter/", "/udseende.css"])
def test_a_visit_leaves_no_cookie(client_of: Browser, path: str) -> None:
    client = client_of()
    client.get(path)
    assert dict(client.cookies) == {}


@pytest.mark.parametrize("path", FRAMED)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_demonstration_says_so_everywhere(
    client_of: Browser, settings: Settings, path: str, prefix: str
) -> None:
    settings.IS_DEMO = True
    page = client_of().get(f"{prefix}{path}?demo").content.decode()
    assert "Demonstration. Ikke Vallensbæk Kommunes hjemmeside" in page
    assert '<meta name="robots" content="noindex, nofollow">' in page


def test_the_real_site_says_nothing_of_a_demonstration(client_of: Browser) -> None:
    client = client_of()
    page = client.get("/kontakt/").content.decode()
    assert "Demonstration" not in page
    assert "noindex" not in page
    assert client.get("/robots.txt").content.startswith(
        b"User-agent: *\nDisallow: /*/hent/\nSitemap: "
    )


def test_a_demonstration_keeps_search_engines_away(client_of: Browser, settings: Settings) -> None:
    settings.IS_DEMO = True
    assert client_of().get("/robots.txt").content == b"User-agent: *\nDisallow: /\n"


def test_contact_and_footer_show_what_the_municipality_has_written(
    cast: Cast, client_of: Browser
) -> None:
    look = cast.municipality.appearance
    look.address, look.phone, look.email = "Rådhuset\n2665 By", "47 97 40 00", "skriv@by.example"
    look.save()
    page = client_of().get("/kontakt/").content.decode()
    assert "Rådhuset<br>2665 By" in page
    assert 'href="tel:47974000"' in page
    assert page.count('href="mailto:skriv@by.example"') == 2
    assert "skriv@by.example" not in client_of(at=cast.neighbour).get("/kontakt/").content.decode()


def test_the_statement_is_the_municipalitys_own_where_it_has_one(
    cast: Cast, client_of: Browser
) -> None:
    client = client_of()
    own = client.get("/was")
    assert own.status_code == 200
    look = cast.municipality.appearance
    look.accessibility_statement_url = "https://www.was.digst.dk/vallensbaek-dk"
    look.save()
    moved = client.get("/was")
    assert (moved.status_code, moved.headers["Location"]) == (
        302,
        "https://www.was.digst.dk/vallensbaek-dk",
    )
    assert b'href="https://www.was.digst.dk/vallensbaek-dk"' in client.get("/kontakt/").content


def test_what_is_not_there_is_said_in_the_municipalitys_frame(client_of: Browser) -> None:
    answer = client_of().get("/findes-ikke/")
    assert answer.status_code == 404
    assert 'class="site-header"' in answer.content.decode()


def test_a_host_that_belongs_to_nobody_gets_a_page_without_a_frame(
    cast: Cast, settings: Settings
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    settings.IS_DEMO = True
    answer = Client(SERVER_NAME="ukendt.example").get("/")
    page = answer.content.decode()
    assert answer.status_code == 404
    assert 'class="site-header"' not in page
    assert "Vallensbæk" not in page
    assert ">Demonstration. Ikke en kommunes hjemmeside<" in page


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("187", "Demonstration. Ikke Vallensbæk Kommunes hjemmeside"),
        ("", "Demonstration. Ikke en kommunes hjemmeside"),
        ("999", "Demonstration. Ikke en kommunes hjemmeside"),
    ],
)
@pytest.mark.parametrize("is_demo", [True, False])
def test_what_is_broken_says_whose_demonstration_it_is_without_the_database(
    settings: Settings, code: str, words: str, is_demo: bool
) -> None:
    settings.IS_DEMO, settings.MUNICIPALITY = is_demo, code
    request = RequestFactory().get("/")
    for answer in (errors.broken(request), errors.bad_request(request, Exception())):
        assert (f">{words}</aside>" in answer.content.decode()) is is_demo
        assert ("Demonstration" in answer.content.decode()) is is_demo


def test_another_language_keeps_what_the_page_was_asked_for(client_of: Browser) -> None:
    page = client_of().get("/komponenter/?side=2&x=%22%3E").content.decode()
    assert 'href="/en/komponenter/?side=2&amp;x=%22%3E"' in page


def test_a_form_without_its_token_is_answered_with_what_to_do(cast: Cast) -> None:
    client = Client(SERVER_NAME="vallensbaek.localhost", enforce_csrf_checks=True)
    answer = client.post("/arbejde/log-ind/", {"email": "a@b.example", "password": "x"})
    assert answer.status_code == 403
    assert answer.content.decode().count("<p>") >= 2


def test_what_breaks_is_said_without_the_database(
    client_of: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(*_: object, **__: object) -> None:
        raise RuntimeError("the disk is gone")

    client = client_of()
    client.raise_request_exception = False
    monkeypatch.setattr("retning.web.request.middleware.municipality_for_host", break_down)
    answer = client.get("/kontakt/")
    assert answer.status_code == 500
    assert "the disk is gone" not in answer.content.decode()
    assert '<html lang="da">' in answer.content.decode()
