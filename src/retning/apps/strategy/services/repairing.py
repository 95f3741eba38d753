"""Repaired letters under review: kept as the source has them, or repaired after all."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from retning.apps.strategy.enums import ReviewDeed
from retning.apps.strategy.models import Passage, Reading
from retning.apps.strategy.queries.letters import (
    Source,
    Undone,
    rule_of,
    without_places,
)
from retning.apps.strategy.services.passages import said_by_source, source_of, targets_read
from retning.apps.strategy.services.refusals import Refusal, Refused
from retning.apps.strategy.services.steps import TARGETS, UNDONE, fields_of, stepped, under_review
from retning.apps.strategy.services.trail import recorded
from retning.foundation.audit.services import Actor, snapshot

_BATCH = 200


@transaction.atomic
def set_repair(
    *,
    reading: Reading,
    number: int,
    kept: bool,
    as_rule: bool = False,
    by: Actor,
    now: datetime,
) -> int:
    """Make repair `number` of a document (`kept`), or leave its letters as the source has them;
    with `as_rule` all that turn the same into the same: how many passages that changed.

    Passages whose words a person has written stay as they are; targets that nobody has touched are
    read anew. Raises Refused, no_such_repair. One step; a handful of statements.
    """
    locked = under_review(reading.pk)
    undone = Undone.of(locked.undone_repairs)
    source = source_of(locked, undone)
    if not 0 <= number < len(source.repairs):
        raise Refused(Refusal.NO_SUCH_REPAIR)
    then = _then(source, undone, number, kept=kept, as_rule=as_rule)
    numbers = then.numbers(source.repairs)
    if then == undone:
        return 0
    before = snapshot(locked)
    rows: list[dict[str, Any]] = [{UNDONE: locked.undone_repairs}]
    changed = _passages(locked, replace(source, undone=numbers), numbers ^ source.undone, rows, now)
    Reading.drafts.filter(pk=locked.pk).update(undone_repairs=then.kept())
    stepped(
        locked.pk,
        ReviewDeed.REPAIR if kept else ReviewDeed.UNREPAIR,
        municipality_id=locked.municipality_id,
        before=rows,
        by=by,
        now=now,
    )
    recorded("repair_made" if kept else "repair_undone", locked, before=before, by=by, now=now)
    return changed


def _then(source: Source, undone: Undone, number: int, *, kept: bool, as_rule: bool) -> Undone:
    rule = rule_of(source.repairs[number])
    alike = frozenset(n for n, repair in enumerate(source.repairs) if rule_of(repair) == rule)
    if as_rule:
        rules = undone.rules - {rule} if kept else undone.rules | {rule}
        return Undone(undone.single - alike, rules)
    if not kept:
        return Undone(undone.single | {number}, undone.rules)
    # One of those that a rule keeps as in the source: the others are so one by one from now on.
    single = undone.single | alike if rule in undone.rules else undone.single
    return Undone(single - {number}, undone.rules - {rule})


def _passages(
    reading: Reading,
    source: Source,
    turned: frozenset[int],
    rows: list[dict[str, Any]],
    now: datetime,
) -> int:
    """Give the passages that the `turned` repairs stand in their words; `rows` gets what was."""
    changed: list[Passage] = []
    if not turned:
        return 0  # a rule for what was kept so one by one already
    places = [(source.repairs[n].start, source.repairs[n].end) for n in sorted(turned)]
    first, last = places[0][0], places[-1][1]
    near = Passage.drafts.filter(reading=reading, start__lte=last).exclude(letters=[])
    for passage in near:
        if max(passage.end or 0, passage.body_end or 0) < first:
            continue
        if not any(row.get("n") in turned for row in passage.letters):
            continue
        rows.append(fields_of(passage, ("text", "body", "letters", *TARGETS)))
        said = said_by_source(passage, source)
        if passage.edited:
            said = {"letters": without_places(said["letters"])}
        is_other = said.get("text", passage.text) != passage.text
        for name, value in said.items():
            setattr(passage, name, value)
        if is_other and not passage.targets_edited:
            for name, value in targets_read(passage, reading).items():
                setattr(passage, name, value)
        passage.changed_at = now
        passage.version = F("version") + 1
        changed.append(passage)
    names = ["text", "body", "letters", *TARGETS, "changed_at", "version"]
    Passage.drafts.bulk_update(changed, names, batch_size=_BATCH)
    return len(changed)
