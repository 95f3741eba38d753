"""How a stored file is handed out: to be saved, never to be run or shown by the browser."""

from __future__ import annotations

from django.utils.http import content_disposition_header

from retning.foundation.attachments.models import Attachment


def headers(attachment: Attachment) -> dict[str, str]:
    """The headers of a download. The checksum is its ETag."""
    disposition = content_disposition_header(as_attachment=True, filename=attachment.name)
    return {
        "Content-Type": attachment.media_type,
        "Content-Length": str(attachment.size),
        "Content-Disposition": disposition or "attachment",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-cache",
        "ETag": f'"{attachment.sha256}"',
    }
