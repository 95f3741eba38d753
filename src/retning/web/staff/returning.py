"""The ways back to the editor."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from retning.web.request.site import StaffRequest


def editor_url(strategy_key: object, anchor: object = "") -> str:
    """The outline, at one of its nodes."""
    address = reverse("staff:strategy", args=[strategy_key])
    return f"{address}#node-{anchor}" if anchor else f"{address}#outline"


def too_late(request: StaffRequest, strategy: Any) -> HttpResponse:
    """Back to the outline, which shows how it is now."""
    messages.error(
        request, _("Somebody else moved or removed it meanwhile. Nothing has been changed.")
    )
    return redirect(editor_url(strategy.key))
