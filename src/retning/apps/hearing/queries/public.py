"""What everyone reads of hearings, and of what was said in them.

Nothing that waits, was withheld or withdrawn gets past these questions: `shown` is in each of them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import (
    BigIntegerField,
    CharField,
    Count,
    DateField,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce

from retning.apps.hearing.enums import (
    CommentKind,
    Phase,
    Publishing,
    ScanState,
    SenderKind,
    Showing,
)
from retning.apps.hearing.models import Comment, Extension, Hearing, ResponseFile
from retning.apps.hearing.queries.files import GIVEN
from retning.apps.hearing.queries.hearings import NEWEST_FIRST
from retning.apps.hearing.queries.phases import May, allows, days_left, phase_of
from retning.apps.organisation.models import Municipality
from retning.foundation.clock import date_in_denmark
from retning.foundation.freezing.models import FrozenRow
from retning.foundation.records.prepared import Asked, Question

FEW, PAGE_SIZE, IN_FEED = 5, 20, 50


# --- Hearings --------------------------------------------------------------------------


@dataclass(frozen=True)
class PublicHearing:
    """A hearing that has been announced, as it stands at a moment. `days_left` counts today and is
    None where it is not open; `takes_answers` is true in the grace after the last day too."""

    hearing: Hearing
    edition_slug: str
    edition_number: int
    edition_title: str
    frozen_set_id: int
    strategy_id: int
    phase: Phase
    days_left: int | None
    takes_answers: bool
    may_be_followed: bool
    renews: tuple[str, str] | None
    renewed_by: tuple[str, str] | None
    """Address and title of the hearing before, and of the one that is held instead."""

    @property
    def shows_comments(self) -> bool:
        return self.hearing.publishing != Publishing.NEVER

    @property
    def state(self) -> str:
        """A text that changes whenever something of the hearing itself can."""
        row, days = self.hearing, self.days_left
        others = (self.renews, self.renewed_by)
        return f"{row.pk} {row.version} {self.phase} {days} {self.takes_answers} {others}"


def _announced(municipality: Asked, day: Asked) -> QuerySet[Hearing]:
    renewing = Hearing.objects.filter(renews=OuterRef("pk"), announced_on__lte=day).order_by("pk")
    return (
        Hearing.objects.filter(municipality=municipality, announced_on__lte=day)
        .annotate(
            edition_slug=F("edition__slug"),
            edition_number=F("edition__number"),
            edition_title=F("edition__title"),
            edition_set=F("edition__frozen_set_id"),
            edition_strategy=F("edition__strategy_id"),
            renews_slug=F("renews__slug"),
            renews_title=F("renews__title"),
            renewing_slug=Subquery(renewing.values("slug")[:1]),
            renewing_title=Subquery(renewing.values("title")[:1]),
        )
        .order_by(*NEWEST_FIRST)
    )


def _of_slug(municipality: Asked, day: Asked, slug: Asked) -> QuerySet[Hearing]:
    return _announced(municipality, day).filter(slug=slug)


_ALL = Question(_announced, municipality=CharField(), day=DateField())
_ONE = Question(_of_slug, municipality=CharField(), day=DateField(), slug=CharField())


def public_hearing(municipality: Municipality, slug: str, *, now: datetime) -> PublicHearing | None:
    """The announced hearing with an address, or None: one query."""
    day = date_in_denmark(now)
    found = _ONE.models(municipality=municipality.pk, day=day, slug=slug)
    return _public(found[0], now) if found else None


def public_hearings(municipality: Municipality, *, now: datetime) -> list[PublicHearing]:
    """Every announced hearing, those without a first day yet, then the one that opened last: one
    query."""
    found = _ALL.models(municipality=municipality.pk, day=date_in_denmark(now))
    return [_public(row, now) for row in found]


def _public(row: Any, now: datetime) -> PublicHearing:
    return PublicHearing(
        hearing=row,
        edition_slug=row.edition_slug,
        edition_number=row.edition_number,
        edition_title=row.edition_title,
        frozen_set_id=row.edition_set,
        strategy_id=row.edition_strategy,
        phase=phase_of(row, now),
        days_left=days_left(row, now),
        takes_answers=allows(row, May.ANSWER, now),
        may_be_followed=allows(row, May.BE_FOLLOWED, now),
        renews=_named(row.renews_slug, row.renews_title),
        renewed_by=_named(row.renewing_slug, row.renewing_title),
    )


def _named(slug: str | None, title: str | None) -> tuple[str, str] | None:
    return None if slug is None else (slug, title or "")


class Moved(NamedTuple):
    """The last day was moved."""

    before: date
    closes_on: date
    reason: str
    extended_at: datetime


def extensions_of(hearing: Hearing) -> list[Moved]:
    """Every time the last day was moved, the newest first: one query."""
    return [Moved(*row) for row in _MOVED.rows(hearing=hearing.pk)]


def _moved(hearing: Asked) -> QuerySet[Any, Any]:
    rows = Extension.objects.filter(hearing_id=hearing).order_by("-extended_at", "-pk")
    return rows.values_list(*Moved._fields)


_MOVED = Question(_moved, hearing=BigIntegerField())


class TextRow(NamedTuple):
    """A row of the text that is heard, in the order of the text."""

    key: UUID
    kind: str
    parent_key: UUID | None
    text: str


def text_rows(frozen_set_id: int) -> list[TextRow]:
    """The text of an edition without its longer parts: one query."""
    return [TextRow(*row) for row in _ROWS.rows(frozen_set=frozen_set_id)]


def _rows(frozen_set: Asked) -> QuerySet[Any, Any]:
    rows = FrozenRow.objects.filter(frozen_set_id=frozen_set).order_by("order")
    return rows.values_list(*TextRow._fields)


_ROWS = Question(_rows, frozen_set=BigIntegerField())


# --- Comments --------------------------------------------------------------------------


@dataclass(frozen=True)
class PublicFile:
    """A file that everyone can open."""

    key: UUID
    name: str
    size: int


@dataclass(frozen=True)
class PublicComment:
    """A comment as everyone reads it. `sender` names are empty where the sender did not choose
    that they are shown; `postcode` too where it was not given."""

    key: UUID
    row_key: UUID
    kind: CommentKind
    text: str
    suggestion: str
    is_redacted: bool
    received_at: datetime
    published_at: datetime
    sender_kind: SenderKind
    name: str
    organisation: str
    on_behalf_of: str
    postcode: str
    response_id: int
    hearing_slug: str
    hearing_title: str
    files: Sequence[PublicFile] = field(default=())


@dataclass(frozen=True)
class Filters:
    """Which comments are asked for: `about` are the keys of rows, None all of them."""

    about: Collection[UUID] | None = None
    sender: SenderKind | None = None
    kind: CommentKind | None = None
    postcode: str = ""

    @property
    def is_everything(self) -> bool:
        return self.about is None and not (self.sender or self.kind or self.postcode)


COLUMNS = (
    "key", "row_key", "kind", "shown_text", "shown_suggestion", "is_redacted", "received_at",
    "published_at", "response__sender_kind", "response__name", "response__organisation",
    "response__on_behalf_of", "response__postcode", "response_id", "hearing__slug",
    "hearing__title", "response__shows_name",
)  # fmt: skip


def shown() -> QuerySet[Comment]:
    """The comments that everyone can read, of hearings that show any; the hearing's own day is for
    the caller, who has found it."""
    return Comment.objects.filter(
        ~Q(shown_text="", shown_suggestion=""),
        ~Q(hearing__publishing=Publishing.NEVER),
        showing=Showing.PUBLISHED,
        published_at__isnull=False,
        response__withdrawn_at=None,
    )


def comment_of(row: Sequence[Any]) -> PublicComment:
    """A row of `COLUMNS` as everyone may see it."""
    *before, sender, name, organisation, behalf, postcode, response, slug, title, shows = row
    key, row_key, kind, text, suggestion, is_redacted, received_at, published_at = before
    return PublicComment(
        key=key,
        row_key=row_key,
        kind=CommentKind(kind),
        text=text,
        suggestion=suggestion,
        is_redacted=is_redacted,
        received_at=received_at,
        published_at=published_at,
        sender_kind=SenderKind(sender),
        name=name if shows else "",
        organisation=organisation if shows else "",
        on_behalf_of=behalf if shows else "",
        postcode=postcode,
        response_id=response,
        hearing_slug=slug,
        hearing_title=title,
    )


def comments_page(
    hearing: Hearing, filters: Filters, *, page: int = 1, size: int = PAGE_SIZE
) -> list[PublicComment]:
    """Comments of a hearing, the newest first, with their files: two queries, however many."""
    if page == 1 and size in _FIRST and filters.is_everything:
        rows = _FIRST[size].rows(hearing=hearing.pk)
    else:
        found = _filtered(hearing, filters).order_by("-published_at", "-pk").values_list(*COLUMNS)
        rows = list(found[(page - 1) * size : page * size])
    return with_files([comment_of(row) for row in rows])


def _first(size: int) -> Question:
    """What nearly everybody asks for: the newest, of all."""

    def newest(hearing: Asked) -> QuerySet[Any, Any]:
        found = shown().filter(hearing_id=hearing).order_by("-published_at", "-pk")
        return found.values_list(*COLUMNS)[:size]

    return Question(newest, hearing=BigIntegerField())


_FIRST = {size: _first(size) for size in (FEW, PAGE_SIZE, IN_FEED)}


def comment_count(hearing: Hearing, filters: Filters) -> int:
    """How many there are: one query."""
    return _filtered(hearing, filters).count()


def _filtered(hearing: Hearing, filters: Filters) -> QuerySet[Comment]:
    found = shown().filter(hearing=hearing)
    if filters.about is not None:
        found = found.filter(row_key__in=filters.about)
    if filters.sender:
        found = found.filter(response__sender_kind=filters.sender)
    if filters.kind:
        found = found.filter(kind=filters.kind)
    if filters.postcode:
        found = found.filter(response__postcode=filters.postcode)
    return found


def comment_counts(hearing: Hearing) -> dict[UUID, int]:
    """How many comments each row has; rows without any are left out: one query."""
    return {key: count for key, count in _COUNTS.rows(hearing=hearing.pk)}  # noqa: C416


def _counts(hearing: Asked) -> QuerySet[Any, Any]:
    rows = shown().filter(hearing_id=hearing).order_by().values_list("row_key")
    return rows.annotate(Count("pk"))


_COUNTS = Question(_counts, hearing=BigIntegerField())


def with_files(comments: Sequence[PublicComment]) -> list[PublicComment]:
    """Each response's open files beside the first of its comments here: one query."""
    responses = sorted({comment.response_id for comment in comments})
    files: dict[int, list[PublicFile]] = {}
    if responses:
        for response, *told in _FILES.rows(responses=responses):
            files.setdefault(response, []).append(PublicFile(*told))
    return [_with(comment, files.pop(comment.response_id, [])) for comment in comments]


def _files(responses: Any) -> QuerySet[Any, Any]:
    found = ResponseFile.objects.filter(
        response__id__in=responses, showing=Showing.PUBLISHED, response__withdrawn_at=None
    ).exclude(scan__in=[ScanState.INFECTED, ScanState.WAITING])
    rows = found.filter(GIVEN).order_by("pk")
    size = Coalesce("public_copy__size", "attachment__size")
    return rows.values_list("response_id", "key", "name", size)


_FILES = Question(_files, responses=BigIntegerField())


def _with(comment: PublicComment, files: Sequence[PublicFile]) -> PublicComment:
    return PublicComment(**{**vars(comment), "files": tuple(files)}) if files else comment
