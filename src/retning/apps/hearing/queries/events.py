"""Meetings as pages show them: when, where, how many, and whether one can sign up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from uuid import UUID

from django.db.models import BigIntegerField, DateTimeField, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce
from django.utils.translation import get_language

from retning.apps.hearing.enums import EventKind, SignUpState
from retning.apps.hearing.models import Event, Hearing, SignUp
from retning.apps.hearing.queries.moments import said_when
from retning.apps.hearing.queries.secrets import Purpose, key_of
from retning.apps.organisation.models import Municipality
from retning.foundation.clock import COPENHAGEN, date_in_denmark
from retning.foundation.records.prepared import Asked, Question

REMINDED_AT = time(10)


class EventPhase(StrEnum):
    """Where a meeting stands; it follows from its moments and the present one."""

    DRAFT = "draft"  # only staff see it
    COMING = "coming"
    ON = "on"
    OVER = "over"  # held; minutes may come
    TOLD = "told"  # its minutes are public
    CALLED_OFF = "called_off"


@dataclass(frozen=True)
class EventView:
    """A meeting at a moment. `hearing_slug` and `hearing_title` are empty where it is in none, and
    to everyone until its hearing is announced. `taken` and `waiting` count people; `free` is None
    where as many can come as want to. `link` is for those who come; `shows_link` whether that is
    everybody."""

    key: UUID
    version: int
    kind: EventKind
    title: str
    description: str
    place: str
    address: str
    link: str
    starts_at: datetime
    ends_at: datetime
    takes_sign_ups: bool
    capacity: int | None
    taken: int
    waiting: int
    signs_up_until: datetime
    dots: int
    phase: EventPhase
    cancelled_for: str
    minutes: str
    published_at: datetime | None
    minutes_published_at: datetime | None
    changed_at: datetime
    hearing_slug: str
    hearing_title: str
    may_sign_up: bool

    @property
    def when(self) -> str:
        """In the language of the page."""
        return said_when(self.starts_at, self.ends_at, (get_language() or "da")[:2])

    @property
    def free(self) -> int | None:
        return None if self.capacity is None else max(0, self.capacity - self.taken)

    @property
    def is_full(self) -> bool:
        return self.free == 0

    @property
    def is_called_off(self) -> bool:
        return self.phase is EventPhase.CALLED_OFF

    @property
    def is_ahead(self) -> bool:
        """Whether one can still come to it."""
        return self.phase in {EventPhase.COMING, EventPhase.ON}

    @property
    def has_minutes(self) -> bool:
        return self.minutes_published_at is not None

    @property
    def shows_link(self) -> bool:
        """Whether everyone is told where it is held online: not where one has to sign up."""
        return bool(self.link) and not self.takes_sign_ups


@dataclass(frozen=True)
class SignUpView:
    """Somebody who has signed up; `place` is their number in the line of those who wait."""

    key: UUID
    name: str
    email: str
    seats: int
    state: SignUpState
    signed_up_at: datetime
    place: int = 0

    @property
    def is_coming(self) -> bool:
        return self.state is SignUpState.CONFIRMED

    @property
    def is_waiting(self) -> bool:
        return self.state is SignUpState.WAITING

    @property
    def is_cancelled(self) -> bool:
        return self.state is SignUpState.CANCELLED


def phase_of_event(event: Event, now: datetime) -> EventPhase:
    """Where a meeting stands at an aware moment."""
    if event.cancelled_at is not None:
        return EventPhase.CALLED_OFF
    if event.published_at is None or now < event.published_at:
        return EventPhase.DRAFT
    if event.minutes_published_at is not None:
        return EventPhase.TOLD
    if now < event.starts_at:
        return EventPhase.COMING
    return EventPhase.ON if now < event.ends_at else EventPhase.OVER


def public_events(municipality: Municipality, now: datetime) -> list[EventView]:
    """What everyone can see, the next one first, then those that have been, the newest first. One
    query."""
    rows = _counted(Event.objects.filter(_is_public(now), municipality=municipality))
    return _in_order((_view(row, now, to_everyone=True) for row in rows), now)


def public_event(municipality: Municipality, key: UUID, now: datetime) -> EventView | None:
    """One that everyone can see. One query."""
    rows = Event.objects.filter(_is_public(now), municipality=municipality, key=key)
    row = _counted(rows).first()
    return _view(row, now, to_everyone=True) if row is not None else None


def events_of_hearing(hearing: Hearing, now: datetime) -> list[EventView]:
    """The meetings in a hearing that everyone can see, as `public_events`. One query."""
    rows = _IN_HEARING.models(hearing=hearing.pk, now=now)
    for row in rows:
        row.hearing = hearing
    return _in_order((_view(row, now, to_everyone=True) for row in rows), now)


def _in_hearing(hearing: Asked, now: Asked) -> QuerySet[Event]:
    rows = Event.objects.filter(published_at__lte=now, hearing_id=hearing)
    return _counted(rows).select_related(None)


def staff_events(
    municipality: Municipality, now: datetime, *, hearing: Hearing | None = None
) -> list[EventView]:
    """Every meeting, those that staff alone see too; of one hearing, where it is given. One
    query."""
    rows = Event.objects.filter(municipality=municipality)
    if hearing is not None:
        rows = rows.filter(hearing=hearing)
    return _in_order((_view(row, now) for row in _counted(rows)), now)


def staff_event(municipality: Municipality, key: UUID, now: datetime) -> EventView | None:
    """One meeting, whoever can see it. One query."""
    row = _counted(Event.objects.filter(municipality=municipality, key=key)).first()
    return _view(row, now) if row is not None else None


def reminded_from(starts_at: datetime) -> datetime:
    """From when those who come are reminded: the morning of the day before, in Denmark."""
    day = date_in_denmark(starts_at) - timedelta(days=1)
    return datetime.combine(day, REMINDED_AT, tzinfo=COPENHAGEN)


def to_be_reminded_of(now: datetime) -> list[Event]:
    """The meetings of every municipality that those who come are to be reminded of now. One
    query."""
    soon = Event.objects.filter(starts_at__gt=now, starts_at__lt=now + timedelta(days=3))
    rows = soon.filter(cancelled_at=None, published_at__lte=now).select_related("municipality")
    return [row for row in rows.order_by("pk") if reminded_from(row.starts_at) <= now]


def find_event(municipality: Municipality, key: UUID) -> Event | None:
    """The row, for a deed; another municipality's is not found. One query."""
    rows = Event.objects.select_related("hearing__edition", "edition", "municipality")
    return rows.filter(municipality=municipality, key=key).first()


