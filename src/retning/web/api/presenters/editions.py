"""The editions of a strategy, one of them, and what it changed."""

from __future__ import annotations

from typing import Any, cast

from retning.apps.strategy.enums import RowKind
from retning.apps.strategy.models import Edition
from retning.apps.strategy.queries.editions import Series
from retning.apps.strategy.queries.published import edition_changes, edition_tree
from retning.core.redline import Segment
from retning.foundation.freezing.comparison import Change, RowChange
from retning.web.api import shapes
from retning.web.api.presenters.pieces import Teller, resolutions_of


def edition_list(tell: Teller, series: Series) -> shapes.EditionList:
    """Every edition, newest first; no query: the resolutions came with them."""
    items = [
        shapes.EditionListed(
            **tell.edition_values(edition, series),
            note=edition.note,
            resolutions=resolutions_of(edition),
        )
        for edition in series.editions
    ]
    return shapes.EditionList(
        strategy=series.slug,
        items=items,
        total=len(items),
        url=tell.page("editions", series.slug),
        api_url=tell.twin("editions", series.slug),
        language=tell.language,
    )


def edition(tell: Teller, series: Series, shown: Edition) -> shapes.Edition:
    """One edition, whole: one query."""
    tree = edition_tree(shown)
    return shapes.Edition(
        **tell.edition_values(shown, series),
        strategy=shapes.StrategyText(
            **tell.head_values(tree.row, shown.slug),
            areas=[tell.area_text(area, shown.slug) for area in tree.areas],
        ),
        note=shown.note,
        resolutions=resolutions_of(shown),
        language=tell.language,
    )


def changes(tell: Teller, series: Series, shown: Edition, since: Edition | None) -> shapes.Changes:
    """What an edition changed against an earlier one: two queries, or none for None."""
    differing = [
        change
        for change in (edition_changes(since, shown) if since else ())
        if change.change is not Change.SAME
    ]
    at = (series.slug, shown.number)
    is_chosen = since is not None and since != series.before(shown)
    page_part = f"?fra={since.number}" if since and is_chosen else ""
    twin_part = f"?since={since.number}" if since and is_chosen else ""
    return shapes.Changes(
        strategy=series.slug,
        edition=tell.edition(shown, series),
        since=tell.edition(since, series) if since else None,
        items=[_difference(tell, change) for change in differing],
        total=len(differing),
        url=tell.page("changes", *at) + page_part,
        api_url=tell.twin("changes", *at) + twin_part,
        language=tell.language,
    )


def _difference(tell: Teller, change: RowChange) -> shapes.RowDifference:
    kind = RowKind(change.row.kind)
    old = change.old.data if change.old else {}
    new = change.new.data if change.new else {}
    return shapes.RowDifference(
        id=change.key,
        kind=cast(Any, kind.value),
        change=cast(Any, change.change.value),
        is_moved=change.moved,
        old=change.old.text if change.old else None,
        new=change.new.text if change.new else None,
        text=_words(change.text),
        body=_words(change.body),
        data=[
            shapes.DataDifference(name=name, old=old.get(name), new=new.get(name))
            for name in change.data
        ],
        url=tell.page("goal", change.key) if kind is RowKind.GOAL else None,
    )


def _words(segments: list[Segment]) -> list[shapes.Words]:
    return [
        shapes.Words(kind=cast(Any, str(segment.kind)), text=segment.text) for segment in segments
    ]
