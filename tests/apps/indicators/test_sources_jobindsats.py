"""Jobindsats: the answers of its API, and the recorded file."""

from __future__ import annotations

import contextlib
import gzip
import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retning.apps.indicators.enums import SourceKind
from retning.apps.indicators.sources.areas import codes, names
from retning.apps.indicators.sources.jobindsats import (
    RECORDED,
    period_said,
    read_answer,
    read_recorded,
)
from retning.apps.indicators.sources.jobindsats_live import Jobindsats
from retning.apps.indicators.sources.network import Line
from retning.apps.indicators.sources.query import JobindsatsQuery, query_of
from retning.apps.indicators.sources.reply import (
    SUPPRESSED,
    Oddities,
    OddityCode,
    Unavailable,
    UnavailableCode,
)
from retning.core.benchmark.figures import Figure
from retning.core.periods import NoPeriod, period_of
from tests.helpers.replay import Replayer, json_reply

COLUMNS = ["Periode", "Område", "Alder", "Antal ledige", "Pct. af arbejdsstyrken"]
ADDRESS = "GET /v1/data/y25i01"
FILE = Path(__file__).parents[4] / "shared/data/jobindsats/jobindsats_2021M08_2026M07.csv.gz"


def asked(**more: object) -> JobindsatsQuery:
    plain = {"measure": "Pct. af arbejdsstyrken", "where": {"Alder": "16-24 år"}, **more}
    query = query_of(SourceKind.JOBINDSATS, plain)
    assert isinstance(query, JobindsatsQuery)
    return query


def answer(**figures: str) -> dict[str, object]:
    """All municipalities in two months, of two ages; `figures` by name instead of "3,4"."""
    areas = ["Hele landet", "Region Hovedstaden", "RAR Fyn", *names().values()]
    rows = [
        [month, area, age, "1.234", figures.get(area, "3,4") if age == "16-24 år" else "9,9"]
        for month in ("Jun 2026", "Jul 2026")
        for area in areas
        for age in ("16-24 år", "I alt")
    ]
    return {"columns": COLUMNS, "rows": rows}


def test_areas_by_name_and_danish_numbers(source: Replayer) -> None:
    source.on(ADDRESS, json_reply(answer(Læsø="..", Fanø="-", Vallensbæk="1.002,9")))
    with Line(f"{source.url}/v1", token="t") as line:
        fetched = Jobindsats(line).fetch("y25i01", {"x": asked(), "n": asked(measure=COLUMNS[3])})
    figures, july = fetched.figures["x"], period_of("2026M07")
    assert figures[("187", july)] == Figure(Decimal("1002.9"))
    assert figures[("000", july)] == Figure(Decimal("3.4"))
    assert figures[("825", july)] == SUPPRESSED
    assert figures[("563", july)] == SUPPRESSED
    assert fetched.figures["n"][("187", july)] == Figure(Decimal(1234))
    assert len(figures) == 2 * 99
    assert fetched.problems == ()
    # Two indicators, one question.
    (request,) = source.requests
    assert request.headers["authorization"] == "Bearer t"
    assert request.path == (
        "/v1/data/y25i01?mgroup.*=*&period.M=latest:60&hierarchy._nykom=*&format=json"
    )


def test_hierarchies_and_periods_are_asked_for(source: Replayer, line: Line) -> None:
    source.on(ADDRESS, json_reply(answer()))
    query = asked(members={"_ygrpi09": "/"}, period="Q", latest=4)
    Jobindsats(line).fetch("y25i01", {"x": query})
    assert "period.Q=latest:4&hierarchy._nykom=*&hierarchy._ygrpi09=/&" in source.requests[0].path


def test_odd_rows_are_said_and_left_out() -> None:
    said = {
        "columns": COLUMNS,
        "rows": [
            ["Jul 2026", "Vallensbæk", "16-24 år", "1", "3,4"],
            ["Jul 2026", "Vallensbæk", "16-24 år", "1", "3,5"],
            ["Jul 2026", "Odense", "16-24 år", "1", "tre"],
            ["Jul 2026", "Hundested", "16-24 år", "1", "3,4"],
            ["Jul 2026", "Aarhus", "16-24 år", "1", 3.5],
            ["Jul 2026", "Ribe", "I alt", "1", "3,4"],
        ],
    }
    odd = Oddities()
    figures = read_answer(json.dumps(said).encode(), asked(), "x", odd)
    july = period_of("2026M07")
    assert figures == {
        ("187", july): Figure(Decimal("3.4")),
        ("751", july): Figure(Decimal("3.5")),
    }
    assert [(each.code, each.row) for each in odd.found()] == [
        (OddityCode.DUPLICATE, 2),
        (OddityCode.NOT_A_NUMBER, 3),
        (OddityCode.UNKNOWN_AREA, 4),
    ]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (b"", "unreadable"),
        (b"[]", "unreadable"),
        (b'{"columns": "abc"}', "unreadable"),
        (b'{"columns": [null], "rows": []}', "unreadable"),
        (b'{"columns": ["A"], "rows": [[{}]]}', "unreadable"),
        (b'{"columns": ["A"], "rows": [["x", "y"]]}', "broken_off"),
        (b'{"columns": ["A"], "rows": []}', "no_figures"),
        (b'{"columns": ["A"], "rows": [["x"]]}', "columns_changed"),
        (b'{"columns": ["Pct. af arbejdsstyrken"], "rows": [["1"]]}', "columns_changed"),
    ],
)
def test_answers_that_are_none(said: bytes, code: str) -> None:
    with pytest.raises(Unavailable) as caught:
        read_answer(said, asked(), "x", Oddities())
    assert caught.value.code == code


