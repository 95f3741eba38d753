"""The front page, a strategy, and a whole strategy on one page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from retning.apps.strategy.models import Edition
from retning.apps.strategy.queries.editions import Published, Series
from retning.apps.strategy.queries.published import (
    EditionNode,
    edition_of_strategy,
    edition_tree,
    edition_trees,
)
from retning.apps.strategy.queries.wording import Section, legal_sections
from retning.core.prose import plain_text
from retning.foundation.freezing.models import FrozenRow
from retning.web.public.presenters.downloads import download_links
from retning.web.public.presenters.labels import (
    EditionLabel,
    ResolutionText,
    edition_label,
    resolution_texts,
)
from retning.web.public.presenters.lineage import lineage_link
from retning.web.public.presenters.links import CRUMB, front_link, strategy_url
from retning.web.public.presenters.pieces import AreaPiece, area_pieces
from retning.web.ui.formats import shorten
from retning.web.ui.links import Link

NEWS = 5
LONG_HEADING = 160
LONG_INTRODUCTION = 1_500


@dataclass(frozen=True)
class StrategyPiece:
    """A strategy as the front page shows it."""

    title: str
    url: str
    whole_url: str
    verdicts_url: str
    vision: str
    period: tuple[int, int]
    edition: EditionLabel
    areas: Sequence[AreaPiece]


@dataclass(frozen=True)
class News:
    """Something that has been published."""

    title: str
    edition: EditionLabel


@dataclass(frozen=True)
class FrontPage:
    """`vision` is the heading where it is one short sentence, else empty."""

    vision: str
    strategies: Sequence[StrategyPiece]
    earlier: Sequence[StrategyPiece]
    news: Sequence[News]
    updated: datetime


@dataclass(frozen=True)
class StrategyText:
    """What a strategy's page and its page on one sheet share: one edition."""

    title: str
    url: str
    whole_url: str
    editions_url: str
    verdicts_url: str
    chain: Sequence[Link]
    vision: str
    introduction: str
    period: tuple[int, int]
    edition: EditionLabel
    areas: Sequence[AreaPiece]
    sections: Sequence[Section]
    resolutions: Sequence[ResolutionText]
    downloads: Sequence[Link]

    @property
    def chain_below(self) -> list[Link]:
        """The chain of a page below the strategy's own."""
        return [*self.chain, Link(shorten(self.title, CRUMB), self.url)]

    @property
    def introduction_is_long(self) -> bool:
        """Whether the areas had better stand before it."""
        return len(self.introduction) > LONG_INTRODUCTION


@dataclass(frozen=True)
class StrategyPage:
    """The standing text, a newer proposal where there is one, and what came before."""

    text: StrategyText
    proposal: EditionLabel | None
    edition_count: int
    predecessor: Link | None
    lineage: Link | None


def front_page(published: Published) -> FrontPage | None:
    """None where nothing has been published. One query."""
    if not published.series:
        return None
    standing = [series.standing for series in published.series]
    trees = edition_trees(standing)
    replaced = {tree.row.data.get("predecessor") for tree in trees}
    ordered = sorted(
        zip(published.series, standing, trees, strict=True),
        key=lambda found: _period(found[2].row),
        reverse=True,
    )
    current: list[StrategyPiece] = []
    earlier: list[StrategyPiece] = []
    for series, edition, tree in ordered:
        is_replaced = str(tree.row.key) in replaced
        piece = _piece(series, edition, tree)
        (earlier if is_replaced else current).append(piece)
    return FrontPage(
        vision=_heading([piece.vision for piece in current]),
        strategies=current,
        earlier=earlier,
        news=[
            News(edition.title, edition_label(edition, published.of_edition(edition)))
            for edition in published.editions[:NEWS]
        ],
        updated=published.editions[0].published_at,
    )


def _heading(visions: Sequence[str]) -> str:
    """The vision, if the strategies share one and it is short enough to be a heading."""
    words = {plain_text(vision) for vision in visions}
    only = words.pop() if len(words) == 1 else ""
    return only if len(only) <= LONG_HEADING else ""


def _piece(series: Series, edition: Edition, tree: EditionNode) -> StrategyPiece:
    return StrategyPiece(
        title=edition.title,
        url=strategy_url(edition.slug),
        whole_url=reverse("public:whole", args=[edition.slug]),
        verdicts_url=reverse("public:verdicts", args=[edition.slug]),
        vision=str(tree.row.data.get("vision", "")),
        period=_period(tree.row),
        edition=edition_label(edition, series),
        areas=area_pieces(tree, edition.slug),
    )


def strategy_page(published: Published, series: Series) -> StrategyPage:
    """Two queries, and one more where the strategy had a predecessor."""
    edition = series.standing
    tree = edition_tree(edition)
    predecessor = _predecessor(published, tree.row)
    return StrategyPage(
        text=strategy_text(series, edition, tree),
        proposal=edition_label(series.proposal, series) if series.proposal else None,
        edition_count=len(series.editions),
        predecessor=Link(predecessor.title, strategy_url(predecessor.slug))
        if predecessor
        else None,
        lineage=lineage_link(edition) if predecessor else None,
    )


def strategy_text(series: Series, edition: Edition, tree: EditionNode) -> StrategyText:
    """One edition's text, whole."""
    data = tree.row.data
    vision = str(data.get("vision", ""))
    return StrategyText(
        title=tree.row.text,
        url=strategy_url(edition.slug),
        whole_url=reverse("public:whole", args=[edition.slug]),
        editions_url=reverse("public:editions", args=[edition.slug]),
        verdicts_url=reverse("public:verdicts", args=[edition.slug]),
        chain=[front_link(vision)],
        vision=vision,
        introduction=tree.row.body,
        period=_period(tree.row),
        edition=edition_label(edition, series),
        areas=area_pieces(tree, edition.slug),
        sections=legal_sections(data),
        resolutions=resolution_texts(edition),
        downloads=_downloads(series, edition),
    )


def _downloads(series: Series, edition: Edition) -> Sequence[Link]:
    """The edition as files: what stands has an address that lasts from edition to edition."""
    if edition.pk == series.standing.pk:
        return download_links("whole_file", edition.slug)
    return download_links("edition_file", edition.slug, edition.number)


def _period(row: FrozenRow) -> tuple[int, int]:
    first, last = row.data["period"]
    return first, last


def _predecessor(published: Published, row: FrozenRow) -> Edition | None:
    key = row.data.get("predecessor")
    return edition_of_strategy(published, UUID(key)) if key else None
