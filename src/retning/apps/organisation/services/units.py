"""Units, positions, persons and fields: enough to own goals."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction

from retning.apps.accounts.models import User
from retning.apps.organisation.enums import PositionKind, Refusal, UnitKind
from retning.apps.organisation.models import (
    Field,
    Municipality,
    Person,
    Position,
    PositionHolder,
    Unit,
)
from retning.apps.organisation.queries import not_ended, overlapping
from retning.apps.organisation.services.writing import (
    Refused,
    check_period,
    check_same_municipality,
    lock_municipality,
    reread,
    within,
    write,
)
from retning.core.danish.slug import slug_of
from retning.foundation.audit.services import Actor, snapshot
from retning.foundation.clock import date_in_denmark
from retning.foundation.records.models import Validity


@transaction.atomic
def create_unit(
    *,
    municipality: Municipality,
    kind: UnitKind,
    name: str,
    valid_from: date,
    by: Actor,
    now: datetime,
    parent: Unit | None = None,
    valid_to: date | None = None,
) -> Unit:
    """A new unit. Raises Refused: other_municipality, ends_before_it_begins, not_valid."""
    check_period(valid_from, valid_to)
    if parent is not None:
        check_same_municipality(parent, municipality.pk)
    unit = Unit(
        municipality=municipality,
        kind=kind,
        name=name.strip(),
        parent=parent,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    write(unit, deed="unit_created", before=None, by=by, now=now)
    return unit


@transaction.atomic
def move_unit(*, unit: Unit, parent: Unit | None, by: Actor, now: datetime) -> Unit:
    """Lay a unit under another, or (None) under none.

    Raises Refused: other_municipality, unit_below_itself.
    """
    lock_municipality(unit.municipality_id)
    reread(unit)
    if parent is not None:
        check_same_municipality(parent, unit.municipality_id)
        _check_not_below(unit, parent)
    before = snapshot(unit)
    unit.parent = parent
    write(unit, deed="unit_moved", before=before, by=by, now=now, fields=("parent",))
    return unit


def _check_not_below(unit: Unit, parent: Unit) -> None:
    parents = dict(
        Unit.objects.filter(municipality=unit.municipality_id).values_list("pk", "parent")
    )
    above: int | None = parent.pk
    passed = {unit.pk}
    while above is not None:
        if above in passed:
            raise Refused(Refusal.UNIT_BELOW_ITSELF, fields=("parent",))
        passed.add(above)
        above = parents.get(above)


@transaction.atomic
def rename_unit(*, unit: Unit, name: str, by: Actor, now: datetime) -> Unit:
    """Correct a unit's name. Raises Refused: not_valid."""
    reread(unit)
    before = snapshot(unit)
    unit.name = name.strip()
    write(unit, deed="unit_renamed", before=before, by=by, now=now, fields=("name",))
    return unit


@transaction.atomic
def end_unit(*, unit: Unit, valid_to: date, by: Actor, now: datetime) -> Unit:
    """The unit is no more from `valid_to` on, nor are its positions.

    Raises Refused: ends_before_it_begins, units_below, begins_later.
    """
    reread(unit)
    check_period(unit.valid_from, valid_to)
    if unit.children.filter(not_ended(valid_to)).exists():
        raise Refused(Refusal.UNITS_BELOW, fields=("valid_to",))
    for position in unit.positions.filter(not_ended(valid_to)):
        _check_begun(position, valid_to)
        end_position(position=position, valid_to=valid_to, by=by, now=now)
    before = snapshot(unit)
    unit.valid_to = valid_to
    write(unit, deed="unit_ended", before=before, by=by, now=now, fields=("valid_to",))
    return unit


def _check_begun(row: Validity, day: date) -> None:
    """What begins on the day on which all of it ends would never have been."""
    if row.valid_from >= day:
        raise Refused(Refusal.BEGINS_LATER, fields=("valid_to",))


@transaction.atomic
def create_position(
    *,
    unit: Unit,
    kind: PositionKind,
    title: str,
    valid_from: date,
    by: Actor,
    now: datetime,
    valid_to: date | None = None,
) -> Position:
    """A new position in a unit, and no longer than the unit.

    Raises Refused: ends_before_it_begins, outside_unit, not_valid.
    """
    reread(unit)
    valid_to = within(valid_from, valid_to, whole=unit, refusal=Refusal.OUTSIDE_UNIT)
    position = Position(
        municipality_id=unit.municipality_id,
        unit=unit,
        kind=kind,
        title=title.strip(),
        valid_from=valid_from,
        valid_to=valid_to,
    )
    write(position, deed="position_created", before=None, by=by, now=now)
    return position


