"""Memberships: which user may act in which role where, from a day until a day."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction

from retning.apps.accounts.models import User
from retning.apps.organisation.enums import MUNICIPALITY_WIDE, Refusal, Role
from retning.apps.organisation.models import Membership, Municipality, Unit
from retning.apps.organisation.queries import overlapping
from retning.apps.organisation.services.writing import (
    Refused,
    check_period,
    check_same_municipality,
    lock_municipality,
    reread,
    write,
)
from retning.foundation.audit.services import Actor, snapshot


def grant_membership(
    *,
    user: User,
    municipality: Municipality,
    role: Role,
    valid_from: date,
    by: Actor,
    now: datetime,
    unit: Unit | None = None,
    valid_to: date | None = None,
) -> Membership:
    """Let `user` act as `role`, in one unit or (None) in the whole municipality.

    Raises Refused: ends_before_it_begins, not_in_one_unit, other_municipality,
    membership_overlaps.
    """
    check_period(valid_from, valid_to)
    if unit is not None and role in MUNICIPALITY_WIDE:
        raise Refused(Refusal.NOT_IN_ONE_UNIT, fields=("unit",))
    if unit is not None:
        check_same_municipality(unit, municipality.pk)
    same = Membership.objects.filter(user=user, municipality=municipality, role=role, unit=unit)
    if overlapping(same, valid_from, valid_to):
        raise Refused(Refusal.MEMBERSHIP_OVERLAPS)
    membership = Membership(
        user=user,
        municipality=municipality,
        role=role,
        unit=unit,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    try:
        with transaction.atomic():
            write(membership, deed="membership_granted", before=None, by=by, now=now)
    except IntegrityError:
        # Somebody else granted the same meanwhile: the database holds what we asked about.
        raise Refused(Refusal.MEMBERSHIP_OVERLAPS) from None
    return membership


@transaction.atomic
def end_membership(
    *, membership: Membership, valid_to: date, by: Actor, now: datetime
) -> Membership:
    """The role ends: `valid_to` is the first day without it. It is kept, as what was.

    Raises Refused: ends_before_it_begins, last_administrator, membership_overlaps.
    """
    lock_municipality(membership.municipality_id)
    reread(membership)
    check_period(membership.valid_from, valid_to)
    if membership.role == Role.ADMINISTRATOR:
        _check_another_administrator(membership, valid_to)
    others = Membership.objects.filter(
        user=membership.user_id,
        municipality=membership.municipality_id,
        role=membership.role,
        unit=membership.unit_id,
    ).exclude(pk=membership.pk)
    if overlapping(others, membership.valid_from, valid_to):
        raise Refused(Refusal.MEMBERSHIP_OVERLAPS)
    before = snapshot(membership)
    membership.valid_to = valid_to
    write(
        membership,
        deed="membership_ended",
        before=before,
        by=by,
        now=now,
        fields=("valid_to",),
    )
    return membership


def _check_another_administrator(membership: Membership, valid_to: date) -> None:
    others = (
        Membership.objects.filter(
            municipality=membership.municipality_id,
            role=Role.ADMINISTRATOR,
            unit=None,
            user__is_active=True,
        )
        .exclude(user=membership.user_id)
        .valid_on(valid_to)
    )
    if not others.exists():
        raise Refused(Refusal.LAST_ADMINISTRATOR)
