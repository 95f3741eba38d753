"""The demonstration's hearings for journeys to meet, and one of whatever they are made of."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from retning.apps.hearing.enums import Channel, CommentKind, GroupKind, InvitationKind
from retning.apps.hearing.models import Comment, Follower, Hearing, Response
from retning.apps.hearing.queries.answering import heard_rows
from retning.apps.hearing.queries.corrections import Words
from retning.apps.hearing.queries.queue import state_of
from retning.apps.hearing.queries.secrets import Purpose, secret_of
from retning.apps.hearing.services.correcting import correct_comment
from retning.apps.hearing.services.entering import Came, enter_response
from retning.apps.hearing.services.invitations import Invited, add_invitations, invite
from retning.apps.hearing.services.letters import Letter
from retning.apps.hearing.services.responses import Said, Sender
from retning.apps.hearing.services.sending import send_response
from retning.apps.strategy.enums import RowKind
from retning.apps.strategy.models import Strategy
from retning.config.demo.hearing import build_hearings
from retning.config.demo.organisation import DemoOrganisation
from retning.foundation.clock import date_in_denmark
from tests.factories import hearing as make

PERSONAL = "Ring til mig på 20 12 34 56, så viser jeg jer hullet i stien."
"""A comment that should be looked at before everyone can read it."""


def hearings_to_see(strategy: Strategy, demo: DemoOrganisation, *, now: datetime) -> dict[str, Any]:
    """The hearing that is open, its comments and list, and the one that is over."""
    hearing = build_hearings(strategy, organisation=demo, now=now)
    over = Hearing.objects.exclude(pk=hearing.pk).get(municipality=demo.municipality)
    waiting = _waiting(hearing, now=now)
    typed = _typed(hearing, demo, now=now)
    return {
        "open": {"key": str(hearing.key), "slug": hearing.slug, "title": hearing.title},
        "over": {"key": str(over.key), "slug": over.slug},
        "response": _response_facts(waiting),
        "comment": str(waiting.comments.get().key),
        "typed": str(typed.key),
        "typed_in": str(typed.response.key),
        "shown": str(Comment.objects.filter(hearing=hearing).exclude(published_at=None)[0].key),
        "invited": _invited(hearing, demo, now=now),
        "groups": _alike(hearing),
        "follower": _follower(hearing, now=now),
    }


def _follower(hearing: Hearing, *, now: datetime) -> dict[str, str]:
    """Somebody who has not said yet that they meant it."""
    row = Follower.objects.create(
        municipality_id=hearing.municipality_id,
        hearing=hearing,
        email="lone@example.org",
        asked_at=now,
    )
    return {
        "confirm": secret_of(Purpose.CONFIRM, row.key),
        "leave": secret_of(Purpose.LEAVE, row.key),
    }


def _alike(hearing: Hearing) -> list[int]:
    """A campaign and a matter, as the comparing job keeps them."""
    comments = list(Comment.objects.filter(hearing=hearing).order_by("pk"))[:3]
    words = comments[0].text.lower().strip(".").split()[-3:]
    kinds = (GroupKind.CAMPAIGN, GroupKind.MATTER)
    return [make.group(hearing, comments, words, kind).number for kind in kinds]


def _waiting(hearing: Hearing, *, now: datetime) -> Response:
    """A response that nobody has looked at, with something in it that should not be shown."""
    goal = next(row for row in heard_rows(hearing).values() if row.kind is RowKind.GOAL)
    sent = send_response(
        hearing=hearing,
        copy=hearing.pk * 1000 + 900,
        sender=Sender(name="Ib Ibsen", email="ib@example.org"),
        said=[Said(goal, text=PERSONAL)],
        letter=lambda _response: Letter("Kvittering", "Tak for dit svar."),
        now=now,
    )
    return sent.response


def _typed(hearing: Hearing, demo: DemoOrganisation, *, now: datetime) -> Comment:
    """Of a letter that staff entered, with a mistake that has been corrected once."""
    deed: dict[str, Any] = {"by": demo.consultant, "now": now}
    row = next(row for row in heard_rows(hearing).values() if row.kind is RowKind.GOAL)
    kept = enter_response(
        hearing=hearing,
        came=Came(Channel.LETTER, date_in_denmark(now), "Postliste nr. 12"),
        sender=Sender(name="Ida Iversen"),
        said=[Said(row, CommentKind.WORDING, suggestion="Stien har bænke til ale")],
        write=lambda _response: Letter("Kvittering", "Tak for dit svar."),
        **deed,
    )
    comment = kept.comments.get()
    return correct_comment(
        comment=comment,
        expected=state_of(comment),
        words=Words("", "Stien har bænke til alle"),
        reason="Læst forkert i brevet",
        **deed,
    )


def _response_facts(response: Response) -> dict[str, str]:
    return {
        "key": str(response.key),
        "reference": response.reference,
        "secret": secret_of(Purpose.FOLLOW, response.key),
    }


def _invited(hearing: Hearing, demo: DemoOrganisation, *, now: datetime) -> dict[str, str]:
    """A council that has been asked, at its secret address."""
    deed: dict[str, Any] = {"by": demo.consultant, "now": now}
    name = "Eksempelskolens skolebestyrelse"
    asked = Invited(InvitationKind.SCHOOL_BOARD, name, "skolen@example.org")
    add_invitations(hearing=hearing, listed=[asked], **deed)
    invite(hearing=hearing, write=lambda _one: Letter("Høring", "I er inviteret."), **deed)
    row = hearing.invitations.get(name=name)
    return {"key": str(row.key), "name": name, "secret": secret_of(Purpose.INVITED, row.key)}
