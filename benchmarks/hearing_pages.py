"""What a hearing's pages cost: queries, CPU beside a bare Django view, weight of a first visit.

The page of comments shows 20 of 2,000, and of 200 beside it; the hearing's own page shows the text
with counts and the newest five. The bare views have the same middleware and templates, contexts
that were made beforehand, and one query. Nothing is kept between requests, so that all of them
render each time. CPU seconds by `time.process_time`, the median of batches taken in turn.
"""

from __future__ import annotations

import gzip
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks import public_pages as site
from benchmarks._claims import claim, figure

BATCHES, REQUESTS, WARM_UP = 7, 20, 10
RATIO, QUERIES, KILOBYTES = 2.0, 10, 60.0
COMMENTS, FEW = 2_000, 200
AREAS, GOALS = 5, 12
SLUGS = {COMMENTS: "mange", FEW: "faa"}
BARE = {"hearing": "hearing.html", "hearing_comments": "hearing_comments.html"}
urlpatterns: list[Any] = []


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="retning-bench-") as folder:
        site.set_up(Path(folder))
        goal = seed()
        handler = handler_with_bare_views()
        is_reached = [show(handler, name) for name in BARE]
        is_reached.append(show_goal(handler, goal))
    return 0 if all(is_reached) else 1


def seed() -> Any:
    """Two hearings of one proposal, with many comments and with few; a goal that was spoken of."""
    from retning.foundation import clock
    from tests.factories import hearing as make
    from tests.factories import organisation as org
    from tests.factories import strategy as texts

    clock.stopped_at(org.NOW).__enter__()
    municipality = org.municipality_of("187")
    strategy = texts.strategy(municipality)
    for number in range(AREAS):
        area = texts.area(strategy, f"Område {number} med et langt navn", body="Derfor.")
        above = texts.objective(area, "Et overordnet mål")
        texts.goals(above, [f"Mål {n}: flere unge skal have en uddannelse" for n in range(GOALS)])
        texts.theme(area)
    edition = texts.published(strategy)
    for count, slug in SLUGS.items():
        heard = make.hearing(municipality, edition=edition, slug=slug)
        fill(heard, count)
        make.event(heard)
    return make.rows(edition, "goal")[0].key


def fill(heard: Any, count: int) -> None:
    """So many published comments, each in a response of its own, on all parts of the text."""
    from datetime import timedelta

    from retning.apps.hearing.enums import Channel, CommentKind, SenderKind, Showing
    from retning.apps.hearing.models import Comment, Response
    from tests.factories import hearing as make
    from tests.factories.organisation import NOW

    rows = [row for kind in ("goal", "theme", "area") for row in make.rows(heard.edition, kind)]
    owned = {"municipality_id": heard.municipality_id, "hearing": heard}
    sent = Response.objects.bulk_create(
        Response(
            **owned, copy=heard.pk * 10_000 + number, reference=f"B{heard.pk}-{number}",
            channel=Channel.WEB, received_at=NOW, sender_kind=SenderKind.CITIZEN,
            name="Karen Kendt", shows_name=number % 3 == 0, postcode="2665", changed_at=NOW,
        )
        for number in range(count)
    )  # fmt: skip
    text = "Det er en god idé, men husk dem, der bor længst fra stationen. " * 4
    Comment.objects.bulk_create(
        Comment(
            **owned, response=response, row=rows[number % len(rows)],
            row_key=rows[number % len(rows)].key, kind=CommentKind.COMMENT, text=text,
            received_at=NOW, showing=Showing.PUBLISHED, decided_at=NOW,
            published_at=NOW - timedelta(minutes=number), shown_text=text,
        )
        for number, response in enumerate(sent)
    )  # fmt: skip


def handler_with_bare_views() -> Callable[..., Any]:
    """The site as WSGI, and beside each page the bare view with `bare/` behind its address."""
    from django.core.handlers.wsgi import WSGIHandler
    from django.shortcuts import render
    from django.test import override_settings
    from django.urls import path

    from retning.apps.hearing.models import Hearing
    from retning.config.urls import urlpatterns as all_of_ours

    def bare_view(name: str, template: str) -> Callable[..., Any]:
        context = context_of(name)

        def bare(request: Any) -> Any:
            Hearing.objects.filter(municipality=request.municipality).first()
            return render(request, f"public/{template}", context)

        return bare

    for name, template in [*BARE.items(), ("goal", "goal.html")]:
        urlpatterns.append(path(f"bare/{name}/", bare_view(name, template)))
    urlpatterns.extend(all_of_ours)
    override_settings(ROOT_URLCONF=sys.modules[__name__]).enable()
    return WSGIHandler()


