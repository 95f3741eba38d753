"""Everything that comes in gets one entry of the record, in its order, however often one looks."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from retning.apps.hearing.enums import (
    Channel,
    JournalKind,
    JournalState,
    RequestKind,
    RequestState,
    ScanState,
)
from retning.apps.hearing.models import (
    Archive,
    Event,
    Hearing,
    Invitation,
    JournalEntry,
    Response,
    ResponseFile,
    SubjectRequest,
)
from retning.apps.hearing.queries.answering import HeardRow
from retning.apps.hearing.queries.journal import (
    counts_of,
    due_entries,
    is_running_out,
    whole,
)
from retning.apps.hearing.queries.papers import Paper, key_of, paper_of
from retning.apps.hearing.services.archives import file_archive
from retning.apps.hearing.services.entering import Came, enter_response
from retning.apps.hearing.services.journal import give_up_emptied, make_entries, try_again
from retning.apps.hearing.services.letters import Letter
from retning.apps.hearing.services.responses import Said, Sender
from retning.apps.strategy.enums import RowKind
from retning.foundation.attachments.enclosures import Enclosure
from retning.foundation.reporting.structure import Heading, Paragraph
from tests.cast import Cast
from tests.factories import hearing as make
from tests.factories.organisation import NOW, TESTER, TODAY
from tests.helpers.journal import PDF, added, sent, with_file
from tests.helpers.queries import assert_queries_at_1_and_3

LATER = timedelta(days=2)


def entries(hearing: Hearing) -> list[tuple[int, str]]:
    found = JournalEntry.objects.filter(hearing=hearing).order_by("number")
    return list(found.values_list("number", "kind"))


def swept() -> int:
    return make_entries(by=TESTER, now=NOW + LATER)


def paper(hearing: Hearing, number: int) -> Paper:
    return paper_of(whole(JournalEntry.objects.filter(hearing=hearing)).get(number=number))


def said(paper: Paper) -> list[str]:
    """Headings and paragraphs, in order."""
    shown = (one for one in paper.report.blocks if isinstance(one, Heading | Paragraph))
    return ["".join(run.text for run in one.runs) for one in shown]


def facts(paper: Paper) -> dict[str, str]:
    return {name: "".join(run.text for run in runs) for name, runs in paper.report.facts}


def test_a_response_is_an_entry_once(hearing: Hearing) -> None:
    sent(hearing)
    assert swept() == 1
    assert swept() == 0
    assert entries(hearing) == [(1, "response")]


def test_an_addition_is_a_document_of_its_own(hearing: Hearing) -> None:
    response = sent(hearing)
    assert swept() == 1
    comment = added(response, after=timedelta(hours=3))
    with_file(response, at=comment.received_at)
    assert swept() == 1
    assert entries(hearing) == [(1, "response"), (2, "addition")]
    first, second = paper(hearing, 1), paper(hearing, 2)
    assert [one["text"] for one in first.data["comments"]] == ["Flere cykelstier, tak."]
    assert [one["text"] for one in second.data["comments"]] == ["En ting til."]
    assert (first.files, [one.name for one in second.files]) == ((), ["Tegning af krydset.pdf"])
    assert second.report.title == f"Tilføjelse til {response.reference}"


def entered(hearing: Hearing, name: str = "Underskrifter.pdf") -> Response:
    """A letter with a scan that was received on Monday and entered on Wednesday."""
    goal = make.rows(hearing.edition, "goal")[0]
    row = HeardRow(goal.pk, goal.key, RowKind.GOAL, goal.text)
    received_on = TODAY - LATER
    Hearing.objects.filter(pk=hearing.pk).update(announced_on=received_on)
    hearing.refresh_from_db()
    return enter_response(
        hearing=hearing,
        came=Came(Channel.LETTER, received_on, "Postliste nr. 12"),
        sender=Sender(name="Ida Iversen"),
        said=[Said(row, text="Jeg savner bænke.")],
        enclosures=[Enclosure([PDF], name)],
        write=lambda response: Letter("Modtaget", response.reference),
        by=TESTER,
        now=NOW,
    )


def test_what_staff_enter_later_than_it_came_is_one_document_with_its_scan(
    hearing: Hearing,
) -> None:
    response = entered(hearing)
    assert response.received_at < NOW - timedelta(days=1)
    swept()
    assert entries(hearing) == [(1, "response")]
    found = paper(hearing, 1)
    assert [one["text"] for one in found.data["comments"]] == ["Jeg savner bænke."]
    assert [one.name for one in found.files] == ["Underskrifter.pdf"]


def test_a_scan_of_an_older_letter_is_waited_for_from_when_it_was_entered(
    hearing: Hearing, settings: Any
) -> None:
    settings.CLAMAV = "127.0.0.1:9"
    entered(hearing)
    swept()
    assert ResponseFile.objects.get().scan == ScanState.WAITING
    for minutes, many in ((59, 0), (60, 1)):
        due = due_entries("187", now=NOW + timedelta(minutes=minutes))
        assert due.count() == many
    ResponseFile.objects.update(scan=ScanState.CLEAN)
    assert due_entries("187", now=NOW).count() == 1


def test_every_kind_in_the_order_it_happened(hearing: Hearing) -> None:
    response = sent(hearing, at=NOW)
    Response.objects.filter(pk=response.pk).update(withdrawn_at=NOW + timedelta(hours=4))
    invitation = make.invitation(hearing, "Ældrerådet")
    Invitation.objects.filter(pk=invitation.pk).update(no_remarks_at=NOW + timedelta(hours=1))
    event = make.event(hearing, starts_in=-timedelta(days=1))
    Event.objects.filter(pk=event.pk).update(
        minutes="Vi talte om **cykler**.", minutes_published_at=NOW + timedelta(hours=2)
    )
    request = SubjectRequest.objects.create(
        municipality_id=hearing.municipality_id,
        hearing=hearing,
        kind=RequestKind.ERASURE,
        asker="Hanne Hansen",
        asked_on=TODAY,
        state=RequestState.PARTLY,
        reason="Det er journaliseret.",
        decided_on=TODAY,
        kept=[[response.reference, "on_record"]],
        changed_at=NOW + timedelta(hours=3),
    )
    request.responses.set([response])
    swept()
    assert [kind for _number, kind in entries(hearing)] == [
        JournalKind.RESPONSE,
        JournalKind.NO_REMARKS,
        JournalKind.MINUTES,
        JournalKind.DECISION,
        JournalKind.WITHDRAWAL,
    ]
    assert said(paper(hearing, 2)) == ["Ældrerådet er spurgt og har ingen bemærkninger."]
    assert said(paper(hearing, 3)) == ["Vi talte om **cykler**."]
    assert "Det er journaliseret." in said(paper(hearing, 4))
    assert paper(hearing, 5).report.title == f"Trukket tilbage fra visning: {response.reference}"


def test_no_remarks_is_put_on_record_once_for_each_who_says_so(hearing: Hearing) -> None:
    for name in ("Ældrerådet", "Handicaprådet"):
        invitation = make.invitation(hearing, name)
        Invitation.objects.filter(pk=invitation.pk).update(no_remarks_at=NOW)
        assert (swept(), swept()) == (1, 0)
    assert entries(hearing) == [(1, "no_remarks"), (2, "no_remarks")]


def test_the_document_says_who_sent_it_and_on_which_wording(hearing: Hearing) -> None:
    response = sent(hearing)
    swept()
    found = paper(hearing, 1)
    assert found.report.title == f"Høringssvar {response.reference}"
    assert found.name == f"000001-response-{response.reference}"
    told = facts(found)
    assert told["Sagsnummer"] == "26/1234"
    assert (told["Navn"], told["E-mail"]) == ("Hanne Hansen", "hanne@post.example")
    assert said(found) == ["Mål: Flere unge tager en uddannelse", "Flere cykelstier, tak."]


def test_numbers_run_within_each_hearing(cast: Cast, hearing: Hearing) -> None:
    other = make.hearing(cast.neighbour, edition=make.proposal(cast.neighbour))
    for to in (hearing, other, hearing):
        sent(to)
    assert swept() == 3
    assert entries(hearing) == [(1, "response"), (2, "response")]
    assert entries(other) == [(1, "response")]


def test_the_same_happening_has_the_same_key_in_every_database(hearing: Hearing) -> None:
    sent(hearing)
    swept()
    entry = JournalEntry.objects.select_related("hearing").get()
    before = key_of(entry)
    entry.delete()
    swept()
    assert key_of(JournalEntry.objects.select_related("hearing").get()) == before


def test_nothing_is_asked_of_hearings_whose_personal_data_is_gone(hearing: Hearing) -> None:
    sent(hearing)
    Hearing.objects.filter(pk=hearing.pk).update(erased_on=TODAY)
    assert swept() == 0


def test_looking_asks_as_much_however_much_came_in(hearing: Hearing) -> None:
    assert_queries_at_1_and_3(
        12, add_row=lambda _number: sent(hearing), read=lambda: make_entries(by=TESTER, now=NOW)
    )
    assert counts_of(hearing).waiting == 3


def test_what_was_erased_before_it_was_on_record_is_never_delivered(hearing: Hearing) -> None:
    sent(hearing)
    swept()
    day = TODAY + timedelta(days=30)
    Hearing.objects.filter(pk=hearing.pk).update(erased_on=day)
    hearing.refresh_from_db()
    assert is_running_out(hearing, counts_of(hearing), TODAY)
    before, at = NOW + timedelta(days=29), NOW + timedelta(days=30)
    assert due_entries("187", now=before).count() == 1
    assert give_up_emptied(by=TESTER, now=before) == 0
    assert due_entries("187", now=at).count() == 0
    assert give_up_emptied(by=TESTER, now=at) == 1
    entry = JournalEntry.objects.get()
    assert (entry.state, entry.last_error) == (JournalState.FAILED, "erased")
    assert try_again(hearing=hearing, by=TESTER, now=at) == 0
    assert not is_running_out(hearing, counts_of(hearing), day)


def test_a_zip_of_emptied_texts_puts_nothing_on_record(hearing: Hearing) -> None:
    sent(hearing)
    swept()
    Hearing.objects.filter(pk=hearing.pk).update(erased_on=TODAY)
    owner: dict[str, Any] = {"municipality_id": hearing.municipality_id, "hearing": hearing}
    for made_at, many in ((NOW, 0), (NOW - timedelta(days=1), 1)):
        archive = Archive.objects.create(**owner, asked_at=NOW, made_at=made_at, last_number=1)
        assert file_archive(archive=archive, by=TESTER, now=NOW) == many
