"""What waits for a moderator in a hearing, and what has been decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from retning.apps.hearing.enums import Publishing, ScanState, Showing
from retning.apps.hearing.models import AbuseReport, Comment, Hearing, Response, ResponseFile


class Pile(models.TextChoices):
    """Comments of a hearing by what is to be done about them."""

    WAITING = "waiting", _("wait to be looked at")
    REPORTED = "reported", _("reported by readers")
    UNSEEN = "unseen", _("shown at once, not looked at yet")
    SHOWN = "shown", _("shown to everyone")
    WITHHELD = "withheld", _("not shown")


@dataclass(frozen=True)
class Piles:
    """How many comments stand in each pile, and how many files wait."""

    comments: dict[Pile, int]
    files: int

    @property
    def to_do(self) -> int:
        """What somebody has to look at."""
        to_do = (Pile.WAITING, Pile.REPORTED, Pile.UNSEEN)
        return sum(self.comments[pile] for pile in to_do) + self.files


class Decidable(Protocol):
    """A comment or a file."""

    showing: str
    decided_at: datetime | None


def state_of(row: Decidable) -> str:
    """How a comment or file stands, as a form carries it: the one who decides says what they
    had read. It changes with every decision, and where staff correct what they typed."""
    moments = (row.decided_at, getattr(row, "corrected_at", None))
    return " ".join([row.showing, *(each.isoformat() for each in moments if each is not None)])


_GONE = Q(response__withdrawn_at__isnull=False) | Q(response__erased_at__isnull=False)


def is_gone(response: Response) -> bool:
    """Whether nothing of it is to be decided any more: it was withdrawn, or erased."""
    return response.withdrawn_at is not None or response.erased_at is not None


_REPORTED = Exists(AbuseReport.objects.filter(comment=OuterRef("pk"), settled_at=None))
_NEVER = Publishing.NEVER
"""In a hearing that shows nothing, nothing waits for anybody to say whether it is shown."""


def _in(pile: Pile) -> Q:
    match pile:
        case Pile.WAITING:
            return Q(showing=Showing.WAITING) & ~Q(hearing__publishing=_NEVER)
        case Pile.REPORTED:
            return Q(is_reported=True)
        case Pile.UNSEEN:
            return Q(showing=Showing.PUBLISHED, decided_at=None)
        case Pile.SHOWN:
            return Q(showing=Showing.PUBLISHED)
        case Pile.WITHHELD:
            return Q(showing=Showing.WITHHELD)


def waiting_comments() -> QuerySet[Comment]:
    """Everybody's that wait to be looked at, of responses neither withdrawn nor erased; none where
    the hearing shows nothing."""
    return Comment.objects.filter(_in(Pile.WAITING)).exclude(_GONE)


def waiting_files() -> QuerySet[ResponseFile]:
    """The same of files."""
    waiting = ResponseFile.objects.filter(showing=Showing.WAITING).exclude(_GONE)
    return waiting.exclude(response__hearing__publishing=_NEVER)


def untold_of_harm() -> QuerySet[Response]:
    """Responses of which nothing waits, with a harmful file that their sender has not been told of,
    and an address to tell it to."""
    files = ResponseFile.objects.filter(response=OuterRef("pk"))
    untold = Q(response__told_at=None) | Q(response__told_at__lt=F("decided_at"))
    comments = Comment.objects.filter(response=OuterRef("pk"), showing=Showing.WAITING)
    rows = Response.objects.filter(withdrawn_at=None, erased_at=None).exclude(email="")
    return rows.filter(
        Exists(files.filter(untold, scan=ScanState.INFECTED, showing=Showing.WITHHELD)),
        ~Exists(files.filter(showing=Showing.WAITING)),
        ~Exists(comments),
    )


def reported_comments() -> QuerySet[Comment]:
    """Everybody's that readers have reported and nobody has settled since, but for those that wait
    anyway; what has been withdrawn or erased is settled by that."""
    return Comment.objects.filter(_REPORTED).exclude(showing=Showing.WAITING).exclude(_GONE)


def _comments(hearing: Hearing) -> QuerySet[Comment]:
    """Of responses that have been neither withdrawn nor erased."""
    return Comment.objects.filter(hearing=hearing).exclude(_GONE).annotate(is_reported=_REPORTED)


def piles(hearing: Hearing) -> Piles:
    """How much stands where. Two queries."""
    counts = _comments(hearing).aggregate(
        **{f"of_{pile}": Count("pk", filter=_in(pile)) for pile in Pile}
    )
    return Piles(
        comments={pile: counts[f"of_{pile}"] for pile in Pile},
        files=files_waiting(hearing).count(),
    )


def pile_of(hearing: Hearing, pile: Pile) -> QuerySet[Comment]:
    """The comments of a pile, the oldest first, with their responses, the rows they sit on, and
    the reports of them that nobody has settled (`open_reports`)."""
    still_open = AbuseReport.objects.filter(settled_at=None).order_by("reported_at", "pk")
    found = _comments(hearing).filter(_in(pile)).select_related("response", "row")
    return found.prefetch_related(
        Prefetch("reports", queryset=still_open, to_attr="open_reports")
    ).order_by("received_at", "pk")


def files_waiting(hearing: Hearing) -> QuerySet[ResponseFile]:
    """The files of a hearing that nobody has decided on, the oldest first."""
    rows = waiting_files().filter(response__hearing=hearing)
    return rows.select_related("response", "attachment").order_by("pk")
