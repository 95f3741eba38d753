"""Reads of the organisation, each with a shape and a name."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS
from django.db.models import (
    Case,
    CharField,
    DateField,
    Prefetch,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models import Field as ModelField

from retning.apps.accounts.models import User
from retning.apps.organisation.enums import Region, Role, UnitKind
from retning.apps.organisation.models import (
    Appearance,
    Field,
    HostName,
    Meeting,
    Membership,
    Municipality,
    Position,
    PositionHolder,
    RegionPeriod,
    Unit,
)
from retning.foundation.attachments.models import Attachment
from retning.foundation.attachments.services import find_stored
from retning.foundation.records.models import ValidityQuerySet
from retning.foundation.records.prepared import Asked, Question

# --- Municipalities --------------------------------------------------------------------


Columns = Callable[[Asked], Mapping[str, Any]]
_OWN = tuple(field.attname for field in Municipality._meta.concrete_fields)
_LOOK = tuple(field.attname for field in Appearance._meta.concrete_fields)
_ASKED: dict[str, ModelField[Any, Any]] = {
    "host": CharField(),
    "default_code": CharField(),
    "day": DateField(),
}


class HostQuestion:
    """Whose pages are served under a host name, asked by every request, so written once
    (`records.prepared`). `columns`, given the day, are what a room above tells of a municipality
    in the same breath; they become attributes of it."""

    def __init__(self, columns: Columns | None = None) -> None:
        self._columns = columns or (lambda _: {})
        self._named = Question(self._of_host, **_ASKED)
        self._only = Question(self._in_use, **_ASKED)

    def ask(self, host: str, default_code: str, day: date) -> Municipality | None:
        """The municipality with its appearance, in one query; in a second one where the host and
        the default say nothing, the only one in use."""
        asked = {"host": host, "default_code": default_code, "day": day}
        rows = self._named.rows(**asked)
        if not rows:
            rows = self._only.rows(**asked)
            rows = rows if len(rows) == 1 else []
        return self._municipality(rows[0], day) if rows else None

    def _of_host(self, host: Asked, default_code: Asked, day: Asked) -> QuerySet[Any, Any]:
        named = Q(host_names__host=host)
        found = Municipality.objects.filter(named | Q(pk=default_code))
        first = Case(When(named, then=Value(0)), default=Value(1))
        return self._columned(found.order_by(first), day)[:1]

    def _in_use(self, host: Asked, default_code: Asked, day: Asked) -> QuerySet[Any, Any]:
        in_use = Q(appearance__isnull=False) | Q(host_names__isnull=False)
        return self._columned(Municipality.objects.filter(in_use).distinct().order_by("pk"), day)[
            :2
        ]

    def _columned(self, found: QuerySet[Municipality], day: Asked) -> QuerySet[Any, Any]:
        columns = self._columns(day)
        look = (f"appearance__{name}" for name in _LOOK)
        return found.annotate(**columns).values_list(*_OWN, *look, *columns)

    def _municipality(self, row: Sequence[Any], day: date) -> Municipality:
        found = Municipality.from_db(DEFAULT_DB_ALIAS, _OWN, row[: len(_OWN)])
        look, more = row[len(_OWN) :][: len(_LOOK)], row[len(_OWN) + len(_LOOK) :]
        appearance = None
        if look[_LOOK.index("municipality_id")] is not None:
            appearance = Appearance.from_db(DEFAULT_DB_ALIAS, _LOOK, look)
            appearance.municipality = found
        found._state.fields_cache["appearance"] = appearance
        for name, value in zip(self._names, more, strict=True):
            setattr(found, name, value)
        return found

    @cached_property
    def _names(self) -> tuple[str, ...]:
        return tuple(self._columns(Asked("day", _ASKED["day"])))


_HOSTS = HostQuestion()
_NO_DAY = date.min


def municipality_for_host(
    host: str, *, default_code: str = "", question: HostQuestion = _HOSTS, day: date = _NO_DAY
) -> Municipality | None:
    """Whose pages are served under `host` (without port), with its appearance, in one query.

    A host name that is registered wins; then `default_code`; then, in a second query, the only
    municipality in use. None where the host says nothing and several are in use. `day`: what the
    question's columns are asked for.
    """
    return question.ask(host.lower(), default_code, day)


def site_address(municipality: Municipality) -> str:
    """The scheme, host and port of a municipality's pages, without a slash at the end, for mails
    that no request has asked for. The first host name that was registered, else the first that
    the installation answers to. One query."""
    hosts = HostName.objects.filter(municipality=municipality).order_by("pk")
    named = hosts.values_list("host", flat=True).first()
    whole = (host for host in settings.ALLOWED_HOSTS if host[:1] not in {".", "*"})
    host = named or next(whole, "localhost")
    if settings.SECURE_SSL_REDIRECT:
        return f"https://{host}"
    return f"http://{host}:{settings.BIND_PORT}"


def municipality_by_code(code: str) -> Municipality | None:
    """One of the 98, by its official three-digit code."""
    return Municipality.objects.filter(pk=code).select_related("appearance").first()


def region_of(municipality: Municipality, *, on: date) -> Region | None:
    """The region the municipality lies in on a day; None before 2007."""
    period = RegionPeriod.objects.filter(municipality=municipality).valid_on(on).first()
    return Region(period.region) if period is not None else None


def appearance_of(municipality: Municipality) -> Appearance:
    """The municipality's appearance; one with our own colours where none has been chosen."""
    try:
        return municipality.appearance
    except Appearance.DoesNotExist:
        return Appearance(municipality=municipality, site_name=municipality.official_name)


