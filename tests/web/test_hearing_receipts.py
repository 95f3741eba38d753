"""A response at its secret address: sent once, followed, added to, withdrawn."""

from __future__ import annotations

import pytest
from django.test import Client

from retning.apps.hearing.enums import Phase, Publishing, Showing, WithheldFor
from retning.apps.hearing.models import Comment, Hearing, Response
from retning.apps.hearing.queries.secrets import Purpose, secret_of
from retning.foundation.audit.queries import trail_of
from retning.foundation.outbox.models import OutgoingMail
from tests.cast import Cast
from tests.factories import hearing as make
from tests.factories.organisation import NOW, host_of
from tests.helpers.answering import address, answer_form, field_on
from tests.helpers.guarding import as_people_send
from tests.helpers.queries import assert_queries_at_1_and_3

pytestmark = pytest.mark.usefixtures("stopped_clock")


def place(response: Response, then: str = "") -> str:
    """The response's own address."""
    secret = secret_of(Purpose.FOLLOW, response.key)
    return f"/hoering/{response.hearing.slug}/kvittering/{secret}/{then}"


def shown(client: Client, response: Response) -> str:
    answer = client.get(place(response))
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_second_of_two_clicks_finds_the_first_ones_response(
    citizen: Client, hearing: Hearing
) -> None:
    said = {field_on(hearing, "goal"): "Mere lys.", "email": "anna@example.dk"}
    sent = answer_form(hearing, **said)
    first, second = (citizen.post(address(hearing), sent) for _ in range(2))
    assert (first.status_code, second.status_code) == (303, 303)
    assert first["Location"] == second["Location"]
    assert Response.objects.count() == Comment.objects.count() == OutgoingMail.objects.count() == 1


def test_back_after_sending_what_is_new_is_added_and_nothing_twice(
    citizen: Client, hearing: Hearing
) -> None:
    goal, theme = field_on(hearing, "goal"), field_on(hearing, "theme")
    sent = answer_form(hearing, **{goal: "Mere lys."})
    first = citizen.post(address(hearing), sent)
    again = citizen.post(address(hearing), sent | {goal: "Mere lys, også om natten.", theme: "Ja."})
    assert again["Location"] == first["Location"]
    texts = [comment.text for comment in Response.objects.get().comments.order_by("pk")]
    assert texts == ["Mere lys.", "Mere lys, også om natten.", "Ja."]
    page = citizen.get(first["Location"]).content.decode()
    assert all(text in page for text in texts)


def test_a_copy_that_was_sent_in_time_leads_to_its_receipt_after_the_hearing_has_closed(
    cast: Cast, citizen: Client, hearing: Hearing
) -> None:
    sent = answer_form(hearing, **{field_on(hearing, "goal"): "Mere lys."})
    first = citizen.post(address(hearing), sent)
    Hearing.objects.filter(pk=hearing.pk).update(**make.dates(Phase.CLOSED))
    again = citizen.post(address(hearing), sent)
    assert (again.status_code, again["Location"]) == (303, first["Location"])
    assert Comment.objects.count() == 1


def test_the_receipt_says_how_each_comment_stands(citizen: Client, hearing: Hearing) -> None:
    response = make.response(hearing, name="Anna")
    make.comment(response, text="Vises.", showing=Showing.PUBLISHED)
    waiting = make.comment(response, text="Venter.")
    page = shown(citizen, response)
    assert "Vises for alle" in page
    assert "Venter på gennemgang" in page
    Comment.objects.filter(pk=waiting.pk).update(
        showing=Showing.WITHHELD, withheld_for=WithheldFor.HARSH
    )
    page = shown(citizen, response)
    assert "Venter på gennemgang" not in page
    assert str(WithheldFor.HARSH.label) in page
    assert "Kommunen læser det stadig" in page


