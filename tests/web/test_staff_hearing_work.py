"""The work list says what waits in hearings, to those who do it, and as cheaply for many."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from retning.apps.hearing.enums import (
    JournalKind,
    JournalState,
    ReportReason,
    RequestKind,
)
from retning.apps.hearing.models import AbuseReport, Hearing, JournalEntry, SubjectRequest
from retning.apps.hearing.queries.hearings import hearings_of
from retning.apps.hearing.queries.queue import piles
from retning.apps.hearing.queries.work import work_in
from tests.cast import NOW, TODAY, Cast
from tests.factories import hearing as make
from tests.helpers.journal import with_file
from tests.helpers.queries import assert_queries_at_1_and_3

Browser = Callable[..., Client]


def busy(cast: Cast) -> Hearing:
    """One comment waits, one is reported, one of a withdrawn response counts no more; a request
    and a document wait too."""
    hearing = make.hearing(cast.municipality)
    make.comment(make.response(hearing))
    withdrawn = make.response(hearing)
    make.comment(withdrawn)
    withdrawn.withdrawn_at = NOW
    withdrawn.save(update_fields=["withdrawn_at"])
    AbuseReport.objects.create(
        municipality=cast.municipality,
        comment=make.published_comment(hearing),
        copy=1,
        reason=ReportReason.OTHER,
        reported_at=NOW,
    )
    SubjectRequest.objects.create(
        municipality=cast.municipality,
        hearing=hearing,
        kind=RequestKind.OWN_ACCESS,
        asked_on=TODAY,
        changed_at=NOW,
    )
    JournalEntry.objects.create(
        municipality=cast.municipality,
        hearing=hearing,
        number=1,
        happening="response:1",
        kind=JournalKind.RESPONSE,
        occurred_at=NOW,
        state=JournalState.FAILED,
    )
    return hearing


def test_what_waits_is_counted(cast: Cast) -> None:
    hearing = busy(cast)
    (found,) = work_in(Hearing.objects.filter(pk=hearing.pk))
    assert (found.comments, found.files, found.reports) == (1, 0, 1)
    assert (found.to_look_at, found.requests, found.undelivered) == (2, 1, 1)


def test_the_number_is_the_same_wherever_it_stands(client_of: Browser, cast: Cast) -> None:
    hearing = busy(cast)
    with_file(make.response(hearing))
    AbuseReport.objects.update(copy=2)
    AbuseReport.objects.create(
        municipality=cast.municipality,
        comment=AbuseReport.objects.get().comment,
        copy=3,
        reason=ReportReason.HARSH,
        reported_at=NOW,
    )
    (found,) = work_in(Hearing.objects.filter(pk=hearing.pk))
    line = hearings_of(Hearing.objects.filter(pk=hearing.pk), now=NOW)[0]
    told = piles(hearing)
    assert (found.to_look_at, line.waiting, told.to_do) == (3, 3, 3)
    client = client_of("moderator")
    assert "3 kommentarer og filer" in client.get(reverse("staff:home")).content.decode()
    page = client.get(reverse("staff:hearing", args=[hearing.key])).content.decode()
    assert "Kommentarer og filer til gennemgang</dt><dd>3</dd>" in page
    queue = client.get(reverse("staff:hearing_queue", args=[hearing.key])).content.decode()
    assert "Filer, der venter (1)" in queue


@pytest.mark.parametrize("how", ["withdrawn_at", "erased_at"])
def test_a_report_of_what_is_withdrawn_or_erased_is_no_work(cast: Cast, how: str) -> None:
    hearing = make.hearing(cast.municipality)
    AbuseReport.objects.create(
        municipality=cast.municipality,
        comment=make.published_comment(hearing),
        copy=1,
        reason=ReportReason.OTHER,
        reported_at=NOW,
    )
    (found,) = work_in(Hearing.objects.all())
    assert found.reports == 1
    hearing.responses.update(**{how: NOW})
    assert work_in(Hearing.objects.all()) == []


def test_a_hearing_in_which_nothing_waits_is_not_work(cast: Cast) -> None:
    make.published_comment(make.hearing(cast.municipality))
    assert work_in(Hearing.objects.all()) == []


@pytest.mark.parametrize(
    ("name", "moderates", "keeps"),
    [
        ("administrator", True, True),
        ("moderator", True, False),
        ("secretary", False, True),
        ("handler", False, False),
        ("politician", False, False),
        ("employee", False, False),
    ],
)
def test_everybody_sees_what_is_theirs_to_do(
    client_of: Browser, cast: Cast, name: str, moderates: bool, keeps: bool
) -> None:
    hearing = busy(cast)
    page = client_of(name).get(reverse("staff:home")).content.decode()
    assert (reverse("staff:hearing_queue", args=[hearing.key]) in page) == moderates
    assert (reverse("staff:hearing_requests", args=[hearing.key]) in page) == keeps
    assert (reverse("staff:hearing_record", args=[hearing.key]) in page) == keeps


def test_the_neighbours_work_is_not_ours(client_of: Browser, cast: Cast) -> None:
    hearing = make.hearing(cast.neighbour)
    make.comment(make.response(hearing))
    assert (
        str(hearing.key) not in client_of("moderator").get(reverse("staff:home")).content.decode()
    )


def test_many_hearings_cost_as_many_questions_as_one(client_of: Browser, cast: Cast) -> None:
    client = client_of("moderator")
    edition = make.proposal(cast.municipality)

    def add(number: int) -> None:
        hearing = make.hearing(cast.municipality, edition=edition, slug=f"hoering-{number}")
        make.comment(make.response(hearing, received_at=NOW - timedelta(days=number)))

    assert_queries_at_1_and_3(5, add_row=add, read=lambda: client.get(reverse("staff:home")))
