"""What pages about other things ask of hearings: which are open now, and which hear a row."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from retning.apps.hearing.enums import Phase
from retning.apps.hearing.queries.public import PublicHearing, public_hearings
from retning.apps.strategy.queries.published import PublishedRow
from retning.web.request.site import SiteRequest


def open_hearings_at(site: SiteRequest) -> list[PublicHearing]:
    """The hearings that one can answer now: one query, none where the menu says there are none."""
    if site.hearings.days_left is None:
        return []
    every = public_hearings(site.municipality, now=site.now)
    return [each for each in every if each.phase is Phase.OPEN]


def heard_in(hearings: Sequence[PublicHearing], row: PublishedRow) -> list[PublicHearing]:
    """Those of the hearings whose text has the row; no query."""
    sets = {each.edition.frozen_set_id for each in row.versions if each.row is not None}
    return [each for each in hearings if each.frozen_set_id in sets]


def fingerprint(*parts: object) -> str:
    """A text that is another whenever one of the parts says something else of itself."""
    told = (each.state if isinstance(each, PublicHearing) else each for each in _flat(parts))
    return hashlib.sha256(repr(tuple(told)).encode()).hexdigest()


def _flat(parts: Sequence[object]) -> list[object]:
    flat: list[object] = []
    for part in parts:
        flat += [len(part), *part] if isinstance(part, list) else [part]
    return flat
