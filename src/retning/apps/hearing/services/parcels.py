"""A document of the record as it is handed over: files with names, and one checksum over them."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from retning.apps.hearing.enums import ScanState
from retning.apps.hearing.models import JournalEntry, ResponseFile
from retning.apps.hearing.queries.papers import Paper, paper_of
from retning.foundation import confined
from retning.foundation.attachments.models import Attachment
from retning.foundation.attachments.names import display_name
from retning.foundation.attachments.services import open_stored
from retning.foundation.reporting.services import MEDIA_TYPES, drawn
from retning.foundation.reporting.structure import Format

logger = logging.getLogger("retning.journal")

CHUNK = 256 * 1024
LONGEST_NAME = 120


@dataclass(frozen=True)
class Part:
    """One file of a parcel: its bytes, or the stored file that holds them. `name` is a path with
    `/`, safe in any folder."""

    name: str
    media_type: str
    size: int
    data: bytes = b""
    stored: Attachment | None = None

    def chunks(self) -> Iterator[bytes]:
        """Its bytes. Raises FileNotFoundError where a stored file has been lost."""
        if self.stored is None:
            yield self.data
            return
        with open_stored(self.stored) as file:
            while chunk := file.read(CHUNK):
                yield chunk


@dataclass(frozen=True)
class Parcel:
    """One document: `metadata.json`, `document.pdf` (or `.html`), and `files/…`. `checksum` is
    SHA-256 over the metadata, which holds those of the others."""

    key: UUID
    municipality: str
    hearing: str
    name: str
    parts: tuple[Part, ...]
    checksum: str


def parcel_of(entry: JournalEntry) -> Parcel:
    """Everything of an entry, drawn as a PDF; as one HTML file where its text breaks the drawer.
    The same entry gives the same bytes."""
    paper = paper_of(entry)
    form, document = _drawn(paper)
    named = Part(f"document.{form}", MEDIA_TYPES[form], len(document), document)
    files, told = enclosed(paper.files)
    data = {
        **paper.data,
        "document": {
            "name": named.name,
            "media_type": named.media_type,
            "sha256": hashlib.sha256(document).hexdigest(),
        },
        "files": told,
    }
    metadata = as_json(data)
    return Parcel(
        key=paper.key,
        municipality=entry.municipality_id,
        hearing=entry.hearing.slug,
        name=paper.name,
        parts=(metadata, named, *files),
        checksum=hashlib.sha256(metadata.data).hexdigest(),
    )


def as_json(data: Any, name: str = "metadata.json") -> Part:
    """Data as a file that people can read too."""
    text = json.dumps(data, ensure_ascii=False, indent=2).encode() + b"\n"
    return Part(name, "application/json", len(text), text)


def enclosed(files: tuple[ResponseFile, ...]) -> tuple[tuple[Part, ...], list[dict[str, Any]]]:
    """The files that came with something, numbered, and what the data says of each. What is harmful
    or lost is left out, and said to be."""
    parts, told = [], []
    for number, file in enumerate(files, start=1):
        stored = file.attachment
        about = {
            "name": file.name,
            "media_type": stored.media_type,
            "size": stored.size,
            "sha256": stored.sha256,
            "examined": file.scan,
        }
        left_out = _left_out(file)
        if left_out:
            told.append({**about, "left_out": left_out})
            continue
        path = f"files/{number:02d}-{_safe(file.name)}"
        parts.append(Part(path, stored.media_type, stored.size, stored=stored))
        told.append({**about, "path": path})
    return tuple(parts), told


def _left_out(file: ResponseFile) -> str:
    if file.scan == ScanState.INFECTED:
        return "harmful"
    try:
        open_stored(file.attachment).close()
    except FileNotFoundError:
        return "lost"
    return ""


def _safe(name: str) -> str:
    """A name that no folder, old or new, trips over."""
    clean = "".join("-" if sign in '<>:"|?*\\/' else sign for sign in display_name(name))
    stem, dot, ending = clean.rpartition(".")
    if not stem or len(ending) > 10:
        return clean[:LONGEST_NAME]
    return stem[: LONGEST_NAME - len(ending) - 1] + dot + ending


def _drawn(paper: Paper) -> tuple[Format, bytes]:
    try:
        return Format.PDF, drawn(paper.report, Format.PDF)
    except confined.Broken as broken:
        logger.warning("Document %s is made as HTML: %s", paper.key, broken.code)
        return Format.HTML, drawn(paper.report, Format.HTML)
