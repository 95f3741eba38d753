"""The figure around a picture: finding, source, table, links; no style or script in any of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.template import Context, Template
from django.test import Client
from django.utils.translation import override

from retning.core.charts import Better, Caption, Drawing, StripData, rank_strip
from retning.foundation.confined import Broken
from retning.foundation.reporting import pictures
from retning.web.ui.showcase_pictures import example_drawings

DATA = StripData(
    {"187": Decimal("33"), "101": Decimal("20")},
    {"187": "Vallensbæk", "101": "<København>", "147": "Frederiksberg"},
    "187",
    "%",
    1,
    Better.UP,
)


def strip(**changes: Any) -> Drawing:
    return rank_strip(
        DATA, Caption(**{"title": "We are <first>", "source": "Source: 1", **changes})
    )


def drawn(drawing: Drawing, arguments: str = "") -> str:
    with override("en"):
        page = Template(f"{{% chart drawing {arguments} %}}")
        return " ".join(page.render(Context({"drawing": drawing})).split())


def test_a_figure_has_finding_source_and_table() -> None:
    made = drawn(strip(), "level=3")
    assert re.search(r'<h3 class="chart-figure__title" id="[^"]+">We are &lt;first&gt;</h3>', made)
    assert '<figcaption class="chart-figure__source">Source: 1</figcaption>' in made
    assert '<tr class="mine"><th scope="row">Vallensbæk</th><td class="number">33,0' in made
    assert '<th scope="row">&lt;København&gt;</th>' in made
    assert "<details" in made
    assert "Example figures" not in made
    assert "chart-figure__links" not in made


def test_links_are_those_that_are_given() -> None:
    made = drawn(strip(), "csv_url='/a.csv' png_url='/a.png'")
    assert '<a href="/a.csv">Figures as CSV<span class="visually-hidden">: We are' in made
    assert '<a href="/a.png">Picture as PNG' in made
    assert "SVG" not in made.replace("<svg", "")


def test_generated_figures_are_told_in_words_too() -> None:
    made = drawn(strip(is_example=True, language="en"))
    assert '<p class="chart-figure__example">Example figures</p>' in made
    assert made.count(">Example figures</text>") == 2, "across the picture of each width"


def test_nothing_that_the_policy_forbids() -> None:
    for drawing in example_drawings():
        made = drawn(drawing)
        assert not re.search(r"\sstyle=|<style|<script|\son\w+=|javascript:", made)


def test_the_showcase_has_every_kind(client_of: Callable[..., Client]) -> None:
    page = client_of().get("/komponenter/billeder/")
    assert page.status_code == 200
    text = page.content.decode()
    for kind in ("strip", "series", "tiles", "spread", "multiples"):
        assert f"chart--{kind}" in text
    ids = re.findall(r'\sid="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    assert "ui/charts.css" in text


def test_a_picture_as_png_has_the_width_that_is_asked_for() -> None:
    made = pictures.png_of(strip(), width=640)
    assert made.startswith(b"\x89PNG\r\n\x1a\n")
    assert int.from_bytes(made[16:20], "big") in {640, 641}
    assert pictures.png_of(strip(), width=640, dark=True) != made


def test_what_cannot_be_drawn_ends_the_child_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "standalone", lambda *_, **__: "<svg>no size</svg>")
    with pytest.raises(Broken):
        pictures.png_of(strip())
