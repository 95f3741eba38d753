"""The named cast: who they are, where they belong, and the fixtures that bring them on.

Vallensbæk (187) is ours; Ishøj (183) is the neighbour, whose consultant must see nothing of it.
The citizen is nobody: without an account.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime

import pytest
from django.test import Client

from retning.apps.accounts.models import User
from retning.apps.hearing.models import Hearing
from retning.apps.organisation.enums import PositionKind, Role, UnitKind
from retning.apps.organisation.models import Municipality, Position, Unit
from retning.config.hashers import Argon2
from retning.foundation import clock
from tests.factories import hearing as heard
from tests.factories import organisation as make
from tests.factories.organisation import NOW, TODAY, host_of
from tests.helpers.remembering import remembered

__all__ = ["NOW", "TODAY", "Cast", "Units"]


@dataclass(frozen=True)
class Units:
    """The organisation of the cast's municipality."""

    council: Unit
    committee: Unit
    board: Unit
    centre: Unit
    other_centre: Unit
    workplace: Unit


@dataclass(frozen=True)
class Cast:
    """Everybody, by what they are. `citizen` is None: nobody in particular."""

    now: datetime
    today: date
    municipality: Municipality
    neighbour: Municipality
    units: Units
    neighbour_unit: Unit
    centre_chief_position: Position
    administrator: User
    consultant: User
    executive: User
    centre_chief: User
    workplace_leader: User
    employee: User
    politician: User
    analyst: User
    moderator: User
    handler: User
    secretary: User
    neighbour_consultant: User
    citizen: None = None

    def __getitem__(self, name: str) -> User | None:
        """The one called `name`; KeyError where nobody is."""
        if name not in NAMES:
            raise KeyError(name)
        found: User | None = getattr(self, name)
        return found


NAMES: tuple[str, ...] = tuple(
    field.name for field in fields(Cast) if field.type in {"User", "None"}
)
"""Everybody who can be asked for by name, for matrices."""

ROLES: dict[str, Role] = {
    "administrator": Role.ADMINISTRATOR,
    "consultant": Role.CONSULTANT,
    "executive": Role.EXECUTIVE_BOARD,
    "centre_chief": Role.CENTRE_CHIEF,
    "workplace_leader": Role.WORKPLACE_LEADER,
    "employee": Role.EMPLOYEE,
    "politician": Role.POLITICIAN,
    "analyst": Role.ANALYST,
    "moderator": Role.MODERATOR,
    "handler": Role.HANDLER,
    "secretary": Role.COUNCIL_SECRETARY,
}
PEOPLE: dict[str, str] = {
    "administrator": "Ane Adler",
    "consultant": "Karen Kold",
    "executive": "Dan Dahl",
    "centre_chief": "Carl Christoffersen",
    "workplace_leader": "Lis Lund",
    "employee": "Mette Mark",
    "politician": "Per Poulsen",
    "analyst": "Tove Tang",
    "moderator": "Mia Møller",
    "handler": "Hans Holm",
    "secretary": "Sara Sand",
}


def make_units(municipality: Municipality) -> Units:
    council = make.unit(municipality, "Kommunalbestyrelsen", kind=UnitKind.COUNCIL)
    board = make.unit(municipality, "Direktionen", kind=UnitKind.BOARD, parent=council)
    centre = make.unit(municipality, "Center for Børn og Unge", parent=board)
    return Units(
        council=council,
        committee=make.unit(municipality, "Børneudvalget", kind=UnitKind.COMMITTEE, parent=council),
        board=board,
        centre=centre,
        other_centre=make.unit(municipality, "Center for Teknik", parent=board),
        workplace=make.unit(municipality, "Egholmskolen", kind=UnitKind.WORKPLACE, parent=centre),
    )


def make_cast() -> Cast:
    """Everybody, in the database, at NOW."""
    municipality = make.municipality_of("187")
    neighbour = make.municipality_of("183")
    units = make_units(municipality)
    places = {
        "centre_chief": units.centre,
        "workplace_leader": units.workplace,
        "employee": units.workplace,
        "politician": units.council,
    }
    users = {name: make.user(person) for name, person in PEOPLE.items()}
    for name, user in users.items():
        make.membership(user, municipality, ROLES[name], unit=places.get(name))
    neighbour_consultant = make.user("Nina Nabo", municipality="ishoej")
    make.membership(neighbour_consultant, neighbour, Role.CONSULTANT)
    return Cast(
        now=NOW,
        today=TODAY,
        municipality=municipality,
        neighbour=neighbour,
        units=units,
        neighbour_unit=make.unit(neighbour, "Center for Nabohjælp"),
        centre_chief_position=make.position(
            units.centre,
            "Centerchef",
            kind=PositionKind.CENTRE_CHIEF,
            held_by=PEOPLE["centre_chief"],
        ),
        neighbour_consultant=neighbour_consultant,
        **users,
    )


@pytest.fixture
def cast(db: None) -> Cast:
    """The whole cast, in the database."""
    return remembered(make_cast)


@pytest.fixture
def hearing(cast: Cast) -> Hearing:
    """Our municipality hears a proposal: anybody can answer at NOW."""
    return heard.hearing(cast.municipality)


@pytest.fixture
def stopped_clock() -> Iterator[datetime]:
    """The clock stands at NOW for the whole test."""
    with clock.stopped_at(NOW):
        yield NOW


@pytest.fixture
def quick_hashing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same hasher with the least work, for tests that log in again and again."""
    for name, least in (("time_cost", 1), ("memory_cost", 64), ("parallelism", 1)):
        monkeypatch.setattr(Argon2, name, least)


@pytest.fixture
def client_of(cast: Cast, stopped_clock: datetime) -> Callable[..., Client]:
    """`client_of("consultant")`: a browser of theirs at our municipality's host, at NOW;
    `at=cast.neighbour` opens another municipality's host instead."""

    def browser(name: str = "citizen", *, at: Municipality | None = None) -> Client:
        client = Client(SERVER_NAME=host_of(at or cast.municipality))
        user = cast[name]
        if user is not None:
            client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return browser
