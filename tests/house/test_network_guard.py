"""The tests stay on this machine, and the guard that says so can refuse."""

from __future__ import annotations

import socket

import pytest

from tests.helpers.network import Guard, OutsideConnection, is_loopback


@pytest.fixture
def guard() -> Guard:
    from tests import conftest

    return conftest.GUARD


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "localhost", "a.localhost", ""])
def test_loopback_is_home(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["192.0.2.1", "10.0.0.1", "2001:db8::1", "example.org"])
def test_elsewhere_is_not_home(host: str) -> None:
    assert not is_loopback(host)


def test_a_connection_elsewhere_is_refused_and_noted(guard: Guard) -> None:
    with socket.socket() as sock, pytest.raises(OutsideConnection):
        sock.connect(("192.0.2.1", 9))
    with pytest.raises(OutsideConnection):
        socket.getaddrinfo("example.org", 443)
    assert guard.refused == ["192.0.2.1", "example.org"]
    guard.refused.clear()


def test_a_connection_at_home_goes_through() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname(), timeout=5) as client,
    ):
        assert client.getpeername() == server.getsockname()
