"""The catalogue: indicators as data files say them, one file a field (`data/catalogue/*.toml`).

[[indicator]]
code = "population"          # keys are the names of the model's fields; `query` is a table
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from retning.apps.indicators.enums import SourceKind
from retning.apps.indicators.models import Feed, Indicator
from retning.core.periods import NoPeriod, period_of

CATALOGUE = Path(__file__).parents[1] / "data" / "catalogue"
FETCHED = frozenset({SourceKind.STATBANK, SourceKind.JOBINDSATS})
"""Sources that are asked by themselves; from others somebody brings a file."""
NOTES = frozenset({"checked", "unchecked_because"})
"""What the files say to those who look after them (data/catalogue/README.md)."""
_FIELDS = tuple(
    field.name
    for field in Indicator._meta.concrete_fields
    if field.name not in {"id", "code", "municipality"}
)


class BadCatalogue(ValueError):
    """The catalogue's files say something that no indicator can be."""


@cache
def catalogue() -> tuple[dict[str, Any], ...]:
    """Every indicator as its file says it, by code. Raises BadCatalogue."""
    found: dict[str, dict[str, Any]] = {}
    for path in sorted(CATALOGUE.glob("*.toml")):
        for said in tomllib.loads(path.read_text(encoding="utf-8")).get("indicator", []):
            code = said.get("code", "")
            if not code or code in found:
                raise BadCatalogue(f"{path.name}: {code!r} is no code, or stands twice")
            unknown = set(said).difference(_FIELDS, {"code"}, NOTES)
            if unknown:
                raise BadCatalogue(f"{path.name}: {code} says {', '.join(sorted(unknown))}")
            found[code] = {key: each for key, each in said.items() if key not in NOTES}
    return tuple(found[code] for code in sorted(found))


@transaction.atomic
def load_catalogue() -> int:
    """Make the shared indicators what the files say; how many were not. Idempotent.

    Those that no file names any more stay, with their figures, as not catalogued. What is fetched
    gets its feed. These are everybody's facts and nobody's deed, so there is no audit line.
    Raises BadCatalogue.
    """
    said = {each["code"]: _row(each) for each in catalogue()}
    kept = {row.code: row for row in Indicator.objects.filter(code__in=said)}
    wrong = []
    for code, row in said.items():
        present = kept.get(code)
        if present is not None and _values(present) == _values(row):
            continue
        row.pk = present.pk if present is not None else None
        wrong.append(row)
    Indicator.objects.bulk_update([row for row in wrong if row.pk], _FIELDS, batch_size=50)
    Indicator.objects.bulk_create([row for row in wrong if not row.pk])
    gone = Indicator.objects.filter(is_catalogued=True, municipality=None).exclude(code__in=said)
    _load_feeds(said.values())
    return len(wrong) + gone.update(is_catalogued=False)


def _row(said: dict[str, Any]) -> Indicator:
    row = Indicator(**said)
    try:
        row.clean_fields()
        for each in row.breaks:
            period_of(str(each["period"]))
    except (ValidationError, NoPeriod, KeyError, TypeError) as error:
        raise BadCatalogue(f"{said['code']}: {error}") from error
    return row


def _values(row: Indicator) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in _FIELDS)


def _load_feeds(rows: Any) -> None:
    wanted = {(row.source, row.table) for row in rows if row.source in FETCHED and row.table}
    there = set(Feed.objects.values_list("source", "table"))
    Feed.objects.bulk_create(
        Feed(source=source, table=table) for source, table in sorted(wanted - there)
    )


def codes_by_name() -> dict[str, str]:
    """Codes of the catalogue's indicators by the name that the noegletal export gives them."""
    rows = Indicator.objects.filter(source=SourceKind.NOEGLETAL, is_catalogued=True)
    return {
        query["name"]: code
        for code, query in rows.values_list("code", "query")
        if query.get("name")
    }
