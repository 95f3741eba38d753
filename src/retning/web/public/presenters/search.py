"""What was found, as links, labels and marked words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.translation import gettext

from retning.apps.strategy.enums import RowKind
from retning.apps.strategy.queries.search import Hit, Results, Segment
from retning.web.public.presenters.links import (
    CRUMB,
    anchor,
    area_url,
    goal_url,
    strategy_url,
    theme_url,
)
from retning.web.ui.formats import shorten
from retning.web.ui.links import Link

QUESTION, KIND, PAGE = "q", "art", "side"
"""The parameters of the search page's address."""


@dataclass(frozen=True)
class HitPiece:
    """One row that was found, and the way down to it."""

    label: str
    url: str
    title: Sequence[Segment]
    excerpt: Sequence[Segment]
    chain: Sequence[Link]
    is_proposal: bool


@dataclass(frozen=True)
class SearchPage:
    """`parameter` goes before the number of a page; `filters` are empty where all hits are of
    one kind; `suggestions` where nothing was found and something else would be."""

    question: str
    kind: str
    results: Results
    hits: Sequence[HitPiece]
    filters: Sequence[Link]
    suggestions: Sequence[Link]
    listing: Page[Any]
    parameter: str

    @property
    def is_asked(self) -> bool:
        return bool(self.question.strip())


def search_page(question: str, kind: RowKind | None, results: Results) -> SearchPage:
    paginator = Paginator(range(results.total), results.size)
    return SearchPage(
        question=question,
        kind=kind or "",
        results=results,
        hits=[_piece(hit) for hit in results.hits],
        filters=_filters(question, kind, results.by_kind),
        suggestions=[Link(words, search_url(words)) for words in results.suggestions],
        listing=paginator.get_page(results.page),
        parameter=f"{urlencode(_parameters(question, kind))}&{PAGE}",
    )


def search_url(question: str, kind: RowKind | None = None) -> str:
    return f"{reverse('public:search')}?{urlencode(_parameters(question, kind))}"


def _parameters(question: str, kind: RowKind | None) -> dict[str, str]:
    return {QUESTION: question} | ({KIND: str(kind.value)} if kind else {})


def _filters(question: str, kind: RowKind | None, by_kind: Mapping[RowKind, int]) -> Sequence[Link]:
    if len(by_kind) < 2 and (kind is None or kind in by_kind):
        return []
    everything = gettext("All (%(count)s)") % {"count": sum(by_kind.values())}
    links = [Link(everything, search_url(question), current=kind is None)]
    for each, count in by_kind.items():
        label = f"{_plural(each)} ({count})"
        links.append(Link(label, search_url(question, each), current=each == kind))
    return links


def _piece(hit: Hit) -> HitPiece:
    return HitPiece(
        label=_label(hit.kind),
        url=_url(hit),
        title=hit.title,
        excerpt=hit.excerpt,
        chain=_chain(hit),
        is_proposal=hit.is_proposal,
    )


def _url(hit: Hit) -> str:
    match hit.kind:
        case RowKind.STRATEGY:
            return strategy_url(hit.slug)
        case RowKind.AREA:
            return area_url(hit.slug, hit.key)
        case RowKind.GOAL:
            return goal_url(hit.key)
        case RowKind.OBJECTIVE | RowKind.THEME if hit.is_proposal:
            # The area's page shows what stands, where that is not yet.
            edition = reverse("public:edition", args=[hit.slug, hit.edition])
            return f"{edition}#{anchor(hit.key)}"
        case RowKind.OBJECTIVE | RowKind.THEME:
            return theme_url(hit.slug, hit.chain[-1].key, hit.key)


def _chain(hit: Hit) -> list[Link]:
    """Links from the strategy down to what the hit hangs below."""
    links: list[Link] = []
    area = ""
    for row in hit.chain:
        match row.kind:
            case RowKind.STRATEGY:
                address = strategy_url(hit.slug)
            case RowKind.AREA:
                address = area = area_url(hit.slug, row.key)
            case _:
                address = f"{area}#{anchor(row.key)}"
        links.append(Link(shorten(row.title, CRUMB), address))
    return links


def _label(kind: RowKind) -> str:
    match kind:
        case RowKind.STRATEGY:
            return gettext("Strategy")
        case RowKind.AREA:
            return gettext("Area")
        case RowKind.OBJECTIVE:
            return gettext("Objective")
        case RowKind.GOAL:
            return gettext("Goal")
        case RowKind.THEME:
            return gettext("Theme")


def _plural(kind: RowKind) -> str:
    match kind:
        case RowKind.STRATEGY:
            return gettext("Strategies")
        case RowKind.AREA:
            return gettext("Areas")
        case RowKind.OBJECTIVE:
            return gettext("Objectives")
        case RowKind.GOAL:
            return gettext("Goals")
        case RowKind.THEME:
            return gettext("Themes")
