"""The pages of a hearing's record and of requests: what is seen, done, and by whom."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from retning.apps.hearing.enums import JournalState, Phase, RequestKind, RequestState, Showing
from retning.apps.hearing.models import (
    Archive,
    Comment,
    Hearing,
    JournalEntry,
    Response,
    SubjectRequest,
)
from retning.apps.hearing.services.archives import ask_for_archive
from retning.apps.hearing.services.journal import make_entries
from retning.apps.hearing.services.requests import make_request
from retning.foundation.jobs.worker import run_waiting
from tests.cast import Cast
from tests.factories import hearing as make
from tests.factories.organisation import NOW, TESTER, TODAY
from tests.helpers.journal import sent
from tests.helpers.permissions import Case, assert_matrix
from tests.helpers.queries import assert_queries

pytestmark = pytest.mark.usefixtures("stopped_clock")
Browser = Callable[..., Client]
DEED: dict[str, Any] = {"by": TESTER, "now": NOW}


def asked(hearing: Hearing, kind: RequestKind = RequestKind.ERASURE) -> SubjectRequest:
    return make_request(hearing=hearing, kind=kind, asker="Hanne Hansen", asked_on=TODAY, **DEED)


def at(name: str, hearing: Hearing, *more: Any) -> str:
    return reverse(f"staff:{name}", args=[hearing.key, *more])


def text_of(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def addresses(hearing: Hearing) -> tuple[dict[str, str], dict[str, str]]:
    """What is shown, and what is only sent."""
    subject, archive = asked(hearing), ask_for_archive(hearing=hearing, **DEED)
    run_waiting()
    one = {"subject": subject.key, "archive": archive.key}
    shown = {
        "hearing_record": (),
        "hearing_requests": (),
        "hearing_request": (one["subject"],),
        "archive_file": (one["archive"],),
    }
    deeds = {
        "record_retry": (),
        "archive_make": (),
        "archive_filed": (one["archive"],),
        "request_search": (one["subject"],),
        "request_choose": (one["subject"],),
        "request_package": (one["subject"],),
        "request_decide": (one["subject"],),
    }
    return (
        {name: at(name, hearing, *more) for name, more in shown.items()},
        {name: at(name, hearing, *more) for name, more in deeds.items()},
    )


WHO = """
                     | shown | deeds
