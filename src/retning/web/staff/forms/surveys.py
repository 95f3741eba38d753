"""Forms for a survey: what it asks and whom, and results that came from elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from retning.apps.indicators.enums import SurveyMode
from retning.apps.indicators.models import Indicator, Survey
from retning.apps.indicators.queries.surveys import SurveyView
from retning.apps.indicators.services.asking import (
    LONGEST_NAME,
    LONGEST_QUESTION,
    Asking,
    Choice,
    Question,
)
from retning.apps.organisation.models import Municipality
from retning.web.staff.forms.choices import capitalised, wide
from retning.web.staff.numbers import GREATEST

QUESTIONS = 3
ASKED_OF = 10_000_000


def _day(label: Any, help_text: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=help_text,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )


class SurveyForm(forms.Form):
    """A questionnaire of one to three questions. The first one gives the indicator its figure."""

    version = forms.IntegerField(
        widget=forms.HiddenInput, min_value=1, max_value=GREATEST, required=False
    )
    indicator = forms.ModelChoiceField(
        label=gettext_lazy("What the survey measures"),
        help_text=gettext_lazy("Indicators that are counted in per cent."),
        queryset=Indicator.objects.none(),
        to_field_name="code",
        empty_label=gettext_lazy("Choose an indicator"),
    )
    title_da = forms.CharField(
        label=gettext_lazy("Title in Danish"), max_length=LONGEST_NAME, widget=wide()
    )
    title_en = forms.CharField(
        label=gettext_lazy("Title in English"),
        max_length=LONGEST_NAME,
        widget=wide(),
        required=False,
    )
    mode = forms.ChoiceField(
        label=gettext_lazy("How people are asked"),
        help_text=gettext_lazy(
            "Open to anybody: those who answer choose themselves. It is marked “not "
            "representative” everywhere, and never makes a goal met."
        ),
        choices=capitalised(SurveyMode),
    )
    population = forms.CharField(
        label=gettext_lazy("Whom it asks about"),
        help_text=gettext_lazy("For example: residents who receive home care."),
        max_length=LONGEST_NAME,
        widget=wide(),
    )
    population_size = forms.IntegerField(
        label=gettext_lazy("How many they are"), min_value=1, max_value=ASKED_OF, required=False
    )
    sample = forms.IntegerField(
        label=gettext_lazy("How many are asked"),
        help_text=gettext_lazy("The response rate is counted of these."),
        min_value=1,
        max_value=ASKED_OF,
        required=False,
    )
    opens_on = _day(gettext_lazy("First day"))
    closes_on = _day(gettext_lazy("Last day"), gettext_lazy("People can answer on this day too."))
    counted = forms.IntegerField(
        label=gettext_lazy("How many of the first answers count"),
        help_text=gettext_lazy(
            "With the answers “very satisfied, satisfied, neither, dissatisfied”, write 2: the "
            "figure is the share who are satisfied or very satisfied."
        ),
        min_value=1,
        max_value=11,
    )

    def __init__(
        self, *args: Any, municipality: Municipality, survey: Survey | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, QUESTIONS + 1):
            self._add_question(number)
        indicator = self.fields["indicator"]
        assert isinstance(indicator, forms.ModelChoiceField)  # noqa: S101
        whose = Q(municipality=None) | Q(municipality=municipality)
        indicator.queryset = Indicator.objects.filter(whose, unit_da="%").order_by("name_da")
        if survey is not None:
            del self.fields["indicator"]

    def _add_question(self, number: int) -> None:
        is_first = number == 1
        lines = forms.Textarea(attrs={"rows": 5})
        self.fields |= {
            f"question_{number}": forms.CharField(
                label=_("Question %(number)s in Danish") % {"number": number},
                max_length=LONGEST_QUESTION,
                widget=wide(),
                required=is_first,
            ),
            f"choices_{number}": forms.CharField(
                label=_("Answers to question %(number)s in Danish") % {"number": number},
                help_text=_("One answer a line, the best first.") if is_first else "",
                max_length=2_000,
                widget=lines,
                required=is_first,
            ),
            f"question_{number}_en": forms.CharField(
                label=_("Question %(number)s in English") % {"number": number},
                max_length=LONGEST_QUESTION,
                widget=wide(),
                required=False,
            ),
            f"choices_{number}_en": forms.CharField(
                label=_("Answers to question %(number)s in English") % {"number": number},
                max_length=2_000,
                widget=lines,
                required=False,
            ),
        }

    @property
    def question_fields(self) -> list[list[forms.BoundField]]:
        """The fields of each question, to be drawn together."""
        names = ("question_{}", "choices_{}", "question_{}_en", "choices_{}_en")
        numbers = range(1, QUESTIONS + 1)
        return [[self[name.format(number)] for name in names] for number in numbers]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for number in range(1, QUESTIONS + 1):
            danish = _lines(said.get(f"choices_{number}", ""))
            english = _lines(said.get(f"choices_{number}_en", ""))
            if english and len(english) != len(danish):
                self.add_error(
                    f"choices_{number}_en",
                    _("Write as many answers in English as in Danish, or none."),
                )
            if bool(danish) != bool(said.get(f"question_{number}")) and number > 1:
                self.add_error(
                    f"choices_{number}", _("A question and its answers belong together.")
                )
        return said

    @property
    def asking(self) -> Asking:
        said = self.cleaned_data
        return Asking(
            title_da=said["title_da"],
            title_en=said["title_en"],
            questions=tuple(self._questions()),
            population=said["population"],
            population_size=said["population_size"],
            sample=said["sample"],
            mode=SurveyMode(said["mode"]),
            opens_on=said["opens_on"],
            closes_on=said["closes_on"],
            counted=tuple(range(said["counted"])),
        )

    def _questions(self) -> list[Question]:
        said, found = self.cleaned_data, []
        for number in range(1, QUESTIONS + 1):
            if not said[f"question_{number}"]:
                continue
            danish = _lines(said[f"choices_{number}"])
            english = _lines(said[f"choices_{number}_en"]) or [""] * len(danish)
            choices = tuple(map(Choice, danish, english))
            found.append(
                Question(said[f"question_{number}"], choices, said[f"question_{number}_en"])
            )
        return found


FIELD_OF: Mapping[str, str] = {"questions": "choices_1", "counts": "question_1"}
"""Where a refusal's detail is told, where the form calls it otherwise."""


