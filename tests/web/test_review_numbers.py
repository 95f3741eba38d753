"""Numbers that no database of ours keeps, wherever a review takes one: refused, and no error."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from retning.apps.strategy.enums import PassageKind
from retning.apps.strategy.models import Reading
from retning.web.staff.deeds import ON_ONE
from retning.web.staff.numbers import number_or_none
from tests.cast import Cast
from tests.factories import drafts as make

Browser = Callable[..., Client]
LONG = pytest.mark.parametrize("digits", [10, 30, 5_000])


@pytest.fixture
def reading(cast: Cast) -> Reading:
    texts = [(PassageKind.AREA, "Natur"), (PassageKind.GOAL, "Vi planter træer")]
    return make.reviewed_document(cast.municipality, texts)


@pytest.fixture
def consultant(client_of: Browser) -> Client:
    return client_of("consultant")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("007", 7),
        ("999999999", 999_999_999),
        ("1000000000", None),
        ("-1", None),
        ("1.5", None),
        ("", None),
        ("²", None),
    ],
)
def test_a_number_of_at_most_nine_digits(text: str, number: int | None) -> None:
    assert number_or_none(text) == number


@LONG
def test_the_next_passage(consultant: Client, reading: Reading, digits: int) -> None:
    address = reverse("staff:review_next", args=[reading.pk])
    assert consultant.get(address, {"efter": "9" * digits}).status_code == 302


@LONG
@pytest.mark.parametrize("deed", sorted(ON_ONE))
def test_a_deed(consultant: Client, reading: Reading, deed: str, digits: int) -> None:
    address = reverse("staff:passage_deeds", args=[reading.pk])
    assert consultant.post(address, {deed: "9" * digits}).status_code == 404


@LONG
def test_a_place_to_stand_behind(consultant: Client, reading: Reading, digits: int) -> None:
    first = reading.passages.order_by("order")[0]
    fields = {"behind": first.pk, f"place-{first.pk}": "9" * digits}
    answer = consultant.post(reverse("staff:passage_deeds", args=[reading.pk]), fields)
    assert answer.status_code == 302
    assert reading.passages.order_by("order")[0] == first


@LONG
def test_a_passage_to_add_behind(consultant: Client, reading: Reading, digits: int) -> None:
    address = reverse("staff:passage_add", args=[reading.pk])
    assert consultant.get(address, {"efter": "9" * digits}).status_code == 200


@LONG
def test_a_stretch_to_add(consultant: Client, reading: Reading, digits: int) -> None:
    sent = {"kind": "goal", "text": "Et mål", "start": "9" * digits, "end": "9" * digits}
    answer = consultant.post(reverse("staff:passage_add", args=[reading.pk]), sent)
    assert answer.status_code == 422
    assert reading.passages.count() == 2


@LONG
@pytest.mark.parametrize("name", ["passage", "passage_split"])
def test_a_version_and_a_place_to_divide(
    consultant: Client, reading: Reading, name: str, digits: int
) -> None:
    sent = {"kind": "goal", "text": "Vi\n---\nplanter træer", "body": ""}
    address = reverse(f"staff:{name}", args=[reading.pk, reading.passages.get(text="Natur").pk])
    for numbers in ({"version": "9" * digits}, {"version": 1, "at": "9" * digits}):
        answer = consultant.post(address, sent | numbers)
        assert answer.status_code in {302, 422}
