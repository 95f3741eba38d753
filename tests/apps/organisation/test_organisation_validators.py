"""Codes, colours and host names."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from retning.apps.organisation.validators import (
    contrast_with_white,
    validate_code,
    validate_colour,
    validate_host_name,
)


@pytest.mark.parametrize(
    ("colour", "ratio"),
    # The first three follow from the definition; #767676 is WCAG's own example of just enough.
    [
        ("#000000", 21.0),
        ("#ffffff", 1.0),
        ("#ff0000", 3.998),
        ("#767676", 4.542),
        ("#777777", 4.478),
    ],
)
def test_contrast_is_that_of_wcag(colour: str, ratio: float) -> None:
    assert contrast_with_white(colour) == pytest.approx(ratio, abs=0.001)


def test_contrast_is_of_colours_only() -> None:
    with pytest.raises(ValueError, match="red"):
        contrast_with_white("red")


@pytest.mark.parametrize("colour", ["#767676", "#1e5b4a", "#004d99", "#1E5B4A"])
def test_a_colour_that_carries_white_text_is_taken(colour: str) -> None:
    validate_colour(colour)


@pytest.mark.parametrize(
    ("colour", "code"),
    [
        ("#777777", "colour_too_light"),
        ("#ffd700", "colour_too_light"),
        ("#12345", "not_a_colour"),
        ("#1234567", "not_a_colour"),
        ("red", "not_a_colour"),
        ("#00000g", "not_a_colour"),
        ("#000000\n", "not_a_colour"),
        ("", "not_a_colour"),
    ],
)
def test_other_colours_are_refused_with_their_reason(colour: str, code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        validate_colour(colour)
    assert refused.value.code == code


@pytest.mark.parametrize("code", ["", "18", "1870", "0187", "087", "987", "1a7", "١٨٧", "187\n"])
def test_what_is_no_municipality_code_is_refused(code: str) -> None:
    with pytest.raises(ValidationError):
        validate_code(code)


@pytest.mark.parametrize("host", ["retning.vallensbaek.example", "localhost", "xn--rdovre-q1a.dk"])
def test_host_names_are_taken(host: str) -> None:
    validate_host_name(host)


@pytest.mark.parametrize(
    "host",
    ["", "https://a.dk", "a.dk/x", "a.dk:8000", "A.dk", "-a.dk", "a-.dk", "a..dk", "a_b.dk",
     "a.dk\n", f"{'a' * 64}.dk", ".".join(["a" * 60] * 5)],
)  # fmt: skip
def test_what_is_no_host_name_is_refused(host: str) -> None:
    with pytest.raises(ValidationError):
        validate_host_name(host)
