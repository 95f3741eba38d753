"""Logging in and out: what is said, what is rotated, what is set, and how often one may try."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from axes.models import AccessAttempt
from django.test import Client, override_settings
from django.utils import translation

from retning.apps.accounts.models import User
from retning.apps.accounts.services import deactivate
from retning.foundation import clock
from retning.web.staff.login.limits import ADDRESS_LIMIT, BROWSER_COOKIE
from tests.factories import organisation as make
from tests.factories.organisation import NOW, PASSWORD, TESTER

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_hashing")]

LOGIN = "/arbejde/log-ind/"
WRONG = "The e-mail address or the password is wrong"
HERE = "203.0.113.7"
ELSEWHERE = "198.51.100.9"


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Message ids stand in the pages, whatever the catalogue says."""
    with translation.override("en"):
        yield


@pytest.fixture
def karen(db: None) -> User:
    make.municipality_of("187")
    return make.user("Karen Kold", password=PASSWORD)


def browser(address: str = HERE) -> Client:
    return Client(SERVER_NAME="vallensbaek.localhost", REMOTE_ADDR=address)


def log_in(client: Client, email: str, password: str, **more: str):  # type: ignore[no-untyped-def]
    return client.post("/en" + LOGIN, {"email": email, "password": password, **more})


def said(response) -> str:  # type: ignore[no-untyped-def]
    """What the form says as a whole."""
    (sentence,) = response.context["form"].non_field_errors()
    return str(sentence)


# --- In and out ------------------------------------------------------------------------


def test_the_right_password_in_any_spelling_of_the_address_opens(karen: User) -> None:
    client = browser()
    response = log_in(client, "KAREN.Kold@vallensbaek.example", PASSWORD)
    assert response.status_code == 302
    assert client.session["_auth_user_id"] == str(karen.pk)


def test_the_sessions_key_changes_at_login(karen: User) -> None:
    client = browser()
    session = client.session
    session["before"] = "kept"
    session.save()
    before = session.session_key
    log_in(client, karen.email, PASSWORD)
    assert client.session.session_key != before


def test_the_session_ends_at_logout_and_only_by_post(karen: User) -> None:
    client = browser()
    log_in(client, karen.email, PASSWORD)
    assert client.get("/arbejde/log-ud/").status_code == 405
    assert "_auth_user_id" in client.session
    client.post("/arbejde/log-ud/")
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("/arbejde/noget/", "/arbejde/noget/"),
        ("https://evil.example/", None),
        ("//evil.example/", None),
        ("javascript:alert(1)", None),
    ],
)
def test_login_leads_back_but_never_elsewhere(
    karen: User, address: str, leads_to: str | None
) -> None:
    with override_settings(LOGIN_REDIRECT_URL="/arbejde/"):
        response = log_in(browser(), karen.email, PASSWORD, next=address)
    assert response.url == (leads_to or "/arbejde/")


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("karen.kold@vallensbaek.example", "ikke det rigtige"),
        ("nobody@vallensbaek.example", PASSWORD),
        ("karen.kold@vallensbaek.example", PASSWORD + " "),
    ],
)
def test_one_sentence_whether_or_not_the_account_exists(
    karen: User, email: str, password: str
) -> None:
    response = log_in(browser(), email, password)
    assert response.status_code == 200
    assert WRONG in said(response)


def test_who_is_deactivated_is_told_no_more(karen: User) -> None:
    deactivate(user=karen, by=TESTER, now=NOW)
    assert WRONG in said(log_in(browser(), karen.email, PASSWORD))


def test_the_login_page_is_the_first_to_set_a_cookie_and_is_never_kept(karen: User) -> None:
    response = browser().get(LOGIN)
    assert set(response.cookies) == {"csrftoken"}
    assert "no-store" in response.headers["Cache-Control"]


def test_a_login_leaves_a_mark_for_the_login_page_alone(karen: User) -> None:
    mark = log_in(browser(), karen.email, PASSWORD).cookies[BROWSER_COOKIE]
    assert mark["path"] == "/en" + LOGIN
    assert mark["httponly"]
    assert karen.email not in mark.value


def test_a_form_without_a_token_is_refused(karen: User) -> None:
    client = Client(SERVER_NAME="vallensbaek.localhost", enforce_csrf_checks=True)
    assert client.post(LOGIN, {"email": karen.email, "password": PASSWORD}).status_code == 403
    assert not client.session.keys()


# --- How often -------------------------------------------------------------------------


def fail(client: Client, email: str, times: int):  # type: ignore[no-untyped-def]
    for _ in range(times):
        response = log_in(client, email, "ikke det rigtige")
    return response


def test_the_fifth_failure_locks_and_says_until_when(karen: User) -> None:
    assert fail(browser(), karen.email, 4).status_code == 200
    response = fail(browser(), karen.email, 1)
    assert response.status_code == 429
    assert 890 <= int(response.headers["Retry-After"]) <= 900
    last = AccessAttempt.objects.get().attempt_time + timedelta(minutes=15)
    assert f"{last.astimezone(clock.COPENHAGEN):%H:%M}" in said(response)
    assert log_in(browser(), karen.email, PASSWORD).status_code == 429


