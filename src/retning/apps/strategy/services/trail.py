"""Every deed writes its line in the audit trail, in the transaction of the deed."""

from __future__ import annotations

from datetime import datetime

from retning.apps.strategy.models import (
    Area,
    Edition,
    Ending,
    Goal,
    Interpretation,
    Objective,
    PanelJudgement,
    Passage,
    Proof,
    Reading,
    ReviewStep,
    Strategy,
    Theme,
)
from retning.apps.strategy.queries.draft import strategy_id_of
from retning.foundation.audit.services import Actor, Related, Snapshot, record

Owned = (
    Strategy
    | Area
    | Objective
    | Goal
    | Theme
    | Ending
    | Edition
    | Reading
    | Passage
    | ReviewStep
    | Interpretation
    | Proof
    | PanelJudgement
)


def recorded(
    deed: str,
    subject: Owned,
    *,
    by: Actor,
    now: datetime,
    before: Snapshot | None = None,
    related: Related | None = None,
) -> None:
    """Write that `by` did `deed` to `subject`, which was as `before` says (None: it was not);
    `related` holds what it was and is tied to, where the deed tied or untied something."""
    if isinstance(subject, Area | Objective | Goal | Theme | Ending):
        # A strategy has changed when anything in it has: the work list asks it alone.
        changed = subject.strategy_id if isinstance(subject, Ending) else strategy_id_of(subject)
        Strategy.drafts.filter(pk=changed).update(changed_at=now)
    record(
        tenant=subject.municipality_id,
        deed=deed,
        subject=subject,
        before=before,
        related=related,
        by=by,
        now=now,
    )
