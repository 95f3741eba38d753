"""Many sign up and cancel at the same moment: nobody gets a place that there is not."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from django.db import connection
from django.db.models import Sum

from retning.apps.hearing.models import Event, SignUp
from retning.apps.hearing.services.signing_up import Applicant, cancel_sign_up, sign_up
from retning.foundation.outbox.models import OutgoingMail
from tests.factories import hearing as make
from tests.factories.organisation import NOW, municipality_of

pytestmark = pytest.mark.django_db(transaction=True)


def link(secret: str) -> str:
    return f"https://x.example/{secret}"


def at_once(deeds: Sequence[Callable[[], Any]]) -> None:
    """Every deed in a thread of its own, begun together; what one raises fails the test."""
    start, problems = threading.Barrier(len(deeds)), list[BaseException]()

    def run(deed: Callable[[], Any]) -> None:
        start.wait()
        try:
            deed()
        except BaseException as problem:
            problems.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []


def signs_up(event: Event, number: int, *, copy: int | None = None) -> Callable[[], SignUp]:
    who = Applicant(f"Nr. {number}", f"nr{number}@example.org")
    return lambda: sign_up(event=event, applicant=who, copy=copy or number, link=link, now=NOW)


def taken(event: Event) -> int:
    found: int = event.sign_ups.filter(state="confirmed").aggregate(all=Sum("seats"))["all"]
    return found


def test_the_last_places_are_given_once() -> None:
    event = make.event(None, municipality_of("187"), capacity=3)
    at_once([signs_up(event, number) for number in range(1, 9)])
    assert taken(event) == 3
    assert event.sign_ups.filter(state="waiting").count() == 5


def test_one_copy_sent_by_many_threads_is_one_sign_up() -> None:
    event = make.event(None, municipality_of("187"))
    at_once([signs_up(event, number, copy=77) for number in range(1, 7)])
    assert event.sign_ups.count() == 1
    assert OutgoingMail.objects.count() == 1


def test_places_that_become_free_together_are_each_given_once() -> None:
    event = make.event(None, municipality_of("187"), capacity=4)
    comes = [signs_up(event, number)() for number in range(1, 5)]
    for number in range(5, 11):
        signs_up(event, number)()

    def cancels(one: SignUp) -> Callable[[], Any]:
        return lambda: cancel_sign_up(sign_up=one, link=link, now=NOW)

    at_once([*map(cancels, comes), signs_up(event, 11)])
    assert taken(event) == 4
    assert event.sign_ups.filter(state="cancelled").count() == 4
    for one in event.sign_ups.all():
        mails = OutgoingMail.objects.filter(to=one.email)
        has_place = {"du er tilmeldt", "der er blevet plads til dig"}
        told = [mail.subject.partition(": ")[2] in has_place for mail in mails]
        assert sum(told) == (0 if one.state == "waiting" else 1), one.name
