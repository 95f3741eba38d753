"""A whole edition out as JSON and in again: exact, or refused with nothing half-done."""

from __future__ import annotations

import json
from copy import deepcopy
from datetime import timedelta
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from retning.apps.organisation.models import Field, Resolution
from retning.apps.strategy.enums import EditionKind
from retning.apps.strategy.models import Edition, Goal, Strategy
from retning.apps.strategy.queries.draft import draft_outline
from retning.apps.strategy.queries.editions import published
from retning.apps.strategy.queries.exchange import (
    document_bytes,
    document_schema,
    edition_document,
)
from retning.apps.strategy.queries.rows import changes_since
from retning.foundation.audit.models import Entry
from retning.foundation.freezing.queries import verify
from tests.cast import NOW, Cast
from tests.factories import strategy as make
from tests.helpers.exchange import LATER, Documents, brought, elsewhere, rehashed

pytestmark = pytest.mark.django_db


# --- There and back --------------------------------------------------------------------


def test_every_edition_comes_back_byte_for_byte_in_order(cast: Cast, three: Documents) -> None:
    assert not Strategy.drafts.filter(key=three[0]["strategy"]["key"]).exists()
    for document in three:
        edition = brought(cast, deepcopy(document))
        assert document_bytes(edition_document(edition)) == document_bytes(document)
        assert verify(edition.frozen_set) == []
        assert edition.frozen_set.checksum == document["checksum"]
        assert changes_since(edition, draft_outline(edition.strategy)) == []
    numbers = [(each.number, each.kind) for each in Edition.objects.order_by("number")]
    assert numbers == [(1, "proposal"), (2, "adopted"), (3, "revised")]


def test_an_edition_alone_makes_the_strategy(cast: Cast, three: Documents) -> None:
    edition = brought(cast, three[2])
    assert document_bytes(edition_document(edition)) == document_bytes(three[2])
    assert edition.published_at == NOW + timedelta(days=2)
    assert published(cast.municipality).of_slug("nye-veje") is not None
    strategy = edition.strategy
    assert str(strategy.key) == three[2]["strategy"]["key"]
    assert strategy.revision_decision == make.SECTIONS["revision_decision"]
    outline = draft_outline(strategy)
    assert [area.area.text for area in outline.areas] == ["Kultur", "Klima", "Skole"]
    owners = [goal.owner_position or goal.owner_unit for goal in outline.all_goals]
    assert owners == [None, cast.centre_chief_position, cast.units.centre]


def test_the_next_edition_is_published_on_top(cast: Cast, three: Documents) -> None:
    for document in three[:2]:
        brought(cast, document)
    strategy = Strategy.drafts.get()
    make.reword(draft_outline(strategy).all_goals[0], "75 % mindre CO₂")
    later = make.published(strategy, now=LATER)
    assert (later.number, later.kind) == (3, EditionKind.PROPOSAL)


def test_resolutions_are_found_or_recorded(
    cast: Cast, three: Documents, council_decision: Resolution
) -> None:
    brought(cast, three[0])
    assert list(brought(cast, three[1]).resolutions.all()) == [council_decision]
    changed = deepcopy(three[2])
    for told in (changed["resolutions"], changed["rows"][0]["data"]["publication"]["resolutions"]):
        told[0]["item"] = "12"
    edition = brought(cast, rehashed(changed))
    assert [each.item for each in edition.resolutions.all()] == ["12"]


def test_what_is_not_here_stays_in_the_edition_alone(cast: Cast, three: Documents) -> None:
    document = deepcopy(three[0])
    for row in document["rows"]:
        if row["data"].get("owner_position"):
            row["data"]["owner_position"]["key"] = "00000000-0000-4000-8000-000000000001"
            row["data"]["owner_unit"]["key"] = "00000000-0000-4000-8000-000000000002"
    edition = brought(cast, rehashed(document))
    assert document_bytes(edition_document(edition)) == document_bytes(document)
    assert {goal.owner_unit_id for goal in draft_outline(edition.strategy).all_goals} == {None}


def test_fields_are_found_by_their_slug(cast: Cast, three: Documents, field: Field) -> None:
    Field.objects.filter(pk=field.pk).update(name="Klima og miljø")
    edition = brought(cast, three[0])
    fields = [list(goal.fields.all()) for goal in draft_outline(edition.strategy).all_goals]
    assert fields == [[field], []]


def test_predecessor_ancestors_and_endings_come_along(cast: Cast) -> None:
    def made() -> Documents:
        old = make.small_strategy(cast.municipality, wordings=("Ét", "To"))
        first = make.published(old)
        new = make.strategy(cast.municipality, "Efter", period=(2030, 2033), predecessor=old)
        heir = make.goal(make.area(new), "Ét og et halvt")
        goals = draft_outline(old).all_goals
        heir.ancestor = goals[0].key
        heir.save()
        new.endings.create(
            municipality=cast.municipality, ancestor=goals[1].key, text="To",
            reason="Nået", changed_at=NOW,
        )  # fmt: skip
        return [edition_document(first), edition_document(make.published(new))]

    old, new = elsewhere(made)
    brought(cast, old)
    edition = brought(cast, new)
    assert document_bytes(edition_document(edition)) == document_bytes(new)
    assert str(edition.strategy.predecessor.key) == old["strategy"]["key"]  # type: ignore[union-attr]
    heir = draft_outline(edition.strategy).all_goals[0]
    assert heir.ancestor in {goal.key for goal in Goal.drafts.filter(text="Ét")}
    assert [(each.text, each.reason) for each in edition.strategy.endings.all()] == [("To", "Nået")]
    assert changes_since(edition, draft_outline(edition.strategy)) == []


def test_the_trail_tells_of_it(cast: Cast, three: Documents) -> None:
    brought(cast, three[0])
    brought(cast, three[1])
    brought(cast, three[2])
    deeds = list(Entry.objects.filter(deed__contains="imported").values_list("deed", flat=True))
    assert sorted(deeds) == ["edition_imported"] * 3 + ["strategy_imported"] * 3
    assert Entry.objects.filter(deed="theme_removed").count() == 1


# --- The schema ------------------------------------------------------------------------


def test_the_schema_in_the_documentation_is_the_codes_own(
    repository: Path, three: Documents
) -> None:
    written = json.loads((repository / "docs" / "edition.schema.json").read_text())
    assert written == document_schema()
    Draft202012Validator.check_schema(written)
    for document in three:
        assert list(Draft202012Validator(written).iter_errors(document)) == []
    assert list(Draft202012Validator(written).iter_errors(three[0] | {"ukendt": 1}))
