"""Publishing: the draft is frozen into a numbered edition. One gateway, one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from retning.apps.organisation.models import Resolution
from retning.apps.strategy import rules, validators
from retning.apps.strategy.enums import EditionKind
from retning.apps.strategy.models import Edition, Strategy
from retning.apps.strategy.queries.draft import DraftOutline, draft_outline
from retning.apps.strategy.queries.goal_targets import TARGETS, goal_targets_of
from retning.apps.strategy.queries.rows import (
    PUBLICATION,
    changes_since,
    draft_checksum,
    last_edition,
    rows_of_draft,
)
from retning.apps.strategy.services.foreseeing import ask_outlooks
from retning.apps.strategy.services.indexing import index_edition
from retning.apps.strategy.services.refusals import (
    DraftChanged,
    NotPublishable,
    Refusal,
    Refused,
)
from retning.apps.strategy.services.renditions import queue_first
from retning.apps.strategy.services.trail import recorded
from retning.foundation.audit.services import Actor, Related
from retning.foundation.freezing.services import Row, freeze


@transaction.atomic
def publish_edition(
    *,
    strategy: Strategy,
    kind: EditionKind,
    resolutions: Sequence[Resolution] = (),
    note: str = "",
    expected_checksum: str | None = None,
    by: Actor,
    now: datetime,
) -> Edition:
    """Freeze the draft and show it to everyone from `now`.

    `expected_checksum` tells which draft was seen. Raises DraftChanged where it is another by now;
    NotPublishable with all that is missing, and where nothing has changed since the last edition of
    the same kind: a double click publishes once.
    """
    _own(strategy, resolutions)
    # Two who publish at once stand in line here, so that numbers have no gaps or doubles.
    locked = Strategy.drafts.select_for_update().get(pk=strategy.pk)
    outline = draft_outline(locked)
    if expected_checksum is not None and expected_checksum != draft_checksum(outline):
        raise DraftChanged
    if missing := publishing_lacks(outline=outline, kind=kind, resolutions=resolutions):
        raise NotPublishable(missing)
    last = last_edition(locked)
    if last and last.kind == kind and not changes_since(last, outline):
        raise NotPublishable([rules.Lack.NOTHING_CHANGED])
    rows = _published_rows(outline, kind=kind, note=validators.prose(note), resolutions=resolutions)
    return keep_edition(
        strategy=locked,
        number=(last.number if last else 0) + 1,
        kind=kind,
        rows=rows,
        note=validators.prose(note),
        resolutions=resolutions,
        deed="edition_published",
        published_at=now,
        by=by,
        now=now,
    )


def _own(strategy: Strategy, resolutions: Sequence[Resolution]) -> None:
    if any(resolution.municipality_id != strategy.municipality_id for resolution in resolutions):
        raise Refused(Refusal.ANOTHER_MUNICIPALITY)


def keep_edition(
    *,
    strategy: Strategy,
    number: int,
    kind: EditionKind,
    rows: Sequence[Row],
    note: str,
    resolutions: Sequence[Resolution],
    deed: str,
    published_at: datetime,
    by: Actor,
    now: datetime,
) -> Edition:
    """Freeze `rows` as an edition that everyone can read, in the caller's transaction: the one way
    in, whether it is published or comes in from a file. What follows from an edition starts here.
    """
    edition = Edition.objects.create(
        municipality_id=strategy.municipality_id,
        strategy=strategy,
        number=number,
        kind=kind,
        frozen_set=freeze(tenant=strategy.municipality_id, rows=rows, now=now),
        title=strategy.title,
        slug=strategy.slug,
        note=note,
        published_at=published_at,
    )
    edition.resolutions.set(resolutions)
    related: Related = {"resolutions": ([], [resolution.pk for resolution in resolutions])}
    recorded(deed, edition, related=related, by=by, now=now)
    index_edition(edition)
    queue_first(edition=edition, by=by, now=now)
    targets = (each for row in rows for each in goal_targets_of(row.data.get(TARGETS)))
    first, last = rows[0].data["period"]
    ask_outlooks(
        municipality=edition.municipality, targets=targets, period=(first, last), by=by, now=now
    )
    return edition


def _published_rows(
    outline: DraftOutline, *, kind: EditionKind, note: str, resolutions: Sequence[Resolution]
) -> list[Row]:
    """The draft's rows; the first says, below the same checksum, what the text rests on."""
    root, *others = rows_of_draft(outline)
    publication = {
        "kind": str(kind),
        "note": note,
        "resolutions": [_decided(resolution) for resolution in resolutions],
    }
    return [replace(root, data={**root.data, PUBLICATION: publication}), *others]


def _decided(resolution: Resolution) -> dict[str, Any]:
    return {
        "body": {"key": str(resolution.body.key), "name": resolution.body.name},
        "met_on": resolution.met_on.isoformat(),
        "item": resolution.item,
        "text": resolution.text,
        "dissent": resolution.dissent,
        "link": resolution.link,
    }


def publishing_lacks(
    *, outline: DraftOutline, kind: EditionKind, resolutions: Sequence[Resolution]
) -> list[rules.Lack]:
    """What is missing before this draft may be published as `kind` with these resolutions."""
    adopted = Edition.objects.filter(
        strategy=outline.strategy, kind__in=[EditionKind.ADOPTED, EditionKind.REVISED]
    )
    return rules.lacks(
        outline,
        rules.Publication(
            kind=kind, has_resolution=bool(resolutions), has_adopted_edition=adopted.exists()
        ),
    )
