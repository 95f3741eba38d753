"""A hearing as everyone sees it: where it stands, the text that is heard with what was said of
each part of it, and the comments one by one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.translation import gettext

from retning.apps.hearing.enums import CommentKind, Phase, SenderKind
from retning.apps.hearing.queries.public import (
    PAGE_SIZE,
    Filters,
    Moved,
    PublicComment,
    PublicHearing,
    TextRow,
)
from retning.apps.strategy.enums import RowKind
from retning.web.public.presenters.hearing_links import (
    ABOUT,
    KIND,
    PAGE,
    POSTCODE,
    SENDER,
    answer_url,
    comments_said,
    comments_url,
    days_said,
    feed_url,
    hearing_url,
    phase_label,
    phase_said,
)
from retning.web.public.presenters.labels import Label
from retning.web.public.presenters.links import CRUMB, anchor, area_url
from retning.web.public.presenters.said import Said, kind_said, said_of
from retning.web.ui.formats import shorten
from retning.web.ui.links import Link

CHOICE = 70


@dataclass(frozen=True)
class HearingHead:
    """A hearing in few words. `is_ahead` before it opens; `days` is empty where it is not open,
    `answer_url` where nobody can answer, `follow_url` where nothing more will come."""

    title: str
    url: str
    state: Label
    is_ahead: bool
    is_open: bool
    days: str
    says: str
    opens_on: date | None
    closes_on: date | None
    answer_url: str
    follow_url: str
    comments_url: str
    feed_url: str


def hearing_head(found: PublicHearing) -> HearingHead:
    row = found.hearing
    return HearingHead(
        title=row.title,
        url=hearing_url(row.slug),
        state=phase_label(found.phase),
        is_ahead=found.phase is Phase.ANNOUNCED,
        is_open=found.phase is Phase.OPEN,
        days="" if found.days_left is None else days_said(found.days_left),
        says=phase_said(found),
        opens_on=row.opens_on,
        closes_on=row.closes_on,
        answer_url=answer_url(row.slug) if found.takes_answers else "",
        follow_url=reverse("public:hearing_follow", args=[row.slug])
        if found.may_be_followed
        else "",
        comments_url=comments_url(row.slug),
        feed_url=feed_url(row.slug),
    )


def hearing_chain(found: PublicHearing | None = None) -> list[Link]:
    """The way back to all hearings, and to one of them."""
    links = [Link(gettext("Hearings"), reverse("public:hearings"))]
    if found is not None:
        links.append(Link(shorten(found.hearing.title, CRUMB), hearing_url(found.hearing.slug)))
    return links


@dataclass(frozen=True)
class HeardPiece:
    """A row of the text that is heard: `url` is where it can be read and answered, `comments_url`
    what was said of it, empty where nothing was."""

    kind: RowKind
    text: str
    url: str
    count: int
    comments_url: str


@dataclass(frozen=True)
class HeardArea:
    """An area; `pieces` are its goals and themes in order, `count` the comments on all of it."""

    title: str
    url: str
    anchor: str
    count: int
    comments_url: str
    own: int
    answer_url: str
    pieces: Sequence[HeardPiece]


@dataclass(frozen=True)
class HearingPage:
    """`whole` are the comments on the text as a whole; `newest` a few of all."""

    head: HearingHead
    introduction: str
    edition: Link
    case_number: str
    moved: Sequence[Moved]
    renews: Link | None
    renewal_reason: str
    renewed_by: Link | None
    shows_comments: bool
    is_checked_first: bool
    count: int
    count_said: str
    whole: HeardPiece | None
    areas: Sequence[HeardArea]
    newest: Sequence[Said]


def hearing_page(
    found: PublicHearing,
    rows: Sequence[TextRow],
    counts: Mapping[UUID, int],
    newest: Sequence[PublicComment],
    moved: Sequence[Moved],
) -> HearingPage:
    row, wordings = found.hearing, {each.key: each.text for each in rows}
    strategy = next((each for each in rows if each.kind == RowKind.STRATEGY), None)
    total = sum(counts.values())
    return HearingPage(
        head=hearing_head(found),
        introduction=row.introduction,
        edition=Link(
            found.edition_title,
            reverse("public:edition", args=[found.edition_slug, found.edition_number]),
        ),
        case_number=row.case_number,
        moved=moved,
        renews=_hearing_link(found.renews),
        renewal_reason=row.renewal_reason,
        renewed_by=_hearing_link(found.renewed_by),
        shows_comments=found.shows_comments,
        is_checked_first=row.publishing == "after_check",
        count=total,
        count_said=comments_said(total),
        whole=_piece(found, strategy, counts) if strategy else None,
        areas=heard_areas(found, rows, counts),
        newest=[_said(each, wordings) for each in newest],
    )


def _hearing_link(named: tuple[str, str] | None) -> Link | None:
    return None if named is None else Link(named[1], hearing_url(named[0]))


def _said(comment: PublicComment, wordings: Mapping[UUID, str]) -> Said:
    wording = wordings.get(comment.row_key, "")
    return said_of(comment, wording=wording, about=wording)


def below(rows: Sequence[TextRow], key: UUID) -> set[UUID]:
    """The keys of a row and of all that hangs below it; for the whole text, its own alone."""
    if any(each.key == key and each.kind == RowKind.STRATEGY for each in rows):
        return {key}
    found = {key}
    for row in rows:  # in the order of the text: what is above comes first
        if row.parent_key in found:
            found.add(row.key)
    return found


def heard_areas(
    found: PublicHearing, rows: Sequence[TextRow], counts: Mapping[UUID, int]
) -> list[HeardArea]:
    """The areas of the text, each with what hangs below it."""
    children: dict[UUID | None, list[TextRow]] = defaultdict(list)
    for row in rows:
        children[row.parent_key].append(row)

    def pieces(above: UUID) -> list[HeardPiece]:
        told = []
        for row in children[above]:
            if row.kind != RowKind.OBJECTIVE:
                told.append(_piece(found, row, counts))
            told += pieces(row.key)
        return told

    return [_area(found, row, pieces(row.key), counts) for row in rows if row.kind == RowKind.AREA]


def _area(
    found: PublicHearing, row: TextRow, pieces: Sequence[HeardPiece], counts: Mapping[UUID, int]
) -> HeardArea:
    own, slug = counts.get(row.key, 0), found.hearing.slug
    count = own + sum(piece.count for piece in pieces)
    return HeardArea(
        title=row.text,
        url=area_url(found.edition_slug, row.key),
        anchor=anchor(row.key),
        count=count,
        comments_url=comments_url(slug, row.key) if count else "",
        own=own,
        answer_url=answer_url(slug, row.key) if found.takes_answers else "",
        pieces=pieces,
    )


def _piece(found: PublicHearing, row: TextRow, counts: Mapping[UUID, int]) -> HeardPiece:
    slug, count = found.hearing.slug, counts.get(row.key, 0)
    return HeardPiece(
        kind=RowKind(row.kind),
        text=row.text,
        url=answer_url(slug, row.key) if found.takes_answers else "",
        count=count,
        comments_url=comments_url(slug, row.key) if count else "",
    )


# --- The comments one by one -------------------------------------------------------------


@dataclass(frozen=True)
class Choice:
    """One of a filter's choices; `depth` 1 stands below the one before it."""

    value: str
    label: str
    is_chosen: bool
    depth: int = 0


