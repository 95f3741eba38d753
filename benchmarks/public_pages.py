"""What a public page costs: queries, CPU beside a bare Django view, weight of a first visit.

The goal is judged against 98 municipalities over nineteen years, with its three pictures. The bare
view has the same middleware and the same template, a context that was made beforehand,
and one query. Kept pages are thrown away before each request, so that both render each time.
CPU seconds by `time.process_time`, the median of five batches; a ratio is of one run.
"""

from __future__ import annotations

import gzip
import io
import os
import re
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

BATCHES, REQUESTS, WARM_UP = 5, 60, 20
RATIO, QUERIES, KILOBYTES = 2.0, 8, 60_000
AREAS, GOALS = 5, 20
PICTURES = 3
CODE, YEARS = "test-share", range(2007, 2026)
HOST = "vallensbaek.localhost"
PARTS = re.compile(r'<(?:link rel="(?:stylesheet|icon)" href|(?:img|script)[^>]* src)="([^"]+)"')
urlpatterns: list[Any] = []


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="retning-bench-") as folder:
        set_up(Path(folder))
        pages, goal = seed()
        handler = handler_with_bare_view(pages["goal"], goal)
        is_reached = [show_cpu(handler, pages["goal"]), show_pages(handler, pages)]
    return 0 if all(is_reached) else 1


def set_up(folder: Path) -> None:
    """A site of its own in `folder`, on SQLite."""
    os.environ.pop("DATABASE_URL", None)
    os.environ |= {
        "RETNING_MODE": "test",
        "RETNING_DATA_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "retning.config.settings",
    }
    (folder / "static").mkdir()
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def seed() -> tuple[dict[str, str], Any]:
    """Two editions of a strategy with five areas of twenty goals; addresses, and a goal's key."""
    from tests.factories import organisation as org
    from tests.factories import strategy as make

    municipality = org.municipality_of("187")
    centre = org.unit(municipality, "Center for Børn og Unge")
    strategy = make.strategy(municipality, introduction="Det vil vi. " * 60)
    areas = [
        make.area(strategy, f"Område {number}", body="Derfor gør vi det. " * 40)
        for number in range(AREAS)
    ]
    goals = []
    for area in areas:
        objectives = [make.objective(area, f"Et overordnet mål, nummer {n}") for n in range(3)]
        for number in range(GOALS):
            text = f"Mål {number}: flere unge skal tage en uddannelse, og vi skal være de bedste"
            goals.append(
                make.goal(objectives[number % 3], text, "Fordi det *nytter*.", owner=centre)
            )
        make.theme(area)
    measured(goals[0])
    make.published(strategy)
    make.reword(goals[0], "Mål 0: alle unge skal have en uddannelse, og vi skal være de bedste")
    make.adopted(strategy, org.resolution(centre), now=org.NOW + timedelta(days=1))
    return addresses(strategy.slug, areas[0].key, goals[0].key), goals[0].key


def addresses(slug: str, area: Any, goal: Any) -> dict[str, str]:
    """Where the pages are that are measured."""
    from django.urls import reverse

    return {
        "front": reverse("public:front"),
        "strategy": reverse("public:strategy", args=[slug]),
        "whole strategy": reverse("public:whole", args=[slug]),
        "area": reverse("public:area", args=[slug, area]),
        "goal": reverse("public:goal", args=[goal]),
        "editions": reverse("public:editions", args=[slug]),
        "edition": reverse("public:edition", args=[slug, 2]),
        "changes": reverse("public:changes", args=[slug, 2]),
        "contact": reverse("public:contact"),
        "accessibility": reverse("public:accessibility"),
    }


def measured(goal: Any) -> None:
    """The goal is to be among the best quarter by an indicator with figures of nineteen years."""
    from retning.apps.strategy.enums import MeasuredBy
    from retning.apps.strategy.services.goal_targets import Means, Worded, link_target, word_goal
    from retning.core.targets import typed
    from tests.factories import indicators as figures
    from tests.factories import organisation as org

    figures.indicator(CODE)
    figures.release({CODE: {str(year): figures.country(first=year - 1990) for year in YEARS}})
    deed: dict[str, Any] = {"by": org.TESTER, "now": org.NOW}
    target = Worded(typed("blandt de 25 % bedste i landet"))
    goal.refresh_from_db()
    word_goal(goal=goal, expected_version=goal.version, targets=[target], **deed)
    goal.refresh_from_db()
    means = Means(MeasuredBy.INDICATOR, CODE)
    link_target(goal=goal, expected_version=goal.version, place=0, means=means, **deed)


