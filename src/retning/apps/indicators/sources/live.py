"""The sources that are asked over the network, as the settings say where they are.

Light to import: what talks HTTP is loaded when a source is asked for, in jobs and on the command
line. A web worker must not carry it (decision 0029).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any, Protocol

from django.conf import settings

from retning.apps.indicators.enums import SourceKind
from retning.apps.indicators.sources.query import Query
from retning.apps.indicators.sources.reply import Fetched, Unavailable, UnavailableCode

_ROOM = "retning.apps.indicators.sources"


class Source(Protocol):
    """One that is asked for a table's figures, for several indicators at once."""

    kind: SourceKind

    def fetch(
        self,
        table: str,
        queries: Mapping[str, Query],
        *,
        meanwhile: Callable[[], None] | None = None,
    ) -> Fetched:
        """All of the queries or none. Raises Unavailable; what `meanwhile` raises goes on up."""


def source_of(kind: SourceKind) -> Source:
    """Raises Unavailable: NO_TOKEN, and BAD_QUERY for one that is not asked over the network."""
    match kind:
        case SourceKind.STATBANK:
            source: Source = _part("statbank").StatBank(_line(settings.STATBANK_URL))
        case SourceKind.JOBINDSATS:
            if not settings.JOBINDSATS_TOKEN:
                raise Unavailable(UnavailableCode.NO_TOKEN, "RETNING_JOBINDSATS_TOKEN")
            line = _line(settings.JOBINDSATS_URL, token=settings.JOBINDSATS_TOKEN)
            source = _part("jobindsats_live").Jobindsats(line)
        case _:
            raise Unavailable(UnavailableCode.BAD_QUERY, f"{kind} is not asked")
    return source


def is_asked(kind: SourceKind) -> bool:
    """Whether the source is one that is asked over the network."""
    return kind in {SourceKind.STATBANK, SourceKind.JOBINDSATS}


def _line(base: str, *, token: str = "") -> Any:
    return _part("network").Line(base, token=token)


def _part(name: str) -> Any:
    return import_module(f"{_ROOM}.{name}")
