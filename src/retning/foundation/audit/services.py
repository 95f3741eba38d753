"""Writing the trail. Every service that does a deed calls `record` in its own transaction."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.crypto import salted_hmac

from retning.foundation.audit.models import Entry
from retning.foundation.records.classes import Trace, trace_of
from retning.foundation.records.models import JSONValue

Related = Mapping[str, tuple[Sequence[int | str], Sequence[int | str]]]
"""Of fields that tie a row to many others: the keys of those before a deed, and after it."""


class Actor(Protocol):
    """Whoever does a deed: a user, or the system itself."""

    @property
    def actor_key(self) -> str: ...


@dataclass(frozen=True)
class SystemActor:
    """Retning itself, by the part of it that acts: `SystemActor("jobs")`."""

    part: str

    @property
    def actor_key(self) -> str:
        return f"system:{self.part}"


@dataclass(frozen=True)
class Snapshot:
    """A row's fields at a moment, as its `trace` classes them: never more than may be kept."""

    kind: str
    subject_id: str
    values: Mapping[str, JSONValue]


def snapshot(instance: models.Model) -> Snapshot:
    """The fields of `instance` as they are in memory now.

    Raises KeyError where the model has not classed one of its fields.
    """
    model = instance._meta.model  # not its type: a request's user is a lazy wrapper
    trace = trace_of(model)
    values = {}
    for field in model._meta.concrete_fields:
        kind = trace[field.name]
        if kind is not Trace.NEVER:
            plain = _plain(field.value_from_object(instance))
            hashed = kind is Trace.HASH and plain not in (None, "")
            place = f"{model._meta.label}.{field.name}"
            values[field.name] = _hashed(place, plain) if hashed else plain
    return Snapshot(
        kind=model._meta.label_lower,
        subject_id="" if instance.pk is None else str(instance.pk),
        values=values,
    )


def record(
    *,
    tenant: str,
    deed: str,
    subject: models.Model,
    before: Snapshot | None,
    related: Related | None = None,
    by: Actor,
    now: datetime,
) -> Entry:
    """Add a line to the trail: `by` did `deed` to `subject`, and these fields became others.

    `before` is None where the deed made the row. A row that has been deleted (its key is None) is
    told by `before`. A snapshot holds no field that ties a row to many others: a deed that changes
    one says so in `related`. Raises ValueError where that names another kind of field.
    """
    after = snapshot(subject)
    is_gone = not after.subject_id
    if is_gone and before is None:
        raise ValueError("A deed needs a subject that is, or was, in the database")
    differences = _differences(before.values if before else {}, {} if is_gone else after.values)
    return Entry.objects.create(
        tenant=tenant,
        at=now,
        actor_key=by.actor_key,
        deed=deed,
        subject_kind=after.kind,
        subject_id=before.subject_id if is_gone and before else after.subject_id,
        fields=differences | _retied(subject, related or {}),
    )


def _differences(
    old: Mapping[str, JSONValue], new: Mapping[str, JSONValue]
) -> dict[str, dict[str, JSONValue]]:
    differences: dict[str, dict[str, JSONValue]] = {}
    for name in {**old, **new}:
        if name in old and name in new and old[name] == new[name]:
            continue
        change = {}
        if name in old:
            change["from"] = old[name]
        if name in new:
            change["to"] = new[name]
        differences[name] = change
    return differences


def _retied(subject: models.Model, related: Related) -> dict[str, dict[str, JSONValue]]:
    retied: dict[str, dict[str, JSONValue]] = {}
    for name, (old, new) in related.items():
        if not subject._meta.get_field(name).many_to_many:
            raise ValueError(f"{name} does not tie to many rows")
        if set(old) != set(new):
            retied[name] = {"from": sorted(old, key=str), "to": sorted(new, key=str)}
    return retied


def _plain(value: Any) -> JSONValue:
    plain: JSONValue = json.loads(json.dumps(value, cls=DjangoJSONEncoder))
    return plain


def _hashed(place: str, value: JSONValue) -> str:
    text = value if isinstance(value, str) else json.dumps(value, sort_keys=True)
    return "hmac:" + salted_hmac(f"retning.audit:{place}", text, algorithm="sha256").hexdigest()
