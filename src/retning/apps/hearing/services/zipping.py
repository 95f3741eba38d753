"""A ZIP as a stream: never whole in memory, never half on the disk under a name of its own."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime

from retning.apps.hearing.services.parcels import Part

PACKED = zipfile.ZIP_DEFLATED
ALREADY_PACKED = ("image/", "application/pdf", "application/zip", "application/vnd.")
OWNER_ONLY = 0o600 << 16


class _Pipe(io.RawIOBase):
    """What a ZIP is written to: it cannot be gone back in, and is emptied as it fills."""

    def __init__(self) -> None:
        super().__init__()
        self.held = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        piece = bytes(data)  # type: ignore[call-overload]
        self.held += piece
        return len(piece)

    def taken(self) -> bytes:
        taken = bytes(self.held)
        self.held.clear()
        return taken


def zipped(parts: Iterable[Part], *, at: datetime) -> Iterator[bytes]:
    """The bytes of a ZIP of the parts, in their order, each dated `at`. The same parts and moment
    give the same bytes. A file that is lost while it is packed breaks it off."""
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w", allowZip64=True) as archive:
        for part in parts:
            info = zipfile.ZipInfo(part.name, at.timetuple()[:6])
            is_packed = part.media_type.startswith(ALREADY_PACKED)
            info.compress_type = zipfile.ZIP_STORED if is_packed else PACKED
            info.external_attr = OWNER_ONLY
            with archive.open(info, "w", force_zip64=part.size >= zipfile.ZIP64_LIMIT) as file:
                for chunk in part.chunks():
                    file.write(chunk)
                    yield pipe.taken()
            yield pipe.taken()
    yield pipe.taken()
