"""Who may do what with a strategy, and what an edition must have before it is published."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from retning.apps.organisation.enums import Role
from retning.apps.organisation.models import Municipality
from retning.apps.organisation.queries import Standing
from retning.apps.organisation.rules import Permission
from retning.apps.strategy.enums import EditionKind, LegalBasis
from retning.apps.strategy.models import Strategy
from retning.apps.strategy.queries.draft import DraftOutline, draft_strategies

EDITORS = frozenset({Role.ADMINISTRATOR, Role.CONSULTANT})

READ_DRAFTS = Permission(
    "read_drafts",
    EDITORS | {Role.EXECUTIVE_BOARD, Role.CENTRE_CHIEF, Role.COUNCIL_SECRETARY},
    _("Your role does not let you read drafts. What is published stands on the public pages."),
)
EDIT_STRATEGIES = Permission(
    "edit_strategies",
    EDITORS,
    _("Only a strategy consultant or an administrator may change strategies."),
)
INTERPRET = Permission(
    "interpret",
    EDITORS,
    _("Only a strategy consultant or an administrator may say how an adopted goal is read."),
)
PUBLISH = Permission(
    "publish",
    EDITORS,
    _("Only a strategy consultant or an administrator may publish."),
)


def visible_to(standing: Standing, *, municipality: Municipality) -> QuerySet[Strategy]:
    """The list twin of `READ_DRAFTS`."""
    drafts = draft_strategies(municipality)
    here = standing.municipality_code == municipality.pk
    return drafts if here and READ_DRAFTS(standing) else drafts.none()


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
