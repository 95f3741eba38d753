"""The strategy editor: outline, ordering, two writers, owners, preview, the trail."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from retning.apps.organisation.models import Field
from retning.apps.strategy.models import Area, Goal, Objective, Strategy, Theme
from retning.apps.strategy.queries.draft import draft_outline
from tests.cast import Cast
from tests.factories import drafts as make
from tests.helpers.queries import assert_queries_at_1_and_3

Browser = Callable[..., Client]


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def strategy(cast: Cast) -> Strategy:
    return make.strategy(cast.municipality, goals=2)


@pytest.fixture
def consultant(client_of: Browser) -> Client:
    return client_of("consultant")


def goals(strategy: Strategy) -> list[str]:
    return [goal.text for goal in draft_outline(strategy).all_goals]


def editor(strategy: Strategy) -> str:
    return reverse("staff:strategy", args=[strategy.key])


def test_the_outline_lists_missing_owners(consultant: Client, strategy: Strategy) -> None:
    page = consultant.get(editor(strategy)).content.decode()
    assert "2 goals have no owner" in page
    for goal in Goal.drafts.all():
        assert reverse("staff:goal_owner", args=[goal.key]) in page


def test_readers_see_the_draft_without_deeds(client_of: Browser, strategy: Strategy) -> None:
    page = client_of("executive").get(editor(strategy)).content.decode()
    assert "Vi passer på sø nummer 1" in page
    assert "<form" not in page.partition("<main")[2]
    assert reverse("staff:publish", args=[strategy.key]) not in page


def test_a_moved_goal_is_in_view_again(consultant: Client, strategy: Strategy) -> None:
    second = Goal.drafts.get(text="Vi passer på sø nummer 2")
    address = reverse("staff:node_deeds", args=[strategy.key])
    answer = consultant.post(address, {"up": f"goal:{second.key}"})
    assert answer.headers["Location"] == f"{editor(strategy)}#node-{second.key}"
    assert goals(strategy) == ["Vi passer på sø nummer 2", "Vi passer på sø nummer 1"]
    consultant.post(address, {"down": f"goal:{second.key}"})
    assert goals(strategy) == ["Vi passer på sø nummer 1", "Vi passer på sø nummer 2"]


@pytest.mark.parametrize("value", ["goal:x", "goal", "mål:00000000-0000-0000-0000-000000000000"])
def test_a_deed_on_what_is_not_there(consultant: Client, strategy: Strategy, value: str) -> None:
    address = reverse("staff:node_deeds", args=[strategy.key])
    assert consultant.post(address, {"up": value}).status_code == 404


def test_nodes_of_another_strategy_are_not_found(
    consultant: Client, strategy: Strategy, cast: Cast
) -> None:
    other = make.strategy(cast.municipality, "En anden")
    area = other.areas.get()
    moved = consultant.post(
        reverse("staff:node_deeds", args=[strategy.key]), {"up": f"area:{area.key}"}
    )
    added = consultant.get(
        f"{reverse('staff:node_add', args=[strategy.key, 'goal'])}?under=area:{area.key}"
    )
    assert (moved.status_code, added.status_code) == (404, 404)


def test_every_kind_is_added_where_it_belongs(consultant: Client, strategy: Strategy) -> None:
    area, objective = strategy.areas.get(), Objective.drafts.get()

    def add(kind: str, under: str, text: str) -> int:
        address = reverse("staff:node_add", args=[strategy.key, kind])
        return consultant.post(f"{address}?under={under}", {"text": text}).status_code

    assert add("area", "", "By") == 302
    assert add("objective", f"area:{area.key}", "Grøn by") == 302
    assert add("goal", f"area:{area.key}", "Lige under området") == 302
    assert add("goal", f"objective:{objective.key}", "Under målet") == 302
    assert add("theme", f"area:{area.key}", "Hvad nu?") == 302
    assert add("theme", f"objective:{objective.key}", "Hvad nu?") == 404
    assert add("vision", "", "Nej") == 404
    assert add("goal", "", "Uden sted") == 404
    assert add("area", "", " ") == 422
    assert [node.text for node in Area.drafts.all()] == ["Natur", "By"]
    assert Goal.drafts.get(text="Lige under området").objective is None
    assert Goal.drafts.get(text="Under målet").objective == objective
    assert Theme.drafts.get().area == area


def wording(goal: Goal, text: str, **changed: object) -> dict[str, object]:
    return {"version": goal.version, "text": text, "body": goal.body, **changed}


def test_two_people_on_one_goal(client_of: Browser, strategy: Strategy) -> None:
    goal = Goal.drafts.get(text="Vi passer på sø nummer 1")
    address = reverse("staff:node", args=["goal", goal.key])
    first, second = client_of("administrator"), client_of("consultant")
    assert first.post(address, wording(goal, "Vi passer på alle søer")).status_code == 302
    mine = wording(goal, "Vi passer på hver sø", body="Fordi de er *vores*.")
    answer = second.post(address, mine)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody else has saved meanwhile" in page
    assert "Vi passer på alle søer</blockquote>" in page
    assert "Vi passer på hver sø</textarea>" in page
    assert "Fordi de er *vores*.</textarea>" in page
    assert "<ins" in page
    assert "<del" in page
    goal.refresh_from_db()
    assert goal.text == "Vi passer på alle søer"
    assert second.post(address, mine | {"version": 2}).status_code == 302
    goal.refresh_from_db()
    assert (goal.text, goal.version) == ("Vi passer på hver sø", 3)


def test_a_goal_that_goes_away_while_one_writes(
    consultant: Client, strategy: Strategy, monkeypatch: pytest.MonkeyPatch
) -> None:
    goal = Goal.drafts.get(text="Vi passer på sø nummer 1")
    address = reverse("staff:node", args=["goal", goal.key])
    from retning.apps.strategy.services import draft as deeds

    kept = deeds.validators.wording

    def removed_meanwhile(text: str) -> str:
        Goal.drafts.filter(pk=goal.pk).delete()
        return kept(text)

    monkeypatch.setattr("retning.web.staff.forms.drafts.validators.wording", removed_meanwhile)
    answer = consultant.post(address, wording(goal, "Min lange tekst"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "It has been removed meanwhile" in page
    assert "Min lange tekst</textarea>" in page


@pytest.mark.parametrize("with_area", [False, True])
def test_a_goal_that_was_removed_before_one_saves(
    client_of: Browser, strategy: Strategy, *, with_area: bool
) -> None:
    goal = Goal.drafts.get(text="Vi passer på sø nummer 1")
    address = reverse("staff:node", args=["goal", goal.key])
    first, second = client_of("administrator"), client_of("consultant")
    for kind, nodes in (("goal", Goal), ("objective", Objective), ("area", Area)):
        for each in nodes.drafts.all() if with_area or kind == "goal" else []:
            first.post(reverse("staff:node_remove", args=[kind, each.key]))
    assert Area.drafts.exists() is not with_area
    for more in ({}, {"preview": "1"}):
        answer = second.post(address, wording(goal, "Min lange tekst", body="Og hvorfor.", **more))
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "It has been removed meanwhile" in page
        assert "Min lange tekst</textarea>" in page
        assert "Og hvorfor.</textarea>" in page
        assert f'href="{editor(strategy)}#outline"' in page
    assert second.get(address).status_code == 404
    assert not Goal.drafts.filter(key=goal.key).exists()


def test_what_was_removed_next_door_never_was(
    client_of: Browser, strategy: Strategy, cast: Cast
) -> None:
    goal = Goal.drafts.get(text="Vi passer på sø nummer 1")
    client_of("consultant").post(reverse("staff:node_remove", args=["goal", goal.key]))
    neighbour = client_of("neighbour_consultant", at=cast.neighbour)
    for name, args in (("node", ["goal"]), ("node_remove", ["goal"]), ("goal_owner", [])):
        address = reverse(f"staff:{name}", args=[*args, goal.key])
        assert neighbour.post(address, wording(goal, "Nyt")).status_code == 404


def test_deeds_on_what_was_removed_meanwhile(consultant: Client, strategy: Strategy) -> None:
    goal = Goal.drafts.get(text="Vi passer på sø nummer 1")
    consultant.post(reverse("staff:node_remove", args=["goal", goal.key]))
    consultant.get(editor(strategy))
    deeds = [
        (reverse("staff:node_deeds", args=[strategy.key]), {"up": f"goal:{goal.key}"}),
        (reverse("staff:node_remove", args=["goal", goal.key]), {}),
        (reverse("staff:goal_owner", args=[goal.key]), {"owner": ""}),
        (
            reverse("staff:node_place", args=["goal", goal.key]),
            {"parent": str(strategy.areas.get().key)},
        ),
    ]
    for address, sent in deeds:
        answer = consultant.post(address, sent)
        assert answer.headers["Location"] == f"{editor(strategy)}#outline"
        page = consultant.get(editor(strategy)).content.decode()
        assert "Somebody else moved or removed it meanwhile." in page


@pytest.mark.parametrize("key", ["9" * 30, "-" + "9" * 30])
def test_a_number_that_no_database_keeps_is_no_field(
    consultant: Client, strategy: Strategy, key: str
) -> None:
    goal = Goal.drafts.get(text="Vi passer på sø nummer 1")
    address = reverse("staff:goal_owner", args=[goal.key])
    assert consultant.post(address, {"owner": "", "fields_of_work": key}).status_code == 422


def test_a_preview_saves_nothing(consultant: Client, strategy: Strategy) -> None:
    goal = Goal.drafts.get(text="Vi passer på sø nummer 1")
    address = reverse("staff:node", args=["goal", goal.key])
    sent = wording(goal, "Nyt", body="**fed** <script>alert(1)</script>", preview="1")
    page = consultant.post(address, sent).content.decode()
    assert "<strong>fed</strong>" in page
    assert "<script>alert" not in page
    goal.refresh_from_db()
    assert goal.text == "Vi passer på sø nummer 1"


def test_only_what_is_empty_is_removed(consultant: Client, strategy: Strategy) -> None:
    area = strategy.areas.get()
    address = reverse("staff:node_remove", args=["area", area.key])
    consultant.post(address)
    assert "something still hangs below it" in consultant.get(editor(strategy)).content.decode()
    assert Area.drafts.filter(pk=area.pk).exists()
    goal = Goal.drafts.get(text="Vi passer på sø nummer 1")
    assert consultant.post(reverse("staff:node_remove", args=["goal", goal.key])).status_code == 302
    assert not Goal.drafts.filter(pk=goal.pk).exists()


def test_a_goal_gets_owner_and_fields(consultant: Client, strategy: Strategy, cast: Cast) -> None:
    goal = Goal.drafts.get(text="Vi passer på sø nummer 1")
    field = Field.objects.create(municipality=cast.municipality, name="Klima", slug="klima")
    abroad = Field.objects.create(municipality=cast.neighbour, name="Klima", slug="klima")
    address = reverse("staff:goal_owner", args=[goal.key])
    chief = cast.centre_chief_position
    owner = f"{chief.unit_id}:{chief.pk}"
    assert consultant.post(address, {"owner": owner, "fields_of_work": field.pk}).status_code == 302
    goal.refresh_from_db()
    assert (goal.owner_unit, goal.owner_position) == (cast.units.centre, chief)
    assert list(goal.fields.all()) == [field]
    theirs = {"owner": f"{cast.neighbour_unit.pk}:"}
    assert consultant.post(address, theirs).status_code == 422
    assert consultant.post(address, {"owner": "", "fields_of_work": abroad.pk}).status_code == 422


def test_a_goal_moves_to_another_place(consultant: Client, strategy: Strategy) -> None:
    goal = Goal.drafts.get(text="Vi passer på sø nummer 1")
    area = strategy.areas.get()
    address = reverse("staff:node_place", args=["goal", goal.key])
    consultant.post(address, {"parent": str(area.key)})
    goal.refresh_from_db()
    assert goal.objective is None
    assert consultant.post(address, {"parent": "noget"}).status_code == 422


def own_fields(strategy: Strategy, **changed: object) -> dict[str, object]:
    return {
        "version": strategy.version,
        "title": strategy.title,
        "period_from": strategy.period_from,
        "period_to": strategy.period_to,
        "legal_basis": strategy.legal_basis,
        **changed,
    }


def test_a_strategys_own_fields(consultant: Client, strategy: Strategy, cast: Cast) -> None:
    before = make.strategy(cast.municipality, "Den forrige")
    address = reverse("staff:strategy_fields", args=[strategy.key])
    form = own_fields(
        strategy,
        vision="En by ved vandet",
        area_label="delvision",
        predecessor=before.pk,
        legal_basis="planloven_23a",
        revision_kind="themed",
    )
    assert consultant.post(address, form).status_code == 302
    strategy.refresh_from_db()
    assert strategy.vision == "En by ved vandet"
    assert (strategy.predecessor, strategy.revision_kind) == (before, "themed")
    second = consultant.post(address, form | {"title": "Min titel", "vision": ""})
    page = second.content.decode()
    assert second.status_code == 409
    assert 'value="Min titel"' in page
    assert "En by ved vandet</blockquote>" in page


def test_a_strategy_is_made(consultant: Client, cast: Cast) -> None:
    form = {"title": "Ny retning", "period_from": 2026, "period_to": 2030, "legal_basis": "none"}
    answer = consultant.post(reverse("staff:strategy_create"), form)
    made = Strategy.drafts.get()
    assert answer.headers["Location"] == editor(made)
    assert made.municipality == cast.municipality
    bad = consultant.post(reverse("staff:strategy_create"), form | {"period_to": 2020})
    assert bad.status_code == 422


def test_the_preview_is_marked_as_a_draft(consultant: Client, strategy: Strategy) -> None:
    page = consultant.get(reverse("staff:strategy_preview", args=[strategy.key])).content.decode()
    assert "Only staff can see it." in page
    assert "Vi passer på sø nummer 2" in page


def test_the_trail_tells_who_did_what(consultant: Client, strategy: Strategy) -> None:
    goal = Goal.drafts.get(text="Vi passer på sø nummer 1")
    consultant.post(
        reverse("staff:node", args=["goal", goal.key]), wording(goal, "Vi passer på alle søer")
    )
    consultant.post(reverse("staff:node_remove", args=["goal", goal.key]))
    page = consultant.get(reverse("staff:strategy_trail", args=[strategy.key])).content.decode()
    assert "Karen Kold" in page
    assert "changed a goal" in page
    assert "removed a goal" in page
    assert "made the strategy" in page
    assert "Retning itself" in page


def test_the_trail_is_only_this_strategys(
    consultant: Client, strategy: Strategy, cast: Cast
) -> None:
    make.strategy(cast.municipality, "En anden strategi")
    page = consultant.get(reverse("staff:strategy_trail", args=[strategy.key])).content.decode()
    assert "En anden strategi" not in page
    assert page.count("added an area") == 1


def test_the_editor_asks_the_same_number_of_times(
    consultant: Client, strategy: Strategy, cast: Cast
) -> None:
    objective = Objective.drafts.get()
    # session, user, municipality, standing, strategy, areas, objectives, themes, goals, fields,
    # editions, what has no place yet
    assert_queries_at_1_and_3(
        12,
        add_row=lambda number: make.goal(objective, f"Mål {number}"),
        read=lambda: consultant.get(editor(strategy)),
    )
