"""The form of a goal's targets: each in its canonical wording, or by kind, value and deadline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from retning.apps.strategy.models import Goal, Passage
from retning.apps.strategy.queries.goal_targets import targets_of_draft
from retning.apps.strategy.queries.targets import targets_of
from retning.apps.strategy.services.review_targets import SaidTarget
from retning.core.targets import (
    Kind,
    Part,
    Target,
    WordingError,
    as_kind,
    kind_of,
    part_said,
    parts_of,
    say,
    typed,
    with_part,
)
from retning.core.targets.turning import NeedsYear
from retning.web.staff.forms.passages import VersionedForm
from retning.web.staff.targets import kind_choices, language

# In the languages that targets are typed in, whatever the page's own words are.
EXAMPLES = {
    "da": "mindst 85 % i 2027 · blandt de 25 % bedste i landet · skal stige over de næste fire år",
    "en": "at least 85% by 2027 · among the best 25% in the country · must rise by 2028",
}
MOST = 12
"""Targets of one goal."""


def part_typed(target: Target, part: Part) -> str:
    """A part of a target as a person may type it; empty where it has none."""
    return part_said(target, part, language())


class TargetForm(forms.Form):
    """One target. A changed wording says it all; else kind, value and deadline hold."""

    wording = forms.CharField(
        label=gettext_lazy("Target"),
        required=False,
        max_length=600,
        widget=forms.TextInput(attrs={"autocomplete": "off", "data-wording": ""}),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), required=False)
    value = forms.CharField(
        label=gettext_lazy("Value"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    deadline = forms.CharField(
        label=gettext_lazy("Deadline"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(
        self,
        data: Mapping[str, object] | None,
        *,
        place: int,
        target: Target | None,
        year: int | None,
    ) -> None:
        initial: dict[str, str] = {}
        if target is not None:
            initial = {
                "wording": say(target, language()),
                "kind": kind_of(target).value,
                "value": part_typed(target, Part.VALUE),
                "deadline": part_typed(target, Part.DEADLINE),
            }
        super().__init__(data, prefix=f"t{place}", initial=initial)
        self.fields["kind"].choices = [("", "–"), *kind_choices()]  # type: ignore[attr-defined]
        self.place, self.target, self.year = place, target, year
        self.said: Target | None = None
        self.caret = ""

    @property
    def is_new(self) -> bool:
        return self.target is None

    @property
    def number(self) -> int:
        return self.place + 1

    @property
    def examples(self) -> str:
        return EXAMPLES[language()]

    @property
    def reads(self) -> str:
        """How what was typed is read, in the canonical wording."""
        return say(self.said, language()) if self.said is not None else ""

    @property
    def all_errors(self) -> list[str]:
        return [str(message) for messages in self.errors.values() for message in messages]

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        try:
            self.said = self._said({name: str(value) for name, value in cleaned.items()})
        except WordingError as error:
            name = getattr(self, "_reading", "wording")
            example = _("Example: %(example)s") % {"example": error.example}
            self.add_error(name, f"{error.sentence}. {example}")
            self.caret = error.caret()
        except NeedsYear:
            self.add_error("deadline", _("Write the date or the year it must be done by."))
        return cleaned

    def _said(self, cleaned: Mapping[str, str]) -> Target | None:
        self._reading = "wording"
        wording = cleaned["wording"].strip()
        if self.target is None or wording != self.initial["wording"]:
            return typed(wording, language()) if wording else None
        target = self.target
        if cleaned["kind"] and cleaned["kind"] != self.initial["kind"]:
            target = as_kind(target, Kind(cleaned["kind"]), year=self.year)
        for name, part in (("value", Part.VALUE), ("deadline", Part.DEADLINE)):
            if cleaned[name].strip() == self.initial[name]:
                continue
            if part in parts_of(target):
                self._reading = name
                target = with_part(target, part, cleaned[name].strip(), language())
            elif cleaned[name].strip():
                self.add_error(name, self._has_none(part))
        return target

    @staticmethod
    def _has_none(part: Part) -> str:
        if part is Part.VALUE:
            return _("A target of this kind has no value. Leave it empty.")
        return _("A target of this kind has no deadline. Leave it empty.")


@dataclass
class TargetsForm:
    """All targets of a goal, and an empty one to add another."""

    version: VersionedForm
    rows: Sequence[TargetForm]

    @classmethod
    def of(cls, passage: Passage, data: Mapping[str, object] | None = None) -> TargetsForm:
        kept = [each.target for each in targets_of(passage)]
        return cls._made(kept, passage.version, passage.reading.period_to, data)

    @classmethod
    def of_goal(cls, goal: Goal, data: Mapping[str, object] | None = None) -> TargetsForm:
        """The same for a goal of a draft."""
        kept = [each.target for each in targets_of_draft(goal)]
        return cls._made(kept, goal.version, goal.area.strategy.period_to, data)

    @classmethod
    def _made(
        cls,
        kept: Sequence[Target],
        version: int,
        year: int | None,
        data: Mapping[str, object] | None,
    ) -> TargetsForm:
        more: list[Target | None] = [*kept[:MOST], None]
        rows = [
            TargetForm(data, place=place, target=target, year=year)
            for place, target in enumerate(more)
        ]
        return cls(VersionedForm(data, initial={"version": version}), rows)

    def is_valid(self) -> bool:
        valid = [form.is_valid() for form in (self.version, *self.rows)]
        return all(valid)

    @property
    def said(self) -> list[SaidTarget]:
        """What a person said the targets are: a wording left empty is one less."""
        return [
            SaidTarget(row.said, None if row.is_new else row.place)
            for row in self.rows
            if row.said is not None
        ]
