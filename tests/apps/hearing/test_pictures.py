"""Pictures that come with a response: everyone is given a copy without position, time and camera;
the picture itself stays as it came."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pytest
from PIL import Image

from retning.apps.hearing.enums import (
    CopyProblem,
    JournalState,
    Publishing,
    RequestKind,
    ScanState,
    Showing,
    WithheldFor,
)
from retning.apps.hearing.models import Hearing, JournalEntry, Response, ResponseFile
from retning.apps.hearing.queries.files import as_given, public_file, waits_for_copy
from retning.apps.hearing.queries.holdings import HoldingKind, named
from retning.apps.hearing.queries.packages import items_of
from retning.apps.hearing.queries.public import Filters, comments_page
from retning.apps.hearing.queries.queue import state_of
from retning.apps.hearing.queries.requests import Subjects
from retning.apps.hearing.services.erasing import erase
from retning.apps.hearing.services.files import keep_files
from retning.apps.hearing.services.journal import make_entries
from retning.apps.hearing.services.letters import Decided, Letter
from retning.apps.hearing.services.moderation import Publish, Withhold, decide_file
from retning.apps.hearing.services.parcels import enclosed
from retning.apps.hearing.services.refusals import Refusal, Refused
from retning.apps.hearing.services.requests import choose_subjects, make_request
from retning.foundation.attachments.enclosures import Enclosure
from retning.foundation.attachments.models import Attachment
from retning.foundation.attachments.services import open_stored
from retning.foundation.audit.queries import trail_of
from retning.foundation.jobs.models import Job
from retning.foundation.jobs.worker import run_waiting
from retning.foundation.reporting.drawing_html import page_of
from retning.foundation.retention.services import apply
from tests.cast import Cast
from tests.factories import hearing as make
from tests.factories.organisation import NOW, TESTER, TODAY
from tests.factories.photographs import CAMERA, endless_png, photograph

pytestmark = pytest.mark.usefixtures("stopped_clock")
PDF = b"%PDF-1.7\nMere lys\n%%EOF"
PHOTOGRAPH = photograph(orientation=6)


@pytest.fixture
def response(cast: Cast) -> Response:
    return make.response(make.hearing(cast.municipality, publishing=Publishing.AFTER_CHECK))


def keep(response: Response, data: bytes, name: str = "Vores gade.jpg") -> ResponseFile:
    [kept] = keep_files(response=response, enclosures=[Enclosure([data], name)], now=NOW)
    return kept


def copied(response: Response, data: bytes) -> ResponseFile:
    """The file when its copy has been made. Drawings of the edition wait behind it: `limit` leaves
    them."""
    kept = keep(response, data)
    run_waiting(limit=1)
    return again(kept)


def again(file: ResponseFile) -> ResponseFile:
    return ResponseFile.objects.select_related("attachment", "public_copy").get(pk=file.pk)


def bytes_of(stored: Attachment | None) -> bytes:
    assert stored is not None
    with open_stored(stored) as file:
        return file.read()


def decided(file: ResponseFile, decision: Publish | Withhold) -> ResponseFile:
    def letter(_decided: Decided) -> Letter:
        return Letter("Dit svar", "Sådan står det")

    deed: dict[str, Any] = {"write": letter, "by": TESTER, "now": NOW}
    return decide_file(file=file, expected=state_of(file), decision=decision, **deed)


def seen_by_everyone(file: ResponseFile) -> ResponseFile | None:
    hearing = Hearing.objects.select_related("municipality").get()
    return public_file(hearing.municipality, hearing.slug, file.key, today=TODAY)


def test_everyone_is_given_a_copy_and_the_picture_stays(response: Response) -> None:
    file = copied(response, PHOTOGRAPH)
    assert bytes_of(file.attachment) == PHOTOGRAPH
    copy = bytes_of(as_given(file))
    assert CAMERA.encode() in PHOTOGRAPH
    assert CAMERA.encode() not in copy
    assert dict(Image.open(io.BytesIO(copy)).getexif()) == {}
    assert (file.copy_problem, file.showing) == ("", Showing.WAITING)
    assert [entry.deed for entry in trail_of(file)] == ["picture_copied"]
    decided(file, Publish())
    shown = seen_by_everyone(file)
    assert shown is not None
    assert bytes_of(as_given(shown)) == copy


def test_on_record_it_is_as_it_came(response: Response) -> None:
    file = copied(response, PHOTOGRAPH)
    (part,), (told,) = enclosed((file,))
    assert b"".join(part.chunks()) == PHOTOGRAPH
    assert told["sha256"] == file.attachment.sha256


def test_until_there_is_a_copy_nobody_sees_it(response: Response) -> None:
    file = keep(response, PHOTOGRAPH)
    assert waits_for_copy(file)
    with pytest.raises(Refused) as refused:
        decided(file, Publish())
    assert refused.value.code is Refusal.COPY_WAITS
    # Whatever else has been said of it.
    ResponseFile.objects.update(showing=Showing.PUBLISHED)
    assert as_given(again(file)) is None
    assert seen_by_everyone(file) is None
    make.comment(response, showing=Showing.PUBLISHED)
    assert open_files(response.hearing) == []
    run_waiting(limit=1)
    assert seen_by_everyone(file) is not None
    size = len(bytes_of(again(file).public_copy))
    assert size != len(PHOTOGRAPH)
    assert open_files(response.hearing) == [("Vores gade.jpg", size)]


def test_a_picture_that_cannot_be_copied_is_not_shown_and_staff_decide(response: Response) -> None:
    file = copied(response, PHOTOGRAPH[:-300])
    assert (file.public_copy, file.copy_problem) == (None, CopyProblem.DAMAGED)
    assert [entry.deed for entry in trail_of(file)] == ["picture_not_copied"]
    with pytest.raises(Refused) as refused:
        decided(file, Publish())
    assert refused.value.code is Refusal.NOT_COPIED
    assert decided(file, Withhold(WithheldFor.NO_COPY)).showing == Showing.WITHHELD


def test_one_of_too_many_pixels_is_said_to_be(response: Response) -> None:
    assert copied(response, endless_png(9000, 9000)).copy_problem == CopyProblem.TOO_LARGE


def test_other_files_are_given_as_they_came(response: Response) -> None:
    file = keep(response, PDF, "svar.pdf")
    assert not waits_for_copy(file)
    assert as_given(file) == file.attachment
    assert not Job.objects.filter(key__startswith="copy:").exists()
    assert decided(file, Publish()).showing == Showing.PUBLISHED


def test_the_same_picture_is_copied_once(
    response: Response, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = copied(response, PHOTOGRAPH)
    place = "retning.apps.hearing.services.pictures.bare_copy"
    monkeypatch.setattr(place, None)  # whoever copies now breaks
    second = copied(make.response(response.hearing), PHOTOGRAPH)
    assert second.public_copy == first.public_copy
    assert Attachment.objects.count() == 2


def test_a_copy_that_somebody_sends_as_their_own_is_one_file(response: Response) -> None:
    copy = bytes_of(copied(response, PHOTOGRAPH).public_copy)
    theirs = copied(make.response(response.hearing), copy)
    assert theirs.public_copy is not None
    assert theirs.copy_problem == ""


def test_a_harmful_picture_is_not_opened_to_be_copied(response: Response) -> None:
    file = keep(response, PHOTOGRAPH)
    ResponseFile.objects.update(scan=ScanState.INFECTED)
    run_waiting(limit=1)
    assert again(file).public_copy is None


def test_both_go_when_the_response_is_erased(response: Response) -> None:
    copied(response, PHOTOGRAPH)
    make_entries(by=TESTER, now=NOW)
    JournalEntry.objects.update(state=JournalState.DELIVERED)
    erase(
        tenant=response.municipality_id,
        subjects=Subjects((response,), (), (), ()),
        link=str,
        by=TESTER,
        now=NOW,
    )
    assert not Attachment.objects.exists()


def test_both_go_with_time(response: Response) -> None:
    copied(response, PHOTOGRAPH)
    Hearing.objects.update(erased_on=TODAY)
    apply(now=NOW + timedelta(days=1))
    assert not ResponseFile.objects.exists()
    assert not Attachment.objects.exists()


@pytest.mark.parametrize(("data", "is_said"), [(PHOTOGRAPH, True), (PDF, False)])
def test_whoever_hands_out_documents_is_told_of_the_copies(
    response: Response, data: bytes, is_said: bool
) -> None:
    keep(response, data)
    request = make_request(
        hearing=response.hearing,
        kind=RequestKind.PUBLIC_ACCESS,
        asker="Avisen",
        asked_on=TODAY,
        by=TESTER,
        now=NOW,
    )
    names = [named(HoldingKind.RESPONSE, response.key)]
    chosen = choose_subjects(request=request, names=names, by=TESTER, now=NOW)
    [item] = items_of(chosen)
    assert item.files == ()
    assert ("udlever kopierne" in page_of(item.report)) is is_said


def open_files(hearing: Hearing) -> list[tuple[str, int]]:
    """The names and sizes of the files beside the comments that everyone reads."""
    found = comments_page(hearing, Filters())
    return [(file.name, file.size) for comment in found for file in comment.files]
