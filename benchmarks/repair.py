"""How well ruined letters are repaired: a real scan, pages misread here, clean text, and the time.

    python -m benchmarks.repair             the table
    python -m benchmarks.repair --words     and every word left or changed
    python -m benchmarks.repair --lexica    the same with parts of the lexicon, for decision 0022

A word is damaged where what was read differs from what was printed in its letters or in a bar for
a capital I; bullets and quotation marks do not count. The pages are set in fonts and sizes that
the confusions were not counted in (`tools/confusions.py`), of text that they were not counted on.
Needs tesseract for the misread pages, and the shared corpus for the real ones; says what it lacks.
"""

from __future__ import annotations

import difflib
import shutil
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks._claims import claim, figure
from retning.core.danish.lexicon import Lexicon, Words, lexicon
from retning.core.danish.repair.alignment import applied_to
from retning.core.danish.repair.finding import find_repairs
from tools.confusions import Print, misread

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"
HELD_OUT = ROOT / "benchmarks" / "texts" / "held_out.txt"
PAGE = 2_000
MOST_LEFT, MOST_CHANGED, MOST_CLEAN, MOST_MILLISECONDS = 2.0, 0.5, 0.1, 50.0
FORMS = (
    Print("DejaVu Serif", 11, 200),
    Print("Liberation Serif", 10, 200),
    Print("Liberation Sans", 11, 300),
)
# Hard to read for people too: shown, without a bar.
COARSE = Print("Liberation Sans", 11, 130)


@dataclass
class Score:
    """Words by what became of them."""

    damaged: int = 0
    left: list[str] = field(default_factory=list)
    sound: int = 0
    changed: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        """Count the words of `other` too."""
        self.damaged += other.damaged
        self.left += other.left
        self.sound += other.sound
        self.changed += other.changed

    @property
    def left_share(self) -> float:
        """Percent of the damaged words that are not what was printed."""
        return 100 * len(self.left) / max(1, self.damaged)

    @property
    def changed_share(self) -> float:
        """Percent of the sound words that were changed."""
        return 100 * len(self.changed) / max(1, self.sound)


def main() -> int:
    if "--lexica" in sys.argv:
        return _lexica()
    reached = [_corpus(), _held_out(), _clean(), _speed()]
    return 0 if all(reached) else 1


def measure(read: str, printed: str, words: Lexicon | None = None) -> Score:
    """`read`, repaired, beside `printed`."""
    load = lexicon if words is None else (lambda: words)
    repaired, _ = applied_to(read, find_repairs(read, load=load).repairs)
    before, after, truth = read.split(), repaired.split(), printed.split()
    score = Score()
    if len(before) != len(after):
        raise ValueError("A repair joined or parted words: they cannot be laid side by side")
    matcher = difflib.SequenceMatcher(None, before, truth, autojunk=False)
    for tag, first, last, begin, end in matcher.get_opcodes():
        if tag == "equal":
            score.sound += last - first
            score.changed += [
                f"{before[at]} → {after[at]}"
                for at in range(first, last)
                if after[at] != before[at]
            ]
        elif last - first == end - begin:
            pairs = zip(range(first, last), range(begin, end), strict=True)
            for at, place in pairs:
                if _letters(before[at]) == _letters(truth[place]):
                    continue
                score.damaged += 1
                if _letters(after[at]) != _letters(truth[place]):
                    score.left.append(f"{before[at]} → {after[at]} ({truth[place]})")
    return score


def _letters(word: str) -> str:
    return word if word == "|" else "".join(sign for sign in word if sign.isalnum())


def _corpus() -> bool:
    ruined, restored = _scan()
    if not ruined:
        print("the shared corpus is not here: its scan is not measured")
        return True
    return _claims("real scan", measure(ruined, restored))


def _scan() -> tuple[str, str]:
    """The corpus's scan without its header line, and its letters restored by hand."""
    restored = CORPUS / "S002_restored.txt"
    found = sorted((CORPUS / "docs").glob("S002*")) if restored.is_file() else []
    if not found:
        return "", ""
    return found[0].read_text("utf-8").partition("\n")[2], restored.read_text("utf-8")


def _held_out() -> bool:
    if shutil.which("tesseract") is None:
        print("tesseract is not here: no page is misread")
        return True
    text, total = HELD_OUT.read_text("utf-8"), Score()
    for form in FORMS:
        score = measure(misread(text, form), text)
        name = f"{form.font} {form.size:g} pt at {form.dots} dpi"
        figure(f"{name}, damaged words left", score.left_share, "%")
        figure(f"{name}, sound words changed", score.changed_share, "%")
        total.add(score)
    coarse = measure(misread(text, COARSE), text)
    figure(f"coarse print ({COARSE.dots} dpi), damaged words left", coarse.left_share, "%")
    return _claims("misread pages", total)


def _claims(name: str, score: Score) -> bool:
    if "--words" in sys.argv:
        print(f"  left: {score.left}\n  changed: {score.changed}")
    figure(f"{name}, damaged words", score.damaged)
    left = claim(f"{name}, damaged words left", score.left_share, "%", at_most=MOST_LEFT)
    changed = claim(f"{name}, sound words changed", score.changed_share, "%", at_most=MOST_CHANGED)
    return left and changed


def _clean() -> bool:
    """Sound text is left alone: the corpus where it has its letters, and our own."""
    words = changed = 0
    for text in (HELD_OUT.read_text("utf-8"), *_sound()):
        words += len(text.split())
        changed += sum(r.rule == "misread" for r in find_repairs(text).repairs)
    figure("clean text, words", words)
    return claim("clean text, words misrepaired", 100 * changed / words, "%", at_most=MOST_CLEAN)


def _sound() -> Iterator[str]:
    if not CORPUS.is_dir():
        return
    for place in sorted((CORPUS / "docs").iterdir()):
        text = place.read_text("utf-8")
        if any(letter in text for letter in "æøå"):
            yield text


def _speed() -> bool:
    """Once the lexicon is loaded: a page of ruined text that was never seen, and a sound one."""
    ruined, _ = _scan()
    if not ruined:
        return True
    begun = time.process_time()
    lexicon.cache_clear()
    lexicon().knows("kommune")
    find_repairs("Vi vil have flere bgrn pa skolerne, og det er vores mal i de kommende ar.")
    figure("loading the lexicon where it is not", 1000 * (time.process_time() - begun), "ms")
    runs = [_milliseconds(ruined) for _ in range(3)]
    figure("sound page", _milliseconds(HELD_OUT.read_text("utf-8")), "ms")
    return claim("ruined page", min(runs), "ms", at_most=MOST_MILLISECONDS)


def _milliseconds(text: str) -> float:
    begun = time.process_time()
    find_repairs(text)
    return 1000 * (time.process_time() - begun) * PAGE / len(text)


def _lexica() -> int:
    whole = lexicon()
    assert isinstance(whole, Words)
    parts = {
        "both": whole,
        "frequencies alone": Words(whole.frequencies, ()),
        "forms alone": Words({}, whole.forms),
        "none": Words({}, ()),
    }
    text, ruined = HELD_OUT.read_text("utf-8"), _scan()
    pages = [(misread(text, form), text) for form in FORMS]
    for name, words in parts.items():
        scores = {"scan": measure(*ruined, words), "misread pages": Score()}
        for page in pages:
            scores["misread pages"].add(measure(*page, words))
        for what, score in scores.items():
            figure(f"{name}, {what}, damaged words left", score.left_share, "%")
            figure(f"{name}, {what}, sound words changed", score.changed_share, "%")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
