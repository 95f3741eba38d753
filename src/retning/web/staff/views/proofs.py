"""That a milestone of an adopted strategy is done, with what shows it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from retning.apps.strategy.enums import MeasuredBy
from retning.apps.strategy.queries.measuring import proofs_of
from retning.apps.strategy.rules import INTERPRET, READ_DRAFTS
from retning.apps.strategy.services.measuring import prove
from retning.apps.strategy.services.refusals import Refused
from retning.foundation.attachments.services import Refused as FileRefused
from retning.web.request.access import requires
from retning.web.request.site import StaffRequest
from retning.web.staff import enclosures, sentences
from retning.web.staff.adopted_places import Place, check_means, place_or_404
from retning.web.staff.forms.measuring import ProofForm
from retning.web.staff.lookups import strategy_or_404


@require_http_methods(["GET", "HEAD", "POST"])
@requires(INTERPRET)
@enclosures.takes_an_enclosure
def proof(request: StaffRequest, key: UUID, goal: UUID, number: int) -> HttpResponse:
    """Say that a milestone is done, with what shows it."""
    there = place_or_404(request, key, goal, number)
    check_means(there, MeasuredBy.MILESTONE)
    if request.method != "POST":
        return _page(request, there, ProofForm(initial={"done_on": request.today}))
    form = ProofForm(request.POST, request.FILES)
    if not enclosures.is_in_order(request, form) or not _proved(request, there, form):
        return _page(request, there, form, status=422)
    messages.success(request, _("It has been saved, and stands beside the goal."))
    return redirect(there.context(form)["back"])


def _proved(request: StaffRequest, there: Place, form: ProofForm) -> bool:
    try:
        prove(
            strategy=there.strategy,
            goal=there.row.key,
            place=there.place,
            done_on=form.cleaned_data["done_on"],
            text=form.cleaned_data["text"],
            enclosure=enclosures.enclosed(form),
            by=request.user,
            now=request.now,
        )
    except Refused as refusal:
        form.add_error(None, sentences.refused(refusal.code))
        if request.FILES:
            enclosures.ask_again(form)
        return False
    except FileRefused as refused:
        enclosures.refuse(form, refused)
        return False
    return True


def _page(
    request: StaffRequest, there: Place, form: ProofForm, *, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = there.context(form)
    context["proofs"] = proofs_of(there.strategy.pk, there.row.key, there.place)
    return render(request, "staff/proof.html", context, status=status)


@require_safe
@requires(READ_DRAFTS)
def proof_file(
    request: StaffRequest, key: UUID, goal: UUID, number: int, proof: int
) -> HttpResponseBase:
    """The file that came with a proof, for everybody who sees the adopted goals behind login."""
    strategy = strategy_or_404(request, key)
    said = {each.pk: each for each in proofs_of(strategy.pk, goal, number - 1)}
    if proof not in said:
        raise Http404("No such proof")
    return enclosures.download(request, said[proof].attachment)
