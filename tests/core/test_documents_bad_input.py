"""Input that is broken, huge or hostile: refused or read, in even time and a bounded memory."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from math import isqrt

import pytest

from retning.core.documents import Unreadable, UnreadableCode, outline
from retning.core.documents.reading import LIMIT_BYTES, read_document
from tests.helpers.effort import grows_evenly

LARGE = 50_000
HEBREW = "אסטרטגיה של העירייה\n\n• יעד ראשון\n• יעד שני\n\n"

# Each by its size, of which LARGE is the largest that is tried.
HOSTILE: dict[str, Callable[[int], str]] = {
    "elements that never close": lambda n: "<div>" * n + "hej",
    "bold that never closes": lambda n: "<p>" + "<b>x" * n,
    "lists in lists": lambda n: "<ul><li>x" * (n // 2),
    "tables in tables": lambda n: "<table><tr><td>x" * (n // 2),
    "comments that never close": lambda n: "<html>" + "<!--" * n,
    "sections of another language": lambda n: "<html>" + "<![CDATA[" * n,
    "attributes that never close": lambda n: "<p>" + '<a "' * n,
    "quotes of two kinds": lambda n: "<p a='b\"c=d " * n,
    "end tags of nothing": lambda n: "<div>" * (n // 2) + "</x>" * n + "hej",
    "openings alone": lambda n: "<html>" + "<" * 10 * n,
    "a character number without end": lambda n: "<p>&#" + "9" * n + ";hej",
    "ampersands": lambda n: "<p>hej" + "&" * 10 * n,
    "one line": lambda n: "ord " * 2 * n,
    "one word": lambda n: "a" * 10 * n,
    "one sentence after the other": lambda n: "Vi vil. " * n,
    "marks of a list": lambda n: "1. " * n,
    "headings": lambda n: "\n\n".join(f"Overskrift {number}" for number in range(n // 5)),
    "headings in markup": lambda n: "<h2>a</h2><h3>Temaer</h3>" * (n // 5),
    "goals": lambda n: (
        "Mål\n\n" + "\n".join(f"- Flere skal i job {number}" for number in range(n // 5))
    ),
    "lists further and further in": lambda n: "\n".join(
        f"{' ' * depth}- x" for depth in range(isqrt(80 * n))
    ),
    "blanks": lambda n: "hej" + " " * 10 * n + "hej",
    "line breaks": lambda n: "hej" + "\n" * 10 * n + "hej",
    "tabs": lambda n: "\t".join("a" * n),
    "full stops": lambda n: "hej" + "." * 10 * n + " hej",
    "years": lambda n: "2018-" * n,
    "visions": lambda n: "vision " * n,
    "limits": lambda n: "fra 1 % " * n,
    "right to left": lambda n: HEBREW * (n // 50),
    "combining rings": lambda n: "Ma\u030al for fremtiden. " * (n // 5),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_work_on_hostile_text_grows_with_its_length_not_the_square(case: str) -> None:
    def read(data: bytes) -> None:
        document = read_document(data, name="strategi.txt")
        outline(document)
        assert document.blocks

    grows_evenly(lambda size: HOSTILE[case](size).encode(), read, size=LARGE)


def test_every_goal_of_many_is_found() -> None:
    text = "Mål\n\n" + "\n".join(f"- Andelen skal stige {line}" for line in range(2_000))
    assert len(outline(read_document(text.encode())).goals) == 2_000


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
