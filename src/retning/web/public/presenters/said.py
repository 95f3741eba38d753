"""Comments as pages show them: what was said, about what, and by whom as far as they want."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext

from retning.apps.hearing.enums import CommentKind, EventKind, SenderKind
from retning.apps.hearing.queries.noted import NoteAbout, NotedAt
from retning.apps.hearing.queries.public import PublicComment, PublicFile, PublicHearing
from retning.apps.hearing.queries.said import SaidOf
from retning.core.redline import Segment, words
from retning.core.screening.blackout import Stretch, with_bars
from retning.web.public.presenters.hearing_links import (
    answer_url,
    comments_said,
    comments_url,
    days_said,
)
from retning.web.ui.formats import shorten
from retning.web.ui.links import Link

ABOUT = 120
SIZE_UNIT = 1000


@dataclass(frozen=True)
class FileLink:
    """A file that came with a response; `size` in kB."""

    name: str
    url: str
    size: int


@dataclass(frozen=True)
class Said:
    """One comment. `text` and `suggestion` are pieces, bars where something is blacked out;
    `changed` is the suggestion as a red-line against the wording that was heard. `about` is None
    on a page that is about nothing else. `kind` is empty for a plain comment; `names` are what of
    `sender` its sender wrote."""

    anchor: str
    kind: CommentKind
    about: Link | None
    text: Sequence[Stretch]
    suggestion: Sequence[Stretch]
    changed: Sequence[Segment]
    is_redacted: bool
    sender: str
    names: Sequence[str]
    received_at: datetime
    files: Sequence[FileLink]
    report_url: str


def said_of(comment: PublicComment, *, wording: str = "", about: str = "") -> Said:
    """`wording` is the row's own text, where it is known, to draw a red-line against; `about` the
    text to say what it is about by, empty where the page says so."""
    is_wording = comment.kind is CommentKind.WORDING and bool(wording and comment.suggestion)
    changed = words(wording, comment.suggestion) if is_wording else ()
    return Said(
        anchor=f"k-{comment.key}",
        kind=comment.kind,
        about=_about(comment, about),
        text=with_bars(comment.text) if comment.text else (),
        suggestion=() if is_wording else with_bars(comment.suggestion),
        changed=changed,
        is_redacted=comment.is_redacted,
        sender=sender_said(comment),
        names=[*filter(None, (comment.name, comment.organisation, comment.on_behalf_of))],
        received_at=comment.received_at,
        files=[_file(comment, each) for each in comment.files],
        report_url=reverse("public:comment_report", args=[comment.hearing_slug, comment.key]),
    )


@dataclass(frozen=True)
class Noted:
    """A note from a meeting; `about` is empty on the page of what it is about."""

    note: NoteAbout
    about: str


@dataclass(frozen=True)
class SaidAt:
    """What was noted at one meeting; `minutes` lead to the whole, by the meeting's title;
    `left` is how many notes are only there."""

    origin: str
    minutes: Link
    starts_at: datetime
    notes: Sequence[Noted]
    left: int


@dataclass(frozen=True)
class SaidPart:
    """What was said of a goal, an area or a theme, on its own page. `count_said` is empty where
    there is no comment and one cannot comment; `read` lead to all of them, one for each hearing;
    `answer` is where one can say something now, None where one cannot."""

    count_said: str
    comments: Sequence[Said]
    read: Sequence[Link]
    answer: Link | None
    meetings: Sequence[SaidAt]


def said_part(
    found: Sequence[SaidOf],
    key: UUID,
    open_now: Sequence[PublicHearing],
    noted: Sequence[NotedAt] = (),
) -> SaidPart | None:
    """`found` is what was said of the row `key` first, and of what hangs below it, `noted` the
    same from meetings; None where nothing was and nobody can."""
    total = sum(each.total for each in found)
    if not total and not open_now and not noted:
        return None
    comments = [(comment, each.text) for each in found for comment in each.comments]
    hearings = {comment.hearing_slug: comment.hearing_title for comment, _ in comments}
    return SaidPart(
        count_said=comments_said(total) if total or open_now else "",
        comments=[
            said_of(comment, wording=text, about="" if comment.row_key == key else text)
            for comment, text in comments
        ],
        read=[Link(title, comments_url(slug, key)) for slug, title in hearings.items()],
        answer=_answer(open_now, key),
        meetings=[_said_at(each, key) for each in noted],
    )


def _said_at(meeting: NotedAt, key: UUID) -> SaidAt:
    return SaidAt(
        origin=_origin(meeting.kind),
        minutes=Link(meeting.title, reverse("public:event_minutes", args=[meeting.key])),
        starts_at=meeting.starts_at,
        notes=[
            Noted(note, "" if note.row_key == key else shorten(note.about, ABOUT))
            for note in meeting.notes
        ],
        left=meeting.total - len(meeting.notes),
    )


def _origin(kind: EventKind) -> str:
    match kind:
        case EventKind.CITIZENS_MEETING:
            return gettext("From the citizens' meeting")
        case EventKind.WORKSHOP:
            return gettext("From the workshop")
        case EventKind.VISION_CAMP:
            return gettext("From the vision camp")
        case EventKind.USER_BOARD | EventKind.INNOVATION_COMMITTEE | EventKind.OTHER:
            return gettext("From the meeting")


def _answer(open_now: Sequence[PublicHearing], key: UUID) -> Link | None:
    if not open_now:
        return None
    first = min(open_now, key=lambda each: each.days_left or 0)
    return Link(days_said(first.days_left or 1), answer_url(first.hearing.slug, key))


def _about(comment: PublicComment, about: str) -> Link | None:
    if not about:
        return None
    return Link(shorten(about, ABOUT), comments_url(comment.hearing_slug, comment.row_key))


def _file(comment: PublicComment, file: PublicFile) -> FileLink:
    url = reverse("public:response_file", args=[comment.hearing_slug, file.key])
    return FileLink(file.name, url, max(1, round(file.size / SIZE_UNIT)))


def sender_said(comment: PublicComment) -> str:
    """Who says it, as far as they want it told: a name and what they are, else only the latter."""
    named = ", ".join(filter(None, (comment.name, comment.organisation)))
    kind = kind_said(comment.sender_kind)
    parts = [f"{named} ({kind.lower()})" if named else kind]
    if comment.on_behalf_of:
        parts.append(gettext("on behalf of %(whom)s") % {"whom": comment.on_behalf_of})
    if comment.postcode:
        parts.append(comment.postcode)
    return ", ".join(parts)


def kind_said(kind: SenderKind) -> str:
    match kind:
        case SenderKind.CITIZEN:
            return gettext("Citizen")
        case SenderKind.COMPANY:
            return gettext("Company")
        case SenderKind.ASSOCIATION:
            return gettext("Association")
        case SenderKind.AUTHORITY:
            return gettext("Authority")
