"""What a response is written on: the hearing that is open, and the rows that were heard."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from django.db.models import CharField, F, QuerySet

from retning.apps.hearing.enums import CommentKind
from retning.apps.hearing.models import Hearing, Invitation
from retning.apps.hearing.queries.secrets import Purpose, key_of
from retning.apps.organisation.models import Municipality
from retning.apps.strategy.enums import RowKind
from retning.apps.strategy.queries.goal_targets import frozen_targets
from retning.apps.strategy.queries.published import EditionNode, edition_tree
from retning.foundation.freezing.models import FrozenRow
from retning.foundation.records.prepared import Asked, Question

COMMENTED = (RowKind.STRATEGY, RowKind.AREA, RowKind.OBJECTIVE, RowKind.GOAL, RowKind.THEME)
"""Kinds of rows that one can write on; the strategy's stands for the whole."""


@dataclass(frozen=True)
class HeardRow:
    """A frozen row as it was heard; `has_number` where the goal has a target to suggest another
    number for."""

    pk: int
    key: UUID
    kind: RowKind
    text: str
    has_number: bool = False

    @property
    def takes(self) -> tuple[CommentKind, ...]:
        """What can be written on it."""
        match self.kind:
            case RowKind.GOAL if self.has_number:
                return (CommentKind.COMMENT, CommentKind.WORDING, CommentKind.NUMBER)
            case RowKind.GOAL:
                return (CommentKind.COMMENT, CommentKind.WORDING)
            case RowKind.AREA | RowKind.STRATEGY:
                return (CommentKind.COMMENT, CommentKind.NEW_GOAL)
            case _:
                return (CommentKind.COMMENT,)


def answered_hearing(municipality: Municipality, slug: str) -> Hearing | None:
    """The hearing at an address, drafts too. One query."""
    found: list[Hearing] = _ANSWERED.models(municipality=municipality.pk, slug=slug)
    return found[0] if found else None


def _answered(municipality: Asked, slug: Asked) -> QuerySet[Hearing]:
    found = Hearing.objects.filter(municipality_id=municipality, slug=slug).order_by()
    return found.annotate(
        heard_set=F("edition__frozen_set_id"), heard_checksum=F("edition__frozen_set__checksum")
    )


_ANSWERED = Question(_answered, municipality=CharField(), slug=CharField())


def heard_rows(hearing: Hearing) -> Mapping[int, HeardRow]:
    """Every row that can be written on, by its number, in order. Frozen rows never change, so a
    process asks for them once: one query, then none."""
    told = vars(hearing)
    if "heard_set" in told:
        return _rows_of(told["heard_set"], told["heard_checksum"])
    frozen = hearing.edition.frozen_set
    return _rows_of(frozen.pk, frozen.checksum)


@lru_cache(maxsize=16)
def _rows_of(
    frozen_set: int,
    checksum: str,  # noqa: ARG001  names the text, so that a test's set is not another's
) -> Mapping[int, HeardRow]:
    rows = FrozenRow.objects.filter(frozen_set_id=frozen_set, kind__in=COMMENTED).order_by("order")
    return {row.pk: heard_row(row) for row in rows}


def heard_row(row: FrozenRow) -> HeardRow:
    """What a response needs of a frozen row."""
    kind = RowKind(row.kind)
    has_number = kind is RowKind.GOAL and bool(frozen_targets(row))
    return HeardRow(row.pk, row.key, kind, row.text, has_number)


def heard_tree(hearing: Hearing) -> EditionNode:
    """The text that is heard, as a tree from its strategy row. One query."""
    return edition_tree(hearing.edition)


def invited(hearing: Hearing, secret: str) -> Invitation | None:
    """The invitation that a secret opens, if it is to this hearing. One query at most."""
    key = key_of(Purpose.INVITED, secret) if secret else None
    return None if key is None else Invitation.objects.filter(hearing=hearing, key=key).first()
