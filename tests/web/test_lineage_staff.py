"""The pages where a strategy's lineage is settled, and what is beside them."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from retning.apps.strategy.models import Area, Ending, Objective, Strategy, Theme
from retning.apps.strategy.queries.draft import draft_outline
from retning.apps.strategy.queries.lineage import lineage_work
from tests.cast import Cast
from tests.factories import lineage as family
from tests.factories import organisation as org
from tests.factories import strategy as make
from tests.factories.lineage import goals_of
from tests.helpers.queries import assert_queries

pytestmark = pytest.mark.django_db

Browser = Callable[..., Client]


@pytest.fixture
def consultant(client_of: Browser) -> Client:
    return client_of("consultant")


@pytest.fixture
def old(cast: Cast) -> Strategy:
    made = family.first(
        cast.municipality,
        ["Flere unge tager en uddannelse", "Rent badevand hele året", "Kortere vej til bussen"],
    )
    family.adopted(made, cast.units.council)
    return made


@pytest.fixture
def new(cast: Cast, old: Strategy) -> Strategy:
    """Written by hand after the old one: one goal like an old one, one the same, one new."""
    made = make.strategy(cast.municipality, "Planen 2018-2022", predecessor=old)
    area = make.area(made)
    make.goals(
        area, ["Alle unge tager en uddannelse", "Rent badevand hele året", "Flere træer i byen"]
    )
    return made


def page_of(strategy: Strategy) -> str:
    return reverse("staff:lineage", args=[strategy.key])


def deeds_of(strategy: Strategy) -> str:
    return reverse("staff:lineage_deeds", args=[strategy.key])


def shown(client: Client, strategy: Strategy) -> str:
    return unescape(client.get(page_of(strategy)).content.decode())


def values(page: str, name: str) -> list[str]:
    """What the page's buttons or hidden fields of that name say."""
    return re.findall(rf'name="{name}" value="([^"]*)"', page)


# --- A new strategy out of an old one ---------------------------------------------------


def test_a_strategy_out_of_another(consultant: Client, old: Strategy) -> None:
    address = reverse("staff:successor", args=[old.key])
    assert address in consultant.get(reverse("staff:strategy", args=[old.key])).content.decode()
    page = consultant.get(address).content.decode()
    assert 'value="2018"' in page
    assert 'value="2022"' in page
    answer = consultant.post(
        address, {"title": "Planen 2018-2022", "period_from": 2018, "period_to": 2022}
    )
    made = Strategy.drafts.get(predecessor=old)
    assert answer.headers["Location"] == reverse("staff:strategy", args=[made.key])
    assert [goal.text for goal in goals_of(made)] == [goal.text for goal in goals_of(old)]


@pytest.mark.parametrize(
    "sent", [{}, {"title": " ", "period_from": 2018, "period_to": 2022},
             {"title": "Plan", "period_from": 2022, "period_to": 2018}],
)  # fmt: skip
def test_a_form_that_is_not_filled_in_makes_nothing(
    consultant: Client, old: Strategy, sent: dict[str, object]
) -> None:
    assert consultant.post(reverse("staff:successor", args=[old.key]), sent).status_code == 422
    assert not Strategy.drafts.filter(predecessor=old).exists()


# --- The page ---------------------------------------------------------------------------


def test_what_is_suggested_and_counted(consultant: Client, old: Strategy, new: Strategy) -> None:
    page = shown(consultant, new)
    assert "3 mål mangler svar" in page
    assert "3 mål fra den tidligere strategi, som intet bygger videre på" in page
    assert "forslag, ligner meget" in page
    assert "forslag, samme ordlyd" in page
    certain = values(page, "choice")
    assert [value.partition(":")[0] for value in certain] == ["goal", "goal", "area"]
    assert len(values(page, "rest")) == 1


def test_all_certain_are_confirmed_at_once(
    consultant: Client, old: Strategy, new: Strategy
) -> None:
    goals = [value for value in values(shown(consultant, new), "choice") if "goal" in value]
    answer = consultant.post(deeds_of(new), {"confirm_all": "goal", "choice": goals}, follow=True)
    assert "2 er besvaret." in answer.content.decode()
    keys = [goal.key for goal in goals_of(old)]
    assert [goal.ancestor for goal in goals_of(new)] == [*keys[:2], None]
    # The same button again, from a page that is old by now.
    answer = consultant.post(deeds_of(new), {"confirm_all": "goal", "choice": goals}, follow=True)
    assert "Andre har ændret 2 imens." in answer.content.decode()


