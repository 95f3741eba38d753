"""Taking files in, and sweeping up after those that never came all the way."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from django.db import transaction
from django.db.models import ProtectedError

from retning.core.documents.unreadable import Unreadable, UnreadableCode
from retning.foundation.attachments import content, files
from retning.foundation.attachments.content import Kind, TextState
from retning.foundation.attachments.models import Attachment
from retning.foundation.attachments.names import display_name

ORPHAN_AFTER = timedelta(days=1)


class Refusal(StrEnum):
    EMPTY = "empty"  # no bytes, or nothing but white space
    TOO_LARGE = "too_large"  # detail: the limit in bytes
    WRONG_TYPE = "wrong_type"  # detail: what it looks like ("PDF")
    NOT_TEXT = "not_text"  # asked for text; a program's data of unknown kind
    NOT_DECODABLE = "not_decodable"  # asked for text; an encoding that is none we read
    ENCRYPTED = "encrypted"  # an office file that a password locks
    DAMAGED = "damaged"  # an archive that cannot be opened
    BOMB = "bomb"  # an archive made to do harm


class Refused(Exception):
    """The file cannot be taken, and nothing of it is kept."""

    def __init__(self, code: Refusal, detail: str = "") -> None:
        super().__init__(f"{code} {detail}".strip())
        self.code = code
        self.detail = detail


def store(
    *,
    tenant: str,
    chunks: Iterable[bytes],
    name: str,
    limit: int,
    allowed: Collection[str],
    now: datetime,
) -> Attachment:
    """Keep a file of at most `limit` bytes whose content is of one of the `allowed` media types.

    The same content twice gives the same attachment, under its first name. The file is durable
    before the row is committed. Raises Refused; then, and after a crash, nothing is half-made.
    """
    try:
        with files.written_beside(chunks, limit=limit) as written:
            kind = _checked(written, allowed)
            return _kept(written, tenant=tenant, name=name, media_type=kind.media_type, now=now)
    except files.Overflow:
        raise Refused(Refusal.TOO_LARGE, str(limit)) from None


def store_made(
    *, tenant: str, chunks: Iterable[bytes], name: str, limit: int, media_type: str, now: datetime
) -> Attachment:
    """Keep a file that we have made ourselves: its kind is known, and nobody need look inside.

    As durable as `store`. Raises Refused (EMPTY, TOO_LARGE).
    """
    try:
        with files.written_beside(chunks, limit=limit) as written:
            if written.size == 0:
                raise Refused(Refusal.EMPTY)
            return _kept(written, tenant=tenant, name=name, media_type=media_type, now=now)
    except files.Overflow:
        raise Refused(Refusal.TOO_LARGE, str(limit)) from None


def _kept(
    written: files.Written, *, tenant: str, name: str, media_type: str, now: datetime
) -> Attachment:
    """Put the file in its place, then its row: the first one's, where the tenant has the content
    already."""
    files.move_into_place(written, files.place_of(tenant, written.sha256))
    with transaction.atomic():
        attachment, _ = Attachment.objects.get_or_create(
            tenant=tenant,
            sha256=written.sha256,
            defaults={
                "size": written.size,
                "media_type": media_type,
                "name": display_name(name),
                "stored_at": now,
            },
        )
    return attachment


def find_stored(*, tenant: str, sha256: str) -> Attachment | None:
    """A tenant's file by its checksum."""
    return Attachment.objects.filter(tenant=tenant, sha256=sha256).first()


def open_stored(attachment: Attachment) -> BinaryIO:
    """The file's bytes; the caller closes it. Raises FileNotFoundError where it has been lost."""
    return files.place_of(attachment.tenant, attachment.sha256).open("rb")


def let_go(attachment: Attachment) -> None:
    """Forget a file where nothing else holds it; the file itself goes with the next sweep, since no
    row knows it then."""
    with suppress(ProtectedError), transaction.atomic():
        attachment.delete()


def sweep(now: datetime) -> int:
    """Remove what crashes left behind: files on their way in, and files that no row knows, both
    older than a day. Returns how many."""
    before = (now - ORPHAN_AFTER).timestamp()
    count = 0
    for path in sorted(files.root().glob("*/*")):
        if path.parent.name == files.INCOMING:
            count += _removed_if_older(path, before)
        elif path.is_dir():
            count += _swept(path, before)
    return count


def _swept(folder: Path, before: float) -> int:
    tenant, found = folder.parent.name, {path.name: path for path in folder.iterdir()}
    known = set(
        Attachment.objects.filter(tenant=tenant, sha256__in=found).values_list("sha256", flat=True)
    )
    return sum(_removed_if_older(path, before) for name, path in found.items() if name not in known)


def _removed_if_older(path: Path, before: float) -> int:
    try:
        if path.stat().st_mtime >= before:
            return 0
        path.unlink()
    except FileNotFoundError:
        return 0
    return 1


def _checked(written: files.Written, allowed: Collection[str]) -> Kind:
    if written.size == 0 or written.state is TextState.BLANK:
        raise Refused(Refusal.EMPTY)
    kind = _recognised(written)
    if kind.media_type in allowed:
        return kind
    if kind.label:
        raise Refused(Refusal.WRONG_TYPE, kind.label)
    is_undecodable = written.state is TextState.NOT_DECODABLE
    raise Refused(Refusal.NOT_DECODABLE if is_undecodable else Refusal.NOT_TEXT)


def _recognised(written: files.Written) -> Kind:
    with written.path.open("rb") as file:
        try:
            return content.recognise(written.state, written.head, file)
        except Unreadable as problem:
            code = _UNREADABLE.get(problem.code, Refusal.DAMAGED)
            raise Refused(code, problem.detail) from None


_UNREADABLE = {
    UnreadableCode.ENCRYPTED: Refusal.ENCRYPTED,
    UnreadableCode.BOMB: Refusal.BOMB,
}
