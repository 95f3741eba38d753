"""How an English recogniser misreads Danish letters: counted on pages that we print ourselves.

`python -m tools.confusions` sets our own sentences and frequent words in several fonts and sizes,
lets tesseract read the pages with its English data, lays what it read beside what was printed, and
writes the counts to `core/danish/repair/confusions.json`. It needs tesseract on the machine; the
counts do not. The same files give the same counts.
"""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import typst
import wordfreq
from rapidfuzz.distance import Levenshtein

ROOT = Path(__file__).resolve().parent.parent
TEXT = ROOT / "tools" / "texts" / "misread.txt"
COUNTS = ROOT / "src" / "retning" / "core" / "danish" / "repair" / "confusions.json"
_DANISH = "æøåÆØÅ"
_LONGEST = 3


@dataclass(frozen=True)
class Print:
    """A way to print a page: the font, its size in points, and dots per inch of the picture."""

    font: str
    size: float
    dots: int


LEARNED = (
    Print("Liberation Serif", 11, 150), Print("Liberation Serif", 12, 300),
    Print("Liberation Sans", 9, 200), Print("Liberation Sans", 12, 150),
    Print("DejaVu Sans", 10, 150), Print("DejaVu Sans", 10, 300),
    Print("DejaVu Serif", 9, 150), Print("Liberation Sans Narrow", 12, 150),
    Print("Liberation Serif", 10, 110), Print("Liberation Sans", 10, 110),
)  # fmt: skip


def misread(text: str, form: Print) -> str:
    """What tesseract's English data makes of `text`, printed line by line on one page."""
    lines = "\\ \n".join(_literal(line) for line in text.splitlines())
    source = (
        "#set page(width: 210mm, height: auto, margin: 20mm, fill: white)\n"
        f'#set text(font: "{form.font}", size: {form.size}pt, lang: "da", hyphenate: false)\n'
        f"{lines}"
    )
    picture = typst.compile(source.encode(), format="png", ppi=float(form.dots))
    assert isinstance(picture, bytes)
    with tempfile.NamedTemporaryFile(suffix=".png") as file:
        file.write(picture)
        file.flush()
        command = ["tesseract", file.name, "-", "-l", "eng", "--psm", "6", "--dpi", str(form.dots)]
        said = subprocess.run(
            command,
            capture_output=True,
            check=True,
            text=True,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    return said.stdout


def _literal(line: str) -> str:
    return "#" + json.dumps(line, ensure_ascii=False)


def changes(printed: str, read: str) -> Iterator[tuple[str, str]]:
    """What each printed letter became: `(letter, what was read)` for all of `printed`, equal ones
    too. An edit that runs over several letters belongs to the Danish one among them."""
    kept = 0
    for step in Levenshtein.opcodes(printed, read):
        tag, begin, end = step.tag, step.src_start, step.src_end
        first, last = step.dest_start, step.dest_end
        if tag == "equal":
            yield from ((letter, letter) for letter in printed[begin:end])
            kept = end
            continue
        before, after = printed[begin:end], read[first:last]
        if tag == "insert" and kept == begin:
            yield "", after
        else:
            yield before, after


def together(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Neighbouring edits as one: "æ" → "a" and then "" → "e" is "æ" → "ae"."""
    before, after = "", ""
    for printed, read in pairs:
        if printed == read:
            if before or after:
                yield before, after
            before, after = "", ""
            yield printed, read
        else:
            before, after = before + printed, after + read
    if before or after:
        yield before, after


def count(pages: Iterable[tuple[str, str]]) -> dict[str, Counter[str]]:
    """For each printed letter, how often it was read as what; single letters only, and only what a
    word can hold."""
    counts: dict[str, Counter[str]] = {}
    for printed, read in pages:
        for before, after in together(changes(_words(printed), _words(read))):
            if (
                len(before) == 1
                and before.isalpha()
                and len(after) <= _LONGEST
                and " " not in after
            ):
                counts.setdefault(before, Counter())[after] += 1
    return counts


def _words(text: str) -> str:
    return " ".join(text.split())


def frequent_words() -> str:
    """Frequent Danish words with æ, ø or å, ten a line."""
    every = wordfreq.top_n_list("da", 12_000)
    words = [word for word in every if any(letter in word for letter in "æøå")]
    words += [word.capitalize() for word in words if word[0] in "æøå"]
    return "\n".join(" ".join(words[at : at + 10]) for at in range(0, len(words), 10))


def main() -> None:
    """Print, read, count, write."""
    pages: list[tuple[str, str]] = []
    sentences, words = TEXT.read_text(), frequent_words().splitlines()
    for place, form in enumerate(LEARNED):
        share = "\n".join(words[place :: len(LEARNED)])
        pages += [(text, misread(text, form)) for text in (sentences, share)]
    counts = count(pages)
    kept = {
        letter: dict(
            sorted((read, seen) for read, seen in reads.items() if seen > 1 or letter in _DANISH)
        )
        for letter, reads in sorted(counts.items())
    }
    COUNTS.parent.mkdir(exist_ok=True)
    COUNTS.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    main()
