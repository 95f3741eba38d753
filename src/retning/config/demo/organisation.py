"""The demonstration's municipality: the name is real, everything in it is invented, and says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from retning.apps.accounts.models import User
from retning.apps.accounts.services import create_user
from retning.apps.organisation import services as organisation
from retning.apps.organisation.enums import PositionKind, Role, UnitKind
from retning.apps.organisation.models import Field, Municipality, Position, Unit
from retning.config.demo.logins import LOGINS, PASSWORD, email_of
from retning.foundation.audit.services import SystemActor

CODE = "187"
SINCE = date(2026, 1, 1)

CENTRES = {
    "service": "Center for Borgere og Digitalisering",
    "business": "Center for Erhverv og Plan",
    "work": "Center for Job og Uddannelse",
    "care": "Center for Sundhed og Omsorg",
}
CHIEFS = {
    "service": "Berit Borgernær",
    "business": "Esben Erhverv",
    "care": "Signe Sundhed",
}
"""Who holds a centre chief's position; the one who can log in as a centre chief leads "work"."""

FIELDS = {
    "service": "Borgerservice",
    "business": "Erhverv",
    "education": "Uddannelse",
    "employment": "Beskæftigelse",
    "seniors": "Seniorer",
}


@dataclass(frozen=True)
class DemoOrganisation:
    municipality: Municipality
    consultant: User
    council: Unit
    users: dict[Role, User]
    chiefs: dict[str, Position]
    fields: dict[str, Field]


def build_organisation(*, now: datetime) -> DemoOrganisation:
    """Units, positions, fields and one user a role, in an empty database."""
    organisation.load_municipalities()
    municipality = Municipality.objects.get(pk=CODE)
    deed: dict[str, Any] = {"by": SystemActor("demo"), "now": now}
    _look(municipality, deed)
    council = _unit(municipality, UnitKind.COUNCIL, "Kommunalbestyrelsen", None, deed)
    board = _unit(municipality, UnitKind.BOARD, "Direktionen", None, deed)
    centres = {
        key: _unit(municipality, UnitKind.CENTRE, name, board, deed)
        for key, name in CENTRES.items()
    }
    chiefs = {
        key: organisation.create_position(
            unit=unit, kind=PositionKind.CENTRE_CHIEF, title="Centerchef", valid_from=SINCE, **deed
        )
        for key, unit in centres.items()
    }
    home_care = _unit(municipality, UnitKind.WORKPLACE, "Hjemmeplejen", centres["care"], deed)
    users = _users(municipality, centres["work"], home_care, deed)
    _hold_positions(municipality, chiefs, users[Role.CENTRE_CHIEF], deed)
    return DemoOrganisation(
        municipality=municipality,
        consultant=users[Role.CONSULTANT],
        council=council,
        users=users,
        chiefs=chiefs,
        fields={
            key: organisation.create_field(municipality=municipality, name=name, **deed)
            for key, name in FIELDS.items()
        },
    )


def _look(municipality: Municipality, deed: dict[str, Any]) -> None:
    organisation.set_appearance(
        municipality=municipality,
        look=organisation.Look(
            site_name="Vallensbæk",
            address="Demonstrationsvej 1\n2665 Eksempelby",
            phone="00 00 00 00",
            email="demonstration@example.org",
            accessibility_contact="Skriv til demonstration@example.org eller ring 00 00 00 00.",
        ),
        **deed,
    )


def _unit(
    municipality: Municipality, kind: UnitKind, name: str, parent: Unit | None, deed: dict[str, Any]
) -> Unit:
    return organisation.create_unit(
        municipality=municipality, kind=kind, name=name, parent=parent, valid_from=SINCE, **deed
    )


def _hold_positions(
    municipality: Municipality, chiefs: dict[str, Position], chief: User, deed: dict[str, Any]
) -> None:
    """Give each centre a chief: three without a login, and the demonstration's own."""
    people = {
        key: organisation.create_person(municipality=municipality, name=name, **deed)
        for key, name in CHIEFS.items()
    } | {"work": chief.persons.get(municipality=municipality)}
    for key, person in people.items():
        organisation.hold_position(position=chiefs[key], person=person, valid_from=SINCE, **deed)


def _users(
    municipality: Municipality, centre: Unit, workplace: Unit, deed: dict[str, Any]
) -> dict[Role, User]:
    places = {
        Role.CENTRE_CHIEF: centre,
        Role.WORKPLACE_LEADER: workplace,
        Role.EMPLOYEE: workplace,
    }
    users = {}
    for role, (_, name) in ((Role(key), login) for key, login in LOGINS.items()):
        user = create_user(email=email_of(role), name=name, password=PASSWORD, **deed)
        organisation.create_person(
            municipality=municipality, name=name, email=user.email, user=user, **deed
        )
        organisation.grant_membership(
            user=user,
            municipality=municipality,
            role=role,
            unit=places.get(role),
            valid_from=SINCE,
            **deed,
        )
        users[role] = user
    return users
