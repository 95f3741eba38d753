"""Forms for a hearing itself: what it says, its days and what they rest on, why it is changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _

from retning.apps.hearing.enums import HearingKind, Publishing
from retning.apps.hearing.models import Hearing
from retning.apps.hearing.queries.hearings import decisions_for, proposals_to_hear
from retning.apps.hearing.queries.timetables import rule_of
from retning.apps.hearing.services.days import Basis
from retning.apps.hearing.services.hearings import TITLE_LIMIT, Told
from retning.apps.hearing.services.refusals import Refusal
from retning.apps.organisation.models import Municipality, Resolution
from retning.apps.strategy.enums import LegalBasis
from retning.apps.strategy.models import Edition
from retning.core.law.hearings import ADVISED_WEEKS, earliest_last_day
from retning.web.staff.forms.choices import capitalised, wide
from retning.web.staff.forms.passages import VersionedForm
from retning.web.staff.numbers import number_or_none
from retning.web.ui.formats import long_date


def day_field(label: Any, help_text: Any = "", *, required: bool = True) -> forms.DateField:
    """A day, as browsers let people choose one."""
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=required,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )


def reason_field(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class EditionField(forms.ModelChoiceField[Edition]):
    def label_from_instance(self, obj: Edition) -> str:
        said = _("%(title)s, edition %(number)s of %(day)s")
        return said % {
            "title": obj.title,
            "number": obj.number,
            "day": long_date(obj.published_at),
        }


class DecisionField(forms.ModelChoiceField[Resolution]):
    def label_from_instance(self, obj: Resolution) -> str:
        return f"{obj.body.name}, {long_date(obj.met_on)}: {obj.item}"


class HearingForm(forms.Form):
    """What a hearing is about, and what it says of itself."""

    edition = EditionField(
        label=_("The proposal"),
        help_text=_("The text that people are asked about. It stands as it was published."),
        queryset=Edition.objects.none(),
        empty_label=_("Choose a proposal"),
        error_messages={
            "invalid_choice": _(
                "That proposal cannot be chosen: it has a hearing already, or a newer edition."
            )
        },
    )
    kind = forms.ChoiceField(
        label=_("What the hearing rests on"),
        choices=capitalised(HearingKind),
        widget=forms.RadioSelect,
    )
    is_sure = forms.BooleanField(
        label=_("It is a planning strategy, though the strategy does not say so"),
        required=False,
        widget=forms.HiddenInput,
    )
    title = forms.CharField(label=_("Title"), max_length=TITLE_LIMIT, widget=wide())
    introduction = forms.CharField(
        label=_("Introduction"),
        help_text=_("What it is about, what can still be changed, and what happens afterwards."),
        required=False,
        max_length=50_000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    publishing = forms.ChoiceField(
        label=_("Comments are shown to everyone"),
        choices=capitalised(Publishing),
        widget=forms.RadioSelect,
    )
    takes_files = forms.BooleanField(label=_("People can send files with it"), required=False)
    case_number = forms.CharField(
        label=_("Case number"),
        help_text=_("In your record. What comes in is put on record under it."),
        max_length=60,
        required=False,
    )
    erased_on = day_field(
        _("Personal data is gone from"),
        _("Everyone who writes is told this day. Left empty: two years after the last day."),
        required=False,
    )

    def __init__(self, *args: Any, municipality: Municipality, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        edition = self.fields["edition"]
        assert isinstance(edition, EditionField)  # noqa: S101
        edition.queryset = proposals_to_hear(municipality)

    def clean(self) -> dict[str, Any]:
        """Somebody who chooses section 23 a for a strategy without that basis is asked again; from
        then on the form has the tick with which they say that they mean it."""
        said = super().clean() or {}
        edition, kind = said.get("edition"), said.get("kind")
        if edition is not None and is_odd(edition, kind):
            self.fields["is_sure"].widget = forms.CheckboxInput()
            self.fields["is_sure"].required = True
            if not said.get("is_sure"):
                self.add_error("kind", odd_said(edition))
        return said

    @property
    def told(self) -> Told:
        said = self.cleaned_data
        names = ("title", "introduction", "takes_files", "case_number", "erased_on")
        return Told(
            publishing=Publishing(said["publishing"]), **{name: said[name] for name in names}
        )

    @property
    def kind_chosen(self) -> HearingKind:
        return HearingKind(self.cleaned_data["kind"])


class HearingChangeForm(VersionedForm, HearingForm):
    """The same, of a hearing that is there; its own proposal stays among the choices."""

    def __init__(self, *args: Any, hearing: Hearing, **kwargs: Any) -> None:
        super().__init__(*args, municipality=hearing.municipality, **kwargs)
        edition = self.fields["edition"]
        assert isinstance(edition, EditionField)  # noqa: S101
        others = proposals_to_hear(hearing.municipality, but=hearing)
        offered = {each.pk for each in others} | {hearing.edition_id}
        edition.queryset = Edition.objects.filter(
            pk__in=offered, municipality=hearing.municipality_id
        ).order_by("-published_at", "-pk")


class RunningForm(VersionedForm):
    """What can be changed in every phase."""

    publishing = HearingForm.base_fields["publishing"]
    case_number = HearingForm.base_fields["case_number"]


class StepForm(VersionedForm):
    """A step on a hearing's way: what it asks is what its deed is given."""

    @property
    def given(self) -> dict[str, Any]:
        """What the deed takes beside the hearing and its version."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class AnnounceForm(StepForm):
    """The day from which everyone sees that it is coming."""

    announced_on = day_field(_("Announced from"))


class DaysForm(StepForm):
    """First and last day, and what the hearing rests on."""

    opens_on = day_field(_("First day"))
    closes_on = day_field(
        _("Last day"), _("One can answer all day, until midnight and a little after.")
    )
    resolution = DecisionField(
        label=_("The council's decision"),
        queryset=Resolution.objects.none(),
        required=False,
        empty_label=_("no decision chosen"),
        error_messages={
            "required": Refusal.NO_DECISION.label,
            "invalid_choice": Refusal.BEHIND_ANOTHER.label,
        },
    )
    plandata_published_on = day_field(_("Published in Plandata"), required=False)
    plandata_published_on.error_messages["required"] = Refusal.NOT_IN_PLANDATA.label
    plandata_reference = forms.CharField(
        label=_("Number in Plandata"), max_length=60, required=False
    )

    def __init__(self, *args: Any, hearing: Hearing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rule, resolution = rule_of(hearing.kind), self.fields["resolution"]
        assert isinstance(resolution, DecisionField)  # noqa: S101
        resolution.queryset = decisions_for(hearing)
        resolution.required = rule.needs_decision
        self.fields["plandata_published_on"].required = rule.needs_plandata

    @property
    def given(self) -> dict[str, Any]:
        said = super().given
        names = ("resolution", "plandata_published_on", "plandata_reference")
        return said | {"basis": Basis(**{name: said.pop(name) for name in names})}


class ExtendForm(StepForm):
    """A later last day, and why."""

    closes_on = day_field(_("New last day"))
    reason = reason_field(_("Why it is made longer"), _("Everyone can read it."))


class RenewForm(forms.Form):
    """Which proposal is heard again, and why."""

    edition = EditionField(
        label=_("The proposal"), queryset=Edition.objects.none(), empty_label=None
    )
    reason = reason_field(
        _("Why it is held again"),
        _(
            "For example that the proposal has changed so much that people must be asked anew. "
            "Everyone can read it."
        ),
    )

    def __init__(self, *args: Any, hearing: Hearing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        edition = self.fields["edition"]
        assert isinstance(edition, EditionField)  # noqa: S101
        edition.queryset = Edition.objects.filter(
            strategy=hearing.edition.strategy_id, kind="proposal"
        ).order_by("-number")


class DeedForm(StepForm):
    """A deed that asks nothing more than which version was seen."""


def is_odd(edition: Edition, kind: str | None) -> bool:
    """Whether a hearing rests on section 23 a, and its strategy does not."""
    is_statutory = edition.strategy.legal_basis == LegalBasis.PLANLOVEN_23A
    return kind == HearingKind.PLANNING_STRATEGY and not is_statutory


def odd_said(edition: Edition) -> str:
    said = _(
        "“%(title)s” is not registered as a strategy under section 23 a. Choose another basis; or "
        "tick that it is one, and correct the strategy."
    )
    return said % {"title": edition.title}


def first_choices(edition: Edition | None) -> dict[str, Any]:
    """What a new hearing of a proposal is likely to be."""
    said: dict[str, Any] = {"publishing": Publishing.AFTER_CHECK, "takes_files": True}
    if edition is None:
        return said
    is_statutory = edition.strategy.legal_basis == LegalBasis.PLANLOVEN_23A
    said["edition"] = edition.pk
    said["kind"] = HearingKind.PLANNING_STRATEGY if is_statutory else HearingKind.VOLUNTARY
    said["title"] = str(_("Hearing of %(title)s")) % {"title": edition.title}
    return said


FIRST, LAST, DECISION = "foerste", "sidste", "beslutning"
"""What the address of the days' page can bring along: two days, and a decision's number."""


def brought_along(query: Mapping[str, str]) -> dict[str, Any]:
    """Days that were reckoned on the timetable's page, a decision that has just been recorded."""
    given = {"opens_on": query.get(FIRST, ""), "closes_on": query.get(LAST, "")}
    said: dict[str, Any] = {name: _day_or_none(text) for name, text in given.items()}
    said["resolution"] = number_or_none(query.get(DECISION, ""))
    return {name: value for name, value in said.items() if value is not None}


def _day_or_none(text: str) -> date | None:
    """The day of a text as 2026-11-23; None for anything else."""
    try:
        return parse_date(text)
    except ValueError:
        return None


def first_days(hearing: Hearing, today: Any) -> dict[str, Any]:
    """What its days most likely become: from today or the day that has been chosen, and as long as
    the law asks for, or good practice."""
    rule = rule_of(hearing.kind)
    names = ("version", "resolution", "plandata_published_on", "plandata_reference")
    said: dict[str, Any] = {name: getattr(hearing, name) for name in names}
    opens_on = hearing.opens_on or max(today, hearing.announced_on or today)
    shortest = earliest_last_day(
        rule, opens_on=opens_on, published_on=hearing.plandata_published_on
    )
    advised = opens_on + timedelta(weeks=max(rule.weeks, ADVISED_WEEKS))
    said["opens_on"] = opens_on
    said["closes_on"] = hearing.closes_on or max(shortest, advised)
    return said
