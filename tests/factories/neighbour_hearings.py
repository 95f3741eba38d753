"""What the neighbours' walk knows of our hearings: one in each phase, with something of every kind
in the one that is open, and what an owner would send to change it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any

from django.db.models import Model

from retning.apps.hearing.enums import (
    Channel,
    JournalKind,
    JournalState,
    Phase,
    RequestKind,
    ScanState,
    Showing,
    SignUpState,
)
from retning.apps.hearing.models import (
    Archive,
    Comment,
    CommentGroup,
    Event,
    EventTable,
    Follower,
    Hearing,
    Invitation,
    JournalEntry,
    Note,
    Response,
    ResponseFile,
    SignUp,
    SubjectRequest,
)
from retning.apps.hearing.queries.notes import state_of_minutes
from retning.apps.hearing.queries.queue import state_of
from retning.apps.hearing.queries.secrets import Purpose, secret_of
from retning.apps.hearing.services.archives import ask_for_archive
from retning.apps.hearing.services.files import keep_files
from retning.apps.hearing.services.notes import Noted, take_note
from retning.apps.hearing.services.requests import make_request
from retning.apps.hearing.services.tables import make_table
from retning.apps.organisation.models import Meeting, Municipality
from retning.apps.organisation.services import add_meetings
from retning.apps.strategy.enums import EditionKind
from retning.apps.strategy.models import Edition, Strategy
from retning.foundation.attachments.enclosures import Enclosure
from retning.foundation.attachments.services import store
from retning.web.public import event_urls
from retning.web.staff import urls
from tests.cast import Cast
from tests.factories import hearing as make
from tests.factories.organisation import NOW, TESTER, TODAY

OF_HEARINGS = frozenset(f"staff:{each.name}" for each in urls.hearings_urls)
OF_EVENTS = frozenset(f"staff:{each.name}" for each in urls.events_urls) | frozenset(
    f"public:{each.name}" for each in event_urls.urlpatterns
)
OF_EVENTS |= {"api:event", "api:event_minutes"}


@dataclass(frozen=True)
class Heard:
    """Our hearings, and their samples by the parameters of addresses."""

    municipality: Municipality
    again: Hearing

    @cached_property
    def samples(self) -> dict[str, list[Any]]:
        """Parameters that only addresses about hearings have."""
        ours = {"municipality": self.municipality}
        return {
            "meeting": [each.pk for each in Meeting.objects.filter(**ours)],
            "response": _keys(Response, ours),
            "comment": _keys(Comment, ours),
            "file": _keys(ResponseFile, ours),
            "invitation": _keys(Invitation, ours),
            "archive": _keys(Archive, ours),
            "subject": _keys(SubjectRequest, ours),
            "table": _keys(EventTable, ours),
            "note": _keys(Note, ours),
            "secret": self._secrets(ours),
            "group": [each.number for each in CommentGroup.objects.filter(**ours)],
        }

    def _secrets(self, ours: Mapping[str, Any]) -> list[str]:
        opened_by: list[tuple[Purpose, type[Model]]] = [
            (Purpose.FOLLOW, Response),
            (Purpose.INVITED, Invitation),
            (Purpose.CONFIRM, Follower),
            (Purpose.LEAVE, Follower),
            (Purpose.SIGN_UP, SignUp),
            (Purpose.TABLE, EventTable),
        ]
        return [secret_of(purpose, _keys(model, ours)[0]) for purpose, model in opened_by]

    @property
    def slugs(self) -> list[str]:
        return [each.slug for each in Hearing.objects.filter(municipality=self.municipality)]

    def keys_at(self, name: str) -> list[Any] | None:
        """What `key` stands for at an address about hearings or meetings; None at another."""
        ours = {"municipality": self.municipality}
        if name in OF_HEARINGS:
            return _keys(Hearing, ours)
        if name in OF_EVENTS:
            return _keys(Event, ours)
        if name == "public:comment_report":
            return _keys(Comment, ours)
        if name == "public:response_file":
            return _keys(ResponseFile, ours)
        return None

    @property
    def posted(self) -> dict[str, dict[str, Any]]:
        """What an owner would send, by the address's name."""
        voluntary = {"kind": "voluntary", "publishing": "after_check"}
        later = {"opens_on": "2026-05-01", "closes_on": "2026-06-30"}
        return {
            "staff:hearing_change": voluntary | {"edition": self.again.edition_id},
            "staff:hearing_announce": {"announced_on": "2026-03-03"},
            "staff:hearing_days": later,
            "staff:hearing_extend": {"closes_on": "2026-06-30", "reason": "Ændret"},
            "staff:hearing_renew": {"edition": self.again.edition_id, "reason": "Ændret"},
            "staff:hearing_timetable": {
                "deadline": "2027-12-31",
                "publishing": 3,
                "handling": 20,
                "agenda": 10,
            },
            "staff:hearing_requests": {
                "kind": "own_access",
                "asker": "Ændret",
                "asked_on": TODAY,
            },
            "staff:request_decide": {"state": "refused", "reason": "Ændret"},
            **self._posted_of_responses,
            **self._posted_of_events,
        }

    @property
    def _posted_of_responses(self) -> dict[str, dict[str, Any]]:
        """Of a comment that waits, a letter, and the list of those who are asked."""
        waiting = Comment.objects.filter(municipality=self.municipality, showing=Showing.WAITING)
        waits = waiting.order_by("pk")[0]
        state, asked = state_of(waits), {"name": "Ændret", "kind": "other", "version": 1}
        rows = {f"row_{number}": waits.row_id for number in range(1, 6)}
        kinds = {f"kind_{number}": "comment" for number in range(1, 6)}
        letter = {"channel": "letter", "received_on": TODAY, "source_note": "Ændret"}
        return {
            "staff:hearing_decide": {f"state-{waits.key}": state, "publish": str(waits.key)},
            "staff:comment_redact": {"state": state, "text": f"[[Om]]{waits.text[2:]}"},
            "staff:response_enter": letter
            | {"sender_kind": "citizen", "text_1": "Ændret"}
            | rows
            | kinds,
            "staff:comment_correct": {
                "state": state_of(_typed(self.municipality)),
                "text": "Ændret",
                "reason": "Ændret",
            },
            "staff:invitation_add": asked,
            "staff:invitation": asked,
            "staff:invitations_load": {"text": "Ændret"},
            "staff:invitation_deeds": {"invite": "1"},
        }

    @property
    def _posted_of_events(self) -> dict[str, dict[str, Any]]:
        note = {"text": "Ændret", "kind": "note", "copy": 4712}
        clock = {"day": "2026-05-06", "begins": "17:00", "ends": "19:00"}
        ours = {"municipality": self.municipality}
        return {
            "staff:event_change": clock | {"kind": "workshop"},
            "staff:event_call_off": {"reason": "Ændret"},
            "staff:event_sign_up": {"name": "Ændret", "seats": 1},
            "staff:event_deeds": {"leave_out": str(_keys(Note, ours)[0])},
            "staff:event_table_add": {"topic": "Ændret"},
            "staff:event_table": {"topic": "Ændret"},
            "staff:event_notes": note,
            "staff:event_note": note,
            "staff:event_minutes": {"minutes": "Ændret"},
            "staff:event_minutes_publish": {
                "seen": state_of_minutes(_keys(Event, ours)[-1], self.municipality)
            },
        }


