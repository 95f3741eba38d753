"""A strategy out of another: what is taken along, what goes on, what ended, and what is frozen."""

from __future__ import annotations

from typing import Any

import pytest

from retning.apps.organisation.services import create_field
from retning.apps.strategy.models import Area, Ending, Goal, Strategy
from retning.apps.strategy.queries.draft import draft_outline
from retning.apps.strategy.queries.lineage import Answer, lineage, lineage_work
from retning.apps.strategy.queries.rows import changes_since, last_edition
from retning.apps.strategy.services import draft
from retning.apps.strategy.services import lineage as deeds
from retning.apps.strategy.services.refusals import Refusal, Refused
from retning.apps.strategy.services.succession import begin_successor
from retning.core.similarity import Certainty
from retning.foundation.audit.models import Entry
from retning.foundation.freezing.queries import row_of, rows_of
from retning.foundation.records.services import ChangedMeanwhile
from tests.cast import NOW, Cast
from tests.factories import lineage as family
from tests.factories import organisation as org
from tests.factories import strategy as make
from tests.factories.lineage import goals_of
from tests.factories.organisation import TESTER
from tests.helpers.queries import assert_queries

pytestmark = pytest.mark.django_db

BY: dict[str, Any] = {"by": TESTER, "now": NOW}
YEARS = {"period_from": 2018, "period_to": 2022}


@pytest.fixture
def old(cast: Cast) -> Strategy:
    """A strategy with three goals, adopted."""
    made = family.first(
        cast.municipality,
        ["Flere unge tager en uddannelse", "Rent badevand hele året", "Kortere vej til bussen"],
    )
    family.adopted(made, cast.units.council)
    return made


# --- A new strategy out of an old one ---------------------------------------------------


def test_everything_is_taken_along_with_new_keys_and_its_ancestor(cast: Cast) -> None:
    old = family.first(cast.municipality, ["Flere unge tager en uddannelse"])
    field = create_field(municipality=cast.municipality, name="Uddannelse", **BY)
    draft.assign_goal(
        goal=goals_of(old)[0],
        owner_unit=cast.units.centre,
        owner_position=cast.centre_chief_position,
        fields=[field],
        **BY,
    )
    area = draft_outline(old).areas[0].area
    make.goal(area, "Et mål lige under området")
    new = begin_successor(strategy=old, title="Planen 2018-2022", **YEARS, **BY)
    before, after = draft_outline(old).areas[0], draft_outline(new).areas[0]
    assert new.predecessor == old
    assert (new.vision, new.area_label) == (old.vision, old.area_label)
    assert (after.area.text, after.area.body) == (area.text, "Om *hverdagen*.")
    pairs = [
        (before.area, after.area),
        (before.objectives[0].objective, after.objectives[0].objective),
        (before.objectives[0].goals[0], after.objectives[0].goals[0]),
        (before.goals[0], after.goals[0]),
        (before.themes[0], after.themes[0]),
    ]
    for one, other in pairs:
        assert (other.text, other.ancestor) == (one.text, one.key)
        assert other.key != one.key
    copied = after.objectives[0].goals[0]
    assert copied.owner_unit == cast.units.centre
    assert copied.owner_position == cast.centre_chief_position
    assert list(copied.fields.all()) == [field]


@pytest.mark.parametrize(("asked", "expected"), [(False, ""), (True, "Om byen.")])
def test_the_introduction_comes_along_where_it_is_asked_for(
    cast: Cast, asked: bool, expected: str
) -> None:
    old = make.strategy(cast.municipality, introduction="Om byen.")
    assert family.after(old, with_introduction=asked).introduction == expected


def test_what_is_published_goes_on_not_what_the_draft_says_since(old: Strategy) -> None:
    make.reword(goals_of(old)[0], "Alle unge tager en uddannelse")
    assert goals_of(family.after(old))[0].text == "Flere unge tager en uddannelse"


