"""Statistics Denmark's own recorded replies, replayed: what it really says is understood."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from retning.apps.indicators.enums import SourceKind
from retning.apps.indicators.sources.answers import Asked, read_csv, read_json_stat
from retning.apps.indicators.sources.areas import area_of_name, codes, is_other_area, names
from retning.apps.indicators.sources.network import Line
from retning.apps.indicators.sources.query import query_of
from retning.apps.indicators.sources.reply import Unavailable
from retning.apps.indicators.sources.sheets.guessing import guess
from retning.apps.indicators.sources.sheets.mapping import mapped
from retning.apps.indicators.sources.sheets.sheet import read
from retning.apps.indicators.sources.statbank import StatBank
from retning.apps.indicators.sources.tables import areas_in, table_info
from retning.core.benchmark.figures import Figure
from retning.core.periods import period_of
from tests.helpers.replay import Replayer, Reply, json_reply, statbank_data

RECORDED = Path(__file__).parents[4] / "shared/data/statbank"
pytestmark = pytest.mark.skipif(
    not RECORDED.exists(), reason="the recorded replies are not in ../shared"
)


def recorded(name: str) -> bytes:
    return (RECORDED / name).read_bytes()


def test_unemployment_of_the_young_by_its_own_description(source: Replayer, line: Line) -> None:
    source.on("POST /v1/tableinfo", Reply(body=recorded("tableinfo_AUP01_en.json")))
    source.on("POST /v1/data", statbank_data(lambda row: "2.9" if row["OMRÅDE"] == "187" else "3"))
    plain = {"select": {"ALDER": ["16-24"]}, "since": "2026M06"}
    query = query_of(SourceKind.STATBANK, plain)
    fetched = StatBank(line).fetch("AUP01", {"unemployment-young": query})
    figures = fetched.figures["unemployment-young"]
    assert figures[("187", period_of("2026M07"))] == Figure(Decimal("2.9"))
    assert {area for area, _ in figures} == {"000", *codes()}
    assert {period.code for _, period in figures} == {"2026M06", "2026M07"}
    said = source.asked("POST /v1/data")[0].said["variables"]
    assert [each["code"] for each in said] == ["OMRÅDE", "Tid", "ALDER"]
    assert len(said[0]["values"]) == 99


def test_every_other_area_of_a_table_is_known_to_be_one() -> None:
    info = table_info(recorded("tableinfo_AUP01_en.json"))
    areas = info.area_variable()
    assert areas.id == "OMRÅDE"
    others = set(areas.values) - set(areas_in(areas))
    assert {"084", "01", "997", "998"} <= others
    assert all(is_other_area(code) for code in others)


def test_a_table_of_crime_without_municipalities_says_so(source: Replayer, line: Line) -> None:
    source.on("POST /v1/tableinfo", Reply(body=recorded("table_info_straf42_da.json")))
    query = query_of(SourceKind.STATBANK, {"select": {"HERKOMST1": ["00"]}})
    with pytest.raises(Unavailable) as caught:
        StatBank(line).fetch("STRAF42", {"x": query})
    assert caught.value.code == "no_areas"


def test_the_recorded_answers_are_read() -> None:
    asked = Asked({"Tid": ["2023"], "HERKOMST1": ["00"]})
    found = read_json_stat(recorded("data_straf42_json.json"), asked)
    assert found == {("2023", "00"): Figure(Decimal(233454))}
    found = read_json_stat(recorded("data_straf42_all.json"), Asked({"Tid": ["2024"]}))
    assert found == {("2024",): Figure(Decimal(227774))}
    # The CSV was asked for without codes: the text stands in their place.
    asked = Asked({"HERKOMST1": ["Total"], "Tid": ["2023"]})
    found = read_csv(recorded("data_straf42_csv.csv"), asked)
    assert found == {("Total", "2023"): Figure(Decimal(233454))}


def test_every_recorded_error_has_a_name(source: Replayer, line: Line) -> None:
    named = {}
    for name, reply in json.loads(recorded("errors.json")).items():
        source.on("POST /v1/tableinfo", json_reply(reply["body"], status=reply["status"]))
        with pytest.raises(Unavailable) as caught:
            StatBank(line).info("X")
        named[name] = caught.value.code.value
        assert reply["body"]["message"][:100] in caught.value.detail
    assert named == {
        "invalid_table": "not_found",
        "invalid_variable": "not_found",
        "invalid_value": "not_found",
        "invalid_format": "refused",
        "missing_table": "refused",
        "bad_json": "refused",
        "bulk_missing_variable": "refused",
        "cell_limit": "refused",
        "not_found": "not_found",
    }


def test_employment_by_english_names_is_a_sheet_like_others() -> None:
    workbook = read(recorded("RAS200_2008_2017.csv"))
    mapping = guess(workbook)
    assert (mapping.area, mapping.period, mapping.value, mapping.decimal) == (0, 1, 2, ".")
    fetched = mapped(workbook, mapping, code="employment", unit="pct.")
    figures = fetched.figures["employment"]
    assert figures[("101", period_of("2008"))] == Figure(Decimal("72.5"))
    assert {area for area, _ in figures} == codes()
    # Christiansø is no municipality, and no mistake.
    assert fetched.problems == ()


def test_names_and_codes_of_all_98_agree() -> None:
    assert len(names()) == 98
    assert all(area_of_name(name) == code for code, name in names().items())
    assert all(area_of_name(f"{name} Kommune") == code for code, name in names().items())
