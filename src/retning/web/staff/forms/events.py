"""Forms for a meeting: what is said of it, its tables, its notes, and who comes."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from retning.apps.hearing.enums import EventKind, NoteKind
from retning.apps.hearing.models import Event, EventTable, Hearing, Note
from retning.apps.hearing.queries.notes import rows_of_text
from retning.apps.hearing.services.events import Plan
from retning.apps.hearing.services.notes import LARGEST_COPY, LONGEST_NOTE, MOST_DOTS, Noted
from retning.apps.hearing.services.signing_up import LONGEST_NAME, MOST_SEATS, Applicant
from retning.apps.organisation.models import Municipality
from retning.apps.strategy.enums import RowKind
from retning.apps.strategy.models import Edition
from retning.foundation.clock import COPENHAGEN
from retning.foundation.freezing.models import FrozenRow
from retning.web.staff.forms.choices import capitalised, wide
from retning.web.staff.forms.hearings import day_field
from retning.web.staff.numbers import GREATEST

MOST_PLACES = 10_000
LONGEST_TEXT = 20_000


def _version() -> forms.IntegerField:
    return forms.IntegerField(
        widget=forms.HiddenInput, min_value=1, max_value=GREATEST, required=False
    )


def _clock(label: Any) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        input_formats=["%H:%M", "%H.%M", "%H"],
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
    )


class EventForm(forms.Form):
    """When, where, what about, and how many can come."""

    version = _version()
    kind = forms.ChoiceField(
        label=gettext_lazy("What kind of meeting"),
        choices=capitalised(EventKind, empty=gettext_lazy("Choose the kind of meeting")),
    )
    title = forms.CharField(label=gettext_lazy("Title"), max_length=200, widget=wide())
    hearing = forms.ModelChoiceField(
        label=gettext_lazy("The hearing it belongs to"),
        help_text=gettext_lazy("Notes are taken on the text that is heard."),
        queryset=Hearing.objects.none(),
        to_field_name="key",
        required=False,
        empty_label=gettext_lazy("None: a meeting before there is a hearing"),
    )
    edition = forms.ModelChoiceField(
        label=gettext_lazy("The text that is talked about, without a hearing"),
        help_text=gettext_lazy("Before there is a text, notes are taken on the tables' topics."),
        queryset=Edition.objects.none(),
        required=False,
        empty_label=gettext_lazy("No text yet"),
    )
    description = forms.CharField(
        label=gettext_lazy("What happens at the meeting"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    day = day_field(gettext_lazy("Day"))
    begins = _clock(gettext_lazy("Begins at"))
    last_day = day_field(
        gettext_lazy("Last day"),
        gettext_lazy("Only where it lasts several days."),
        required=False,
    )
    ends = _clock(gettext_lazy("Ends at"))
    place = forms.CharField(
        label=gettext_lazy("Place"), max_length=200, required=False, widget=wide()
    )
    address = forms.CharField(
        label=gettext_lazy("Address"), max_length=300, required=False, widget=wide()
    )
    link = forms.URLField(
        label=gettext_lazy("Link, where it is held online"),
        help_text=gettext_lazy("Where people sign up, only they get it."),
        required=False,
        assume_scheme="https",
        widget=wide(),
    )
    takes_sign_ups = forms.BooleanField(
        label=gettext_lazy("One signs up for it"), required=False, initial=True
    )
    capacity = forms.IntegerField(
        label=gettext_lazy("Places"),
        help_text=gettext_lazy(
            "When they are taken, people get on a waiting list. Empty: no limit."
        ),
        min_value=1,
        max_value=MOST_PLACES,
        required=False,
    )
    signs_up_until = day_field(
        gettext_lazy("Last day to sign up"),
        gettext_lazy("Empty: until the meeting begins."),
        required=False,
    )
    dots = forms.IntegerField(
        label=gettext_lazy("Dots for each participant"),
        help_text=gettext_lazy("For voting on the notes. 0: nobody votes."),
        min_value=0,
        max_value=100,
        initial=0,
        required=False,
    )

    def __init__(self, *args: Any, municipality: Municipality, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hearing, edition = self.fields["hearing"], self.fields["edition"]
        assert isinstance(hearing, forms.ModelChoiceField)  # noqa: S101
        assert isinstance(edition, forms.ModelChoiceField)  # noqa: S101
        open_ones = Q(municipality=municipality) & Q(concluded_on=None)
        hearing.queryset = Hearing.objects.filter(open_ones).order_by("-pk")
        edition.queryset = Edition.objects.filter(municipality=municipality).order_by("-pk")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if {"day", "begins", "ends"} <= said.keys():
            if self.ends_at <= self.starts_at:
                self.add_error("ends", _("The meeting must end after it has begun."))
            until = said.get("signs_up_until")
            if until is not None and until > said["day"]:
                self.add_error(
                    "signs_up_until", _("Choose a day before the meeting, or the same day.")
                )
        return said

    @property
    def starts_at(self) -> datetime:
        return _moment(self.cleaned_data["day"], self.cleaned_data["begins"])

    @property
    def ends_at(self) -> datetime:
        last = self.cleaned_data.get("last_day") or self.cleaned_data["day"]
        return _moment(last, self.cleaned_data["ends"])

    @property
    def plan(self) -> Plan:
        said = self.cleaned_data
        names = ("title", "description", "place", "address", "link", "takes_sign_ups")
        until = said["signs_up_until"]
        return Plan(
            kind=EventKind(said["kind"]),
            starts_at=self.starts_at,
            ends_at=self.ends_at,
            hearing=said["hearing"],
            edition=said["edition"],
            capacity=said["capacity"],
            signs_up_until=min(_end_of(until), self.starts_at) if until else None,
            dots=said["dots"] or 0,
            **{name: said[name] for name in names},
        )


def initial_of(event: Event) -> dict[str, Any]:
    """What a meeting says, as the form's fields."""
    names = ("version", "kind", "title", "description", "place", "address", "link", "dots")
    said: dict[str, Any] = {name: getattr(event, name) for name in names}
    begins, ends = (each.astimezone(COPENHAGEN) for each in (event.starts_at, event.ends_at))
    said |= {"day": begins.date(), "begins": begins.time(), "ends": ends.time()}
    said["last_day"] = ends.date() if ends.date() != begins.date() else None
    said |= {"takes_sign_ups": event.takes_sign_ups, "capacity": event.capacity}
    if event.signs_up_until is not None:
        before = event.signs_up_until - timedelta(seconds=1)
        said["signs_up_until"] = before.astimezone(COPENHAGEN).date()
    said["hearing"] = event.hearing.key if event.hearing is not None else None
    said["edition"] = event.edition_id if event.hearing is None else None
    return said


