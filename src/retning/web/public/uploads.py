"""Files on their way in from anyone: each up to a limit, whatever is written beside them kept.

Of a file that is too large the rest is read and thrown away, so that the browser gets a page that
says so, with all that was written still in it, and not a broken connection.
"""

from __future__ import annotations

from typing import Any

from django.core.files.uploadhandler import SkipFile
from django.http import HttpRequest
from django.utils.translation import gettext as _

from retning.apps.hearing.services.files import MOST_FILES
from retning.foundation.attachments.enclosures import LIMIT
from retning.web.request.uploads import NamelessUploadHandler


class FilesUploadHandler(NamelessUploadHandler):
    """Takes each file up to `limit`; `too_large` is the name of the first that was larger."""

    def __init__(self, request: HttpRequest, *, limit: int = LIMIT) -> None:
        super().__init__(request, limit=limit)
        self.too_large = ""
        self.count = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        self.count += 1
        if self.count > MOST_FILES + 1:
            raise SkipFile  # one too many is enough to say so
        super().new_file(*args, **kwargs)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self._file is None:
            return
        if start + len(raw_data) > self.limit:
            self.too_large = self.too_large or self.file_name or "?"
            self.upload_interrupted()
            return
        self._file.write(raw_data)


def take_files(request: HttpRequest) -> None:
    """Read the files of a form within the limits. Call it before anything of the form is read:
    later it does nothing."""
    if not hasattr(request, "_files"):
        request.upload_handlers = [FilesUploadHandler(request)]


def chosen_again(sentence: str, count: int) -> str:
    """What stands at the field for files where a form is drawn again, after `count` of them were
    sent: a browser keeps none. `sentence` is what was wrong with one of them, empty where nothing
    was. Empty where there were none."""
    if not count or (sentence and count == 1):
        return sentence
    again = _("Your files are not here any more: a browser does not keep them. Choose them again.")
    return f"{sentence} {again}".strip()


def too_large(request: HttpRequest) -> str:
    """What to tell somebody one of whose files was too large (413); empty where none was."""
    handler = request.upload_handlers[0]
    if not isinstance(handler, FilesUploadHandler) or not handler.too_large:
        return ""
    return _(
        "%(name)s is larger than %(limit)s MB and was not taken. What you have written is kept: "
        "choose a smaller file, or send it without."
    ) % {"name": handler.too_large, "limit": handler.limit // 1_000_000}