def appearance_checksum(appearance: Appearance) -> str:
    """64 hexadecimal characters that change whenever anything in the appearance does."""
    values = {
        field.attname: str(getattr(appearance, field.attname))
        for field in Appearance._meta.concrete_fields
    }
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()


def logo_of(municipality: Municipality, *, key: str) -> Attachment | None:
    """The municipality's present logo, if `key` is its checksum; one query, else none."""
    if not key or appearance_of(municipality).logo_key != key:
        return None
    return find_stored(tenant=municipality.pk, sha256=key)


# --- Who may what ----------------------------------------------------------------------


@dataclass(frozen=True)
class Held:
    """One role that somebody holds, in one unit or (None) in the whole municipality."""

    role: Role
    unit_id: int | None


@dataclass(frozen=True)
class Standing:
    """What one user is in one municipality on one day. Nobody at all has no roles."""

    municipality_code: str
    day: date
    user_id: int | None = None
    held: tuple[Held, ...] = ()

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(held.role for held in self.held)


def standing_of(user: User | None, municipality: Municipality, *, on: date) -> Standing:
    """The user's standing, in one query; none for nobody and for an inactive user."""
    nobody = Standing(municipality_code=municipality.pk, day=on)
    if user is None or not user.is_active:
        return nobody
    held = (
        Membership.objects.filter(user=user, municipality=municipality)
        .valid_on(on)
        .values_list("role", "unit_id")
    )
    return Standing(
        municipality_code=municipality.pk,
        day=on,
        user_id=user.pk,
        held=tuple(Held(Role(role), unit_id) for role, unit_id in held),
    )


def roles_of(user: User | None, municipality: Municipality, *, on: date) -> frozenset[Role]:
    """The roles a user has in a municipality on a day, in any unit."""
    return standing_of(user, municipality, on=on).roles


def is_member(user: User, municipality: Municipality, *, on: date) -> bool:
    """Whether a user has a role in a municipality on a day, or will have one."""
    return Membership.objects.filter(not_ended(on), user=user, municipality=municipality).exists()


def members_ever(municipality: Municipality) -> list[Membership]:
    """Everybody's memberships, also ended ones and those to come, in one query."""
    return list(
        Membership.objects.filter(municipality=municipality)
        .select_related("user", "unit")
        .order_by("user__name", "role", "valid_from", "pk")
    )


def overlapping(rows: ValidityQuerySet, valid_from: date, valid_to: date | None) -> bool:
    """Whether any of `rows` holds on a day from `valid_from` until `valid_to` (None: for ever)."""
    still = rows.filter(Q(valid_to=None) | Q(valid_to__gt=valid_from))
    return (still if valid_to is None else still.filter(valid_from__lt=valid_to)).exists()


# --- Units and owners ------------------------------------------------------------------


def units_of(
    municipality: Municipality, *, on: date, kinds: Collection[UnitKind] = ()
) -> list[Unit]:
    """The units on a day, each with its parent, by name; all kinds unless some are named."""
    units = Unit.objects.filter(municipality=municipality).valid_on(on).select_related("parent")
    return list(units.filter(kind__in=kinds) if kinds else units)


@dataclass(frozen=True)
class Branch:
    """A unit in its place in the tree; `depth` 0 lies at the top."""

    unit: Unit
    depth: int


