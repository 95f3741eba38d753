"""Figures for tests, taken in by the real services; nothing is left to chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from retning.apps.indicators.enums import PeriodType, Polarity, SourceKind
from retning.apps.indicators.models import Indicator
from retning.apps.indicators.services.releases import Taken, take_in
from retning.apps.indicators.sources.reply import Fetched, Oddity
from retning.apps.organisation.models import Municipality
from retning.apps.organisation.sources import municipality_facts
from retning.core.benchmark.figures import Figure, State
from retning.core.periods import Period, period_of
from tests.factories.organisation import NOW, TESTER

CODES: tuple[str, ...] = tuple(sorted(fact.code for fact in municipality_facts()))
"""The 98, by code."""

Said = Decimal | int | str | State | None


def indicator(
    code: str = "test-share",
    *,
    name: str = "Andel der er med",
    unit: str = "%",
    polarity: Polarity = Polarity.UP,
    source: SourceKind = SourceKind.NOEGLETAL,
    period_type: PeriodType = PeriodType.YEAR,
    municipality: Municipality | None = None,
    **more: object,
) -> Indicator:
    """An indicator of the tests' own; the catalogue's are in the database anyway."""
    return Indicator.objects.create(
        code=code,
        name_da=name,
        name_en=f"{name} (en)",
        unit_da=unit,
        unit_en=unit,
        polarity=polarity,
        source=source,
        period_type=period_type,
        municipality=municipality,
        attribution="Danmarks Prøvestatistik",
        **more,
    )


def figure(said: Said) -> Figure:
    """`5`, `"5.3"`, a state, or None for what is not in the release."""
    match said:
        case None:
            return Figure(None, State.MISSING)
        case State():
            return Figure(None, said)
        case _:
            return Figure(Decimal(said))


def country(first: int = 40, step: int = 1, decimals: int = 1) -> dict[str, Said]:
    """A figure for each of the 98 by code: `first` for the lowest code, `step` more for each next,
    in units of the last decimal (so that none are equal unless `step` is 0)."""
    return {
        code: Decimal(first * 10**decimals + place * step).scaleb(-decimals)
        for place, code in enumerate(CODES)
    }


def cells(by_period: Mapping[str, Mapping[str, Said]]) -> dict[tuple[str, Period], Figure]:
    """{"2024": {"187": "5.3", …}, …} as sources give it."""
    return {
        (area, period_of(period)): figure(said)
        for period, by_area in by_period.items()
        for area, said in by_area.items()
    }


def fetched(
    by_code: Mapping[str, Mapping[str, Mapping[str, Said]]],
    *,
    source: SourceKind = SourceKind.NOEGLETAL,
    table: str = "TEST1",
    updated: date | None = date(2026, 2, 1),
    problems: Sequence[Oddity] = (),
    checksum: str = "",
    names: Mapping[str, str] | None = None,
    answers: Mapping[str, Mapping[tuple[str, Period], int]] | None = None,
) -> Fetched:
    """What a source said: {code: {period: {area: figure}}}."""
    return Fetched(
        source=source,
        table=table,
        figures={code: cells(by_period) for code, by_period in by_code.items()},
        names=names or {},
        updated=updated,
        checksum=checksum,
        problems=tuple(problems),
        answers=answers or {},
    )


def release(
    by_code: Mapping[str, Mapping[str, Mapping[str, Said]]],
    *,
    municipality: Municipality | None = None,
    now: datetime = NOW,
    source: SourceKind = SourceKind.NOEGLETAL,
    table: str = "TEST1",
    problems: Sequence[Oddity] = (),
) -> Taken:
    """Figures taken in: national ones, or a municipality's own. Held where something is odd."""
    said = fetched(by_code, source=source, table=table, problems=problems)
    return take_in(fetched=said, municipality=municipality, by=TESTER, now=now)


def series(code: str, by_period: Mapping[str, Said], *, area: str = "187", **more: object) -> Taken:
    """One area's figures, period by period."""
    return release({code: {period: {area: said} for period, said in by_period.items()}}, **more)  # type: ignore[arg-type]
