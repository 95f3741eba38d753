"""Tables asked for again and again: what comes, what does not, and since when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import override_settings

from retning.apps.indicators.enums import SourceKind
from retning.apps.indicators.models import Feed, Indicator, Release
from retning.apps.indicators.queries.feeds import calendar, health
from retning.apps.indicators.queries.panels import figures_by_key
from retning.apps.indicators.services.feeds import Reply, ask, due_feeds, set_feed, settle
from retning.apps.indicators.services.problems import feed_sentence
from retning.apps.indicators.sources.reply import (
    Fetched,
    Oddity,
    OddityCode,
    Unavailable,
    UnavailableCode,
)
from retning.apps.indicators.tasks import fetch_due_figures
from retning.core.periods import period_of
from retning.foundation import clock
from retning.foundation.audit.models import Entry
from retning.foundation.jobs.models import Job
from retning.foundation.jobs.services import enqueue
from retning.foundation.jobs.worker import run_waiting
from tests.factories import indicators as make
from tests.factories.organisation import NOW, TESTER
from tests.helpers.queries import assert_queries_at_1_and_3

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=30)
MUCH_LATER = NOW + timedelta(days=60)
GOOD = {"select": {"KØN": ["TOT"]}}


class Shelf:
    """A source that answers with what lies ready for a query, or refuses."""

    kind = SourceKind.STATBANK

    def __init__(self, answers: Mapping[str, Fetched | Unavailable]) -> None:
        self._answers = answers
        self.asked: list[tuple[str, ...]] = []

    def fetch(
        self, table: str, queries: Mapping[str, object], *, meanwhile: object = None
    ) -> Fetched:
        self.asked.append(tuple(queries))
        found = [self._answers[code] for code in queries]
        for each in found:
            if isinstance(each, Unavailable):
                raise each
        told = [each for each in found if isinstance(each, Fetched)]
        return replace(
            told[0],
            figures={code: cells for each in told for code, cells in each.figures.items()},
        )


def a_feed(code: str = "test-share", *, table: str = "TEST1") -> tuple[Indicator, Feed]:
    made = make.indicator(code, source=SourceKind.STATBANK, table=table, query=GOOD)
    feed, _ = Feed.objects.get_or_create(source=SourceKind.STATBANK, table=table)
    return made, feed


def reply(code: str, year: str = "2025", first: int = 40, updated: date | None = None) -> Reply:
    return Reply(
        make.fetched(
            {code: {year: make.country(first)}},
            source=SourceKind.STATBANK,
            updated=updated or date(2026, 2, 1),
        )
    )


def test_what_comes_is_public_and_the_feed_is_well() -> None:
    made, feed = a_feed()
    taken = settle(feed=feed, reply=reply(made.code), by=TESTER, now=NOW)
    feed.refresh_from_db()
    assert taken.added == 98
    assert (feed.tried_at, feed.succeeded_at, feed.failing_since) == (NOW, NOW, None)
    assert feed.due_at == NOW + timedelta(days=7)
    assert feed.expected_on == date(2027, 2, 1)


def test_a_source_that_is_down_leaves_the_last_good_release() -> None:
    made, feed = a_feed()
    settle(feed=feed, reply=reply(made.code), by=TESTER, now=NOW)
    down = Reply(None, UnavailableCode.NO_ANSWER, "timed out")
    for moment in (LATER, MUCH_LATER):
        settle(feed=feed, reply=down, by=TESTER, now=moment)
    feed.refresh_from_db()
    assert (feed.failing_since, feed.tried_at, feed.succeeded_at) == (LATER, MUCH_LATER, NOW)
    assert feed_sentence(feed.problem) == str(UnavailableCode.NO_ANSWER.label)
    assert feed.due_at == MUCH_LATER + timedelta(hours=12)
    assert figures_by_key([made.pk], municipality=None)[made.pk, None].panel.areas != ()
    (line,) = [each for each in health() if each.table == "TEST1"]
    assert line.is_failing
    assert (line.newest, line.known_from) == (period_of("2025"), NOW)
    settle(feed=feed, reply=reply(made.code), by=TESTER, now=MUCH_LATER)
    feed.refresh_from_db()
    assert (feed.failing_since, feed.problem) == (None, "")


def test_a_table_that_ended_is_held_and_told_since_when() -> None:
    made, feed = a_feed()
    settle(feed=feed, reply=reply(made.code), by=TESTER, now=NOW)
    fetched = reply(made.code, "2026", 41).fetched
    assert fetched is not None
    ended = replace(fetched, is_active=False, problems=(Oddity(OddityCode.TABLE_ENDED),))
    taken = settle(feed=feed, reply=Reply(ended), by=TESTER, now=LATER)
    feed.refresh_from_db()
    assert taken.held
    assert (feed.problem, feed.failing_since) == ("table_ended", LATER)
    assert feed_sentence(feed.problem).endswith(".")


def test_the_calendar_learns_from_how_long_it_took_last_time() -> None:
    made, feed = a_feed()
    settle(feed=feed, reply=reply(made.code, updated=date(2026, 1, 1)), by=TESTER, now=NOW)
    later = reply(made.code, "2026", 41, updated=date(2026, 3, 20))
    settle(feed=feed, reply=later, by=TESTER, now=LATER)
    feed.refresh_from_db()
    assert feed.expected_on == date(2026, 3, 20) + timedelta(days=78)
    assert [(each.on, each.table) for each in calendar()] == [(feed.expected_on, "TEST1")]


def test_it_is_asked_on_the_morning_it_is_expected() -> None:
    made, feed = a_feed()
    soon = reply(made.code, updated=date(2025, 3, 5))
    settle(feed=feed, reply=soon, by=TESTER, now=NOW)
    feed.refresh_from_db()
    assert feed.expected_on == date(2026, 3, 5)
    assert feed.due_at == NOW.replace(day=5, hour=8)


def test_one_query_that_does_not_fit_keeps_no_other_back() -> None:
    made, feed = a_feed()
    bad, _ = a_feed("test-bad")
    shelf = Shelf(
        {
            made.code: make.fetched({made.code: {"2025": make.country()}}),
            bad.code: Unavailable(UnavailableCode.NOT_FOUND, "no such value"),
        }
    )
    told = ask(feed, source=shelf)
    assert shelf.asked == [("test-bad", "test-share"), ("test-bad",), ("test-share",)]
    assert told.fetched is not None
    assert list(told.fetched.figures) == [made.code]
    assert told.left_out == {"test-bad": "not_found: no such value"}


def test_a_source_that_is_down_is_not_asked_for_each_indicator() -> None:
    made, feed = a_feed()
    other, _ = a_feed("test-other")
    down = Unavailable(UnavailableCode.NO_ANSWER, request_id="abc-123")
    shelf = Shelf({made.code: down, other.code: down})
    told = ask(feed, source=shelf)
    assert (told.fetched, told.problem) == (None, "no_answer")
    assert "abc-123" in told.detail
    assert len(shelf.asked) == 1


def test_a_feed_without_a_good_query_says_so() -> None:
    made, feed = a_feed()
    Indicator.objects.filter(pk=made.pk).update(query={"nonsense": 1})
    told = ask(feed, source=Shelf({}))
    assert (told.fetched, told.problem) == (None, "bad_query")


def test_due_are_those_never_asked_and_those_whose_time_has_come() -> None:
    Feed.objects.all().delete()
    made, feed = a_feed()
    assert due_feeds(NOW) == [feed]
    settle(feed=feed, reply=reply(made.code), by=TESTER, now=NOW)
    assert due_feeds(NOW + timedelta(days=6)) == []
    assert due_feeds(NOW + timedelta(days=7)) == [feed]
    set_feed(feed=feed, is_enabled=False, every_days=7, by=TESTER, now=NOW)
    assert due_feeds(MUCH_LATER) == []
    assert Entry.objects.filter(deed="feed_set").count() == 1


@pytest.mark.parametrize(("is_on", "jobs"), [(False, 0), (True, 2)])
def test_nobody_is_asked_unless_the_installation_does(is_on: bool, jobs: int) -> None:
    Feed.objects.exclude(table__in=["y25i01", "y25i09"]).delete()
    with override_settings(FETCHES_FIGURES=is_on, JOBINDSATS_TOKEN=""), clock.stopped_at(NOW):
        enqueue(fetch_due_figures, tenant="", key="now", by="system:tests", now=NOW)
        run_waiting()
    assert Job.objects.filter(key__startswith="figures:").count() == jobs
    assert Feed.objects.filter(failing_since=NOW, problem="no_token").count() == jobs
    assert not Release.objects.exists()


def test_the_catalogues_tables_have_feeds() -> None:
    wanted = Indicator.objects.filter(source=SourceKind.STATBANK, is_catalogued=True)
    tables = set(wanted.exclude(table="").values_list("table", flat=True))
    assert tables
    assert tables <= set(Feed.objects.values_list("table", flat=True))


def test_health_asks_as_often_for_three_as_for_one() -> None:
    def add(number: int) -> None:
        made, feed = a_feed(f"test-{number}", table=f"TEST{number}")
        settle(feed=feed, reply=reply(made.code), by=TESTER, now=NOW)

    assert_queries_at_1_and_3(4, add_row=add, read=health)
