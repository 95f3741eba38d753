"""Files that came with a response: shown where somebody has looked, and they do no harm."""

from __future__ import annotations

from typing import Any

import pytest

from retning.apps.hearing.enums import ScanState, Showing, WithheldFor
from retning.apps.hearing.models import Response
from retning.apps.hearing.queries.queue import state_of
from retning.apps.hearing.services.letters import Decided, Letter
from retning.apps.hearing.services.moderation import Publish, Withhold, decide, decide_file
from retning.apps.hearing.services.refusals import Refusal, Refused
from retning.foundation.outbox.models import OutgoingMail
from tests.cast import Cast
from tests.factories import hearing as make
from tests.factories.organisation import NOW, TESTER
from tests.helpers.files import response_file

pytestmark = pytest.mark.django_db


def letter(_decided: Decided) -> Letter:
    return Letter("Vi har læst dit svar", "Sådan står det")


@pytest.fixture
def response(cast: Cast) -> Response:
    return make.response(make.hearing(cast.municipality), email="ida@example.org")


@pytest.mark.parametrize(
    ("scan", "code"),
    [
        (ScanState.CLEAN, None),
        (ScanState.NOT_EXAMINED, None),
        (ScanState.WAITING, Refusal.NOT_EXAMINED),
        (ScanState.INFECTED, Refusal.HARMFUL),
    ],
)
def test_a_file_is_shown_where_it_does_no_harm(
    response: Response, scan: ScanState, code: Refusal | None
) -> None:
    file = response_file(response, scan)
    deed: dict[str, Any] = {"expected": state_of(file), "write": letter, "by": TESTER, "now": NOW}
    if code is None:
        assert decide_file(file=file, decision=Publish(), **deed).showing == Showing.PUBLISHED
        return
    with pytest.raises(Refused) as refused:
        decide_file(file=file, decision=Publish(), **deed)
    assert refused.value.code is code
    withheld = decide_file(file=file, decision=Withhold(WithheldFor.RIGHTS), **deed)
    assert withheld.showing == Showing.WITHHELD


def test_a_file_that_waits_keeps_the_sender_from_being_told(response: Response) -> None:
    file, comment = response_file(response, ScanState.CLEAN), make.comment(response)
    deed: dict[str, Any] = {"write": letter, "by": TESTER, "now": NOW}
    decide(comment=comment, expected=state_of(comment), decision=Publish(), **deed)
    assert not OutgoingMail.objects.exists()
    deed["expected"] = state_of(file)
    decide_file(file=file, decision=Publish(), **deed)
    assert OutgoingMail.objects.count() == 1
    with pytest.raises(Refused) as refused:
        decide_file(file=file, decision=Withhold(WithheldFor.RIGHTS), **deed)
    assert refused.value.code is Refusal.DECIDED_MEANWHILE
