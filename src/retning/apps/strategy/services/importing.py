"""An edition that comes in from a file: all of it as it was frozen elsewhere, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from retning.apps.organisation.models import Municipality, Resolution, Unit
from retning.apps.organisation.services import Refused as OrganisationRefused
from retning.apps.organisation.services import record_resolution
from retning.apps.strategy import rules
from retning.apps.strategy.models import Edition, Strategy
from retning.apps.strategy.queries.draft import NODES, draft_outline
from retning.apps.strategy.queries.exchange import (
    FrozenResolution,
)
from retning.apps.strategy.queries.rows import as_frozen, draft_checksum, last_edition
from retning.apps.strategy.services.editions import keep_edition, publishing_lacks
from retning.apps.strategy.services.import_checks import (
    Checked,
    ImportRefusal,
    ImportRefused,
    checked_document,
)
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


@dataclass(frozen=True)
class Preview:
    """What a file would bring in. `unowned` are goals whose owner is not here."""

    edition: Edition
    is_new_strategy: bool
    areas: int
    goals: int
    unowned: int


def preview_import(
    *, municipality: Municipality, document: dict[str, Any], by: Actor, now: datetime
) -> Preview:
    """What taking a file in would do: it is done, looked at, and undone. Raises ImportRefused."""
    with transaction.atomic():
        edition = import_edition(municipality=municipality, document=document, by=by, now=now)
        outline = draft_outline(edition.strategy)
        named = [row for row in document["rows"] if row["data"].get("owner_unit")]
        owned = len(outline.all_goals) - len(outline.goals_without_owner)
        preview = Preview(
            edition=edition,
            is_new_strategy=not edition.strategy.editions.exclude(pk=edition.pk).exists(),
            areas=len(outline.areas),
            goals=len(outline.all_goals),
            unowned=max(0, len(named) - owned),
        )
        transaction.set_rollback(True)
    return preview


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
