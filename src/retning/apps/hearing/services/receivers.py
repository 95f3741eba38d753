"""Where documents of the record go: a folder, or a system's HTTP endpoint.

Both bear being given the same document again: that is what makes it be there exactly once,
whenever we are interrupted.
"""

from __future__ import annotations

import contextlib
import errno
import http.client
import json
import os
import shutil
import ssl
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from retning.apps.hearing.services.parcels import Parcel, Part
from retning.foundation.attachments.durable import make_durable, make_folder

INCOMING = ".incoming"
FOLDER_MODE = 0o750
"""The system that takes the documents away reads them by its group."""
TIMEOUT_SECONDS = 30.0
LONGEST_REPLY = 64 * 1024
LONGEST_REFERENCE = 100
LATER = frozenset({408, 409, 423, 425, 429})
"""Answers below 500 that a later attempt may change."""
LONGEST_WAIT = timedelta(days=1)


class NotNow(Exception):
    """It was not taken, and may be later. `code` says why, in our own words and nobody's name;
    `wait` is how long the receiver asked us to. `is_away` where nobody answered."""

    def __init__(self, code: str, *, wait: timedelta | None = None, is_away: bool = False) -> None:
        super().__init__(code)
        self.code = code
        self.wait = wait
        self.is_away = is_away