def _keys(model: Any, ours: Mapping[str, Any]) -> list[Any]:
    return list(model.objects.filter(**ours).order_by("pk").values_list("key", flat=True))


def _typed(municipality: Municipality) -> Comment:
    """Of the letter that staff entered."""
    return Comment.objects.get(municipality=municipality, response__channel=Channel.LETTER)


def make_heard(cast: Cast, published: Strategy, *, ours: str, secret: str) -> Heard:
    """One hearing in each phase of the first proposal, and one of another that is over."""
    deed: dict[str, Any] = {"by": TESTER, "now": NOW}
    proposal = Edition.objects.get(strategy=published, kind=EditionKind.PROPOSAL)
    hearings = {
        phase: make.hearing(
            cast.municipality,
            phase,
            edition=proposal,
            title=f"Høring om en {secret if phase is Phase.DRAFT else ours}",
            slug=f"hoering-{phase}",
        )
        for phase in Phase
    }
    again = make.hearing(
        cast.municipality,
        Phase.CONCLUDED,
        edition=Edition.objects.get(strategy=published.predecessor, kind=EditionKind.PROPOSAL),
        title=f"Høring før en {ours}",
        slug="hoering-foer",
    )
    add_meetings(body=cast.units.council, days=[TODAY], **deed)
    _sent_to(hearings[Phase.OPEN], ours, secret)
    _recorded(hearings[Phase.OPEN], secret)
    _met_in(hearings[Phase.OPEN], ours, secret)
    return Heard(cast.municipality, again)


