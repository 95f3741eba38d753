"""Maps of the country: a square for each municipality, or its outline."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from html import escape
from pathlib import Path

from retning.core.charts import svg
from retning.core.charts.areas import Areas, areas_of
from retning.core.charts.data import MapData
from retning.core.charts.drawing import Caption, Drawing, Pane, drawing
from retning.core.charts.svg import Canvas, short

HERE = Path(__file__).resolve().parent
TILES = HERE / "tiles.csv"
OUTLINES = HERE / "outlines.json"
"""Made at set-up by tools/outlines.py; may be missing."""

WIDTH, CLASSES = 248, 5
APART = 1.4
_KEY_SIDE = 14.0
RING = 9.0
_START = re.compile(r"M(\d+) (\d+)")


@dataclass(frozen=True)
class Outlines:
    """Paths by code, in a field of `width` × `height`."""

    width: int
    height: int
    paths: Mapping[str, str]


@cache
def _lines() -> list[list[str]]:
    lines = TILES.read_text(encoding="utf-8").splitlines()
    return [line.split(",") for line in lines if line and line[0].isdigit()]


@cache
def tiles() -> dict[str, tuple[int, int]]:
    """Column and row of each municipality's square, by code."""
    return {code: (int(column), int(row)) for code, column, row, _ in _lines()}


def tile_names() -> dict[str, str]:
    """The municipalities' names by code."""
    return {cells[0]: cells[3] for cells in _lines()}


@cache
def outlines() -> Outlines | None:
    """The outlines, where they have been installed and can be read."""
    try:
        told = json.loads(OUTLINES.read_text(encoding="utf-8"))
        return Outlines(told["width"], told["height"], told["paths"])
    except (OSError, ValueError, KeyError):
        return None


def tile_map(data: MapData, caption: Caption) -> Drawing:
    """One square for each municipality, roughly in its place, shaded by its figure."""
    return _map("tiles", data, caption, None)


def outline_map(data: MapData, caption: Caption) -> Drawing:
    """The municipalities' outlines, shaded by their figures; squares where there are none."""
    found = outlines()
    return _map("tiles" if found is None else "outlines", data, caption, found)


def _map(kind: str, data: MapData, caption: Caption, found: Outlines | None) -> Drawing:
    areas = areas_of(data, caption.language)
    canvas = Canvas(WIDTH, 14)
    shades = shades_of(areas)
    bottom = (
        _tiles(canvas, areas, shades) if found is None else _outlines(canvas, areas, shades, found)
    )
    end = _key(canvas, areas, shades, bottom)
    return drawing(
        kind,
        caption,
        description=_described(areas),
        table=areas.table_by_name,
        panes=[Pane("any", WIDTH, round(end), canvas.body())],
    )


def _described(areas: Areas) -> str:
    if not areas.values:
        return f"{areas.words.no_figures} {areas.mine_said()}"
    said = [
        areas.words.map_of.format(
            n=len(areas.values), low=areas.said(areas.lowest), high=areas.said(areas.highest)
        ),
        areas.mine_said(),
        *areas.missing_said(),
    ]
    return " ".join(said)