class Rejected(Exception):
    """It will not be taken as it is: somebody must look."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Receiver(Protocol):
    """Takes documents; `deliver` returns what the receiver calls the document, empty for nothing.
    `knock` costs little, and tells before a document is drawn whether it would be in vain. Both
    raise NotNow, `deliver` Rejected too."""

    def knock(self) -> None: ...

    def deliver(self, parcel: Parcel) -> str: ...


def receiver_of(url: str, token: str = "") -> Receiver:
    """The receiver that a setting names: `file:///…` or `https://…` (http on loopback)."""
    parts = urlsplit(url)
    if parts.scheme == "file":
        return Folder(Path(parts.path))
    return Endpoint(url, token)


@dataclass(frozen=True)
class Folder:
    """A folder on a disk: `<municipality>/<hearing>/<number>-<kind>-<reference>/`. Each document is
    written beside, made durable, and moved into place in one step."""

    root: Path

    def knock(self) -> None:
        """A disk that is not mounted is not a folder to be made."""
        if not self.root.is_dir():
            raise NotNow("folder_missing", is_away=True)

    def deliver(self, parcel: Parcel) -> str:
        self.knock()
        place = self.root / parcel.municipality / parcel.hearing / parcel.name
        try:
            if not place.exists():
                self._put(parcel, place)
        except OSError as trouble:
            code = errno.errorcode.get(trouble.errno or 0, "unknown")
            raise NotNow(f"folder {code}", is_away=True) from trouble
        return ""

    def _put(self, parcel: Parcel, place: Path) -> None:
        make_folder(place.parent, mode=FOLDER_MODE)
        beside = self.root / INCOMING / f"{parcel.key}-{uuid.uuid4().hex}"
        try:
            for part in parcel.parts:
                _write(part, beside / part.name)
            for folder in {beside, *(path.parent for path in map(beside.joinpath, _names(parcel)))}:
                make_durable(folder)
            with contextlib.suppress(FileExistsError):
                _move(beside, place)
            make_durable(place.parent)
        finally:
            shutil.rmtree(beside, ignore_errors=True)


def sweep_folder(root: Path, *, before: float) -> int:
    """Remove what an interruption left beside, last changed before a moment (seconds since 1970);
    how many."""
    count = 0
    for path in sorted((root / INCOMING).glob("*")):
        with contextlib.suppress(FileNotFoundError):
            if path.stat().st_mtime < before:
                shutil.rmtree(path, ignore_errors=True)
                count += 1
    return count


def _names(parcel: Parcel) -> Iterator[str]:
    for part in parcel.parts:
        yield part.name


def _move(beside: Path, place: Path) -> None:
    """Into place in one step. Raises FileExistsError where the document is there already."""
    try:
        beside.rename(place)
    except OSError as trouble:
        if trouble.errno in {errno.ENOTEMPTY, errno.EEXIST}:
            raise FileExistsError(trouble.errno, "there already") from trouble
        raise


def _write(part: Part, path: Path) -> None:
    make_folder(path.parent, mode=FOLDER_MODE)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o640)
    with os.fdopen(descriptor, "wb") as file:
        for chunk in part.chunks():
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())


@dataclass(frozen=True)
class Endpoint:
    """A system that takes documents by HTTP: one POST each, `multipart/form-data`, with a token and
    an `Idempotency-Key`, the same however often the document is sent. 2xx means that it is there;
    a JSON reply may say `reference`, what the system calls it."""

    url: str
    token: str = ""

    def knock(self) -> None:
        """To ask whether a system is there costs as much as giving it the document."""

    def deliver(self, parcel: Parcel) -> str:
        connection = self._connection()
        try:
            status, wait, reply = self._sent(connection, parcel)
        except (OSError, http.client.HTTPException) as trouble:
            raise NotNow(_trouble(trouble), is_away=True) from trouble
        finally:
            connection.close()
        if 200 <= status < 300:
            return _reference(reply)
        if status >= 500 or status in LATER:
            raise NotNow(f"answered {status}", wait=wait)
        raise Rejected(f"answered {status}")

    def _connection(self) -> http.client.HTTPConnection:
        parts = urlsplit(self.url)
        host = parts.hostname or ""
        if parts.scheme == "http":
            return http.client.HTTPConnection(host, parts.port, timeout=TIMEOUT_SECONDS)
        return http.client.HTTPSConnection(
            host, parts.port, timeout=TIMEOUT_SECONDS, context=ssl.create_default_context()
        )

    def _sent(
        self, connection: http.client.HTTPConnection, parcel: Parcel
    ) -> tuple[int, timedelta | None, bytes]:
        boundary = f"retning-{parcel.key.hex}"
        heads = [_part_head(part, boundary) for part in parcel.parts]
        end = f"--{boundary}--\r\n".encode()
        sizes = (len(head) + part.size + 2 for head, part in zip(heads, parcel.parts, strict=True))
        headers = {
            "Content-Type": f"multipart/form-data; boundary={boundary}",
            "Content-Length": str(sum(sizes) + len(end)),
            "Idempotency-Key": str(parcel.key),
            "Accept": "application/json",
            "User-Agent": "Retning",
        }
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        parts = urlsplit(self.url)
        path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
        connection.request("POST", path, body=_body(parcel, heads, end), headers=headers)
        answer = connection.getresponse()
        return answer.status, _asked_to_wait(answer), _whole(answer)


def _body(parcel: Parcel, heads: list[bytes], end: bytes) -> Iterator[bytes]:
    for head, part in zip(heads, parcel.parts, strict=True):
        yield head
        yield from part.chunks()
        yield b"\r\n"
    yield end


def _part_head(part: Part, boundary: str) -> bytes:
    folder, _slash, name = part.name.rpartition("/")
    field = folder or part.name.partition(".")[0]
    said = name.replace("\\", "_").replace('"', "%22")
    return (
        f'--{boundary}\r\nContent-Disposition: form-data; name="{field}"; filename="{said}"\r\n'
        f"Content-Type: {part.media_type}\r\n\r\n"
    ).encode()


def _whole(answer: http.client.HTTPResponse) -> bytes:
    """The reply. Raises IncompleteRead where less came than was promised, or too much."""
    reply = answer.read(LONGEST_REPLY)
    if answer.length or answer.read(1):
        raise http.client.IncompleteRead(b"")
    return reply


def _reference(reply: bytes) -> str:
    try:
        said = json.loads(reply or b"{}")
    except ValueError:
        return ""
    reference = said.get("reference") if isinstance(said, dict) else None
    if not isinstance(reference, str | int):
        return ""
    return "".join(sign for sign in str(reference) if sign.isprintable())[:LONGEST_REFERENCE]


def _asked_to_wait(answer: http.client.HTTPResponse) -> timedelta | None:
    said = answer.headers.get("Retry-After") or ""
    if not (said.isascii() and said.isdigit()):
        return None
    return min(timedelta(seconds=min(int(said), 10**6)), LONGEST_WAIT)


def _trouble(trouble: Exception) -> str:
    """Why nobody answered, by our own words: what a server says may name somebody."""
    if isinstance(trouble, TimeoutError):
        return "no_answer"
    if isinstance(trouble, ssl.SSLError):
        return "certificate"
    if isinstance(trouble, http.client.HTTPException | ConnectionResetError | BrokenPipeError):
        return "half_answer"
    return "unreachable"
