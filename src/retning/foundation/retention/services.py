"""Doing what the registry says: what has been kept long enough is erased or made anonymous."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db import models, transaction
from django.db.models import CharField, F, Max, Q, Value
from django.db.models.functions import Cast, Coalesce, Concat

from retning.foundation.attachments.models import Attachment
from retning.foundation.attachments.services import let_go
from retning.foundation.audit.models import Entry
from retning.foundation.audit.services import SystemActor
from retning.foundation.clock import date_in_denmark
from retning.foundation.records.classes import Afterwards
from retning.foundation.retention.queries import Held, date_field, registry, tenant_column

ACTOR = SystemActor("retention")
BATCH = 500
Rows = models.QuerySet[models.Model]


@dataclass(frozen=True)
class Applied:
    """What was done to a personal field, in how many rows."""

    label: str
    then: Afterwards
    count: int


def apply(*, now: datetime, tenant: str | None = None) -> list[Applied]:
    """Erase or anonymise what is due at `now`, of one tenant or of all and of nobody's.

    Each model's part is a transaction with its own lines in the trail (which say how many, never
    whom). Doing it again does nothing more. Returns what was done, nothing where nothing was due.
    """
    applied = []
    for held in registry():
        if held.retention.then is Afterwards.KEEP:
            continue
        count = _apply(held, now=now, tenant=tenant)
        if count:
            applied.append(Applied(held.label, held.retention.then, count))
    return applied


def due(held: Held, *, now: datetime, tenant: str | None = None) -> Rows:
    """The rows whose time for this field is up, and to which nothing has been done yet."""
    model, retention = held.model, held.retention
    assert retention.keep is not None  # noqa: S101 (held for ever is never due)
    rows: Rows = model._base_manager.all()
    column = tenant_column(model)
    if tenant is not None:
        rows = rows.filter(**{column: tenant}) if column else rows.none()
    ends = now - retention.keep
    is_moment = isinstance(date_field(model, retention.since), models.DateTimeField)
    limit = ends if is_moment else date_in_denmark(ends)
    rows = _begun_by(rows, held, limit)
    if retention.then is Afterwards.ANONYMISE:
        rows = _not_yet_anonymous(rows, held)
    return rows


@transaction.atomic
def _apply(held: Held, *, now: datetime, tenant: str | None) -> int:
    keys = list(due(held, now=now, tenant=tenant).values_list("pk", flat=True).distinct())
    per_tenant: Counter[str] = Counter()
    for start in range(0, len(keys), BATCH):
        rows: Rows = held.model._base_manager.filter(pk__in=keys[start : start + BATCH])
        per_tenant += _count_by_tenant(rows, held)
        if held.retention.then is Afterwards.ERASE:
            _erase(rows)
        else:
            rows.update(**{held.field: _emptied(held)})
    for whose, count in sorted(per_tenant.items()):
        Entry.objects.create(
            tenant=whose,
            at=now,
            actor_key=ACTOR.actor_key,
            deed=f"retention_{held.retention.then}",
            subject_kind=held.model._meta.label_lower,
            subject_id="",
            fields={held.field: {"count": count}},
        )
    return sum(per_tenant.values())


def _erase(rows: Rows) -> None:
    """Delete rows, and the files that they alone held: what is on the disk goes with the next
    sweep."""
    of_files = [
        field.name
        for field in rows.model._meta.concrete_fields
        if isinstance(field.related_model, type) and issubclass(field.related_model, Attachment)
    ]
    stored = {key for name in of_files for key in rows.values_list(name, flat=True)}
    rows.delete()
    for attachment in Attachment.objects.filter(pk__in=stored):
        let_go(attachment)


def _begun_by(rows: Rows, held: Held, limit: object) -> Rows:
    retention = held.retention
    if "__" in retention.since:
        relation = retention.since.rpartition("__")[0]
        still_open = held.model._base_manager.filter(
            Q(**{retention.since: None}) & ~Q(**{relation: None})
        ).values("pk")
        last: Max | Coalesce = Max(retention.since)
        begun_at = Coalesce(last, F(retention.or_since)) if retention.or_since else last
        closed = rows.exclude(pk__in=still_open).annotate(held_since=begun_at)
        ended: Rows = closed.filter(held_since__lte=limit)
        return ended
    since = F(retention.since)
    begun = Coalesce(since, F(retention.or_since)) if retention.or_since else since
    due_rows: Rows = rows.annotate(held_since=begun).filter(held_since__lte=limit)
    return due_rows


def _not_yet_anonymous(rows: Rows, held: Held) -> Rows:
    emptied = _emptied(held)
    named = rows.exclude(**{held.field: None})
    return named if emptied is None else named.exclude(**{held.field: emptied})


def _emptied(held: Held) -> Concat | Value | None:
    """What an anonymised field gets, as an expression over its row."""
    replacement = held.retention.replacement
    if not replacement and held.model._meta.get_field(held.field).null:
        return None
    before, mark, after = replacement.partition("{pk}")
    if not mark:
        return Value(replacement)
    return Concat(Value(before), Cast("pk", CharField()), Value(after), output_field=CharField())


def _count_by_tenant(rows: Rows, held: Held) -> Counter[str]:
    column = tenant_column(held.model)
    if column is None:
        count = rows.count()
        return Counter({"": count} if count else {})
    return Counter(str(tenant) for tenant in rows.values_list(column, flat=True))
