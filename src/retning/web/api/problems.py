"""Refusals as RFC 9457 problems: a kind, and a sentence for whoever asked."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

import msgspec
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from retning.web.api.shapes import Fault, Problem

CONTENT_TYPE = "application/problem+json"


class ProblemKind(StrEnum):
    """The kinds of problems; the page about the API explains each under its name."""

    BAD_PARAMETER = "bad-parameter"
    NOT_FOUND = "not-found"
    METHOD_NOT_ALLOWED = "method-not-allowed"


STATUS = {
    ProblemKind.BAD_PARAMETER: 400,
    ProblemKind.NOT_FOUND: 404,
    ProblemKind.METHOD_NOT_ALLOWED: 405,
}


class Refused(Exception):
    """A question that cannot be answered; nothing was done."""

    def __init__(self, kind: ProblemKind, detail: str, faults: Sequence[Fault] = ()) -> None:
        super().__init__(detail)
        self.kind = kind
        self.detail = detail
        self.faults = list(faults)


def not_found(detail: str) -> Refused:
    return Refused(ProblemKind.NOT_FOUND, detail)


def problem_answer(request: HttpRequest, refused: Refused) -> HttpResponse:
    """The refusal as the answer that nobody keeps."""
    problem = Problem(
        type=request.build_absolute_uri(f"{reverse('public:api')}#{refused.kind}"),
        title=_title(refused.kind),
        status=STATUS[refused.kind],
        detail=refused.detail,
        instance=request.path,
        errors=refused.faults,
    )
    answer = HttpResponse(
        msgspec.json.encode(problem), status=problem.status, content_type=CONTENT_TYPE
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _title(kind: ProblemKind) -> str:
    match kind:
        case ProblemKind.BAD_PARAMETER:
            return gettext("A parameter cannot be used")
        case ProblemKind.NOT_FOUND:
            return gettext("There is nothing at this address")
        case ProblemKind.METHOD_NOT_ALLOWED:
            return gettext("The API can only be read")
