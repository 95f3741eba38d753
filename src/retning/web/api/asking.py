"""How every question is met: who may ask from where, in which language, and how it is answered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from typing import Any, cast

import msgspec
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.csrf import csrf_exempt

from retning.foundation.clock import date_in_denmark
from retning.web.api.parameters import LANGUAGE, Parameter, read_query
from retning.web.api.problems import ProblemKind, Refused, problem_answer
from retning.web.api.shapes import Language
from retning.web.request.rendering import cached_page
from retning.web.request.site import SiteRequest

METHODS = "GET, HEAD, OPTIONS"
A_DAY = 86_400


@dataclass(frozen=True)
class Asked:
    """A question: the request, the values of its query, and the language it is answered in."""

    request: SiteRequest
    query: dict[str, Any]
    language: Language

    @property
    def judged_on(self) -> date:
        """The day that verdicts are of: the one that is asked for, a day to come is today."""
        known_on: datetime | None = self.query["known_on"]
        today = self.request.today
        return min(date_in_denmark(known_on), today) if known_on else today

    def whole(self, path: str) -> str:
        """A path on this site as a whole address."""
        return self.request.build_absolute_uri(path)


Answers = Callable[..., HttpResponse]


def question(parameters: Sequence[Parameter]) -> Callable[[Answers], Callable[..., HttpResponse]]:
    """Let everyone ask with these parameters, from any page on the net, and only read.

    The answer may be read by other sites' scripts, but never with anybody's cookies.
    """

    def decorate(view: Answers) -> Callable[..., HttpResponse]:
        @csrf_exempt  # nothing can be changed here; else a POST would be told of forms, not of 405
        @wraps(view)
        def asked(request: HttpRequest, **values: Any) -> HttpResponse:
            language = _language(request)
            with translation.override(language):
                answer = _answer(request, language, view, (LANGUAGE, *parameters), values)
            answer.headers["Content-Language"] = language
            answer.headers["Access-Control-Allow-Origin"] = "*"
            answer.headers["Access-Control-Expose-Headers"] = "ETag, Content-Language"
            answer.headers["X-Content-Type-Options"] = "nosniff"
            patch_vary_headers(answer, ["Accept-Language", "Accept-Encoding"])
            return answer

        return asked

    return decorate


def _language(request: HttpRequest) -> Language:
    """The parameter's, else the first of Accept-Language that we speak, else Danish."""
    accepted = parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    for code in (request.GET.get("lang", ""), *(code for code, _ in accepted)):
        match code.lower().partition("-")[0]:
            case "da":
                return "da"
            case "en":
                return "en"
    return "da"


def _answer(
    request: HttpRequest,
    language: Language,
    view: Answers,
    parameters: Sequence[Parameter],
    values: dict[str, Any],
) -> HttpResponse:
    try:
        match request.method:
            case "OPTIONS":
                return _options()
            case "GET" | "HEAD":
                query = read_query(request.GET, parameters)
                return view(Asked(cast(SiteRequest, request), query, language), **values)
            case _:
                detail = gettext("Ask with GET or HEAD.")
                raise Refused(ProblemKind.METHOD_NOT_ALLOWED, detail)
    except Refused as refused:
        answer = problem_answer(request, refused)
        if refused.kind is ProblemKind.METHOD_NOT_ALLOWED:
            answer.headers["Allow"] = METHODS
        return answer


def _options() -> HttpResponse:
    answer = HttpResponse(status=204)
    answer.headers["Allow"] = METHODS
    answer.headers["Access-Control-Allow-Methods"] = METHODS
    answer.headers["Access-Control-Allow-Headers"] = "If-None-Match, Accept-Language"
    answer.headers["Access-Control-Max-Age"] = str(A_DAY)
    return answer


def told(asked: Asked, parts: tuple[str, ...], build: Callable[[], msgspec.Struct]) -> HttpResponse:
    """What `build` makes, as JSON; made only where nobody has it yet (see `cached_page`)."""

    def draw() -> HttpResponse:
        return HttpResponse(msgspec.json.encode(build()), content_type="application/json")

    return cached_page(asked.request, key_parts=("api", *parts), render=draw)
