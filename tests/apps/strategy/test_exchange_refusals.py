"""A file that is no edition, or has no place here, is refused with nothing half-done."""

from __future__ import annotations

from contextlib import suppress
from copy import deepcopy
from datetime import timedelta
from typing import Any

import pytest

from retning.apps.organisation.models import Unit
from retning.apps.strategy.models import Area, Edition, Goal, Strategy
from retning.apps.strategy.queries.draft import draft_outline
from retning.apps.strategy.queries.exchange import (
    document_bytes,
    edition_document,
)
from retning.apps.strategy.services.import_checks import (
    ImportRefusal,
    ImportRefused,
    read_document,
)
from retning.apps.strategy.services.importing import preview_import
from retning.foundation.audit.models import Entry
from tests.cast import Cast
from tests.factories import organisation as org
from tests.factories import strategy as make
from tests.factories.organisation import TESTER
from tests.helpers.exchange import LATER, Documents, brought, changed, refusal, rehashed

pytestmark = pytest.mark.django_db


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


UNTRUE: list[tuple[str, Any]] = [
    ("rows.1.text", "En anden ordlyd"),
    ("rows.1.body", "Mere"),
    ("rows.3.data.fields", []),
    ("rows.0.data.vision", "En anden vision"),
    ("rows.1.hash", "0" * 64),
    ("checksum", "0" * 64),
    ("rows.1.text", "\ud800"),
]


def test_a_hash_that_does_not_hold(cast: Cast, three: Documents) -> None:
    told = {
        (path, repr(value)[:40]): refusal(cast, changed(three[0], path, value)).code
        for path, value in UNTRUE
    }
    assert told == dict.fromkeys(told, ImportRefusal.BROKEN)
    assert len(told) == len(UNTRUE)


def test_rows_in_another_order(cast: Cast, three: Documents) -> None:
    document = deepcopy(three[0])
    document["rows"][-2:] = reversed(document["rows"][-2:])
    assert refusal(cast, document).code is ImportRefusal.BROKEN
    assert refusal(cast, rehashed(document)).code is ImportRefusal.NOT_AN_EDITION


NO_EDITIONS: list[tuple[str, Any]] = [
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
]


def test_what_is_no_edition_though_its_hashes_hold(cast: Cast, three: Documents) -> None:
    told = {}
    for path, value in NO_EDITIONS:
        document = changed(three[0], path, value)
        with suppress(TypeError, KeyError, AttributeError):
            document = rehashed(document)
        told[path, repr(value)[:40]] = refusal(cast, document).code
    assert told == dict.fromkeys(told, ImportRefusal.NOT_AN_EDITION)
    assert len(told) == len(NO_EDITIONS)


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
        (b"[" * 100_000, ImportRefusal.NOT_AN_EDITION),
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
