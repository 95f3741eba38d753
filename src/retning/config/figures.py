"""`retning figures load|fetch|status`: figures into the database, and how their sources stand."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TextIO

from retning.config.environment import read_environment

EPILOG = """\
examples:
  retning figures load ../shared/data              every file that can be read in a folder
  retning figures load tal.xlsx --indicator hjemmehjaelp --municipality 187
  retning figures fetch FOLK1A                     one table of Statistics Denmark, now
  retning figures status                           what came last, what does not come
"""


def main(argv: Sequence[str]) -> int:
    """Do one of the three; 0 where all went well, 1 where something was held, refused or does not
    come, 2 where it could not start as it was told."""
    asked = _parser().parse_args(argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "retning.config.settings")
    import django

    django.setup()
    from django.db import DatabaseError, connection

    from retning.config import figures_commands as commands

    if trouble := _trouble(connection, DatabaseError):
        print(trouble, file=sys.stderr)
        return 2
    match asked.command:
        case "load":
            return commands.load(
                asked.paths,
                indicator=asked.indicator,
                municipality=asked.municipality,
                note=asked.note,
            )
        case "fetch":
            return commands.fetch(asked.tables)
        case _:
            return commands.status(shows_all=asked.all)


def _trouble(connection: Any, error: type[Exception]) -> str:
    """Why figures cannot be looked after here; "" where they can. Asking SQLite for a database that
    is not there would make an empty one."""
    environment = read_environment()
    if environment.is_demo:
        unprepared = (
            f"There is no demonstration in {environment.data_dir}: run `make demo` first, "
            "or name its folder in RETNING_DATA_DIR."
        )
    else:
        unprepared = "The database has not been prepared: run `retning prepare` first."
    if connection.vendor == "sqlite" and not _is_there(connection.settings_dict["NAME"]):
        return unprepared
    try:
        is_prepared = "indicators_feed" in connection.introspection.table_names()
    except error as problem:
        return f"The database does not answer: {str(problem).strip().splitlines()[0]}"
    return "" if is_prepared else unprepared


def _is_there(name: object) -> bool:
    """A file that holds something, or a database that lies in memory alone."""
    file = Path(str(name))
    return "memory" in file.name or (file.is_file() and file.stat().st_size > 0)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="retning figures",
        description=__doc__,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command", required=True)
    load = commands.add_parser("load", help="take figures in from files")
    load.add_argument("paths", nargs="+", metavar="FILE|DIR")
    load.add_argument("--indicator", default="", metavar="CODE", help="of a table without a name")
    load.add_argument(
        "--municipality", default="", metavar="187", help="own figures of a municipality"
    )
    load.add_argument("--note", default="", help="where the figures come from")
    fetch = commands.add_parser("fetch", help="ask the sources now")
    fetch.add_argument("tables", nargs="*", metavar="TABLE", help="these; else all that are due")
    status = commands.add_parser("status", help="how the sources stand")
    status.add_argument("--all", action="store_true", help="those without any figures too")
    return parser


class ProgressLine:
    """One line that tells how far it has come: rewritten on a terminal, else a line a tenth."""

    def __init__(self, name: str, stream: TextIO | None = None) -> None:
        self._name = name
        self._stream = stream or sys.stderr
        self._tty = self._stream.isatty()
        self._last = -1

    def __call__(self, done: int, of: int) -> None:
        percent = 100 * done // of if of else 100
        step = percent if self._tty else percent // 10
        if step == self._last:
            return
        self._last = step
        line = f"{self._name}: {percent:3} %  {done} of {of} figures"
        self._stream.write(f"\r{line}" if self._tty else f"{line}\n")
        self._stream.flush()

    def end(self) -> None:
        if self._tty and self._last >= 0:
            self._stream.write("\n")
