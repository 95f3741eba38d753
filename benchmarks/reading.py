"""What reading a document costs: CPU a page, growth, memory, import, markup that never closes.

A page is 3,000 characters. CPU seconds by `time.process_time`, the median of five; sizes are taken
by turns, so that a busy moment of the machine falls on all of them. Memory is what Python held at
most while it read, by `tracemalloc`, in a run of its own.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable, Sequence

from benchmarks._claims import claim, figure
from benchmarks.read import CORPUS, OWN
from retning.core.documents import Document, outline, passages
from retning.core.documents.reading import read_document
from tests.helpers.documents import strategy_html, strategy_text
from tests.helpers.processes import ROOT

RUNS, PAGE = 5, 3_000
SIZES = (1, 2, 4, 8)
AREAS = 12
# A page of twice the length may cost twice as much, and a quarter more for what is not measured.
GROWTH, MEMORY_A_BYTE, IMPORT_MS = 1.25, 20, 100
PAGE_MS, REAL_PAGES = 5, 50
LIBRARY = "dataclasses, enum, re, typing, decimal, fractions, datetime"
UNCLOSED_SECONDS = 10
BYTECODE = ROOT / ".pytest_cache" / "bytecode"
IMPORT = "import time; began = time.process_time(); {}; print(time.process_time() - began)"


def main() -> int:
    is_reached = [
        show_kind("text", "a.txt", strategy_text),
        show_kind("html", "a.html", strategy_html),
    ]
    is_reached += [show_real(), show_import(), show_unclosed()]
    return 0 if all(is_reached) else 1


def show_kind(kind: str, name: str, make: Callable[..., str]) -> bool:
    """Print what documents of this kind cost; whether cost and memory grow with the size only."""
    documents = {size: make(1, areas=AREAS * size, paragraphs=6).encode() for size in SIZES}
    pages = {size: len(data) / PAGE for size, data in documents.items()}
    seconds: dict[int, list[float]] = {size: [] for size in SIZES}
    for _ in range(RUNS):
        for size, data in documents.items():
            seconds[size].append(cpu_seconds(data, name))
    medians = {size: statistics.median(runs) for size, runs in seconds.items()}
    held = {size: most_held(data, name) for size, data in documents.items()}
    print(f"{kind:6} {'pages':>6} {'CPU ms':>8} {'ms a page':>10} {'MiB held':>9} {'× bytes':>8}")
    for size in SIZES:
        each = medians[size] * 1000 / pages[size]
        times = held[size] / len(documents[size])
        row = f"{pages[size]:6.0f} {medians[size] * 1000:8.1f} {each:10.2f}"
        print(f"× {size:<4} {row} {held[size] / 2**20:9.1f} {times:8.1f}")
    smallest, largest = SIZES[0], SIZES[-1]
    figure(f"{kind}, CPU a page", medians[largest] * 1000 / pages[largest], "ms")
    growth = (medians[largest] / pages[largest]) / (medians[smallest] / pages[smallest])
    most = max(held[size] / len(documents[size]) for size in SIZES)
    name_of_growth = f"{kind}, a page of a document {largest} times as long"
    return all(
        [
            claim(name_of_growth, growth, "× the CPU", at_most=GROWTH),
            claim(f"{kind}, memory held", most, "× the document", at_most=MEMORY_A_BYTE),
        ]
    )


def show_real() -> bool:
    """Outline and targets of documents as municipalities write them, without their decoding: the
    corpus beside the repository, else our own."""
    folder = CORPUS if CORPUS.is_dir() else OWN
    paths = sorted(folder.rglob("docs/*.txt"))
    documents = [read_document(path.read_bytes(), name=path.name) for path in paths]
    documents *= max(1, round(REAL_PAGES * PAGE / sum(len(each.text) for each in documents)))
    pages = sum(len(each.text) for each in documents) / PAGE
    seconds = min(outlining_seconds(documents) for _ in range(RUNS))
    print(f"{folder.name}: {len(documents)} documents, {pages:.0f} pages")
    goals = sum(len(outline(each).goals) for each in documents)
    figure("real documents, goals a page", goals / pages)
    name = "outline and targets, a page of real documents"
    return all(
        [
            claim(name, seconds * 1000 / pages, "ms CPU", at_most=PAGE_MS),
            show_real_memory("\n\n".join(each.text for each in documents[: len(paths)])),
        ]
    )


def outlining_seconds(documents: Sequence[Document]) -> float:
    began = time.process_time()
    for document in documents:
        outline(document)
    return time.process_time() - began


def show_real_memory(text: str) -> bool:
    """What four times the same pages hold beside what they hold once."""
    once, four = (most_held("\n\n".join([text] * times).encode(), "a.txt") for times in (1, 4))
    name = "real documents, memory of a page of four times as many"
    return claim(name, four / once / 4, "×", at_most=GROWTH)


def read(data: bytes, name: str) -> int:
    """From bytes to what a person reviews; how many passages."""
    return len(list(passages(outline(read_document(data, name=name)))))


def cpu_seconds(data: bytes, name: str) -> float:
    began = time.process_time()
    read(data, name)
    return time.process_time() - began


def most_held(data: bytes, name: str) -> int:
    """The bytes that Python held at most while it read, the document itself apart."""
    tracemalloc.start()
    try:
        read(data, name)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def show_import() -> bool:
    """What it costs to import the core, in a process of its own, beside an empty one."""
    rooms = "import retning.core.documents, retning.core.targets"
    core, library, empty = (
        min(import_seconds(statement) for _ in range(RUNS))
        for statement in (rooms, f"import {LIBRARY}", "pass")
    )
    figure("the standard library of it", (library - empty) * 1000, "ms CPU")
    figure("importing the core", (core - empty) / (library - empty), "× that")
    name = "importing core.documents and core.targets"
    return claim(name, (core - empty) * 1000, "ms CPU", at_most=IMPORT_MS)


def import_seconds(statement: str) -> float:
    command = [sys.executable, "-c", IMPORT.format(statement)]
    # As an installed one: its code is compiled once.
    kept = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(BYTECODE)}
    environment = os.environ | kept
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    return float(done.stdout)


def show_unclosed() -> bool:
    """A page of 200,000 tags that are never closed; its memory by a quarter of it."""
    data, quarter = unclosed(200_000), unclosed(50_000)
    seconds = statistics.median(cpu_seconds(data, "a.html") for _ in range(3))
    name = f"markup that never closes, {len(data) / 1e6:.1f} MB"
    held = most_held(quarter, "a.html") / len(quarter)
    return all(
        [
            claim(name, seconds, "s CPU", at_most=UNCLOSED_SECONDS),
            claim(f"{name}, memory held", held, "× the document", at_most=MEMORY_A_BYTE),
        ]
    )


def unclosed(tags: int) -> bytes:
    """HTML whose elements all stand open at the end, each with some words."""
    names = ("div", "b", "span", "em", "i", "u", "a", "font")
    opened = (f"<{names[number % 8]}>Ord nummer {number} i byen " for number in range(tags))
    return ("<!doctype html><html><body>" + "".join(opened)).encode()


if __name__ == "__main__":
    raise SystemExit(main())
