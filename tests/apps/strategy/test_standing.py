"""What a work list must know of a draft, its trail, and a reading that broke off."""

from __future__ import annotations

from datetime import timedelta

from retning.apps.organisation.queries import standing_of
from retning.apps.strategy.enums import PassageKind, ReadingState
from retning.apps.strategy.models import Area, Goal, Objective
from retning.apps.strategy.queries.draft import draft_outline, draft_standings
from retning.apps.strategy.queries.readings import on_their_way, place_of
from retning.apps.strategy.queries.rows import changes_since, last_edition
from retning.apps.strategy.queries.trail import trail_of_strategy
from retning.apps.strategy.rules import visible_to
from retning.apps.strategy.services import draft
from retning.apps.strategy.services.placing import place_node
from retning.apps.strategy.services.readings import discard_reading, read_again
from retning.foundation.freezing.comparison import Change
from retning.foundation.jobs.enums import JobState
from retning.foundation.jobs.models import Job
from tests.cast import Cast
from tests.factories import drafts as make
from tests.factories.organisation import NOW, TESTER, TODAY
from tests.helpers.queries import assert_queries

LATER = NOW + timedelta(hours=1)


def test_how_far_each_strategy_is(cast: Cast) -> None:
    strategy = make.strategy(cast.municipality, goals=3)
    make.strategy(cast.neighbour, "Naboens")
    owned = Goal.drafts.filter(municipality=cast.municipality).first()
    assert owned is not None
    draft.assign_goal(
        goal=owned,
        owner_unit=cast.units.centre,
        owner_position=None,
        fields=[],
        by=TESTER,
        now=NOW,
    )
    make.edition(strategy)
    with assert_queries(1):
        (standing,) = draft_standings(cast.municipality)
    assert (standing.goal_count, standing.unowned_count, standing.last_edition) == (3, 2, 1)
    assert standing.last_published == NOW
    assert not standing.is_changed


def test_every_deed_below_a_strategy_changes_it(cast: Cast) -> None:
    strategy = make.strategy(cast.municipality, goals=2)
    make.edition(strategy)
    area, objective = Area.drafts.get(), Objective.drafts.get()
    first, second = Goal.drafts.all()
    at = {"by": TESTER, "now": LATER}
    deeds = [
        lambda: draft.add_theme(area=area, text="Hvad nu?", **at),
        lambda: draft.move_node(node=second, step=-1, **at),
        lambda: place_node(node=first, parent=area, **at),
        lambda: draft.change_node(node=objective, expected_version=1, text="Ny", body="", **at),
        lambda: draft.remove_node(node=second, **at),
    ]
    for deed in deeds:
        type(strategy).drafts.update(changed_at=NOW)
        deed()
        assert draft_standings(cast.municipality)[0].is_changed


def test_a_moved_goal_says_only_that_it_moved(cast: Cast) -> None:
    strategy = make.strategy(cast.municipality, goals=2)
    second = Goal.drafts.last()
    assert second is not None
    draft.move_node(node=second, step=-1, by=TESTER, now=NOW)
    entry = trail_of_strategy(strategy).get(deed="goal_moved")
    assert entry.fields == {"order": {"from": 2, "to": 1}}
    assert entry.subject_id == str(second.pk)


def test_the_trail_keeps_what_was_removed(cast: Cast) -> None:
    strategy = make.strategy(cast.municipality)
    other = make.strategy(cast.municipality, "En anden")
    objective = strategy.areas.get().objectives.get()
    goal = objective.goals.get()
    draft.remove_node(node=goal, by=TESTER, now=NOW)
    draft.remove_node(node=objective, by=TESTER, now=NOW)
    draft.remove_node(node=strategy.areas.get(), by=TESTER, now=NOW)
    deeds = [entry.deed for entry in trail_of_strategy(strategy)]
    assert sorted(deeds) == [
        "area_added",
        "area_removed",
        "goal_added",
        "goal_removed",
        "objective_added",
        "objective_removed",
        "strategy_created",
    ]
    assert trail_of_strategy(other).count() == 4


def test_changes_since_the_last_edition(cast: Cast) -> None:
    strategy = make.strategy(cast.municipality)
    assert {c.change for c in changes_since(None, draft_outline(strategy))} == {Change.ADDED}
    make.edition(strategy)
    assert changes_since(last_edition(strategy), draft_outline(strategy)) == []
    added = make.goal(strategy.areas.get(), "Et nyt mål")
    (change,) = changes_since(last_edition(strategy), draft_outline(strategy))
    assert (change.change, change.key) == (Change.ADDED, added.key)


def test_who_sees_drafts_as_a_list(cast: Cast) -> None:
    strategy = make.strategy(cast.municipality)

    def seen(name: str, municipality: object = cast.municipality) -> list[object]:
        standing = standing_of(cast[name], cast.municipality, on=TODAY)
        return list(visible_to(standing, municipality=municipality))  # type: ignore[arg-type]

    assert seen("consultant") == [strategy]
    assert seen("executive") == [strategy]
    assert seen("employee") == []
    assert seen("citizen") == []
    assert seen("consultant", cast.neighbour) == []


def test_a_reading_that_broke_off_is_tried_again(cast: Cast) -> None:
    reading = make.waiting_document(cast.municipality)
    job = Job.objects.get(pk=reading.job_id)
    assert not on_their_way([reading])[0].is_broken_off
    job.task.status = "FAILED"
    job.task.save()
    assert on_their_way([reading])[0].is_broken_off
    read_again(reading=reading, by=TESTER, now=NOW)
    assert not on_their_way([reading])[0].is_broken_off


def test_what_is_put_away_is_not_read(cast: Cast) -> None:
    reading = make.waiting_document(cast.municipality)
    discard_reading(reading=reading, by=TESTER, now=NOW)
    assert reading.state == ReadingState.DISCARDED
    assert Job.objects.get(pk=reading.job_id).state is JobState.CANCELLED
    assert not on_their_way([reading])[0].is_broken_off


def test_the_place_of_a_passage(cast: Cast) -> None:
    reading = make.reviewed_document(
        cast.municipality, [(PassageKind.GOAL, "Et"), (PassageKind.GOAL, "To")]
    )
    assert [place_of(passage) for passage in reading.passages.all()] == [0, 1]
