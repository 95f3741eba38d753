"""Deeds on the draft: order, places, two writers, whose rows they are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from retning.apps.organisation.enums import PositionKind, UnitKind
from retning.apps.organisation.models import Field, Position, Unit
from retning.apps.strategy.models import Area, Goal, Objective, Strategy
from retning.apps.strategy.queries.draft import (
    draft_node,
    draft_outline,
    draft_strategies,
    draft_strategy,
    strategy_of,
)
from retning.apps.strategy.services import draft
from retning.apps.strategy.services.placing import place_node
from retning.apps.strategy.services.refusals import Refusal, Refused
from retning.foundation.audit.models import Entry
from retning.foundation.audit.services import SystemActor
from retning.foundation.records.services import ChangedMeanwhile
from tests.apps.strategy.test_editions import municipality_of

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
BY: dict[str, Any] = {"by": SystemActor("tests"), "now": NOW}


@pytest.fixture
def strategy() -> Strategy:
    return draft.create_strategy(
        municipality=municipality_of("187", "Vallensbæk"),
        title="Retning på Sjælland",
        period_from=2026,
        period_to=2029,
        **BY,
    )


@pytest.fixture
def area(strategy: Strategy) -> Area:
    return draft.add_area(strategy=strategy, text="Arbejdsliv", **BY)


def texts(strategy: Strategy) -> list[str]:
    return [goal.text for goal in draft_outline(strategy).all_goals]


def test_addresses_are_danish_and_never_double(strategy: Strategy) -> None:
    assert strategy.slug == "retning-paa-sjaelland"
    again = draft.create_strategy(
        municipality=strategy.municipality,
        title="Retning på Sjælland!",
        period_from=2030,
        period_to=2033,
        predecessor=strategy,
        **BY,
    )
    assert again.slug == "retning-paa-sjaelland-2"


def test_a_title_changes_and_the_address_stays(strategy: Strategy) -> None:
    draft.change_strategy(strategy=strategy, expected_version=1, title="  Ny \n titel ", **BY)
    strategy.refresh_from_db()
    assert (strategy.title, strategy.slug) == ("Ny titel", "retning-paa-sjaelland")


def test_a_period_runs_forward(strategy: Strategy) -> None:
    with translation.override("en"), pytest.raises(ValidationError, match="comes before"):
        draft.change_strategy(strategy=strategy, expected_version=1, period_to=2025, **BY)


@pytest.mark.parametrize("text", ["", " \n ", "x" * 2001])
def test_a_wording_has_words_and_an_end(area: Area, text: str) -> None:
    with pytest.raises(ValidationError):
        draft.add_goal(parent=area, text=text, **BY)
    assert not Goal.drafts.exists()


def test_the_second_writer_is_told_and_loses_nothing(area: Area) -> None:
    goal = draft.add_goal(parent=area, text="Først", **BY)
    mine = Goal.drafts.get(pk=goal.pk)
    draft.change_node(node=goal, expected_version=1, text="Annas ordlyd", body="", **BY)
    with pytest.raises(ChangedMeanwhile) as news:
        draft.change_node(node=mine, expected_version=1, text="Bos ordlyd", body="", **BY)
    assert news.value.current is not None
    assert str(news.value.current) == "Annas ordlyd"
    assert Goal.drafts.get(pk=goal.pk).text == "Annas ordlyd"
    draft.change_node(node=mine, expected_version=2, text="Bos ordlyd", body="", **BY)
    assert Goal.drafts.get(pk=goal.pk).version == 3


def test_moving_among_siblings(strategy: Strategy, area: Area) -> None:
    first, second, third = (
        draft.add_goal(parent=area, text=text, **BY) for text in ("en", "to", "tre")
    )
    draft.move_node(node=third, step=-2, **BY)
    assert texts(strategy) == ["tre", "en", "to"]
    draft.move_node(node=third, step=-1, **BY)
    assert texts(strategy) == ["tre", "en", "to"]
    draft.move_node(node=first, step=+1, **BY)
    assert texts(strategy) == ["tre", "to", "en"]
    assert second.pk != first.pk


def test_a_goal_moves_to_another_objective(strategy: Strategy, area: Area) -> None:
    one = draft.add_objective(area=area, text="Et", **BY)
    two = draft.add_objective(area=area, text="To", **BY)
    goal = draft.add_goal(parent=one, text="Mål", **BY)
    place_node(node=goal, parent=two, **BY)
    groups = draft_outline(strategy).areas[0].objectives
    assert [len(group.goals) for group in groups] == [0, 1]
    place_node(node=goal, parent=area, **BY)
    assert [g.text for g in draft_outline(strategy).areas[0].goals] == ["Mål"]


def test_a_goal_stays_in_its_strategy(strategy: Strategy, area: Area) -> None:
    other = draft.create_strategy(
        municipality=strategy.municipality, title="En anden", period_from=2030, period_to=2033, **BY
    )
    elsewhere = draft.add_area(strategy=other, text="Andetsteds", **BY)
    goal = draft.add_goal(parent=area, text="Mål", **BY)
    with pytest.raises(Refused):
        place_node(node=goal, parent=elsewhere, **BY)


def test_what_holds_something_is_not_removed(area: Area) -> None:
    objective = draft.add_objective(area=area, text="Et", **BY)
    goal = draft.add_goal(parent=objective, text="Mål", **BY)
    for full in (area, objective):
        with pytest.raises(Refused) as refused:
            draft.remove_node(node=full, **BY)
        assert refused.value.code == Refusal.NOT_EMPTY
    draft.remove_node(node=goal, **BY)
    draft.remove_node(node=objective, **BY)
    draft.remove_node(node=area, **BY)
    assert not Area.drafts.exists()


def test_what_somebody_removed_meanwhile_is_gone(area: Area) -> None:
    objective = draft.add_objective(area=area, text="Et", **BY)
    goal = draft.add_goal(parent=area, text="Mål", **BY)
    standing = draft.add_goal(parent=area, text="Et andet", **BY)
    Goal.drafts.filter(pk=goal.pk).delete()
    Objective.drafts.filter(pk=objective.pk).delete()
    lines = Entry.objects.count()
    deeds: list[Callable[[], object]] = [
        lambda: draft.move_node(node=goal, step=1, **BY),
        lambda: draft.assign_goal(goal=goal, owner_unit=None, owner_position=None, fields=[], **BY),
        lambda: place_node(node=goal, parent=area, **BY),
        lambda: place_node(node=standing, parent=objective, **BY),
        lambda: draft.remove_node(node=goal, **BY),
    ]
    for deed in deeds:
        with pytest.raises(ChangedMeanwhile) as news:
            deed()
        assert news.value.current is None
    assert Entry.objects.count() == lines


def test_what_somebody_hung_elsewhere_meanwhile_is_not_moved(area: Area) -> None:
    objective = draft.add_objective(area=area, text="Et", **BY)
    goal = draft.add_goal(parent=area, text="Mål", **BY)
    seen = Goal.drafts.get(pk=goal.pk)
    place_node(node=goal, parent=objective, **BY)
    with pytest.raises(ChangedMeanwhile) as news:
        draft.move_node(node=seen, step=1, **BY)
    assert news.value.current == goal


def test_a_position_owns_within_its_own_unit(area: Area) -> None:
    home = area.municipality
    goal = draft.add_goal(parent=area, text="Mål", **BY)
    its, other = (
        Unit.objects.create(
            municipality=home, kind=UnitKind.CENTRE, name=name, valid_from=date(2026, 1, 1)
        )
        for name in ("Center for Børn", "Center for Teknik")
    )
    chief = Position.objects.create(
        municipality=home,
        unit=its,
        kind=PositionKind.CENTRE_CHIEF,
        title="Centerchef",
        valid_from=date(2026, 1, 1),
    )
    with pytest.raises(Refused) as refused:
        draft.assign_goal(goal=goal, owner_unit=other, owner_position=chief, fields=[], **BY)
    assert refused.value.code == Refusal.POSITION_ELSEWHERE
    draft.assign_goal(goal=goal, owner_unit=its, owner_position=chief, fields=[], **BY)
    assert Goal.drafts.get(pk=goal.pk).owner_position == chief


def test_the_trail_tells_which_fields_a_goal_got_and_lost(area: Area) -> None:
    goal = draft.add_goal(parent=area, text="Mål", **BY)
    first, second = (
        Field.objects.create(municipality=area.municipality, name=slug, slug=slug)
        for slug in ("erhverv", "klima")
    )
    nobody: dict[str, Any] = {"owner_unit": None, "owner_position": None}
    draft.assign_goal(goal=goal, fields=[second, first], **nobody, **BY)
    draft.assign_goal(goal=goal, fields=[first], **nobody, **BY)
    draft.assign_goal(goal=goal, fields=[first], **nobody, **BY)
    lines = Entry.objects.filter(deed="goal_assigned").order_by("pk")
    assert [line.fields for line in lines] == [
        {"fields": {"from": [], "to": [first.pk, second.pk]}},
        {"fields": {"from": [first.pk, second.pk], "to": [first.pk]}},
        {},
    ]
    draft.remove_node(node=goal, **BY)
    removed = Entry.objects.get(deed="goal_removed")
    assert removed.fields["fields"] == {"from": [first.pk], "to": []}


def test_owners_and_fields_are_the_municipalitys_own(strategy: Strategy, area: Area) -> None:
    goal = draft.add_goal(parent=area, text="Mål", **BY)
    assert draft_outline(strategy).goals_without_owner == [goal]
    home, abroad = strategy.municipality, municipality_of("183", "Ishøj")
    units = [
        Unit.objects.create(
            municipality=m, kind=UnitKind.CENTRE, name="Center", valid_from=date(2026, 1, 1)
        )
        for m in (home, abroad)
    ]
    chief = Position.objects.create(
        municipality=home,
        unit=units[0],
        kind=PositionKind.CENTRE_CHIEF,
        title="Centerchef",
        valid_from=date(2026, 1, 1),
    )
    field = Field.objects.create(municipality=home, name="Erhverv", slug="erhverv")
    with pytest.raises(Refused) as refused:
        draft.assign_goal(goal=goal, owner_unit=units[1], owner_position=None, fields=[], **BY)
    assert refused.value.code == Refusal.ANOTHER_MUNICIPALITY
    draft.assign_goal(goal=goal, owner_unit=None, owner_position=chief, fields=[field], **BY)
    outline = draft_outline(strategy)
    assert outline.goals_without_owner == []
    assert outline.all_goals[0].owner_unit == units[0]
    assert [f.slug for f in outline.all_goals[0].fields.all()] == ["erhverv"]


def test_drafts_are_their_municipalitys(strategy: Strategy, area: Area) -> None:
    abroad = municipality_of("183", "Ishøj")
    assert draft_strategy(abroad, strategy.key) is None
    assert draft_node(abroad, "area", area.key) is None
    assert not draft_strategies(abroad).exists()
    found = draft_node(strategy.municipality, "area", area.key)
    assert found == area
    assert strategy_of(area) == strategy
    assert draft_node(strategy.municipality, "vision", area.key) is None


def test_every_deed_leaves_a_line(strategy: Strategy, area: Area) -> None:
    goal = draft.add_goal(parent=area, text="Mål", **BY)
    draft.change_node(node=goal, expected_version=1, text="Mål igen", body="", **BY)
    draft.remove_node(node=goal, **BY)
    assert list(Entry.objects.order_by("pk").values_list("deed", flat=True)) == [
        "strategy_created",
        "area_added",
        "goal_added",
        "goal_changed",
        "goal_removed",
    ]
    assert set(Entry.objects.values_list("tenant", flat=True)) == {"187"}
