"""The parts of a hearing that have pages of their own: what its page leads to.

A part adds its line here, its addresses to `hearings_urls`, and stands where `permission` lets the
one who asks and `when` (None: always) lets the phase.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from retning.apps.hearing.enums import Phase
from retning.apps.hearing.queries.hearings import HearingHub
from retning.apps.hearing.rules import (
    KEEP_RECORD,
    MANAGE_EVENTS,
    MODERATE,
    READ_HEARINGS,
    READ_RESPONSES,
)
from retning.apps.organisation.queries import Standing
from retning.apps.organisation.rules import Permission

PUBLIC = frozenset(Phase) - {Phase.DRAFT}
HELD = PUBLIC - {Phase.ANNOUNCED}
"""From the day on which it opens: there is something to read."""


@dataclass(frozen=True)
class Part:
    """`name` is the address's name, which takes the hearing's key; `what` says what one does there.
    `when`: the phases in which it is shown."""

    permission: Permission
    name: str
    label: str | Promise
    what: str | Promise
    when: frozenset[Phase] = frozenset(Phase)


PARTS: tuple[Part, ...] = (
    Part(
        READ_HEARINGS,
        "hearing_timetable",
        _("Timetable"),
        _("Which dates can still be met, back from the legal deadline"),
    ),
    Part(
        READ_RESPONSES,
        "invitations",
        _("Those who are asked"),
        _("Who is invited and reminded, and who has answered"),
    ),
    Part(
        READ_RESPONSES,
        "hearing_responses",
        _("What has come in"),
        _("Every response as it was sent; enter letters, e-mails and calls"),
        HELD,
    ),
    Part(
        MANAGE_EVENTS,
        "hearing_events",
        _("Meetings"),
        _("Who comes, tables with their hosts, notes and minutes"),
    ),
    Part(
        MODERATE,
        "hearing_queue",
        _("What waits to be looked at"),
        _("Decide what is shown to everyone"),
        HELD,
    ),
    Part(
        READ_RESPONSES,
        "hearing_groups",
        _("What is alike"),
        _("Campaigns, and comments about the same matter: suggestions"),
        HELD,
    ),
    Part(
        KEEP_RECORD,
        "hearing_record",
        _("The record"),
        _("What is on record, what waits, what failed; everything as ZIP"),
        HELD,
    ),
    Part(
        KEEP_RECORD,
        "hearing_requests",
        _("Requests for access and erasure"),
        _("Find what is held about somebody, hand it over, erase what the law lets go"),
        PUBLIC,
    ),
)


@dataclass(frozen=True)
class PartLink:
    label: str
    what: str
    url: str


def parts_for(standing: Standing, hub: HearingHub) -> list[PartLink]:
    """The parts that somebody may open, in the order in which the work is done."""
    return [
        PartLink(
            str(part.label), str(part.what), reverse(f"staff:{part.name}", args=[hub.hearing.key])
        )
        for part in PARTS
        if part.permission(standing) and hub.phase in part.when
    ]
