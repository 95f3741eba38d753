"""A municipality's logo: chosen, described, removed, refused; nothing half-made."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings

from retning.apps.organisation import services
from retning.apps.organisation.enums import Refusal
from retning.apps.organisation.models import Appearance, Municipality
from retning.apps.organisation.queries import appearance_checksum, appearance_of, logo_of
from retning.apps.organisation.services import Refused
from retning.foundation.attachments import files
from retning.foundation.attachments.models import Attachment
from retning.foundation.audit.queries import trail_of
from tests.cast import Cast
from tests.factories import organisation as org
from tests.factories import pictures as make
from tests.factories.organisation import NOW, TESTER

PICTURE = make.png(300, 80)
KEY = hashlib.sha256(PICTURE).hexdigest()


def set_logo(municipality: Municipality, data: bytes = PICTURE, text: str = "En eg") -> Appearance:
    return services.set_logo(
        municipality=municipality, chunks=[data], name="logo.png", text=text, by=TESTER, now=NOW
    )


def saved(municipality: Municipality) -> Appearance:
    return Appearance.objects.get(municipality=municipality)


def logo_deeds(municipality: Municipality) -> list[str]:
    deeds = [entry.deed for entry in trail_of(saved(municipality))]
    return sorted(deed for deed in deeds if deed.startswith("logo"))


def files_here() -> list[str]:
    return sorted(path.name for path in files.root().rglob("*") if path.is_file())


def test_a_logo_is_kept_with_its_size_and_text(cast: Cast) -> None:
    set_logo(cast.municipality, text="  En eg \n over to bølger ")
    appearance = saved(cast.municipality)
    assert (appearance.logo_key, appearance.logo_text) == (KEY, "En eg over to bølger")
    assert (appearance.logo_width, appearance.logo_height) == (300, 80)
    assert appearance.site_name == "Vallensbæks retning"
    kept = Attachment.objects.get()
    assert (kept.tenant, kept.media_type, kept.sha256) == ("187", "image/png", KEY)
    assert logo_deeds(cast.municipality) == ["logo_set"]


def test_webp_is_taken_whatever_the_file_is_called(cast: Cast) -> None:
    set_logo(cast.municipality, make.lossless_webp(90, 30))
    assert Attachment.objects.get().media_type == "image/webp"
    assert saved(cast.municipality).logo_width == 90


def test_a_municipality_without_appearance_gets_one(db: None) -> None:
    municipality = org.municipality_of("187", in_use=False)
    assert set_logo(municipality).site_name == "Vallensbæk Kommune"


def test_the_look_has_another_checksum_with_each_logo(cast: Cast) -> None:
    without = appearance_checksum(saved(cast.municipality))
    one = appearance_checksum(set_logo(cast.municipality))
    other = appearance_checksum(set_logo(cast.municipality, make.png(300, 80, mark=b"2")))
    again = appearance_checksum(
        services.describe_logo(municipality=cast.municipality, text="To ege", by=TESTER, now=NOW)
    )
    assert len({without, one, other, again}) == 4


@pytest.fixture
def nothing_else(cast: Cast, tmp_path: Path) -> Iterator[None]:
    """Afterwards there is no logo, no file, no row and no audit line."""
    with override_settings(DATA_DIR=tmp_path):
        yield
        kept = files_here()
    appearance = saved(cast.municipality)
    assert (appearance.logo_key, appearance.logo_text, appearance.logo_width) == ("", "", 0)
    assert kept == []
    assert not Attachment.objects.exists()
    assert logo_deeds(cast.municipality) == []


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", Refusal.LOGO_MISSING),
        (b"%PDF-1.7\n\x00\x01", Refusal.LOGO_WRONG_TYPE),
        (b'<svg xmlns="http://www.w3.org/2000/svg"></svg>', Refusal.LOGO_WRONG_TYPE),
        (b"<?xml version='1.0'?><svg></svg>", Refusal.LOGO_WRONG_TYPE),
        (b"GIF89a" + bytes(40), Refusal.LOGO_WRONG_TYPE),
        (b"\n" + PICTURE, Refusal.LOGO_WRONG_TYPE),
        (PICTURE[:-12], Refusal.LOGO_BROKEN),
        (make.png(20, 20, size=30_000), Refusal.LOGO_TOO_LARGE),
        (make.png(2001, 1), Refusal.LOGO_TOO_WIDE),
        (make.png(1, 2001), Refusal.LOGO_TOO_WIDE),
        (make.png(20, 20, moves=True), Refusal.LOGO_MOVES),
        (make.extended_webp(20, 20, moves=True), Refusal.LOGO_MOVES),
    ],
)
@pytest.mark.usefixtures("nothing_else")
def test_what_is_no_logo_is_refused(cast: Cast, data: bytes, code: Refusal) -> None:
    with pytest.raises(Refused) as refused:
        set_logo(cast.municipality, data)
    assert (refused.value.code, refused.value.fields) == (code, ("logo",))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", Refusal.LOGO_TEXT_MISSING),
        (" \n ", Refusal.LOGO_TEXT_MISSING),
        ("x" * 201, Refusal.NOT_VALID),
    ],
)
@pytest.mark.usefixtures("nothing_else")
def test_a_logo_needs_a_text(cast: Cast, text: str, code: Refusal) -> None:
    with pytest.raises(Refused) as refused:
        set_logo(cast.municipality, text=text)
    assert (refused.value.code, refused.value.fields) == (code, ("logo_text",))


def test_the_largest_and_the_widest_are_taken(cast: Cast) -> None:
    rest = 30_000 - len(make.png(2000, 2000, size=1)) + 1
    largest = make.png(2000, 2000, size=rest)
    assert len(largest) == 30_000
    assert set_logo(cast.municipality, largest).logo_width == 2000


def test_no_more_than_the_limit_is_read(cast: Cast) -> None:
    read = []

    def endless() -> Iterator[bytes]:
        while True:
            read.append(1)
            yield bytes(7_000)

    with pytest.raises(Refused) as refused:
        services.set_logo(
            municipality=cast.municipality,
            chunks=endless(),
            name="logo.png",
            text="En eg",
            by=TESTER,
            now=NOW,
        )
    assert refused.value.code is Refusal.LOGO_TOO_LARGE
    assert len(read) == 5


def test_another_text_alone(cast: Cast) -> None:
    set_logo(cast.municipality)
    for _ in range(2):
        services.describe_logo(municipality=cast.municipality, text="To ege", by=TESTER, now=NOW)
    appearance = saved(cast.municipality)
    assert (appearance.logo_key, appearance.logo_text) == (KEY, "To ege")
    assert logo_deeds(cast.municipality) == ["logo_described", "logo_set"]


def test_a_text_without_a_logo_is_refused(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        services.describe_logo(municipality=cast.municipality, text="En eg", by=TESTER, now=NOW)
    assert refused.value.code is Refusal.LOGO_MISSING


def test_a_logo_is_removed_once(cast: Cast) -> None:
    set_logo(cast.municipality)
    for _ in range(2):
        services.remove_logo(municipality=cast.municipality, by=TESTER, now=NOW)
    appearance = saved(cast.municipality)
    assert (appearance.logo_key, appearance.logo_text) == ("", "")
    assert (appearance.logo_width, appearance.logo_height) == (0, 0)
    assert logo_deeds(cast.municipality) == ["logo_removed", "logo_set"]


def test_the_rest_of_the_appearance_leaves_the_logo_alone(cast: Cast) -> None:
    set_logo(cast.municipality)
    look = services.Look(site_name="Nyt navn")
    services.set_appearance(municipality=cast.municipality, look=look, by=TESTER, now=NOW)
    appearance = saved(cast.municipality)
    assert (appearance.site_name, appearance.logo_key) == ("Nyt navn", KEY)


def test_only_the_present_logo_of_ones_own_is_found(cast: Cast) -> None:
    set_logo(cast.municipality)
    set_logo(cast.neighbour, make.png(20, 20))
    ours = Municipality.objects.get(pk="187")
    theirs = Municipality.objects.get(pk="183")
    assert logo_of(ours, key=KEY) == Attachment.objects.get(tenant="187")
    assert logo_of(theirs, key=KEY) is None
    assert logo_of(ours, key=appearance_of(theirs).logo_key) is None
    assert logo_of(ours, key="") is None
