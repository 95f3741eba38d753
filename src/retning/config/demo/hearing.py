"""The demonstration's hearings: one that is open, with what has come in, who was asked and two
meetings; and the one that the adopted strategy went through. All of it is invented."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from retning.apps.hearing.enums import EventKind, HearingKind, InvitationKind, NoteKind
from retning.apps.hearing.models import Event, Hearing, Response
from retning.apps.hearing.queries.answering import HeardRow, heard_rows
from retning.apps.hearing.queries.queue import state_of
from retning.apps.hearing.services.days import Basis
from retning.apps.hearing.services.events import Plan, make_event, publish_event
from retning.apps.hearing.services.hearings import Told, make_hearing
from retning.apps.hearing.services.invitations import Invited, add_invitations, invite
from retning.apps.hearing.services.letters import Letter
from retning.apps.hearing.services.moderation import Publish, decide_several
from retning.apps.hearing.services.notes import Noted, publish_minutes, take_note, write_minutes
from retning.apps.hearing.services.phasing import conclude_hearing, handle_hearing, open_hearing
from retning.apps.hearing.services.responses import Said as Written
from retning.apps.hearing.services.responses import Sender as Writer
from retning.apps.hearing.services.sending import send_response
from retning.apps.hearing.services.signing_up import Applicant, sign_up
from retning.apps.hearing.services.tables import make_table
from retning.apps.organisation.enums import Role
from retning.apps.organisation.services import record_resolution
from retning.apps.strategy.enums import EditionKind, RowKind
from retning.apps.strategy.models import Edition, Strategy
from retning.config.demo.heard import COUNCILS, MINUTES, NOTED, OF_THE_ADOPTED, SENDERS, Sender
from retning.config.demo.organisation import DemoOrganisation
from retning.config.demo.proposed import build_proposed
from retning.foundation.clock import COPENHAGEN, date_in_denmark
from retning.foundation.freezing.models import FrozenRow

INVENTED = "Opdigtet til demonstrationen: "


def build_hearings(strategy: Strategy, *, organisation: DemoOrganisation, now: datetime) -> Hearing:
    """Both; the one that is open."""
    build_concluded(strategy, organisation=organisation, now=now)
    proposal = build_proposed(organisation=organisation, now=now - timedelta(days=16))
    return build_hearing(proposal, organisation=organisation, now=now)


def build_hearing(edition: Edition, *, organisation: DemoOrganisation, now: datetime) -> Hearing:
    """Open for two weeks, and six more: responses shown and waiting, a list, two meetings."""
    begins = now - timedelta(days=14)
    deed: dict[str, Any] = {"by": organisation.consultant, "now": begins}
    told = Told(
        "Grønne veje: sig din mening",
        f"{INVENTED}Kommunalbestyrelsen vil gerne høre, hvad du siger til forslaget, mål for mål. "
        "Alle svar bliver læst.",
        case_number="00.00.00-A00-1-26",
    )
    hearing = make_hearing(
        municipality=organisation.municipality,
        edition=edition,
        kind=HearingKind.VOLUNTARY,
        told=told,
        **deed,
    )
    _ask(hearing, deed)
    hearing.refresh_from_db()
    first = date_in_denmark(begins)
    open_hearing(
        hearing=hearing,
        expected_version=hearing.version,
        opens_on=first,
        closes_on=first + timedelta(weeks=8),
        **deed,
    )
    hearing.refresh_from_db()
    _answer(hearing, SENDERS, organisation, now=now)
    _held_meeting(hearing, organisation, now=now)
    _coming_meeting(hearing, organisation, now=now)
    return hearing


def build_concluded(
    strategy: Strategy, *, organisation: DemoOrganisation, now: datetime
) -> Hearing:
    """The statutory hearing that the adopted edition's proposal went through."""
    proposal = strategy.editions.get(kind=EditionKind.PROPOSAL)
    begins = proposal.published_at
    deed: dict[str, Any] = {"by": organisation.consultant, "now": begins}
    hearing = make_hearing(
        municipality=organisation.municipality,
        edition=proposal,
        kind=HearingKind.PLANNING_STRATEGY,
        told=Told("Høring om kommuneplanstrategien", f"{INVENTED}Høringen er forbi."),
        **deed,
    )
    first = date_in_denmark(begins)
    resolution = record_resolution(
        body=organisation.council,
        met_on=first,
        item="Opdigtet dagsordenspunkt: Forslag til kommuneplanstrategi i høring",
        text=f"{INVENTED}Forslaget sendes i høring i mindst otte uger.",
        **deed,
    )
    open_hearing(
        hearing=hearing,
        expected_version=hearing.version,
        opens_on=first,
        closes_on=first + timedelta(weeks=9),
        basis=Basis(resolution, first, "Opdigtet 1"),
        **deed,
    )
    hearing.refresh_from_db()
    _answer(hearing, OF_THE_ADOPTED, organisation, now=begins + timedelta(days=30))
    _end(hearing, organisation, now=now)
    return hearing


