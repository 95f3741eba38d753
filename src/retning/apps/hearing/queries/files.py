"""Which files that came with responses can be opened, and by whom."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Q

from retning.apps.hearing.enums import Publishing, ScanState, Showing
from retning.apps.hearing.models import ResponseFile
from retning.apps.organisation.models import Municipality
from retning.foundation.attachments.content import TEXT
from retning.foundation.attachments.images import PICTURES
from retning.foundation.attachments.models import Attachment

OPENABLE = frozenset({ScanState.CLEAN, ScanState.NOT_EXAMINED})
"""What the search for harmful programs must have said before anybody opens a file."""
GIVEN = ~Q(attachment__media_type__in=sorted(PICTURES)) | Q(public_copy__isnull=False)
"""Files that there is something of to give to everyone: `as_given`."""


def is_picture(file: ResponseFile) -> bool:
    """Whether everyone is given a copy of it, without what the camera wrote into it."""
    return file.attachment.media_type in PICTURES


def as_given(file: ResponseFile) -> Attachment | None:
    """What everyone is given of a file that is shown: of a picture its copy, if there is one."""
    return file.public_copy if is_picture(file) else file.attachment


def waits_for_copy(file: ResponseFile) -> bool:
    """Whether its copy is still to be made."""
    return is_picture(file) and file.public_copy_id is None and not file.copy_problem


def may_tell_author(file: ResponseFile) -> bool:
    """Whether it is of a kind that tells, out of sight, who wrote it: that is not taken out."""
    return not is_picture(file) and file.attachment.media_type != TEXT


def public_file(
    municipality: Municipality, slug: str, key: UUID, *, today: date
) -> ResponseFile | None:
    """A file that everyone can open, of a hearing that has been announced; one question."""
    return (
        ResponseFile.objects.select_related("attachment", "public_copy")
        .filter(
            GIVEN,
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