def initial_of(survey: Survey) -> dict[str, Any]:
    """What a survey says, as the form's fields."""
    names = ("version", "title_da", "title_en", "mode", "population", "population_size", "sample")
    said: dict[str, Any] = {name: getattr(survey, name) for name in names}
    said |= {"opens_on": survey.opens_on, "closes_on": survey.closes_on}
    said["counted"] = len(survey.counted)
    for number, question in enumerate(survey.questions[:QUESTIONS], start=1):
        said[f"question_{number}"], said[f"question_{number}_en"] = question["da"], question["en"]
        for name, language in ((f"choices_{number}", "da"), (f"choices_{number}_en", "en")):
            texts = [choice[language] for choice in question["choices"]]
            said[name] = "\n".join(texts) if any(texts) else ""
    return said


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


class ResultsForm(forms.Form):
    """How many took each answer of a survey that was made elsewhere, and what shows it."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=GREATEST)
    proof = forms.CharField(
        label=gettext_lazy("Where the results come from"),
        help_text=gettext_lazy("For example the report, with its date and page."),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, survey: SurveyView, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.survey = survey
        for place, question in enumerate(survey.questions):
            for at, choice in enumerate(question.choices):
                self.fields[f"count_{place}_{at}"] = forms.IntegerField(
                    label=choice.text, min_value=0, max_value=1_000_000
                )

    @property
    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields of each question, under its text."""
        return [
            (question.text, [self[f"count_{place}_{at}"] for at in range(len(question.choices))])
            for place, question in enumerate(self.survey.questions)
        ]

    @property
    def counts(self) -> list[list[int]]:
        said = self.cleaned_data
        return [
            [said[f"count_{place}_{at}"] for at in range(len(question.choices))]
            for place, question in enumerate(self.survey.questions)
        ]


class CloseForm(forms.Form):
    """Count the answers and end the survey."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=GREATEST)