def unit_tree(municipality: Municipality, *, on: date) -> list[Branch]:
    """Every unit that has not ended on a day, each after the one it lies below; three queries.

    Beside each other they stand by kind, the council first, then by name. What lies below an ended
    unit stands at the top. Each unit has its `positions`, each position its `holders`, each holder
    its `person`: those that have not ended either.
    """
    units = list(_with_duties(Unit.objects.filter(not_ended(on), municipality=municipality), on))
    kinds = list(UnitKind.values)
    units.sort(key=lambda unit: (kinds.index(unit.kind), unit.name.casefold(), unit.pk))
    here = {unit.pk for unit in units}
    below: dict[int | None, list[Unit]] = {}
    for unit in units:
        below.setdefault(unit.parent_id if unit.parent_id in here else None, []).append(unit)
    return list(_branches(below, None, 0))


def _branches(
    below: Mapping[int | None, list[Unit]], above: int | None, depth: int
) -> Iterator[Branch]:
    for unit in below.get(above, []):
        yield Branch(unit, depth)
        yield from _branches(below, unit.pk, depth + 1)


def unit_of(municipality: Municipality, key: UUID, *, on: date) -> Unit | None:
    """One unit with its parent, positions and holders as in the tree; None where it is not here."""
    units = Unit.objects.filter(municipality=municipality, key=key)
    return _with_duties(units, on).first()


def units_below(unit: Unit, *, on: date) -> list[Unit]:
    """The units straight below one that have not ended on a day, by name."""
    return list(Unit.objects.filter(not_ended(on), parent=unit))


def units_ended(municipality: Municipality, *, on: date) -> list[Unit]:
    """The units that were, the last to end first."""
    ended = Unit.objects.filter(municipality=municipality, valid_to__lte=on)
    return list(ended.order_by("-valid_to", "name", "pk"))


def _with_duties(units: QuerySet[Unit], on: date) -> QuerySet[Unit]:
    holders = PositionHolder.objects.filter(not_ended(on)).select_related("person")
    positions = Position.objects.filter(not_ended(on))
    return units.select_related("parent").prefetch_related(
        Prefetch("positions", positions.prefetch_related(Prefetch("holders", holders)))
    )


def not_ended(day: date) -> Q:
    """Holds on a day, or will later."""
    return Q(valid_to=None) | Q(valid_to__gt=day)


def fields_of(municipality: Municipality) -> list[Field]:
    """The fields (fagområder) that cut across units, by name."""
    return list(Field.objects.filter(municipality=municipality))


@dataclass(frozen=True)
class Owner:
    """What a goal can be owned by: a unit, or a position in it with those who hold it."""

    unit_id: int
    unit_key: UUID
    unit_name: str
    position_id: int | None = None
    position_key: UUID | None = None
    position_title: str = ""
    holders: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.position_title}, {self.unit_name}" if self.position_id else self.unit_name


def owners_of(municipality: Municipality, *, on: date) -> list[Owner]:
    """Every unit, and after it its positions, that can own a goal on a day; three queries."""
    units = Unit.objects.filter(municipality=municipality).valid_on(on)
    holders = PositionHolder.objects.valid_on(on).select_related("person")
    positions = Position.objects.valid_on(on).prefetch_related(Prefetch("holders", holders))
    owners: list[Owner] = []
    for unit in units.prefetch_related(Prefetch("positions", positions)):
        place = Owner(unit_id=unit.pk, unit_key=unit.key, unit_name=unit.name)
        owners.append(place)
        owners.extend(_owner(place, position) for position in unit.positions.all())
    return owners


def _owner(place: Owner, position: Position) -> Owner:
    return Owner(
        unit_id=place.unit_id,
        unit_key=place.unit_key,
        unit_name=place.unit_name,
        position_id=position.pk,
        position_key=position.key,
        position_title=position.title,
        holders=tuple(holder.person.name for holder in position.holders.all()),
    )


BODIES_THAT_MEET = (UnitKind.COUNCIL, UnitKind.COMMITTEE, UnitKind.BOARD, UnitKind.BODY)


def bodies_of(municipality: Municipality, *, on: date) -> QuerySet[Unit]:
    """The units that meet and decide or advise, the council first."""
    kinds = [str(kind) for kind in BODIES_THAT_MEET]
    place = Case(
        *(When(kind=kind, then=number) for number, kind in enumerate(kinds)), default=len(kinds)
    )
    rows = Unit.objects.filter(not_ended(on), municipality=municipality, kind__in=kinds)
    return rows.order_by(place, "name", "pk")


def meetings_of(municipality: Municipality, *, since: date) -> list[Meeting]:
    """The calendar from a day on, with the bodies: one query."""
    rows = Meeting.objects.filter(municipality=municipality, held_on__gte=since)
    return list(rows.select_related("body").order_by("held_on", "body__name", "pk"))
