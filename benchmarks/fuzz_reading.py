"""Any text to the reader of sentences: nothing escapes, twice the text is twice the work.

    python -m benchmarks.fuzz_reading --seconds 60

Where the package `atheris` is installed (`pip install atheris`; it is not among ours, since it has
no wheel for every machine) it searches by what the code does; else sentences are broken at random,
from a fixed seed.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator

from benchmarks._claims import claim, figure
from retning.core.targets import read

SENTENCES = (
    "Andelen af unge i job skal stige fra 61,5 % i 2023 til mindst 70 % i 2027",
    "Vi skal være blandt de 25 % bedste kommuner målt på elevernes trivsel",
    "Hver tiende borger, syv ud af ti virksomheder og 3-4.000 nye boliger inden udgangen af 2030",
    "Udledningen falder 55 % i 2025, 70 % i 2030 og er nul senest den 1. juli 2045",
    "Borgerne oplever, at hjælpen kommer til tiden",
    "Mål 3.2: Ledigheden må højst være 0,5 procentpoint over landsgennemsnittet",
)
PATTERNS: dict[str, str] = {
    "words": "andelen af borgere skal stige ",
    "numbers": "12,5 % 3-4.000 1.000 ",
    "digits": "9",
    "one letter": "a",
    "commas": ", og, ",
    "brackets": "((((«»",
    "top": "top 10 blandt de ",
    "years": "i 2025 til 2030 ",
    "fractions": "en fjerdedel ud af ",
    "right to left": "\u05d0\u05d1 \u202e12 % ",
    "blanks": " \u00a0\n",
}
SIZES = (16_000, 32_000, 64_000, 128_000)
GROWTH = 2.6  # twice the text at most this, the machine's noise included
RUNS = 3


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzz_reading", description=__doc__)
    parser.add_argument("--seconds", type=int, default=30)
    parser.add_argument("--searching", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.searching:
        return _search()
    is_sound = _guided(options.seconds) if _has_atheris() else _random(options.seconds)
    return 0 if all([is_sound, *map(_grows_evenly, PATTERNS)]) else 1


def _has_atheris() -> bool:
    return importlib.util.find_spec("atheris") is not None


def _check(text: str) -> None:
    """Read a text; positions must lie in it."""
    for found in read(text).targets:
        for span in (found.span, *found.evidence.values()):
            if not 0 <= span.start <= span.end <= len(text):
                raise AssertionError(f"a span outside the text: {span}")


def _guided(seconds: int) -> bool:
    command = [sys.executable, "-m", "benchmarks.fuzz_reading", "--searching"]
    environment = {**os.environ, "FUZZ_SECONDS": str(seconds)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    print(done.stderr[-400:])
    return claim("guided search, failures", int(done.returncode != 0), at_most=0)


def _search() -> int:
    import atheris

    with atheris.instrument_imports(include=["retning.core"]):
        from retning.core import targets

        del targets
    atheris.instrument_all()
    arguments = [sys.argv[0], f"-max_total_time={os.environ['FUZZ_SECONDS']}", "-max_len=2000"]
    atheris.Setup(arguments, lambda data: _check(data.decode("utf-8", "replace")))
    atheris.Fuzz()
    return 0


def _random(seconds: int) -> bool:
    chance, failures, read_so_far = random.Random(4), 0, 0
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        text = _broken(chance)
        read_so_far += 1
        try:
            _check(text)
        except Exception as problem:
            failures += 1
            print(f"{type(problem).__name__}: {problem}: {text!r}")
    figure("sentences broken at random", read_so_far)
    return claim("broken sentences, failures", failures, at_most=0)


def _broken(chance: random.Random) -> str:
    words = " ".join(chance.choices(SENTENCES, k=chance.randint(1, 3))).split()
    for _ in range(chance.randint(1, 8)):
        place = chance.randrange(len(words))
        words[place] = chance.choice(list(_instead(words, chance)))
    text = " ".join(words)
    cut = chance.randrange(len(text) + 1)
    return text[cut:] + text[:cut] if chance.random() < 0.3 else text[:cut] or text


def _instead(words: list[str], chance: random.Random) -> Iterator[str]:
    yield chance.choice(words)
    yield chance.choice(words)[::-1]
    yield chr(chance.randrange(1, 0xD800))
    yield str(chance.randrange(10**40))
    yield chance.choice(("%", "-", ",", ".", "/", "½", "\u202e", "\n", "\u00a0", "1e999", "٣"))


def _grows_evenly(name: str) -> bool:
    pattern = PATTERNS[name]
    seconds = [_cpu(pattern * (size // len(pattern))) for size in SIZES]
    shown = ", ".join(f"{each * 1000:.0f}" for each in seconds)
    print(f"{name:14} {SIZES[0] // 1000} to {SIZES[-1] // 1000} thousand characters: {shown} ms")
    growth = (seconds[-1] / max(seconds[0], 1e-3)) ** (1 / (len(SIZES) - 1))
    return claim(f"reading {name}, growth where the text is doubled", growth, at_most=GROWTH)


def _cpu(text: str) -> float:
    best = float("inf")
    for _ in range(RUNS):
        begun = time.process_time()
        read(text)
        best = min(best, time.process_time() - begun)
    return best


if __name__ == "__main__":
    sys.exit(main())
