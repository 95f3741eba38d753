"""Phrases of goals to the catalogue's indicators: how often the right one is first, or among three.

Two lists of our own (`tests/core/linking_phrases.py`): one written before the linking answered
anything, one since. Where ../shared/corpus is present also the 18 goals of a real sub-vision.
"""

from __future__ import annotations

import json
import sys
import time
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks._claims import claim, figure
from retning.core.targets.kinds import Kind
from retning.core.targets.linking import Linkable, likeliest
from tests.core.linking_phrases import BLIND, GOALS, NOTHING, SEEN

ROOT = Path(__file__).parents[1]
CATALOGUE = ROOT / "src/retning/apps/indicators/data/catalogue"
CORPUS = ROOT.parent / "shared/corpus/phrases.json"
Pair = tuple[str, tuple[str, ...]]


def catalogue() -> tuple[Linkable, ...]:
    """The catalogue's files as what phrases are linked to."""
    found = []
    for file in sorted(CATALOGUE.glob("*.toml")):
        for entry in tomllib.loads(file.read_text(encoding="utf-8"))["indicator"]:
            found.append(
                Linkable(
                    entry["code"],
                    entry["name_da"],
                    tuple(entry["words"]),
                    entry["definition_da"],
                    entry["unit_da"],
                    entry["source"] == "survey",
                    entry["source"] not in {"survey", "count"},
                )
            )
    return tuple(found)


def measured(
    pairs: Iterable[Pair], indicators: Sequence[Linkable]
) -> tuple[float, float, list[str]]:
    """The shares answered rightly first and among three, and what was answered wrongly first."""
    first = among = total = 0
    wrong = []
    for phrase, right in pairs:
        codes = [each.code for each in likeliest(phrase, indicators)] or [NOTHING]
        total += 1
        first += codes[0] in right
        among += any(code in right for code in codes)
        if codes[0] not in right:
            wrong.append(f"    {phrase}: {', '.join(codes) or '-'} (not {right[0] or 'nothing'})")
    return first / total, among / total, wrong


def goals() -> list[tuple[str, Kind, str]]:
    """The phrase, kind and right code of each goal of the real sub-vision."""
    phrases = json.loads(CORPUS.read_text(encoding="utf-8"))["phrases"]
    told = [each for each in phrases if each["id"].startswith("S000-")]
    told.sort(key=lambda each: int(each["id"].partition("-")[2]))
    pairs = zip(told, GOALS.values(), strict=True)
    return [(each["text"], Kind(each["kind"]), code) for each, code in pairs]


def of_goals(indicators: Sequence[Linkable]) -> tuple[int, int, list[str]]:
    """How many of the 18 are answered rightly first and among three, and which are not."""
    first = among = 0
    wrong = []
    for text, kind, right in goals():
        codes = [each.code for each in likeliest(text, indicators, kind=kind)]
        first += codes[:1] == [right]
        among += right in codes
        if codes[:1] != [right]:
            wrong.append(f"    {right}: {', '.join(codes) or 'nothing'}")
    return first, among, wrong


def main() -> int:
    indicators = catalogue()
    reached = True
    for name, pairs, least in (("blind", BLIND, 80), ("seen", SEEN, 90)):
        first, among, wrong = measured(pairs, indicators)
        figure(f"{name}, {len(pairs)} phrases, first", 100 * first, "%")
        reached &= claim(f"{name}, among three", 100 * among, "%", at_least=least)
        print("\n".join(wrong))
    if CORPUS.exists():
        first_right, among_right, wrong = of_goals(indicators)
        figure("18 goals, first", first_right)
        reached &= claim("18 goals, among three", among_right, at_least=16)
        print("\n".join(wrong))
    phrases = [phrase for phrase, _ in (*BLIND, *SEEN)]
    began = time.perf_counter()
    for phrase in phrases:
        likeliest(phrase, indicators)
    took = (time.perf_counter() - began) / len(phrases) * 1000
    reached &= claim("one phrase", took, "ms", at_most=20)
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main())
