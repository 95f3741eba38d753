"""A picture that stands alone, as PNG. Runs in a process of its own (`foundation.confined`):
nothing that serves pages or takes jobs imports it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst

FONTS = Path(__file__).resolve().parent / "fonts"
_SIZE = re.compile(rb'viewBox="0 0 (\d+) (\d+)"')
_PAGE = (
    "#set page(width: {width}pt, height: {height}pt, margin: 0pt)\n"
    '#image("picture.svg", width: 100%)'
)
_POINTS_AN_INCH = 72


def draw(data: bytes, arguments: Mapping[str, str]) -> bytes:
    """SVG → PNG, `width` dots wide. Raises ValueError for what is no picture of ours."""
    size = _SIZE.search(data)
    if size is None:
        raise ValueError("the picture does not say how large it is")
    width, height = int(size[1]), int(size[2])
    page = _PAGE.format(width=width, height=height)
    # The stubs know nothing of several files in memory; the program does.
    files: Any = {"main.typ": page.encode(), "picture.svg": data}
    drawn = typst.compile(
        files,
        format="png",
        ppi=_POINTS_AN_INCH * int(arguments["width"]) / width,
        ignore_system_fonts=True,
        font_paths=[str(FONTS)] if FONTS.is_dir() else [],
    )
    if not isinstance(drawn, bytes):
        raise TypeError("The drawer gave no picture")
    return drawn
