"""The one way to change a row that two people may be changing."""

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import F

from retning.foundation.records.models import Versioned


class ChangedMeanwhile(Exception):
    """Somebody else changed the row first. `current` is what it is now; None where it is gone."""

    def __init__(self, current: Versioned | None) -> None:
        super().__init__("The row was changed meanwhile")
        self.current = current


def change(instance: Versioned, *, expected_version: int, now: datetime, **fields: Any) -> None:
    """Set `fields` of `instance`, if it still has the version that the writer had read.

    On success the instance has the new values, the next version and `now` as `changed_at`.
    Raises ChangedMeanwhile, and changes nothing, where somebody else was first.
    """
    model = type(instance)
    rows: models.QuerySet[Versioned] = model._base_manager.filter(
        pk=instance.pk, version=expected_version
    )
    if not rows.update(**fields, version=F("version") + 1, changed_at=now):
        raise ChangedMeanwhile(model._base_manager.filter(pk=instance.pk).first())
    for name, value in {**fields, "version": expected_version + 1, "changed_at": now}.items():
        setattr(instance, name, value)
