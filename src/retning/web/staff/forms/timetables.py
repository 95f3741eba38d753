"""Forms for a hearing's timetable and for the calendar of meetings."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from retning.apps.hearing.queries.timetables import Choices
from retning.apps.hearing.services.timetables import MOST_DAYS
from retning.apps.organisation.models import Municipality, Unit
from retning.apps.organisation.queries import bodies_of
from retning.web.staff.forms.hearings import day_field
from retning.web.staff.forms.passages import VersionedForm

YEARS = range(2000, 2101)


def _working_days(label: Any, help_text: Any = "") -> forms.IntegerField:
    return forms.IntegerField(label=label, help_text=help_text, min_value=0, max_value=MOST_DAYS)


class TimetableForm(VersionedForm):
    """What a timetable is reckoned from."""

    deadline = day_field(gettext_lazy("The adopted text must be published by"))
    council = forms.ModelChoiceField(
        label=gettext_lazy("Who decides"),
        queryset=Unit.objects.none(),
        to_field_name="key",
        required=False,
        empty_label=gettext_lazy("not chosen: its meetings are not known"),
    )
    committee = forms.ModelChoiceField(
        label=gettext_lazy("Who recommends it before that"),
        queryset=Unit.objects.none(),
        to_field_name="key",
        required=False,
        empty_label=gettext_lazy("nobody"),
    )
    publishing = _working_days(gettext_lazy("Working days from a decision until it is published"))
    handling = _working_days(gettext_lazy("Working days to handle the responses"))
    agenda = _working_days(
        gettext_lazy("Working days from an agenda's closing to its meeting"),
        gettext_lazy("Where the calendar does not say it."),
    )

    def __init__(self, *args: Any, municipality: Municipality, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("council", "committee"):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)  # noqa: S101
            field.queryset = bodies_of(municipality, on=day)

    @property
    def choices(self) -> Choices:
        said = self.cleaned_data
        council, committee = said["council"], said["committee"]
        return Choices(
            deadline=said["deadline"],
            publishing=said["publishing"],
            handling=said["handling"],
            agenda=said["agenda"],
            council=None if council is None else council.key,
            committee=None if committee is None else committee.key,
        )


class MeetingsForm(forms.Form):
    """Days on which a body meets, one a line."""

    body = forms.ModelChoiceField(
        label=gettext_lazy("Body"),
        queryset=Unit.objects.none(),
        to_field_name="key",
        empty_label=gettext_lazy("Choose a body"),
    )
    days = forms.CharField(
        label=gettext_lazy("Days of its meetings"),
        help_text=gettext_lazy("One a line: 24. februar 2027, 24-02-2027 or 2027-02-24."),
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    agenda_days = forms.IntegerField(
        label=gettext_lazy("Working days from its agenda's closing to the meeting"),
        required=False,
        min_value=0,
        max_value=60,
    )

    def __init__(self, *args: Any, municipality: Municipality, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        body = self.fields["body"]
        assert isinstance(body, forms.ModelChoiceField)  # noqa: S101
        body.queryset = bodies_of(municipality, on=day)

    def clean_days(self) -> list[date]:
        lines = [line.strip() for line in str(self.cleaned_data["days"]).splitlines()]
        days = []
        for line in filter(None, lines):
            if (day := day_of(line)) is None:
                raise ValidationError(
                    _("We cannot read “%(line)s” as a day. Write it as 24. februar 2027."),
                    params={"line": line[:60]},
                )
            days.append(day)
        return days


_MONTHS = {
    "jan": 1,
    "feb": 2,
    "mar": 3,
    "apr": 4,
    "maj": 5,
    "may": 5,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sep": 9,
    "okt": 10,
    "oct": 10,
    "nov": 11,
    "dec": 12,
}
"""By their first three letters, in Danish and English."""
_NUMBERS = re.compile(r"(\d{1,2})[./-] ?(\d{1,2})[./-] ?(\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_WORDS = re.compile(r"(?:\w+ )?(?:den )?(\d{1,2})\.? ([a-zæøå]+)\.? (\d{4})")


def day_of(text: str) -> date | None:
    """The day that a line names, written as people write one; None where it names none."""
    low = " ".join(text.casefold().split())
    if (found := _ISO.fullmatch(low)) is not None:
        year, month, day = map(int, found.groups())
    elif (found := _NUMBERS.fullmatch(low)) is not None:
        day, month, year = map(int, found.groups())
    elif (found := _WORDS.fullmatch(low)) is not None:
        day, year = int(found[1]), int(found[3])
        month = _MONTHS.get(found[2][:3], 0)
    else:
        return None
    try:
        return date(year, month, day) if year in YEARS else None
    except ValueError:
        return None
