"""The guard at the network's edge: tests talk to this machine only."""

from __future__ import annotations

import ipaddress
import socket
from typing import Any

Connect = Any


class OutsideConnection(OSError):
    """Raised instead of connecting to, or looking up, another machine."""


def is_loopback(host: str | bytes | None) -> bool:
    """Whether `host`, a name or an address, is this machine's loopback."""
    text = host.decode() if isinstance(host, bytes) else host
    if not text:
        return True
    if text == "localhost" or text.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(text.split("%")[0]).is_loopback
    except ValueError:
        return False


class Guard:
    """Refuses every connection and name look-up that would leave the machine, and keeps a list."""

    def __init__(self) -> None:
        self.refused: list[str] = []
        self._kept: dict[str, Connect] = {}

    def install(self) -> None:
        if self._kept:
            return
        kept = {name: getattr(socket.socket, name) for name in ("connect", "connect_ex")}
        look_up = socket.getaddrinfo
        self._kept = {**kept, "getaddrinfo": look_up}

        def connect(which: str) -> Connect:
            def guarded(this: socket.socket, address: Any) -> Any:
                if this.family in (socket.AF_INET, socket.AF_INET6):
                    self._check(address[0])
                return kept[which](this, address)

            return guarded

        def getaddrinfo(host: Any, *arguments: Any, **options: Any) -> Any:
            self._check(host)
            return look_up(host, *arguments, **options)

        for name in kept:
            setattr(socket.socket, name, connect(name))
        socket.getaddrinfo = getaddrinfo

    def remove(self) -> None:
        for name, value in self._kept.items():
            setattr(socket if name == "getaddrinfo" else socket.socket, name, value)
        self._kept = {}

    def _check(self, host: str | bytes | None) -> None:
        # 0.0.0.0 and :: as targets mean this machine.
        if is_loopback(host) or host in {"0.0.0.0", "::"}:
            return
        self.refused.append(str(host))
        raise OutsideConnection(f"Tests may not reach {host!s}")
