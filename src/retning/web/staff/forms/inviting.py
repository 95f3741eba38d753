"""Forms for the list of those who are asked to answer."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from retning.apps.hearing.enums import InvitationKind
from retning.apps.hearing.models import Invitation
from retning.apps.hearing.services.invitations import LONGEST_NAME, LONGEST_NOTE, Invited
from retning.apps.organisation.enums import UnitKind
from retning.apps.organisation.models import Municipality, Unit
from retning.web.staff.forms.choices import capitalised, wide
from retning.web.staff.numbers import GREATEST

LARGEST_LIST = 1_000_000
"""Bytes of a list in a file."""


class InvitationForm(forms.Form):
    """One who is to be asked."""

    version = forms.IntegerField(
        widget=forms.HiddenInput, min_value=1, max_value=GREATEST, required=False
    )
    name = forms.CharField(label=_("Who"), max_length=LONGEST_NAME, widget=wide())
    kind = forms.ChoiceField(label=_("Kind"), choices=capitalised(InvitationKind))
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        required=False,
        help_text=_("Without one, you write to them by other means, and say here that you have."),
    )
    unit = forms.ModelChoiceField(
        label=_("In the organisation"),
        queryset=Unit.objects.none(),
        required=False,
        empty_label=_("not one of the municipality's own councils and boards"),
    )
    note = forms.CharField(
        label=_("Note for staff"), max_length=LONGEST_NOTE, required=False, widget=wide()
    )

    def __init__(self, *args: Any, municipality: Municipality, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = self.fields["unit"]
        assert isinstance(unit, forms.ModelChoiceField)  # noqa: S101
        bodies = Unit.objects.filter(municipality=municipality, kind__in=_ASKED).valid_on(day)
        unit.queryset = bodies.order_by("name")

    @property
    def invited(self) -> Invited:
        said = self.cleaned_data
        return Invited(
            kind=InvitationKind(said["kind"]),
            name=said["name"],
            email=said["email"],
            note=said["note"],
            unit=said["unit"],
        )


_ASKED = (UnitKind.BODY, UnitKind.WORKPLACE, UnitKind.MED)
"""Kinds of units that one asks: councils and boards of users, schools and institutions."""


def initial_of(invitation: Invitation) -> dict[str, Any]:
    return {
        "version": invitation.version,
        "name": invitation.name,
        "kind": invitation.kind,
        "email": invitation.email,
        "unit": invitation.unit_id,
        "note": invitation.note,
    }


class ListForm(forms.Form):
    """A list, pasted or as a file."""

    text = forms.CharField(
        label=_("The list"),
        help_text=_(
            "One on each line: name; e-mail address; kind. The last two may be left out: without a "
            "kind we look at the name."
        ),
        widget=forms.Textarea(attrs={"rows": 8}),
        required=False,
        max_length=LARGEST_LIST,
    )
    file = forms.FileField(
        label=_("Or a CSV file"),
        help_text=_("As a spreadsheet saves it, with or without headings."),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        file = said.get("file")
        if file is not None and file.size > LARGEST_LIST:
            self.add_error("file", _("The file is too large to be a list. Nothing was kept."))
        elif file is None and not said.get("text", "").strip() and not self.errors:
            self.add_error("text", _("Write at least one line, or choose a file."))
        return said

    @property
    def data_given(self) -> bytes:
        """The list's bytes: the file where there is one."""
        file = self.cleaned_data.get("file")
        given: bytes = file.read() if file is not None else self.cleaned_data["text"].encode()
        return given
