"""What pages about other things ask of hearings: which are open now, and which hear a row."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from uuid import UUID

from retning.apps.hearing.enums import Phase
from retning.apps.hearing.queries.noted import NotedAt, noted_of_area, noted_of_goal
from retning.apps.hearing.queries.public import PublicHearing, public_hearings
from retning.apps.hearing.queries.said import SaidOf, said_of_area, said_of_goal
from retning.apps.strategy.queries.published import PublishedRow
from retning.web.request.site import SiteRequest


def open_hearings_at(site: SiteRequest) -> list[PublicHearing]:
    """The hearings that one can answer now: one query, none where the menu says there are none."""
    if site.hearings.days_left is None:
        return []
    every = public_hearings(site.municipality, now=site.now)
    return [each for each in every if each.phase is Phase.OPEN]


def every_hearing_at(site: SiteRequest) -> list[PublicHearing]:
    """Every announced hearing: one query, none where there has never been one."""
    return public_hearings(site.municipality, now=site.now) if site.hearings.has_some else []


def said_of_goal_at(site: SiteRequest, key: UUID) -> SaidOf:
    """What was said of a goal: one query, none where there has never been a hearing."""
    if not site.hearings.has_some:
        return SaidOf()
    return said_of_goal(site.municipality, key, on=site.today)


def said_of_area_at(site: SiteRequest, key: UUID) -> Mapping[UUID, SaidOf]:
    """The same of an area and its themes."""
    if not site.hearings.has_some:
        return {}
    return said_of_area(site.municipality, key, on=site.today)


def noted_of_goal_at(site: SiteRequest, key: UUID) -> list[NotedAt]:
    """What minutes say of a goal: one query, none where no minutes are public."""
    if not site.hearings.has_minutes:
        return []
    return noted_of_goal(site.municipality, key, now=site.now)


def noted_of_area_at(site: SiteRequest, key: UUID) -> list[NotedAt]:
    """The same of an area and what hangs below it."""
    if not site.hearings.has_minutes:
        return []
    return noted_of_area(site.municipality, key, now=site.now)


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