def test_an_owner_who_is_no_longer_there_is_left_out(cast: Cast) -> None:
    old = family.first(cast.municipality, ["Et mål"])
    gone = org.unit(cast.municipality, "Center for Fortid")
    make.own(goals_of(old)[0], gone)
    gone.valid_to = NOW.date()
    gone.save()
    assert goals_of(family.after(old))[0].owner_unit is None


def test_what_the_planning_act_asks_for_is_written_anew(cast: Cast) -> None:
    new = family.after(make.strategy(cast.municipality, with_section_23a=True))
    assert (new.legal_basis, new.revision_decision) == ("planloven_23a", "")


def test_a_strategy_of_many_goals_costs_no_more_statements(cast: Cast) -> None:
    few, many = (
        family.first(cast.municipality, [f"Mål nummer {number}" for number in range(count)])
        for count in (1, 40)
    )
    for one in (few, many):
        family.adopted(one, cast.units.council)
        with assert_queries(13):
            family.after(one)


# --- What goes on -----------------------------------------------------------------------


def test_kept_changed_new_ended_and_unanswered(old: Strategy) -> None:
    new = family.after(old)
    first, second, third = goals_of(new)
    make.reword(first, "Alle unge tager en uddannelse")
    draft.remove_node(node=third, **BY)
    make.goal(draft_outline(new).areas[0].area, "Flere træer i byen")
    found = lineage(new)
    assert [pair.new.text for pair in found.kept] == [second.text]
    assert [(pair.old.text, pair.new.text) for pair in found.changed] == [
        ("Flere unge tager en uddannelse", "Alle unge tager en uddannelse")
    ]
    assert [each.text for each in found.new] == ["Flere træer i byen"]
    assert (found.ended, [each.text for each in found.unanswered]) == (
        [],
        ["Kortere vej til bussen"],
    )
    family.end(new, goals_of(old)[2], "Bussen kører nu")
    found = lineage(new)
    assert [(each.old.text, each.reason) for each in found.ended] == [
        ("Kortere vej til bussen", "Bussen kører nu")
    ]
    assert found.unanswered == []


def test_a_goal_may_be_divided_in_two(old: Strategy) -> None:
    new = family.after(old)
    half = make.goal(draft_outline(new).areas[0].area, "Rent badevand om sommeren")
    family.follow(half, goals_of(old)[1])
    heirs = [pair.new.text for pair in (*lineage(new).kept, *lineage(new).changed)]
    assert heirs.count("Rent badevand om sommeren") == 1
    assert "Rent badevand hele året" in heirs


def test_the_predecessor_that_was_never_published_is_its_draft(cast: Cast) -> None:
    old = family.first(cast.municipality, ["Et mål"])
    new = family.after(old)
    make.reword(goals_of(old)[0], "Et andet mål")
    assert [pair.old.text for pair in lineage(new).changed] == ["Et andet mål"]


# --- Suggestions ------------------------------------------------------------------------


@pytest.fixture
def by_hand(cast: Cast, old: Strategy) -> Strategy:
    """A strategy that somebody wrote, or read in, after the old one."""
    made = make.strategy(cast.municipality, "Planen 2018-2022", predecessor=old)
    area = make.area(made)
    make.goals(
        area, ["Alle unge tager en uddannelse", "Rent badevand hele året", "Flere træer i byen"]
    )
    return made


def test_what_is_suggested_and_how_surely(by_hand: Strategy) -> None:
    work = lineage_work(by_hand)
    told = {
        each.node.text: (each.suggestion.old.text, each.suggestion.certainty)
        if each.suggestion
        else None
        for each in work.goals
    }
    assert told == {
        "Alle unge tager en uddannelse": ("Flere unge tager en uddannelse", Certainty.CERTAIN),
        "Rent badevand hele året": ("Rent badevand hele året", Certainty.SAME),
        "Flere træer i byen": None,
    }
    assert {each.answer for each in work.goals} == {Answer.OPEN}
    assert [each.node.text for each in work.others if each.suggestion] == ["Det gode hverdagsliv"]