def test_an_account_that_does_not_exist_locks_just_the_same(karen: User) -> None:
    nobody = fail(browser(), "nobody@vallensbaek.example", 5)
    somebody = fail(browser(), karen.email, 5)
    assert (nobody.status_code, somebody.status_code) == (429, 429)
    assert said(nobody).partition("after")[0] == said(somebody).partition("after")[0]


def test_capitals_and_spaces_do_not_make_another_account(karen: User) -> None:
    for email in (
        karen.email,
        karen.email.upper(),
        f" {karen.email} ",
        "Karen.Kold@vallensbaek.example",
    ):
        fail(browser(), email, 1)
    assert fail(browser(), karen.email, 1).status_code == 429


def test_nobody_can_lock_out_somebody_who_sits_elsewhere(karen: User) -> None:
    fail(browser(), karen.email, 5)
    assert log_in(browser(ELSEWHERE), karen.email, PASSWORD).status_code == 302


def test_a_colleague_at_the_same_address_is_not_locked_out(karen: User) -> None:
    fail(browser(), karen.email, 5)
    carl = make.user("Carl Christoffersen", password=PASSWORD)
    assert log_in(browser(), carl.email, PASSWORD).status_code == 302


def test_the_lock_opens_by_itself_and_trying_does_not_lengthen_it(karen: User) -> None:
    fail(browser(), karen.email, 5)
    locked_at = AccessAttempt.objects.get().attempt_time
    fail(browser(), karen.email, 3)
    assert AccessAttempt.objects.get().attempt_time == locked_at
    with clock.stopped_at(locked_at + timedelta(minutes=14, seconds=59)):
        assert log_in(browser(), karen.email, PASSWORD).status_code == 429
    with clock.stopped_at(locked_at + timedelta(minutes=15, seconds=1)):
        assert log_in(browser(), karen.email, PASSWORD).status_code == 302


def test_a_login_forgets_the_failures_before_it(karen: User) -> None:
    fail(browser(), karen.email, 4)
    log_in(browser(), karen.email, PASSWORD)
    assert fail(browser(), karen.email, 4).status_code == 200


def spray(count: int, at: datetime) -> None:
    """Failures from HERE over many accounts, one each, the last of them at `at`."""
    rows = AccessAttempt.objects.bulk_create(
        AccessAttempt(
            username=f"guess{number}@vallensbaek.example",
            ip_address=HERE,
            user_agent="guesser",
            failures_since_start=1,
        )
        for number in range(count)
    )
    AccessAttempt.objects.filter(pk__in=[row.pk for row in rows]).update(attempt_time=at)


def test_one_address_over_many_accounts_is_slowed(karen: User) -> None:
    now = clock.now()
    spray(ADDRESS_LIMIT, now)
    with clock.stopped_at(now + timedelta(seconds=3)):
        response = log_in(browser(), karen.email, PASSWORD)
        assert response.status_code == 429
        assert response.headers["Retry-After"] == "2"
        assert "Wait 2 seconds" in said(response)
        assert log_in(browser(ELSEWHERE), karen.email, "forkert").status_code == 200
    with clock.stopped_at(now + timedelta(seconds=6)):
        assert log_in(browser(), karen.email, PASSWORD).status_code == 302


def test_fewer_failures_slow_nobody(karen: User) -> None:
    now = clock.now()
    spray(ADDRESS_LIMIT - 1, now)
    with clock.stopped_at(now + timedelta(seconds=1)):
        assert log_in(browser(), karen.email, PASSWORD).status_code == 302


def test_a_browser_that_has_logged_in_before_is_not_slowed(karen: User) -> None:
    client = browser()
    log_in(client, karen.email, PASSWORD)
    client.post("/en/arbejde/log-ud/")
    now = clock.now()
    spray(ADDRESS_LIMIT + 20, now)
    with clock.stopped_at(now + timedelta(seconds=1)):
        carl = make.user("Carl Christoffersen", password=PASSWORD)
        assert log_in(client, carl.email, PASSWORD).status_code == 429
        assert log_in(client, karen.email, PASSWORD).status_code == 302


def test_behind_a_proxy_the_address_is_the_one_that_the_proxy_saw(karen: User) -> None:
    with override_settings(BEHIND_PROXY=True):
        for number in range(5):
            Client(SERVER_NAME="vallensbaek.localhost", REMOTE_ADDR="127.0.0.1").post(
                LOGIN,
                {"email": karen.email, "password": "forkert"},
                headers={"x-forwarded-for": f"10.0.0.{number}, {HERE}"},
            )
    assert {row.ip_address for row in AccessAttempt.objects.all()} == {HERE}


def test_what_is_kept_of_a_failure_has_neither_password_nor_token(karen: User) -> None:
    log_in(browser(), karen.email, "hemmeligheden", csrfmiddlewaretoken="mærket")
    attempt = AccessAttempt.objects.get()
    assert "hemmeligheden" not in attempt.post_data
    assert "mærket" not in attempt.post_data


@pytest.mark.parametrize(
    ("email", "password"),
    [("", ""), ("ingen adresse", "x"), ("a" * 400 + "@b.dk", "x"), ("k@b.dk", "x" * 300)],
)
def test_what_cannot_be_an_attempt_is_not_counted(karen: User, email: str, password: str) -> None:
    assert log_in(browser(), email, password).status_code == 200
    assert not AccessAttempt.objects.exists()
