"""Doors that ask who is there.

Nobody: to the login page, and back. Somebody without the role: a sentence that says who may.
A row of another municipality: not found, exactly as a row that never was.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar, cast

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.functional import Promise

from retning.apps.organisation.queries import Standing
from retning.apps.organisation.rules import ENTER
from retning.web.request.site import StaffRequest

Parameters = ParamSpec("Parameters")
Row = TypeVar("Row", bound=Model)


class Allows(Protocol):
    """A permission, as the rules make them: a predicate with the sentence of its refusal."""

    @property
    def sentence(self) -> str | Promise: ...

    def __call__(self, standing: Standing) -> bool: ...


StaffView = Callable[Concatenate[StaffRequest, Parameters], HttpResponseBase]
View = Callable[Concatenate[HttpRequest, Parameters], HttpResponseBase]


def requires(
    permission: Allows = ENTER, *, keeps: bool = False
) -> Callable[[StaffView[Parameters]], View[Parameters]]:
    """Let only those pass who may; the answer is never kept by a cache, unless the view `keeps` it
    in the asker's own and says how."""

    def decorate(view: StaffView[Parameters]) -> View[Parameters]:
        @wraps(view)
        def guarded(
            request: HttpRequest, /, *args: Parameters.args, **kwargs: Parameters.kwargs
        ) -> HttpResponseBase:
            staff = cast(StaffRequest, request)
            if not staff.user.is_authenticated:
                return redirect_to_login(_return_address(request), resolve_url(settings.LOGIN_URL))
            check(staff, permission)
            response = view(staff, *args, **kwargs)
            if keeps:
                patch_cache_control(response, private=True)
            else:
                patch_cache_control(response, private=True, no_store=True)
            patch_vary_headers(response, ["Cookie"])
            return response

        guarded.requires = permission  # type: ignore[attr-defined]
        return guarded

    return decorate


def _return_address(request: HttpRequest) -> str:
    """Back to the page; a form that was sent in vain is not sent again, but opened afresh."""
    return request.get_full_path() if request.method in {"GET", "HEAD"} else request.path


def check(request: StaffRequest, permission: Allows) -> None:
    """Refuse with a sentence: first whoever has no role here at all, then who lacks this one."""
    for asked in (ENTER, permission):
        if not asked(request.standing):
            raise PermissionDenied(str(asked.sentence))


def owned_or_404(rows: QuerySet[Row], request: StaffRequest, **lookup: Any) -> Row:
    """The one row of the request's municipality that `lookup` names.

    Another municipality's row is not found, exactly as one that never was.
    """
    row = rows.filter(municipality=request.municipality, **lookup).first()
    if row is None:
        raise Http404("No such row in this municipality")
    return row
