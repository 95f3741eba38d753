"""Hearings as everyone reads them: which there are, one of them, and what was said in it.

A page is kept under what it shows: the very comments it is made of are part of its name, so what
has been withdrawn or withheld is on no page that anybody is given.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import cast
from uuid import UUID

from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from retning.apps.hearing.enums import CommentKind, SenderKind
from retning.apps.hearing.queries.events import events_of_hearing
from retning.apps.hearing.queries.outcome import adopted_after
from retning.apps.hearing.queries.public import (
    FEW,
    IN_FEED,
    PAGE_SIZE,
    Filters,
    PublicComment,
    PublicHearing,
    TextRow,
    comment_count,
    comment_counts,
    comments_page,
    extensions_of,
    public_hearing,
    public_hearings,
    text_rows,
)
from retning.web.public.hearing_now import fingerprint
from retning.web.public.presenters.embedding import embedding_of_hearing
from retning.web.public.presenters.hearing_feed import comments_feed
from retning.web.public.presenters.hearing_links import (
    ABOUT,
    KIND,
    PAGE,
    POSTCODE,
    SENDER,
    comments_said,
)
from retning.web.public.presenters.hearing_outcome import outcome_of
from retning.web.public.presenters.hearings import (
    AskedComments,
    below,
    comments_page_of,
    hearing_chain,
    hearing_head,
    hearing_page,
)
from retning.web.request.rendering import cached_page
from retning.web.request.site import SiteRequest

_POSTCODE, _PAGE = re.compile(r"[0-9]{4}"), re.compile(r"[1-9][0-9]{0,4}")


@require_safe
def hearings(request: HttpRequest) -> HttpResponse:
    """Every hearing that has been announced: those one can answer first."""
    site = cast(SiteRequest, request)
    every = public_hearings(site.municipality, now=site.now)

    def draw() -> HttpResponse:
        heads = [hearing_head(each) for each in every]
        context = {
            "open": [each for each in heads if each.is_open],
            "coming": [h for h, f in zip(heads, every, strict=True) if f.phase == "announced"],
            "earlier": [
                h for h, f in zip(heads, every, strict=True) if f.phase not in {"open", "announced"}
            ],
        }
        return render(request, "public/hearings.html", context)

    parts = ("hearings", fingerprint(every))
    return cached_page(request, key_parts=parts, render=draw)


@require_safe
def hearing(request: HttpRequest, slug: str) -> HttpResponse:
    """One hearing: how long one can answer, the text by area, what was said last, meetings."""
    found = hearing_or_404(request, slug)
    counts = comment_counts(found.hearing) if found.shows_comments else {}
    newest = _comments(found, Filters(), 1, size=FEW)
    events = events_of_hearing(found.hearing, cast(SiteRequest, request).now)
    outcome = outcome_of(adopted_after(found))

    def draw() -> HttpResponse:
        rows, moved = text_rows(found.frozen_set_id), extensions_of(found.hearing)
        page = hearing_page(found, rows, counts, newest, moved)
        embedding = embedding_of_hearing(request.build_absolute_uri, slug, page.head.title)
        context = {
            "hearing": page,
            "events": events,
            "outcome": outcome,
            "chain": hearing_chain(),
            "embedding": embedding,
        }
        return render(request, "public/hearing.html", context)

    parts = ("hearing", fingerprint(found, sorted(counts.items()), newest, events, outcome))
    return cached_page(request, key_parts=parts, render=draw)


@require_safe
def hearing_comments(request: HttpRequest, slug: str) -> HttpResponse:
    """The comments of a hearing, twenty a page, as the address asks for them."""
    found = hearing_or_404(request, slug)
    rows = text_rows(found.frozen_set_id)
    asked = _asked(request, rows)
    counts = comment_counts(found.hearing) if found.shows_comments else {}
    comments = _comments(found, asked.filters, asked.page)
    total = _total(found, asked.filters, counts)
    if not comments and asked.page > 1:
        raise Http404("There are not so many comments")

    def draw() -> HttpResponse:
        page = comments_page_of(found, rows, counts, asked, comments, total)
        context = {"said": page, "chain": hearing_chain(found)}
        return render(request, "public/hearing_comments.html", context)

    seen = (found, sorted(counts.items()), asked, comments, total)
    return cached_page(request, key_parts=("comments", fingerprint(*seen)), render=draw)


@require_safe
def hearing_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest comments, for readers of feeds."""
    here = cast(SiteRequest, request).municipality
    found = hearing_or_404(request, slug)
    comments = _comments(found, Filters(), 1, size=IN_FEED)

    def draw() -> HttpResponse:
        content = comments_feed(
            found,
            comments,
            {row.key: row.text for row in text_rows(found.frozen_set_id)},
            author=here.official_name,
            municipality=here.pk,
            whole=request.build_absolute_uri,
        )
        return HttpResponse(content, content_type="application/atom+xml; charset=utf-8")

    parts = ("hearing feed", fingerprint(found, comments))
    return cached_page(request, key_parts=parts, render=draw)


