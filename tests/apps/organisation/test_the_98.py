"""The 98 municipalities, against the facts that the project was given."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command

from retning.apps.organisation.enums import MunicipalityGroup, Region
from retning.apps.organisation.models import Municipality, RegionPeriod
from retning.apps.organisation.queries import region_of
from retning.apps.organisation.services import load_municipalities
from retning.apps.organisation.sources import municipality_facts
from tests.helpers.queries import assert_queries

LAST_DAY = date(2026, 12, 31)
FIRST_DAY = date(2027, 1, 1)
GROUPS = {
    "Hovedstadskommuner": MunicipalityGroup.CAPITAL,
    "Storbykommuner": MunicipalityGroup.CITY,
    "Provinsbykommuner": MunicipalityGroup.PROVINCIAL_TOWN,
    "Oplandskommuner": MunicipalityGroup.COMMUTER,
    "Landkommuner": MunicipalityGroup.RURAL,
}


@pytest.fixture(scope="module")
def given(repository: Path) -> list[dict[str, str]]:
    path = repository.parent / "shared" / "data" / "municipalities_98.csv"
    if not path.exists():
        pytest.skip("../shared/data/municipalities_98.csv is not on this machine")
    with path.open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def test_codes_names_and_groups_are_the_official_ones(given: list[dict[str, str]]) -> None:
    facts = municipality_facts()
    assert len(facts) == 98
    assert {(fact.code, fact.name, fact.official_name, fact.group) for fact in facts} == {
        (
            row["kommunekode"],
            row["navn"],
            row["officielt_navn"],
            GROUPS[row["dst_kommunegruppe"]],
        )
        for row in given
    }


def test_regions_are_the_official_ones_until_the_last_of_december_2026(
    given: list[dict[str, str]],
) -> None:
    official = {row["kommunekode"]: row["region"] for row in given}
    ours = {
        fact.code: period.region.label
        for fact in municipality_facts()
        for period in fact.regions
        if period.valid_from <= LAST_DAY < (period.valid_to or date.max)
    }
    assert ours == official


def test_slugs_are_unique_and_plain() -> None:
    slugs = [fact.slug for fact in municipality_facts()]
    assert len(set(slugs)) == 98
    assert all(slug.isascii() and slug == slug.lower() for slug in slugs)
    assert {"vallensbaek", "ishoej", "aarhus", "hoeje-taastrup"} <= set(slugs)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "counts"),
    [
        (
            LAST_DAY,
            {
                "hovedstaden": 29,
                "sjaelland": 17,
                "syddanmark": 22,
                "midtjylland": 19,
                "nordjylland": 11,
            },
        ),
        (
            FIRST_DAY,
            {"oestdanmark": 46, "syddanmark": 22, "midtjylland": 19, "nordjylland": 11},
        ),
    ],
)
def test_every_municipality_lies_in_one_region_a_day(day: date, counts: dict[str, int]) -> None:
    periods = RegionPeriod.objects.valid_on(day)
    assert Counter(periods.values_list("region", flat=True)) == counts
    assert len(set(periods.values_list("municipality", flat=True))) == 98


@pytest.mark.django_db
def test_vallensbaek_changes_region_at_new_year() -> None:
    vallensbaek = Municipality.objects.get(pk="187")
    assert region_of(vallensbaek, on=LAST_DAY) is Region.HOVEDSTADEN
    assert region_of(vallensbaek, on=FIRST_DAY) is Region.OESTDANMARK
    assert region_of(vallensbaek, on=date(2006, 12, 31)) is None


@pytest.mark.django_db
def test_loading_again_changes_nothing_and_writes_nothing() -> None:
    with assert_queries(2):
        assert load_municipalities() == 0
    assert Municipality.objects.count() == 98
    assert RegionPeriod.objects.count() == 98 + 46


@pytest.mark.django_db
def test_loading_puts_right_what_is_wrong() -> None:
    Municipality.objects.filter(pk="187").update(name="Vallensbæk-Ishøj")
    RegionPeriod.objects.filter(municipality="183").delete()
    assert load_municipalities() == 2
    assert Municipality.objects.get(pk="187").name == "Vallensbæk"
    assert RegionPeriod.objects.filter(municipality="183").count() == 2
    assert load_municipalities() == 0


@pytest.mark.django_db(transaction=True)
def test_the_98_are_there_again_after_a_flush() -> None:
    call_command("flush", interactive=False, verbosity=0)
    assert Municipality.objects.count() == 98
