"""Enclosures: files that show what somebody says, kept beside the words and never run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from retning.core.documents.packages_kinds import PackageKind
from retning.foundation.attachments.content import TEXT, media_type_of
from retning.foundation.attachments.models import Attachment
from retning.foundation.attachments.services import store

LIMIT = 10_000_000
"""Bytes."""
ALLOWED = frozenset(
    {TEXT, "application/pdf", "application/rtf", "image/png", "image/jpeg", "image/webp"}
    | {
        media_type_of(kind)
        for kind in (
            *(PackageKind.DOCX, PackageKind.XLSX, PackageKind.PPTX),
            *(PackageKind.ODT, PackageKind.ODS, PackageKind.ODP),
            *(PackageKind.DOC, PackageKind.XLS, PackageKind.PPT),
        )
    }
)
"""Media types: what people write and photograph; no web page and no archive."""


@dataclass(frozen=True)
class Enclosure:
    """A file as it was handed in; `chunks` are read once."""

    chunks: Iterable[bytes]
    name: str


def kept(enclosure: Enclosure | None, *, tenant: str, now: datetime) -> Attachment | None:
    """The file, kept; None for none. Call it in the transaction of what it shows: where that is
    refused the file is forgotten too. Raises attachments' Refused."""
    if enclosure is None:
        return None
    return store(
        tenant=tenant,
        chunks=enclosure.chunks,
        name=enclosure.name,
        limit=LIMIT,
        allowed=ALLOWED,
        now=now,
    )
