"""Searching in what a municipality has published."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

from retning.apps.organisation.models import Municipality
from retning.apps.strategy.enums import RowKind
from retning.foundation.search.excerpts import Segment
from retning.foundation.search.queries import PAGE, find
from retning.foundation.search.queries import Hit as FoundHit

__all__ = ["PAGE", "ChainRow", "Hit", "Results", "Segment", "search"]


class ChainRow(NamedTuple):
    """A row that a hit hangs below."""

    kind: RowKind
    key: UUID
    title: str


@dataclass(frozen=True)
class Hit:
    """A row that was found, in the edition that stands for it.

    `title` and `excerpt` are in segments, the words that were found marked; `chain` runs from the
    strategy down to the row's parent; `slug` and `edition` are the strategy's address and the
    edition's number; `is_proposal` where the row has been proposed and not yet adopted.
    """

    kind: RowKind
    key: UUID
    slug: str
    edition: int
    title: Sequence[Segment]
    excerpt: Sequence[Segment]
    chain: Sequence[ChainRow]
    is_proposal: bool

    @property
    def text(self) -> str:
        """The title without marks."""
        return "".join(segment.text for segment in self.title)


@dataclass(frozen=True)
class Results:
    """One page of what was found, best first; `page` counts from 1, `size` hits to a page.

    `total` counts the kinds asked for, `by_kind` every kind in the order of the chain.
    `suggestions` are questions that would find something, where this one finds nothing.
    `is_question` is false where nothing was asked for: no words, or only such as stand everywhere.
    """

    hits: Sequence[Hit] = ()
    total: int = 0
    by_kind: Mapping[RowKind, int] = field(default_factory=dict)
    suggestions: Sequence[str] = ()
    is_question: bool = True
    page: int = 1
    size: int = PAGE


def search(
    municipality: Municipality,
    text: str,
    *,
    kinds: Collection[RowKind] = (),
    page: int = 1,
    size: int = PAGE,
) -> Results:
    """What the municipality has published that answers `text`: three queries, whatever is found.

    `text` is what a person typed: words that must all be there in any form, as part of a compound
    where need be, and "exact phrases". It never raises for what it says.
    """
    found = find(
        tenant=municipality.pk,
        text=text,
        kinds=[str(kind) for kind in kinds],
        page=page,
        size=size,
    )
    return Results(
        hits=[_hit(hit) for hit in found.hits],
        total=found.total,
        by_kind={kind: found.by_kind[kind] for kind in RowKind if kind in found.by_kind},
        suggestions=found.suggestions,
        is_question=found.is_question,
        page=page,
        size=size,
    )


def _hit(hit: FoundHit) -> Hit:
    data = hit.data
    return Hit(
        kind=RowKind(hit.kind),
        key=hit.key,
        slug=data["slug"],
        edition=data["edition"],
        title=hit.title,
        excerpt=hit.excerpt,
        chain=[ChainRow(RowKind(kind), UUID(key), title) for kind, key, title in data["chain"]],
        is_proposal=data["proposal"],
    )
