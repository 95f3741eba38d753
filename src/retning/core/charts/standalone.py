"""A picture that carries all that it needs: colours, title, source, and that it is an example."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

from retning.core.charts import palette, svg
from retning.core.charts.drawing import Drawing, Pane, stamp
from retning.core.charts.svg import short
from retning.core.charts.words import words_of

MARGIN = 20
TITLE, SMALL = 18, 13
FONT = "IBM Plex Sans, Arial, sans-serif"
_CLASS = re.compile(r'class="([^"]*)"')
_STROKE = re.compile(r'stroke-width="([0-9.]+)"')
_SCALED = re.compile(r'<g transform="scale\(([0-9.]+)\)">')


def standalone(drawing: Drawing, *, dark: bool = False) -> str:
    """An SVG file of the widest picture, for other sites, downloads and PNG."""
    pane = drawing.panes[-1]
    width = max(pane.width, 400) + 2 * MARGIN
    head, top = _lines(drawing.title, TITLE, width, MARGIN + TITLE, "ct strong")
    said = words_of(drawing.language).example
    foot_at = top + pane.height + SMALL * 2
    foot, end = _lines(drawing.source, SMALL, width, foot_at, "ct quiet")
    height = round(end + 4) if drawing.source else round(foot_at)
    across = stamp(drawing.language, width, height) if drawing.is_example else ""
    inner = f'<g transform="translate({MARGIN} {short(top)})">{pane.body}</g>'
    colours = palette.DARK if dark else palette.LIGHT
    whole = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}"'
        f' height="{height}" role="img" font-family="{FONT}" lang="{escape(drawing.language)}"'
        f' aria-labelledby="{drawing.key}-title {drawing.key}-desc">'
        f'<title id="{drawing.key}-title">{escape(_titled(drawing, said))}</title>'
        f'<desc id="{drawing.key}-desc">{escape(drawing.description)}</desc>'
        f'<rect width="{width}" height="{height}" fill="{colours["surface"]}"/>'
        f"{head}{inner}{foot}{across}</svg>"
    )
    return _coloured(whole, pane, dark=dark)


def _titled(drawing: Drawing, said: str) -> str:
    return f"{said}: {drawing.title}" if drawing.is_example else drawing.title


def _lines(text: str, size: int, width: int, y: float, cls: str) -> tuple[str, float]:
    """Lines of text from `y` down, and where what follows begins."""
    shown = ""
    for line in svg.wrapped(text, size, width - 2 * MARGIN, 3):
        place = f'x="{MARGIN}" y="{short(y)}" font-size="{size}"'
        shown += f'<text class="{cls}" {place}>{escape(line)}</text>'
        y += size * 1.4
    return shown, y


def _coloured(whole: str, pane: Pane, *, dark: bool) -> str:
    known = palette.attributes(dark=dark)
    scaled = _SCALED.search(pane.body)
    if scaled is None:
        return _with(known, whole)
    # Within what is scaled down strokes would be scaled too; on pages the sheet sees to that.
    factor = float(scaled[1])
    start = whole.index(scaled[0])
    end = whole.index("</g>", start)
    thick = {name: _thickened(each, factor) for name, each in known.items()}
    parts = (_with(known, whole[:start]), _with(thick, whole[start:end]))
    return "".join([*parts, _with(known, whole[end:])])


def _with(known: Mapping[str, str], text: str) -> str:
    return _CLASS.sub(lambda match: known[match[1]], text)


def _thickened(attributes: str, factor: float) -> str:
    return _STROKE.sub(
        lambda match: f'stroke-width="{short(float(match[1]) / factor)}"', attributes
    )
