"""The pages every site has, whatever its strategy says."""

from __future__ import annotations

from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseRedirect
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from retning.web.request.rendering import cached_page
from retning.web.request.site import SiteRequest
from retning.web.ui.look import look_of


@require_safe
def contact(request: HttpRequest) -> HttpResponse:
    """How to reach the municipality."""
    return cached_page(
        request, key_parts=("contact",), render=lambda: render(request, "public/contact.html")
    )


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement: the municipality's own in the WAS tool, where it has one.

    Source: lov nr. 692 af 8. juni 2018 om tilgængelighed af offentlige organers websteder og
    mobilapplikationer; the address /was is the agency's recommendation.
    """
    url = look_of(cast(SiteRequest, request).municipality).accessibility_statement_url
    if url:
        return HttpResponseRedirect(url)
    return cached_page(
        request,
        key_parts=("accessibility",),
        render=lambda: render(request, "public/accessibility.html"),
    )


@require_safe
def api(request: HttpRequest) -> HttpResponse:
    """How the site is read by machines, told to people."""

    def draw() -> HttpResponse:
        root = request.build_absolute_uri(reverse("api:root"))
        return render(request, "public/api.html", {"root": root})

    return cached_page(request, key_parts=("api page",), render=draw)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """A demonstration asks search engines to stay away from all of it."""
    if settings.IS_DEMO:
        rules = "Disallow: /\n"
    else:
        map_address = request.build_absolute_uri(reverse("public:sitemap"))
        # A robot that follows every link would have every file made.
        rules = f"Disallow: /*/hent/\nSitemap: {map_address}\n"
    return HttpResponse(f"User-agent: *\n{rules}", content_type="text/plain; charset=utf-8")


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """For visitors that ask for the old address without having read the page."""
    return HttpResponsePermanentRedirect(static("ui/mark.svg"))
