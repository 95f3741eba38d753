"""The 98 municipalities, and how one of them is set up here: host name and appearance."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from retning.apps.organisation.enums import Refusal
from retning.apps.organisation.models import Appearance, HostName, Municipality, RegionPeriod
from retning.apps.organisation.services.writing import Refused
from retning.apps.organisation.sources import MunicipalityFact, municipality_facts
from retning.apps.organisation.validators import validate_host_name
from retning.foundation.audit.services import Actor, record, snapshot


@transaction.atomic
def load_municipalities() -> int:
    """Make the 98 municipalities and their dated regions what the data file says.

    Idempotent: writes only what differs and returns how many municipalities did. These are the
    country's facts, not anybody's deed, so there is no audit line.
    """
    facts = municipality_facts()
    kept = Municipality.objects.in_bulk()
    changed = [
        municipality
        for municipality in map(_as_row, facts)
        if municipality.pk not in kept or _values(kept[municipality.pk]) != _values(municipality)
    ]
    Municipality.objects.bulk_create(
        changed,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "official_name", "slug", "dst_group"],
    )
    regions = _load_regions(facts)
    return len({municipality.pk for municipality in changed} | regions)


def _as_row(fact: MunicipalityFact) -> Municipality:
    return Municipality(
        code=fact.code,
        name=fact.name,
        official_name=fact.official_name,
        slug=fact.slug,
        dst_group=fact.group,
    )


def _values(row: Municipality) -> tuple[str, ...]:
    return (row.code, row.name, row.official_name, row.slug, str(row.dst_group))


def _load_regions(facts: tuple[MunicipalityFact, ...]) -> set[str]:
    kept: dict[str, set[tuple[object, ...]]] = {}
    for code, *period in RegionPeriod.objects.values_list(
        "municipality", "region", "valid_from", "valid_to"
    ):
        kept.setdefault(code, set()).add(tuple(period))
    wrong = [
        fact
        for fact in facts
        if kept.get(fact.code, set())
        != {(str(period.region), period.valid_from, period.valid_to) for period in fact.regions}
    ]
    codes = {fact.code for fact in wrong}
    if codes:
        RegionPeriod.objects.filter(municipality__in=codes).delete()
        RegionPeriod.objects.bulk_create(
            RegionPeriod(
                municipality_id=fact.code,
                region=period.region,
                valid_from=period.valid_from,
                valid_to=period.valid_to,
            )
            for fact in wrong
            for period in fact.regions
        )
    return codes


@dataclass(frozen=True)
class Look:
    """What a municipality chooses of its appearance; colours as #rrggbb. The logo is apart."""

    site_name: str
    primary_colour: str = "#1e5b4a"
    link_colour: str = "#004d99"
    address: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    accessibility_contact: str = ""
    accessibility_statement_url: str = ""


def set_appearance(
    *, municipality: Municipality, look: Look, by: Actor, now: datetime
) -> Appearance:
    """Set how a municipality's pages look; the first time, this is what takes it into use.

    The logo stays as it is (`set_logo`).

    Raises Refused: colour_too_light, not_a_colour, not_valid.
    """
    with transaction.atomic():
        # Locked, so that a logo chosen meanwhile is not written over with the earlier one.
        kept = Appearance.objects.select_for_update().filter(municipality=municipality)
        appearance = kept.first()
        before = snapshot(appearance) if appearance is not None else None
        appearance = appearance or Appearance(municipality=municipality)
        for name, value in asdict(look).items():
            setattr(appearance, name, value)
        _check_appearance(appearance)
        appearance.save()
        record(
            tenant=municipality.pk,
            deed="appearance_set",
            subject=appearance,
            before=before,
            by=by,
            now=now,
        )
    return appearance


def _check_appearance(appearance: Appearance) -> None:
    try:
        appearance.full_clean()
    except ValidationError as error:
        codes = {inner.code for inners in error.error_dict.values() for inner in inners}
        known = (Refusal.COLOUR_TOO_LIGHT, Refusal.NOT_A_COLOUR)
        code = next((refusal for refusal in known if refusal in codes), Refusal.NOT_VALID)
        raise Refused(code, fields=tuple(error.error_dict)) from None


def set_host_name(*, municipality: Municipality, host: str, by: Actor, now: datetime) -> HostName:
    """Serve the municipality's pages under `host`; again the same is no change.

    Raises Refused: unknown_host_name, host_name_taken.
    """
    host = host.strip().lower()
    try:
        validate_host_name(host)
    except ValidationError:
        raise Refused(Refusal.UNKNOWN_HOST_NAME, fields=("host",)) from None
    with transaction.atomic():
        name, created = HostName.objects.get_or_create(
            host=host, defaults={"municipality": municipality}
        )
        if name.municipality_id != municipality.pk:
            raise Refused(Refusal.HOST_NAME_TAKEN, fields=("host",))
        if created:
            record(
                tenant=municipality.pk,
                deed="host_name_set",
                subject=name,
                before=None,
                by=by,
                now=now,
            )
    return name
