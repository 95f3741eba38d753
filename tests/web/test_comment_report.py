"""A reader reports a comment: without account or cookie, once, and nothing is hidden by it."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from retning.apps.hearing.enums import Phase, Publishing, ReportReason, Showing
from retning.apps.hearing.models import AbuseReport, Comment, Hearing
from tests.cast import Cast
from tests.factories import hearing as make
from tests.factories.organisation import NOW, host_of
from tests.helpers.guarding import as_people_send

pytestmark = pytest.mark.usefixtures("stopped_clock")


@pytest.fixture
def comment(cast: Cast) -> Comment:
    return make.published_comment(make.hearing(cast.municipality), text="Han er en tyv.")


def address(comment: Comment) -> str:
    return f"/hoering/{comment.hearing.slug}/kommentar/{comment.key}/anmeld/"


def form(comment: Comment, **fields: str) -> dict[str, str]:
    return {**as_people_send(comment, what="report", now=NOW), "reason": "personal", **fields}


def test_a_reader_reports_a_comment_which_is_shown_until_somebody_decides(
    citizen: Client, comment: Comment
) -> None:
    page = citizen.get(address(comment))
    assert page.status_code == 200
    assert "no-store" in page.headers["Cache-Control"]
    assert "Han er en tyv." in page.content.decode()
    sent = form(comment, text=" Han hedder ikke tyv. ")
    for _ in range(2):
        done = citizen.post(address(comment), sent)
        assert done.status_code == 200
        assert "Vi har modtaget den." in done.content.decode()
    report = AbuseReport.objects.get()
    assert (report.comment_id, report.reason) == (comment.pk, ReportReason.PERSONAL)
    assert (report.text, report.reported_at) == ("Han hedder ikke tyv.", NOW)
    comment.refresh_from_db()
    assert comment.showing == Showing.PUBLISHED
    assert not citizen.cookies


def test_what_is_missing_is_asked_for_and_what_was_written_kept(
    citizen: Client, comment: Comment
) -> None:
    sent = form(comment, reason="", text="Se selv.")
    answer = citizen.post(address(comment), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Vælg hvorfor." in page
    assert "Se selv." in page
    assert f'name="copy" value="{sent["copy"]}"' in page
    assert citizen.post(address(comment), form(comment, text="a" * 2001)).status_code == 422
    assert citizen.post(address(comment), form(comment, reason="x")).status_code == 422
    assert not AbuseReport.objects.exists()


def test_a_form_that_is_too_old_is_sent_once_more(citizen: Client, comment: Comment) -> None:
    old = as_people_send(comment, what="report", now=NOW, written_in=timedelta(days=3))
    answer = citizen.post(address(comment), form(comment, text="Se selv.", **old))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Siden havde været åben for længe." in page
    assert "Se selv." in page
    assert not AbuseReport.objects.exists()


def test_what_is_not_shown_cannot_be_reported(
    citizen: Client, comment: Comment, cast: Cast
) -> None:
    assert Client(SERVER_NAME=host_of(cast.neighbour)).get(address(comment)).status_code == 404
    other = address(comment).replace(str(comment.key), str(uuid4()))
    assert citizen.get(other).status_code == 404
    for row, fields in (
        (Comment, {"showing": Showing.WAITING}),
        (Comment, {"showing": Showing.WITHHELD}),
        (Hearing, {"publishing": Publishing.NEVER}),
        (Hearing, make.dates(Phase.DRAFT)),
    ):
        before = {name: getattr(row.objects.get(), name) for name in fields}
        row.objects.update(**fields)
        assert citizen.post(address(comment), form(comment)).status_code == 404
        row.objects.update(**before)
    assert not AbuseReport.objects.exists()
    assert citizen.post(address(comment), form(comment)).status_code == 200
