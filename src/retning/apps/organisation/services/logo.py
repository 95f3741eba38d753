"""A municipality's logo: a small picture that can carry no program, and a text in its stead."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from retning.apps.organisation.enums import Refusal
from retning.apps.organisation.models import Appearance, Municipality
from retning.apps.organisation.services.writing import Refused
from retning.foundation.attachments import services as attachments
from retning.foundation.attachments.images import PNG, WEBP, Broken, Picture, picture_of
from retning.foundation.audit.services import Actor, record, snapshot

LOGO_LIMIT = 30_000
"""The largest logo, in bytes: with it every public page stays within its 60 kB."""

LONGEST_SIDE = 2000
"""The widest and highest logo, in pixels."""

LONGEST_TEXT = 200
"""The longest text in the logo's stead, in characters."""


def set_logo(
    *,
    municipality: Municipality,
    chunks: Iterable[bytes],
    name: str,
    text: str,
    by: Actor,
    now: datetime,
) -> Appearance:
    """Show the picture in `chunks` at the top of the municipality's pages; `text` is read aloud.

    Never holds more of it than the limit and one chunk. Raises Refused: logo_text_missing,
    logo_missing, logo_too_large, logo_wrong_type, logo_broken, logo_too_wide, logo_moves,
    not_valid; then nothing of it is kept.
    """
    text = _described(text)
    data = _taken(chunks)
    picture = _checked(data)
    with transaction.atomic():
        attachment = attachments.store(
            tenant=municipality.pk,
            chunks=[data],
            name=name,
            limit=LOGO_LIMIT,
            allowed=(picture.media_type,),
            now=now,
        )
        return _write(
            municipality,
            deed="logo_set",
            by=by,
            now=now,
            logo_key=attachment.sha256,
            logo_text=text,
            logo_width=picture.width,
            logo_height=picture.height,
        )


def describe_logo(*, municipality: Municipality, text: str, by: Actor, now: datetime) -> Appearance:
    """Another text for the logo that is there; the same text again is no deed.

    Raises Refused: logo_text_missing, logo_missing, not_valid.
    """
    text = _described(text)
    with transaction.atomic():
        appearance = _locked(municipality)
        if not appearance.logo_key:
            raise Refused(Refusal.LOGO_MISSING, fields=("logo",))
        if appearance.logo_text == text:
            return appearance
        return _write(municipality, deed="logo_described", by=by, now=now, logo_text=text)


def remove_logo(*, municipality: Municipality, by: Actor, now: datetime) -> Appearance:
    """No logo any more; where there is none, this is no deed."""
    with transaction.atomic():
        appearance = _locked(municipality)
        if not appearance.logo_key:
            return appearance
        return _write(
            municipality,
            deed="logo_removed",
            by=by,
            now=now,
            logo_key="",
            logo_text="",
            logo_width=0,
            logo_height=0,
        )


def _described(text: str) -> str:
    told = " ".join(text.split())
    if not told:
        raise Refused(Refusal.LOGO_TEXT_MISSING, fields=("logo_text",))
    if len(told) > LONGEST_TEXT:
        raise Refused(Refusal.NOT_VALID, fields=("logo_text",))
    return told


def _taken(chunks: Iterable[bytes]) -> bytes:
    data = bytearray()
    for chunk in chunks:
        data += chunk
        if len(data) > LOGO_LIMIT:
            raise Refused(Refusal.LOGO_TOO_LARGE, fields=("logo",))
    if not data:
        raise Refused(Refusal.LOGO_MISSING, fields=("logo",))
    return bytes(data)


def _checked(data: bytes) -> Picture:
    """The picture, which is looked at before the store has seen anything of it."""
    try:
        picture = picture_of(data)
    except Broken:
        raise Refused(Refusal.LOGO_BROKEN, fields=("logo",)) from None
    if picture is None or picture.media_type not in {PNG, WEBP}:
        raise Refused(Refusal.LOGO_WRONG_TYPE, fields=("logo",))
    if max(picture.width, picture.height) > LONGEST_SIDE:
        raise Refused(Refusal.LOGO_TOO_WIDE, fields=("logo",))
    if picture.moves:
        raise Refused(Refusal.LOGO_MOVES, fields=("logo",))
    return picture


def _locked(municipality: Municipality) -> Appearance:
    kept = Appearance.objects.select_for_update().filter(municipality=municipality).first()
    return kept or Appearance(municipality=municipality, site_name=municipality.official_name)


def _write(
    municipality: Municipality, *, deed: str, by: Actor, now: datetime, **values: str | int
) -> Appearance:
    appearance = _locked(municipality)
    before = None if appearance.pk is None else snapshot(appearance)
    for name, value in values.items():
        setattr(appearance, name, value)
    try:
        appearance.full_clean()
    except ValidationError as error:
        raise Refused(Refusal.NOT_VALID, fields=tuple(error.error_dict)) from None
    appearance.save()
    record(tenant=municipality.pk, deed=deed, subject=appearance, before=before, by=by, now=now)
    return appearance
