"""Input that is broken, huge or hostile: refused or read, within seconds and a bounded memory.

Times are CPU seconds with a wide margin: what they catch is quadratic work, not a slow machine.
"""

from __future__ import annotations

import time
import tracemalloc

import pytest

from retning.core.documents import Unreadable, UnreadableCode, outline
from retning.core.documents.reading import LIMIT_BYTES, read_document

# A bound for what grows with the square, not for speed: 10,000 goals are each read as targets.
# Seconds of processor, which a busy machine stretches: it tells seconds from minutes, no more.
# That work grows evenly is counted below.
SECONDS = 40
LARGE = 50_000

HOSTILE = {
    "elements that never close": "<div>" * LARGE + "hej",
    "bold that never closes": "<p>" + "<b>x" * LARGE,
    "lists in lists": "<ul><li>x" * (LARGE // 2),
    "tables in tables": "<table><tr><td>x" * (LARGE // 2),
    "comments that never close": "<html>" + "<!--" * LARGE,
    "sections of another language": "<html>" + "<![CDATA[" * LARGE,
    "attributes that never close": "<p>" + '<a "' * LARGE,
    "quotes of two kinds": "<p a='b\"c=d " * LARGE,
    "end tags of nothing": "<div>" * 25_000 + "</x>" * LARGE + "hej",
    "openings alone": "<html>" + "<" * 10 * LARGE,
    "a character number without end": "<p>&#" + "9" * LARGE + ";hej",
    "ampersands": "<p>hej" + "&" * 10 * LARGE,
    "one line": "ord " * 2 * LARGE,
    "one word": "a" * 10 * LARGE,
    "one sentence after the other": "Vi vil. " * LARGE,
    "marks of a list": "1. " * LARGE,
    "headings": "\n\n".join(f"Overskrift {number}" for number in range(10_000)),
    "headings in markup": "<h2>a</h2><h3>Temaer</h3>" * 10_000,
    "goals": "Mål\n\n" + "\n".join(f"- Flere skal i job {number}" for number in range(10_000)),
    "lists further and further in": "\n".join(f"{' ' * depth}- x" for depth in range(2_000)),
    "blanks": "hej" + " " * 10 * LARGE + "hej",
    "line breaks": "hej" + "\n" * 10 * LARGE + "hej",
    "tabs": "\t".join("a" * LARGE),
    "full stops": "hej" + "." * 10 * LARGE + " hej",
    "years": "2018-" * LARGE,
    "visions": "vision " * LARGE,
    "limits": "fra 1 % " * LARGE,
    "right to left": "אסטרטגיה של העירייה\n\n• יעד ראשון\n• יעד שני\n\n" * 1_000,
    "combining rings": "Ma\u030al for fremtiden. " * 10_000,
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_text_is_read_in_seconds(case: str) -> None:
    started = time.process_time()
    document = read_document(HOSTILE[case].encode(), name="strategi.txt")
    outline(document)
    assert time.process_time() - started < SECONDS
    assert document.blocks


def test_work_grows_with_the_length_not_its_square() -> None:
    def seconds(lines: int) -> float:
        text = "Mål\n\n" + "\n".join(f"- Andelen skal stige {line}" for line in range(lines))
        started = time.process_time()
        assert len(outline(read_document(text.encode())).goals) == lines
        return time.process_time() - started

    seconds(100)
    small, large = seconds(2_000), seconds(16_000)
    assert large < 8 * small * 3


def test_200_megabytes_are_refused_without_being_decoded() -> None:
    data = bytes(200 * 1024 * 1024)
    tracemalloc.start()
    try:
        with pytest.raises(Unreadable) as refusal:
            read_document(data, name="strategi.html")
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert refusal.value.code is UnreadableCode.TOO_LARGE
    assert refusal.value.detail == str(LIMIT_BYTES)
    assert peak < 1_000_000


def test_memory_is_bounded_for_the_largest_that_is_read() -> None:
    data = ("Vi vil have flere unge i job. " * 40 + "\n\n").encode() * 500
    tracemalloc.start()
    try:
        outline(read_document(data))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 30 * len(data)


def test_a_document_in_another_language_is_read_and_said_to_be() -> None:
    english = (
        "Our strategy\n\nWe will make sure that more of the children in our schools have a good "
        "day.\n\nGoals\n\n- More of the young should have a job\n"
    )
    document = read_document(english.encode())
    assert (document.language.code, document.language.confident) == ("en", True)
    assert outline(document).title_text == "Our strategy"
