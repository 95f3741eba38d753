"""Figures for journeys to meet: an own indicator, a held release, a table and an export."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from retning.apps.indicators.enums import Polarity
from retning.apps.indicators.services.loading import keep_file
from retning.apps.indicators.services.own import create_indicator, enter_figures
from retning.apps.organisation.models import Municipality
from retning.core.benchmark.figures import Figure
from retning.foundation.audit.services import Actor

TABLE = "År;Partnerskaber\n2021;31\n2022;35\n2023;\n2024;41\n".encode()
EXPORT = "Udtræk;;\n;Kom.nr;2024\nAndel i lære;;\nVallensbæk Kommune;187;5,1\n".encode("latin-1")


def figures_to_see(municipality: Municipality, *, by: Actor, now: datetime) -> dict[str, Any]:
    """An own indicator's code, its releases (public and held), and two files by checksum."""
    deed: dict[str, Any] = {"by": by, "now": now}
    made = create_indicator(
        municipality=municipality,
        name_da="Partnerskaber med foreninger",
        unit_da="partnerskaber",
        polarity=Polarity.UP,
        definition_da="Skriftlige aftaler, der gælder ved årets udgang.",
        **deed,
    )
    releases = [
        enter_figures(
            municipality=municipality,
            code=made.code,
            figures={period: Figure(Decimal(value)) for period, value in told.items()},
            proof="Foreningskontorets liste",
            **deed,
        ).release
        for told in ({"2021": 31, "2022": 34, "2023": 36}, {"2024": 360})
    ]
    files = {
        name: keep_file(municipality=municipality, data=data, name=f"{name}.csv", **deed)
        for name, data in (("tabel", TABLE), ("udtraek", EXPORT))
    }
    return {
        "code": made.code,
        "releases": [release.pk for release in releases if release is not None],
        "files": [kept.sha256 for kept in files.values()],
        "table": files["tabel"].sha256,
    }
