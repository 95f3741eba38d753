"""Nobody who sends waits for what staff and jobs do meanwhile: PostgreSQL checks what a new row
points at, and must be let by whoever holds that row."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction

from retning.apps.hearing.enums import InvitationKind
from retning.apps.hearing.models import Comment, Event, Hearing, JournalEntry, Response
from retning.apps.hearing.queries.answering import HeardRow
from retning.apps.hearing.queries.phases import May
from retning.apps.hearing.queries.queue import state_of
from retning.apps.hearing.services import erasing, places, writing
from retning.apps.hearing.services.adding import add_to_response
from retning.apps.hearing.services.invitations import Invited, add_invitations
from retning.apps.hearing.services.journal import make_entries
from retning.apps.hearing.services.letters import Letter
from retning.apps.hearing.services.moderation import Publish, decide, decide_file
from retning.apps.hearing.services.responses import Said, Sender
from retning.apps.hearing.services.sending import send_response
from retning.apps.strategy.enums import RowKind
from tests.factories import hearing as make
from tests.factories.organisation import NOW, TESTER, municipality_of
from tests.helpers.journal import sent, with_file

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite holds no rows"),
]
DEED: dict[str, Any] = {"by": TESTER, "now": NOW}
Deed = Callable[[Response], object]


def letter(_about: object) -> Letter:
    return Letter("Emne", "Tekst")


def said(hearing: Hearing, text: str) -> list[Said]:
    row = make.rows(hearing.edition, "goal")[0]
    return [Said(HeardRow(row.pk, row.key, RowKind.GOAL, row.text), text=text)]


def sends(before: Response) -> object:
    """Another response to the same hearing."""
    heard = before.hearing
    return send_response(
        hearing=heard, copy=4711, sender=Sender(), said=said(heard, "Ja."), letter=letter, now=NOW
    )


def adds(before: Response) -> object:
    return add_to_response(response=before, said=said(before.hearing, "Og nej."), now=NOW)


def is_recorded(_response: Response) -> object:
    return make_entries(**DEED)


def is_listed(before: Response) -> object:
    names = [Invited(InvitationKind.ELDERS_COUNCIL, "Ældrerådet")]
    return add_invitations(hearing=before.hearing, listed=names, **DEED)


def is_changed(before: Response) -> object:
    return writing.locked(before.hearing, May.BE_EXTENDED, NOW)


def is_published(before: Response) -> object:
    comment = Comment.objects.get(response=before)
    told: dict[str, Any] = {"expected": state_of(comment), "decision": Publish(), "write": letter}
    return decide(comment=comment, **told, **DEED)


def is_opened(before: Response) -> object:
    file = with_file(before)
    told: dict[str, Any] = {"expected": state_of(file), "decision": Publish(), "write": letter}
    return decide_file(file=file, **told, **DEED)


def is_erased(before: Response) -> object:
    return erasing.held([before])


def beside(deed: Callable[[], object]) -> list[BaseException]:
    """What a deed raises in a connection of its own that gives up where it has to wait for a lock;
    where it has not, nothing waits for time to pass."""
    problems = list[BaseException]()

    def run() -> None:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '5s'")
            deed()
        except BaseException as problem:
            problems.append(problem)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    return problems


@pytest.mark.parametrize(
    ("holds", "goes_by"),
    [
        (is_recorded, sends),
        (is_recorded, adds),
        (is_listed, sends),
        (is_changed, sends),
        (adds, is_recorded),
        (is_published, is_recorded),
        (is_opened, is_recorded),
        (is_erased, is_recorded),
    ],
)
def test_one_who_holds_a_row_lets_the_other_by(holds: Deed, goes_by: Deed) -> None:
    before = sent(make.hearing(municipality_of("187")))
    with transaction.atomic():
        holds(before)
        assert beside(lambda: goes_by(before)) == []
    make_entries(**DEED)
    numbers = JournalEntry.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, len(numbers) + 1))


def test_what_belongs_to_a_meeting_does_not_wait_for_the_places_of_its_meeting() -> None:
    event: Event = make.event(None, municipality_of("187"))
    with transaction.atomic():
        places.locked(event)
        at: dict[str, Any] = {"signed_up_at": NOW, "state_at": NOW}
        who: dict[str, Any] = {"name": "Bo", "email": "bo@post.example", "copy": 1}
        assert beside(lambda: event.sign_ups.create(municipality_id="187", **who, **at)) == []


def test_two_who_add_to_one_response_come_after_each_other() -> None:
    before = sent(make.hearing(municipality_of("187")))
    with transaction.atomic():
        adds(before)
        (problem,) = beside(lambda: adds(before))
    assert "lock timeout" in str(problem)
    assert Comment.objects.filter(response=before).count() == 2
