"""A municipality's look as plain values, and the style sheet that comes of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from retning.apps.organisation.models import Municipality
from retning.apps.organisation.queries import appearance_checksum, appearance_of
from retning.web.ui.colours import lightened, mixed

DARK_GROUND = "#191c1b"
"""The lightest ground that coloured text stands on in dark mode; `--surface` in tokens.css."""

OWN_PRIMARY = "#1e5b4a"
OWN_LINK = "#004d99"


@dataclass(frozen=True)
class Look:
    """What the frame of a page needs to know; texts may be empty, colours are #rrggbb."""

    site_name: str
    official_name: str
    primary_colour: str
    link_colour: str
    logo_key: str
    logo_text: str
    logo_width: int
    logo_height: int
    address: str
    phone: str
    email: str
    website: str
    accessibility_contact: str
    accessibility_statement_url: str
    checksum: str


NOBODYS = Look(
    site_name="Retning",
    official_name="",
    primary_colour=OWN_PRIMARY,
    link_colour=OWN_LINK,
    logo_key="",
    logo_text="",
    logo_width=0,
    logo_height=0,
    address="",
    phone="",
    email="",
    website="",
    accessibility_contact="",
    accessibility_statement_url="",
    checksum="retning",
)
"""For pages that belong to no municipality, as an unknown host's."""


def look_of(municipality: Municipality | None) -> Look:
    """The municipality's look; no query where the municipality came with its appearance."""
    if municipality is None:
        return NOBODYS
    appearance = appearance_of(municipality)
    return Look(
        site_name=appearance.site_name or municipality.official_name,
        official_name=municipality.official_name,
        primary_colour=appearance.primary_colour,
        link_colour=appearance.link_colour,
        logo_key=appearance.logo_key,
        logo_text=appearance.logo_text,
        logo_width=appearance.logo_width,
        logo_height=appearance.logo_height,
        address=appearance.address,
        phone=appearance.phone,
        email=appearance.email,
        website=appearance.website,
        accessibility_contact=appearance.accessibility_contact,
        accessibility_statement_url=appearance.accessibility_statement_url,
        checksum=appearance_checksum(appearance),
    )


def style_sheet(look: Look) -> str:
    """The tokens that follow from the two colours, for light and dark.

    Both colours carry white text (checked when they are saved), so they also stand on white. In
    dark mode they are lightened until they stand on the dark ground, and carry dark text.
    """
    bright = lightened(look.primary_colour, against=DARK_GROUND, ratio=7.0)
    return (
        ":root{"
        f"--primary:{look.primary_colour};"
        f"--primary-strong:{mixed(look.primary_colour, '#000000', 0.3)};"
        f"--link:{look.link_colour}"
        "}\n"
        "@media screen and (prefers-color-scheme:dark){:root{"
        f"--primary:{bright};"
        f"--primary-strong:{mixed(bright, '#ffffff', 0.3)};"
        f"--link:{lightened(look.link_colour, against=DARK_GROUND, ratio=7.0)}"
        "}}\n"
    )


def sheet_checksum(sheet: str) -> str:
    """What a style sheet is called by: 16 hexadecimal characters of its text."""
    return hashlib.sha256(sheet.encode()).hexdigest()[:16]
