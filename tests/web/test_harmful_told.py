"""Who sent a harmful file is told of it, when nothing of the response waits for a person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import pytest
from django.test import Client

from retning.apps.hearing.enums import Publishing, ScanState, Showing
from retning.apps.hearing.models import Response, ResponseFile
from retning.apps.hearing.queries.queue import state_of
from retning.apps.hearing.services.files import JOBS, settle_scan
from retning.apps.hearing.services.letters import Decided, Letter
from retning.apps.hearing.services.moderation import Publish, decide
from retning.foundation import clock
from retning.foundation.jobs.services import enqueue
from retning.foundation.jobs.worker import run_waiting
from retning.foundation.outbox.models import OutgoingMail
from retning.web.staff.tasks import tell_of_harmful_files
from tests.cast import Cast
from tests.factories import hearing as make
from tests.factories.organisation import NOW, TESTER
from tests.helpers.files import response_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped_clock")]
Browser = Callable[..., Client]
SOON = timedelta(minutes=10)
HARM = "Filen kan skade dem, der åbner den."


@pytest.fixture
def response(cast: Cast) -> Response:
    hearing = make.hearing(cast.municipality, publishing=Publishing.AT_ONCE)
    made = make.response(hearing, email="ida@example.org")
    make.comment(made, showing=Showing.PUBLISHED)
    return made


def settled(response: Response, found: ScanState, at: datetime) -> ResponseFile:
    """A file of which the scanner has just said what it is."""
    file = response_file(response, ScanState.WAITING)
    settle_scan(file=file, found=found, by=JOBS, now=at)
    return file


def swept(at: datetime) -> list[OutgoingMail]:
    """All mails there are, when the job has run at a moment."""
    with clock.stopped_at(at):
        key, by = at.isoformat(), "system:test"
        enqueue(tell_of_harmful_files, tenant="", key=key, by=by, now=at, arguments={})
        run_waiting()
    return list(OutgoingMail.objects.order_by("pk"))


def test_who_sent_a_harmful_file_is_told_once(response: Response, client_of: Browser) -> None:
    settled(response, ScanState.INFECTED, NOW)
    (mail,) = swept(NOW + SOON)
    assert mail.to == "ida@example.org"
    assert mail.subject.endswith("Vi har læst dit høringssvar")
    assert "Filen Vores svar.txt" in mail.text
    assert HARM in mail.text
    (link,) = [word for word in mail.text.split() if "/kvittering/" in word]
    assert client_of().get(urlsplit(link).path).status_code == 200
    assert swept(NOW + 2 * SOON) == [mail]
    response.refresh_from_db()
    assert response.told_at == NOW + SOON


def test_what_came_later_is_told_too(response: Response) -> None:
    Response.objects.update(told_at=NOW)
    settled(response, ScanState.INFECTED, NOW + SOON)
    assert len(swept(NOW + 2 * SOON)) == 1


@pytest.mark.parametrize("found", [ScanState.CLEAN, ScanState.NOT_EXAMINED])
def test_what_is_harmless_waits_for_a_person(response: Response, found: ScanState) -> None:
    settled(response, found, NOW)
    assert swept(NOW + SOON) == []


def test_while_something_waits_its_decision_tells(response: Response) -> None:
    waiting = make.comment(response)
    settled(response, ScanState.INFECTED, NOW)
    assert swept(NOW + SOON) == []

    def letter(decided: Decided) -> Letter:
        return Letter("Dit svar", " ".join(each.withheld_for for each in decided.files))

    decide(
        comment=waiting,
        expected=state_of(waiting),
        decision=Publish(),
        write=letter,
        by=TESTER,
        now=NOW + SOON,
    )
    (mail,) = swept(NOW + 2 * SOON)
    assert mail.text == "harmful_file"


@pytest.mark.parametrize("how", [{"withdrawn_at": NOW}, {"erased_at": NOW}, {"email": ""}])
def test_who_is_gone_or_gave_no_address_is_not_written_to(
    response: Response, how: dict[str, object]
) -> None:
    settled(response, ScanState.INFECTED, NOW)
    Response.objects.update(**how)
    assert swept(NOW + SOON) == []
