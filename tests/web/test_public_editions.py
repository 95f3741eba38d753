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
