"""How outlines are made of the package's paths."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tools import outlines


def test_commands_are_followed() -> None:
    (shape,) = outlines.shapes("M10,10h20v20l-20,0Z")
    assert shape == [(10, 10), (30, 10), (30, 30), (10, 30)]
    one, other = outlines.shapes("M0 0L4 0L4 4ZM10 10l4 0l0 4z")
    assert one[0] == (0, 0)
    assert other == [(10, 10), (14, 10), (14, 14)]
    (curve,) = outlines.shapes("M0 0c0 0 10 0 10 0l0 5z")
    assert curve[4] == (10, 0)
    assert curve[5] == (10, 5)
    with pytest.raises(ValueError, match="too few"):
        outlines.shapes("M0 0l4z")


def test_points_on_a_line_go() -> None:
    shape = [(0.0, 0.0), (5.0, 0.1), (10.0, 0.0), (10.0, 10.0)]
    assert outlines.simplified(shape, 0.5) == [(0, 0), (10, 0), (10, 10)]
    assert outlines.simplified(shape, 0.05) == shape


def test_islets_go_but_never_the_whole() -> None:
    scale = outlines.SOURCE_WIDTH / outlines.WIDTH
    large, small = 100 * scale, 3.5 * scale
    both = f"M0 0h{large}v{large}h-{large}zM0 0h{small}v{small}h-{small}z"
    assert outlines.drawn(both) == "M0 0l100 0 0 100-100 0z"
    assert outlines.drawn(f"M0 0h{small}v{small}h-{small}z") == "M0 0l4 0 0 4-4 0z"


def test_all_98_or_none(tmp_path: Path) -> None:
    one = '{id:"a",name:"a",en_name:"a",display_name:"A",code:"%03d",d:"M0,0h99v99h-99z"},'
    source = tmp_path / "index.js"
    source.write_text("".join(one % number for number in range(97)))
    with pytest.raises(ValueError, match="97 municipalities"):
        outlines.build(source, tmp_path / "made.json")
    source.write_text("".join(one % number for number in range(98)))
    outlines.build(source, tmp_path / "made.json")
    told = json.loads((tmp_path / "made.json").read_text())
    assert len(told["paths"]) == 98
    assert told["width"] == outlines.WIDTH
