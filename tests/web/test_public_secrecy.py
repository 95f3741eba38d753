"""What was never published is nowhere public, and nobody reads the neighbour's."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.urls import reverse

from retning.apps.strategy.models import Strategy
from retning.apps.strategy.queries.draft import Node, draft_outline
from retning.apps.strategy.services import draft
from retning.apps.strategy.services.readings import receive_document
from tests.cast import NOW, Cast
from tests.factories import lineage as family
from tests.factories import organisation as org
from tests.factories import strategy as make

pytestmark = pytest.mark.django_db

Browser = Callable[..., Client]


def addresses_of(strategy: Strategy) -> Iterator[str]:
    """Every public address that the strategy has, or would have."""
    yield reverse("public:strategy", args=[strategy.slug])
    yield reverse("public:whole", args=[strategy.slug])
    yield reverse("public:editions", args=[strategy.slug])
    yield reverse("public:edition", args=[strategy.slug, 1])
    yield reverse("public:changes", args=[strategy.slug, 1])
    for area in draft_outline(strategy).areas:
        yield reverse("public:area", args=[strategy.slug, area.area.key])
        for goal in area.all_goals:
            yield reverse("public:goal", args=[goal.key])
        for theme in area.themes:
            yield reverse("public:theme", args=[theme.key])


def everything(client: Client, strategy: Strategy) -> str:
    """All that the public can read of a strategy, and the front page."""
    pages = [client.get(address) for address in ["/", *addresses_of(strategy)]]
    assert {page.status_code for page in pages} <= {200, 302}
    return "\n".join(page.content.decode() for page in pages)


@pytest.mark.parametrize("language", ["", "/en"])
def test_a_strategy_that_was_never_published_is_not_found(
    client_of: Browser, cast: Cast, language: str
) -> None:
    strategy = make.small_strategy(cast.municipality)
    found = [client_of().get(language + address) for address in addresses_of(strategy)]
    assert [page.status_code for page in found] == [404] * 8
    assert strategy.title not in client_of().get(f"{language}/").content.decode()


def test_a_draft_that_changed_after_publishing_shows_the_old_text(
    client_of: Browser, cast: Cast
) -> None:
    strategy = make.small_strategy(cast.municipality, wordings=["Den gamle ordlyd"])
    make.published(strategy)
    outline = draft_outline(strategy).areas[0]
    changed: list[Node] = [
        outline.area, outline.objectives[0].objective, outline.themes[0], *outline.all_goals,
    ]  # fmt: skip
    for node in changed:
        make.reword(node, "Hemmelig ny tekst", body="Hemmelig forklaring")
    make.own(outline.all_goals[0], cast.centre_chief_position)
    draft.change_strategy(
        strategy=strategy,
        expected_version=1,
        title="Hemmelig titel",
        vision="Hemmelig vision",
        introduction="Hemmelig indledning",
        period_from=2031,
        period_to=2039,
        area_label="hemmelighed",
        by=org.TESTER,
        now=NOW,
    )
    read = everything(client_of(), strategy)
    assert "Hemmelig" not in read
    assert "hemmelighed" not in read
    assert "2031" not in read
    assert "Centerchef" not in read
    assert "Den gamle ordlyd" in read
    make.published(strategy)
    assert "Hemmelig ny tekst" in everything(client_of(), strategy)


def test_a_goal_added_after_publishing_is_not_found(client_of: Browser, cast: Cast) -> None:
    strategy = make.small_strategy(cast.municipality)
    make.published(strategy)
    added = make.goal(draft_outline(strategy).areas[0].area, "Endnu hemmeligt")
    address = reverse("public:goal", args=[added.key])
    assert client_of().get(address).status_code == 404
    make.published(strategy)
    assert client_of().get(address).status_code == 200


def told_of(client: Client, slug: str) -> str:
    """What the strategy's first edition is as data, and where its goals came from."""
    addresses = [
        f"/strategi/{slug}/udgaver/1/udgave.json",
        f"/api/v1/strategies/{slug}/editions/1",
        f"/api/v1/strategies/{slug}/editions/1/document",
        reverse("public:lineage", args=[slug]),
    ]
    pages = [client.get(address) for address in addresses]
    return "\n".join(page.content.decode() for page in pages if page.status_code == 200)


def test_goals_of_a_draft_that_ended_in_the_next_strategy_stay_secret(
    client_of: Browser, cast: Cast
) -> None:
    old = family.first(cast.municipality, ["Hemmeligt mål", "Et andet mål"])
    new = family.after(old)
    heir = family.goals_of(new)[0]
    family.follow(heir, None)
    make.reword(heir, "Et nyt mål")
    family.end(new, family.goals_of(old)[0], "Hemmelig grund")
    family.adopted(new, cast.units.council)
    read = told_of(client_of(), new.slug)
    assert "emmelig" not in read
    assert "Et nyt mål" in read


def test_a_goal_that_ended_is_told_in_the_words_that_were_published(
    client_of: Browser, cast: Cast
) -> None:
    old = family.first(cast.municipality, ["Hemmeligt udkast", "Et andet mål"])
    new = family.after(old)
    ended, heir = family.goals_of(old)[0], family.goals_of(new)[0]
    family.follow(heir, None)
    make.reword(heir, "Et nyt mål")
    family.end(new, ended, "Målet er nået")
    make.reword(ended, "Ordlyden som vedtaget")
    family.adopted(old, cast.units.council)
    family.adopted(new, cast.units.council, number=1)
    read = told_of(client_of(), new.slug)
    assert "emmelig" not in read
    assert "Ordlyden som vedtaget" in read
    assert "Målet er nået" in read


