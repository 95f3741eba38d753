"""Forms of a meeting that everyone can send: sign up, and what a table's host writes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from retning.apps.hearing.enums import NoteKind
from retning.apps.hearing.models import EventTable
from retning.apps.hearing.queries.notes import rows_of_text
from retning.apps.hearing.services.notes import LARGEST_COPY, LONGEST_NOTE, MOST_DOTS, Noted
from retning.apps.hearing.services.signing_up import LONGEST_NAME, MOST_SEATS, Applicant
from retning.apps.strategy.enums import RowKind
from retning.foundation.freezing.models import FrozenRow

GREATEST_VERSION = 999_999_999


class SignUpForm(forms.Form):
    """Who comes, and how many with them."""

    name = forms.CharField(
        label=gettext_lazy("Your name"),
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        help_text=gettext_lazy(
            "We write to it when you have signed up, the day before, and if something changes."
        ),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    seats = forms.IntegerField(
        label=gettext_lazy("How many are you?"),
        help_text=gettext_lazy("Yourself among them; at most 10."),
        min_value=1,
        max_value=MOST_SEATS,
        initial=1,
    )

    def applicant(self, language: str) -> Applicant:
        said = self.cleaned_data
        return Applicant(said["name"], said["email"], said["seats"], language)


class NoteForm(forms.Form):
    """A note at a table. `copy` is drawn where it is written, so that it is kept once."""

    copy = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=LARGEST_COPY)
    kind = forms.ChoiceField(
        label=gettext_lazy("What is it?"), widget=forms.RadioSelect, initial=NoteKind.NOTE
    )
    row = forms.ChoiceField(label=gettext_lazy("What is it about?"), required=False)
    text = forms.CharField(
        label=gettext_lazy("The note"),
        help_text=gettext_lazy("Write what was said, not who said it."),
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    dots = forms.IntegerField(
        label=gettext_lazy("Dots"), min_value=0, max_value=MOST_DOTS, initial=0, required=False
    )

    def __init__(self, *args: Any, table: EventTable, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows_of_text(table.event.edition)
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            (value, capfirst(str(label))) for value, label in NoteKind.choices
        ]
        self.fields["row"].choices = row_choices(self.rows)  # type: ignore[attr-defined]
        if not self.rows:
            del self.fields["row"]
        if not table.event.dots:
            del self.fields["dots"]
        if table.row is not None and "row" in self.fields:
            self.fields["row"].initial = str(table.row.key)

    @property
    def noted(self) -> Noted:
        said = self.cleaned_data
        row = next((each for each in self.rows if str(each.key) == said.get("row")), None)
        return Noted(said["text"], NoteKind(said["kind"]), row, said.get("dots") or 0)


class NoteChangeForm(NoteForm):
    """A note that is there already."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=GREATEST_VERSION)

    def __init__(self, *args: Any, table: EventTable, **kwargs: Any) -> None:
        super().__init__(*args, table=table, **kwargs)
        del self.fields["copy"]


class DotsForm(forms.Form):
    """How many dots a note has; a number, so that sending it twice does no harm."""

    dots = forms.IntegerField(min_value=0, max_value=MOST_DOTS)


def row_choices(rows: list[FrozenRow]) -> list[tuple[str, Any]]:
    """The rows of a text to choose among, by area, each with what it is."""
    found: list[tuple[str, Any]] = [("", _("Nothing in the text: a matter of its own"))]
    group: list[tuple[str, str]] | None = None
    for row in rows:
        label = f"{capfirst(str(RowKind(row.kind).label))}: {row.text}"
        if row.kind == RowKind.AREA:
            group = []
            found.append((row.text, group))
        (group if group is not None else found).append((str(row.key), label))
    return found


def key_or_none(text: str) -> UUID | None:
    """A key that an address or a button names."""
    try:
        return UUID(text)
    except ValueError:
        return None