def shades_of(areas: Areas) -> dict[str, int]:
    """Code → 0 (lowest fifth) to 4 (highest); equal figures have the same shade, and where few
    differ there are fewer shades."""
    figures = sorted(areas.values.values())
    count = len(figures)
    shades: dict[Decimal, int] = {}
    for place, value in enumerate(figures):
        if value not in shades:
            shades[value] = min(place * CLASSES // count, CLASSES - 1)
    return {code: shades[value] for code, value in areas.values.items()}


def _class_of(code: str, shades: Mapping[str, int]) -> str:
    shade = shades.get(code)
    return "c-none" if shade is None else f"c-q{shade}"


def _titles(codes: Iterable[str], areas: Areas) -> list[str]:
    """What each area says of itself, in the order of the codes; escaped all at once."""
    names, values = areas.data.names, areas.values
    of_figure: dict[Decimal, str] = {}
    titles = []
    for code in codes:
        value = values.get(code)
        said = of_figure.get(value) if value is not None and code in areas.compared else None
        if said is None:
            said = areas.said_of(code, whole=False)
            if value is not None and code in areas.compared:
                of_figure[value] = said
        titles.append(f"{names.get(code, code)}: {said}")
    escaped = escape("\0".join(titles)).split("\0")
    return escaped if len(escaped) == len(titles) else [escape(title) for title in titles]


@cache
def _squares() -> tuple[float, dict[str, tuple[str, str]]]:
    """Where the squares end, and by code the square and the stroke through it."""
    places = tiles()
    step = WIDTH / (1 + max(column for column, _ in places.values()))
    side = short(step - APART)
    squares = {}
    for code, (column, row) in places.items():
        x, y = short(column * step + APART / 2), short(row * step + APART / 2)
        shape = f'x="{x}" y="{y}" width="{side}" height="{side}"'
        stroke = f"M{x} {short(row * step + step - APART / 2)}l{side} -{side}"
        squares[code] = shape, stroke
    return (1 + max(row for _, row in places.values())) * step, squares


def _tiles(canvas: Canvas, areas: Areas, shades: Mapping[str, int]) -> float:
    bottom, squares = _squares()
    strokes, mine = "", ""
    titles = _titles(squares, areas)
    for (code, (shape, stroke)), title in zip(squares.items(), titles, strict=True):
        cls = _class_of(code, shades)
        canvas.parts.append(f'<rect class="{cls}" {shape}><title>{title}</title></rect>')
        if code not in shades:
            strokes += stroke
        if code == areas.data.mine:
            mine = f'<rect class="c-halo" {shape}/><rect class="c-own" {shape}/>'
    canvas.add(svg.path("c-strike", strokes), mine)
    return bottom


def _outlines(canvas: Canvas, areas: Areas, shades: Mapping[str, int], found: Outlines) -> float:
    scale = WIDTH / found.width
    canvas.add(f'<g transform="scale({scale:g})">')
    titles = _titles(found.paths, areas)
    for (code, d), title in zip(found.paths.items(), titles, strict=True):
        cls = _class_of(code, shades)
        canvas.parts.append(f'<path class="{cls}" d="{d}"><title>{title}</title></path>')
    if d := found.paths.get(areas.data.mine, ""):
        canvas.add(svg.path("c-halo", d), svg.path("c-own", d))
    canvas.add("</g>")
    if d and (start := _START.match(d)):
        # A municipality near Copenhagen is a few dots wide: a ring says where to look.
        x, y = float(start[1]) * scale, float(start[2]) * scale
        canvas.add(svg.circle("c-halo", x, y, RING), svg.circle("c-own", x, y, RING))
    return found.height * scale


def _key(canvas: Canvas, areas: Areas, shades: Mapping[str, int], bottom: float) -> float:
    """What the shades mean, and which one is mine."""
    words, row = areas.words, canvas.size * 1.5
    y = bottom + row
    signs: list[tuple[str, str]] = [("c-own", areas.mine_said().rstrip("."))]
    for shade, (low, high) in sorted(_ranges(areas, shades).items(), reverse=True):
        said = areas.said(low)
        if low != high:
            said = words.class_range.format(low=said, high=areas.said(high))
        signs.append((f"c-q{shade}", said))
    if areas.missing:
        signs.append(("c-none", words.no_figure))
    for sign, said in signs:
        canvas.add(svg.rect(sign, 1, y - _KEY_SIDE + 2, _KEY_SIDE, _KEY_SIDE))
        if sign == "c-none":
            canvas.add(svg.cross(1, y - _KEY_SIDE + 2, _KEY_SIDE))
        lines = svg.wrapped(said, canvas.size, canvas.width - 24)
        for text in lines:
            canvas.text("ct", 22, y, text)
            y += row
    return y - canvas.size * 0.7


def _ranges(areas: Areas, shades: Mapping[str, int]) -> dict[int, tuple[Decimal, Decimal]]:
    """The lowest and the highest figure of each shade that is used."""
    by_shade: dict[int, list[Decimal]] = {}
    for code, shade in shades.items():
        by_shade.setdefault(shade, []).append(areas.values[code])
    return {shade: (min(values), max(values)) for shade, values in by_shade.items()}
