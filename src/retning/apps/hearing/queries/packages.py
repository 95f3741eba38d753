"""What is handed to who asks: each response as a document, with what else is held about somebody.

Who asks about themselves gets everything as it was sent and what was decided on it. Who asks for
documents gets the responses without the senders' addresses, and with bars where a text may hold
what nobody has a right to see; somebody reads it through before it leaves the house.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext

from retning.apps.hearing.enums import RequestKind, Showing, SignUpState, WithheldFor
from retning.apps.hearing.models import (
    Comment,
    Correction,
    Follower,
    Invitation,
    Response,
    ResponseFile,
    SignUp,
    SubjectRequest,
)
from retning.apps.hearing.queries.corrections import Words, in_order
from retning.apps.hearing.queries.files import is_picture
from retning.apps.hearing.queries.paper_blocks import (
    about,
    fact,
    heading,
    paragraphs,
    word_blocks,
)
from retning.apps.hearing.queries.papers import (
    LANGUAGE,
    comment_data,
    file_data,
    moment_said,
    response_data,
    response_facts,
)
from retning.apps.hearing.queries.requests import subjects_of
from retning.core.screening import Kind, find
from retning.core.screening.blackout import blacked, plain_lines
from retning.foundation.reporting.structure import Block, Paragraph, Report, Run, Runs, Style

PRIVATE = frozenset({Kind.CPR, Kind.PHONE, Kind.EMAIL, Kind.ADDRESS, Kind.HEALTH})
"""What is blacked out in a text that is handed to others."""
CONTACT = ("email", "postcode")


@dataclass(frozen=True)
class Item:
    """One document of the package, in a folder called `name`."""

    name: str
    report: Report
    data: dict[str, Any]
    files: tuple[ResponseFile, ...] = ()


def items_of(request: SubjectRequest) -> Iterator[Item]:
    """Everything that the request is about, in the language that is active."""
    is_own = request.kind != RequestKind.PUBLIC_ACCESS
    subjects = subjects_of(request)
    for response in subjects.responses:
        yield _own(request, response) if is_own else _others(request, response)
    if not is_own:
        return
    for invitation in subjects.invitations:
        yield _row(request, "invitation", str(invitation.key), _invitation(invitation))
    for follower in subjects.followers:
        yield _row(request, "follower", str(follower.key), _follower(follower))
    for sign_up in subjects.sign_ups:
        yield _row(request, "sign-up", str(sign_up.key), _sign_up(sign_up))


def _comments(response: Response) -> list[Comment]:
    rows = response.comments.select_related("row").prefetch_related("corrections")
    return list(rows.order_by("received_at", "pk"))


def _files(response: Response) -> tuple[ResponseFile, ...]:
    return tuple(response.files.select_related("attachment").order_by("received_at", "pk"))


def _own(request: SubjectRequest, response: Response) -> Item:
    comments, files = _comments(response), _files(response)
    blocks: list[Block] = []
    for comment in comments:
        blocks += [heading(about(comment.row)), *paragraphs(comment.text)]
        if comment.suggestion:
            blocks += [_quiet(gettext("Suggested wording:")), *paragraphs(comment.suggestion)]
        blocks += [*_before(comment), _quiet(_decided(comment))]
    return Item(
        name=f"response-{response.reference}",
        report=_report(request, _title(response), response_facts(response), blocks),
        data={
            "response": response_data(response),
            "comments": [
                {
                    **comment_data(one),
                    "shown_text": one.shown_text,
                    "held_for": one.held_for,
                    "corrections": [_corrected(each) for each in in_order(one.corrections.all())],
                }
                for one in comments
            ],
            "files": [file_data(one) for one in files],
        },
        files=files,
    )


def _before(comment: Comment) -> Iterator[Block]:
    """How staff had typed it before they corrected it, and why."""
    for each in in_order(comment.corrections.all()):
        said = gettext("Corrected here %(moment)s: %(reason)s Before, it read:")
        yield _quiet(said % {"moment": moment_said(each.corrected_at), "reason": each.reason})
        yield from word_blocks(Words(each.text, each.suggestion))


def _corrected(correction: Correction) -> dict[str, str]:
    return {
        "corrected_at": correction.corrected_at.isoformat(),
        "reason": correction.reason,
        "text": correction.text,
        "suggestion": correction.suggestion,
    }


def _others(request: SubjectRequest, response: Response) -> Item:
    """Without addresses; files stay out, since nobody has read them for this."""
    blocks: list[Block] = []
    said = []
    for comment in _comments(response):
        text, suggestion = hidden(comment.text), hidden(comment.suggestion)
        said.append({**comment_data(comment), "text": text, "suggestion": suggestion})
        blocks += [heading(about(comment.row)), *paragraphs(text)]
        if suggestion:
            blocks += [_quiet(gettext("Suggested wording:")), *paragraphs(suggestion)]
    files = _files(response)
    if files:
        sentence = gettext("Files came with it (%(number)s). Read them through one by one.")
        blocks.append(_quiet(sentence % {"number": len(files)}))
    if any(is_picture(file) for file in files):
        said_of_pictures = gettext(
            "Pictures may tell where and when they were taken: hand out the copies, which do not."
        )
        blocks.append(_quiet(said_of_pictures))
    whole = response_data(response)
    sender = {name: value for name, value in whole["sender"].items() if name not in CONTACT}
    left_out = {gettext("E-mail"), gettext("Postcode"), gettext("Where it came from")}
    facts = tuple(one for one in response_facts(response) if one[0] not in left_out)
    return Item(
        name=f"response-{response.reference}",
        report=_report(request, _title(response), facts, blocks),
        data={
            "response": {**whole, "sender": sender, "source_note": ""},
            "comments": said,
            "files": [],
        },
    )


def hidden(text: str) -> str:
    """A text with bars where it may hold a CPR number, an address, a telephone number, an e-mail
    address, or words about somebody's health."""
    plain = plain_lines(text)
    spans = [(one.start, one.end) for one in find(plain) if one.kind in PRIVATE]
    return blacked(plain, spans) if spans else plain


