"""The catalogue's files: whole, in both languages, and true to the tables that they name."""

from __future__ import annotations

import csv
import gzip
import json
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from retning.apps.indicators.enums import PeriodType, Polarity, SourceKind
from retning.apps.indicators.models import Indicator
from retning.apps.indicators.sources.query import JobindsatsQuery, StatBankQuery, query_of
from retning.apps.organisation.sources import municipality_facts
from retning.core.periods import period_of
from tests.core.linking_phrases import GOALS

DATA = Path(__file__).parents[3] / "src/retning/apps/indicators/data"
SHARED = Path(__file__).parents[4] / "shared/data"
FIELDS = {
    "erhverv", "uddannelse", "seniorer", "grønne-områder", "klima", "sundhed", "beskæftigelse",
    "økonomi", "samarbejde", "borgerservice", "befolkning", "bolig", "børn", "kultur", "tryghed",
}  # fmt: skip
ASKED_OF_A_SOURCE = {SourceKind.STATBANK, SourceKind.NOEGLETAL, SourceKind.JOBINDSATS}


@cache
def entries() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for file in sorted((DATA / "catalogue").glob("*.toml")):
        found += tomllib.loads(file.read_text(encoding="utf-8"))["indicator"]
    return found


def by_code() -> dict[str, dict[str, Any]]:
    return {entry["code"]: entry for entry in entries()}


def shared(path: str) -> Path:
    file = SHARED / path
    if not file.exists():
        pytest.skip(f"../shared/data/{path} is not here")
    return file


def test_there_are_enough_and_each_code_and_name_is_said_once() -> None:
    assert len(entries()) >= 60
    for key in ("code", "name_da", "name_en"):
        said = [entry[key] for entry in entries()]
        assert len(set(said)) == len(said), [each for each in said if said.count(each) > 1]


def test_every_key_is_a_field_of_the_model() -> None:
    fields = {field.name for field in Indicator._meta.get_fields()}
    known = fields - {"id", "municipality", "is_catalogued"} | {"checked", "unchecked_because"}
    for entry in entries():
        assert set(entry) <= known, entry["code"]


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry["code"])
def test_each_is_a_whole_indicator(entry: dict[str, Any]) -> None:
    said = {key: entry[key] for key in entry if not key.endswith("checked")}
    said.pop("unchecked_because", None)
    Indicator(**said).clean_fields()
    for key in ("name", "unit", "definition"):
        assert entry[f"{key}_da"], key
        assert entry[f"{key}_en"], key
    assert bool(entry.get("proxy_da")) == bool(entry.get("proxy_en"))
    assert entry["polarity"] in Polarity
    assert entry["period_type"] in PeriodType
    assert entry["fields"], "no field"
    assert set(entry["fields"]) <= FIELDS
    assert entry["words"] == list(dict.fromkeys(entry["words"]))
    for each in entry.get("breaks", []):
        assert set(each) == {"period", "da", "en"}
        assert period_of(each["period"]).kind.value == entry["period_type"]


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry["code"])
def test_each_says_where_its_figures_come_from(entry: dict[str, Any]) -> None:
    source = SourceKind(entry["source"])
    assert isinstance(entry["checked"], bool)
    assert bool(entry.get("unchecked_because")) is not entry["checked"]
    if source not in ASKED_OF_A_SOURCE:
        assert "query" not in entry
        return
    query_of(source, entry["query"])
    assert entry["table"]
    assert entry["attribution"]
    assert entry["licence"]


def test_money_says_its_price_level_and_that_the_last_two_years_are_budgets() -> None:
    costs = [e for e in entries() if e["source"] == "noegletal" and e["unit_da"] == "kr."]
    assert len(costs) >= 15
    for entry in costs:
        assert entry["price_level"] == "2019", entry["code"]
    spent = [e for e in costs if e["query"]["name"].startswith(("Udg", "Indt", "Service"))]
    for entry in spent:
        if entry["code"] == "expenditure-need":
            continue
        assert "budgettal" in entry["definition_da"], entry["code"]
        assert "budgets" in entry["definition_en"], entry["code"]


def test_every_goal_of_the_real_sub_vision_has_its_measure() -> None:
    assert len(GOALS) == 18
    missing = {goal: code for goal, code in GOALS.items() if code not in by_code()}
    assert missing == {}


def test_every_field_of_the_real_organisation_is_there() -> None:
    held = {field for entry in entries() for field in entry["fields"]}
    assert held == FIELDS
    own = [e for e in entries() if "samarbejde" in e["fields"] and e["source"] == "count"]
    assert len(own) >= 4


