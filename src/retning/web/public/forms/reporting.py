"""What a reader says of a comment that should not be shown."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from retning.apps.hearing.enums import ReportReason
from retning.apps.hearing.services.reporting import LONGEST


class ReportForm(forms.Form):
    """Why, and in words where there is more to say."""

    reason = forms.ChoiceField(
        label=_("Why should it not be shown?"),
        choices=ReportReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose why.")},
    )
    text = forms.CharField(
        label=_("What is wrong with it?"),
        help_text=_("Only those who decide what is shown read it. Name nobody."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST,
        required=False,
    )

    @property
    def why(self) -> ReportReason:
        return ReportReason(self.cleaned_data["reason"])
