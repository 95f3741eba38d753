"""Hearings and what was said in them, as the API tells it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC
from typing import Any, cast
from urllib.parse import urlencode
from uuid import UUID

from retning.apps.hearing.queries.public import Moved, PublicComment, PublicHearing, TextRow
from retning.web.api import shapes
from retning.web.api.presenters.pieces import Teller


def hearing_list(tell: Teller, found: Sequence[PublicHearing]) -> shapes.HearingList:
    """Every hearing that has been announced."""
    return shapes.HearingList(
        items=[shapes.HearingSummary(**_summary(tell, each)) for each in found],
        url=tell.page("hearings"),
        api_url=tell.twin("hearings"),
        language=tell.language,
    )


def hearing(
    tell: Teller,
    found: PublicHearing,
    rows: Sequence[TextRow],
    counts: Mapping[UUID, int],
    moved: Sequence[Moved],
) -> shapes.Hearing:
    """One hearing with the text that is heard."""
    row = found.hearing
    return shapes.Hearing(
        **_summary(tell, found),
        introduction=row.introduction,
        case_number=row.case_number,
        strategy=found.edition_slug,
        edition=found.edition_number,
        shows_comments=found.shows_comments,
        comments=sum(counts.values()),
        parts=[_part(each, counts) for each in rows],
        extended=[
            shapes.HearingExtended(before=each.before, closes_on=each.closes_on, reason=each.reason)
            for each in moved
        ],
        renews=_named(found.renews),
        renewal_reason=row.renewal_reason,
        renewed_by=_named(found.renewed_by),
        answer_url=tell.page("hearing_answer", row.slug) if found.takes_answers else None,
        feed_url=tell.page("hearing_feed", row.slug),
        language=tell.language,
    )


def _summary(tell: Teller, found: PublicHearing) -> dict[str, Any]:
    row = found.hearing
    return {
        "slug": row.slug,
        "title": row.title,
        "kind": row.kind,
        "phase": found.phase.value,
        "announced_on": row.announced_on,
        "opens_on": row.opens_on,
        "closes_on": row.closes_on,
        "days_left": found.days_left,
        "url": tell.page("hearing", row.slug),
        "api_url": tell.twin("hearing", row.slug),
    }


def _part(row: TextRow, counts: Mapping[UUID, int]) -> shapes.HeardPart:
    return shapes.HeardPart(
        id=row.key,
        kind=cast(Any, row.kind),
        parent_id=row.parent_key,
        text=row.text,
        comments=counts.get(row.key, 0),
    )


def _named(found: tuple[str, str] | None) -> shapes.HearingNamed | None:
    return None if found is None else shapes.HearingNamed(slug=found[0], title=found[1])


def comment_list(
    tell: Teller,
    found: PublicHearing,
    comments: Sequence[PublicComment],
    total: int,
    asked: Mapping[str, Any],
) -> shapes.CommentList:
    """A page of comments; `asked` is what the address asks for."""
    page, size = asked["page"], asked["page_size"]

    def at(number: int) -> str:
        kept = {**asked, "page": number}
        told = {name: value for name, value in kept.items() if value is not None}
        return f"{tell.twin('hearing_comments', found.hearing.slug)}?{urlencode(told)}"

    return shapes.CommentList(
        items=[_comment(each) for each in comments],
        total=total,
        page=page,
        page_size=size,
        next=at(page + 1) if page * size < total else None,
        previous=at(page - 1) if page > 1 else None,
        url=tell.page("hearing_comments", found.hearing.slug),
        api_url=at(page),
        language=tell.language,
    )


def _comment(comment: PublicComment) -> shapes.Comment:
    names = (comment.name, comment.organisation, comment.on_behalf_of)
    return shapes.Comment(
        id=comment.key,
        about_id=comment.row_key,
        kind=cast(Any, comment.kind.value),
        text=comment.text,
        suggestion=comment.suggestion,
        is_redacted=comment.is_redacted,
        sender_kind=cast(Any, comment.sender_kind.value),
        sender=", ".join(filter(None, names)),
        postcode=comment.postcode,
        received_at=comment.received_at.astimezone(UTC),
        published_at=comment.published_at.astimezone(UTC),
    )
