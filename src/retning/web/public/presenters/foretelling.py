"""What outlooks are worth, as people read it: how they were tested, and how each indicator went."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext

from retning.core.benchmark.worth import Foretold, Measured, Record, Worth
from retning.core.charts import Caption, Drawing, ReliabilityBin, ReliabilityData, reliability
from retning.web.public.presenters.figures import indicator_url, language_of_page
from retning.web.public.presenters.pictures import Picture, picture_at
from retning.web.ui.formats import number, percent
from retning.web.ui.links import Link

PICTURES = {
    Foretold.STANDING: "blandt-de-bedste",
    Foretold.MOVEMENT: "bedre-end-nu",
    Foretold.LEVEL: "fast-niveau",
}
"""The names of the diagrams in addresses."""
BARS = {"as_today": 13, "gap": 8, "rate": 10, "apart": 3}
"""What was asked for before anything was measured, in percent; `benchmarks.outlook` holds us to
it."""


@dataclass(frozen=True)
class KindTested:
    """One kind of event. `lines`: what was reached, and what was asked for, in words."""

    name: str
    title: str
    lines: Sequence[str]
    picture: Picture


@dataclass(frozen=True)
class IndicatorTested:
    """An indicator's line in the table: its name, and what it got in each kind of event."""

    name: str
    url: str
    cells: Sequence[str]


@dataclass(frozen=True)
class Tested:
    """The whole page."""

    kinds: Sequence[KindTested]
    heads: Sequence[str]
    indicators: Sequence[IndicatorTested]
    table_url: str


def tested(record: Record, names: Mapping[str, str]) -> Tested:
    """`names`: the indicators that this site has, by code."""
    return Tested(
        kinds=[_kind(kind, found) for kind, found in record.kinds.items()],
        heads=[title_of(kind) for kind in record.kinds],
        indicators=_indicators(record, names),
        table_url=reverse("api:outlook_skill_table"),
    )


def title_of(kind: Foretold) -> str:
    """What was foretold."""
    match kind:
        case Foretold.STANDING:
            return gettext("Among the best quarter")
        case Foretold.MOVEMENT:
            return gettext("Better than now")
        case Foretold.LEVEL:
            return gettext("Beyond a fixed level")


def page_link() -> Link:
    return Link(gettext("How the outlooks were tested"), reverse("public:outlook_skill"))


def drawing_of(kind: Foretold, found: Measured) -> Drawing:
    """The reliability diagram of a kind of event."""
    bins = tuple(
        ReliabilityBin(
            low=_exact(each.low),
            high=_exact(each.high),
            said=_exact(each.said),
            came=_exact(each.came),
            count=each.count,
        )
        for each in found.steps
    )
    title = gettext("%(kind)s: what was said, and how often it came") % {"kind": title_of(kind)}
    return reliability(ReliabilityData(bins), Caption(title, _source(found), language_of_page()))


def _exact(said: float) -> Decimal:
    return Decimal(str(said))


def _source(found: Measured) -> str:
    return gettext(
        "Source: our own reckoning on the ministry's key figures (noegletal.dk), from %(first)s to"
        " %(last)s and four years ahead"
    ) % {"first": found.first_start, "last": found.last_start}


def _kind(kind: Foretold, found: Measured) -> KindTested:
    name = PICTURES[kind]
    return KindTested(
        name=name,
        title=title_of(kind),
        lines=_lines(kind, found),
        picture=picture_at(drawing_of(kind, found), "public:outlook_skill_picture", name),
    )


def _lines(kind: Foretold, found: Measured) -> list[str]:
    """What was measured, with the bar that was set before where there was one."""
    whole = found.whole
    tried = gettext("Tried on %(count)s forecasts; %(shown)s of them could be given.") % {
        "count": number(whole.forecasts, 0),
        "shown": percent(100 * whole.shown / whole.forecasts, 0),
    }
    apart = gettext(
        "What was said and what came lie %(points)s percentage points apart on average; at most"
        " %(bar)s was asked for."
    ) % {"points": number(100 * found.calibration_error, 1), "bar": BARS["apart"]}
    return [*_nearer(kind, whole), apart, tried]


def _nearer(kind: Foretold, whole: Worth) -> list[str]:
    as_today = gettext("%(share)s nearer the truth than saying that all stays as today.") % {
        "share": _share(whole.over_as_today)
    }
    match kind:
        case Foretold.STANDING:
            by_gap = gettext("%(share)s nearer than reckoning from today's distance alone.") % {
                "share": _share(whole.over_gap)
            }
            return [_asked(as_today, BARS["as_today"]), _asked(by_gap, BARS["gap"])]
        case Foretold.MOVEMENT:
            rate = gettext("%(share)s nearer the truth than saying how often it usually comes.")
            own = gettext("%(share)s nearer than how often it comes for the very same indicator.")
            return [
                _asked(rate % {"share": _share(whole.over_base_rate)}, BARS["rate"]),
                own % {"share": _share(whole.over_own_rate)},
            ]
        case Foretold.LEVEL:
            return [as_today]


def _asked(said: str, bar: int) -> str:
    """With how much was asked for before it was measured."""
    asked = gettext("At least %(bar)s was asked for.") % {"bar": percent(bar, 0)}
    return f"{said} {asked}"


def _indicators(record: Record, names: Mapping[str, str]) -> list[IndicatorTested]:
    by_code: dict[str, dict[Foretold, Worth]] = {}
    for found in record.kinds.values():
        for line in found.indicators:
            by_code.setdefault(line.code, {})[line.kind] = line
    rows = []
    for code, lines in by_code.items():
        first = next(iter(lines.values()))
        rows.append(
            IndicatorTested(
                name=names.get(code, first.name),
                url=indicator_url(code) if code in names else "",
                cells=[
                    said_worth(lines[kind], found) if kind in lines else gettext("not tried")
                    for kind, found in record.kinds.items()
                ],
            )
        )
    return sorted(rows, key=lambda row: row.name.casefold())


def said_worth(line: Worth, found: Measured) -> str:
    """How much nearer the truth an indicator's outlooks came, in few words."""
    if found.is_silent(line):
        return gettext("no skill; no outlook is given")
    told = {
        "today": _share(line.over_as_today),
        "rate": _share(line.over_base_rate),
    }
    if line.kind is Foretold.MOVEMENT:
        return gettext("%(rate)s over the usual rate") % told
    return gettext("%(today)s over as today, %(rate)s over the usual rate") % told


def lines_of(record: Record, code: str) -> list[tuple[str, str]]:
    """For an indicator's own page: what was foretold, and how it went."""
    return [
        (title_of(line.kind), said_worth(line, record.kinds[line.kind])) for line in record.of(code)
    ]


def _share(skill: float) -> str:
    return percent(100 * skill, 0)
