"""Who may do what with a strategy, and what an edition must have before it is published."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import QuerySet

from retning.apps.organisation.enums import Role
from retning.apps.organisation.models import Municipality
from retning.apps.strategy.enums import EditionKind, LegalBasis
from retning.apps.strategy.models import Strategy
from retning.apps.strategy.queries.draft import DraftOutline, draft_strategies

EDITORS = frozenset({Role.ADMINISTRATOR, Role.CONSULTANT})
READERS = EDITORS | {Role.EXECUTIVE_BOARD, Role.CENTRE_CHIEF, Role.COUNCIL_SECRETARY}


def may_read_drafts(roles: Collection[str]) -> bool:
    """Drafts are for those who write them and those who lead the administration."""
    return not READERS.isdisjoint(roles)


def may_edit(roles: Collection[str]) -> bool:
    """Reading documents in, correcting them, writing the draft."""
    return not EDITORS.isdisjoint(roles)


def may_publish(roles: Collection[str]) -> bool:
    """Freezing an edition and showing it to everyone."""
    return not EDITORS.isdisjoint(roles)


def visible_to(roles: Collection[str], *, municipality: Municipality) -> QuerySet[Strategy]:
    """The list twin of `may_read_drafts`."""
    drafts = draft_strategies(municipality)
    return drafts if may_read_drafts(roles) else drafts.none()


class Lack(StrEnum):
    """What keeps an edition from being published."""

    NO_AREA = "no_area"
    NO_GOAL = "no_goal"
    NO_PLANNING_SINCE_REVISION = "no_planning_since_revision"
    NO_REVISION_KIND = "no_revision_kind"
    NO_REVISION_DECISION = "no_revision_decision"
    NO_READOPTED_PARTS = "no_readopted_parts"
    NO_RESOLUTION = "no_resolution"
    NOTHING_CHANGED = "nothing_changed"
    NEVER_ADOPTED = "never_adopted"
    ALREADY_ADOPTED = "already_adopted"


@dataclass(frozen=True)
class Publication:
    """What somebody is about to publish, as far as the rules need to know it."""

    kind: EditionKind
    has_resolution: bool
    has_adopted_edition: bool


def lacks(outline: DraftOutline, publication: Publication) -> list[Lack]:
    """What is missing before `publication` may happen, in the order it is asked for."""
    missing = []
    if not outline.areas:
        missing.append(Lack.NO_AREA)
    if not outline.all_goals:
        missing.append(Lack.NO_GOAL)
    if outline.strategy.legal_basis == LegalBasis.PLANLOVEN_23A:
        missing += _lacks_of_section_23a(outline.strategy)
    match publication.kind:
        case EditionKind.PROPOSAL:
            pass
        case EditionKind.ADOPTED | EditionKind.REVISED if not publication.has_resolution:
            missing.append(Lack.NO_RESOLUTION)
    if publication.kind == EditionKind.REVISED and not publication.has_adopted_edition:
        missing.append(Lack.NEVER_ADOPTED)
    if publication.kind == EditionKind.ADOPTED and publication.has_adopted_edition:
        missing.append(Lack.ALREADY_ADOPTED)
    return missing


def _lacks_of_section_23a(strategy: Strategy) -> list[Lack]:
    """Planloven § 23 a: the planning done since the last revision, the decision on a full or a
    themed revision, and the parts adopted again for four years. (The fourth, the council's
    assessment of and strategy for the development, is the strategy itself.)"""
    required = {
        Lack.NO_PLANNING_SINCE_REVISION: strategy.planning_since_revision,
        Lack.NO_REVISION_KIND: strategy.revision_kind,
        Lack.NO_REVISION_DECISION: strategy.revision_decision,
        Lack.NO_READOPTED_PARTS: strategy.readopted_parts,
    }
    return [lack for lack, text in required.items() if not text.strip()]
