"""The same as tables (CSV), where an answer is one."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse

from retning.apps.strategy.queries.editions import published
from retning.web.api import tables
from retning.web.api.asking import Asked
from retning.web.api.finding import found_edition, found_series, found_since
from retning.web.api.presenters import editions, goals
from retning.web.api.views.reading import teller
from retning.web.request.rendering import cached_page
from retning.web.ui.spreadsheets import CONTENT_TYPE


def goal_table(asked: Asked) -> HttpResponse:
    """Every goal that stands and is asked for; a table has no pages."""
    every = published(asked.request.municipality)
    return table_answer(
        asked,
        ("goals.csv", every.fingerprint),
        lambda: tables.goals_table(goals.goals_found(teller(asked), every, asked.query)),
        name="maal.csv",
    )


def edition_table(asked: Asked, slug: str) -> HttpResponse:
    """Every edition of a strategy."""
    every, series = found_series(asked, slug)
    return table_answer(
        asked,
        ("editions.csv", every.fingerprint, every.bodies),
        lambda: tables.editions_table(editions.edition_list(teller(asked), series).items),
        name=f"{slug}-udgaver.csv",
    )


def changes_table(asked: Asked, slug: str, number: int) -> HttpResponse:
    """What an edition changed, a line a row."""
    every, series = found_series(asked, slug)
    shown = found_edition(series, number)
    since = found_since(asked, series, shown)
    return table_answer(
        asked,
        ("changes.csv", every.fingerprint, str(since.number) if since else ""),
        lambda: tables.changes_table(editions.changes(teller(asked), series, shown, since)),
        name=f"{slug}-udgave-{number}-aendringer.csv",
    )


def table_answer(
    asked: Asked, parts: tuple[str, ...], build: Callable[[], bytes], *, name: str
) -> HttpResponse:
    """A table as a file, kept like a page."""

    def draw() -> HttpResponse:
        return HttpResponse(build(), content_type=CONTENT_TYPE)

    answer = cached_page(asked.request, key_parts=("api", *parts), render=draw)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
