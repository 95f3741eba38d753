"""A goal's targets under review, and the repaired letters of a document."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from retning.apps.strategy.enums import ReadingState
from retning.apps.strategy.rules import EDIT_STRATEGIES
from retning.apps.strategy.services.refusals import Refused
from retning.apps.strategy.services.review_targets import change_targets
from retning.foundation.records.services import ChangedMeanwhile
from retning.web.request.access import requires
from retning.web.request.site import StaffRequest
from retning.web.staff import sentences
from retning.web.staff.forms.targets import TargetsForm
from retning.web.staff.lookups import passage_or_404, reading_or_404
from retning.web.staff.repairs import shown_repairs
from retning.web.staff.source import around
from retning.web.staff.views.passages import back_to
from retning.web.staff.views.review import PART, view_of

TRY = "try"
"""A script asks with this field how what is typed would be read; nothing is saved."""


@require_http_methods(["GET", "HEAD", "POST"])
@requires(EDIT_STRATEGIES)
def passage_targets(request: StaffRequest, document: int, passage: int) -> HttpResponse:
    """Say what a goal's targets are, beside its place in the source."""
    found, view = passage_or_404(request, document, passage), view_of(request)
    data = request.POST if request.method == "POST" else None
    form = TargetsForm.of(found, data)
    part = PART in request.headers
    context: dict[str, Any] = {"passage": found, "reading": found.reading, "form": form}
    context |= {"back": back_to(found, view), "view": view, "is_part": part}
    template = "staff/parts/passage_targets_form.html" if part else "staff/passage_targets.html"
    if not part:
        context["pieces"] = around(found)
    if data is None:
        return render(request, template, context)
    if not form.is_valid() or TRY in data:
        status = 200 if TRY in data else 422
        return render(request, template, context, status=status)
    try:
        change_targets(
            passage=found,
            expected_version=form.version.cleaned_data["version"],
            targets=form.said,
            by=request.user,
            now=request.now,
        )
    except ChangedMeanwhile:
        messages.error(request, _("Somebody else changed it meanwhile. Look again."))
        return redirect(context["back"])
    except Refused as refusal:
        messages.error(request, sentences.refused(refusal.code))
        return redirect("staff:document", document)
    messages.success(request, _("The targets have been saved."))
    return redirect(context["back"])


@require_safe
@requires(EDIT_STRATEGIES)
def repairs(request: StaffRequest, document: int) -> HttpResponse:
    """Every repair of a document's letters, by what was turned into what."""
    reading = reading_or_404(request, document)
    context = {
        "reading": reading,
        "groups": shown_repairs(reading),
        "is_open": reading.state == ReadingState.READ,
    }
    return render(request, "staff/repairs.html", context)
