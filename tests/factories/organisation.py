"""Rows of the organisation for tests, made by the real services; nothing is left to chance."""

from __future__ import annotations

from datetime import UTC, date, datetime

from retning.apps.accounts.models import User
from retning.apps.accounts.services import create_user
from retning.apps.organisation import services
from retning.apps.organisation.enums import PositionKind, Role, UnitKind
from retning.apps.organisation.models import (
    Membership,
    Municipality,
    Position,
    Resolution,
    Unit,
)
from retning.core.danish.slug import slug_of
from retning.foundation.audit.services import SystemActor

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
"""The moment at which every test begins: Monday 2 March 2026, 10.00 in Denmark."""

TODAY = date(2026, 3, 2)
SINCE = date(2022, 1, 1)
"""The first day of the council that sits."""

TESTER = SystemActor("tests")
PASSWORD = "fire korte ord her"


def municipality_of(code: str = "187", *, in_use: bool = True) -> Municipality:
    """One of the 98; taken into use under a host name of its own unless told otherwise."""
    municipality = Municipality.objects.get(pk=code)
    if in_use:
        look = services.Look(site_name=f"{municipality.name}s retning")
        services.set_appearance(municipality=municipality, look=look, by=TESTER, now=NOW)
        services.set_host_name(
            municipality=municipality, host=host_of(municipality), by=TESTER, now=NOW
        )
    return municipality


def host_of(municipality: Municipality) -> str:
    """The host name that the municipality has in tests."""
    return f"{municipality.slug}.localhost"


def user(name: str, *, password: str | None = None, municipality: str = "vallensbaek") -> User:
    """A user called `name`; without a password unless one is given (hashing takes its time)."""
    email = f"{slug_of(name).replace('-', '.')}@{municipality}.example"
    return create_user(email=email, name=name, password=password, by=TESTER, now=NOW)


def unit(
    municipality: Municipality,
    name: str,
    *,
    kind: UnitKind = UnitKind.CENTRE,
    parent: Unit | None = None,
    valid_from: date = SINCE,
    valid_to: date | None = None,
) -> Unit:
    return services.create_unit(
        municipality=municipality,
        kind=kind,
        name=name,
        parent=parent,
        valid_from=valid_from,
        valid_to=valid_to,
        by=TESTER,
        now=NOW,
    )


def position(
    of_unit: Unit, title: str, *, kind: PositionKind = PositionKind.LEADER, held_by: str = ""
) -> Position:
    made = services.create_position(
        unit=of_unit, kind=kind, title=title, valid_from=SINCE, by=TESTER, now=NOW
    )
    if held_by:
        person = services.create_person(
            municipality=of_unit.municipality, name=held_by, by=TESTER, now=NOW
        )
        services.hold_position(position=made, person=person, valid_from=SINCE, by=TESTER, now=NOW)
    return made


def membership(
    of_user: User,
    municipality: Municipality,
    role: Role,
    *,
    unit: Unit | None = None,
    valid_from: date = SINCE,
    valid_to: date | None = None,
) -> Membership:
    return services.grant_membership(
        user=of_user,
        municipality=municipality,
        role=role,
        unit=unit,
        valid_from=valid_from,
        valid_to=valid_to,
        by=TESTER,
        now=NOW,
    )


def resolution(body: Unit, *, met_on: date = date(2026, 2, 25), item: str = "7") -> Resolution:
    return services.record_resolution(
        body=body, met_on=met_on, item=item, text="Vedtaget.", by=TESTER, now=NOW
    )
