"""The review: passages beside the source, corrected by a person, taken over into a draft."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape

from retning.apps.strategy.enums import PassageKind, ReadingState
from retning.apps.strategy.models import Goal, Passage, Reading, Strategy
from retning.web.staff.passages import PASSAGES_A_PAGE
from tests.cast import Cast
from tests.factories import drafts as make
from tests.helpers.queries import assert_queries, counted

Browser = Callable[..., Client]
TEXTS = [
    (PassageKind.AREA, "Natur"),
    (PassageKind.GOAL, "Vi planter træer"),
    (PassageKind.UNPLACED, "Side 4 af 9"),
]


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def reading(cast: Cast) -> Reading:
    return make.reviewed_document(cast.municipality, TEXTS)


@pytest.fixture
def consultant(client_of: Browser) -> Client:
    return client_of("consultant")


def passages(reading: Reading) -> list[str]:
    return [passage.text for passage in Passage.drafts.filter(reading=reading)]


def passage(reading: Reading, text: str) -> Passage:
    return Passage.drafts.get(reading=reading, text=text)


def deed(client: Client, reading: Reading, name: str, found: Passage) -> str:
    answer = client.post(reverse("staff:passage_deeds", args=[reading.pk]), {name: found.pk})
    assert answer.status_code == 302
    return answer.headers["Location"]


def test_list_and_source_lead_to_each_other(consultant: Client, reading: Reading) -> None:
    page = consultant.get(reverse("staff:review", args=[reading.pk])).content.decode()
    for found in Passage.drafts.filter(reading=reading):
        assert f'href="#source-{found.pk}"' in page
        marked = f'<mark id="source-{found.pk}" tabindex="-1"'
        assert f'href="#passage-{found.pk}">{found.text}</a>' in page.partition(marked)[2]
    assert "Not placed: 1" in page


def test_doubt_and_another_language_are_said(consultant: Client, reading: Reading) -> None:
    Passage.drafts.filter(text="Vi planter træer").update(confidence=0.4)
    Reading.drafts.update(problem="language:sv")
    page = consultant.get(reverse("staff:review", args=[reading.pk])).content.decode()
    assert page.count("Uncertain: check it") == 1
    assert "The document seems to be in Swedish." in page


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        ("scans:1:3", ["Page 3 is a picture without text and has not been read."]),
        ("scans:2:3,7", ["2 pages are pictures without text and have not been read: 3 and 7."]),
        ("scans:40:1,2,3", ["have not been read: 1, 2, 3 and more."]),
        ("scansp:1:3", ["has not been read", "the packages tesseract-ocr and tesseract-ocr-dan"]),
        ("scansd:1:3", ["has not been read", "installing the package tesseract-ocr-dan."]),
        ("scansm:301:1,2", ["301 pages are pictures", "At most 300 scanned pages are read"]),
        ("language:de scans:1:3", ["The document seems to be in German.", "Page 3 is a picture"]),
    ],
)
def test_pages_that_are_pictures_are_named(
    consultant: Client, reading: Reading, problem: str, said: list[str]
) -> None:
    Reading.drafts.update(problem=problem)
    page = consultant.get(reverse("staff:review", args=[reading.pk])).content.decode()
    for words in said:
        assert words in page
    assert page.count("<p>Page 3") + page.count("pages are pictures") == 1


def test_a_moved_passage_is_in_view_again(consultant: Client, reading: Reading) -> None:
    found = passage(reading, "Vi planter træer")
    there = deed(consultant, reading, "up", found)
    assert passages(reading) == ["Vi planter træer", "Natur", "Side 4 af 9"]
    assert there.endswith(f"?ved={found.pk}#passage-{found.pk}")
    deed(consultant, reading, "down", found)
    assert passages(reading) == ["Natur", "Vi planter træer", "Side 4 af 9"]


def test_what_is_left_out_stays_in_the_list(consultant: Client, reading: Reading) -> None:
    found = passage(reading, "Vi planter træer")
    deed(consultant, reading, "drop", found)
    page = consultant.get(reverse("staff:review", args=[reading.pk])).content.decode()
    assert f'name="restore" value="{found.pk}"' in page
    assert "Left out: 1" in page
    deed(consultant, reading, "restore", found)
    found.refresh_from_db()
    assert found.dropped is False


def test_one_kind_can_be_shown_alone(consultant: Client, reading: Reading) -> None:
    address = reverse("staff:review", args=[reading.pk])
    page = consultant.get(address, {"vis": "unplaced"}).content.decode()
    assert f'id="passage-{passage(reading, "Side 4 af 9").pk}"' in page
    assert f'id="passage-{passage(reading, "Natur").pk}"' not in page
    assert 'name="up"' not in page
    assert consultant.get(address, {"vis": "noget"}).status_code == 404


def correction(found: Passage, **changed: object) -> dict[str, object]:
    return {
        "version": found.version,
        "kind": found.kind,
        "text": found.text,
        "body": found.body,
        **changed,
    }


def test_a_passage_is_corrected(consultant: Client, reading: Reading) -> None:
    found = passage(reading, "Side 4 af 9")
    address = reverse("staff:passage", args=[reading.pk, found.pk])
    form = correction(found, kind="theme", text="Hvad er god natur?")
    assert consultant.post(address, form).status_code == 302
    found.refresh_from_db()
    assert (found.kind, found.text, found.version) == ("theme", "Hvad er god natur?", 2)


def test_the_second_writer_is_told_and_loses_no_text(consultant: Client, reading: Reading) -> None:
    found = passage(reading, "Vi planter træer")
    address = reverse("staff:passage", args=[reading.pk, found.pk])
    consultant.post(address, correction(found, text="Vi planter hundrede træer"))
    answer = consultant.post(address, correction(found, text="Vi planter tusind træer"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Vi planter tusind træer</textarea>" in page
    assert "Vi planter hundrede træer" in page
    assert 'name="version" value="2"' in page
    again = correction(found, text="Vi planter tusind træer", version=2)
    assert consultant.post(address, again).status_code == 302
    assert passage(reading, "Vi planter tusind træer").version == 3


def test_an_empty_text_is_sent_back_with_what_was_written(
    consultant: Client, reading: Reading
) -> None:
    found = passage(reading, "Natur")
    address = reverse("staff:passage", args=[reading.pk, found.pk])
    answer = consultant.post(address, correction(found, text="   ", body="En forklaring"))
    assert answer.status_code == 422
    assert "En forklaring</textarea>" in answer.content.decode()


def test_what_the_reader_did_not_see_is_added(consultant: Client, reading: Reading) -> None:
    address = reverse("staff:passage_add", args=[reading.pk])
    after = passage(reading, "Natur").pk
    sent = {"kind": "objective", "text": "Mere natur"}
    answer = consultant.post(f"{address}?efter={after}", sent)
    assert passages(reading) == ["Natur", "Mere natur", "Vi planter træer", "Side 4 af 9"]
    added = passage(reading, "Mere natur")
    assert answer.headers["Location"].endswith(f"#passage-{added.pk}")
    page = consultant.get(reverse("staff:review", args=[reading.pk])).content.decode()
    assert "Added by hand" in page


def test_a_passage_of_another_document_is_not_found(
    consultant: Client, reading: Reading, cast: Cast
) -> None:
    other = make.reviewed_document(
        cast.municipality, [(PassageKind.GOAL, "Andet")], name="andet.txt"
    )
    found = passage(other, "Andet")
    address = reverse("staff:passage_deeds", args=[reading.pk])
    assert consultant.post(address, {"drop": found.pk}).status_code == 404
    assert consultant.post(address, {"drop": "x"}).status_code == 404
    assert consultant.post(address, {"drop": found.pk, "up": found.pk}).status_code == 404


def test_the_review_asks_the_same_number_of_times(
    consultant: Client, reading: Reading, cast: Cast
) -> None:
    small = make.reviewed_document(cast.municipality, TEXTS[:1], name="lille.txt")
    for each in (small, reading):
        # session, user, municipality, standing, document, numbers, passages, their text
        with assert_queries(8):
            consultant.get(reverse("staff:review", args=[each.pk]))


def test_a_thousand_passages_are_shown_a_page_at_a_time(consultant: Client, cast: Cast) -> None:
    texts = [(PassageKind.GOAL, f"Mål nummer {number}") for number in range(1, 1001)]
    long = make.reviewed_document(cast.municipality, texts, name="lang.txt")
    address = reverse("staff:review", args=[long.pk])
    first = consultant.get(address).content
    assert first.count(b'<li id="passage-') == PASSAGES_A_PAGE
    assert len(gzip.compress(first)) < 15_000
    last_of_page = passage(long, f"Mål nummer {PASSAGES_A_PAGE}")
    assert "?side=2&ved=" in deed(consultant, long, "down", last_of_page)


def test_a_page_asks_for_no_more_than_it_shows(consultant: Client, cast: Cast) -> None:
    texts = [(PassageKind.GOAL, f"Mål nummer {number}") for number in range(1, 101)]
    long = make.reviewed_document(cast.municipality, texts, name="lang.txt")
    address = reverse("staff:review", args=[long.pk])
    with CaptureQueriesContext(connection) as context:
        page = consultant.get(address, {"side": "2"}).content.decode()
    asked = counted(context)
    assert not [sql for sql in asked if '"source_text"' in sql and "SUBSTR" not in sql]
    assert [sql for sql in asked if sql.endswith(f"LIMIT {PASSAGES_A_PAGE + 1} OFFSET 40")]
    first = passage(long, "Mål nummer 41")
    assert f'href="#passage-{first.pk}">Mål nummer 41</a>' in page
    assert "Mål nummer 40" not in page
    assert "Goal: 100" in page


def test_a_goal_leads_back_to_where_it_was_read(consultant: Client, cast: Cast) -> None:
    texts = [
        (PassageKind.AREA, "Natur"),
        *((PassageKind.GOAL, f"Mål nummer {number}") for number in range(1, 101)),
    ]
    long = make.reviewed_document(cast.municipality, texts, name="lang.txt")
    take_over(consultant, long)
    goal = Goal.drafts.get(text="Mål nummer 50")
    address = reverse("staff:node", args=["goal", goal.key])
    page = consultant.get(address).content.decode()
    review = reverse("staff:review", args=[long.pk])
    there = f"{review}?side=2&ved={goal.source_id}#passage-{goal.source_id}"
    assert "Read from the document:" in page
    assert f'href="{escape(there)}"' in page
    assert f'id="passage-{goal.source_id}"' in consultant.get(there).content.decode()
    written = make.goal(goal.area, "Skrevet af et menneske")
    page = consultant.get(reverse("staff:node", args=["goal", written.key])).content.decode()
    assert "Read from the document:" not in page


def test_too_many_parts_are_said(consultant: Client, reading: Reading) -> None:
    Reading.drafts.update(state=ReadingState.FAILED, problem="too_long")
    page = consultant.get(reverse("staff:document", args=[reading.pk])).content.decode()
    assert "The document has more parts than a strategy has. The file is kept." in page


def take_over(client: Client, reading: Reading, **changed: object) -> object:
    form = {"into": "new", "title": "Grøn by", "period_from": 2026, "period_to": 2029, **changed}
    return client.post(reverse("staff:document_take_over", args=[reading.pk]), form)


def test_it_becomes_a_new_strategy(consultant: Client, reading: Reading) -> None:
    take_over(consultant, reading)
    strategy = Strategy.drafts.get()
    assert (strategy.title, strategy.period_to) == ("Grøn by", 2029)
    assert [goal.text for goal in Goal.drafts.all()] == ["Vi planter træer"]
    page = consultant.get(reverse("staff:review", args=[reading.pk])).content.decode()
    assert "Side 4 af 9" in page
    assert 'name="up"' not in page


def test_it_becomes_part_of_a_strategy_that_is_there(
    consultant: Client, reading: Reading, cast: Cast
) -> None:
    strategy = make.strategy(cast.municipality)
    take_over(consultant, reading, into=str(strategy.key))
    assert Strategy.drafts.count() == 1
    assert [area.text for area in strategy.areas.all()] == ["Natur", "Natur"]


def test_the_neighbours_strategy_cannot_be_chosen(
    consultant: Client, reading: Reading, cast: Cast
) -> None:
    abroad = make.strategy(cast.neighbour)
    answer = take_over(consultant, reading, into=str(abroad.key))
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert abroad.areas.count() == 1


def test_a_period_that_runs_backwards_is_sent_back(consultant: Client, reading: Reading) -> None:
    answer = take_over(consultant, reading, period_to=2020)
    assert answer.status_code == 422  # type: ignore[attr-defined]
    reading.refresh_from_db()
    assert reading.state == ReadingState.READ


def test_nothing_to_take_over_is_said(consultant: Client, cast: Cast) -> None:
    empty = make.reviewed_document(cast.municipality, TEXTS[2:], name="tom.txt")
    take_over(consultant, empty)
    page = consultant.get(reverse("staff:review", args=[empty.pk])).content.decode()
    assert "There is nothing to take over" in page
    assert not Strategy.drafts.exists()
