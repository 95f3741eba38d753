"""The reading room: what is sent from it is kept once, with everything that came with it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from retning.apps.hearing.enums import CommentKind, Phase, SenderKind, Showing
from retning.apps.hearing.models import Comment, Hearing, Response
from retning.apps.hearing.queries.phases import closes_at
from retning.foundation import clock
from retning.foundation.outbox.models import OutgoingMail
from retning.web.public.guarding import draw_copy
from tests.cast import Cast
from tests.factories import hearing as make
from tests.factories.organisation import NOW, host_of
from tests.helpers.answering import address, answer_form, field_on
from tests.helpers.fields import fields_of

pytestmark = pytest.mark.usefixtures("stopped_clock")
GOAL = "Flere unge tager en uddannelse"


def test_a_response_is_kept_and_its_receipt_shown(citizen: Client, hearing: Hearing) -> None:
    goal, theme = field_on(hearing, "goal"), field_on(hearing, "theme")
    said = {goal: "Mere lys på stien.", theme: "I skoven.", "email": "anna@example.dk"}
    sent = answer_form(hearing, **said, name="Anna", postcode="2665")
    answer = citizen.post(address(hearing), sent)
    assert answer.status_code == 303
    response = Response.objects.get()
    assert (response.name, response.email, response.postcode) == ("Anna", "anna@example.dk", "2665")
    assert (response.shows_name, response.sender_kind) == (False, SenderKind.CITIZEN)
    comments = response.comments.order_by("row__order")
    assert [(each.kind, each.text, each.row.kind) for each in comments] == [
        (CommentKind.COMMENT, "Mere lys på stien.", "goal"),
        (CommentKind.COMMENT, "I skoven.", "theme"),
    ]
    assert {each.showing for each in comments} == {Showing.WAITING}
    receipt = citizen.get(answer["Location"])
    assert receipt.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in receipt.headers["Cache-Control"]
    assert response.reference in receipt.content.decode()
    assert "Mere lys på stien." in receipt.content.decode()


def test_the_mail_holds_the_way_back_and_nothing_of_what_was_said(
    citizen: Client, hearing: Hearing
) -> None:
    said = {field_on(hearing, "goal"): "Mere lys på stien."}
    sent = answer_form(hearing, **said, email="anna@example.dk", name="Anna Andersen")
    answer = citizen.post(address(hearing), sent)
    mail = OutgoingMail.objects.get()
    assert mail.to == "anna@example.dk"
    assert mail.subject == "Vi har modtaget dit høringssvar"
    assert f"http://{host_of(hearing.municipality)}{answer['Location']}" in mail.text
    assert "Anna" not in mail.text
    assert "lys" not in mail.text
    assert citizen.get(answer["Location"]).status_code == 200


def test_without_an_address_no_mail_is_written(citizen: Client, hearing: Hearing) -> None:
    citizen.post(address(hearing), answer_form(hearing, **{field_on(hearing, "goal"): "Godt."}))
    assert Response.objects.count() == 1
    assert not OutgoingMail.objects.exists()


def test_every_kind_of_field_finds_its_row(citizen: Client, hearing: Hearing) -> None:
    said = {
        field_on(hearing, "strategy"): "Alt i alt godt.",
        field_on(hearing, "area"): "Om området.",
        field_on(hearing, "area", name="goal"): "Flere bænke langs stien.",
        field_on(hearing, "goal", name="wording"): "Alle unge tager en uddannelse",
        field_on(hearing, "goal", 1, name="wording"): "Flere cykler til arbejde",
    }
    citizen.post(address(hearing), answer_form(hearing, **said))
    kept = {(each.row.kind, each.kind, each.text, each.suggestion) for each in comments()}
    assert kept == {
        ("strategy", "comment", "Alt i alt godt.", ""),
        ("area", "comment", "Om området.", ""),
        ("area", "new_goal", "", "Flere bænke langs stien."),
        ("goal", "wording", "", "Alle unge tager en uddannelse"),
    }, "a wording that nobody has changed is no suggestion"


def comments() -> list[Comment]:
    return list(Comment.objects.select_related("row"))


def test_an_association_answers_on_behalf_of_others_and_shows_its_name(
    citizen: Client, hearing: Hearing
) -> None:
    said = answer_form(
        hearing,
        **{field_on(hearing, "goal"): "Vi er enige."},
        kind="association",
        organisation="Cyklistforeningen",
        on_behalf_of="beboerne på Skovvej",
        shows_name="on",
    )
    citizen.post(address(hearing), said)
    response = Response.objects.get()
    assert response.sender_kind == SenderKind.ASSOCIATION
    assert response.organisation == "Cyklistforeningen"
    assert response.on_behalf_of == "beboerne på Skovvej"
    assert response.shows_name


@pytest.mark.parametrize(
    ("said", "place", "words"),
    [
        ({"email": "ikke en adresse"}, "id_email", "navn@eksempel.dk"),
        ({"postcode": "266"}, "id_postcode", "fire cifre"),
        ({"kind": "company"}, "id_organisation", "hvem du svarer for"),
        ({"shows_name": "on"}, "id_name", "det navn, der skal vises"),
        ({"name": "x" * 201}, "id_name", "har 201"),
    ],
)
def test_a_mistake_is_told_at_its_field_and_in_the_summary_and_everything_is_kept(
    citizen: Client, hearing: Hearing, said: dict[str, str], place: str, words: str
) -> None:
    name = field_on(hearing, "goal")
    sent = answer_form(hearing, **({name: "Mere <b>lys</b> 💡\nog bænke"} | said))
    answer = citizen.post(address(hearing), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="#{place}"' in page
    assert page.count(words) == 2, "once in the summary, once at the field"
    kept = fields_of(page)
    assert kept[name] == "Mere <b>lys</b> 💡\nog bænke"
    assert kept["copy"] == sent["copy"]
    assert {key: kept.get(key) for key in said} == said
    assert not Response.objects.exists()


def test_nothing_written_is_told(citizen: Client, hearing: Hearing) -> None:
    answer = citizen.post(address(hearing), answer_form(hearing, name="Anna"))
    assert answer.status_code == 422
    assert "Der er ikke skrevet noget endnu" in answer.content.decode()
    assert fields_of(answer.content.decode())["name"] == "Anna"


def test_fifty_thousand_characters_are_taken_and_one_more_is_given_back_whole(
    citizen: Client, hearing: Hearing
) -> None:
    name, text = field_on(hearing, "goal"), "å" * 50_000
    refused = citizen.post(address(hearing), answer_form(hearing, **{name: text + "!"}))
    assert refused.status_code == 422
    assert "50.001" in refused.content.decode()
    assert fields_of(refused.content.decode())[name] == text + "!"
    assert not Response.objects.exists()
    citizen.post(address(hearing), answer_form(hearing, **{name: text}))
    assert Comment.objects.get().text == text


def test_scripts_and_emojis_are_text(citizen: Client, hearing: Hearing) -> None:
    text = "<script>alert('x')</script> 👩‍👩‍👧‍👦 \u202e & \"ord\""
    answer = citizen.post(
        address(hearing), answer_form(hearing, **{field_on(hearing, "goal"): text})
    )
    assert Comment.objects.get().text == text
    page = citizen.get(answer["Location"]).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt; 👩‍👩‍👧‍👦" in page


def test_the_page_needs_no_account_and_sets_no_cookie(citizen: Client, hearing: Hearing) -> None:
    page = citizen.get(address(hearing))
    assert page.status_code == 200
    assert not page.cookies
    assert "no-store" in page.headers["Cache-Control"]
    fields = fields_of(page.content.decode())
    assert {field_on(hearing, kind) for kind in ("strategy", "area", "goal", "theme")} <= set(
        fields
    )
    assert fields[field_on(hearing, "goal", name="wording")] == GOAL


def test_what_is_told_before_sending(citizen: Client, hearing: Hearing) -> None:
    page = citizen.get(address(hearing)).content.decode()
    for words in ("der arbejder med høringen", "aktindsigt", "1. marts 2031", "CPR-numre"):
        assert words in page


@pytest.mark.parametrize("phase", [Phase.CLOSED, Phase.HANDLED, Phase.CONCLUDED, Phase.ANNOUNCED])
def test_where_nobody_can_answer_what_was_written_is_given_back(
    cast: Cast, citizen: Client, phase: Phase
) -> None:
    hearing = make.hearing(cast.municipality, phase)
    assert citizen.get(address(hearing)).status_code == 200
    said = {field_on(hearing, "goal"): "Det nåede jeg ikke.", field_on(hearing, "theme"): "Tanker"}
    answer = citizen.post(address(hearing), answer_form(hearing, **said))
    assert answer.status_code == 409
    for text in ("Det nåede jeg ikke.", "Tanker"):
        assert text in answer.content.decode()
    assert not Response.objects.exists()


def test_a_draft_and_a_neighbours_hearing_are_not_found(cast: Cast, citizen: Client) -> None:
    drafted = make.hearing(cast.municipality, Phase.DRAFT)
    theirs = make.hearing(cast.neighbour, slug="deres")
    for hearing in (drafted, theirs):
        said = answer_form(hearing, **{field_on(hearing, "goal"): "Godt."})
        assert citizen.get(address(hearing)).status_code == 404
        assert citizen.post(address(hearing), said).status_code == 404
    assert not Response.objects.exists()


def test_what_is_being_written_at_midnight_is_in_time_for_half_an_hour(
    cast: Cast, citizen: Client, hearing: Hearing
) -> None:
    hearing.closes_on = cast.today
    hearing.save()
    midnight = closes_at(hearing)
    assert midnight is not None
    said = {field_on(hearing, "goal"): "Lige i tide."}
    with clock.stopped_at(midnight + timedelta(minutes=29)):
        page = citizen.get(address(hearing)).content.decode()
        assert "Du kan stadig sende indtil" in page
        assert "kl. 00.30" in page
        assert citizen.post(address(hearing), answer_form(hearing, **said)).status_code == 303
    with clock.stopped_at(midnight + timedelta(minutes=30)):
        late = answer_form(hearing, **{field_on(hearing, "goal"): "For sent."})
        assert citizen.post(address(hearing), late).status_code == 409
    assert [each.text for each in comments()] == ["Lige i tide."]


def test_a_page_that_stood_open_too_long_is_sent_again_with_one_more_click(
    citizen: Client, hearing: Hearing
) -> None:
    name = field_on(hearing, "goal")
    old = draw_copy(hearing, now=NOW - timedelta(days=30))
    answer = citizen.post(address(hearing), answer_form(hearing, **{name: "Langsomt."}, copy=old))
    assert answer.status_code == 422
    again = fields_of(answer.content.decode())
    assert again[name] == "Langsomt."
    assert citizen.post(address(hearing), again).status_code == 303
    assert [each.text for each in comments()] == ["Langsomt."]


def test_a_field_of_a_row_that_the_text_does_not_have_is_not_lost(
    citizen: Client, hearing: Hearing
) -> None:
    answer = citizen.post(address(hearing), answer_form(hearing, **{"comment-999999": "Hvorhen?"}))
    assert answer.status_code == 422
    assert "Hvorhen?" in answer.content.decode()
    assert not Response.objects.exists()
