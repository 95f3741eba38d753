"""What reading a scan costs, and how many of its letters come out wrong: one thread.

A page of prose, headings and lists, set by typst in two ways, drawn with dust on it as a scanner
would, and read back. Seconds by the clock and of processor, children included; the letters beside
those that were set, list marks left out. Without tesseract and its Danish data there is no figure.
"""

from __future__ import annotations

import re
import resource
import statistics
import time
from collections import Counter

from benchmarks._claims import claim, figure
from retning.core.documents.reading import read_document as read_text
from retning.foundation.recognition import read_document, tesseract
from tests.helpers.documents import goals, paragraph
from tests.helpers.scans import drawn, letters_wrong, of_pictures, speckled
from tests.helpers.typeset import BROCHURE, Layout, pdf_of, written

_DANISH = re.compile(r"\w*[æøåÆØÅ]\w*")
LAYOUTS = {"one column": Layout(page_numbers=False), "two columns": BROCHURE}


def main() -> int:
    if not isinstance(tesseract.found(), tesseract.Recogniser):
        print("tesseract or its Danish data is missing; apt install", *tesseract.PACKAGES)
        return 0
    seconds: list[float] = []
    wrong: list[float] = []
    lost = set_in_all = 0
    for name, layout in LAYOUTS.items():
        data = pdf_of(page(), layout)
        pictures = [speckled(one) for one in drawn(data)]
        began, spent = time.monotonic(), _processor()
        said = plain(read_document(of_pictures(pictures), name="scan.pdf").text)
        took, used = time.monotonic() - began, _processor() - spent
        meant = plain(read_text(data).text)
        share = letters_wrong(said, meant)
        danish = Counter(_DANISH.findall(meant))
        lost += (danish - Counter(_DANISH.findall(said))).total()
        set_in_all += danish.total()
        count = len(pictures)
        print(
            f"{name}: {count} pages, {took / count:.1f} s and {used / count:.1f} s of processor a "
            f"page; {share:.2%} of {len(meant)} letters wrong"
        )
        seconds.append(used / count)
        wrong.append(share)
    figure("words with æ, ø or å", float(set_in_all), "")
    figure("seconds of processor a page", statistics.mean(seconds), "s")
    reached = [
        claim("letters wrong in a scan", 100 * max(wrong), "%", at_most=1.0),
        claim("words with æ, ø or å that are wrong", float(lost), "", at_most=0),
    ]
    return 0 if all(reached) else 1


def page() -> str:
    """About a page and a half of a strategy, in typst's markup."""
    parts = ["= Retning for Nordegn 2026-2029"]
    for part in range(1, 6):
        parts += [f"== Delvision {part}: Liv i by {part}"]
        parts += [written(paragraph(1, part, index)) for index in range(2)]
        parts += ["\n".join(f"- {written(one)}" for one in goals(1, part, 1))]
    return "\n\n".join(parts)


def plain(text: str) -> str:
    return " ".join(re.sub(r"(?m)^[•–—+-] |[•|]", "", text).split())


def _processor() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


if __name__ == "__main__":
    raise SystemExit(main())