def test_an_uploaded_document_is_nowhere(client_of: Browser, cast: Cast) -> None:
    strategy = make.small_strategy(cast.municipality)
    make.published(strategy)
    receive_document(
        municipality=cast.municipality,
        chunks=[b"# Hemmeligt udkast\n\nVi vil det hele."],
        name="hemmeligt.txt",
        limit=1_000,
        by=org.TESTER,
        now=NOW,
    )
    assert "emmeligt" not in everything(client_of(), strategy)


def test_the_neighbours_host_finds_nothing(client_of: Browser, cast: Cast) -> None:
    strategy = make.small_strategy(cast.municipality)
    make.published(strategy)
    addresses = list(addresses_of(strategy))
    ours, theirs = client_of(), client_of(at=cast.neighbour)
    # Ours first, so that a page kept for us would be there for the neighbour to be given.
    assert {ours.get(address).status_code for address in addresses} == {200, 302}
    assert [theirs.get(address).status_code for address in addresses] == [404] * len(addresses)
    assert strategy.title not in theirs.get("/").content.decode()


def test_two_municipalities_may_have_the_same_address(client_of: Browser, cast: Cast) -> None:
    for municipality in (cast.municipality, cast.neighbour):
        strategy = make.strategy(municipality, "Vores retning")
        make.goal(make.area(strategy), f"Et mål for {municipality.name}")
        make.published(strategy)
    address = reverse("public:whole", args=["vores-retning"])
    ours = client_of().get(address).content.decode()
    theirs = client_of(at=cast.neighbour).get(address).content.decode()
    assert "Et mål for Vallensbæk" in ours
    assert "Et mål for Ishøj" not in ours
    assert "Et mål for Ishøj" in theirs


@pytest.mark.parametrize(
    "address",
    [
        "/maal/00000000-0000-4000-8000-000000000000/",
        "/maal/ikke-en-noegle/",
        "/tema/00000000-0000-4000-8000-000000000000/",
        "/strategi/findes-ikke/",
        "/strategi/findes-ikke/hele/",
        "/strategi/{slug}/omraade/00000000-0000-4000-8000-000000000000/",
        "/strategi/{slug}/udgaver/2/",
        "/strategi/{slug}/udgaver/0/",
        "/strategi/{slug}/udgaver/99999999999999999999999/",
        "/strategi/{slug}/udgaver/2/aendringer/",
        "/STRATEGI/{slug}/",
    ],
)
def test_an_unknown_address_gets_a_friendly_page(
    client_of: Browser, cast: Cast, address: str
) -> None:
    strategy = make.small_strategy(cast.municipality)
    make.published(strategy)
    response = client_of().get(address.format(slug=strategy.slug))
    assert response.status_code == 404
    assert "site-header" in response.content.decode()


def test_other_letter_case_is_another_address(client_of: Browser, cast: Cast) -> None:
    strategy = make.small_strategy(cast.municipality)
    make.published(strategy)
    for address in addresses_of(strategy):
        start, _, rest = address[1:].partition("/")
        assert client_of().get(f"/{start}/{rest.upper()}").status_code == 404


def test_an_area_is_not_shown_in_another_strategy(client_of: Browser, cast: Cast) -> None:
    one, other = make.small_strategy(cast.municipality), make.strategy(cast.municipality, "Anden")
    make.goal(make.area(other))
    for strategy in (one, other):
        make.published(strategy)
    area = draft_outline(one).areas[0].area
    address = reverse("public:area", args=[other.slug, area.key])
    assert client_of().get(address).status_code == 404


EVIL = '<script>alert(1)</script><img src=x onerror="alert(2)">'
EVIL_PROSE = f"{EVIL} [klik](javascript:alert(3)) [her](data:text/html,x) **fed**"


def test_what_people_write_is_shown_as_text(client_of: Browser, cast: Cast) -> None:
    strategy = make.strategy(
        cast.municipality, f"Titel {EVIL}", vision=EVIL_PROSE, introduction=EVIL_PROSE,
        area_label=EVIL[:40],
    )  # fmt: skip
    area = make.area(strategy, f"Område {EVIL}", body=EVIL_PROSE)
    objective = make.objective(area, f"Overordnet {EVIL}", body=EVIL_PROSE)
    goal = make.goal(objective, f"Mål {EVIL}", body=EVIL_PROSE)
    make.theme(area, f"Tema {EVIL}", body=EVIL_PROSE)
    make.published(strategy, note=EVIL_PROSE)
    make.reword(goal, f"Ændret {EVIL} igen", body=f"{EVIL_PROSE} ændret")
    make.published(strategy, note=EVIL_PROSE)
    changes = reverse("public:changes", args=[strategy.slug, 2])
    read = everything(client_of(), strategy) + client_of().get(changes).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in read
    assert "<strong>fed</strong>" in read
    for forbidden in ("<script", "<img", 'href="javascript:', 'href="data:text'):
        assert forbidden not in read
