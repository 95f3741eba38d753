"""The `retning` command line. Each command imports only what it needs."""

import os
import secrets
import sys
from collections.abc import Callable, Sequence
from importlib import import_module

from retning.config.closed import close_to_others
from retning.config.environment import Environment, InsecureStart, Mode, read_environment

SETTINGS = "retning.config.settings"
USAGE = """\
usage: retning COMMAND

  serve          web and worker, supervised as one process
  web            the web process alone (RETNING_BIND, default 127.0.0.1:8000)
  worker         the job worker alone
  prepare        database, search index and static files: after installing and every upgrade
  migrate        database and search index alone
  begin CODE     take a municipality into use, with its first administrator (--help)
  check          look whether settings are safe, the database up to date, editions intact
  demo           set up and serve the demonstration
  read FILE      read a document and print what was found (--json); needs no database
  judge TEXT …   judge a target on the figures in a folder (--help); needs no database
  figures …      load, fetch or look after figures (--help)
  privacy DIR    write the data protection documents into a folder (--help)
  secret         print a new random RETNING_SECRET_KEY
  manage …       any of Django's management commands

Settings come from the environment: see docs/operations.md.
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; its exit code. 2 means that it could not start as it was told."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    command, *rest = arguments or ["help"]
    try:
        return _run(command, rest)
    except InsecureStart as refusal:
        print(refusal, file=sys.stderr)
        return 2


def _run(command: str, rest: list[str]) -> int:
    match command:
        case "help" | "-h" | "--help":
            print(USAGE, end="")
            return 0
        case "secret":
            print(secrets.token_urlsafe(48))
            return 0
        case "read":
            return _called("retning.config.reading", rest)
        case "judge":
            return _called("retning.config.judging", rest)
        case "figures":
            read_environment()
            return _called("retning.config.figures", rest)
        case "privacy":
            read_environment()
            return _called("retning.config.privacy", rest)
        case "begin":
            read_environment().data_dir.mkdir(parents=True, exist_ok=True)
            return _called("retning.config.beginning", rest)
        case "demo":
            return _called("retning.config.demo_site", rest)
        case "serve" | "web" | "worker":
            return _serving(command, read_environment())
        case "prepare" | "migrate" | "check" | "manage":
            return _managing(command, rest, read_environment())
        case _:
            print(f"retning: there is no command '{command}'\n\n{USAGE}", file=sys.stderr, end="")
            return 2


def _called(module: str, rest: list[str]) -> int:
    function: Callable[[list[str]], int | None] = import_module(module).main
    return function(rest) or 0


def _serving(command: str, environment: Environment) -> int:
    from retning.config import serve

    if environment.mode is not Mode.TEST:  # tests have no secrets, and measure from outside
        close_to_others()
    supervised = serve.end_with_supervisor()
    if command != "worker" and not supervised and not serve.may_listen(environment):
        print(
            f"Another program listens at {environment.bind_host}:{environment.bind_port}. "
            "Stop it, or choose another port, for instance RETNING_BIND=127.0.0.1:8001.",
            file=sys.stderr,
        )
        return 2
    match command:
        case "web":
            return serve.web(environment)
        case "worker":
            return serve.worker()
        case _:
            return serve.serve()


def _managing(command: str, rest: list[str], environment: Environment) -> int:
    environment.data_dir.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    from django.core.management import execute_from_command_line

    match command:
        case "prepare":
            # A demonstration is for people who want to see pages, not tables.
            quiet = ["-v0"] if environment.is_demo else []
            lines = [
                ["migrate", "--no-input", *quiet],
                ["reindex", "--missing"],
                ["collectstatic", "--no-input", "-v0"],
            ]
        case "migrate":
            lines = [["migrate", "--no-input", *rest]]
            # Whoever names an app or a migration may leave the index without its tables.
            if not rest:
                lines.append(["reindex", "--missing"])
        case "check":
            lines = [["check", "--deploy", *rest], ["migrate", "--check"], ["verify_frozen"]]
        case _:
            lines = [rest]
    for line in lines:
        execute_from_command_line(["retning", *line])
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
