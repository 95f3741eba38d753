"""A picture without metadata: what a stranger sees of a photograph, and no more. Runs in a process
apart (`foundation.confined`), and alone there: nothing that serves pages may import Pillow.

The pixels are turned as the camera said they should be, then written anew with the colour profile.
Where and when it was taken, with what, small pictures inside it and whatever hangs on behind are
not copied: only what is named here is.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from PIL import Image, JpegImagePlugin

from retning.foundation.attachments.images import JPEG, MOST_PIXELS, PNG, WEBP, NoCopy, answered

ORIENTATION = 0x0112
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What brings a picture upright. Source: Exif 2.32, 4.6.4, Orientation."""
FORMATS = {JPEG: "JPEG", PNG: "PNG", WEBP: "WEBP"}
QUALITY = 90
"""Of 100, where the picture does not say with which it was made."""
QUICKLY = 2
"""How hard WebP is tried to be made small, of 6."""


class _No(Exception):
    def __init__(self, why: NoCopy) -> None:
        super().__init__(why)
        self.why = why


def bare(data: bytes, arguments: Mapping[str, str]) -> bytes:
    """A copy of the picture in `data`, of the media type that `arguments["media_type"]` says; see
    `images.told`."""
    try:
        return answered(_bare(data, FORMATS[arguments["media_type"]]))
    except _No as no:
        return answered(no.why)
    except Image.DecompressionBombError:
        return answered(NoCopy.TOO_LARGE)
    except (OSError, SyntaxError, ValueError):
        return answered(NoCopy.DAMAGED)


def _bare(data: bytes, form: str) -> bytes:
    with Image.open(io.BytesIO(data), formats=[form]) as given:
        # Before anything is decoded.
        if given.width * given.height > MOST_PIXELS:
            raise _No(NoCopy.TOO_LARGE)
        # A JPEG with several pictures holds the same one again, smaller: the first is it.
        if form != "JPEG" and getattr(given, "is_animated", False):
            raise _No(NoCopy.MOVES)
        given.load()
        told = _written_as(given, form, data)
        turn = TURNS.get(_orientation(given))
        upright = given if turn is None else given.transpose(turn)
        kept = {"transparency"} & upright.info.keys()
        upright.info = {name: upright.info[name] for name in kept}
        written = io.BytesIO()
        upright.save(written, form, **told)
        return written.getvalue()


def _orientation(given: Image.Image) -> int:
    """1 to 8, as far as the picture tells; anything else is no turn."""
    try:
        return int(given.getexif().get(ORIENTATION, 1))
    except (OSError, SyntaxError, ValueError, TypeError, KeyError):
        return 1


def _written_as(given: Image.Image, form: str, data: bytes) -> dict[str, Any]:
    """How the copy is written: with the colour profile, and as finely as the picture was."""
    told: dict[str, Any] = {"icc_profile": given.info.get("icc_profile")}
    if isinstance(given, JpegImagePlugin.JpegImageFile):
        return {
            **told,
            "qtables": given.quantization,
            "subsampling": JpegImagePlugin.get_sampling(given),
        }
    if form == "WEBP":
        return {**told, "lossless": _is_lossless(data), "quality": QUALITY, "method": QUICKLY}
    return told


def _is_lossless(webp: bytes) -> bool:
    """Whether the pixels stand in a chunk of the lossless kind. Source: RFC 9649, 2.3."""
    place = 12
    while place + 8 <= len(webp):
        if webp[place : place + 4] == b"VP8L":
            return True
        length = int.from_bytes(webp[place + 4 : place + 8], "little")
        place += 8 + length + length % 2
    return False