def test_what_has_been_answered_is_not_suggested_again(by_hand: Strategy, old: Strategy) -> None:
    first, second, _third = goals_of(by_hand)
    family.follow(first, None)
    family.end(by_hand, goals_of(old)[1], "Vandet er rent")
    work = lineage_work(by_hand)
    assert [each.answer for each in work.goals] == [Answer.NEW, Answer.OPEN, Answer.OPEN]
    assert [each.suggestion for each in work.goals] == [None, None, None]
    family.follow(second, goals_of(old)[1])
    assert lineage_work(by_hand).goals[1].answer is Answer.KEPT
    assert not Ending.drafts.exists()


def test_an_ancestor_that_is_there_no_longer_is_told(
    cast: Cast, by_hand: Strategy, old: Strategy
) -> None:
    family.follow(goals_of(by_hand)[0], goals_of(old)[0])
    make.remove(goals_of(old)[0])
    make.revised(old, org.resolution(cast.units.council))
    assert lineage_work(by_hand).goals[0].answer is Answer.LOST


def test_many_are_confirmed_at_once_but_not_what_somebody_changed(
    by_hand: Strategy, old: Strategy
) -> None:
    work = lineage_work(by_hand)
    choices = [
        deeds.Choice(each.kind, each.node.key, each.node.version, each.suggestion.old.key)
        for each in (*work.certain_goals, *work.certain_others)
        if each.suggestion
    ]
    assert len(choices) == 3
    make.reword(goals_of(by_hand)[0], "Alle unge får en uddannelse")
    assert deeds.confirm_ancestors(strategy=by_hand, choices=choices, **BY) == 2
    assert [goal.ancestor for goal in goals_of(by_hand)] == [None, goals_of(old)[1].key, None]
    assert Area.drafts.get(strategy=by_hand).ancestor == Area.drafts.get(strategy=old).key
    # Again: nothing is done twice.
    assert deeds.confirm_ancestors(strategy=by_hand, choices=choices, **BY) == 0


def test_the_page_costs_no_more_with_more_goals(cast: Cast, old: Strategy) -> None:
    new = family.after(old)
    for count in (3, 30):
        with assert_queries(10):  # the strategy and its predecessor among them
            assert len(lineage_work(Strategy.drafts.get(pk=new.pk)).goals) == count
        make.goals(draft_outline(new).areas[0].area, [f"Mål {number}" for number in range(27)])


# --- What is refused --------------------------------------------------------------------


def refusal(deed: Any, **arguments: Any) -> Refusal:
    with pytest.raises(Refused) as caught:
        deed(**arguments, **BY)
    return caught.value.code


def test_an_ancestor_is_a_row_of_the_predecessor_and_of_the_same_kind(
    cast: Cast, by_hand: Strategy, old: Strategy
) -> None:
    goal = goals_of(by_hand)[0]
    strangers = [
        goal.key,
        Area.drafts.get(strategy=old).key,
        goals_of(family.first(cast.neighbour, ["Flere unge tager en uddannelse"]))[0].key,
    ]
    for key in strangers:
        assert refusal(
            deeds.set_ancestor, node=goal, ancestor=key, expected_version=goal.version
        ) is (Refusal.NO_SUCH_ANCESTOR)
        choice = deeds.Choice("goal", goal.key, goal.version, key)
        assert refusal(deeds.confirm_ancestors, strategy=by_hand, choices=[choice]) is (
            Refusal.NO_SUCH_ANCESTOR
        )
        assert refusal(deeds.end_goals, strategy=by_hand, reasons={key: ""}) is (
            Refusal.NO_SUCH_ANCESTOR
        )
    assert goals_of(by_hand)[0].ancestor is None


def test_a_goal_that_goes_on_has_not_ended(by_hand: Strategy, old: Strategy) -> None:
    family.follow(goals_of(by_hand)[0], goals_of(old)[0])
    reasons = {goals_of(old)[0].key: "Nej"}
    assert refusal(deeds.end_goals, strategy=by_hand, reasons=reasons) is Refusal.HAS_HEIRS


