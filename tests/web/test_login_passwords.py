"""Choosing a password by a link, and changing it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client, RequestFactory
from django.utils import translation

from retning.apps.accounts.models import User
from retning.apps.accounts.services import deactivate
from retning.apps.organisation.enums import Role
from retning.foundation import clock
from retning.foundation.audit.models import Entry
from retning.foundation.outbox.models import OutgoingMail
from retning.web.staff.login.mail import send_first_password_link
from tests.factories import organisation as make
from tests.factories.organisation import NOW, PASSWORD, TESTER

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_hashing")]

NEW = "fem helt andre ord her"
FORGOTTEN = "/en/arbejde/glemt-adgangskode/"


@pytest.fixture(autouse=True)
def in_english(db: None) -> Iterator[None]:
    cache.clear()
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def mails_go_to_the_outbox(settings) -> None:  # type: ignore[no-untyped-def]
    """pytest puts a list in its place; here the real one is meant."""
    settings.EMAIL_BACKEND = "retning.foundation.outbox.backend.OutboxBackend"


@pytest.fixture
def karen(db: None) -> User:
    make.municipality_of("187")
    return make.user("Karen Kold", password=PASSWORD)


def browser() -> Client:
    return Client(SERVER_NAME="vallensbaek.localhost")


def ask(email: str, client: Client | None = None) -> str:
    response = (client or browser()).post(FORGOTTEN, {"email": email})
    assert response.status_code == 302
    return str(response.url)


def link_in(mail: OutgoingMail) -> str:
    (link,) = re.findall(r"http://vallensbaek\.localhost(/\S+)", mail.text)
    return str(link)


def choose(link: str, password: str = NEW, again: str | None = None):  # type: ignore[no-untyped-def]
    """Follow a link and fill in the form that it leads to."""
    client = browser()
    page = client.get(link, follow=True)
    if not page.context["validlink"]:
        return page
    address = page.redirect_chain[-1][0]
    return client.post(address, {"new_password1": password, "new_password2": again or password})


def test_the_link_comes_by_mail_and_lets_choose_a_password(karen: User) -> None:
    assert ask("Karen.KOLD@vallensbaek.example") == FORGOTTEN + "sendt/"
    mail = OutgoingMail.objects.get()
    assert mail.to == karen.email
    assert mail.subject == "Vallensbæks retning: Choose a new password"
    assert mail.text.startswith("Hello Karen Kold\n")
    assert choose(link_in(mail)).status_code == 302
    karen.refresh_from_db()
    assert karen.check_password(NEW)
    assert Entry.objects.get(deed="password_changed").actor_key == f"user:{karen.pk}"


def test_the_answer_is_the_same_for_an_address_without_an_account(karen: User) -> None:
    assert ask("nobody@vallensbaek.example") == ask(karen.email)
    assert OutgoingMail.objects.count() == 1


def test_a_link_works_once(karen: User) -> None:
    ask(karen.email)
    link = link_in(OutgoingMail.objects.get())
    choose(link)
    again = choose(link, "seks ord der er andre igen")
    assert again.status_code == 200
    assert not again.context["validlink"]
    karen.refresh_from_db()
    assert karen.check_password(NEW)


def test_a_link_does_not_outlive_a_login(karen: User) -> None:
    ask(karen.email)
    link = link_in(OutgoingMail.objects.get())
    browser().post("/arbejde/log-ind/", {"email": karen.email, "password": PASSWORD})
    assert not choose(link).context["validlink"]


def test_a_link_works_for_three_days(karen: User) -> None:
    start = clock.now()
    with clock.stopped_at(start):
        ask(karen.email)
    link = link_in(OutgoingMail.objects.get())
    with clock.stopped_at(start + timedelta(days=3, seconds=1)):
        assert not choose(link).context["validlink"]
    with clock.stopped_at(start + timedelta(days=2, hours=23)):
        assert choose(link).status_code == 302


def test_somebody_elses_key_with_my_token_opens_nothing(karen: User) -> None:
    carl = make.user("Carl Christoffersen", password=PASSWORD)
    ask(karen.email)
    ask(carl.email)
    mine, theirs = (link_in(mail) for mail in OutgoingMail.objects.order_by("pk"))
    forged = "/".join([*theirs.split("/")[:5], *mine.split("/")[5:]])
    assert forged not in {mine, theirs}
    assert not choose(forged).context["validlink"]


def test_the_token_does_not_stay_in_the_address(karen: User) -> None:
    ask(karen.email)
    link = link_in(OutgoingMail.objects.get())
    response = browser().get(link)
    assert response.status_code == 302
    assert link.rstrip("/").rpartition("/")[2] not in response.url


def test_a_new_password_opens_the_account_that_was_locked(karen: User) -> None:
    for _ in range(5):
        browser().post("/arbejde/log-ind/", {"email": karen.email, "password": "forkert"})
    ask(karen.email)
    choose(link_in(OutgoingMail.objects.get()))
    answer = browser().post("/arbejde/log-ind/", {"email": karen.email, "password": NEW})
    assert answer.status_code == 302


@pytest.mark.parametrize(
    ("password", "again"), [("kort", "kort"), (NEW, NEW + "!"), ("1" * 20, "1" * 20)]
)
def test_a_weak_or_mistyped_password_is_not_taken(karen: User, password: str, again: str) -> None:
    ask(karen.email)
    answer = choose(link_in(OutgoingMail.objects.get()), password, again)
    assert answer.status_code == 200
    assert answer.context["form"].errors
    karen.refresh_from_db()
    assert karen.check_password(PASSWORD)


def test_who_is_deactivated_gets_no_link_and_cannot_use_an_old_one(karen: User) -> None:
    ask(karen.email)
    deactivate(user=karen, by=TESTER, now=NOW)
    assert not choose(link_in(OutgoingMail.objects.get())).context["validlink"]
    cache.clear()
    ask(karen.email)
    assert OutgoingMail.objects.count() == 1


def test_asking_again_at_once_sends_no_second_mail(karen: User) -> None:
    ask(karen.email)
    ask(karen.email)
    assert OutgoingMail.objects.count() == 1


def test_nor_does_asking_another_process_which_shares_no_memory(karen: User) -> None:
    start = clock.now()
    for seconds, mails in ((0, 1), (119, 1), (121, 2)):
        cache.clear()
        with clock.stopped_at(start + timedelta(seconds=seconds)):
            ask(karen.email)
        assert OutgoingMail.objects.count() == mails, seconds


def test_a_mail_to_one_does_not_keep_another_waiting(karen: User) -> None:
    ask(karen.email)
    ask(make.user("Carl Christoffersen", password=PASSWORD).email)
    assert OutgoingMail.objects.count() == 2


def test_only_a_members_mail_is_shown_to_the_municipality(karen: User) -> None:
    ask(karen.email)
    make.membership(karen, make.municipality_of("183"), Role.CONSULTANT)
    with clock.stopped_at(clock.now() + timedelta(minutes=3)):
        ask(karen.email)
    make.membership(karen, make.municipality_of("187"), Role.CONSULTANT)
    with clock.stopped_at(clock.now() + timedelta(minutes=6)):
        ask(karen.email)
    assert [mail.tenant for mail in OutgoingMail.objects.order_by("pk")] == ["", "", "187"]


def test_a_new_user_chooses_the_first_password_by_mail(karen: User) -> None:
    lis = make.user("Lis Lund")
    request = RequestFactory(SERVER_NAME="vallensbaek.localhost").get("/")
    send_first_password_link(request, lis)
    link = link_in(OutgoingMail.objects.get())
    page = browser().get(link, follow=True)
    assert "Welcome" in page.content.decode()
    choose(link)
    lis.refresh_from_db()
    assert lis.check_password(NEW)


def test_changing_asks_for_the_old_password_and_ends_other_sessions(karen: User) -> None:
    here, elsewhere = browser(), browser()
    for client in (here, elsewhere):
        client.force_login(karen, backend="django.contrib.auth.backends.ModelBackend")
    key = here.session.session_key
    change = {"new_password1": NEW, "new_password2": NEW}
    refused = here.post("/en/arbejde/skift-adgangskode/", {"old_password": "forkert", **change})
    assert "old_password" in refused.context["form"].errors
    done = here.post("/en/arbejde/skift-adgangskode/", {"old_password": PASSWORD, **change})
    assert done.status_code == 302
    assert here.session.session_key != key
    assert "_auth_user_id" in here.session
    assert elsewhere.get("/arbejde/skift-adgangskode/").status_code == 302
    karen.refresh_from_db()
    assert karen.check_password(NEW)


@pytest.mark.parametrize(
    "address",
    ["log-ind/", "glemt-adgangskode/", "glemt-adgangskode/sendt/", "ny-adgangskode/valgt/",
     "ny-adgangskode/x/y/", "velkommen/x/y/"],
)  # fmt: skip
@pytest.mark.parametrize("prefix", ["/arbejde/", "/en/arbejde/"])
def test_every_page_stands_in_both_languages(karen: User, prefix: str, address: str) -> None:
    response = browser().get(prefix + address)
    assert response.status_code == 200
    assert response.headers["Content-Language"] == ("en" if "/en/" in prefix else "da")
