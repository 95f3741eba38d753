"""Photographs for tests, with what a camera writes into them; nothing is left to chance."""

from __future__ import annotations

import io
import struct
from functools import cache
from typing import Any

from PIL import Image, ImageCms
from PIL.TiffImagePlugin import IFDRational

from tests.factories.pictures import chunk

GPS, ORIENTATION, MAKE, TAKEN = 0x8825, 0x0112, 0x010F, 0x0132
CAMERA = "Vallensbaek Kamera"
MOMENT = "2026:11:20 08:15:30"
SIDE = 16
CORNERS = ((200, 30, 30), (30, 200, 30), (30, 30, 200), (200, 200, 30))
"""Top left, top right, bottom left, bottom right: four squares of 16 pixels a side."""


def exif(orientation: int = 1) -> bytes:
    """Where (55.63° N, 12.37° E), when and with what it was taken."""
    told = Image.Exif()
    told[MAKE], told[TAKEN], told[ORIENTATION] = CAMERA, MOMENT, orientation
    told[GPS] = {
        1: "N",
        2: (IFDRational(55), IFDRational(37), IFDRational(48)),
        3: "E",
        4: (IFDRational(12), IFDRational(22), IFDRational(12)),
    }
    return told.tobytes()


@cache
def profile() -> bytes:
    """A colour profile; it tells when it was made, so one is made for all."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def squares(mode: str = "RGB") -> Image.Image:
    """Four squares in two rows; the picture is 32 pixels wide and high."""
    picture = Image.new("RGB", (2 * SIDE, 2 * SIDE))
    for number, colour in enumerate(CORNERS):
        place = (SIDE * (number % 2), SIDE * (number // 2))
        picture.paste(colour, (*place, place[0] + SIDE, place[1] + SIDE))
    return picture.convert(mode)


def photograph(form: str = "JPEG", *, orientation: int = 1, mode: str = "RGB") -> bytes:
    """The four squares as a camera with this `orientation` writes them: with position, time, name
    and a comment, and a colour profile."""
    told: dict[str, Any] = {"exif": exif(orientation), "icc_profile": profile(), "quality": 95}
    told |= {"lossless": True} if form == "WEBP" else {}
    told |= {"comment": CAMERA.encode()} if form == "JPEG" else {}
    told |= {"xmp": f"<x:xmpmeta>{CAMERA}</x:xmpmeta>".encode()} if form != "PNG" else {}
    written = io.BytesIO()
    squares(mode).save(written, form, **told)
    return written.getvalue()


def moving(form: str) -> bytes:
    """Two pictures, one after the other."""
    written = io.BytesIO()
    squares().save(written, form, save_all=True, append_images=[squares().rotate(90)])
    return written.getvalue()


def endless_png(width: int, height: int) -> bytes:
    """A picture that says it is this large, and holds nothing of it."""
    size = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")