def test_one_is_confirmed_and_another_is_new(
    consultant: Client, old: Strategy, new: Strategy
) -> None:
    page = shown(consultant, new)
    first = values(page, "confirm")[0]
    consultant.post(deeds_of(new), {"confirm": first})
    assert goals_of(new)[0].ancestor == goals_of(old)[0].key
    third = next(value for value in values(page, "anew") if str(goals_of(new)[2].key) in value)
    consultant.post(deeds_of(new), {"anew": third})
    assert goals_of(new)[2].begins_anew
    consultant.post(deeds_of(new), {"anew": third})  # its version has passed
    assert goals_of(new)[2].version == 2


def test_the_rest_is_new(consultant: Client, old: Strategy, new: Strategy) -> None:
    rest = values(shown(consultant, new), "rest")
    consultant.post(deeds_of(new), {"anew_all": "1", "rest": rest})
    assert [goal.begins_anew for goal in goals_of(new)] == [False, False, True]


def test_another_is_chosen(consultant: Client, old: Strategy, new: Strategy) -> None:
    goal, chosen = goals_of(new)[0], goals_of(old)[2]
    address = reverse("staff:node_ancestor", args=["goal", goal.key])
    page = unescape(consultant.get(address).content.decode())
    ordered = [page.index(text) for text in ("Flere unge", "Rent badevand")]
    assert ordered == sorted(ordered)
    assert consultant.post(address, {"version": 1}).status_code == 422
    answer = consultant.post(address, {"version": 1, "ancestor": str(chosen.key)})
    assert answer.headers["Location"] == f"{page_of(new)}#node-{goal.key}"
    assert goals_of(new)[0].ancestor == chosen.key
    late = consultant.post(address, {"version": 1, "ancestor": "None"})
    assert late.status_code == 409
    assert "Kortere vej til bussen" in late.content.decode()
    consultant.post(address, {"version": 2, "ancestor": "None"})
    assert (goals_of(new)[0].ancestor, goals_of(new)[0].begins_anew) == (None, True)


def test_goals_end_with_a_reason_and_what_is_empty_stays(
    consultant: Client, old: Strategy, new: Strategy
) -> None:
    first, _second, third = goals_of(old)
    sent = {"end": "1", str(first.key): "", str(third.key): "Bussen kører nu."}
    consultant.post(deeds_of(new), sent)
    assert Ending.drafts.values_list("ancestor", "reason").get() == (
        third.key,
        "Bussen kører nu.",
    )
    page = shown(consultant, new)
    assert "Bussen kører nu." in page
    assert "2 mål fra den tidligere strategi, som intet bygger videre på" in page
    consultant.post(deeds_of(new), {"take_back": str(third.key)})
    assert not Ending.drafts.exists()
    assert (
        "allerede fortrudt det"
        in consultant.post(
            deeds_of(new), {"take_back": str(third.key)}, follow=True
        ).content.decode()
    )


def test_what_was_written_is_kept_where_somebody_else_was_first(
    consultant: Client, old: Strategy, new: Strategy
) -> None:
    first, second, _third = goals_of(old)
    family.end(new, first, "Vi nåede det.")
    family.follow(goals_of(new)[1], second)
    for key in (first.key, second.key):
        answer = consultant.post(deeds_of(new), {"end": "1", str(key): "Vi gav op."})
        assert answer.status_code == 409
        page = answer.content.decode()
        assert "Vi gav op." in page
    assert Ending.drafts.get().reason == "Vi nåede det."
    too_long = consultant.post(deeds_of(new), {"end": "1", str(first.key): "x" * 50_001})
    assert too_long.status_code == 422


@pytest.mark.parametrize(
    "sent",
    [
        {}, {"confirm": "goal"}, {"confirm": "goal:x:1:y"}, {"confirm": "side:x:1"},
        {"confirm": "goal:a", "anew": "goal:b"}, {"take_back": "x"}, {"anew": "goal:x:1"},
        {"confirm": f"goal:{'0' * 32}:99999999999:{'0' * 32}"},
    ],
)  # fmt: skip
def test_what_no_button_says_is_not_found(
    consultant: Client, new: Strategy, sent: dict[str, str]
) -> None:
    assert consultant.post(deeds_of(new), sent).status_code == 404


def test_what_is_not_the_predecessors_changes_nothing(
    consultant: Client, cast: Cast, new: Strategy
) -> None:
    theirs = goals_of(family.first(cast.neighbour, ["Alle unge tager en uddannelse"]))[0]
    goal = goals_of(new)[0]
    consultant.post(deeds_of(new), {"confirm": f"goal:{goal.key}:1:{theirs.key}"})
    consultant.post(deeds_of(new), {"end": "1", str(theirs.key): "Slut"})
    assert goals_of(new)[0].ancestor is None
    assert not Ending.drafts.exists()


