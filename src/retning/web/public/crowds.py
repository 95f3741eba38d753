"""How much is being sent from one place: a soft limit that refuses nobody.

A library, a school and a town hall share one network address among many, so an address is never
turned away. Where much comes from one of them in a short time, the proof of work grows
(`proving`), and what is sent waits until somebody has looked at it (`HeldFor.CROWD`).

An address is kept nowhere: what is counted is a keyed hash of it, in this process's memory, with a
key that is drawn anew with every window, and both are gone when the window is. Each web process
counts for itself, so the limits are the fewest that can happen, not the exact ones.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import blake2b
from ipaddress import IPv6Address, ip_address
from secrets import token_bytes
from threading import Lock

WINDOW = timedelta(minutes=10)
MANY = 30
"""In a window, from one place: from here on the proof is harder."""
CROWD = 100
"""In a window, from one place: from here on what is sent waits for a look."""
PLACES = 20_000
"""Most places counted in a window, so that an attack cannot fill the memory: those that come
after are counted as one."""


@dataclass
class Counts:
    """Arrivals by place in the window that runs. Safe for several threads."""

    begun: datetime | None = None
    key: bytes = b""
    arrivals: Counter[bytes] = field(default_factory=Counter)
    lock: Lock = field(default_factory=Lock)

    def arrived(self, address: str | None, now: datetime) -> int:
        """Count one arrival; how many there have been from there in this window, this one among
        them."""
        with self.lock:
            mark = self._mark(address, now)
            self.arrivals[mark] += 1
            return self.arrivals[mark]

    def so_far(self, address: str | None, now: datetime) -> int:
        """How many there have been from there in this window."""
        with self.lock:
            return self.arrivals.get(self._mark(address, now), 0)

    def forget(self) -> None:
        """Begin anew."""
        with self.lock:
            self.begun = None

    def _mark(self, address: str | None, now: datetime) -> bytes:
        if self.begun is None or not self.begun <= now < self.begun + WINDOW:
            self.begun, self.key, self.arrivals = now, token_bytes(32), Counter()
        mark = blake2b(_place(address), key=self.key, digest_size=16).digest()
        is_counted = mark in self.arrivals or len(self.arrivals) < PLACES
        return mark if is_counted else b""


def _place(address: str | None) -> bytes:
    """An IPv4 address, or the network of an IPv6 address that one household or house has."""
    try:
        read = ip_address(address or "")
    except ValueError:
        return b""
    if isinstance(read, IPv6Address):
        mapped = read.ipv4_mapped
        return mapped.packed if mapped is not None else read.packed[:8]
    return read.packed


COUNTS = Counts()
"""This process's."""
