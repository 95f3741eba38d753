"""Who may decide, enter, invite: role × phase × municipality, asked of the doors themselves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from retning.apps.hearing.enums import Channel, Phase
from retning.apps.hearing.models import Comment, Hearing, Invitation, Response
from retning.apps.hearing.queries.queue import state_of
from retning.apps.organisation.models import Municipality
from tests.cast import Cast
from tests.factories import hearing as make
from tests.factories.organisation import TODAY
from tests.helpers.permissions import Case, assert_matrix
from tests.helpers.queries import assert_queries_at_1_and_3

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped_clock")]
Browser = Callable[..., Client]
Deed = Callable[[Client, Hearing], Any]


def decided(client: Client, hearing: Hearing) -> Any:
    row = Comment.objects.get(hearing=hearing)
    data = {f"state-{row.key}": state_of(row), "publish": str(row.key)}
    client.post(reverse("staff:hearing_decide", args=[hearing.key]), data)
    row.refresh_from_db()
    return row.showing == "published"


def redacted(client: Client, hearing: Hearing) -> Any:
    row = Comment.objects.get(hearing=hearing)
    address = reverse("staff:comment_redact", args=[hearing.key, row.key])
    text = f"[[{row.text[:3]}]]{row.text[3:]}"
    client.post(address, {"state": state_of(row), "text": text})
    row.refresh_from_db()
    return row.is_redacted


def entered(client: Client, hearing: Hearing) -> Any:
    whole = make.rows(hearing.edition, "strategy")[0].pk
    sent: dict[str, Any] = {"channel": "letter", "received_on": TODAY, "source_note": "Post"}
    sent |= {"sender_kind": "citizen", "text_1": "Godt."}
    for number in range(1, 6):
        sent |= {f"row_{number}": whole, f"kind_{number}": "comment"}
    client.post(reverse("staff:response_enter", args=[hearing.key]), sent)
    return Response.objects.filter(hearing=hearing, channel="letter").exists()


def corrected(client: Client, hearing: Hearing) -> Any:
    row = Comment.objects.get(hearing=hearing)
    Response.objects.filter(pk=row.response_id).update(channel="letter")
    address = reverse("staff:comment_correct", args=[hearing.key, row.key])
    client.post(address, {"state": state_of(row), "text": "Rettet.", "reason": "Læst forkert"})
    row.refresh_from_db()
    return row.text == "Rettet."


def listed(client: Client, hearing: Hearing) -> Any:
    form = {"name": "Handicaprådet", "kind": "disability_council"}
    client.post(reverse("staff:invitation_add", args=[hearing.key]), form)
    return hearing.invitations.filter(name="Handicaprådet").exists()


def asked(client: Client, hearing: Hearing) -> Any:
    client.post(reverse("staff:invitation_deeds", args=[hearing.key]), {"invite": "1"})
    return Invitation.objects.get(hearing=hearing, name="Ældrerådet").invited_at is not None


# Each deed, and the phases that let it be done; nobody does it in another.
DEEDS: dict[str, tuple[Deed, set[Phase]]] = {
    "decide": (decided, {Phase.OPEN, Phase.CLOSED, Phase.HANDLED, Phase.CONCLUDED}),
    "redact": (redacted, {Phase.OPEN, Phase.CLOSED, Phase.HANDLED, Phase.CONCLUDED}),
    "enter": (entered, {Phase.OPEN, Phase.CLOSED, Phase.HANDLED}),
    "correct": (corrected, {Phase.OPEN, Phase.CLOSED, Phase.HANDLED}),
    "list": (listed, {Phase.DRAFT, Phase.ANNOUNCED, Phase.OPEN}),
    "ask": (asked, {Phase.DRAFT, Phase.ANNOUNCED, Phase.OPEN}),
}

WHO = """
                     | decide | redact | enter | correct | list | ask
