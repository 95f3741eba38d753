"""A report as tagged PDF (PDF/UA-1). Runs in a process of its own (`foundation.confined`): nothing
that serves pages or takes jobs imports it.

The template is fixed, and the report is its data: no text of a person is ever read as typst.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import msgspec
import typst

from retning.foundation.reporting.signs import clean, followed, one_line
from retning.foundation.reporting.structure import (
    Block,
    Heading,
    Listing,
    Paragraph,
    Picture,
    Report,
    Run,
    Runs,
    Table,
    unpacked,
)

HERE = Path(__file__).resolve().parent
TEMPLATE = HERE / "template.typ"
FONTS = HERE / "fonts"
PLACEHOLDER = "□"
ATTEMPTS = 4

# What the drawer complains of: letters that no font of ours has, as Rust writes a string.
_MISSING = re.compile(r'the text `"(.*?)"` could not be displayed', re.DOTALL)
_FORBIDDEN = re.compile(r'disallowed codepoint `"(.*?)"`', re.DOTALL)
_ESCAPED = re.compile(r"\\u\{([0-9a-f]{1,6})\}|\\(.)", re.DOTALL)
_LONG_WORD = re.compile(r"\S{31,}")
_STRETCH = re.compile(r"(\S{20})(?=\S)")
_LATIN = re.compile("[^\n\u0020-\u017f]")


def draw(data: bytes, _arguments: Mapping[str, str]) -> bytes:
    """A packed report → PDF."""
    return pdf_of(unpacked(data))


def pdf_of(report: Report) -> bytes:
    """The report as PDF; a letter that none of our fonts has is drawn as an empty box."""
    missing: set[str] = set()
    for _ in range(ATTEMPTS):
        try:
            return _compiled(report, _Letters(missing))
        except typst.TypstError as error:
            found = _complained_of(error)
            if not found - missing:
                break
            missing |= found
    return _compiled(report, _OnlyLatin())


class _Letters:
    """How a text is said: without what fonts lack, and with places where long words may break."""

    def __init__(self, missing: set[str]) -> None:
        self._boxes = {ord(letter): PLACEHOLDER for letter in missing}

    def __call__(self, text: str) -> str:
        shown = clean(text).translate(self._boxes)
        return _LONG_WORD.sub(lambda word: _STRETCH.sub("\\1\u200b", word[0]), shown)


class _OnlyLatin(_Letters):
    """The last resort: only the letters that every font has."""

    def __init__(self) -> None:
        super().__init__(set())

    def __call__(self, text: str) -> str:
        return _LATIN.sub("?", clean(text))


def _complained_of(error: typst.TypstError) -> set[str]:
    said = f"{error.message}\n{error.diagnostic}"
    texts = [*_MISSING.findall(said), *_FORBIDDEN.findall(said)]
    letters = {letter for text in texts for letter in _ESCAPED.sub(_letter, text)}
    return letters - {" ", PLACEHOLDER}


def _letter(escape: re.Match[str]) -> str:
    return chr(int(escape[1], 16)) if escape[1] else escape[2]


def _compiled(report: Report, said: _Letters) -> bytes:
    told = _told(report, said)
    # The stubs know nothing of several files in memory; the program does, since 0.13.
    files: Any = {
        "main.typ": TEMPLATE.read_bytes(),
        "report.json": msgspec.json.encode(told),
    }
    drawn = typst.compile(
        files,
        pdf_standards="ua-1",
        ignore_system_fonts=True,
        font_paths=[str(FONTS)] if FONTS.is_dir() else [],
        timestamp=datetime.combine(
            date.fromisoformat(report.made_on), datetime.min.time(), tzinfo=UTC
        ),
    )
    if not isinstance(drawn, bytes):
        raise TypeError("The drawer gave no document")
    return drawn


def _told(report: Report, said: _Letters) -> dict[str, Any]:
    made_on = date.fromisoformat(report.made_on)
    language = "da" if report.language == "da" else "en"
    title = said(one_line(report.title))
    foot = [one_line(part) for part in (report.sender, report.title, report.source)]
    return {
        "title": title if _is_seen(title) else "–",
        "language": language,
        "title_language": report.title_language if report.title_language != language else "",
        "sender": said(one_line(report.sender)),
        "subtitle": said(report.subtitle),
        "foot": said(" · ".join(_shortened(part) for part in foot if part)),
        "facts": [{"name": said(name), "runs": _runs(runs, said)} for name, runs in report.facts],
        "colour": report.colour if re.fullmatch(r"#[0-9a-fA-F]{6}", report.colour) else "#1e5b4a",
        "made_on": [made_on.year, made_on.month, made_on.day],
        "words": msgspec.to_builtins(report.words),
        "contents": report.contents,
        "blocks": [_block(block, said) for block in report.blocks],
    }


def _shortened(text: str) -> str:
    return text if len(text) <= 70 else f"{text[:68].rstrip()}…"


def _block(block: Block, said: _Letters) -> dict[str, Any]:
    match block:
        case Heading(runs=runs, level=level):
            shown = _runs(runs, said)
            seen = any(_is_seen(run["text"]) for run in shown)
            return {"type": "heading", "level": level, "runs": shown if seen else _nothing()}
        case Paragraph(runs=runs, style=style, close=close):
            shown = _runs(runs, said)
            return {"type": "paragraph", "style": style, "close": close, "runs": shown}
        case Listing(items=items, ordered=ordered):
            told = [{"level": item.level, "runs": _runs(item.runs, said)} for item in items]
            return {"type": "listing", "ordered": ordered, "items": told}
        case Table():
            return _table(block, said)
        case Picture(png=png, alternative=alternative, caption=caption):
            texts = {"alternative": said(alternative) or "–", "caption": said(caption)}
            # Files in memory are texts to the drawer; a picture's bytes go as numbers.
            return {"type": "picture", "png": list(png), **texts}


def _table(table: Table, said: _Letters) -> dict[str, Any]:
    rows = table.rows or (((Run("–"),), *((),) * (len(table.head) - 1)),)
    return {
        "type": "table",
        "caption": said(table.caption),
        "head": [said(name) for name in table.head],
        "widths": table.widths or [1] * len(table.head),
        "rows": [[{"runs": _runs(cell, said)} for cell in row] for row in rows],
    }


def _is_seen(text: str) -> bool:
    """Whether anything of `text` can be seen: PDF/UA-1 has no heading without a title."""
    return any(unicodedata.category(sign)[0] not in "CZ" for sign in text)


def _nothing() -> list[dict[str, str]]:
    return [{"text": "–", "mark": "plain", "url": "", "language": ""}]


def _runs(runs: Runs, said: _Letters) -> list[dict[str, str]]:
    return [
        {
            "text": said(run.text),
            "mark": run.mark,
            "url": followed(run.url),
            "language": run.language if re.fullmatch("[a-z]{2,3}", run.language) else "",
        }
        for run in runs
        if run.text
    ]
