"""What can be done with a hearing now, and what is said of a deed that was refused."""

from __future__ import annotations

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
    key = hub.hearing.key

    def at(name: str) -> str:
        return reverse(f"staff:{name}", args=[key])

    has_days = hub.hearing.opens_on is not None
    open_label = _("Change the days") if has_days else _("Set the days, and open it")
    is_announced = hub.hearing.announced_on is not None
    found = [
        (May.BE_CHANGED, Deed(open_label, at("hearing_days"))),
        (
            May.BE_CHANGED if not is_announced else None,
            Deed(_("Announce it without days"), at("hearing_announce")),
        ),
        (May.BE_EXTENDED, Deed(_("Extend it"), at("hearing_extend"))),
        (
            May.BE_HANDLED,
            Deed(
                _("The responses have been handled"),
                at("hearing_handle"),
                True,
                _("Everyone can see that the responses have been handled."),
            ),
        ),
        (
            May.BE_CONCLUDED,
            Deed(
                _("Conclude the hearing"),
                at("hearing_conclude"),
                True,
                _("Everyone can see that it is over."),
            ),
        ),
        (May.BE_RENEWED, Deed(_("Hold it again"), at("hearing_renew"))),
        (
            May.BE_CHANGED if is_announced else None,
            Deed(
                _("Call it back"),
                at("hearing_call_back"),
                True,
                _("It becomes a draft again: nobody sees it, and it does not open."),
            ),
        ),
        (
            May.BE_DELETED if not is_announced else None,
            Deed(
                _("Remove the draft"),
                at("hearing_delete"),
                True,
                _("The draft and its list of those to be asked are removed."),
            ),
        ),
    ]
    return [deed for what, deed in found if what is not None and hub.may(what)]


def said(refusal: Refused) -> str:
    """A refusal's sentence; of a hearing that is too short, with the first day that will do."""
    if refusal.code is not Refusal.TOO_SHORT:
        return refusal.sentence
    first = date.fromisoformat(refusal.detail)
    return _("The hearing is too short: its last day can be %(day)s at the earliest.") % {
        "day": long_date(first)
    }
