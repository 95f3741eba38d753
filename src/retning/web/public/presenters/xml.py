"""XML for machines: the feed of editions, and the map of the site."""

from __future__ import annotations

import unicodedata
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.etree import ElementTree as Tree

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from retning.apps.hearing.queries.events import EventView
from retning.apps.hearing.queries.public import PublicHearing
from retning.apps.indicators.queries.indicators import catalogue
from retning.apps.organisation.models import Municipality
from retning.apps.strategy.enums import RowKind
from retning.apps.strategy.models import Edition
from retning.apps.strategy.queries.addresses import addressed
from retning.apps.strategy.queries.editions import Published
from retning.apps.strategy.queries.published_lineage import strategies_with_lineage
from retning.core.prose import plain_text
from retning.web.public.presenters.figures import indicator_url, profile_url
from retning.web.public.presenters.hearing_links import comments_url, hearing_url
from retning.web.public.presenters.labels import edition_label
from retning.web.public.presenters.links import area_url, changes_url, edition_url, goal_url
from retning.web.ui.formats import shorten
from retning.web.ui.links import OWN_NAMES, in_language

ATOM = "http://www.w3.org/2005/Atom"
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
NAMES = uuid.UUID("5c1c9c5e-52a4-4a6c-8a53-2f6c0f3f2b11")
NEVER = datetime(2000, 1, 1, tzinfo=UTC)
"""When a feed that has had nothing to tell was last changed."""
ENTRIES = 50
SUMMARY = 500
ADDRESSES_A_FILE = 10_000
"""Below the 50,000 that sitemaps.org allows: each address names its two languages."""

Whole = Callable[[str], str]