@transaction.atomic
def end_position(*, position: Position, valid_to: date, by: Actor, now: datetime) -> Position:
    """The position is no more from `valid_to` on, and nobody holds it.

    Raises Refused: ends_before_it_begins, begins_later, outside_unit.
    """
    reread(position)
    within(position.valid_from, valid_to, whole=position.unit, refusal=Refusal.OUTSIDE_UNIT)
    for holder in position.holders.filter(not_ended(valid_to)):
        _check_begun(holder, valid_to)
        end_holding(holder=holder, valid_to=valid_to, by=by, now=now)
    before = snapshot(position)
    position.valid_to = valid_to
    write(position, deed="position_ended", before=before, by=by, now=now, fields=("valid_to",))
    return position


@transaction.atomic
def create_person(
    *,
    municipality: Municipality,
    name: str,
    by: Actor,
    now: datetime,
    email: str = "",
    user: User | None = None,
) -> Person:
    """Somebody in the organisation. Raises Refused: not_valid."""
    person = Person(
        municipality=municipality,
        name=name.strip(),
        email=email.strip(),
        user=user,
        created_on=date_in_denmark(now),
    )
    write(person, deed="person_created", before=None, by=by, now=now)
    return person


@transaction.atomic
def hold_position(
    *,
    position: Position,
    person: Person,
    valid_from: date,
    by: Actor,
    now: datetime,
    valid_to: date | None = None,
) -> PositionHolder:
    """Let a person hold a position, no longer than it is there.

    Raises Refused: other_municipality, ends_before_it_begins, outside_position,
    person_holds_position.
    """
    check_same_municipality(person, position.municipality_id)
    reread(position)
    valid_to = within(valid_from, valid_to, whole=position, refusal=Refusal.OUTSIDE_POSITION)
    same = PositionHolder.objects.filter(position=position, person=person)
    if overlapping(same, valid_from, valid_to):
        raise Refused(Refusal.PERSON_HOLDS_POSITION, fields=("person",))
    holder = PositionHolder(
        municipality_id=position.municipality_id,
        position=position,
        person=person,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    try:
        with transaction.atomic():
            write(holder, deed="position_held", before=None, by=by, now=now)
    except IntegrityError:
        raise Refused(Refusal.PERSON_HOLDS_POSITION, fields=("person",)) from None
    return holder


@transaction.atomic
def end_holding(
    *, holder: PositionHolder, valid_to: date, by: Actor, now: datetime
) -> PositionHolder:
    """Somebody leaves a position: `valid_to` is the first day without them. What was is kept.

    Raises Refused: ends_before_it_begins, outside_position, person_holds_position.
    """
    reread(holder)
    within(holder.valid_from, valid_to, whole=holder.position, refusal=Refusal.OUTSIDE_POSITION)
    same = PositionHolder.objects.filter(position=holder.position_id, person=holder.person_id)
    if overlapping(same.exclude(pk=holder.pk), holder.valid_from, valid_to):
        raise Refused(Refusal.PERSON_HOLDS_POSITION, fields=("valid_to",))
    before = snapshot(holder)
    holder.valid_to = valid_to
    write(holder, deed="holding_ended", before=before, by=by, now=now, fields=("valid_to",))
    return holder


@transaction.atomic
def create_field(*, municipality: Municipality, name: str, by: Actor, now: datetime) -> Field:
    """A field (fagområde) that cuts across areas and units.

    Raises Refused: not_valid, field_exists (by its address, so case does not tell two apart).
    """
    slug = slug_of(name, limit=100)
    if not slug:
        raise Refused(Refusal.NOT_VALID, fields=("name",))
    if Field.objects.filter(municipality=municipality, slug=slug).exists():
        raise Refused(Refusal.FIELD_EXISTS, fields=("name",))
    field = Field(municipality=municipality, name=name.strip(), slug=slug)
    write(field, deed="field_created", before=None, by=by, now=now)
    return field
