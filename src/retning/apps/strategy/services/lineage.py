"""Deeds on lineage: what a row goes on from, and which of the old goals ended, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from retning.apps.strategy import validators
from retning.apps.strategy.enums import RowKind
from retning.apps.strategy.models import Ending, Goal, Strategy
from retning.apps.strategy.queries.draft import NODES, Node, strategy_of
from retning.apps.strategy.queries.lineage import predecessor_wordings
from retning.apps.strategy.services.refusals import Refusal, Refused
from retning.apps.strategy.services.trail import recorded
from retning.foundation.audit.services import Actor, snapshot
from retning.foundation.records.services import ChangedMeanwhile, change


@dataclass(frozen=True)
class Choice:
    """What somebody was shown, and said yes to: that a row, as it was in `version`, goes on from
    the predecessor's row with the key `ancestor`, or, None, that it begins anew."""

    kind: str
    key: UUID
    version: int
    ancestor: UUID | None = None


@transaction.atomic
def set_ancestor(
    *, node: Node, ancestor: UUID | None, expected_version: int, by: Actor, now: datetime
) -> Node:
    """Say what a row goes on from: the key of a row of the same kind in the predecessor, or None,
    that it begins anew. Of an old goal that goes on, it is no longer said that it ended.

    Raises ChangedMeanwhile; Refused: no_such_ancestor.
    """
    strategy = _held(strategy_of(node).pk)
    kind = str(node._meta.model_name)
    if ancestor is not None and ancestor not in _keys(strategy, kind):
        raise Refused(Refusal.NO_SUCH_ANCESTOR)
    _say(node, ancestor, expected_version=expected_version, by=by, now=now)
    if ancestor is not None and kind == RowKind.GOAL:
        _take_back(strategy, [ancestor], by=by, now=now)
    return node


@transaction.atomic
def confirm_ancestors(
    *, strategy: Strategy, choices: Sequence[Choice], by: Actor, now: datetime
) -> int:
    """Say yes to many at once; how many. What somebody else changed or removed meanwhile, and what
    has an ancestor by now, is left as it is. Raises Refused: no_such_ancestor."""
    held = _held(strategy.pk)
    old = predecessor_wordings(held)
    known = {kind: {each.key for each in old.get(kind, ())} for kind in NODES}
    named = [choice for choice in choices if choice.ancestor is not None]
    if any(choice.ancestor not in known.get(choice.kind, ()) for choice in named):
        raise Refused(Refusal.NO_SUCH_ANCESTOR)
    done = 0
    for kind in NODES:
        wanted = {choice.key: choice for choice in choices if choice.kind == kind}
        for node in _nodes_of(held, kind, wanted):
            choice = wanted[node.key]
            if node.version == choice.version and node.ancestor is None:
                _say(node, choice.ancestor, expected_version=choice.version, by=by, now=now)
                done += 1
    goals = [each.ancestor for each in named if each.ancestor and each.kind == RowKind.GOAL]
    _take_back(held, goals, by=by, now=now)
    return done


@transaction.atomic
def end_goals(
    *, strategy: Strategy, reasons: Mapping[UUID, str], by: Actor, now: datetime
) -> list[Ending]:
    """Say of goals of the predecessor that they do not go on, each with its reason, which may be
    empty; all of them, or none. Said again in the same words, nothing is changed.

    Raises ChangedMeanwhile with what somebody else has said meanwhile; Refused: no_such_ancestor,
    has_heirs.
    """
    held = _held(strategy.pk)
    old = {each.key: each for each in predecessor_wordings(held).get(RowKind.GOAL, [])}
    if reasons.keys() - old.keys():
        raise Refused(Refusal.NO_SUCH_ANCESTOR)
    if Goal.drafts.filter(area__strategy=held, ancestor__in=list(reasons)).exists():
        raise Refused(Refusal.HAS_HEIRS)
    there = {each.ancestor: each for each in Ending.drafts.filter(strategy=held)}
    ended = []
    for key, words in reasons.items():
        reason = validators.prose(words)
        said = there.get(key)
        if said is not None and said.reason != reason:
            raise ChangedMeanwhile(said)
        ended.append(said or _end(held, key, old[key].text, reason, by=by, now=now))
    return ended


@transaction.atomic
def take_back_ending(*, ending: Ending, by: Actor, now: datetime) -> None:
    """The old goal is unanswered again. Raises ChangedMeanwhile where somebody was first."""
    held = _held(ending.strategy_id)
    if not _take_back(held, [ending.ancestor], by=by, now=now):
        raise ChangedMeanwhile(None)


def _held(strategy_id: int) -> Strategy:
    """The strategy, held until the end of the deed: who ends a goal and who goes on from it stand
    in line here."""
    held = Strategy.drafts.select_for_update().filter(pk=strategy_id).first()
    if held is None:
        raise ChangedMeanwhile(None)
    return held


def _keys(strategy: Strategy, kind: str) -> set[UUID]:
    return {each.key for each in predecessor_wordings(strategy).get(kind, [])}


def _nodes_of(strategy: Strategy, kind: str, wanted: Mapping[UUID, Choice]) -> list[Node]:
    path = "strategy" if kind == RowKind.AREA else "area__strategy"
    rows = NODES[kind].drafts.filter(**{path: strategy}, key__in=list(wanted))
    return list(rows.select_related(path).order_by("pk")) if wanted else []


def _say(
    node: Node, ancestor: UUID | None, *, expected_version: int, by: Actor, now: datetime
) -> None:
    before = snapshot(node)
    change(
        node,
        expected_version=expected_version,
        now=now,
        ancestor=ancestor,
        begins_anew=ancestor is None,
    )
    recorded(f"{node._meta.model_name}_ancestor_set", node, before=before, by=by, now=now)


def _end(
    strategy: Strategy, key: UUID, text: str, reason: str, *, by: Actor, now: datetime
) -> Ending:
    ending = Ending(
        municipality_id=strategy.municipality_id,
        strategy=strategy,
        ancestor=key,
        text=text,
        reason=reason,
        changed_at=now,
    )
    ending.save(force_insert=True)
    recorded("goal_ended", ending, by=by, now=now)
    return ending


def _take_back(strategy: Strategy, keys: Sequence[UUID], *, by: Actor, now: datetime) -> int:
    """How many endings there were to take back."""
    found = list(Ending.drafts.filter(strategy=strategy, ancestor__in=keys))
    for ending in found:
        before = snapshot(ending)
        ending.delete()
        recorded("goal_ending_taken_back", ending, before=before, by=by, now=now)
    return len(found)
