"""Statistics Denmark's StatBank, asked over HTTP: what is asked, and what is made of the answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from retning.apps.indicators.enums import SourceKind
from retning.apps.indicators.sources.areas import codes
from retning.apps.indicators.sources.network import Line
from retning.apps.indicators.sources.query import Query, query_of
from retning.apps.indicators.sources.reply import (
    MISSING,
    SUPPRESSED,
    UNDEFINED,
    Oddity,
    OddityCode,
    Unavailable,
    UnavailableCode,
)
from retning.apps.indicators.sources.statbank import Form, StatBank
from retning.core.benchmark.figures import Figure
from retning.core.periods import period_of
from tests.helpers.replay import Replayer, Reply, json_reply, statbank_data, table_info, variable

MUNICIPALITIES = sorted(codes())
AREAS = {
    "000": "Hele landet",
    "084": "Region Hovedstaden",
    "01": "Landsdel Byen København",
    **dict.fromkeys(MUNICIPALITIES, "Kommune"),
    "411": "Christiansø",
    "997": "Udlandet",
    "998": "Uoplyst",
}
EDUCATION = variable(
    "HFUDD",
    {"TOT": "I alt", "H40": "Korte", "H50": "Mellemlange", "H60": "Bachelor", "H9": "Uoplyst"},
)
AGE = variable("ALDER", {"TOT": "I alt", "15-19": "15-19 år", "25-29": "25-29 år", "30-34": "x"})


def years(*codes: str) -> dict[str, object]:
    return variable("Tid", {code: code for code in codes}, elimination=False, time=True)


def asked(**plain: object) -> Query:
    return query_of(SourceKind.STATBANK, plain)


def serve(source: Replayer, *variables: dict[str, object], **more: object) -> None:
    source.on(
        "POST /v1/tableinfo",
        json_reply(table_info("HFUDD11", [variable("BOPOMR", AREAS), *variables], **more)),
    )


def answer(source: Replayer, value: Callable[[dict[str, str]], str | None]) -> None:
    source.on("POST /v1/data", statbank_data(value))


def always(said: str) -> Callable[[dict[str, str]], str]:
    return lambda _: said


def value(figures: dict[object, Figure], area: str, period: str) -> Decimal | None:
    return figures.get((area, period_of(period)), MISSING).value


def refused(bank: StatBank, **plain: object) -> Unavailable:
    with pytest.raises(Unavailable) as caught:
        bank.fetch("HFUDD11", {"x": asked(**plain)})
    return caught.value


def test_a_sum_of_codes_for_all_municipalities_and_the_country(
    source: Replayer, line: Line
) -> None:
    serve(source, EDUCATION, years("2023", "2024"))
    answer(source, lambda row: {"H40": "10", "H50": "7"}[row["HFUDD"]] + row["Tid"][3])
    fetched = StatBank(line).fetch("HFUDD11", {"x": asked(select={"HFUDD": ["H40", "H50"]})})
    figures = fetched.figures["x"]
    assert value(figures, "187", "2023") == 103 + 73
    assert value(figures, "000", "2024") == 104 + 74
    assert {area for area, _ in figures} == {"000", *MUNICIPALITIES}
    assert fetched.cells == 99 * 2
    assert fetched.updated == date(2026, 8, 31)
    assert fetched.request_id == "request-397"
    assert fetched.problems == ()
    said = source.asked("POST /v1/data")[0].said
    assert said["table"] == "HFUDD11"
    assert said["valuePresentation"] == "Code"
    assert [each["code"] for each in said["variables"]] == ["BOPOMR", "Tid", "HFUDD"]
    assert "084" not in said["variables"][0]["values"]
    assert "411" not in said["variables"][0]["values"]


def test_a_share_is_exact_and_rounded_half_up(source: Replayer, line: Line) -> None:
    serve(source, EDUCATION, AGE, years("2024"))
    figures = {("H40", "25-29"): "1", ("H40", "30-34"): "2", ("TOT", "25-29"): "4"}
    answer(source, lambda row: figures.get((row["HFUDD"], row["ALDER"]), "20"))
    query = asked(
        select={"HFUDD": ["H40"], "ALDER": ["25..34"]},
        over={"HFUDD": ["TOT"]},
        times=100,
        decimals=1,
    )
    fetched = StatBank(line).fetch("HFUDD11", {"x": query})
    # 3 of 24.
    assert value(fetched.figures["x"], "187", "2024") == Decimal("12.5")
    query = asked(**{**query_plain(), "decimals": 0})
    fetched = StatBank(line).fetch("HFUDD11", {"x": query})
    assert value(fetched.figures["x"], "187", "2024") == Decimal("13")


def query_plain() -> dict[str, object]:
    return {
        "select": {"HFUDD": ["H40"], "ALDER": ["25..34"]},
        "over": {"HFUDD": ["TOT"]},
        "times": 100,
    }


def test_missing_and_nothing_to_divide_by_are_not_zero(source: Replayer, line: Line) -> None:
    serve(source, EDUCATION, years("2024"))
    odd = {("101", "H40"): "..", ("147", "TOT"): "0", ("151", "TOT"): "..", ("153", "H40"): "0"}
    answer(source, lambda row: odd.get((row["BOPOMR"], row["HFUDD"]), "5"))
    query = asked(select={"HFUDD": ["H40"]}, over={"HFUDD": ["TOT"]}, times=100, decimals=1)
    figures = StatBank(line).fetch("HFUDD11", {"x": query}).figures["x"]
    year = period_of("2024")
    assert figures[("101", year)] == SUPPRESSED
    assert figures[("147", year)] == UNDEFINED
    assert figures[("151", year)] == SUPPRESSED
    assert figures[("153", year)] == Figure(Decimal(0))


def test_less_takes_away(source: Replayer, line: Line) -> None:
    serve(source, EDUCATION, years("2024"))
    answer(source, lambda row: {"TOT": "50", "H9": "8"}[row["HFUDD"]])
    query = asked(select={"HFUDD": ["TOT"]}, less={"HFUDD": ["H9"]})
    assert value(StatBank(line).fetch("HFUDD11", {"x": query}).figures["x"], "187", "2024") == 42


def test_over_all_that_the_table_adds_up(source: Replayer, line: Line) -> None:
    serve(source, EDUCATION, years("2024"))
    answer(source, lambda row: "3" if "HFUDD" in row else "12")
    query = asked(select={"HFUDD": ["H40"]}, over={"HFUDD": []}, times=100, decimals=1)
    figures = StatBank(line).fetch("HFUDD11", {"x": query}).figures["x"]
    assert value(figures, "187", "2024") == Decimal("25.0")


def test_over_another_table_per_inhabitant(source: Replayer, line: Line) -> None:
    quarters = years("2023K1", "2023K2", "2024K1")
    here = table_info("HFUDD11", [variable("BOPOMR", AREAS), EDUCATION, years("2023", "2024")])
    there = table_info("FOLK1A", [variable("OMRÅDE", AREAS), AGE, quarters])
    source.on(
        "POST /v1/tableinfo",
        lambda request: json_reply({"HFUDD11": here, "FOLK1A": there}[request.said["table"]]),
    )
    answer(source, lambda row: {"2023K1": "200", "2024K1": "400"}.get(row["Tid"], "3"))
    query = asked(
        select={"HFUDD": ["H40"]}, over_table="FOLK1A", over_within="K1", times=1000, decimals=2
    )
    figures = StatBank(line).fetch("HFUDD11", {"x": query}).figures["x"]
    assert value(figures, "187", "2023") == Decimal("15.00")
    assert value(figures, "187", "2024") == Decimal("7.50")
    people = source.asked("POST /v1/data")[1].said
    assert [each["code"] for each in people["variables"]] == ["OMRÅDE", "Tid"]
    assert people["variables"][1]["values"] == ["2023K1", "2024K1"]


def test_one_part_of_each_year_since(source: Replayer, line: Line) -> None:
    serve(source, years("2022M11", "2023M11", "2023M12", "2024M11"))
    answer(source, lambda row: row["Tid"][:4])
    query = asked(within="M11", since="2023M11")
    figures = StatBank(line).fetch("HFUDD11", {"x": query}).figures["x"]
    assert {period.code for _, period in figures} == {"2023", "2024"}
    assert value(figures, "187", "2024") == 2024


def test_values_by_their_danish_text(source: Replayer, line: Line) -> None:
    serve(source, EDUCATION, years("2024"))
    answer(source, always("5"))
    query = asked(select={"HFUDD": ["=mellem*", "=I  alt"]})
    StatBank(line).fetch("HFUDD11", {"x": query})
    assert source.asked("POST /v1/tableinfo")[0].said["lang"] == "da"
    chosen = source.asked("POST /v1/data")[0].said["variables"][2]
    assert chosen == {"code": "HFUDD", "values": ["H50", "TOT"]}


def test_the_area_variable_is_found_and_two_must_be_told_apart(
    source: Replayer, line: Line
) -> None:
    both = [variable("BOPKOM", AREAS), variable("ARBKOM", AREAS), years("2024")]
    source.on("POST /v1/tableinfo", json_reply(table_info("PEND", both)))
    answer(source, always("5"))
    with pytest.raises(Unavailable) as caught:
        StatBank(line).fetch("PEND", {"x": asked()})
    assert caught.value.code == UnavailableCode.BAD_QUERY
    assert "BOPKOM, ARBKOM" in caught.value.detail
    StatBank(line).fetch("PEND", {"x": asked(area="arbkom")})
    asked_for = source.asked("POST /v1/data")[0].said["variables"]
    assert [each["code"] for each in asked_for] == ["ARBKOM", "Tid"]


def test_a_table_without_municipalities(source: Replayer, line: Line) -> None:
    regions = variable("OMRÅDE", {"000": "Hele landet", "084": "Region Hovedstaden"})
    source.on("POST /v1/tableinfo", json_reply(table_info("HFUDD11", [regions, years("2024")])))
    assert refused(StatBank(line)).code == UnavailableCode.NO_AREAS


@pytest.mark.parametrize(
    ("plain", "says"),
    [
        ({"select": {"HFUDD": ["H99"]}}, "HFUDD has no 'H99'"),
        ({"select": {"HFUDD": ["H40"], "FARVE": ["1"]}}, "no variable 'farve'"),
        ({"select": {"HFUDD": ["H40"], "BOPOMR": ["187"]}}, "BOPOMR is never named"),
        ({}, "cannot add up HFUDD"),
        ({"select": {"HFUDD": ["H40"]}, "since": "1999"}, "no time '1999'"),
        ({"select": {"HFUDD": ["H40"]}, "within": "K1"}, "no times"),
    ],
)
def test_a_query_that_does_not_fit_its_table(
    source: Replayer, line: Line, plain: dict[str, object], says: str
) -> None:
    serve(source, {**EDUCATION, "elimination": False}, years("2024"))
    error = refused(StatBank(line), **plain)
    assert error.code == UnavailableCode.BAD_QUERY
    assert says in error.detail
    assert not source.asked("POST /v1/data")


def test_requests_stay_below_the_limit(source: Replayer, line: Line) -> None:
    serve(source, EDUCATION, years(*(str(year) for year in range(2000, 2010))))
    answer(source, lambda row: row["Tid"])
    query = {"x": asked(select={"HFUDD": ["H40"]})}
    # 99 areas, 10 years, 4 columns: 3,960 cells.
    fetched = StatBank(line, limit=1_000).fetch("HFUDD11", query)
    sizes = []
    for request in source.asked("POST /v1/data"):
        rows = 1
        for each in request.said["variables"]:
            rows *= len(each["values"])
        sizes.append(rows * 4)
    assert max(sizes) <= 1_000
    assert sum(sizes) == 3_960
    assert fetched.cells == 990
    assert value(fetched.figures["x"], "860", "2009") == 2009


def test_a_lower_limit_is_believed(source: Replayer, line: Line) -> None:
    serve(source, EDUCATION, years("2021", "2022", "2023", "2024"))
    give = statbank_data(lambda row: row["Tid"])
    too_many = {"errorTypeCode": "REQUEST-LIMIT", "message": "over begrænsningen"}

    def limited(request: object) -> Reply:
        times = request.said["variables"][1]["values"]  # type: ignore[attr-defined]
        return json_reply(too_many, status=400) if len(times) > 1 else give(request)  # type: ignore[arg-type]

    source.on("POST /v1/data", limited)
    query = {"x": asked(select={"HFUDD": ["H40"]})}
    fetched = StatBank(line).fetch("HFUDD11", query)
    assert fetched.cells == 4 * 99
    assert value(fetched.figures["x"], "187", "2022") == 2022


def test_rows_that_streaming_leaves_out_are_what_the_table_says(
    source: Replayer, line: Line
) -> None:
    serve(source, EDUCATION, years("2024"))
    odd = {"101": "..", "147": None, "151": "0"}
    answer(source, lambda row: odd.get(row["BOPOMR"], "6"))
    query = {"x": asked(select={"HFUDD": ["H40"]})}
    fetched = StatBank(line, form=Form.BULK).fetch("HFUDD11", query)
    figures, year = fetched.figures["x"], period_of("2024")
    assert figures[("147", year)] == Figure(Decimal(0))
    assert figures[("151", year)] == Figure(Decimal(0))
    assert figures[("101", year)] == SUPPRESSED
    assert figures[("187", year)] == Figure(Decimal(6))
    assert source.asked("POST /v1/data")[0].said["format"] == "BULK"


def test_where_nothing_is_small_enough_the_request_streams(source: Replayer, line: Line) -> None:
    serve(source, EDUCATION, years("2024"))
    answer(source, always("6"))
    query = {"x": asked(select={"HFUDD": ["H40", "H50"]})}
    fetched = StatBank(line, limit=7).fetch("HFUDD11", query)
    assert [request.said["format"] for request in source.asked("POST /v1/data")] == ["BULK"]
    assert value(fetched.figures["x"], "187", "2024") == 12


def test_json_stat_gives_the_same(source: Replayer, line: Line) -> None:
    serve(source, EDUCATION, years("2023", "2024"))
    numbers = {area: None if area == "101" else int(area) for area in ["000", *MUNICIPALITIES]}

    def stat(request: object) -> Reply:
        listed = request.said["variables"]  # type: ignore[attr-defined]
        by_code = {each["code"]: each["values"] for each in listed}
        # In another order than asked for, and with the dimension of contents.
        order = ["HFUDD", "BOPOMR", "ContentsCode", "Tid"]
        by_code["ContentsCode"] = ["HFUDD11"]
        dimension: dict[str, object] = {
            code: {
                "label": code,
                "category": {
                    "index": {each: place for place, each in enumerate(by_code[code])},
                    "label": {each: each for each in by_code[code]},
                },
            }
            for code in order
        }
        dimension |= {"id": order, "size": [len(by_code[code]) for code in order]}
        values = [
            None if numbers[area] is None else numbers[area] + 0.5
            for _ in by_code["HFUDD"]
            for area in by_code["BOPOMR"]
            for _ in by_code["Tid"]
        ]
        return json_reply({"dataset": {"dimension": dimension, "value": values}})

    source.on("POST /v1/data", stat)
    query = {"x": asked(select={"HFUDD": ["H40"]})}
    figures = StatBank(line, form=Form.JSON_STAT).fetch("HFUDD11", query).figures["x"]
    assert value(figures, "187", "2024") == Decimal("187.5")
    assert figures[("101", period_of("2023"))] == SUPPRESSED
    assert source.asked("POST /v1/data")[0].said["format"] == "JSONSTAT"


def test_a_table_that_ended_says_so_and_keeps_its_figures(source: Replayer, line: Line) -> None:
    serve(source, EDUCATION, years("2024"), active=False)
    answer(source, always("6"))
    fetched = StatBank(line).fetch("HFUDD11", {"x": asked(select={"HFUDD": ["H40"]})})
    assert not fetched.is_active
    assert fetched.problems == (Oddity(OddityCode.TABLE_ENDED, said="HFUDD11"),)
    assert fetched.cells == 99


def test_municipalities_that_a_table_lacks(source: Replayer, line: Line) -> None:
    areas = {code: text for code, text in AREAS.items() if code != "187"}
    place = variable("BOPOMR", areas)
    source.on("POST /v1/tableinfo", json_reply(table_info("T", [place, years("2024")])))
    answer(source, always("6"))
    fetched = StatBank(line).fetch("T", {"x": asked()})
    assert fetched.problems == (Oddity(OddityCode.MISSING_AREAS, indicator="x", said="187"),)


def test_a_table_updated_between_two_requests_gives_nothing(source: Replayer, line: Line) -> None:
    table = [variable("BOPOMR", AREAS), EDUCATION, years("2023", "2024")]
    source.on(
        "POST /v1/tableinfo",
        json_reply(table_info("HFUDD11", table)),
        json_reply(table_info("HFUDD11", table, updated="2026-08-31T08:00:01")),
    )
    answer(source, always("6"))
    with pytest.raises(Unavailable) as caught:
        StatBank(line, limit=500).fetch("HFUDD11", {"x": asked(select={"HFUDD": ["H40"]})})
    assert caught.value.code == UnavailableCode.BROKEN_OFF
    assert "updated" in caught.value.detail


def test_the_same_selection_is_asked_for_once(source: Replayer, line: Line) -> None:
    serve(source, EDUCATION, years("2024"))
    answer(source, always("6"))
    share = {"over": {"HFUDD": ["TOT"]}, "times": 100, "decimals": 1}
    queries = {
        "a": asked(select={"HFUDD": ["H40"]}, **share),
        "b": asked(select={"HFUDD": ["H50"]}, **share),
        "c": asked(select={"HFUDD": ["TOT"]}),
    }
    StatBank(line).fetch("HFUDD11", queries)
    assert len(source.asked("POST /v1/data")) == 3
    # Once before, and once after, as there were several requests.
    assert len(source.asked("POST /v1/tableinfo")) == 2


def test_a_job_that_is_stopped_stops_asking(source: Replayer, line: Line) -> None:
    class Stopped(Exception):
        pass

    def stop() -> None:
        if source.requests:
            raise Stopped

    serve(source, EDUCATION, years("2024"))
    with pytest.raises(Stopped):
        StatBank(line).fetch("HFUDD11", {"x": asked(select={"HFUDD": ["H40"]})}, meanwhile=stop)
    assert len(source.requests) == 1
