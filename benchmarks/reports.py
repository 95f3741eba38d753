"""300 goals to tagged PDF, Word and a workbook, as jobs.

The edition is published through the services in a database of its own; its files are made by the
jobs that make them in real life, each in a process apart. Seconds are the whole job's, from the
text in the database to the kept file; memory is the drawing process's at its highest.
"""

# ruff: noqa: E402 - Django is set up for a folder of its own before its models are named
from __future__ import annotations

import os
import resource
import tempfile
import time
from pathlib import Path

FOLDER = tempfile.TemporaryDirectory(prefix="retning-reports-")
os.environ.update(
    RETNING_MODE="test",
    RETNING_DATA_DIR=FOLDER.name,
    DATABASE_URL=f"sqlite:///{Path(FOLDER.name) / 'reports.sqlite3'}",
    DJANGO_SETTINGS_MODULE="retning.config.settings",
)

import django

django.setup()

from django.core.management import call_command

from benchmarks._claims import claim, figure, load
from retning.apps.strategy.models import Edition
from retning.apps.strategy.services.renditions import edition_file
from retning.foundation import clock
from retning.foundation.jobs.worker import run_waiting
from retning.foundation.reporting.models import Rendition
from retning.foundation.reporting.structure import Format
from tests.factories import organisation as org
from tests.factories import strategy as make
from tests.factories.organisation import TESTER

SECONDS, AREAS, OBJECTIVES, GOALS = 10, 5, 4, 15
MEBIBYTES = 512
WORDS = (
    "Vi samarbejder på tværs af skoler, dagtilbud og foreninger om sammenhængende tilbud til "
    "børnefamilierne, og vi følger hvert år op på, om flere **trives** og tager en uddannelse. "
)


def main() -> int:
    call_command("migrate", verbosity=0)
    edition = published()
    # What publishing queued in Danish is made here too, before anything is measured.
    run_waiting()
    print(f"{AREAS * OBJECTIVES * GOALS} goals; {load()}")
    is_reached = [measured(edition, form) for form in Format]
    FOLDER.cleanup()
    return 0 if all(is_reached) else 1


def published() -> Edition:
    """300 goals with bodies and owners, in 5 areas of 4 objectives."""
    municipality = org.municipality_of("187")
    centre = org.unit(municipality, "Center for Børn og Unge")
    strategy = make.strategy(municipality, introduction=WORDS * 6)
    for area in range(AREAS):
        place = make.area(strategy, f"Område nummer {area + 1}", body=WORDS * 4)
        for objective in range(OBJECTIVES):
            over = make.objective(place, f"Overordnet mål {area + 1}.{objective + 1}", body=WORDS)
            for goal in range(GOALS):
                text = f"Flere unge tager en uddannelse {area + 1}.{objective + 1}.{goal + 1}"
                make.goal(over, text, f"{WORDS * 2}\n\n- {WORDS}\n- {WORDS}", owner=centre)
        make.theme(place)
    return make.published(strategy)


def measured(edition: Edition, form: Format) -> bool:
    """Make the English file, which nobody has asked for, and say what it cost."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    here = time.process_time()
    began = time.monotonic()
    asked = edition_file(edition=edition, form=form, language="en", by=TESTER, now=clock.now())
    run_waiting()
    seconds = time.monotonic() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    made = Rendition.objects.select_related("attachment").get(pk=asked.rendition.pk)
    if made.attachment is None:
        raise RuntimeError(f"The {form} was not made")
    name = form.upper()
    figure(f"{name}, size", made.attachment.size / 1024, "KiB")
    figure(f"{name}, CPU of the job", time.process_time() - here, "s")
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    figure(f"{name}, CPU of the drawing process", used, "s")
    return all(
        [
            claim(f"300 goals to {name}, whole job", seconds, "s", at_most=SECONDS),
            claim(f"{name}, highest memory of a child", after.ru_maxrss / 1024, "MiB",
                  at_most=MEBIBYTES),
        ]
    )  # fmt: skip


if __name__ == "__main__":
    raise SystemExit(main())
