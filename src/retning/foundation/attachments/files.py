"""Files on disk: written beside, made durable, then moved into place in one step."""

from __future__ import annotations

import hashlib
import os
import re
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from retning.foundation.attachments.content import TextScan, TextState
from retning.foundation.attachments.durable import make_durable, make_folder

EDGE = 16_384
INCOMING = "incoming"
_TENANT = re.compile(r"[a-z0-9][a-z0-9_-]{0,15}")


class Overflow(Exception):
    """More bytes came than the limit allows."""


@dataclass(frozen=True)
class Written:
    """A file that has been written beside, and what was learned on the way."""

    path: Path
    sha256: str
    size: int
    state: TextState
    head: bytes


def root() -> Path:
    """The folder of the files; see RETNING_DATA_DIR."""
    return Path(settings.DATA_DIR) / "files"


def incoming() -> Path:
    """The folder of files that are still on their way in."""
    return root() / INCOMING


def place_of(tenant: str, sha256: str) -> Path:
    """Where a tenant's file lies. Raises ValueError where either could not be part of a path."""
    if not _TENANT.fullmatch(tenant) or tenant == INCOMING:
        raise ValueError("A tenant's name is small letters, digits, - and _, 16 at most")
    if not re.fullmatch(r"[0-9a-f]{64}", sha256):
        raise ValueError("A checksum is 64 hexadecimal digits")
    return root() / tenant / sha256[:2] / sha256


@contextmanager
def written_beside(chunks: Iterable[bytes], *, limit: int) -> Iterator[Written]:
    """Write `chunks` to a file of no name, which is removed on the way out unless it was moved.

    Holds one chunk and an edge of 16 kB in memory. Raises Overflow as soon as more than `limit`
    bytes have come.
    """
    folder = incoming()
    make_folder(folder)
    path = folder / f"{uuid.uuid4().hex}.part"
    try:
        with _opened_anew(path) as file:
            written = _write(chunks, file, path, limit)
        yield written
    finally:
        path.unlink(missing_ok=True)


def move_into_place(written: Written, place: Path) -> None:
    """Give the file its lasting name, in one step, and make the name durable too."""
    make_folder(place.parent)
    written.path.replace(place)
    make_durable(place.parent)


def _write(chunks: Iterable[bytes], file: BinaryIO, path: Path, limit: int) -> Written:
    checksum, scan = hashlib.sha256(), TextScan()
    size, head = 0, b""
    for chunk in chunks:
        size += len(chunk)
        if size > limit:
            raise Overflow
        file.write(chunk)
        checksum.update(chunk)
        scan.feed(chunk)
        if len(head) < EDGE:
            head = (head + chunk[:EDGE])[:EDGE]
    file.flush()
    os.fsync(file.fileno())
    return Written(path, checksum.hexdigest(), size, scan.state(), head)


def _opened_anew(path: Path) -> BinaryIO:
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
