"""200 kills during uploads and publishing: nothing acknowledged lost, nothing done twice.

    python -m benchmarks.kills --kills 200 --seed 187 --database sqlite

Several consultants upload, take over and publish over real HTTP while pages, web server and worker
of a real `retning serve` are killed (kill -9) at random moments, the same for one seed. Afterwards
the database is compared with what they were told. On SQLite, and on a PostgreSQL of its own that
writes to disk; a DATABASE_URL in the environment is used instead of both.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks._claims import claim, figure, load
from tests.helpers.under_kills import Reckoning, publish_under_kills
from tools import postgres

DATABASES = ("sqlite", "postgres")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=187)
    parser.add_argument("--publishers", type=int, default=4)
    return on_each_database(parser, arguments, run)


def on_each_database(
    parser: argparse.ArgumentParser,
    arguments: Sequence[str] | None,
    run: Callable[[str, argparse.Namespace], bool],
) -> int:
    """`run` on the databases that were asked for; 0, as an exit code, where all was reached."""
    parser.add_argument("--database", choices=DATABASES, action="append")
    given = parser.parse_args(arguments)
    url = os.environ.get("DATABASE_URL", "")
    kind = "postgres" if url.startswith("postgres") else "sqlite"
    chosen = given.database or ([kind] if url else DATABASES)
    is_reached = True
    for name in chosen:
        try:
            with database(name, url):
                is_reached = run(name, given) and is_reached
        except postgres.Missing as problem:
            print(f"{name}: not measured. {problem}")
    return 0 if is_reached else 1


def run(name: str, given: argparse.Namespace) -> bool:
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="retning-bench-") as folder:
        reckoning = publish_under_kills(
            Path(folder), kills=given.kills, seed=given.seed, publishers=given.publishers
        )
    return show(name, reckoning, minutes=(time.monotonic() - began) / 60)


def show(name: str, reckoning: Reckoning, *, minutes: float) -> bool:
    """Print the reckoning; whether nothing was lost, doubled or half-made."""
    kills = ", ".join(f"{amount} × {role}" for role, amount in sorted(reckoning.kills.items()))
    met = ", ".join(f"{what}: {times}" for what, times in sorted(reckoning.met.items()))
    print(f"{name}: {kills}; {minutes:.1f} minutes, {load()}")
    print(f"{name}: what the consultants met: {met or 'nothing'}")
    figure(f"{name}, kills", sum(reckoning.kills.values()))
    figure(f"{name}, uploads acknowledged", reckoning.uploads)
    figure(f"{name}, takings over acknowledged", reckoning.takings_over)
    figure(f"{name}, publications acknowledged", reckoning.publications)
    figure(f"{name}, readings broken off and done by another worker", reckoning.losses)
    figure(f"{name}, slowest answer under kills", reckoning.slowest, "s")
    for failure in reckoning.failures:
        print(f"  {failure}")
    return all(
        [
            claim(f"{name}, acknowledged and lost", len(reckoning.lost), at_most=0),
            claim(f"{name}, done twice", len(reckoning.doubled), at_most=0),
            claim(f"{name}, half-made", len(reckoning.half_made), at_most=0),
            claim(f"{name}, answers that should not be", len(reckoning.problems), at_most=0),
        ]
    )


@contextmanager
def database(name: str, url: str) -> Iterator[None]:
    """Have DATABASE_URL name the database for the time being. Raises postgres.Missing."""
    if url or name == "sqlite":
        yield
    else:
        with postgres.cluster(durable=True) as cluster:
            os.environ["DATABASE_URL"] = cluster.url
            try:
                yield
            finally:
                del os.environ["DATABASE_URL"]


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