def feed(published: Published, *, name: str, author: str, municipality: str, whole: Whole) -> bytes:
    """The newest editions as an Atom feed (RFC 4287) in the language of the moment."""
    language = translation.get_language() or settings.LANGUAGE_CODE
    root = Tree.Element(f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": language})
    add(root, "id", name_of(municipality, language))
    add(root, "title", gettext("Editions from %(name)s") % {"name": name})
    add(
        root,
        "updated",
        moment(published.editions[0].published_at if published.editions else NEVER),
    )
    link(root, "self", whole(reverse("public:feed")), type="application/atom+xml")
    link(root, "alternate", whole(reverse("public:front")), type="text/html", hreflang=language)
    add(Tree.SubElement(root, f"{{{ATOM}}}author"), "name", author)
    add(root, "generator", "Retning")
    for edition in published.editions[:ENTRIES]:
        root.append(_entry(published, edition, municipality, language, whole))
    return written(root, ATOM)


def _entry(
    published: Published, edition: Edition, municipality: str, language: str, whole: Whole
) -> Tree.Element:
    series = published.of_edition(edition)
    label = edition_label(edition, series)
    entry = Tree.Element(f"{{{ATOM}}}entry")
    add(entry, "id", name_of(municipality, language, edition.slug, str(edition.number)))
    add(entry, "title", f"{edition.title}, {label.name}: {label.label.word}")
    add(entry, "updated", moment(edition.published_at))
    add(entry, "published", moment(edition.published_at))
    link(entry, "alternate", whole(edition_url(edition)), type="text/html", hreflang=language)
    if series.before(edition):
        link(entry, "related", whole(changes_url(edition)), title=gettext("See what changed"))
    Tree.SubElement(entry, f"{{{ATOM}}}category", {"term": edition.kind})
    add(entry, "summary", shorten(plain_text(edition.note), SUMMARY) or label.label.word)
    return entry


def name_of(*parts: str) -> str:
    """A lasting name that tells nothing of where the site lies."""
    return uuid.uuid5(NAMES, "/".join(parts)).urn


def moment(at: datetime) -> str:
    """As both formats write it."""
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def link(parent: Tree.Element, rel: str, href: str, **others: str) -> None:
    Tree.SubElement(parent, f"{{{ATOM}}}link", {"rel": rel, "href": href} | others)


def add(parent: Tree.Element, tag: str, text: str, namespace: str = ATOM) -> None:
    Tree.SubElement(parent, f"{{{namespace}}}{tag}").text = _allowed(text)


def _allowed(text: str) -> str:
    """Without the control characters that XML does not know."""
    return "".join(
        char for char in text if char in "\t\n" or unicodedata.category(char) not in {"Cc", "Cs"}
    )


def written(root: Tree.Element, namespace: str) -> bytes:
    Tree.register_namespace("", namespace)
    Tree.register_namespace("xhtml", XHTML)
    return bytes(Tree.tostring(root, encoding="utf-8", xml_declaration=True))


@dataclass(frozen=True)
class Place:
    """A page in the map, by its Danish path, and when it last changed."""

    path: str
    changed: datetime | None


def places(
    published: Published,
    municipality: Municipality,
    hearings: Sequence[PublicHearing] = (),
    events: Sequence[EventView] = (),
) -> list[Place]:
    """Every public page that stands for itself: three queries."""
    with translation.override("da"):
        return [
            *_site(published),
            *_strategies(published),
            *_rows(published),
            *_figures(municipality),
            *_hearings(hearings),
            *_events(events),
        ]


def _site(published: Published) -> Iterator[Place]:
    newest = published.editions[0].published_at if published.editions else None
    yield Place(reverse("public:front"), newest)
    yield Place(reverse("public:contact"), None)
    yield Place(reverse("public:accessibility"), None)
    yield Place(reverse("public:api"), None)


def _strategies(published: Published) -> Iterator[Place]:
    succeeding = strategies_with_lineage(published)
    for series in published.series:
        standing, newest = series.standing.published_at, series.newest.published_at
        yield Place(reverse("public:strategy", args=[series.slug]), newest)
        yield Place(reverse("public:whole", args=[series.slug]), standing)
        yield Place(reverse("public:verdicts", args=[series.slug]), None)
        yield Place(reverse("public:editions", args=[series.slug]), newest)
        if series.standing.pk in succeeding:
            yield Place(reverse("public:lineage", args=[series.slug]), standing)
        for edition in series.editions:
            yield Place(edition_url(edition), edition.published_at)
            if series.before(edition):
                yield Place(changes_url(edition), edition.published_at)


def _rows(published: Published) -> Iterator[Place]:
    for found in addressed(published):
        is_area = found.kind is RowKind.AREA
        path = area_url(found.edition.slug, found.key) if is_area else goal_url(found.key)
        yield Place(path, found.edition.published_at)


def _figures(municipality: Municipality) -> Iterator[Place]:
    """The municipality's own profile (others' are their own sites' affair), and each indicator
    that there are figures of."""
    yield Place(reverse("public:indicators"), None)
    yield Place(reverse("public:outlook_skill"), None)
    yield Place(profile_url(municipality.slug), None)
    for line in catalogue(municipality=municipality):
        if line.has_figures:
            yield Place(indicator_url(line.indicator.code), None)


def _hearings(hearings: Sequence[PublicHearing]) -> Iterator[Place]:
    if hearings:
        yield Place(reverse("public:hearings"), None)
    for each in hearings:
        yield Place(hearing_url(each.hearing.slug), None)
        if each.shows_comments:
            yield Place(comments_url(each.hearing.slug), None)


def _events(events: Sequence[EventView]) -> Iterator[Place]:
    if events:
        yield Place(reverse("public:events"), None)
    for each in events:
        yield Place(reverse("public:event", args=[each.key]), None)
        if each.minutes_published_at is not None:
            yield Place(reverse("public:event_minutes", args=[each.key]), each.minutes_published_at)


def sitemap(some: Iterable[Place], *, whole: Whole) -> bytes:
    """A map of these pages, each in both languages."""
    root = Tree.Element(f"{{{SITEMAP}}}urlset")
    for place in some:
        addresses = {code: whole(in_language(place.path, code)) for code in OWN_NAMES}
        for address in addresses.values():
            url = Tree.SubElement(root, f"{{{SITEMAP}}}url")
            add(url, "loc", address, SITEMAP)
            if place.changed:
                add(url, "lastmod", moment(place.changed), SITEMAP)
            for code, other in addresses.items():
                about = {"rel": "alternate", "hreflang": code, "href": other}
                Tree.SubElement(url, f"{{{XHTML}}}link", about)
    return written(root, SITEMAP)


def sitemap_index(addresses: Sequence[str]) -> bytes:
    """A map of maps, where one would be too large."""
    root = Tree.Element(f"{{{SITEMAP}}}sitemapindex")
    for address in addresses:
        add(Tree.SubElement(root, f"{{{SITEMAP}}}sitemap"), "loc", address, SITEMAP)
    return written(root, SITEMAP)
