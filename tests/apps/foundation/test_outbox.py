"""Mails: queued with the deed, delivered by a job to a real (local) mail server."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.db import transaction

from retning.foundation.clock import stopped_at
from retning.foundation.jobs.worker import run_waiting
from retning.foundation.outbox.backend import OutboxBackend
from retning.foundation.outbox.enums import MailState
from retning.foundation.outbox.models import OutgoingMail
from retning.foundation.outbox.queries import undelivered
from retning.foundation.outbox.services import WAITS, message_id_of, queue_mail
from retning.foundation.outbox.smtp import MailServer as Address
from retning.foundation.outbox.smtp import parse_mail_url
from tests.helpers.processes import free_port
from tests.helpers.smtp import MailServer, mail_server

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


@pytest.fixture
def server(settings) -> Iterator[MailServer]:
    with mail_server() as running:
        settings.MAIL_URL = running.url
        settings.DEFAULT_FROM_EMAIL = "Retning <retning@kommune.example>"
        yield running


def queued(*, key: str = "welcome:1", to: str = "borger@kommune.example") -> OutgoingMail:
    return queue_mail(
        tenant="187",
        key=key,
        to=to,
        subject="Høring om strategien",
        text="Kære borger\n\nNu kan du læse æ, ø og å.\n",
        now=NOW,
    )


def run_at(moment: datetime) -> int:
    with stopped_at(moment):
        return run_waiting()


def test_a_mail_is_sent_as_it_was_written(server: MailServer) -> None:
    mail = queued()
    assert run_at(NOW) == 1
    mail.refresh_from_db()
    assert (mail.state, mail.attempts, mail.sent_at) == (MailState.SENT, 1, NOW)
    (received,) = server.received
    assert received.sender == "retning@kommune.example"
    assert received.recipients == ["borger@kommune.example"]
    assert received.message["Subject"] == "Høring om strategien"
    assert received.message["From"] == "Retning <retning@kommune.example>"
    assert received.message["Message-ID"] == mail.message_id
    assert received.message["Date"] == "Fri, 20 Nov 2026 09:00:00 +0000"
    assert received.message["Auto-Submitted"] == "auto-generated"
    assert "Nu kan du læse æ, ø og å." in received.message.get_content()


def test_html_goes_along_as_an_alternative(server: MailServer) -> None:
    queue_mail(
        tenant="",
        key="k",
        to="a@kommune.example",
        subject="S",
        text="Hej",
        html="<p>Hej</p>",
        now=NOW,
    )
    run_at(NOW)
    kinds = [part.get_content_type() for part in server.received[0].message.walk()]
    assert kinds == ["multipart/alternative", "text/plain", "text/html"]


def test_a_mail_one_can_end_with_a_click_says_so_to_mail_programs(server: MailServer) -> None:
    leave = "https://vallensbaek.example/hoering/foelg/hemmelig/nej/"
    queue_mail(
        tenant="",
        key="k",
        to="a@kommune.example",
        subject="S",
        text="Hej",
        unsubscribe=leave,
        now=NOW,
    )
    queued()
    run_at(NOW)
    ended, other = sorted(server.received, key=lambda each: each.recipients)
    assert ended.message["List-Unsubscribe"] == f"<{leave}>"
    assert ended.message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert other.message["List-Unsubscribe"] is None
    assert other.message["List-Unsubscribe-Post"] is None


def test_the_same_key_is_one_mail(server: MailServer) -> None:
    assert queued().pk == queued(to="another@kommune.example").pk
    run_at(NOW)
    assert [received.recipients for received in server.received] == [["borger@kommune.example"]]


def test_the_message_id_is_stable_and_tells_nothing(server: MailServer) -> None:
    mail = queued()
    assert mail.message_id == message_id_of(tenant="187", key="welcome:1")
    assert mail.message_id.endswith("@kommune.example>")
    assert "welcome" not in mail.message_id
    assert message_id_of(tenant="101", key="welcome:1") != mail.message_id


def test_a_mail_is_queued_exactly_if_the_deed_was_committed(server: MailServer) -> None:
    def undone() -> None:
        queued()
        raise RuntimeError

    with pytest.raises(RuntimeError), transaction.atomic():
        undone()
    assert run_at(NOW) == 0
    assert server.received == []


def test_a_line_break_in_a_subject_makes_no_header(server: MailServer) -> None:
    mail = queue_mail(
        tenant="187",
        key="k",
        to="a@kommune.example",
        subject="Goddag\r\nBcc: everybody@kommune.example",
        text="Hej",
        now=NOW,
    )
    run_at(NOW)
    assert mail.subject == "Goddag Bcc: everybody@kommune.example"
    assert server.received[0].message["Bcc"] is None


@pytest.mark.parametrize(
    "address", ["", "nobody", "a@b\r\nBcc: c@d.example", "a@b.example,c@d.example"]
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(ValidationError):
        queued(to=address)


def test_a_refusal_for_good_fails_with_the_servers_words(server: MailServer) -> None:
    server.recipient_answer = "550 5.1.1 No such user here"
    mail = queued()
    run_at(NOW)
    mail.refresh_from_db()
    assert (mail.state, mail.last_error) == (MailState.FAILED, "550 5.1.1 No such user here")
    server.recipient_answer = ""
    assert run_at(NOW + timedelta(days=9)) == 0


def test_a_temporary_refusal_is_tried_again_with_the_same_message_id(server: MailServer) -> None:
    server.data_answer = "451 4.3.0 Try later"
    mail = queued()
    run_at(NOW)
    mail.refresh_from_db()
    assert (mail.state, mail.attempts, mail.last_error) == (
        MailState.WAITING,
        1,
        "451 4.3.0 Try later",
    )
    assert mail.next_try_at == NOW + timedelta(minutes=1)
    server.data_answer = ""
    assert run_at(NOW + timedelta(seconds=59)) == 0
    assert run_at(NOW + timedelta(seconds=60)) == 1
    mail.refresh_from_db()
    assert (mail.state, mail.attempts, mail.last_error) == (MailState.SENT, 2, "")
    assert [received.message["Message-ID"] for received in server.received] == [mail.message_id]


def test_an_answer_that_never_came_means_the_same_message_id_twice(server: MailServer) -> None:
    server.hang_up = True
    mail = queued()
    run_at(NOW)
    server.hang_up = False
    run_at(NOW + timedelta(minutes=1))
    mail.refresh_from_db()
    assert mail.state == MailState.SENT
    assert [received.message["Message-ID"] for received in server.received] == [
        mail.message_id,
        mail.message_id,
    ]


def test_a_server_that_is_away_is_waited_for_and_then_given_up(settings) -> None:
    settings.MAIL_URL = f"smtp://127.0.0.1:{free_port()}"
    mail = queued()
    moment = NOW
    for wait in WAITS:
        assert run_at(moment) == 1
        moment += wait
    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == (MailState.WAITING, len(WAITS))
    assert run_at(moment) == 1
    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == (MailState.FAILED, len(WAITS) + 1)
    assert "ConnectionRefusedError" in mail.last_error


def test_without_a_mail_server_a_mail_is_kept_and_shown(settings) -> None:
    settings.MAIL_URL = ""
    queued()
    run_at(NOW)
    (shown,) = undelivered(tenant="187")
    assert (shown.state, shown.to, shown.attempts) == (
        MailState.KEPT,
        "borger@kommune.example",
        0,
    )
    assert undelivered(tenant="101") == []


def test_the_demonstration_writes_its_mails_to_the_log(settings, caplog) -> None:
    settings.MAIL_URL, settings.IS_DEMO = "", True
    caplog.set_level("INFO", logger="retning.outbox")
    queued()
    run_at(NOW)
    assert "Nu kan du læse æ, ø og å." in caplog.text


def test_outside_the_demonstration_no_mail_is_in_the_log(server: MailServer, caplog) -> None:
    caplog.set_level("INFO")
    queued()
    run_at(NOW)
    said = "".join(record.getMessage() for record in caplog.records if "retning" in record.name)
    assert "Job deliver" in said
    assert "borger@kommune.example" not in said
    assert "Nu kan du" not in said


def test_what_django_sends_goes_the_same_way(server: MailServer) -> None:
    message = EmailMultiAlternatives(
        subject="Ny adgangskode",
        body="Hej",
        to=["Ida Holm <ida@kommune.example>"],
        cc=["per@kommune.example"],
    )
    message.attach_alternative("<p>Hej</p>", "text/html")
    with stopped_at(NOW):
        assert OutboxBackend().send_messages([message]) == 1
    assert run_at(NOW) == 2
    assert sorted(received.recipients[0] for received in server.received) == [
        "ida@kommune.example",
        "per@kommune.example",
    ]


def test_an_attachment_is_refused() -> None:
    message = EmailMultiAlternatives(subject="S", body="B", to=["a@kommune.example"])
    message.attach("a.txt", "x", "text/plain")
    with pytest.raises(ValueError, match="no attachments"):
        OutboxBackend().send_messages([message])


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("smtp://post.example", Address("smtp", "post.example", 25, "", "")),
        ("smtp+tls://u:p%40ss@post.example", Address("smtp+tls", "post.example", 587, "u", "p@ss")),
        ("smtps://post.example:4650", Address("smtps", "post.example", 4650, "", "")),
    ],
)
def test_a_mail_servers_address_is_understood(url: str, address: Address) -> None:
    assert parse_mail_url(url) == address


@pytest.mark.parametrize("url", ["post.example:25", "http://post.example", "smtp://"])
def test_what_is_no_mail_servers_address_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="A mail server is given as"):
        parse_mail_url(url)
