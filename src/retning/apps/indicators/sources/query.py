"""What an indicator asks its source for: `Indicator.query`, as the catalogue's files write it.

StatBank (`table` is the table's id):

    select = { HFUDD = ["H50", "H60"], ALDER = ["25..64"] }   # several values are added up
    less = { HFUDD = ["H60"] }         # taken away; names the variables that differ from `select`
    over = { HFUDD = ["TOT"] }         # divided by; names the variables that differ from `select`
    over_table = "FOLK1A"              # divided by another table: `over` is then its own selection
    times = 100                        # with `over`: 100 makes a share percent, 1000 per 1,000
    decimals = 1                       # with `over`: how many the figure gets, half rounded up
    within = "K1"                      # that part of each year (K1..K4, M01..M12) is the year's
    over_within = "K1"                 # the same of `over_table`
    area = "BOPOMR"                    # only where a table has several area variables
    since = "2008"                     # the first period, as the table writes it

A value is a code ("H50"); numbers from and to ("25..64": of codes that are whole numbers, or whole
spans as "25-29"); or the Danish text after "=" ("=Mænd", "=Mellemlange*"), where codes are not
known. A variable that is not named is left to the table to add up; where the table cannot, the
query does not fit it. In `less` and `over`, `[]` leaves to the table a variable that `select`
names: `over = { DRIV = [] }` divides by all of them. Times and areas are never named: all are
asked for.

noegletal: `name`, the indicator's name in the export, without marks of footnotes.

Jobindsats v3 (`table` is the table's id):

    measure = "Antal ledige fuldtidspersoner"      # the title of the figure's column
    members = { _ygrpi09 = "*" }                   # hierarchies beside the area's: "*" or "/"
    where = { "Alder" = "16-24 år" }               # which rows, by the titles of other columns
    period = "M"                                   # M, Q or Y
    latest = 60                                    # how many
    recorded = "ledige_fuldtidspersoner"           # its name in the recorded file, if it is there
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from retning.apps.indicators.enums import SourceKind
from retning.apps.indicators.sources.reply import Unavailable, UnavailableCode

Selection = Mapping[str, tuple[str, ...]]
_PART = re.compile(r"K[1-4]|M(0[1-9]|1[0-2])")
_TABLE = re.compile(r"[A-Za-z0-9_]{2,40}")
_STATBANK = {
    "select", "less", "over", "over_table", "times", "decimals", "within", "over_within", "area",
    "since",
}  # fmt: skip
_JOBINDSATS = {"measure", "members", "where", "period", "latest", "recorded"}
_MOST_DECIMALS = 6


@dataclass(frozen=True)
class StatBankQuery:
    """See the module. `over` is None where nothing is divided."""

    select: Selection
    less: Selection | None = None
    over: Selection | None = None
    over_table: str = ""
    times: Decimal = Decimal(1)
    decimals: int | None = None
    within: str = ""
    over_within: str = ""
    area: str = ""
    since: str = ""


@dataclass(frozen=True)
class NoegletalQuery:
    name: str


@dataclass(frozen=True)
class JobindsatsQuery:
    """See the module."""

    measure: str
    members: Mapping[str, str]
    where: Mapping[str, str]
    period: str = "M"
    latest: int = 60
    recorded: str = ""


Query = StatBankQuery | NoegletalQuery | JobindsatsQuery


def query_of(source: SourceKind, plain: Mapping[str, Any]) -> Query:
    """An indicator's `query` as a value. Raises Unavailable(BAD_QUERY), which says what is wrong,
    also for a source that is not asked."""
    match source:
        case SourceKind.STATBANK:
            return _statbank(plain)
        case SourceKind.NOEGLETAL:
            _only(plain, {"name"})
            return NoegletalQuery(_text(plain, "name", needed=True))
        case SourceKind.JOBINDSATS:
            return _jobindsats(plain)
        case _:
            raise _bad(f"{source} is not asked")


def _statbank(plain: Mapping[str, Any]) -> StatBankQuery:
    _only(plain, _STATBANK)
    over = _selection(plain, "over")
    query = StatBankQuery(
        select=_selection(plain, "select") or {},
        less=_selection(plain, "less"),
        over={} if over is None and "over_table" in plain else over,
        over_table=_text(plain, "over_table"),
        times=_number(plain, "times"),
        decimals=_whole(plain, "decimals", 0, _MOST_DECIMALS) if "decimals" in plain else None,
        within=_text(plain, "within"),
        over_within=_text(plain, "over_within"),
        area=_text(plain, "area"),
        since=_text(plain, "since"),
    )
    if query.over is not None and query.decimals is None:
        raise _bad("what is divided needs `decimals`")
    if query.over in ({}, query.select) and not query.over_table:
        raise _bad("it would be divided by itself")
    if query.over is None and (query.times != 1 or query.decimals is not None):
        raise _bad("`times` and `decimals` go with `over`")
    for part in (query.within, query.over_within):
        if part and not _PART.fullmatch(part):
            raise _bad(f"{part!r} is no part of a year")
    if query.over_table and not _TABLE.fullmatch(query.over_table):
        raise _bad(f"{query.over_table!r} is no table")
    if query.over_within and not query.over_table:
        raise _bad("`over_within` goes with `over_table`")
    return query


def _jobindsats(plain: Mapping[str, Any]) -> JobindsatsQuery:
    _only(plain, _JOBINDSATS)
    period = _text(plain, "period") or "M"
    if period not in {"M", "Q", "Y"}:
        raise _bad("`period` is M, Q or Y")
    return JobindsatsQuery(
        measure=_text(plain, "measure", needed=True),
        members=_texts(plain, "members"),
        where=_texts(plain, "where"),
        period=period,
        latest=_whole(plain, "latest", 1, 600) if "latest" in plain else 60,
        recorded=_text(plain, "recorded"),
    )


def _selection(plain: Mapping[str, Any], name: str) -> Selection | None:
    said = plain.get(name)
    if said is None:
        return None
    if not isinstance(said, Mapping):
        raise _bad(f"`{name}` is values by variable")
    found = {}
    for variable, values in said.items():
        right = isinstance(values, list | tuple) and (values or name != "select")
        if not right or not all(isinstance(value, str) and value for value in values):
            raise _bad(f"`{name}`, {variable}: a list of codes")
        found[str(variable)] = tuple(values)
    return found


def _texts(plain: Mapping[str, Any], name: str) -> dict[str, str]:
    said = plain.get(name, {})
    if not isinstance(said, Mapping) or not all(isinstance(each, str) for each in said.values()):
        raise _bad(f"`{name}` is texts by name")
    return {str(key): value for key, value in said.items()}


def _text(plain: Mapping[str, Any], name: str, *, needed: bool = False) -> str:
    said = plain.get(name, "")
    if not isinstance(said, str) or (needed and not said):
        raise _bad(f"`{name}` is a text")
    return said


def _whole(plain: Mapping[str, Any], name: str, least: int, most: int) -> int:
    said = plain[name]
    if not isinstance(said, int) or isinstance(said, bool) or not least <= said <= most:
        raise _bad(f"`{name}` is a whole number from {least} to {most}")
    return said


def _number(plain: Mapping[str, Any], name: str) -> Decimal:
    try:
        number = Decimal(str(plain.get(name, 1)))
    except InvalidOperation:
        number = Decimal(0)
    if not (number.is_finite() and number > 0):
        raise _bad(f"`{name}` is a number above 0")
    return number


def _only(plain: Mapping[str, Any], names: set[str]) -> None:
    if others := sorted(set(plain) - names):
        raise _bad(f"there is no {others[0]!r} in such a query")


def _bad(detail: str) -> Unavailable:
    return Unavailable(UnavailableCode.BAD_QUERY, detail)
