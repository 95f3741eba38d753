"""A response as it is written: fields beside the text that is heard, and who sends.

The fields beside the text are read by their names, not by a form with a hundred fields: most are
empty, and the reading room is drawn by `presenters.answering`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from retning.apps.hearing.enums import CommentKind, SenderKind
from retning.apps.hearing.queries.answering import HeardRow
from retning.apps.hearing.services.responses import MOST_CHARACTERS, Said, Sender
from retning.web.ui.formats import number

NAMES = {
    CommentKind.COMMENT: "comment",
    CommentKind.WORDING: "wording",
    CommentKind.NUMBER: "number",
    CommentKind.NEW_GOAL: "goal",
}
"""What the field of a kind of comment is called; its row's number comes after it."""
KINDS = {name: kind for kind, name in NAMES.items()}
MOST_OF_A_NUMBER = 300
_NAME = re.compile(rf"({'|'.join(KINDS)})-([0-9]{{1,18}})")
# A line's end is one character, as people count; what no keyboard writes is left out.
_CONTROLS = {code: None for code in range(32) if chr(code) not in "\n\t"} | {127: None}


def field_name(kind: CommentKind, row: HeardRow) -> str:
    """What the field for a kind of comment on a row is called."""
    return f"{NAMES[kind]}-{row.pk}"


@dataclass
class Written:
    """What stood in the fields beside the text. `values` and `errors` are by the field's name;
    `homeless` is what was written for rows that the text does not have (any more)."""

    values: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    said: list[Said] = field(default_factory=list)
    homeless: list[str] = field(default_factory=list)


def written(data: Mapping[str, str], rows: Mapping[int, HeardRow]) -> Written:
    """Read the fields beside the text. What is too long has an error, and is kept as it is."""
    found = Written()
    for name, value in data.items():
        named = _NAME.fullmatch(name) if value else None
        text = plain(value) if named else ""
        if named is None or not text:
            continue
        kind, row = KINDS[named[1]], rows.get(int(named[2]))
        if row is None or kind not in row.takes:
            found.homeless.append(text)
            continue
        found.values[name] = text
        said = _said(row, kind, text)
        if error := _too_long(kind, text):
            found.errors[name] = error
        elif said is not None:
            found.said.append(said)
    found.said.sort(key=lambda each: each.row.pk)
    return found


ROW_FIELD, TEXT_FIELD = "row", "text"
"""The fields of an addition: what it is about, and what it says."""


@dataclass(frozen=True)
class Addition:
    """What is being added to a response that was sent. `row` and `text` as they were written;
    `files_error` is what is wrong with its files, `error` with the rest."""

    row: int = 0
    text: str = ""
    said: tuple[Said, ...] = ()
    error: str = ""
    files_error: str = ""

    @property
    def problem(self) -> str:
        return self.error or self.files_error

    def refused(self, sentence: str) -> Addition:
        return replace(self, error=sentence)

    def without_files(self, sentence: str) -> Addition:
        return replace(self, files_error=sentence)

    def with_something_said(self, is_said: bool) -> Addition:
        """Empty, it is asked for once more."""
        if self.error or is_said:
            return self
        return self.refused(_("Write what you want to add, or choose a file."))


def read_addition(data: Mapping[str, str], rows: Mapping[int, HeardRow]) -> Addition:
    """An addition is a comment on one row; the whole, where it is not said which."""
    chosen, text = data.get(ROW_FIELD, ""), plain(data.get(TEXT_FIELD, ""))
    wanted = int(chosen) if re.fullmatch("[0-9]{1,18}", chosen) else 0
    row = rows.get(wanted) or next(iter(rows.values()))
    error = _too_long(CommentKind.COMMENT, text)
    said = (Said(row, text=text),) if text and not error else ()
    return Addition(row.pk, text, said, error)


def plain(value: str) -> str:
    """A text as it is kept: lines ending one way, nothing around it, no control characters."""
    if value.isprintable():
        return value.strip()
    return value.replace("\r\n", "\n").replace("\r", "\n").translate(_CONTROLS).strip()


def _said(row: HeardRow, kind: CommentKind, text: str) -> Said | None:
    """None where the wording is the one that stood there already."""
    if kind is CommentKind.COMMENT:
        return Said(row, kind, text=text)
    if kind is CommentKind.WORDING and text.split() == row.text.split():
        return None
    return Said(row, kind, suggestion=text)


def _too_long(kind: CommentKind, text: str) -> str:
    most = MOST_OF_A_NUMBER if kind is CommentKind.NUMBER else MOST_CHARACTERS
    if len(text) <= most:
        return ""
    return _(
        "There is room for %(most)s characters here, and this is %(count)s. Nothing has been "
        "cut off: shorten it, or send it as a file."
    ) % {"most": number(most), "count": number(len(text))}


class SenderForm(forms.Form):
    """Who sends. Nothing of it must be filled in by a citizen."""

    kind = forms.ChoiceField(
        label=gettext_lazy("I write as"),
        widget=forms.RadioSelect,
        choices=[
            (SenderKind.CITIZEN, gettext_lazy("A citizen")),
            (SenderKind.ASSOCIATION, gettext_lazy("An association, a council or a board")),
            (SenderKind.COMPANY, gettext_lazy("A company")),
            (SenderKind.AUTHORITY, gettext_lazy("A public authority")),
        ],
        initial=SenderKind.CITIZEN,
    )
    organisation = forms.CharField(
        label=gettext_lazy("Name of the association, company or authority"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    name = forms.CharField(
        label=gettext_lazy("Your name"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    on_behalf_of = forms.CharField(
        label=gettext_lazy("On behalf of somebody else"),
        help_text=gettext_lazy("For instance a member of your family, or a group of residents."),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        help_text=gettext_lazy(
            "For your receipt, and to tell you what became of your response. It is never shown."
        ),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "invalid": gettext_lazy("Write the address as in name@example.dk, or leave it empty.")
        },
    )
    postcode = forms.CharField(
        label=gettext_lazy("Postcode"),
        help_text=gettext_lazy("Shows which parts of the municipality have been heard."),
        max_length=10,
        required=False,
        widget=forms.TextInput(
            attrs={"autocomplete": "postal-code", "inputmode": "numeric", "class": "form-input--4"}
        ),
        validators=[
            RegexValidator(r"^\d{4}$", gettext_lazy("A postcode has four digits, such as 2665."))
        ],
    )
    shows_name = forms.BooleanField(
        label=gettext_lazy("Show the name with what I have written"),
        help_text=gettext_lazy(
            "Otherwise it says only “a citizen”, “a company” and so on. We never show addresses."
        ),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        is_citizen = said.get("kind") == SenderKind.CITIZEN
        if not is_citizen and "kind" in said and not said.get("organisation"):
            self.add_error("organisation", _("Write whom you answer for."))
        if said.get("shows_name") and is_citizen and not said.get("name"):
            self.add_error(
                "name", _("Write the name that is to be shown, or choose not to show one.")
            )
        return said

    @property
    def sender(self) -> Sender:
        """Who sends, of a form that is valid."""
        said = self.cleaned_data
        return Sender(
            kind=SenderKind(said["kind"]),
            name=said["name"],
            organisation=said["organisation"],
            on_behalf_of=said["on_behalf_of"],
            email=said["email"],
            postcode=said["postcode"],
            shows_name=said["shows_name"],
            language=(get_language() or "da")[:2],
        )
