"""Copies of pictures without metadata: nothing of the camera, upright, the colours kept.

Most are made here; that they are made in a process apart within its limits is shown by some.
"""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from PIL import Image

from retning.foundation.attachments import copies
from retning.foundation.attachments.bare import bare
from retning.foundation.attachments.copies import NotCopied, bare_copy
from retning.foundation.attachments.files import place_of
from retning.foundation.attachments.images import JPEG, MOST_PIXELS, PNG, WEBP, NoCopy, told
from retning.foundation.attachments.models import Attachment
from retning.foundation.attachments.services import open_stored, store
from tests.factories.organisation import NOW
from tests.factories.photographs import (
    CAMERA,
    CORNERS,
    MOMENT,
    SIDE,
    endless_png,
    exif,
    moving,
    photograph,
    profile,
)
from tests.factories.pictures import png

pytestmark = pytest.mark.django_db
FORMS = [("JPEG", JPEG), ("PNG", PNG), ("WEBP", WEBP)]
RED, GREEN, BLUE, YELLOW = CORNERS
UPRIGHT = {
    1: (RED, GREEN, BLUE, YELLOW),
    2: (GREEN, RED, YELLOW, BLUE),
    3: (YELLOW, BLUE, GREEN, RED),
    4: (BLUE, YELLOW, RED, GREEN),
    5: (RED, BLUE, GREEN, YELLOW),
    6: (BLUE, RED, YELLOW, GREEN),
    7: (YELLOW, GREEN, BLUE, RED),
    8: (GREEN, YELLOW, RED, BLUE),
}
"""What stands in the corners of the four squares, brought upright from each orientation of Exif."""


def stored(data: bytes, media_type: str) -> Attachment:
    kept = store(
        tenant="0187", chunks=[data], name="a", limit=10_000_000, allowed={media_type}, now=NOW
    )
    assert kept.media_type == media_type
    return kept


def copied(data: bytes, media_type: str) -> Image.Image:
    return opened(told(bare(data, {"media_type": media_type})))


def opened(made: bytes | NoCopy) -> Image.Image:
    assert isinstance(made, bytes), made
    for each in (CAMERA.encode(), MOMENT.encode(), b"Exif", b"xmpmeta", b"eXIf", b"tEXt"):
        assert each not in made
    return Image.open(io.BytesIO(made))


