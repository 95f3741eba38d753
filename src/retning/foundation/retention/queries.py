"""The one registry of every personal field, gathered from the models themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from retning.foundation.records.classes import Afterwards, Retention, personal_of
from retning.foundation.retention.foreign import FOREIGN

# Names of fields that tell who somebody is. `name` does so beside an e-mail address or a user.
TELLING = frozenset(
    (
        *("email", "mail", "phone", "telephone", "mobile", "cpr", "birthday", "born_on"),
        *("username", "first_name", "last_name", "full_name", "person_name", "password"),
        *("ip_address", "ip", "user_agent", "session_data"),
        *("actor_key", "created_by_key", "changed_by_key"),
    )
)


@dataclass(frozen=True)
class Held:
    """A personal field: whose, and how long it is kept and why."""

    model: type[models.Model]
    field: str
    retention: Retention

    @property
    def label(self) -> str:
        return f"{self.model._meta.label}.{self.field}"


def registry() -> list[Held]:
    """Every personal field that is declared, by label."""
    held = [
        Held(model, field, retention)
        for model in apps.get_models()
        for field, retention in _declared(model).items()
    ]
    return sorted(held, key=lambda one: one.label)


def undeclared() -> list[str]:
    """Labels of fields that look personal and say nothing of how long they are kept; and of our
    own models that do not say whether they hold any."""
    return sorted(label for model in apps.get_models() for label in _undeclared(model))


def unsound() -> list[str]:
    """Declarations that could not be carried out, each in a sentence."""
    return [f"{held.label}: {problem}" for held in registry() for problem in _problems(held)]


def tenant_column(model: type[models.Model]) -> str | None:
    """The name of the field that carries the tenant; None where the model has none."""
    name: str = getattr(model, "tenant_field", "tenant")
    columns = {column for field in model._meta.concrete_fields for column in _names(field)}
    return name if name in columns else None


def _names(field: models.Field[object, object]) -> tuple[str, str]:
    return field.name, field.attname


def _declared(model: type[models.Model]) -> Mapping[str, Retention]:
    return {**FOREIGN.get(model._meta.label, {}), **personal_of(model)}


def _undeclared(model: type[models.Model]) -> Iterator[str]:
    declared, label = _declared(model), model._meta.label
    is_ours = model.__module__.startswith("retning.") and not model._meta.auto_created
    if is_ours and not any("personal" in vars(base) for base in model.__mro__):
        yield label
    if model._meta.auto_created:
        return
    fields = list(model._meta.concrete_fields)
    is_about_somebody = any(
        isinstance(field, models.EmailField) or _is_user(field) for field in fields
    )
    for field in fields:
        tells = (
            isinstance(field, models.EmailField | models.GenericIPAddressField)
            or field.name in TELLING
            or _is_user(field)
            or (field.name == "name" and is_about_somebody)
        )
        if tells and field.name not in declared:
            yield f"{label}.{field.name}"


def _is_user(field: models.Field[object, object]) -> bool:
    related = field.related_model
    return isinstance(related, type) and related._meta.label == settings.AUTH_USER_MODEL


def _problems(held: Held) -> Iterator[str]:
    model, retention = held.model, held.retention
    immutable, erasable = getattr(model, "immutable", False), getattr(model, "erasable", False)
    if held.field not in {field.name for field in model._meta.concrete_fields}:
        yield "there is no such field"
    if retention.then is Afterwards.ANONYMISE and immutable:
        yield "a row that is written once cannot be anonymised"
    if retention.then is Afterwards.ERASE and immutable and not erasable:
        yield "a row that is written once cannot be erased"
    if retention.then is not Afterwards.KEEP:
        for path in filter(None, (retention.since, retention.or_since)):
            if not isinstance(date_field(model, path), models.DateField):
                yield f"{path} is no date"


def date_field(model: type[models.Model], path: str) -> models.Field[object, object] | None:
    """The field at the end of `path`, over relations; None where there is none."""
    first, *others = path.split("__")
    try:
        field = model._meta.get_field(first)
    except FieldDoesNotExist:
        return None
    if not others:
        return field if isinstance(field, models.Field) else None
    related = field.related_model
    return date_field(related, "__".join(others)) if isinstance(related, type) else None
