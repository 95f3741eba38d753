"""Proposals, adopted texts and what changed between them, as the public reads them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from retning.apps.organisation.services import record_resolution
from retning.apps.strategy.models import Goal, Strategy
from retning.apps.strategy.queries.draft import draft_outline
from tests.cast import NOW, Cast
from tests.factories import organisation as org
from tests.factories import strategy as make
from tests.helpers.queries import assert_queries

pytestmark = pytest.mark.django_db

Browser = Callable[..., Client]
MOMENTS = [NOW + timedelta(days=days) for days in (0, 30, 60)]


@dataclass(frozen=True)
class Story:
    """Edition 1 proposed, 2 adopted without `dropped`, 3 proposes to reword, remove and add."""

    strategy: Strategy
    kept: Goal
    dropped: Goal
    reworded: Goal
    removed: Goal
    added: Goal


@pytest.fixture
def story(cast: Cast) -> Story:
    texts = ["Uændret mål", "Frafaldet mål", "Gammel ordlyd her", "Fjernet mål"]
    strategy = make.small_strategy(cast.municipality, wordings=texts)
    kept, dropped, reworded, removed = draft_outline(strategy).all_goals
    make.published(strategy, now=MOMENTS[0])
    make.remove(dropped)
    make.own(kept, cast.units.centre)
    make.adopted(strategy, org.resolution(cast.units.council), now=MOMENTS[1])
    make.reword(reworded, "Foreslået ordlyd her")
    make.remove(removed)
    added = make.goal(draft_outline(strategy).areas[0].area, "Foreslået mål")
    make.published(strategy, note="Derfor **foreslår** vi.", now=MOMENTS[2])
    return Story(strategy, kept, dropped, reworded, removed, added)


@pytest.fixture
def read(client_of: Browser) -> Callable[..., str]:
    client = client_of()

    def page(name: str, *arguments: object) -> str:
        response = client.get("/en" + reverse(f"public:{name}", args=arguments))
        assert response.status_code == 200
        return response.content.decode()

    return page


def test_the_adopted_text_stands_while_a_proposal_is_open(
    story: Story, read: Callable[..., str]
) -> None:
    strategy = story.strategy
    whole = read("whole", strategy.slug)
    assert "Gammel ordlyd her" in whole
    assert "Fjernet mål" in whole
    assert "Foreslået" not in whole
    assert "Proposal – not yet adopted" not in whole
    page = read("strategy", strategy.slug)
    assert "There is a proposal to change this strategy" in page
    assert reverse("public:edition", args=[strategy.slug, 3]) in page


def test_each_edition_can_be_read(story: Story, read: Callable[..., str]) -> None:
    slug = story.strategy.slug
    assert "Frafaldet mål" in read("edition", slug, 1)
    assert "not the edition that applies" in read("edition", slug, 1)
    assert "Frafaldet mål" not in read("edition", slug, 2)
    assert "not the edition that applies" not in read("edition", slug, 2)
    third = read("edition", slug, 3)
    assert "Foreslået ordlyd her" in third
    assert "Derfor <strong>foreslår</strong> vi." in third
    assert third.count("Proposal – not yet adopted") == 2  # the chip and the warning


def test_the_list_of_editions_tells_what_each_was(story: Story, read: Callable[..., str]) -> None:
    page = read("editions", story.strategy.slug)
    words = ["Proposal – not yet adopted", "Adopted<", "Applies today", "Earlier proposal"]
    places = [page.index(word) for word in words]
    assert places == sorted(places)
    assert "Kommunalbestyrelsen" in page
    assert "25 February 2026" in page


def test_a_resolution_is_shown_with_its_dissent(cast: Cast, read: Callable[..., str]) -> None:
    strategy = make.small_strategy(cast.municipality)
    decision = record_resolution(
        body=cast.units.council,
        met_on=NOW.date(),
        item="Punkt 9",
        text="Vedtaget med 13 stemmer mod 2.",
        dissent="Liste X stemte imod.",
        link="https://example.org/referat",
        by=org.TESTER,
        now=NOW,
    )
    make.adopted(strategy, decision)
    page = read("editions", strategy.slug)
    for words in ("Punkt 9", "13 stemmer mod 2", "Liste X stemte imod.", "example.org/referat"):
        assert words in page


@pytest.mark.parametrize(
    ("which", "words"),
    [
        ("kept", "Adopted"),
        ("dropped", "Proposed, but not part of the strategy"),
        ("reworded", "Another wording is proposed"),
        ("removed", "It is proposed to take this goal out"),
        ("added", "Proposal – not yet adopted"),
    ],
)
def test_a_goal_says_where_it_stands(
    story: Story, read: Callable[..., str], which: str, words: str
) -> None:
    page = read("goal", getattr(story, which).key)
    assert words in page
    assert ("proposed" in page) is (which in {"reworded", "removed"})


def test_a_goal_that_was_adopted_and_then_taken_out_has_ended(
    story: Story, read: Callable[..., str], cast: Cast
) -> None:
    make.revised(
        story.strategy, org.resolution(cast.units.council), now=MOMENTS[2] + timedelta(days=9)
    )
    page = read("goal", story.removed.key)
    assert "No longer part of the strategy" in page
    assert "stood in edition 2" in page
    assert "The goal is not in this edition." in page
    assert "Foreslået ordlyd her</h1>" in read("goal", story.reworded.key)


def test_a_goals_history_shows_the_changed_words(story: Story, read: Callable[..., str]) -> None:
    page = read("goal", story.reworded.key)
    assert '<h1 lang="da">Gammel ordlyd her</h1>' in page
    assert "</span>Gammel<span" in page.split("<del>")[1]
    assert "</span>Foreslået<span" in page.split("<ins>")[1]
    kept = read("goal", story.kept.key)
    assert "New owner" in kept
    assert "Unchanged." in kept
    assert "<del>" not in kept


def test_the_changes_of_an_edition(story: Story, read: Callable[..., str]) -> None:
    page = read("changes", story.strategy.slug, 3)
    assert "1 place changed" in page
    assert "1 new" in page
    assert "1 taken out" in page
    for words in ("Gammel", "Foreslået", "Fjernet mål", "Foreslået mål"):
        assert words in page
    assert "Uændret mål" not in page
    second = read("changes", story.strategy.slug, 2)
    assert "Frafaldet mål" in second
    assert "Center for Børn og Unge" in second  # the new owner
    assert "This is the first edition" in read("changes", story.strategy.slug, 1)


def test_an_area_that_is_only_proposed_says_so(story: Story, read: Callable[..., str]) -> None:
    proposed = make.area(story.strategy, "Et foreslået område")
    make.goal(proposed, "Endnu et mål")
    make.published(story.strategy, now=MOMENTS[2] + timedelta(days=1))
    page = read("area", story.strategy.slug, proposed.key)
    assert page.count("Proposal – not yet adopted") == 2


def test_any_earlier_edition_can_be_compared_with(story: Story, client_of: Browser) -> None:
    address = reverse("public:changes", args=[story.strategy.slug, 3])
    page = client_of().get(f"/en{address}?fra=1").content.decode()
    assert "What changed from edition 1 to edition 3</h1>" in page
    assert "Compared with the proposal, edition 1." in page
    assert "Frafaldet mål" in page  # edition 2 was already without it
    assert f'<link rel="canonical" href="http://vallensbaek.localhost/en{address}?fra=1">' in page
    assert f'<a href="/en{address}">Compare with edition 2</a>' in page
    assert f'href="{address}?fra=1" lang="da"' in page
    usual = client_of().get(f"/en{address}").content.decode()
    assert "What changed in edition 3</h1>" in usual
    assert "Compared with edition 2." in usual
    assert f'<link rel="canonical" href="http://vallensbaek.localhost/en{address}">' in usual
    assert f'<a href="/en{address}?fra=1">Compare with the proposal (edition 1)</a>' in usual
    asked = client_of().get(f"/en{address}?fra=2").content.decode()
    assert "What changed in edition 3</h1>" in asked
    assert f'<link rel="canonical" href="http://vallensbaek.localhost/en{address}">' in asked


@pytest.mark.parametrize("since", ["3", "4", "0", "-1", "01", "x", "", "1 ", "²", "9" * 5000])
def test_what_is_no_earlier_edition_is_not_found(
    story: Story, client_of: Browser, since: str
) -> None:
    address = reverse("public:changes", args=[story.strategy.slug, 3])
    assert client_of().get(address, {"fra": since}).status_code == 404
    assert client_of().get(address, {"fra": "2"}).status_code == 200


def test_the_first_edition_is_compared_with_nothing(story: Story, client_of: Browser) -> None:
    address = reverse("public:changes", args=[story.strategy.slug, 1])
    assert client_of().get(address, {"fra": "1"}).status_code == 404
    assert client_of().get(address).status_code == 200


def test_an_edition_of_another_strategy_is_not_compared_with(
    story: Story, client_of: Browser, cast: Cast
) -> None:
    other = make.strategy(cast.municipality, "En anden")
    make.goal(make.area(other))
    make.published(other, now=MOMENTS[2])
    make.theme(draft_outline(other).areas[0].area)
    make.published(other, now=MOMENTS[2] + timedelta(days=1))
    address = reverse("public:changes", args=[other.slug, 2])
    assert client_of().get(address, {"fra": "3"}).status_code == 404
    assert client_of().get(address, {"fra": "1"}).status_code == 200


def test_each_comparison_is_a_page_of_its_own(story: Story, client_of: Browser) -> None:
    address = reverse("public:changes", args=[story.strategy.slug, 3])
    tags = {client_of().get(address + query)["ETag"] for query in ("", "?fra=1", "?fra=2")}
    assert len(tags) == 3


def test_a_decided_edition_leads_to_the_proposal_before_it(
    story: Story, read: Callable[..., str], cast: Cast
) -> None:
    slug, council = story.strategy.slug, cast.units.council
    words = "Compare with the proposal (edition"
    assert words not in read("editions", slug)  # the second is compared with the first anyway
    for days in (9, 18):
        moment = MOMENTS[2] + timedelta(days=days)
        make.reword(story.kept, f"Ændret mål {days}")
        make.revised(story.strategy, org.resolution(council), now=moment)
    page = read("editions", slug)
    assert page.count(words) == 1
    assert f"{words} 3)" in page  # of the fifth edition, whose default is the fourth
    assert "aendringer/?fra=3" in read("edition", slug, 5)
    assert words not in read("edition", slug, 4)


def test_queries_of_a_comparison_do_not_grow_with_editions(client_of: Browser, cast: Cast) -> None:
    strategy = make.small_strategy(cast.municipality)
    make.published(strategy)
    make.adopted(strategy, org.resolution(cast.units.council), now=MOMENTS[1])
    address = reverse("public:changes", args=[strategy.slug, 2])
    with assert_queries(4):
        assert client_of().get(address, {"fra": "1"}).status_code == 200
    make.published(strategy, now=MOMENTS[2])
    address = reverse("public:changes", args=[strategy.slug, 3])
    with assert_queries(4):
        assert client_of().get(address, {"fra": "1"}).status_code == 200
