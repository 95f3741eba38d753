"""A hearing as everyone reads it: its days, its text with counts, its comments by filter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from retning.apps.hearing.enums import CommentKind, Phase, Publishing, SenderKind, Showing
from retning.apps.hearing.models import Extension, Hearing
from retning.foundation import clock
from tests.cast import Cast
from tests.factories import hearing as make
from tests.factories.organisation import NOW, TODAY
from tests.helpers.queries import assert_queries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped_clock")]
Browser = Callable[..., Client]
SLUG = "sammen-om-vallensbaek"


def page(citizen: Client, name: str, *args: object, ask: str = "") -> str:
    answer = citizen.get(reverse(f"public:{name}", args=args) + ask)
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_open_hearing_says_how_long_and_what_was_said(citizen: Client, cast: Cast) -> None:
    heard = make.hearing(cast.municipality)
    goal = make.rows(heard.edition, "goal")[0]
    make.published_comment(heard, goal, "Cykelstier før alt andet.")
    text = page(citizen, "hearing", SLUG)
    assert "56 dage tilbage" in text
    assert "Cykelstier før alt andet." in text
    assert goal.text in text
    assert f'href="{reverse("public:hearing_answer", args=[SLUG])}"' in text
    assert f'href="{reverse("public:hearing_follow", args=[SLUG])}"' in text
    assert "1 kommentar<" in text


@pytest.mark.parametrize(
    ("phase", "says", "answers"),
    [
        (Phase.ANNOUNCED, "Du kan svare fra 9. marts 2026.", False),
        (Phase.OPEN, "Du kan svare til og med 26. april 2026.", True),
        (Phase.CLOSED, "Høringen sluttede 2. februar 2026.", False),
        (Phase.HANDLED, "forslaget venter på en beslutning", False),
        (Phase.CONCLUDED, "kommunalbestyrelsen har truffet beslutning", False),
    ],
)
def test_every_announced_hearing_can_be_read_and_says_where_it_stands(
    citizen: Client, cast: Cast, phase: Phase, says: str, answers: bool
) -> None:
    make.published_comment(make.hearing(cast.municipality, phase), text="Sagt i tide.")
    text = page(citizen, "hearing", SLUG)
    assert says in text
    assert (reverse("public:hearing_answer", args=[SLUG]) in text) is answers
    assert "Sagt i tide." in page(citizen, "hearing_comments", SLUG)
    assert reverse("public:hearing", args=[SLUG]) in page(citizen, "hearings")


@pytest.mark.parametrize("name", ["hearing", "hearing_comments", "hearing_feed", "hearing_embed"])
def test_a_draft_and_a_neighbours_hearing_are_not_found(
    citizen: Client, cast: Cast, name: str
) -> None:
    make.hearing(cast.municipality, Phase.DRAFT)
    make.hearing(cast.neighbour, slug="naboens", title="Naboens høring")
    for slug in (SLUG, "naboens", "findes-ikke"):
        assert citizen.get(reverse(f"public:{name}", args=[slug])).status_code == 404
    assert "Naboens" not in page(citizen, "hearings")


def test_the_menu_says_how_many_days_are_left(citizen: Client, cast: Cast) -> None:
    assert "Høring" not in page(citizen, "contact")
    heard = make.hearing(cast.municipality)
    assert "Høring: 56 dage tilbage" in page(citizen, "contact")
    with clock.stopped_at(NOW + timedelta(days=54)):
        assert "Høring: 2 dage tilbage" in page(citizen, "contact")
    with clock.stopped_at(NOW + timedelta(days=55)):
        assert "Høring: sidste dag i dag" in page(citizen, "contact")
    with clock.stopped_at(NOW + timedelta(days=56)):
        assert ">Høringer</a>" in page(citizen, "contact")
    Hearing.objects.filter(pk=heard.pk).update(handled_on=TODAY)
    assert ">Høringer</a>" in page(citizen, "contact")


def test_the_front_page_says_that_a_hearing_is_open(citizen: Client, cast: Cast) -> None:
    heard = make.hearing(cast.municipality)
    text = page(citizen, "front")
    assert heard.title in text
    assert "Du kan svare til og med 26. april 2026." in text
    Hearing.objects.filter(pk=heard.pk).update(closes_on=TODAY - timedelta(days=1))
    assert heard.title not in page(citizen, "front")


def test_comments_are_found_by_what_the_address_asks(citizen: Client, cast: Cast) -> None:
    heard = make.hearing(cast.municipality)
    area, goals = make.rows(heard.edition, "area")[0], make.rows(heard.edition, "goal")
    make.published_comment(heard, area, "Om området.")
    make.published_comment(heard, text="Om det hele.")
    sender = make.response(heard, sender_kind=SenderKind.ASSOCIATION)
    sender.postcode = "2665"
    sender.save(update_fields=["postcode"])
    make.comment(
        sender,
        goals[0],
        "Om målet.",
        showing=Showing.PUBLISHED,
        kind=CommentKind.WORDING,
        suggestion="Alle unge tager en uddannelse",
    )
    said = {"Om området.", "Om det hele.", "Om målet."}

    def found(ask: str) -> set[str]:
        text = page(citizen, "hearing_comments", SLUG, ask=ask)
        return {each for each in said if f"{each}</p>" in text}

    assert found("") == said
    assert found(f"?om={goals[0].key}") == {"Om målet."}
    assert found(f"?om={area.key}") == {"Om området.", "Om målet."}
    assert found(f"?om={goals[1].key}") == set()
    whole = make.rows(heard.edition, "strategy")[0]
    assert found(f"?om={whole.key}") == {"Om det hele."}
    assert found("?fra=association") == {"Om målet."}
    assert found("?slags=wording") == {"Om målet."}
    assert found("?slags=comment&postnr=2665") == set()
    assert found("?postnr=2665") == {"Om målet."}
    assert found("?om=vrøvl&fra=robot&slags=x&postnr=99999&side=-1") == said
    assert citizen.get(f"/hoering/{SLUG}/kommentarer/?side=2").status_code == 404


def test_a_page_of_comments_leads_to_the_next_with_what_was_asked(
    citizen: Client, cast: Cast
) -> None:
    heard = make.hearing(cast.municipality)
    for number in range(21):
        make.published_comment(heard, text=f"Nummer {number}.")
    first = page(citizen, "hearing_comments", SLUG, ask="?fra=citizen")
    assert "21 kommentarer" in first
    assert 'href="?fra=citizen&amp;side=2"' in first
    second = page(citizen, "hearing_comments", SLUG, ask="?fra=citizen&side=2")
    assert "Nummer 0." in second
    assert "Nummer 1." not in second


def test_a_name_is_shown_only_where_its_sender_said_so(citizen: Client, cast: Cast) -> None:
    heard = make.hearing(cast.municipality)
    for name, shows in (("Karen Kendt", True), ("Hans Hemmelig", False)):
        sender = make.response(heard, name=name, shows_name=shows, email="en@kommune.example")
        make.comment(sender, text="Ja.", showing=Showing.PUBLISHED)
    pages = [page(citizen, name, SLUG) for name in ("hearing", "hearing_comments", "hearing_feed")]
    api = citizen.get(f"/api/v1/hearings/{SLUG}/comments").content.decode()
    for text in (*pages, api):
        assert "Karen Kendt" in text
        assert "Hemmelig" not in text
        assert "en@kommune.example" not in text


def test_what_is_blacked_out_is_a_bar_with_words(citizen: Client, cast: Cast) -> None:
    said = make.published_comment(make.hearing(cast.municipality), text="Min nabo █████ sagde det.")
    said.is_redacted = True
    said.save(update_fields=["is_redacted"])
    text = page(citizen, "hearing_comments", SLUG)
    assert (
        '<span class="said__bar"><span class="visually-hidden">(streget over)</span></span>' in text
    )
    assert "█" not in text


def test_scripts_in_a_comment_are_words(citizen: Client, cast: Cast) -> None:
    make.published_comment(make.hearing(cast.municipality), text="<script>alert(1)</script> 🚲")
    for name in ("hearing", "hearing_comments", "hearing_feed"):
        text = page(citizen, name, SLUG)
        assert "<script>alert" not in text
        assert "&lt;script&gt;alert(1)&lt;/script&gt; 🚲" in text


def test_a_suggested_wording_is_shown_against_what_was_heard(citizen: Client, cast: Cast) -> None:
    heard = make.hearing(cast.municipality)
    goal = make.rows(heard.edition, "goal")[0]
    make.comment(
        make.response(heard),
        goal,
        "",
        showing=Showing.PUBLISHED,
        kind=CommentKind.WORDING,
        suggestion="Alle unge tager en uddannelse",
    )
    text = page(citizen, "hearing_comments", SLUG)
    assert "<del" in text
    assert ">Flere" in text
    assert ">Alle" in text


def test_extensions_and_renewals_are_told(citizen: Client, cast: Cast) -> None:
    first = make.hearing(cast.municipality, Phase.CLOSED, slug="foerste", title="Den første")
    again = make.hearing(cast.municipality, edition=first.edition, title="Den anden")
    Hearing.objects.filter(pk=again.pk).update(renews=first, renewal_reason="Kortet var forkert.")
    Extension.objects.create(
        municipality=cast.municipality,
        hearing=again,
        before=TODAY,
        closes_on=TODAY + timedelta(days=55),
        reason="Flere har bedt om det.",
        extended_at=NOW,
    )
    assert reverse("public:hearing", args=[SLUG]) in page(citizen, "hearing", "foerste")
    text = page(citizen, "hearing", SLUG)
    for words in ("Kortet var forkert.", "Den første", "Flere har bedt om det.", "2. marts 2026"):
        assert words in text


def test_a_hearing_that_nobody_but_staff_reads_shows_no_comment(
    citizen: Client, cast: Cast
) -> None:
    heard = make.hearing(cast.municipality, publishing=Publishing.NEVER)
    make.published_comment(heard, text="Kun til jer.")
    for name in ("hearing", "hearing_comments", "hearing_feed", "hearing_embed"):
        assert "Kun til jer." not in page(citizen, name, SLUG)
    assert "Kun til jer." not in citizen.get(f"/api/v1/hearings/{SLUG}/comments").content.decode()


def test_a_goal_and_an_area_tell_what_was_said_of_them(citizen: Client, cast: Cast) -> None:
    heard = make.hearing(cast.municipality)
    goal, area = make.rows(heard.edition, "goal")[0], make.rows(heard.edition, "area")[0]
    theme = make.rows(heard.edition, "theme")[0]
    for number in range(5):
        make.published_comment(heard, goal, f"Om målet {number}.")
    make.published_comment(heard, area, "Om området.")
    make.published_comment(heard, theme, "Om temaet.")
    text = page(citizen, "goal", goal.key)
    assert "5 kommentarer" in text
    assert [f"Om målet {n}." in text for n in range(5)] == [False, False, True, True, True]
    assert f"{reverse('public:hearing_comments', args=[SLUG])}?om={goal.key}" in text
    assert f"{reverse('public:hearing_answer', args=[SLUG])}#r-{goal.key}" in text
    text = page(citizen, "area", heard.edition.slug, area.key)
    assert "Om området." in text
    assert "Om temaet." in text
    assert "Om målet" not in text
    other = make.rows(heard.edition, "goal")[1]
    assert "Ingen kommentarer endnu" in page(citizen, "goal", other.key)


def test_the_pages_cost_the_same_however_many_comments(citizen: Client, cast: Cast) -> None:
    heard = make.hearing(cast.municipality)
    goal = make.rows(heard.edition, "goal")[0]
    names = {"hearing": 8, "hearing_comments": 6, "hearing_feed": 5, "hearing_embed": 3}
    for count in (1, 30):
        for number in range(count):
            make.published_comment(heard, goal, f"Nummer {number} af {count}.")
        for name, expected in names.items():
            with assert_queries(expected):
                page(citizen, name, SLUG)


def test_other_sites_may_show_a_hearing_and_are_told_how(citizen: Client, cast: Cast) -> None:
    heard = make.hearing(cast.municipality)
    answer = citizen.get(reverse("public:hearing_embed", args=[SLUG]))
    assert "frame-ancestors *" in answer.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in answer.headers
    assert "56 dage tilbage" in answer.content.decode()
    told = citizen.get(f"/oembed?url=http://vallensbaek.localhost/hoering/{SLUG}/").json()
    assert told["title"] == heard.title
    assert f"/hoering/{SLUG}/indlejret/" in told["html"]
    assert citizen.get("/oembed?url=http://vallensbaek.localhost/hoering/").status_code == 404


def test_a_hearing_is_on_the_map_of_the_site(citizen: Client, cast: Cast) -> None:
    assert "hoering" not in page(citizen, "sitemap")
    make.hearing(cast.municipality)
    make.hearing(cast.municipality, Phase.DRAFT, slug="kladde")
    text = page(citizen, "sitemap")
    assert f"/hoering/{SLUG}/</loc>" in text
    assert f"/en/hoering/{SLUG}/kommentarer/</loc>" in text
    assert "kladde" not in text
