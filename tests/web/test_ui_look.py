"""A municipality's colours, light and dark: they can be read, whatever was chosen."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from retning.web.ui import look as looks
from retning.web.ui.colours import contrast, lightened, luminance, mixed
from retning.web.ui.context import genitive
from tests.cast import Cast
from tools import assets

Browser = Callable[..., Client]

TOKENS = (Path(assets.TARGET).parent / "tokens.css").read_text(encoding="utf-8")
LIGHT, DARK = TOKENS.split("prefers-color-scheme: dark", 1)


def token(part: str, name: str) -> str:
    found = re.search(rf"--{name}: (#[0-9a-f]+);", part)
    assert found, name
    colour = found.group(1)
    return colour if len(colour) == 7 else "#" + "".join(digit * 2 for digit in colour[1:])


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21.0), ("#ffffff", "#ffffff", 1.0), ("#777777", "#ffffff", 4.48)],
)
def test_contrast(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)
    assert contrast(other, one) == contrast(one, other)


def test_mixing() -> None:
    assert mixed("#000000", "#ffffff", 0.5) == "#808080"
    assert mixed("#1e5b4a", "#ffffff", 0.0) == "#1e5b4a"


@pytest.mark.parametrize("colour", ["#1e5b4a", "#004d99", "#000000", "#8b0000", "#4b0082"])
def test_lightening_reaches_the_contrast_and_no_more(colour: str) -> None:
    lighter = lightened(colour, against=looks.DARK_GROUND, ratio=7.0)
    assert contrast(lighter, looks.DARK_GROUND) >= 7.0
    assert luminance(lighter) < 0.5


def test_a_colour_that_is_light_enough_is_left_alone() -> None:
    assert lightened("#ffffff", against=looks.DARK_GROUND, ratio=7.0) == "#ffffff"


@pytest.mark.parametrize("part", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["ground", "surface", "sunken"])
@pytest.mark.parametrize("ink", ["ink", "ink-quiet", "link", "visited", "primary", "error"])
def test_text_can_be_read_on_every_ground(part: str, ground: str, ink: str) -> None:
    assert contrast(token(part, ink), token(part, ground)) >= 4.5


@pytest.mark.parametrize("part", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("state", ["success", "warning", "error", "info"])
def test_states_can_be_read_on_their_tint(part: str, state: str) -> None:
    soft = token(part, f"{state}-soft")
    assert contrast(token(part, state), soft) >= 4.5
    assert contrast(token(part, "ink"), soft) >= 4.5


@pytest.mark.parametrize("part", [LIGHT, DARK], ids=["light", "dark"])
def test_borders_of_fields_can_be_seen(part: str) -> None:
    assert contrast(token(part, "line-strong"), token(part, "surface")) >= 3.0


def test_the_dark_ground_that_colours_are_measured_against_is_the_one_drawn() -> None:
    assert token(DARK, "surface") == looks.DARK_GROUND


def test_the_sheet_says_both_colours_for_light_and_dark() -> None:
    sheet = looks.style_sheet(looks.NOBODYS)
    light, dark = sheet.split("prefers-color-scheme:dark")
    assert "--primary:#1e5b4a;" in light
    assert "--link:#004d99}" in light
    bright = re.findall(r"--(?:primary|link|primary-strong):(#[0-9a-f]{6})", dark)
    assert len(bright) == 3
    assert all(contrast(colour, looks.DARK_GROUND) >= 7.0 for colour in bright)


def test_the_sheet_is_kept_for_ever_under_its_checksum(cast: Cast, client_of: Browser) -> None:
    client = client_of()
    page = client.get("/kontakt/").content.decode()
    found = re.search(r'href="(/udseende\.css\?v=[0-9a-f]{16})"', page)
    assert found
    kept = client.get(found.group(1))
    assert kept.headers["Content-Type"] == "text/css; charset=utf-8"
    assert kept.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert not kept.cookies
    guessed = client.get("/udseende.css?v=0000000000000000")
    assert guessed.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert guessed.content == kept.content


def test_the_neighbour_has_a_sheet_of_its_own(cast: Cast, client_of: Browser) -> None:
    cast.neighbour.appearance.primary_colour = "#8b0000"
    cast.neighbour.appearance.save()
    assert b"#8b0000" in client_of(at=cast.neighbour).get("/udseende.css").content
    assert b"#8b0000" not in client_of().get("/udseende.css").content


def test_a_municipality_without_appearance_has_ours(cast: Cast) -> None:
    cast.municipality.appearance.delete()
    cast.municipality.refresh_from_db()
    look = looks.look_of(type(cast.municipality).objects.get(pk="187"))
    assert look.site_name == "Vallensbæk Kommune"
    assert look.primary_colour == looks.OWN_PRIMARY


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Vallensbæk Kommune", "Vallensbæk Kommunes"),
        ("Region Syd", "Region Syds"),
        ("Kommunens Hus", "Kommunens Hus'"),
    ],
)
def test_genitive(name: str, expected: str) -> None:
    assert genitive(name) == expected
