"""What reading a PDF costs: a page's way to the draft, beside only taking its text out.

A document of 100 pages of prose, headings and lists. CPU by `time.process_time`, the best of seven
rounds by turns, each in this process with everything imported. The best, because a neighbour on the
machine can only make a round dearer; the medians are printed beside it.
"""

from __future__ import annotations

import statistics
import time

import pypdfium2 as pdfium

from benchmarks._claims import claim, figure
from retning.core.documents import outline, passages
from retning.core.documents.reading import read_document
from tests.helpers.documents import goals, paragraph
from tests.helpers.typeset import Layout, pdf_of, written

ROUNDS, PAGES = 7, 100
BEYOND_MS = 10.0


def main() -> int:
    data = document()
    count = len(pdfium.PdfDocument(data))
    alone: list[float] = []
    whole: list[float] = []
    for _ in range(ROUNDS):
        alone.append(seconds_alone(data))
        whole.append(seconds_whole(data))
    text, draft = (min(rounds) * 1000 / count for rounds in (alone, whole))
    usual = [statistics.median(rounds) * 1000 / count for rounds in (alone, whole)]
    print(
        f"{count} pages: {text:.2f} ms a page for its text, {draft:.2f} ms to the draft "
        f"(medians {usual[0]:.2f} and {usual[1]:.2f})"
    )
    figure("pages", float(count), "")
    figure("text alone, CPU a page", text, "ms")
    figure("to the draft, CPU a page", draft, "ms")
    figure("to the draft, beside text alone", draft / text, "×")
    is_reached = claim("beyond the text, CPU a page", draft - text, "ms", at_most=BEYOND_MS)
    return 0 if is_reached else 1


def document() -> bytes:
    """A hundred pages with running heads, set by typst."""
    parts = ["= Retning for Nordegn 2026-2029"]
    for part in range(1, 250):
        parts += [f"== Delvision {part}: Liv i by {part}"] if part % 5 == 1 else []
        parts += [written(paragraph(1, part, index)) for index in range(3)]
        parts += ["\n".join(f"- {written(one)}" for one in goals(1, part, 1))]
    layout = Layout(head="Retning for Nordegn", foot="Nordegn Kommune")
    return first_pages(pdf_of("\n\n".join(parts), layout), PAGES)


def first_pages(data: bytes, count: int) -> bytes:
    """`data` as it is where it has about `count` pages."""
    found = len(pdfium.PdfDocument(data))
    if not 0.7 * count <= found <= 1.3 * count:
        raise SystemExit(f"The document has {found} pages, and should have about {count}.")
    return data


def seconds_alone(data: bytes) -> float:
    began = time.process_time()
    pdf = pdfium.PdfDocument(data)
    for index in range(len(pdf)):
        page = pdf[index]
        text = page.get_textpage()
        text.get_text_bounded()
        text.close()
        page.close()
    pdf.close()
    return time.process_time() - began


def seconds_whole(data: bytes) -> float:
    began = time.process_time()
    list(passages(outline(read_document(data, name="strategi.pdf"))))
    return time.process_time() - began


if __name__ == "__main__":
    raise SystemExit(main())
