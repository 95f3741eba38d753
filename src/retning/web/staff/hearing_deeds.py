"""What can be done with a hearing now, and what is said of a deed that was refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from retning.apps.hearing.queries.hearings import HearingHub
from retning.apps.hearing.queries.phases import May
from retning.apps.hearing.rules import MANAGE_HEARINGS
from retning.apps.hearing.services.refusals import Refusal, Refused
from retning.web.request.site import StaffRequest
from retning.web.ui.formats import long_date


@dataclass(frozen=True)
class Deed:
    """Something to do: a page to go to, or (`is_sent`) a button that does it at once."""

    label: str
    url: str
    is_sent: bool = False
    explained: str = ""


def deeds_of(request: StaffRequest, hub: HearingHub) -> list[Deed]:
    """What whoever asks may do with the hearing in its phase, the likeliest first."""
    if not MANAGE_HEARINGS(request.standing):
        return []
    found = [*_before_it_opens(hub), *_afterwards(hub)]
    return [deed for what, deed in found if hub.may(what)]


def _at(hub: HearingHub, name: str) -> str:
    return reverse(f"staff:{name}", args=[hub.hearing.key])


def _before_it_opens(hub: HearingHub) -> Iterator[tuple[May, Deed]]:
    has_days = hub.hearing.opens_on is not None
    label = _("Change the days") if has_days else _("Set the days, and open it")
    yield May.BE_CHANGED, Deed(label, _at(hub, "hearing_days"))
    if hub.hearing.announced_on is not None:
        back = _("It becomes a draft again: nobody sees it, and it does not open.")
        yield (
            May.BE_CHANGED,
            Deed(_("Call it back"), _at(hub, "hearing_call_back"), True, back),
        )
        return
    yield May.BE_CHANGED, Deed(_("Announce it without days"), _at(hub, "hearing_announce"))
    gone = _("The draft and its list of those to be asked are removed.")
    yield May.BE_DELETED, Deed(_("Remove the draft"), _at(hub, "hearing_delete"), True, gone)


def _afterwards(hub: HearingHub) -> Iterator[tuple[May, Deed]]:
    yield May.BE_EXTENDED, Deed(_("Extend it"), _at(hub, "hearing_extend"))
    seen = _("Everyone can see that the responses have been handled.")
    handled = _("The responses have been handled")
    yield May.BE_HANDLED, Deed(handled, _at(hub, "hearing_handle"), True, seen)
    over = _("Everyone can see that it is over.")
    yield (
        May.BE_CONCLUDED,
        Deed(_("Conclude the hearing"), _at(hub, "hearing_conclude"), True, over),
    )
    yield May.BE_RENEWED, Deed(_("Hold it again"), _at(hub, "hearing_renew"))


def changed_meanwhile() -> str:
    """Somebody else was first; nothing was saved."""
    return _("Somebody else has changed the hearing meanwhile. Open it again and see what.")


def said(refusal: Refused) -> str:
    """A refusal's sentence; of a hearing that is too short, with the first day that will do."""
    if refusal.code is not Refusal.TOO_SHORT:
        return refusal.sentence
    first = date.fromisoformat(refusal.detail)
    return _("The hearing is too short: its last day can be %(day)s at the earliest.") % {
        "day": long_date(first)
    }
