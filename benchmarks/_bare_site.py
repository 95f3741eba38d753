"""The smallest Django site under the same web server: what a cold start is measured beside.

python -m benchmarks._bare_site PORT
"""

from __future__ import annotations

import sys
from typing import Any

import django
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import path


def page(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("Goddag")


urlpatterns = [path("", page)]


def application() -> Any:
    from django.core.handlers.wsgi import WSGIHandler

    settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"], SECRET_KEY="of a benchmark")
    django.setup()
    return WSGIHandler()


def main(port: int) -> None:
    from granian.constants import HTTPModes, Interfaces, Loops
    from granian.server import Server

    loaded = application()
    server = Server(
        __name__,
        address="127.0.0.1",
        port=port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        loop=Loops.asyncio,
        workers=2,
        blocking_threads=2,
        runtime_blocking_threads=2,
        websockets=False,
    )
    server.serve(target_loader=lambda *_: loaded, wrap_loader=False)


if __name__ == "__main__":
    main(int(sys.argv[1]))
