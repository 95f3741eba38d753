"""A drawing on a page, and the addresses where it lies as files."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from retning.core.charts import Drawing


@dataclass(frozen=True)
class Picture:
    """A drawing and the addresses of its files. `outline`: the same on the map of the country as
    it is, beside the map of squares; None where there is no such map."""

    drawing: Drawing
    png_url: str
    svg_url: str
    csv_url: str
    outline: Picture | None = None


def picture_at(drawing: Drawing, view: str, *args: object, query: str = "") -> Picture:
    """`view` answers with the files of the drawing, and takes the form as its last argument; the
    address is reversed once. `query` begins with its question mark."""
    stem = reverse(view, args=[*args, "png"]).removesuffix("png")
    png, svg, csv = (f"{stem}{form}{query}" for form in ("png", "svg", "csv"))
    return Picture(drawing, png, svg, csv)
