"""Much from one place: nobody is refused, the proof grows, and addresses are kept nowhere."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from datetime import timedelta
from ipaddress import ip_address
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from django.test import Client, RequestFactory
from pytest_django import Settings

from retning.apps.hearing.enums import HeldFor
from retning.apps.hearing.models import Comment, Response
from retning.web.public.crowds import COUNTS, CROWD, MANY, PLACES, WINDOW, Counts
from retning.web.public.guarding import COPY_FIELD, check, draw_copy
from retning.web.public.proving import EASY, HARD, is_proved
from tests.cast import Cast
from tests.factories import hearing as make
from tests.factories.organisation import NOW, host_of
from tests.helpers.guarding import as_people_send, challenge_of, solved

HEARING = SimpleNamespace(key=UUID(int=1))
LIBRARY = "192.0.2.77"
CHALLENGE = "/hoering/proeve.json"
Browser = Callable[..., Client]


def held(address: str, **headers: str) -> tuple[HeldFor, ...]:
    request: Any = RequestFactory().post("/", REMOTE_ADDR=address, headers=headers)
    request.now = NOW
    sent = as_people_send(HEARING, now=NOW)
    return check(request, HEARING, sent[COPY_FIELD], sent).held_for


def test_a_library_full_of_people_is_held_for_a_look_and_never_refused() -> None:
    told = [held(LIBRARY) for _ in range(CROWD + 20)]
    assert told == [()] * CROWD + [(HeldFor.CROWD,)] * 20
    assert held("192.0.2.78") == ()


@pytest.mark.usefixtures("stopped_clock")
def test_five_hundred_responses_from_one_address_are_all_taken(cast: Cast) -> None:
    hearing = make.hearing(cast.municipality)
    row = make.rows(hearing.edition, "goal")[0]
    visitor = Client(SERVER_NAME=host_of(cast.municipality), REMOTE_ADDR=LIBRARY)
    for number in range(500):
        form = as_people_send(hearing, now=NOW) | {"kind": "citizen"}
        form[f"comment-{row.pk}"] = f"Nummer {number}"
        assert visitor.post(f"/hoering/{hearing.slug}/svar/", form).status_code == 303
    texts = Comment.objects.order_by("pk").values_list("text", flat=True)
    assert list(texts) == [f"Nummer {number}" for number in range(500)]
    crowd = Response.objects.filter(held_for=[HeldFor.CROWD])
    assert (crowd.count(), Response.objects.filter(held_for=[]).count()) == (500 - CROWD, CROWD)


def test_the_proof_is_harder_where_much_comes_from(client_of: Browser) -> None:
    def most(address: str) -> int:
        told = client_of().get(CHALLENGE, {"kopi": copy}, REMOTE_ADDR=address)
        assert "no-store" in told.headers["Cache-Control"]
        return int(told.json()["maxNumber"])

    copy = draw_copy(HEARING, now=NOW).partition(".")[0]
    for _ in range(MANY - 1):
        COUNTS.arrived(LIBRARY, NOW)
    assert most(LIBRARY) == EASY
    COUNTS.arrived(LIBRARY, NOW)
    assert (most(LIBRARY), most("192.0.2.78")) == (HARD, EASY)


def test_a_whole_copy_is_a_key_and_is_not_taken_in_an_address(client_of: Browser) -> None:
    copy = draw_copy(HEARING, now=NOW)
    assert client_of().get(CHALLENGE, {"kopi": copy}).status_code == 400
    assert client_of().get(CHALLENGE, {"kopi": copy.partition(".")[0]}).status_code == 200


@pytest.mark.parametrize("copy", ["", "x", "g", "f" * 17])
def test_there_is_no_work_for_what_is_no_copy(client_of: Browser, copy: str) -> None:
    assert client_of().get(CHALLENGE, {"kopi": copy}).status_code == 400


def test_work_is_proved_for_its_copy_and_by_the_right_number_alone() -> None:
    copy = draw_copy(HEARING, now=NOW)
    number, challenge = int(copy.partition(".")[0], 16), challenge_of(copy)
    proof = solved(challenge)
    assert is_proved(proof, number)
    assert not is_proved(proof, number + 1)
    said = json.loads(base64.b64decode(proof))
    for changed in (
        {"number": said["number"] + 1},
        {"number": str(said["number"])},
        {"number": True},
        {"algorithm": "SHA-1"},
        {"salt": said["salt"].replace(f"copy={number}", f"copy={number + 1}")},
        {"salt": None},
    ):
        forged = base64.b64encode(json.dumps({**said, **changed}).encode()).decode()
        assert not is_proved(forged, number), changed
    assert not is_proved(proof[:-3], number)
    assert not is_proved(base64.b64encode(b"[" * 1400).decode(), number)


# --- Counting without keeping ----------------------------------------------------------


def test_a_window_is_forgotten_with_its_key() -> None:
    counts = Counts()
    assert [counts.arrived(LIBRARY, NOW) for _ in range(3)] == [1, 2, 3]
    key, last = counts.key, NOW + WINDOW
    assert counts.arrived(LIBRARY, last - timedelta(seconds=1)) == 4
    assert counts.arrived(LIBRARY, last) == 1
    assert counts.key != key
    assert counts.so_far("192.0.2.78", last) == 0


def test_an_address_is_kept_nowhere() -> None:
    counts = Counts()
    counts.arrived(LIBRARY, NOW)
    kept = repr((counts.begun, counts.key, counts.arrivals)).encode() + b"".join(counts.arrivals)
    assert LIBRARY.encode() not in kept
    assert ip_address(LIBRARY).packed not in kept
    assert [len(mark) for mark in counts.arrivals] == [16]


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:192.0.2.77", LIBRARY, True),
        ("192.0.2.77", "192.0.2.78", False),
        ("nonsense", None, True),
    ],
)
def test_a_place_is_an_address_or_the_network_of_one_house(
    one: str, other: str | None, is_same: bool
) -> None:
    counts = Counts()
    counts.arrived(one, NOW)
    assert counts.so_far(other, NOW) == int(is_same)


def test_an_attack_from_everywhere_fills_no_memory() -> None:
    counts = Counts()
    counts.arrived(LIBRARY, NOW)
    for number in range(PLACES + 50):
        counts.arrived(f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}", NOW)
    assert len(counts.arrivals) == PLACES + 1
    assert counts.arrivals[b""] == 51
    assert counts.so_far(LIBRARY, NOW) == 1


def test_what_a_visitor_says_of_its_address_counts_behind_a_proxy_alone(settings: Settings) -> None:
    said = {"X-Forwarded-For": "203.0.113.9, 198.51.100.4"}
    held("192.0.2.1", **said)
    assert COUNTS.so_far("192.0.2.1", NOW) == 1
    settings.BEHIND_PROXY = True
    held("192.0.2.1", **said)
    assert COUNTS.so_far("198.51.100.4", NOW) == 1
    assert COUNTS.so_far("203.0.113.9", NOW) == 0
