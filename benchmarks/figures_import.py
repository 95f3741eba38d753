"""The whole noegletal export into an empty SQLite database, with its progress line, and again.

As `retning figures load` does it: reading the file, comparing, 480,000 rows, the panels, the
commit. The clock is the wall's; processor time stands beside it, since other work on the machine
is no part of it. Skipped where ../shared/data is not here.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

from benchmarks._claims import claim, figure, load

ROOT = Path(__file__).parents[1]
EXPORT = ROOT.parent / "shared" / "data" / "noegletal" / "noegletal_1993_2019.csv"
SECONDS = 10


def main() -> int:
    if not EXPORT.exists():
        print("../shared/data is not here: nothing to measure.")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(RETNING_MODE="test", RETNING_DATA_DIR=folder)
        os.environ["DJANGO_SETTINGS_MODULE"] = "retning.config.settings"
        os.environ.pop("DATABASE_URL", None)
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        return 0 if _measured() else 1


def _measured() -> bool:
    from retning.apps.indicators.models import Observation, Panel, Release
    from retning.config.figures_commands import load as load_figures

    load()
    reached = True
    for name in ("export into SQLite", "the same again"):
        wall, processor = time.perf_counter(), time.process_time()
        load_figures([str(EXPORT)])
        wall, processor = time.perf_counter() - wall, time.process_time() - processor
        reached &= claim(name, wall, "s", at_most=SECONDS)
        figure(f"{name}, processor", processor, "s")
    figures = Observation.objects.count()
    figure("figures", figures)
    figure("panels", Panel.objects.count())
    return claim("releases", Release.objects.count(), at_most=1) and reached


if __name__ == "__main__":
    sys.exit(main())