def test_no_areas_and_no_such_rows() -> None:
    columns, query = ["Periode", "Sted", "Alder", "Pct. af arbejdsstyrken"], asked()
    row = ["Jul 2026", "Jylland", "16-24 år", "3,4"]
    with pytest.raises(Unavailable) as caught:
        read_answer(
            json.dumps({"columns": columns, "rows": [row]}).encode(), query, "x", Oddities()
        )
    assert caught.value.code == UnavailableCode.NO_AREAS
    row = ["Jul 2026", "Odense", "I alt", "3,4"]
    with pytest.raises(Unavailable) as caught:
        read_answer(
            json.dumps({"columns": columns, "rows": [row]}).encode(), query, "x", Oddities()
        )
    assert caught.value.code == UnavailableCode.NO_FIGURES


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Jul 2026", "2026M07"),
        ("juli 2026", "2026M07"),
        ("Okt. 2026", "2026M10"),
        ("2026M07", "2026M07"),
        ("2026-07", "2026M07"),
        ("3. kvt. 2026", "2026K3"),
        ("2026K3", "2026K3"),
        ("2026", "2026"),
    ],
)
def test_periods(text: str, code: str) -> None:
    assert period_said(text).code == code


@pytest.mark.parametrize("text", ["", "Smarch 2026", "5. kvt. 2026", "2026-13", "i går"])
def test_no_periods(text: str) -> None:
    with pytest.raises(NoPeriod):
        period_said(text)


HEAD = ",".join(RECORDED) + "\r\n"


def test_a_recorded_file() -> None:
    text = HEAD + (
        "ledige,187,Vallensbæk,2026M07,2.9\r\n"
        "ledige,000,Hele landet,2026M07,3\r\n"
        "ledige,825,Læsø,2026M07,\r\n"
        "timer,187,Vallensbæk,2026M07,10\r\n"
        "timer,188,Ukendt,2026M07,10\r\n"
    )
    july = period_of("2026M07")
    for data in (text.encode(), gzip.compress(text.encode())):
        fetched = read_recorded(data, known={"ledige": "ledighed"})
        assert fetched.figures["ledighed"] == {
            ("187", july): Figure(Decimal("2.9")),
            ("000", july): Figure(Decimal(3)),
            ("825", july): SUPPRESSED,
        }
        assert fetched.names == {"ledighed": "ledige", "jobindsats-timer": "timer"}
        assert [each.as_plain() for each in fetched.problems] == [
            {
                "code": "unknown_area",
                "indicator": "jobindsats-timer",
                "period": "2026M07",
                "row": 6,
                "said": "188",
            }
        ]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "broken_off"),
        (b"a,b\n", "columns_changed"),
        (HEAD.encode(), "no_figures"),
        (HEAD.encode() + b"x,187,V,2026M07,1", "broken_off"),
        (HEAD.encode() + b"x,187\n", "broken_off"),
        (b"\xff\xfe\n", "unreadable"),
        (b"\x1f\x8bnot", "unreadable"),
        (gzip.compress(HEAD.encode(), mtime=0)[:-4], "broken_off"),
        (gzip.compress(b"x" * 101_000_000, mtime=0), "too_large"),
    ],
    # Bytes of a packed file in a test's name would differ between the processes that run tests.
    ids=str.split(
        "empty other_columns only_columns half_row short_row no_text no_gzip half_gzip too_large"
    ),
)
def test_recorded_files_that_are_none(data: bytes, code: str) -> None:
    with pytest.raises(Unavailable) as caught:
        read_recorded(data)
    assert caught.value.code == code


@pytest.mark.skipif(not FILE.exists(), reason="the recorded figures are not in ../shared")
def test_the_recorded_figures() -> None:
    fetched = read_recorded(FILE.read_bytes())
    assert len(fetched.figures) == 13
    assert fetched.cells == 74_786
    assert fetched.problems == ()
    share = fetched.figures["jobindsats-ledige-pct-arbejdsstyrken"]
    july = period_of("2026M07")
    assert share[("187", july)] == Figure(Decimal("2.9"))
    assert {area for area, _ in share} == {"000", *codes()}
    tied = [
        area
        for (area, period), each in share.items()
        if period == july and each.value == Decimal("2.9")
    ]
    assert len(tied) == 5


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.binary(max_size=200))
def test_any_bytes_give_figures_or_a_reason(data: bytes) -> None:
    for body in (data, HEAD.encode() + data + b"\n"):
        with contextlib.suppress(Unavailable):
            read_recorded(body)
    with contextlib.suppress(Unavailable):
        read_answer(data, asked(), "x", Oddities())


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=20,
)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(JSON, JSON)
def test_any_json_gives_figures_or_a_reason(columns: object, rows: object) -> None:
    body = json.dumps({"columns": columns, "rows": rows}).encode()
    with contextlib.suppress(Unavailable):
        read_answer(body, asked(where={}), "x", Oddities())
