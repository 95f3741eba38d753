"""The pages on which staff run a hearing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from retning.apps.hearing.enums import HearingKind, Phase
from retning.apps.hearing.models import Hearing
from retning.apps.organisation.models import Meeting
from retning.web.staff.forms.timetables import day_of
from tests.cast import Cast
from tests.factories import hearing as make
from tests.factories import organisation as org
from tests.factories.organisation import TODAY
from tests.helpers.permissions import Case, assert_matrix
from tests.helpers.queries import assert_queries_at_1_and_3

Browser = Callable[..., Client]

READ = ("hearing", "hearing_timetable")
MANAGE = (
    *("hearing_change", "hearing_renew", "hearing_announce", "hearing_days", "hearing_extend"),
)
WHO_SEES = """
                     | list | read | manage | meetings
administrator        | 200  | 200  | 200    | 200
consultant           | 200  | 200  | 200    | 200
secretary            | 200  | 200  | 200    | 200
executive            | 200  | 200  | 403    | 403
centre_chief         | 200  | 200  | 403    | 403
politician           | 200  | 200  | 403    | 403
moderator            | 200  | 200  | 403    | 403
handler              | 200  | 200  | 403    | 403
workplace_leader     | 403  | 403  | 403    | 403
employee             | 403  | 403  | 403    | 403
analyst              | 403  | 403  | 403    | 403
neighbour_consultant | 403  | 403  | 403    | 403
citizen              | 302  | 302  | 302    | 302
"""


def test_who_sees_which_page(cast: Cast, client_of: Browser) -> None:
    hearing = make.hearing(cast.municipality)
    groups = {
        "list": [reverse("staff:hearings")],
        "read": [reverse(f"staff:{name}", args=[hearing.key]) for name in READ],
        "manage": [
            reverse("staff:hearing_make"),
            *(reverse(f"staff:{name}", args=[hearing.key]) for name in MANAGE),
        ],
        "meetings": [reverse("staff:meetings")],
    }

    def status(case: Case) -> str:
        client = client_of(case.who)
        answers = {client.get(address).status_code for address in groups[case.state]}
        return " ".join(map(str, sorted(answers)))

    assert_matrix(WHO_SEES, status)


@pytest.mark.parametrize("phase", list(Phase))
def test_every_page_of_a_hearing_answers_in_every_phase(
    cast: Cast, client_of: Browser, phase: Phase
) -> None:
    hearing = make.hearing(cast.municipality, phase)
    client = client_of("consultant")
    pages = (*READ, *MANAGE)
    seen = {
        name: client.get(reverse(f"staff:{name}", args=[hearing.key])).status_code for name in pages
    }
    assert seen == dict.fromkeys(pages, 200)


def test_the_list_asks_the_same_number_of_times(cast: Cast, client_of: Browser) -> None:
    client = client_of("consultant")
    edition = make.proposal(cast.municipality)
    address = reverse("staff:hearings")

    def add(number: int) -> None:
        hearing = make.hearing(cast.municipality, edition=edition, slug=f"h{number}")
        make.published_comment(hearing)

    assert_queries_at_1_and_3(5, add_row=add, read=lambda: client.get(address))


def test_a_hearings_page_asks_the_same_number_of_times(cast: Cast, client_of: Browser) -> None:
    hearing = make.hearing(cast.municipality)
    client = client_of("administrator")
    address = reverse("staff:hearing", args=[hearing.key])

    def add(number: int) -> None:
        make.comment(make.response(hearing))
        make.invitation(hearing, f"Råd {number}")

    assert_queries_at_1_and_3(8, add_row=add, read=lambda: client.get(address))


# --- Making one and giving it days -------------------------------------------------------


def test_a_hearing_is_made_of_the_proposal_that_is_offered(cast: Cast, client_of: Browser) -> None:
    edition = make.proposal(cast.municipality)
    client = client_of("secretary")
    address = reverse("staff:hearing_make")
    page = client.get(address, {"udgave": edition.pk})
    assert page.context["form"].initial["edition"] == edition.pk
    assert page.context["form"].initial["title"] == "Høring om Sammen om Vallensbæk"
    said = {
        "edition": edition.pk,
        "kind": "voluntary",
        "title": "Sig din mening",
        "publishing": "after_check",
        "case_number": "26/1",
    }
    short = client.post(address, said | {"title": " "})
    assert (short.status_code, Hearing.objects.count()) == (422, 0)
    made = client.post(address, said)
    hearing = Hearing.objects.get()
    assert made.headers["Location"] == reverse("staff:hearing", args=[hearing.key])
    assert (hearing.title, hearing.takes_files) == ("Sig din mening", False)
    again = client.post(address, said)
    assert (again.status_code, Hearing.objects.count()) == (422, 1)
    assert "har allerede en høring" in again.content.decode()


def test_the_neighbours_proposal_is_no_choice(cast: Cast, client_of: Browser) -> None:
    theirs = make.proposal(cast.neighbour)
    said = {"edition": theirs.pk, "kind": "voluntary", "title": "X", "publishing": "never"}
    make.proposal(cast.municipality)
    answer = client_of("consultant").post(reverse("staff:hearing_make"), said)
    assert (answer.status_code, Hearing.objects.count()) == (422, 0)


def days(hearing: Hearing, **more: Any) -> dict[str, Any]:
    last = TODAY + timedelta(days=56)
    return {"version": hearing.version, "opens_on": TODAY, "closes_on": last} | more


def test_too_short_a_hearing_is_told_the_first_day_that_will_do(
    cast: Cast, client_of: Browser
) -> None:
    hearing = make.hearing(cast.municipality, Phase.DRAFT, kind=HearingKind.PLANNING_STRATEGY)
    decided = org.resolution(cast.units.council)
    address = reverse("staff:hearing_days", args=[hearing.key])
    client = client_of("consultant")
    basis = {"resolution": decided.pk, "plandata_published_on": TODAY}
    page = client.get(address)
    assert page.context["form"].initial["closes_on"] == date(2026, 4, 27)
    short = client.post(address, days(hearing, closes_on="2026-04-26", **basis))
    assert short.status_code == 422
    assert short.context["form"].errors["closes_on"] == [
        "Høringen er for kort: sidste dag kan tidligst være 27. april 2026."
    ]
    nothing = client.post(address, days(hearing))
    assert "resolution" in nothing.context["form"].errors
    assert client.post(address, days(hearing, **basis)).status_code == 302
    hearing.refresh_from_db()
    assert (hearing.opens_on, hearing.resolution) == (TODAY, decided)


def test_the_second_of_two_is_told(cast: Cast, client_of: Browser) -> None:
    hearing = make.hearing(cast.municipality, Phase.DRAFT)
    Hearing.objects.update(version=4)
    address = reverse("staff:hearing_days", args=[hearing.key])
    answer = client_of("consultant").post(address, days(hearing))
    assert answer.status_code == 409
    assert "En anden har ændret høringen imens" in answer.content.decode()


def test_a_hearing_that_runs_is_changed_only_in_what_can_be(cast: Cast, client_of: Browser) -> None:
    hearing = make.hearing(cast.municipality)
    address = reverse("staff:hearing_change", args=[hearing.key])
    client = client_of("consultant")
    assert set(client.get(address).context["form"].fields) == {
        "version",
        "publishing",
        "case_number",
    }
    said = {"version": 1, "publishing": "never", "case_number": "26/2", "title": "Snydt"}
    assert client.post(address, said).status_code == 422
    assert client.post(address, said | {"publishing": "at_once"}).status_code == 302
    hearing.refresh_from_db()
    assert (hearing.publishing, hearing.case_number) == ("at_once", "26/2")
    assert hearing.title == "Høring om Sammen om Vallensbæk"


def test_its_page_leads_on_by_role(cast: Cast, client_of: Browser) -> None:
    hearing = make.hearing(cast.municipality)
    address = reverse("staff:hearing", args=[hearing.key])
    manager = client_of("consultant").get(address).content.decode()
    assert reverse("staff:hearing_extend", args=[hearing.key]) in manager
    assert reverse("staff:hearing_queue", args=[hearing.key]) in manager
    reader = client_of("politician").get(address).content.decode()
    assert reverse("staff:hearing_extend", args=[hearing.key]) not in reader
    assert reverse("staff:hearing_queue", args=[hearing.key]) not in reader
    assert reverse("staff:hearing_timetable", args=[hearing.key]) in reader


# --- The timetable and the calendar ------------------------------------------------------


def test_the_timetable_says_which_day_is_too_late_and_why(cast: Cast, client_of: Browser) -> None:
    hearing = make.hearing(cast.municipality)
    address = reverse("staff:hearing_timetable", args=[hearing.key])
    client = client_of("consultant")
    assert "Ingen frist endnu" in client.get(address).content.decode()
    said = {"version": 1, "deadline": "2026-06-01", "publishing": 3, "handling": 20, "agenda": 10}
    assert client.post(address, said | {"handling": 999}).status_code == 422
    assert client.post(address, said).status_code == 302
    page = client.get(address).content.decode()
    assert "Høringens sidste dag: senest 13. april 2026." in page
    assert "13 dage for sent" in page
    assert "Der er 20 hverdage til at behandle svarene." in page
    assert "Der ligger helligdage i høringen" in page
    assert "<li>3. april 2026: langfredag</li>" in page
    assert "lørdag" not in page


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("24. februar 2027", date(2027, 2, 24)),
        ("onsdag den 24. februar 2027", date(2027, 2, 24)),
        ("24 feb 2027", date(2027, 2, 24)),
        ("24-02-2027", date(2027, 2, 24)),
        ("24.2.2027", date(2027, 2, 24)),
        ("24/2/2027", date(2027, 2, 24)),
        ("2027-02-24", date(2027, 2, 24)),
        ("1 May 2027", date(2027, 5, 1)),
        ("1. maj 2027", date(2027, 5, 1)),
        ("30. februar 2027", None),
        ("24. februar", None),
        ("24. smarch 2027", None),
        ("2027-13-01", None),
        ("24-02-1927", None),
        ("", None),
    ],
)
def test_days_as_people_write_them(text: str, day: date | None) -> None:
    assert day_of(text) == day


def test_days_are_added_to_the_calendar_and_removed(cast: Cast, client_of: Browser) -> None:
    client, address = client_of("secretary"), reverse("staff:meetings")
    said = {"body": cast.units.council.key, "agenda_days": 8}
    wrong = client.post(address, said | {"days": "25. marts 2026\nen dag"})
    assert wrong.status_code == 422
    assert "Vi kan ikke læse »en dag« som en dag." in wrong.content.decode()
    theirs = client.post(address, said | {"days": "25-03-2026", "body": cast.neighbour_unit.key})
    assert (theirs.status_code, Meeting.objects.count()) == (422, 0)
    assert client.post(address, said | {"days": "25. marts 2026\n\n2026-04-29"}).status_code == 302
    page = client.get(address).content.decode()
    assert "dagsordenen lukker 13. marts 2026" in page
    first = Meeting.objects.order_by("held_on")[0]
    remove = reverse("staff:meeting_remove", args=[first.pk])
    assert client_of("neighbour_consultant", at=cast.neighbour).post(remove).status_code in {
        403,
        404,
    }
    assert client_of("handler").post(remove).status_code == 403
    assert client.get(remove).status_code == 405
    assert client.post(remove).status_code == 302
    assert [each.held_on for each in Meeting.objects.all()] == [date(2026, 4, 29)]
