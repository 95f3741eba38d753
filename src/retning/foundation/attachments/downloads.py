"""How a stored file is handed out: to be saved, never to be run by the browser.

Shown in a page are only pictures of kinds that cannot carry programs.
"""

from __future__ import annotations

from django.utils.http import content_disposition_header

from retning.foundation.attachments.images import PNG, WEBP
from retning.foundation.attachments.models import Attachment

_SEALED = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
}


def headers(attachment: Attachment, *, name: str = "") -> dict[str, str]:
    """The headers of a download under `name`, or the name it was first handed in with. The checksum
    is its ETag."""
    filename = name or attachment.name
    disposition = content_disposition_header(as_attachment=True, filename=filename)
    return {
        "Content-Type": attachment.media_type,
        "Content-Length": str(attachment.size),
        "Content-Disposition": disposition or "attachment",
        "Cache-Control": "private, no-cache",
        "ETag": f'"{attachment.sha256}"',
        **_SEALED,
    }


def picture_headers(attachment: Attachment) -> dict[str, str]:
    """The headers of a picture in a public page, under an address that names its checksum.

    Raises ValueError for what is no PNG or WebP.
    """
    if attachment.media_type not in {PNG, WEBP}:
        raise ValueError(f"{attachment.media_type} is not shown in pages")
    return {
        "Content-Type": attachment.media_type,
        "Content-Length": str(attachment.size),
        "Cache-Control": "public, max-age=31536000, immutable",
        "ETag": f'"{attachment.sha256}"',
        **_SEALED,
    }
