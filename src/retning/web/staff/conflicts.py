"""Two people wrote on one thing: the second sees both texts, and nothing is lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms

from retning.core.redline import Segment, words
from retning.foundation.records.services import ChangedMeanwhile
from retning.web.staff.forms.passages import VersionedForm


@dataclass(frozen=True)
class Difference:
    """A field in which what was saved meanwhile is not what is being written now.

    `segments` lead from the saved text to the one in the form.
    """

    label: str
    theirs: str
    segments: Sequence[Segment]


@dataclass(frozen=True)
class Conflict:
    """Somebody else was first. `is_gone`: what was written on is no longer there."""

    differences: Sequence[Difference]
    changed_at: datetime | None
    is_gone: bool


GONE = Conflict(differences=[], changed_at=None, is_gone=True)


def conflict_of(form: VersionedForm, refusal: ChangedMeanwhile) -> Conflict:
    """What stands against what; from here on the form saves over what was shown."""
    current = refusal.current
    if current is None:
        return GONE
    form.now_over(current.version)
    found = [
        Difference(str(field.label), theirs, words(theirs, mine))
        for name, field in form.fields.items()
        if name != "version"
        and (theirs := _shown(field, getattr(current, name)))
        != (mine := _shown(field, form.cleaned_data[name]))
    ]
    return Conflict(differences=found, changed_at=current.changed_at, is_gone=False)


def _shown(field: forms.Field, value: Any) -> str:
    """A value as people read it: a choice by its label."""
    if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
        labels = {str(key): str(label) for key, label in _flat(field.choices)}
        return labels.get(str(value), str(value))
    return "" if value is None else str(value)


def _flat(choices: Any) -> list[tuple[Any, Any]]:
    return [(key, label) for key, label in choices]
