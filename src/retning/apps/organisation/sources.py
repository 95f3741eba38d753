"""The facts about the 98 municipalities, read from `data/municipalities.csv`."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from retning.apps.organisation.enums import MunicipalityGroup, Region

MUNICIPALITIES = Path(__file__).parent / "data" / "municipalities.csv"


@dataclass(frozen=True)
class RegionFact:
    """A region from a day (included) until a day (not included; none is open-ended)."""

    region: Region
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True)
class MunicipalityFact:
    code: str
    name: str
    official_name: str
    slug: str
    group: MunicipalityGroup
    regions: tuple[RegionFact, ...]


@cache
def municipality_facts() -> tuple[MunicipalityFact, ...]:
    """All 98, by slug. Raises ValueError or KeyError where the file is damaged."""
    lines = MUNICIPALITIES.read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    return tuple(
        MunicipalityFact(
            code=row["code"],
            name=row["name"],
            official_name=row["official_name"],
            slug=row["slug"],
            group=MunicipalityGroup(row["group"]),
            regions=_regions(row["regions"]),
        )
        for row in rows
    )


def _regions(text: str) -> tuple[RegionFact, ...]:
    """`2007-01-01 hovedstaden; 2027-01-01 oestdanmark` as periods that follow each other."""
    beginnings = [part.split() for part in text.split(";")]
    days = [date.fromisoformat(day) for day, _ in beginnings]
    ends = [*days[1:], None]
    return tuple(
        RegionFact(Region(region), begin, end)
        for (_, region), begin, end in zip(beginnings, days, ends, strict=True)
    )
