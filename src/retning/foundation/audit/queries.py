"""Reading the trail."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models

from retning.foundation.audit.models import Entry


@dataclass(frozen=True)
class TrailPage:
    """Some entries, newest first, and the mark that the next page begins below; None at the end."""

    entries: list[Entry]
    before: int | None


def trail_of(subject: models.Model) -> list[Entry]:
    """Everything that was done to `subject`, newest first."""
    return list(
        Entry.objects.filter(
            subject_kind=subject._meta.label_lower, subject_id=str(subject.pk)
        ).order_by("-at", "-pk")
    )


def trail(tenant: str, *, size: int = 50, before: int | None = None) -> TrailPage:
    """A tenant's trail in the order it was written, newest first, `size` entries at a time."""
    entries = Entry.objects.filter(tenant=tenant).order_by("-pk")
    if before is not None:
        entries = entries.filter(pk__lt=before)
    found = list(entries[: size + 1])
    page = found[:size]
    return TrailPage(entries=page, before=page[-1].pk if len(found) > size else None)
