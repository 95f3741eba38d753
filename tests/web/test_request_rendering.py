"""Pages rendered once: names, conditional answers, encodings, and who gets a page of their own."""

from __future__ import annotations

import gzip
import pickle
from collections.abc import Callable, Iterator

import brotli
import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.test import RequestFactory
from django.utils import translation

from retning.apps.hearing.queries.open import NONE_OPEN, OpenHearings
from retning.apps.organisation.services import Look, set_appearance
from retning.web.request import build
from retning.web.request.rendering import CACHE, NotCacheable, cached_page
from tests.cast import Cast
from tests.factories.organisation import NOW, TESTER

PAGE = "<h1>Målsætning</h1>" + "<p>Vi når det sammen.</p>" * 50


class Kitchen:
    """Renders the page and counts how often it had to."""

    def __init__(self) -> None:
        self.rendered = 0

    def __call__(self) -> HttpResponse:
        self.rendered += 1
        return HttpResponse(PAGE)


@pytest.fixture
def kitchen() -> Iterator[Kitchen]:
    caches[CACHE].clear()
    yield Kitchen()
    caches[CACHE].clear()


@pytest.fixture
def ask(cast: Cast) -> Callable[..., HttpRequest]:
    """A request as the middleware makes it: an empty session that counts as unread."""

    def request(path: str = "/maal/1/", method: str = "GET", **headers: str) -> HttpRequest:
        made = RequestFactory(SERVER_NAME="vallensbaek.localhost").generic(
            method, path, headers={name.replace("_", "-"): text for name, text in headers.items()}
        )
        made.municipality = cast.municipality  # type: ignore[attr-defined]
        made.hearings = NONE_OPEN  # type: ignore[attr-defined]
        made.session = SessionStore()
        made.session.accessed = False
        return made

    return request


def answer(request: HttpRequest, render: Kitchen, *parts: str) -> HttpResponse:
    return cached_page(request, key_parts=parts or ("edition-1",), render=render)


def test_a_page_is_rendered_once_and_sent_as_it_was(ask, kitchen) -> None:  # type: ignore[no-untyped-def]
    first, second = answer(ask(), kitchen), answer(ask(), kitchen)
    assert kitchen.rendered == 1
    assert first.content == second.content == PAGE.encode()
    assert dict(first.headers) == dict(second.headers)
    assert first.headers["Content-Length"] == str(len(PAGE.encode()))
    assert first.headers["Content-Type"] == "text/html; charset=utf-8"


def test_the_headers_let_caches_keep_it_and_make_them_ask(ask, kitchen) -> None:  # type: ignore[no-untyped-def]
    response = answer(ask(), kitchen)
    assert response.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert response.headers["Vary"] == "Accept-Encoding"
    assert response.headers["ETag"].startswith('W/"')
    assert not response.cookies


def test_who_has_the_page_is_told_so_without_rendering(ask, kitchen) -> None:  # type: ignore[no-untyped-def]
    etag = answer(ask(), kitchen).headers["ETag"]
    caches[CACHE].clear()
    for known in (etag, f'"other", {etag}', etag.removeprefix("W/"), "*"):
        response = answer(ask(if_none_match=known), kitchen)
        assert (response.status_code, response.content) == (304, b"")
        assert response.headers["ETag"] == etag
        assert response.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
        assert response.headers["Vary"] == "Accept-Encoding"
    assert kitchen.rendered == 1


def test_who_has_another_page_gets_this_one(ask, kitchen) -> None:  # type: ignore[no-untyped-def]
    assert answer(ask(if_none_match='W/"other"'), kitchen).status_code == 200


@pytest.mark.parametrize(
    ("accepts", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("br;q=1.0, gzip;q=0.8", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br; q=0.0, GZIP", "gzip"),
        ("identity", None),
        ("", None),
    ],
)
def test_the_page_is_sent_in_the_best_encoding_that_is_taken(  # type: ignore[no-untyped-def]
    ask, kitchen, accepts: str, encoding: str | None
) -> None:
    response = answer(ask(accept_encoding=accepts), kitchen)
    assert response.headers.get("Content-Encoding") == encoding
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[encoding]
    assert unpack(response.content) == PAGE.encode()
    assert response.headers["Content-Length"] == str(len(response.content))


def test_one_page_is_rendered_once_for_all_encodings(ask, kitchen) -> None:  # type: ignore[no-untyped-def]
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}
    for accepts in ("br", "gzip", "", "br", "gzip"):
        response = answer(ask(accept_encoding=accepts), kitchen)
        assert response.headers.get("Content-Encoding", "") == accepts
        assert unpack[accepts](response.content) == PAGE.encode()
    [kept] = caches[CACHE]._cache.values()  # type: ignore[attr-defined]
    assert set(pickle.loads(kept).encoded) == {"br", "gzip"}
    assert kitchen.rendered == 1


def test_head_has_the_headers_and_no_body(ask, kitchen) -> None:  # type: ignore[no-untyped-def]
    whole = answer(ask(accept_encoding="br"), kitchen)
    head = answer(ask(method="HEAD", accept_encoding="br"), kitchen)
    assert head.content == b""
    assert dict(head.headers) == dict(whole.headers)
    assert answer(ask(method="HEAD", if_none_match=whole["ETag"]), kitchen).status_code == 304


