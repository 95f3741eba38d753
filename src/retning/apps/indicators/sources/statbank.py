"""Statistics Denmark's StatBank: one table, many indicators.

Everything is asked by code; which variable holds municipalities is found, not assumed. Requests
stay below the source's limit of cells, and are halved where it says that its limit is lower now.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum

from retning.apps.indicators.enums import SourceKind
from retning.apps.indicators.sources.answers import Asked, Key, read_csv, read_json_stat
from retning.apps.indicators.sources.areas import codes as all_codes
from retning.apps.indicators.sources.deriving import added, divided, taken_away
from retning.apps.indicators.sources.network import Answer, Line, SaidNo
from retning.apps.indicators.sources.query import Query, StatBankQuery
from retning.apps.indicators.sources.reply import (
    Cell,
    Fetched,
    Oddity,
    OddityCode,
    Unavailable,
    UnavailableCode,
)
from retning.apps.indicators.sources.tables import TableInfo, areas_in, denominator, table_info
from retning.core.benchmark.figures import COUNTRY, Figure

logger = logging.getLogger(__name__)
CELL_LIMIT = 1_000_000
"""Rows times columns, in formats that are not streamed, since 27 May 2021."""
_MOST_REQUESTS = 200
_JSON = ("text/json", "application/json")
_CSV = ("text/csv", "text/plain")


class Form(StrEnum):
    CSV = "CSV"
    JSON_STAT = "JSONSTAT"
    BULK = "BULK"


class StatBank:
    """`line` goes to the API's base address. `form` is what is asked for; a request that not even
    one period of one municipality makes small enough is asked as BULK, which has no limit."""

    kind = SourceKind.STATBANK

    def __init__(self, line: Line, *, form: Form = Form.CSV, limit: int = CELL_LIMIT) -> None:
        self._line = line
        self._form = form
        self._limit = limit

    def info(self, table: str, meanwhile: Callable[[], None] | None = None) -> TableInfo:
        """What the source says of a table, with its Danish texts. Raises Unavailable."""
        body = {"table": table, "format": "JSON", "lang": "da"}
        answer = self._line.ask("POST", "tableinfo", types=_JSON, body=body, meanwhile=meanwhile)
        return table_info(answer.body)

    def fetch(
        self,
        table: str,
        queries: Mapping[str, Query],
        *,
        meanwhile: Callable[[], None] | None = None,
    ) -> Fetched:
        """The figures of each query by its code, all areas and periods. All of them or none:
        raises Unavailable. `meanwhile`: see `Line.ask`."""
        fetching = _Fetching(self, meanwhile)
        figures = {}
        for code, query in queries.items():
            if not isinstance(query, StatBankQuery):
                raise Unavailable(UnavailableCode.BAD_QUERY, f"{code}: for another source")
            try:
                figures[code] = fetching.figures(table, query)
            except Unavailable as error:
                error.args = (f"{code}: {error}",)
                raise
        info = fetching.unchanged(table)
        return Fetched(
            source=SourceKind.STATBANK,
            table=table,
            figures=figures,
            updated=info.updated.date() if info.updated else None,
            request_id=fetching.request_id,
            checksum=fetching.checksum.hexdigest(),
            problems=tuple(_problems(info, figures)),
            is_active=info.is_active,
        )

    def data(
        self,
        info: TableInfo,
        asked: Asked,
        form: Form,
        meanwhile: Callable[[], None] | None = None,
    ) -> Answer:
        """One request's answer. Raises Unavailable, SaidNo."""
        body = {
            "table": info.id,
            "format": form.value,
            # English has the decimal point; codes are the same in both languages.
            "lang": "en",
            "valuePresentation": "Code",
            "variables": [
                {"code": name, "values": list(values)} for name, values in asked.values.items()
            ],
        }
        types = _JSON if form is Form.JSON_STAT else _CSV
        return self._line.ask("POST", "data", types=types, body=body, meanwhile=meanwhile)

    def read(self, info: TableInfo, body: bytes, asked: Asked, form: Form) -> dict[Key, Figure]:
        """Raises Unavailable."""
        match form:
            case Form.CSV:
                return read_csv(body, asked)
            case Form.BULK:
                return read_csv(body, asked, suppressed=info.suppressed)
            case Form.JSON_STAT:
                return read_json_stat(body, asked)

    @property
    def form(self) -> Form:
        return self._form

    @property
    def limit(self) -> int:
        return self._limit


