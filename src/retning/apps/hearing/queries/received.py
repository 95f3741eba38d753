"""What has come in to a hearing, as those read it who handle it: whole, withdrawn ones too."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import models
from django.db.models import Count, Prefetch, Q, QuerySet, prefetch_related_objects
from django.utils.translation import gettext_lazy as _

from retning.apps.hearing.enums import Channel, Showing
from retning.apps.hearing.models import AbuseReport, Comment, Hearing, Response, ResponseFile
from retning.apps.hearing.queries.files import is_picture, may_tell_author, waits_for_copy
from retning.apps.hearing.queries.queue import is_gone, state_of


class Only(models.TextChoices):
    """Which responses are looked at."""

    EVERY = "every", _("all")
    TYPED = "typed", _("letters, e-mails and calls")
    LATE = "late", _("came too late")
    INVITED = "invited", _("from those who were invited")
    WITHDRAWN = "withdrawn", _("withdrawn from publication")


def _only(which: Only) -> Q:
    match which:
        case Only.EVERY:
            return Q()
        case Only.TYPED:
            return ~Q(channel=Channel.WEB)
        case Only.LATE:
            return Q(is_late=True)
        case Only.INVITED:
            return Q(invitation__isnull=False)
        case Only.WITHDRAWN:
            return Q(withdrawn_at__isnull=False)


def responses_of(
    hearing: Hearing, only: Only = Only.EVERY, *, sought: str = ""
) -> QuerySet[Response]:
    """The responses, the newest first, each with how many comments it has (`comment_count`) and
    how many of them wait (`waiting_count`). `sought` is part of a reference or a sender's name."""
    found = hearing.responses.filter(_only(only)).select_related("invitation")
    words = " ".join(sought.split())
    if words:
        found = found.filter(
            Q(reference__icontains=words)
            | Q(name__icontains=words)
            | Q(organisation__icontains=words)
            | Q(on_behalf_of__icontains=words)
        )
    waits = Q(comments__showing=Showing.WAITING, withdrawn_at=None, erased_at=None)
    return found.annotate(
        comment_count=Count("comments"), waiting_count=Count("comments", filter=waits)
    ).order_by("-received_at", "-pk")


@dataclass(frozen=True)
class ReceivedFile:
    """A file, and the state of it that whoever decides has read; what everyone gets of a picture,
    and whether it is of a kind that tells who wrote it."""

    file: ResponseFile

    @property
    def state(self) -> str:
        return state_of(self.file)

    @property
    def is_picture(self) -> bool:
        return is_picture(self.file)

    @property
    def waits_for_copy(self) -> bool:
        return waits_for_copy(self.file)

    @property
    def may_tell_author(self) -> bool:
        return may_tell_author(self.file)


@dataclass(frozen=True)
class Received:
    """A response with everything: its comments in the order of the text (each with its row and
    its open reports, `open_reports`) and its files."""

    response: Response
    comments: tuple[Comment, ...]
    files: tuple[ReceivedFile, ...]

    @property
    def is_gone(self) -> bool:
        """Whether nothing of it is to be decided any more."""
        return is_gone(self.response)


def received(hearing: Hearing, key: UUID) -> Received | None:
    """One response to a hearing, with how its comments read before they were corrected. Four
    queries, five where any was."""
    rows = hearing.responses.select_related("hearing", "invitation")
    response = rows.filter(key=key).first()
    if response is None:
        return None
    still_open = AbuseReport.objects.filter(settled_at=None).order_by("reported_at", "pk")
    reports = Prefetch("reports", queryset=still_open, to_attr="open_reports")
    comments = response.comments.select_related("row", "response").prefetch_related(reports)
    files = response.files.select_related("attachment").order_by("received_at", "pk")
    found = list(comments.order_by("row__order", "received_at", "pk"))
    if any(each.corrected_at for each in found):
        prefetch_related_objects(found, "corrections")
    return Received(
        response,
        tuple(found),
        tuple(ReceivedFile(each) for each in files),
    )


def comment_of(hearing: Hearing, key: UUID) -> Comment | None:
    """One comment in a hearing, with its response and the row it sits on."""
    rows = hearing.comments.select_related("response", "row", "hearing")
    return rows.filter(key=key).first()


def file_of(hearing: Hearing, key: UUID) -> ResponseFile | None:
    """One file that came in to a hearing."""
    rows = ResponseFile.objects.filter(response__hearing=hearing)
    return rows.select_related("response", "attachment", "public_copy").filter(key=key).first()
