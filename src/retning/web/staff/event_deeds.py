"""The deeds on a meeting's page: what a button's name means, what is done, what is then said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _

from retning.apps.hearing.models import Event
from retning.apps.hearing.queries.events import find_sign_up
from retning.apps.hearing.queries.notes import find_note, find_table
from retning.apps.hearing.services.events import publish_event, remove_event
from retning.apps.hearing.services.notes import leave_out
from retning.apps.hearing.services.signing_up import cancel_sign_up
from retning.apps.hearing.services.tables import remove_table
from retning.web.request.site import StaffRequest
from retning.web.staff.event_links import sign_up_link
from retning.web.staff.numbers import number_or_none

Deed = Callable[[StaffRequest, Event, str], str]
REMOVE = "remove"


def done(request: StaffRequest, event: Event) -> tuple[str, str]:
    """Do the one deed that the form names: its name, and what is said of it. Raises Http404 for
    none, several, or no such row; Refused and ChangedMeanwhile as the services do."""
    named = set(request.POST) & DEEDS.keys()
    if len(named) != 1:
        raise Http404("No such deed")
    name = named.pop()
    return name, DEEDS[name](request, event, request.POST[name])


def _publish(request: StaffRequest, event: Event, version: str) -> str:
    publish_event(event=event, expected_version=number_or_none(version) or 0, **_by(request))
    return _("The meeting is public.")


def _remove(request: StaffRequest, event: Event, _version: str) -> str:
    remove_event(event=event, **_by(request))
    return _("The meeting has been removed.")


def _cancel(request: StaffRequest, event: Event, key: str) -> str:
    found = find_sign_up(request.municipality, _key(key))
    if found is None or found.event_id != event.pk:
        raise Http404("No such sign-up")
    cancel_sign_up(sign_up=found, link=sign_up_link(request), now=request.now, by=request.user)
    return _("They have been taken off the list.")


def _remove_table(request: StaffRequest, event: Event, key: str) -> str:
    found = find_table(request.municipality, _key(key))
    if found is None or found.event_id != event.pk:
        raise Http404("No such table")
    remove_table(table=found, **_by(request))
    return _("The table has been removed. Its address opens nothing any more.")


def _leave_out(request: StaffRequest, event: Event, key: str) -> str:
    _set_left_out(request, event, key, is_left_out=True)
    return _("The note is left out of the minutes. It can be taken in again.")


def _take_in(request: StaffRequest, event: Event, key: str) -> str:
    _set_left_out(request, event, key, is_left_out=False)
    return _("The note stands in the minutes again.")


def _set_left_out(request: StaffRequest, event: Event, key: str, *, is_left_out: bool) -> None:
    found = find_note(request.municipality, _key(key))
    if found is None or found.event_id != event.pk:
        raise Http404("No such note")
    leave_out(note=found, is_left_out=is_left_out, **_by(request))


def _by(request: StaffRequest) -> dict[str, Any]:
    return {"by": request.user, "now": request.now}


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404("No such row") from None


DEEDS: Mapping[str, Deed] = {
    "publish": _publish,
    REMOVE: _remove,
    "cancel": _cancel,
    "remove_table": _remove_table,
    "leave_out": _leave_out,
    "take_in": _take_in,
}