administrator        | yes    | yes    | yes   | yes     | yes  | yes
consultant           | yes    | yes    | yes   | yes     | yes  | yes
moderator            | yes    | yes    | yes   | yes     | no   | no
handler              | no     | no     | yes   | yes     | no   | no
secretary            | no     | no     | yes   | yes     | yes  | yes
executive            | no     | no     | no    | no      | no   | no
centre_chief         | no     | no     | no    | no      | no   | no
workplace_leader     | no     | no     | no    | no      | no   | no
employee             | no     | no     | no    | no      | no   | no
politician           | no     | no     | no    | no      | no   | no
analyst              | no     | no     | no    | no      | no   | no
neighbour_consultant | no     | no     | no    | no      | no   | no
citizen              | no     | no     | no    | no      | no   | no
"""


def whole(municipality: Municipality, phase: Phase) -> Hearing:
    """A hearing with a comment that waits, and one on its list."""
    hearing = make.hearing(municipality, phase)
    make.comment(make.response(hearing))
    make.invitation(hearing)
    return hearing


def tried(deed: Deed, client: Client, hearing: Hearing) -> bool:
    """Whether it was done; undone afterwards, so that the next finds what the first found."""
    with transaction.atomic():
        done = bool(deed(client, hearing))
        transaction.set_rollback(True)
    return done


def test_who_does_what_while_it_is_open(cast: Cast, client_of: Browser) -> None:
    hearing = whole(cast.municipality, Phase.OPEN)

    def decide(case: Case) -> bool:
        return tried(DEEDS[case.state][0], client_of(case.who), hearing)

    assert_matrix(WHO, decide)


@pytest.mark.parametrize("phase", Phase)
def test_which_phase_lets_an_administrator_do_what(
    cast: Cast, client_of: Browser, phase: Phase
) -> None:
    hearing = whole(cast.municipality, phase)
    client = client_of("administrator")
    done = {name for name, (deed, _phases) in DEEDS.items() if tried(deed, client, hearing)}
    assert done == {name for name, (_deed, phases) in DEEDS.items() if phase in phases}


@pytest.mark.parametrize("name", DEEDS)
def test_nobody_does_it_to_the_neighbours_hearing(
    cast: Cast, client_of: Browser, name: str
) -> None:
    theirs = whole(cast.neighbour, Phase.OPEN)
    ours = whole(cast.municipality, Phase.OPEN)
    at_home = client_of("neighbour_consultant", at=cast.neighbour)
    assert tried(DEEDS[name][0], at_home, theirs)
    assert not tried(DEEDS[name][0], at_home, ours)
    assert not tried(DEEDS[name][0], client_of("administrator"), theirs)


WHO_SEES = """
                     | queue | responses | list | redact | enter | correct | add
administrator        | 200   | 200       | 200  | 200    | 200   | 200     | 200
consultant           | 200   | 200       | 200  | 200    | 200   | 200     | 200
moderator            | 200   | 200       | 200  | 200    | 200   | 200     | 403
handler              | 403   | 200       | 200  | 403    | 200   | 200     | 403
secretary            | 403   | 200       | 200  | 403    | 200   | 200     | 200
executive            | 403   | 200       | 200  | 403    | 403   | 403     | 403
centre_chief         | 403   | 403       | 403  | 403    | 403   | 403     | 403
employee             | 403   | 403       | 403  | 403    | 403   | 403     | 403
politician           | 403   | 403       | 403  | 403    | 403   | 403     | 403
analyst              | 403   | 403       | 403  | 403    | 403   | 403     | 403
neighbour_consultant | 403   | 403       | 403  | 403    | 403   | 403     | 403
citizen              | 302   | 302       | 302  | 302    | 302   | 302     | 302
"""


def _typed(hearing: Hearing) -> Comment:
    """A comment of a letter that staff entered."""
    return make.comment(make.response(hearing, channel=Channel.LETTER))


def pages_of(hearing: Hearing) -> dict[str, list[str]]:
    comment, one = Comment.objects.get(hearing=hearing), hearing.invitations.get()
    views: dict[str, list[tuple[Any, ...]]] = {
        "queue": [("hearing_queue",)],
        "responses": [
            ("hearing_responses",),
            ("response", comment.response.key),
            ("hearing_groups",),
            ("hearing_group", make.group(hearing, [comment], ["sti"]).number),
        ],
        "list": [("invitations",), ("invitations_file",)],
        "redact": [("comment_redact", comment.key)],
        "enter": [("response_enter",)],
        "correct": [("comment_correct", _typed(hearing).key)],
        "add": [("invitation_add",), ("invitations_load",), ("invitation", one.key)],
    }
    return {
        name: [reverse(f"staff:{view}", args=[hearing.key, *more]) for view, *more in found]
        for name, found in views.items()
    }


def test_who_sees_which_page(cast: Cast, client_of: Browser) -> None:
    pages = pages_of(whole(cast.municipality, Phase.OPEN))

    def status(case: Case) -> str:
        client = client_of(case.who)
        answers = {client.get(address).status_code for address in pages[case.state]}
        return " ".join(map(str, sorted(answers)))

    assert_matrix(WHO_SEES, status)


def test_the_queue_asks_as_often_for_one_as_for_three(cast: Cast, client_of: Browser) -> None:
    hearing, client = make.hearing(cast.municipality), client_of("moderator")
    address = reverse("staff:hearing_queue", args=[hearing.key])
    assert_queries_at_1_and_3(
        10,
        add_row=lambda _number: make.comment(make.response(hearing)),
        read=lambda: client.get(address),
    )


def test_the_responses_ask_as_often_for_one_as_for_three(cast: Cast, client_of: Browser) -> None:
    hearing, client = make.hearing(cast.municipality), client_of("handler")
    address = reverse("staff:hearing_responses", args=[hearing.key])
    assert_queries_at_1_and_3(
        7,
        add_row=lambda _number: make.comment(make.response(hearing)),
        read=lambda: client.get(address),
    )


def test_a_response_asks_as_often_for_one_comment_as_for_three(
    cast: Cast, client_of: Browser
) -> None:
    client, response = client_of("moderator"), make.response(make.hearing(cast.municipality))
    address = reverse("staff:response", args=[response.hearing.key, response.key])
    assert_queries_at_1_and_3(
        9, add_row=lambda _number: make.comment(response), read=lambda: client.get(address)
    )