@dataclass(frozen=True)
class CommentsPage:
    """Comments of a hearing. `about` is the row that is asked for, None for all; `parameter` is
    the address's beginning of each further page."""

    head: HearingHead
    about: HeardPiece | None
    count_said: str
    comments: Sequence[Said]
    rows: Sequence[Choice]
    senders: Sequence[Choice]
    kinds: Sequence[Choice]
    postcode: str
    is_filtered: bool
    all_url: str
    listing: Page[int]
    parameter: str
    shows_comments: bool


@dataclass(frozen=True)
class AskedComments:
    """What a page of comments is asked for, as it stands in its address."""

    about: UUID | None
    filters: Filters
    page: int


def comments_page_of(
    found: PublicHearing,
    rows: Sequence[TextRow],
    counts: Mapping[UUID, int],
    asked: AskedComments,
    comments: Sequence[PublicComment],
    total: int,
) -> CommentsPage:
    wordings = {each.key: each.text for each in rows}
    about = next((each for each in rows if each.key == asked.about), None)
    filters = asked.filters
    told = _parameters(asked)
    return CommentsPage(
        head=hearing_head(found),
        about=_piece(found, about, counts) if about else None,
        count_said=comments_said(total),
        comments=[
            said_of(
                each,
                wording=wordings.get(each.row_key, ""),
                about="" if each.row_key == asked.about else wordings.get(each.row_key, ""),
            )
            for each in comments
        ],
        rows=_row_choices(rows, counts, asked.about),
        senders=[
            Choice(each.value, kind_said(each), each == filters.sender) for each in SenderKind
        ],
        kinds=[
            Choice(each.value, str(each.label).capitalize(), each == filters.kind)
            for each in CommentKind
        ],
        postcode=filters.postcode,
        is_filtered=bool(told),
        all_url=comments_url(found.hearing.slug),
        listing=Paginator(range(total), PAGE_SIZE).get_page(asked.page),
        parameter=f"{urlencode(told)}&{PAGE}" if told else PAGE,
        shows_comments=found.shows_comments,
    )


def _parameters(asked: AskedComments) -> dict[str, Any]:
    filters = asked.filters
    told = {
        ABOUT: str(asked.about or ""),
        SENDER: filters.sender or "",
        KIND: filters.kind or "",
        POSTCODE: filters.postcode,
    }
    return {name: value for name, value in told.items() if value}


def _row_choices(
    rows: Sequence[TextRow],
    counts: Mapping[UUID, int],
    chosen: UUID | None,
) -> list[Choice]:
    """What something was said of, in the order of the text; an area counts all below it."""
    choices = []
    for row in rows:
        is_whole = row.kind == RowKind.STRATEGY
        keys = below(rows, row.key) if row.kind == RowKind.AREA else {row.key}
        count = sum(counts.get(key, 0) for key in keys)
        if count or row.key == chosen:
            title = gettext("The text as a whole") if is_whole else shorten(row.text, CHOICE)
            depth = 0 if row.kind in {RowKind.STRATEGY, RowKind.AREA} else 1
            choices.append(Choice(str(row.key), f"{title} ({count})", row.key == chosen, depth))
    return choices
