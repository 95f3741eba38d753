"""A letter, an e-mail, a call: who sent it, how and when it came, what it says of which text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from retning.apps.hearing.enums import Channel, CommentKind, SenderKind
from retning.apps.hearing.models import Comment, Hearing, Invitation
from retning.apps.hearing.queries.answering import HeardRow
from retning.apps.hearing.queries.corrections import Words
from retning.apps.hearing.queries.queue import state_of
from retning.apps.hearing.services.correcting import LONGEST_REASON
from retning.apps.hearing.services.entering import LONGEST_NOTE, Came
from retning.apps.hearing.services.responses import MOST_CHARACTERS, Said, Sender
from retning.apps.strategy.enums import RowKind
from retning.apps.strategy.queries.wording import row_word
from retning.web.staff.enclosures import EnclosureField
from retning.web.staff.forms.choices import capitalised, wide
from retning.web.staff.forms.hearings import day_field
from retning.web.staff.forms.moderating import CommentForm
from retning.web.ui.formats import shorten

REMARKS = 5
"""How many texts, each on what it is about, one form takes."""
NAMED = 70


class EnterForm(forms.Form):
    """One response that did not come by the site."""

    channel = forms.ChoiceField(
        label=gettext_lazy("Came by"),
        choices=lambda: [
            (str(each), capfirst(str(each.label))) for each in Channel if each is not Channel.WEB
        ],
    )
    received_on = day_field(
        gettext_lazy("The day it reached the municipality"),
        gettext_lazy("After the last day it is marked as too late, and kept all the same."),
    )
    dated_on = day_field(gettext_lazy("The date that stands in it"), required=False)
    source_note = forms.CharField(
        label=gettext_lazy("Where it came from"),
        help_text=gettext_lazy("Who took it, or where it lies: “post list no. 12”. Staff see it."),
        max_length=LONGEST_NOTE,
        widget=wide(),
    )
    sender_kind = forms.ChoiceField(label=gettext_lazy("Sender"), choices=capitalised(SenderKind))
    organisation = forms.CharField(
        label=gettext_lazy("Name of the association, company or authority"),
        max_length=200,
        required=False,
        widget=wide(),
    )
    name = forms.CharField(
        label=gettext_lazy("Name of the person"), max_length=200, required=False, widget=wide()
    )
    on_behalf_of = forms.CharField(
        label=gettext_lazy("On behalf of"), max_length=200, required=False, widget=wide()
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        help_text=gettext_lazy("They get a receipt, and are told what is decided. Never shown."),
        max_length=254,
        required=False,
    )
    postcode = forms.CharField(
        label=gettext_lazy("Postcode"),
        required=False,
        validators=[
            RegexValidator(r"^\d{4}$", gettext_lazy("A postcode has four digits, such as 2665."))
        ],
    )
    shows_name = forms.BooleanField(
        label=gettext_lazy("They have said that the name may be shown"), required=False
    )
    invitation = forms.ModelChoiceField(
        label=gettext_lazy("On the list of those who are asked"),
        queryset=Invitation.objects.none(),
        required=False,
        empty_label=gettext_lazy("not one of them"),
    )
    enclosure = EnclosureField(
        seen_by=gettext_lazy("The letter itself, for instance. Shown to nobody unseen.")
    )

    def __init__(
        self, *args: Any, hearing: Hearing, rows: Mapping[int, HeardRow], **kw: Any
    ) -> None:
        super().__init__(*args, **kw)
        self.rows = rows
        invitation = self.fields["invitation"]
        assert isinstance(invitation, forms.ModelChoiceField)  # noqa: S101
        invitation.queryset = hearing.invitations.order_by("kind", "name", "pk")
        enclosure = self.fields.pop("enclosure")
        enclosure.label = _("The letter as a file")
        choices = [(str(row.pk), _named(row)) for row in rows.values()]
        for number in range(1, REMARKS + 1):
            self.fields |= _remark(number, choices)
        # A file comes last: of one that is too large nothing after it is read.
        self.fields["enclosure"] = enclosure

    @property
    def remarks(self) -> list[list[forms.BoundField]]:
        """The fields of each text: what it is about, what it is, the words."""
        names = ("row", "kind", "text")
        return [[self[f"{name}_{number}"] for name in names] for number in range(1, REMARKS + 1)]

    @property
    def more_is_said(self) -> bool:
        """Whether anything stands beside the first text, so that it is seen again."""
        rest = range(2, REMARKS + 1)
        return any(self[f"text_{number}"].value() for number in rest) or any(
            name.endswith(f"_{number}") for name in self.errors for number in rest
        )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        is_citizen = said.get("sender_kind") == SenderKind.CITIZEN
        if not is_citizen and "sender_kind" in said and not said.get("organisation"):
            self.add_error("organisation", _("Write who they are."))
        for number in range(1, REMARKS + 1):
            kind, row = said.get(f"kind_{number}"), self._row(said, number)
            if said.get(f"text_{number}") and row is not None and kind not in row.takes:
                self.add_error(f"kind_{number}", _("That cannot be said of this text."))
        is_said = any(said.get(f"text_{number}") for number in range(1, REMARKS + 1))
        if not is_said and not said.get("enclosure") and not self.errors:
            self.add_error("text_1", _("Write what it says, or choose the letter as a file."))
        return said

    def _row(self, said: Mapping[str, Any], number: int) -> HeardRow | None:
        chosen = said.get(f"row_{number}")
        return self.rows.get(int(chosen)) if chosen else None

    @property
    def came(self) -> Came:
        said = self.cleaned_data
        return Came(
            channel=Channel(said["channel"]),
            received_on=said["received_on"],
            source_note=said["source_note"],
            dated_on=said["dated_on"],
        )

    @property
    def sender(self) -> Sender:
        said = self.cleaned_data
        named = ("name", "organisation", "on_behalf_of", "email", "postcode", "shows_name")
        return Sender(kind=SenderKind(said["sender_kind"]), **{name: said[name] for name in named})

    @property
    def said(self) -> list[Said]:
        """The texts, in order; those that were left empty are none."""
        found = []
        for number in range(1, REMARKS + 1):
            text, row = self.cleaned_data[f"text_{number}"], self._row(self.cleaned_data, number)
            if not text or row is None:
                continue
            kind = CommentKind(self.cleaned_data[f"kind_{number}"])
            words = {"text" if kind is CommentKind.COMMENT else "suggestion": text}
            found.append(Said(row, kind, **words))
        return found


class CorrectForm(CommentForm):
    """What staff typed of one comment, and why it is corrected."""

    text = forms.CharField(
        label=gettext_lazy("Text"),
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    suggestion = forms.CharField(
        label=gettext_lazy("Suggestion"),
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    reason = forms.CharField(
        label=gettext_lazy("Why is it corrected?"),
        help_text=gettext_lazy("A few words for the record: “misread in the letter”."),
        max_length=LONGEST_REASON,
        widget=wide(),
    )

    def __init__(self, *args: Any, comment: Comment, **kw: Any) -> None:
        typed = {name: getattr(comment, name) for name in ("text", "suggestion")}
        kw["initial"] = {"state": state_of(comment), **typed}
        super().__init__(*args, **kw)
        for name, words in typed.items():
            if not words:
                del self.fields[name]

    @property
    def words(self) -> Words:
        said = self.cleaned_data
        return Words(said.get("text", ""), said.get("suggestion", ""))


def initial_of(today: date) -> dict[str, Any]:
    return {"received_on": today, "channel": Channel.LETTER}


def _remark(number: int, choices: list[tuple[str, str]]) -> dict[str, forms.Field]:
    return {
        f"row_{number}": forms.ChoiceField(label=_("What it is about"), choices=choices),
        f"kind_{number}": forms.ChoiceField(
            label=_("What it is"), choices=capitalised(CommentKind)
        ),
        f"text_{number}": forms.CharField(
            label=_("Text"),
            help_text=_("As it was written; of a call, what was said.") if number == 1 else "",
            widget=forms.Textarea(attrs={"rows": 6 if number == 1 else 3}),
            max_length=MOST_CHARACTERS,
            required=False,
        ),
    }


def _named(row: HeardRow) -> str:
    if row.kind is RowKind.STRATEGY:
        return _("The whole")
    return f"{row_word(row.kind)}: {shorten(row.text, NAMED)}"
