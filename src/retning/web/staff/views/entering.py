"""A letter, an e-mail or a call is entered, and a mistake in typing corrected."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from retning.apps.hearing.queries.answering import heard_rows
from retning.apps.hearing.queries.corrections import is_entered
from retning.apps.hearing.queries.phases import May, allows
from retning.apps.hearing.queries.received import comment_of
from retning.apps.hearing.rules import ENTER_RESPONSES
from retning.apps.hearing.services.correcting import correct_comment
from retning.apps.hearing.services.entering import enter_response
from retning.apps.hearing.services.files import FileRefused
from retning.apps.hearing.services.refusals import Refusal, Refused
from retning.web.request.access import requires
from retning.web.request.site import StaffRequest
from retning.web.staff import enclosures
from retning.web.staff.deciding import way_back
from retning.web.staff.form_sending import tell
from retning.web.staff.forms.entering import CorrectForm, EnterForm, initial_of
from retning.web.staff.hearing_letters import received_letter
from retning.web.staff.lookups import hearing_or_404
from retning.web.staff.moderating import Item

PAGE = "staff/hearing/enter.html"
CORRECT = "staff/hearing/correct.html"


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


@require_http_methods(["GET", "HEAD", "POST"])
@requires(ENTER_RESPONSES)
def comment_correct(request: StaffRequest, key: UUID, comment: UUID) -> HttpResponse:
    """Correct what staff typed; what people sent themselves has no such page."""
    found = comment_of(hearing_or_404(request, key), comment)
    if found is None or not is_entered(found):
        raise Http404("Nothing that staff typed in this hearing")
    form = CorrectForm(request.POST or None, comment=found)
    back = way_back(request, found)
    context = {"hearing": found.hearing, "item": Item(found), "form": form, "back": back}
    if not form.is_bound or not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, CORRECT, context, status=status)
    try:
        corrected = correct_comment(
            comment=found,
            expected=form.cleaned_data["state"],
            words=form.words,
            reason=form.cleaned_data["reason"],
            by=request.user,
            now=request.now,
        )
    except Refused as refusal:
        tell(form, refusal)
        if refusal.code is Refusal.DECIDED_MEANWHILE:
            stands = comment_of(found.hearing, comment) or found
            form.now_over(stands)
            context |= {"item": Item(stands), "is_another": True}
        return render(request, CORRECT, context, status=409)
    messages.success(request, _("It has been corrected. The record gets the correction too."))
    if corrected.showing != found.showing:
        messages.info(request, _("It waits to be looked at before everyone can read it again."))
    return redirect(back.url)