def sign_ups_of(event: EventView) -> list[SignUpView]:
    """Those who come, those who wait in their order, those who do not come after all. One query."""
    order = [SignUpState.CONFIRMED, SignUpState.WAITING, SignUpState.CANCELLED]
    rows = SignUp.objects.filter(event__key=event.key).order_by("signed_up_at", "pk")
    found, waiting = list[SignUpView](), 0
    for row in rows:
        is_waiting = row.state == SignUpState.WAITING
        waiting += is_waiting
        found.append(_sign_up_view(row, waiting if is_waiting else 0))
    return sorted(found, key=lambda each: order.index(each.state))


def sign_up_of(municipality: Municipality, secret: str) -> SignUp | None:
    """The sign-up that a secret address opens, with its meeting. One query."""
    key = key_of(Purpose.SIGN_UP, secret)
    if key is None:
        return None
    rows = SignUp.objects.select_related("event__municipality")
    return rows.filter(municipality=municipality, key=key).first()


def find_sign_up(municipality: Municipality, key: UUID) -> SignUp | None:
    """The row, for a deed of the staff. One query."""
    rows = SignUp.objects.select_related("event__municipality")
    return rows.filter(municipality=municipality, key=key).first()


def sign_up_view(row: SignUp) -> SignUpView:
    """A sign-up as its own page shows it; one query more where it waits."""
    if row.state != SignUpState.WAITING:
        return _sign_up_view(row, 0)
    before = SignUp.objects.filter(
        Q(signed_up_at__lt=row.signed_up_at) | Q(signed_up_at=row.signed_up_at, pk__lt=row.pk),
        event=row.event_id,
        state=SignUpState.WAITING,
    )
    return _sign_up_view(row, before.count() + 1)


def _is_public(now: datetime) -> Q:
    return Q(published_at__lte=now)


def _counted(rows: QuerySet[Event]) -> QuerySet[Event]:
    """With how many come and how many wait."""

    def people(state: SignUpState) -> Coalesce:
        return Coalesce(Sum("sign_ups__seats", filter=Q(sign_ups__state=state)), Value(0))

    return (
        rows.select_related("hearing")
        .annotate(taken=people(SignUpState.CONFIRMED), in_line=people(SignUpState.WAITING))
        .order_by("starts_at", "pk")
    )


_IN_HEARING = Question(_in_hearing, hearing=BigIntegerField(), now=DateTimeField())
"""Every visit to a hearing's page asks this."""


def _in_order(views: Iterable[EventView], now: datetime) -> list[EventView]:
    found = list(views)
    ahead = [each for each in found if each.ends_at > now]
    return [*ahead, *reversed([each for each in found if each.ends_at <= now])]


def _told_hearing(row: Event, now: datetime, *, to_everyone: bool) -> tuple[str, str]:
    """The slug and title of a meeting's hearing; to everyone not before it is announced."""
    hearing = row.hearing
    if hearing is None:
        return "", ""
    announced = hearing.announced_on
    if to_everyone and (announced is None or announced > date_in_denmark(now)):
        return "", ""
    return hearing.slug, hearing.title


def _view(row: Event, now: datetime, *, to_everyone: bool = False) -> EventView:
    slug, title = _told_hearing(row, now, to_everyone=to_everyone)
    last = row.signs_up_until or row.starts_at
    phase = phase_of_event(row, now)
    is_open = phase is EventPhase.COMING and row.takes_sign_ups and now < last
    return EventView(
        key=row.key,
        version=row.version,
        kind=EventKind(row.kind),
        title=row.title,
        description=row.description,
        place=row.place,
        address=row.address,
        link=row.link,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        takes_sign_ups=row.takes_sign_ups,
        capacity=row.capacity,
        taken=getattr(row, "taken", 0),
        waiting=getattr(row, "in_line", 0),
        signs_up_until=last,
        dots=row.dots,
        phase=phase,
        cancelled_for=row.cancelled_for,
        minutes=row.minutes,
        published_at=row.published_at,
        minutes_published_at=row.minutes_published_at,
        changed_at=row.changed_at,
        hearing_slug=slug,
        hearing_title=title,
        may_sign_up=is_open,
    )


def _sign_up_view(row: SignUp, place: int) -> SignUpView:
    return SignUpView(
        key=row.key,
        name=row.name,
        email=row.email,
        seats=row.seats,
        state=SignUpState(row.state),
        signed_up_at=row.signed_up_at,
        place=place,
    )