def _decided(comment: Comment) -> str:
    showing = capfirst(str(Showing(comment.showing).label))
    if comment.withheld_for:
        return f"{showing}: {WithheldFor(comment.withheld_for).label}"
    return showing


def _title(response: Response) -> str:
    return gettext("Response %(reference)s") % {"reference": response.reference}


def _quiet(text: str) -> Paragraph:
    return Paragraph((Run(text),), Style.QUIET)


def _row(request: SubjectRequest, kind: str, key: str, facts: dict[str, str]) -> Item:
    title = {
        "invitation": gettext("On the list of those who are asked"),
        "follower": gettext("Follows the hearing by e-mail"),
        "sign-up": gettext("Has signed up for a meeting"),
    }[kind]
    told = tuple(fact(name, value) for name, value in facts.items() if value)
    return Item(
        name=f"{kind}-{key[:8]}",
        report=_report(request, title, told, []),
        data={"kind": kind, "key": key, "facts": {name: facts[name] for name in facts}},
    )


def _invitation(row: Invitation) -> dict[str, str]:
    return {
        gettext("Name"): row.name,
        gettext("E-mail"): row.email,
        gettext("Note"): row.note,
        gettext("Invited"): moment_said(row.invited_at) if row.invited_at else "",
        gettext("Reminded"): moment_said(row.reminded_at) if row.reminded_at else "",
    }


def _follower(row: Follower) -> dict[str, str]:
    return {gettext("E-mail"): row.email, gettext("Since"): moment_said(row.asked_at)}


def _sign_up(row: SignUp) -> dict[str, str]:
    return {
        gettext("Meeting"): row.event.title,
        gettext("Name"): row.name,
        gettext("E-mail"): row.email,
        gettext("Seats"): str(row.seats),
        gettext("State"): capfirst(str(SignUpState(row.state).label)),
        gettext("Signed up"): moment_said(row.signed_up_at),
    }


def _report(
    request: SubjectRequest, title: str, facts: tuple[tuple[str, Runs], ...], blocks: list[Block]
) -> Report:
    hearing = request.hearing
    return Report(
        title=title,
        subtitle=hearing.title,
        language=LANGUAGE,
        sender=hearing.municipality.official_name,
        facts=facts,
        blocks=tuple(blocks) or (_quiet(gettext("No text.")),),
        made_on=request.asked_on.isoformat(),
    )
