"""What the components page shows: the same few invented things in every state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from retning.web.ui.links import Link

LONG_WORD = "Kommunalbestyrelsesvalgkredsinddelingsbekendtgørelsesændringsforslag"
MOMENT = datetime(2026, 11, 22, 13, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Segment:
    """As `core.redline` makes them."""

    kind: str
    text: str


def _choices() -> list[tuple[str, str]]:
    return [
        ("full", _("Full revision")),
        ("themed", _("Revision of some themes")),
        ("x", LONG_WORD),
    ]


class ShowcaseForm(forms.Form):
    """One field of every shape."""

    title = forms.CharField(help_text="Højst 300 tegn.")
    body = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), required=False)
    year = forms.IntegerField(min_value=1990, max_value=2100)
    kind = forms.ChoiceField()
    revision = forms.ChoiceField(widget=forms.RadioSelect)
    fields_touched = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, required=False)
    agreed = forms.BooleanField()
    day = forms.DateField(widget=forms.DateInput, help_text="Den dag det gælder fra.")
    document = forms.FileField(required=False)
    locked = forms.CharField(disabled=True, required=False, initial="187")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "title": _("Title"),
            "body": _("Explanation"),
            "year": _("From year"),
            "kind": _("Kind"),
            "revision": _("Revision"),
            "fields_touched": _("Fields"),
            "agreed": _("I have read it through"),
            "day": _("Day"),
            "document": _("Document"),
            "locked": _("Code"),
        }
        for name, label in labels.items():
            self.fields[name].label = label
        for name in ("kind", "revision", "fields_touched"):
            self.fields[name].choices = _choices()  # type: ignore[attr-defined]


def _form_with_errors() -> ShowcaseForm:
    form = ShowcaseForm({"title": "", "year": "1700", "revision": "other"}, prefix="wrong")
    form.is_valid()
    return form


def showcase() -> dict[str, Any]:
    """The context of the components page."""
    pages = Paginator(range(180), 10)
    return {
        "chain": [
            Link("Det gode hverdagsliv", "#vision"),
            Link("Delvision 1", "#omraade"),
            Link(LONG_WORD, "#lang"),
        ],
        "long_word": LONG_WORD,
        "form": ShowcaseForm(),
        "wrong_form": _form_with_errors(),
        "pages_first": pages.page(1),
        "pages_middle": pages.page(9),
        "links": [Link("Læst", "#a"), Link("Kilde", "#b"), Link("Ikke placeret", "#c")],
        "steps": [_("Upload"), _("Reading"), _("Review"), _("Publish")],
        "statuses": _statuses(),
        "facts": [
            (_("Owner"), "Center for Børn og Skole"),
            (_("Period"), "2018–2030"),
            (_("Explanation"), LONG_WORD),
        ],
        "segments": [
            Segment("same", "Flere borgere skal have en "),
            Segment("removed", "lang "),
            Segment("added", "kort eller lang "),
            Segment("same", "uddannelse."),
        ],
        "moment_shown": MOMENT,
        "figure": 178906.5,
        "colours": COLOURS,
    }


def _statuses() -> list[tuple[str, str]]:
    return [
        ("met", _("Met")),
        ("near", _("Nearly met")),
        ("unmet", _("Not met")),
        ("unknown", _("Not known yet")),
        ("draft", _("Draft")),
        ("published", _("Published")),
        ("earlier", _("Earlier edition")),
        ("waiting", _("Waiting")),
        ("working", _("Being read")),
        ("failed", _("Could not be read")),
        ("new", _("New")),
        ("changed", _("Changed")),
        ("removed", _("Removed")),
    ]


COLOURS = ("ground", "surface", "sunken", "ink", "primary", "link", "success", "warning", "error")
