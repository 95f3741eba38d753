"""Targets and repaired letters in the review, over HTTP: as shown, as corrected, and undone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from retning.apps.strategy.enums import PassageKind
from retning.apps.strategy.models import Passage, Reading
from retning.apps.strategy.queries.letters import Undone
from retning.apps.strategy.queries.targets import row_of, targets_of
from retning.apps.strategy.services.passages import said_by_source, source_of
from retning.core.targets import Best, Doubt, Found, Quantile, Rank, Span
from tests.cast import Cast
from tests.factories import drafts as make

Browser = Callable[..., Client]
GOAL = "Skolerne skal være blandt de 25 % bedste i landet"
TEXTS = [(PassageKind.AREA, "Natur pa kort"), (PassageKind.GOAL, GOAL), (PassageKind.GOAL, "Ro")]
PART = {"headers": {"X-Retning-Part": "1"}}


@pytest.fixture(autouse=True)
def in_danish() -> Iterator[None]:
    with translation.override("da"):
        yield


@pytest.fixture
def reading(cast: Cast) -> Reading:
    reading = make.reviewed_document(cast.municipality, TEXTS)
    goal = reading.passages.get(text=GOAL)
    best = Quantile(Fraction(1, 4), Best.BEST)
    evidence = {"value": Span(29, 33), "population": Span(41, 49), "indicator": Span(0, 8)}
    other = (Rank(25, Best.BEST),)
    found = Found(best, Span(0, 49), "Skolerne", 0.5, evidence, other, Doubt.NUMBER_OR_SHARE)
    goal.targets, goal.target_confidence = [row_of(found)], 0.5
    goal.save()
    start = reading.source_text.index("pa")
    reading.repairs = [[start, start + 2, "pa", "på", 0.4, "misread"]]
    reading.save()
    area = reading.passages.get(kind=PassageKind.AREA)
    for name, value in said_by_source(area, source_of(reading, Undone())).items():
        setattr(area, name, value)
    area.save()
    return reading


@pytest.fixture
def consultant(client_of: Browser) -> Client:
    client = client_of("consultant")
    client.cookies["django_language"] = "da"
    return client


def goal_of(reading: Reading) -> Passage:
    return reading.passages.get(text=GOAL)


def page(client: Client, reading: Reading, query: str = "") -> str:
    answer = client.get(reverse("staff:review", args=[reading.pk]) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def deed(client: Client, reading: Reading, **fields: object) -> str:
    address = reverse("staff:passage_deeds", args=[reading.pk])
    answer = client.post(address, fields, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def editor(reading: Reading) -> str:
    return reverse("staff:passage_targets", args=[reading.pk, goal_of(reading).pk])


def aims(reading: Reading) -> list[Any]:
    return [kept.target for kept in targets_of(goal_of(reading))]


def test_a_goal_shows_its_target_its_words_and_its_question(
    consultant: Client, reading: Reading
) -> None:
    html = page(consultant, reading)
    assert '<span class="target__said">blandt de 25 % bedste i landet</span>' in html
    assert '<span class="part part--value"' in html
    assert ">25 %</span>" in html
    goal = goal_of(reading)
    assert f'name="answer" value="{goal.pk}:0:1">i top 25' in html


def test_a_repair_is_shown_on_both_sides(consultant: Client, reading: Reading) -> None:
    html = page(consultant, reading)
    assert ">på</ins>" in html
    assert ">pa</span>" in html
    area = reading.passages.get(kind=PassageKind.AREA)
    assert f'name="unrepair" value="0:{area.pk}"' in html
    html = deed(consultant, reading, unrepair=f"0:{area.pk}")
    assert Passage.drafts.get(pk=area.pk).text == "Natur pa kort"
    assert f'name="repair" value="0:{area.pk}"' in html
    assert ">på</ins>" not in html.replace('<ins class="is-undone">på</ins>', "")


def test_an_answer_and_its_undoing(consultant: Client, reading: Reading) -> None:
    deed(consultant, reading, answer=f"{goal_of(reading).pk}:0:1")
    assert aims(reading) == [Rank(25, Best.BEST)]
    deed(consultant, reading, undo=1)
    assert aims(reading) == [Quantile(Fraction(1, 4), Best.BEST)]
    for bad in ("x", f"{goal_of(reading).pk}:0", f"{goal_of(reading).pk}:a:b"):
        answer = consultant.post(reverse("staff:passage_deeds", args=[reading.pk]), {"answer": bad})
        assert answer.status_code == 404


def test_not_a_goal_by_one_button(consultant: Client, reading: Reading) -> None:
    goal = goal_of(reading)
    deed(consultant, reading, no_goal=goal.pk)
    assert Passage.drafts.get(pk=goal.pk).kind == PassageKind.NARRATIVE


def fields(reading: Reading, **changed: str) -> dict[str, str]:
    """The editor's fields as they come, with some changed."""
    first = {
        "t0-wording": "blandt de 25 % bedste i landet",
        "t0-kind": "quantile",
        "t0-value": "25",
        "t0-deadline": "",
        "t1-wording": "",
        "version": str(goal_of(reading).version),
    }
    return first | {name.replace("_", "-", 1): value for name, value in changed.items()}


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"t0_wording": "i top 10 blandt kommunerne"}, ["i top 10 blandt kommunerne"]),
        ({"t0_value": "10"}, ["blandt de 10 % bedste i landet"]),
        ({"t0_deadline": "2027"}, ["blandt de 25 % bedste i landet i 2027"]),
        ({"t0_kind": "rank"}, ["i top 25 i landet"]),
        (
            {"t1_wording": "mindst 85 % i 2027"},
            ["blandt de 25 % bedste i landet", "mindst 85 % i 2027"],
        ),
        ({"t0_wording": ""}, []),
    ],
)
def test_the_editor_takes_wording_kind_value_and_deadline(
    consultant: Client, reading: Reading, changed: dict[str, str], said: list[str]
) -> None:
    answer = consultant.post(editor(reading), fields(reading, **changed))
    assert answer.status_code == 302, answer.content.decode()
    html = page(consultant, reading)
    for sentence in said:
        assert f'<span class="target__said">{sentence}</span>' in html
    assert len(aims(reading)) == len(said)
    assert goal_of(reading).targets_edited