def _recorded(hearing: Hearing, secret: str) -> None:
    """Somebody has asked for access, both ZIPs are made, and an entry could not be delivered."""
    deed: dict[str, Any] = {"by": TESTER, "now": NOW}
    asked = make_request(
        hearing=hearing,
        kind=RequestKind.OWN_ACCESS,
        asker=f"En {secret}",
        asked_on=TODAY,
        **deed,
    )
    _packed(ask_for_archive(hearing=hearing, **deed), secret)
    _packed(ask_for_archive(hearing=hearing, request=asked, **deed), secret)
    JournalEntry.objects.create(
        municipality_id=hearing.municipality_id,
        hearing=hearing,
        number=1,
        happening="response:1",
        kind=JournalKind.RESPONSE,
        occurred_at=NOW,
        state=JournalState.FAILED,
        last_error=f"En {secret}",
    )


def _sent_to(hearing: Hearing, ours: str, secret: str) -> None:
    """A response with a comment and a file that nobody has looked at, one that everyone can read,
    a list of one, and somebody who follows."""
    response = make.response(hearing, name=f"Kaj {secret}", email=f"{secret}@example.org")
    make.group(hearing, [make.comment(response, text=f"Om en {secret}.")], [secret])
    make.comment(make.response(hearing, channel=Channel.LETTER), text=f"Om en {secret}.")
    shown = make.published_comment(hearing, text=f"Om en {ours}.")
    for of, word in ((response, secret), (shown.response, ours)):
        letter = Enclosure([f"En {word} skriver.".encode()], f"{word}.txt")
        keep_files(response=of, enclosures=[letter], now=NOW)
    shown.response.files.update(scan=ScanState.CLEAN, showing=Showing.PUBLISHED, decided_at=NOW)
    make.invitation(hearing, f"Rådet for en {secret}", f"raadet@{secret}.example")
    Follower.objects.create(
        municipality_id=hearing.municipality_id,
        hearing=hearing,
        email=f"{secret}@example.org",
        asked_at=NOW,
    )


def _met_in(hearing: Hearing, ours: str, secret: str) -> None:
    """A meeting that is going on, with a table, a note and somebody who comes; one that is coming;
    one whose minutes everyone can read, and one whose minutes nobody has looked at."""
    event = make.event(hearing, title=f"Møde om en {ours}", starts_in=timedelta(0))
    table = make_table(event=event, topic=f"En {ours}", row=None, by=TESTER, now=NOW)
    take_note(table=table, noted=Noted(f"En {secret} sagde noget."), copy=4711, now=NOW)
    make.event(hearing, title=f"Næste møde om en {ours}")
    SignUp.objects.create(
        municipality_id=hearing.municipality_id,
        event=event,
        name=f"Kaj {secret}",
        state=SignUpState.CONFIRMED,
        signed_up_at=NOW,
        state_at=NOW,
    )
    over = make.event(hearing, title=f"Møde om en {ours}", starts_in=timedelta(days=-9))
    Event.objects.filter(pk=over.pk).update(minutes=f"Om en {ours}.", minutes_published_at=NOW)
    unread = make.event(hearing, title=f"Møde om en {ours}", starts_in=timedelta(days=-2))
    Event.objects.filter(pk=unread.pk).update(minutes=f"Om en {secret}.")


def _packed(archive: Archive, secret: str) -> None:
    """The archive's job has been done."""
    stored = store(
        tenant=archive.municipality_id,
        chunks=[f"En {secret}".encode()],
        name="journal.txt",
        limit=1_000,
        allowed={"text/plain"},
        now=NOW,
    )
    Archive.objects.filter(pk=archive.pk).update(attachment=stored, made_at=NOW)
