"""The municipality's own style sheet and logo, and the page that shows every component."""

from __future__ import annotations

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.http import require_safe

from retning.apps.organisation.queries import logo_of
from retning.foundation.attachments.downloads import picture_headers
from retning.foundation.attachments.services import open_stored
from retning.web.request.rendering import cached_page
from retning.web.request.site import SiteRequest
from retning.web.ui.look import look_of, sheet_checksum, style_sheet
from retning.web.ui.showcase import showcase
from retning.web.ui.showcase_pictures import example_drawings

A_YEAR = 31_536_000


@require_safe
def appearance(request: HttpRequest) -> HttpResponse:
    """The sheet of the request's municipality: kept for ever under its checksum, else asked for
    again each time."""
    sheet = style_sheet(look_of(cast(SiteRequest, request).municipality))
    checksum = sheet_checksum(sheet)
    response = HttpResponse(sheet, content_type="text/css; charset=utf-8")
    response.headers["ETag"] = f'"{checksum}"'
    if request.GET.get("v") == checksum:
        patch_cache_control(response, public=True, max_age=A_YEAR, immutable=True)
    else:
        patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
    return response


@require_safe
def logo(request: HttpRequest, checksum: str) -> HttpResponse:
    """The present logo of the request's municipality; earlier ones and the neighbour's are not
    found. What an address holds never changes, so it is kept for ever."""
    picture = logo_of(cast(SiteRequest, request).municipality, key=checksum)
    if picture is None:
        raise Http404("Not this municipality's logo")
    headers = picture_headers(picture)
    not_modified = get_conditional_response(request, etag=headers["ETag"])
    if not_modified is not None:
        not_modified.headers["Cache-Control"] = headers["Cache-Control"]
        not_modified.headers["ETag"] = headers["ETag"]
        return not_modified
    try:
        with open_stored(picture) as file:
            return HttpResponse(file.read(), headers=headers)
    except FileNotFoundError:
        raise Http404("The logo's file has been lost") from None


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Every component in every state."""
    return cached_page(
        request,
        key_parts=("components",),
        render=lambda: render(request, "ui/components.html", showcase()),
    )


@require_safe
def pictures(request: HttpRequest) -> HttpResponse:
    """Every kind of picture, of generated figures."""
    return cached_page(
        request,
        key_parts=("pictures",),
        render=lambda: render(request, "ui/pictures.html", {"drawings": example_drawings()}),
    )
