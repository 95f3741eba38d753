"""The processes: web, worker, and both under one supervisor."""

import errno
import gc
import os
import signal
import socket
import sys
from collections.abc import Callable
from typing import Any

from retning.config.environment import Environment
from retning.config.lifeline import end_with
from retning.config.supervisor import PARENT, Child, Supervisor

STOP_SECONDS = 5
SETTINGS = "retning.config.settings"


def serve() -> int:
    """Run web and worker until told to stop."""
    command = [sys.executable, "-m", "retning.config.cli"]
    return Supervisor([Child(name, [*command, name]) for name in ("web", "worker")]).run()


def may_listen(environment: Environment) -> bool:
    """Whether the address is free: asked first, because the web server answers with a backtrace."""
    family = socket.AF_INET6 if ":" in environment.bind_host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((environment.bind_host, environment.bind_port))
        except OSError as problem:
            return problem.errno != errno.EADDRINUSE
    return True


def end_with_supervisor() -> bool:
    """Where a supervisor started this process, end with it; whether one did."""
    parent = os.environ.pop(PARENT, "")
    if parent:
        end_with(int(parent), by=signal.SIGTERM)
    return bool(parent)


def web(environment: Environment) -> int:
    """Serve pages until told to stop.

    The application is loaded once, here; the web server's own workers are forked from this process,
    so they share its memory, and one that is killed is back in milliseconds.
    """
    from granian.constants import HTTPModes, Interfaces, Loops
    from granian.server import Server

    _application()
    gc.freeze()  # what is loaded now stays: the collector need not touch, and so copy, its pages
    tls = environment.tls_certificate and environment.tls_key
    server = Server(
        "retning.config.wsgi:application",
        address=environment.bind_host,
        port=environment.bind_port,
        interface=Interfaces.WSGI,
        http=HTTPModes.auto if tls else HTTPModes.http1,
        loop=Loops.asyncio,
        workers=environment.web_workers,
        blocking_threads=environment.web_threads,
        runtime_blocking_threads=2,  # its own file threads; nothing of ours runs there
        backlog=1024,
        backpressure=64,
        websockets=False,
        ssl_cert=environment.tls_certificate if tls else None,
        ssl_key=environment.tls_key if tls else None,
        respawn_failed_workers=True,
        respawn_interval=0.1,
        workers_kill_timeout=STOP_SECONDS,
        log_dictconfig=LOGGING,
    )
    server.serve(target_loader=Loader(os.getpid()), wrap_loader=False)
    return 0


def _application() -> Callable[..., Any]:
    from django.db import connections

    from retning.config.wsgi import application

    connections.close_all()  # a connection may not cross a fork
    return application


class Loader:
    """Gives a web worker the application, and lets the worker end with its parent."""

    def __init__(self, parent: int) -> None:
        self.parent = parent

    def __call__(self) -> Callable[..., Any]:
        end_with(self.parent, by=signal.SIGKILL)
        return _application()


def worker() -> int:
    """Do jobs until told to stop."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    django.setup()
    from retning.foundation.jobs.worker import main

    return main()


LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname} web: {message}", "style": "{"},
        "access": {"format": "%(message)s"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line"},
        "access": {"class": "logging.StreamHandler", "formatter": "access"},
    },
    "loggers": {
        "_granian": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "granian.access": {"handlers": ["access"], "level": "INFO", "propagate": False},
    },
}
