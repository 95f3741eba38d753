"""Hearings for tests, in any phase at NOW; nothing is left to chance."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import count

from retning.apps.hearing.enums import (
    Channel,
    CommentKind,
    EventKind,
    GroupKind,
    HearingKind,
    InvitationKind,
    Phase,
    Publishing,
    SenderKind,
    Showing,
)
from retning.apps.hearing.models import (
    Comment,
    CommentGroup,
    Event,
    Grouping,
    Hearing,
    Invitation,
    Response,
)
from retning.apps.organisation.models import Municipality
from retning.apps.strategy.models import Edition
from retning.foundation.freezing.models import FrozenRow
from tests.factories import strategy as make
from tests.factories.organisation import NOW, TODAY

_numbers = count(1)


def proposal(municipality: Municipality, *, title: str = "Sammen om Vallensbæk") -> Edition:
    """An edition to be heard: one area with an objective, two goals and a theme."""
    made = make.strategy(municipality, title)
    place = make.area(made, body="Om *hverdagen*.")
    make.goals(
        make.objective(place), ["Flere unge tager en uddannelse", "Flere cykler til arbejde"]
    )
    make.theme(place)
    return make.published(made)


def rows(edition: Edition, kind: str) -> list[FrozenRow]:
    """The edition's rows of a kind (`strategy`, `area`, `goal` …), in order."""
    found = FrozenRow.objects.filter(frozen_set_id=edition.frozen_set_id, kind=kind)
    return list(found.order_by("order"))


def dates(phase: Phase) -> dict[str, date | None]:
    """The days of a hearing that is in `phase` on TODAY."""
    begins = {
        Phase.DRAFT: None,
        Phase.ANNOUNCED: TODAY + timedelta(days=7),
        Phase.OPEN: TODAY - timedelta(days=7),
    }.get(phase, TODAY - timedelta(days=90))
    return {
        "announced_on": None if begins is None else begins - timedelta(days=14),
        "opens_on": begins,
        "closes_on": None if begins is None else begins + timedelta(days=62),
        "handled_on": TODAY if phase in {Phase.HANDLED, Phase.CONCLUDED} else None,
        "concluded_on": TODAY if phase is Phase.CONCLUDED else None,
    }


def hearing(
    municipality: Municipality,
    phase: Phase = Phase.OPEN,
    *,
    edition: Edition | None = None,
    title: str = "Høring om Sammen om Vallensbæk",
    slug: str = "sammen-om-vallensbaek",
    kind: HearingKind = HearingKind.VOLUNTARY,
    publishing: Publishing = Publishing.AFTER_CHECK,
) -> Hearing:
    """A hearing that is in `phase` at NOW."""
    return Hearing.objects.create(
        municipality=municipality,
        edition=edition or proposal(municipality),
        slug=slug,
        kind=kind,
        title=title,
        introduction="Sig din **mening**.",
        publishing=publishing,
        case_number="26/1234",
        erased_on=TODAY + timedelta(days=5 * 365),
        changed_at=NOW,
        **dates(phase),
    )


def response(
    to: Hearing,
    *,
    name: str = "",
    shows_name: bool = False,
    email: str = "",
    sender_kind: SenderKind = SenderKind.CITIZEN,
    channel: Channel = Channel.WEB,
    received_at: datetime = NOW,
) -> Response:
    """A response without comments yet."""
    number = next(_numbers)
    return Response.objects.create(
        municipality_id=to.municipality_id,
        hearing=to,
        copy=number,
        reference=f"T{number:07d}",
        channel=channel,
        received_at=received_at,
        sender_kind=sender_kind,
        name=name,
        shows_name=shows_name,
        email=email,
        changed_at=received_at,
    )


def comment(
    of: Response,
    row: FrozenRow | None = None,
    text: str = "Det er en god idé.",
    *,
    showing: Showing = Showing.WAITING,
    kind: CommentKind = CommentKind.COMMENT,
    suggestion: str = "",
) -> Comment:
    """A comment on a row, the whole where none is given."""
    on = row or rows(of.hearing.edition, "strategy")[0]
    is_shown = showing is Showing.PUBLISHED
    return Comment.objects.create(
        municipality_id=of.municipality_id,
        response=of,
        hearing=of.hearing,
        row=on,
        row_key=on.key,
        kind=kind,
        text=text,
        suggestion=suggestion,
        received_at=of.received_at,
        showing=showing,
        decided_at=of.received_at if is_shown else None,
        published_at=of.received_at if is_shown else None,
        shown_text=text if is_shown else "",
        shown_suggestion=suggestion if is_shown else "",
    )


def published_comment(to: Hearing, row: FrozenRow | None = None, text: str = "Godt.") -> Comment:
    """A comment that everyone can read, in a response of its own."""
    return comment(response(to), row, text, showing=Showing.PUBLISHED)


def invitation(to: Hearing, name: str = "Ældrerådet", email: str = "") -> Invitation:
    """Somebody on the list, not written to yet."""
    return Invitation.objects.create(
        municipality_id=to.municipality_id,
        hearing=to,
        kind=InvitationKind.ELDERS_COUNCIL,
        name=name,
        email=email or "aeldreraadet@vallensbaek.example",
        changed_at=NOW,
    )


def group(
    of: Hearing,
    comments: Sequence[Comment],
    words: Sequence[str],
    kind: GroupKind = GroupKind.CAMPAIGN,
) -> CommentGroup:
    """Comments that were found alike, in the hearing's last comparison."""
    newest = Comment.objects.filter(hearing=of).latest("pk")
    grouping, _made = Grouping.objects.get_or_create(
        municipality_id=of.municipality_id,
        hearing=of,
        defaults={"comments": newest.pk, "newest": newest.pk, "made_at": NOW},
    )
    return CommentGroup.objects.create(
        municipality_id=of.municipality_id,
        grouping=grouping,
        kind=kind,
        number=grouping.groups.count() + 1,
        size=len(comments),
        members=[[each.pk, 1.0] for each in comments],
        words=list(words),
    )


def event(
    to: Hearing | None,
    municipality: Municipality | None = None,
    *,
    title: str = "Borgermøde på biblioteket",
    capacity: int | None = None,
    starts_in: timedelta = timedelta(days=10),
    is_public: bool = True,
) -> Event:
    """A meeting of two hours, in a hearing or before there is one."""
    owner = to.municipality if to is not None else municipality
    assert owner is not None, "a meeting is somebody's"
    return Event.objects.create(
        municipality=owner,
        hearing=to,
        edition=to.edition if to is not None else None,
        kind=EventKind.CITIZENS_MEETING,
        title=title,
        place="Biblioteket",
        starts_at=NOW + starts_in,
        ends_at=NOW + starts_in + timedelta(hours=2),
        capacity=capacity,
        published_at=NOW - timedelta(days=1) if is_public else None,
        changed_at=NOW,
    )


def told_meeting(municipality: Municipality) -> Event:
    """A meeting whose minutes are public, in an open hearing with a comment that is shown."""
    heard = hearing(municipality)
    published_comment(heard)
    made = event(heard)
    made.minutes_published_at = NOW
    made.save(update_fields=["minutes_published_at"])
    return made
