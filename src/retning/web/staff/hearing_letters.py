"""Mails that staff's deeds send to those who take part in a hearing."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from retning.apps.hearing.enums import WithheldFor
from retning.apps.hearing.models import Invitation, Response, ResponseFile
from retning.apps.hearing.queries.secrets import Purpose, secret_of
from retning.apps.hearing.services.letters import Decided, Letter
from retning.apps.organisation.models import Municipality
from retning.apps.organisation.queries import site_address
from retning.web.request.site import StaffRequest
from retning.web.staff.moderating import items
from retning.web.ui.look import look_of

Whole = Callable[[str], str]
"""A path on the site as a whole address."""


def decided_letter(request: StaffRequest) -> Callable[[Decided], Letter]:
    """Writes the mail to a sender: how each comment stands, in the language they wrote in."""
    return lambda decided: _decided(decided, request.municipality, request.build_absolute_uri)


def decided_by_itself(decided: Decided) -> Letter:
    """The same, where no request has asked for it."""
    municipality = decided.response.hearing.municipality
    site = site_address(municipality)
    return _decided(decided, municipality, lambda path: f"{site}{path}")


def _decided(decided: Decided, municipality: Municipality, whole: Whole) -> Letter:
    response = decided.response
    with translation.override(response.language):
        site = look_of(municipality).site_name
        context = {
            "decided": decided,
            "items": items(decided.comments),
            "files": _files(decided.files),
            "link": _receipt(response, whole),
            "site": site,
        }
        subject = gettext("We have read your response")
        text = render_to_string("staff/hearing/mail_decided.txt", context)
        return Letter(subject=f"{site}: {subject}", text=text)


def _files(files: Iterable[ResponseFile]) -> list[tuple[str, str]]:
    """Each file's name, and why it is not shown (empty where it is)."""
    return [
        (each.name, str(WithheldFor(each.withheld_for).label) if each.withheld_for else "")
        for each in files
    ]


def received_letter(request: StaffRequest) -> Callable[[Response], Letter]:
    """Writes to whoever sent a letter or called that it has been kept, and how to follow it."""

    def write(response: Response) -> Letter:
        with translation.override(response.language):
            site = look_of(request.municipality).site_name
            context = {
                "response": response,
                "hearing": response.hearing,
                "link": _receipt(response, request.build_absolute_uri),
                "site": site,
            }
            text = render_to_string("staff/hearing/mail_received.txt", context)
            return Letter(subject=f"{site}: {gettext('We have received your response')}", text=text)

    return write


def _receipt(response: Response, whole: Whole) -> str:
    """The secret address of a response, whole."""
    secret = secret_of(Purpose.FOLLOW, response.key)
    return whole(reverse("public:hearing_receipt", args=[response.hearing.slug, secret]))


def invitation_address(request: StaffRequest, invitation: Invitation) -> str:
    """The secret address at which one that is asked answers, whole."""
    secret = secret_of(Purpose.INVITED, invitation.key)
    address = reverse("public:hearing_invited", args=[invitation.hearing.slug, secret])
    return request.build_absolute_uri(address)


def invitation_letter(
    request: StaffRequest, *, is_reminder: bool = False
) -> Callable[[Invitation], Letter]:
    """Writes to one that is asked, in Danish: to ask, or to remind of it."""

    def write(invitation: Invitation) -> Letter:
        with translation.override("da"):
            site = look_of(request.municipality).site_name
            context = {
                "invitation": invitation,
                "hearing": invitation.hearing,
                "link": invitation_address(request, invitation),
                "site": site,
                "is_reminder": is_reminder,
            }
            said = (
                gettext("Reminder: the hearing waits for your answer")
                if is_reminder
                else gettext("Invitation to answer in a hearing")
            )
            text = render_to_string("staff/hearing/mail_invitation.txt", context)
            return Letter(subject=f"{site}: {said}", text=text)

    return write
