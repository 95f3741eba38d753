"""Forms for one passage of a review: its correction, its division, one that is added."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from retning.apps.strategy import validators
from retning.apps.strategy.enums import PassageKind
from retning.apps.strategy.models import Passage
from retning.web.staff.forms.choices import capitalised
from retning.web.staff.numbers import GREATEST

MARK = "---"
"""A line of these divides a passage."""


class VersionedForm(forms.Form):
    """A form that knows which version its writer had read."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=GREATEST)

    def now_over(self, version: int) -> None:
        """From here on, saving is saving over `version`, which the writer has been shown."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        data[self.add_prefix("version")] = str(version)
        self.data = data


class PassageForm(VersionedForm):
    """What a passage is, its text and its explanation."""

    kind = forms.ChoiceField(label=_("What it is"), choices=capitalised(PassageKind))
    text = forms.CharField(label=_("Text"), widget=forms.Textarea(attrs={"rows": 4}))
    body = forms.CharField(
        label=_("Explanation"), required=False, widget=forms.Textarea(attrs={"rows": 6})
    )

    @classmethod
    def of(cls, passage: Passage) -> PassageForm:
        return cls(
            initial={
                "version": passage.version,
                "kind": passage.kind,
                "text": passage.text,
                "body": passage.body,
            }
        )

    def clean_body(self) -> str:
        return validators.prose(self.cleaned_data["body"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "text" in cleaned:
            keep = (
                validators.prose
                if cleaned.get("kind") == PassageKind.NARRATIVE
                else validators.wording
            )
            try:
                cleaned["text"] = keep(cleaned["text"])
            except forms.ValidationError as error:
                self.add_error("text", error)
        return cleaned


class SplitForm(VersionedForm):
    """Where a passage is divided: at a character, or at a line of three hyphens in its text."""

    text = forms.CharField(
        label=_("Text, with a line of three hyphens where it is to be divided"),
        widget=forms.Textarea(attrs={"rows": 8}),
        strip=False,
    )
    at = forms.IntegerField(
        widget=forms.HiddenInput, min_value=1, max_value=GREATEST, required=False
    )
    second_kind = forms.ChoiceField(
        label=_("What the second half is"), choices=capitalised(PassageKind), required=False
    )

    def __init__(self, *args: Any, passage: Passage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.passage = passage

    @classmethod
    def of(cls, passage: Passage) -> SplitForm:
        initial = {"version": passage.version, "text": passage.text, "second_kind": passage.kind}
        return cls(initial=initial, passage=passage)

    @property
    def kind(self) -> PassageKind | None:
        chosen = self.cleaned_data["second_kind"]
        return PassageKind(chosen) if chosen else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "text" in cleaned and not cleaned.get("at"):
            cleaned["at"] = self._at(cleaned["text"].replace("\r\n", "\n"))
        return cleaned

    def _at(self, text: str) -> int | None:
        """The character of the passage's own text where the line stands."""
        before, line, after = text.partition(f"\n{MARK}")
        if not line:
            self.add_error("text", _("Put a line with three hyphens where it is to be divided."))
        elif "".join((before + after).split()) != "".join(self.passage.text.split()):
            self.add_error("text", _("Only divide it here; correct its words afterwards."))
        else:
            inked = len("".join(before.split()))
            places = [at for at, char in enumerate(self.passage.text) if not char.isspace()]
            return places[inked] if inked < len(places) else len(self.passage.text)
        return None


class AddedPassageForm(forms.Form):
    """What the reader did not see. With `start` and `end` it is a stretch of the document's text,
    and needs no words of its own."""

    kind = forms.ChoiceField(
        label=_("What it is"), choices=capitalised(PassageKind), initial=PassageKind.GOAL
    )
    text = forms.CharField(
        label=_("Text"), widget=forms.Textarea(attrs={"rows": 4}), required=False
    )
    start = forms.IntegerField(
        widget=forms.HiddenInput, min_value=0, max_value=GREATEST, required=False
    )
    end = forms.IntegerField(
        widget=forms.HiddenInput, min_value=1, max_value=GREATEST, required=False
    )

    @property
    def span(self) -> tuple[int, int] | None:
        start, end = self.cleaned_data.get("start"), self.cleaned_data.get("end")
        return (start, end) if start is not None and end is not None else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        text = cleaned.get("text", "")
        if self.span is None or text.strip():
            try:
                cleaned["text"] = validators.wording(text)
            except forms.ValidationError as error:
                self.add_error("text", error)
        return cleaned