@require_safe
@xframe_options_exempt
def hearing_embed(request: HttpRequest, slug: str) -> HttpResponse:
    """A hearing, small: for other sites to show within theirs."""

    @csp_replace({"frame-ancestors": ["*"]})
    def answer(request: HttpRequest) -> HttpResponse:
        return _embed(request, slug)

    return cast(HttpResponse, answer(request))


def _embed(request: HttpRequest, slug: str) -> HttpResponse:
    found = hearing_or_404(request, slug)
    count = sum(comment_counts(found.hearing).values()) if found.shows_comments else None

    def draw() -> HttpResponse:
        said = None if count is None else comments_said(count)
        context = {"head": hearing_head(found), "count_said": said}
        return render(request, "public/hearing_embed.html", context)

    parts = ("hearing embed", fingerprint(found, count))
    return cached_page(request, key_parts=parts, render=draw)


def hearing_or_404(request: HttpRequest, slug: str) -> PublicHearing:
    """The announced hearing that the address names."""
    site = cast(SiteRequest, request)
    found = public_hearing(site.municipality, slug, now=site.now)
    if found is None:
        raise Http404("No such hearing has been announced here")
    return found


def _comments(
    found: PublicHearing, filters: Filters, page: int, *, size: int = PAGE_SIZE
) -> list[PublicComment]:
    if not found.shows_comments:
        return []
    return comments_page(found.hearing, filters, page=page, size=size)


def _total(found: PublicHearing, filters: Filters, counts: dict[UUID, int]) -> int:
    if filters.sender or filters.kind or filters.postcode:
        return comment_count(found.hearing, filters) if found.shows_comments else 0
    if filters.about is None:
        return sum(counts.values())
    return sum(counts.get(key, 0) for key in filters.about)


def _asked(request: HttpRequest, rows: Sequence[TextRow]) -> AskedComments:
    """What the address asks for; what it asks for in vain is taken as not asked."""
    query = request.GET
    about = _row(query.get(ABOUT, ""), rows)
    sender, kind = query.get(SENDER, ""), query.get(KIND, "")
    postcode, page = query.get(POSTCODE, "").strip(), query.get(PAGE, "")
    return AskedComments(
        about=about,
        filters=Filters(
            about=None if about is None else frozenset(below(rows, about)),
            sender=SenderKind(sender) if sender in SenderKind.values else None,
            kind=CommentKind(kind) if kind in CommentKind.values else None,
            postcode=postcode if _POSTCODE.fullmatch(postcode) else "",
        ),
        page=int(page) if _PAGE.fullmatch(page) else 1,
    )


def _row(said: str, rows: Sequence[TextRow]) -> UUID | None:
    return next((row.key for row in rows if str(row.key) == said), None)
