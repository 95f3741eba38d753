"""Which language, which municipality, which moment and whose standing a request is about."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.request import split_domain_port
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.functional import SimpleLazyObject

from retning.apps.hearing.queries.open import open_columns, open_hearings
from retning.apps.organisation.queries import (
    HostQuestion,
    Standing,
    municipality_for_host,
    standing_of,
)
from retning.foundation import clock
from retning.web.request.site import SiteRequest

HOSTS = HostQuestion(open_columns)
"""Every page says whether a hearing is open, so it is asked with whose page it is."""
GetResponse = Callable[[HttpRequest], HttpResponseBase]


class LanguageMiddleware:
    """The address alone says the language: Danish without prefix, English under /en/.

    Django's own middleware makes every answer vary by Accept-Language and asks a cookie; ours
    does neither, so that a page under one address is one page in every cache.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        named = translation.get_language_from_path(request.path_info)
        language = named or settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", language)
            return response


class MunicipalityMiddleware:
    """Finds the municipality by host name, else the installation's default, else the only one
    in use. A host that belongs to nobody gets the page that is not found."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        site = cast(SiteRequest, request)
        site.now = clock.now()
        site.today = clock.date_in_denmark(site.now)
        host, _ = split_domain_port(request.get_host())
        municipality = municipality_for_host(
            host, default_code=settings.MUNICIPALITY, question=HOSTS, day=site.today
        )
        if municipality is None:
            raise Http404("No municipality is served under this host name")
        site.municipality = municipality
        site.hearings = open_hearings(municipality, site.today)
        site.standing = cast(Standing, SimpleLazyObject(lambda: _standing(site)))
        return self.get_response(request)


def _standing(request: SiteRequest) -> Standing:
    user = request.user if request.user.is_authenticated else None
    return standing_of(user, request.municipality, on=request.today)
