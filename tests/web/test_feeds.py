"""The feed of editions, the map of the site, what machines are told of a page, and the embed."""

from __future__ import annotations

import json
import re
import struct
import uuid
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from html import unescape
from pathlib import Path
from xml.etree import ElementTree as Tree

import pytest
from django.core.cache import caches
from django.test import Client, override_settings
from django.urls import resolve, reverse

from retning.apps.strategy.models import Goal, Strategy
from retning.apps.strategy.queries.draft import draft_outline
from retning.web import public
from retning.web.public.presenters import xml
from retning.web.request.rendering import CACHE
from tests.cast import NOW, Cast
from tests.factories import hearing as heard
from tests.factories import indicators as figures
from tests.factories import lineage as family
from tests.factories import organisation as org
from tests.factories import strategy as make
from tests.helpers.addresses import addresses
from tools.card import drawn

pytestmark = pytest.mark.django_db
Browser = Callable[..., Client]
CARD = Path(public.__file__).parent / "static" / "public" / "card.png"
SITE = "http://vallensbaek.localhost"
ATOM = {"a": xml.ATOM}
MAP = {"s": xml.SITEMAP, "x": xml.XHTML}


@pytest.fixture(autouse=True)
def cold_cache() -> Iterator[None]:
    caches[CACHE].clear()
    yield
    caches[CACHE].clear()


@pytest.fixture
def strategy(cast: Cast) -> Strategy:
    made = make.small_strategy(cast.municipality, wordings=("Flere unge i <uddannelse> & job",))
    make.published(made, note="Til *høring* & svar")
    make.own(draft_outline(made).all_goals[0], cast.centre_chief_position)
    make.adopted(made, org.resolution(cast.units.council), now=NOW + timedelta(days=1))
    return made


@pytest.fixture
def goal(strategy: Strategy) -> Goal:
    return draft_outline(strategy).all_goals[0]


@pytest.fixture
def client(client_of: Browser) -> Client:
    return client_of()


# --- The feed --------------------------------------------------------------------------


def feed(client: Client, path: str = "/udgaver.atom") -> Tree.Element:
    response = client.get(path)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return Tree.fromstring(response.content)


def text(parent: Tree.Element, name: str) -> str:
    return parent.findtext(f"a:{name}", "", ATOM)


def test_the_feed_tells_of_every_edition_newest_first(client: Client, strategy: Strategy) -> None:
    root = feed(client)
    titles = [text(entry, "title") for entry in root.findall("a:entry", ATOM)]
    assert titles == [
        "Sammen om Vallensbæk, Udgave 2: Vedtaget",
        "Sammen om Vallensbæk, Udgave 1: Tidligere forslag",
    ]
    assert text(root, "updated") == "2026-03-03T09:00:00Z"
    assert text(root.findall("a:entry", ATOM)[1], "summary") == "Til høring & svar"


@pytest.mark.parametrize("path", ["/udgaver.atom", "/en/udgaver.atom"])
def test_the_feed_keeps_rfc_4287(client: Client, strategy: Strategy, path: str) -> None:
    root = feed(client, path)
    entries = root.findall("a:entry", ATOM)
    ids = [text(each, "id") for each in (root, *entries)]
    assert len(set(ids)) == 3
    for each in ids:
        assert uuid.UUID(each.removeprefix("urn:uuid:")).urn == each
    for each in (root, *entries):
        assert len(each.findall("a:title", ATOM)) == 1
        assert datetime.fromisoformat(text(each, "updated")).tzinfo is not None
    assert root.find("a:author/a:name", ATOM) is not None
    links = [link.attrib for each in (root, *entries) for link in each.findall("a:link", ATOM)]
    assert all(link["href"].startswith(f"{SITE}/") for link in links)
    own = [link["href"] for link in links if link["rel"] == "self"]
    assert own == [f"{SITE}{path}"]
    for each in (root, *entries):
        assert [a.attrib["rel"] for a in each.findall("a:link", ATOM)].count("alternate") == 1


