"""The questionnaire as people answer it: without account, without cookies."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext as _

from retning.apps.indicators.queries.surveys import SurveyView
from retning.apps.indicators.services.surveys import draw_form

A_DAY = 86_400
"""Seconds that a copy of the questionnaire can be sent in."""


def draw_copy(survey: SurveyView) -> str:
    """A fresh copy's number, signed for this survey: it counts once, however often it is sent."""
    return signing.dumps(draw_form(), salt=f"survey {survey.key}")


class AnswerForm(forms.Form):
    """One choice for each question; what is left open is no answer to it."""

    copy = forms.CharField(widget=forms.HiddenInput, max_length=200, required=False)

    def __init__(self, *args: Any, survey: SurveyView, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.survey = survey
        for place, question in enumerate(survey.questions):
            self.fields[f"question_{place}"] = forms.ChoiceField(
                label=question.text,
                choices=[(str(at), each.text) for at, each in enumerate(question.choices)],
                widget=forms.RadioSelect,
                required=False,
            )

    @property
    def questions(self) -> list[forms.BoundField]:
        return [self[f"question_{place}"] for place in range(len(self.survey.questions))]

    def clean_copy(self) -> int:
        """The copy's number. One that is too old, or not ours, is asked for once more."""
        try:
            salt = f"survey {self.survey.key}"
            return int(signing.loads(self.cleaned_data["copy"], salt=salt, max_age=A_DAY))
        except (signing.BadSignature, TypeError, ValueError):
            raise forms.ValidationError(
                _("The page had been open for too long. Your answers are kept: send them again.")
            ) from None

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not any(said.get(f"question_{place}") for place in range(len(self.survey.questions))):
            self.add_error("question_0", _("Choose at least one answer."))
        return said

    @property
    def choices(self) -> list[int | None]:
        """What was chosen, by place; None where nothing was."""
        said = (self.cleaned_data[field.name] for field in self.questions)
        return [int(each) if each else None for each in said]

    def with_new_copy(self) -> AnswerForm:
        """The same answers on a fresh copy, its errors kept."""
        said = {name: self.data[name] for name in self.data}
        again = AnswerForm({**said, "copy": draw_copy(self.survey)}, survey=self.survey)
        again.errors.clear()
        again.errors.update(self.errors)
        return again
