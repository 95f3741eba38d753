"""What Statistics Denmark says of a table: its variables and values, and which hold what."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from retning.apps.indicators.sources.areas import area_of_code, codes
from retning.apps.indicators.sources.query import StatBankQuery
from retning.apps.indicators.sources.reply import Unavailable, UnavailableCode
from retning.core.periods import NoPeriod, Period, PeriodKind, period_of

_SPAN = re.compile(r"(\d{1,3})\.\.(\d{1,3})", re.ASCII)
_NUMBERS = re.compile(r"(\d{1,3})(?:-(\d{1,3}))?", re.ASCII)


@dataclass(frozen=True)
class Variable:
    """`values`: texts by code, in the table's order."""

    id: str
    text: str
    can_be_left: bool
    is_time: bool
    values: Mapping[str, str]

    def codes_of(self, said: tuple[str, ...]) -> tuple[str, ...]:
        """The codes that a query's values stand for (see `query`). Raises Unavailable."""
        found: dict[str, None] = {}
        for value in said:
            codes_found = self._codes_of(value)
            if not codes_found:
                raise _unfit(f"{self.id} has no {value!r}")
            found.update(dict.fromkeys(codes_found))
        return tuple(found)

    def _codes_of(self, value: str) -> list[str]:
        if value in self.values:
            return [value]
        if span := _SPAN.fullmatch(value):
            least, most = int(span[1]), int(span[2])
            return [code for code in self.values if _is_within(code, least, most)]
        if value.startswith("="):
            return [code for code, text in self.values.items() if _is_text(text, value[1:])]
        return []


@dataclass(frozen=True)
class TableInfo:
    """`suppressed` is what a row that streaming formats leave out stands for."""

    id: str
    text: str
    unit: str
    suppressed: str
    updated: datetime | None
    is_active: bool
    variables: tuple[Variable, ...]

    def area_variable(self, asked: str = "") -> Variable:
        """The one that holds municipalities, whatever it is called. Raises Unavailable."""
        found = [each for each in self.variables if _holds_municipalities(each)]
        if asked:
            found = [each for each in found if each.id.casefold() == asked.casefold()]
        if not found:
            raise Unavailable(UnavailableCode.NO_AREAS, f"{self.id} {asked}".strip())
        if len(found) > 1:
            names = ", ".join(each.id for each in found)
            raise _unfit(f"{self.id} has municipalities in {names}: say which is the `area`")
        return found[0]

    def time_variable(self) -> Variable:
        """Raises Unavailable."""
        for variable in self.variables:
            if variable.is_time:
                return variable
        raise _unfit(f"{self.id} has no time")

    def selection(self, said: Mapping[str, tuple[str, ...]], area: Variable) -> dict[str, tuple]:  # type: ignore[type-arg]
        """Codes by variable, of all but area and time; a variable that the table can add up by
        itself is left out where the query does not name it. Raises Unavailable."""
        named = {name.casefold(): values for name, values in said.items() if values}
        found: dict[str, tuple[str, ...]] = {}
        for variable in self.variables:
            values = named.pop(variable.id.casefold(), None)
            if variable is area or variable.is_time:
                if values is not None:
                    raise _unfit(f"{variable.id} is never named")
            elif values is not None:
                found[variable.id] = variable.codes_of(values)
            elif not variable.can_be_left:
                raise _unfit(f"{self.id} cannot add up {variable.id}: name its values")
        if named:
            raise _unfit(f"{self.id} has no variable {next(iter(named))!r}")
        return found

    def times(self, *, within: str = "", since: str = "") -> dict[str, Period]:
        """Periods by the table's code, from `since`; with `within` the years of that part."""
        values = list(self.time_variable().values)
        if since:
            if since not in values:
                raise _unfit(f"{self.id} has no time {since!r}")
            values = values[values.index(since) :]
        found = {}
        for code in values:
            try:
                period = period_of(code)
            except NoPeriod:
                continue
            if not within:
                found[code] = period
            elif code[4:] == within:
                found[code] = Period(PeriodKind.YEAR, period.year)
        if not found:
            raise _unfit(f"{self.id} has no times that are years, quarters or months {within}")
        if len({period.kind for period in found.values()}) > 1:
            raise _unfit(f"{self.id} has times of several kinds")
        return found


def areas_in(variable: Variable) -> dict[str, str]:
    """Municipalities and the country by the table's code; regions and the rest are left out."""
    found = {code: area_of_code(code) for code in variable.values}
    return {code: area for code, area in found.items() if area is not None}


def table_info(body: bytes) -> TableInfo:
    """The answer of `tableinfo`. Raises Unavailable(UNREADABLE)."""
    try:
        said = json.loads(body)
        return TableInfo(
            id=str(said["id"]),
            text=str(said["text"]),
            unit=str(said.get("unit") or ""),
            suppressed=str(said.get("suppressedDataValue") or "0"),
            updated=_moment(said.get("updated")),
            is_active=said.get("active") is not False,
            variables=tuple(_variable(each) for each in said["variables"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        detail = f"tableinfo: {type(error).__name__} {error}"
        raise Unavailable(UnavailableCode.UNREADABLE, detail) from error


def denominator(query: StatBankQuery) -> dict[str, tuple[str, ...]] | None:
    """What a query divides by: `over` laid upon `select`, alone where it is another table's."""
    if query.over is None:
        return None
    return dict(query.over) if query.over_table else {**query.select, **query.over}


def _variable(said: dict[str, Any]) -> Variable:
    values = {str(value["id"]): str(value["text"]) for value in said["values"]}
    return Variable(
        id=str(said["id"]),
        text=str(said.get("text") or ""),
        can_be_left=said.get("elimination") is True,
        is_time=said.get("time") is True,
        values=values,
    )


def _moment(said: object) -> datetime | None:
    return datetime.fromisoformat(said) if isinstance(said, str) and said else None


def _holds_municipalities(variable: Variable) -> bool:
    """Half of them at least: no other list of codes has so many of theirs."""
    if variable.is_time:
        return False
    areas = set(areas_in(variable).values())
    return len(areas & codes()) >= len(codes()) // 2


def _is_within(code: str, least: int, most: int) -> bool:
    numbers = _NUMBERS.fullmatch(code)
    if not numbers:
        return False
    first, last = int(numbers[1]), int(numbers[2] or numbers[1])
    return least <= first <= last <= most


def _is_text(text: str, wanted: str) -> bool:
    text, wanted = " ".join(text.casefold().split()), " ".join(wanted.casefold().split())
    return text.startswith(wanted[:-1]) if wanted.endswith("*") else text == wanted


def _unfit(detail: str) -> Unavailable:
    return Unavailable(UnavailableCode.BAD_QUERY, detail)
