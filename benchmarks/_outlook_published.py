"""The results that the package carries, so that pages and jobs can tell what outlooks are worth.

`python -m benchmarks.outlook --publish` writes them anew from the committed results, without
measuring anything.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

from retning.core.benchmark.worth import BY_INDICATOR, RELIABILITY, Foretold
from retning.core.danish.slug import slug_of

PACKAGE = Path(__file__).parents[1] / "src" / "retning"
CATALOGUE = PACKAGE / "apps" / "indicators" / "data" / "catalogue"
KEPT = PACKAGE / "core" / "benchmark"
STEP_COLUMNS = ("from", "to", "said", "came", "forecasts")
WORTH_COLUMNS = ("forecasts", "shown", "brier", "base rate", "own base rate", "as today", "by gap")


def publish(results: Path, kinds: Mapping[str, Foretold]) -> None:
    """`kinds`: what the results call a kind of event, and what the package does."""
    steps = _read(results / "outlook_reliability.csv")
    _write(
        KEPT / RELIABILITY,
        ("kind", *STEP_COLUMNS),
        ([kinds[row["event"]], *(row[name] for name in STEP_COLUMNS)] for row in steps),
    )
    codes = codes_by_name()
    lines = _read(results / "outlook_by_indicator.csv")
    _write(
        KEPT / BY_INDICATOR,
        ("kind", "indicator", "code", *WORTH_COLUMNS),
        (
            [
                kinds[row["event"]],
                row["indicator"],
                codes.get(row["indicator"], code_of(row["indicator"])),
                *(row[name] for name in WORTH_COLUMNS),
            ]
            for row in lines
        ),
    )


def codes_by_name() -> dict[str, str]:
    """The catalogue's codes by the name that the ministry's export gives an indicator."""
    found = {}
    for path in sorted(CATALOGUE.glob("*.toml")):
        for each in tomllib.loads(path.read_text(encoding="utf-8"))["indicator"]:
            if each.get("source") == "noegletal":
                found[each["query"]["name"]] = each["code"]
    return found


def code_of(name: str) -> str:
    """As `apps.indicators.sources.noegletal` names what the catalogue does not have."""
    return f"noegletal-{slug_of(name, limit=69)}"


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def _write(path: Path, head: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, delimiter=";", lineterminator="\n")
        out.writerow(head)
        out.writerows(rows)
