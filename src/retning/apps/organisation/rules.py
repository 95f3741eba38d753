"""Who may do what. Each permission is one object: a predicate over a standing and, from the same
roles, its list twin over municipalities, so that the two cannot drift apart.

A standing holds only the roles that are valid on its day, so every rule is dated.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from retning.apps.accounts.models import User
from retning.apps.organisation.enums import MUNICIPALITY_WIDE, Role
from retning.apps.organisation.models import Membership, Municipality
from retning.apps.organisation.queries import Standing


@dataclass(frozen=True)
class Permission:
    """Something that some roles may do in their own municipality.

    A role that belongs to the whole municipality counts only there, never in one unit.
    `sentence` is what somebody without one of the roles is told.
    """

    name: str
    roles: frozenset[Role]
    sentence: str | Promise

    def __call__(self, standing: Standing) -> bool:
        """Whether whoever has this standing may do it."""
        return any(
            held.role in self.roles and (held.unit_id is None or held.role not in MUNICIPALITY_WIDE)
            for held in standing.held
        )

    def municipalities(self, user: User | None, *, on: date) -> QuerySet[Municipality]:
        """The list twin: every municipality in which `user` may do it on a day."""
        if user is None or not user.is_active:
            return Municipality.objects.none()
        counts = Q(unit=None) | ~Q(role__in=MUNICIPALITY_WIDE)
        held = Membership.objects.filter(counts, user=user, role__in=self.roles).valid_on(on)
        return Municipality.objects.filter(pk__in=held.values("municipality"))


ENTER = Permission(
    "enter",
    frozenset(Role),
    _("You have no role in this municipality. Ask an administrator of the site for one."),
)
ADMINISTER = Permission(
    "administer",
    frozenset({Role.ADMINISTRATOR}),
    _("Only an administrator may do this."),
)
MANAGE_ORGANISATION = Permission(
    "manage_organisation",
    frozenset({Role.ADMINISTRATOR, Role.CONSULTANT}),
    _("Only an administrator or a strategy consultant may change units and positions."),
)
RECORD_RESOLUTIONS = Permission(
    "record_resolutions",
    frozenset({Role.ADMINISTRATOR, Role.CONSULTANT, Role.COUNCIL_SECRETARY}),
    _("Only a consultant, an administrator or the council secretary may record decisions."),
)
KEEP_MEETINGS = Permission(
    "keep_meetings",
    RECORD_RESOLUTIONS.roles,
    _("Only a consultant, an administrator or the council secretary keeps the meetings' calendar."),
)

PERMISSIONS: tuple[Permission, ...] = (
    ENTER,
    ADMINISTER,
    MANAGE_ORGANISATION,
    RECORD_RESOLUTIONS,
    KEEP_MEETINGS,
)