administrator        | 200   | may
secretary            | 200   | may
consultant           | 403   | 403
executive            | 403   | 403
centre_chief         | 403   | 403
politician           | 403   | 403
moderator            | 403   | 403
handler              | 403   | 403
employee             | 403   | 403
neighbour_consultant | 403   | 403
citizen              | 302   | 302
"""


@pytest.mark.parametrize("phase", [Phase.OPEN, Phase.CONCLUDED])
def test_who_looks_after_the_record(cast: Cast, client_of: Browser, phase: Phase) -> None:
    shown, deeds = addresses(make.hearing(cast.municipality, phase))

    def answered(case: Case) -> str:
        client = client_of(case.who)
        if case.state == "shown":
            codes = {client.get(address).status_code for address in shown.values()}
        else:
            codes = {client.post(address).status_code for address in deeds.values()}
            if codes == {302, 422} and case.who != "citizen":
                return "may"
        return " ".join(map(str, sorted(codes)))

    assert_matrix(WHO, answered)


def test_the_neighbours_record_is_not_found(cast: Cast, client_of: Browser) -> None:
    shown, deeds = addresses(make.hearing(cast.neighbour, edition=make.proposal(cast.neighbour)))
    client = client_of("administrator")
    assert {client.get(address).status_code for address in shown.values()} == {404}
    assert {client.post(address).status_code for address in deeds.values()} == {404}


def test_one_hearings_rows_are_not_found_in_another(
    cast: Cast, client_of: Browser, hearing: Hearing
) -> None:
    other = make.hearing(cast.municipality, slug="en-anden")
    client = client_of("secretary")
    subject, archive = asked(hearing), ask_for_archive(hearing=hearing, **DEED)
    assert client.get(at("hearing_request", other, subject.key)).status_code == 404
    assert client.get(at("archive_file", other, archive.key)).status_code == 404


def test_deeds_are_not_done_by_a_link(client_of: Browser, hearing: Hearing) -> None:
    client = client_of("secretary")
    _shown, deeds = addresses(hearing)
    assert {client.get(address).status_code for address in deeds.values()} == {405}


def test_what_failed_says_why_and_is_tried_again(client_of: Browser, hearing: Hearing) -> None:
    sent(hearing), sent(hearing)
    make_entries(**DEED)
    JournalEntry.objects.filter(number=2).update(
        state=JournalState.FAILED, last_error="answered 413", attempts=1
    )
    client = client_of("secretary")
    page = text_of(client.get(at("hearing_record", hearing)))
    assert "Det modtagende system svarede 413." in page
    client.post(at("record_retry", hearing), {"number": 1})
    assert JournalEntry.objects.get(number=2).state == JournalState.FAILED
    client.post(at("record_retry", hearing), {"number": 2})
    assert JournalEntry.objects.get(number=2).state == JournalState.WAITING
    assert client.post(at("record_retry", hearing), {"number": "x"}).status_code == 404


@pytest.mark.parametrize(
    ("only", "expected"), [("", 2), ("waiting", 1), ("delivered", 1), ("failed", 0), ("?", 2)]
)
def test_documents_by_how_they_stand(
    client_of: Browser, hearing: Hearing, only: str, expected: int
) -> None:
    sent(hearing), sent(hearing)
    make_entries(**DEED)
    JournalEntry.objects.filter(number=1).update(state=JournalState.DELIVERED, delivered_at=NOW)
    page = client_of("secretary").get(at("hearing_record", hearing), {"vis": only})
    assert page.content.decode().count('data-title="Nummer"') == expected


def test_where_documents_go_is_said_without_the_token(
    client_of: Browser, hearing: Hearing, settings: Any
) -> None:
    settings.JOURNAL_URL, settings.JOURNAL_TOKEN = "https://esdh.example/x?y=hemmelig", "hemmelig"
    page = text_of(client_of("secretary").get(at("hearing_record", hearing)))
    assert "esdh.example" in page
    assert "hemmelig" not in page


def test_the_zip_is_made_fetched_and_filed(client_of: Browser, hearing: Hearing) -> None:
    sent(hearing)
    client = client_of("secretary")
    assert client.post(at("archive_make", hearing)).status_code == 302
    assert "laves nu" in text_of(client.get(at("hearing_record", hearing)))
    run_waiting()
    archive = Archive.objects.get()
    answer = client.get(at("archive_file", hearing, archive.key))
    assert answer["Content-Type"] == "application/zip"
    assert answer["Content-Disposition"].startswith("attachment")
    assert b"".join(answer).startswith(b"PK")  # type: ignore[arg-type]
    client.post(at("archive_filed", hearing, archive.key))
    entry = JournalEntry.objects.get()
    assert (entry.state, entry.delivered_at) == (JournalState.DELIVERED, NOW)


def test_a_zip_that_is_not_made_is_not_filed(client_of: Browser, hearing: Hearing) -> None:
    archive = ask_for_archive(hearing=hearing, **DEED)
    client = client_of("secretary")
    client.post(at("archive_filed", hearing, archive.key))
    assert "ZIP-filen er ikke lavet endnu." in text_of(client.get(at("hearing_record", hearing)))


def test_a_request_from_first_to_last(client_of: Browser, hearing: Hearing) -> None:
    response = sent(hearing)
    client = client_of("secretary")
    new = {"kind": "erasure", "asker": "Hanne Hansen", "asked_on": TODAY.isoformat()}
    page = client.post(at("hearing_requests", hearing), new, follow=True)
    subject = SubjectRequest.objects.get()
    assert "Skal besvares senest 2. april 2026" in text_of(page)
    page = client.post(at("request_search", hearing, subject.key), {"wanted": "hanne@post.example"})
    assert response.reference in text_of(page)
    assert "hanne" not in page.request["PATH_INFO"] + page.request["QUERY_STRING"]
    client.post(at("request_choose", hearing, subject.key), {"name": [f"response:{response.key}"]})
    answer = {"state": "partly", "reason": "Journalen bevarer det."}
    page = client.post(at("request_decide", hearing, subject.key), answer)
    assert page.status_code == 422
    assert "Noget af det er ikke journaliseret endnu." in text_of(page)
    make_entries(**DEED)
    JournalEntry.objects.update(state=JournalState.DELIVERED)
    page = client.get(at("hearing_request", hearing, subject.key))
    assert "Det står i kommunens journal" in text_of(page)
    client.post(at("request_decide", hearing, subject.key), answer)
    subject.refresh_from_db()
    assert (subject.state, Response.objects.get().name) == (RequestState.PARTLY, "")
    done = text_of(client.get(at("hearing_request", hearing, subject.key)))
    assert "Journalen bevarer det." in done
    assert "Svaret" not in done.split("Begrundelse")[0]


def test_erasure_before_the_record_has_it_says_how_it_gets_there(
    client_of: Browser, hearing: Hearing, settings: Any
) -> None:
    response = sent(hearing)
    subject, client = asked(hearing), client_of("secretary")
    here = at("hearing_request", hearing, subject.key)
    page = client.get(here)
    assert answers_offered(page) == ["refused"]
    assert "Vælg først, hvad anmodningen handler om" in text_of(page)
    client.post(at("request_choose", hearing, subject.key), {"name": [f"response:{response.key}"]})
    page = client.get(here)
    assert answers_offered(page) == ["refused"]
    told = text_of(page)
    assert "Hvad der ikke kan slettes endnu" in told
    assert "Vi har selv journaliseret den" in told
    assert f'href="{at("hearing_record", hearing)}"' in page.content.decode()
    for wrong in ("Hvad der ville blive slettet nu", "Det vises ikke længere for nogen"):
        assert wrong not in told
    settings.JOURNAL_URL = "https://esdh.example/x"
    assert "som regel inden for fem minutter" in text_of(client.get(here))


def test_what_erasure_does_says_only_what_it_does(client_of: Browser, hearing: Hearing) -> None:
    response = sent(hearing)
    make_entries(**DEED)
    JournalEntry.objects.update(state=JournalState.DELIVERED)
    subject, client = asked(hearing), client_of("secretary")
    client.post(at("request_choose", hearing, subject.key), {"name": [f"response:{response.key}"]})
    page = client.get(at("hearing_request", hearing, subject.key))
    assert answers_offered(page) == ["partly", "refused"]
    told = text_of(page)
    assert "Hvad der ville blive slettet nu" in told
    for wrong in ("Hvad der ikke kan slettes endnu", "Det vises ikke længere for nogen"):
        assert wrong not in told
    Comment.objects.update(showing=Showing.PUBLISHED, shown_text="Ja")
    page = client.get(at("hearing_request", hearing, subject.key))
    assert "Det vises ikke længere for nogen" in text_of(page)


def answers_offered(page: Any) -> list[str]:
    """The answers that can be chosen."""
    radios = re.findall(r'<input type="radio"[^>]*name="state"[^>]*>', page.content.decode())
    return [re.findall(r'value="(\w+)"', one)[0] for one in radios if " disabled" not in one]


def test_without_a_case_number_the_record_leads_to_where_it_is_written(
    client_of: Browser, hearing: Hearing
) -> None:
    client = client_of("secretary")
    change = f'href="{at("hearing_change", hearing)}"'
    assert change not in client.get(at("hearing_record", hearing)).content.decode()
    Hearing.objects.update(case_number="")
    page = client.get(at("hearing_record", hearing))
    assert change in page.content.decode()
    assert "hvilken sag dokumenterne hører til" in text_of(page)


def test_the_package_is_made(client_of: Browser, hearing: Hearing) -> None:
    sent(hearing)
    subject = asked(hearing, RequestKind.PUBLIC_ACCESS)
    client = client_of("secretary")
    client.post(at("request_choose", hearing, subject.key), {"every": "1"})
    client.post(at("request_package", hearing, subject.key))
    run_waiting()
    page = client.get(at("hearing_request", hearing, subject.key)).content.decode()
    archive = Archive.objects.get(request=subject)
    assert at("archive_file", hearing, archive.key) in page
    record = client.get(at("hearing_record", hearing)).content.decode()
    assert at("archive_file", hearing, archive.key) not in record


@pytest.mark.parametrize(
    "form",
    [
        {"kind": "erasure", "asker": "", "asked_on": "2026-03-01"},
        {"kind": "x", "asker": "Bo", "asked_on": "2026-03-01"},
        {"kind": "erasure", "asker": "Bo", "asked_on": "2026-03-03"},
        {"kind": "erasure", "asker": "B" * 301, "asked_on": "2026-03-01"},
    ],
    ids=["nobody", "no such kind", "tomorrow", "too long"],
)
def test_what_is_no_request_is_said_beside_the_field(
    client_of: Browser, hearing: Hearing, form: dict[str, str]
) -> None:
    page = client_of("secretary").post(at("hearing_requests", hearing), form)
    assert page.status_code == 422
    assert b"form-error-message" in page.content
    assert not SubjectRequest.objects.exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_pages_ask_as_much_however_much_there_is(
    client_of: Browser, hearing: Hearing, rows: int
) -> None:
    for _ in range(rows):
        sent(hearing), asked(hearing)
    make_entries(**DEED)
    client = client_of("secretary")
    client.get(at("hearing_record", hearing))
    with assert_queries(9):
        client.get(at("hearing_record", hearing))
    with assert_queries(6):
        client.get(at("hearing_requests", hearing))
