"""ZIP files from strangers, as office programs make them: opened with doubt, unpacked by count.

No header is believed: what a member says of its size decides nothing, and every byte is counted as
it comes out. Names of members are looked up and never used as paths; a ZIP inside is never opened.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from itertools import pairwise
from typing import IO, BinaryIO

from retning.core.documents.unreadable import Unreadable, UnreadableCode

BEGINS = b"PK\x03\x04"
MOST_MEMBERS = 5_000
# All that is unpacked of one file: some 2,000 pages of Word's XML.
MOST_BYTES = 64 * 1024 * 1024
_LONGEST_DIRECTORY = 2 * 1024 * 1024
_LONGEST_NAME = 1_000
# Office XML shrinks to a tenth or a twentieth; what shrinks more than this was made to.
_LARGEST_RATIO = 200
_RATIO_FROM = 4 * 1024 * 1024
_STEP = 256 * 1024
_LOCAL_HEADER = 30
_ENTRY = b"PK\x01\x02"
_DIRECTORY_ENDS = b"PK\x05\x06"
_LONGEST_END = 22 + 65_535
# Where it stands before the end of the directory, a longer directory may stand anywhere (ZIP64).
_LOCATOR = b"PK\x06\x07"
_LOCATOR_LENGTH = 20
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ENCRYPTED_FLAG = 0x1
_BREAKS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
    OverflowError,
)


class Package:
    """The members of one ZIP file. Raises Unreadable (BOMB, DAMAGED, ENCRYPTED; the detail is
    `kind`), and nothing else, whatever the bytes."""

    def __init__(self, file: BinaryIO | bytes, *, kind: str = "zip") -> None:
        self.kind = kind
        self._unpacked = 0
        stream = io.BytesIO(file) if isinstance(file, bytes) else file
        _refuse_long_directory(stream, kind)
        try:
            self._zip = zipfile.ZipFile(stream)
            members = self._zip.infolist()
        except _BREAKS as problem:
            raise Unreadable(UnreadableCode.DAMAGED, kind) from problem
        if len(members) > MOST_MEMBERS or _overlap(members):
            raise Unreadable(UnreadableCode.BOMB, kind)
        self._members: dict[str, zipfile.ZipInfo] = {}
        self._twice: set[str] = set()
        for member in members:
            name = _looked_up(member.filename)
            if name in self._members:
                self._twice.add(name)
            self._members[name] = member

    def __contains__(self, name: str) -> bool:
        return _looked_up(name) in self._members

    @property
    def names(self) -> frozenset[str]:
        """The members' names in lower case, with forward slashes."""
        return frozenset(self._members)

    def read(self, name: str, *, most: int = MOST_BYTES) -> bytes:
        """A member's bytes, at most `most`, and at most MOST_BYTES of all that is asked for."""
        name = _looked_up(name)
        member = self._members.get(name)
        if member is None or name in self._twice or member.compress_type not in _METHODS:
            raise Unreadable(UnreadableCode.DAMAGED, self.kind)
        if member.flag_bits & _ENCRYPTED_FLAG:
            raise Unreadable(UnreadableCode.ENCRYPTED, self.kind)
        try:
            with self._zip.open(member) as stream:
                return self._counted(stream, member, most)
        except _BREAKS as problem:
            raise Unreadable(UnreadableCode.DAMAGED, self.kind) from problem

    def _counted(self, stream: IO[bytes], member: zipfile.ZipInfo, most: int) -> bytes:
        parts, size = [], 0
        while part := stream.read(_STEP):
            size += len(part)
            self._unpacked += len(part)
            swells = size > _RATIO_FROM and size > _LARGEST_RATIO * max(member.compress_size, 1)
            if swells or size > most or self._unpacked > MOST_BYTES:
                raise Unreadable(UnreadableCode.BOMB, self.kind)
            parts.append(part)
        return b"".join(parts)


def _looked_up(name: str) -> str:
    # Part names do not tell capitals apart, and some programs write Windows' slashes.
    return name[:_LONGEST_NAME].replace("\\", "/").lstrip("/").lower()


def _refuse_long_directory(stream: BinaryIO, kind: str) -> None:
    """Before the library makes an object of each entry of the directory."""
    size = stream.seek(0, io.SEEK_END)
    first = stream.seek(max(0, size - _LONGEST_END - _LOCATOR_LENGTH))
    end = stream.read()
    place = end.rfind(_DIRECTORY_ENDS)
    if place < 0 or len(end) < place + 22:
        raise Unreadable(UnreadableCode.DAMAGED, kind)
    # The library follows a locator whatever the end says; below 4 GB no office file needs one.
    located = place >= _LOCATOR_LENGTH and end.startswith(_LOCATOR, place - _LOCATOR_LENGTH)
    (length,) = struct.unpack_from("<I", end, place + 12)
    if located or length > _LONGEST_DIRECTORY:
        raise Unreadable(UnreadableCode.BOMB, kind)
    # How many there are is counted: the library does not heed what the end says of that either.
    stream.seek(max(0, first + place - length))
    entries = stream.read(length).count(_ENTRY)
    stream.seek(0)
    if entries > MOST_MEMBERS:
        raise Unreadable(UnreadableCode.BOMB, kind)


def _overlap(members: list[zipfile.ZipInfo]) -> bool:
    spans = sorted((one.header_offset, one.header_offset + one.compress_size) for one in members)
    return any(former[1] + _LOCAL_HEADER > latter[0] for former, latter in pairwise(spans))
