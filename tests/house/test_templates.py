"""Templates and the HTML that code writes hold nothing that our policy forbids."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.helpers.source import nothing, package, strings, templates

FORBIDDEN = {
    "inline style": re.compile(r"<[a-z][^<>]*\sstyle\s*=", re.IGNORECASE),
    "style element": re.compile(r"<style\b", re.IGNORECASE),
    "inline script": re.compile(
        r"""<script\b(?![^>]*\bsrc=)(?![^>]*type=["']application/json["'])""", re.IGNORECASE
    ),
    "inline handler": re.compile(r"<[a-z][^<>]*\son[a-z]+\s*=", re.IGNORECASE),
    "script address": re.compile(r"""=\s*["']\s*javascript:""", re.IGNORECASE),
    "third party": re.compile(
        # What a link tells of the page's own addresses is fetched by nobody.
        r"""<(?:script|link(?! rel="(?:canonical|alternate)")|img|iframe|source)\b"""
        r"""[^>]*["']\s*(?:https?:)?//"""
    ),
}


def forbidden(path: str, text: str) -> Iterator[str]:
    for name, pattern in FORBIDDEN.items():
        for match in pattern.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            yield f"{path}:{line}: {name}: {match.group()[:60]}"


def test_templates_hold_nothing_inline() -> None:
    html = [(path, text) for path, text in templates() if path.endswith((".html", ".svg"))]
    nothing(line for path, text in html for line in forbidden(path, text))


def test_code_writes_nothing_inline() -> None:
    found = [
        line
        for one in package()
        if one.parts[0] == "web"
        for text in strings(one.tree)
        for line in forbidden(f"{one.path}:{text.lineno}", str(text.value))
    ]
    nothing(found)


@pytest.mark.parametrize(
    "text",
    [
        '<p style="color: red">',
        "<style>p {}</style>",
        "<script>alert(1)</script>",
        '<script type="module">import 1</script>',
        '<button type="button" onclick="go()">',
        '<a href="javascript:go()">',
        '<img alt="" src="https://example.org/a.png">',
        '<script src="//example.org/a.js"></script>',
        '<link rel="stylesheet" href="https://example.org/a.css">',
    ],
)
def test_what_is_forbidden_is_seen(text: str) -> None:
    assert len(list(forbidden("x.html", text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        '<script src="{% static \'ui/ui.js\' %}" type="module"></script>',
        '<script type="application/json" id="data">{}</script>',
        '<a href="https://example.org/">',
        '<p class="style">once = upon</p>',
        '<link rel="stylesheet" href="/static/ui.css">',
        '<link rel="canonical" href="https://example.org/">',
    ],
)
def test_what_is_allowed_passes(text: str) -> None:
    assert list(forbidden("x.html", text)) == []
