"""Who may do what in a hearing. What its phase allows is `queries.phases`; both must say yes."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from retning.apps.hearing.models import Hearing
from retning.apps.organisation.enums import Role
from retning.apps.organisation.models import Municipality
from retning.apps.organisation.queries import Standing
from retning.apps.organisation.rules import Permission

MANAGERS = frozenset({Role.ADMINISTRATOR, Role.CONSULTANT})
READERS = MANAGERS | {
    Role.MODERATOR,
    Role.HANDLER,
    Role.COUNCIL_SECRETARY,
    Role.EXECUTIVE_BOARD,
}

READ_HEARINGS = Permission(
    "read_hearings",
    READERS | {Role.CENTRE_CHIEF, Role.POLITICIAN},
    _("Your role does not let you see the work with hearings. What is public stands on the site."),
)
MANAGE_HEARINGS = Permission(
    "manage_hearings",
    MANAGERS | {Role.COUNCIL_SECRETARY},
    _("Only a consultant, the council secretary or an administrator may run a hearing."),
)
READ_RESPONSES = Permission(
    "read_responses",
    READERS,
    _("Responses as they were sent are read only by those who handle them."),
)
ENTER_RESPONSES = Permission(
    "enter_responses",
    MANAGERS | {Role.MODERATOR, Role.HANDLER, Role.COUNCIL_SECRETARY},
    _("Only those who handle responses may enter letters and calls."),
)
MODERATE = Permission(
    "moderate",
    MANAGERS | {Role.MODERATOR},
    _("Only a moderator, a consultant or an administrator decides what is shown."),
)
MANAGE_EVENTS = Permission(
    "manage_events",
    MANAGERS | {Role.COUNCIL_SECRETARY, Role.HANDLER},
    _("Your role does not let you arrange meetings here."),
)
KEEP_RECORD = Permission(
    "keep_record",
    frozenset({Role.ADMINISTRATOR, Role.COUNCIL_SECRETARY}),
    _("Only the council secretary or an administrator looks after the record and requests."),
)

PERMISSIONS: tuple[Permission, ...] = (
    READ_HEARINGS,
    MANAGE_HEARINGS,
    READ_RESPONSES,
    ENTER_RESPONSES,
    MODERATE,
    MANAGE_EVENTS,
    KEEP_RECORD,
)


def visible_to(standing: Standing, *, municipality: Municipality) -> QuerySet[Hearing]:
    """The list twin of `READ_HEARINGS`: the municipality's hearings, drafts too, to those who may
    read them; nobody else sees any here."""
    if standing.municipality_code != municipality.pk or not READ_HEARINGS(standing):
        return Hearing.objects.none()
    return Hearing.objects.filter(municipality=municipality)
