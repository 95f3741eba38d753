"""The deeds of the organisation, and what they refuse."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from retning.apps.organisation import services
from retning.apps.organisation.enums import PositionKind, Refusal, Role, UnitKind
from retning.apps.organisation.models import (
    Appearance,
    HostName,
    Membership,
    PositionHolder,
    Resolution,
    Unit,
)
from retning.apps.organisation.services import Refused
from retning.foundation.audit.models import Entry
from tests.cast import Cast
from tests.factories import organisation as make
from tests.factories.organisation import NOW, SINCE, TESTER, TODAY

pytestmark = pytest.mark.django_db


def end(membership: Membership, day: date) -> Membership:
    return services.end_membership(membership=membership, valid_to=day, by=TESTER, now=NOW)


# --- Memberships -----------------------------------------------------------------------


def test_a_role_twice_in_the_same_days_is_refused(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        make.membership(cast.consultant, cast.municipality, Role.CONSULTANT, valid_from=TODAY)
    assert refused.value.code is Refusal.MEMBERSHIP_OVERLAPS
    assert "role" in refused.value.sentence or "rolle" in refused.value.sentence
    assert Membership.objects.filter(user=cast.consultant).count() == 1


def test_a_role_may_end_and_begin_again_on_the_same_day(cast: Cast) -> None:
    membership = Membership.objects.get(user=cast.consultant)
    end(membership, TODAY)
    make.membership(cast.consultant, cast.municipality, Role.CONSULTANT, valid_from=TODAY)
    assert Membership.objects.filter(user=cast.consultant).count() == 2


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2026, 1, 1), date(2026, 6, 1)),
        (date(2026, 4, 30), date(2026, 5, 1)),
        (date(2025, 1, 1), None),
        (date(2026, 3, 1), date(2026, 4, 1)),
    ],
)
def test_periods_that_share_a_day_overlap(cast: Cast, first: date, last: date | None) -> None:
    make.membership(
        cast.analyst,
        cast.municipality,
        Role.HR,
        valid_from=date(2026, 3, 1),
        valid_to=date(2026, 5, 1),
    )
    with pytest.raises(Refused) as refused:
        make.membership(cast.analyst, cast.municipality, Role.HR, valid_from=first, valid_to=last)
    assert refused.value.code is Refusal.MEMBERSHIP_OVERLAPS


@pytest.mark.parametrize(
    ("first", "last"),
    [(date(2026, 1, 1), date(2026, 3, 1)), (date(2026, 5, 1), None)],
)
def test_periods_that_meet_do_not_overlap(cast: Cast, first: date, last: date | None) -> None:
    make.membership(
        cast.analyst,
        cast.municipality,
        Role.HR,
        valid_from=date(2026, 3, 1),
        valid_to=date(2026, 5, 1),
    )
    make.membership(cast.analyst, cast.municipality, Role.HR, valid_from=first, valid_to=last)


def test_the_same_role_in_another_unit_is_another_membership(cast: Cast) -> None:
    make.membership(
        cast.centre_chief,
        cast.municipality,
        Role.CENTRE_CHIEF,
        unit=cast.units.other_centre,
    )
    assert Membership.objects.filter(user=cast.centre_chief).count() == 2


def test_the_database_too_refuses_an_overlap_without_a_unit(cast: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(
            user=cast.consultant,
            municipality=cast.municipality,
            role=Role.CONSULTANT,
            valid_from=TODAY,
        )


def test_a_role_in_the_neighbours_unit_is_refused(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        make.membership(
            cast.consultant, cast.municipality, Role.CENTRE_CHIEF, unit=cast.neighbour_unit
        )
    assert refused.value.code is Refusal.OTHER_MUNICIPALITY


def test_a_role_cannot_end_before_it_begins(cast: Cast) -> None:
    membership = Membership.objects.get(user=cast.consultant)
    with pytest.raises(Refused) as refused:
        end(membership, SINCE)
    assert refused.value.code is Refusal.ENDS_BEFORE_IT_BEGINS
    assert Membership.objects.get(user=cast.consultant).valid_to is None


def test_the_last_administrator_stays(cast: Cast) -> None:
    membership = Membership.objects.get(user=cast.administrator)
    with pytest.raises(Refused) as refused:
        end(membership, TODAY)
    assert refused.value.code is Refusal.LAST_ADMINISTRATOR
    make.membership(cast.consultant, cast.municipality, Role.ADMINISTRATOR)
    assert end(membership, TODAY).valid_to == TODAY


def test_an_administrator_of_the_neighbour_does_not_count(cast: Cast) -> None:
    make.membership(cast.neighbour_consultant, cast.neighbour, Role.ADMINISTRATOR)
    with pytest.raises(Refused):
        end(Membership.objects.get(user=cast.administrator), TODAY)


def test_the_trail_names_who_granted_and_whose_municipality(cast: Cast) -> None:
    membership = services.grant_membership(
        user=cast.analyst,
        municipality=cast.municipality,
        role=Role.HR,
        valid_from=TODAY,
        by=cast.administrator,
        now=NOW,
    )
    entry = Entry.objects.get(deed="membership_granted", subject_id=str(membership.pk))
    assert entry.tenant == "187"
    assert entry.actor_key == f"user:{cast.administrator.pk}"
    assert entry.at == NOW


# --- Units and positions ---------------------------------------------------------------


def test_a_unit_under_the_neighbours_is_refused_and_not_made(cast: Cast) -> None:
    before = Unit.objects.count()
    with pytest.raises(Refused) as refused:
        make.unit(cast.municipality, "Afdeling", parent=cast.neighbour_unit)
    assert refused.value.code is Refusal.OTHER_MUNICIPALITY
    assert Unit.objects.count() == before


def test_a_unit_moves_but_not_below_itself(cast: Cast) -> None:
    units = cast.units
    moved = services.move_unit(unit=units.workplace, parent=units.other_centre, by=TESTER, now=NOW)
    assert moved.parent == units.other_centre
    for parent in (units.board, units.centre, units.other_centre, units.workplace):
        with pytest.raises(Refused) as refused:
            services.move_unit(unit=units.board, parent=parent, by=TESTER, now=NOW)
        assert refused.value.code is Refusal.UNIT_BELOW_ITSELF
    with pytest.raises(Refused) as refused:
        services.move_unit(unit=units.workplace, parent=cast.neighbour_unit, by=TESTER, now=NOW)
    assert refused.value.code is Refusal.OTHER_MUNICIPALITY


def test_a_unit_without_a_name_is_refused_by_the_name_of_the_field(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        make.unit(cast.municipality, "   ")
    assert refused.value.code is Refusal.NOT_VALID
    assert refused.value.fields == ("name",)


def test_a_unit_is_renamed_and_ended_and_the_trail_tells_what_changed(cast: Cast) -> None:
    unit = services.rename_unit(
        unit=cast.units.workplace, name="Pilehaveskolen", by=TESTER, now=NOW
    )
    services.end_unit(unit=unit, valid_to=date(2026, 8, 1), by=TESTER, now=NOW)
    renamed, ended = (
        Entry.objects.filter(subject_kind="organisation.unit", subject_id=str(unit.pk))
        .exclude(deed="unit_created")
        .order_by("pk")
    )
    assert renamed.fields == {"name": {"from": "Egholmskolen", "to": "Pilehaveskolen"}}
    assert ended.fields == {"valid_to": {"from": None, "to": "2026-08-01"}}


def test_a_position_belongs_to_its_units_municipality(cast: Cast) -> None:
    position = make.position(cast.units.centre, "Souschef", held_by="Bo Berg")
    assert position.municipality_id == "187"
    assert PositionHolder.objects.get(position=position).municipality_id == "187"


def test_a_person_of_the_neighbour_cannot_hold_our_position(cast: Cast) -> None:
    person = services.create_person(
        municipality=cast.neighbour, name="Nina Nabo", by=TESTER, now=NOW
    )
    with pytest.raises(Refused) as refused:
        services.hold_position(
            position=cast.centre_chief_position,
            person=person,
            valid_from=TODAY,
            by=TESTER,
            now=NOW,
        )
    assert refused.value.code is Refusal.OTHER_MUNICIPALITY


def test_a_person_holds_a_position_once_at_a_time(cast: Cast) -> None:
    holder = PositionHolder.objects.get(position=cast.centre_chief_position)
    with pytest.raises(Refused) as refused:
        services.hold_position(
            position=holder.position,
            person=holder.person,
            valid_from=TODAY,
            by=TESTER,
            now=NOW,
        )
    assert refused.value.code is Refusal.PERSON_HOLDS_POSITION


def test_a_person_needs_neither_account_nor_mail(cast: Cast) -> None:
    person = services.create_person(
        municipality=cast.municipality, name="Jens Jensen", by=TESTER, now=NOW
    )
    assert person.user is None
    assert person.email == ""


def test_fields_have_an_address_and_are_named_once(cast: Cast) -> None:
    field = services.create_field(
        municipality=cast.municipality, name="Grønne områder", by=TESTER, now=NOW
    )
    assert field.slug == "groenne-omraader"
    with pytest.raises(Refused):
        services.create_field(
            municipality=cast.municipality, name="Grønne områder", by=TESTER, now=NOW
        )
    services.create_field(municipality=cast.neighbour, name="Grønne områder", by=TESTER, now=NOW)


# --- Resolutions, appearance, host names -----------------------------------------------


def test_a_resolution_is_its_bodys_municipalitys(cast: Cast) -> None:
    resolution = make.resolution(cast.units.council)
    assert resolution.municipality == cast.municipality
    assert Entry.objects.get(deed="resolution_recorded").tenant == "187"


def test_a_resolution_without_text_is_refused(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        services.record_resolution(
            body=cast.units.council, met_on=TODAY, item="7", text=" ", by=TESTER, now=NOW
        )
    assert refused.value.fields == ("text",)
    assert not Resolution.objects.exists()


def test_a_light_colour_is_refused_and_the_old_one_stays(cast: Cast) -> None:
    look = services.Look(site_name="Vallensbæk", primary_colour="#ffd700")
    with pytest.raises(Refused) as refused:
        services.set_appearance(municipality=cast.municipality, look=look, by=TESTER, now=NOW)
    assert refused.value.code is Refusal.COLOUR_TOO_LIGHT
    assert refused.value.fields == ("primary_colour",)
    assert Appearance.objects.get(municipality="187").primary_colour == "#1e5b4a"


def test_setting_the_appearance_again_changes_the_one_row(cast: Cast) -> None:
    look = services.Look(site_name="Vallensbæk", link_colour="#003366")
    services.set_appearance(municipality=cast.municipality, look=look, by=TESTER, now=NOW)
    assert Appearance.objects.get(municipality="187").link_colour == "#003366"
    assert Appearance.objects.filter(municipality="187").count() == 1


def test_a_host_name_belongs_to_one_municipality(cast: Cast) -> None:
    def name(host: str) -> HostName:
        return services.set_host_name(municipality=cast.municipality, host=host, by=TESTER, now=NOW)

    assert name("Retning.Vallensbaek.EXAMPLE").host == "retning.vallensbaek.example"
    name("retning.vallensbaek.example")
    assert HostName.objects.filter(municipality="187").count() == 2
    with pytest.raises(Refused) as refused:
        name("ishoej.localhost")
    assert refused.value.code is Refusal.HOST_NAME_TAKEN
    with pytest.raises(Refused) as refused:
        name("https://vallensbaek.example/")
    assert refused.value.code is Refusal.UNKNOWN_HOST_NAME


def test_every_kind_of_unit_and_position_can_be_made(cast: Cast) -> None:
    for kind in UnitKind:
        make.unit(cast.municipality, kind.value, kind=kind)
    for position_kind in PositionKind:
        make.position(cast.units.centre, position_kind.value, kind=position_kind)
