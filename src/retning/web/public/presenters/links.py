"""Addresses and breadcrumbs: the chain up to the vision."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext

from retning.apps.strategy.enums import RowKind
from retning.apps.strategy.models import Edition
from retning.apps.strategy.queries.published import NearRow
from retning.core.prose import plain_text
from retning.foundation.freezing.models import FrozenRow
from retning.web.ui.formats import shorten
from retning.web.ui.links import Link

CRUMB = 60
SINCE = "fra"
"""The parameter of a page of changes that names the edition to compare with."""


def strategy_url(slug: str) -> str:
    return reverse("public:strategy", args=[slug])


def area_url(slug: str, key: UUID) -> str:
    return reverse("public:area", args=[slug, key])


def goal_url(key: UUID) -> str:
    return reverse("public:goal", args=[key])


def theme_url(slug: str, area: UUID, key: UUID) -> str:
    return f"{area_url(slug, area)}#{anchor(key)}"


def edition_url(edition: Edition) -> str:
    return reverse("public:edition", args=[edition.slug, edition.number])


def changes_url(edition: Edition, since: Edition | None = None) -> str:
    """The red-line against the edition before, or against `since`."""
    address = reverse("public:changes", args=[edition.slug, edition.number])
    return address if since is None else f"{address}?{SINCE}={since.number}"


def anchor(key: UUID) -> str:
    """The name of a row's place on a page that shows many; it begins with a letter."""
    return f"r-{key}"


def chain_links(chain: Sequence[FrozenRow | NearRow], slug: str) -> list[Link]:
    """Links from the vision down `chain`, which begins with the strategy's row."""
    strategy = chain[0]
    links = [front_link(str(strategy.data.get("vision", "")))]
    area_address = ""
    for row in chain:
        match row.kind:
            case RowKind.STRATEGY:
                address = strategy_url(slug)
            case RowKind.AREA:
                address = area_address = area_url(slug, row.key)
            case _:
                address = f"{area_address}#{anchor(row.key)}"
        links.append(Link(shorten(row.text, CRUMB), address))
    return links


def front_link(vision: str) -> Link:
    """The way up to the vision, by its own words where they are few."""
    words = plain_text(vision) or gettext("Vision")
    return Link(shorten(words, CRUMB), reverse("public:front"))
