"""Forms for the draft: a strategy's own fields, a node, a goal's owner."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from retning.apps.organisation.models import Field, Municipality, Position, Unit
from retning.apps.organisation.queries import owners_of
from retning.apps.strategy import validators
from retning.apps.strategy.enums import LegalBasis, RevisionKind
from retning.apps.strategy.models import Goal, Strategy
from retning.apps.strategy.queries.draft import Node, successors_of
from retning.web.staff.forms.choices import RowsField, capitalised, wide
from retning.web.staff.forms.passages import VersionedForm
from retning.web.staff.forms.periods import PeriodForm


def _prose(label: Any, help_text: Any = "", *, rows: int = 8) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class StrategyForm(PeriodForm):
    """A strategy's own fields. `PROSE` are those that may hold small Markdown."""

    PROSE = (
        "vision",
        "introduction",
        "planning_since_revision",
        "revision_decision",
        "readopted_parts",
    )

    title = forms.CharField(label=_("Title"), max_length=300, widget=wide())
    period_from = forms.IntegerField(label=_("From year"), min_value=1990, max_value=2100)
    period_to = forms.IntegerField(label=_("To year"), min_value=1990, max_value=2100)
    vision = _prose(_("Vision"), _("The long-lived sentence that the strategy serves."), rows=3)
    introduction = _prose(_("Introduction"))
    area_label = forms.CharField(
        label=_("Your word for an area"),
        max_length=40,
        required=False,
        help_text=_("For example delvision, tema or pejlemærke."),
    )
    predecessor = forms.ModelChoiceField(
        label=_("Follows after"),
        queryset=Strategy.drafts.none(),
        required=False,
        empty_label=_("none"),
    )
    legal_basis = forms.ChoiceField(
        label=_("Legal basis"), choices=capitalised(LegalBasis), widget=forms.RadioSelect
    )
    planning_since_revision = _prose(
        _("Planning since the last revision"), _("Required by the Planning Act, section 23 a.")
    )
    revision_kind = forms.ChoiceField(
        label=_("Full or themed revision"),
        choices=[("", _("not decided yet")), *RevisionKind.choices],
        required=False,
    )
    revision_decision = _prose(
        _("The decision on the revision"), _("Required by the Planning Act, section 23 a.")
    )
    readopted_parts = _prose(
        _("Parts of the plan adopted again"), _("Required by the Planning Act, section 23 a.")
    )

    def __init__(
        self,
        *args: Any,
        municipality: Municipality,
        strategy: Strategy | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        others = Strategy.drafts.filter(municipality=municipality)
        if strategy is not None:
            others = others.exclude(pk__in=[each.pk for each in successors_of(strategy)])
        predecessor = self.fields["predecessor"]
        assert isinstance(predecessor, forms.ModelChoiceField)  # noqa: S101
        predecessor.queryset = others

    def clean(self) -> dict[str, Any]:
        for name in self.PROSE:
            self._kept(name, self.cleaned_data)
        return super().clean()

    def _kept(self, name: str, cleaned: dict[str, Any]) -> None:
        try:
            cleaned[name] = validators.prose(cleaned.get(name) or "")
        except forms.ValidationError as error:
            self.add_error(name, error)


class StrategyChangeForm(VersionedForm, StrategyForm):
    """The same, on a strategy that is there."""

    @classmethod
    def of(cls, strategy: Strategy) -> StrategyChangeForm:
        names = [*StrategyForm.base_fields, "version"]
        return cls(
            municipality=strategy.municipality,
            strategy=strategy,
            initial={
                name: strategy.predecessor_id if name == "predecessor" else getattr(strategy, name)
                for name in names
            },
        )

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in StrategyForm.base_fields}


class NodeForm(forms.Form):
    """The wording of an area, objective, goal or theme, and what explains it."""

    text = forms.CharField(label=_("Wording"), widget=forms.Textarea(attrs={"rows": 3}))
    body = _prose(_("Explanation"))

    def clean_text(self) -> str:
        return validators.wording(self.cleaned_data["text"])

    def clean_body(self) -> str:
        return validators.prose(self.cleaned_data["body"])


class NodeChangeForm(VersionedForm, NodeForm):
    """The same, on a node that is there."""

    @classmethod
    def of(cls, node: Node) -> NodeChangeForm:
        return cls(initial={"version": node.version, "text": node.text, "body": node.body})


class OwnerForm(forms.Form):
    """Who owns a goal: a unit, or a position in it; and the fields it belongs to."""

    owner = forms.ChoiceField(label=_("Owner"), required=False)
    fields_of_work = RowsField(
        label=_("Fields"),
        queryset=Field.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Fields cut across areas and units."),
    )

    def __init__(self, *args: Any, goal: Goal, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        municipality = goal.municipality
        self._municipality = municipality
        owner = self.fields["owner"]
        assert isinstance(owner, forms.ChoiceField)  # noqa: S101
        owner.choices = [
            ("", _("no owner yet")),
            *(
                (f"{each.unit_id}:{each.position_id or ''}", str(each))
                for each in owners_of(municipality, on=day)
            ),
        ]
        fields = self.fields["fields_of_work"]
        assert isinstance(fields, forms.ModelMultipleChoiceField)  # noqa: S101
        fields.queryset = Field.objects.filter(municipality=municipality)

    @classmethod
    def of(cls, goal: Goal, *, day: date) -> OwnerForm:
        owned = f"{goal.owner_unit_id}:{goal.owner_position_id or ''}" if goal.owner_unit_id else ""
        return cls(
            goal=goal,
            day=day,
            initial={"owner": owned, "fields_of_work": list(goal.fields.all())},
        )

    def values(self) -> dict[str, Any]:
        unit, _colon, position = self.cleaned_data["owner"].partition(":")
        mine = {"municipality": self._municipality}
        return {
            "owner_unit": Unit.objects.filter(pk=unit, **mine).first() if unit else None,
            "owner_position": Position.objects.filter(pk=position, **mine).first()
            if position
            else None,
            "fields": list(self.cleaned_data["fields_of_work"]),
        }
