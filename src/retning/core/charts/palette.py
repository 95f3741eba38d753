"""The colours of pictures that stand alone: in other sites, downloads, PNG.

On our own pages the same classes are coloured by `charts.css`, on the municipality's tokens. Each
class here says how that sheet draws it in light, with the names of colours from `LIGHT` or `DARK`.
"""

from __future__ import annotations

LIGHT = {
    "surface": "#ffffff",
    "ink": "#1a1a1a",
    "quiet": "#595f5c",
    "line": "#dcd9d0",
    "strong": "#84857f",
    "tick": "#6b706d",
    "primary": "#1e5b4a",
    "zone": "#e4ebe9",
    "fan50": "#8fada5",
    "fan80": "#c7d6d2",
    "band": "#eceae4",
    "half": "#d3d0c6",
    "q0": "#e9efed",
    "q1": "#b7cac4",
    "q2": "#86a69d",
    "q3": "#4f7f73",
    "q4": "#1e5b4a",
    "met": "#2b6e00",
    "near": "#8a5300",
    "unmet": "#b80000",
    "unknown": "#595f5c",
    "on": "#ffffff",
    "stamp": "#b80000",
}
DARK = {
    "surface": "#191c1b",
    "ink": "#ecebe6",
    "quiet": "#b4b8b3",
    "line": "#363c39",
    "strong": "#868d88",
    "tick": "#9aa19c",
    "primary": "#7fc4af",
    "zone": "#253029",
    "fan50": "#4c7065",
    "fan80": "#2d3d38",
    "band": "#282d2b",
    "half": "#434a47",
    "q0": "#222a28",
    "q1": "#3a4f48",
    "q2": "#4f7469",
    "q3": "#679c8c",
    "q4": "#7fc4af",
    "met": "#9bd77a",
    "near": "#f1c069",
    "unmet": "#ffa59b",
    "unknown": "#b4b8b3",
    "on": "#101312",
    "stamp": "#ffa59b",
}

_DASHED = 'fill="none" stroke="{%s}" stroke-width="%s" stroke-dasharray="%s"'
_DRAWN = 'fill="none" stroke="{%s}" stroke-width="%s"'
CLASSES = {
    "ct": 'fill="{ink}"',
    "ct quiet": 'fill="{quiet}"',
    "ct strong": 'fill="{ink}" font-weight="600"',
    "ct mine": 'fill="{primary}" font-weight="600"',
    "c-axis": _DRAWN % ("strong", 1),
    "c-grid": _DRAWN % ("line", 1),
    "c-tick": _DRAWN % ("tick", 1.5),
    "c-faint": _DRAWN % ("strong", 0.75),
    "c-zone": 'fill="{zone}"',
    "c-edge": _DASHED % ("primary", 1.5, "5 3"),
    "c-mark": _DASHED % ("ink", 1.5, "2 2"),
    "c-mine": _DRAWN % ("primary", 3) + ' stroke-linejoin="round"',
    "c-fill": 'fill="{primary}"',
    "c-hollow": 'fill="{surface}" stroke="{primary}" stroke-width="2"',
    "c-line": _DASHED % ("ink", 1.5, "8 3"),
    "c-line c-line-2": _DASHED % ("quiet", 1.5, "2 3"),
    "c-line c-line-3": _DASHED % ("ink", 1.5, "8 3 2 3"),
    "c-band": 'fill="{band}" stroke="{strong}" stroke-width="0.75"',
    "c-half": 'fill="{half}" stroke="{strong}" stroke-width="0.75"',
    "c-fan80": 'fill="{fan80}" stroke="{primary}" stroke-width="0.75"',
    "c-fan50": 'fill="{fan50}" stroke="{primary}" stroke-width="0.75"',
    "c-course": _DASHED % ("primary", 1.5, "3 3"),
    "c-deadline": _DASHED % ("ink", 1.5, "4 3"),
    "c-break": _DASHED % ("ink", 1, "1 3"),
    "c-none": 'fill="{surface}" stroke="{strong}" stroke-width="0.75"',
    "c-strike": _DRAWN % ("strong", 1),
    "c-q0": 'fill="{q0}" stroke="{strong}" stroke-width="0.75"',
    "c-q1": 'fill="{q1}" stroke="{strong}" stroke-width="0.75"',
    "c-q2": 'fill="{q2}" stroke="{strong}" stroke-width="0.75"',
    "c-q3": 'fill="{q3}" stroke="{strong}" stroke-width="0.75"',
    "c-q4": 'fill="{q4}" stroke="{strong}" stroke-width="0.75"',
    "c-halo": 'fill="none" stroke="{surface}" stroke-width="5"',
    "c-own": 'fill="none" stroke="{ink}" stroke-width="2.5"',
    "c-disc c-met": 'fill="{met}"',
    "c-disc c-near": 'fill="{near}"',
    "c-disc c-unmet": 'fill="{unmet}"',
    "c-disc c-unknown": 'fill="{unknown}"',
    "c-sign": _DRAWN % ("on", 2),
    "c-stamp": 'fill="{stamp}" fill-opacity="0.2" font-weight="600"',
}
"""Class → presentation attributes. A class that pictures use and this lacks is a mistake."""


def attributes(*, dark: bool = False) -> dict[str, str]:
    """Class → attributes with their colours."""
    colours = DARK if dark else LIGHT
    return {name: each.format(**colours) for name, each in CLASSES.items()}
