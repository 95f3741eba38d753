"""The few rows that the foundation's tests need of the apps above it. Codes 901 and on are no
municipality's, so that nothing which a migration put there is in the way."""

from datetime import UTC, date, datetime

from retning.apps.accounts.models import User
from retning.apps.organisation.models import (
    Membership,
    Municipality,
    Person,
    Position,
    RegionPeriod,
    Unit,
)

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def municipality(code: str = "901") -> Municipality:
    found, _ = Municipality.objects.get_or_create(
        code=code,
        defaults={
            "name": f"Kommune {code}",
            "official_name": f"Kommune {code}",
            "slug": f"kommune-{code}",
            "dst_group": "1",
        },
    )
    return found


def user(email: str = "karin@example.dk", **fields: object) -> User:
    return User.objects.create(
        **{"email": email, "name": "Karin", "created_at": NOW, "password": "!", **fields}
    )


def period(
    start: str, end: str | None = None, *, code: str = "901", region: str = "hovedstaden"
) -> RegionPeriod:
    """A region period, not saved."""
    return RegionPeriod(
        municipality=municipality(code),
        region=region,
        valid_from=date.fromisoformat(start),
        valid_to=date.fromisoformat(end) if end else None,
    )


def membership(holder: User, start: str, end: str | None = None, **fields: object) -> Membership:
    """A membership, not saved."""
    return Membership(
        **{
            "user": holder,
            "municipality": municipality(),
            "role": "consultant",
            "valid_from": date.fromisoformat(start),
            "valid_to": date.fromisoformat(end) if end else None,
            **fields,
        }
    )


def unit(name: str = "Center for Børn") -> Unit:
    return Unit.objects.create(
        municipality=municipality(), kind="centre", name=name, valid_from=date(2020, 1, 1)
    )


def position() -> Position:
    return Position.objects.create(
        municipality=municipality(),
        unit=unit(),
        kind="leader",
        title="Leder",
        valid_from=date(2020, 1, 1),
    )


def person(name: str = "Karin", **fields: object) -> Person:
    return Person.objects.create(
        **{"municipality": municipality(), "name": name, "created_on": NOW.date(), **fields}
    )
