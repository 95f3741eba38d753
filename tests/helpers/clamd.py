"""Scanners on loopback: one of our own that speaks clamd's INSTREAM, and clamd itself."""

from __future__ import annotations

import shutil
import socket
import socketserver
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from struct import unpack
from threading import Thread

from tools import provision

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
"""The harmless file that every scanner knows; in two pieces, so that none finds it in here."""


@dataclass
class Scanner:
    """`address` is what RETNING_CLAMAV says; `seen` what it was sent; `answer` replaces what it
    would say."""

    address: str = ""
    seen: list[bytes] = field(default_factory=list)
    answer: bytes = b""


@contextmanager
def scanner(answer: bytes = b"") -> Iterator[Scanner]:
    """A scanner that is gone when its test is."""
    told = Scanner(answer=answer)

    class Door(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            assert self.rfile.read(10) == b"zINSTREAM\0"
            data = b""
            while length := unpack("!L", self.rfile.read(4))[0]:
                data += self.rfile.read(length)
            told.seen.append(data)
            found = b"stream: Eicar-Signature FOUND" if EICAR in data else b"stream: OK"
            self.wfile.write((told.answer or found) + b"\0")

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Door) as server:
        told.address = f"127.0.0.1:{server.server_address[1]}"
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield told
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def clamd(folder: Path) -> Iterator[str]:
    """The real one, with no signature but EICAR's, behind a socket in `folder`, which holds all
    that it needs; gone when its test is. Raises RuntimeError where it does not start."""
    (folder / "signatures").mkdir(exist_ok=True)
    (folder / "signatures" / "eicar.ndb").write_text(f"Eicar-Signature:0:0:{EICAR.hex()}\n")
    door = folder / "clamd.socket"
    settings = folder / "clamd.conf"
    settings.write_text(
        f"LocalSocket {door}\nDatabaseDirectory {folder / 'signatures'}\n"
        f"Foreground yes\nTemporaryDirectory {folder}\n"
    )
    installed = provision.clamd()
    assert installed is not None
    # Under its own name Debian's AppArmor lets it read nothing of ours.
    program = shutil.copy(installed, folder / "clamd")
    with subprocess.Popen([program, f"--config-file={settings}"]) as running:
        try:
            while not _answers(door):  # it does when the signatures have been read
                if running.poll() is not None:
                    raise RuntimeError(f"clamd ended with {running.returncode}")
                time.sleep(0.05)
            yield str(door)
        finally:
            running.terminate()


def _answers(door: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as asked:
        try:
            asked.connect(str(door))
            asked.sendall(b"zPING\0")
            return asked.recv(16) == b"PONG\0"
        except OSError:
            return False
