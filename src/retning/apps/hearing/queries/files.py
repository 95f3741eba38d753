"""Which files that came with responses can be opened, and by whom."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from retning.apps.hearing.enums import Publishing, ScanState, Showing
from retning.apps.hearing.models import ResponseFile
from retning.apps.organisation.models import Municipality

OPENABLE = frozenset({ScanState.CLEAN, ScanState.NOT_EXAMINED})
"""What the search for harmful programs must have said before anybody opens a file."""


def public_file(
    municipality: Municipality, slug: str, key: UUID, *, today: date
) -> ResponseFile | None:
    """A file that everyone can open, of a hearing that has been announced; one question."""
    return (
        ResponseFile.objects.select_related("attachment")
        .filter(
            municipality=municipality,
            key=key,
            showing=Showing.PUBLISHED,
            scan__in=OPENABLE,
            response__withdrawn_at=None,
            response__hearing__slug=slug,
            response__hearing__announced_on__lte=today,
        )
        .exclude(response__hearing__publishing=Publishing.NEVER)
        .first()
    )
