"""Where a new node goes: which deed adds it, and below what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from django.http import Http404

from retning.apps.strategy.models import Area, Objective, Strategy
from retning.apps.strategy.queries.draft import Node, strategy_of
from retning.apps.strategy.services.draft import add_area, add_goal, add_objective, add_theme
from retning.web.request.site import StaffRequest
from retning.web.staff.lookups import node_or_404


@dataclass(frozen=True)
class Adding:
    """`add` takes text, body, by and now; `parent_text` is empty for an area."""

    add: Callable[..., Node]
    parent_key: UUID | None = None
    parent_text: str = ""


def adding_of(request: StaffRequest, strategy: Strategy, kind: str) -> Adding:
    """What an address asks to add: `under=area:KEY` or `under=objective:KEY` in its query."""
    if kind == "area":
        return Adding(partial(add_area, strategy=strategy))
    parent = _parent(request, strategy)
    match kind, parent:
        case "objective", Area():
            add: Callable[..., Node] = partial(add_objective, area=parent)
        case "theme", Area():
            add = partial(add_theme, area=parent)
        case "goal", Area() | Objective():
            add = partial(add_goal, parent=parent)
        case _:
            raise Http404("Such a node does not hang there")
    return Adding(add, parent.key, parent.text)


def _parent(request: StaffRequest, strategy: Strategy) -> Node:
    kind, _colon, key = request.GET.get("under", "").partition(":")
    try:
        found = node_or_404(request, kind, UUID(key))
    except ValueError:
        raise Http404("No such node") from None
    if strategy_of(found) != strategy:
        raise Http404("No such node in this strategy")
    return found
