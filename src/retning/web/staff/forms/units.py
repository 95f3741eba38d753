"""Forms for units, positions, those who hold them, and fields."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet, TextChoices
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from retning.apps.organisation.enums import PositionKind, UnitKind
from retning.apps.organisation.models import Municipality, Person, Unit
from retning.apps.organisation.queries import not_ended
from retning.web.staff.forms.choices import Choices, capitalised


def _day(label: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(format="%Y-%m-%d"))


def _to_choose(kinds: type[TextChoices]) -> Callable[[], Choices]:
    """The choices of an enum, none of them made beforehand: the first is nobody's wish."""

    def choices() -> Choices:
        return [("", gettext("choose a kind")), *capitalised(kinds)()]

    return choices


class UnitPlaceForm(forms.Form):
    """Which unit another lies below: one of the municipality's own that has not ended."""

    parent = forms.ModelChoiceField(
        label=_("Lies below"),
        queryset=Unit.objects.none(),
        required=False,
        empty_label=_("none: it stands at the top"),
    )

    def __init__(self, *args: Any, municipality: Municipality, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parent = self.fields["parent"]
        assert isinstance(parent, forms.ModelChoiceField)  # noqa: S101
        parent.queryset = Unit.objects.filter(not_ended(day), municipality=municipality)


class UnitForm(UnitPlaceForm):
    """A new unit."""

    field_order = ("kind", "name", "parent", "valid_from")

    kind = forms.ChoiceField(label=_("Kind"), choices=_to_choose(UnitKind))
    name = forms.CharField(label=_("Name"), max_length=200)
    valid_from = _day(_("First day"))


class UnitNameForm(forms.Form):
    """What a unit is called."""

    name = forms.CharField(label=_("Name"), max_length=200)


class EndingForm(forms.Form):
    """When something ends; the label says what."""

    valid_to = _day("")

    def __init__(self, *args: Any, label: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["valid_to"].label = label


class PositionForm(forms.Form):
    """A new position in a unit."""

    kind = forms.ChoiceField(label=_("Kind"), choices=_to_choose(PositionKind))
    title = forms.CharField(
        label=_("Title"), max_length=200, help_text=_("As you say it, for example “Centerchef”.")
    )
    valid_from = _day(_("First day"))


class PersonField(forms.ModelChoiceField[Person]):
    """People, each by name and, where it is known, mail address: two may have one name."""

    def label_from_instance(self, obj: Person) -> str:
        return f"{obj.name}, {obj.email}" if obj.email else obj.name


class HolderForm(forms.Form):
    """Who holds a position: somebody who is here already, or somebody new."""

    person = PersonField(
        label=_("Person"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("somebody new"),
    )
    name = forms.CharField(
        label=_("Name of somebody new"),
        max_length=200,
        required=False,
        help_text=_("Only if the person is not in the list."),
    )
    email = forms.EmailField(
        label=_("E-mail address of somebody new"), max_length=254, required=False
    )
    valid_from = _day(_("First day"))

    def __init__(self, *args: Any, municipality: Municipality, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person = self.fields["person"]
        assert isinstance(person, PersonField)  # noqa: S101
        person.queryset = _people(municipality)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        person, email = cleaned.get("person"), cleaned.get("email") or ""
        if {"person", "name", "email"} & self.errors.keys():
            return cleaned
        if person is None and not cleaned.get("name"):
            self.add_error("name", _("Choose somebody in the list, or write the name."))
        elif person is not None and (cleaned.get("name") or email):
            self.add_error("person", _("Choose somebody in the list or write a name, not both."))
        elif email and self._people().filter(email__iexact=email).exists():
            self.add_error("email", _("Somebody in the list has this address. Choose them there."))
        return cleaned

    def _people(self) -> QuerySet[Person]:
        person = self.fields["person"]
        assert isinstance(person, PersonField)  # noqa: S101
        assert person.queryset is not None  # noqa: S101
        return person.queryset


def _people(municipality: Municipality) -> QuerySet[Person]:
    """Those with a name; who has been made anonymous has none."""
    return Person.objects.filter(municipality=municipality).exclude(name="")


class FieldForm(forms.Form):
    """A new field (fagområde)."""

    name = forms.CharField(
        label=_("Name"), max_length=100, help_text=_("For example business, education or climate.")
    )
