"""Which files hold figures, and how each is read: known by what stands in it, not by its name."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from retning.apps.indicators.enums import SourceKind
from retning.apps.indicators.models import Indicator
from retning.apps.indicators.services.loading import (
    BEGINNING,
    FileKind,
    kind_of_text,
    read_national,
)
from retning.apps.indicators.sources.reply import Fetched, Oddity, OddityCode
from retning.apps.indicators.sources.sheets.guessing import guess
from retning.apps.indicators.sources.sheets.mapping import mapped
from retning.apps.indicators.sources.sheets.sheet import read as read_sheets
from retning.core.periods import PeriodKind

ENDINGS = (".csv", ".csv.gz", ".xlsx", ".xls", ".ods", ".txt")


class NotSaid(Exception):
    """The file can be read, but not what it is about: the sentence says what is missing."""


def files_in(paths: Iterable[Path]) -> tuple[list[Path], list[Path]]:
    """The files named, and those in the folders named, that may hold figures; and what of the
    paths is not there."""
    files: list[Path] = []
    missing: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = (each for each in sorted(path.rglob("*")) if each.is_file())
            files += [each for each in inside if _may_hold(each)]
        elif path.is_file():
            files.append(path)
        else:
            missing.append(path)
    return files, missing


def _may_hold(path: Path) -> bool:
    """In a folder only what says by itself what it is about: an export, a recorded file, a table
    whose file is called as the table."""
    if not path.name.lower().endswith(ENDINGS):
        return False
    beginning = _beginning(path)
    return kind_of_text(beginning) is not FileKind.TABLE or bool(_of_table(path))


def read_file(path: Path, *, indicator: str = "", municipality: str = "") -> Fetched:
    """The figures in a file; `municipality`: whose they are where no column says it.

    Raises Unavailable, NotSaid, OSError."""
    beginning = _beginning(path)
    kind = kind_of_text(beginning)
    if kind is not FileKind.TABLE:
        return read_national(path.read_bytes(), kind)
    return _read_table(path, indicator, municipality)


def _beginning(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            data = stream.read(BEGINNING)
        if data.startswith(b"\x1f\x8b"):
            with gzip.open(path) as packed:
                data = packed.read(BEGINNING)
    except (OSError, EOFError, zlib.error):
        return ""
    return data.decode("utf-8-sig", errors="replace")


def _of_table(path: Path) -> list[Indicator]:
    """Those whose table the file is called as: `RAS200_2008_2017.csv`."""
    table = path.name.partition(".")[0].partition("_")[0].upper()
    found = Indicator.objects.filter(source=SourceKind.STATBANK, table=table, is_catalogued=True)
    return list(found.order_by("code"))


def _read_table(path: Path, code: str, municipality: str) -> Fetched:
    """A table of one indicator: CSV or a spreadsheet, the columns as they are guessed. Statistics
    Denmark's tables tell when they were updated where their `tableinfo_<TABLE>` lies beside."""
    row = _indicator(path, code)
    workbook = read_sheets(path.read_bytes())
    fetched = mapped(
        workbook,
        guess(workbook, municipality=municipality),
        code=row.code,
        unit=row.unit_da,
        kind=PeriodKind(row.period_type),
    )
    if row.source != SourceKind.STATBANK:
        return replace(fetched, table=fetched.table or path.name[:120])
    updated, is_active = _table_info(path, row.table)
    ended = () if is_active else (Oddity(OddityCode.TABLE_ENDED, said=row.table),)
    return replace(
        fetched,
        source=SourceKind.STATBANK,
        table=row.table,
        updated=updated or fetched.updated,
        is_active=is_active,
        problems=(*fetched.problems, *ended),
    )


def _indicator(path: Path, code: str) -> Indicator:
    if code:
        row = Indicator.objects.filter(code=code).first()
        if row is None:
            raise NotSaid(f"there is no indicator {code}.")
        return row
    candidates = _of_table(path)
    if len(candidates) == 1:
        return candidates[0]
    said = ", ".join(each.code for each in candidates)
    choose = f": {said}" if said else ""
    raise NotSaid(f"say which indicator it has figures of, with --indicator{choose}.")


def _table_info(path: Path, table: str) -> tuple[date | None, bool]:
    """When the table was updated and whether it goes on; nothing known where nothing lies there."""
    for beside in sorted(path.parent.glob(f"tableinfo_{table}*.json")):
        try:
            said = json.loads(beside.read_text(encoding="utf-8-sig"))
            updated = datetime.fromisoformat(said["updated"]).date()
        except (OSError, ValueError, KeyError, TypeError):
            continue
        return updated, said.get("active") is not False
    return None, True
