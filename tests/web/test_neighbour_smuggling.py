"""The neighbour names our objects in what it sends from its own pages, and gets nothing for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from retning.apps.strategy.models import Passage, Reading
from retning.apps.strategy.queries.draft import draft_outline
from retning.apps.strategy.queries.rows import draft_checksum
from tests.cast import Cast
from tests.factories.neighbours import DOCUMENT, OURS, SECRET, World, make_world
from tests.factories.organisation import host_of
from tests.helpers.tables import changes, every_row

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped_clock")]

Attempt = tuple[str, dict[str, Any]]


@pytest.fixture
def world(cast: Cast) -> World:
    return make_world(cast)


@pytest.fixture
def neighbour(world: World) -> Client:
    client = Client(SERVER_NAME=host_of(world.cast.neighbour))
    client.force_login(
        world.cast.neighbour_consultant, backend="django.contrib.auth.backends.ModelBackend"
    )
    return client


def theirs(name: str, world: World, **more: Any) -> str:
    """An address of the neighbour's own strategy."""
    return reverse(name, kwargs={"key": world.their_strategy.key, **more})


def below(world: World) -> Attempt:
    objective = draft_outline(world.published).areas[0].objectives[0].objective
    address = theirs("staff:node_add", world, kind="goal")
    return f"{address}?under=objective:{objective.key}", {"text": "Indsmuglet"}


def moved(world: World) -> Attempt:
    goal = draft_outline(world.published).all_goals[1]
    return theirs("staff:node_deeds", world), {"up": f"goal:{goal.key}"}


def our_passage(world: World) -> Passage:
    return Passage.drafts.filter(reading=world.review)[0]


def review(name: str, world: World, **more: Any) -> str:
    return reverse(name, kwargs={"document": world.their_review.pk, **more})


def dropped(world: World) -> Attempt:
    return review("staff:passage_deeds", world), {"drop": our_passage(world).pk}


def added_after(world: World) -> Attempt:
    address = review("staff:passage_add", world)
    return f"{address}?efter={our_passage(world).pk}", {"kind": "goal", "text": "Indsmuglet"}


def corrected(world: World) -> Attempt:
    data = {"kind": "goal", "text": "Indsmuglet", "body": "", "version": 1}
    return review("staff:passage", world, passage=our_passage(world).pk), data


def taken_over(world: World) -> Attempt:
    data = {"into": world.published.key, "title": "Ny", "period_from": 2026, "period_to": 2029}
    return review("staff:document_take_over", world), data


def goal_of_theirs(name: str, world: World) -> str:
    return reverse(name, args=[draft_outline(world.their_strategy).all_goals[0].key])


def owned(world: World) -> Attempt:
    owner = f"{world.cast.units.centre.pk}:{world.cast.centre_chief_position.pk}"
    return goal_of_theirs("staff:goal_owner", world), {"owner": owner}


def with_our_field(world: World) -> Attempt:
    data = {"owner": "", "fields_of_work": world.field.pk}
    return goal_of_theirs("staff:goal_owner", world), data


def placed(world: World) -> Attempt:
    area = draft_outline(world.published).areas[0].area
    goal = draft_outline(world.their_strategy).all_goals[0]
    return reverse("staff:node_place", args=["goal", goal.key]), {"parent": area.key}


def going_on_from_ours(world: World) -> Attempt:
    goal = draft_outline(world.their_strategy).all_goals[0]
    data = {"ancestor": str(world.goal.key), "version": 1}
    return reverse("staff:node_ancestor", args=["goal", goal.key]), data


def anew_of_ours(world: World) -> Attempt:
    address = reverse("staff:lineage_deeds", args=[world.their_strategy.key])
    return address, {"anew": f"goal:{world.goal.key}:1"}


def resting_on_our_decision(world: World) -> Attempt:
    data = {
        "kind": "adopted",
        "resolutions": world.resolution.pk,
        "is_read": "on",
        "checksum": draft_checksum(draft_outline(world.their_strategy)),
    }
    return theirs("staff:publish", world), data


def decided_by_our_council(world: World) -> Attempt:
    council = world.cast.units.council.pk
    data = {"body": council, "met_on": "2026-02-25", "item": "1", "text": "Vedtaget"}
    return theirs("staff:resolution_record", world), data


def following_ours(world: World) -> Attempt:
    data = {
        "title": "Ny",
        "period_from": 2026,
        "period_to": 2029,
        "legal_basis": "none",
        "predecessor": world.published.pk,
    }
    return reverse("staff:strategy_create"), data


def member_of_our_unit(world: World) -> Attempt:
    data = {
        "email": "ny@ishoej.example",
        "name": "Ny",
        "role": "employee",
        "unit": world.cast.units.workplace.pk,
        "valid_from": "2026-03-02",
    }
    return reverse("staff:member_add"), data


def unit_below_ours(world: World) -> Attempt:
    data = {
        "kind": "centre",
        "name": "Nyt",
        "parent": world.cast.units.board.pk,
        "valid_from": "2026-03-02",
    }
    return reverse("staff:unit_add"), data


ATTEMPTS: list[Callable[[World], Attempt]] = [
    below,
    moved,
    dropped,
    added_after,
    corrected,
    taken_over,
    owned,
    with_our_field,
    placed,
    going_on_from_ours,
    anew_of_ours,
    resting_on_our_decision,
    decided_by_our_council,
    following_ours,
    member_of_our_unit,
    unit_below_ours,
]


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_nothing_of_ours_comes_along(
    world: World, neighbour: Client, attempt: Callable[[World], Attempt]
) -> None:
    address, data = attempt(world)
    before = every_row()
    for response in (neighbour.get(address), neighbour.post(address, data)):
        said = response.content.decode().casefold()
        assert OURS not in said
        assert SECRET not in said
        assert "allensbæk" not in said
    assert response.status_code in {404, 422}
    assert not changes(before, every_row())


def test_a_decision_in_the_address_is_not_shown(world: World, neighbour: Client) -> None:
    address = theirs("staff:publish", world)
    answer = neighbour.get(f"{address}?beslutning={world.resolution.pk}")
    assert answer.status_code == 200
    assert OURS not in answer.content.decode()


def test_the_same_file_next_door_is_another_document(world: World, neighbour: Client) -> None:
    """That somebody has a file is a thing to know as well."""
    file = SimpleUploadedFile("plan.txt", DOCUMENT.encode(), content_type="text/plain")
    answer = neighbour.post(reverse("staff:upload"), {"document": file})
    assert answer.status_code == 302
    made = Reading.drafts.get(municipality=world.cast.neighbour, title="plan.txt")
    assert answer.headers["Location"] == reverse("staff:document", args=[made.pk])
    assert made.attachment.tenant == "183"
