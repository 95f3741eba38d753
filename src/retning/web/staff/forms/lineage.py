"""Forms for lineage: a strategy out of another, where a row comes from, why old goals ended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from retning.apps.strategy import validators
from retning.apps.strategy.models import Strategy
from retning.apps.strategy.queries.draft import Node
from retning.apps.strategy.queries.lineage import Wording
from retning.web.staff.forms.choices import wide
from retning.web.staff.forms.passages import VersionedForm
from retning.web.staff.forms.periods import PeriodForm

NOTHING = str(None)
"""What a form sends for no ancestor: as the field says it where there is none."""


class SuccessorForm(PeriodForm):
    """A new strategy out of one that is there."""

    title = forms.CharField(label=_("Title"), max_length=300, widget=wide())
    period_from = forms.IntegerField(label=_("From year"), min_value=1990, max_value=2100)
    period_to = forms.IntegerField(label=_("To year"), min_value=1990, max_value=2100)
    with_introduction = forms.BooleanField(
        label=_("Take the introduction along as well"), required=False
    )

    @classmethod
    def after(cls, strategy: Strategy) -> SuccessorForm:
        """As many years again, from the year in which the other ends."""
        years = strategy.period_to - strategy.period_from
        last = min(strategy.period_to + years, 2100)
        return cls(initial={"period_from": strategy.period_to, "period_to": last})


class AncestorForm(VersionedForm):
    """Which row of the predecessor a row goes on from."""

    ancestor = forms.ChoiceField(label=_("It goes on from"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, candidates: Sequence[tuple[Wording, float]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        ancestor = self.fields["ancestor"]
        assert isinstance(ancestor, forms.ChoiceField)  # noqa: S101
        ancestor.choices = [
            (NOTHING, _("nothing in the earlier strategy: it is new")),
            *((str(old.key), _told(old)) for old, _score in candidates),
        ]

    @classmethod
    def of(cls, node: Node, candidates: Sequence[tuple[Wording, float]]) -> AncestorForm:
        """What has been said, else what is most alike, chosen beforehand."""
        said = str(node.ancestor) if node.ancestor or node.begins_anew else ""
        return cls(candidates=candidates, initial={"version": node.version, "ancestor": said})

    @property
    def chosen(self) -> UUID | None:
        value = self.cleaned_data["ancestor"]
        return None if value == NOTHING else UUID(value)


def _told(old: Wording) -> str:
    return f"{old.text} ({old.place})" if old.place else old.text


class EndingsForm(forms.Form):
    """Why goals of the predecessor ended: a line for each that nothing goes on from. What is left
    empty stays unanswered."""

    def __init__(self, *args: Any, goals: Sequence[Wording], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._goals = {each.key: each for each in goals}
        for key in self._goals:
            self.fields[str(key)] = forms.CharField(
                label=_("Why does the goal not go on?"),
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def rows(self) -> Iterator[tuple[Wording, forms.BoundField]]:
        """Each goal with the line where its end is told."""
        for key, wording in self._goals.items():
            yield wording, self[str(key)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name, text in list(cleaned.items()):
            try:
                cleaned[name] = validators.prose(text or "")
            except forms.ValidationError as error:
                self.add_error(name, error)
        return cleaned

    @property
    def reasons(self) -> dict[UUID, str]:
        """What was written, by the goal's key."""
        return {UUID(name): text for name, text in self.cleaned_data.items() if text}
