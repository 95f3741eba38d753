"""Publishing: what is lacking, decisions, the red-line, and what stands afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from retning.apps.organisation.models import Resolution
from retning.apps.strategy.models import Edition, Goal, Strategy
from retning.apps.strategy.queries.draft import draft_outline
from retning.apps.strategy.queries.rows import draft_checksum
from retning.apps.strategy.services import draft
from tests.cast import Cast
from tests.factories import drafts as make
from tests.factories import organisation
from tests.factories.organisation import NOW, TESTER

Browser = Callable[..., Client]


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def strategy(cast: Cast) -> Strategy:
    return make.strategy(cast.municipality)


@pytest.fixture
def consultant(client_of: Browser) -> Client:
    return client_of("consultant")


def publish(client: Client, strategy: Strategy, **form: object) -> object:
    checksum = draft_checksum(draft_outline(strategy))
    sent = {"kind": "proposal", "is_read": "on", "checksum": checksum, **form}
    return client.post(reverse("staff:publish", args=[strategy.key]), sent)


def test_a_proposal_is_published(consultant: Client, strategy: Strategy) -> None:
    answer = publish(consultant, strategy, note="Til høring.")
    edition = Edition.objects.get()
    assert (edition.number, edition.kind, edition.note) == (1, "proposal", "Til høring.")
    there = reverse("staff:edition", args=[strategy.key, 1])
    assert answer.headers["Location"] == there  # type: ignore[attr-defined]
    assert "everyone can read it" in consultant.get(there).content.decode()


def test_without_the_tick_nothing_is_published(consultant: Client, strategy: Strategy) -> None:
    answer = publish(consultant, strategy, is_read="")
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert not Edition.objects.exists()


def test_everything_that_is_lacking_is_said_at_once(consultant: Client, strategy: Strategy) -> None:
    page = publish(consultant, strategy, kind="adopted", is_read="").content.decode()  # type: ignore[attr-defined]
    assert "Tick that you have read the changes." in page
    assert "An adopted or revised edition rests on a decision." in page


def test_an_adoption_needs_a_decision(consultant: Client, strategy: Strategy, cast: Cast) -> None:
    answer = publish(consultant, strategy, kind="adopted")
    page = answer.content.decode()  # type: ignore[attr-defined]
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert "An adopted or revised edition rests on a decision." in page
    resolution = organisation.resolution(cast.units.council)
    publish(consultant, strategy, kind="adopted", resolutions=resolution.pk)
    assert list(Edition.objects.get().resolutions.all()) == [resolution]


def test_the_neighbours_decision_cannot_be_chosen(
    consultant: Client, strategy: Strategy, cast: Cast
) -> None:
    abroad = organisation.resolution(cast.neighbour_unit)
    answer = publish(consultant, strategy, kind="adopted", resolutions=abroad.pk)
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert not Edition.objects.exists()


def test_a_double_click_publishes_once(consultant: Client, strategy: Strategy) -> None:
    publish(consultant, strategy)
    second = publish(consultant, strategy)
    assert "Nothing has changed since the last edition" in second.content.decode()  # type: ignore[attr-defined]
    assert Edition.objects.count() == 1


def checksum_on(page: str) -> str:
    return page.partition('name="checksum" value="')[2].partition('"')[0]


def test_a_colleagues_edit_does_not_go_public_unseen(
    consultant: Client, strategy: Strategy, cast: Cast
) -> None:
    make.edition(strategy)
    resolution = organisation.resolution(cast.units.council)
    address = reverse("staff:publish", args=[strategy.key])
    shown = checksum_on(consultant.get(address).content.decode())
    assert len(shown) == 64
    goal = Goal.drafts.get()
    draft.change_node(
        node=goal, expected_version=1, text="Kollegaens ordlyd", body="", by=TESTER, now=NOW
    )
    typed = {
        "kind": "adopted",
        "is_read": "on",
        "note": "Min note",
        "resolutions": resolution.pk,
        "checksum": shown,
    }
    answer = consultant.post(address, typed)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert Edition.objects.count() == 1
    assert "The draft has changed since you opened the page" in page
    changes = page.partition('id="changes-heading"')[2].partition("</section>")[0]
    assert "Kollegaens" in changes.partition("<ins")[2]
    assert "Min note</textarea>" in page
    kind = page.partition('value="adopted"')[2].partition(">")[0]
    chosen = page.partition('name="resolutions"')[2].partition(">")[0]
    assert "checked" in kind
    assert "checked" in chosen
    assert "checked" not in page.partition('name="is_read"')[2].partition(">")[0]
    seen = checksum_on(page)
    assert seen != shown
    assert consultant.post(address, typed | {"checksum": seen}).status_code == 302
    assert Edition.objects.get(number=2).note == "Min note"


@pytest.mark.parametrize("sent", ["", "0" * 64, "x" * 100])
def test_a_form_that_does_not_know_the_draft_publishes_nothing(
    consultant: Client, strategy: Strategy, sent: str
) -> None:
    answer = publish(consultant, strategy, checksum=sent)
    assert answer.status_code == 409  # type: ignore[attr-defined]
    assert not Edition.objects.exists()


@pytest.mark.parametrize("key", ["9" * 30, "-" + "9" * 30, "9" * 5000, "x"])
def test_a_number_that_no_database_keeps_is_no_decision(
    consultant: Client, strategy: Strategy, key: str
) -> None:
    answer = publish(consultant, strategy, kind="adopted", resolutions=key)
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert not Edition.objects.exists()


def test_what_section_23a_requires_is_said_with_links(
    consultant: Client, strategy: Strategy
) -> None:
    Strategy.drafts.update(legal_basis="planloven_23a")
    page = consultant.get(reverse("staff:publish", args=[strategy.key])).content.decode()
    own = reverse("staff:strategy_fields", args=[strategy.key])
    for name in (
        "planning_since_revision",
        "revision_kind",
        "revision_decision",
        "readopted_parts",
    ):
        assert f'href="{own}#id_{name}"' in page
    publish(consultant, strategy)
    assert not Edition.objects.exists()


def test_an_empty_strategy_is_not_published(consultant: Client, cast: Cast) -> None:
    empty = draft.create_strategy(
        municipality=cast.municipality,
        title="Tom",
        period_from=2026,
        period_to=2029,
        by=TESTER,
        now=NOW,
    )
    page = publish(consultant, empty).content.decode()  # type: ignore[attr-defined]
    assert "The strategy has no area yet." in page
    assert "The strategy has no goal yet." in page


def test_the_red_line_since_the_last_edition(consultant: Client, strategy: Strategy) -> None:
    make.edition(strategy)
    goal = Goal.drafts.get()
    draft.change_node(
        node=goal, expected_version=1, text="Vi passer på sø nummer 7", body="", by=TESTER, now=NOW
    )
    page = consultant.get(reverse("staff:publish", args=[strategy.key])).content.decode()
    assert "What has changed since edition 1 of 2 March 2026" in page
    changes = page.partition('id="changes-heading"')[2].partition("</section>")[0]
    assert changes.count("<li>") == 1
    assert "<del" in changes
    assert "7" in changes.partition("<ins")[2].partition("</ins>")[0]


def test_a_decision_is_recorded_and_chosen(
    consultant: Client, strategy: Strategy, cast: Cast
) -> None:
    address = reverse("staff:resolution_record", args=[strategy.key])
    form = {
        "body": cast.units.council.pk,
        "met_on": "2026-02-25",
        "item": "7. Planstrategi",
        "text": "Vedtaget.",
        "dissent": "",
        "link": "https://example.org/referat",
    }
    answer = consultant.post(address, form)
    resolution = Resolution.objects.get()
    back = f"{reverse('staff:publish', args=[strategy.key])}?beslutning={resolution.pk}"
    assert answer.headers["Location"] == back
    chosen = consultant.get(back).content.decode()
    choice = chosen.partition('name="resolutions"')[2].partition(">")[0]
    assert f'value="{resolution.pk}"' in choice
    assert "checked" in choice
    assert consultant.post(address, form | {"body": cast.neighbour_unit.pk}).status_code == 422
    assert consultant.post(address, form | {"met_on": "i går"}).status_code == 422


def test_the_work_list_says_that_the_draft_has_changed(
    consultant: Client, strategy: Strategy
) -> None:
    make.edition(strategy)
    home = reverse("staff:home")
    assert "Changed draft" not in consultant.get(home).content.decode()
    later = NOW.replace(hour=12)
    draft.add_area(strategy=strategy, text="By", by=TESTER, now=later)
    assert "Changed draft" in consultant.get(home).content.decode()
