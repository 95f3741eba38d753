"""Forms for what measures a target, and for what is said of it after adoption."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from retning.apps.organisation.models import Municipality, Resolution, Unit
from retning.apps.strategy.enums import MeasuredBy, PanelShare, TieRule
from retning.apps.strategy.queries.linking import linking
from retning.apps.strategy.services.goal_targets import Means
from retning.apps.strategy.services.measuring import Decision, Mark, Scale
from retning.core.targets import Target, WordingError, typed
from retning.web.staff.enclosures import EnclosureField
from retning.web.staff.forms.choices import capitalised, wide
from retning.web.staff.forms.passages import VersionedForm
from retning.web.staff.targets import language
from retning.web.ui.formats import long_date

NO_SOURCE = "-none"
LATER = ""
MOST_MARKS = 200


def means_of_choice(chosen: str, note: str = "") -> Means:
    """What a radio button says: an indicator's code, that there is no source, or nothing yet."""
    if chosen == NO_SOURCE:
        return Means(MeasuredBy.NONE, note=note)
    if chosen == LATER:
        return Means(None)
    return Means(MeasuredBy.INDICATOR, chosen, note)


class LinkForm(VersionedForm):
    """Which indicator measures a target. The choices are the likeliest, those that a search found,
    and the one that was confirmed before."""

    indicator = forms.ChoiceField(
        label=gettext_lazy("What measures it"), widget=forms.RadioSelect, required=False
    )
    note = forms.CharField(
        label=gettext_lazy("How the figure differs from the wording"),
        help_text=gettext_lazy(
            "Leave it empty where the figure says just what the goal says. What you write here "
            "stands beside the verdict, so that nobody is misled."
        ),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["indicator"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = [
            *choices,
            (NO_SOURCE, _("There is no national source")),
            (LATER, _("Not said yet")),
        ]

    @property
    def means(self) -> Means:
        return means_of_choice(self.cleaned_data["indicator"], self.cleaned_data["note"])


class DecisionField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Decisions, each by body, date as people write it, and agenda item."""

    def label_from_instance(self, obj: Resolution) -> str:
        return f"{obj.body.name}, {long_date(obj.met_on)}: {obj.item}"


class DecidedForm(forms.Form):
    """Why, who decided and when: asked of each interpretation."""

    reason = forms.CharField(
        label=gettext_lazy("Why it is read so"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    decided_by = forms.CharField(
        label=gettext_lazy("Who decided"),
        help_text=gettext_lazy("For example: the Finance Committee, or the municipal director."),
        max_length=200,
        widget=wide(),
    )
    decided_on = forms.DateField(
        label=gettext_lazy("Decided on"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    unit = forms.ModelChoiceField(
        label=gettext_lazy("Unit"),
        queryset=Unit.objects.none(),
        required=False,
        empty_label=gettext_lazy("none"),
    )
    resolution = DecisionField(
        label=gettext_lazy("Decision at a meeting"),
        queryset=Resolution.objects.none(),
        required=False,
        empty_label=gettext_lazy("none"),
    )

    def __init__(self, *args: Any, municipality: Municipality, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units, decisions = self.fields["unit"], self.fields["resolution"]
        assert isinstance(units, forms.ModelChoiceField)  # noqa: S101
        assert isinstance(decisions, forms.ModelChoiceField)  # noqa: S101
        units.queryset = Unit.objects.filter(municipality=municipality)
        decisions.queryset = Resolution.objects.filter(municipality=municipality).select_related(
            "body"
        )

    @property
    def decision(self) -> Decision:
        said = self.cleaned_data
        return Decision(
            reason=said["reason"],
            decided_by=said["decided_by"],
            decided_on=said["decided_on"],
            unit=said["unit"],
            resolution=said["resolution"],
        )


class InterpretationForm(DecidedForm):
    """How an adopted target is read: the rule typed in its canonical wording, what measures it,
    how ties count."""

    wording = forms.CharField(
        label=gettext_lazy("Target"),
        max_length=600,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "data-wording": "", "class": "wide-line"}
        ),
    )
    indicator = forms.ChoiceField(label=gettext_lazy("Indicator"), required=False)
    no_source = forms.BooleanField(
        label=gettext_lazy("There is no national source"), required=False
    )
    note = forms.CharField(
        label=gettext_lazy("How the figure differs from the wording"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    ties = forms.ChoiceField(
        label=gettext_lazy("Equal figures"),
        choices=capitalised(TieRule),
        widget=forms.RadioSelect,
        initial=TieRule.STANDARD,
    )
    field_order = (
        "wording", "indicator", "no_source", "note", "ties", "reason", "decided_by", "decided_on",
        "unit", "resolution",
    )  # fmt: skip
    said: Target | None = None
    caret = ""

    def __init__(self, *args: Any, municipality: Municipality, **kwargs: Any) -> None:
        super().__init__(*args, municipality=municipality, **kwargs)
        views = [line.indicator for line in linking(municipality).lines]
        named = sorted((view.name(language()), view.code) for view in views)
        field = self.fields["indicator"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = [("", _("none")), *((code, name) for name, code in named)]

    def clean_wording(self) -> str:
        text: str = self.cleaned_data["wording"].strip()
        try:
            self.said = typed(text, language())
        except WordingError as error:
            self.caret = error.caret()
            example = _("Example: %(example)s") % {"example": error.example}
            raise forms.ValidationError(f"{error.sentence}. {example}") from error
        return text

    @property
    def means(self) -> Means:
        said = self.cleaned_data
        code = said["indicator"]
        if code:
            return Means(MeasuredBy.INDICATOR, code, said["note"])
        return Means(MeasuredBy.NONE if said["no_source"] else None, note=said["note"])

    @property
    def tie_rule(self) -> TieRule:
        return TieRule(self.cleaned_data["ties"])


class ProofForm(forms.Form):
    """That a milestone is done; without a day: that after all it is not."""

    done_on = forms.DateField(
        label=gettext_lazy("Done on"),
        help_text=gettext_lazy("Leave it empty to take back that it was done."),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    text = forms.CharField(
        label=gettext_lazy("What shows it"),
        help_text=gettext_lazy("Everyone can read it beside the verdict."),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    enclosure = EnclosureField(
        seen_by=gettext_lazy(
            "Minutes, a photo, a report: at most 10 MB. It is not shown to the public: only those "
            "who may see drafts of strategies here can open it."
        )
    )


class PanelForm(forms.Form):
    """What people found: one judge a line, and the rule that makes it an answer."""

    question = forms.CharField(
        label=gettext_lazy("The question"),
        help_text=gettext_lazy("As it was put to those who were asked."),
        max_length=500,
        widget=wide(),
    )
    lowest = forms.IntegerField(
        label=gettext_lazy("Lowest mark"), min_value=0, max_value=10, initial=1
    )
    highest = forms.IntegerField(
        label=gettext_lazy("Highest mark"), min_value=1, max_value=100, initial=5
    )
    counts_from = forms.IntegerField(
        label=gettext_lazy("From which mark the goal holds"), min_value=1, max_value=100, initial=4
    )
    share = forms.ChoiceField(
        label=gettext_lazy("How many of those who answer must say so"),
        choices=capitalised(PanelShare),
        initial=PanelShare.TWO_THIRDS,
    )
    asked = forms.CharField(
        label=gettext_lazy("Who were asked"),
        help_text=gettext_lazy("For example: the seniors' council and 12 citizens drawn by lot."),
        max_length=300,
        widget=wide(),
    )
    asked_number = forms.IntegerField(
        label=gettext_lazy("How many were asked"), min_value=1, max_value=10_000
    )
    judged_on = forms.DateField(
        label=gettext_lazy("Judged on"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    marks = forms.CharField(
        label=gettext_lazy("The marks"),
        help_text=gettext_lazy(
            "One judge a line: the mark, in what role they were asked, and why, with semicolons "
            "between. No names: “4; member of the seniors' council; somebody is always there”."
        ),
        max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    def clean_marks(self) -> list[Mark]:
        lines = [line for line in self.cleaned_data["marks"].splitlines() if line.strip()]
        if len(lines) > MOST_MARKS:
            raise forms.ValidationError(
                _("At most %(most)s marks at once."), params={"most": MOST_MARKS}
            )
        return [_mark(line, number) for number, line in enumerate(lines, start=1)]

    @property
    def scale(self) -> Scale:
        said = self.cleaned_data
        return Scale(
            said["lowest"], said["highest"], said["counts_from"], PanelShare(said["share"])
        )


def _mark(line: str, number: int) -> Mark:
    mark, _semicolon, rest = line.partition(";")
    judge, _semicolon, reason = rest.partition(";")
    try:
        return Mark(judge=_named(judge), mark=int(mark.strip()), reason=reason.strip())
    except ValueError:
        raise forms.ValidationError(
            _("Line %(number)s is not “mark; role; why”: %(line)s"),
            params={"number": number, "line": line[:80]},
        ) from None


def _named(judge: str) -> str:
    if not judge.strip() or len(judge) > 200:
        raise ValueError("a judge has a role")
    return judge.strip()
