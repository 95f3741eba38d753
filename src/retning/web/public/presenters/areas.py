"""One area with its objectives, goals and themes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from retning.apps.strategy.enums import RowKind
from retning.apps.strategy.models import Edition
from retning.apps.strategy.queries.editions import Published
from retning.apps.strategy.queries.published import (
    EditionNode,
    PublishedRow,
    RowStanding,
    edition_tree,
    published_row,
)
from retning.apps.strategy.queries.wording import area_label
from retning.web.public.presenters.downloads import download_links
from retning.web.public.presenters.labels import EditionLabel, edition_label
from retning.web.public.presenters.links import area_url, chain_links
from retning.web.public.presenters.pieces import AreaPiece, area_piece
from retning.web.ui.links import Link


@dataclass(frozen=True)
class AreaPage:
    """`previous` and `following` are the areas beside it in the same edition."""

    row: PublishedRow
    area: AreaPiece
    chain: Sequence[Link]
    edition: EditionLabel
    standing: RowStanding
    previous: Link | None
    following: Link | None
    downloads: Sequence[Link]


def area_page(published: Published, slug: str, key: UUID) -> AreaPage | None:
    """The area in the edition that stands for it (see `PublishedRow`): two queries."""
    found = published_row(published, RowKind.AREA, key)
    if found is None or found.edition.slug != slug:
        return None
    edition, tree = found.edition, edition_tree(found.edition)
    place = next(place for place, area in enumerate(tree.areas) if area.row.key == key)
    label = area_label(str(tree.row.data.get("area_label", "")), place + 1, found.row.text)
    return AreaPage(
        row=found,
        area=area_piece(tree.areas[place], slug=slug, label=label),
        chain=chain_links([tree.row], slug),
        edition=edition_label(edition, found.series),
        standing=found.standing,
        previous=_link(edition, tree, place - 1),
        following=_link(edition, tree, place + 1),
        downloads=download_links("area_file", slug, key),
    )


def _link(edition: Edition, tree: EditionNode, place: int) -> Link | None:
    if not 0 <= place < len(tree.areas):
        return None
    row = tree.areas[place].row
    return Link(row.text, area_url(edition.slug, row.key))
