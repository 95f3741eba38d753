"""100,000 generated responses in groups: pair F1 of campaigns, seconds, memory, growth.

    python -m benchmarks.hearing_groups [--seed 2026] [--count 100000]

The texts are made as `_letters.py` says; the algorithm was tuned on seeds 1 to 3, and is measured
on others here. The grouping runs as the job has it run: one process apart, bytes in, bytes out.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks._claims import claim, figure
from benchmarks._letters import Letters, letters, pair_scores
from retning.core.similarity.grouping import group

SEED = 2026
COUNT = 100_000
TIMES = 10
LINEAR = 1.3
"""Ten times the texts may take ten times as long, and 30 % more for sorting."""
SMALL_SEEDS = (2027, 2028, 2029)


@dataclass(frozen=True)
class Measured:
    """One grouping in a process of its own."""

    scores: tuple[float, float, float]
    groups: int
    matters: int
    seconds: float
    processor: float
    gigabytes: float


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("--group", type=Path, help="group the texts of a file: what the child does")
    given = parser.parse_args(arguments)
    if given.group:
        return child(given.group)
    small = measured(letters(given.count // TIMES, seed=given.seed + 1))
    large = measured(letters(given.count, seed=given.seed))
    reached = [show(f"{given.count:,} texts".replace(",", " "), large)]
    reached.append(show(f"{given.count // TIMES:,} texts".replace(",", " "), small))
    reached.append(claim("seconds", large.seconds, "s", at_most=60))
    figure("of the processor", large.processor, "s")
    reached.append(claim("memory", large.gigabytes, "GB", at_most=2))
    growth = large.processor / small.processor
    reached.append(claim("ten times the texts take", growth, "times", at_most=TIMES * LINEAR))
    for seed in SMALL_SEEDS:
        reached.append(show(f"10 000 texts, seed {seed}", measured(letters(10_000, seed=seed))))
    return 0 if all(reached) else 1


def show(name: str, found: Measured) -> bool:
    precision, recall, f1 = found.scores
    figure(f"{name}, precision of pairs", precision)
    figure(f"{name}, recall of pairs", recall)
    figure(f"{name}, campaigns", found.groups)
    figure(f"{name}, matters", found.matters)
    return claim(f"{name}, F1 of pairs", f1, at_least=0.95)


def measured(made: Letters) -> Measured:
    with tempfile.TemporaryDirectory(prefix="retning-bench-") as folder:
        file = Path(folder) / "texts.json"
        file.write_text(json.dumps(list(enumerate(made.texts)), ensure_ascii=False))
        command = [sys.executable, "-m", "benchmarks.hearing_groups", "--group", str(file)]
        told = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
    labels = [-1] * len(made.texts)
    for number, campaign in enumerate(told["campaigns"]):
        for key in campaign:
            labels[key] = number
    return Measured(
        pair_scores(made.campaigns, labels),
        len(told["campaigns"]),
        told["matters"],
        told["seconds"],
        told["processor"],
        told["gigabytes"],
    )


def child(file: Path) -> int:
    data = file.read_bytes()
    began, spent = time.monotonic(), time.process_time()
    found = json.loads(group(data, {}))
    seconds, processor = time.monotonic() - began, time.process_time() - spent
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    campaigns = [[key for key, _share in each["members"]] for each in found["campaigns"]]
    told = {"campaigns": campaigns, "matters": len(found["matters"]), "seconds": seconds}
    print(json.dumps({**told, "processor": processor, "gigabytes": peak / 1e9}))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