def handler_with_bare_view(address: str, key: Any) -> Callable[..., Any]:
    """The site as WSGI, and beside it the bare view at the goal's address with `bare` behind it."""
    from django.core.handlers.wsgi import WSGIHandler
    from django.shortcuts import render
    from django.test import override_settings
    from django.urls import path

    from retning.apps.organisation.queries import municipality_by_code
    from retning.apps.strategy.enums import RowKind
    from retning.apps.strategy.models import Edition
    from retning.apps.strategy.queries.judged import published_with_state, verdicts_of_row
    from retning.apps.strategy.queries.published import published_row, surroundings
    from retning.apps.strategy.queries.published_lineage import published_lineage
    from retning.config.urls import urlpatterns as all_of_ours
    from retning.foundation import clock
    from retning.web.public.presenters.embedding import embedding_of
    from retning.web.public.presenters.goals import goal_page

    municipality = municipality_by_code("187")
    assert municipality is not None
    today = clock.date_in_denmark(clock.now())
    every, _ = published_with_state(municipality, on=today)
    found = published_row(every, RowKind.GOAL, key)
    assert found is not None
    around = surroundings(found.row)
    verdicts = verdicts_of_row(found, around, municipality=municipality, on=today)
    page = goal_page(found, around, published_lineage(every, found), verdicts, today)
    assert len(page.measures[0].pictures) == PICTURES
    context = {
        "goal": page,
        "embedding": embedding_of(lambda path: f"http://{HOST}{path}", found),
    }

    def bare(request: Any) -> Any:
        Edition.objects.filter(municipality=request.municipality).first()
        return render(request, "public/goal.html", context)

    urlpatterns[:] = [path(f"{address.strip('/')}/bare/", bare), *all_of_ours]
    override_settings(ROOT_URLCONF=urlpatterns_module()).enable()
    return WSGIHandler()


def urlpatterns_module() -> Any:
    import sys

    return sys.modules[__name__]


def show_cpu(handler: Callable[..., Any], goal: str) -> bool:
    """Print the goal page beside the bare view; whether the ratio is reached."""
    from django.core.cache import caches

    def cold() -> None:
        caches["pages"].clear()
        get(handler, goal)

    views: dict[str, Callable[[], object]] = {
        "bare view": lambda: get(handler, f"{goal}bare/"),
        "goal page, nothing kept": cold,
        "goal page, kept": lambda: get(handler, goal),
    }
    batches: dict[str, list[float]] = {name: [] for name in views}
    for number in range(-1, BATCHES):
        # In turn, so that a busy moment of the machine falls on all of them.
        for name, view in views.items():
            began = time.process_time()
            for _ in range(REQUESTS if number >= 0 else WARM_UP):
                view()
            if number >= 0:
                batches[name].append((time.process_time() - began) / REQUESTS)
    medians = {name: statistics.median(seconds) for name, seconds in batches.items()}
    print(f"{'CPU a request':26} {'ms':>7} {'× bare':>7}")
    for name, seconds in medians.items():
        print(f"{name:26} {seconds * 1000:7.2f} {seconds / medians['bare view']:7.2f}")
    ratio = medians["goal page, nothing kept"] / medians["bare view"]
    print(f"goal page: {ratio:.2f} × bare (at most {RATIO:.0f})\n")
    return ratio <= RATIO


def show_pages(handler: Callable[..., Any], pages: dict[str, str]) -> bool:
    """Print each page's queries and weight; whether all keep their budgets."""
    from django.core.cache import caches

    is_reached = True
    print(f"{'page':16} {'SQL cold':>8} {'SQL kept':>8} {'HTML kB':>8} {'first visit kB':>14}")
    for name, address in pages.items():
        caches["pages"].clear()
        with queries() as cold:
            page = get(handler, address)
        with queries() as kept:
            get(handler, address)
        own = len(gzip.compress(page))
        total = own + sum(compressed(handler, part) for part in PARTS.findall(page.decode()))
        row = f"{name:16} {len(cold):8} {len(kept):8} {own / 1000:8.1f} {total / 1000:14.1f}"
        is_within = total <= KILOBYTES and (name != "goal" or len(cold) <= QUERIES)
        is_reached = is_reached and is_within
        print(row if is_within else f"{row}  too much")
    return is_reached


def compressed(handler: Callable[..., Any], address: str) -> int:
    """What a sheet or picture weighs, in bytes over the wire."""
    from django.contrib.staticfiles import finders

    if not address.startswith("/static/"):
        return len(gzip.compress(get(handler, address)))
    found = finders.find(address.removeprefix("/static/"))
    assert found, f"{address} is not there: run make setup"
    return len(gzip.compress(Path(found).read_bytes()))


@contextmanager
def queries() -> Iterator[list[str]]:
    """The statements that the block sends, the opening of the connection apart."""
    from django.db import connection

    sent: list[str] = []

    def noted(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        sent.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(noted):
        yield sent


def get(handler: Callable[..., Any], address: str) -> bytes:
    """One GET through the whole stack, as a server asks for it. Raises unless it is answered."""
    path, _, query = address.partition("?")
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": HOST,
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": HOST,
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
    }
    answered: list[str] = []
    response = handler(environ, lambda status, _: answered.append(status))
    try:
        body = b"".join(response)
    finally:
        response.close()
    if not answered[0].startswith("200"):
        raise RuntimeError(f"{address}: {answered[0]}")
    return body


if __name__ == "__main__":
    raise SystemExit(main())
