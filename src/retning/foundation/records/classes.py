"""How a model's fields are classed: what the audit trail keeps of each, and for how long what is
personal is kept. Every model says both, as class attributes `trace` and `personal`.

A base model classes its own fields; `trace_of` and `personal_of` gather a model's and its bases'.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from django.db import models
from django.utils.functional import Promise


class Trace(StrEnum):
    """What the audit trail keeps of a field's value."""

    KEEP = "keep"  # the value itself
    HASH = "hash"  # a keyed hash: that it changed, and whether it is the same as before
    NEVER = "never"  # not even that


class Afterwards(StrEnum):
    """What happens to a personal field when its time is up."""

    ERASE = "erase"  # the row is deleted
    ANONYMISE = "anonymise"  # the field is emptied, or given its replacement
    KEEP = "keep"  # it stays, by the stated basis


@dataclass(frozen=True)
class Retention:
    """Why a personal field is held, for how long, and what then.

    `keep` counts from the moment or date in the field `since`, or, where that is null, in
    `or_since`; where both are, the time has not begun. `since` may reach over a relation
    (`positions__valid_to`): then the last of them counts, and none may be open. With `keep` None
    the field is kept as long as the row is there.

    `replacement` is what an anonymised field gets, `{pk}` being the row's key; without one it
    becomes null where it may, else empty.
    """

    purpose: str | Promise
    keep: timedelta | None
    then: Afterwards
    basis: str | Promise
    since: str = "created_at"
    or_since: str = ""
    replacement: str = ""

    def __post_init__(self) -> None:
        if (self.keep is None) is not (self.then is Afterwards.KEEP):
            raise ValueError("What is kept for a time needs a deed afterwards, and only that")


def classed(
    *, keep: Iterable[str] = (), hashed: Iterable[str] = (), never: Iterable[str] = ()
) -> dict[str, Trace]:
    """The `trace` of a model, by class: `classed(keep=("title",), never=("password",))`."""
    trace: dict[str, Trace] = {}
    for names, kind in ((keep, Trace.KEEP), (hashed, Trace.HASH), (never, Trace.NEVER)):
        for name in names:
            if name in trace:
                raise ValueError(f"{name} is classed twice")
            trace[name] = kind
    return trace


def trace_of(model: type[models.Model]) -> Mapping[str, Trace]:
    """Field name → class, the model's own and its bases'; a numbered primary key is kept."""
    trace: dict[str, Trace] = {}
    if isinstance(model._meta.pk, models.AutoField):
        trace[model._meta.pk.name] = Trace.KEEP
    for base in reversed(model.__mro__):
        trace.update(vars(base).get("trace", {}))
    return trace


def personal_of(model: type[models.Model]) -> Mapping[str, Retention]:
    """Field name → retention, the model's own and its bases'."""
    personal: dict[str, Retention] = {}
    for base in reversed(model.__mro__):
        personal.update(vars(base).get("personal", {}))
    return personal
