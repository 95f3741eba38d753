"""Meetings for journeys to meet: one in each state, with tables, sign-ups and notes."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from retning.apps.hearing.enums import EventKind
from retning.apps.hearing.models import Event, EventTable, Hearing, SignUp
from retning.apps.hearing.queries.secrets import Purpose, secret_of
from retning.apps.hearing.services.events import Plan, call_off, make_event, publish_event
from retning.apps.hearing.services.notes import Noted, draw_note_copy, take_note
from retning.apps.hearing.services.signing_up import Applicant, sign_up
from retning.apps.hearing.services.tables import make_table
from retning.apps.organisation.models import Municipality
from retning.apps.strategy.enums import RowKind
from retning.foundation.audit.services import Actor
from retning.foundation.freezing.models import FrozenRow


def link(secret: str) -> str:
    return f"http://localhost/moeder/tilmelding/{secret}/"


def events_to_see(municipality: Municipality, *, by: Actor, now: datetime) -> dict[str, Any]:
    """Tonight's workshop with an open table; one that is full, one with one place, one called off,
    one that staff alone see, one whose minutes nobody has made public, and the demonstration's own
    that has been held."""
    deed: dict[str, Any] = {"by": by, "now": now}
    hearing = Hearing.objects.filter(municipality=municipality, handled_on=None).latest("pk")
    held = Event.objects.filter(municipality=municipality).exclude(minutes_published_at=None)[0]
    plan = _plan(hearing, now + timedelta(hours=4))
    later = plan.starts_at + timedelta(days=20)
    camp = replace(
        plan,
        title="Visionscamp",
        hearing=None,
        starts_at=later,
        ends_at=later + timedelta(days=1),
        capacity=1,
        link="https://moede.example/rum",
    )
    full = _public(municipality, camp, deed)
    off = _public(municipality, replace(camp, title="Aftenmøde", hearing=hearing), deed)
    call_off(event=off, expected_version=2, reason="Salen er oversvømmet.", link=link, **deed)
    coming, waiting = (_signed_up(full, name, now=now) for name in ("Bo Berg", "Ida Iversen"))
    small = _public(municipality, replace(camp, title="Rundvisning"), deed)
    hidden = make_event(municipality=municipality, plan=replace(camp, title="Ikke endnu"), **deed)
    return {
        "held": str(held.key),
        "full": str(full.key),
        "off": str(off.key),
        "over": str(_over(municipality, plan, by=by, now=now).key),
        "hidden": str(hidden.key),
        "small": str(small.key),
        "coming": secret_of(Purpose.SIGN_UP, coming.key),
        "waiting": secret_of(Purpose.SIGN_UP, waiting.key),
        **_tonight(_public(municipality, plan, deed), hearing, deed),
    }


def _plan(hearing: Hearing, starts: datetime) -> Plan:
    return Plan(
        EventKind.WORKSHOP,
        "Værksted om hverdagen",
        starts,
        starts + timedelta(hours=2),
        hearing=hearing,
        description="Kom og vær **med** til at skrive målene om.",
        place="Biblioteket",
        address="Skolevej 2",
        capacity=40,
        dots=3,
    )


def _tonight(event: Event, hearing: Hearing, deed: dict[str, Any]) -> dict[str, Any]:
    """Two tables, of which one has a note."""
    goals = FrozenRow.objects.filter(frozen_set=hearing.edition.frozen_set_id, kind=RowKind.GOAL)
    goal = goals.order_by("order")[0]
    table = make_table(event=event, topic="Børn og unge", row=goal, **deed)
    host = make_table(event=event, topic="Grønne steder", row=None, **deed)
    noted = Noted("Flere steder at mødes om aftenen", row=goal, dots=2)
    note = take_note(table=table, noted=noted, copy=draw_note_copy(), now=deed["now"])
    return {
        "tonight": str(event.key),
        "table": {"key": str(table.key), "secret": _secret(table)},
        "host": {"key": str(host.key), "secret": _secret(host), "goal": goal.text},
        "note": str(note.key),
    }


def _over(municipality: Municipality, plan: Plan, *, by: Actor, now: datetime) -> Event:
    """Held two days ago, with a note in which somebody can be recognised."""
    begins = now - timedelta(days=2)
    plan = replace(plan, title="Gåtur", starts_at=begins, ends_at=begins + timedelta(hours=1))
    event = _public(municipality, plan, {"by": by, "now": begins - timedelta(days=7)})
    table = make_table(event=event, topic="Stien", row=None, by=by, now=begins)
    noted = Noted("Ring til mig på 20 12 34 56, der mangler lys", dots=1)
    take_note(table=table, noted=noted, copy=draw_note_copy(), now=begins)
    return event


def _public(municipality: Municipality, plan: Plan, deed: dict[str, Any]) -> Event:
    made = make_event(municipality=municipality, plan=plan, **deed)
    return publish_event(event=made, expected_version=1, **deed)


def _signed_up(event: Event, name: str, *, now: datetime) -> SignUp:
    who = Applicant(name, f"{name.split(maxsplit=1)[0].lower()}@example.org")
    return sign_up(event=event, applicant=who, copy=None, link=link, now=now)


def _secret(table: EventTable) -> str:
    return secret_of(Purpose.TABLE, table.key)
