"""Publishing: the draft is frozen into a numbered edition. One gateway, one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from retning.apps.organisation.models import Resolution
from retning.apps.strategy import rules, validators
from retning.apps.strategy.enums import EditionKind
from retning.apps.strategy.models import Edition, Strategy
from retning.apps.strategy.queries.draft import DraftOutline, draft_outline
from retning.apps.strategy.queries.rows import rows_of_draft
from retning.apps.strategy.services.refusals import NotPublishable, Refusal, Refused
from retning.apps.strategy.services.trail import recorded
from retning.foundation.audit.services import Actor
from retning.foundation.freezing.services import freeze


@transaction.atomic
def publish_edition(
    *,
    strategy: Strategy,
    kind: EditionKind,
    resolutions: Sequence[Resolution] = (),
    note: str = "",
    by: Actor,
    now: datetime,
) -> Edition:
    """Freeze the draft and show it to everyone from `now`.

    Raises NotPublishable with everything that is missing, and where nothing has changed since the
    last edition of the same kind: a double click publishes once.
    """
    if any(resolution.municipality_id != strategy.municipality_id for resolution in resolutions):
        raise Refused(Refusal.ANOTHER_MUNICIPALITY)
    # Two who publish at once stand in line here, so that numbers have no gaps or doubles.
    locked = Strategy.drafts.select_for_update().get(pk=strategy.pk)
    outline = draft_outline(locked)
    if missing := publishing_lacks(outline=outline, kind=kind, resolutions=resolutions):
        raise NotPublishable(missing)
    frozen = freeze(tenant=locked.municipality_id, rows=rows_of_draft(outline), now=now)
    last = Edition.objects.filter(strategy=locked).select_related("frozen_set").last()
    if last and last.kind == kind and last.frozen_set.checksum == frozen.checksum:
        raise NotPublishable([rules.Lack.NOTHING_CHANGED])
    edition = Edition.objects.create(
        municipality_id=locked.municipality_id,
        strategy=locked,
        number=(last.number if last else 0) + 1,
        kind=kind,
        frozen_set=frozen,
        title=locked.title,
        slug=locked.slug,
        note=validators.prose(note),
        published_at=now,
    )
    edition.resolutions.set(resolutions)
    recorded("edition_published", edition, by=by, now=now)
    return edition


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
