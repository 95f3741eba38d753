"""The form that gives a place in a strategy to what a document said and nobody had placed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from retning.apps.strategy.enums import PassageKind
from retning.apps.strategy.models import Area, Objective, Strategy
from retning.apps.strategy.queries.draft import DraftOutline

KINDS = (PassageKind.GOAL, PassageKind.THEME, PassageKind.OBJECTIVE, PassageKind.AREA)


class PlacePassageForm(forms.Form):
    """What it is to be, and below what."""

    kind = forms.ChoiceField(label=_("What it is"), initial=PassageKind.GOAL)
    parent = forms.ChoiceField(label=_("Below what"))

    def __init__(self, *args: Any, outline: DraftOutline, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parents: dict[str, Strategy | Area | Objective] = {}
        kind, parent = self.fields["kind"], self.fields["parent"]
        assert isinstance(kind, forms.ChoiceField)  # noqa: S101
        assert isinstance(parent, forms.ChoiceField)  # noqa: S101
        kind.choices = [(each.value, capfirst(str(each.label))) for each in KINDS]
        parent.choices = list(self._parents(outline))

    def _parents(self, outline: DraftOutline) -> Iterable[tuple[str, Any]]:
        for each in outline.areas:
            self.parents[str(each.area.key)] = each.area
            yield str(each.area.key), each.area.text
            for group in each.objectives:
                self.parents[str(group.objective.key)] = group.objective
                yield str(group.objective.key), f"{each.area.text} › {group.objective.text}"
        key = str(outline.strategy.key)
        self.parents[key] = outline.strategy
        yield key, _("The strategy itself (for a new area)")

    @property
    def chosen(self) -> Strategy | Area | Objective:
        return self.parents[self.cleaned_data["parent"]]