def _moment(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, tzinfo=COPENHAGEN)


def _end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(0), tzinfo=COPENHAGEN)


class CallOffForm(forms.Form):
    """Why a meeting is called off; everybody who has signed up is told."""

    version = _version()
    reason = forms.CharField(
        label=gettext_lazy("Why is it called off?"),
        help_text=gettext_lazy("It stands on the meeting's page and in the mails."),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class OnBehalfForm(forms.Form):
    """Somebody who has called, or who stands at the desk."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=LONGEST_NAME)
    email = forms.EmailField(label=gettext_lazy("E-mail address"), required=False)
    seats = forms.IntegerField(
        label=gettext_lazy("How many come"), min_value=1, max_value=MOST_SEATS, initial=1
    )

    @property
    def applicant(self) -> Applicant:
        said = self.cleaned_data
        return Applicant(said["name"], said["email"], said["seats"])


def _row_field() -> forms.ChoiceField:
    return forms.ChoiceField(label=gettext_lazy("What it is about in the text"), required=False)


class _AboutText(forms.Form):
    """A form with a choice among the rows of a meeting's text; without one, it has no choice."""

    def _offer(self, edition: Edition | None) -> None:
        self.rows = rows_of_text(edition)
        if not self.rows:
            del self.fields["row"]
            return
        choices = [("", _("Nothing in the text: a matter of its own"))]
        for row in self.rows:
            what = capfirst(str(RowKind(row.kind).label))
            choices.append((str(row.key), f"{what}: {row.text}"))
        self.fields["row"].choices = choices  # type: ignore[attr-defined]

    @property
    def row_chosen(self) -> FrozenRow | None:
        wanted = self.cleaned_data.get("row")
        return next((row for row in self.rows if str(row.key) == wanted), None)


class TableForm(_AboutText):
    """A table's topic, and the row of the text that it is about."""

    version = _version()
    topic = forms.CharField(label=gettext_lazy("Topic"), max_length=200, widget=wide())
    row = _row_field()

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer(event.edition)


def initial_of_table(table: EventTable) -> dict[str, Any]:
    row = str(table.row.key) if table.row is not None else ""
    return {"version": table.version, "topic": table.topic, "row": row}


class NoteForm(_AboutText):
    """A note as it is to stand in the minutes. `copy` is there for a new one alone."""

    version = _version()
    copy = forms.IntegerField(
        widget=forms.HiddenInput, min_value=1, max_value=LARGEST_COPY, required=False
    )
    text = forms.CharField(
        label=gettext_lazy("The note"),
        help_text=gettext_lazy("Write what was said, not who said it."),
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    kind = forms.ChoiceField(label=gettext_lazy("What is it?"), choices=capitalised(NoteKind))
    row = _row_field()
    dots = forms.IntegerField(
        label=gettext_lazy("Dots"), min_value=0, max_value=MOST_DOTS, initial=0, required=False
    )

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer(event.edition)
        if not event.dots:
            del self.fields["dots"]

    @property
    def noted(self) -> Noted:
        said = self.cleaned_data
        kind = NoteKind(said["kind"])
        return Noted(said["text"], kind, self.row_chosen, said.get("dots") or 0)


def initial_of_note(note: Note) -> dict[str, Any]:
    said: dict[str, Any] = {
        name: getattr(note, name) for name in ("version", "text", "kind", "dots")
    }
    return said | {"row": str(note.row_key or "")}


class MinutesForm(forms.Form):
    """What is written of a meeting beside its notes."""

    version = _version()
    minutes = forms.CharField(
        label=gettext_lazy("Minutes"),
        help_text=gettext_lazy(
            "What happened, in your own words. The notes stand below by themselves."
        ),
        max_length=100_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 14}),
    )
