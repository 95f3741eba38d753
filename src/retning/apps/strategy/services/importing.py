"""An edition that comes in from a file: all of it as it was frozen elsewhere, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import msgspec
from django.core.exceptions import ValidationError
from django.db import transaction

from retning.apps.organisation.models import Municipality, Resolution, Unit
from retning.apps.organisation.services import Refused as OrganisationRefused
from retning.apps.organisation.services import record_resolution
from retning.apps.strategy import rules, validators
from retning.apps.strategy.enums import EditionKind
from retning.apps.strategy.models import Edition, Strategy
from retning.apps.strategy.queries.draft import NODES, draft_outline
from retning.apps.strategy.queries.exchange import (
    FILE_LIMIT,
    SCHEMA,
    VERSION,
    EditionDocument,
    FrozenResolution,
)
from retning.apps.strategy.queries.rows import PUBLICATION, as_frozen, draft_checksum, last_edition
from retning.apps.strategy.services.editions import keep_edition, publishing_lacks
from retning.apps.strategy.services.rebuilding import (
    Here,
    Rebuilder,
    as_draft_rows,
    keep_endings,
    look_around,
    standing_nodes,
)
from retning.apps.strategy.services.trail import recorded
from retning.foundation.audit.services import Actor, snapshot
from retning.foundation.freezing.queries import checksum_over, hash_of, rows_of
from retning.foundation.freezing.services import Row


class ImportRefusal(StrEnum):
    TOO_LARGE = "too_large"
    NOT_JSON = "not_json"
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


def read_document(data: bytes) -> dict[str, Any]:
    """A file's bytes as a document that has not been checked. Raises ImportRefused: too_large,
    not_json, not_an_edition."""
    if len(data) > FILE_LIMIT:
        raise ImportRefused(ImportRefusal.TOO_LARGE)
    try:
        document = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise ImportRefused(ImportRefusal.NOT_JSON) from error
    if not isinstance(document, dict):
        raise ImportRefused(ImportRefusal.NOT_AN_EDITION)
    return document


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
    version = document.get("version")
    if document.get("schema") == SCHEMA and isinstance(version, int) and version > VERSION:
        raise ImportRefused(ImportRefusal.TOO_NEW, str(version))
    try:
        told = msgspec.convert(document, EditionDocument)
    except (msgspec.ValidationError, RecursionError) as error:
        raise ImportRefused(ImportRefusal.NOT_AN_EDITION, str(error)) from error
    rows = [_row(given) for given in document["rows"]]
    _check_hashes(told, rows, document["rows"])
    _check_agreement(told, document)
    _check_texts(rows)
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


@transaction.atomic
def import_edition(
    *, municipality: Municipality, document: dict[str, Any], by: Actor, now: datetime
) -> Edition:
    """Take an edition in as it was published elsewhere: same key, number, kind, moment, checksum.

    Its strategy is made, or its draft, if nobody has changed it since the edition before, becomes
    this edition's text. What goals name that is not here (owners, fields, the predecessor) is left
    out of the draft and stays in the edition. Raises ImportRefused.
    """
    checked = checked_document(document)
    told = checked.told
    if told.municipality != municipality.pk:
        raise ImportRefused(ImportRefusal.ANOTHER_MUNICIPALITY, told.municipality)
    if told.published_at > now:
        raise ImportRefused(ImportRefusal.NOT_PUBLISHED_YET)
    # Two who bring the same file stand in line here.
    Municipality.objects.select_for_update(no_key=True).get(pk=municipality.pk)
    strategy = Strategy.drafts.select_for_update().filter(key=told.strategy.key).first()
    if strategy is not None:
        _check_standing(strategy, municipality, checked)
    _check_free(municipality, strategy, checked)
    resolutions = [_resolution(municipality, each, by=by, now=now) for each in told.resolutions]
    strategy = _drafted(municipality, strategy, checked, by=by, now=now)
    _check_publishable(strategy, checked, resolutions)
    edition = keep_edition(
        strategy=strategy,
        number=told.number,
        kind=checked.kind,
        rows=checked.rows,
        note=told.note,
        resolutions=resolutions,
        deed="edition_imported",
        published_at=told.published_at,
        by=by,
        now=now,
    )
    # What came in as it was published has not been changed since.
    Strategy.drafts.filter(pk=strategy.pk).update(changed_at=told.published_at)
    return edition


def _check_standing(strategy: Strategy, municipality: Municipality, checked: Checked) -> None:
    """The strategy is here already: this must be its next edition, and its draft untouched."""
    told = checked.told
    if strategy.municipality_id != municipality.pk:
        raise ImportRefused(ImportRefusal.KEY_USED)
    if strategy.slug != told.strategy.slug:
        raise ImportRefused(ImportRefusal.OTHER_CONTENT)
    editions = list(Edition.objects.filter(strategy=strategy).select_related("frozen_set"))
    for edition in editions:
        if edition.number == told.number:
            is_same = edition.frozen_set.checksum == told.checksum
            code = ImportRefusal.ALREADY_HERE if is_same else ImportRefusal.OTHER_CONTENT
            raise ImportRefused(code, edition=edition)
    last = last_edition(strategy)
    if last is None:
        raise ImportRefused(ImportRefusal.OTHER_CONTENT)
    if told.number < last.number or told.published_at < last.published_at:
        raise ImportRefused(ImportRefusal.NOT_IN_ORDER, edition=last)
    rows = [
        Row(row.key, row.kind, row.parent_key, row.text, row.body, row.data)
        for row in rows_of(last.frozen_set_id)
    ]
    here = look_around(strategy_row=rows[0], rows=rows, municipality_code=municipality.pk)
    expected = _checksum(as_draft_rows(rows, here))
    if draft_checksum(draft_outline(strategy)) != expected:
        raise ImportRefused(ImportRefusal.DRAFT_CHANGED, edition=last)


def _checksum(rows: Sequence[Row]) -> str:
    return checksum_over(hash_of(row) for row in as_frozen(rows))


def _check_free(municipality: Municipality, strategy: Strategy | None, checked: Checked) -> None:
    """No key and no address in the file is another strategy's here."""
    others = Strategy.drafts.filter(municipality=municipality, slug=checked.told.strategy.slug)
    if strategy is None and others.exists():
        raise ImportRefused(ImportRefusal.SLUG_USED, checked.told.strategy.slug)
    keys = {row.key for row in checked.rows[1:]}
    if Strategy.drafts.filter(key__in=keys).exists():
        raise ImportRefused(ImportRefusal.KEY_USED)
    for model in NODES.values():
        path = "strategy" if model is NODES["area"] else "area__strategy"
        taken = model.drafts.filter(key__in=keys)
        if strategy is not None:
            taken = taken.exclude(**{path: strategy})
        if taken.exists():
            raise ImportRefused(ImportRefusal.KEY_USED)


