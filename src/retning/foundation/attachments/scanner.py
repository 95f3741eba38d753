"""Files from strangers are examined for harmful programs by ClamAV, where an installation has it.

The protocol is clamd's INSTREAM: the file is sent in pieces, each after its length in four bytes,
a length of nothing ends it, and one line comes back.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from struct import pack
from typing import BinaryIO

PIECE = 128 * 1024
"""Bytes sent at a time."""
PATIENCE = 30.0
"""Seconds without a word from the scanner."""
LONGEST_ANSWER = 4096


@dataclass(frozen=True)
class Examined:
    """`found` is the scanner's name of what is in the file; empty for nothing."""

    found: str


class NotThere(Exception):
    """Nobody examines files now: no answer, or one that says neither yes nor no."""


def examine(file: BinaryIO, *, scanner: str) -> Examined:
    """Have a file examined at `scanner`: host:port, or the path of a socket. Raises NotThere."""
    try:
        with _connection(scanner) as connection:
            connection.sendall(b"zINSTREAM\0")
            while piece := file.read(PIECE):
                connection.sendall(pack("!L", len(piece)) + piece)
            connection.sendall(pack("!L", 0))
            answer = _answer(connection)
    except OSError as problem:
        raise NotThere(type(problem).__name__) from None
    if answer.endswith(" FOUND"):
        return Examined(answer.removesuffix(" FOUND").partition(": ")[2] or "?")
    if answer.endswith(": OK"):
        return Examined("")
    raise NotThere(answer[:80])


@contextmanager
def _connection(scanner: str) -> Iterator[socket.socket]:
    if scanner.startswith("/"):
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(PATIENCE)
        with connection:
            connection.connect(scanner)
            yield connection
        return
    host, _, port = scanner.rpartition(":")
    with socket.create_connection((host.strip("[]"), int(port)), PATIENCE) as connection:
        yield connection


def _answer(connection: socket.socket) -> str:
    said = b""
    while b"\0" not in said and len(said) < LONGEST_ANSWER:
        piece = connection.recv(LONGEST_ANSWER)
        if not piece:
            break
        said += piece
    return said.partition(b"\0")[0].decode("utf-8", "replace").strip()
