"""Where a part of a draft hangs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from retning.apps.strategy.models import Area, Goal, Objective, Theme
from retning.apps.strategy.queries.draft import DraftOutline, Node

MOVE_TO = {
    "goal": _("Move the goal to"),
    "objective": _("Move the objective to"),
    "theme": _("Move the theme to"),
}


class PlaceForm(forms.Form):
    """Below which area; a goal may hang below an objective, too."""

    parent = forms.ChoiceField(widget=forms.RadioSelect)

    def __init__(self, *args: Any, outline: DraftOutline, node: Node, **kwargs: Any) -> None:
        assert isinstance(node, Goal | Objective | Theme)  # noqa: S101
        self.node = node
        here = (node.objective if isinstance(node, Goal) else None) or node.area
        kwargs["initial"] = {"parent": str(here.key)}
        super().__init__(*args, **kwargs)
        self.parents: dict[str, Area | Objective] = {}
        parent = self.fields["parent"]
        assert isinstance(parent, forms.ChoiceField)  # noqa: S101
        parent.label = MOVE_TO[str(node._meta.model_name)]
        parent.choices = list(self._choices(outline))

    def _choices(self, outline: DraftOutline) -> Iterable[tuple[str, Any]]:
        is_goal = isinstance(self.node, Goal)
        straight = _("%(area)s (straight below the area)")
        for each in outline.areas:
            area = each.area
            self.parents[str(area.key)] = area
            yield str(area.key), straight % {"area": area.text} if is_goal else area.text
            for group in each.objectives if is_goal else ():
                self.parents[str(group.objective.key)] = group.objective
                yield str(group.objective.key), f"{area.text} › {group.objective.text}"

    @property
    def chosen(self) -> Area | Objective:
        return self.parents[self.cleaned_data["parent"]]