def test_the_ids_last_and_differ_by_language(client: Client, strategy: Strategy) -> None:
    before = [text(each, "id") for each in feed(client).findall("a:entry", ATOM)]
    make.published(strategy, now=NOW + timedelta(days=5))
    after = [text(each, "id") for each in feed(client).findall("a:entry", ATOM)]
    assert after[1:] == before
    english = feed(client, "/en/udgaver.atom").findall("a:entry", ATOM)
    assert not {text(each, "id") for each in english} & set(after)


def test_an_empty_feed_is_a_feed(client: Client, cast: Cast) -> None:
    assert text(feed(client), "updated") == "2000-01-01T00:00:00Z"


def test_signs_that_xml_does_not_know_are_left_out(client: Client, strategy: Strategy) -> None:
    Strategy.drafts.filter(pk=strategy.pk).update(title="Byen\x01\x0b")
    strategy.refresh_from_db()
    make.published(strategy, now=NOW + timedelta(days=5))
    assert text(feed(client).findall("a:entry", ATOM)[0], "title").startswith("Byen, Udgave 3")


def test_pages_lead_to_the_feed_in_their_language(client: Client, strategy: Strategy) -> None:
    for front, path in (("/", "/udgaver.atom"), ("/en/", "/en/udgaver.atom")):
        page = client.get(front).content.decode()
        assert re.search(
            f'<link rel="alternate" type="application/atom\\+xml" title="[^"]+" href="{path}">',
            page,
        )


# --- The map of the site ---------------------------------------------------------------


def test_the_map_names_every_page_in_both_languages(
    client: Client, strategy: Strategy, goal: Goal
) -> None:
    root = Tree.fromstring(client.get("/sitemap.xml").content)
    found = {url.findtext("s:loc", "", MAP): url for url in root.findall("s:url", MAP)}
    area = draft_outline(strategy).areas[0].area
    for path in (
        "/", "/kontakt/", "/api/", "/was",
        f"/strategi/{strategy.slug}/", f"/strategi/{strategy.slug}/hele/",
        f"/strategi/{strategy.slug}/omraade/{area.key}/", f"/maal/{goal.key}/",
        f"/strategi/{strategy.slug}/udgaver/", f"/strategi/{strategy.slug}/udgaver/1/",
        f"/strategi/{strategy.slug}/udgaver/2/aendringer/",
    ):  # fmt: skip
        for address in (f"{SITE}{path}", f"{SITE}/en{path}"):
            assert address in found
            links = {
                a.attrib["hreflang"]: a.attrib["href"]
                for a in found[address].findall("x:link", MAP)
            }
            assert links == {"da": f"{SITE}{path}", "en": f"{SITE}/en{path}"}
            assert client.get(address.removeprefix(SITE)).status_code == 200
    assert len(found) == 2 * 16
    goal_url = found[f"{SITE}/maal/{goal.key}/"]
    assert goal_url.findtext("s:lastmod", "", MAP) == "2026-03-03T09:00:00Z"


OFF_THE_MAP = {
    "edition_document", "embed", "favicon", "feed", "oembed", "robots", "search", "sitemap",
    "sitemap_part", "theme", "whole_file", "area_file", "edition_file", "changes_file",
    "goal_picture", "indicator_picture", "own_profile", "compare", "survey", "survey_thanks",
    "survey_results", "outlook_skill_picture", "verdicts_picture", "compare_picture",
    "hearing_answer", "hearing_receipt", "hearing_add", "hearing_withdraw", "hearing_invited",
    "hearing_challenge", "hearing_feed", "hearing_embed", "hearing_follow", "follow_confirm",
    "follow_leave", "comment_report", "response_file", "event_sign_up", "event_calendar",
    "event_table", "sign_up",
}  # fmt: skip
"""For machines, files, questions, forms, one person alone, and what leads to another page."""


def test_every_kind_of_page_is_on_the_map(client: Client, cast: Cast) -> None:
    *_, last = family.generations(cast.municipality, cast.units.council, 2)
    make.reword(draft_outline(last).all_goals[0], "Igen")
    make.published(last, now=NOW + timedelta(days=9))
    figures.indicator(is_catalogued=True)
    figures.series("test-share", {"2025": "5.1"})
    heard.told_meeting(cast.municipality)
    caches[CACHE].clear()
    root = Tree.fromstring(client.get("/sitemap.xml").content)
    found = [
        url.findtext("s:loc", "", MAP).removeprefix(SITE) for url in root.findall("s:url", MAP)
    ]
    kinds = {resolve(path).url_name for path in found if not path.startswith("/en/")}
    pages = {each.name.partition(":")[2] for each in addresses() if each.door == "public"}
    assert kinds == pages - OFF_THE_MAP
    assert [path for path in found if "maalene-foer" in path] == [
        f"{prefix}/strategi/{last.slug}/maalene-foer/" for prefix in ("", "/en")
    ]


