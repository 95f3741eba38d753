"""Texts to take along, as files: ready, or on their way with a page that says how far.

Addresses last: `…/hent/pdf`, `…/hent/docx` and `…/hent/xlsx` below a strategy (as it stands), an
area, an edition, and the red-line of an edition (`?fra=` names the one to compare with).
"""

from __future__ import annotations

from datetime import datetime
from typing import TypedDict, cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from retning.apps.strategy.enums import RowKind
from retning.apps.strategy.queries.editions import Published, published
from retning.apps.strategy.queries.published import published_row
from retning.apps.strategy.services.renditions import changes_file, edition_file
from retning.foundation.audit.services import SystemActor
from retning.foundation.reporting.services import Asked, forget_lost
from retning.foundation.reporting.structure import Format
from retning.web.public.presenters.downloads import waiting_page
from retning.web.public.presenters.editions import comparison
from retning.web.public.presenters.links import (
    SINCE,
    area_url,
    changes_url,
    edition_url,
    strategy_url,
)
from retning.web.public.views.strategies import found
from retning.web.request.files import file_answer
from retning.web.request.site import SiteRequest

VISITOR = SystemActor("public")
SECONDS = 2
SECONDS_AFTER_FAILURE = 600
SECONDS_WHILE_FULL = 60
WAITING_AT_MOST = 20
"""Drawings that visitors of one municipality may have waiting: minutes of work."""


@require_safe
def whole(request: HttpRequest, slug: str, form: str) -> HttpResponseBase:
    """A strategy as it stands."""
    site = cast(SiteRequest, request)
    series = found(_published(site).of_slug(slug))
    asked = edition_file(edition=series.standing, **_how(site, form))
    return _answer(request, asked, back=strategy_url(slug))


@require_safe
def edition(request: HttpRequest, slug: str, number: int, form: str) -> HttpResponseBase:
    """One edition."""
    site = cast(SiteRequest, request)
    series = found(_published(site).of_slug(slug))
    shown = found(series.numbered(number))
    asked = edition_file(edition=shown, **_how(site, form))
    return _answer(request, asked, back=edition_url(shown))


@require_safe
def area(request: HttpRequest, slug: str, key: UUID, form: str) -> HttpResponseBase:
    """One area, in the edition that stands for it."""
    site = cast(SiteRequest, request)
    row = published_row(_published(site), RowKind.AREA, key)
    if row is None or row.edition.slug != slug:
        raise Http404("No such area has been published")
    asked = edition_file(edition=row.edition, part=key, part_title=row.row.text, **_how(site, form))
    return _answer(request, asked, back=area_url(slug, key))


@require_safe
def changes(request: HttpRequest, slug: str, number: int, form: str) -> HttpResponseBase:
    """The red-line of an edition against the one before, or the one that is asked for."""
    site = cast(SiteRequest, request)
    series = found(_published(site).of_slug(slug))
    pair = found(comparison(series, number, request.GET.get(SINCE)))
    if pair.since is None:
        raise Http404("The first edition changes nothing")
    asked = changes_file(old=pair.since, new=pair.edition, **_how(site, form))
    return _answer(request, asked, back=changes_url(pair.edition, pair.since))


def _published(site: SiteRequest) -> Published:
    """What has been published, by the municipality that the request has read already."""
    every = published(site.municipality)
    for each in every.editions:
        each.municipality = site.municipality
    return every


class _How(TypedDict):
    form: Format
    language: str
    by: SystemActor
    now: datetime
    at_most: int


def _how(request: SiteRequest, form: str) -> _How:
    """As what, in which language, for whom and when. Raises Http404 for a form there is not."""
    try:
        asked = Format(form)
    except ValueError:
        raise Http404("No such format") from None
    return _How(
        form=asked,
        language="en" if (get_language() or "da").startswith("en") else "da",
        by=VISITOR,
        now=request.now,
        # Who only asks whether a file is there has nothing made.
        at_most=0 if request.method == "HEAD" else WAITING_AT_MOST,
    )


def _answer(request: HttpRequest, asked: Asked, *, back: str) -> HttpResponseBase:
    if asked.attachment is None:
        return _waiting(request, asked, back=back)
    etag = f'"{asked.attachment.sha256}"'
    response: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    if response is None:
        try:
            response = file_answer(request, asked.attachment)
        except FileNotFoundError:
            # It will be made again when the visitor's browser asks again, in a moment.
            forget_lost(asked.rendition)
            return _waiting(request, asked, back=back)
    disposition = content_disposition_header(as_attachment=True, filename=asked.rendition.name)
    response.headers["Content-Disposition"] = disposition or "attachment"
    response.headers["ETag"] = etag
    # The same address may lead to another edition's file tomorrow: kept, but asked for each time.
    response.headers["Cache-Control"] = "public, max-age=0, must-revalidate"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _waiting(request: HttpRequest, asked: Asked, *, back: str) -> HttpResponse:
    """A calm page that asks again by itself, also without scripts."""
    page = waiting_page(asked, back=back)
    is_full = asked.is_full and request.method != "HEAD"
    status = 503 if page.has_failed or is_full else 202
    response = render(
        request, "public/download.html", {"download": page, "is_full": is_full}, status=status
    )
    seconds = SECONDS
    if page.has_failed:
        seconds = SECONDS_AFTER_FAILURE
    elif is_full:
        seconds = SECONDS_WHILE_FULL
    response.headers["Retry-After"] = str(seconds)
    if not page.has_failed:
        response.headers["Refresh"] = str(seconds)
    response.headers["Cache-Control"] = "no-store"
    return response