def test_who_may_only_read_sees_no_buttons(client_of: Browser, new: Strategy) -> None:
    page = shown(client_of("executive"), new)
    assert "3 mål mangler svar" in page
    for name in ("confirm", "anew", "end", "confirm_all"):
        assert values(page, name) == []


def test_without_a_predecessor_it_says_so(consultant: Client, old: Strategy) -> None:
    page = shown(consultant, old)
    assert "Den følger ikke efter nogen strategi" in page


def test_the_page_costs_no_more_with_more_goals(
    consultant: Client, old: Strategy, new: Strategy
) -> None:
    for _round in (1, 2):
        with assert_queries(13):
            consultant.get(page_of(new))
        make.goals(draft_outline(new).areas[0].area, [f"Mål {number}" for number in range(20)])


# --- What lies beside it ----------------------------------------------------------------


def test_the_publishing_page_tells_of_what_is_unanswered(
    consultant: Client, cast: Cast, old: Strategy, new: Strategy
) -> None:
    address = reverse("staff:publish", args=[new.key])
    note = "Der er ikke svaret på 3 mål fra den tidligere strategi."
    assert note in consultant.get(address).content.decode()
    make.published(new)  # and is not kept from it
    for goal in goals_of(old):
        family.end(new, goal, "Slut")
    assert "Der er ikke svaret på" not in consultant.get(address).content.decode()


def test_a_decision_behind_another_strategy_says_so(
    consultant: Client, cast: Cast, old: Strategy, new: Strategy
) -> None:
    org.resolution(cast.units.council, item="12")
    page = unescape(consultant.get(reverse("staff:publish", args=[new.key])).content.decode())
    assert page.count("(ligger allerede bag Planen 2014-2018)") == 1
    own = unescape(consultant.get(reverse("staff:publish", args=[old.key])).content.decode())
    assert "ligger allerede bag" not in own


def test_no_strategy_may_follow_after_its_own_successor(
    consultant: Client, old: Strategy, new: Strategy
) -> None:
    page = consultant.get(reverse("staff:strategy_fields", args=[old.key])).content.decode()
    assert f'<option value="{new.pk}"' not in page
    other = consultant.get(reverse("staff:strategy_fields", args=[new.key])).content.decode()
    assert f'<option value="{old.pk}" selected' in other


@pytest.mark.parametrize("kind", ["objective", "theme"])
def test_objectives_and_themes_move_to_another_area(
    consultant: Client, old: Strategy, kind: str
) -> None:
    elsewhere = make.area(old, "Et andet område")
    model = {"objective": Objective, "theme": Theme}[kind]
    node = model.drafts.get(area__strategy=old)
    address = reverse("staff:node_place", args=[kind, node.key])
    assert address in consultant.get(reverse("staff:strategy", args=[old.key])).content.decode()
    assert consultant.post(address, {"parent": str(node.key)}).status_code == 422
    answer = consultant.post(address, {"parent": str(elsewhere.key)})
    assert answer.headers["Location"].endswith(f"#node-{node.key}")
    node.refresh_from_db()
    assert node.area == elsewhere
    moved = {goal.area_id for goal in goals_of(old)}
    assert moved == {elsewhere.pk if kind == "objective" else Area.drafts.exclude(
        pk=elsewhere.pk).get(strategy=old).pk}  # fmt: skip


def test_an_area_does_not_move(consultant: Client, old: Strategy) -> None:
    area = Area.drafts.get(strategy=old)
    assert consultant.get(
        reverse("staff:node_place", args=["area", area.key])
    ).status_code == 404  # fmt: skip


def test_the_trail_names_the_goal_that_got_an_owner(
    consultant: Client, cast: Cast, old: Strategy
) -> None:
    make.own(goals_of(old)[2], cast.units.centre)
    page = consultant.get(reverse("staff:strategy_trail", args=[old.key])).content.decode()
    assert re.search(r"ejer(?:(?!</td>).)*Kortere vej til bussen", page, re.DOTALL)


def test_an_area_page_says_that_a_goal_has_no_owner(client_of: Browser, old: Strategy) -> None:
    area = Area.drafts.get(strategy=old)
    page = client_of().get(reverse("public:area", args=[old.slug, area.key])).content.decode()
    assert page.count("Der er endnu ikke udpeget en ansvarlig") == 3


def test_a_draft_is_not_said_to_have_no_legal_basis(consultant: Client, old: Strategy) -> None:
    page = consultant.get(reverse("staff:strategy", args=[old.key])).content.decode()
    assert "kommunens egen strategi" not in page
    assert len(lineage_work(old).goals) == 3
