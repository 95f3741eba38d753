"""A letter, an e-mail or a call is entered."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from retning.apps.hearing.queries.answering import heard_rows
from retning.apps.hearing.queries.phases import May, allows
from retning.apps.hearing.rules import ENTER_RESPONSES
from retning.apps.hearing.services.entering import enter_response
from retning.apps.hearing.services.files import FileRefused
from retning.apps.hearing.services.refusals import Refused
from retning.web.request.access import requires
from retning.web.request.site import StaffRequest
from retning.web.staff import enclosures
from retning.web.staff.forms.entering import EnterForm, initial_of
from retning.web.staff.hearing_letters import received_letter
from retning.web.staff.lookups import hearing_or_404

PAGE = "staff/hearing/enter.html"


@require_http_methods(["GET", "HEAD", "POST"])
@requires(ENTER_RESPONSES)
@enclosures.takes_an_enclosure
def response_enter(request: StaffRequest, key: UUID) -> HttpResponse:
    """Enter what did not come by the site; then look at it as everything else."""
    hearing = hearing_or_404(request, key)
    rows, may_enter = heard_rows(hearing), allows(hearing, May.ENTER, request.now)
    initial = initial_of(request.today)
    form = EnterForm(
        request.POST or None,
        request.FILES or None,
        hearing=hearing,
        rows=rows,
        initial=initial,
    )
    context = {"hearing": hearing, "form": form, "may_enter": may_enter}
    if request.method != "POST":
        return render(request, PAGE, context)
    entered = _entered(request, hearing, form) if enclosures.is_in_order(request, form) else None
    if entered is None:
        return render(request, PAGE, context, status=422)
    kept = _("It has been kept, with the reference %(reference)s.")
    messages.success(request, kept % {"reference": entered.reference})
    if entered.is_late:
        messages.info(request, _("It came after the last day, and is marked as too late."))
    return redirect("staff:response", key, entered.key)


def _entered(request: StaffRequest, hearing: Any, form: EnterForm) -> Any:
    """The response; None where it was refused, which the form then says."""
    enclosure = enclosures.enclosed(form)
    try:
        return enter_response(
            hearing=hearing,
            came=form.came,
            sender=form.sender,
            said=form.said,
            enclosures=[enclosure] if enclosure else [],
            invitation=form.cleaned_data["invitation"],
            write=received_letter(request),
            by=request.user,
            now=request.now,
        )
    except FileRefused as refusal:
        form.add_error(enclosures.FIELD, refusal.sentence)
    except Refused as refusal:
        form.add_error(refusal.detail if refusal.detail in form.fields else None, refusal.sentence)
        if request.FILES:
            enclosures.ask_again(form)
    return None
