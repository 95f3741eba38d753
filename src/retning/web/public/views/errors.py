"""What a visitor is told when something is not there, not allowed, too large or broken."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language

from retning.apps.organisation.sources import municipality_facts
from retning.web.ui.context import demo_words


def not_found(
    request: HttpRequest,
    exception: Exception,  # noqa: ARG001  Django gives it
) -> HttpResponse:
    """404. A host name that belongs to nobody has no municipality to draw a frame for."""
    return _error_page(request, "errors/404.html", status=404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403, with the sentence of the rule that refused, if it has one."""
    sentence = str(exception) if isinstance(exception, PermissionDenied) else ""
    return _error_page(request, "errors/403.html", status=403, sentence=sentence)


def bad_request(
    request: HttpRequest,  # noqa: ARG001  Django gives both
    exception: Exception,  # noqa: ARG001
) -> HttpResponse:
    """400: as a form that is too large in the number of its fields."""
    return _bare("errors/400.html", status=400)


def form_expired(
    request: HttpRequest,
    reason: str = "",  # noqa: ARG001  Django gives it; it is for developers
) -> HttpResponse:
    """403 for a form without a valid token: it stood open too long, or came from elsewhere."""
    return _error_page(request, "errors/403_form.html", status=403)


def too_large(request: HttpRequest) -> HttpResponse:
    """413, for whoever refuses a body by its length before reading it."""
    return _error_page(
        request,
        "errors/413.html",
        status=413,
        limit_megabytes=settings.UPLOAD_LIMIT_BYTES // 1_000_000,
    )


def broken(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  Django gives it
    """500: drawn without the database, which may be what is broken."""
    return _bare("errors/500.html", status=500)


def _error_page(
    request: HttpRequest, template: str, *, status: int, **context: object
) -> HttpResponse:
    if not hasattr(request, "municipality"):
        return _bare(template, status=status, **context)
    return render(request, template, {"frame": "ui/base.html"} | context, status=status)


def _bare(template: str, *, status: int, **context: object) -> HttpResponse:
    surroundings = {
        "frame": "ui/error_base.html",
        "language": get_language(),
        "demo_banner": _demo_banner(),
    }
    return HttpResponse(render_to_string(template, surroundings | context), status=status)


def _demo_banner() -> str:
    """Names the installation's municipality by the list of the 98: the database may be away."""
    if not settings.IS_DEMO:
        return ""
    names = {fact.code: fact.official_name for fact in municipality_facts()}
    return demo_words(names.get(settings.MUNICIPALITY, ""))
