"""Units, positions, those who hold them, and fields: enough to own goals."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from retning.apps.organisation import services
from retning.apps.organisation.enums import PositionKind, UnitKind
from retning.apps.organisation.queries import fields_of, unit_tree, units_below, units_ended
from retning.apps.organisation.rules import MANAGE_ORGANISATION
from retning.web.request.access import requires
from retning.web.request.site import StaffRequest
from retning.web.staff.forms import units as forms
from retning.web.staff.lookups import holder_or_404, position_or_404, unit_or_404

GET_OR_POST = ["GET", "HEAD", "POST"]


@dataclass(frozen=True)
class Sheet:
    """A page with one form: what it is about, and where one comes from and goes back to.

    `note` says what the deed brings with it; `back_is_ours` where the way back is a unit's name.
    """

    heading: str
    back: str
    back_label: str
    about: str = ""
    note: str = ""
    back_is_ours: bool = True


@require_safe
@requires(MANAGE_ORGANISATION)
def organisation(request: StaffRequest) -> HttpResponse:
    """The units as a tree, with positions and holders; the fields; what was."""
    context = {
        "branches": unit_tree(request.municipality, on=request.today),
        "ended": units_ended(request.municipality, on=request.today),
        "fields": fields_of(request.municipality),
        "today": request.today,
    }
    return render(request, "staff/organisation.html", context)


@require_safe
@requires(MANAGE_ORGANISATION)
def unit(request: StaffRequest, key: UUID) -> HttpResponse:
    """One unit: its facts, its positions, and the deeds that can be done to it."""
    found = unit_or_404(request, key)
    context = {
        "unit": found,
        "below": units_below(found, on=request.today),
        "today": request.today,
    }
    return render(request, "staff/unit.html", context)


@require_http_methods(GET_OR_POST)
@requires(MANAGE_ORGANISATION)
def unit_add(request: StaffRequest) -> HttpResponse:
    """A new unit, at the top or below another."""
    form = forms.UnitForm(
        request.POST or None,
        municipality=request.municipality,
        day=request.today,
        initial={"valid_from": request.today, "parent": request.GET.get("under", "")},
    )

    def add() -> str:
        values = form.cleaned_data | {"kind": UnitKind(form.cleaned_data["kind"])}
        made = services.create_unit(
            municipality=request.municipality, by=request.user, now=request.now, **values
        )
        return _("%(name)s has been added.") % {"name": made.name}

    return _answer(request, form, add, _below_organisation(_("Add a unit")))


@require_http_methods(GET_OR_POST)
@requires(MANAGE_ORGANISATION)
def unit_rename(request: StaffRequest, key: UUID) -> HttpResponse:
    """Another name for the same unit."""
    found = unit_or_404(request, key)
    form = forms.UnitNameForm(request.POST or None, initial={"name": found.name})
    sheet = _below_unit(_("Correct the unit's name"), found)

    def rename() -> str:
        name = form.cleaned_data["name"]
        services.rename_unit(unit=found, name=name, by=request.user, now=request.now)
        return _("The unit is now called %(name)s.") % {"name": name}

    return _answer(request, form, rename, sheet)


@require_http_methods(GET_OR_POST)
@requires(MANAGE_ORGANISATION)
def unit_move(request: StaffRequest, key: UUID) -> HttpResponse:
    """The unit, and what lies below it, to another place in the tree."""
    found = unit_or_404(request, key)
    form = forms.UnitPlaceForm(
        request.POST or None,
        municipality=request.municipality,
        day=request.today,
        initial={"parent": found.parent_id},
    )
    note = _("What lies below the unit comes along.")
    sheet = _below_unit(_("Move the unit"), found, note=note)

    def move() -> str:
        parent = form.cleaned_data["parent"]
        services.move_unit(unit=found, parent=parent, by=request.user, now=request.now)
        return _("%(name)s has been moved.") % {"name": found.name}

    return _answer(request, form, move, sheet)


@require_http_methods(GET_OR_POST)
@requires(MANAGE_ORGANISATION)
def unit_end(request: StaffRequest, key: UUID) -> HttpResponse:
    """The unit and its positions end. They are kept, as what was."""
    found = unit_or_404(request, key)
    note = _("Its positions end on the same day. Everything is kept, as what was.")
    sheet = _below_unit(_("End the unit"), found, note=note)
    form = _ending_form(request, _("First day without the unit"))

    def end() -> str:
        day = form.cleaned_data["valid_to"]
        services.end_unit(unit=found, valid_to=day, by=request.user, now=request.now)
        return _("%(name)s has got its end.") % {"name": found.name}

    return _answer(request, form, end, sheet)


@require_http_methods(GET_OR_POST)
@requires(MANAGE_ORGANISATION)
def position_add(request: StaffRequest, key: UUID) -> HttpResponse:
    """A new position in a unit, whoever is to hold it."""
    found = unit_or_404(request, key)
    first = max(found.valid_from, request.today)
    form = forms.PositionForm(request.POST or None, initial={"valid_from": first})
    sheet = _below_unit(_("Add a position"), found)

    def add() -> str:
        values = form.cleaned_data | {"kind": PositionKind(form.cleaned_data["kind"])}
        made = services.create_position(unit=found, by=request.user, now=request.now, **values)
        return _("%(title)s has been added. You can now say who holds the position.") % {
            "title": made.title
        }

    return _answer(request, form, add, sheet)


@require_http_methods(GET_OR_POST)
@requires(MANAGE_ORGANISATION)
def position_end(request: StaffRequest, key: UUID) -> HttpResponse:
    """The position ends, and with it who holds it."""
    found = position_or_404(request, key)
    note = _("Whoever holds it stops on the same day. Everything is kept, as what was.")
    sheet = _below_unit(_("End the position"), found.unit, about=found.title, note=note)
    form = _ending_form(request, _("First day without the position"))

    def end() -> str:
        day = form.cleaned_data["valid_to"]
        services.end_position(position=found, valid_to=day, by=request.user, now=request.now)
        return _("%(name)s has got its end.") % {"name": found.title}

    return _answer(request, form, end, sheet)


@require_http_methods(GET_OR_POST)
@requires(MANAGE_ORGANISATION)
def holder_add(request: StaffRequest, key: UUID) -> HttpResponse:
    """Somebody, known or new, holds a position from a day."""
    found = position_or_404(request, key)
    form = forms.HolderForm(
        request.POST or None,
        municipality=request.municipality,
        initial={"valid_from": max(found.valid_from, request.today)},
    )
    sheet = _below_unit(_("Say who holds the position"), found.unit, about=found.title)

    def hold() -> str:
        values = form.cleaned_data
        deed: dict[str, Any] = {"by": request.user, "now": request.now}
        person = values["person"] or services.create_person(
            municipality=request.municipality, name=values["name"], email=values["email"], **deed
        )
        services.hold_position(
            position=found, person=person, valid_from=values["valid_from"], **deed
        )
        return _("%(name)s holds the position.") % {"name": person.name}

    return _answer(request, form, hold, sheet)


@require_http_methods(GET_OR_POST)
@requires(MANAGE_ORGANISATION)
def holder_end(request: StaffRequest, holder: int) -> HttpResponse:
    """Somebody leaves a position."""
    found = holder_or_404(request, holder)
    name, position = found.person.name, found.position
    sheet = _below_unit(
        _("End who holds the position"), position.unit, about=f"{name}, {position.title}"
    )
    form = _ending_form(request, _("First day no longer in the position"))

    def end() -> str:
        day = form.cleaned_data["valid_to"]
        services.end_holding(holder=found, valid_to=day, by=request.user, now=request.now)
        return _("It is noted when %(name)s leaves the position.") % {"name": name}

    return _answer(request, form, end, sheet)


@require_http_methods(GET_OR_POST)
@requires(MANAGE_ORGANISATION)
def field_add(request: StaffRequest) -> HttpResponse:
    """A new field that cuts across areas and units."""
    form = forms.FieldForm(request.POST or None)

    def add() -> str:
        made = services.create_field(
            municipality=request.municipality,
            name=form.cleaned_data["name"],
            by=request.user,
            now=request.now,
        )
        return _("%(name)s has been added.") % {"name": made.name}

    return _answer(request, form, add, _below_organisation(_("Add a field")))


def _ending_form(request: StaffRequest, label: str) -> forms.EndingForm:
    return forms.EndingForm(request.POST or None, label=label, initial={"valid_to": request.today})


def _below_organisation(heading: str) -> Sheet:
    back = reverse("staff:organisation")
    return Sheet(heading, back=back, back_label=_("Organisation"), back_is_ours=False)


def _below_unit(heading: str, unit: Any, *, about: str = "", note: str = "") -> Sheet:
    back = reverse("staff:unit", args=[unit.key])
    return Sheet(heading, back=back, back_label=unit.name, about=about, note=note)


def _answer(
    request: StaffRequest, form: Form, deed: Callable[[], str], sheet: Sheet
) -> HttpResponse:
    """Show the form; or do the deed whole, say so and go back; or say at the field why not."""
    if form.is_bound and form.is_valid():
        try:
            with transaction.atomic():
                said = deed()
        except services.Refused as refusal:
            place = next((name for name in refusal.fields if name in form.fields), None)
            form.add_error(place, refusal.sentence)
        else:
            messages.success(request, said)
            return redirect(sheet.back)
    status = 422 if form.is_bound else 200
    context = {"form": form, "sheet": sheet}
    return render(request, "staff/organisation_form.html", context, status=status)
