"""What is alike among a hearing's comments, as it was found last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Max, QuerySet

from retning.apps.hearing.enums import GroupKind
from retning.apps.hearing.models import Comment, CommentGroup, Grouping, Hearing

AT_ONCE = 2_000


@dataclass(frozen=True)
class Groups:
    """The last comparison of a hearing; None where there was none. `comments` are how many could
    be compared now, `new` how many of them came since."""

    grouping: Grouping | None
    comments: int
    new: int
    newest: int
    campaigns: QuerySet[CommentGroup]
    matters: QuerySet[CommentGroup]


@dataclass(frozen=True)
class Likened:
    """A comment of a group; `share` of the group's words it holds, from 0 to 1."""

    comment: Comment
    share: float


def comparable(hearing: Hearing) -> QuerySet[Comment]:
    """Comments of responses that have been neither withdrawn nor erased."""
    return Comment.objects.filter(
        hearing=hearing, response__withdrawn_at=None, response__erased_at=None
    ).order_by("pk")


def texts_of(hearing: Hearing) -> Iterator[tuple[int, str]]:
    """Id and all words of each comment that can be compared."""
    rows = comparable(hearing).values_list("pk", "text", "suggestion")
    for pk, text, suggestion in rows.iterator(chunk_size=AT_ONCE):
        yield pk, f"{text}\n{suggestion}".strip()


def groups_of(hearing: Hearing) -> Groups:
    """Three queries, and one for each list when it is read."""
    grouping = Grouping.objects.filter(hearing=hearing).first()
    newest = comparable(hearing).aggregate(newest=Max("pk"))["newest"] or 0
    every = comparable(hearing).count()
    known = grouping.newest if grouping is not None else 0
    found = CommentGroup.objects.filter(grouping__hearing=hearing).order_by("number")
    return Groups(
        grouping=grouping,
        comments=every,
        new=comparable(hearing).filter(pk__gt=known).count() if newest > known else 0,
        newest=newest,
        campaigns=found.filter(kind=GroupKind.CAMPAIGN),
        matters=found.filter(kind=GroupKind.MATTER),
    )


def group_with_number(hearing: Hearing, number: int) -> CommentGroup | None:
    return CommentGroup.objects.filter(grouping__hearing=hearing, number=number).first()


def likened(hearing: Hearing, members: Sequence[Sequence[float]]) -> list[Likened]:
    """The comments of these members that are still there, in their order."""
    shares = {int(pk): float(share) for pk, share in members}
    found = comparable(hearing).filter(pk__in=list(shares)).select_related("response", "row")
    by_id = {comment.pk: comment for comment in found}
    return [Likened(by_id[pk], share) for pk, share in shares.items() if pk in by_id]
