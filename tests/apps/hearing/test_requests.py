"""Access and erasure: what is held is found, handed over, and let go of as the law allows."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from retning.apps.hearing.enums import (
    JournalState,
    KeptFor,
    Phase,
    RequestKind,
    RequestState,
    Showing,
)
from retning.apps.hearing.models import (
    Archive,
    Comment,
    Follower,
    Hearing,
    JournalEntry,
    Response,
    ResponseFile,
    SignUp,
    SubjectRequest,
)
from retning.apps.hearing.queries.holdings import HoldingKind, holdings
from retning.apps.hearing.queries.packages import hidden
from retning.apps.hearing.queries.requests import due_on, outcomes, subjects_of
from retning.apps.hearing.services.archives import ask_for_archive
from retning.apps.hearing.services.erasing import erase
from retning.apps.hearing.services.journal import make_entries
from retning.apps.hearing.services.refusals import Refusal, Refused
from retning.apps.hearing.services.requests import (
    choose_subjects,
    decide_request,
    make_request,
)
from retning.foundation.attachments.models import Attachment
from retning.foundation.attachments.services import open_stored
from retning.foundation.audit.models import Entry
from retning.foundation.jobs.worker import run_waiting
from retning.foundation.outbox.models import OutgoingMail
from retning.foundation.outbox.services import queue_mail
from tests.cast import Cast
from tests.factories import hearing as make
from tests.factories.organisation import NOW, TESTER, TODAY
from tests.helpers.journal import added, sent, with_file

DEED: dict[str, Any] = {"by": TESTER, "now": NOW}
EMAIL = "hanne@post.example"


def link(_secret: str) -> str:
    return "https://x.example/"


def asked(hearing: Hearing, kind: RequestKind = RequestKind.ERASURE) -> SubjectRequest:
    return make_request(hearing=hearing, kind=kind, asker="Hanne Hansen", asked_on=TODAY, **DEED)


def chosen(
    hearing: Hearing, wanted: str = EMAIL, kind: RequestKind = RequestKind.ERASURE
) -> SubjectRequest:
    """A request about all that is found."""
    names = [one.name for one in holdings(hearing.municipality, wanted) if one.can_be_chosen]
    return choose_subjects(request=asked(hearing, kind), names=names, **DEED)


def decided(
    request: SubjectRequest, state: RequestState = RequestState.PARTLY, reason: str = "Journal."
) -> SubjectRequest:
    return decide_request(request=request, state=state, reason=reason, link=link, **DEED)


def filed(hearing: Hearing) -> None:
    make_entries(**DEED)
    JournalEntry.objects.filter(hearing=hearing).update(state=JournalState.DELIVERED)


def sign_up(hearing: Hearing, *, starts_in: timedelta = timedelta(days=10)) -> SignUp:
    event = make.event(hearing, starts_in=starts_in)
    return SignUp.objects.create(
        municipality_id=event.municipality_id, event=event, copy=1, name="Hanne Hansen",
        email=EMAIL, state="confirmed", signed_up_at=NOW, state_at=NOW,
    )  # fmt: skip


def follower(hearing: Hearing) -> Follower:
    return Follower.objects.create(
        municipality_id=hearing.municipality_id, hearing=hearing, email=EMAIL, asked_at=NOW
    )


def kinds(found: Sequence[Any]) -> list[str]:
    return [one.kind.value for one in found]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (EMAIL, ["response", "follower", "sign_up", "mail"]),
        ("HANNE@post.example", ["response", "follower", "sign_up", "mail"]),
        ("Hanne Hansen", ["response", "sign_up", "mention", "request"]),
        ("hanne hansen", ["response", "sign_up", "mention", "request"]),
        ("Hansen", ["response", "sign_up", "mention", "request"]),
        ("Sørensen", []),
        ("ha", []),
        ("", []),
    ],
)
def test_what_is_held_is_found(hearing: Hearing, wanted: str, expected: list[str]) -> None:
    sent(hearing), follower(hearing), sign_up(hearing), asked(hearing)
    make.comment(make.response(hearing), text="Jeg er enig med Hanne Hansen.")
    queue_mail(tenant="187", key="k", to=EMAIL, subject="Kvittering", text="Tak", now=NOW)
    assert kinds(holdings(hearing.municipality, wanted)) == expected


def test_a_reference_finds_its_response(hearing: Hearing) -> None:
    response = sent(hearing)
    (found,) = holdings(hearing.municipality, f" {response.reference.lower()} ")
    assert (found.label, found.name) == (response.reference, f"response:{response.key}")


def test_danish_letters_are_found_in_every_case(hearing: Hearing) -> None:
    make.response(hearing, name="Åse Ødegård")
    for wanted in ("åse ødegård", "ÅSE ØDEGÅRD", "Åse Ødegård"):
        assert kinds(holdings(hearing.municipality, wanted)) == ["response"]


def test_the_neighbours_are_not_found(cast: Cast, hearing: Hearing) -> None:
    sent(make.hearing(cast.neighbour, edition=make.proposal(cast.neighbour)))
    assert holdings(cast.municipality, EMAIL) == []


def test_erasure_makes_anonymous_takes_out_of_sight_and_says_what_stays(hearing: Hearing) -> None:
    response = sent(hearing)
    Comment.objects.update(showing=Showing.PUBLISHED, shown_text="Flere cykelstier, tak.")
    with_file(response)
    filed(hearing)
    request = decided(chosen(hearing))
    row = Response.objects.get()
    assert (row.name, row.email, row.erased_at, row.withdrawn_at) == ("", "", NOW, NOW)
    comment = Comment.objects.get()
    assert (comment.text, comment.shown_text) == ("", "")
    assert (ResponseFile.objects.count(), Attachment.objects.count()) == (0, 0)
    assert request.kept == [[response.reference, KeptFor.ON_RECORD]]
    make_entries(**DEED)
    assert list(JournalEntry.objects.values_list("kind", flat=True)) == ["response", "decision"]


def test_what_the_council_decided_on_stays_shown_without_a_name(cast: Cast) -> None:
    hearing = make.hearing(cast.municipality, Phase.HANDLED)
    response = sent(hearing)
    Comment.objects.update(showing=Showing.PUBLISHED, shown_text="Flere cykelstier, tak.")
    filed(hearing)
    request = decided(chosen(hearing))
    row, comment = Response.objects.get(), Comment.objects.get()
    assert (row.name, row.withdrawn_at) == ("", None)
    assert (comment.text, comment.shown_text) == ("", "Flere cykelstier, tak.")
    expected = [[response.reference, KeptFor.ON_RECORD], [response.reference, KeptFor.DECIDED_ON]]
    assert request.kept == expected


def test_what_is_not_on_record_is_not_erased(hearing: Hearing) -> None:
    sent(hearing)
    make_entries(**DEED)
    with pytest.raises(Refused) as refused:
        decided(chosen(hearing))
    assert refused.value.code is Refusal.NOT_FILED
    assert Response.objects.get().name == "Hanne Hansen"


def test_an_addition_that_has_no_entry_yet_is_not_on_record(hearing: Hearing) -> None:
    response = sent(hearing)
    filed(hearing)
    request = chosen(hearing)
    added(response, after=timedelta(minutes=3))
    with pytest.raises(Refused) as refused:
        decided(request)
    assert refused.value.code is Refusal.NOT_FILED
    texts = list(Comment.objects.order_by("received_at").values_list("text", flat=True))
    assert texts == ["Flere cykelstier, tak.", "En ting til."]
    filed(hearing)
    decided(request)
    assert set(Comment.objects.values_list("text", flat=True)) == {""}


def test_a_file_that_was_added_and_has_no_entry_yet_stays(hearing: Hearing) -> None:
    response = sent(hearing)
    filed(hearing)
    with_file(response, at=NOW + timedelta(minutes=3))
    with pytest.raises(Refused) as refused:
        decided(chosen(hearing))
    assert refused.value.code is Refusal.NOT_FILED
    assert ResponseFile.objects.count() == 1


def test_what_came_after_it_was_judged_is_not_erased(hearing: Hearing) -> None:
    response = sent(hearing)
    filed(hearing)
    subjects = subjects_of(chosen(hearing))
    added(response, after=timedelta(minutes=3))
    with pytest.raises(Refused) as refused:
        erase(tenant="187", subjects=subjects, link=link, **DEED)
    assert refused.value.code is Refusal.NOT_FILED
    assert Response.objects.get().name == "Hanne Hansen"


def test_follower_and_sign_up_go_and_the_next_gets_the_place(hearing: Hearing) -> None:
    gone = sign_up(hearing)
    type(gone.event).objects.update(capacity=1)
    waits = SignUp.objects.create(
        municipality_id="187", event=gone.event, copy=2, name="Bo", email="bo@post.example",
        state="waiting", signed_up_at=NOW, state_at=NOW,
    )  # fmt: skip
    follower(hearing)
    assert decided(chosen(hearing), RequestState.GRANTED, "").kept == []
    assert list(SignUp.objects.values_list("pk", "state")) == [(waits.pk, "confirmed")]
    assert not Follower.objects.exists()


def test_mails_to_the_address_are_forgotten(hearing: Hearing) -> None:
    follower(hearing)
    for key, to, state in (("a", EMAIL, "sent"), ("b", EMAIL, "waiting"), ("c", "x@y.dk", "sent")):
        queue_mail(tenant="187", key=key, to=to, subject="S", text="T", now=NOW)
        OutgoingMail.objects.filter(key=key).update(state=state)
    decided(chosen(hearing), RequestState.GRANTED, "")
    assert sorted(OutgoingMail.objects.values_list("key", flat=True)) == ["b", "c"]


@pytest.mark.parametrize(
    ("state", "reason", "code"),
    [
        (RequestState.OPEN, "x", Refusal.NOT_VALID),
        (RequestState.REFUSED, " ", Refusal.NO_REASON),
        (RequestState.PARTLY, "", Refusal.NO_REASON),
        (RequestState.GRANTED, "", Refusal.SOMETHING_KEPT),
    ],
)
def test_a_decision_says_why(
    hearing: Hearing, state: RequestState, reason: str, code: Refusal
) -> None:
    sent(hearing)
    filed(hearing)
    with pytest.raises(Refused) as refused:
        decided(chosen(hearing), state, reason)
    assert refused.value.code is code
    assert Response.objects.get().erased_at is None


def test_a_refusal_erases_nothing(hearing: Hearing) -> None:
    sent(hearing)
    request = decided(chosen(hearing), RequestState.REFUSED, "Vi kan ikke se, at det er Dem.")
    assert (request.decided_on, request.kept) == (TODAY, [])
    assert Response.objects.get().name == "Hanne Hansen"


def test_it_is_answered_once(hearing: Hearing) -> None:
    follower(hearing)
    request = decided(chosen(hearing), RequestState.GRANTED, "")
    for again in (
        lambda: decided(request),
        lambda: choose_subjects(request=request, names=[], **DEED),
    ):
        with pytest.raises(Refused) as refused:
            again()
        assert refused.value.code is Refusal.IS_ANSWERED


def test_nothing_chosen_nothing_granted(hearing: Hearing) -> None:
    with pytest.raises(Refused) as refused:
        decided(asked(hearing), RequestState.GRANTED, "")
    assert refused.value.code is Refusal.NOTHING_CHOSEN


def test_another_municipalitys_rows_cannot_be_chosen(cast: Cast, hearing: Hearing) -> None:
    theirs = make.hearing(cast.neighbour, edition=make.proposal(cast.neighbour))
    names = [f"response:{sent(theirs).key}", f"follower:{follower(theirs).key}", "follower:x"]
    request = choose_subjects(request=asked(hearing), names=names, **DEED)
    assert subjects_of(request).is_empty


def package(request: SubjectRequest) -> dict[str, str]:
    archive = ask_for_archive(hearing=request.hearing, request=request, **DEED)
    run_waiting()
    archive.refresh_from_db()
    assert archive.attachment is not None
    with open_stored(archive.attachment) as file, zipfile.ZipFile(file) as found:
        return {name: found.read(name).decode(errors="replace") for name in found.namelist()}


def test_ones_own_package_holds_everything(hearing: Hearing, stopped_clock: object) -> None:
    response = sent(hearing)
    with_file(response, "Mit kort.pdf")
    follower(hearing)
    found = package(chosen(hearing, kind=RequestKind.OWN_ACCESS))
    place = f"response-{response.reference}"
    data = json.loads(found[f"{place}/data.json"])
    assert data["response"]["sender"]["email"] == EMAIL
    assert f"{place}/files/01-Mit kort.pdf" in found
    assert [name for name in found if name.startswith("follower-")]
    assert "Flere cykelstier" in found[f"{place}/document.html"]


def test_a_package_for_others_has_no_addresses_and_bars(
    hearing: Hearing, stopped_clock: object
) -> None:
    response = sent(hearing, text="Mit nummer er 010180-1234. Flere cykler.")
    with_file(response)
    request = asked(hearing, RequestKind.PUBLIC_ACCESS)
    choose_subjects(request=request, names=None, **DEED)
    found = package(request)
    whole = " ".join(found.values())
    assert "Hanne Hansen" in whole
    assert "Flere cykler." in whole
    assert (EMAIL in whole, "010180" in whole, len(found)) == (False, False, 2)


def test_bars() -> None:
    assert hidden("Ring 20 12 34 56, tak") == "Ring █████, tak"
    assert hidden("Ingen ting at skjule") == "Ingen ting at skjule"


@pytest.mark.parametrize(
    ("kind", "asked_on", "expected"),
    [
        (RequestKind.OWN_ACCESS, date(2026, 1, 31), date(2026, 2, 28)),
        (RequestKind.ERASURE, date(2026, 12, 15), date(2027, 1, 15)),
        (RequestKind.PUBLIC_ACCESS, date(2026, 3, 2), date(2026, 3, 11)),
        # Maundy Thursday, Good Friday and Easter Monday are not working days.
        (RequestKind.PUBLIC_ACCESS, date(2026, 4, 1), date(2026, 4, 15)),
    ],
)
def test_when_it_must_be_answered(kind: RequestKind, asked_on: date, expected: date) -> None:
    assert due_on(kind, asked_on) == expected


def test_nothing_of_it_stands_in_the_trail(hearing: Hearing) -> None:
    sent(hearing)
    filed(hearing)
    decided(chosen(hearing), reason="Fordi Hanne Hansen bad om det.")
    said = json.dumps(list(Entry.objects.values("fields", "subject_id", "deed")), default=str)
    for personal in ("Hanne", EMAIL, "cykelstier"):
        assert personal not in said


def test_a_zip_in_which_it_stands_goes_too(hearing: Hearing, stopped_clock: object) -> None:
    sent(hearing)
    filed(hearing)
    ask_for_archive(hearing=hearing, **DEED)
    run_waiting()
    zips = Attachment.objects.filter(media_type="application/zip")
    assert (Archive.objects.count(), zips.count()) == (1, 1)
    decided(chosen(hearing))
    assert (Archive.objects.count(), zips.count()) == (0, 0)


def test_what_is_kept_is_told_before_it_is_decided(hearing: Hearing, tmp_path: Path) -> None:
    response = sent(hearing)
    (before,) = outcomes(subjects_of(chosen(hearing)), now=NOW)
    assert (before.is_erased, before.kept) == (False, (KeptFor.NOT_FILED,))
    filed(hearing)
    (after,) = outcomes(subjects_of(chosen(hearing)), now=NOW)
    assert (after.label, after.is_erased, after.is_withdrawn, after.kept) == (
        response.reference, True, True, (KeptFor.ON_RECORD,),
    )  # fmt: skip
    assert HoldingKind.RESPONSE.value == "response"
