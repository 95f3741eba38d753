"""What those who have signed up for a meeting are written, in the language they signed up in.

The subject tells the meeting and what is new, and nothing of the one it is written to. What they
called themselves stands in no mail: the address may be somebody else's, and the name a message.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from enum import StrEnum

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from retning.apps.hearing.models import Event, SignUp
from retning.apps.hearing.queries.moments import said_when
from retning.apps.hearing.queries.secrets import Purpose, secret_of
from retning.foundation.outbox.services import queue_mail

Link = Callable[[str], str]
"""The whole address of a sign-up's own page, from its secret, in the language that is active."""


class Told(StrEnum):
    """What a mail is about."""

    HAS_PLACE = "has_place"  # signed up, and there was room
    WAITS = "waits"  # signed up, and the meeting was full
    GOT_PLACE = "got_place"  # somebody else is not coming
    CANCELLED = "cancelled"  # taken off the list by the municipality
    MOVED = "moved"  # another time or place
    CALLED_OFF = "called_off"
    REMINDED = "reminded"  # the day before


def tell(
    sign_up: SignUp, what: Told, *, event: Event, link: Link, now: datetime, once: str = ""
) -> bool:
    """Queue a mail to whoever signed up, if the caller's transaction commits; False where they
    gave no address. The same `what` and `once` for one sign-up is one mail. `event` has its
    municipality loaded."""
    if not sign_up.email:
        return False
    with translation.override(sign_up.language):
        address = link(secret_of(Purpose.SIGN_UP, sign_up.key))
        queue_mail(
            tenant=sign_up.municipality_id,
            key=f"sign-up:{sign_up.pk}:{what}:{once}",
            to=sign_up.email,
            subject=f"{event.title}: {_subject(what)}",
            text="\n\n".join(_paragraphs(sign_up, what, event, address)) + "\n",
            now=now,
        )
    return True


def _subject(what: Told) -> str:
    match what:
        case Told.HAS_PLACE:
            return _("you have signed up")
        case Told.WAITS:
            return _("you are on the waiting list")
        case Told.GOT_PLACE:
            return _("there is room for you now")
        case Told.CANCELLED:
            return _("you are no longer signed up")
        case Told.MOVED:
            return _("new time or place")
        case Told.CALLED_OFF:
            return _("the meeting has been called off")
        case Told.REMINDED:
            return _("we look forward to seeing you")


def _paragraphs(sign_up: SignUp, what: Told, event: Event, address: str) -> Iterator[str]:
    yield _("Hello")
    yield _news(what)
    if what is Told.CALLED_OFF and event.cancelled_for:
        yield event.cancelled_for
    yield "\n".join(_facts(sign_up, event))
    if what not in {Told.CALLED_OFF, Told.CANCELLED}:
        yield _(
            "See the meeting, put it in your calendar or tell us that you are not coming:\n"
            "%(address)s"
        ) % {"address": address}
    if what in {Told.HAS_PLACE, Told.WAITS}:
        yield _("We delete your name and e-mail address 30 days after the meeting.")
    yield _("Kind regards\n%(municipality)s") % {"municipality": event.municipality.official_name}


def _news(what: Told) -> str:
    match what:
        case Told.HAS_PLACE:
            return _("Thank you for signing up. We look forward to seeing you.")
        case Told.WAITS:
            return _(
                "The meeting is full, so you are on the waiting list. We write to you as soon as "
                "there is room."
            )
        case Told.GOT_PLACE:
            return _(
                "Somebody else is not coming, so you have a place at the meeting now. Tell us if "
                "you cannot come after all, so that others get the chance."
            )
        case Told.CANCELLED:
            return _("We have taken you off the list for the meeting. Call us if that is wrong.")
        case Told.MOVED:
            return _(
                "The time or the place of the meeting has changed. You are still signed up. This "
                "is what holds now:"
            )
        case Told.CALLED_OFF:
            return _("We are sorry: the meeting that you signed up for has been called off.")
        case Told.REMINDED:
            return _("The meeting that you signed up for is soon.")


def _facts(sign_up: SignUp, event: Event) -> Iterator[str]:
    yield event.title
    yield said_when(event.starts_at, event.ends_at, sign_up.language)
    yield from (line for line in (event.place, event.address, event.link) if line)
    yield ngettext("%(seats)s person", "%(seats)s people", sign_up.seats) % {"seats": sign_up.seats}
