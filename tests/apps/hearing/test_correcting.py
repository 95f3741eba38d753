"""What staff typed can be corrected, what people wrote cannot; how it read before is kept."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from retning.apps.hearing.enums import (
    Channel,
    HeldFor,
    JournalState,
    KeptFor,
    Phase,
    RequestKind,
    Showing,
    WithheldFor,
)
from retning.apps.hearing.models import Comment, Correction, Hearing, JournalEntry, Response
from retning.apps.hearing.queries.corrections import Words
from retning.apps.hearing.queries.holdings import HoldingKind, holdings
from retning.apps.hearing.queries.journal import due_entries, is_on_record, whole
from retning.apps.hearing.queries.packages import items_of
from retning.apps.hearing.queries.papers import Paper, paper_of
from retning.apps.hearing.queries.queue import state_of
from retning.apps.hearing.queries.requests import response_outcome, subjects_of
from retning.apps.hearing.services.correcting import correct_comment
from retning.apps.hearing.services.erasing import erase
from retning.apps.hearing.services.journal import make_entries
from retning.apps.hearing.services.letters import Letter
from retning.apps.hearing.services.moderation import Publish, decide
from retning.apps.hearing.services.refusals import Refusal, Refused
from retning.apps.hearing.services.requests import choose_subjects, make_request
from retning.foundation.audit.models import Entry
from retning.foundation.reporting.structure import Heading, Paragraph
from tests.cast import Cast
from tests.factories import hearing as make
from tests.factories.organisation import NOW, TESTER, TODAY

TYPED, MEANT = "Jeg savner bænke ved stein.", "Jeg savner bænke ved stien."
LATER = NOW + timedelta(hours=2)


@pytest.fixture
def hearing(cast: Cast) -> Hearing:
    return make.hearing(cast.municipality)


@pytest.fixture
def letter(hearing: Hearing) -> Comment:
    response = make.response(hearing, name="Ida Iversen", channel=Channel.LETTER)
    return make.comment(response, make.rows(hearing.edition, "goal")[0], TYPED)


def corrected(
    comment: Comment, text: str = MEANT, *, at: datetime = LATER, **changed: Any
) -> Comment:
    deed: dict[str, Any] = {
        "comment": comment,
        "expected": state_of(comment),
        "words": Words(text, ""),
        "reason": "Læst forkert i brevet.",
        "by": TESTER,
        "now": at,
    }
    return correct_comment(**deed | changed)


def refused(comment: Comment, text: str = MEANT, **changed: Any) -> Refusal:
    with pytest.raises(Refused) as refusal:
        corrected(comment, text, **changed)
    return refusal.value.code


def published(comment: Comment) -> Comment:
    return decide(
        comment=comment,
        expected=state_of(comment),
        decision=Publish(),
        write=lambda _decided: Letter("s", "t"),
        by=TESTER,
        now=NOW,
    )


def test_the_words_are_corrected_and_the_first_ones_kept(letter: Comment) -> None:
    corrected(letter)
    letter.refresh_from_db()
    assert (letter.text, letter.corrected_at, letter.showing) == (MEANT, LATER, Showing.WAITING)
    kept = Correction.objects.get()
    assert (kept.text, kept.suggestion, kept.corrected_at) == (TYPED, "", LATER)
    assert kept.reason == "Læst forkert i brevet."


def test_what_everyone_could_read_waits_again(letter: Comment) -> None:
    published(letter)
    letter.refresh_from_db()
    corrected(letter)
    letter.refresh_from_db()
    stands = (letter.showing, letter.shown_text, letter.published_at, letter.decided_at)
    assert stands == (Showing.WAITING, "", None, None)
    published(letter)
    letter.refresh_from_db()
    assert (letter.showing, letter.shown_text) == (Showing.PUBLISHED, MEANT)


def test_what_is_not_shown_stays_so(letter: Comment) -> None:
    Comment.objects.update(showing=Showing.WITHHELD, withheld_for=WithheldFor.HARSH, decided_at=NOW)
    letter.refresh_from_db()
    corrected(letter)
    letter.refresh_from_db()
    stands = (letter.showing, letter.withheld_for, letter.decided_at)
    assert stands == (Showing.WITHHELD, WithheldFor.HARSH, NOW)


def test_the_new_words_are_searched_for_what_should_not_be_shown(letter: Comment) -> None:
    corrected(letter, "Ring til mig på 20 12 34 56.")
    letter.refresh_from_db()
    assert HeldFor.PHONE in letter.held_for


def test_who_has_read_the_old_words_does_not_publish_the_new(letter: Comment) -> None:
    seen = state_of(letter)
    corrected(letter)
    with pytest.raises(Refused) as refusal:
        decide(
            comment=letter,
            expected=seen,
            decision=Publish(),
            write=lambda _decided: Letter("s", "t"),
            by=TESTER,
            now=LATER,
        )
    assert refusal.value.code is Refusal.DECIDED_MEANWHILE


def test_the_second_of_two_is_told(letter: Comment) -> None:
    seen = state_of(letter)
    corrected(letter)
    late = {"expected": seen, "at": LATER + timedelta(minutes=1)}
    assert refused(letter, "Noget andet.", **late) is Refusal.DECIDED_MEANWHILE
    assert Correction.objects.count() == 1


def test_what_a_citizen_sent_is_never_touched(hearing: Hearing) -> None:
    sent = make.comment(make.response(hearing), text=TYPED)
    assert refused(sent) is Refusal.NOT_ENTERED
    by_letter = make.response(hearing, channel=Channel.LETTER)
    make.comment(by_letter, text="Indtastet")
    added = make.comment(by_letter, text="Skrevet af afsenderen selv")
    Comment.objects.filter(pk=added.pk).update(received_at=NOW + timedelta(days=1))
    assert refused(added) is Refusal.NOT_ENTERED
    assert not Correction.objects.exists()


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"reason": "  "}, Refusal.NO_REASON),
        ({"reason": "x" * 301}, Refusal.NOT_VALID),
        ({"words": Words("   ", "")}, Refusal.NOTHING_SAID),
        ({"words": Words(MEANT, "Mere")}, Refusal.NOTHING_SAID),
        ({"words": Words("x" * 50_001, "")}, Refusal.NOT_VALID),
        ({"words": Words(f"{TYPED}\r\n", "")}, Refusal.NOTHING_CHANGED),
    ],
)
def test_what_is_no_correction_changes_nothing(
    letter: Comment, changed: dict[str, Any], code: Refusal
) -> None:
    assert refused(letter, **changed) is code
    letter.refresh_from_db()
    assert (letter.text, letter.corrected_at) == (TYPED, None)
    assert not Correction.objects.exists()


@pytest.mark.parametrize("how", ["withdrawn_at", "erased_at"])
def test_what_is_withdrawn_or_erased_stays(letter: Comment, how: str) -> None:
    Response.objects.update(**{how: NOW})
    assert refused(letter) is Refusal.WITHDRAWN


def test_nothing_is_corrected_when_its_day_has_come_or_it_is_over(
    cast: Cast, letter: Comment
) -> None:
    Hearing.objects.update(erased_on=TODAY)
    assert refused(letter) is Refusal.TEXT_IS_GONE
    over = make.hearing(cast.municipality, Phase.CONCLUDED, slug="forbi")
    old = make.comment(make.response(over, channel=Channel.CALL), text=TYPED)
    assert refused(old) is Refusal.NOT_NOW


def test_the_trail_has_the_deed_and_none_of_the_words(letter: Comment) -> None:
    corrected(letter)
    entry = Entry.objects.get(deed="comment_corrected")
    assert "corrected_at" in entry.fields
    for word in ("bænke", "stien", "stein", "forkert"):
        assert word not in str(entry.fields)


# --- The record, access and erasure ----------------------------------------------------


def paper(number: int) -> Paper:
    return paper_of(whole(JournalEntry.objects.all()).get(number=number))


def said(paper: Paper) -> list[str]:
    shown = (one for one in paper.report.blocks if isinstance(one, Heading | Paragraph))
    return ["".join(run.text for run in one.runs) for one in shown]


def test_the_record_gets_what_was_typed_and_then_each_correction(letter: Comment) -> None:
    corrected(letter)
    letter.refresh_from_db()
    corrected(letter, "Jeg savner fem bænke ved stien.", at=LATER + timedelta(hours=1))
    assert make_entries(by=TESTER, now=LATER + timedelta(days=1)) == 3
    assert make_entries(by=TESTER, now=LATER + timedelta(days=1)) == 0
    kinds = list(JournalEntry.objects.order_by("number").values_list("kind", flat=True))
    assert kinds == ["response", "correction", "correction"]
    goal = "Mål: Flere unge tager en uddannelse"
    why = ["Hvorfor det blev rettet", "Læst forkert i brevet."]
    assert said(paper(1)) == [goal, TYPED]
    assert said(paper(2)) == [goal, MEANT, "Som det var indtastet før", TYPED, *why]
    last = "Jeg savner fem bænke ved stien."
    assert said(paper(3)) == [goal, last, "Som det var indtastet før", MEANT, *why]
    assert paper(2).report.title == f"Rettelse til {letter.response.reference}"
    (told,) = paper(2).data["corrections"]
    assert (told["text"], told["before"]) == (MEANT, {"text": TYPED, "suggestion": ""})


def test_a_correction_is_part_of_what_must_be_on_record(letter: Comment) -> None:
    make_entries(by=TESTER, now=NOW)
    JournalEntry.objects.update(state=JournalState.DELIVERED)
    assert is_on_record(letter.response)
    corrected(letter)
    assert not is_on_record(letter.response)
    assert KeptFor.NOT_FILED in response_outcome(letter.response, now=LATER).kept
    make_entries(by=TESTER, now=LATER)
    JournalEntry.objects.update(state=JournalState.DELIVERED)
    assert is_on_record(letter.response)


def test_an_emptied_correction_is_never_delivered(letter: Comment) -> None:
    corrected(letter)
    make_entries(by=TESTER, now=LATER)
    Hearing.objects.update(erased_on=TODAY)
    assert due_entries("187", now=LATER).count() == 0


def test_what_was_typed_before_is_found_handed_over_and_erased(letter: Comment) -> None:
    corrected(letter)
    municipality = letter.hearing.municipality
    (found,) = holdings(municipality, "stein")
    assert (found.kind, found.label) == (HoldingKind.MENTION, letter.response.reference)
    deed: dict[str, Any] = {"by": TESTER, "now": LATER}
    request = make_request(
        hearing=letter.hearing, kind=RequestKind.OWN_ACCESS, asker="Ida", asked_on=TODAY, **deed
    )
    names = [f"response:{letter.response.key}"]
    request = choose_subjects(request=request, names=names, **deed)
    (item,) = items_of(request)
    (before,) = item.data["comments"][0]["corrections"]
    assert (before["text"], before["reason"]) == (TYPED, "Læst forkert i brevet.")
    make_entries(**deed)
    JournalEntry.objects.update(state=JournalState.DELIVERED)
    subjects = subjects_of(request)
    erase(tenant="187", subjects=subjects, link=lambda _secret: "https://x.example/", **deed)
    kept = Correction.objects.get()
    assert (kept.text, kept.suggestion, kept.reason) == ("", "", "")
    assert holdings(municipality, "stein") == []
