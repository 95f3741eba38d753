"""What stands between open forms and robots: signed copies, the trap, hurry, elsewhere."""

from __future__ import annotations

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from django.test import RequestFactory
from django.utils import translation

from retning.apps.hearing.enums import HeldFor
from retning.web.public.guarding import (
    COPY_FIELD,
    COPY_LIFE,
    PROOF_FIELD,
    TRAP_FIELD,
    NotOurs,
    check,
    draw_copy,
)
from tests.factories.organisation import NOW
from tests.helpers.guarding import as_people_send, challenge_of, solved

HEARING = SimpleNamespace(key=UUID(int=1))
OTHER = SimpleNamespace(key=UUID(int=2))


def asked(now: datetime = NOW, address: str = "192.0.2.1", **headers: str) -> Any:
    request: Any = RequestFactory().post("/", REMOTE_ADDR=address, headers=headers)
    request.now = now
    return request


def test_what_people_send_is_taken_with_nothing_held() -> None:
    sent = as_people_send(HEARING, now=NOW)
    guarded = check(asked(), HEARING, sent[COPY_FIELD], sent)
    assert guarded.held_for == ()
    assert guarded.received_in == timedelta(minutes=1)
    assert f"{guarded.copy:x}" == sent[COPY_FIELD].partition(".")[0]
    assert 1 <= guarded.copy < 2**63


def test_each_copy_has_a_number_of_its_own() -> None:
    copies = {draw_copy(HEARING, now=NOW).partition(".")[0] for _ in range(100)}
    assert len(copies) == 100


def test_without_the_work_it_is_taken_and_held() -> None:
    sent = as_people_send(HEARING, now=NOW)
    for proof in ("", "x", "bm90IGpzb24=", "W10=", "9" * 3000):
        told = check(asked(), HEARING, sent[COPY_FIELD], {**sent, PROOF_FIELD: proof})
        assert told.held_for == (HeldFor.NO_PROOF,)


def test_work_done_for_another_copy_does_not_count() -> None:
    mine, other = as_people_send(HEARING, now=NOW), as_people_send(HEARING, now=NOW)
    told = check(asked(), HEARING, mine[COPY_FIELD], {**mine, PROOF_FIELD: other[PROOF_FIELD]})
    assert told.held_for == (HeldFor.NO_PROOF,)


def test_work_that_somebody_else_set_does_not_count() -> None:
    sent = as_people_send(HEARING, now=NOW)
    forged = {**challenge_of(sent[COPY_FIELD]), "signature": "0" * 64}
    told = check(asked(), HEARING, sent[COPY_FIELD], {**sent, PROOF_FIELD: solved(forged)})
    assert told.held_for == (HeldFor.NO_PROOF,)


def test_the_trap_and_hurry_are_held() -> None:
    sent = as_people_send(HEARING, now=NOW)
    trapped = check(asked(), HEARING, sent[COPY_FIELD], {**sent, TRAP_FIELD: "Billige piller"})
    assert trapped.held_for == (HeldFor.TRAP,)
    quick = as_people_send(HEARING, now=NOW, written_in=timedelta(seconds=3))
    assert check(asked(), HEARING, quick[COPY_FIELD], quick).held_for == (HeldFor.HURRIED,)
    slow = as_people_send(HEARING, now=NOW, written_in=timedelta(seconds=4))
    assert check(asked(), HEARING, slow[COPY_FIELD], slow).held_for == ()


@pytest.mark.parametrize(
    "copy", ["", "x", "1.2", "1.2.3", "-1.2.3", "ffffffffffffffffff.1.a", "1.g.æ"]
)
def test_a_copy_that_is_none_is_asked_for_once_more(copy: str) -> None:
    with translation.override("da"), pytest.raises(NotOurs) as said:
        check(asked(), HEARING, copy, {})
    later = NOW + timedelta(minutes=1)
    assert check(asked(later), HEARING, said.value.fresh, {}).copy > 0
    assert said.value.sentence == (
        "Siden havde været åben for længe. Det, du har skrevet, er bevaret: Send det igen."
    )


def test_a_copy_serves_what_it_was_drawn_for_alone() -> None:
    copy = draw_copy(HEARING, what="follow", now=NOW)
    for about, what in ((HEARING, "response"), (OTHER, "follow")):
        with pytest.raises(NotOurs):
            check(asked(), about, copy, {}, what=what)
    assert check(asked(), HEARING, copy, {}, what="follow").copy > 0


def test_a_copy_that_is_too_old_is_drawn_again_with_its_number_and_without_hurry() -> None:
    sent = as_people_send(HEARING, now=NOW, written_in=COPY_LIFE)
    assert check(asked(), HEARING, sent[COPY_FIELD], sent).held_for == ()
    later = NOW + timedelta(seconds=1)
    with pytest.raises(NotOurs) as said:
        check(asked(later), HEARING, sent[COPY_FIELD], sent)
    told = check(asked(later), HEARING, said.value.fresh, sent)
    assert told.held_for == ()
    assert f"{told.copy:x}" == sent[COPY_FIELD].partition(".")[0]


def test_a_copy_from_the_future_is_not_ours() -> None:
    ahead = draw_copy(HEARING, now=NOW + timedelta(minutes=2))
    with pytest.raises(NotOurs):
        check(asked(), HEARING, ahead, {})
    assert check(asked(), HEARING, draw_copy(HEARING, now=NOW + timedelta(seconds=50)), {}).copy


@pytest.mark.parametrize(
    ("headers", "is_ours"),
    [
        ({}, True),
        ({"Origin": "http://testserver"}, True),
        ({"Origin": "null"}, True),  # a page at a secret address tells nobody where it is
        ({"Origin": "https://andre.example"}, False),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, True),
        ({"Sec-Fetch-Site": "none"}, True),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "null"}, False),
    ],
)
def test_a_form_on_another_site_has_to_be_sent_again(
    headers: dict[str, str], is_ours: bool
) -> None:
    sent = as_people_send(HEARING, now=NOW)
    if is_ours:
        assert check(asked(**headers), HEARING, sent[COPY_FIELD], sent).held_for == ()
        return
    with pytest.raises(NotOurs) as said:
        check(asked(**headers), HEARING, sent[COPY_FIELD], sent)
    assert said.value.fresh == sent[COPY_FIELD]
