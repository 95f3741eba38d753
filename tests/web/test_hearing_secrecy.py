"""What nobody may read of what was said stands on no public address, kept page or not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from retning.apps.hearing.enums import Phase, Showing, WithheldFor
from retning.apps.hearing.models import Comment, Hearing, Response
from tests.cast import Cast
from tests.factories import hearing as make
from tests.factories.organisation import NOW
from tests.helpers.addresses import addresses

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped_clock")]
Browser = Callable[..., Client]
SECRET = "zebraord"
PUBLIC = "giraford"
DOORS = {"public", "api"}


def everywhere(heard: Hearing) -> Iterator[str]:
    """Every public address that can be made of the hearing's names, its rows' keys and the
    comments' own, and what people ask for in search."""
    keys: list[object] = [
        row.key for kind in ("area", "goal", "theme") for row in make.rows(heard.edition, kind)
    ]
    keys += Comment.objects.values_list("key", flat=True)
    known: dict[str, list[object]] = {
        "slug": [heard.slug, heard.edition.slug, "kladde"],
        "key": keys,
        "number": [1],
        "place": ["vallensbaek"],
    }
    for each in addresses():
        if each.door in DOORS and set(each.parameters) <= known.keys():
            for values in product(*(known[name] for name in each.parameters)):
                yield reverse(each.name, kwargs=dict(zip(each.parameters, values, strict=True)))
    for word in (SECRET, PUBLIC):
        yield f"/soeg/?q={word}"
        yield f"/api/v1/search?q={word}"
    yield f"/oembed?url=http://vallensbaek.localhost/hoering/{heard.slug}/"


def read(client: Client, heard: Hearing) -> dict[str, str]:
    """Everything that a visitor can read, by address, in both languages."""
    found = {}
    for address in everywhere(heard):
        for path in {address, address if address.startswith("/api") else f"/en{address}"}:
            answer = client.get(path)
            assert answer.status_code < 500, path
            if not answer.streaming:
                found[path] = answer.content.decode(errors="replace")
    return found


def telling(pages: dict[str, str], word: str) -> set[str]:
    """The addresses whose answers hold the word; a search page repeats what it was asked."""
    return {path for path, text in pages.items() if word in text and f"q={word}" not in path}


def said(heard: Hearing, key: UUID, text: str, showing: Showing) -> Comment:
    row = next(each for each in make.rows(heard.edition, "goal") if each.key == key)
    return make.comment(make.response(heard), row, text, showing=showing)


def test_what_waits_is_withheld_or_redacted_is_nowhere(client_of: Browser, cast: Cast) -> None:
    heard = make.hearing(cast.municipality)
    key = make.rows(heard.edition, "goal")[0].key
    said(heard, key, f"{PUBLIC} er godt", Showing.PUBLISHED)
    said(heard, key, f"{SECRET} venter", Showing.WAITING)
    withheld = said(heard, key, f"{SECRET} holdes tilbage", Showing.PUBLISHED)
    withheld.showing, withheld.withheld_for = Showing.WITHHELD, WithheldFor.PERSONAL
    withheld.save()
    redacted = said(heard, key, f"{SECRET} er streget over", Showing.PUBLISHED)
    redacted.shown_text, redacted.is_redacted = "█████ er streget over", True
    redacted.save()
    nameless = make.response(heard, name=SECRET, email=f"{SECRET}@kommune.example")
    make.comment(nameless, text="Uden navn.", showing=Showing.PUBLISHED)
    draft = make.hearing(cast.municipality, Phase.DRAFT, edition=heard.edition, slug="kladde")
    make.published_comment(draft, text=f"{SECRET} i en kladde")
    pages = read(client_of(), heard)
    assert telling(pages, SECRET) == set()
    told = telling(pages, PUBLIC)
    assert reverse("public:hearing", args=[heard.slug]) in told
    assert reverse("public:hearing_feed", args=[heard.slug]) in told
    assert reverse("public:goal", args=[key]) in told
    assert f"/api/v1/hearings/{heard.slug}/comments" in told


def test_what_is_withdrawn_or_withheld_is_gone_from_pages_that_were_kept(
    client_of: Browser, cast: Cast
) -> None:
    heard = make.hearing(cast.municipality)
    key = make.rows(heard.edition, "goal")[0].key
    withdrawn = said(heard, key, f"{SECRET} trækkes tilbage", Showing.PUBLISHED)
    withheld = said(heard, key, f"{SECRET} holdes tilbage", Showing.PUBLISHED)
    client = client_of()
    before = telling(read(client, heard), SECRET)
    assert reverse("public:hearing", args=[heard.slug]) in before
    # As little as a deed can change: no moment, no version and no count but its own.
    Response.objects.filter(pk=withdrawn.response_id).update(withdrawn_at=NOW)
    Comment.objects.filter(pk=withheld.pk).update(showing=Showing.WITHHELD)
    assert telling(read(client, heard), SECRET) == set()


def test_a_page_is_another_when_a_word_of_a_comment_is(client_of: Browser, cast: Cast) -> None:
    heard = make.hearing(cast.municipality)
    key = make.rows(heard.edition, "goal")[0].key
    comment = said(heard, key, f"{SECRET} skulle streges over", Showing.PUBLISHED)
    client = client_of()
    told = telling(read(client, heard), SECRET)
    assert len(told) > 6
    Comment.objects.filter(pk=comment.pk).update(shown_text="█████ skulle streges over")
    assert telling(read(client, heard), SECRET) == set()


def test_who_asks_whether_the_page_is_the_same_is_told_that_it_is_not(
    client_of: Browser, cast: Cast
) -> None:
    heard = make.hearing(cast.municipality)
    comment = make.published_comment(heard, text=f"{SECRET} trækkes tilbage")
    client, address = client_of(), reverse("public:hearing_comments", args=[heard.slug])
    name = client.get(address).headers["ETag"]
    assert client.get(address, headers={"If-None-Match": name}).status_code == 304
    Response.objects.filter(pk=comment.response_id).update(withdrawn_at=NOW)
    assert client.get(address, headers={"If-None-Match": name}).status_code == 200