def test_there_is_a_population_to_weigh_by() -> None:
    assert by_code()["population"]["source"] == "noegletal"


def test_the_breaks_that_are_known_stand() -> None:
    breaks = {
        code: [each["period"] for each in entry.get("breaks", [])]
        for code, entry in by_code().items()
    }
    assert breaks["support-costs"] == ["2004", "2007"]
    assert breaks["socioeconomic-index"] == ["2021"]
    assert breaks["cash-benefit-share"] == ["2025M07"]
    assert breaks["older-people-costs"] == ["2007", "2018"]
    assert breaks["tax-base"] == []


def _statbank() -> list[dict[str, Any]]:
    return [entry for entry in entries() if entry["source"] == "statbank"]


def test_tables_and_variables_are_those_of_the_recorded_lists() -> None:
    listed = json.loads(shared("statbank/tables_with_98_municipalities_2024-10.json").read_text())
    variables = {table["id"]: set(table["variables"]) for table in listed}
    for entry in _statbank():
        query = query_of(SourceKind.STATBANK, entry["query"])
        assert isinstance(query, StatBankQuery)
        named = {query.area, *query.select, *(query.over or {})}
        assert named <= variables[entry["table"]], entry["code"]


def test_every_table_is_still_published() -> None:
    listed = json.loads(shared("statbank/tables_all_da.json").read_text())
    active = {table["id"] for table in listed if table["active"]}
    assert {entry["table"] for entry in _statbank()} <= active


def test_periods_are_the_tables_own() -> None:
    listed = json.loads(shared("statbank/tables_all_da.json").read_text())
    latest = {table["id"]: table["latestPeriod"] for table in listed}
    for entry in _statbank():
        last = latest[entry["table"]]
        if re.fullmatch(r"\d{4}:\d{4}", last):
            assert entry["checked"] is False
            continue
        assert period_of(last).kind.value == entry["period_type"], entry["code"]


def test_what_is_called_checked_was_seen() -> None:
    listed = json.loads(shared("statbank/tables_with_98_municipalities_2024-10.json").read_text())
    variables = {table["id"]: table["variables"] for table in listed}
    recorded = json.loads(shared("statbank/tableinfo_AUP01_en.json").read_text())
    codes = {v["id"]: {value["id"] for value in v["values"]} for v in recorded["variables"]}
    checked = [entry for entry in _statbank() if entry["checked"]]
    assert len(checked) >= 8
    for entry in checked:
        if entry["table"] == "AUP01":
            for variable, values in entry["query"]["select"].items():
                assert set(values) <= codes[variable]
        else:
            assert len(variables[entry["table"]]) == 2, entry["code"]  # the area and the time


def test_names_of_the_key_figures_stand_in_the_export() -> None:
    lines = shared("noegletal/noegletal_1993_2019.csv").read_text(encoding="utf-8").splitlines()
    names = {re.sub(r"(\s*\(\d+\))+$", "", line.partition(";")[0]) for line in lines}
    asked = [entry["query"]["name"] for entry in entries() if entry["source"] == "noegletal"]
    assert len(asked) >= 40
    assert [name for name in asked if name not in names] == []
    assert len(set(asked)) == len(asked)


def test_the_recorded_measures_of_jobindsats_stand_in_the_file() -> None:

    with gzip.open(shared("jobindsats/jobindsats_2021M08_2026M07.csv.gz"), "rt") as file:
        recorded = {line.partition(",")[0] for line in file}
    for entry in entries():
        if entry["source"] == "jobindsats":
            query = query_of(SourceKind.JOBINDSATS, entry["query"])
            assert isinstance(query, JobindsatsQuery)
            assert query.recorded in recorded, entry["code"]


@cache
def neighbours() -> dict[str, set[str]]:
    lines = (DATA / "neighbours.csv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    return {row["code"]: set(row["neighbours"].split()) for row in rows}


def test_all_98_have_their_neighbours_and_each_is_the_others() -> None:
    assert set(neighbours()) == {fact.code for fact in municipality_facts()}
    assert len(neighbours()) == 98
    for code, others in neighbours().items():
        assert code not in others
        for other in others:
            assert code in neighbours()[other], (code, other)


def test_islands_have_none_and_some_are_known() -> None:
    islands = {code for code, others in neighbours().items() if not others}
    # Bornholm, Langeland, Ærø, Fanø, Samsø, Morsø, Læsø
    assert islands == {"400", "482", "492", "563", "741", "773", "825"}
    assert neighbours()["187"] == {"153", "165", "169", "183"}
    assert neighbours()["147"] == {"101"}
    assert "607" not in neighbours()["410"]  # across Lillebælt
