"""What people made of what the machine read, so that the reader can be measured on it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from retning.apps.strategy.enums import PassageKind
from retning.apps.strategy.models import Passage, Reading, ReviewStep
from retning.core.targets import Found, NoSuchTarget, Span, from_plain
from retning.core.targets.labels import as_label

READ = ("kind", "text", "targets")
GOAL = PassageKind.GOAL.value


def corrections(reading: Reading) -> Iterator[dict[str, Any]]:
    """Every passage of a document that the machine or a person says is a goal: what was `read` and
    what it is `now`, each `{"kind", "text", "targets"}` in the label words of the corpus, or None
    where it is not there; and whether a person has looked at it. Two queries.

    What the machine read is what the first step that still stands changed.
    """
    first = _as_read(reading)
    steps = ReviewStep.drafts.filter(reading=reading, undone_at=None, deed="add")
    added = {key for created in steps.values_list("created", flat=True) for key in created}
    for passage in Passage.drafts.filter(reading=reading):
        now = {name: getattr(passage, name) for name in READ}
        read = None if passage.pk in added else now | first.pop(passage.pk, {})
        if GOAL in {now["kind"], (read or now)["kind"]}:
            yield {
                "document": reading.attachment.name,
                "start": passage.start,
                "end": passage.end,
                "read": _labelled(read),
                "now": None if passage.dropped else _labelled(now),
                "seen": passage.accepted or passage.edited or passage.targets_edited,
            }


def _as_read(reading: Reading) -> dict[int, dict[str, Any]]:
    """By passage, the fields that a person changed, as they were before the first change."""
    found: dict[int, dict[str, Any]] = {}
    steps = ReviewStep.drafts.filter(reading=reading, undone_at=None).order_by("number")
    for before in steps.values_list("before", flat=True):
        for row in before:
            if "id" in row:
                told = {name: row[name] for name in READ if name in row}
                found[row["id"]] = told | found.get(row["id"], {})
    return found


def _labelled(said: dict[str, Any] | None) -> dict[str, Any] | None:
    if said is None:
        return None
    return said | {"targets": [label for row in said["targets"] if (label := _label(row))]}


def _label(row: dict[str, Any]) -> dict[str, Any] | None:
    try:
        target = from_plain(row["target"])
    except NoSuchTarget:
        return None
    evidence = {name: Span(*span) for name, span in (row.get("evidence") or {}).items()}
    found = Found(
        target, Span(0, 0), row.get("indicator", ""), row.get("confidence", 1.0), evidence
    )
    return as_label(found)
