"""The source pane of a review: all of the text, pages, pictures with outlines, and its cost."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from retning.apps.strategy.enums import PassageKind
from retning.apps.strategy.models import Passage, Reading
from retning.web.staff.passages import PASSAGES_A_PAGE
from retning.web.staff.source import LONGEST_GAP
from tests.cast import Cast
from tests.factories import drafts as make
from tests.helpers.queries import assert_queries
from tests.helpers.typeset import STRATEGY, as_pdf

Browser = Callable[..., Client]
PAGES = [["Vi planter træer", "Vi graver søer"], ["Vi sår blomster"]]
PIECE = re.compile(r'data-start="(\d+)"[^>]*>(?:<a [^>]*>)?([^<]*)<')


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def consultant(client_of: Browser) -> Client:
    return client_of("consultant")


@pytest.fixture
def printed(cast: Cast) -> Reading:
    return make.printed_document(cast.municipality, PAGES, file=as_pdf(STRATEGY))


def review(client: Client, reading: Reading, **query: str) -> str:
    page = client.get(reverse("staff:review", args=[reading.pk]), query)
    assert page.status_code == 200
    return page.content.decode()


def with_text(reading: Reading, text: str) -> Reading:
    Reading.drafts.filter(pk=reading.pk).update(source_text=text)
    return reading


def test_the_source_stands_before_the_draft(consultant: Client, printed: Reading) -> None:
    page = review(consultant, printed)
    assert page.index('id="source-heading"') < page.index('id="list-heading"')


def test_every_character_is_shown_where_it_stands(consultant: Client, cast: Cast) -> None:
    text = "Forside & mere\r\n\r\nNatur\n\nMålsætninger\n\n- Vi planter træer\n\n12\n"
    reading = with_text(make.reviewed_document(cast.municipality, []), text)
    for order, words in enumerate(("Natur", "Vi planter træer"), start=1):
        start = text.index(words)
        Passage.drafts.create(
            municipality=cast.municipality, reading=reading, order=order, kind=PassageKind.GOAL,
            text=words, start=start, end=start + len(words), changed_at=reading.created_at,
        )  # fmt: skip
    shown = review(consultant, reading)
    pieces = [
        (int(start), words.replace("&#13;", "\r").replace("&amp;", "&"))
        for start, words in PIECE.findall(shown)
    ]
    assert "".join(words for _start, words in pieces) == text
    assert all(text.startswith(words, start) for start, words in pieces)


def test_pages_are_told_in_the_text(consultant: Client, printed: Reading) -> None:
    page = review(consultant, printed)
    marks = re.findall(r"data-page-mark>([^<]*)<", page)
    assert marks == ["Page 1", "Page 2"]
    assert page.index("Page 2") < page.index(">Vi sår blomster</a></mark>")


def test_an_explanation_is_marked_as_its_passages_own(consultant: Client, printed: Reading) -> None:
    first = printed.passages.get(text="Vi planter træer")
    second = printed.passages.get(text="Vi graver søer")
    first.body_start, first.body_end = second.start, second.end
    first.save()
    second.delete()
    page = review(consultant, printed)
    own = re.findall(rf'<mark[^>]*data-passage="{first.pk}"[^>]*>', page)
    assert len(own) == 2
    assert 'class="is-body"' in own[1]
    assert sum(f'id="source-{first.pk}"' in mark for mark in own) == 1


def test_a_long_stretch_that_is_nobodys_is_shortened(consultant: Client, cast: Cast) -> None:
    reading = make.reviewed_document(cast.municipality, [(PassageKind.GOAL, "Et mål")])
    with_text(reading, "Et mål\n" + "a" * (LONGEST_GAP + 1_000))
    assert "characters that belong to other pages" in review(consultant, reading)


def test_pictures_have_the_lines_of_each_passage(consultant: Client, printed: Reading) -> None:
    page = review(consultant, printed, kilde="sider")
    first = printed.passages.get(text="Vi graver søer")
    assert page.count('<img loading="lazy"') == 2
    assert 'width="900" height="1274"' in page
    outline = page.partition(f'data-passage="{first.pk}" aria-label="Vi graver søer">')[2]
    assert outline.startswith('<rect x="100" y="150" width="800" height="30"/></a>')
    assert "data-start" not in page
    assert f'href="#passage-{first.pk}"' in page


def test_a_document_without_pages_has_its_text_alone(consultant: Client, cast: Cast) -> None:
    reading = make.reviewed_document(cast.municipality, [(PassageKind.GOAL, "Et mål")])
    page = review(consultant, reading, kilde="sider")
    assert "<img loading" not in page
    assert "Show pictures of the pages" not in page
    assert "data-start" in page


def picture(reading: Reading, number: int = 1) -> str:
    return reverse("staff:page_picture", args=[reading.pk, number])


def test_a_page_is_drawn_once_and_kept_by_its_reader(consultant: Client, printed: Reading) -> None:
    answer = consultant.get(picture(printed))
    assert answer.status_code == 200
    assert answer.content.startswith(b"\x89PNG")
    assert int.from_bytes(answer.content[16:20]) == 900
    assert answer.headers["Cache-Control"] == "private, no-cache"
    etag = answer.headers["ETag"]
    assert etag == f'"{printed.attachment.sha256}-1"'
    again = consultant.get(picture(printed), headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")


def test_what_cannot_be_drawn_is_said(consultant: Client, cast: Cast, printed: Reading) -> None:
    assert consultant.get(picture(printed, 3)).status_code == 404
    broken = make.printed_document(
        cast.municipality, PAGES, file=b"%PDF-1.7\nnot much of one\n%%EOF\n", name="b.pdf"
    )
    answer = consultant.get(picture(broken))
    assert answer.status_code == 503
    assert answer.content.decode() == "This page could not be drawn. Its text can be read."
    assert "no-store" not in answer.headers["Cache-Control"]


def test_the_neighbour_gets_no_picture(cast: Cast, client_of: Browser, printed: Reading) -> None:
    client = client_of("neighbour_consultant", at=cast.neighbour)
    etag = f'"{printed.attachment.sha256}-1"'
    for headers in ({}, {"If-None-Match": etag}):
        assert client.get(picture(printed), headers=headers).status_code == 404


def long_document(cast: Cast, pages: int = 100) -> Reading:
    texts = [
        [
            f"Side {page}, mål {n}: flere unge skal tage en uddannelse, og det haster"
            for n in range(4)
        ]
        for page in range(1, pages + 1)
    ]
    return make.printed_document(cast.municipality, texts, file=as_pdf(STRATEGY), name="lang.pdf")


def test_a_hundred_pages_cost_no_more_than_one(consultant: Client, cast: Cast) -> None:
    one = make.printed_document(
        cast.municipality, [["Et"]], file=b"%PDF-1.7\n1\n%%EOF\n", name="et.pdf"
    )
    three = make.printed_document(
        cast.municipality, [["Et", "To"], ["Tre"]], file=b"%PDF-1.7\n3\n%%EOF\n", name="tre.pdf"
    )
    Reading.drafts.filter(pk=three.pk).update(previous=one)
    long = long_document(cast)
    for each in (one, three, long):
        for query in ({}, {"side": "2"}, {"kilde": "sider"}, {"vis": "goal"}):
            # session, user, municipality, standing, document, numbers, passages, their text
            with assert_queries(8):
                review(consultant, each, **query)


def test_a_page_of_a_long_review_is_light(consultant: Client, cast: Cast) -> None:
    long = long_document(cast)
    page = review(consultant, long, side="3")
    assert page.count('<li id="passage-') == PASSAGES_A_PAGE
    assert len(gzip.compress(page.encode())) < 60_000
    part = consultant.get(
        reverse("staff:review", args=[long.pk]), headers={"X-Retning-Part": "1"}
    ).content.decode()
    assert "<html" not in part
    assert part.count('<li id="passage-') == PASSAGES_A_PAGE


def test_nothing_of_the_source_is_on_no_page(consultant: Client, cast: Cast) -> None:
    long = long_document(cast, pages=25)
    Reading.drafts.filter(pk=long.pk).update(page_count=0)
    long.refresh_from_db()
    shown = ""
    for number in ("1", "2", "3"):
        shown += "".join(
            words for _s, words in PIECE.findall(review(consultant, long, side=number))
        )
    assert shown == long.source_text


def test_a_document_of_another_municipality_is_told(
    consultant: Client, cast: Cast, printed: Reading
) -> None:
    Reading.drafts.filter(pk=printed.pk).update(municipality_name=cast.municipality.name)
    assert "seems to be" not in review(consultant, printed)
    Reading.drafts.filter(pk=printed.pk).update(municipality_name="Halsnæs")
    assert "The document seems to be Halsnæs" in review(consultant, printed)
