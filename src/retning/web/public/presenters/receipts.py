"""What a sender sees of their own response, and the mail that tells them where it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from retning.apps.hearing.enums import CommentKind, ScanState, Showing, WithheldFor
from retning.apps.hearing.models import Comment, Hearing, Response, ResponseFile
from retning.apps.hearing.queries.answering import COMMENTED, HeardRow
from retning.apps.hearing.queries.responses import OwnResponse
from retning.apps.hearing.queries.secrets import Purpose, secret_of
from retning.apps.hearing.services.letters import Letter
from retning.apps.strategy.enums import RowKind
from retning.core.redline import Segment, words
from retning.web.public.presenters.labels import Label
from retning.web.request.site import SiteRequest
from retning.web.ui.formats import shorten

ABOUT = 90


@dataclass(frozen=True)
class OwnComment:
    """A comment as its sender sees it. `reason` is why it is not shown, in the words its sender is
    told; `changed` a suggested wording as a red-line against the one heard."""

    about: str
    is_about_whole: bool
    heading: str
    text: str
    suggestion: str
    changed: Sequence[Segment]
    status: Label
    reason: str
    is_redacted: bool
    received_at: datetime


@dataclass(frozen=True)
class OwnFile:
    name: str
    size: int
    status: Label
    reason: str


@dataclass(frozen=True)
class Receipt:
    """The page at a response's secret address; `secret` is what the address holds."""

    response: Response
    secret: str
    address: str
    comments: Sequence[OwnComment]
    later: Sequence[OwnComment]
    files: Sequence[OwnFile]
    is_anything_waiting: bool


@dataclass(frozen=True)
class Choice:
    """A row to add a comment on."""

    value: int
    text: str
    group: str


def receipt_of(own: OwnResponse, *, secret: str, address: str) -> Receipt:
    hearing, is_out = own.response.hearing, own.response.withdrawn_at is not None
    everything = [*own.comments, *own.later]
    return Receipt(
        response=own.response,
        secret=secret,
        address=address,
        comments=[_comment(each, hearing, is_out) for each in own.comments],
        later=[_comment(each, hearing, is_out) for each in own.later],
        files=[_file(each, is_out) for each in own.files],
        is_anything_waiting=any(each.showing == Showing.WAITING for each in everything),
    )


def _comment(comment: Comment, hearing: Hearing, is_withdrawn: bool) -> OwnComment:
    kind, row = CommentKind(comment.kind), comment.row
    is_wording = kind is CommentKind.WORDING
    return OwnComment(
        about=shorten(row.text, ABOUT),
        is_about_whole=row.kind == RowKind.STRATEGY,
        heading="" if kind is CommentKind.COMMENT else str(kind.label).capitalize(),
        text=comment.text,
        suggestion="" if is_wording else comment.suggestion,
        changed=words(row.text, comment.suggestion) if is_wording else (),
        status=_standing(comment.showing, is_withdrawn, hearing),
        reason=_reason(comment.showing, comment.withheld_for),
        is_redacted=comment.is_redacted,
        received_at=comment.received_at,
    )


def _file(file: ResponseFile, is_withdrawn: bool) -> OwnFile:
    is_harmful = file.scan == ScanState.INFECTED
    return OwnFile(
        name=file.name,
        size=file.attachment.size,
        status=_standing(Showing.WITHHELD if is_harmful else file.showing, is_withdrawn, None),
        reason=str(WithheldFor.HARMFUL_FILE.label)
        if is_harmful
        else _reason(file.showing, file.withheld_for),
    )


def _standing(showing: str, is_withdrawn: bool, hearing: Hearing | None) -> Label:
    if is_withdrawn:
        return Label("earlier", gettext("Withdrawn from publication"))
    if hearing is not None and hearing.publishing == "never":
        return Label("waiting", gettext("Read by the municipality alone"))
    match Showing(showing):
        case Showing.PUBLISHED:
            return Label("published", gettext("Shown to everyone"))
        case Showing.WITHHELD:
            return Label("unmet", gettext("Not shown"))
        case Showing.WAITING:
            return Label("waiting", gettext("Waits to be looked at"))


def _reason(showing: str, withheld_for: str) -> str:
    if showing != Showing.WITHHELD or not withheld_for:
        return ""
    return str(WithheldFor(withheld_for).label)


def choices_of(rows: Sequence[HeardRow], words_of: Callable[[RowKind], str]) -> list[Choice]:
    """What one can add a comment on: the whole first, then the text's own order."""
    found = [each for each in rows if each.kind in COMMENTED]
    found.sort(key=lambda each: each.kind is not RowKind.STRATEGY)
    return [
        Choice(
            each.pk,
            gettext("The whole")
            if each.kind is RowKind.STRATEGY
            else f"{words_of(each.kind)}: {shorten(each.text, ABOUT)}",
            str(each.kind),
        )
        for each in found
    ]


def receipt_path(slug: str, response: Response) -> str:
    """The address at which a sender follows a response; it holds a secret."""
    secret = secret_of(Purpose.FOLLOW, response.key)
    return reverse("public:hearing_receipt", args=[slug, secret])


def receipt_writer(request: HttpRequest, hearing: Hearing) -> Callable[[Response], Letter]:
    """What writes the mail that a response has come in: where to follow it, and nothing of it."""

    sender = cast(SiteRequest, request).municipality.official_name

    def write(response: Response) -> Letter:
        address = request.build_absolute_uri(receipt_path(hearing.slug, response))
        return Letter(
            subject=gettext("We have received your response"),
            text=_letter(hearing, response, address, sender),
        )

    return write


def _letter(hearing: Hearing, response: Response, address: str, sender: str) -> str:
    said = {
        "title": hearing.title,
        "reference": response.reference,
        "address": address,
        "sender": sender,
    }
    return (
        gettext(
            "Thank you for your response to “%(title)s”. We have received it, and its reference "
            "is %(reference)s.\n"
            "\n"
            "Here you can see what you sent and what becomes of it. As long as the hearing is "
            "open you can add to it, and you can take it out of the public's sight:\n"
            "\n"
            "%(address)s\n"
            "\n"
            "Whoever has this address can do the same, so keep it to yourself.\n"
            "\n"
            "Kind regards\n"
            "%(sender)s\n"
        )
        % said
    )
