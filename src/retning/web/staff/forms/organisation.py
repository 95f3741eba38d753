"""Forms for administrators: who has which role, and how the site looks."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from retning.apps.organisation.enums import Role
from retning.apps.organisation.models import Appearance, Municipality, Unit
from retning.apps.organisation.services import Look
from retning.apps.organisation.validators import validate_colour
from retning.web.staff.forms.choices import capitalised


def _day(label: Any, **options: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(format="%Y-%m-%d"), **options)


class MembershipForm(forms.Form):
    """A role for somebody, known by the e-mail address they log in with."""

    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        required=False,
        help_text=_("Only needed for somebody who has never logged in here."),
    )
    role = forms.ChoiceField(label=_("Role"), choices=capitalised(Role))
    unit = forms.ModelChoiceField(
        label=_("Unit"),
        queryset=Unit.objects.none(),
        required=False,
        empty_label=_("the whole municipality"),
        help_text=_(
            "Only for leaders, employees and others with a place of their own. Administrators, "
            "consultants, the executive board, analysts and the council secretary have the whole "
            "municipality."
        ),
    )
    valid_from = _day(_("First day"))
    valid_to = _day(
        _("First day without the role"), required=False, help_text=_("Leave empty for no end.")
    )

    def __init__(self, *args: Any, municipality: Municipality, day: date, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"valid_from": day})
        super().__init__(*args, **kwargs)
        unit = self.fields["unit"]
        assert isinstance(unit, forms.ModelChoiceField)  # noqa: S101
        unit.queryset = Unit.objects.filter(municipality=municipality).valid_on(day)


class EndForm(forms.Form):
    """When a role ends."""

    valid_to = _day(_("First day without the role"))


COLOUR = _("White text must be readable on it: dark enough for a contrast of 4.5.")


class AppearanceForm(forms.Form):
    """How a municipality's pages look, apart from the logo (`forms.logo`)."""

    site_name = forms.CharField(label=_("Name of the site"), max_length=100)
    primary_colour = forms.CharField(
        label=_("Primary colour"),
        max_length=7,
        validators=[validate_colour],
        help_text=COLOUR,
        widget=forms.TextInput(attrs={"type": "color"}),
    )
    link_colour = forms.CharField(
        label=_("Link colour"),
        max_length=7,
        validators=[validate_colour],
        help_text=COLOUR,
        widget=forms.TextInput(attrs={"type": "color"}),
    )
    address = forms.CharField(
        label=_("Postal address"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    phone = forms.CharField(label=_("Telephone"), required=False, max_length=40)
    email = forms.EmailField(label=_("E-mail address"), required=False, max_length=254)
    website = forms.URLField(
        label=_("The municipality's own website"),
        required=False,
        assume_scheme="https",
        max_length=200,
    )
    accessibility_contact = forms.CharField(
        label=_("Contact about accessibility"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    accessibility_statement_url = forms.URLField(
        label=_("Address of the statement in the WAS tool"),
        required=False,
        assume_scheme="https",
        max_length=200,
    )

    def __init__(self, *args: Any, appearance: Appearance, **kwargs: Any) -> None:
        self._kept = {field.name: getattr(appearance, field.name) for field in fields(Look)}
        kwargs.setdefault("initial", self._kept)
        super().__init__(*args, **kwargs)

    def look(self) -> Look:
        return Look(**{**self._kept, **self.cleaned_data})
