"""What a button on the page of lineage says: `kind:key:version:ancestor`, or without the last."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.http import Http404

from retning.apps.strategy.queries.draft import NODES
from retning.apps.strategy.services.lineage import Choice
from retning.web.staff.numbers import number_or_none


def choices_of(values: Iterable[str]) -> list[Choice]:
    """Raises Http404 where one of them is none of ours."""
    return [choice_of(value) for value in values]


def choice_of(value: str) -> Choice:
    """Raises Http404 where the value is none of ours."""
    kind, key, version, ancestor = [*value.split(":"), "", "", "", ""][:4]
    number = number_or_none(version)
    if kind not in NODES or number is None:
        raise Http404("No such row")
    try:
        return Choice(kind, UUID(key), number, UUID(ancestor) if ancestor else None)
    except ValueError:
        raise Http404("No such row") from None
