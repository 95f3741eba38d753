"""The twins of the public pages, each answered from what has been published."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext

from retning.apps.strategy.enums import RowKind
from retning.apps.strategy.queries.editions import (
    published,
)
from retning.apps.strategy.queries.exchange import document_bytes
from retning.apps.strategy.queries.exchange import edition_document as document_of
from retning.apps.strategy.queries.judged import published_with_state, verdicts_of_row
from retning.apps.strategy.queries.published import surroundings
from retning.apps.strategy.queries.published_lineage import published_lineage
from retning.apps.strategy.queries.search import search as search_published
from retning.web.api import shapes
from retning.web.api.asking import Asked, told
from retning.web.api.finding import found_edition, found_row, found_series, found_since
from retning.web.api.presenters import editions, goals, lineage, searching, strategies
from retning.web.api.presenters.pieces import Teller
from retning.web.api.problems import not_found
from retning.web.request.rendering import cached_page


def teller(asked: Asked) -> Teller:
    return Teller(asked.whole, asked.language)


def root(asked: Asked) -> HttpResponse:
    """Where everything begins."""
    here = asked.request.municipality
    every = published(here)
    return told(
        asked, ("root", every.fingerprint), lambda: strategies.root(teller(asked), here, every)
    )


def municipality(asked: Asked) -> HttpResponse:
    """Who the site belongs to, and how they are reached."""
    here = asked.request.municipality
    return told(asked, ("municipality",), lambda: strategies.municipality_told(teller(asked), here))


def strategy_list(asked: Asked) -> HttpResponse:
    """Every published strategy."""
    every = published(asked.request.municipality)
    return told(
        asked,
        ("strategies", every.fingerprint),
        lambda: strategies.strategy_list(teller(asked), every),
    )


def strategy(asked: Asked, slug: str) -> HttpResponse:
    """One strategy as it stands."""
    every, series = found_series(asked, slug)
    parts = ("strategy", every.fingerprint, every.bodies)
    return told(asked, parts, lambda: strategies.strategy(teller(asked), series))


def whole(asked: Asked, slug: str) -> HttpResponse:
    """All of a strategy as it stands."""
    every, series = found_series(asked, slug)
    parts = ("whole", every.fingerprint, every.bodies)
    return told(asked, parts, lambda: strategies.whole(teller(asked), series))


def strategy_lineage(asked: Asked, slug: str) -> HttpResponse:
    """What became of the goals of the strategy before."""
    every, series = found_series(asked, slug)
    parts = ("lineage", every.fingerprint)
    return told(asked, parts, lambda: lineage.lineage(teller(asked), every, series))


def area(asked: Asked, slug: str, key: UUID) -> HttpResponse:
    """One area with all that hangs below it."""
    every = published(asked.request.municipality)
    return told(
        asked,
        ("area", every.fingerprint),
        lambda: strategies.area(teller(asked), every, slug, key),
    )


def edition_list(asked: Asked, slug: str) -> HttpResponse:
    """Every edition of a strategy."""
    every, series = found_series(asked, slug)
    parts = ("editions", every.fingerprint, every.bodies)
    return told(asked, parts, lambda: editions.edition_list(teller(asked), series))


def edition(asked: Asked, slug: str, number: int) -> HttpResponse:
    """One edition, whole."""
    every, series = found_series(asked, slug)
    shown = found_edition(series, number)
    parts = ("edition", every.fingerprint, every.bodies)
    return told(asked, parts, lambda: editions.edition(teller(asked), series, shown))


def edition_document(asked: Asked, slug: str, number: int) -> HttpResponse:
    """One edition as the file that another installation can take in."""
    every, series = found_series(asked, slug)
    shown = found_edition(series, number)

    def draw() -> HttpResponse:
        content = document_bytes(document_of(shown))
        return HttpResponse(content, content_type="application/json")

    parts = ("api", "document", every.fingerprint)
    return cached_page(asked.request, key_parts=parts, render=draw)


def search(asked: Asked) -> HttpResponse:
    """What answers a question, best first."""
    here, query = asked.request.municipality, asked.query
    every = published(here)

    def build() -> shapes.SearchResults:
        kinds = [query["kind"]] if query["kind"] else []
        results = search_published(
            here, query["q"], kinds=kinds, page=query["page"], size=query["page_size"]
        )
        return searching.search_results(teller(asked), query, results)

    return told(asked, ("search", every.fingerprint), build)


def changes(asked: Asked, slug: str, number: int) -> HttpResponse:
    """What an edition changed."""
    every, series = found_series(asked, slug)
    shown = found_edition(series, number)
    since = found_since(asked, series, shown)
    parts = ("changes", every.fingerprint, str(since.number) if since else "")
    return told(asked, parts, lambda: editions.changes(teller(asked), series, shown, since))


def goal_list(asked: Asked) -> HttpResponse:
    """A page of the goals that stand."""
    every = published(asked.request.municipality)
    return told(
        asked,
        ("goals", every.fingerprint),
        lambda: goals.goal_list(teller(asked), every, asked.query),
    )


def goal(asked: Asked, key: UUID) -> HttpResponse:
    """One goal with its chain, its verdicts, its owner and its history."""
    here, today = asked.request.municipality, asked.request.today
    every, state = published_with_state(here, on=today)

    def build() -> shapes.Goal:
        found = found_row(every, RowKind.GOAL, key)
        family = published_lineage(every, found)
        around = surroundings(found.row)
        judged = verdicts_of_row(
            found,
            around,
            municipality=here,
            on=asked.judged_on,
            known_on=asked.query["known_on"],
        )
        return goals.goal(teller(asked), found, around, family, judged)

    return told(asked, ("goal", every.fingerprint, state), build)


def theme(asked: Asked, key: UUID) -> HttpResponse:
    """One theme and where it hangs."""
    every = published(asked.request.municipality)

    def build() -> shapes.ThemeFound:
        found = found_row(every, RowKind.THEME, key)
        return goals.theme(teller(asked), found, surroundings(found.row))

    return told(asked, ("theme", every.fingerprint), build)


def nothing_here(asked: Asked, path: str) -> HttpResponse:  # noqa: ARG001
    """Any other address below the API."""
    raise not_found(gettext("The API has no such address. Begin at /api/v1/."))
