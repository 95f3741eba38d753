"""What it costs to send a response: SQL, and CPU over a bare view that inserts one row.

A hearing of twenty goals, five areas and five themes on SQLite, synced as in real life. The form is
what a browser without JavaScript sends: every field, one of them written in, an e-mail address
for the receipt, and a proof that was worked out beforehand. The bare view has the same middleware,
is sent the same form, and inserts one row. Every statement counts, those that begin and end the
transaction too. CPU by `time.process_time`, the median of batches taken in turn.
"""

from __future__ import annotations

import base64
import io
import json
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from benchmarks._claims import claim, figure, load
from benchmarks.public_pages import HOST, set_up

BATCHES, REQUESTS, WARM_UP = 20, 15, 20
AREAS, GOALS_EACH = 5, 4
STATEMENTS, MILLISECONDS = 10, 5
PATIENCE = 10_000_000
BOUNDARY = "----WebKitFormBoundaryRetningRetning"
TEXT = "Det er et godt mål, men der mangler lys på stien mellem skolen og stationen. " * 3
urlpatterns: list[Any] = []


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="retning-bench-") as folder:
        set_up(Path(folder))
        hearing = seed()
        handler = handler_with_bare_view()
        print(load())
        return 0 if all([show_statements(handler, hearing), show_cpu(handler, hearing)]) else 1


def seed() -> Any:
    """A hearing that is open today."""
    from retning.apps.hearing.models import Hearing
    from retning.foundation import clock
    from tests.factories import hearing as hear
    from tests.factories import organisation as org
    from tests.factories import strategy as make

    municipality = org.municipality_of("187")
    strategy = make.strategy(municipality, introduction="Det vil vi. " * 60)
    for number in range(AREAS):
        area = make.area(strategy, f"Område {number}", body="Derfor gør vi det. " * 20)
        objective = make.objective(area, f"Et overordnet mål, nummer {number}")
        make.goals(objective, [f"Mål {number}-{n}: flere skal cykle" for n in range(GOALS_EACH)])
        make.theme(area)
    hearing = hear.hearing(municipality, edition=make.published(strategy))
    today = clock.date_in_denmark(clock.now())
    Hearing.objects.filter(pk=hearing.pk).update(
        announced_on=today - timedelta(days=9),
        opens_on=today - timedelta(days=9),
        closes_on=today + timedelta(days=60),
    )
    return Hearing.objects.select_related("edition__frozen_set").get(pk=hearing.pk)


def handler_with_bare_view() -> Callable[..., Any]:
    """The site as WSGI, and beside it the bare view."""
    import sys

    from django.core.handlers.wsgi import WSGIHandler
    from django.http import HttpResponse
    from django.test import override_settings
    from django.urls import path
    from django.views.decorators.csrf import csrf_exempt

    from retning.config.urls import urlpatterns as all_of_ours
    from retning.foundation.freezing.models import FrozenSet

    @csrf_exempt
    def bare(request: Any) -> Any:
        FrozenSet.objects.create(tenant="187", checksum="0" * 64, frozen_at=request.now)
        return HttpResponse("kept", status=303)

    urlpatterns[:] = [path("bare/", bare), *all_of_ours]
    override_settings(ROOT_URLCONF=sys.modules[__name__]).enable()
    return WSGIHandler()


def forms(hearing: Any, count: int) -> Iterator[bytes]:
    """Bodies as a browser sends them, each on a copy of its own with its proof."""
    from retning.apps.hearing.queries.answering import heard_rows
    from retning.foundation import clock
    from retning.web.public.forms.answering import field_name
    from retning.web.public.guarding import draw_copy
    from retning.web.public.proving import challenge_for

    rows = heard_rows(hearing).values()
    fields = {field_name(kind, row): row for row in rows for kind in row.takes}
    texts = {name: row.text if name.startswith("wording") else "" for name, row in fields.items()}
    first = next(name for name in texts if name.startswith("comment"))
    sender = {"kind": "citizen", "organisation": "", "name": "Anna", "on_behalf_of": ""}
    sender |= {"email": "anna@example.dk", "postcode": "2665", "invited": "", "emne": ""}
    for _ in range(count):
        copy = draw_copy(hearing, now=clock.now() - timedelta(minutes=9))
        proof = worked_out(challenge_for(int(copy.partition(".")[0], 16), is_hard=False))
        yield body({**texts, first: TEXT, **sender, "copy": copy, "proof": proof})


