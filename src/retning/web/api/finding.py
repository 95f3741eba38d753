"""Finding what an address names among what has been published, or saying that it is not there."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext

from retning.apps.strategy.enums import RowKind
from retning.apps.strategy.models import Edition
from retning.apps.strategy.queries.editions import Published, Series, published_with_resolutions
from retning.apps.strategy.queries.published import PublishedRow, published_row
from retning.web.api.asking import Asked
from retning.web.api.problems import not_found


def found_series(asked: Asked, slug: str) -> tuple[Published, Series]:
    """Raises Refused where no strategy with this address has been published."""
    every = published_with_resolutions(asked.request.municipality)
    series = every.of_slug(slug)
    if series is None:
        raise not_found(gettext("No such strategy has been published."))
    return every, series


def found_edition(series: Series, number: int) -> Edition:
    """Raises Refused where no edition has this number."""
    shown = series.numbered(number)
    if shown is None:
        raise not_found(gettext("No edition has this number."))
    return shown


def found_since(asked: Asked, series: Series, shown: Edition) -> Edition | None:
    """The edition to compare with: the one asked for, else the one before. Raises Refused."""
    wanted = asked.query["since"]
    if wanted is None:
        return series.before(shown)
    since = next((each for each in series.earlier(shown) if each.number == wanted), None)
    if since is None:
        raise not_found(gettext("No earlier edition has this number."))
    return since


def found_row(every: Published, kind: RowKind, key: UUID) -> PublishedRow:
    """Raises Refused where nothing with this key has been published."""
    found = published_row(every, kind, key)
    if found is None:
        raise not_found(gettext("Nothing with this key has been published."))
    return found
