"""Pure checks of what a municipality is called, coloured and served under."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError

from retning.apps.organisation.enums import Refusal

CODE = re.compile(r"[1-8]\d{2}")
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
HOST_LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")

MINIMUM_CONTRAST = 4.5


def _refuse(refusal: Refusal) -> ValidationError:
    return ValidationError(refusal.label, code=refusal.value)


def validate_code(code: str) -> None:
    """A municipality's official code: three digits, 101 to 860."""
    if not CODE.fullmatch(code):
        raise _refuse(Refusal.NOT_VALID)


def contrast_with_white(colour: str) -> float:
    """The contrast ratio of white text on `colour` (#rrggbb), from 1.0 to 21.0.

    Source: WCAG 2.2, definitions of relative luminance and contrast ratio.
    Raises ValueError where `colour` is not #rrggbb.
    """
    if not COLOUR.fullmatch(colour):
        raise ValueError(f"{colour!r} is not a colour")
    red, green, blue = (_linear(int(colour[start : start + 2], 16)) for start in (1, 3, 5))
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return 1.05 / (luminance + 0.05)


def _linear(channel: int) -> float:
    """One channel (0 to 255) of an sRGB colour as linear light, 0.0 to 1.0."""
    share = channel / 255
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)


def validate_colour(colour: str) -> None:
    """A colour that carries white text: #rrggbb with a contrast of at least 4.5."""
    if not COLOUR.fullmatch(colour):
        raise _refuse(Refusal.NOT_A_COLOUR)
    if contrast_with_white(colour) < MINIMUM_CONTRAST:
        raise _refuse(Refusal.COLOUR_TOO_LIGHT)


def validate_host_name(host: str) -> None:
    """A host name in small letters, without scheme, port or path."""
    labels = host.split(".")
    if len(host) > 253 or not all(HOST_LABEL.fullmatch(label) for label in labels):
        raise _refuse(Refusal.UNKNOWN_HOST_NAME)
