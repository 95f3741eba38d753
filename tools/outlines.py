"""Makes the outlines of the 98 municipalities for maps, at set-up, out of the npm package
`react-denmark-map` (MIT): none are committed.

Its paths are far finer than a picture needs and would be heavier than a whole page may be. Curves
become lines, points nearer to a line than `TOLERANCE` go, and so do islets that no one would see.

Run it as `python -m tools.outlines`; it needs nothing but the standard library, and does nothing
where the package is not there: pages then draw the tile map.
"""

from __future__ import annotations

import json
import math
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "node_modules" / "react-denmark-map" / "dist" / "esm" / "index.js"
TARGET = ROOT / "src" / "retning" / "core" / "charts" / "outlines.json"

SOURCE_WIDTH, SOURCE_HEIGHT = 10116, 12289
WIDTH = 1088
"""Four times the width that maps are drawn at, so that whole numbers are fine enough."""
TOLERANCE = 2.4
SMALLEST = 14.0
CURVE = (0.25, 0.5, 0.75, 1.0)
MUNICIPALITY = re.compile(r'\{id:"[^"]*",name:"[^"]*",[^{}]*?code:"(\d{3})",d:"([^"]+)"')
WORD = re.compile(r"[MmLlHhVvCcSsZz]|-?\d*\.?\d+(?:e-?\d+)?")

Point = tuple[float, float]


def shapes(d: str) -> list[list[Point]]:
    """The closed lines of a path, in its own units. Raises ValueError for what is no such path."""
    words, found = WORD.findall(d), list[list[Point]]()
    numbers: list[float] = []
    command, here = "", (0.0, 0.0)
    for word in [*words, "Z"]:
        if not word.isalpha():
            numbers.append(float(word))
            continue
        here = _drawn(command, numbers, here, found)
        command, numbers = word, []
    return [shape for shape in found if len(shape) > 2]


def _drawn(command: str, numbers: list[float], here: Point, found: list[list[Point]]) -> Point:
    """Do one command with all of its numbers; the place where the pen is then."""
    if not command:
        return here
    if command in "Zz":
        return found[-1][0] if found else here
    is_relative = command.islower()
    sizes = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "s": 4}
    size = sizes[command.lower()]
    for start in range(0, len(numbers), size):
        given = numbers[start : start + size]
        if len(given) < size:
            raise ValueError(f"{command} has too few numbers")
        ends = _ends(command.lower(), given, here, is_relative=is_relative)
        if command in "Mm" and start == 0:
            found.append([])
        found[-1].extend(ends)
        here = ends[-1]
    return here


def _ends(command: str, given: list[float], here: Point, *, is_relative: bool) -> list[Point]:
    x, y = here if is_relative else (0.0, 0.0)
    match command:
        case "h":
            return [(x + given[0], here[1])]
        case "v":
            return [(here[0], y + given[0])]
    places = [(x + a, y + b) for a, b in zip(given[::2], given[1::2], strict=True)]
    if command in "ml":
        return places
    controls = places if command == "c" else [here, *places]
    return [_on_curve(here, controls, share) for share in CURVE]


def _on_curve(start: Point, controls: list[Point], t: float) -> Point:
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
    places = (start, *controls)
    return (
        sum(w * place[0] for w, place in zip(weights, places, strict=True)),
        sum(w * place[1] for w, place in zip(weights, places, strict=True)),
    )


def simplified(shape: list[Point], tolerance: float) -> list[Point]:
    """The shape without points that lie nearer than `tolerance` to the line between others."""
    kept, stretches = {0, len(shape) - 1}, [(0, len(shape) - 1)]
    while stretches:
        start, end = stretches.pop()
        farthest, distance = start, 0.0
        for number in range(start + 1, end):
            away = _away(shape[number], shape[start], shape[end])
            if away > distance:
                farthest, distance = number, away
        if distance > tolerance:
            kept.add(farthest)
            stretches += [(start, farthest), (farthest, end)]
    return [shape[number] for number in sorted(kept)]


def _away(point: Point, start: Point, end: Point) -> float:
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = math.hypot(dx, dy)
    if length == 0:
        return math.dist(point, start)
    return abs(dx * (start[1] - point[1]) - dy * (start[0] - point[0])) / length


def extent(shape: list[Point]) -> float:
    """The area within a closed line."""
    pairs = zip(shape, [*shape[1:], shape[0]], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2


def drawn(d: str) -> str:
    """A municipality's path, `WIDTH` wide as a whole, in whole numbers."""
    scale = WIDTH / SOURCE_WIDTH
    found = [[(x * scale, y * scale) for x, y in shape] for shape in shapes(d)]
    largest = max(found, key=extent)
    shown = [shape for shape in found if shape is largest or extent(shape) >= SMALLEST]
    return "".join(_written(simplified(shape, TOLERANCE)) for shape in shown)


def _written(shape: list[Point]) -> str:
    """Relative, in whole numbers, as short as SVG allows."""
    x, y = round(shape[0][0]), round(shape[0][1])
    numbers = "".join(
        f"{number}" if number < 0 else f" {number}"
        for step in _steps(shape, x, y)
        for number in step
    )
    return f"M{x} {y}l{numbers.lstrip()}z"


def _steps(shape: list[Point], x: int, y: int) -> Iterator[tuple[int, int]]:
    for end_x, end_y in shape[1:]:
        dx, dy = round(end_x) - x, round(end_y) - y
        x, y = x + dx, y + dy
        if dx or dy:
            yield dx, dy


def outlines(source: str) -> dict[str, str]:
    """Code → path, of every municipality in the package's text. Raises ValueError unless 98."""
    found = {code: drawn(d) for code, d in MUNICIPALITY.findall(source)}
    if len(found) != 98:
        raise ValueError(f"the package has {len(found)} municipalities, not 98")
    return found


def build(source: Path = SOURCE, target: Path = TARGET) -> int:
    """Write the outlines; how many bytes."""
    height = round(SOURCE_HEIGHT * WIDTH / SOURCE_WIDTH)
    paths = outlines(source.read_text(encoding="utf-8"))
    told = {
        "source": "react-denmark-map 1.0.0 (MIT), simplified by tools/outlines.py",
        "width": WIDTH,
        "height": height,
        "paths": paths,
    }
    return target.write_text(json.dumps(told, indent=0), encoding="utf-8")


def main() -> int:
    """Make the outlines, or say that maps will be drawn with tiles."""
    if not SOURCE.is_file():
        print("react-denmark-map is missing: maps are drawn with tiles.", file=sys.stderr)
        return 0
    try:
        build()
    except ValueError as problem:
        print(f"No outlines ({problem}): maps are drawn with tiles.", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
