"""The indicators that figures are of: the catalogue's, a municipality's own, or such as an export
names that the catalogue does not have."""

from __future__ import annotations

from retning.apps.indicators.enums import Held, PeriodType
from retning.apps.indicators.models import Indicator
from retning.apps.indicators.services.odd import Problem
from retning.apps.indicators.services.refusals import Refusal, Refused
from retning.apps.indicators.sources.reply import Fetched
from retning.apps.organisation.models import Municipality

ATTRIBUTIONS = {"noegletal": "De Kommunale Nøgletal, Social- og Indenrigsministeriet"}


def indicators_of(
    fetched: Fetched, municipality: Municipality | None
) -> tuple[dict[str, Indicator], list[Problem]]:
    """The rows by code, locked until the transaction ends; codes that nobody knows are problems.

    Raises Refused: other_municipality where an indicator is another municipality's own.
    """
    unknown = set(fetched.figures) - set(
        Indicator.objects.filter(code__in=fetched.figures).values_list("code", flat=True)
    )
    named = sorted(code for code in unknown if fetched.names.get(code))
    Indicator.objects.bulk_create(
        [_named(code, fetched, municipality) for code in named], ignore_conflicts=True
    )
    rows = Indicator.objects.filter(code__in=fetched.figures).order_by("pk")
    found = {row.code: row for row in rows.select_for_update(no_key=True)}
    owner = municipality.pk if municipality is not None else None
    if any(row.municipality_id not in {None, owner} for row in found.values()):
        raise Refused(Refusal.OTHER_MUNICIPALITY)
    problems: list[Problem] = [
        {"code": Held.NO_INDICATOR.value, "indicator": code, "said": code[:120]}
        for code in sorted(unknown.difference(found))
    ]
    return found, problems


def _named(code: str, fetched: Fetched, municipality: Municipality | None) -> Indicator:
    kinds = {period.kind for _, period in fetched.figures[code]}
    kind = PeriodType(kinds.pop()) if len(kinds) == 1 else PeriodType.YEAR
    return Indicator(
        code=code,
        municipality=municipality,
        is_catalogued=False,
        name_da=fetched.names[code][:200],
        period_type=kind,
        price_level=fetched.price_level[:60] if "kr." in fetched.names[code] else "",
        definition_da=" ".join(fetched.notes.get(code, ())),
        source=fetched.source,
        table=fetched.table[:60],
        attribution=ATTRIBUTIONS.get(fetched.source, ""),
    )
