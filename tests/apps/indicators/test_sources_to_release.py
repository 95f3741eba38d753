"""The whole way over HTTP: answers become public figures, and troubles become nothing."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from retning.apps.indicators.enums import SourceKind
from retning.apps.indicators.models import Feed, Indicator, Release
from retning.apps.indicators.queries.panels import figures_by_key
from retning.apps.indicators.services.feeds import ask, settle
from retning.apps.indicators.sources.areas import codes
from retning.apps.indicators.sources.network import Limits, Line
from retning.apps.indicators.sources.statbank import StatBank
from retning.core.periods import period_of
from tests.factories import indicators as make
from tests.factories.organisation import NOW, TESTER
from tests.helpers.replay import (
    Manner,
    Replayer,
    Replies,
    Reply,
    csv_reply,
    json_reply,
    statbank_data,
    table_info,
    variable,
)

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=7)
AREAS = {"000": "Hele landet", "084": "Region Hovedstaden", **dict.fromkeys(sorted(codes()), "x")}


def describe(source: Replayer, *years: str) -> None:
    variables = [
        variable("BOPOMR", AREAS),
        variable("KØN", {"TOT": "I alt", "M": "Mænd"}),
        variable("Tid", {year: year for year in years}, elimination=False, time=True),
    ]
    source.on("POST /v1/tableinfo", json_reply(table_info("TEST1", variables)))


@pytest.fixture
def feed(source: Replayer, line: Line) -> Feed:
    """A table that came well once: each municipality's code, in 2024."""
    query = {"select": {"KØN": ["TOT"]}}
    make.indicator("test-share", source=SourceKind.STATBANK, table="TEST1", query=query)
    feed, _ = Feed.objects.get_or_create(source=SourceKind.STATBANK, table="TEST1")
    describe(source, "2024")
    source.on("POST /v1/data", statbank_data(lambda row: row["BOPOMR"]))
    taken = settle(feed=feed, reply=ask(feed, source=StatBank(line)), by=TESTER, now=NOW)
    assert (taken.added, taken.held) == (99, False)
    return feed


def figure(area: str, year: str) -> Decimal | None:
    indicator = Indicator.objects.get(code="test-share")
    panel = figures_by_key([indicator.pk], municipality=None)[indicator.pk, None].panel
    return panel.at(area, period_of(year)).value


def test_what_a_source_says_is_public(feed: Feed) -> None:
    assert figure("187", "2024") == 187
    assert figure("000", "2024") == 0
    release = Release.objects.get(table="TEST1")
    assert release.request_id == "request-100"
    assert str(release.updated) == "2026-08-31"


@pytest.mark.parametrize(
    ("reply", "problem"),
    [
        (Reply(status=500), "server_error"),
        (
            Reply(body=b"BOPOMR;TID;INDHOLD", content_type="text/csv", manner=Manner.HALF),
            "broken_off",
        ),
        (csv_reply("BOPOMR;KØN;TID;INDHOLD\r\n101;TOT;2025;9\r\n"), "broken_off"),
        (csv_reply("KOMMUNE;KØN;TID;INDHOLD\r\n101;TOT;2025;9\r\n"), "columns_changed"),
        (Reply(body=b"<h1>Lukket</h1>", content_type="text/html"), "wrong_type"),
        (Reply(status=302, headers=(("Location", "https://example.org/"),)), "elsewhere"),
    ],
    ids=["down", "half", "rows missing", "columns", "another kind", "moved"],
)
def test_trouble_leaves_the_last_good_release(
    source: Replayer, line: Line, feed: Feed, reply: Replies, problem: str
) -> None:
    describe(source, "2024", "2025")
    source.on("POST /v1/data", reply)
    taken = settle(feed=feed, reply=ask(feed, source=StatBank(line)), by=TESTER, now=LATER)
    feed.refresh_from_db()
    assert (taken.release, taken.added) == (None, 0)
    assert (feed.problem, feed.failing_since) == (problem, LATER)
    assert figure("187", "2024") == 187
    assert figure("187", "2025") is None


@pytest.mark.parametrize("manner", [Manner.SILENT, Manner.STALLING])
def test_a_slow_source_leaves_the_last_good_release(
    source: Replayer, feed: Feed, manner: Manner
) -> None:
    describe(source, "2024", "2025")
    source.on(
        "POST /v1/data", Reply(body=b"BOPOMR;TID;IND", content_type="text/csv", manner=manner)
    )
    with Line(f"{source.url}/v1", limits=Limits(seconds=0.2, attempts=1)) as slow:
        taken = settle(feed=feed, reply=ask(feed, source=StatBank(slow)), by=TESTER, now=LATER)
    feed.refresh_from_db()
    assert (taken.release, taken.added) == (None, 0)
    assert (feed.problem, feed.failing_since) == ("too_slow", LATER)
    assert (figure("187", "2024"), figure("187", "2025")) == (187, None)


def test_a_year_later_only_what_is_new_is_added(source: Replayer, line: Line, feed: Feed) -> None:
    describe(source, "2024", "2025")
    source.on("POST /v1/data", statbank_data(lambda row: row["BOPOMR"]))
    taken = settle(feed=feed, reply=ask(feed, source=StatBank(line)), by=TESTER, now=LATER)
    assert (taken.added, taken.held) == (99, False)
    assert figure("187", "2025") == 187


def test_ten_times_last_years_is_held(source: Replayer, line: Line, feed: Feed) -> None:
    describe(source, "2024", "2025")
    wrong = statbank_data(lambda row: row["BOPOMR"] + "0" * (row["Tid"] == "2025"))
    source.on("POST /v1/data", wrong)
    taken = settle(feed=feed, reply=ask(feed, source=StatBank(line)), by=TESTER, now=LATER)
    assert taken.held
    assert figure("187", "2025") is None
    assert figure("187", "2024") == 187