def worked_out(challenge: dict[str, Any]) -> str:
    """What the browser's worker finds, as it is sent."""
    from hashlib import sha256

    salt = challenge["salt"].encode()
    number = next(
        each
        for each in range(PATIENCE)
        if sha256(salt + str(each).encode()).hexdigest() == challenge["challenge"]
    )
    return base64.b64encode(json.dumps({**challenge, "number": number}).encode()).decode()


def body(fields: dict[str, str]) -> bytes:
    """A form with fields and an empty field for files, part by part."""
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    ]
    parts.append(
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="files"; filename=""\r\n'
        "Content-Type: application/octet-stream\r\n\r\n\r\n"
    )
    return ("".join(parts) + f"--{BOUNDARY}--\r\n").encode()


def show_statements(handler: Callable[..., Any], hearing: Any) -> bool:
    """Print every statement of one POST; whether there are few enough."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    address = f"/hoering/{hearing.slug}/svar/"
    first, second = forms(hearing, 2)
    post(handler, address, first)
    with CaptureQueriesContext(connection) as asked:
        post(handler, address, second)
    for number, query in enumerate(asked.captured_queries, start=1):
        print(f"{number:3}. {query['sql'][:110]}")
    kinds = len(asked.captured_queries)
    return claim("SQL of a response with one comment and a mail", kinds, at_most=STATEMENTS)


def show_cpu(handler: Callable[..., Any], hearing: Any) -> bool:
    """Print what each of the two takes; whether the difference is small enough."""
    address = f"/hoering/{hearing.slug}/svar/"
    bodies = list(forms(hearing, WARM_UP + BATCHES * REQUESTS))
    figure("fields in the form", bodies[0].count(BOUNDARY.encode()) - 2)
    for each in bodies[:WARM_UP]:
        post(handler, "/bare/", each)
        post(handler, address, each)
    seconds: dict[str, list[float]] = {"/bare/": [], address: []}
    for batch in range(BATCHES):
        start = WARM_UP + batch * REQUESTS
        # In turn, so that a busy moment of the machine falls on both.
        for path, found in seconds.items():
            began = time.process_time()
            for each in bodies[start : start + REQUESTS]:
                post(handler, path, each)
            found.append((time.process_time() - began) / REQUESTS)
    bare, ours = (min(found) * 1000 for found in seconds.values())
    figure("bare view", bare, "CPU-ms")
    figure("response", ours, "CPU-ms")
    return claim("CPU over a bare view", ours - bare, "ms", at_most=MILLISECONDS)


def post(handler: Callable[..., Any], path: str, content: bytes) -> None:
    """One POST through the whole stack. Raises unless it leads on."""
    environ = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "SERVER_NAME": HOST,
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": HOST,
        "HTTP_ORIGIN": f"http://{HOST}",
        "REMOTE_ADDR": "192.0.2.1",
        "CONTENT_TYPE": f"multipart/form-data; boundary={BOUNDARY}",
        "CONTENT_LENGTH": str(len(content)),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(content),
    }
    answered: list[str] = []
    response = handler(environ, lambda status, _: answered.append(status))
    text = b"".join(response)
    response.close()
    if not answered[0].startswith("303"):
        raise RuntimeError(f"{path}: {answered[0]} {text.decode()[:2000]}")


if __name__ == "__main__":
    raise SystemExit(main())
