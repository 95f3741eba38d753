"""Forms for publishing: which edition, resting on which resolutions."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from retning.apps.organisation.models import Municipality, Resolution, Unit
from retning.apps.strategy import validators
from retning.apps.strategy.enums import EditionKind
from retning.apps.strategy.models import Strategy
from retning.web.staff.forms.choices import RowsField, capitalised, wide
from retning.web.ui.formats import long_date


class ResolutionsField(RowsField[Resolution]):
    """Decisions, each by body, date as people write it, and agenda item; and which editions of
    other strategies than `strategy_id` rest on it, so that none is chosen by mistake."""

    strategy_id: int | None = None

    def label_from_instance(self, obj: Resolution) -> str:
        named = f"{obj.body.name}, {long_date(obj.met_on)}: {obj.item}"
        others = {
            edition.title
            for edition in obj.editions.all()
            if edition.strategy_id != self.strategy_id
        }
        if not others:
            return named
        used = _("%(decision)s (behind %(strategies)s already)")
        return used % {"decision": named, "strategies": ", ".join(sorted(others))}


class PublishForm(forms.Form):
    """What is to be published; the tick is the deed's second thought.

    `checksum` tells which draft the page showed, so that nothing goes public unseen.
    """

    checksum = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label=_("Kind of edition"), choices=capitalised(EditionKind), widget=forms.RadioSelect
    )
    resolutions = ResolutionsField(
        label=_("Decisions that the edition rests on"),
        queryset=Resolution.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("An adopted or a revised edition must rest on a decision."),
    )
    note = forms.CharField(
        label=_("Why this edition"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everyone can read it beside the edition."),
    )
    is_read = forms.BooleanField(
        label=_("I have read the changes, and everyone may read the edition from now on"),
        error_messages={"required": _("Tick that you have read the changes.")},
    )

    def __init__(self, *args: Any, strategy: Strategy, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        resolutions = self.fields["resolutions"]
        assert isinstance(resolutions, ResolutionsField)  # noqa: S101
        resolutions.strategy_id = strategy.pk
        resolutions.queryset = (
            Resolution.objects.filter(municipality=strategy.municipality_id)
            .select_related("body")
            .prefetch_related("editions")
            .order_by("-met_on", "-pk")
        )

    def shown_over(self, checksum: str) -> bool:
        """From here on the form publishes the draft with `checksum`, which is shown with it.

        Whether the draft was another when the form was sent; then the tick must be set anew.
        """
        if not self.is_bound or self.data.get(self.add_prefix("checksum")) == checksum:
            return False
        data = QueryDict(mutable=True)
        for name, values in dict(self.data).items():
            data.setlist(name, values)
        data[self.add_prefix("checksum")] = checksum
        data.pop(self.add_prefix("is_read"), None)
        self.data = data
        return True

    def clean_note(self) -> str:
        return validators.prose(self.cleaned_data["note"])


class ResolutionForm(forms.Form):
    """What a body decided at a meeting."""

    body = forms.ModelChoiceField(
        label=_("Body"),
        queryset=Unit.objects.none(),
        help_text=_("The council, or the committee that decided."),
    )
    met_on = forms.DateField(
        label=_("Date of the meeting"), widget=forms.DateInput(format="%Y-%m-%d")
    )
    item = forms.CharField(label=_("Agenda item"), max_length=200, widget=wide())
    text = forms.CharField(
        label=_("Text of the decision"), widget=forms.Textarea(attrs={"rows": 5})
    )
    dissent = forms.CharField(
        label=_("Dissent"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    link = forms.URLField(
        label=_("Link to the minutes"), required=False, assume_scheme="https", max_length=200
    )

    def __init__(self, *args: Any, municipality: Municipality, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        body = self.fields["body"]
        assert isinstance(body, forms.ModelChoiceField)  # noqa: S101
        body.queryset = Unit.objects.filter(municipality=municipality)
