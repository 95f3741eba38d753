"""Forms for a document on its way in: the file, and taking it over."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from retning.apps.organisation.models import Municipality
from retning.apps.strategy.models import Reading, Strategy
from retning.apps.strategy.queries.draft import draft_strategies
from retning.core.documents.packages_kinds import MEDIA_TYPES
from retning.web.staff.forms.choices import wide
from retning.web.staff.forms.periods import PeriodForm

ACCEPTED = ",".join(
    (
        *(".pdf", ".docx", ".docm", ".dotx", ".odt", ".ott", ".html", ".htm", ".md", ".markdown"),
        *(".txt", ".text", "text/plain", "text/html", "text/markdown", "application/pdf"),
        *MEDIA_TYPES.values(),
    )
)


class UploadForm(forms.Form):
    """The file is judged by what it holds, in the service; here only that there is one."""

    document = forms.FileField(
        label=_("The document"),
        help_text=_("PDF, Word (.docx), OpenDocument (.odt), web page, Markdown or plain text."),
        allow_empty_file=True,
        error_messages={
            "required": _("No file came along. Choose a document, and press Upload again."),
            "invalid": _("No file came along. Choose a document, and press Upload again."),
        },
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )
    again = forms.BooleanField(
        label=_("Read it again, although it has been taken over before"), required=False
    )

    def __init__(self, *args: Any, limit: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.limit = limit
        self.fields["document"].widget.attrs["data-limit-bytes"] = str(limit)


NEW = "new"


class TakeOverForm(PeriodForm):
    """Into a new strategy, or as new areas in one that is there."""

    into = forms.ChoiceField(label=_("Take over into"), widget=forms.RadioSelect, initial=NEW)
    merge_areas = forms.BooleanField(
        label=_("Put areas of the same name together"),
        help_text=_("Where both have an area of that name, what is read goes on in it."),
        required=False,
        initial=True,
    )
    title = forms.CharField(
        label=_("Title"),
        max_length=300,
        help_text=_("As it was read; correct it if need be."),
        widget=wide(),
    )
    period_from = forms.IntegerField(label=_("From year"), min_value=1990, max_value=2100)
    period_to = forms.IntegerField(label=_("To year"), min_value=1990, max_value=2100)

    def __init__(self, *args: Any, municipality: Municipality, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.strategies = {
            str(strategy.key): strategy for strategy in draft_strategies(municipality)
        }
        into = self.fields["into"]
        assert isinstance(into, forms.ChoiceField)  # noqa: S101
        into.choices = [
            (NEW, _("a new strategy")),
            *((key, strategy.title) for key, strategy in self.strategies.items()),
        ]

    @classmethod
    def of(cls, reading: Reading, *, year: int, into: Strategy | None = None) -> TakeOverForm:
        """What the reading says; where it says no period, four years from this one. `into`: where
        an earlier version of the document was taken over."""
        return cls(
            municipality=reading.municipality,
            initial={
                "into": str(into.key) if into else NEW,
                "title": reading.title,
                "period_from": reading.period_from or year,
                "period_to": reading.period_to or year + 3,
            },
        )

    @property
    def has_strategies(self) -> bool:
        return bool(self.strategies)

    @property
    def strategy(self) -> Strategy | None:
        """The strategy that was chosen; None is a new one."""
        return self.strategies.get(self.cleaned_data["into"])
