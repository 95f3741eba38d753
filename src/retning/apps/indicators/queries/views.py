"""What an indicator is, and what a municipality makes of it, as values to hand around."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from retning.apps.indicators.enums import BUDGET_YEARS, PeriodType, Polarity, SourceKind
from retning.apps.indicators.models import Indicator
from retning.core.benchmark.figures import Break
from retning.core.periods import NoPeriod, period_of
from retning.core.targets.kinds import Direction

Found = TypeVar("Found")

NATIONAL = frozenset(
    {
        SourceKind.STATBANK,
        SourceKind.NOEGLETAL,
        SourceKind.JOBINDSATS,
        SourceKind.FILE,
        SourceKind.EXAMPLE,
    }
)
"""Sources that have figures of all municipalities."""


@dataclass(frozen=True)
class IndicatorView:
    """An indicator's definition. `owner`: the municipality that made it, "" where it is shared."""

    id: int
    code: str
    owner: str
    is_catalogued: bool
    name_da: str
    name_en: str
    unit_da: str
    unit_en: str
    polarity: Polarity
    definition_da: str
    definition_en: str
    period_type: PeriodType
    price_level: str
    breaks: tuple[Break, ...]
    proxy_da: str
    proxy_en: str
    fields: tuple[str, ...]
    words: tuple[str, ...]
    source: SourceKind
    table: str
    attribution: str
    licence: str

    @property
    def has_source(self) -> bool:
        """Whether somebody publishes figures of all municipalities."""
        return self.source in NATIONAL

    @property
    def is_proxy(self) -> bool:
        return bool(self.proxy_da)

    @property
    def budget_years(self) -> frozenset[int]:
        """The years whose figures say what was planned to be spent, not what was."""
        is_money = self.source is SourceKind.NOEGLETAL and bool(self.price_level)
        return BUDGET_YEARS if is_money else frozenset()

    @property
    def direction(self) -> Direction | None:
        """Which way it is wished to move; None where neither is better."""
        match self.polarity:
            case Polarity.UP:
                return Direction.UP
            case Polarity.DOWN:
                return Direction.DOWN
            case Polarity.NEITHER:
                return None

    def name(self, language: str) -> str:
        return self.name_en or self.name_da if language == "en" else self.name_da

    def unit(self, language: str) -> str:
        return self.unit_en or self.unit_da if language == "en" else self.unit_da

    def definition(self, language: str) -> str:
        return self.definition_en or self.definition_da if language == "en" else self.definition_da

    def proxy(self, language: str) -> str:
        """How it differs from what it is often taken for; "" where it is the thing itself."""
        return self.proxy_en or self.proxy_da if language == "en" else self.proxy_da

    @property
    def only_danish(self) -> tuple[str, ...]:
        """What of it nobody has said in English, so that English pages show the Danish."""
        pairs = (
            (self.name_da, self.name_en),
            (self.unit_da, self.unit_en),
            (self.definition_da, self.definition_en),
            (self.proxy_da, self.proxy_en),
            (self.attribution, ""),
        )
        return tuple(danish for danish, english in pairs if danish and not english)

    @property
    def source_name(self) -> str:
        """To show beside its figures: who publishes them."""
        return self.attribution or str(self.source.label)


@dataclass(frozen=True)
class UseView:
    """What a municipality makes of an indicator; the defaults where it has said nothing."""

    name: str = ""
    note: str = ""
    shows_outlook: bool = True
    prefers_own: bool = False
    version: int = 0


def shown(
    indicator: IndicatorView,
    use: UseView,
    *,
    national: Found | None,
    own: Found | None,
    asked_own: bool | None = None,
) -> Found | None:
    """Which of an indicator's figures are shown and judged on, everywhere: national ones first, the
    municipality's own where it prefers them or nobody else counts; the others where there are none.
    `asked_own`: the reader has asked for one of the two."""
    own_first = use.prefers_own or not indicator.has_source
    if asked_own is not None:
        own_first = asked_own
    first, second = (own, national) if own_first else (national, own)
    return first if first is not None else second


def indicator_view(row: Indicator) -> IndicatorView:
    """A row as a value."""
    return IndicatorView(
        id=row.pk,
        code=row.code,
        owner=row.municipality_id or "",
        is_catalogued=row.is_catalogued,
        name_da=row.name_da,
        name_en=row.name_en,
        unit_da=row.unit_da,
        unit_en=row.unit_en,
        polarity=Polarity(row.polarity),
        definition_da=row.definition_da,
        definition_en=row.definition_en,
        period_type=PeriodType(row.period_type),
        price_level=row.price_level,
        breaks=_breaks(row.breaks),
        proxy_da=row.proxy_da,
        proxy_en=row.proxy_en,
        fields=tuple(row.fields),
        words=tuple(row.words),
        source=SourceKind(row.source),
        table=row.table,
        attribution=row.attribution,
        licence=row.licence,
    )


def _breaks(said: Sequence[Mapping[str, Any]]) -> tuple[Break, ...]:
    """Those whose period can be read; the catalogue's are checked when it is loaded."""
    found = []
    for each in said:
        try:
            found.append(
                Break(period_of(str(each["period"])), each.get("da", ""), each.get("en", ""))
            )
        except (NoPeriod, KeyError):
            continue
    return tuple(found)