def test_what_cannot_be_read_is_pointed_at_and_nothing_is_saved(
    consultant: Client, reading: Reading
) -> None:
    before = aims(reading)
    answer = consultant.post(editor(reading), fields(reading, t0_wording="mindst mange i 2027"))
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "^^^^^" in html
    assert 'value="mindst mange i 2027"' in html
    assert aims(reading) == before


def test_a_script_asks_how_it_would_be_read(consultant: Client, reading: Reading) -> None:
    asked = fields(reading, t0_value="10") | {"try": "1"}
    html = consultant.post(editor(reading), asked, **PART).content.decode()
    assert "blandt de 10 % bedste i landet" in html
    assert "<html" not in html
    assert aims(reading) == [Quantile(Fraction(1, 4), Best.BEST)]


def test_the_least_certain_comes_first(consultant: Client, reading: Reading) -> None:
    html = page(consultant, reading, "?orden=usikre")
    assert html.index(f'id="passage-{goal_of(reading).pk}"') < html.index("passage--area")
    there = consultant.get(reverse("staff:document", args=[reading.pk]))
    assert there.headers["Location"].endswith("?orden=usikre")


def test_the_list_of_repairs_takes_a_rule(consultant: Client, reading: Reading) -> None:
    there = reverse("staff:repairs", args=[reading.pk])
    html = consultant.get(there).content.decode()
    assert 'name="unrepair_all" value="0"' in html
    html = deed(consultant, reading, unrepair_all="0", letters="1")
    assert 'name="repair_all" value="0"' in html
    assert reading.passages.get(kind=PassageKind.AREA).text == "Natur pa kort"


def test_words_are_escaped(consultant: Client, reading: Reading) -> None:
    goal = goal_of(reading)
    goal.text = "<script>alert(1)</script> 25 % <b>"
    goal.save()
    html = page(consultant, reading)
    assert "<script>alert(1)" not in html
    assert "<b>" not in html
