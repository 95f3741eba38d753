"""Colours as #rrggbb: contrast by WCAG 2.2, and mixtures that reach a wanted contrast."""

from __future__ import annotations

from colorsys import hls_to_rgb, rgb_to_hls

STEPS = 50


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def luminance(colour: str) -> float:
    """Relative luminance, 0.0 to 1.0 (WCAG 2.2)."""
    shares = [channel / 255 for channel in _channels(colour)]
    linear = [
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    ]
    return float(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2])


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1.0 to 21.0 (WCAG 2.2)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def mixed(colour: str, other: str, share: float) -> str:
    """`colour` with `share` (0.0 to 1.0) of `other` in it."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def lightened(colour: str, *, against: str, ratio: float) -> str:
    """`colour` made as little lighter as gives it this contrast to the dark ground `against`.

    Hue and saturation stay, so that a municipality's green is still its green in dark mode.
    """
    hue, lightness, saturation = rgb_to_hls(*(channel / 255 for channel in _channels(colour)))
    for step in range(STEPS + 1):
        lighter = lightness + (1 - lightness) * step / STEPS
        red, green, blue = hls_to_rgb(hue, lighter, saturation)
        candidate = f"#{round(red * 255):02x}{round(green * 255):02x}{round(blue * 255):02x}"
        if contrast(candidate, against) >= ratio:
            return candidate
    return "#ffffff"
