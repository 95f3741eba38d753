"""The queue behind login: what waits, why, and what becomes of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from retning.apps.hearing.enums import (
    Channel,
    CommentKind,
    HeldFor,
    ReportReason,
    ScanState,
    Showing,
    WithheldFor,
)
from retning.apps.hearing.models import AbuseReport, Comment, Hearing, Response, ResponseFile
from retning.apps.hearing.queries.queue import state_of
from retning.core.screening.blackout import BAR
from retning.foundation.outbox.models import OutgoingMail
from tests.factories import hearing as make
from tests.factories.organisation import NOW
from tests.helpers.files import response_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped_clock")]
Browser = Callable[..., Client]
PHONE = "Ring til mig på 20 12 34 56, så vi kan tale om stien."


def queue(hearing: Hearing, pile: str = "waiting") -> str:
    return f"{reverse('staff:hearing_queue', args=[hearing.key])}?bunke={pile}"


def deeds(hearing: Hearing) -> str:
    return reverse("staff:hearing_decide", args=[hearing.key])


def redaction(comment: Comment) -> str:
    return reverse("staff:comment_redact", args=[comment.hearing.key, comment.key])


def sent(*rows: Comment | ResponseFile, **more: Any) -> dict[str, Any]:
    return {f"state-{each.key}": state_of(each) for each in rows} | more


def said(answer: Any) -> list[str]:
    return [str(each) for each in get_messages(answer.wsgi_request)]


@pytest.fixture
def moderator(client_of: Browser) -> Client:
    return client_of("moderator")


def test_the_queue_shows_what_waits_and_why(hearing: Hearing, moderator: Client) -> None:
    row = make.rows(hearing.edition, "goal")[0]
    comment = make.comment(make.response(hearing), row, PHONE)
    Comment.objects.filter(pk=comment.pk).update(held_for=[HeldFor.PHONE])
    Response.objects.update(held_for=[HeldFor.NO_PROOF])
    page = moderator.get(queue(hearing)).content.decode()
    assert row.text in page
    assert ">20 12 34 56</mark>" in page
    assert comment.response.reference in page
    reasons = [str(each.label) for each in (HeldFor.PHONE, HeldFor.NO_PROOF)]
    assert [page.index(each[1:]) for each in reasons] == sorted(
        page.index(each[1:]) for each in reasons
    )


def test_a_suggested_wording_is_shown_with_what_it_changes(
    hearing: Hearing, moderator: Client
) -> None:
    goal = make.rows(hearing.edition, "goal")[0]
    wording = goal.text.replace("unge", "voksne")
    response = make.response(hearing)
    make.comment(response, goal, "", kind=CommentKind.WORDING, suggestion=wording)
    page = moderator.get(queue(hearing)).content.decode()
    assert re.search(r"<del[^>]*>.*?unge.*?</del>.*?<ins[^>]*>.*?voksne.*?</ins>", page, re.DOTALL)
    assert wording not in page
    Comment.objects.update(suggestion=f"{wording}, ring 20 12 34 56")
    assert ">20 12 34 56</mark>" in moderator.get(queue(hearing)).content.decode()


def test_who_wrote_a_letter_has_no_receipt_to_see(hearing: Hearing, moderator: Client) -> None:
    for channel, said_of in ((Channel.WEB, "kvitteringen"), (Channel.LETTER, "Skriv selv til")):
        sent_in = make.response(hearing, channel=channel)
        address = reverse("staff:response", args=[hearing.key, sent_in.key])
        page = moderator.get(address).content.decode()
        told = [each for each in ("kvitteringen", "Skriv selv til") if each in page]
        assert told == [said_of]


def test_each_pile_shows_its_own(hearing: Hearing, moderator: Client) -> None:
    texts = {"waiting": "Venter her", "shown": "Vises her", "withheld": "Vises ikke her"}
    showings = {"waiting": Showing.WAITING, "shown": Showing.PUBLISHED}
    for pile, text in texts.items():
        showing = showings.get(pile, Showing.WITHHELD)
        make.comment(make.response(hearing), text=text, showing=showing)
    for pile in texts:
        page = moderator.get(queue(hearing, pile)).content.decode()
        assert [text in page for text in texts.values()] == [each == pile for each in texts]
    assert moderator.get(queue(hearing, "findes-ikke")).context["pile"] == "waiting"


def test_published_it_is_read_by_everyone_and_its_sender_is_told(
    hearing: Hearing, moderator: Client
) -> None:
    comment = make.comment(make.response(hearing, email="ida@example.org"), text="Gode stier.")
    answer = moderator.post(deeds(hearing), sent(comment, publish=str(comment.key)))
    assert answer["Location"] == queue(hearing)
    comment.refresh_from_db()
    assert (comment.showing, comment.shown_text) == (Showing.PUBLISHED, "Gode stier.")
    mail = OutgoingMail.objects.get()
    assert mail.to == "ida@example.org"
    assert mail.subject.endswith("Vi har læst dit høringssvar")
    assert "Gode stier" not in mail.subject + mail.text
    assert "/kvittering/" in mail.text


def test_the_mail_is_in_the_language_of_the_response_and_says_why(
    hearing: Hearing, moderator: Client
) -> None:
    response = make.response(hearing, email="ida@example.org")
    Response.objects.update(language="en")
    comment = make.comment(response, text="Skældsord")
    named = {f"reason-{comment.key}": "harsh", "withhold": str(comment.key)}
    moderator.post(deeds(hearing), sent(comment) | named)
    mail = OutgoingMail.objects.get()
    assert mail.subject.endswith("We have read your response")
    assert str(WithheldFor.HARSH.label) not in mail.subject
    assert "It speaks of persons in a way that we cannot show." in mail.text
    assert "/en/" in mail.text


def test_not_shown_without_a_reason_is_asked_for(hearing: Hearing, moderator: Client) -> None:
    comment = make.comment(make.response(hearing))
    for reason in ("", "fordi"):
        named = {f"reason-{comment.key}": reason, "withhold": str(comment.key)}
        answer = moderator.post(deeds(hearing), sent(comment) | named)
        assert said(answer)[-1] == "Sig, hvorfor den ikke vises. Afsenderen får det at vide."
    comment.refresh_from_db()
    assert comment.showing == Showing.WAITING


def test_the_second_moderator_is_told_and_comes_to_the_next(
    hearing: Hearing, moderator: Client, client_of: Browser
) -> None:
    first, second = (make.comment(make.response(hearing), text=text) for text in ("a", "b"))
    form = sent(first, second, publish=str(first.key), bunke="waiting")
    moderator.post(deeds(hearing), form)
    answer = client_of("consultant").post(deeds(hearing), form)
    assert "En anden har taget stilling til det i mellemtiden." in said(answer)[-1]
    done = moderator.post(deeds(hearing), sent(first, second) | form | {"publish": str(second.key)})
    assert done["Location"] == queue(hearing)
    third = make.comment(make.response(hearing), text="c")
    form = sent(third, second, publish=str(third.key))
    assert moderator.post(deeds(hearing), form)["Location"] == (
        f"{queue(hearing)}#comment-{second.key}"
    )


def test_several_that_were_chosen(hearing: Hearing, moderator: Client) -> None:
    rows = [make.comment(make.response(hearing), text=f"{number}") for number in range(3)]
    Comment.objects.filter(pk=rows[2].pk).update(held_for=[HeldFor.CPR])
    chosen = [str(each.key) for each in rows]
    answer = moderator.post(deeds(hearing), sent(*rows, chosen=chosen, publish_chosen="1"))
    assert said(answer)[-1] == (
        "Alle kan nu læse 2 kommentarer. "
        "1 kommentar rummer måske et CPR-nummer: gennemgå den for sig."
    )
    answer = moderator.post(deeds(hearing), sent(*rows, publish_chosen="1"))
    assert said(answer)[-1] == "Vælg mindst én kommentar."
    data = sent(rows[2], chosen=chosen[2:], withhold_chosen="1", reason="personal")
    moderator.post(deeds(hearing), data)
    stands = list(Comment.objects.order_by("pk").values_list("showing", flat=True))
    assert stands == [Showing.PUBLISHED, Showing.PUBLISHED, Showing.WITHHELD]


def test_nonsense_changes_nothing(hearing: Hearing, moderator: Client) -> None:
    comment = make.comment(make.response(hearing))
    for form in ({}, {"publish": "x"}, {"chosen": "x", "publish_chosen": "1"}, {"keep": "x"}):
        assert moderator.post(deeds(hearing), sent(comment) | form).status_code == 302
    missing = {"publish": "00000000-0000-4000-8000-000000000000"}
    assert moderator.post(deeds(hearing), missing).status_code == 404
    comment.refresh_from_db()
    assert comment.decided_at is None


# --- Blacked out -----------------------------------------------------------------------


def test_what_was_found_is_marked_and_the_rest_can_be_shown(
    hearing: Hearing, moderator: Client
) -> None:
    comment = make.comment(make.response(hearing), text=PHONE)
    page = moderator.get(redaction(comment))
    marked = PHONE.replace("20 12 34 56", "[[20 12 34 56]]")
    assert page.context["form"]["text"].value() == marked
    assert "suggestion" not in page.context["form"].fields
    answer = moderator.post(redaction(comment), {"state": state_of(comment), "text": marked})
    assert answer.status_code == 302
    comment.refresh_from_db()
    assert comment.text == PHONE
    assert comment.shown_text == PHONE.replace("20 12 34 56", BAR)
    shown = moderator.get(answer["Location"]).content.decode()
    assert '<span class="blackout">' in shown
    # Taking the bars away is no button that stands ready: it is asked for, and says what it does.
    before_the_button = shown.partition('name="publish"')[0]
    assert before_the_button.rindex("<details") > before_the_button.rindex("</details>")
    assert "Så kan alle læse det, der er streget over nu." in before_the_button


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (PHONE.replace("20", "[[20"), "»20 12 34 56"),
        (PHONE.removesuffix("."), "»."),
        (f"{PHONE} Og mere", "Slutningen er ikke"),
        (PHONE.replace("stien", "vejen"), "»stien.«"),
        (PHONE, "Intet er markeret"),
    ],
)
def test_an_original_is_not_rewritten(
    hearing: Hearing, moderator: Client, text: str, place: str
) -> None:
    comment = make.comment(make.response(hearing), text=PHONE)
    answer = moderator.post(redaction(comment), {"state": state_of(comment), "text": text})
    assert answer.status_code in {409, 422}
    page = answer.content.decode()
    assert place in page
    assert text in page
    comment.refresh_from_db()
    assert comment.showing == Showing.WAITING


def test_who_blacks_out_what_another_decided_on_is_told_and_keeps_the_marks(
    hearing: Hearing, moderator: Client
) -> None:
    comment = make.comment(make.response(hearing), text=PHONE)
    marked = PHONE.replace("stien", "[[stien]]")
    stale = state_of(comment)
    Comment.objects.update(showing=Showing.WITHHELD, decided_at=NOW, withheld_for="harsh")
    answer = moderator.post(redaction(comment), {"state": stale, "text": marked})
    assert answer.status_code == 409
    assert answer.context["form"]["text"].value() == marked
    again = {"state": answer.context["form"]["state"].value(), "text": marked}
    assert moderator.post(redaction(comment), again).status_code == 302
    comment.refresh_from_db()
    assert comment.shown_text == PHONE.replace("stien", BAR)


# --- Reports and files -----------------------------------------------------------------


def test_what_was_reported_is_left_as_it_is(hearing: Hearing, moderator: Client) -> None:
    comment = make.published_comment(hearing, text="Det er noget vrøvl.")
    AbuseReport.objects.create(
        municipality_id=hearing.municipality_id,
        comment=comment,
        copy=1,
        reason=ReportReason.OTHER,
        text="Jeg er uenig",
        reported_at=NOW,
    )
    page = moderator.get(queue(hearing, "reported")).content.decode()
    assert "Jeg er uenig" in page
    moderator.post(deeds(hearing), sent(comment, keep=str(comment.key), bunke="reported"))
    assert AbuseReport.objects.get().settled_at == NOW
    assert "Jeg er uenig" not in moderator.get(queue(hearing, "reported")).content.decode()


def test_a_file_is_opened_looked_at_and_shown(hearing: Hearing, moderator: Client) -> None:
    response = make.response(hearing)
    file = response_file(response, ScanState.CLEAN, content=b"Vores svar")
    assert "Vores svar.txt" in moderator.get(queue(hearing)).content.decode()
    address = reverse("staff:hearing_file", args=[hearing.key, file.key])
    opened = moderator.get(address)
    assert b"".join(opened.streaming_content) == b"Vores svar"  # type: ignore[attr-defined]
    assert "attachment" in opened["Content-Disposition"]
    answer = moderator.post(
        deeds(hearing), sent(file, publish=str(file.key), response=str(response.key))
    )
    assert answer["Location"] == reverse("staff:response", args=[hearing.key, response.key])
    file.refresh_from_db()
    assert file.showing == Showing.PUBLISHED
    assert moderator.post(deeds(hearing), sent(file, keep=str(file.key))).status_code == 404


def test_a_harmful_file_is_opened_by_nobody(hearing: Hearing, moderator: Client) -> None:
    file = response_file(make.response(hearing), ScanState.INFECTED)
    address = reverse("staff:hearing_file", args=[hearing.key, file.key])
    assert moderator.get(address).status_code == 404
    answer = moderator.post(deeds(hearing), sent(file, publish=str(file.key)))
    assert said(answer)[-1] == "Filen kan gøre skade, så den kan ikke vises."
