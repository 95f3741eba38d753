"""What every response is made of, however it came in: who sent it, what it says, its reference."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from secrets import choice
from typing import Any

from retning.apps.hearing.enums import CommentKind, HeldFor, SenderKind, Showing
from retning.apps.hearing.models import Comment, Hearing, Invitation, Response
from retning.apps.hearing.queries.answering import HeardRow
from retning.apps.hearing.queries.showing import shows_at_once
from retning.core.screening import find

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Of a reference: none that are taken for each other on the telephone."""
REFERENCE = 8
ATTEMPTS = 3
"""How often a reference is drawn, should it be another response's already."""
MOST_CHARACTERS = 50_000
"""Of one field. What is longer is given back whole, to be sent as a file or in parts."""


@dataclass(frozen=True)
class Sender:
    """Who sends. `name` is a person's; `organisation` that of a company, an association or an
    authority; `on_behalf_of` somebody they write for."""

    kind: SenderKind = SenderKind.CITIZEN
    name: str = ""
    organisation: str = ""
    on_behalf_of: str = ""
    email: str = ""
    postcode: str = ""
    shows_name: bool = False
    language: str = "da"


@dataclass(frozen=True)
class Said:
    """One comment as it was written. `suggestion` is the wording, number or goal that is
    suggested; `text` says why, or is the comment itself."""

    row: HeardRow
    kind: CommentKind = CommentKind.COMMENT
    text: str = ""
    suggestion: str = ""


def new_reference() -> str:
    """A reference that can be said on the telephone: "K7MF-4QXD". One in a million million; the
    database holds that it is there once."""
    drawn = "".join(choice(LETTERS) for _ in range(REFERENCE))
    return f"{drawn[:4]}-{drawn[4:]}"


def drawn(
    hearing: Hearing, sender: Sender, *, invitation: Invitation | None, now: datetime, **came: Any
) -> Iterator[Response]:
    """A response that has not been saved, again and again under another reference: save it in a
    savepoint, and take the next where another has that one. `came` are the fields that tell how
    it came."""
    for _ in range(ATTEMPTS):
        yield Response(
            municipality_id=hearing.municipality_id,
            hearing=hearing,
            reference=new_reference(),
            sender_kind=sender.kind,
            name=sender.name,
            organisation=sender.organisation,
            on_behalf_of=sender.on_behalf_of,
            email=sender.email,
            postcode=sender.postcode,
            shows_name=sender.shows_name,
            language=sender.language,
            invitation=invitation,
            changed_at=now,
            **came,
        )


def comments_of(
    response: Response,
    hearing: Hearing,
    said: Iterable[Said],
    *,
    held_for: Collection[HeldFor | str],
    now: datetime,
) -> list[Comment]:
    """Comments that have not been saved, each screened with the names that are shown with it, shown
    at once only where the hearing does so and nothing gives cause to look."""
    of_sender = found_of_sender(response)
    return [_comment(response, hearing, each, held_for, of_sender, now) for each in said]


def found_of_sender(response: Response) -> frozenset[str]:
    """What `find` found in who sends, where that is to be shown: it is read by as many as the
    comments. That the sender's own name is a name is no cause; whom they write for has not been
    asked."""
    if not response.shows_name:
        return frozenset()
    own = {str(each.kind) for each in find(f"{response.name}\n\n{response.organisation}")}
    return frozenset(
        own - {HeldFor.NAME} | {str(each.kind) for each in find(response.on_behalf_of)}
    )


def found_in(response: Response, text: str, suggestion: str) -> set[str]:
    """Why a comment of a response should be looked at before everyone can read it."""
    return {*found_of_sender(response), *_found(text, suggestion)}


def _found(text: str, suggestion: str) -> set[str]:
    whole = f"{text}\n\n{suggestion}" if suggestion else text
    return {str(each.kind) for each in find(whole)}


def not_yet(present: Sequence[Comment], said: Iterable[Said]) -> list[Said]:
    """What is not among the comments already: the same sent twice is there once."""
    known = {(each.row_id, each.kind, each.text, each.suggestion) for each in present}
    return [
        each for each in said if (each.row.pk, each.kind, each.text, each.suggestion) not in known
    ]


def _comment(
    response: Response,
    hearing: Hearing,
    said: Said,
    held_for: Collection[HeldFor | str],
    of_sender: Collection[str],
    now: datetime,
) -> Comment:
    found = {*of_sender, *_found(said.text, said.suggestion)}
    is_shown = shows_at_once(hearing, held_for, found)
    return Comment(
        municipality_id=hearing.municipality_id,
        response=response,
        hearing=hearing,
        row_id=said.row.pk,
        row_key=said.row.key,
        kind=said.kind,
        text=said.text,
        suggestion=said.suggestion,
        received_at=now,
        held_for=sorted(found),
        showing=Showing.PUBLISHED if is_shown else Showing.WAITING,
        published_at=now if is_shown else None,
        shown_text=said.text if is_shown else "",
        shown_suggestion=said.suggestion if is_shown else "",
    )
