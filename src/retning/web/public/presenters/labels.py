"""What an edition is called, and whether what stands there has been decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext

from retning.apps.strategy.enums import EditionKind
from retning.apps.strategy.models import Edition
from retning.apps.strategy.queries.editions import Series
from retning.apps.strategy.queries.wording import edition_word, standing_word
from retning.web.public.presenters.links import changes_url, edition_url
from retning.web.ui.links import Link


@dataclass(frozen=True)
class Label:
    """A state by a kind that `{% status %}` knows, and its word."""

    kind: str
    word: str


@dataclass(frozen=True)
class EditionLabel:
    """One edition in few words; `changes_url` is empty for the first. `proposal` leads to what has
    changed since it was proposed, where `changes_url` shows something else."""

    number: int
    name: str
    label: Label
    is_proposal: bool
    is_standing: bool
    published_at: datetime
    url: str
    changes_url: str
    proposal: Link | None


@dataclass(frozen=True)
class ResolutionText:
    """What a body decided; `body`, `item`, `text` and `dissent` are the municipality's words."""

    body: str
    met_on: date
    item: str
    text: str
    dissent: str
    link: str


def edition_label(edition: Edition, series: Series) -> EditionLabel:
    return EditionLabel(
        number=edition.number,
        name=edition_word(edition.number),
        label=kind_label(edition, series),
        is_proposal=edition.kind == EditionKind.PROPOSAL,
        is_standing=edition.pk == series.standing.pk,
        published_at=edition.published_at,
        url=edition_url(edition),
        changes_url=changes_url(edition) if series.before(edition) else "",
        proposal=_since_proposal(edition, series),
    )


def comparison_link(edition: Edition, since: Edition, series: Series) -> Link:
    """To the red-line from one edition to a later one."""
    is_before = since == series.before(edition)
    words = (
        gettext("Compare with the proposal (edition %(number)s)")
        if since.kind == EditionKind.PROPOSAL
        else gettext("Compare with edition %(number)s")
    )
    return Link(
        words % {"number": since.number}, changes_url(edition, None if is_before else since)
    )


def _since_proposal(edition: Edition, series: Series) -> Link | None:
    proposal = series.proposal_before(edition)
    if proposal is None or proposal == series.before(edition):
        return None
    return comparison_link(edition, proposal, series)


def kind_label(edition: Edition, series: Series) -> Label:
    """A proposal that has been overtaken is no longer one that waits to be adopted."""
    kind = "published"
    if edition.kind == EditionKind.PROPOSAL:
        kind = "waiting" if edition.pk == series.newest.pk else "earlier"
    return Label(kind, standing_word(edition, series))


def resolution_texts(edition: Edition) -> Sequence[ResolutionText]:
    """The chain of resolutions behind an edition, oldest first; loaded with the editions."""
    return [
        ResolutionText(
            body=resolution.body.name,
            met_on=resolution.met_on,
            item=resolution.item,
            text=resolution.text,
            dissent=resolution.dissent,
            link=resolution.link,
        )
        for resolution in edition.resolutions.all()
    ]
