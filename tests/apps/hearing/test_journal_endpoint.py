"""The record by HTTP, to a real server on loopback that is down, slow, broken, or says no."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from retning.apps.hearing.enums import JournalState
from retning.apps.hearing.models import Hearing, JournalEntry
from retning.apps.hearing.queries.journal import error_said
from retning.apps.hearing.services import receivers
from retning.apps.hearing.services.journal import WAITS
from tests.cast import Cast
from tests.factories import hearing as make
from tests.factories.organisation import NOW
from tests.helpers.journal import PDF, form_of, kept, sent, with_file
from tests.helpers.replay import Manner, Replayer, Reply, json_reply, nobody, replay

TAKE = "POST /journal"


@pytest.fixture
def server(settings: Any) -> Iterator[Replayer]:
    with replay() as server:
        settings.JOURNAL_URL, settings.JOURNAL_TOKEN = f"{server.url}/journal", "hemmelig"
        yield server


@pytest.fixture
def hearing(cast: Cast) -> Hearing:
    hearing = make.hearing(cast.municipality)
    sent(hearing)
    return hearing


def entry() -> JournalEntry:
    return JournalEntry.objects.get()


def test_one_post_with_token_key_and_parts(hearing: Hearing, server: Replayer) -> None:
    with_file(hearing.responses.get(), "Kørestol på stien.pdf")
    server.on(TAKE, json_reply({"reference": "2026-004711"}, status=201))
    kept()
    (request,) = server.asked(TAKE)
    assert request.headers["authorization"] == "Bearer hemmelig"
    form = form_of(request.headers, request.body)
    assert list(form.parts) == [
        ("metadata", "metadata.json"),
        ("document", "document.pdf"),
        ("files", "01-Kørestol på stien.pdf"),
    ]
    assert form.parts["files", "01-Kørestol på stien.pdf"] == PDF
    data = json.loads(form.parts["metadata", "metadata.json"])
    assert request.headers["idempotency-key"] == data["entry"]["key"]
    assert (entry().state, entry().reference) == (JournalState.DELIVERED, "2026-004711")


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (Reply(500, b"kaputt"), "answered 500"),
        (Reply(429, b""), "answered 429"),
        (Reply(200, b'{"reference": "1"}' * 20, manner=Manner.HALF), "half_answer"),
        (Reply(200, b"x" * 100_000), "half_answer"),
        (Reply(manner=Manner.SILENT), "no_answer"),
        (Reply(200, b"y" * 2000, manner=Manner.STALLING), "no_answer"),
    ],
    ids=["500", "429", "half", "endless words", "silent", "slow"],
)
def test_it_is_sent_again_with_the_same_key(
    hearing: Hearing,
    server: Replayer,
    monkeypatch: pytest.MonkeyPatch,
    reply: Reply,
    code: str,
) -> None:
    server.on(TAKE, reply, json_reply({"reference": "7"}))
    with monkeypatch.context() as patched:
        if code == "no_answer":  # what is silent is silent however long one waits
            patched.setattr(receivers, "TIMEOUT_SECONDS", 2.0)
        kept()
    assert (entry().state, entry().last_error) == (JournalState.WAITING, code)
    assert error_said(code) not in {"", code}
    kept(NOW + timedelta(seconds=30))
    assert len(server.asked(TAKE)) == 1, "it waits before it is sent again"
    kept(NOW + timedelta(days=1))
    first, second = server.asked(TAKE)
    assert first.headers["idempotency-key"] == second.headers["idempotency-key"]
    assert first.body == second.body
    assert (entry().state, entry().reference) == (JournalState.DELIVERED, "7")


def test_nobody_there(hearing: Hearing, settings: Any) -> None:
    settings.JOURNAL_URL = f"{nobody()}/journal"
    kept()
    assert (entry().state, entry().last_error) == (JournalState.WAITING, "unreachable")


def test_where_nobody_answers_the_others_are_not_tried(hearing: Hearing, server: Replayer) -> None:
    sent(hearing)
    server.on(TAKE, Reply(manner=Manner.HALF, body=b"{}" * 9))
    kept()
    assert len(server.asked(TAKE)) == 1


@pytest.mark.parametrize("status", [302, 400, 401, 413])
def test_what_is_refused_waits_for_somebody(
    hearing: Hearing, server: Replayer, status: int
) -> None:
    server.on(TAKE, Reply(status, b"no", headers=(("Location", "/journal"),)))
    kept()
    kept(NOW + timedelta(days=9))
    assert len(server.asked(TAKE)) == 1
    assert (entry().state, entry().last_error) == (JournalState.FAILED, f"answered {status}")


def test_errors_are_borne_for_days_and_then_told(hearing: Hearing, server: Replayer) -> None:
    assert sum(WAITS, timedelta()) > timedelta(days=4), "longer than a long weekend"
    server.on(TAKE, Reply(500, b""))
    kept()
    JournalEntry.objects.update(attempts=len(WAITS) - 1, next_try_at=None)
    later = NOW + timedelta(days=9)
    kept(later)
    assert entry().next_try_at == later + WAITS[-1]
    kept(NOW + timedelta(days=60))
    assert (entry().state, entry().attempts) == (JournalState.FAILED, len(WAITS) + 1)


def test_it_waits_as_long_as_it_is_asked_to(hearing: Hearing, server: Replayer) -> None:
    server.on(TAKE, Reply(503, b"", headers=(("Retry-After", "7200"),)), json_reply({}))
    kept()
    assert entry().next_try_at == NOW + timedelta(hours=2)


@pytest.mark.parametrize(
    ("body", "reference"),
    [
        (b"", ""),
        (b"not json", ""),
        (b'["x"]', ""),
        (b'{"reference": 12}', "12"),
        (b'{"reference": {"a": 1}}', ""),
        ('{"reference": "a\\u0000\\nb' + "c" * 200 + '"}', "ab" + "c" * 98),
    ],
)
def test_what_the_system_calls_it(body: bytes | str, reference: str) -> None:
    reply = body if isinstance(body, bytes) else body.encode()
    assert receivers._reference(reply) == reference


def test_nothing_of_what_is_sent_stands_in_the_log(
    hearing: Hearing, server: Replayer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    server.on(TAKE, Reply(500, b"Hanne Hansen hanne@post.example"))
    kept()
    assert "answered 500" in caplog.text
    for personal in ("Hanne", "hanne", "cykelstier", "hemmelig"):
        assert personal not in caplog.text
    assert "Hanne" not in entry().last_error