class _Fetching:
    """One fetch: what was asked once is not asked again."""

    def __init__(self, bank: StatBank, meanwhile: Callable[[], None] | None) -> None:
        self.request_id = ""
        self.checksum = hashlib.sha256()
        self._bank = bank
        self._meanwhile = meanwhile
        self._infos: dict[str, TableInfo] = {}
        self._sums: dict[tuple[object, ...], dict[Cell, Figure]] = {}
        self._requests = 0

    def info(self, table: str) -> TableInfo:
        if table not in self._infos:
            self._infos[table] = self._bank.info(table, self._meanwhile)
        return self._infos[table]

    def unchanged(self, table: str) -> TableInfo:
        """Raises Unavailable where a table was updated between two requests: its figures would
        then be of two releases."""
        for name, before in self._infos.items():
            if self._requests < 2:
                break
            if self._bank.info(name, self._meanwhile).updated != before.updated:
                raise Unavailable(UnavailableCode.BROKEN_OFF, f"{name} was updated meanwhile")
        return self._infos[table]

    def figures(self, table: str, query: StatBankQuery) -> dict[Cell, Figure]:
        """A query's figures: its sum, less another, over a third."""
        found = self._sum(table, query.select, query.within, query.since, query.area)
        if query.less is not None:
            less = {**query.select, **query.less}
            found = taken_away(found, self._sum(table, less, query.within, query.since, query.area))
        over = denominator(query)
        if over is None or query.decimals is None:
            return found
        if query.over_table:
            below = self._sum(query.over_table, over, query.over_within, "", "")
        else:
            below = self._sum(table, over, query.within, query.since, query.area)
        return divided(found, below, times=query.times, decimals=query.decimals)

    def _sum(
        self,
        table: str,
        said: Mapping[str, tuple[str, ...]],
        within: str,
        since: str,
        area: str,
    ) -> dict[Cell, Figure]:
        info = self.info(table)
        places = info.area_variable(area)
        chosen = info.selection(said, places)
        times = info.times(within=within, since=since)
        known = (table, places.id, tuple(sorted(chosen.items())), tuple(times))
        if known not in self._sums:
            areas = areas_in(places)
            asked = Asked({places.id: list(areas), info.time_variable().id: list(times), **chosen})
            parts: dict[Cell, list[Figure]] = {}
            for key, figure in self._all(info, asked):
                parts.setdefault((areas[key[0]], times[key[1]]), []).append(figure)
            self._sums[known] = {cell: added(each) for cell, each in parts.items()}
        return self._sums[known]

    def _all(self, info: TableInfo, asked: Asked) -> Iterator[tuple[Key, Figure]]:
        """In as few requests as the limit allows."""
        form, limit = self._bank.form, self._bank.limit
        if form is Form.BULK or _smallest(asked).cells > limit:
            yield from self._one(info, asked, Form.BULK)
        elif asked.cells > limit:
            for half in _halves(asked):
                yield from self._all(info, half)
        else:
            yield from self._one(info, asked, form)

    def _one(self, info: TableInfo, asked: Asked, form: Form) -> Iterator[tuple[Key, Figure]]:
        self._requests += 1
        if self._requests > _MOST_REQUESTS:
            detail = f"over {_MOST_REQUESTS} requests: {info.id}"
            raise Unavailable(UnavailableCode.TOO_LARGE, detail)
        try:
            answer = self._bank.data(info, asked, form, self._meanwhile)
        except SaidNo as error:
            halves = _halves(asked) if error.type_code == "REQUEST-LIMIT" else ()
            if not halves:
                raise
            logger.warning("%s has a lower limit now: %s", info.id, error.detail)
            for half in halves:
                yield from self._one(info, half, form)
            return
        self.request_id = answer.request_id
        self.checksum.update(answer.body)
        try:
            yield from self._bank.read(info, answer.body, asked, form).items()
        except Unavailable as error:
            raise Unavailable(error.code, error.detail, request_id=answer.request_id) from error


def _smallest(asked: Asked) -> Asked:
    """One period of one area."""
    area, time, *_ = asked.values
    return Asked({**asked.values, **{name: asked.values[name][:1] for name in (area, time)}})


def _halves(asked: Asked) -> tuple[Asked, ...]:
    """Two requests of half the periods each, else of half the areas; none where both are one."""
    area, time, *_ = asked.values
    for name in (time, area):
        values = asked.values[name]
        if len(values) > 1:
            middle = len(values) // 2
            return tuple(
                Asked({**asked.values, name: part}) for part in (values[:middle], values[middle:])
            )
    return ()


def _problems(info: TableInfo, figures: Mapping[str, Mapping[Cell, Figure]]) -> Iterator[Oddity]:
    if not info.is_active:
        yield Oddity(OddityCode.TABLE_ENDED, said=info.id)
    for code, cells in figures.items():
        missing = all_codes() - {area for area, _ in cells if area != COUNTRY}
        if missing:
            said = ", ".join(sorted(missing))
            yield Oddity(OddityCode.MISSING_AREAS, indicator=code, said=said[:120])
