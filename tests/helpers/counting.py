"""A counting job for the kill tests, and a command line to enqueue it.

    python -m tests.helpers.counting prepare
    python -m tests.helpers.counting enqueue 60 0.05 ""
    python -m tests.helpers.counting enqueue 1 0.05 /tmp/gate

Behind a gate a job works on until there is a file of that name. The table has no constraint that
could hide a second effect: what was done twice is there twice.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import django
from django.apps import apps

if not apps.ready:
    django.setup()

from django.db import connection

from retning.foundation import clock
from retning.foundation.jobs.services import Progress, enqueue, job


@job(attempts=3)
def count(progress: Progress, *, number: int, seconds: float, gate: str) -> None:
    """Work a while, then write the number down in one commit with the completion."""
    while gate and not Path(gate).exists():
        time.sleep(0.02)
        progress.report(0, 4)
    for step in range(4):
        time.sleep(seconds / 4)
        progress.report(step + 1, 4)
    with progress.finishing(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO counted (number) VALUES (%s)", [number])
        time.sleep(seconds / 4)  # a wide moment between effect and commit


def prepare() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE counted (number integer NOT NULL)")


def enqueue_numbers(amount: int, seconds: float, gate: str) -> None:
    from tests.helpers.counting import count as importable

    for number in range(amount):
        enqueue(
            importable,
            tenant="187",
            key=f"count:{number}",
            by="user:1",
            now=clock.now(),
            arguments={"number": number, "seconds": seconds, "gate": gate},
        )


def main(arguments: list[str]) -> None:
    match arguments:
        case ["prepare"]:
            prepare()
        case ["enqueue", amount, seconds, gate]:
            enqueue_numbers(int(amount), float(seconds), gate)
        case _:
            raise SystemExit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
