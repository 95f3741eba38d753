"""Publishing freezes; what was not published is not read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from retning.apps.organisation.enums import UnitKind
from retning.apps.organisation.models import Municipality, Resolution, Unit
from retning.apps.strategy.enums import EditionKind, LegalBasis, RevisionKind, RowKind
from retning.apps.strategy.models import Edition, Strategy
from retning.apps.strategy.queries import published as read
from retning.apps.strategy.queries.draft import draft_outline
from retning.apps.strategy.queries.editions import published, published_with_resolutions
from retning.apps.strategy.queries.rows import changes_since, draft_checksum
from retning.apps.strategy.rules import Lack
from retning.apps.strategy.services import draft
from retning.apps.strategy.services.editions import publish_edition
from retning.apps.strategy.services.refusals import (
    DraftChanged,
    NotPublishable,
    Refusal,
    Refused,
)
from retning.foundation.audit.services import SystemActor
from retning.foundation.freezing.queries import hash_of

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
BY: dict[str, Any] = {"by": SystemActor("tests"), "now": NOW}


def municipality_of(code: str, name: str) -> Municipality:
    row, _ = Municipality.objects.get_or_create(
        code=code,
        defaults={"name": name, "official_name": f"{name} Kommune", "slug": name.lower()},
    )
    return row


@pytest.fixture
def home() -> Municipality:
    return municipality_of("187", "Vallensbæk")


@pytest.fixture
def neighbour() -> Municipality:
    return municipality_of("183", "Ishøj")


@pytest.fixture
def resolution(home: Municipality) -> Resolution:
    return resolution_of(home)


def resolution_of(municipality: Municipality) -> Resolution:
    council = Unit.objects.create(
        municipality=municipality,
        kind=UnitKind.COUNCIL,
        name="Kommunalbestyrelsen",
        valid_from=date(2026, 1, 1),
    )
    return Resolution.objects.create(
        municipality=municipality,
        body=council,
        met_on=date(2026, 11, 18),
        item="Punkt 7",
        text="Vedtaget.",
    )


@pytest.fixture
def make(home: Municipality) -> Callable[..., Strategy]:
    def strategy(goals: int = 1, **fields: Any) -> Strategy:
        made = draft.create_strategy(
            municipality=home,
            title=fields.pop("title", "Retning for Vallensbæk"),
            period_from=2026,
            period_to=2029,
            **fields,
            **BY,
        )
        area = draft.add_area(strategy=made, text="Arbejdsliv", body="Om *arbejde*.", **BY)
        objective = draft.add_objective(area=area, text="Service der passer til borgerne", **BY)
        for number in range(goals):
            draft.add_goal(parent=objective, text=f"Mål nummer {number}", **BY)
        draft.add_goal(parent=area, text="Et mål uden overordnet mål", **BY)
        draft.add_theme(area=area, text="Hvordan bliver vi flere?", **BY)
        return made

    return strategy


def publish(strategy: Strategy, kind: EditionKind, *resolutions: Resolution) -> Edition:
    return publish_edition(strategy=strategy, kind=kind, resolutions=resolutions, **BY)


def goal_row(municipality: Municipality, key: UUID) -> read.PublishedRow | None:
    return read.published_row(published(municipality), RowKind.GOAL, key)


def only_goal(strategy: Strategy) -> Any:
    return draft_outline(strategy).areas[0].objectives[0].goals[0]


def test_an_edition_holds_every_row_in_reading_order(make: Callable[..., Strategy]) -> None:
    edition = publish(make(goals=2), EditionKind.PROPOSAL)
    assert edition.number == 1
    assert [(row.kind, row.text) for row in read.edition_rows(edition)] == [
        ("strategy", "Retning for Vallensbæk"),
        ("area", "Arbejdsliv"),
        ("goal", "Et mål uden overordnet mål"),
        ("objective", "Service der passer til borgerne"),
        ("goal", "Mål nummer 0"),
        ("goal", "Mål nummer 1"),
        ("theme", "Hvordan bliver vi flere?"),
    ]
    tree = read.edition_tree(edition)
    assert tree.goal_count == 3
    assert [node.row.text for node in tree.areas[0].goals] == ["Et mål uden overordnet mål"]
    assert len(tree.areas[0].objectives[0].goals) == 2


def test_an_edition_does_not_follow_the_draft(make: Callable[..., Strategy]) -> None:
    strategy = make()
    goal = only_goal(strategy)
    publish(strategy, EditionKind.PROPOSAL)
    draft.change_node(node=goal, expected_version=1, text="Ny ordlyd", body="", **BY)
    shown = goal_row(strategy.municipality, goal.key)
    assert shown is not None
    assert shown.row.text == "Mål nummer 0"


def test_the_database_refuses_to_change_an_edition(make: Callable[..., Strategy]) -> None:
    edition = publish(make(), EditionKind.PROPOSAL)
    row = read.edition_rows(edition)[1]
    with pytest.raises(DatabaseError), transaction.atomic():
        type(row).objects.filter(pk=row.pk).update(text="omskrevet")
    with pytest.raises(DatabaseError), transaction.atomic():
        type(row).objects.filter(pk=row.pk).delete()


def test_what_an_edition_must_have(home: Municipality, resolution: Resolution) -> None:
    empty = draft.create_strategy(
        municipality=home, title="Tom", period_from=2026, period_to=2029, **BY
    )
    with pytest.raises(NotPublishable) as refused:
        publish(empty, EditionKind.ADOPTED)
    assert refused.value.lacks == [Lack.NO_AREA, Lack.NO_GOAL, Lack.NO_RESOLUTION]
    assert not Edition.objects.exists()


def test_section_23_a_asks_for_its_sections(make: Callable[..., Strategy]) -> None:
    strategy = make(legal_basis=LegalBasis.PLANLOVEN_23A)
    with pytest.raises(NotPublishable) as refused:
        publish(strategy, EditionKind.PROPOSAL)
    assert refused.value.lacks == [
        Lack.NO_PLANNING_SINCE_REVISION,
        Lack.NO_REVISION_KIND,
        Lack.NO_REVISION_DECISION,
        Lack.NO_READOPTED_PARTS,
    ]
    draft.change_strategy(
        strategy=strategy,
        expected_version=1,
        planning_since_revision="To lokalplaner.",
        revision_kind=RevisionKind.THEMED,
        revision_decision="Kommuneplanen revideres om erhverv.",
        readopted_parts="   ",
        **BY,
    )
    with pytest.raises(NotPublishable) as refused:
        publish(strategy, EditionKind.PROPOSAL)
    assert refused.value.lacks == [Lack.NO_READOPTED_PARTS]
    draft.change_strategy(
        strategy=strategy, expected_version=2, readopted_parts="Resten vedtages igen.", **BY
    )
    root = read.edition_tree(publish(strategy, EditionKind.PROPOSAL)).row
    assert root.data["readopted_parts"] == "Resten vedtages igen."


def test_from_proposal_to_adopted_to_revised(
    make: Callable[..., Strategy], resolution: Resolution
) -> None:
    strategy = make()
    with pytest.raises(NotPublishable) as refused:
        publish(strategy, EditionKind.REVISED, resolution)
    assert refused.value.lacks == [Lack.NEVER_ADOPTED]
    numbers = [publish(strategy, EditionKind.PROPOSAL).number]
    numbers.append(publish(strategy, EditionKind.ADOPTED, resolution).number)
    with pytest.raises(NotPublishable) as refused:
        publish(strategy, EditionKind.ADOPTED, resolution)
    assert refused.value.lacks == [Lack.ALREADY_ADOPTED]
    numbers.append(publish(strategy, EditionKind.REVISED, resolution).number)
    assert numbers == [1, 2, 3]


def test_a_double_click_publishes_once(make: Callable[..., Strategy]) -> None:
    strategy = make()
    publish(strategy, EditionKind.PROPOSAL)
    with pytest.raises(NotPublishable) as refused:
        publish(strategy, EditionKind.PROPOSAL)
    assert refused.value.lacks == [Lack.NOTHING_CHANGED]
    assert Edition.objects.count() == 1


def test_only_the_draft_that_was_shown_is_published(make: Callable[..., Strategy]) -> None:
    strategy = make()
    shown = draft_checksum(draft_outline(strategy))
    goal = only_goal(strategy)
    draft.change_node(node=goal, expected_version=1, text="Kollegaens ordlyd", body="", **BY)
    with pytest.raises(DraftChanged):
        publish_edition(strategy=strategy, kind=EditionKind.PROPOSAL, expected_checksum=shown, **BY)
    assert not Edition.objects.exists()
    now_shown = draft_checksum(draft_outline(strategy))
    edition = publish_edition(
        strategy=strategy, kind=EditionKind.PROPOSAL, expected_checksum=now_shown, **BY
    )
    assert "Kollegaens ordlyd" in [row.text for row in read.edition_rows(edition)]
    # How it was published is no part of what was shown: a double click still finds nothing new.
    with pytest.raises(NotPublishable):
        publish_edition(
            strategy=strategy, kind=EditionKind.PROPOSAL, expected_checksum=now_shown, **BY
        )


def test_an_edition_freezes_what_it_rests_on(
    make: Callable[..., Strategy], resolution: Resolution
) -> None:
    strategy = make()
    proposal = publish(strategy, EditionKind.PROPOSAL)
    adopted = publish_edition(
        strategy=strategy,
        kind=EditionKind.ADOPTED,
        resolutions=[resolution],
        note="Vedtaget uden ændringer.",
        **BY,
    )
    root = read.edition_rows(adopted)[0]
    assert root.data["publication"] == {
        "kind": "adopted",
        "note": "Vedtaget uden ændringer.",
        "resolutions": [
            {
                "body": {"key": str(resolution.body.key), "name": "Kommunalbestyrelsen"},
                "met_on": "2026-11-18",
                "item": "Punkt 7",
                "text": "Vedtaget.",
                "dissent": "",
                "link": "",
            }
        ],
    }
    assert hash_of(root) == root.hash
    root.data["publication"]["resolutions"][0]["text"] = "Forkastet."
    assert hash_of(root) != root.hash
    # The text is the same, and the red-line says nothing else.
    assert {change.change for change in read.edition_changes(proposal, adopted)} == {"same"}
    assert changes_since(adopted, draft_outline(strategy)) == []


def test_another_municipalitys_resolution_is_refused(
    make: Callable[..., Strategy], neighbour: Municipality
) -> None:
    with pytest.raises(Refused) as refused:
        publish(make(), EditionKind.ADOPTED, resolution_of(neighbour))
    assert refused.value.code == Refusal.ANOTHER_MUNICIPALITY


def test_a_decided_text_stands_before_a_newer_proposal(
    make: Callable[..., Strategy], resolution: Resolution
) -> None:
    strategy = make()
    adopted = publish(strategy, EditionKind.ADOPTED, resolution)
    area = draft_outline(strategy).areas[0].area
    added = draft.add_goal(parent=area, text="Et foreslået mål", **BY)
    removed = only_goal(strategy)
    draft.remove_node(node=removed, **BY)
    proposal = publish(strategy, EditionKind.PROPOSAL)
    home = strategy.municipality
    series = published_with_resolutions(home).of_slug(strategy.slug)
    assert series is not None
    assert (series.standing, series.proposal) == (adopted, proposal)
    assert series.numbered(2) == proposal
    assert series.before(proposal) == adopted
    assert [edition.number for edition in series.editions] == [2, 1]

    def standing(key: Any) -> str:
        shown = goal_row(home, key)
        assert shown is not None
        return shown.standing

    assert standing(added.key) == read.RowStanding.PROPOSED
    assert standing(removed.key) == read.RowStanding.CURRENT
    publish(strategy, EditionKind.REVISED, resolution)
    assert standing(added.key) == read.RowStanding.CURRENT
    assert standing(removed.key) == read.RowStanding.ENDED


def test_a_goals_chain_and_history(make: Callable[..., Strategy]) -> None:
    strategy = make()
    goal = only_goal(strategy)
    publish(strategy, EditionKind.PROPOSAL)
    draft.change_node(node=goal, expected_version=1, text="Anden ordlyd", body="", **BY)
    publish(strategy, EditionKind.PROPOSAL)
    shown = goal_row(strategy.municipality, goal.key)
    assert shown is not None
    around = read.surroundings(shown.row)
    chain = [RowKind.STRATEGY, RowKind.AREA, RowKind.OBJECTIVE]
    assert [row.kind for row in around.chain] == chain
    assert [row.key for row in around.siblings] == [goal.key]
    versions = [(v.edition.number, v.row.text if v.row else None) for v in shown.versions]
    assert versions == [(2, "Anden ordlyd"), (1, "Mål nummer 0")]


def test_a_proposal_that_was_not_adopted_is_neither_standing_nor_ended(
    make: Callable[..., Strategy], resolution: Resolution
) -> None:
    strategy = make()
    area = draft_outline(strategy).areas[0].area
    dropped = draft.add_goal(parent=area, text="Et mål der faldt", **BY)
    publish(strategy, EditionKind.PROPOSAL)
    draft.remove_node(node=dropped, **BY)
    publish(strategy, EditionKind.ADOPTED, resolution)
    shown = goal_row(strategy.municipality, dropped.key)
    assert shown is not None
    assert shown.standing == read.RowStanding.DROPPED
    assert [(v.edition.number, v.row is None) for v in shown.versions] == [(2, True), (1, False)]


def test_the_fingerprint_follows_what_is_published(make: Callable[..., Strategy]) -> None:
    strategy = make()
    nothing = published(strategy.municipality).fingerprint
    publish(strategy, EditionKind.PROPOSAL)
    first = published(strategy.municipality).fingerprint
    goal = only_goal(strategy)
    draft.change_node(node=goal, expected_version=1, text="Anden ordlyd", body="", **BY)
    assert published(strategy.municipality).fingerprint == first != nothing
    publish(strategy, EditionKind.PROPOSAL)
    assert published(strategy.municipality).fingerprint != first


def test_the_neighbour_reads_nothing(
    make: Callable[..., Strategy], neighbour: Municipality
) -> None:
    strategy = make()
    goal = only_goal(strategy)
    publish(strategy, EditionKind.PROPOSAL)
    assert goal_row(neighbour, goal.key) is None
    assert published(neighbour).editions == []
    assert published(neighbour).of_slug(strategy.slug) is None


@pytest.mark.parametrize("goals", [1, 3])
def test_queries_are_constant(make: Callable[..., Strategy], goals: int) -> None:
    strategy = make(goals=goals)
    edition = publish(strategy, EditionKind.PROPOSAL)
    key = only_goal(strategy).key

    def count(deed: Callable[[], object]) -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            deed()
        return len(captured)

    assert count(lambda: read.edition_tree(edition)) == 1
    every = published(strategy.municipality)
    found = read.published_row(every, RowKind.GOAL, key)
    assert found is not None
    assert count(lambda: published(strategy.municipality)) == 1
    assert count(lambda: published_with_resolutions(strategy.municipality).bodies) == 2
    assert count(lambda: read.published_row(every, RowKind.GOAL, key)) == 1
    assert count(lambda: read.surroundings(found.row)) == 1
    assert count(lambda: read.edition_trees([edition, edition])) == 1
    assert count(lambda: draft_outline(strategy)) == 5


def test_a_strategy_published_later_is_not_public_before(make: Callable[..., Strategy]) -> None:
    strategy = make()
    assert published(strategy.municipality).editions == []
    edition = publish_edition(
        strategy=strategy,
        kind=EditionKind.PROPOSAL,
        by=SystemActor("tests"),
        now=NOW + timedelta(days=1),
    )
    assert edition.published_at == NOW + timedelta(days=1)