def test_the_second_of_two_is_told(by_hand: Strategy, old: Strategy) -> None:
    goal = goals_of(by_hand)[0]
    make.reword(goals_of(by_hand)[0], "Et helt andet mål")
    with pytest.raises(ChangedMeanwhile):
        deeds.set_ancestor(node=goal, ancestor=None, expected_version=goal.version, **BY)
    key = goals_of(old)[0].key
    deeds.end_goals(strategy=by_hand, reasons={key: "Målet er nået"}, **BY)
    deeds.end_goals(strategy=by_hand, reasons={key: "Målet er nået"}, **BY)
    with pytest.raises(ChangedMeanwhile) as caught:
        deeds.end_goals(strategy=by_hand, reasons={key: "Vi gav op"}, **BY)
    ending = caught.value.current
    assert isinstance(ending, Ending)
    assert ending.reason == "Målet er nået"
    deeds.take_back_ending(ending=ending, **BY)
    with pytest.raises(ChangedMeanwhile):
        deeds.take_back_ending(ending=Ending(strategy=by_hand, ancestor=key), **BY)


def test_all_endings_or_none(by_hand: Strategy, old: Strategy) -> None:
    one, two, _three = (goal.key for goal in goals_of(old))
    family.follow(goals_of(by_hand)[1], goals_of(old)[1])
    assert refusal(deeds.end_goals, strategy=by_hand, reasons={one: "Ja", two: "Nej"}) is (
        Refusal.HAS_HEIRS
    )
    assert not Ending.drafts.exists()


def test_no_strategy_follows_after_one_that_follows_after_itself(cast: Cast) -> None:
    one = make.strategy(cast.municipality, "En")
    two = make.strategy(cast.municipality, "To", predecessor=one)
    three = make.strategy(cast.municipality, "Tre", predecessor=two)
    for later in (one, two, three):
        assert (
            refusal(
                draft.change_strategy,
                strategy=one,
                expected_version=one.version,
                predecessor=later,
            )
            is Refusal.OWN_SUCCESSOR
        )
    draft.change_strategy(strategy=three, expected_version=three.version, predecessor=one, **BY)


# --- The trail, and what is frozen ------------------------------------------------------


def test_every_deed_has_its_line(by_hand: Strategy, old: Strategy) -> None:
    Entry.objects.all().delete()
    family.follow(goals_of(by_hand)[0], goals_of(old)[0])
    family.end(by_hand, goals_of(old)[1], "Vandet er rent")
    deeds.take_back_ending(ending=Ending.drafts.get(), **BY)
    found = Entry.objects.order_by("pk").values_list("deed", flat=True)
    assert list(found) == ["goal_ancestor_set", "goal_ended", "goal_ending_taken_back"]


def test_ancestors_and_endings_are_frozen(cast: Cast, old: Strategy) -> None:
    new = family.after(old)
    kept, *others = goals_of(new)
    for goal in others:
        make.remove(goal)
    before = sorted(goals_of(old)[1:], key=lambda goal: str(goal.key))
    for goal in before:
        family.end(new, goal, "Målet er nået")
    edition = make.published(new)
    assert row_of(edition.frozen_set_id, kept.key).data["ancestor"] == str(goals_of(old)[0].key)
    assert rows_of(edition.frozen_set_id)[0].data["endings"] == [
        {"key": str(goal.key), "text": goal.text, "reason": "Målet er nået"} for goal in before
    ]
    assert changes_since(edition, draft_outline(new)) == []
    deeds.take_back_ending(ending=Ending.drafts.all()[0], **BY)
    assert [change.data for change in changes_since(edition, draft_outline(new))] == [["endings"]]


def test_a_strategy_without_a_predecessor_is_frozen_as_ever(old: Strategy) -> None:
    edition = last_edition(old)
    assert edition is not None
    assert "endings" not in rows_of(edition.frozen_set_id)[0].data
    assert all("ancestor" not in row.data for row in rows_of(edition.frozen_set_id))
    assert not Goal.drafts.exclude(ancestor=None).exists()
