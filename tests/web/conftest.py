"""What tests of the web layer stand on: a citizen, and a server that is gone when its test is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.servers.basehttp import ThreadedWSGIServer
from django.test import Client
from django.test.testcases import LiveServerThread
from pytest_django.live_server_helper import LiveServer

from tests.cast import Cast
from tests.factories.organisation import host_of


class Joined(ThreadedWSGIServer):
    """Waits for each answer it is still giving when it closes; Django's own leaves them running."""

    daemon_threads = False


@pytest.fixture
def live_server(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[LiveServer]:
    """A server for one test alone; before the database is emptied its last thread has ended.

    The library's own runs to the end of the whole run, and what a visitor no longer waits for is
    answered behind the back of the tests that come later.
    """
    monkeypatch.setattr(LiveServerThread, "server_class", Joined)
    server = LiveServer("localhost")
    yield server
    server.stop()


@pytest.fixture
def citizen(cast: Cast) -> Client:
    """A browser without a cookie at our municipality's host, whose forms are checked as anybody's
    are; nobody at Retning knows them."""
    return Client(SERVER_NAME=host_of(cast.municipality), enforce_csrf_checks=True)
