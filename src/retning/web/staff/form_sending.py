"""A page of one form about a hearing or a meeting: drawn, drawn again with what is wrong, or its
deed done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from retning.apps.hearing.services.refusals import Refusal, Refused
from retning.foundation.records.services import ChangedMeanwhile
from retning.web.request.site import StaffRequest
from retning.web.staff.hearing_deeds import said

FIELD_OF = {"ends_at": "ends", "starts_at": "begins"}
"""Where a refusal's detail is told, where the form calls it otherwise."""


def sent(
    request: StaffRequest,
    form: Form,
    page: str,
    context: Mapping[str, Any],
    deed: Callable[[], Any],
    *,
    done: str,
    to: str | Callable[[Any], str],
    meanwhile: str = "",
) -> HttpResponse:
    """`deed` reads a form that is valid, and raises what services do; `done` is said after it, at
    the address `to`, or the one that `to` gives for what the deed made. `meanwhile` is what is said
    where somebody else was first: nothing was saved, and what was written stands in the form."""
    shown = {**context, "form": form}
    if not form.is_bound or not form.is_valid():
        return render(request, page, shown, status=422 if form.is_bound else 200)
    try:
        made = deed()
    except Refused as refusal:
        tell(form, refusal)
        return render(request, page, shown, status=422)
    except ChangedMeanwhile:
        problem = _("Somebody else has changed this meanwhile. Open it again and see what.")
        form.add_error(None, meanwhile or problem)
        return render(request, page, shown, status=409)
    messages.success(request, done)
    return redirect(to if isinstance(to, str) else to(made))


def tell(form: Form, refusal: Refused) -> None:
    """Beside the field that the refusal is about, else above the form."""
    is_too_short = refusal.code is Refusal.TOO_SHORT
    about = "closes_on" if is_too_short else FIELD_OF.get(refusal.detail, refusal.detail)
    form.add_error(about if about in form.fields else None, said(refusal))