def missing_bodies(municipality: Municipality, told: EditionDocument) -> list[str]:
    """The names of the bodies that decided on the edition and are not among the units here."""
    named = {each.body.key: each.body.name for each in told.resolutions}
    return [name for key, name in named.items() if _body(municipality, key, name) is None]


def _body(municipality: Municipality, key: UUID, name: str) -> Unit | None:
    """The unit with the key; else, as in an installation that begins, the one with the name."""
    units = Unit.objects.filter(municipality=municipality)
    return units.filter(key=key).first() or units.filter(name=name).order_by("pk").first()


def _resolution(
    municipality: Municipality, told: FrozenResolution, *, by: Actor, now: datetime
) -> Resolution:
    """The same resolution where it is recorded here, else recorded now."""
    body = _body(municipality, told.body.key, told.body.name)
    if body is None:
        raise ImportRefused(ImportRefusal.NO_SUCH_BODY, told.body.name)
    said: dict[str, Any] = {
        "met_on": told.met_on,
        "item": told.item,
        "text": told.text,
        "dissent": told.dissent,
        "link": told.link,
    }
    found = Resolution.objects.filter(body=body, **said).first()
    if found is not None:
        return found
    try:
        return record_resolution(body=body, by=by, now=now, **said)
    except OrganisationRefused as refused:
        raise ImportRefused(ImportRefusal.NOT_AN_EDITION, "resolutions") from refused


def _drafted(
    municipality: Municipality,
    strategy: Strategy | None,
    checked: Checked,
    *,
    by: Actor,
    now: datetime,
) -> Strategy:
    """The strategy with a draft that says what the edition says, as far as it can be said here."""
    root, *others = checked.rows
    here = look_around(strategy_row=root, rows=others, municipality_code=municipality.pk)
    before = snapshot(strategy) if strategy else None
    made = strategy or Strategy(
        municipality=municipality, key=root.key, slug=checked.told.strategy.slug
    )
    _tell(made, root, here, now=now)
    made.save()
    recorded("strategy_imported", made, before=before, by=by, now=now)
    standing = standing_nodes(made) if strategy else {}
    try:
        built = Rebuilder(made, here, now, standing).build(others)
    except LookupError as error:
        raise ImportRefused(ImportRefusal.NOT_AN_EDITION, "rows") from error
    built.save(by=by)
    keep_endings(strategy=made, endings=root.data.get("endings", ()), now=now)
    if draft_checksum(draft_outline(made)) != _checksum(as_draft_rows(checked.rows, here)):
        raise ImportRefused(ImportRefusal.NOT_AN_EDITION, "rows")
    return made


def _tell(strategy: Strategy, root: Row, here: Here, *, now: datetime) -> None:
    """Give the strategy what its row says of it."""
    said = root.data
    strategy.title, strategy.introduction = root.text, root.body
    strategy.period_from, strategy.period_to = said["period"]
    strategy.predecessor = here.predecessor
    for name in (
        "vision",
        "area_label",
        "legal_basis",
        "planning_since_revision",
        "revision_kind",
        "revision_decision",
        "readopted_parts",
    ):
        setattr(strategy, name, said[name])
    strategy.version = strategy.version + 1 if strategy.pk else 1
    strategy.changed_at = now


def _check_publishable(
    strategy: Strategy, checked: Checked, resolutions: Sequence[Resolution]
) -> None:
    """An edition from a file lacks nothing that one published here must have. That it revises one
    which was adopted before the first edition that came in cannot be known here."""
    lacks = publishing_lacks(
        outline=draft_outline(strategy), kind=checked.kind, resolutions=resolutions
    )
    left = [lack for lack in lacks if lack is not rules.Lack.NEVER_ADOPTED]
    if left:
        raise ImportRefused(ImportRefusal.NOT_PUBLISHABLE, ", ".join(left))
