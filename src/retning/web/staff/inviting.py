"""The list of those who are asked: its deeds, in words, and as a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from retning.apps.hearing.enums import InvitationKind
from retning.apps.hearing.models import Hearing, Invitation
from retning.apps.hearing.queries.invitations import Listed, invitation_of
from retning.apps.hearing.services import invitations as deeds
from retning.apps.hearing.validators import MOST_LINES, Problem, ReadList
from retning.foundation.clock import date_in_denmark
from retning.web.request.site import StaffRequest
from retning.web.staff.hearing_letters import invitation_letter

FORMULAS = ("=", "+", "-", "@", "\t", "\r")
"""What a cell may not begin with: a spreadsheet would run it."""


def invitation_or_404(hearing: Hearing, key: UUID) -> Invitation:
    """One on a hearing's list."""
    found = invitation_of(hearing, key)
    if found is None:
        raise Http404("Nobody of that key on the list")
    return found


def said_of_list(read: ReadList) -> list[str]:
    """What is wrong with a list, in sentences; none where all of it can be used."""
    if read.is_too_long:
        return [
            _("The list is longer than %(most)s lines. Divide it, and send it in parts.")
            % {"most": MOST_LINES}
        ]
    if not read.lines and not read.problems:
        return [_("Nobody stands on the list.")]
    return [_problem(each) for each in read.problems]


def _problem(problem: Problem) -> str:
    if problem.what == "name":
        return _("Line %(number)s: there is no name, or it is longer than 200 characters.") % {
            "number": problem.number
        }
    return _("Line %(number)s: “%(said)s” is no e-mail address.") % {
        "number": problem.number,
        "said": problem.said,
    }


def list_file(listed: Iterable[Listed]) -> str:
    """The list as CSV, as Danish spreadsheets read it."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(
        [
            *(_("Name"), _("E-mail address"), _("Kind"), _("Note"), _("State")),
            *(_("Invited"), _("Reminded"), _("Answered"), _("No remarks")),
        ]
    )
    for one in listed:
        row = one.invitation
        moments = (row.invited_at, row.reminded_at, row.answered_at, row.no_remarks_at)
        days = [date_in_denmark(each).isoformat() if each else "" for each in moments]
        kind = str(InvitationKind(row.kind).label)
        cells = [row.name, row.email, kind, row.note, str(one.state.label), *days]
        writer.writerow([_safe(each) for each in cells])
    return "\ufeff" + out.getvalue()


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULAS) else cell


def invitation_deed(request: StaffRequest, hearing: Hearing) -> str:
    """Do the deed that a form's button names; what came of it. Raises Refused, Http404."""
    write = invitation_letter(request)
    if "invite" in request.POST:
        sent = deeds.invite(hearing=hearing, write=write, by=request.user, now=request.now)
        return _sent(sent)
    if "remind" in request.POST:
        reminder = invitation_letter(request, is_reminder=True)
        sent = deeds.remind(hearing=hearing, write=reminder, by=request.user, now=request.now)
        return _sent(sent)
    for name, deed in _ONE.items():
        if name in request.POST:
            return deed(request, hearing, _uuid(request.POST[name]))
    raise Http404("No such deed")


def _uuid(said: object) -> UUID:
    try:
        return UUID(str(said))
    except ValueError:
        raise Http404("No such key") from None


def _sent(count: int) -> str:
    if not count:
        return _("There was nobody to write to: nobody has been written to twice.")
    return ngettext("%(count)s mail is on its way.", "%(count)s mails are on their way.", count) % {
        "count": count
    }


def _again(request: StaffRequest, hearing: Hearing, key: UUID) -> str:
    deeds.invite_again(
        invitation=invitation_or_404(hearing, key),
        write=invitation_letter(request),
        by=request.user,
        now=request.now,
    )
    return _sent(1)


def _otherwise(request: StaffRequest, hearing: Hearing, key: UUID) -> str:
    deeds.invited_otherwise(
        invitation=invitation_or_404(hearing, key), by=request.user, now=request.now
    )
    return _("It is noted that they have been asked.")


def _remove(request: StaffRequest, hearing: Hearing, key: UUID) -> str:
    deeds.remove_invitation(
        invitation=invitation_or_404(hearing, key), by=request.user, now=request.now
    )
    return _("They are no longer on the list.")


_ONE: dict[str, Callable[[StaffRequest, Hearing, UUID], str]] = {
    "again": _again,
    "otherwise": _otherwise,
    "remove": _remove,
}