def test_a_large_map_comes_in_parts(
    client: Client, strategy: Strategy, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Tree.fromstring(client.get("/sitemap.xml").content).findall("s:url", MAP)
    caches[CACHE].clear()
    monkeypatch.setattr(xml, "ADDRESSES_A_FILE", 4)
    index = Tree.fromstring(client.get("/sitemap.xml").content)
    parts = [each.findtext("s:loc", "", MAP) for each in index.findall("s:sitemap", MAP)]
    assert parts == [f"{SITE}/sitemap-{number}.xml" for number in (1, 2, 3, 4)]
    found = []
    for part in parts:
        content = client.get(part.removeprefix(SITE)).content
        found += Tree.fromstring(content).findall("s:url", MAP)
    assert len(found) == len(whole)
    for path in ("/sitemap-0.xml", "/sitemap-5.xml"):
        assert client.get(path).status_code == 404


def test_robots_are_told_of_the_map_and_sent_away_from_a_demonstration(client: Client) -> None:
    assert client.get("/robots.txt").content.decode() == (
        f"User-agent: *\nDisallow: /*/hent/\nSitemap: {SITE}/sitemap.xml\n"
    )
    with override_settings(IS_DEMO=True):
        assert client.get("/robots.txt").content.decode() == "User-agent: *\nDisallow: /\n"


# --- What machines are told of a page --------------------------------------------------


def meta(page: str) -> dict[str, str]:
    found = re.findall(r'<meta (?:property|name)="([^"]+)" content="([^"]*)">', page)
    return {name: unescape(content) for name, content in found}


def test_a_goal_tells_what_it_is(client: Client, goal: Goal) -> None:
    path = f"/maal/{goal.key}/"
    page = client.get(f"{path}?fbclid=1").content.decode()
    told = meta(page)
    assert told["og:title"] == goal.text
    assert told["og:url"] == f"{SITE}{path}"
    assert (told["og:type"], told["og:locale"]) == ("article", "da_DK")
    card = struct.unpack(">II", CARD.read_bytes()[16:24])
    assert told["og:image"].startswith(f"{SITE}/static/public/card")
    assert told["og:image:alt"]
    assert card == (int(told["og:image:width"]), int(told["og:image:height"])) == (1200, 630)
    assert CARD.read_bytes() == drawn()
    assert len(drawn()) < 20_000
    assert told["og:site_name"] == "Vallensbæks retning"
    assert f'<link rel="canonical" href="{SITE}{path}">' in page
    for code, address in (("da", path), ("en", f"/en{path}")):
        assert f'<link rel="alternate" hreflang="{code}" href="{SITE}{address}">' in page
    assert meta(client.get(f"/en{path}").content.decode())["og:locale"] == "en_GB"


def test_every_public_page_has_a_title_and_a_lasting_address(
    client: Client, strategy: Strategy, goal: Goal
) -> None:
    area = draft_outline(strategy).areas[0].area
    for path in (
        "/", f"/strategi/{strategy.slug}/", f"/strategi/{strategy.slug}/hele/",
        f"/strategi/{strategy.slug}/omraade/{area.key}/", f"/strategi/{strategy.slug}/udgaver/",
        f"/strategi/{strategy.slug}/udgaver/2/", "/kontakt/", "/api/",
        f"/strategi/{strategy.slug}/udgaver/2/aendringer/",
    ):  # fmt: skip
        page = client.get(path).content.decode()
        told = meta(page)
        assert told.get("og:title"), path
        assert told["og:url"] == f"{SITE}{path}"
        assert page.count('rel="canonical"') == 1, path
    described = meta(client.get(f"/strategi/{strategy.slug}/").content.decode())
    assert described["description"] == make.VISION


def test_a_demonstration_is_still_not_found_by_search_engines(
    client: Client, strategy: Strategy
) -> None:
    with override_settings(IS_DEMO=True):
        assert meta(client.get("/").content.decode())["robots"] == "noindex, nofollow"


# --- The embed -------------------------------------------------------------------------


def test_the_embed_may_be_shown_anywhere_and_sets_no_cookie(client: Client, goal: Goal) -> None:
    response = client.get(f"/maal/{goal.key}/indlejret/")
    assert response.status_code == 200
    assert "frame-ancestors *" in response.headers["Content-Security-Policy"]
    assert "default-src 'self'" in response.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in response.headers
    assert not response.cookies
    page = response.content.decode()
    assert "Flere unge i &lt;uddannelse&gt; &amp; job" in page
    assert "Centerchef, Center for Børn og Unge" in page
    links = re.findall(r"<a [^>]*>", page)
    assert links
    assert all('target="_top"' in link and 'rel="noopener"' in link for link in links)
    assert "<script" not in page
    again = client.get(
        f"/maal/{goal.key}/indlejret/", headers={"if-none-match": response.headers["ETag"]}
    )
    assert again.status_code == 304
    assert "frame-ancestors *" in again.headers["Content-Security-Policy"]


def test_no_other_page_may_be_shown_within_another(
    client_of: Browser, cast: Cast, strategy: Strategy, goal: Goal
) -> None:
    public = [
        "/", f"/maal/{goal.key}/", f"/strategi/{strategy.slug}/", "/kontakt/", "/api/",
        "/udgaver.atom", "/api/v1/", "/maal/00000000-0000-4000-8000-000000000001/",
        reverse("staff:login"), "/arbejde/",
    ]  # fmt: skip
    staff = client_of("consultant")
    pages = [client_of().get(path) for path in public]
    pages += [staff.get(path) for path in ("/arbejde/", "/arbejde/strategier/")]
    for page in pages:
        assert page.headers["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]


def line_of(page: str) -> str:
    found = re.search(r'<input [^>]*readonly value="([^"]+)"', page)
    assert found
    return unescape(found[1])


def test_the_goal_page_has_the_line_to_copy(client: Client, goal: Goal) -> None:
    line = line_of(client.get(f"/maal/{goal.key}/").content.decode())
    assert line.startswith(
        f'<iframe src="{SITE}/maal/{goal.key}/indlejret/" title="Mål: Flere unge'
    )
    assert "\n" not in line
    assert "<uddannelse>" not in line


def test_programs_are_told_the_same_line(client: Client, goal: Goal) -> None:
    page = client.get(f"/maal/{goal.key}/").content.decode()
    found = re.search(r'type="application/json\+oembed" href="([^"]+)"', page)
    assert found
    answer = client.get(unescape(found[1]).removeprefix(SITE))
    told = json.loads(answer.content)
    assert (told["version"], told["type"]) == ("1.0", "rich")
    assert told["html"] == line_of(page)
    assert client.get("/oembed", {"url": "https://andre.example/"}).status_code == 404
    assert client.get("/oembed", {"url": f"{SITE}/maal/{goal.area.key}/"}).status_code == 404
    assert client.get("/oembed", {"url": "http://[forkert"}).status_code == 404
    for other in (f"https://andre.example/maal/{goal.key}/", f"/maal/{goal.key}/"):
        assert client.get("/oembed", {"url": other}).status_code == 404


def test_programs_are_told_in_the_language_of_the_address(client: Client, goal: Goal) -> None:
    for asked in ("/oembed", "/en/oembed"):
        danish, english = (
            client.get(asked, {"url": f"{SITE}{prefix}/maal/{goal.key}/"}).json()["html"]
            for prefix in ("", "/en")
        )
        assert f'src="{SITE}/maal/{goal.key}/indlejret/" title="Mål: ' in danish
        assert f'src="{SITE}/en/maal/{goal.key}/indlejret/" title="Goal: ' in english


def test_a_goal_that_was_never_published_is_not_shown(client: Client, cast: Cast) -> None:
    goal = draft_outline(make.small_strategy(cast.municipality)).all_goals[0]
    assert client.get(f"/maal/{goal.key}/indlejret/").status_code == 404