def test_everything_that_can_change_a_page_changes_its_name(  # type: ignore[no-untyped-def]
    ask, kitchen, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [answer(ask(), kitchen)["ETag"], answer(ask(), kitchen, "edition-2")["ETag"]]
    names.append(answer(ask("/maal/2/"), kitchen)["ETag"])
    names.append(answer(ask("/maal/1/?side=2"), kitchen)["ETag"])
    with translation.override("en"):
        names.append(answer(ask(), kitchen)["ETag"])
    elsewhere = ask()
    elsewhere.municipality = cast.neighbour
    names.append(answer(elsewhere, kitchen)["ETag"])
    heard = ask()
    for hearings in (OpenHearings(2, True), OpenHearings(1, True), OpenHearings(None, True)):
        heard.hearings = hearings
        names.append(answer(heard, kitchen)["ETag"])
    look = Look(site_name="Vallensbæk", link_colour="#003366")
    set_appearance(municipality=cast.municipality, look=look, by=TESTER, now=NOW)
    cast.municipality.refresh_from_db()
    names.append(answer(ask(), kitchen)["ETag"])
    monkeypatch.setattr("retning.web.request.rendering.template_build", lambda: "next build")
    names.append(answer(ask(), kitchen)["ETag"])
    assert len(set(names)) == len(names) == kitchen.rendered == 11


def test_parts_are_kept_apart(ask, kitchen) -> None:  # type: ignore[no-untyped-def]
    one, other = answer(ask(), kitchen, "ab", "c"), answer(ask(), kitchen, "a", "bc")
    assert one["ETag"] != other["ETag"]


def test_a_query_string_fills_no_cache(ask, kitchen) -> None:  # type: ignore[no-untyped-def]
    for _ in range(2):
        response = answer(ask("/maal/1/?x=1"), kitchen)
    assert kitchen.rendered == 2
    assert answer(ask("/maal/1/?x=1", if_none_match=response["ETag"]), kitchen).status_code == 304


def test_whoever_has_a_session_gets_a_page_that_nobody_keeps(ask, kitchen) -> None:  # type: ignore[no-untyped-def]
    def own() -> HttpResponse:
        return HttpResponse("Log ud, Karen")

    request = ask(cookie="sessionid=abc", if_none_match="*")
    response = cached_page(request, key_parts=("edition-1",), render=own)
    assert response.headers["Cache-Control"] == "private, no-store"
    assert "ETag" not in response.headers
    assert answer(ask(), kitchen).content == PAGE.encode()


def test_a_shared_page_may_not_ask_who_is_looking(ask) -> None:  # type: ignore[no-untyped-def]
    request = ask()

    def nosy() -> HttpResponse:
        request.session.get("name")
        return HttpResponse(PAGE)

    with pytest.raises(NotCacheable):
        cached_page(request, key_parts=("nosy",), render=nosy)


def test_a_shared_page_may_not_set_a_cookie(ask) -> None:  # type: ignore[no-untyped-def]
    def sets() -> HttpResponse:
        response = HttpResponse(PAGE)
        response.set_cookie("a", "b")
        return response

    request = ask()

    def asks_for_a_token() -> HttpResponse:
        return HttpResponse(get_token(request))

    for render in (sets, asks_for_a_token):
        with pytest.raises(NotCacheable):
            cached_page(request, key_parts=("cookie",), render=render)


def test_what_is_not_found_is_not_kept(ask) -> None:  # type: ignore[no-untyped-def]
    for status in (404, 410):
        response = cached_page(
            ask(), key_parts=("gone",), render=lambda status=status: HttpResponse(status=status)
        )
        assert response.status_code == status
        assert "ETag" not in response.headers


def test_the_number_of_kept_pages_is_bounded(ask, kitchen) -> None:  # type: ignore[no-untyped-def]
    for number in range(600):
        caches[CACHE].set(str(number), b"x", timeout=None)
    assert len(caches[CACHE]._cache) <= 500


# --- The build -------------------------------------------------------------------------


def test_the_build_follows_templates_code_and_the_manifest(tmp_path, monkeypatch, settings) -> None:  # type: ignore[no-untyped-def]
    package, static = tmp_path / "package", tmp_path / "static"
    package.mkdir()
    static.mkdir()
    monkeypatch.setattr(build, "PACKAGE", package)
    settings.STATIC_ROOT = static
    page, manifest = package / "page.html", static / "staticfiles.json"
    builds = []
    for change in (
        lambda: page.write_text("one"),
        lambda: page.write_text("two"),
        lambda: (package / "tags.py").write_text("x"),
        lambda: manifest.write_text("{}"),
        lambda: manifest.write_text('{"a": 1}'),
        lambda: page.rename(package / "other.html"),
        lambda: setattr(settings, "IS_DEMO", not settings.IS_DEMO),
    ):
        change()
        build.template_build.cache_clear()
        builds.append(build.template_build())
    (package / "notes.md").write_text("not rendered from")
    build.template_build.cache_clear()
    assert build.template_build() == builds[-1]
    assert len(set(builds)) == len(builds) == 7
    build.template_build.cache_clear()


def test_the_build_is_read_once() -> None:
    first = build.template_build()
    assert len(first) == 64
    before = build.template_build.cache_info().hits
    assert build.template_build() == first
    assert build.template_build.cache_info().hits == before + 1
