"""For administrators: the logo at the top of the public pages."""

from __future__ import annotations

from typing import cast

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from retning.apps.organisation.queries import appearance_of
from retning.apps.organisation.rules import ADMINISTER
from retning.apps.organisation.services import Refused, describe_logo, remove_logo, set_logo
from retning.web.request.access import requires
from retning.web.request.site import StaffRequest
from retning.web.staff.forms.logo import LogoForm
from retning.web.staff.uploads import QuotaUploadHandler


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@requires(ADMINISTER)
def logo(request: StaffRequest) -> HttpResponse:
    """Choose a logo, say what it shows, or take it away.

    The quota must stand before anything is read of the request, so the check against forgery is
    made inside. It is wider than a logo may be: what is a little too large is read to its end, so
    that the text written beside it is kept.
    """
    handler = QuotaUploadHandler(request, limit=settings.UPLOAD_LIMIT_BYTES)
    request.upload_handlers = [handler]
    answer: HttpResponse = _logo(request, handler)
    return answer


@csrf_protect
def _logo(request: HttpRequest, handler: QuotaUploadHandler) -> HttpResponse:
    staff = cast(StaffRequest, request)
    appearance = appearance_of(staff.municipality)
    if request.method != "POST":
        return _page(request, LogoForm(appearance=appearance))
    if request.POST.get("deed") == "remove":
        remove_logo(municipality=staff.municipality, by=staff.user, now=staff.now)
        messages.success(request, _("The logo has been removed."))
        return redirect("staff:appearance")
    form = LogoForm(request.POST, request.FILES, appearance=appearance)
    if handler.is_exceeded:
        form.came_too_large()
        return _page(request, form, status=413)
    if not form.is_valid() or not _saved(staff, form):
        return _page(request, form, status=422)
    messages.success(request, _("The logo has been saved. The public pages show it at once."))
    return redirect("staff:appearance")


def _saved(request: StaffRequest, form: LogoForm) -> bool:
    picture, text = form.cleaned_data["logo"], form.cleaned_data["logo_text"]
    municipality, user, now = request.municipality, request.user, request.now
    try:
        if picture is None:
            describe_logo(municipality=municipality, text=text, by=user, now=now)
        else:
            set_logo(
                municipality=municipality,
                chunks=picture.chunks(),
                name=picture.name,
                text=text,
                by=user,
                now=now,
            )
    except Refused as refusal:
        form.refuse(refusal.code, fields=refusal.fields)
        return False
    return True


def _page(request: HttpRequest, form: LogoForm, *, status: int = 200) -> HttpResponse:
    return render(request, "staff/logo.html", {"form": form}, status=status)
