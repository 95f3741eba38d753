"""The red-line from the last edition to the draft, as rows to show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from retning.apps.strategy.enums import RowKind
from retning.apps.strategy.queries.goal_targets import TARGETS
from retning.apps.strategy.queries.wording import data_said
from retning.core.redline import Segment, words
from retning.foundation.freezing.comparison import Change, RowChange


@dataclass(frozen=True)
class ShownChange:
    """One row: what it is, what became of it (for the status component), and its words."""

    kind: str
    status: str
    word: str
    text: Sequence[Segment]
    body: Sequence[Segment]
    data: Sequence[str]
    rules: Sequence[Segment] = ()


def shown_changes(changes: Iterable[RowChange]) -> list[ShownChange]:
    """The rows that changed, in the order of the draft."""
    return [
        ShownChange(
            kind=capfirst(str(RowKind(change.row.kind).label)),
            status=_status(change.change),
            word=_word(change),
            text=change.text,
            body=change.body if any(part.text for part in change.body) else (),
            data=[_data_word(name) for name in change.data if name != TARGETS],
            rules=_rules(change),
        )
        for change in changes
        if change.change is not Change.SAME
    ]


def _rules(change: RowChange) -> Sequence[Segment]:
    """The red-line of a goal's rules, in their canonical wording; nothing where they are as they
    were."""
    if TARGETS not in change.data:
        return ()
    old, new = (data_said(TARGETS, row.data if row else {}) for row in (change.old, change.new))
    return words(old, new)


def _status(change: Change) -> str:
    match change:
        case Change.ADDED:
            return "new"
        case Change.REMOVED:
            return "removed"
        case Change.CHANGED | Change.MOVED | Change.SAME:
            return "changed"


def _word(change: RowChange) -> str:
    words = {
        Change.ADDED: _("New"),
        Change.REMOVED: _("Removed"),
        Change.CHANGED: _("Changed"),
        Change.MOVED: _("Moved"),
    }
    if change.change is Change.CHANGED and change.moved:
        return _("Changed and moved")
    return words[change.change]


def _data_word(name: str) -> str:
    words = {
        "owner_unit": _("owner"),
        "owner_position": _("owner's position"),
        "fields": _("fields"),
        "vision": _("vision"),
        "period": _("period"),
        "area_label": _("the word for an area"),
        "legal_basis": _("legal basis"),
        "planning_since_revision": _("planning since the last revision"),
        "revision_kind": _("full or themed revision"),
        "revision_decision": _("decision on the revision"),
        "readopted_parts": _("parts adopted again"),
        "predecessor": _("predecessor"),
        "ancestor": _("what it goes on from"),
        "endings": _("goals of the earlier strategy that have ended"),
    }
    return words.get(name, name)
