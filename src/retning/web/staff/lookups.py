"""The rows that an address names, of the request's municipality: another's are not found."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404

from retning.apps.hearing.models import Hearing
from retning.apps.hearing.queries.hearings import hearing_with_key, hearings_of_strategy
from retning.apps.hearing.rules import MANAGE_HEARINGS
from retning.apps.organisation.models import Meeting, Membership, Position, PositionHolder, Unit
from retning.apps.organisation.queries import unit_of
from retning.apps.strategy.models import Edition, Ending, Goal, Passage, Reading, Strategy
from retning.apps.strategy.queries.draft import Node, draft_node, draft_strategy
from retning.apps.strategy.queries.readings import passage_of, reading_of
from retning.apps.strategy.queries.removed import strategy_once_with
from retning.web.request.access import owned_or_404
from retning.web.request.site import StaffRequest


def strategy_or_404(request: StaffRequest, key: UUID) -> Strategy:
    found = draft_strategy(request.municipality, key)
    if found is None:
        raise Http404("No such strategy in this municipality")
    return found


def node_or_404(request: StaffRequest, kind: str, key: UUID) -> Node:
    found = draft_node(request.municipality, kind, key)
    if found is None:
        raise Http404("No such node in this municipality")
    return found


def goal_or_none(request: StaffRequest, key: UUID) -> Goal | None:
    found = draft_node(request.municipality, "goal", key)
    return found if isinstance(found, Goal) else None


def once_here_or_404(request: StaffRequest, kind: str, key: UUID) -> Strategy:
    """The strategy of a node that somebody removed before this form was sent.

    Raises Http404 where nothing was sent, or no such node ever was in the municipality.
    """
    found = strategy_once_with(request.municipality, kind, key)
    if request.method != "POST" or found is None:
        raise Http404("No such node in this municipality")
    return found


def ending_or_none(strategy: Strategy, ancestor: str) -> Ending | None:
    """What was said of a goal of the predecessor, by the goal's key."""
    try:
        key = UUID(ancestor)
    except ValueError:
        raise Http404("No such goal") from None
    return Ending.drafts.filter(strategy=strategy, ancestor=key).first()


def edition_or_404(request: StaffRequest, strategy: Strategy, number: int) -> Edition:
    return owned_or_404(Edition.objects.all(), request, strategy=strategy, number=number)


def reading_or_404(request: StaffRequest, pk: int) -> Reading:
    found = reading_of(request.municipality, pk)
    if found is None:
        raise Http404("No such document in this municipality")
    return found


def passage_or_404(request: StaffRequest, reading_pk: int, pk: int) -> Passage:
    found = passage_of(request.municipality, pk)
    if found is None or found.reading_id != reading_pk:
        raise Http404("No such passage in this document")
    return found


def membership_or_404(request: StaffRequest, pk: int) -> Membership:
    members = Membership.objects.select_related("user", "unit")
    found: Membership = owned_or_404(members, request, pk=pk)
    return found


def unit_or_404(request: StaffRequest, key: UUID) -> Unit:
    found = unit_of(request.municipality, key, on=request.today)
    if found is None:
        raise Http404("No such unit in this municipality")
    return found


def position_or_404(request: StaffRequest, key: UUID) -> Position:
    found: Position = owned_or_404(Position.objects.select_related("unit"), request, key=key)
    return found


def holder_or_404(request: StaffRequest, pk: int) -> PositionHolder:
    holders = PositionHolder.objects.select_related("person", "position__unit")
    found: PositionHolder = owned_or_404(holders, request, pk=pk)
    return found


def hearing_or_404(request: StaffRequest, key: UUID) -> Hearing:
    """A hearing, with its edition and the decision behind it."""
    found = hearing_with_key(request.municipality, key)
    if found is None:
        raise Http404("No such hearing in this municipality")
    return found


def hearing_asked_or_none(request: StaffRequest, strategy: Strategy) -> Hearing | None:
    """The hearing of the strategy's proposal that the address names, to which the way leads back
    for whoever runs it."""
    asked = request.GET.get("hoering", "")
    if not MANAGE_HEARINGS(request.standing):
        return None
    lines = hearings_of_strategy(strategy, now=request.now)
    return next((line.hearing for line in lines if str(line.hearing.key) == asked), None)


def meeting_or_404(request: StaffRequest, pk: int) -> Meeting:
    found: Meeting = owned_or_404(Meeting.objects.select_related("body"), request, pk=pk)
    return found