def corners(picture: Image.Image) -> tuple[tuple[int, int, int], ...]:
    """The middle of each square, rounded to the colours that the squares have."""
    seen = picture.convert("RGB")
    places = [(x, y) for y in (SIDE // 2, SIDE * 3 // 2) for x in (SIDE // 2, SIDE * 3 // 2)]
    return tuple(
        min(CORNERS, key=lambda one: sum(abs(a - b) for a, b in zip(one, found, strict=True)))
        for found in map(seen.getpixel, places)
        if isinstance(found, tuple)
    )


def why_not(picture: Attachment) -> NoCopy:
    with pytest.raises(NotCopied) as refused:
        bare_copy(picture)
    return refused.value.why


@pytest.mark.parametrize(("form", "media_type"), FORMS)
def test_a_copy_tells_nothing_and_keeps_its_colours(form: str, media_type: str) -> None:
    given = photograph(form)
    assert CAMERA.encode() in given
    copy = copied(given, media_type)
    assert (copy.format, copy.size, corners(copy)) == (form, (32, 32), CORNERS)
    assert dict(copy.getexif()) == {}
    assert copy.info["icc_profile"] == profile()
    assert {"exif", "xmp", "comment", "dpi"}.isdisjoint(copy.info)


@pytest.mark.parametrize("orientation", UPRIGHT)
def test_it_is_turned_as_the_camera_said(orientation: int) -> None:
    assert corners(copied(photograph(orientation=orientation), JPEG)) == UPRIGHT[orientation]


@pytest.mark.parametrize(("form", "media_type"), FORMS[1:])
def test_other_kinds_are_turned_too(form: str, media_type: str) -> None:
    assert corners(copied(photograph(form, orientation=6), media_type)) == UPRIGHT[6]


def test_the_picture_itself_stays_and_the_copy_is_the_same_each_time() -> None:
    given = photograph(orientation=6)
    kept = stored(given, JPEG)
    made = bare_copy(kept)
    assert made == bare_copy(kept)
    assert corners(opened(made)) == UPRIGHT[6]
    with open_stored(kept) as file:
        assert file.read() == given


@pytest.mark.parametrize("mode", ["L", "CMYK"])
def test_grey_and_print_colours_stay_what_they_are(mode: str) -> None:
    copy = copied(photograph(mode=mode), JPEG)
    assert (copy.mode, copy.size) == (mode, (32, 32))


def test_what_is_seen_through_stays_so() -> None:
    see_through = Image.new("RGBA", (4, 4), (10, 20, 30, 0))
    written = io.BytesIO()
    see_through.save(written, "PNG")
    assert copied(written.getvalue(), PNG).getpixel((0, 0)) == (10, 20, 30, 0)
    few = Image.new("P", (4, 4), 1)
    few.putpalette([1, 2, 3, 4, 5, 6])
    few.save(written := io.BytesIO(), "PNG", transparency=1)
    assert copied(written.getvalue(), PNG).convert("RGBA").getpixel((0, 0))[3] == 0  # type: ignore[index]


def test_what_hangs_on_behind_is_not_copied() -> None:
    tail = b"<script>alert(1)</script>" + CAMERA.encode()
    assert corners(copied(photograph() + tail, JPEG)) == CORNERS
    assert copied(png(mark=CAMERA.encode()), PNG).size == (120, 40)


def test_a_second_picture_in_a_photograph_is_not_copied() -> None:
    """As telephones write them: a JPEG with the same picture again, for other screens."""
    first, written = Image.open(io.BytesIO(photograph())), io.BytesIO()
    first.save(written, "MPO", save_all=True, append_images=[first.rotate(90)])
    assert Image.open(io.BytesIO(written.getvalue())).format == "MPO"
    copy = copied(written.getvalue(), JPEG)
    assert (copy.format, corners(copy)) == ("JPEG", CORNERS)


def test_metadata_that_is_broken_turns_nothing() -> None:
    given = photograph(orientation=6)
    place = given.index(b"Exif\0\0") + 6
    broken = given[:place] + b"??" + given[place + 2 :]
    assert corners(copied(broken, JPEG)) == CORNERS


@pytest.mark.parametrize(
    ("data", "media_type", "why"),
    [
        (endless_png(8001, 8000), PNG, NoCopy.TOO_LARGE),
        (endless_png(60_000, 60_000), PNG, NoCopy.TOO_LARGE),
        (endless_png(8000, 8000), PNG, NoCopy.DAMAGED),
        (photograph()[:-200], JPEG, NoCopy.DAMAGED),
        (b"\xff\xd8\xff\xe0 lys", JPEG, NoCopy.DAMAGED),
        (moving("PNG"), PNG, NoCopy.MOVES),
        (moving("WEBP"), WEBP, NoCopy.MOVES),
    ],
)
def test_of_what_there_is_no_copy(data: bytes, media_type: str, why: NoCopy) -> None:
    assert told(bare(data, {"media_type": media_type})) is why


@pytest.mark.parametrize("data", [endless_png(8001, 8000), b"\x89PNG\r\n\x1a\n lys"])
def test_a_process_apart_says_why_too(data: bytes) -> None:
    expected = NoCopy.TOO_LARGE if b"IHDR" in data else NoCopy.DAMAGED
    assert why_not(stored(data, PNG)) is expected


def test_where_the_process_apart_has_too_little_room_the_picture_is_too_large(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    little = replace(copies.LIMITS, memory=150 * 1024 * 1024)
    monkeypatch.setattr(copies, "LIMITS", little)
    assert why_not(stored(png(6000, 6000), PNG)) is NoCopy.TOO_LARGE


def test_as_many_pixels_as_may_be_are_copied_within_the_limits() -> None:
    side = int(MOST_PIXELS**0.5)
    given = Image.new("RGB", (side, side), RED)
    given.save(written := io.BytesIO(), "JPEG", exif=exif(6), progressive=True)
    assert opened(bare_copy(stored(written.getvalue(), JPEG))).size == (side, side)


def test_a_picture_that_is_lost_is_not_copied() -> None:
    kept = stored(photograph(), JPEG)
    place_of(kept.tenant, kept.sha256).unlink()
    assert why_not(kept) is NoCopy.DAMAGED