def context_of(name: str) -> dict[str, Any]:
    """What the page's own view gives its template, made beforehand."""
    from django.test import Client

    from retning.web.public.views import goals, hearings

    found: list[dict[str, Any]] = []
    views: Any = goals if name == "goal" else hearings
    draw = views.render

    def kept(request: Any, template: str, context: dict[str, Any]) -> Any:
        found.append(context)
        return draw(request, template, context)

    views.render = kept
    try:
        answer = Client(headers={"host": site.HOST}).get(address_of(name, COMMENTS))
    finally:
        views.render = draw
    assert answer.status_code == 200
    return found[0]


def address_of(name: str, count: int) -> str:
    """Where a page is, of the hearing with so many comments."""
    from django.urls import reverse

    if name == "goal":
        from retning.foundation.freezing.models import FrozenRow

        return reverse("public:goal", args=[FrozenRow.objects.filter(kind="goal")[0].key])
    return reverse(f"public:{name}", args=[SLUGS[count]])


def cpu(handler: Callable[..., Any], addresses: dict[str, str]) -> dict[str, float]:
    """CPU seconds of each address, nothing kept; in turn, so that noise falls on all of them."""
    from django.core.cache import caches

    batches: dict[str, list[float]] = {name: [] for name in addresses}
    for number in range(-1, BATCHES):
        for name, address in addresses.items():
            began = time.process_time()
            for _ in range(REQUESTS if number >= 0 else WARM_UP):
                caches["pages"].clear()
                site.get(handler, address)
            if number >= 0:
                batches[name].append((time.process_time() - began) / REQUESTS)
    return {name: statistics.median(seconds) for name, seconds in batches.items()}


def show(handler: Callable[..., Any], name: str) -> bool:
    """Print what one page costs; whether it keeps its budgets."""
    many, few = address_of(name, COMMENTS), address_of(name, FEW)
    took = cpu(handler, {"bare": f"/bare/{name}/", "many": many, "few": few})
    asked = [queries_of(handler, address) for address in (few, many)]
    said = f"{name.replace('_', ' ')} of {COMMENTS} comments"
    figure(said, took["many"] * 1000, "ms")
    figure(f"{said}, kept", kept(handler, many) * 1000, "ms")
    figure(f"{name.replace('_', ' ')} of {FEW} comments", took["few"] * 1000, "ms")
    weight = weight_of(handler, many)
    return all(
        [
            claim(said, took["many"] / took["bare"], "× bare", at_most=RATIO),
            claim(f"{said}, questions", asked[1], "SQL", at_most=QUERIES),
            claim(f"{said}, more questions than of {FEW}", asked[1] - asked[0], at_most=0),
            claim(f"{said}, first visit", weight / 1000, "kB", at_most=KILOBYTES),
        ]
    )


def show_goal(handler: Callable[..., Any], key: Any) -> bool:
    """Print what a goal's page with what was said of it asks."""
    address = address_of("goal", COMMENTS)
    took = cpu(handler, {"bare": "/bare/goal/", "goal": address})
    figure(f"goal that was spoken of ({str(key)[:4]})", took["goal"] / took["bare"], "× bare")
    return claim("goal that was spoken of", queries_of(handler, address), "SQL", at_most=12)


def kept(handler: Callable[..., Any], address: str) -> float:
    """CPU seconds of a page that is kept."""
    site.get(handler, address)
    began = time.process_time()
    for _ in range(REQUESTS):
        site.get(handler, address)
    return (time.process_time() - began) / REQUESTS


def queries_of(handler: Callable[..., Any], address: str) -> int:
    from django.core.cache import caches

    caches["pages"].clear()
    with site.queries() as sent:
        site.get(handler, address)
    return len(sent)


def weight_of(handler: Callable[..., Any], address: str) -> int:
    """The page and what it is drawn with, in bytes over the wire."""
    content = site.get(handler, address)
    parts = site.PARTS.findall(content.decode())
    return len(gzip.compress(content)) + sum(site.compressed(handler, part) for part in parts)


if __name__ == "__main__":
    raise SystemExit(main())