def _end(hearing: Hearing, organisation: DemoOrganisation, *, now: datetime) -> None:
    """Handled and then concluded, the day the strategy was adopted."""
    handled, concluded = now - timedelta(days=7), now - timedelta(days=4)
    for step, moment in ((handle_hearing, handled), (conclude_hearing, concluded)):
        hearing.refresh_from_db()
        step(
            hearing=hearing,
            expected_version=hearing.version,
            by=organisation.consultant,
            now=moment,
        )


def _ask(hearing: Hearing, deed: dict[str, Any]) -> None:
    listed = [
        Invited(InvitationKind(kind), name, email) for name, (kind, email) in COUNCILS.items()
    ]
    add_invitations(hearing=hearing, listed=listed, **deed)
    letter = Letter("Høring", f"{INVENTED}I er inviteret til at svare.")
    invite(hearing=hearing, write=lambda _invitation: letter, **deed)


def _answer(
    hearing: Hearing, senders: tuple[Sender, ...], organisation: DemoOrganisation, *, now: datetime
) -> None:
    rows = list(heard_rows(hearing).values())
    noon = datetime.combine(date_in_denmark(now), time(12), tzinfo=COPENHAGEN)
    for copy, sender in enumerate(senders, start=1):
        moment = noon - timedelta(days=sender.days_ago)
        sent = send_response(
            hearing=hearing,
            copy=hearing.pk * 1000 + copy,
            sender=Writer(
                sender.kind,
                name=sender.name,
                organisation=sender.organisation,
                postcode=sender.postcode,
                shows_name=sender.shows_name,
            ),
            said=[
                Written(_row(rows, said.about), said.kind, said.text, said.suggestion)
                for said in sender.said
            ],
            letter=_no_letter,
            now=moment,
        )
        if sender.is_shown:
            decide_several(
                hearing=hearing,
                chosen={each.key: state_of(each) for each in sent.response.comments.all()},
                decision=Publish(),
                write=lambda _decided: Letter("", ""),
                by=organisation.users[Role.MODERATOR],
                now=moment + timedelta(hours=2),
            )


def _no_letter(_response: Response) -> Letter:
    raise RuntimeError("Nobody in the demonstration has left an address")


def _row(rows: list[HeardRow], about: str) -> HeardRow:
    """The row that a few words stand in; the whole for none."""
    if not about:
        return next(row for row in rows if row.kind is RowKind.STRATEGY)
    return next(row for row in rows if about.casefold() in row.text.casefold())


def _held_meeting(hearing: Hearing, organisation: DemoOrganisation, *, now: datetime) -> Event:
    begins = _evening(now - timedelta(days=5))
    deed: dict[str, Any] = {"by": organisation.consultant, "now": begins - timedelta(days=8)}
    plan = Plan(
        EventKind.WORKSHOP,
        "Værksted om skoleveje",
        begins,
        begins + timedelta(hours=2),
        hearing=hearing,
        description=f"{INVENTED}Vi gik en tur ad Skolegade og talte bagefter.",
        place="Eksempelskolen",
        takes_sign_ups=False,
        dots=3,
    )
    event = make_event(municipality=organisation.municipality, plan=plan, **deed)
    publish_event(event=event, expected_version=event.version, **deed)
    rows = list(heard_rows(hearing).values())
    for number, (topic, about, notes) in enumerate(NOTED):
        on = FrozenRow.objects.get(pk=_row(rows, about).pk)
        table = make_table(event=event, topic=topic, row=on, **deed)
        for place, (text, dots, is_new_goal) in enumerate(notes):
            kind = NoteKind.NEW_GOAL if is_new_goal else NoteKind.NOTE
            take_note(
                table=table,
                noted=Noted(text, kind, on, dots),
                copy=hearing.pk * 1000 + number * 10 + place,
                now=begins + timedelta(minutes=40 + place),
            )
    deed["now"] = begins + timedelta(days=1)
    event.refresh_from_db()
    write_minutes(event=event, expected_version=event.version, minutes=MINUTES, **deed)
    event.refresh_from_db()
    return publish_minutes(event=event, expected_version=event.version, **deed)


def _coming_meeting(hearing: Hearing, organisation: DemoOrganisation, *, now: datetime) -> Event:
    begins = _evening(now + timedelta(days=9))
    deed: dict[str, Any] = {"by": organisation.consultant, "now": now - timedelta(days=3)}
    plan = Plan(
        EventKind.CITIZENS_MEETING,
        "Borgermøde om træer, græs og bænke",
        begins,
        begins + timedelta(hours=2),
        hearing=hearing,
        description=f"{INVENTED}Kom og hør om forslaget, og sig din mening ved bordene.",
        place="Biblioteket",
        address="Demonstrationsvej 1, 2665 Eksempelby",
        capacity=12,
    )
    event = make_event(municipality=organisation.municipality, plan=plan, **deed)
    publish_event(event=event, expected_version=event.version, **deed)
    for copy, (name, seats) in enumerate((("Else Eksempel", 2), ("Bo Bilfri", 1), ("Ida", 4))):
        sign_up(
            event=event,
            applicant=Applicant(name, seats=seats),
            copy=hearing.pk * 1000 + copy,
            link=lambda _sign_up: "",
            now=deed["now"],
        )
    return event


def _evening(day: datetime) -> datetime:
    return datetime.combine(date_in_denmark(day), time(19), tzinfo=COPENHAGEN)
