"""One goal: where it hangs, what it says, whose it is, and how its wording came about, over the
editions of its strategy and over the strategies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from retning.apps.strategy.queries.published import (
    NearRow,
    PublishedRow,
    RowStanding,
    Surroundings,
)
from retning.apps.strategy.queries.published_lineage import RowLineage
from retning.apps.strategy.queries.verdicts import GoalVerdict
from retning.apps.strategy.queries.wording import fields_of, owner_of
from retning.core.redline import Segment
from retning.foundation.clock import date_in_denmark
from retning.foundation.freezing.comparison import Change, compare
from retning.foundation.freezing.models import FrozenRow
from retning.web.public.presenters.labels import EditionLabel, edition_label
from retning.web.public.presenters.lineage import GoalFamily, goal_family
from retning.web.public.presenters.links import chain_links, changes_url, goal_url
from retning.web.public.presenters.measures import Measure, measures_of
from retning.web.ui.links import Link


@dataclass(frozen=True)
class GoalVersion:
    """A goal in one edition, beside the edition before: exactly one of these is told.

    `first` its wording where it is new, `wording` and `explanation` the changed words, `absent`
    that the edition is without it. `owner` is the new owner where that changed.
    """

    edition: EditionLabel
    first: str = ""
    wording: Sequence[Segment] = ()
    explanation: Sequence[Segment] = ()
    absent: bool = False
    is_moved: bool = False
    has_new_owner: bool = False
    owner: str = ""

    @property
    def is_same(self) -> bool:
        told = self.first or self.wording or self.explanation or self.absent
        return not (told or self.is_moved or self.has_new_owner)


@dataclass(frozen=True)
class Proposal:
    """That a newer proposal words a standing goal otherwise, or is without it."""

    url: str
    is_removal: bool


@dataclass(frozen=True)
class GoalPage:
    """`owner` is empty where nobody has been named; `previous` and `following` are the goals
    beside it under the same objective; `place` and `of` count from 1. `updated`: the newest of the
    wording and of what its verdicts rest on."""

    text: str
    body: str
    owner: str
    fields: Sequence[str]
    chain: Sequence[Link]
    edition: EditionLabel
    standing: RowStanding
    proposal: Proposal | None
    versions: Sequence[GoalVersion]
    family: GoalFamily
    previous: Link | None
    following: Link | None
    place: int
    of: int
    measures: Sequence[Measure]
    updated: date


def goal_page(
    found: PublishedRow,
    around: Surroundings,
    lineage: RowLineage,
    verdicts: Sequence[GoalVerdict],
    on: date,
    query: str = "",
) -> GoalPage:
    """`on`: the day that its verdicts are of; `query`: what the page was asked to know, for the
    addresses of its pictures."""
    keys = [sibling.key for sibling in around.siblings]
    place = keys.index(found.row.key)
    return GoalPage(
        text=found.row.text,
        body=found.row.body,
        owner=owner_of(found.row.data),
        fields=fields_of(found.row.data),
        chain=chain_links(around.chain, found.edition.slug),
        edition=edition_label(found.edition, found.series),
        standing=found.standing,
        proposal=_proposal(found),
        versions=goal_versions(found),
        family=goal_family(found, lineage),
        previous=_link(around.siblings, place - 1),
        following=_link(around.siblings, place + 1),
        place=place + 1,
        of=len(keys),
        measures=measures_of(found.row.key, verdicts, on, query),
        updated=_updated(found, verdicts),
    )


def _updated(found: PublishedRow, verdicts: Sequence[GoalVerdict]) -> date:
    """The day in Denmark of the newest that the page tells: the wording, or what came after it."""
    days = [date_in_denmark(found.edition.published_at)]
    for each in verdicts:
        said = (each.interpretation, each.proof, each.judgement)
        days += [date_in_denmark(one.made_at) for one in said if one is not None]
        evidence = each.measured.evidence
        if evidence is not None and evidence.known_from is not None:
            days.append(evidence.known_from)
    return max(days)


def _proposal(found: PublishedRow) -> Proposal | None:
    proposal, row = found.series.proposal, found.versions[0].row
    if proposal is None or found.standing is not RowStanding.CURRENT:
        return None
    if row is not None and (row.text, row.body) == (found.row.text, found.row.body):
        return None
    return Proposal(changes_url(proposal), is_removal=row is None)


def goal_versions(found: PublishedRow) -> list[GoalVersion]:
    """The goal through the editions, newest first, each beside the one before it."""
    older = [*found.versions[1:], None]
    return [
        _version(
            edition_label(version.edition, found.series),
            version.row,
            before.row if before else None,
        )
        for version, before in zip(found.versions, older, strict=True)
    ]


def _version(edition: EditionLabel, row: FrozenRow | None, before: FrozenRow | None) -> GoalVersion:
    if row is None:
        return GoalVersion(edition, absent=True)
    if before is None:
        return GoalVersion(edition, first=row.text)
    change = compare([before], [row])[0]
    has_new_owner = owner_of(before.data) != owner_of(row.data)
    if change.change is Change.SAME:
        return GoalVersion(edition)
    return GoalVersion(
        edition,
        wording=change.text if before.text != row.text else (),
        explanation=change.body if before.body != row.body else (),
        is_moved=before.parent_key != row.parent_key,
        has_new_owner=has_new_owner,
        owner=owner_of(row.data) if has_new_owner else "",
    )


def _link(siblings: Sequence[NearRow], place: int) -> Link | None:
    if not 0 <= place < len(siblings):
        return None
    return Link(siblings[place].text, goal_url(siblings[place].key))
