"""Personal data that is planted at every door of a real site, and the places where it must not be.

Run in the site's own process: `python -m tests.helpers.planting seed` makes a hearing that is open
now, with its people, and tells their addresses; `… found` tells where what was planted stands.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

NAME = "Zenobia Zytphen"
EMAIL = "zenobia.zytphen@post.example"
ADDRESS = "Zinnober Allé 77, 2. th."
CPR = "010180-1234"
PHONE = "20 47 19 83"
TEXT = f"Jeg hedder {NAME}, bor {ADDRESS}, CPR {CPR}, ring {PHONE} eller skriv til {EMAIL}."
TRACES = ("enobia", "ytphen", "innober", "010180", "20 47 19 83", "20471983")
"""What betrays any of them, however it is written or cut."""
PASSWORD = "en lang sætning om intet"


def traces_in(text: str) -> list[str]:
    """Which of the planted stand in a text, addresses' percent signs and entities read too."""
    from html import unescape
    from urllib.parse import unquote_plus

    lower = "\n".join((text, unquote_plus(text), unescape(text))).lower()
    return [trace for trace in TRACES if trace in lower]


def seed() -> dict[str, Any]:
    """A hearing that is open now, a meeting to come, and two who work here."""
    from retning.apps.hearing.models import Event, Hearing
    from retning.foundation import clock
    from tests.cast import make_cast
    from tests.factories import hearing as make

    now = clock.now()
    today = clock.date_in_denmark(now)
    cast = make_cast()
    for user in (cast.administrator, cast.consultant):
        user.set_password(PASSWORD)
        user.save()
    hearing = make.hearing(cast.municipality)
    Hearing.objects.filter(pk=hearing.pk).update(
        announced_on=today - timedelta(days=9),
        opens_on=today - timedelta(days=9),
        closes_on=today + timedelta(days=60),
        erased_on=today + timedelta(days=900),
        publishing="at_once",
    )
    event = make.event(hearing)
    Event.objects.filter(pk=event.pk).update(
        starts_at=now + timedelta(days=9), ends_at=now + timedelta(days=9, hours=2)
    )
    shown = make.published_comment(hearing)
    return {
        "slug": hearing.slug,
        "hearing": str(hearing.key),
        "event": str(event.key),
        "comment": str(shown.key),
        "field": f"comment-{make.rows(hearing.edition, 'goal')[0].pk}",
        "administrator": cast.administrator.email,
        "consultant": cast.consultant.email,
        "person": cast.consultant.name,
    }


def found() -> dict[str, list[str]]:
    """Where what was planted stands: a table's column, or a mail's subject, each with what."""
    from django.apps import apps
    from django.db import connection

    places: dict[str, list[str]] = {}
    models = [model for model in apps.get_models() if not model._meta.proxy]
    for model in models:
        for column, traces in _columns(model, connection):
            if traces:
                places[f"{model._meta.label}.{column}"] = traces
    return places


def _columns(model: Any, connection: Any) -> Iterator[tuple[str, list[str]]]:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')
        names = [one[0] for one in cursor.description]
        rows = cursor.fetchall()
    for place, name in enumerate(names):
        text = "\n".join(str(row[place]) for row in rows if row[place] is not None)
        yield name, traces_in(text)


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps({"seed": seed, "found": found}[sys.argv[1]]()))
