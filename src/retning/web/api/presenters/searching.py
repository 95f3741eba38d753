"""What answers a question, with where each hangs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast
from urllib.parse import urlencode

from retning.apps.strategy.enums import RowKind
from retning.apps.strategy.queries.search import Hit, Results, Segment
from retning.web.api import shapes
from retning.web.api.presenters.pieces import Teller


def search_results(tell: Teller, query: dict[str, Any], found: Results) -> shapes.SearchResults:
    """A page of what was found; addresses keep all that was asked."""
    last = max(1, -(-found.total // found.size))
    asked = urlencode({"q": query["q"]} | ({"art": query["kind"]} if query["kind"] else {}))
    is_further = found.page > 1
    return shapes.SearchResults(
        items=[_hit(tell, hit) for hit in found.hits],
        total=found.total,
        suggestions=list(found.suggestions),
        page=found.page,
        page_size=found.size,
        next=tell.page_of("search", query, found.page + 1) if found.page < last else None,
        previous=tell.page_of("search", query, min(found.page - 1, last)) if is_further else None,
        url=f"{tell.page('search')}?{asked}",
        api_url=tell.page_of("search", query, found.page),
        language=tell.language,
    )


def _hit(tell: Teller, hit: Hit) -> shapes.Found:
    url, api_url = _addresses(tell, hit)
    return shapes.Found(
        kind=cast(Any, hit.kind.value),
        id=hit.key,
        strategy=hit.slug,
        edition=hit.edition,
        is_proposal=hit.is_proposal,
        title=_words(hit.title),
        excerpt=_words(hit.excerpt),
        chain=[
            shapes.FoundStep(kind=cast(Any, step.kind.value), id=step.key, title=step.title)
            for step in hit.chain
        ],
        url=url,
        api_url=api_url,
    )


def _addresses(tell: Teller, hit: Hit) -> tuple[str, str | None]:
    """The page and the twin of what was found; an objective stands on its area's page."""
    match hit.kind:
        case RowKind.STRATEGY:
            return tell.page("strategy", hit.slug), tell.twin("strategy", hit.slug)
        case RowKind.AREA:
            at = (hit.slug, hit.key)
            return tell.page("area", *at), tell.twin("area", *at)
        case RowKind.GOAL:
            return tell.page("goal", hit.key), tell.twin("goal", hit.key)
        case RowKind.THEME:
            return tell.page("theme", hit.key), tell.twin("theme", hit.key)
        case RowKind.OBJECTIVE:
            area = next(step.key for step in hit.chain if step.kind is RowKind.AREA)
            return f"{tell.page('area', hit.slug, area)}#r-{hit.key}", None


def _words(segments: Iterable[Segment]) -> list[shapes.FoundWords]:
    return [shapes.FoundWords(text=each.text, is_hit=each.is_hit) for each in segments]
