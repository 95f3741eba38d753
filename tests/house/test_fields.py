"""Every field says what the audit trail keeps of it and how long it is kept; every owned row
carries its municipality."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.db import models

from retning.foundation.records.classes import Trace, trace_of
from retning.foundation.retention.queries import undeclared, unsound
from tests.helpers.source import nothing

# These are not a municipality's property but what makes it one.
NOT_OWNED = {"Municipality", "RegionPeriod", "HostName", "Appearance"}
OWNING_ROOMS = {"organisation", "strategy", "hearing"}


def own_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("retning.")]


def is_owner(field: Any) -> bool:
    """Whether a field says, always, which municipality a row belongs to."""
    related = getattr(field, "related_model", None)
    return bool(related) and not field.null and related._meta.label == "organisation.Municipality"


def unclassed(label: str, fields: set[str], trace: set[str]) -> list[str]:
    """Fields without a class, and classes without a field."""
    lacking = [f"{label}.{name} has no class in `trace`" for name in sorted(fields - trace)]
    return lacking + [
        f"{label} classes {name}, which it has not" for name in sorted(trace - fields)
    ]


@pytest.mark.parametrize("model", own_models(), ids=lambda model: model._meta.label)
def test_every_field_is_classed_for_the_audit_trail(model: type[models.Model]) -> None:
    fields = {field.name for field in model._meta.concrete_fields}
    trace = trace_of(model)
    assert unclassed(model._meta.label, fields, set(trace)) == []
    assert {type(kind) for kind in trace.values()} <= {Trace}


def test_no_personal_field_is_forgotten() -> None:
    nothing(undeclared())


def test_every_retention_can_be_carried_out() -> None:
    nothing(unsound())


def test_every_owned_row_carries_its_municipality() -> None:
    found = []
    for model in own_models():
        if model._meta.app_label not in OWNING_ROOMS or model.__name__ in NOT_OWNED:
            continue
        fields = {field.name: field for field in model._meta.concrete_fields}
        if not is_owner(fields.get("municipality")):
            found.append(model._meta.label)
    nothing(found)


def test_a_forgotten_class_is_seen() -> None:
    assert unclassed("x.Y", {"a", "b"}, {"b", "c"}) == [
        "x.Y.a has no class in `trace`",
        "x.Y classes c, which it has not",
    ]
