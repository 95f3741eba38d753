"""1,000 kills under eight who answer a hearing: nothing acknowledged lost or doubled, no mail lost.

    python -m benchmarks.hearing_kills --kills 1000 --seed 23 --database sqlite

Pages, web server and worker of a real `retning serve` are killed (kill -9) at random moments while
eight answer over real HTTP, and mails go to a real mail server on loopback. A mail may come twice
only where the worker was killed between the server's acceptance and our commit; it then has the
same Message-ID, and is counted. On SQLite, and on a PostgreSQL of its own that writes to disk.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks._claims import claim, figure, load
from benchmarks.kills import on_each_database
from tests.helpers.answered_under_kills import Reckoning, answer_under_kills


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--kills", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=23)
    parser.add_argument("--posters", type=int, default=8)
    return on_each_database(parser, arguments, run)


def run(name: str, given: argparse.Namespace) -> bool:
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="retning-bench-") as folder:
        reckoning = answer_under_kills(
            Path(folder), kills=given.kills, seed=given.seed, posters=given.posters
        )
    return show(name, reckoning, minutes=(time.monotonic() - began) / 60)


def show(name: str, reckoning: Reckoning, *, minutes: float) -> bool:
    """Print the reckoning; whether nothing was lost or doubled."""
    kills = ", ".join(f"{amount} × {role}" for role, amount in sorted(reckoning.kills.items()))
    met = ", ".join(f"{what}: {times}" for what, times in sorted(reckoning.met.items()))
    print(f"{name}: {kills}; {minutes:.1f} minutes, {load()}; met: {met or 'nothing'}")
    figure(f"{name}, kills", sum(reckoning.kills.values()))
    figure(f"{name}, responses acknowledged", reckoning.acknowledged)
    figure(f"{name}, mails that came twice, the same by their id", reckoning.mails_twice)
    figure(f"{name}, slowest answer under kills", reckoning.slowest, "s")
    for failure in reckoning.failures[:20]:
        print(f"  {failure}")
    return all(
        [
            claim(f"{name}, acknowledged and lost", len(reckoning.lost), at_most=0),
            claim(f"{name}, there twice", len(reckoning.doubled), at_most=0),
            claim(f"{name}, mails lost", len(reckoning.mails_lost), at_most=0),
            claim(f"{name}, answers that should not be", len(reckoning.problems), at_most=0),
        ]
    )


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
