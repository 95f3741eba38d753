"""Figures typed by hand with what shows them, and indicators of the municipality's own."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from retning.apps.indicators.enums import PeriodType, Polarity, SourceKind
from retning.apps.indicators.queries.indicators import catalogue
from retning.apps.indicators.rules import LOAD_FIGURES
from retning.apps.indicators.services.own import create_indicator, enter_figures
from retning.apps.indicators.services.refusals import Refusal, Refused
from retning.apps.indicators.services.releases import Taken
from retning.foundation.attachments.services import Refused as FileRefused
from retning.web.request.access import requires
from retning.web.request.site import StaffRequest
from retning.web.staff import enclosures
from retning.web.staff.forms.figures import EnterForm, IndicatorForm
from retning.web.staff.views.figures_files import told

GET_OR_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_OR_POST)
@requires(LOAD_FIGURES)
@enclosures.takes_an_enclosure
def figures_enter(request: StaffRequest) -> HttpResponse:
    """Type figures. `?maal=` names the indicator."""
    lines = catalogue(municipality=request.municipality)
    initial = {"indicator": request.GET.get("maal", "")}
    if request.method != "POST":
        form = EnterForm(lines=lines, initial=initial)
        return render(request, "staff/figures_enter.html", {"form": form})
    form = EnterForm(request.POST, request.FILES, lines=lines)
    taken = _entered(request, form) if enclosures.is_in_order(request, form) else None
    if taken is not None:
        return told(request, taken)
    return render(request, "staff/figures_enter.html", {"form": form}, status=422)


def _entered(request: StaffRequest, form: EnterForm) -> Taken | None:
    try:
        return enter_figures(
            municipality=request.municipality,
            code=form.cleaned_data["indicator"],
            figures=form.figures,
            proof=form.cleaned_data["proof"],
            enclosure=enclosures.enclosed(form),
            by=request.user,
            now=request.now,
        )
    except Refused as refusal:
        form.add_error(_field_of(form, refusal), refusal.sentence)
        if request.FILES:
            enclosures.ask_again(form)
    except FileRefused as refused:
        enclosures.refuse(form, refused)
    return None


def _field_of(form: EnterForm, refusal: Refused) -> str | None:
    match refusal.code:
        case Refusal.NOT_A_PERIOD:
            return form.field_of(refusal.detail)
        case Refusal.NO_PROOF:
            return "proof"
        case Refusal.NO_SUCH_INDICATOR | Refusal.OTHER_MUNICIPALITY:
            return "indicator"
        case _:
            return None


@require_http_methods(GET_OR_POST)
@requires(LOAD_FIGURES)
def indicator_create(request: StaffRequest) -> HttpResponse:
    """An indicator of the municipality's own; then its figures."""
    form = IndicatorForm(request.POST or None)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            made = create_indicator(
                municipality=request.municipality,
                name_da=said["name_da"],
                name_en=said["name_en"],
                unit_da=said["unit_da"],
                polarity=Polarity(said["polarity"]),
                period_type=PeriodType(said["period_type"]),
                source=SourceKind(said["source"]),
                definition_da=said["definition_da"],
                by=request.user,
                now=request.now,
            )
        except Refused as refusal:
            field = "name_da" if refusal.code is Refusal.CODE_TAKEN else None
            form.add_error(field, refusal.sentence)
        else:
            messages.success(request, _("The indicator has been made. Now give it figures."))
            return redirect(f"{reverse('staff:figures_enter')}?maal={made.code}")
    status = 422 if form.is_bound else 200
    return render(request, "staff/indicator_create.html", {"form": form}, status=status)
