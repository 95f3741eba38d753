"""Asking the Jobindsats API v3. Imported by jobs and the command line alone."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from urllib.parse import quote, urlencode

from retning.apps.indicators.enums import SourceKind
from retning.apps.indicators.sources.areas import codes
from retning.apps.indicators.sources.jobindsats import read_answer
from retning.apps.indicators.sources.network import Line
from retning.apps.indicators.sources.query import JobindsatsQuery, Query
from retning.apps.indicators.sources.reply import (
    Fetched,
    Oddities,
    OddityCode,
    Unavailable,
    UnavailableCode,
)
from retning.core.benchmark.figures import COUNTRY

_JSON = ("application/json", "text/json")
_AREAS = "_nykom"


class Jobindsats:
    """`line` goes to the API's base address and carries the token."""

    kind = SourceKind.JOBINDSATS

    def __init__(self, line: Line) -> None:
        self._line = line

    def fetch(
        self,
        table: str,
        queries: Mapping[str, Query],
        *,
        meanwhile: Callable[[], None] | None = None,
    ) -> Fetched:
        """All of the queries or none; those that differ only in rows and column share an answer.
        Raises Unavailable."""
        checksum = hashlib.sha256()
        answers: dict[str, bytes] = {}
        figures, odd, request_id = {}, Oddities(), ""
        for code, query in queries.items():
            if not isinstance(query, JobindsatsQuery):
                raise Unavailable(UnavailableCode.BAD_QUERY, f"{code}: for another source")
            asked = _selectors(query)
            if asked not in answers:
                path = f"data/{quote(table, safe='')}"
                answer = self._line.ask("GET", path, types=_JSON, query=asked, meanwhile=meanwhile)
                answers[asked], request_id = answer.body, answer.request_id
                checksum.update(answer.body)
            cells = figures[code] = read_answer(answers[asked], query, code, odd)
            missing = sorted(codes() - {area for area, _ in cells if area != COUNTRY})
            if missing:
                odd.add(OddityCode.MISSING_AREAS, indicator=code, said=", ".join(missing)[:120])
        return Fetched(
            source=SourceKind.JOBINDSATS,
            table=table,
            figures=figures,
            request_id=request_id,
            checksum=checksum.hexdigest(),
            problems=odd.found(),
        )


def _selectors(query: JobindsatsQuery) -> str:
    pairs = [("mgroup.*", "*"), (f"period.{query.period}", f"latest:{query.latest}")]
    members = {_AREAS: "*", **query.members}
    pairs += [(f"hierarchy.{name}", member) for name, member in members.items()]
    return urlencode([*pairs, ("format", "json")], safe="*:/")
