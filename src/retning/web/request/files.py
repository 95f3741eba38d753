"""A stored file as an answer."""

from __future__ import annotations

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from retning.foundation.attachments.models import Attachment
from retning.foundation.attachments.services import open_stored


def file_answer(request: HttpRequest, attachment: Attachment) -> HttpResponseBase:
    """The file's bytes, or for HEAD only what they are. Raises FileNotFoundError where the file has
    been lost."""
    stored = open_stored(attachment)
    if request.method == "HEAD":
        stored.close()
        response: HttpResponseBase = HttpResponse(content_type=attachment.media_type)
    else:
        response = FileResponse(stored, content_type=attachment.media_type)
    response.headers["Content-Length"] = str(attachment.size)
    return response
