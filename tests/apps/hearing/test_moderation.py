"""What everyone reads of what people sent in, and what its sender is told."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from retning.apps.hearing.enums import (
    HeldFor,
    Phase,
    Publishing,
    ReportReason,
    ScanState,
    Showing,
    WithheldFor,
)
from retning.apps.hearing.models import AbuseReport, Comment, Hearing, Response
from retning.apps.hearing.queries.queue import Pile, pile_of, piles, state_of
from retning.apps.hearing.queries.work import work_in
from retning.apps.hearing.services.letters import Decided, Letter
from retning.apps.hearing.services.moderation import (
    Decision,
    Keep,
    Publish,
    Redact,
    Several,
    Withhold,
    decide,
    decide_several,
)
from retning.apps.hearing.services.refusals import Refusal, Refused
from retning.core.screening.blackout import BAR
from retning.foundation.audit.queries import trail_of
from retning.foundation.outbox.models import OutgoingMail
from retning.foundation.retention.services import apply
from tests.cast import Cast
from tests.factories import hearing as make
from tests.factories.organisation import NOW, TESTER, TODAY
from tests.helpers.files import response_file
from tests.helpers.queries import assert_queries_at_1_and_3

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=5)


def letter(decided: Decided) -> Letter:
    """What stood how, so that a test can read it."""
    stood = [f"{each.showing}/{each.withheld_for}" for each in decided.comments]
    return Letter("Vi har læst dit svar", " ".join(stood))


def done(comment: Comment, decision: Decision, **changed: Any) -> Comment:
    comment.refresh_from_db()
    deed = {"expected": state_of(comment), "write": letter, "by": TESTER, "now": NOW} | changed
    return decide(comment=comment, decision=decision, **deed)


@pytest.fixture
def response(hearing: Hearing) -> Response:
    return make.response(hearing, email="ida@example.org")


def report(comment: Comment) -> AbuseReport:
    return AbuseReport.objects.create(
        municipality_id=comment.municipality_id,
        comment=comment,
        copy=comment.pk,
        reason=ReportReason.HARSH,
        reported_at=NOW,
    )


# --- One comment -----------------------------------------------------------------------


def test_published_everyone_reads_it_as_it_was_sent(response: Response) -> None:
    row = done(make.comment(response, text="Flere stier.", suggestion="Ti stier"), Publish())
    row.refresh_from_db()
    assert (row.showing, row.shown_text, row.shown_suggestion, row.is_redacted) == (
        Showing.PUBLISHED,
        "Flere stier.",
        "Ti stier",
        False,
    )
    assert row.decided_at == row.published_at == NOW


def test_redacted_the_original_is_kept_and_a_bar_is_read(response: Response) -> None:
    row = done(make.comment(response, text="Ring til Ida nu."), Redact(text=((9, 12),)))
    row.refresh_from_db()
    assert row.text == "Ring til Ida nu."
    assert (row.shown_text, row.is_redacted) == (f"Ring til {BAR} nu.", True)
    assert row.showing == Showing.PUBLISHED


def test_withheld_nothing_is_left_to_read(response: Response) -> None:
    comment = make.comment(response, text="Skældsord.", showing=Showing.PUBLISHED)
    row = done(comment, Withhold(WithheldFor.HARSH))
    row.refresh_from_db()
    assert (row.showing, row.withheld_for) == (Showing.WITHHELD, WithheldFor.HARSH)
    assert (row.shown_text, row.published_at, row.text) == ("", None, "Skældsord.")


def test_published_again_it_keeps_the_day_since_which_it_is_shown(response: Response) -> None:
    row = done(make.comment(response, text="Ring til Ida nu."), Redact(text=((9, 12),)))
    row = done(row, Publish(), now=LATER)
    assert (row.published_at, row.decided_at) == (NOW, LATER)
    assert (row.shown_text, row.is_redacted) == ("Ring til Ida nu.", False)


def test_nothing_marked_is_no_redaction(response: Response) -> None:
    with pytest.raises(Refused) as refused:
        done(make.comment(response), Redact(text=()))
    assert refused.value.code is Refusal.NOTHING_HIDDEN


def test_the_second_of_two_moderators_is_told(response: Response) -> None:
    comment = make.comment(response)
    seen = state_of(comment)
    done(comment, Withhold(WithheldFor.OFF_TOPIC))
    with pytest.raises(Refused) as refused:
        done(comment, Publish(), expected=seen, now=LATER)
    assert refused.value.code is Refusal.DECIDED_MEANWHILE
    comment.refresh_from_db()
    assert (comment.showing, comment.decided_at) == (Showing.WITHHELD, NOW)


def test_what_was_withdrawn_or_erased_is_nobodys_to_decide(response: Response) -> None:
    comment = make.comment(response)
    for name in ("withdrawn_at", "erased_at"):
        Response.objects.filter(pk=response.pk).update(
            **{"withdrawn_at": None, "erased_at": None, name: NOW}
        )
        with pytest.raises(Refused) as refused:
            done(comment, Publish())
        assert refused.value.code is Refusal.WITHDRAWN


def test_a_hearing_that_shows_nothing_can_only_withhold(cast: Cast) -> None:
    hearing = make.hearing(cast.municipality, publishing=Publishing.NEVER)
    comment = make.comment(make.response(hearing), text="Ida")
    for decision in (Publish(), Redact(text=((0, 3),))):
        with pytest.raises(Refused) as refused:
            done(comment, decision)
        assert refused.value.code is Refusal.NEVER_SHOWN
    assert done(comment, Withhold(WithheldFor.OFF_TOPIC)).showing == Showing.WITHHELD


def test_from_the_day_of_erasure_what_is_shown_stays_or_goes(
    hearing: Hearing, response: Response
) -> None:
    comment = done(make.comment(response, text="Ring til Ida nu."), Redact(text=((9, 12),)))
    Hearing.objects.update(erased_on=TODAY)
    apply(now=NOW)
    assert Comment.objects.get().text == ""
    for decision in (Publish(), Redact(text=((0, 3),))):
        with pytest.raises(Refused) as refused:
            done(comment, decision, now=LATER)
        assert refused.value.code is Refusal.TEXT_IS_GONE
    with pytest.raises(Refused) as refused:
        several(hearing, comment, now=LATER)
    assert refused.value.code is Refusal.TEXT_IS_GONE
    assert Comment.objects.get().shown_text == f"Ring til {BAR} nu."
    assert done(comment, Keep(), now=LATER).shown_text == f"Ring til {BAR} nu."
    assert done(comment, Withhold(WithheldFor.HARSH), now=LATER).shown_text == ""


def test_the_day_before_it_is_erased_it_can_be_shown(hearing: Hearing, response: Response) -> None:
    Hearing.objects.update(erased_on=TODAY + timedelta(days=1))
    assert done(make.comment(response, text="Godt."), Publish()).shown_text == "Godt."


def test_the_trail_tells_the_deed_and_no_word_of_the_text(response: Response) -> None:
    row = done(make.comment(response, text="Hemmelig kolibri"), Redact(text=((0, 8),)))
    entry = trail_of(row)[0]
    assert entry.deed == "comment_redacted"
    assert "olibri" not in str(entry.fields)
    assert entry.fields["showing"] == {"from": "waiting", "to": "published"}


# --- Reports ---------------------------------------------------------------------------


def test_a_report_is_settled_by_any_decision(response: Response, hearing: Hearing) -> None:
    comment = make.comment(response, text="Ring til Ida nu.")
    done(comment, Redact(text=((9, 12),)))
    said = report(comment)
    assert [each.pk for each in pile_of(hearing, Pile.REPORTED)] == [comment.pk]
    kept = done(comment, Keep(), now=LATER)
    said.refresh_from_db()
    assert said.settled_at == LATER
    assert (kept.shown_text, kept.is_redacted, kept.decided_at) == (
        f"Ring til {BAR} nu.",
        True,
        LATER,
    )
    assert not pile_of(hearing, Pile.REPORTED)


def test_a_report_that_is_settled_keeps_its_moment(response: Response) -> None:
    comment = make.comment(response)
    said = report(comment)
    done(comment, Publish())
    done(comment, Keep(), now=LATER)
    said.refresh_from_db()
    assert said.settled_at == NOW


# --- What the sender is told -----------------------------------------------------------


def test_the_sender_is_told_once_when_nothing_waits(response: Response) -> None:
    first, second = make.comment(response), make.comment(response, text="Og så.")
    done(first, Publish())
    assert not OutgoingMail.objects.exists()
    done(second, Withhold(WithheldFor.PERSONAL), now=LATER)
    mail = OutgoingMail.objects.get()
    assert (mail.to, mail.text) == ("ida@example.org", "published/ withheld/personal")
    response.refresh_from_db()
    assert response.told_at == LATER


def test_a_decision_that_changes_is_told_again_and_one_that_does_not_is_not(
    response: Response,
) -> None:
    comment = make.comment(response)
    done(comment, Publish())
    done(comment, Publish(), now=LATER)
    done(comment, Keep(), now=LATER + timedelta(minutes=1))
    assert OutgoingMail.objects.count() == 1
    done(comment, Withhold(WithheldFor.HARSH), now=LATER + timedelta(minutes=2))
    assert OutgoingMail.objects.count() == 2


def test_without_an_address_nobody_is_written_to(hearing: Hearing) -> None:
    silent = make.response(hearing)
    done(make.comment(silent), Publish())
    silent.refresh_from_db()
    assert (OutgoingMail.objects.count(), silent.told_at) == (0, None)


# --- Several at once -------------------------------------------------------------------


def several(hearing: Hearing, *comments: Comment, **changed: Any) -> Several:
    chosen = {each.key: state_of(each) for each in comments}
    deed = {"decision": Publish(), "write": letter, "by": TESTER, "now": NOW} | changed
    return decide_several(hearing=hearing, chosen=chosen, **deed)


def test_several_at_once_and_each_sender_is_told_once(hearing: Hearing, response: Response) -> None:
    mine = [make.comment(response, text=f"Nr. {number}") for number in range(3)]
    other = make.comment(make.response(hearing, email="ib@example.org"))
    assert several(hearing, *mine, other) == Several(done=4, meanwhile=0, alone=0)
    assert Comment.objects.filter(showing=Showing.PUBLISHED).count() == 4
    mails = dict(OutgoingMail.objects.values_list("to", "text"))
    assert mails == {
        "ida@example.org": "published/ published/ published/",
        "ib@example.org": "published/",
    }


def test_several_leave_what_others_decided_and_what_must_be_seen_alone(
    hearing: Hearing, response: Response
) -> None:
    plain, taken, cpr = (make.comment(response, text=text) for text in ("a", "b", "010203-1234"))
    Comment.objects.filter(pk=cpr.pk).update(held_for=[HeldFor.CPR])
    gone = make.comment(make.response(hearing))
    Response.objects.filter(pk=gone.response_id).update(withdrawn_at=NOW)
    seen = [plain, taken, cpr, gone]
    done(taken, Withhold(WithheldFor.HARSH))
    for each in seen:
        each.showing, each.decided_at = Showing.WAITING, None
    assert several(hearing, *seen, now=LATER) == Several(done=1, meanwhile=2, alone=1)
    stands = dict(Comment.objects.values_list("text", "showing"))
    assert stands == {
        "a": Showing.PUBLISHED,
        "b": Showing.WITHHELD,
        "010203-1234": Showing.WAITING,
        "Det er en god idé.": Showing.WAITING,
    }


def test_several_withheld_may_hold_anything(hearing: Hearing, response: Response) -> None:
    cpr = make.comment(response, text="010203-1234")
    Comment.objects.filter(pk=cpr.pk).update(held_for=[HeldFor.CPR])
    outcome = several(hearing, cpr, decision=Withhold(WithheldFor.PERSONAL))
    assert outcome == Several(done=1, meanwhile=0, alone=0)


def test_another_hearings_comments_are_not_touched(cast: Cast, hearing: Hearing) -> None:
    other = make.hearing(cast.neighbour, slug="naboens")
    theirs = make.comment(make.response(other))
    assert several(hearing, theirs) == Several(done=0, meanwhile=0, alone=0)
    theirs.refresh_from_db()
    assert theirs.showing == Showing.WAITING


# --- Piles -----------------------------------------------------------------------------


def test_each_comment_lies_in_its_piles(hearing: Hearing) -> None:
    for number, showing in enumerate((Showing.WAITING, Showing.PUBLISHED, Showing.WITHHELD)):
        make.comment(make.response(hearing), text=f"{number}", showing=showing)
    unseen = make.published_comment(hearing, text="straks")
    Comment.objects.filter(pk=unseen.pk).update(decided_at=None)
    report(unseen)
    gone = make.comment(make.response(hearing))
    Response.objects.filter(pk=gone.response_id).update(withdrawn_at=NOW)
    found = piles(hearing)
    assert found.comments == {
        Pile.WAITING: 1,
        Pile.REPORTED: 1,
        Pile.UNSEEN: 1,
        Pile.SHOWN: 2,
        Pile.WITHHELD: 1,
    }
    assert (found.files, found.to_do) == (0, 3)
    for pile, count in found.comments.items():
        assert pile_of(hearing, pile).count() == count


def test_in_a_hearing_that_shows_nothing_nothing_waits_to_be_shown(
    cast: Cast, hearing: Hearing
) -> None:
    silent = make.hearing(cast.municipality, publishing=Publishing.NEVER, slug="stille")
    response_file(make.response(silent), ScanState.CLEAN)
    make.comment(make.response(silent))
    make.comment(make.response(hearing))
    assert (piles(silent).to_do, piles(hearing).to_do) == (0, 1)
    assert not pile_of(silent, Pile.WAITING)
    assert [each.hearing for each in work_in(Hearing.objects.all())] == [hearing]


def test_a_pile_is_read_in_two_queries(hearing: Hearing) -> None:
    def add(_number: int) -> None:
        report(make.comment(make.response(hearing)))

    def read() -> None:
        for each in pile_of(hearing, Pile.WAITING):
            assert each.response.reference
            assert each.row.text
            assert len(each.open_reports) == 1  # type: ignore[attr-defined]

    assert_queries_at_1_and_3(2, add_row=add, read=read)


# --- Who, when, where is the doors' matter; the phase is the deed's ---------------------


@pytest.mark.parametrize(
    ("phase", "may"),
    [
        (Phase.DRAFT, False),
        (Phase.ANNOUNCED, False),
        (Phase.OPEN, True),
        (Phase.CLOSED, True),
        (Phase.HANDLED, True),
        (Phase.CONCLUDED, True),
    ],
)
def test_which_phase_lets_one_decide(cast: Cast, phase: Phase, may: bool) -> None:
    hearing = make.hearing(cast.municipality, phase)
    comment = make.comment(make.response(hearing))
    if may:
        assert done(comment, Publish()).showing == Showing.PUBLISHED
        return
    for deed in (
        lambda: done(comment, Publish()),
        lambda: several(hearing, comment),
    ):
        with pytest.raises(Refused) as refused:
            deed()
        assert refused.value.code is Refusal.NOT_NOW
