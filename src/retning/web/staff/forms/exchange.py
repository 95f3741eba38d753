"""The form for an edition in a file."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class ImportForm(forms.Form):
    """The file is judged by what it holds, in the service; here only that there is one."""

    document = forms.FileField(
        label=_("The file"),
        help_text=_("A file from “The edition as data (JSON)” on an edition's page."),
        allow_empty_file=True,
        error_messages={
            "required": _("No file came along. Choose one, and try again."),
            "invalid": _("No file came along. Choose one, and try again."),
        },
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
    )


class ConfirmForm(forms.Form):
    """That what was shown is what is to come in: the file by its checksum."""

    file = forms.RegexField(r"\A[0-9a-f]{64}\Z", widget=forms.HiddenInput)
