"""Small rich text: what it may become, and what it never becomes."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retning.core.prose import from_plain, plain_text, to_html

ALLOWED = re.compile(r'</?(?:p|br|strong|em|ul|ol|li)\s*/?>|<a href="[^"]*" rel="[^"]*">|</a>')


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        ("Hej **du** og *jeg*", "<p>Hej <strong>du</strong> og <em>jeg</em></p>"),
        ("- et\n- to", "<ul>\n<li>et</li>\n<li>to</li>\n</ul>"),
        ("# Ikke en overskrift", "<p># Ikke en overskrift</p>"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        (
            "![x](https://a.dk/x.png)",
            '<p>!<a href="https://a.dk/x.png" rel="noopener noreferrer">x</a></p>',
        ),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
        ("[x](/maal/)", '<p><a href="/maal/" rel="noopener noreferrer">x</a></p>'),
    ],
)
def test_what_it_becomes(text: str, html: str) -> None:
    assert to_html(text) == html


@given(st.text(max_size=300))
def test_only_harmless_elements_come_out(text: str) -> None:
    assert "<" not in ALLOWED.sub("", to_html(text))


@given(st.text(alphabet="ab *_[]()<>\\&!æ", max_size=60))
def test_plain_text_says_the_same_as_small_markdown(text: str) -> None:
    said = plain_text(from_plain(f"x{text}x"))
    assert said == " ".join(f"x{text}x".split())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Vi *vil*", "Vi vil"),
        ("Vi _vil_", "Vi vil"),
        ("Vi \\*vil", "Vi *vil"),
        ("Vi [vil](https://a.dk)", "Vi vil"),
        ("Vi <https://a.dk>", "Vi https://a.dk"),
        ("- vi vil", "vi vil"),
        ("1. vi vil", "vi vil"),
        ("  Vi   vil  ", "Vi vil"),
        ("A) Vi vil: 1, 2 – og 3!", "A) Vi vil: 1, 2 – og 3!"),
    ],
)
def test_marks_are_read_wherever_they_stand(text: str, said: str) -> None:
    assert plain_text(text) == said


@given(st.text(alphabet="abÆé 1.,;:!?()'\"/–-*_&<\n\t", max_size=40))
def test_what_has_no_marks_is_told_as_if_it_were_read(text: str) -> None:
    read = " ".join(unescape(re.sub(r"</?(?:p|br|strong|em|ul|ol|li)>", "", to_html(text))).split())
    assert plain_text(text) == read


def test_a_heading_stands_first_in_strong_letters() -> None:
    assert from_plain("Vi * vil.", heading="Tæt\n på") == "**Tæt på**\n\nVi \\* vil."
    assert from_plain("", heading="Tæt på") == "**Tæt på**"


def test_plain_words() -> None:
    assert plain_text("Hej **du** & [jeg](https://a.dk)\n\n- et") == "Hej du & jeg et"
