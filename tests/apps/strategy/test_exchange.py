"""A whole edition out as JSON and in again: exact, or refused with nothing half-done."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from copy import deepcopy
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from jsonschema import Draft202012Validator

from retning.apps.organisation import services as organisation
from retning.apps.organisation.models import Field, Resolution, Unit
from retning.apps.strategy import services
from retning.apps.strategy.enums import EditionKind
from retning.apps.strategy.models import Area, Edition, Goal, Strategy
from retning.apps.strategy.queries.draft import draft_outline
from retning.apps.strategy.queries.editions import published
from retning.apps.strategy.queries.exchange import (
    document_bytes,
    document_schema,
    edition_document,
)
from retning.apps.strategy.queries.rows import as_frozen, changes_since
from retning.apps.strategy.services import draft
from retning.apps.strategy.services.import_checks import (
    ImportRefusal,
    ImportRefused,
    read_document,
)
from retning.apps.strategy.services.importing import import_edition, preview_import
from retning.foundation.audit.models import Entry
from retning.foundation.freezing.queries import checksum_over, hash_of, verify
from retning.foundation.freezing.services import Row
from tests.cast import NOW, Cast
from tests.factories import organisation as org
from tests.factories import strategy as make
from tests.factories.organisation import TESTER

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=30)
Documents = list[dict[str, Any]]


class Away(Exception):
    """Ends what was made in another installation; this one keeps nothing of it."""


def elsewhere(make_them: Callable[[], Documents]) -> Documents:
    """What an installation with the same organisation exports, before it is gone again."""
    found: Documents = []
    try:
        with transaction.atomic():
            found = [json.loads(document_bytes(each)) for each in make_them()]
            raise Away
    except Away:
        return found


@pytest.fixture
def council_decision(cast: Cast) -> Resolution:
    return org.resolution(cast.units.council)


@pytest.fixture
def field(cast: Cast) -> Field:
    return organisation.create_field(
        municipality=cast.municipality, name="Klima", by=TESTER, now=NOW
    )


@pytest.fixture
def three(cast: Cast, council_decision: Resolution, field: Field) -> Documents:
    """A strategy with all there is, in three editions: proposed, adopted, revised."""

    def made() -> Documents:
        before = make.small_strategy(cast.municipality)
        strategy = make.strategy(
            cast.municipality, "Nye veje", predecessor=None, with_section_23a=True
        )
        first, second = make.area(strategy, "Klima", "Om *klima*"), make.area(strategy, "Skole")
        objective = make.objective(first, "Mindre udledning")
        owned = make.goal(objective, "70 % mindre CO₂", owner=cast.centre_chief_position)
        draft.assign_goal(
            goal=owned, owner_unit=None, owner_position=cast.centre_chief_position,
            fields=[field], by=TESTER, now=NOW,
        )  # fmt: skip
        loose = make.goal(second, "Alle lærer at svømme", "Også *voksne*.")
        make.theme(second)
        assert before.pk
        editions = [make.published(strategy, note="Til høring")]
        make.reword(loose, "Alle børn lærer at svømme")
        make.goal(objective, "Grønne busser", owner=cast.units.centre)
        editions.append(make.adopted(strategy, council_decision, now=NOW + timedelta(days=1)))
        make.remove(draft_outline(strategy).areas[1].themes[0])
        place = make.area(strategy, "Kultur")
        services.place_node(node=Goal.drafts.get(pk=loose.pk), parent=place, by=TESTER, now=NOW)
        services.move_node(node=place, step=-2, by=TESTER, now=NOW)
        editions.append(make.revised(strategy, council_decision, now=NOW + timedelta(days=2)))
        return [edition_document(edition) for edition in editions]

    return elsewhere(made)


def brought(cast: Cast, document: dict[str, Any]) -> Edition:
    return import_edition(municipality=cast.municipality, document=document, by=TESTER, now=LATER)


def refusal(cast: Cast, document: dict[str, Any]) -> ImportRefused:
    """Why a document is refused; nothing is left of it."""
    before = (Strategy.drafts.count(), Edition.objects.count(), Entry.objects.count())
    with pytest.raises(ImportRefused) as refused:
        brought(cast, document)
    assert (Strategy.drafts.count(), Edition.objects.count(), Entry.objects.count()) == before
    return refused.value


def rehashed(document: dict[str, Any]) -> dict[str, Any]:
    """The document with hashes that hold for what it says now."""
    rows = [
        Row(each["key"], each["kind"], each["parent_key"], each["text"], each["body"], each["data"])
        for each in document["rows"]
    ]
    frozen = as_frozen(rows)
    for given, row in zip(document["rows"], frozen, strict=True):
        given["hash"] = hash_of(row)
    document["checksum"] = checksum_over(row["hash"] for row in document["rows"])
    return document


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


# --- Refused ---------------------------------------------------------------------------


def test_the_same_edition_again_says_where_it_is(cast: Cast, three: Documents) -> None:
    edition = brought(cast, three[0])
    refused = refusal(cast, three[0])
    assert (refused.code, refused.edition) == (ImportRefusal.ALREADY_HERE, edition)


def test_the_number_with_another_text(cast: Cast, three: Documents) -> None:
    edition = brought(cast, three[0])
    other = deepcopy(three[1]) | {"number": 1}
    refused = refusal(cast, other)
    assert (refused.code, refused.edition) == (ImportRefusal.OTHER_CONTENT, edition)


def test_an_earlier_edition_after_a_later_one(cast: Cast, three: Documents) -> None:
    brought(cast, three[1])
    assert refusal(cast, three[0]).code is ImportRefusal.NOT_IN_ORDER


def test_a_draft_that_has_been_worked_on_is_not_overwritten(cast: Cast, three: Documents) -> None:
    edition = brought(cast, three[0])
    goal = draft_outline(edition.strategy).all_goals[1]
    make.reword(goal, "Et nyt udkast")
    refused = refusal(cast, three[1])
    assert refused.code is ImportRefusal.DRAFT_CHANGED
    assert Goal.drafts.get(pk=goal.pk).text == "Et nyt udkast"


def test_a_draft_of_the_strategy_that_was_never_published(cast: Cast, three: Documents) -> None:
    strategy = make.strategy(cast.municipality, "Nye veje")
    Strategy.drafts.filter(pk=strategy.pk).update(key=three[0]["strategy"]["key"])
    assert refusal(cast, three[0]).code is ImportRefusal.OTHER_CONTENT


def test_an_address_that_another_strategy_has(cast: Cast, three: Documents) -> None:
    make.strategy(cast.municipality, "Nye veje")
    assert refusal(cast, three[0]).code is ImportRefusal.SLUG_USED


@pytest.mark.parametrize("row", [1, 2, 3])
def test_a_key_that_another_strategy_has(cast: Cast, three: Documents, row: int) -> None:
    other = make.small_strategy(cast.municipality)
    Area.drafts.filter(strategy=other).update(key=three[0]["rows"][row]["key"])
    assert refusal(cast, three[0]).code is ImportRefusal.KEY_USED


def test_a_key_that_the_neighbour_has(cast: Cast, three: Documents) -> None:
    other = make.small_strategy(cast.neighbour)
    Strategy.drafts.filter(pk=other.pk).update(key=three[0]["strategy"]["key"])
    assert refusal(cast, three[0]).code is ImportRefusal.KEY_USED


def test_another_municipality(cast: Cast, three: Documents) -> None:
    refused = refusal(cast, three[0] | {"municipality": "183"})
    assert (refused.code, refused.detail) == (ImportRefusal.ANOTHER_MUNICIPALITY, "183")


def test_a_body_that_is_not_here_is_named_and_one_of_the_name_will_do(
    cast: Cast, three: Documents
) -> None:
    Unit.objects.filter(pk=cast.units.council.pk).update(
        key="00000000-0000-4000-8000-000000000003", name="Byrådet"
    )
    refused = refusal(cast, three[1])
    assert (refused.code, refused.detail) == (ImportRefusal.NO_SUCH_BODY, "Kommunalbestyrelsen")
    org.unit(cast.municipality, "Kommunalbestyrelsen")
    assert document_bytes(edition_document(brought(cast, three[1]))) == document_bytes(three[1])


def changed(document: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    """The document with another value at a path like `rows.2.data.owner`."""
    found: Any = deepcopy(document)
    place = found
    *way, last = path.split(".")
    for step in way:
        place = place[int(step)] if isinstance(place, list) else place[step]
    if isinstance(place, list):
        place[int(last)] = value
    else:
        place[last] = value
    return dict(found)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("rows.1.text", "En anden ordlyd"),
        ("rows.1.body", "Mere"),
        ("rows.3.data.fields", []),
        ("rows.0.data.vision", "En anden vision"),
        ("rows.1.hash", "0" * 64),
        ("checksum", "0" * 64),
        ("rows.1.text", "\ud800"),
    ],
)
def test_a_hash_that_does_not_hold(cast: Cast, three: Documents, path: str, value: Any) -> None:
    assert refusal(cast, changed(three[0], path, value)).code is ImportRefusal.BROKEN


def test_rows_in_another_order(cast: Cast, three: Documents) -> None:
    document = deepcopy(three[0])
    document["rows"][-2:] = reversed(document["rows"][-2:])
    assert refusal(cast, document).code is ImportRefusal.BROKEN
    assert refusal(cast, rehashed(document)).code is ImportRefusal.NOT_AN_EDITION


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("schema", "noget andet"),
        ("version", 0),
        ("version", "1"),
        ("number", 0),
        ("number", True),
        ("kind", "draft"),
        ("kind", "adopted"),
        ("title", "En anden titel"),
        ("note", "En anden note"),
        ("published_at", "2026-03-02"),
        ("published_at", "2026-03-02T09:00:00"),
        ("resolutions", [{}]),
        ("ukendt", 1),
        ("rows", []),
        ("rows", {}),
        ("rows.1.ukendt", 1),
        ("rows.1.kind", "plan"),
        ("rows.1.parent_key", None),
        ("rows.0.kind", "area"),
        ("rows.1.text", ""),
        ("rows.1.text", "x" * 2_001),
        ("rows.1.text", " luft "),
        ("rows.1.body", "x" * 50_001),
        ("rows.1.body", "nul\0"),
        ("rows.1.data", {"ukendt": 1}),
        ("rows.0.data.period", [2030, 2026]),
        ("rows.0.data.period", [1, 2]),
        ("rows.3.data.owner_unit", {"key": "ingen", "name": "x"}),
        ("rows.3.parent_key", "00000000-0000-4000-8000-000000000001"),
        ("rows.2.key", "00000000-0000-4000-8000-000000000001"),
        ("strategy.slug", "Nye veje"),
        ("strategy.key", "00000000-0000-4000-8000-000000000001"),
    ],
)
def test_what_is_no_edition_though_its_hashes_hold(
    cast: Cast, three: Documents, path: str, value: Any
) -> None:
    document = changed(three[0], path, value)
    with suppress(TypeError, KeyError, AttributeError):
        document = rehashed(document)
    assert refusal(cast, document).code is ImportRefusal.NOT_AN_EDITION


def test_a_key_that_comes_twice(cast: Cast, three: Documents) -> None:
    document = changed(three[0], "rows.2.key", three[0]["rows"][1]["key"])
    assert refusal(cast, rehashed(document)).code is ImportRefusal.NOT_AN_EDITION


def test_a_newer_format(cast: Cast, three: Documents) -> None:
    assert refusal(cast, three[0] | {"version": 2}).code is ImportRefusal.TOO_NEW


def test_an_edition_of_tomorrow(cast: Cast, three: Documents) -> None:
    document = changed(three[0], "published_at", (LATER + timedelta(hours=1)).isoformat())
    assert refusal(cast, document).code is ImportRefusal.NOT_PUBLISHED_YET


def test_adopted_without_a_resolution(cast: Cast, three: Documents) -> None:
    document = changed(three[1], "resolutions", [])
    document["rows"][0]["data"]["publication"]["resolutions"] = []
    refused = refusal(cast, rehashed(document))
    assert (refused.code, refused.detail) == (ImportRefusal.NOT_PUBLISHABLE, "no_resolution")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", ImportRefusal.NOT_JSON),
        (b"<html>", ImportRefusal.NOT_JSON),
        (b"\xff\xfe", ImportRefusal.NOT_JSON),
        (b"[" * 100_000, ImportRefusal.NOT_JSON),
        (b"[]", ImportRefusal.NOT_AN_EDITION),
        (b" " * 5_000_001, ImportRefusal.TOO_LARGE),
    ],
)
def test_bytes_that_are_no_document(data: bytes, code: ImportRefusal) -> None:
    with pytest.raises(ImportRefused) as refused:
        read_document(data)
    assert refused.value.code is code


def test_a_preview_tells_what_would_come_and_leaves_nothing(cast: Cast, three: Documents) -> None:
    document = read_document(document_bytes(three[1]))
    before = Entry.objects.count()
    found = preview_import(municipality=cast.municipality, document=document, by=TESTER, now=LATER)
    assert (found.is_new_strategy, found.areas, found.goals, found.unowned) == (True, 2, 3, 0)
    assert (Strategy.drafts.count(), Edition.objects.count()) == (0, 0)
    assert Entry.objects.count() == before


def test_a_mark_before_the_text_does_no_harm(three: Documents) -> None:
    assert read_document(b"\xef\xbb\xbf" + document_bytes(three[0])) == three[0]


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
