"""Whom a municipality is compared with on a day: facts from files, kept in the process, no SQL."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from retning.apps.organisation.enums import MunicipalityGroup
from retning.apps.organisation.sources import MunicipalityFact, municipality_facts
from retning.core.targets.verdicts import Peers

NEIGHBOURS = Path(__file__).parents[1] / "data" / "neighbours.csv"
# Statistics Denmark's groups as people call them, and groups that have a name of their own.
_GROUPS: dict[MunicipalityGroup, tuple[str, ...]] = {
    MunicipalityGroup.CAPITAL: ("hovedstadskommuner", "hovedstadskommunerne"),
    MunicipalityGroup.CITY: ("storbykommuner", "storbykommunerne"),
    MunicipalityGroup.PROVINCIAL_TOWN: ("provinsbykommuner", "provinsbykommunerne"),
    MunicipalityGroup.COMMUTER: ("oplandskommuner", "oplandskommunerne"),
    MunicipalityGroup.RURAL: ("landkommuner", "landkommunerne"),
}
_NAMED: dict[tuple[str, ...], frozenset[str]] = {
    ("6-byerne", "6-by", "6-bykommunerne"): frozenset({"101", "461", "561", "730", "751", "851"}),
    ("vestegnen", "vestegnskommunerne", "kommunerne på vestegnen"): frozenset(
        {"151", "153", "161", "163", "165", "167", "169", "175", "183", "187"}
    ),
}


@lru_cache(maxsize=512)
def peers_of(code: str, on: date) -> Peers:
    """The region on that day, the neighbours across land and the named groups of a municipality;
    nothing for a code that is none of the 98."""
    own = _facts().get(code)
    if own is None:
        return Peers()
    regions = _regions_on(on)
    region = next((members for members in regions.values() if code in members), frozenset())
    neighbours = neighbours_by_code().get(code, frozenset())
    return Peers(
        region=region,
        neighbours=neighbours | {code} if neighbours else frozenset(),
        groups={**{name.casefold(): each for name, each in regions.items()}, **_groups()},
    )


@cache
def municipality_names() -> Mapping[str, str]:
    """Names by code, in the order of the names' addresses."""
    return {code: fact.name for code, fact in _facts().items()}


@cache
def neighbours_by_code() -> Mapping[str, frozenset[str]]:
    """Who borders on whom, without the municipality itself (`data/neighbours.csv`)."""
    if not NEIGHBOURS.exists():
        return {}
    lines = NEIGHBOURS.read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    return {row["code"]: frozenset(row["neighbours"].split()) for row in rows}


def group_of(code: str) -> frozenset[str]:
    """Those of Statistics Denmark's group that a municipality is in, itself too."""
    own = _facts().get(code)
    members = (fact.code for fact in _facts().values() if own and fact.group == own.group)
    return frozenset(members)


@cache
def _facts() -> Mapping[str, MunicipalityFact]:
    return {fact.code: fact for fact in municipality_facts()}


@lru_cache(maxsize=64)
def _regions_on(day: date) -> Mapping[str, frozenset[str]]:
    """Who lies in which region on a day, by the region's name."""
    found: dict[str, set[str]] = {}
    for fact in municipality_facts():
        for period in fact.regions:
            if period.valid_from <= day and (period.valid_to is None or day < period.valid_to):
                found.setdefault(str(period.region.label), set()).add(fact.code)
    return {name: frozenset(codes) for name, codes in found.items()}


@cache
def _groups() -> Mapping[str, frozenset[str]]:
    found = {name: codes for names, codes in _NAMED.items() for name in names}
    for group, names in _GROUPS.items():
        members = frozenset(fact.code for fact in municipality_facts() if fact.group == group)
        found.update(dict.fromkeys(names, members))
    return found
