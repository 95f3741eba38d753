"""What a file with an edition must be before anything of it comes in: whole, true, of this form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

import msgspec
from django.core.exceptions import ValidationError

from retning.apps.strategy import validators
from retning.apps.strategy.enums import EditionKind
from retning.apps.strategy.models import Edition
from retning.apps.strategy.queries.exchange import (
    FILE_LIMIT,
    SCHEMA,
    VERSION,
    EditionDocument,
)
from retning.apps.strategy.queries.goal_targets import TARGETS, as_frozen_item, goal_targets_of
from retning.apps.strategy.queries.rows import PUBLICATION, as_frozen
from retning.foundation.freezing.queries import checksum_over, hash_of
from retning.foundation.freezing.services import Row


class ImportRefusal(StrEnum):
    TOO_LARGE = "too_large"
    NOT_JSON = "not_json"
    NOT_KEPT = "not_kept"  # looked at more than a day ago
    NOT_AN_EDITION = "not_an_edition"
    TOO_NEW = "too_new"
    BROKEN = "broken"
    ANOTHER_MUNICIPALITY = "another_municipality"
    NOT_PUBLISHED_YET = "not_published_yet"
    ALREADY_HERE = "already_here"
    OTHER_CONTENT = "other_content"
    KEY_USED = "key_used"
    SLUG_USED = "slug_used"
    NOT_IN_ORDER = "not_in_order"
    DRAFT_CHANGED = "draft_changed"
    NO_SUCH_BODY = "no_such_body"
    NOT_PUBLISHABLE = "not_publishable"


class ImportRefused(Exception):
    """A file that does not come in, with nothing half-done. `detail` is what it is about (a place
    in the file, a body's name), `edition` the one that is here already, where there is one."""

    def __init__(
        self, code: ImportRefusal, detail: str = "", *, edition: Edition | None = None
    ) -> None:
        super().__init__(f"{code}: {detail}" if detail else code.value)
        self.code = code
        self.detail = detail
        self.edition = edition


class Head(msgspec.Struct):
    """What says which format a file has, whatever else it holds."""

    schema: str = ""
    version: object = None


def read_document(data: bytes) -> dict[str, Any]:
    """A file's bytes as a document whose parts have the right form; nothing is built of one that
    has not. Raises ImportRefused: too_large, not_json, too_new, not_an_edition."""
    if len(data) > FILE_LIMIT:
        raise ImportRefused(ImportRefusal.TOO_LARGE)
    bare = data.removeprefix(b"\xef\xbb\xbf")
    try:
        head = msgspec.json.decode(bare, type=Head)
        _check_version({"schema": head.schema, "version": head.version})
        msgspec.json.decode(bare, type=EditionDocument)
        document: dict[str, Any] = msgspec.json.decode(bare)
    except msgspec.ValidationError as error:
        raise ImportRefused(ImportRefusal.NOT_AN_EDITION, str(error)) from error
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise ImportRefused(ImportRefusal.NOT_JSON) from error
    return document


def _check_version(document: dict[str, Any]) -> None:
    version = document.get("version")
    if document.get("schema") == SCHEMA and isinstance(version, int) and version > VERSION:
        raise ImportRefused(ImportRefusal.TOO_NEW, str(version))


@dataclass(frozen=True)
class Checked:
    """A document that holds what it says: its parts by type, and its rows as they were frozen."""

    told: EditionDocument
    rows: list[Row]

    @property
    def kind(self) -> EditionKind:
        return EditionKind(self.told.kind)


def checked_document(document: dict[str, Any]) -> Checked:
    """The document, if it is whole and true. Raises ImportRefused: too_new, not_an_edition,
    broken (a hash or the checksum does not hold)."""
    _check_version(document)
    try:
        told = msgspec.convert(document, EditionDocument)
    except (msgspec.ValidationError, RecursionError) as error:
        raise ImportRefused(ImportRefusal.NOT_AN_EDITION, str(error)) from error
    rows = [_row(given) for given in document["rows"]]
    _check_hashes(told, rows, document["rows"])
    _check_agreement(told, document)
    _check_texts(rows)
    _check_targets(rows)
    return Checked(told, rows)


def _row(given: dict[str, Any]) -> Row:
    parent = given["parent_key"]
    return Row(
        key=UUID(given["key"]),
        kind=given["kind"],
        parent_key=UUID(parent) if parent else None,
        text=given["text"],
        body=given["body"],
        data=given["data"],
    )


def _check_hashes(told: EditionDocument, rows: list[Row], given: list[dict[str, Any]]) -> None:
    try:
        hashes = [hash_of(row) for row in as_frozen(rows)]
    except ValueError as error:
        raise ImportRefused(ImportRefusal.BROKEN) from error
    for number, (found, row) in enumerate(zip(hashes, given, strict=True), start=1):
        if found != row["hash"]:
            raise ImportRefused(ImportRefusal.BROKEN, str(number))
    if checksum_over(hashes) != told.checksum:
        raise ImportRefused(ImportRefusal.BROKEN)


def _check_agreement(told: EditionDocument, document: dict[str, Any]) -> None:
    """What is told of the edition outside its rows is what was frozen in the first of them."""
    root, *others = document["rows"]
    publication = root["data"].get(PUBLICATION) if root["kind"] == "strategy" else None
    agrees = (
        publication is not None
        and all(row["kind"] != "strategy" for row in others)
        and UUID(root["key"]) == told.strategy.key
        and root["text"] == told.title
        and publication
        == {"kind": told.kind, "note": told.note, "resolutions": document["resolutions"]}
    )
    first, last = root["data"].get("period") or (1, 0)
    if (
        not agrees
        or last < first
        or len({row["key"] for row in document["rows"]}) != len(others) + 1
    ):
        raise ImportRefused(ImportRefusal.NOT_AN_EDITION)


def _check_targets(rows: Sequence[Row]) -> None:
    """Targets are such as can be frozen here, word for word."""
    for number, row in enumerate(rows):
        items = row.data.get(TARGETS, [])
        if [as_frozen_item(each) for each in goal_targets_of(items)] != items:
            raise ImportRefused(ImportRefusal.NOT_AN_EDITION, f"rows[{number}].data.targets")


def _check_texts(rows: Sequence[Row]) -> None:
    """Texts are as a draft keeps them, else the draft could not say what the edition says."""
    for number, row in enumerate(rows, start=1):
        try:
            is_kept = validators.wording(row.text) == row.text
            is_kept = is_kept and validators.prose(row.body) == row.body
        except ValidationError:
            is_kept = False
        if not is_kept:
            raise ImportRefused(ImportRefusal.NOT_AN_EDITION, f"rows[{number - 1}]")
