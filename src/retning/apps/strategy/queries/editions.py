"""What has been published: editions, and which of them stands. Never drafts.

A draft's strategy is not joined: its title and period may have changed since it was published.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Prefetch, QuerySet

from retning.apps.organisation.models import Municipality, Resolution
from retning.apps.strategy.enums import EditionKind
from retning.apps.strategy.models import Edition
from retning.foundation.records.prepared import Asked


@dataclass(frozen=True)
class Series:
    """The editions of one strategy, newest first; there is at least one."""

    editions: Sequence[Edition]

    @property
    def slug(self) -> str:
        return self.editions[0].slug

    @property
    def newest(self) -> Edition:
        return self.editions[0]

    @property
    def standing(self) -> Edition:
        """The newest decided edition, or, before any decision, the newest proposal."""
        decided = (e for e in self.editions if e.kind != EditionKind.PROPOSAL)
        return next(decided, self.newest)

    @property
    def proposal(self) -> Edition | None:
        """The proposal to change what stands, where the newest edition is one."""
        return self.newest if self.newest.pk != self.standing.pk else None

    def numbered(self, number: int) -> Edition | None:
        return next((e for e in self.editions if e.number == number), None)

    def earlier(self, edition: Edition) -> list[Edition]:
        """The editions before an edition, newest first."""
        return [e for e in self.editions if e.number < edition.number]

    def before(self, edition: Edition) -> Edition | None:
        """The edition that came just before."""
        return next(iter(self.earlier(edition)), None)

    def proposal_before(self, edition: Edition) -> Edition | None:
        """The newest proposal before an edition that was decided on; None for a proposal."""
        if edition.kind == EditionKind.PROPOSAL:
            return None
        return next((e for e in self.earlier(edition) if e.kind == EditionKind.PROPOSAL), None)


@dataclass(frozen=True)
class Published:
    """Everything a municipality has published, newest first."""

    editions: Sequence[Edition]

    @cached_property
    def series(self) -> list[Series]:
        """One for each published strategy, the one that was published last first."""
        grouped: dict[int, list[Edition]] = defaultdict(list)
        for edition in self.editions:
            grouped[edition.strategy_id].append(edition)
        return [
            Series(sorted(editions, key=lambda edition: -edition.number))
            for editions in grouped.values()
        ]

    def of_slug(self, slug: str) -> Series | None:
        """The strategy with this address."""
        return next((series for series in self.series if series.slug == slug), None)

    def of_edition(self, edition: Edition) -> Series:
        return next(s for s in self.series if s.newest.strategy_id == edition.strategy_id)

    @cached_property
    def fingerprint(self) -> str:
        """64 hexadecimal characters that change whenever something is published."""
        lines = (
            f"{edition.slug} {edition.number} {edition.kind} {edition.frozen_set.checksum}"
            f" {edition.published_at.isoformat()}"
            for edition in self.editions
        )
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()

    @cached_property
    def bodies(self) -> str:
        """The names of the bodies that decided on the editions, which may be renamed."""
        return "\n".join(
            resolution.body.name
            for edition in self.editions
            for resolution in edition.resolutions.all()
        )


def published(municipality: Municipality) -> Published:
    """All the municipality's editions: one query."""
    return Published(list(editions_of(municipality)))


def published_with_resolutions(municipality: Municipality) -> Published:
    """The same, each edition with the resolutions behind it and their bodies: two queries."""
    resolutions = Prefetch("resolutions", Resolution.objects.select_related("body"))
    return Published(list(editions_of(municipality).prefetch_related(resolutions)))


def editions_of(municipality: Municipality | Asked) -> QuerySet[Edition]:
    """The municipality's editions, newest first."""
    return (
        Edition.objects.filter(municipality=municipality)
        .select_related("frozen_set")
        .order_by("-published_at", "-pk")
    )