def test_an_addition_is_kept_once_and_told_apart(citizen: Client, hearing: Hearing) -> None:
    response = make.response(hearing)
    make.comment(response)
    row = make.rows(hearing.edition, "theme")[0]
    for _ in range(2):
        sent = as_people_send(response, now=NOW, what="addition")
        sent |= {"row": str(row.pk), "text": "Også dette."}
        answer = citizen.post(place(response, "tilfoej/"), sent)
        assert answer.status_code == 303
    added = response.comments.get(text="Også dette.")
    assert (added.row_id, added.row_key, added.showing) == (row.pk, row.key, Showing.WAITING)
    assert response.comments.count() == 2


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"row": "", "text": "  "}, "Skriv det, du vil tilføje"),
        ({"row": "", "text": "å" * 50_001}, "50.001"),
    ],
)
def test_an_addition_that_cannot_be_taken_is_given_back(
    citizen: Client, hearing: Hearing, sent: dict[str, str], words: str
) -> None:
    response = make.response(hearing)
    guard = as_people_send(response, now=NOW, what="addition")
    answer = citizen.post(place(response, "tilfoej/"), guard | sent)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert sent["text"].strip() in answer.content.decode()
    assert not Comment.objects.exists()


def test_after_closing_nothing_is_added_and_the_text_is_kept(cast: Cast, citizen: Client) -> None:
    response = make.response(make.hearing(cast.municipality, Phase.CLOSED))
    answer = citizen.post(place(response, "tilfoej/"), {"row": "", "text": "For sent."})
    assert answer.status_code == 409
    assert "For sent." in answer.content.decode()
    assert not Comment.objects.exists()


def test_withdrawn_it_is_told_kept_and_in_the_trail_without_a_word_of_it(
    citizen: Client, hearing: Hearing
) -> None:
    response = make.response(hearing, name="Anna", email="anna@example.dk")
    make.comment(response, text="Et hemmeligt ord.", showing=Showing.PUBLISHED)
    for _ in range(2):
        assert citizen.post(place(response, "traek-tilbage/")).status_code == 303
    response.refresh_from_db()
    assert response.withdrawn_at == NOW
    assert response.comments.get().text == "Et hemmeligt ord."
    [entry] = trail_of(response)
    assert (entry.deed, entry.actor_key) == ("response_withdrawn", "system:sender")
    assert "hemmeligt" not in str(entry.fields)
    assert "withdrawn_at" in entry.fields
    page = shown(citizen, response)
    assert "Trukket tilbage fra visning" in page
    assert "Vises for alle" not in page


def test_a_secret_opens_one_response_in_one_hearing_of_one_municipality(
    cast: Cast, citizen: Client, hearing: Hearing
) -> None:
    response = make.response(hearing)
    right = place(response)
    assert citizen.get(right).status_code == 200
    neighbour = Client(SERVER_NAME=host_of(cast.neighbour))
    other = make.hearing(cast.municipality, edition=hearing.edition, slug="en-anden")
    wrong = [
        right.replace(hearing.slug, other.slug),
        place(response).replace("kvittering/", "kvittering/A"),
        f"/hoering/{hearing.slug}/kvittering/{secret_of(Purpose.INVITED, response.key)}/",
    ]
    assert [citizen.get(path).status_code for path in wrong] == [404, 404, 404]
    assert neighbour.get(right).status_code == 404
    for deed in ("tilfoej/", "traek-tilbage/"):
        assert neighbour.post(right + deed, {"text": "x"}).status_code == 404
    response.refresh_from_db()
    assert response.withdrawn_at is None


def test_a_hearing_that_shows_at_once_shows_what_gives_no_cause_to_look(
    cast: Cast, citizen: Client
) -> None:
    hearing = make.hearing(cast.municipality, publishing=Publishing.AT_ONCE)
    said = {
        field_on(hearing, "goal"): "Mere lys på stien.",
        field_on(hearing, "theme"): "Ring til mig på 20 12 34 56.",
    }
    citizen.post(address(hearing), answer_form(hearing, **said))
    kept = {each.text: (each.showing, each.held_for) for each in Comment.objects.all()}
    assert kept["Mere lys på stien."] == (Showing.WAITING, []), "no proof came with it"
    assert kept["Ring til mig på 20 12 34 56."] == (Showing.WAITING, ["phone"])
    assert Response.objects.get().held_for == ["no_proof"]


def test_a_receipt_asks_as_much_of_many_comments_as_of_one(
    citizen: Client, hearing: Hearing
) -> None:
    response = make.response(hearing)
    shown(citizen, response)  # what a process asks once
    assert_queries_at_1_and_3(
        4,
        add_row=lambda number: make.comment(response, text=f"Kommentar {number}"),
        read=lambda: shown(citizen, response),
    )
