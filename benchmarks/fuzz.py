"""Good documents of every kind, broken in many ways: each must end in a document or in a refusal.

`python -m benchmarks.fuzz --rounds 2000 --apart 40`: so many in this process, which is fast, and so
many through the process apart with its limits. The seed is fixed: what fails, fails again.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import resource
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from benchmarks._claims import claim
from retning.core.documents import Document, Unreadable, outline
from retning.core.documents.reading import read_document
from retning.core.documents.transport import unpacked
from retning.foundation import confined
from tests.helpers.office import as_docx, as_markdown, as_odt, unzipped, zipped
from tests.helpers.typeset import BROCHURE, STRATEGY, as_html, as_pdf

READ = "retning.core.documents.apart:read"
SECONDS = 20.0
MEBIBYTES = 512
GOOD: dict[str, bytes] = {
    # Packed anew, since the library writes the time of day into it.
    "docx": zipped(unzipped(as_docx(STRATEGY))),
    "odt": as_odt(STRATEGY),
    "html": as_html(STRATEGY),
    "md": as_markdown(STRATEGY),
    "txt": as_markdown(STRATEGY),
    "pdf": as_pdf(STRATEGY),
    "brochure.pdf": as_pdf(STRATEGY, BROCHURE),
}
_TAG = re.compile(rb"<[a-zA-Z][^<>]{0,200}>")
Chance = random.Random


@dataclass
class Outcomes:
    """What became of the documents; `slowest` in seconds, with the round that was it."""

    counted: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "")


def flipped(data: bytes, chance: Chance) -> bytes:
    """A few bits turned."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def cut(data: bytes, chance: Chance) -> bytes:
    """The end, the beginning or a piece gone."""
    begin, end = sorted(chance.randrange(len(data) + 1) for _ in range(2))
    return chance.choice((data[:begin], data[end:], data[:begin] + data[end:]))


def spliced(data: bytes, chance: Chance) -> bytes:
    """A piece of this, or of another good document, set in somewhere."""
    other = chance.choice((data, *GOOD.values()))
    begin, end = sorted(chance.randrange(len(other) + 1) for _ in range(2))
    place = chance.randrange(len(data) + 1)
    return data[:place] + other[begin : min(end, begin + 50_000)] + data[place:]


def nested(data: bytes, chance: Chance) -> bytes:
    """A tag opened, or several in each other, many times over."""
    tags = _TAG.findall(data) or [b"<p>"]
    place = chance.randrange(len(data) + 1)
    grown = b"".join(chance.choice(tags) for _ in range(chance.randint(1, 3)))
    return data[:place] + grown * chance.choice((1, 10, 100, 5_000)) + data[place:]


def numbered(data: bytes, chance: Chance) -> bytes:
    """Numbers made larger, smaller or none."""
    wild = (b"0", b"-1", b"4294967295", b"99999999999999999999", b"1e9", b"")
    return re.sub(
        rb"\d{1,9}", lambda found: chance.choice(wild) if chance.random() < 0.02 else found[0], data
    )


def members(data: bytes, chance: Chance) -> bytes:
    """In an archive: members swapped, gone, twice, or themselves broken, with right checksums."""
    if not data.startswith(b"PK"):
        return flipped(data, chance)
    try:
        held: dict[str, str | bytes] = {**unzipped(data)}
    except Exception:  # whatever the deed before this one made of it
        return flipped(data, chance)
    for _ in range(chance.randint(1, 3)):
        one, other = chance.choice(list(held)), chance.choice(list(held))
        deed = chance.randrange(4)
        if deed == 0:
            held[one], held[other] = held[other], held[one]
        elif deed == 1 and len(held) > 1:
            del held[one]
        else:
            content = held[one]
            assert isinstance(content, bytes)
            held[one] = broken(content, chance, DEEDS[:-1]) if content else b""
    return zipped(held)


DEEDS: tuple[Callable[[bytes, Chance], bytes], ...] = (
    flipped, cut, spliced, nested, numbered, members,
)  # fmt: skip


def broken(data: bytes, chance: Chance, deeds: Sequence[Callable[[bytes, Chance], bytes]]) -> bytes:
    """One or two deeds done to a good document."""
    for _ in range(chance.randint(1, 2)):
        data = chance.choice(deeds)(data, chance) or b" "
    return data


def made(number: int, seed: int) -> tuple[str, bytes]:
    """The document of one round, and what it is called."""
    chance = Chance(f"{seed}:{number}")
    kind = chance.choice(list(GOOD))
    # Archives are mostly broken inside: from outside, the checksum finds it.
    inside = kind in {"docx", "odt"} and chance.random() < 0.7
    return f"strategi.{kind}", broken(GOOD[kind], chance, DEEDS[-1:] if inside else DEEDS)


def holds(document: Document) -> bool:
    """Whether every block stands in the text, in order, and leaves out only blanks."""
    end = 0
    for block in document.blocks:
        if not end <= block.outer <= block.start <= block.end <= len(document.text):
            return False
        if document.text[end : block.outer].strip():
            return False
        end = block.end
    return True


def tried(
    numbers: range, seed: int, reading: Callable[[bytes, str], Document], outcomes: Outcomes
) -> None:
    """Read each document, and note how it ended."""
    for number in numbers:
        name, data = made(number, seed)
        started = time.process_time() + _children()
        try:
            document = reading(data, name)
            outline(document)
            end = "read" if holds(document) else "blocks that do not hold"
        except Unreadable as refusal:
            end = f"refused: {refusal.code}"
        except Exception:
            end = "raised"
            outcomes.failures.append(f"round {number}, {name}: {traceback.format_exc(limit=-3)}")
        if end.startswith("blocks"):
            outcomes.failures.append(f"round {number}, {name}: {end}")
        seconds = time.process_time() + _children() - started
        outcomes.counted[end] += 1
        outcomes.slowest = max(outcomes.slowest, (seconds, f"round {number}, {name}"))


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def here(data: bytes, name: str) -> Document:
    """Read in this process."""
    return read_document(data, name=name)


def apart(data: bytes, name: str) -> Document:
    """Read in the process apart; a broken reader is a refusal as it is in a job."""
    try:
        return unpacked(confined.run(READ, data, arguments={"name": name}))
    except confined.Broken as problem:
        print(f"  broke its reader: {name}: {problem.code}")
        raise


def main(arguments: Sequence[str] = ()) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=2000)
    parser.add_argument("--apart", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    inside, outside = Outcomes(), Outcomes()
    tried(range(options.rounds), options.seed, here, inside)
    last = options.rounds + options.apart
    tried(range(options.rounds, last), options.seed, apart, outside)
    for outcomes in (inside, outside):
        for end, count in outcomes.counted.most_common():
            print(f"  {count:6} {end}")
        for failure in outcomes.failures[:20]:
            print(failure)
    heaviest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    slowest = max(inside.slowest, outside.slowest)
    failures = len(inside.failures) + len(outside.failures)
    print(f"  slowest: {slowest[1]}")
    kept = [
        claim("neither read nor refused", failures, at_most=0),
        claim("slowest, processor", slowest[0], "s", at_most=SECONDS),
        claim("heaviest process apart", heaviest, "MiB", at_most=MEBIBYTES),
    ]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    os.environ.setdefault("RETNING_MODE", "test")
    raise SystemExit(main(sys.argv[1:]))
