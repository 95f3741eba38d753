"""A source in trouble: nothing of it becomes figures, and what went wrong has a name."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from itertools import count

import pytest

from retning.apps.indicators.enums import SourceKind
from retning.apps.indicators.sources.areas import codes
from retning.apps.indicators.sources.network import (
    Answer,
    Limits,
    Line,
    SaidNo,
    _Again,
    again_after,
)
from retning.apps.indicators.sources.query import query_of
from retning.apps.indicators.sources.reply import Unavailable, UnavailableCode
from retning.apps.indicators.sources.statbank import StatBank
from tests.helpers.replay import (
    Manner,
    Replayer,
    Reply,
    Request,
    csv_reply,
    json_reply,
    nobody,
    replay,
    table_info,
    variable,
)

GOOD = json_reply({"good": True}, **{"StatbankAPI-Request-Id": "abc-1"})
ADDRESS = "POST /v1/data"


def ask(line: Line) -> Answer:
    return line.ask("POST", "data", types=("text/json",), body={"table": "X"})


def refused(line: Line) -> Unavailable:
    with pytest.raises(Unavailable) as caught:
        ask(line)
    return caught.value


def test_an_answer_and_its_number(source: Replayer, line: Line) -> None:
    source.on(ADDRESS, GOOD)
    answer = ask(line)
    assert answer.body == b'{"good": true}'
    assert answer.request_id == "abc-1"
    assert source.requests[0].said == {"table": "X"}
    assert "authorization" not in source.requests[0].headers


def test_the_number_of_a_request_is_logged(
    source: Replayer, line: Line, caplog: pytest.LogCaptureFixture
) -> None:
    source.on(ADDRESS, GOOD)
    with caplog.at_level("INFO", logger="retning"):
        ask(line)
    assert "request abc-1" in caplog.text


def test_a_token_is_a_bearers_and_not_logged(
    source: Replayer, caplog: pytest.LogCaptureFixture
) -> None:
    source.on(ADDRESS, GOOD)
    with caplog.at_level("INFO"), Line(f"{source.url}/v1", token="hemmelig-1") as line:
        ask(line)
    assert source.requests[0].headers["authorization"] == "Bearer hemmelig-1"
    assert "hemmelig" not in caplog.text


def test_trouble_that_passes_is_waited_out(source: Replayer, line: Line) -> None:
    source.on(ADDRESS, Reply(status=500), GOOD)
    assert ask(line).request_id == "abc-1"
    assert len(source.requests) == 2


def test_half_an_answer_is_asked_for_again(source: Replayer, line: Line) -> None:
    half = Reply(body=b'{"good": tr', manner=Manner.HALF)
    source.on(ADDRESS, half, GOOD)
    assert ask(line).body == b'{"good": true}'


def test_trouble_that_stays_has_a_name(source: Replayer, line: Line) -> None:
    source.on(ADDRESS, Reply(status=503))
    assert refused(line).code == UnavailableCode.SERVER_ERROR
    assert len(source.requests) == 2
    source.on(ADDRESS, Reply(body=b"x" * 100, manner=Manner.HALF))
    assert refused(line).code == UnavailableCode.BROKEN_OFF


def test_a_source_that_asks_for_patience(source: Replayer, line: Line) -> None:
    wait = Reply(status=429, headers=(("Retry-After", "7"),))
    source.on(ADDRESS, wait, GOOD)
    assert ask(line).request_id == "abc-1"
    source.on(ADDRESS, wait)
    assert refused(line).code == UnavailableCode.TOO_MANY


def test_how_long_is_waited() -> None:
    reason = Unavailable(UnavailableCode.TOO_MANY)
    assert again_after(_Again(reason, 7)) == 7
    assert again_after(_Again(reason)) is True
    assert again_after(reason) is False


def test_patience_has_an_end(source: Replayer, line: Line) -> None:
    source.on(ADDRESS, Reply(status=429, headers=(("Retry-After", "3600"),)))
    assert refused(line).code == UnavailableCode.TOO_MANY
    # It is due again later; nobody sleeps for an hour.
    assert len(source.requests) == 1


def test_an_error_in_the_sources_own_words(source: Replayer, line: Line) -> None:
    said = {"errorTypeCode": "EXTRACT-NOTFOUND", "message": "Tabel findes ikke: X"}
    source.on(ADDRESS, json_reply(said, status=400, **{"StatbankAPI-Request-Id": "abc-2"}))
    error = refused(line)
    assert isinstance(error, SaidNo)
    assert error.code == UnavailableCode.NOT_FOUND
    assert error.detail == "EXTRACT-NOTFOUND: Tabel findes ikke: X"
    assert error.request_id == "abc-2"
    assert len(source.requests) == 1


@pytest.mark.parametrize(
    ("status", "body", "code"),
    [
        (400, b'{"errorTypeCode": "REQUEST-MISSING", "message": "Format"}', "refused"),
        (404, b'{"errorTypeCode": "REQUEST-NOTFOUND", "message": "Siden"}', "not_found"),
        (404, b"<html>", "not_found"),
        (410, b"", "not_found"),
        (401, b"", "refused"),
        (403, b'["no"]', "refused"),
        (400, b'{"errorTypeCode": ' + b"[" * 5_000, "refused"),
        (418, b"\xff\xfe", "refused"),
        (204, b"", "refused"),
    ],
)
def test_refusals(source: Replayer, line: Line, status: int, body: bytes, code: str) -> None:
    source.on(ADDRESS, Reply(status=status, body=body))
    assert refused(line).code == code
    assert len(source.requests) == 1


def test_a_redirect_is_not_followed(source: Replayer, line: Line) -> None:
    with replay() as other:
        place = f"{other.url}/v1/data"
        source.on(ADDRESS, Reply(status=302, headers=(("Location", place),)))
        error = refused(line)
        assert error.code == UnavailableCode.ELSEWHERE
        assert error.detail == "127.0.0.1"
        assert other.requests == []


def test_another_kind_of_answer(source: Replayer, line: Line) -> None:
    source.on(ADDRESS, Reply(body=b"<h1>Lukket</h1>", content_type="text/html; charset=utf-8"))
    error = refused(line)
    assert (error.code, error.detail) == (UnavailableCode.WRONG_TYPE, "text/html")


def test_an_answer_without_end(source: Replayer) -> None:
    source.on(ADDRESS, Reply(body=b"x" * 10_000, manner=Manner.ENDLESS))
    with Line(f"{source.url}/v1", limits=Limits(largest=100_000)) as line:
        assert refused(line).code == UnavailableCode.TOO_LARGE


def test_an_answer_is_as_large_as_it_may_be(source: Replayer) -> None:
    source.on(ADDRESS, Reply(body=b"x" * 1_000), Reply(body=b"x" * 1_001))
    with Line(f"{source.url}/v1", limits=Limits(largest=1_000)) as line:
        assert len(ask(line).body) == 1_000
        assert refused(line).code == UnavailableCode.TOO_LARGE


def test_an_answer_that_comes_in_drops(source: Replayer) -> None:
    source.on(ADDRESS, Reply(body=b"x" * 10_000, manner=Manner.ENDLESS))
    seconds: Iterator[int] = count(step=40)
    limits = Limits(total=100)
    with Line(f"{source.url}/v1", limits=limits, clock=lambda: next(seconds)) as line:
        assert refused(line).code == UnavailableCode.TOO_SLOW


@pytest.mark.parametrize("manner", [Manner.SILENT, Manner.STALLING])
def test_no_answer_in_time(source: Replayer, manner: Manner) -> None:
    source.on(ADDRESS, Reply(body=b"x" * 100, manner=manner))
    with Line(f"{source.url}/v1", limits=Limits(seconds=0.05, attempts=2)) as line:
        assert refused(line).code == UnavailableCode.TOO_SLOW
    assert len(source.requests) == 2


def test_who_waits_is_told_again_and_again(source: Replayer) -> None:
    told, enough = [], threading.Event()

    def slow(_: Request) -> Reply:
        enough.wait()
        return GOOD

    def tell() -> None:
        told.append(threading.current_thread())
        if len(told) == 3:
            enough.set()

    source.on(ADDRESS, slow)
    with Line(f"{source.url}/v1", limits=Limits(breath=0.01)) as line:
        answer = line.ask("POST", "data", types=("text/json",), meanwhile=tell)
    assert answer.request_id == "abc-1"
    # A job renews its lease by its own connection to the database.
    assert set(told) == {threading.current_thread()}


def test_who_gives_up_waits_no_longer(source: Replayer) -> None:
    class GivenUp(Exception):
        pass

    told = []

    def tell() -> None:
        told.append(1)
        if len(told) == 3:
            raise GivenUp

    source.on(ADDRESS, Reply(manner=Manner.SILENT))
    with Line(f"{source.url}/v1", limits=Limits(breath=0.01)) as line, pytest.raises(GivenUp):
        line.ask("POST", "data", types=("text/json",), meanwhile=tell)


def test_trouble_reaches_who_waits(source: Replayer) -> None:
    source.on(ADDRESS, Reply(status=404))
    with Line(f"{source.url}/v1") as line, pytest.raises(Unavailable) as caught:
        line.ask("POST", "data", types=("text/json",), meanwhile=lambda: None)
    assert caught.value.code == UnavailableCode.NOT_FOUND


def test_nobody_there(source: Replayer) -> None:
    with Line(nobody(), limits=Limits(attempts=2)) as line:
        assert refused(line).code == UnavailableCode.NO_ANSWER


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (["OMRÅDE;TID;TAL", "{rows}"], "columns_changed"),
        (["OMRÅDE;KØN;TID;INDHOLD", "{rows}"], "columns_changed"),
        (["TID;INDHOLD", "2024;5"], "columns_changed"),
        ([""], "columns_changed"),
        (["OMRÅDE;TID;INDHOLD", "{rows}", "187;2023;5"], "columns_changed"),
        (["OMRÅDE;TID;INDHOLD", "{rows}", "{rows}"], "columns_changed"),
        (["OMRÅDE;TID;INDHOLD", "187;2024;5"], "broken_off"),
        (["OMRÅDE;TID;INDHOLD", "{rows}", "187"], "broken_off"),
        (["OMRÅDE;TID;INDHOLD"], "broken_off"),
        (["OMRÅDE;TID;INDHOLD", "{rows}"], "figures"),
        (["TID;OMRÅDE;INDHOLD", "{turned}"], "figures"),
        (["OMRÅDE;TID;INDHOLD", "{words}"], "unreadable"),
    ],
)
def test_a_table_whose_answer_is_not_what_it_was(
    source: Replayer, line: Line, lines: list[str], code: str
) -> None:
    areas = dict.fromkeys(["000", *sorted(codes())], "x")
    variables = [
        variable("OMRÅDE", areas),
        variable("Tid", {"2024": "2024"}, elimination=False, time=True),
    ]
    source.on("POST /v1/tableinfo", json_reply(table_info("X", variables)))
    text = "\r\n".join(lines) + "\r\n"
    for name, row in (
        ("{rows}", "{};2024;5"),
        ("{turned}", "2024;{};5"),
        ("{words}", "{};2024;1.000,5"),
    ):
        text = text.replace(name, "\r\n".join(row.replace("{}", area) for area in areas))
    source.on("POST /v1/data", csv_reply(text))
    queries = {"x": query_of(SourceKind.STATBANK, {})}
    if code == "figures":
        assert StatBank(line).fetch("X", queries).cells == 99
        return
    with pytest.raises(Unavailable) as caught:
        StatBank(line).fetch("X", queries)
    assert caught.value.code == code
