"""Which comments a reader can report."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from retning.apps.hearing.enums import Publishing, Showing
from retning.apps.hearing.models import Comment
from retning.apps.hearing.queries.phases import May, allows
from retning.apps.organisation.models import Municipality


def reportable(
    municipality: Municipality, slug: str, key: UUID, *, now: datetime
) -> Comment | None:
    """A comment that everyone can read, with its hearing; one question."""
    found = (
        Comment.objects.select_related("hearing")
        .filter(
            municipality=municipality,
            hearing__slug=slug,
            key=key,
            showing=Showing.PUBLISHED,
            response__withdrawn_at=None,
        )
        .exclude(hearing__publishing=Publishing.NEVER)
        .first()
    )
    return found if found is not None and allows(found.hearing, May.REPORT, now) else None
